"""The embedded store: one SQLite file, many reading processes beside one writer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from graph.attestation import Attestation, Batch
from graph.batches import known_batch, new_batch, now
from graph.dates import Window
from graph.errors import StoreUnavailable
from graph.record import Edge, Node, ThinEdge
from graph.sqlite_rows import (
    EDGE_COLUMNS,
    STATEMENT_COLUMNS,
    edge_of,
    properties_of,
    statement_of,
)
from graph.sqlite_schema import connect, translated
from graph.sqlite_writer import SqliteWriter, leave_out
from graph.store import Direction, KeyHit, View, ordered

_IN_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Lengths of `IN` lists; a shorter list is padded, so that few distinct statements are prepared."""


def in_lists(values: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The values in portions, each with its placeholders `?,?,…` and padded to a stock length."""
    largest = _IN_SIZES[-1]
    for start in range(0, len(values), largest):
        portion = list(values[start : start + largest])
        size = next(s for s in _IN_SIZES if s >= len(portion))
        portion += portion[-1:] * (size - len(portion))
        yield ",".join("?" * size), portion


def expand_sql(direction: Direction, ends: str, kinds: int, facets: int, timed: bool) -> str:
    """The statement behind `expand`: answered from the covering index alone."""
    near, far = ("source", "target") if direction == "out" else ("target", "source")
    facet = f" AND facet IN ({','.join('?' * facets)})" if facets else ""
    time = " AND since_lo <= ? AND until_hi > ?" if timed else ""
    return (
        "SELECT id, kind, facet, source, target, since_lo, since_hi, until_lo, until_hi"
        f" FROM edge INDEXED BY edge_{direction}"
        f" WHERE {near} IN ({ends}) AND kind IN ({','.join('?' * kinds)}){facet}{time}"
        f" ORDER BY {near}, kind, facet, since_lo, since_hi, until_lo, until_hi, {far}, id"
    )


class SqliteStore:
    """A `Store` in one file. Threads get a connection each; processes open their own store."""

    def __init__(self, path: str, *, create: bool = True) -> None:
        self._path, _, options = path.partition("?")
        self.url = f"sqlite:///{path}"
        self._readonly = options == "mode=ro"
        self._create = create and not self._readonly
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self.connection()

    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = connect(self._path, create=self._create, readonly=self._readonly)
            self._local.connection = found
            self._local.reading = False
            self._connections.append(found)
        return found

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        with translated(self._path):
            return self.connection().execute(sql, parameters).fetchall()

    # reading

    @contextmanager
    def reading(self) -> Iterator[View]:
        connection = self.connection()
        if self._local.reading:
            yield self
            return
        self._local.reading = True
        try:
            with translated(self._path):
                connection.execute("BEGIN")
            yield self
        finally:
            self._local.reading = False
            connection.rollback()

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        wanted = ordered(ids)
        found: dict[str, Node] = {}
        for marks, portion in in_lists(wanted):
            rows = self._rows(
                f"SELECT id, kind, properties FROM node WHERE id IN ({marks})", portion
            )
            found.update((i, Node(i, kind, properties_of(text))) for i, kind, text in rows)
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
        rest = [*sorted(kinds), *sorted(facets or ())]
        if when is not None:
            rest += [when.last, when.first]  # type: ignore[list-item]  # numbers beside texts
        found: list[ThinEdge] = []
        for marks, portion in in_lists(sorted(set(frontier))):
            sql = expand_sql(direction, marks, len(kinds), len(facets or ()), when is not None)
            if limit is not None:
                sql += f" LIMIT {limit - len(found)}"
            found += map(ThinEdge._make, self._rows(sql, portion + rest))
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
        return [
            Node(i, k, properties_of(text)) for i, k, text in self._rows(sql, (kind, after, limit))
        ]

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
                f" WHERE s.record IN ({marks}) AND b.undone IS NULL ORDER BY s.record, s.id"
            )
            for row in self._rows(sql, portion):
                found[row[1]].append(statement_of(row))
        return {record: live for record, live in found.items() if live}

    def batches(self) -> list[Batch]:
        sql = "SELECT id, recorded, loader, title, added, undone FROM batch ORDER BY recorded, id"
        return [Batch(*row) for row in self._rows(sql)]

    def history(self) -> Iterator[Attestation]:
        sql = (
            f"SELECT {STATEMENT_COLUMNS}, b.id FROM statement s CROSS JOIN place p ON p.number = s.place"
            " CROSS JOIN batch b ON b.number = s.batch ORDER BY s.record, s.id, b.id"
        )
        with translated(self._path):
            for row in self.connection().execute(sql):
                yield statement_of(row)

    # writing

    @contextmanager
    def batch(self, loader: str, title: str = "") -> Iterator[SqliteWriter]:
        with self._writing() as connection:
            writer = SqliteWriter(connection, self._path, new_batch(loader, title))
            yield writer
            writer.complete()

    def undo(self, batch: str) -> int:
        with self._writing() as connection:
            known_batch(self.batches(), batch)
            return leave_out(connection, batch, now())

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or, after any exception, nothing."""
        if self._readonly:
            raise StoreUnavailable(f"{self._path} 是只读的，不能写入", remedy="去掉 ?mode=ro")
        connection = self.connection()
        try:
            with translated(self._path):
                connection.execute("BEGIN IMMEDIATE")
            yield connection
            with translated(self._path):
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.rollback()

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()
