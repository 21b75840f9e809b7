"""Reading the embedded store: every method is one statement that names its index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.attestation import Attestation, Batch
from graph.dates import Window
from graph.record import Edge, Node, ThinEdge
from graph.sqlite.rows import EDGE_COLUMNS, STATEMENT_COLUMNS, edge_of
from graph.sqlite.schema import STRUCTURE, meaning_of, translated
from graph.store import Direction, KeyHit, ordered
from graph.stored import statement_of, unpacked

_IN_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Lengths of `IN` lists; a shorter list is padded, so that few distinct statements are prepared."""
_thin = partial(tuple.__new__, ThinEdge)
"""`ThinEdge._make` without its check of the length: a third of the time, of thousands of rows."""
_SEEK_KINDS = 6
"""Most kinds that are sought one by one; more are read past, as a node has edges of few kinds, and
so are several facets."""


def in_lists(values: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The values in portions, each with its placeholders `?,?,…` and padded to a stock length."""
    largest = _IN_SIZES[-1]
    for start in range(0, len(values), largest):
        portion = list(values[start : start + largest])
        size = next(s for s in _IN_SIZES if s >= len(portion))
        portion += portion[-1:] * (size - len(portion))
        yield ",".join("?" * size), portion


def expand_sql(
    direction: Direction, ends: str, kinds: Sequence[str], facets: int, timed: bool
) -> tuple[str, Sequence[str]]:
    """The statement behind `expand`, answered from a covering index alone, and the kinds that are
    to be bound in it."""
    near, far = ("source", "target") if direction == "out" else ("target", "source")
    index, kind = "edge", f"kind IN ({','.join('?' * len(kinds))})"
    if len(kinds) > _SEEK_KINDS:
        kind = f"+{kind}"
    elif len(kinds) == 1 and kinds[0] in STRUCTURE:
        index, kind, kinds = "structure", f"kind = '{kinds[0]}'", ()
    column = "facet" if facets == 1 else "+facet"
    facet = f" AND {column} IN ({','.join('?' * facets)})" if facets else ""
    time = " AND since_lo <= ? AND until_hi > ?" if timed else ""
    sql = (
        "SELECT id, kind, facet, source, target, since_lo, since_hi, until_lo, until_hi, yields_to"
        f" FROM edge INDEXED BY {index}_{direction}"
        f" WHERE {near} IN ({ends}) AND {kind}{facet}{time}"
        f" ORDER BY {near}, kind, facet, since_lo, since_hi, until_lo, until_hi, {far}, id"
    )
    return sql, kinds


HISTORY = (
    f"SELECT {STATEMENT_COLUMNS}, b.id FROM statement s INDEXED BY statement_record"
    " CROSS JOIN place p ON p.number = s.place CROSS JOIN batch b ON b.number = s.batch"
    " ORDER BY s.record, s.id, b.id"
)
HISTORY_OF_BATCH = (
    f"SELECT {STATEMENT_COLUMNS}, b.id FROM batch b"
    " CROSS JOIN statement s NOT INDEXED"
    " ON s.number BETWEEN b.first_statement AND b.last_statement"
    " CROSS JOIN place p ON p.number = s.place WHERE b.id = ? ORDER BY s.record, s.id"
)


class SqliteView:
    """A `View` over the connection that `connection()` gives at each call."""

    def __init__(self, path: str, connection: Callable[[], sqlite3.Connection]) -> None:
        self._path = path
        self.connection = connection

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        try:
            return self.connection().execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise meaning_of(self._path, error) from error

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        wanted = ordered(ids)
        found: dict[str, Node] = {}
        for marks, portion in in_lists(wanted):
            rows = self._rows(
                f"SELECT id, kind, properties FROM node WHERE id IN ({marks})", portion
            )
            found.update((i, Node(i, kind, unpacked(text))) for i, kind, text in rows)
        return {i: found[i] for i in wanted if i in found}

    def edges(self, ids: Iterable[str]) -> dict[str, Edge]:
        wanted = ordered(ids)
        found: dict[str, Edge] = {}
        for marks, portion in in_lists(wanted):
            sql = f"SELECT {EDGE_COLUMNS} FROM edge e INDEXED BY edge_id WHERE id IN ({marks})"
            found.update((row[0], edge_of(row)) for row in self._rows(sql, portion))
        return {i: found[i] for i in wanted if i in found}

    def expand(
        self,
        frontier: Iterable[str],
        kinds: Collection[str],
        direction: Direction,
        *,
        when: Window | None = None,
        facets: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[ThinEdge]:
        if facets is not None and not facets:
            return []
        kinds = sorted(kinds)
        rest: list[str | int] = sorted(facets or ())
        if when is not None:
            rest += [when.last, when.first]
        found: list[ThinEdge] = []
        for marks, ends in in_lists(sorted(set(frontier))):
            sql, bound = expand_sql(direction, marks, kinds, len(facets or ()), when is not None)
            if limit is not None:
                sql += f" LIMIT {limit - len(found)}"
            found += map(_thin, self._rows(sql, [*ends, *bound, *rest]))
            if limit is not None and len(found) >= limit:
                break
        return found

    def find(self, keys: Iterable[str]) -> list[KeyHit]:
        found: list[KeyHit] = []
        for marks, portion in in_lists(sorted(set(keys))):
            sql = f"SELECT key, node FROM search_key WHERE key IN ({marks}) ORDER BY key, node"
            found += map(KeyHit._make, self._rows(sql, portion))
        return found

    def find_prefix(self, prefix: str, limit: int) -> list[KeyHit]:
        sql = (
            "SELECT key, node FROM search_key WHERE key >= ? AND key < ? ORDER BY key, node LIMIT ?"
        )
        return [KeyHit(*row) for row in self._rows(sql, (prefix, prefix + "\U0010ffff", limit))]

    def scan_nodes(self, kind: str, after: str = "", limit: int = 1000) -> list[Node]:
        sql = (
            "SELECT id, kind, properties FROM node INDEXED BY node_kind"
            " WHERE kind = ? AND id > ? ORDER BY id LIMIT ?"
        )
        return [Node(i, k, unpacked(text)) for i, k, text in self._rows(sql, (kind, after, limit))]

    def scan_edges(self, kind: str, after: str = "", limit: int = 1000) -> list[Edge]:
        sql = (
            f"SELECT {EDGE_COLUMNS} FROM edge e INDEXED BY edge_id"
            " WHERE id > ? AND kind = ? ORDER BY id LIMIT ?"
        )
        return [edge_of(row) for row in self._rows(sql, (after, kind, limit))]

    def counts(self) -> Mapping[str, int]:
        sql = (
            "SELECT kind, count(*) FROM node GROUP BY kind UNION ALL"
            " SELECT kind, count(*) FROM edge INDEXED BY edge_id GROUP BY kind ORDER BY kind"
        )
        return dict(self._rows(sql))

    def attestations(self, records: Iterable[str]) -> dict[str, list[Attestation]]:
        wanted = ordered(records)
        found: dict[str, list[Attestation]] = {record: [] for record in wanted}
        for marks, portion in in_lists(wanted):
            sql = (
                f"SELECT {STATEMENT_COLUMNS}, b.id FROM statement s INDEXED BY statement_record"
                " CROSS JOIN place p ON p.number = s.place CROSS JOIN batch b ON b.number = s.batch"
                f" WHERE s.record IN ({marks}) AND b.undone IS NULL"
            )
            for row in self._rows(sql, portion):
                found[row[1]].append(statement_of(row))
        return {r: sorted(live, key=lambda a: a.id) for r, live in found.items() if live}

    def batches(self) -> list[Batch]:
        sql = "SELECT id, recorded, loader, title, added, undone FROM batch ORDER BY recorded, id"
        return [Batch(*row) for row in self._rows(sql)]

    def history(self, batch: str | None = None) -> Iterator[Attestation]:
        sql, asked = (HISTORY, ()) if batch is None else (HISTORY_OF_BATCH, (batch,))
        with translated(self._path):
            for row in self.connection().execute(sql, asked):
                yield statement_of(row)
