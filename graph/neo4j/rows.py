"""Records and statements as properties of Neo4j.

What people read in Neo4j's own tools is written in plain types: a value as it is, differing values
as a list (a property of which there may be many is always one), a date as the ISO text of its
source with the days that it may mean (`since`, `since_earliest`, `since_latest`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, window
from graph.record import Edge, Node, Scalar
from graph.schema import schema
from graph.stored import packed

STATEMENT = (
    "s.id, s.record, s.kind, s.source, s.target, s.facet, s.properties,"
    " s.document, s.locator, s.quote, s.confidence"
)
"""What is returned of a statement `s`; with the id of its batch, `stored.statement_of` reads it."""
Native = str | int | float | bool | date | list[str] | list[int] | list[float] | list[bool]
_LONGEST = 1000
"""Characters of a text that Neo4j's index takes in any script; the whole stands in the form."""


def statement_row(a: Attestation, number: int) -> dict[str, object]:
    """A statement of the batch `number` as the properties of its node."""
    return {
        "id": a.id, "record": a.record, "kind": a.kind, "source": a.source or None,
        "target": a.target or None, "facet": a.facet or None, "properties": packed(a.properties),
        "document": a.place.document, "locator": a.place.locator, "quote": a.place.quote,
        "confidence": a.confidence, "batch": number,
    }  # fmt: skip


def node_properties(node: Node) -> dict[str, Native]:
    """What the node shows in Neo4j's tools."""
    kind = schema().nodes[node.kind]
    shown: dict[str, Native] = {}
    for name, values in node.properties.items():
        if name in kind.search:
            values = tuple(str(value)[:_LONGEST] for value in values)
        shown[name] = _native(values, many=kind.properties[name].many)
        if kind.properties[name].type == "date" and len(values) == 1:
            days = window(str(values[0]))
            shown[f"{name}_earliest"] = date.fromordinal(days.first)
            shown[f"{name}_latest"] = date.fromordinal(days.last)
    return {**shown, "id": node.id, "caption": node.caption[:_LONGEST]}


def edge_properties(edge: Edge, documents: Iterable[str]) -> dict[str, Native]:
    """What the relationship shows; `documents` are those whose statements speak of it."""
    kind = schema().edges[edge.kind]
    i = edge.interval
    shown = {
        name: _native(values, many=kind.all_properties[name].many)
        for name, values in edge.properties.items()
    }
    shown |= {
        "id": edge.id, "caption": kind.label.zh, "sources": sorted(set(documents)),
        "since_lo": i.since_lo, "since_hi": i.since_hi,
        "until_lo": i.until_lo, "until_hi": i.until_hi,
    }  # fmt: skip
    if kind.facet and edge.facet:
        term = schema().term(kind.properties[kind.facet].one_of or "", edge.facet)
        shown |= {"facet": edge.facet, kind.facet: edge.facet}
        shown["caption"] = f"{kind.label.zh}（{term.zh}）"
    bounds = {}
    if kind.time == "event":
        bounds = {"on_earliest": i.since_lo, "on_latest": i.since_hi}
    elif kind.time == "interval":
        bounds = {
            "since_earliest": i.since_lo, "since_latest": i.since_hi,
            "until_earliest": i.until_lo, "until_latest": i.until_hi,
        }  # fmt: skip
    return shown | {n: date.fromordinal(day) for n, day in bounds.items() if EVER < day < FOREVER}


def _native(values: Sequence[Scalar], *, many: bool) -> Native:
    """One value as it is; several, or those of which there may be `many`, as a list of one type."""
    kept = [v if type(v) is not int or -(2**63) <= v < 2**63 else str(v) for v in values]
    if len(kept) == 1 and not many:
        return kept[0]
    if len(set(map(type, kept))) > 1:
        return [str(value) for value in kept]
    return kept  # type: ignore[return-value]  # all of one type, as just seen


def form_row(node: Node, number: int) -> dict[str, object]:
    """What a view returns for `node` from version `number` on."""
    return {
        "id": node.id, "kind": node.kind, "properties": packed(node.properties),
        "from_version": number,
    }  # fmt: skip
