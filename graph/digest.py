"""What a store holds as two short texts that are equal wherever the content is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import orjson

from graph.attestation import Attestation, Batch
from graph.dates import Interval
from graph.record import Record
from graph.schema import schema
from graph.store import View, pages

_PAGE = 10_000
"""Records held at once."""
_AS_JSON = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE


class StoreDigest(NamedTuple):
    """The content of a store, whatever keeps it.

    `statements` is a hash over the batches, with their times, and all that was ever stated;
    `records` one over the nodes and edges that it amounts to, by kind in order of id.
    """

    counts: Mapping[str, int]
    batch_count: int
    statement_count: int
    statements: str
    records: str


class _Hash:
    """A hash over a stream of items, and how many they were."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)
        self.items = 0

    def take(self, items: Iterable[Batch | Attestation | Record]) -> None:
        for item in items:
            self._hash.update(orjson.dumps(item, default=Interval._asdict, option=_AS_JSON))
            self.items += 1

    def __str__(self) -> str:
        return self._hash.hexdigest()


def digest(view: View) -> StoreDigest:
    """The digest of what a view shows, read once from end to end and never held in memory.

    A store that may be written meanwhile is looked at through `Store.reading()`.
    """
    batches = view.batches()
    statements, records = _Hash(), _Hash()
    statements.take(batches)
    statements.take(view.history())
    counts = dict(view.counts())
    records.take(_records(view, counts))
    return StoreDigest(
        counts, len(batches), statements.items - len(batches), str(statements), str(records)
    )


def _records(view: View, kinds: Iterable[str]) -> Iterator[Record]:
    for kind in sorted(kinds):
        if kind in schema().nodes:
            yield from chain.from_iterable(pages(view.scan_nodes, kind, size=_PAGE))
        else:
            yield from chain.from_iterable(pages(view.scan_edges, kind, size=_PAGE))
