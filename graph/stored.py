"""How stores that keep rows write statements and properties: as JSON text, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from graph.attestation import Attestation, Place
from graph.record import Properties


def packed(properties: Properties) -> str:
    """Properties as JSON text."""
    return orjson.dumps(properties).decode()


def unpacked(text: str) -> Properties:
    """Properties from their JSON text."""
    return {name: tuple(values) for name, values in orjson.loads(text).items()}


def statement_of(row: Sequence[Any]) -> Attestation:
    """A statement from its id, record, kind, source, target, facet, properties, document, locator,
    quote, confidence and batch."""
    (identity, record, kind, source, target, facet, text,
     document, locator, quote, confidence, batch) = row  # fmt: skip
    return Attestation(
        identity, record, kind, source or "", target or "", facet or "", unpacked(text),
        Place(document, locator, quote), confidence, batch,
    )  # fmt: skip
