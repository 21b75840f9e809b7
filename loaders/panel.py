"""Yearly rows into tenures: who stood in a cell in which year, and what stood before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from graph.attestation import Attestation, Place, attest_edge
from graph.errors import InvalidData
from graph.record import Scalar
from graph.schema import schema
from loaders.conversion import BadValue, to_date
from loaders.entities import Ids
from loaders.identity import printed
from loaders.language import Cell
from loaders.language import Panel as PanelPart
from loaders.seen import Cells
from loaders.values import Read, ReadTyped, Scope, read_property, read_text

Unit = tuple[str, ...]


class Panel:
    """The panel of one table. Take in all its rows with `see`, then ask for `statements`.

    A cell attests some day of its year. The first cell of a spell says in which recorded year
    before it someone else or nobody stood, the last one in which year after it; the first and last
    years of the panel are no starts and ends. A year without a row neither ends nor begins a spell.
    """

    def __init__(self, panel: PanelPart, scope: Scope) -> None:
        self._year = read_text(f"{{{panel.year}}}", scope)
        self._year_column = scope.columns[panel.year] or panel.year
        self._cells = [_CellPlan(cell, panel.unit, scope) for cell in panel.cells]

    def see(self, cells: Cells) -> None:
        """Take in a row before any is asked for. Rows without a sound year are left to
        `statements`, which rejects them."""
        try:
            year = self._year_of(cells)
        except BadValue:
            return
        for cell in self._cells:
            cell.see(cells, year)

    def complete(self) -> None:
        """All rows have been seen."""
        for cell in self._cells:
            cell.complete()

    def statements(self, cells: Cells, ids: Ids, place: Place) -> list[Attestation]:
        """Who holds what by this row. Raises `BadValue` for a year that is none."""
        year = self._year_of(cells)
        return [s for cell in self._cells for s in cell.statements(cells, year, ids, place)]

    def _year_of(self, cells: Cells) -> str:
        text = self._year(cells)
        try:
            year = to_date(text)
        except (BadValue, InvalidData):
            year = ""
        if len(year) != 4:
            raise BadValue(self._year_column, text, "不是年份", "写四位数字的年份，如 2004")
        return year


class _CellPlan:
    """One column of the panel, and who stood in it by unit and year."""

    def __init__(self, cell: Cell, unit: Unit, scope: Scope) -> None:
        self._person, self._post = cell.person, cell.post
        self._name = read_text(f"{{{cell.column}}}", scope)
        self._unit: list[Read] = [read_text(f"{{{u}}}", scope) for u in cell.unit or unit]
        declared = schema().edges["HOLDS"].properties
        self._reads: list[tuple[str, ReadTyped]] = [
            (name, read_property(declared[name], values, scope))
            for name, values in cell.properties.items()
        ]
        self._stood: dict[Unit, dict[str, set[str]]] = {}
        self._years: dict[Unit, list[str]] = {}

    def see(self, cells: Cells, year: str) -> None:
        """Note who stands in the cell."""
        names = self._stood.setdefault(self._unit_of(cells), {}).setdefault(year, set())
        name = self._name(cells)
        if name:
            names.add(printed(name))

    def complete(self) -> None:
        """Put the years in order."""
        self._years = {unit: sorted(years) for unit, years in self._stood.items()}

    def statements(self, cells: Cells, year: str, ids: Ids, place: Place) -> Iterable[Attestation]:
        """The tenure that this row attests, if the cell names someone."""
        people, posts = ids[self._person], ids[self._post]
        name = printed(self._name(cells))
        if not name or not people or not posts:
            return
        unit = self._unit_of(cells)
        before, after = self._beside(unit, year, name)
        given: dict[str, Scalar | tuple[Scalar, ...]] = {"seen": year}
        for label, read in self._reads:
            given[label] = read(cells)
        if before:
            given["absent_before"] = before
        if after:
            given["absent_after"] = after
        yield attest_edge("HOLDS", people[0], posts[0], given, place)

    def _unit_of(self, cells: Cells) -> Unit:
        return tuple(read(cells) for read in self._unit)

    def _beside(self, unit: Unit, year: str, name: str) -> tuple[str, str]:
        """The recorded years next to `year` in which `name` did not stand, "" for none."""
        stood, years = self._stood[unit], self._years[unit]
        at = bisect_left(years, year)
        before = years[at - 1] if at else ""
        after = years[at + 1] if at + 1 < len(years) else ""
        return (
            before if before and name not in stood[before] else "",
            after if after and name not in stood[after] else "",
        )
