"""What surrounds some nodes, a few hops far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Window
from graph.errors import NotFound
from graph.queries.frontier import Step, edge_kinds, in_walking_order, steps
from graph.queries.sources import sources_by_edge
from graph.record import Node, ThinEdge
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The nodes around `centre`, and the edges walked to find them.

    `nodes` are in order of nearness, `hops` says how far each is from the centre, and `sources`
    has the statements behind each edge by its id. `total` counts all nodes that lie as near,
    shown or not; `cut` says that fewer are shown.
    """

    centre: tuple[str, ...]
    nodes: Mapping[str, Node]
    edges: tuple[ThinEdge, ...]
    hops: Mapping[str, int]
    sources: Mapping[str, tuple[Attestation, ...]]
    total: int
    cut: bool


def neighbourhood(
    view: View,
    ids: Collection[str],
    *,
    hops: int = 1,
    kinds: Collection[str] | None = None,
    when: Window | None = None,
    limit: int = 300,
) -> Neighbourhood:
    """The nodes at most `hops` edges from any of `ids`, whichever way the edges point.

    Only edges of `kinds` (all by default) that possibly hold on some day of `when`. At most
    `limit` nodes are shown, but always the centre: the nearer first, among equally near ones those
    that more edges join to nearer nodes, then by id. An edge is shown if it was walked (one of its
    ends is nearer than `hops`) and both its ends are shown. Everything as near is counted, so the
    cost grows with the neighbourhood and not with `limit`. Raises `NotFound` for an unknown id,
    `InvalidData` for an unknown kind.
    """
    centre = ordered(ids)
    walked = edge_kinds(kinds)
    known = view.nodes(centre)
    unknown = [i for i in centre if i not in known]
    if unknown:
        raise NotFound(f"库中没有 {'、'.join(unknown)}", remedy="先用 zerenlian search 查找")
    distance = dict.fromkeys(centre, 0)
    joined: Counter[str] = Counter()
    found: list[Step] = []
    frontier: Collection[str] = centre
    for hop in range(1, hops + 1):
        layer = steps(view, frontier, walked, when) or []
        found += layer
        fresh = [step.far for step in layer if step.far not in distance]
        joined.update(fresh)
        frontier = ordered(fresh)
        distance.update(dict.fromkeys(frontier, hop))
    ranked = sorted(distance, key=lambda i: (distance[i], -joined[i], i))
    shown = dict.fromkeys([*centre, *(i for i in ranked if distance[i])][: max(limit, len(centre))])
    edges = {s.edge.id: s.edge for s in found if s.near in shown and s.far in shown}
    kept = tuple(in_walking_order(edges.values()))
    return Neighbourhood(
        tuple(centre), view.nodes(shown), kept, {i: distance[i] for i in shown},
        sources_by_edge(view, kept), len(distance), len(shown) < len(distance),
    )  # fmt: skip
