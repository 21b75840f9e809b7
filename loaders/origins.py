"""Scopes for the rows of one table: mended rows mean what they meant in the file they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from loaders.conversion import to_date
from loaders.language import Expression
from loaders.seen import Cells
from loaders.tables import Origin, Row
from loaders.values import Read, Scope, read_one

Compiled = TypeVar("Compiled")


def placed(scope: Scope, file: str, sheet: str, date: Expression | None) -> Scope:
    """`scope` for rows of this file and sheet; `date` is what the mapping says of the file's."""
    here = replace(scope, constants={"file": file, "sheet": sheet})
    here.constants["document_date"] = dated(read_one(date, here)) if date is not None else ""
    return here


def dated(read: Read) -> Read:
    """What `read` gives as an ISO prefix, "" for nothing."""

    def date_of(cells: Cells) -> str:
        written = read(cells)
        return to_date(written) if written else ""

    return date_of


class PerOrigin(Generic[Compiled]):
    """What `compiled` makes of a scope: of the table's own, and of that of each sheet from which
    mended rows come. All these scopes share what they count and remember."""

    def __init__(
        self, scope: Scope, date: Expression | None, compiled: Callable[[Scope], Compiled]
    ) -> None:
        self._scope, self._date, self._compiled = scope, date, compiled
        self._own = compiled(scope)
        self._others: dict[Origin, Compiled] = {}

    def of(self, row: Row) -> Compiled:
        """What the row is to be read by."""
        if row.origin is None:
            return self._own
        sheet = replace(row.origin, row="")
        known = self._others.get(sheet)
        if known is None:
            known = self._others[sheet] = self._compiled(self._at(sheet))
        return known

    def _at(self, origin: Origin) -> Scope:
        file = origin.stem or str(self._scope.constants["file"])
        there = placed(self._scope, file, origin.sheet, self._date)
        there.document = origin.document
        return there
