"""Workbooks as people keep them: a title on top, merged cells, dates, several sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import InvalidData
from loaders.tables.archive import check_archive
from loaders.tables.cells import EXACT_BELOW, cell_text
from loaders.tables.merged_cells import HEADER_ROWS, MergedCells, Value
from loaders.tables.sheet_marks import MONTH, YEAR, SheetMarks, WorkbookMarks
from loaders.tables.table import BadRow, Row, Table, locate, name_columns

SEARCHED: Final = 50
"""Rows from the top among which a header is looked for."""
HIDDEN: Final = "未读的隐藏工作表"
WITHOUT_HEADER: Final = "未读的没有表头的工作表"
SECTION: Final = "通栏合并的小标题或说明行"

Mark = TypeVar("Mark", int, str)


@dataclass(frozen=True, slots=True)
class _Book:
    file: str
    open: CalamineWorkbook
    marks: WorkbookMarks


def read_xlsx(
    path: Path, *, sheet: str | None = None, header_row: int | None = None
) -> Iterator[Table]:
    """The tables of a workbook in order: every visible sheet with content, or the one named.

    `header_row` is the row of the sheet from 1; without it the header is the first row with two
    filled cells. A merged value stands in all its cells. Raises `InvalidData` for what is no
    workbook, needs a password, unpacks to too much, or holds no table at all.
    """
    check_archive(path)
    marks = WorkbookMarks(path)
    try:
        book = _Book(path.name, CalamineWorkbook.from_path(path), marks)
    except CalamineError as error:
        raise InvalidData(
            f"{path.name} 不是能读的工作簿（{error}）", remedy="用 Excel 或 WPS 打开并另存为 .xlsx"
        ) from None
    notes: dict[str, int] = {}
    found = False
    for name in _sheet_names(book, sheet, notes):
        table = _table(book, name, header_row, notes)
        if table:
            found = True
            notes = {}
            yield table
    if not found:
        raise InvalidData(
            f"{path.name} 是空文件：没有带表头的工作表", remedy="检查工作表，或指明表头所在的行"
        )


def _sheet_names(book: _Book, sheet: str | None, notes: dict[str, int]) -> list[str]:
    pages = [m for m in book.open.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        if sheet not in [page.name for page in pages]:
            names = "、".join(page.name for page in pages)
            raise InvalidData(f"{book.file} 没有工作表「{sheet}」", remedy=f"现有工作表：{names}")
        return [sheet]
    shown = [page.name for page in pages if page.visible == SheetVisibleEnum.Visible]
    if len(shown) < len(pages):
        notes[HIDDEN] = len(pages) - len(shown)
    return shown


def _table(book: _Book, name: str, header_row: int | None, notes: dict[str, int]) -> Table | None:
    marks = book.marks.sheet(name)
    page = book.open.get_sheet_by_name(name)
    if page.start is None:
        return None
    top = list(islice(page.iter_rows(), max(SEARCHED, header_row or 0) + HEADER_ROWS))
    at = header_row - 1 if header_row is not None else _find_header(top)
    if at is None or at >= len(top):
        notes[WITHOUT_HEADER] = notes.get(WITHOUT_HEADER, 0) + 1
        return None
    merged = MergedCells(page)
    names, last = merged.header(top, at)
    header = name_columns(map(_text, names), notes, first=page.start[1] + 1)
    sheet = _Sheet(book.file, name, header, page, marks, merged, last, notes)
    return Table(name, header, sheet.rows(), notes)


def _find_header(top: list[list[Value]]) -> int | None:
    """The first row with two filled cells that is no line of the kind `填报单位：…`."""
    for index, row in enumerate(top[:SEARCHED]):
        filled = [text for text in (str(value).strip() for value in row) if text]
        if len(filled) >= 2 and not {":", "："} & set(filled[0]):
            return index
    return None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet being read; its data begin below the row `last` of the header, counted from 0."""

    file: str
    name: str
    header: tuple[str, ...]
    page: CalamineSheet
    marks: SheetMarks
    merged: MergedCells
    last: int
    notes: dict[str, int]

    def rows(self) -> Iterator[Row | BadRow]:
        """The rows with a cell of their own, merged values in all their cells."""
        left = self.page.start[1] if self.page.start else 0
        merged = self.merged.below(self.last)
        for index, found in enumerate(self.page.iter_rows()):
            if index <= self.last:
                continue
            errors = self._of_row(self.marks.errors, index, left)
            values = self._as_shown(found, self._of_row(self.marks.shown, index, left))
            filled = [at for at, value in enumerate(values) if str(value).strip() or at in errors]
            section = merged.is_section(index, filled, len(self.header))
            values = merged.fill(index, values)
            if section:
                self.notes[SECTION] = self.notes.get(SECTION, 0) + 1
            elif errors:
                yield self._failed(index + 1, values, errors)
            elif filled:
                yield self._row(index + 1, values)

    def _of_row(self, marks: dict[int, dict[int, Mark]], row: int, left: int) -> dict[int, Mark]:
        return {
            at - left: mark
            for at, mark in marks.get(row, {}).items()
            if left <= at < left + len(self.header)
        }

    def _as_shown(self, found: list[Value], shown: dict[int, int]) -> list[Value]:
        for at, display in shown.items():
            found[at] = _as_shown(found[at], display)
        return found

    def _row(self, number: int, values: list[Value]) -> Row | BadRow:
        try:
            cells = dict(zip(self.header, map(cell_text, values), strict=True))
        except ValueError:
            return self._inexact(number, values)
        return Row(number, cells, locate(self.name, number))

    def _inexact(self, number: int, values: list[Value]) -> BadRow:
        """The row with a number whose last digits Excel has lost, such as an identity number."""
        at = next(at for at, value in enumerate(values) if not _is_exact(value))
        return self._bad(
            number, at, _text(values[at]), values, "是超过15位的数字，末几位已经丢失",
            "把该列设为文本格式，重新填写完整的号码",
        )  # fmt: skip

    def _failed(self, number: int, values: list[Value], errors: dict[int, str]) -> BadRow:
        at, shown = min(errors.items())
        reason = "的公式出错" if shown else "的公式没有计算结果"
        remedy = "改正公式或直接填写内容" if shown else "用 Excel 或 WPS 打开，保存后再装入"
        for place, error in errors.items():
            values[place] = error
        return self._bad(number, at, shown, values, reason, remedy)

    def _bad(
        self, number: int, at: int, value: str, values: list[Value], reason: str, remedy: str
    ) -> BadRow:
        return BadRow(
            file=self.file, sheet=self.name, row=number, column=self.header[at], value=value,
            reason=reason, remedy=remedy,
            cells=dict(zip(self.header, map(_text, values), strict=True)),
        )  # fmt: skip


def _text(value: Value) -> str:
    """The text of any value, digits that are not what was typed included."""
    return cell_text(value) if _is_exact(value) else f"{Decimal(repr(value)):f}"


def _is_exact(value: Value) -> bool:
    return not (isinstance(value, float) and value.is_integer() and abs(value) >= EXACT_BELOW)


def _as_shown(value: Value, display: int) -> Value:
    """A date without the parts that its cell does not show, a number with its closing zeros.

    Excel makes the first of the month of what was typed as `2014年5月`, and 2014.1 of `2014.10`.
    """
    if isinstance(value, date):
        if display == MONTH and value.day == 1:
            return value.strftime("%Y-%m")
        if display == YEAR and (value.month, value.day) == (1, 1):
            return value.strftime("%Y")
    elif isinstance(value, float) and display > 0 and not value.is_integer():
        text = f"{value:.{display}f}"
        return text if float(text) == value else value
    return value
