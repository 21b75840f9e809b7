"""Questions to the methods of a view, one function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.schema import schema
from tests.same_answers.draw import HOPELESS, UNKNOWN, Draw
from tests.same_answers.question import Question, port, question


def nodes(draw: Draw) -> Question:
    return question(port, "nodes", draw.ids())


def edges(draw: Draw) -> Question:
    ids = [draw.edge().id for _ in range(draw.random.randint(0, 6))]
    return question(port, "edges", [*ids, *draw.ids(most=1), *ids[:1]])


def expand(draw: Draw) -> Question:
    """From ends of a few edges, mostly along their kinds and facets."""
    direction = draw.one(("out", "in"))
    edges = [draw.edge() for _ in range(draw.random.randint(1, 4))]
    frontier = [edge.source if direction == "out" else edge.target for edge in edges]
    own = [edge.kind for edge in edges]
    kinds = draw.one(([*schema().edges], own, own, [*own, "无"], draw.edge_kinds(4), []))
    facets = draw.one((edges[:1], edges, draw.material.edges["HOLDS"][:2]))
    return question(
        port, "expand", [*frontier, *draw.ids(most=3)], kinds, direction,
        when=draw.perhaps(draw.when()), facets=draw.perhaps([e.facet for e in facets], 0.3),
        limit=draw.perhaps(draw.one((0, 1, 2, 7, 100)), 0.4),
    )  # fmt: skip


def _key(draw: Draw) -> str:
    return draw.one(UNKNOWN[1:]) if draw.chance(HOPELESS) else draw.one(draw.material.keys)


def find(draw: Draw) -> Question:
    return question(port, "find", [_key(draw) for _ in range(draw.random.randint(0, 8))])


def find_prefix(draw: Draw) -> Question:
    key = _key(draw)
    prefix = key[: draw.random.randint(1, max(len(key), 1))]
    return question(port, "find_prefix", prefix, draw.one((0, 1, 5, 61, 241)))


def scan_nodes(draw: Draw) -> Question:
    """A page that begins after any node, of its kind or of another."""
    kind = draw.one((*schema().nodes, "无")) if draw.chance(0.3) else draw.node().kind
    after = draw.id(kind) if kind in draw.material.nodes else draw.id()
    return question(port, "scan_nodes", kind, after, draw.one((0, 1, 10, 50)))


def scan_edges(draw: Draw) -> Question:
    """A page that begins after any edge, of its kind or of another."""
    edge = draw.edge()
    kind = draw.one((*schema().edges, "无")) if draw.chance(0.3) else edge.kind
    after = draw.one(UNKNOWN) if draw.chance(HOPELESS) else edge.id
    return question(port, "scan_edges", kind, after, draw.one((0, 1, 10, 50)))


def attestations(draw: Draw) -> Question:
    relations = [draw.relation() for _ in range(draw.random.randint(0, 4))]
    return question(port, "attestations", [*relations, *draw.ids(most=4), *relations[:1]])


KINDS: Mapping[str, Callable[[Draw], Question]] = {
    "view nodes": nodes,
    "view edges": edges,
    "view expand": expand,
    "view find": find,
    "view find_prefix": find_prefix,
    "view scan_nodes": scan_nodes,
    "view scan_edges": scan_edges,
    "view attestations": attestations,
}
