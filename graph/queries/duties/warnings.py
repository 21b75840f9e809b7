"""What falls due soon and what is overdue, per organization whose ledger it is, in four levels.

Levels colour the ledger of an organization, never a person; the arithmetic is part of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.queries.duties.coverage import Cell
from graph.queries.duties.verdict import Status


class Level(StrEnum):
    """The four levels in use, the most urgent last."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        """The word shown to a Chinese reader."""
        return {"green": "绿", "blue": "蓝", "yellow": "黄", "red": "红"}[self.value]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many duties on a level begins: due soon for blue, overdue or closed without a
    record for yellow and red."""

    blue: int = 1
    yellow: int = 1
    red: int = 3


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one organization: the duties that it owes and that are due soon, overdue, or
    closed without a record, out of `owed`; and the level with the sum that led to it."""

    organization: str
    level: Level
    arithmetic: str
    soon: tuple[Cell, ...]
    overdue: tuple[Cell, ...]
    missing: tuple[Cell, ...]
    owed: int


_NOT_OWED = (Status.NOT_APPLICABLE, Status.EXEMPT, Status.VACANT_BELOW, Status.VACANT_ABOVE)


def warnings(cells: Iterable[Cell], thresholds: Thresholds) -> list[Ledger]:
    """The ledgers of all organizations that owe something, the most urgent first, then by id."""
    owed: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.status not in _NOT_OWED:
            for organization in cell.above:
                owed.setdefault(organization, []).append(cell)
    found = [_ledger(organization, mine, thresholds) for organization, mine in owed.items()]
    levels = list(Level)
    return sorted(found, key=lambda w: (-levels.index(w.level), -len(w.missing), w.organization))


def _ledger(organization: str, owed: list[Cell], thresholds: Thresholds) -> Ledger:
    soon, overdue, missing = (
        tuple(cell for cell in owed if cell.status is status)
        for status in (Status.DUE_SOON, Status.OVERDUE, Status.NO_RECORD)
    )
    late = len(overdue) + len(missing)
    if late >= thresholds.red:
        level, rule = Level.RED, f"≥ {thresholds.red}"
    elif late >= thresholds.yellow:
        level, rule = Level.YELLOW, f"≥ {thresholds.yellow}"
    elif len(soon) >= thresholds.blue:
        level, rule = Level.BLUE, f"临近到期 {len(soon)} ≥ {thresholds.blue}"
    else:
        level, rule = Level.GREEN, f"临近到期 {len(soon)} < {thresholds.blue}"
    total = f"逾期 {len(overdue)} + 未见记录 {len(missing)} = {late}"
    told = f"{total}，{rule}" if level in (Level.GREEN, Level.BLUE) else f"{total} {rule}"
    return Ledger(organization, level, told, soon, overdue, missing, len(owed))
