"""Columns of the embedded store, and its rows as edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from graph.dates import Interval
from graph.record import Edge
from graph.stored import unpacked

EDGE_COLUMNS = (
    "e.id, e.kind, e.facet, e.source, e.target,"
    " e.since_lo, e.since_hi, e.until_lo, e.until_hi, e.properties"
)
"""Columns of an edge `e`."""
STATEMENT_COLUMNS = (
    "s.id, s.record, s.kind, s.source, s.target, s.facet, s.properties,"
    " p.document, p.locator, p.quote, s.confidence"
)
"""Columns of a statement `s` at a place `p`; with the id of its batch, `stored.statement_of` reads
them."""


def table_of(values: Iterable[str]) -> apsw.CArrayBinding | None:
    """Texts that a statement reads as the column `value` of `carray(?)`, in their order.

    Those with U+0000, which no id and no key has, cannot be bound and are left out. No texts are
    NULL, which is a table without rows.
    """
    listed = tuple([value for value in values if "\0" not in value])
    return apsw.carray(listed) if listed else None


def edge_of(row: Sequence[Any]) -> Edge:
    """An edge from `EDGE_COLUMNS`."""
    edge_id, kind, facet, source, target, *days, text = row
    return Edge(edge_id, kind, facet, source, target, Interval(*days), unpacked(text))
