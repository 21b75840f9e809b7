"""Workbooks as people keep them: a title on top, merged cells, dates, several sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import InvalidData
from loaders.tables.archive import check_archive
from loaders.tables.cells import cell_text
from loaders.tables.table import BadRow, Row, Table, locate, name_columns

SEARCHED: Final = 50
"""Rows from the top among which a header is looked for."""
HIDDEN: Final = "未读的隐藏工作表"
WITHOUT_HEADER: Final = "未读的没有表头的工作表"
SECTION: Final = "通栏合并的小标题或说明行"

Cells = Sequence[object]
Range = tuple[tuple[int, int], tuple[int, int]]


def read_xlsx(
    path: Path, *, sheet: str | None = None, header_row: int | None = None
) -> Iterator[Table]:
    """The tables of a workbook in order: every visible sheet with content, or the one named.

    `header_row` is the row of the sheet from 1; without it the header is the first row with two
    filled cells. A merged value stands in all its cells. Raises `InvalidData` for what is no
    workbook, needs a password, unpacks to too much, or holds no table at all.
    """
    check_archive(path)
    try:
        book = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        raise InvalidData(
            f"{path.name} 不是能读的工作簿（{error}）", remedy="用 Excel 或 WPS 打开并另存为 .xlsx"
        ) from None
    notes: dict[str, int] = {}
    found = False
    for name in _sheet_names(book, path.name, sheet, notes):
        table = _table(path.name, book.get_sheet_by_name(name), name, header_row, notes)
        if table:
            found = True
            notes = {}
            yield table
    if not found:
        raise InvalidData(
            f"{path.name} 是空文件：没有带表头的工作表", remedy="检查工作表，或指明表头所在的行"
        )


def _sheet_names(
    book: CalamineWorkbook, file: str, sheet: str | None, notes: dict[str, int]
) -> list[str]:
    pages = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        if sheet not in [page.name for page in pages]:
            names = "、".join(page.name for page in pages)
            raise InvalidData(f"{file} 没有工作表「{sheet}」", remedy=f"现有工作表：{names}")
        return [sheet]
    shown = [page.name for page in pages if page.visible == SheetVisibleEnum.Visible]
    if len(shown) < len(pages):
        notes[HIDDEN] = len(pages) - len(shown)
    return shown


def _table(
    file: str, page: CalamineSheet, name: str, header_row: int | None, notes: dict[str, int]
) -> Table | None:
    if page.start is None:
        return None
    at = header_row - 1 if header_row is not None else _find_header(page)
    names = next((r for i, r in enumerate(page.iter_rows()) if i == at), None)
    if names is None:
        notes[WITHOUT_HEADER] = notes.get(WITHOUT_HEADER, 0) + 1
        return None
    left = page.start[1]
    header = name_columns([cell_text(n) for n in names], notes, first=left + 1)
    return Table(name, header, _rows(file, page, name, header, at, notes), notes)


def _find_header(page: CalamineSheet) -> int:
    for index, row in zip(range(SEARCHED), page.iter_rows(), strict=False):
        if sum(bool(str(value).strip()) for value in row) >= 2:
            return index
    return -1


def _rows(
    file: str, page: CalamineSheet, sheet: str, header: tuple[str, ...], header_at: int,
    notes: dict[str, int],
) -> Iterator[Row | BadRow]:  # fmt: skip
    merged = _Merged(page, header_at)
    for index, row in enumerate(page.iter_rows()):
        if index <= header_at:
            continue
        filled = [at for at, value in enumerate(row) if value != ""]
        if merged.is_section(index, filled, len(header)):
            notes[SECTION] = notes.get(SECTION, 0) + 1
            continue
        values = merged.fill(index, list(row))
        if not filled or not "".join(str(row[at]) for at in filled).strip():
            continue
        yield _row(file, sheet, index + 1, header, values)


def _row(
    file: str, sheet: str, number: int, header: tuple[str, ...], values: Cells
) -> Row | BadRow:
    try:
        cells = dict(zip(header, map(cell_text, values), strict=True))
    except ValueError:
        return _bad(file, sheet, number, header, values)
    return Row(number, cells, locate(sheet, number))


def _bad(file: str, sheet: str, number: int, header: tuple[str, ...], values: Cells) -> BadRow:
    cells: dict[str, str] = {}
    fault: tuple[str, str, str] | None = None
    for column, value in zip(header, values, strict=True):
        try:
            cells[column] = cell_text(value)
        except ValueError as error:
            cells[column] = f"{value:.0f}" if isinstance(value, float) else str(value)
            fault = fault or (column, cells[column], str(error))
    assert fault
    return BadRow(
        file=file, sheet=sheet, row=number, column=fault[0], value=fault[1], reason=fault[2],
        remedy="把该列设为文本格式，重新填写完整的号码", cells=cells,
    )  # fmt: skip


class _Merged:
    """The merged ranges below the header, in columns of the data read."""

    def __init__(self, page: CalamineSheet, header_at: int) -> None:
        left = page.start[1] if page.start else 0
        self._ahead: list[Range] = sorted(
            (
                ((top, first - left), (bottom, last - left))
                for (top, first), (bottom, last) in page.merged_cell_ranges or ()
                if top > header_at
            ),
            reverse=True,
        )
        self._open: list[tuple[int, int, int, object]] = []

    def is_section(self, row: int, filled: list[int], width: int) -> bool:
        """Whether the row holds nothing but one value merged over half of the table or more."""
        return len(filled) == 1 and any(
            top == row and first == filled[0] and (last - first + 1) * 2 >= max(width, 2)
            for (top, first), (_, last) in reversed(self._ahead)
            if top <= row
        )

    def fill(self, row: int, values: list[object]) -> list[object]:
        """The values of a row with merged ones in all their cells. Rows must come in order."""
        while self._ahead and self._ahead[-1][0][0] <= row:
            (top, first), (bottom, last) = self._ahead.pop()
            if top == row:
                self._open.append((bottom, first, last, values[first]))
        self._open = [entry for entry in self._open if entry[0] >= row]
        for _, first, last, value in self._open:
            for at in range(first, min(last + 1, len(values))):
                values[at] = value
        return values
