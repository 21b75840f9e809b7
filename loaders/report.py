"""What a run did: counted while it goes, frozen at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from loaders.tables import BadRow

KEPT: Final = 100
"""Rejections that a report keeps in memory; the rejects file has them all."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected row; `sheet` is "" and `column` None where there is none to name."""

    file: str
    sheet: str
    row: int
    column: str | None
    value: str
    reason: str
    remedy: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of a run over one file.

    `rows` were read, of which `rejected` were turned away. `attested` statements were new,
    `unchanged` ones were known, `merged` ones repeat what an earlier place of the same document
    says. `new` records came into being.
    `notes` counts what is worth knowing by category; `rejections` are the first `KEPT`.
    `columns` says under which header each field of the mapping was found, `unused` lists the
    headers that the mapping does not speak of.
    """

    file: str
    rows: int
    attested: int
    new: int
    merged: int
    unchanged: int
    rejected: int
    notes: Mapping[str, int]
    rejections: tuple[Rejection, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The report as plain values for JSON, in the order of its fields."""
        return asdict(self)


@dataclass(slots=True)
class RunningReport:
    """A report being counted; set or add to its numbers, then `freeze` it."""

    file: str
    rows: int = 0
    attested: int = 0
    new: int = 0
    merged: int = 0
    unchanged: int = 0
    rejected: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def note(self, category: str, count: int = 1) -> None:
        """Count something worth knowing that is no fault."""
        self.notes[category] += count

    def reject(self, bad: BadRow) -> None:
        """Count a rejected row, keeping the first `KEPT`."""
        self.rejected += 1
        if len(self.rejections) < KEPT:
            self.rejections.append(
                Rejection(
                    bad.file, bad.sheet, bad.row, bad.column, bad.value, bad.reason, bad.remedy,
                    bad.message,
                )
            )  # fmt: skip

    def freeze(self) -> Report:
        """The counts as they stand, notes by count and then name."""
        notes = dict(sorted(self.notes.items(), key=lambda item: (-item[1], item[0])))
        return Report(
            self.file, self.rows, self.attested, self.new, self.merged, self.unchanged,
            self.rejected, notes, tuple(self.rejections), dict(self.columns), tuple(self.unused),
        )  # fmt: skip
