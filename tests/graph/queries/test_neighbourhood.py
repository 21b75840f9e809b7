from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.dates import Certainty, Window, window
from graph.errors import InvalidData, NotFound
from graph.queries.neighbourhood import neighbourhood
from tests.graph.queries.conftest import Build
from tests.graph.strategies import NODES, edges_of, worlds
from tests.world import World


@settings(max_examples=100, deadline=None)
@given(
    world=worlds(),
    centre=st.lists(st.sampled_from(sorted(NODES)), min_size=1, max_size=2, unique=True),
    hops=st.integers(0, 4),
    kinds=st.none() | st.sets(st.sampled_from(["HOLDS", "POST_OF", "PARTICIPATED", "SUBJECT_OF"])),
    when=st.none() | st.sampled_from(["2010", "2010-05-20", "2011-03"]).map(window),
    limit=st.integers(0, 8),
)
def test_it_is_what_networkx_finds_near(
    build: Build,
    world: list[Attestation],
    centre: list[str],
    hops: int,
    kinds: set[str] | None,
    when: Window | None,
    limit: int,
) -> None:
    found = neighbourhood(build(world), centre, hops=hops, kinds=kinds, when=when, limit=limit)
    usable = [
        e
        for e in edges_of(world)
        if (kinds is None or e.kind in kinds)
        and (when is None or e.interval.at(when) is not Certainty.NO)
        and e.source != e.target
    ]
    graph: nx.Graph[str] = nx.Graph((e.source, e.target) for e in usable)
    graph.add_nodes_from(NODES)
    near = nx.multi_source_dijkstra_path_length(graph, set(centre), cutoff=hops, weight=None)

    def links(node: str) -> int:
        return sum(
            near.get(e.source if node == e.target else e.target, hops) < near[node]
            for e in usable
            if node in (e.source, e.target)
        )

    rest = sorted((i for i in near if near[i]), key=lambda i: (near[i], -links(i), i))
    shown = [*centre, *rest][: max(limit, len(centre))]
    assert found.centre == tuple(centre)
    assert list(found.nodes) == list(found.hops) == shown
    assert found.hops == {i: near[i] for i in shown}
    assert (found.total, found.cut) == (len(near), len(shown) < len(near))
    assert {e.id for e in found.edges} == {
        e.id
        for e in usable
        if e.source in shown and e.target in shown and min(near[e.source], near[e.target]) < hops
    }
    assert len(found.edges) == len({e.id for e in found.edges})
    for edge in found.edges:
        assert {s.record for s in found.sources[edge.id]} == {edge.relation}


def test_a_cut_keeps_the_best_joined_and_says_the_total(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    for i in range(9):
        world.post(body, f"委员{i}")
    world.edge("OVERSEES", f"{body}委员7", body)
    found = neighbourhood(build(world.statements), [body], limit=3)
    assert list(found.hops.items()) == [(body, 0), (f"{body}委员7", 1), (f"{body}委员0", 1)]
    assert (found.total, found.cut) == (10, True)
    assert [(e.kind, e.source) for e in found.edges] == [
        ("OVERSEES", f"{body}委员7"),
        ("POST_OF", f"{body}委员0"),
        ("POST_OF", f"{body}委员7"),
    ]


def test_what_cannot_be_asked(build: Build) -> None:
    world = World()
    world.body("甲")
    store = build(world.statements)
    with pytest.raises(NotFound, match="没有 乙、丙"):
        neighbourhood(store, ["甲", "乙", "丙"])
    with pytest.raises(InvalidData, match="没有这种关系：LIKES"):
        neighbourhood(store, ["甲"], kinds=["LIKES"])
