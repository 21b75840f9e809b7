"""The contract of batches in graph/store.py: all or nothing, conflict, undo, as known then."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.batches import now
from graph.dates import Interval
from graph.errors import Conflict, GraphError, InvalidData
from graph.ids import relation_id
from graph.memory_store import MemoryStore
from graph.store import Added, Store, View
from graph.stores import as_known_at
from tests.graph.conftest import Opener
from tests.graph.statements import holds, load, person, post, snapshot


def portions(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Let every store write so many statements at a time."""
    for writer in ("sqlite.writer", "neo4j.writer"):
        monkeypatch.setattr(f"graph.{writer}.PORTION", size)


def test_batches_in_order_of_time(store: Store) -> None:
    before = now()
    ids = [load(store, person(n), title=f"{n}表") for n in ("甲", "乙", "丙")]
    after = now()
    batches = store.batches()
    assert [b.id for b in batches] == ids
    assert [(b.loader, b.title, b.added, b.undone) for b in batches] == [
        ("测试", f"{n}表", 1, None) for n in ("甲", "乙", "丙")
    ]
    times = [before, *(b.recorded for b in batches), after]
    assert times == sorted(times)


def test_a_batch_is_recorded_when_it_becomes_visible(store: Store) -> None:
    with store.batch("测试") as writer:
        writer.add([person("甲")])
        begun = now()
    (batch,) = store.batches()
    assert batch.recorded >= begun
    assert as_known_at(store, begun).nodes(["甲"]) == {}


def test_many_batches_have_ids_of_their_own(store: Store) -> None:
    ids = {load(store, person("甲", line)) for line in range(60)}
    assert len(ids) == 60
    assert len(store.batches()) == 60


def test_nothing_is_visible_before_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    portions(monkeypatch, 2)
    with store.batch("测试") as writer:
        writer.add([person("甲"), post("书记"), holds("甲", "书记"), person("乙")])
        assert store.counts() == {}
        assert store.batches() == []
        with store.reading() as view:
            assert view.nodes(["甲"]) == {}
    assert store.counts() == {"HOLDS": 1, "Person": 2, "Post": 1}


def test_an_exception_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    portions(monkeypatch, 2)
    load(store, person("甲"))
    before = snapshot(store)
    with pytest.raises(RuntimeError, match="中断"), store.batch("测试") as writer:  # noqa: PT012
        writer.add([person("甲", 2, sex="男"), person("乙", 3), post("书记", 4)])
        raise RuntimeError("中断")
    assert snapshot(store) == before
    load(store, person("乙", 3))
    assert store.counts() == {"Person": 2}


def test_a_date_that_is_none_leaves_nothing(store: Store) -> None:
    load(store, person("甲"), post("书记"), holds("甲", "书记", 2, since="2003"))
    before = snapshot(store)
    with pytest.raises(InvalidData, match="不是日历上的日子"):
        load(store, person("乙", 3), holds("甲", "书记", 4, since="2003-06-31"))
    assert snapshot(store) == before


def test_progress_counts_added_unchanged_and_new(store: Store) -> None:
    load(store, person("甲", 1))
    with store.batch("测试") as writer:
        writer.add([person("甲", 1), person("甲", 2), person("乙", 3), person("乙", 4)])
    assert writer.progress() == Added(added=3, unchanged=1, records=1)


def test_progress_is_the_same_in_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    portions(monkeypatch, 2)
    test_progress_counts_added_unchanged_and_new(store)


def test_loading_twice_adds_nothing(store: Store) -> None:
    statements = [person("甲"), post("书记"), holds("甲", "书记", since="2003")]
    load(store, *statements)
    before = snapshot(store)
    with store.batch("测试") as writer:
        writer.add(statements)
    assert writer.progress() == Added(0, 3, 0)
    assert snapshot(store) == before
    load(store, *statements, *statements, person("乙", 9))
    assert store.batches()[-1].added == 1


def test_a_place_read_differently_is_a_conflict(store: Store) -> None:
    first = load(store, person("甲", 1, sex="男"))
    before = snapshot(store)
    with pytest.raises(Conflict, match=f"第1行.*{first}.*undo {first}"):
        load(store, person("乙", 2), person("甲", 1, sex="女"))
    assert snapshot(store) == before
    store.undo(first)
    load(store, person("乙", 2), person("甲", 1, sex="女"))
    assert store.nodes(["甲"])["甲"].properties["sex"] == ("女",)


