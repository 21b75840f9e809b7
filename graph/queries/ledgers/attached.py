"""What hangs on records: their edges with properties, the other ends, and where all was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.attestation import Attestation
from graph.record import Edge
from graph.store import Direction, View, ordered


def attached(
    view: View, nodes: Collection[str], kinds: Collection[str], direction: Direction
) -> dict[str, list[Edge]]:
    """The edges of `kinds` at each node that leave (`out`) or reach (`in`) it, with properties, in
    the order of `View.expand`; a node without any has an empty list."""
    thin = view.expand(nodes, kinds, direction)
    whole = view.edges(edge.id for edge in thin)
    found: dict[str, list[Edge]] = {node: [] for node in nodes}
    for edge in thin:
        found[edge.source if direction == "out" else edge.target].append(whole[edge.id])
    return found


def backing(
    view: View, records: Iterable[tuple[str, Collection[Edge]]]
) -> dict[str, tuple[Attestation, ...]]:
    """For each node with its edges the statements about it and about them, each place once."""
    given = list(records)
    asked = ordered(i for node, edges in given for i in (node, *(e.relation for e in edges)))
    statements = view.attestations(asked)
    found: dict[str, tuple[Attestation, ...]] = {}
    for node, edges in given:
        places: dict[tuple[str, str], Attestation] = {}
        for record in (node, *(e.relation for e in edges)):
            for one in statements.get(record, ()):
                places.setdefault((one.place.document, one.place.locator), one)
        found[node] = tuple(places[place] for place in sorted(places))
    return found
