"""Everything dated about one node, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Window, window
from graph.errors import NotFound
from graph.fold import spell_statements
from graph.queries.sources import statements_giving
from graph.record import Edge, Node
from graph.schema import schema
from graph.store import View, ordered

What = Literal["since", "until", "on", "seen"]
_WHATS: tuple[What, ...] = ("until", "since", "on", "seen")
"""The order of moments of one date: what ends (on its first day out) before what begins."""
_HAPPENINGS = frozenset({"record", "case"})
"""Groups of nodes whose own dates belong to the story of whoever an undated edge joins to them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date that sources give.

    `date` is the ISO prefix as precise as its most precise source. `edge` began (`since`), ended
    (`until`, the first day out), happened (`on`) or was attested (`seen`) then, and `other` is its
    other end. Where `field` is not empty, the date is that property of a node: of the
    node itself (`edge` and `other` are `None`), or of a record or case at the other end of an edge
    that has no date. `sources` are the statements that give the date or a coarser one that it fits,
    in order of document and id.
    """

    date: str
    what: What
    field: str
    edge: Edge | None
    other: Node | None
    sources: tuple[Attestation, ...]


def timeline(
    view: View, subject: str, *, since: str | None = None, until: str | None = None
) -> tuple[Moment, ...]:
    """All moments of the node `subject` that may lie between `since` and `until`, two ISO prefixes
    that are both included with all their days.

    In order of the first day that a date stands for, the less precise first: 2014, 2014-01,
    2014-01-01, 2014-05. Of one date: ends, beginnings, events, sightings; then by kind and facet of
    the edge, other end, property and edge id. The cost grows with the node's edges. Raises
    `NotFound` for an unknown id, `InvalidData` for a date that is none.
    """
    node = view.nodes((subject,)).get(subject)
    if node is None:
        raise NotFound(f"库中没有 {subject}", remedy="先用 zerenlian search 查找")
    asked = Window(window(since).first if since else EVER, window(until).last if until else FOREVER)
    found = [m for m in _moments(view, node) if _touches(window(m.date), asked)]
    return tuple(sorted(found, key=_place))


def _moments(view: View, node: Node) -> Iterator[Moment]:
    kinds = tuple(schema().edges)
    thin = view.expand((node.id,), kinds, "out") + view.expand((node.id,), kinds, "in")
    edges = view.edges(ordered(e.id for e in thin))
    ends = {i: e.target if e.source == node.id else e.source for i, e in edges.items()}
    others = view.nodes(ends.values())
    told = [i for i, e in edges.items() if not _dated(e) and _happened(others[ends[i]])]
    records = [node.id, *(ends[i] for i in told), *(e.relation for e in edges.values())]
    statements = view.attestations(records)
    yield from _own(node, None, None, statements[node.id])
    for i, edge in edges.items():
        other = others[ends[i]]
        yield from _of_edge(edge, other, spell_statements(i, statements[edge.relation]))
    for i in told:
        other = others[ends[i]]
        yield from _own(other, edges[i], other, statements[other.id])


def _dated(edge: Edge) -> bool:
    return any(name in edge.properties for name in _WHATS)


def _happened(node: Node) -> bool:
    return schema().nodes[node.kind].group in _HAPPENINGS


def _of_edge(edge: Edge, other: Node, statements: Sequence[Attestation]) -> Iterator[Moment]:
    for what in _WHATS:
        for date in edge.properties.get(what, ()):
            sources = statements_giving(edge, what, date, statements)
            yield Moment(str(date), what, "", edge, other, sources)


def _own(
    node: Node, edge: Edge | None, other: Node | None, statements: Sequence[Attestation]
) -> Iterator[Moment]:
    """What the node's own properties date."""
    for name, declared in schema().nodes[node.kind].properties.items():
        if declared.type in ("date", "interval"):
            for value in node.properties.get(name, ()):
                sources = statements_giving(node, name, value, statements)
                for what, date in _bounds(str(value)):
                    yield Moment(date, what, name, edge, other, sources)


def _bounds(value: str) -> Iterator[tuple[What, str]]:
    """A date, or an interval `since/until` either side of which may be empty."""
    since, slash, until = value.partition("/")
    if not slash:
        yield "on", since
        return
    if since:
        yield "since", since
    if until:
        yield "until", until


def _touches(days: Window, asked: Window) -> bool:
    return days.first <= asked.last and asked.first <= days.last


def _place(moment: Moment) -> tuple[int, int, int, str, str, str, str, str]:
    days, edge, other = window(moment.date), moment.edge, moment.other
    return (
        days.first, -days.last, _WHATS.index(moment.what), edge.kind if edge else "",
        edge.facet if edge else "", other.id if other else "", moment.field,
        edge.id if edge else "",
    )  # fmt: skip
