"""What stands behind one duty: relation, tenures, occasion and records, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.dates import Window
from graph.queries.duties.coverage import Cell
from graph.queries.duties.headships import Headships
from graph.queries.duties.superiors import superiors
from graph.queries.sources import sources_of
from graph.record import Edge, Node, ThinEdge
from graph.rules.rule import Rule
from graph.store import View, ordered

FAMILY = "家属"
"""The role of those whose part in a talk is protected."""
Part = Literal["cause", "relation", "below", "above", "record", "role", "exemption"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One record behind a duty. `part`: `cause` made it arise, `relation` joins the two bodies,
    `below` and `above` are tenures, `record` may fulfil it, `role` is who took part in it."""

    part: Part
    record: Node | Edge
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """All exhibits of a duty, and the nodes that its edges join, by id."""

    exhibits: tuple[Exhibit, ...]
    nodes: dict[str, Node]


def exhibits(view: View, rule: Rule, cell: Cell) -> Exhibits:
    """What the status of a cell rests on, as the store has it now."""
    term = cell.occasion.term
    days = Window(term.begun.first + min(term.opens, 0), term.due_days.last)
    edges = list(_edges(view, rule, cell, days))
    known = view.edges(ordered(edge.id for _, edge in edges))
    nodes = _nodes(view, cell)
    statements = view.attestations([*(e.relation for _, e in edges), *(n.id for _, n in nodes)])
    found = [Exhibit(part, node, tuple(statements[node.id])) for part, node in nodes]
    for part, thin in edges:
        edge = known[thin.id]
        found.append(Exhibit(part, edge, sources_of(edge, statements[thin.relation], days)))
    order: Sequence[Part] = ("cause", "exemption", "relation", "below", "above", "record", "role")
    found.sort(key=lambda exhibit: order.index(exhibit.part))
    ends = [end for _, edge in edges for end in (edge.source, edge.target)]
    named = view.nodes(ordered([*ends, *(node.id for _, node in nodes)]))
    return Exhibits(tuple(found), named)


def _nodes(view: View, cell: Cell) -> list[tuple[Part, Node]]:
    occasion = cell.occasion
    wanted: list[tuple[Part, str]] = [("record", record) for record in cell.records]
    if occasion.cause:
        wanted.append(("cause", occasion.cause))
    if cell.exemption:
        wanted.append(("exemption", cell.exemption))
    nodes = view.nodes(record for _, record in wanted)
    return [(part, nodes[record]) for part, record in wanted if record in nodes]


def _edges(view: View, rule: Rule, cell: Cell, days: Window) -> Iterator[tuple[Part, ThinEdge]]:
    cause = view.edges((cell.occasion.cause,)).get(cell.occasion.cause)
    if cause is not None:
        yield "cause", cause.thin
    joining: dict[str, ThinEdge] = {}
    for line in superiors(view, (cell.below,), rule.above[0].path, days)[cell.below]:
        joining |= {edge.id: edge for edge in line.edges}
    yield from (("relation", edge) for edge in joining.values())
    heads = Headships(view, days)
    for one in heads.of((cell.below,), rule.below.head)[cell.below]:
        if one.person in cell.heads_below and one.edge.id != cell.occasion.cause:
            yield "below", one.edge
    head = rule.above[0].head
    if head is not None:
        for held in heads.of(cell.above, head).values():
            yield from (("above", h.edge) for h in held if h.person in cell.heads_above)
    kinds = ("PARTICIPATED", "REPORTED_AT", "ENTRUSTED_BY", "HELD_BY", "OWNED_BY")
    taken = [
        *view.expand(cell.records, kinds[:2], "in"),
        *view.expand(cell.records, kinds[2:], "out"),
    ]
    yield from (("role", edge) for edge in taken if edge.facet != "家属")
