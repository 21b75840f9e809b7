"""What new statements make of the records they speak of: the same for every store that writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.attestation import Attestation, merge
from graph.fold import fold
from graph.record import Record
from graph.store import Added


class Merged(NamedTuple):
    """What is to be written: statements to add, records as they were and as they become."""

    added: list[Attestation]
    before: list[Record]
    after: list[Record]
    unchanged: int
    new: int
    """How many records come into being."""

    def counted(self, so_far: Added) -> Added:
        """The counts of a writer that writes this after what it did `so_far`."""
        return Added(
            so_far.added + len(self.added),
            so_far.unchanged + self.unchanged,
            so_far.records + self.new,
        )

    def ends_elsewhere(self) -> dict[str, Attestation]:
        """The ends of edges to come that are not among the records `after`, each with a statement
        that needs it. Where no record comes of the statements, none is needed."""
        if not self.after:
            return {}
        ends = {a.source: a for a in self.added if a.source}
        ends.update((a.target, a) for a in self.added if a.target)
        for record in self.after:
            ends.pop(record.id, None)
        return ends


def merge_portion(
    known: Mapping[str, Sequence[Attestation]], incoming: Sequence[Attestation], batch: str
) -> Merged:
    """Merge `incoming` into the statements in force, `known` by record, as part of `batch`.

    Records come in order of id. Raises `Conflict` where a place was read differently before.
    """
    arrived: dict[str, list[Attestation]] = {}
    for statement in incoming:
        arrived.setdefault(statement.record, []).append(statement)
    added: list[Attestation] = []
    before: list[Record] = []
    after: list[Record] = []
    unchanged = new = 0
    for record in sorted(arrived):  # neighbours in an index are written together
        statements = arrived[record]
        if record not in known and len(statements) == 1:  # what a load mostly consists of
            new += 1
            added += statements
            after += fold(statements)
            continue
        live = known.get(record, ())
        result = merge(live, statements, batch)
        unchanged += result.unchanged
        if result.added:
            new += not live
            added += result.added
            before += fold(live)
            after += fold(result.live)
    return Merged(added, before, after, unchanged, new)


def set_aside(statements: Sequence[Attestation]) -> Merged:
    """What the statements of a batch that is undone come to: they are kept and change no record."""
    return Merged(list(statements), [], [], 0, 0)
