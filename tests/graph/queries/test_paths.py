from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.dates import Certainty, Window, together, window
from graph.errors import InvalidData, NotFound
from graph.queries.paths import Path, paths
from graph.record import Edge
from tests.graph.queries.conftest import Build
from tests.graph.strategies import FAMILIES, NODES, edges_of, worlds
from tests.world import World

SURENESS = [Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN]
ends = st.sampled_from(sorted(NODES))


def usable(
    world: Sequence[Attestation], kinds: Collection[str] | None, when: Window | None
) -> dict[frozenset[str], list[Edge]]:
    """The edges that may be walked, by the pair of nodes that they join."""
    found: dict[frozenset[str], list[Edge]] = {}
    for edge in edges_of(world):
        asked = when is None or edge.interval.at(when) is not Certainty.NO
        if (kinds is None or edge.kind in kinds) and asked and edge.source != edge.target:
            found.setdefault(frozenset((edge.source, edge.target)), []).append(edge)
    return found


def surest(
    nodes: Sequence[str], joining: dict[frozenset[str], list[Edge]], when: Window | None
) -> Certainty:
    """How sure the best choice of edges along the nodes is to have held on one day."""
    hops = [joining[frozenset(pair)] for pair in pairwise(nodes)]
    answers = (together([e.interval for e in choice], when) for choice in product(*hops))
    return max(answers, key=SURENESS.index)


