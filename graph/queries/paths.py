"""How two nodes are connected: the shortest paths between them, breadth-first from both ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from typing import Literal

from graph.attestation import Attestation
from graph.dates import ALWAYS, Certainty, Interval, Window, together
from graph.errors import InvalidData, LimitReached, NotFound
from graph.queries.frontier import edge_kinds, in_walking_order
from graph.queries.reach import Exploration, Reach, Terms
from graph.queries.routes import Effort, Route, Routes
from graph.queries.sources import sources_by_edge
from graph.record import Node, ThinEdge
from graph.store import View, ordered

BUDGET = 200_000
"""Edges that a search reads, and steps that it tries, before it says that it gave up."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another; no node comes twice.

    `edges[i]` joins `nodes[i]` and `nodes[i + 1]`, whichever way it points; where several edges
    join them, the others are in `parallel`. `certainty` says whether all of `edges` held on one
    day, and `days` on which days they may have (`None`: on none).
    """

    nodes: tuple[str, ...]
    edges: tuple[ThinEdge, ...]
    parallel: tuple[ThinEdge, ...]
    certainty: Certainty
    days: Window | None


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths in order of length, then of their node ids, with all their nodes and the statements
    behind each edge by edge id.

    `ended` is `found` if these are as many as were asked for or provably all; `none` if there is
    provably no path; `limit` if the search gave up before, after the paths given here: then
    `limit` is `max_hops` or `budget`. `explored` counts the edges read.
    """

    paths: tuple[Path, ...]
    nodes: Mapping[str, Node]
    sources: Mapping[str, tuple[Attestation, ...]]
    ended: Literal["found", "none", "limit"]
    limit: Literal["", "max_hops", "budget"]
    explored: int


def paths(
    view: View,
    a: str,
    b: str,
    *,
    k: int = 1,
    all_shortest: bool = False,
    max_hops: int = 6,
    kinds: Collection[str] | None = None,
    banned: Collection[str] = (),
    required: Collection[str] = (),
    when: Window | None = None,
    time_respecting: bool = False,
    budget: int = BUDGET,
) -> Paths:
    """The `k` shortest paths without a repeated node between `a` and `b`, at most `max_hops` long.

    With `all_shortest` all of the least length instead, however many. Two paths differ by their
    nodes; edges that join the same two nodes make no second path. Only edges of `kinds` (all by
    default) that possibly hold on some day of `when`; never through `banned` nodes, always through
    all `required` ones, in any order. With `time_respecting` all edges of a path may have held on
    one and the same day (of `when`); edges are chosen so that this is certain where it can be.

    Raises `NotFound` for an unknown end or required node, `InvalidData` for an unknown kind, for
    `k` below one, and where something required is banned.
    """
    terms = Terms(edge_kinds(kinds), when, frozenset(banned))
    must = frozenset(required)
    _check(view, {a, b} | must, terms.banned, k)
    search = Exploration(view, terms, budget, Reach(a), Reach(b))
    effort = Effort(budget)
    found: list[Path] = []
    limit: Literal["", "max_hops", "budget"] = ""
    try:
        while True:
            for route in Routes(search.near, search.far, must, time_respecting, when, effort):
                found.append(_path(route, when, effort))
                if len(found) == k and not all_shortest:
                    break
            if len(found) >= (1 if all_shortest else k) or search.complete:
                break
            if search.length >= max_hops:
                limit = "max_hops"
                break
            if not search.lengthen():
                limit = "budget"
                break
    except LimitReached:
        limit = "budget"
    ended: Literal["found", "none", "limit"] = "limit" if limit else "found" if found else "none"
    edges = {e.id: e for path in found for e in (*path.edges, *path.parallel)}
    return Paths(
        tuple(found), view.nodes(ordered(i for path in found for i in path.nodes)),
        sources_by_edge(view, edges.values(), when), ended, limit, search.explored,
    )  # fmt: skip


def _check(view: View, needed: Collection[str], banned: Collection[str], k: int) -> None:
    if k < 1:
        raise InvalidData("至少要一条路径")
    known = view.nodes(needed)
    unknown = sorted(i for i in needed if i not in known)
    if unknown:
        raise NotFound(f"库中没有 {'、'.join(unknown)}", remedy="先用 zerenlian search 查找")
    contradictory = [node.caption for i, node in known.items() if i in banned]
    if contradictory:
        raise InvalidData(f"既须经过又被排除：{'、'.join(sorted(contradictory))}")


def _path(route: Route, when: Window | None, effort: Effort) -> Path:
    """The path of a route, with the first choice of edges that held together most surely."""
    best: tuple[ThinEdge, ...] = ()
    surest: Certainty | None = None
    for edges in product(*map(in_walking_order, route.hops)):
        effort.spend()
        certainty = together([edge.interval for edge in edges], when)
        if surest is None or _SURENESS[certainty] > _SURENESS[surest]:
            best, surest = edges, certainty
        if surest is Certainty.CERTAIN:
            break
    assert surest is not None
    parallel = in_walking_order(e for hop in route.hops for e in hop if e not in best)
    return Path(route.nodes, best, tuple(parallel), surest, _common_days(best, when))


_SURENESS = {Certainty.NO: 0, Certainty.POSSIBLE: 1, Certainty.CERTAIN: 2}


def _common_days(edges: Sequence[ThinEdge], when: Window | None) -> Window | None:
    asked = Interval(when.first, when.first, when.last + 1, when.last + 1) if when else ALWAYS
    return reduce(Interval.overlap, (edge.interval for edge in edges), asked).possible_days
