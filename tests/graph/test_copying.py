"""Copying a store into another: the same batches, history and records, however often it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.attestation import Attestation, Batch
from graph.copying import Copied, copy_store
from graph.digest import digest
from graph.errors import Conflict, GraphError, InvalidData, NotFound
from graph.memory_store import MemoryStore
from graph.sqlite.view import HISTORY, HISTORY_OF_BATCH
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.graph.conftest import Opener
from tests.graph.statements import body, holds, load, person, post, snapshot
from tests.graph.test_store_batches import PROGRAMS, portions


def story(store: Store) -> list[str]:
    """Batches with all that makes copying hard; returns their ids."""
    ends = load(store, person("甲"), person("乙", 2), post("书记", 3), title="名册")
    wrong = load(store, holds("甲", "书记", 4, since="2003-05"), person("丙", 5, sex="男"))
    spells = load(
        store, holds("甲", "书记", 6, since="2003", until="2005"),
        holds("甲", "书记", 7, since="2009", until="2010"), person("乙", 8, sex="女"),
    )  # fmt: skip
    rests_on_wrong = load(store, holds("丙", "书记", 9, nature="代理"), person("乙", 10, sex="男"))
    again = load(store, person("丙", 11, sex="女"), holds("甲", "书记", 12, seen="2004"))
    store.undo(wrong)
    mended = load(store, holds("甲", "书记", 4, since="2003-06"), person("丙", 5, sex="女"))
    mistaken = load(store, body("甲市", 13), person("丁", 14))
    store.undo(mistaken)
    return [ends, wrong, spells, rests_on_wrong, again, mended, mistaken]


def everything(store: Store) -> tuple[object, ...]:
    """All that a store holds, times and undone batches included."""
    return snapshot(store), store.batches(), list(store.history())


@pytest.fixture
def source() -> MemoryStore:
    """The story, told in memory."""
    store = MemoryStore()
    story(store)
    return store


# copying


def test_there_and_back(store: Store, source: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    portions(monkeypatch, 2)
    copied = copy_store(source, store)
    assert copied == Copied(7, 16, 0, 0, digest(source))
    assert everything(store) == everything(source)
    back = MemoryStore()
    assert copy_store(store, back) == copied
    assert everything(back) == everything(source)
    assert store.faults() == []


def test_a_store_that_was_written_itself(store: Store) -> None:
    story(store)
    target = MemoryStore()
    copy_store(store, target)
    assert everything(target) == everything(store)


def test_copying_again_changes_nothing(store: Store, source: MemoryStore) -> None:
    first = copy_store(source, store)
    before = everything(store)
    assert copy_store(source, store) == Copied(0, 0, 7, 0, first.digest)
    assert everything(store) == before


def test_copying_into_itself_changes_nothing(store: Store) -> None:
    story(store)
    before = everything(store)
    assert copy_store(store, store)[:4] == (0, 0, 7, 0)
    assert everything(store) == before


def test_what_came_later_is_added(store: Store, source: MemoryStore) -> None:
    copy_store(source, store)
    load(source, person("丁", 14, sex="男"), holds("丁", "书记", 15))
    source.undo(load(source, person("戊", 16)))
    assert copy_store(source, store)[:4] == (2, 3, 7, 0)
    assert everything(store) == everything(source)


def test_what_was_undone_later_is_undone_at_the_same_moment(
    store: Store, source: MemoryStore
) -> None:
    copy_store(source, store)
    mended = source.batches()[5]
    source.undo(mended.id)
    load(source, holds("甲", "书记", 4, since="2003-07"))  # where the undone batch said another
    assert copy_store(source, store)[:4] == (1, 1, 7, 1)
    assert store.batches()[5] == source.batches()[5] != mended
    assert everything(store) == everything(source)


def test_a_copy_that_broke_is_continued(
    store: Store, source: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    portions(monkeypatch, 1)
    batches = source.batches()
    whole = source.history

    def breaking(batch: str | None = None) -> Iterator[Attestation]:
        for number, statement in enumerate(whole(batch)):
            if batch == batches[1].id and number == 1:
                raise OSError("断了")
            yield statement

    monkeypatch.setattr(source, "history", breaking)
    with pytest.raises(OSError, match="断了"):
        copy_store(source, store)
    assert store.batches() == batches[:1]
    assert store.counts() == {"Person": 2, "Post": 1}
    monkeypatch.undo()
    assert copy_store(source, store)[:4] == (6, 13, 1, 0)
    assert everything(store) == everything(source)


def test_progress_counts_the_statements_to_write(source: MemoryStore) -> None:
    told: list[tuple[int, int | None]] = []
    load(source, *(person(f"人{i}", i) for i in range(2000)))
    target = MemoryStore()
    copy_store(source, target, lambda done, total: told.append((done, total)))
    assert told == [(1000, 2016), (2000, 2016), (2016, 2016)]


def test_a_writer_beside_is_left_for_the_next_copy(store: Store) -> None:
    story(store)
    before = digest(store)
    target = MemoryStore()

    def beside(done: int, total: int | None) -> None:
        assert done == total
        load(store, person("戊", 30))
        store.undo(store.batches()[5].id)

    assert copy_store(store, target, beside).digest == before == digest(target)
    assert copy_store(store, target)[:4] == (1, 1, 7, 1)
    assert everything(target) == everything(store)


# what is refused


def test_batches_of_the_target_alone_are_named(store: Store, source: MemoryStore) -> None:
    copy_store(source, store)
    before = everything(source)
    own = [load(store, person("戊", line)) for line in range(20, 24)]
    with pytest.raises(Conflict, match=f"{'、'.join(own[:3])} 等 4 个（换一个空的目标库"):
        copy_store(source, store)
    assert everything(source) == before
    copy_store(store, source)
    assert everything(source) == everything(store)


def test_a_batch_that_only_the_target_has_undone(store: Store, source: MemoryStore) -> None:
    copy_store(source, store)
    mended = source.batches()[5].id
    store.undo(mended)
    with pytest.raises(Conflict, match=f"状态不同的批次：{mended}（"):
        copy_store(source, store)
    source.undo(mended)  # at another moment
    with pytest.raises(Conflict, match=f"状态不同的批次：{mended}（"):
        copy_store(source, store)


def test_a_source_that_lost_statements(
    store: Store, source: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = source.history
    spells = source.batches()[2].id
    monkeypatch.setattr(source, "history", lambda batch=None: list(whole(batch))[1:])
    with pytest.raises(Conflict, match="不完整：应有 3 条记载，写入的是 2 条（先对来源库"):
        copy_store(source, store)
    monkeypatch.setattr(source, "history", lambda batch=None: list(whole(batch))[batch == spells :])
    with pytest.raises(Conflict, match=f"{spells} 不完整"):
        copy_store(source, store)
    assert store.batches() == [replace(b, undone=None) for b in source.batches()[:2]]


def test_a_source_that_says_another_thing_meanwhile(
    store: Store, source: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = source.history

    def changed(batch: str | None = None) -> Iterator[Attestation]:
        for statement in whole(batch):
            said = {"sex": ("女",)} if batch and statement.record == "甲" else {}
            yield replace(statement, properties={**statement.properties, **said})

    monkeypatch.setattr(source, "history", changed)
    with pytest.raises(Conflict, match="两库的批次和记载不一致"):
        copy_store(source, store)


def test_a_target_with_records_that_its_statements_do_not_give(
    source: MemoryStore, tmp_path: Path
) -> None:
    target = SqliteStore(str(tmp_path / "x.db"))
    copy_store(source, target)
    target.connection().execute("DELETE FROM node WHERE id = '乙'")
    with pytest.raises(Conflict, match=r"两库的记录不一致.*doctor"):
        copy_store(source, target)
    target.close()


# replaying one batch


BATCH = Batch("外来", "2020-01-02T03:04:05.000006Z", "别处", "名册", 2)


def replay(store: Store, batch: Batch, *statements: Attestation) -> None:
    with store.replay(batch) as writer:
        writer.add(statements)


def test_a_replayed_batch_is_as_it_was(store: Store) -> None:
    load(store, person("甲"))
    replay(store, BATCH, person("乙", 2), person("丙", 3))
    assert store.batches()[0] == BATCH
    assert list(store.history(BATCH.id)) == [
        replace(said, batch=BATCH.id) for said in (person("丙", 3), person("乙", 2))
    ]
    assert store.counts() == {"Person": 3}


def test_an_undone_batch_changes_no_record(store: Store) -> None:
    load(store, person("甲", sex="男"))
    before = snapshot(store)
    undone = replace(BATCH, undone="2020-02-02T00:00:00.000000Z")
    said = [person("甲", sex="女"), holds("甲", "无", 2)]
    replay(store, undone, *said)
    assert snapshot(store) == before
    assert store.batches()[0] == undone
    assert {a.id for a in store.history(BATCH.id)} == {a.id for a in said}
    with pytest.raises(Conflict, match=r"已于 2020-02-02T00:00:00.000000Z 撤销"):
        store.undo(BATCH.id)


def test_a_batch_in_force_is_checked_as_any(store: Store) -> None:
    load(store, person("甲", sex="男"))
    before = everything(store)
    with pytest.raises(InvalidData, match="一端 无 没有任何记载"):
        replay(store, BATCH, person("乙", 2), holds("甲", "无", 3))
    with pytest.raises(Conflict, match="已按另一种读法载入"):
        replay(store, BATCH, person("乙", 2), person("甲", sex="女"))
    with pytest.raises(Conflict, match="应有 2 条记载，写入的是 1 条"):
        replay(store, BATCH, person("乙", 2), person("甲", sex="男"))
    with pytest.raises(Conflict, match="应有 2 条记载，写入的是 0 条"):
        replay(store, BATCH)
    with pytest.raises(RuntimeError, match="中断"), store.replay(BATCH) as writer:  # noqa: PT012
        writer.add([person("乙", 2), person("丙", 3)])
        raise RuntimeError("中断")
    assert everything(store) == before


def test_a_batch_is_replayed_once(store: Store) -> None:
    replay(store, BATCH, person("乙", 2), person("丙", 3))
    before = everything(store)
    with pytest.raises(Conflict, match="批次 外来 已在库中（不必再写"):
        replay(store, BATCH, person("丁", 4), person("戊", 5))
    assert everything(store) == before


def test_undone_at_a_moment(store: Store) -> None:
    replay(store, BATCH, person("乙", 2), person("丙", 3))
    moment = "2020-03-01T00:00:00.000000Z"
    assert store.undo(BATCH.id, moment) == 2
    assert store.batches() == [replace(BATCH, undone=moment)]
    with pytest.raises(NotFound):
        store.undo("无", moment)


def test_the_history_of_a_batch(store: Store) -> None:
    for batch in story(store):
        assert list(store.history(batch)) == [a for a in store.history() if a.batch == batch]
    assert list(store.history("无")) == []
    with store.reading() as view:
        load(store, person("戊", 30))
        assert [a for a in view.history() if a.record == "戊"] == []


def test_the_history_of_a_batch_reads_no_other(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "x.db"))

    def plan(sql: str, *asked: str) -> list[str]:
        return [row[3] for row in store.connection().execute(f"EXPLAIN QUERY PLAN {sql}", asked)]

    one, whole = plan(HISTORY_OF_BATCH, "某批次"), plan(HISTORY)
    assert [step for step in one if step.startswith("SCAN")] == []
    assert "SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in one
    assert whole[0] == "SCAN s USING INDEX statement_record"
    assert "USE TEMP B-TREE FOR ORDER BY" not in whole
    store.close()


# digests


def test_a_digest_is_of_the_content_alone(store: Store, source: MemoryStore) -> None:
    copy_store(source, store)
    one = digest(store)
    assert one == digest(source)
    assert one.counts == {"HOLDS": 3, "Person": 3, "Post": 1}
    assert (one.batch_count, one.statement_count) == (7, 16)


def test_a_digest_tells_what_differs() -> None:
    def of(*said: Attestation, batch: Batch = BATCH) -> tuple[str, str]:
        store = MemoryStore()
        replay(store, replace(batch, added=len(said)), *said)
        return digest(store)[3:]

    whole = of(person("甲"), person("乙", 2))
    undone = of(person("甲"), person("乙", 2), batch=replace(BATCH, undone=BATCH.recorded))
    renamed = of(person("甲"), person("乙", 2), batch=replace(BATCH, title="台账"))
    elsewhere = of(person("甲"), person("乙", 3))
    more = of(person("甲"), person("乙", 2, sex="男"))
    assert of(person("乙", 2), person("甲")) == whole
    assert whole[1] == renamed[1] == elsewhere[1]
    assert len({whole[0], undone[0], renamed[0], elsewhere[0], more[0]}) == 5
    assert len({whole[1], undone[1], more[1]}) == 3


# any story


def perform(store: Store, program: list[list[Attestation] | int]) -> None:
    """A step loads statements, or undoes the batch of that number; what is refused is left."""
    for step in program:
        batches = store.batches()
        try:
            if not isinstance(step, int):
                load(store, *step)
            elif step < len(batches):
                store.undo(batches[step].id)
        except GraphError:
            continue


def test_any_story_is_copied_and_continued(opener: Opener, store_name: str) -> None:
    examples = 4 if store_name.startswith("neo4j") else 60

    @given(PROGRAMS, PROGRAMS)
    @settings(max_examples=examples, deadline=None)
    def agrees(program: list[list[Attestation] | int], more: list[list[Attestation] | int]) -> None:
        source, target = MemoryStore(), opener()
        for part in (program, more):
            perform(source, part)
            assert copy_store(source, target).digest == digest(target)
            assert everything(target) == everything(source)
        back = MemoryStore()
        copy_store(target, back)
        assert everything(back) == everything(source)
        assert target.faults() == []
        target.close()

    agrees()
