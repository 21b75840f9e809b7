"""Writing to the embedded store: statements in portions, records folded as they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import apsw
import orjson

from graph.attestation import Attestation, Batch
from graph.batches import completed, missing_end, still_needed
from graph.fold import fold
from graph.ids import ID_LENGTH
from graph.keys import search_keys
from graph.merging import Merged, merge_portion, set_aside
from graph.record import Edge, Node, Record
from graph.sqlite.rows import EDGE_COLUMNS, STATEMENT_COLUMNS, edge_of, table_of
from graph.sqlite.schema import WALKING, translated
from graph.store import Added
from graph.stored import statement_of, unpacked

PORTION = 20_000
"""Statements held in memory before they are written: what bounds the memory of a load."""


class SqliteWriter:
    """Adds statements within the transaction that its store has opened."""

    def __init__(self, connection: apsw.Connection, path: str, batch: Batch) -> None:
        self.batch = batch.id
        self._batch = batch
        self._connection = connection
        self._path = path
        self._waiting: list[Attestation] = []
        self._endless: dict[str, Attestation] = {}
        self._progress = Added(0, 0, 0)
        self._number = self._next("batch")
        self._first = self._statement = self._next("statement")
        self._place = self._next("place")
        self._stored_edges = self._next("edge", "rowid")
        self._edges = 0
        self._walkable = True

    def _next(self, table: str, number: str = "number") -> int:
        sql = f"SELECT coalesce(max({number}), 0) + 1 FROM {table}"
        return int(self._connection.execute(sql).get)

    def add(self, statements: Iterable[Attestation]) -> None:
        """See `graph.store.Writer.add`."""
        for statement in statements:
            self._waiting.append(statement)
            if len(self._waiting) >= PORTION:
                self._write_portion()

    def progress(self) -> Added:
        """See `graph.store.Writer.progress`."""
        return self._progress

    def complete(self) -> None:
        """Write what is left and the batch itself; raises `InvalidData` if an edge lacks an end."""
        self._write_portion()
        if not self._walkable:
            for statement in WALKING.values():
                self._connection.execute(statement)
        absent = set(self._endless) - _existing(self._connection, self._endless)
        for end in sorted(absent):
            raise missing_end(self._endless[end], end)
        batch = completed(self._batch, self._progress.added)
        if batch.added:
            self._connection.execute(
                "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._number, batch.id, batch.recorded, batch.loader, batch.title,
                 batch.added, batch.undone, self._first, self._statement - 1),
            )  # fmt: skip

    def _write_portion(self) -> None:
        with translated(self._path):
            self._merge_and_write()
        self._waiting.clear()

    def _merge_and_write(self) -> None:
        if self._batch.undone:
            merged = set_aside(self._waiting)
        else:
            records = sorted({statement.record for statement in self._waiting})
            known = _live(self._connection, records, self._number, self.batch)
            merged = merge_portion(known, self._waiting, self.batch)
        self._write_statements(merged.added)
        self._edges += sum(isinstance(record, Edge) for record in merged.after)
        if self._walkable and self._edges > PORTION + self._stored_edges // 4:
            self._walkable = False
            for name in WALKING:
                self._connection.execute(f"DROP INDEX {name}")
        write_records(self._connection, merged.before, merged.after)
        self._note_ends(merged)
        self._progress = merged.counted(self._progress)

    def _write_statements(self, added: Sequence[Attestation]) -> None:
        numbers: dict[tuple[str, str, str], int] = {}
        rows = []
        for number, a in enumerate(added, start=self._statement):
            place = a.place
            key = (place.document, place.locator, place.quote)
            where = numbers.setdefault(key, self._place + len(numbers))
            rows.append((
                number, a.id, a.record, a.kind, a.source or None, a.target or None,
                a.facet or None, orjson.dumps(a.properties).decode(), where, a.confidence,
                self._number,
            ))  # fmt: skip
        self._connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?)", ((n, *key) for key, n in numbers.items())
        )
        self._connection.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
        self._place += len(numbers)
        self._statement += len(added)

    def _note_ends(self, merged: Merged) -> None:
        ends = merged.ends_elsewhere()
        absent = ends.keys() - _existing(self._connection, ends)
        self._endless.update((end, ends[end]) for end in absent)


def _existing(connection: apsw.Connection, ids: Iterable[str]) -> set[str]:
    sql = "SELECT id FROM node WHERE id IN carray(?)"
    return {row[0] for row in connection.execute(sql, (table_of(ids),))}


def _live(
    connection: apsw.Connection, records: Sequence[str], own: int, own_id: str
) -> dict[str, list[Attestation]]:
    """The statements in force about `records`; those of the batch being written (`own`) count."""
    sql = (
        f"SELECT {STATEMENT_COLUMNS}, coalesce(b.id, ?3)"
        " FROM carray(?1) r"
        " CROSS JOIN statement s INDEXED BY statement_record ON s.record = r.value"
        " CROSS JOIN place p ON p.number = s.place LEFT JOIN batch b ON b.number = s.batch"
        " WHERE b.undone IS NULL AND (b.number IS NOT NULL OR s.batch = ?2)"
    )
    found: dict[str, list[Attestation]] = {}
    for row in connection.execute(sql, (table_of(records), own, own_id)):
        found.setdefault(row[1], []).append(statement_of(row))
    return found


def write_records(
    connection: apsw.Connection, before: Sequence[Record], after: Sequence[Record]
) -> None:
    """Replace the records `before` by those `after`, with their search keys."""
    gone = [r.id for r in before if isinstance(r, Edge)]
    connection.executemany("DELETE FROM edge WHERE id = ?", ((i,) for i in gone))
    connection.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_edge_row(e) for e in after if isinstance(e, Edge)],
    )
    nodes = [n for n in after if isinstance(n, Node)]
    lost = {n.id for n in before if isinstance(n, Node)} - {n.id for n in nodes}
    connection.executemany("DELETE FROM node WHERE id = ?", ((i,) for i in sorted(lost)))
    connection.executemany(
        "INSERT INTO node VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET properties = excluded.properties",
        [(n.id, n.kind, orjson.dumps(n.properties).decode()) for n in nodes],
    )
    old = {(key, n.id) for n in before if isinstance(n, Node) for key in search_keys(n)}
    new = {(key, n.id) for n in nodes for key in search_keys(n)}
    connection.executemany("DELETE FROM search_key WHERE key = ? AND node = ?", sorted(old - new))
    connection.executemany("INSERT INTO search_key VALUES (?, ?)", sorted(new - old))


def _edge_row(edge: Edge) -> tuple[str | int, ...]:
    thin = edge.thin
    return (*thin[:-1], orjson.dumps(edge.properties).decode(), thin.yields_to)


def leave_out(connection: apsw.Connection, batch: str, instant: str) -> int:
    """Mark a batch undone and fold all that it touched again; returns its statements.

    Raises `Conflict` if edges of later batches would lose an end.
    """
    first, last = connection.execute(
        "SELECT first_statement, last_statement FROM batch WHERE id = ?", (batch,)
    ).get
    connection.execute("UPDATE batch SET undone = ? WHERE id = ?", (instant, batch))
    rows = connection.execute(
        "SELECT record FROM statement WHERE number BETWEEN ? AND ? ORDER BY record", (first, last)
    ).fetchall()
    touched = [str(record) for record, _ in groupby(row[0] for row in rows)]
    lost: list[str] = []
    for start in range(0, len(touched), PORTION):
        portion = touched[start : start + PORTION]
        before = list(_current(connection, portion))
        live = _live(connection, portion, 0, "")
        after = [record for statements in live.values() for record in fold(statements)]
        write_records(connection, before, after)
        lost += [r.id for r in before if isinstance(r, Node) and r.id not in live]
    _refuse_dangling(connection, batch, lost)
    return len(rows)


def _current(connection: apsw.Connection, records: Sequence[str]) -> Iterator[Record]:
    """The nodes and the spells of edges that now stand for `records`."""
    wanted = (table_of(records),)
    for i, kind, text in connection.execute(
        "SELECT id, kind, properties FROM node WHERE id IN carray(?)", wanted
    ):
        yield Node(i, kind, unpacked(text))
    for row in connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM carray(?) r"
        " CROSS JOIN edge e INDEXED BY edge_id"
        " ON e.id >= r.value AND e.id < r.value || '~~'"
        f" AND substr(e.id, 1, {ID_LENGTH}) = r.value",
        wanted,
    ):
        yield edge_of(row)


def _refuse_dangling(connection: apsw.Connection, batch: str, lost: Sequence[str]) -> None:
    dependants = connection.execute(
        "SELECT DISTINCT b.id FROM"
        " (SELECT e.id FROM carray(?1) n"
        "  CROSS JOIN edge e INDEXED BY edge_out ON e.source = n.value"
        "  UNION SELECT e.id FROM carray(?1) n"
        "  CROSS JOIN edge e INDEXED BY edge_in ON e.target = n.value) d"
        f" JOIN statement s ON s.record = substr(d.id, 1, {ID_LENGTH})"
        " JOIN batch b ON b.number = s.batch WHERE b.undone IS NULL",
        (table_of(lost),),
    ).fetchall()
    if dependants:
        raise still_needed(batch, (str(row[0]) for row in dependants))
