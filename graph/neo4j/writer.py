"""Writing to a Neo4j store: a batch in many transactions that becomes visible in the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import orjson
from neo4j import ManagedTransaction

from graph.attestation import Attestation, Batch
from graph.batches import completed, missing_end, still_needed
from graph.fold import fold
from graph.ids import ID_LENGTH
from graph.merging import Merged, merge_portion, set_aside
from graph.neo4j.changes import CREATE_STATEMENTS, Change, absent, live
from graph.neo4j.rows import statement_row
from graph.neo4j.schema import STORE
from graph.neo4j.turn import Turn
from graph.record import Node
from graph.store import Added

PORTION = 5_000
"""Statements held in memory, and written in one transaction."""
_VISIBLE = f"""
MATCH {STORE} SET store.version = $number, store.counts = $counts, store.visible = datetime(),
  store.past = CASE $retired WHEN [] THEN store.past ELSE coalesce(store.past, []) + $retired END
"""
_NEW_BATCH = """
CREATE (:_Batch {number: $number, id: $id, recorded: $recorded, loader: $loader, title: $title,
                 added: $added, undone: $undone, undone_in: $undone_in})
"""
_TOUCHED = """
MATCH (s:_Statement) WHERE s.batch = $batch AND s.record > $after
WITH DISTINCT s.batch AS batch, s.record AS record ORDER BY batch, record LIMIT $limit
RETURN record
"""
_DEPENDANTS = """
UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]-() WHERE r.to_version IS NULL
WITH DISTINCT left(r.id, $length) AS record
MATCH (s:_Statement {record: record}) WHERE s.batch <> $batch
MATCH (b:_Batch {number: s.batch}) WHERE b.undone IS NULL
RETURN DISTINCT b.id
"""


class Neo4jWriter:
    """Adds statements to one batch in portions, each a transaction of its own."""

    def __init__(self, turn: Turn, batch: Batch) -> None:
        self.batch = batch.id
        self._batch = batch
        self._turn = turn
        self._number = turn.version + 1
        self._waiting: list[Attestation] = []
        self._endless: dict[str, Attestation] = {}
        self._progress = Added(0, 0, 0)
        self._counts: Counter[str] = Counter()
        self._retired: set[str] = set()

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
        """Write what is left and make the batch visible; raises `InvalidData` if an edge lacks an
        end."""
        self._write_portion()
        for end in sorted(self._turn.once(lambda tx: absent(tx, self._endless))):
            raise missing_end(self._endless[end], end)
        batch = completed(self._batch, self._progress.added)
        if batch.added:
            self._turn.once(lambda tx: self._show(tx, batch))

    def _show(self, tx: ManagedTransaction, batch: Batch) -> None:
        tx.run(
            _NEW_BATCH,
            number=self._number, id=batch.id, recorded=batch.recorded, loader=batch.loader,
            title=batch.title, added=batch.added, undone=batch.undone,
            undone_in=self._number if batch.undone else None,
        )  # fmt: skip
        become_visible(tx, self._number, self._counts, retired=self._retired)

    def _write_portion(self) -> None:
        if not self._waiting:
            return
        statements = self._waiting
        self._waiting = []
        merged, change, endless = self._turn.once(lambda tx: self._write(tx, statements))
        self._counts.update(change.counts)
        self._retired |= change.retired
        self._endless.update(endless)
        self._progress = merged.counted(self._progress)

    def _write(
        self, tx: ManagedTransaction, statements: Sequence[Attestation]
    ) -> tuple[Merged, Change, dict[str, Attestation]]:
        if self._batch.undone:
            merged = set_aside(statements)
            self._write_statements(tx, merged)
            return merged, Change(self._number, set()), {}
        records = sorted({s.record for s in statements})
        known = live(tx, records, self._number, self.batch)
        merged = merge_portion(known, statements, self.batch)
        self._write_statements(tx, merged)
        said = {record: list(statements) for record, statements in known.items()}
        for statement in merged.added:
            said.setdefault(statement.record, []).append(statement)
        seen = {
            r for r, statements in known.items() if any(s.batch != self.batch for s in statements)
        }
        change = Change(self._number, seen)
        change.make(tx, merged.before, merged.after, known, said)
        ends = merged.ends_elsewhere()
        return merged, change, {end: ends[end] for end in sorted(absent(tx, ends))}

    def _write_statements(self, tx: ManagedTransaction, merged: Merged) -> None:
        rows = [statement_row(statement, self._number) for statement in merged.added]
        tx.run(CREATE_STATEMENTS, rows=rows).consume()


def become_visible(
    tx: ManagedTransaction, number: int, counts: Counter[str], *, retired: set[str]
) -> None:
    """Let `number` be the version that readers begin with from now on."""
    (before,) = tx.run(f"MATCH {STORE} RETURN store.counts").values()
    total = Counter(orjson.loads(before[0]))
    total.update(counts)
    kept = {kind: count for kind, count in sorted(total.items()) if count}
    tx.run(_VISIBLE, number=number, counts=orjson.dumps(kept).decode(), retired=sorted(retired))


def touched(turn: Turn, batch: int) -> Iterator[list[str]]:
    """The records that the statements of the batch of that number speak of, in portions."""
    after = ""
    while portion := turn.once(partial(_touched, batch=batch, after=after)):
        yield portion
        after = portion[-1]


def _touched(tx: ManagedTransaction, batch: int, after: str) -> list[str]:
    rows = tx.run(_TOUCHED, batch=batch, after=after, limit=PORTION).values()
    return [row[0] for row in rows]


def leave_out(turn: Turn, batch: Batch, instant: str) -> None:
    """Mark a batch undone and fold all that it touched again.

    Raises `Conflict` if edges of later batches would lose an end.
    """
    ((batch_number,),) = turn.once(
        lambda tx: tx.run("MATCH (b:_Batch {id: $id}) RETURN b.number", id=batch.id).values()
    )
    number = turn.version + 1
    counts: Counter[str] = Counter()
    retired: set[str] = set()
    lost: list[str] = []
    turn.once(
        lambda tx: tx.run(f"MATCH {STORE} SET store.undoing = $batch", batch=batch_number).consume()
    )
    for portion in touched(turn, batch_number):
        change, gone = turn.once(partial(_without, records=portion, number=number, batch=batch.id))
        counts.update(change.counts)
        retired |= change.retired
        lost += gone
    turn.once(lambda tx: _refuse_dangling(tx, batch.id, batch_number, lost))

    def show(tx: ManagedTransaction) -> None:
        tx.run(
            "MATCH (b:_Batch {id: $id}) SET b.undone = $instant, b.undone_in = $number",
            id=batch.id, instant=instant, number=number,
        )  # fmt: skip
        become_visible(tx, number, counts, retired=retired)
        tx.run(f"MATCH {STORE} REMOVE store.undoing")

    turn.once(show)


def _without(
    tx: ManagedTransaction, records: Sequence[str], number: int, batch: str
) -> tuple[Change, list[str]]:
    """Let `records` be what the statements of other batches amount to; also the nodes lost."""
    known = live(tx, records, number, "")
    left = {r: kept for r, said in known.items() if (kept := [s for s in said if s.batch != batch])}
    before = [record for said in known.values() for record in fold(said)]
    after = [record for said in left.values() for record in fold(said)]
    change = Change(number, set(known))
    change.make(tx, before, after, known, left)
    return change, [n.id for n in before if isinstance(n, Node) and n.id not in left]


def _refuse_dangling(tx: ManagedTransaction, batch: str, number: int, lost: Sequence[str]) -> None:
    dependants = tx.run(_DEPENDANTS, ids=list(lost), batch=number, length=ID_LENGTH).values()
    if dependants:
        raise still_needed(batch, (row[0] for row in dependants))
