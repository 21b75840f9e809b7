"""Reading a Neo4j store: the contract of `View` over frontiers, one query each."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import orjson

from graph.attestation import Attestation, Batch
from graph.dates import Window
from graph.errors import StoreUnavailable
from graph.fold import fold
from graph.ids import relation_of
from graph.neo4j.connection import Reader, Rows, visible
from graph.neo4j.rows import STATEMENT
from graph.neo4j.schema import STORE
from graph.record import Edge, Node, ThinEdge, yields_to
from graph.schema import schema
from graph.store import Direction, KeyHit, in_order, ordered
from graph.stored import statement_of, unpacked

DAYS = "r.since_lo, r.since_hi, r.until_lo, r.until_hi"
BY_RECORD = "USING INDEX s:_Statement(record)"
"""Said where the planner would look up every batch for every record."""
IN_FORCE = "b.number <= $v AND (b.undone_in IS NULL OR b.undone_in > $v)"
_PAGE = 5000


class Moment:
    """The version that a reader began with, as long as it is kept."""

    def __init__(self, reader: Reader, grace: float) -> None:
        self._reader = reader
        self._grace = grace
        self._began = time.monotonic()
        (found,) = reader.rows(f"MATCH {STORE} RETURN store.version, store.counts")
        self.version: int = found[0]
        self.counts: Mapping[str, int] = orjson.loads(found[1])

    def lasting(self, query: str, **parameters: object) -> Rows:
        """All rows of an answer about statements and batches, which nothing supersedes, as of the
        moment: its version is given as `$v`."""
        return self._reader.rows(query, v=self.version, **parameters)

    def rows(self, query: str, **parameters: object) -> Rows:
        """All rows of an answer about records, likewise.

        Raises `StoreUnavailable` where a later batch has been cleaned up after meanwhile.
        """
        rows = self.lasting(query, **parameters)
        if time.monotonic() - self._began > self._grace / 2:
            (found,) = self._reader.rows(f"MATCH {STORE} RETURN store.floor")
            if found[0] > self.version:
                raise StoreUnavailable("读取期间库里有了新的批次", remedy="请再试一次")
        return rows


class Expansion(NamedTuple):
    """What the text of an `expand` query depends on."""

    kinds: tuple[str, ...]
    direction: Direction
    timed: bool
    faceted: bool
    limited: bool


def expand_query(how: Expansion) -> str:
    """The query of `View.expand`: parameters ids, v, and those of what `how` switches on."""
    arrow = "-[r:{}]->" if how.direction == "out" else "<-[r:{}]-"
    ends = ("near.id", "far.id") if how.direction == "out" else ("far.id", "near.id")
    wanted = [visible("r")]
    if how.timed:
        wanted.append("r.since_lo <= $last AND $first < r.until_hi")
    if how.faceted:
        wanted.append("coalesce(r.facet, '') IN $facets")
    return (
        "UNWIND $ids AS id MATCH (near:Entity {id: id})"
        f"{arrow.format('|'.join(how.kinds))}(far) WHERE {' AND '.join(wanted)}"
        f" RETURN r.id, type(r) AS kind, coalesce(r.facet, '') AS facet, {', '.join(ends)}, {DAYS},"
        " r.mode, r.leads"
        + (
            f" ORDER BY near.id, kind, facet, {DAYS}, far.id, r.id LIMIT $limit"
            if how.limited
            else ""
        )
    )


class Neo4jView:
    """Reads by queries, each at the moment that `_at` gives."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    @contextmanager
    def _at(self) -> Iterator[Moment]:
        yield self._moment

    def _rows(self, query: str, **parameters: object) -> Rows:
        with self._at() as moment:
            return moment.rows(query, **parameters)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        wanted = ordered(ids)
        if not wanted:
            return {}
        rows = self._rows(
            f"MATCH (f:_Form) WHERE f.id IN $ids AND {visible('f')}"
            " RETURN f.id, f.kind, f.properties",
            ids=wanted,
        )
        found = {i: Node(i, kind, unpacked(text)) for i, kind, text in rows}
        return {i: found[i] for i in wanted if i in found}

    def edges(self, ids: Iterable[str]) -> dict[str, Edge]:
        wanted = ordered(ids)
        said = self.attestations(map(relation_of, wanted))
        found = {
            record.id: record
            for statements in said.values()
            for record in fold(statements)
            if isinstance(record, Edge)
        }
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
        known = tuple(kind for kind in schema().edges if kind in kinds)
        ids = ordered(frontier)
        if not ids or not known:
            return []
        how = Expansion(known, direction, when is not None, facets is not None, limit is not None)
        rows = self._rows(
            expand_query(how),
            ids=ids, facets=list(facets or ()), limit=limit,
            first=when.first if when else None, last=when.last if when else None,
        )  # fmt: skip
        found = (ThinEdge._make((*row[:9], yields_to(*map(_first, row[9:])))) for row in rows)
        # Sorted here where nothing is cut: the server takes twice as long for it.
        return list(found) if limit is not None else in_order(found, direction)

    def find(self, keys: Iterable[str]) -> list[KeyHit]:
        wanted = ordered(keys)
        if not wanted:
            return []
        rows = self._rows(
            f"MATCH (k:_Key) WHERE k.key IN $keys AND k.node IS NOT NULL AND {visible('k')}"
            " RETURN k.key, k.node ORDER BY k.key, k.node",
            keys=wanted,
        )
        return [KeyHit._make(row) for row in rows]

    def find_prefix(self, prefix: str, limit: int) -> list[KeyHit]:
        rows = self._rows(
            "MATCH (k:_Key) WHERE k.key STARTS WITH $prefix AND k.node IS NOT NULL"
            f" AND {visible('k')}"
            " RETURN k.key, k.node ORDER BY k.key, k.node LIMIT $limit",
            prefix=prefix, limit=limit,
        )  # fmt: skip
        return [KeyHit._make(row) for row in rows]

    def scan_nodes(self, kind: str, after: str = "", limit: int = 1000) -> list[Node]:
        rows = self._rows(
            f"MATCH (f:_Form) WHERE f.kind = $kind AND f.id > $after AND {visible('f')}"
            " RETURN f.id, f.kind, f.properties ORDER BY f.kind, f.id LIMIT $limit",
            kind=kind, after=after, limit=limit,
        )  # fmt: skip
        return [Node(i, k, unpacked(text)) for i, k, text in rows]

    def scan_edges(self, kind: str, after: str = "", limit: int = 1000) -> list[Edge]:
        if kind not in schema().edges:
            return []
        with self._at() as moment:
            rows = moment.rows(
                f"MATCH ()-[r:{kind}]->() WHERE r.id > $after AND {visible('r')}"
                " RETURN r.id ORDER BY r.id LIMIT $limit",
                after=after, limit=limit,
            )  # fmt: skip
            return list(Neo4jView(moment).edges(row[0] for row in rows).values())

    def counts(self) -> Mapping[str, int]:
        with self._at() as moment:
            return dict(sorted(moment.counts.items()))

    def attestations(self, records: Iterable[str]) -> dict[str, list[Attestation]]:
        wanted = ordered(records)
        if not wanted:
            return {}
        with self._at() as moment:
            rows = moment.lasting(
                f"MATCH (s:_Statement) {BY_RECORD} WHERE s.record IN $records"
                f" MATCH (b:_Batch {{number: s.batch}}) WHERE {IN_FORCE}"
                f" RETURN {STATEMENT}, b.id ORDER BY s.id",
                records=wanted,
            )
        found: dict[str, list[Attestation]] = {record: [] for record in wanted}
        for row in rows:
            found[row[1]].append(statement_of(row))
        return {record: live for record, live in found.items() if live}

    def batches(self) -> list[Batch]:
        with self._at() as moment:
            rows = moment.lasting(
                "MATCH (b:_Batch) WHERE b.number <= $v"
                " RETURN b.id, b.recorded, b.loader, b.title, b.added,"
                " CASE WHEN b.undone_in <= $v THEN b.undone END ORDER BY b.recorded, b.id"
            )
        return [Batch(*row) for row in rows]

    def history(self, batch: str | None = None) -> Iterator[Attestation]:
        with self._at() as moment:
            number: int | None = None
            index, order = "s:_Statement(record)", "s.record"
            if batch is not None:
                known = moment.lasting("MATCH (b:_Batch {id: $id}) RETURN b.number", id=batch)
                if not known:
                    return
                number = known[0][0]
                index, order = "s:_Statement(batch, record)", "s.batch, s.record"
            found = f"MATCH (s:_Statement) USING INDEX {index} WHERE s.record > $after" + (
                " AND s.batch = $number" if batch is not None else ""
            )
            portion = f"{found} WITH s ORDER BY {order} LIMIT {_PAGE} RETURN max(s.record)"
            statements = (
                f"{found} AND s.record <= $last"
                " MATCH (b:_Batch {number: s.batch}) WHERE b.number <= $v"
                f" RETURN {STATEMENT}, b.id ORDER BY s.record, s.id, b.id"
            )
            after = ""
            while (last := moment.lasting(portion, after=after, number=number)[0][0]) is not None:
                for row in moment.lasting(statements, after=after, last=last, number=number):
                    yield statement_of(row)
                after = last


def _first(shown: str | list[str] | None) -> str | None:
    """The value that most sources give, of a property as Neo4j shows it."""
    return shown[0] if isinstance(shown, list) else shown