def test_a_place_that_says_two_things_at_once_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match="两种说法"):
        load(store, person("甲", 1, sex="男"), person("甲", 1, sex="女"))
    assert snapshot(store) == snapshot(MemoryStore())


@pytest.mark.parametrize(("who", "what"), [("甲", "无"), ("无", "书记")])
def test_a_missing_end(store: Store, who: str, what: str) -> None:
    load(store, person("甲"), post("书记"))
    before = snapshot(store)
    with pytest.raises(InvalidData, match="第7行：关系 HOLDS 的一端 无 没有任何记载"):
        load(store, person("乙", 3), holds(who, what, 7))
    assert snapshot(store) == before


def test_ends_may_come_after_the_edge(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    portions(monkeypatch, 1)
    load(store, holds("甲", "书记"), person("甲"), post("书记"))
    assert store.counts() == {"HOLDS": 1, "Person": 1, "Post": 1}


# undo, history, as known


def test_undo_folds_again(store: Store) -> None:
    first = load(store, person("甲"), post("书记"), holds("甲", "书记", 2, since="2003"))
    before = snapshot(store)
    second = load(store, holds("甲", "书记", 3, since="2003-05", until="2006"), person("乙", 4))
    third = load(store, holds("甲", "书记", 5, since="2009", until="2010"))
    assert [e.interval for e in store.scan_edges("HOLDS")] == [
        Interval.of("2003-05", "2006"), Interval.of("2009", "2010"),
    ]  # fmt: skip
    # undone though a later batch touched the same record
    assert store.undo(second) == 2
    assert [e.first("since") for e in store.scan_edges("HOLDS")] == ["2003", "2009"]
    assert store.undo(third) == 1
    assert snapshot(store) == before
    with pytest.raises(Conflict, match=f"批次 {third} 已于"):
        store.undo(third)
    assert [bool(b.undone) for b in store.batches()] == [False, True, True]
    assert store.undo(first) == 3
    assert snapshot(store) == snapshot(MemoryStore())


def test_reload_after_undo(store: Store) -> None:
    statements = [person("甲"), post("书记"), holds("甲", "书记", 2, since="2003")]
    first = load(store, *statements)
    before = snapshot(store)
    store.undo(first)
    second = load(store, *statements)
    assert snapshot(store) == before
    assert [(a.id, a.batch) for a in store.history()] == sorted(
        ((s.id, b) for s in statements for b in (first, second)),
        key=lambda pair: (next(s.record for s in statements if s.id == pair[0]), *pair),
    )
    store.undo(second)
    assert store.counts() == {}


def test_undo_is_refused_where_later_edges_would_dangle(store: Store) -> None:
    first = load(store, person("甲"), person("乙", 2))
    second = load(store, post("书记", 3), holds("甲", "书记", 4))
    third = load(store, holds("甲", "书记", 5, nature="代理"), person("乙", 6))
    before = snapshot(store)
    with pytest.raises(Conflict, match=f"{first} 的记录仍被后来的批次引用") as refused:
        store.undo(first)
    assert {second, third} <= set(str(refused.value).replace("（", "、").replace(
        "：", "、").split("、"))  # fmt: skip
    assert snapshot(store) == before
    assert all(b.undone is None for b in store.batches())
    store.undo(third)
    store.undo(second)
    store.undo(first)
    assert store.counts() == {}


def test_undo_does_not_touch_ids_that_begin_alike(store: Store) -> None:
    """A node whose id is the beginning of a relation's id is another record."""
    load(store, person("甲"), post("书记"), holds("甲", "书记", 2))
    relation = relation_id("HOLDS", "甲", "书记", "正式")
    later = load(store, person(relation[:4], 3), person(relation[:19], 4))
    before = store.scan_edges("HOLDS")
    load(store, person(relation[:4], 5, sex="男"))
    assert store.scan_edges("HOLDS") == before
    store.undo(later)
    assert store.scan_edges("HOLDS") == before


def test_as_known_at(store: Store) -> None:
    early = now()
    first = load(store, person("甲"), post("书记"), holds("甲", "书记", 2, since="2003"))
    one = snapshot(store)
    after_first = now()
    second = load(store, holds("甲", "书记", 3, since="2003-05"), person("乙", 4))
    two = snapshot(store)
    after_second = now()
    store.undo(second)
    after_undo = now()
    load(store, person("丙", 5))
    nothing = snapshot(MemoryStore())
    known = {t: snapshot(as_known_at(store, t)) for t in (early, after_first, after_second)}
    assert known == {early: nothing, after_first: one, after_second: two}
    assert snapshot(as_known_at(store, after_undo)) == one
    assert snapshot(as_known_at(store, now())) == snapshot(store)
    assert snapshot(as_known_at(store, now()[:10])) == snapshot(store)
    assert snapshot(as_known_at(store, "2001-01-01")) == nothing
    assert [b.id for b in as_known_at(store, after_second).batches()] == [first, second]


def test_reading_shows_one_moment(store: Store) -> None:
    load(store, person("甲"), post("书记"))

    def seen(view: View) -> tuple[object, ...]:
        return (
            view.counts(), view.nodes(["甲"]), view.expand(["甲"], ["HOLDS"], "out"),
            view.find_prefix("", 1000), view.attestations(["甲"]), view.batches(),
        )  # fmt: skip

    with store.reading() as view:
        before = seen(view)
        later = load(store, person("甲", 2, sex="男"), holds("甲", "书记", 3))
        assert seen(view) == before
        store.undo(later)
        load(store, person("乙", 4))
        assert seen(view) == before
    with store.reading() as view, store.reading() as inner:
        assert seen(view) == seen(inner) == seen(store)
        assert view.counts() == {"Person": 2, "Post": 1}


# both stores, the same story

NAMES = st.sampled_from(["甲", "乙", "丙"])
YEARS = st.none() | st.sampled_from(["2003", "2003-05", "2004", "2005-06", "2006"])
LINES = st.integers(1, 12)


@st.composite
def said(draw: st.DrawFn) -> Attestation:
    line, name = draw(LINES), draw(NAMES)
    what = draw(st.sampled_from(["person", "post", "holds", "holds", "sees"]))
    if what == "person":
        return person(name, line, sex=draw(st.sampled_from(["男", "女"])))
    if what == "post":
        return post(f"书记{name}", line)
    if what == "sees":
        return holds(name, "书记甲", line, seen=draw(YEARS) or "2007")
    since, until = draw(YEARS) or "2002", draw(YEARS) or "2008"
    return holds(name, f"书记{draw(NAMES)}", line, since=since, until=until)


ENDS = [person("甲", 90), person("乙", 91), person("丙", 92)]
ENDS += [post("书记甲", 93), post("书记乙", 94), post("书记丙", 95)]
LOADS = st.lists(said(), max_size=6) | st.lists(said(), max_size=4).map(lambda some: ENDS + some)
PROGRAMS = st.lists(LOADS | st.integers(0, 6), max_size=9)


def agrees_with_memory(open_store: Opener, program: list[list[Attestation] | int]) -> None:
    """A step loads statements, or undoes the batch of that number; each ends alike in both."""
    memory, other = MemoryStore(), open_store()
    for step in program:
        ended = []
        for store in (memory, other):
            try:
                if isinstance(step, int):
                    batches = store.batches()
                    ended.append(str(store.undo(batches[step].id)) if step < len(batches) else "")
                else:
                    load(store, *step)
                    ended.append("")
            except GraphError as error:
                ended.append(type(error).__name__)
        assert ended[0] == ended[1]
        assert snapshot(memory) == snapshot(other)
        shape = [[(b.added, bool(b.undone)) for b in s.batches()] for s in (memory, other)]
        assert shape[0] == shape[1]
    one, two = ([(a.record, a.id) for a in s.history()] for s in (memory, other))
    assert one == two
    assert other.faults() == []
    assert snapshot(as_known_at(other, now())) == snapshot(other)
    other.close()


def test_stores_agree_after_any_loads_and_undos(opener: Opener, store_name: str) -> None:
    examples = 6 if store_name.startswith("neo4j") else 100

    @given(PROGRAMS)
    @settings(max_examples=examples, deadline=None)
    def agrees(program: list[list[Attestation] | int]) -> None:
        agrees_with_memory(opener, program)

    agrees()