def expected_paths(
    joining: dict[frozenset[str], list[Edge]],
    a: str,
    b: str,
    banned: Collection[str],
    required: Collection[str],
) -> list[tuple[str, ...]]:
    """All paths without a repeated node, shortest first, then by node ids."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from((min(pair), max(pair)) for pair in joining)
    graph.remove_nodes_from(banned)
    found = [(a,)] if a == b else [tuple(p) for p in nx.all_simple_paths(graph, a, b)]
    return sorted((p for p in found if set(required) <= set(p)), key=lambda p: (len(p), p))


@settings(max_examples=80, deadline=None)
@given(
    world=worlds(),
    a=ends,
    b=ends,
    k=st.integers(1, 4),
    all_shortest=st.booleans(),
    max_hops=st.integers(0, 6),
    kinds=st.none() | st.sets(st.sampled_from(["HOLDS", "POST_OF", "PARTICIPATED", "SUBJECT_OF"])),
    when=st.none() | st.sampled_from(["2010", "2010-05-20", "2011-03"]).map(window),
    timed=st.booleans(),
    aside=st.tuples(st.sets(ends, max_size=2), st.sets(ends, max_size=2)),
)
def test_paths_are_those_of_exhaustive_search(
    build: Build,
    world: list[Attestation],
    a: str,
    b: str,
    k: int,
    all_shortest: bool,
    max_hops: int,
    kinds: set[str] | None,
    when: Window | None,
    timed: bool,
    aside: tuple[set[str], set[str]],
) -> None:
    banned = aside[0] - {a, b}
    required = aside[1] - banned
    found = paths(
        build(world), a, b, k=k, all_shortest=all_shortest, max_hops=max_hops, kinds=kinds,
        banned=banned, required=required, when=when, time_respecting=timed,
    )  # fmt: skip
    joining = usable(world, kinds, when)
    sure = {
        nodes: surest(nodes, joining, when)
        for nodes in expected_paths(joining, a, b, banned, required)
    }
    right = [nodes for nodes, certainty in sure.items() if not timed or certainty in SURENESS[1:]]
    near = [nodes for nodes in right if len(nodes) <= max_hops + 1]
    wanted = [p for p in near if len(p) == len(near[0])] if all_shortest else near[:k]

    assert [p.nodes for p in found.paths] == wanted
    assert [p.certainty for p in found.paths] == [sure[nodes] for nodes in wanted]
    for path in found.paths:
        check_edges(path, joining, when)
    if all_shortest or len(wanted) < k:
        assert {"found": bool(right), "none": not right, "limit": True}[found.ended]
    if found.ended == "limit":
        assert found.limit == "max_hops"
        assert len(wanted) < (1 if all_shortest else k)
    elif not all_shortest:
        assert wanted == right[:k]
    assert set(found.nodes) == {i for p in found.paths for i in p.nodes}
    said = {s.record for s in world}
    for path in found.paths:
        for edge in (*path.edges, *path.parallel):
            assert {s.record for s in found.sources[edge.id]} == {edge.relation} <= said


def check_edges(path: Path, joining: dict[frozenset[str], list[Edge]], when: Window | None) -> None:
    hops = [joining[frozenset(pair)] for pair in pairwise(path.nodes)]
    assert len(path.edges) == len(hops)
    for edge, hop in zip(path.edges, hops, strict=True):
        assert edge in [e.thin for e in hop]
    everything = {e.id for hop in hops for e in hop}
    assert {e.id for e in (*path.edges, *path.parallel)} == everything
    assert len(path.edges) + len(path.parallel) == len(everything)
    assert together([e.interval for e in path.edges], when) is path.certainty
    assert (path.days is None) == (path.certainty is Certainty.NO)


DENSE = tuple(f for f in FAMILIES if f.kind in ("ASSOCIATED_WITH", "HOLDS", "PARTICIPATED"))
CLOSE = [i for i in sorted(NODES) if NODES[i][0] in ("Person", "Post", "Talk")]
close = st.sampled_from(CLOSE)
EVERYWHERE = 2 * len(CLOSE)
"""Hops after which both sides have surely read all: each may have to read a row of all nodes."""


@settings(max_examples=50, deadline=None)
@given(
    world=worlds(DENSE, most=24),
    a=close,
    b=close,
    k=st.integers(1, 8),
    required=st.sets(close, min_size=1, max_size=2),
    banned=st.sets(close, max_size=1),
    timed=st.booleans(),
)
def test_required_nodes_among_many_ways(
    build: Build,
    world: list[Attestation],
    a: str,
    b: str,
    k: int,
    required: set[str],
    banned: set[str],
    timed: bool,
) -> None:
    banned -= {a, b} | required
    found = paths(
        build(world), a, b, k=k, max_hops=EVERYWHERE, banned=banned, required=required,
        time_respecting=timed,
    )  # fmt: skip
    joining = usable(world, None, None)
    right = [
        nodes
        for nodes in expected_paths(joining, a, b, banned, required)
        if not timed or surest(nodes, joining, None) is not Certainty.NO
    ]
    assert [p.nodes for p in found.paths] == right[:k]
    assert found.ended == ("found" if right else "none")


@pytest.mark.parametrize("max_hops", [6, 9])
def test_that_there_is_no_further_path_is_known_once_both_sides_have_read_all(
    build: Build, max_hops: int
) -> None:
    """Neither side has read the whole row by itself."""
    world, row = World(), ["甲", "乙", "丙", "丁", "戊", "己"]
    for name in row:
        world.node("Person", name, name=name)
    for one, other in pairwise(row):
        world.edge("ASSOCIATED_WITH", one, other)
    found = paths(build(world.statements), "甲", "己", k=2, max_hops=max_hops)
    assert ([path.nodes for path in found.paths], found.ended) == ([tuple(row)], "found")


@settings(max_examples=30, deadline=None)
@given(world=worlds(most=30), a=ends, b=ends, budget=st.integers(0, 20))
def test_a_small_budget_is_kept_and_said(
    build: Build, world: list[Attestation], a: str, b: str, budget: int
) -> None:
    store = build(world)
    found, free = (paths(store, a, b, k=3, budget=n) for n in (budget, 10_000))
    assert found.explored <= budget
    assert [p.nodes for p in found.paths] == [p.nodes for p in free.paths][: len(found.paths)]
    if found.limit != "budget":
        assert (found.paths, found.ended) == (free.paths, free.ended)


@settings(max_examples=30, deadline=None)
@given(world=worlds(), a=ends, b=ends)
def test_without_terms_it_is_the_shortest_path_of_networkx(
    build: Build, world: list[Attestation], a: str, b: str
) -> None:
    graph: nx.Graph[str] = nx.Graph((e.source, e.target) for e in edges_of(world))
    graph.add_nodes_from(NODES)
    found = paths(build(world), a, b, max_hops=20, all_shortest=True)
    if nx.has_path(graph, a, b):
        assert found.ended == "found"
        expected = {tuple(p) for p in nx.all_shortest_paths(graph, a, b)}
        assert {p.nodes for p in found.paths} == expected
    else:
        assert (found.ended, found.paths) == ("none", ())


def test_a_hub_is_met_from_its_cheaper_side(build: Build) -> None:
    world = World()
    hub = world.node("Case", "枢纽", number="甲案")
    for i in range(3_000):
        world.node("Person", f"路人{i}", name=f"路人{i}")
        world.edge("SUBJECT_OF", f"路人{i}", hub)
    found = paths(build(world.statements), "路人7", "路人8", budget=2_500)
    assert found.ended == "found"
    assert found.paths[0].nodes == ("路人7", "枢纽", "路人8")
    assert found.explored == 2
    wide = paths(build(world.statements), "路人7", "枢纽", k=2)
    assert (wide.ended, wide.limit, len(wide.paths)) == ("limit", "max_hops", 1)


def test_of_two_spells_the_one_that_held_together_is_chosen(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    post = world.post(body, "书记", "party")
    world.holds("林一鸣", post, since="2010-01-01", until="2011-01-01")
    world.holds("林一鸣", post, since="2014-01-01", until="2015-01-01")
    world.holds("周远", post, since="2014-06-01", until="2014-07-01", nature="挂职")
    found = paths(build(world.statements), "林一鸣", "周远", time_respecting=True)
    (path,) = found.paths
    assert path.certainty is Certainty.CERTAIN
    assert path.days == Window(window("2014-06-01").first, window("2014-06-30").last)
    assert [len(path.edges), len(path.parallel)] == [2, 1]
    earlier = paths(
        build(world.statements), "林一鸣", "周远", time_respecting=True, when=window("2010")
    )
    assert (earlier.paths, earlier.ended) == ((), "none")


def test_what_cannot_be_asked(build: Build) -> None:
    world = World()
    world.body("甲")
    world.body("乙")
    store = build(world.statements)
    with pytest.raises(NotFound, match="没有 丙"):
        paths(store, "甲", "丙")
    with pytest.raises(NotFound, match="没有 丙"):
        paths(store, "甲", "乙", required=("丙",))
    with pytest.raises(InvalidData, match="没有这种关系：LIKES"):
        paths(store, "甲", "乙", kinds=("LIKES",))
    with pytest.raises(InvalidData, match="既须经过又被排除：乙"):
        paths(store, "甲", "乙", banned=("乙",))
    with pytest.raises(InvalidData, match="至少要一条路径"):
        paths(store, "甲", "乙", k=0)


def test_the_order_of_equally_long_paths_is_that_of_their_ids(build: Build) -> None:
    world = World()
    for case in "乙丙甲":
        world.node("Case", case, number=case)
        for person in ("林一鸣", "周远"):
            world.node("Person", person, name=person)
            world.edge("SUBJECT_OF", person, case)
    found = paths(build(world.statements), "林一鸣", "周远", all_shortest=True)
    assert [p.nodes[1] for p in found.paths] == sorted("甲乙丙")
    three = paths(build(world.statements), "林一鸣", "周远", k=3)
    assert three.paths == found.paths
