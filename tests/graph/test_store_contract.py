"""The contract of a view in graph/store.py, held against every store."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from graph.attestation import Place, attest_edge, attest_node
from graph.dates import Interval, Window, window
from graph.errors import InvalidData, NotFound
from graph.ids import relation_id
from graph.keys import search_keys
from graph.memory_store import MemoryStore
from graph.record import Node, ThinEdge
from graph.store import Direction, Store
from graph.stores import open_store
from tests.graph.statements import ALL_KINDS, body, holds, load, person, place, post

# emptiness and errors


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.nodes(["无"]) == {}
    assert store.edges(["无"]) == {}
    assert store.expand(["无"], ["HOLDS"], "out") == []
    assert store.expand([], ["HOLDS"], "out") == []
    assert store.find(["n:无"]) == []
    assert store.find([]) == []
    assert store.find_prefix("n:", 10) == []
    assert store.scan_nodes("Person") == []
    assert store.scan_edges("HOLDS") == []
    assert store.counts() == {}
    assert store.attestations(["无"]) == {}
    assert store.batches() == []
    assert list(store.history()) == []
    with pytest.raises(NotFound, match="没有批次 x"):
        store.undo("x")


def test_an_empty_batch_is_not_kept(store: Store) -> None:
    assert store.batches() == []
    with store.batch("测试"):
        pass
    assert store.batches() == []


# nodes and edges


def test_nodes_come_in_the_order_asked_and_unknown_ones_are_left_out(store: Store) -> None:
    load(store, *(person(n, i) for i, n in enumerate(["丙", "甲", "乙"])))
    found = store.nodes(["乙", "无", "丙", "甲", "乙"])
    assert list(found) == ["乙", "丙", "甲"]
    assert found["乙"] == Node("乙", "Person", {"name": ("乙",)})
    assert list(store.nodes(f"{i}" for i in range(2000))) == []


def test_more_ids_than_one_statement_takes(store: Store) -> None:
    ids = [f"人{i:04d}" for i in range(1300)]
    load(store, *(person(n, i) for i, n in enumerate(ids)), post("书记", 9999),
         *(holds(n, "书记", i) for i, n in enumerate(ids)))  # fmt: skip
    asked = ids[::-1]
    assert list(store.nodes(asked)) == asked
    edges = [relation_id("HOLDS", n, "书记", "正式") for n in asked]
    assert list(store.edges(edges)) == edges
    assert [e.source for e in store.expand(asked, ["HOLDS"], "out")] == ids
    assert [e.source for e in store.expand(asked, ["HOLDS"], "out", limit=600)] == ids[:600]
    assert list(store.attestations(asked)) == asked
    keys = [f"n:{n}" for n in ids]
    parts = [keys[at : at + 130] for at in range(0, len(keys), 130)]
    assert store.find(keys) == [hit for part in parts for hit in store.find(part)]


def test_no_id_has_a_zero_character_and_asking_for_one_finds_nothing(store: Store) -> None:
    with pytest.raises(InvalidData, match=r"含有空字符"):
        person("甲\0乙")
    load(store, person("甲"), post("书记"), holds("甲", "书记"))
    odd = ["甲\0", "\0", ""]
    assert store.nodes([*odd, "甲"]).keys() == {"甲"}
    assert store.edges(odd) == {}
    assert store.expand(odd, ["HOLDS"], "out") == []
    assert store.find(odd) == []
    assert store.attestations(odd) == {}


def test_nothing_is_asked_of_nothing_whatever_there_is(store: Store) -> None:
    load(store, person(""), person("甲"), post("书记"), holds("甲", "书记"))
    assert store.nodes([]) == {}
    assert store.edges([]) == {}
    assert store.expand([], ["HOLDS"], "out") == []
    assert store.find([]) == []
    assert store.attestations([]) == {}
    assert store.nodes([""]).keys() == {""}


def test_a_first_value_that_is_empty_is_no_caption(store: Store) -> None:
    load(store, attest_node("Person", "甲", {"name": [""]}, place(1)))
    assert store.nodes(["甲"])["甲"].caption == "未见名称"


def test_edges_carry_properties_interval_and_facet(store: Store) -> None:
    load(
        store, person("甲"), post("书记"),
        holds("甲", "书记", since="2003-05", until="2006", rank="正处级", nature="代理"),
    )  # fmt: skip
    (thin,) = store.expand(["甲"], ["HOLDS"], "out")
    edge = store.edges([thin.id])[thin.id]
    assert edge.thin == thin
    assert thin[:5] == (relation_id("HOLDS", "甲", "书记", "代理"), "HOLDS", "代理", "甲", "书记")
    assert edge.interval == Interval.of("2003-05", "2006")
    assert edge.properties == {"since": ("2003-05",), "until": ("2006",), "rank": ("正处级",)}


def test_values_keep_their_types(store: Store) -> None:
    load(
        store,
        person("甲"),
        post("书记"),
        attest_edge(
            "HOLDS",
            "甲",
            "书记",
            {"concurrent": True, "rank": "", "seen": ["2004", "2003"]},
            place(1),
        ),
    )
    (edge,) = store.scan_edges("HOLDS")
    assert edge.properties == {"concurrent": (True,), "seen": ("2003", "2004")}
    assert edge.properties["concurrent"][0] is True


# expand


@pytest.fixture
def walked(store: Store) -> Store:
    people = [person(n, i) for i, n in enumerate(["甲", "乙", "丙", "丁"])]
    posts = [post(n, 10 + i) for i, n in enumerate(["县长", "县委书记"])]
    load(
        store, *people, *posts, body("青川市委", 20), body("青川市政府", 21),
        holds("甲", "县委书记", 30, since="2003-05-01", until="2006-05-01"),
        holds("乙", "县委书记", 31, since="2006-05", until="2009"),
        holds("丙", "县委书记", 32, since="2005-01-01", until="2005-03-01", nature="挂职"),
        holds("丁", "县委书记", 33),
        holds("甲", "县长", 34, since="2001", until="2003"),
        holds("甲", "县长", 35, since="2007", until="2008"),
        attest_edge("POST_OF", "县委书记", "青川市委", {"head_of": "party"}, place(36)),
        attest_edge("POST_OF", "县长", "青川市政府", {"head_of": "administration"}, place(37)),
        attest_edge("OVERSEES", "县长", "青川市委", {"since": "2002"}, place(38)),
        attest_edge("OVERSEES", "县长", "青川市委", {"oversight": "联系"}, place(39)),
    )  # fmt: skip
    return store


NODES = ["县长", "丁", "甲", "县委书记", "乙", "丙", "青川市委", "青川市政府", "无"]


def expected_edges(
    store: Store,
    frontier: list[str],
    kinds: list[str],
    direction: Direction,
    when: Window | None,
    facets: list[str] | None,
) -> list[ThinEdge]:
    """The words of the contract, over all edges there are."""
    near, far = ("source", "target") if direction == "out" else ("target", "source")
    every = [e.thin for kind in ("HOLDS", "POST_OF", "OVERSEES") for e in store.scan_edges(kind)]
    kept = [
        e
        for e in every
        if getattr(e, near) in frontier
        and e.kind in kinds
        and (facets is None or e.facet in facets)
        and (when is None or e.interval.at(when) != "no")
    ]
    return sorted(
        kept,
        key=lambda e: (
            getattr(e, near), e.kind, e.facet,
            e.since_lo, e.since_hi, e.until_lo, e.until_hi, getattr(e, far), e.id,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("direction", get_args(Direction))
@pytest.mark.parametrize("facets", [None, [], ["正式"], ["挂职", "party", "联系"], ["无"]])
@pytest.mark.parametrize("on", [None, "2005-02", "2003-04-30", "2006-05", "1999", "2007"])
def test_expand(
    walked: Store, direction: Direction, facets: list[str] | None, on: str | None
) -> None:
    when = window(on) if on else None
    for kinds in (ALL_KINDS, ["HOLDS"], ["POST_OF", "OVERSEES"], []):
        for frontier in (NODES, NODES * 2, ["甲"], ["县委书记", "县委书记"], ["无"], []):
            expected = expected_edges(walked, frontier, kinds, direction, when, facets)
            found = walked.expand(iter(frontier), kinds, direction, when=when, facets=facets)
            assert found == expected


@pytest.mark.parametrize("direction", get_args(Direction))
@pytest.mark.parametrize("facets", [None, ["挂职", "party", "联系"]])
@pytest.mark.parametrize("on", [None, "2005-02"])
def test_a_limit_cuts_what_expand_finds(
    walked: Store, direction: Direction, facets: list[str] | None, on: str | None
) -> None:
    when = window(on) if on else None
    for kinds in (ALL_KINDS, ["POST_OF", "OVERSEES"]):
        for frontier in (NODES, ["甲"], []):
            every = walked.expand(frontier, kinds, direction, when=when, facets=facets)
            for limit in (0, 1, 3, 100):
                found = walked.expand(
                    frontier, kinds, direction, when=when, facets=facets, limit=limit
                )
                assert found == every[:limit]


def test_expand_by_hand(walked: Store) -> None:
    incoming = walked.expand(["县委书记"], ["HOLDS"], "in", when=window("2005-02-01"))
    assert [(e.facet, e.source) for e in incoming] == [
        ("挂职", "丙"),
        ("正式", "丁"),
        ("正式", "甲"),
    ]
    spells = walked.expand(["甲"], ["HOLDS"], "out")
    relation = relation_id("HOLDS", "甲", "县长", "正式")
    assert [e.id for e in spells] == [
        relation, relation_id("HOLDS", "甲", "县委书记", "正式"), f"{relation}~2",
    ]  # fmt: skip
    assert {e.relation for e in spells if e.target == "县长"} == {relation}


def test_a_thin_edge_tells_which_side_of_a_dual_leadership_leads_instead(store: Store) -> None:
    said: dict[str, dict[str, str]] = {
        "市局": {"mode": "vertical", "leads": "vertical"},
        "县委": {"mode": "local", "leads": "vertical"},
        "县政府": {"mode": "dual", "leads": "vertical"},
        "省局": {"mode": "vertical"},
        "市委": {},
    }
    above = list(said)
    load(store, body("县局", 10), *(body(upper, n) for n, upper in enumerate(above)))
    for line in (20, 30):  # a second place that says the same
        load(store, *(
            attest_edge("ANSWERS_TO", "县局", upper, {"duty": "party", **more}, place(line + n))
            for n, (upper, more) in enumerate(said.items())
        ))  # fmt: skip
    found = store.expand(["县局"], ["ANSWERS_TO"], "out")
    assert {e.target: e.yields_to for e in found} == dict.fromkeys(said, "") | {"县委": "vertical"}
    assert found == [e.thin for e in store.edges(e.id for e in found).values()]
    differing = {"duty": "party", "mode": "local", "leads": "local"}
    load(store, attest_edge("ANSWERS_TO", "县局", "县委", differing, place(99)))
    (edge,) = store.expand(["县委"], ["ANSWERS_TO"], "in")
    assert edge == store.edges([edge.id])[edge.id].thin
    assert edge.yields_to == "vertical"  # as most places say


# scans, counts, keys


def test_scans_page_through_one_kind(walked: Store) -> None:
    people = ["丁", "丙", "乙", "甲"]
    assert [n.id for n in walked.scan_nodes("Person")] == sorted(people)
    paged: list[str] = []
    while page := walked.scan_nodes("Person", paged[-1] if paged else "", 3):
        assert len(page) <= 3
        paged += [n.id for n in page]
    assert paged == sorted(people)
    every = [e.id for e in walked.scan_edges("HOLDS")]
    assert every == sorted(every)
    assert len(every) == 6
    paged = []
    while edges := walked.scan_edges("HOLDS", paged[-1] if paged else "", 1):
        paged += [e.id for e in edges]
    assert paged == every
    assert walked.scan_nodes("Person", limit=0) == []
    assert walked.scan_edges("HOLDS", "~") == []


def test_counts(walked: Store) -> None:
    assert walked.counts() == {
        "HOLDS": 6, "Organization": 2, "OVERSEES": 2, "POST_OF": 2, "Person": 4, "Post": 2,
    }  # fmt: skip


def keys_of(store: Store) -> list[tuple[str, str]]:
    kinds = ("Person", "Post", "Organization")
    nodes = [n for kind in kinds for n in store.scan_nodes(kind)]
    return sorted((key, n.id) for n in nodes for key in search_keys(n))


def test_find_and_find_prefix_are_ordered_by_key_and_node(walked: Store) -> None:
    load(walked, attest_node("Person", "甲二", {"name": "甲"}, place(40)))
    every = keys_of(walked)
    assert walked.find_prefix("", 100_000) == every
    keys = sorted({key for key, _ in every})
    assert walked.find([*reversed(keys), keys[0], "无此键"]) == every
    for prefix in {key[:length] for key in keys for length in (1, 2, 3)}:
        expected = [hit for hit in every if hit[0].startswith(prefix)]
        assert walked.find_prefix(prefix, 100_000) == expected
        assert walked.find_prefix(prefix, 2) == expected[:2]
    assert {"甲", "甲二"} <= {hit.node for hit in walked.find(search_keys(
        Node("", "Person", {"name": ("甲",)})))}  # fmt: skip


def test_keys_are_in_order_of_code_points(store: Store) -> None:
    load(
        store, *(person(name, i) for i, name in enumerate(["𠮷一", "｡一", "龥一", "🙂", "\uffff"]))
    )
    every = keys_of(store)
    assert store.find_prefix("", 100) == every
    assert store.find_prefix("n:", 3) == [hit for hit in every if hit[0].startswith("n:")][:3]
    assert store.find(key for key, _ in reversed(every)) == every


def test_a_name_too_long_for_an_index_is_kept_and_found_by_its_parts(store: Store) -> None:
    endless = "林一鸣" * 5000
    load(
        store, attest_node("Person", "甲", {"name": endless, "alias": endless}, place(1)),
        attest_node("Organization", "乙", {"name": endless}, place(2)),
    )  # fmt: skip
    assert store.nodes(["甲"])["甲"].first("name") == endless
    assert {hit.node for hit in store.find_prefix("c:一鸣林", 10)} == {"甲", "乙"}


def test_search_keys_follow_the_record(store: Store) -> None:
    def names(text: str) -> set[str]:
        keys = search_keys(Node("", "Person", {"name": (text,)}))
        return {hit.node for hit in store.find(keys)}

    load(store, attest_node("Person", "甲", {"name": "林一鸣"}, place(1)))
    assert names("林一鸣") == {"甲"}
    later = load(store, attest_node("Person", "甲", {"alias": "周晓岚"}, place(2)))
    assert names("周晓岚") == {"甲"}
    assert store.find_prefix("", 100_000) == keys_of(store)
    store.undo(later)
    assert names("林一鸣") == {"甲"}
    assert store.find_prefix("", 100_000) == keys_of(store)


# attestations


def test_attestations_are_those_in_force_ordered_by_id(store: Store) -> None:
    first = load(store, person("甲", 1), person("甲", 2, sex="男"))
    second = load(store, person("甲", 3), person("乙", 4), post("书记", 5), holds("甲", "书记", 6))
    relation = relation_id("HOLDS", "甲", "书记", "正式")
    found = store.attestations([relation, "无", "甲", "甲"])
    assert list(found) == [relation, "甲"]
    assert [a.id for a in found["甲"]] == sorted(a.id for a in found["甲"])
    assert {(a.place.locator, a.batch) for a in found["甲"]} == {
        ("第1行", first), ("第2行", first), ("第3行", second),
    }  # fmt: skip
    (about,) = found[relation]
    assert (about.kind, about.source, about.target, about.facet) == ("HOLDS", "甲", "书记", "正式")
    assert about.place == Place("名册", "第6行", "原文6")
    assert about.is_edge
    store.undo(second)
    assert list(store.attestations([relation, "甲"])) == ["甲"]


def test_open_store(tmp_path: Path) -> None:
    assert isinstance(open_store("memory:"), MemoryStore)
    opened = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    assert opened.url == f"sqlite:///{tmp_path / 'x.db'}"
    opened.close()
    for url in ("x.db", "mysql:///x", "sqlite://x", "sqlite:///", "sqlite:///x.db?mode=rw"):
        with pytest.raises(InvalidData, match="不认识"):
            open_store(url)
