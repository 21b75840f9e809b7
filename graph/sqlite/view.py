"""Reading the embedded store: every method is one statement that names its index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import apsw

from graph.attestation import Attestation, Batch
from graph.dates import Window
from graph.record import Edge, Node, ThinEdge
from graph.sqlite.rows import EDGE_COLUMNS, STATEMENT_COLUMNS, edge_of, table_of
from graph.sqlite.schema import STRUCTURE, meaning_of, translated
from graph.store import Direction, KeyHit, ordered
from graph.stored import statement_of, unpacked

_thin = partial(tuple.__new__, ThinEdge)
"""`ThinEdge._make` without its check of the length: a third of the time, of thousands of rows."""
_THIN = ", ".join(f"e.{column}" for column in ThinEdge._fields)
_SEEK_KINDS = 6
"""Most kinds that are sought one by one; more are read past, as a node has edges of few kinds, and
so are several facets."""


def expand_sql(direction: Direction, kinds: Sequence[str], facets: int, timed: bool) -> str:
    """The statement behind `expand`, answered from a covering index alone.

    It sorts nothing: SQLite reads what is joined by `CROSS JOIN` in the order of the table before
    it, and of each of its ends in that of the index, `IN` lists in ascending order.
    """
    near = "source" if direction == "out" else "target"
    index, kind = "edge", f"e.kind IN ({','.join('?' * len(kinds))})"
    if len(kinds) > _SEEK_KINDS:
        kind = f"+{kind}"
    elif len(kinds) == 1 and kinds[0] in STRUCTURE:
        index, kind = "structure", f"e.kind = '{kinds[0]}' AND e.kind = ?"
    column = "e.facet" if facets == 1 else "+e.facet"
    facet = f" AND {column} IN ({','.join('?' * facets)})" if facets else ""
    time = " AND e.since_lo <= ? AND e.until_hi > ?" if timed else ""
    return (
        f"SELECT {_THIN} FROM carray(?) near CROSS JOIN edge e INDEXED BY {index}_{direction}"
        f" ON e.{near} = near.value AND {kind}{facet}{time}"
    )


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

    def __init__(self, path: str, connection: Callable[[], apsw.Connection]) -> None:
        self._path = path
        self.connection = connection

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        try:
            return self.connection().execute(sql, parameters).fetchall()
        except apsw.Error as error:
            raise meaning_of(self._path, error) from error

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        sql = (
            "SELECT n.id, n.kind, n.properties FROM carray(?) wanted"
            " CROSS JOIN node n ON n.id = wanted.value"
        )
        rows = self._rows(sql, (table_of(dict.fromkeys(ids)),))
        return {i: Node(i, kind, unpacked(text)) for i, kind, text in rows}

    def edges(self, ids: Iterable[str]) -> dict[str, Edge]:
        sql = (
            f"SELECT {EDGE_COLUMNS} FROM carray(?) wanted"
            " CROSS JOIN edge e INDEXED BY edge_id ON e.id = wanted.value"
        )
        rows = self._rows(sql, (table_of(dict.fromkeys(ids)),))
        return {row[0]: edge_of(row) for row in rows}

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
        sql = expand_sql(direction, kinds, len(facets or ()), when is not None)
        bound: list[Any] = [
            table_of(sorted(dict.fromkeys(frontier))),
            *kinds,
            *sorted(facets or ()),
        ]
        if when is not None:
            bound += [when.last, when.first]
        if limit is not None:
            sql += " LIMIT ?"
            bound.append(limit)
        return list(map(_thin, self._rows(sql, bound)))

    def find(self, keys: Iterable[str]) -> list[KeyHit]:
        sql = (
            "SELECT k.key, k.node FROM carray(?) wanted"
            " CROSS JOIN search_key k ON k.key = wanted.value"
        )
        return list(map(KeyHit._make, self._rows(sql, (table_of(sorted(set(keys))),))))

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
        sql = (
            f"SELECT {STATEMENT_COLUMNS}, b.id FROM carray(?) wanted"
            " CROSS JOIN statement s INDEXED BY statement_record ON s.record = wanted.value"
            " CROSS JOIN place p ON p.number = s.place CROSS JOIN batch b ON b.number = s.batch"
            " WHERE b.undone IS NULL"
        )
        for row in self._rows(sql, (table_of(wanted),)):
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
