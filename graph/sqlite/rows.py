"""Rows of the embedded store as records and statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from graph.attestation import Attestation, Place
from graph.dates import Interval
from graph.record import Edge, Properties

EDGE_COLUMNS = (
    "e.id, e.kind, e.facet, e.source, e.target,"
    " e.since_lo, e.since_hi, e.until_lo, e.until_hi, e.properties"
)
"""Columns of an edge `e`."""
STATEMENT_COLUMNS = (
    "s.id, s.record, s.kind, s.source, s.target, s.facet, s.properties,"
    " p.document, p.locator, p.quote, s.confidence"
)
"""Columns of a statement `s` at a place `p`; the id of its batch follows them."""


def properties_of(text: str) -> Properties:
    """Properties from their stored JSON."""
    return {name: tuple(values) for name, values in orjson.loads(text).items()}


def edge_of(row: Sequence[Any]) -> Edge:
    """An edge from `EDGE_COLUMNS`."""
    edge_id, kind, facet, source, target, *days, text = row
    return Edge(edge_id, kind, facet, source, target, Interval(*days), properties_of(text))


def statement_of(row: Sequence[Any]) -> Attestation:
    """A statement from `STATEMENT_COLUMNS` and its batch."""
    (identity, record, kind, source, target, facet, text,
     document, locator, quote, confidence, batch) = row  # fmt: skip
    return Attestation(
        identity, record, kind, source or "", target or "", facet or "", properties_of(text),
        Place(document, locator, quote), confidence, batch,
    )  # fmt: skip
