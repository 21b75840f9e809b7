"""Tables as they are kept in offices, written so that the same content gives the same bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | date
Row = tuple[Cell, ...]
_STAMP = (2024, 1, 8, 0, 0, 0)
_ISO_STAMP = b"2024-01-08T00:00:00Z"


@dataclass(slots=True)
class Table:
    """A sheet or a CSV file. Cells of `merged` columns are joined over equal neighbours."""

    file: str
    header: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    sheet: str = ""
    titles: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    encoding: str = ""

    def add(self, **cells: Cell | None) -> None:
        """Appends a row by header; what is not given is empty."""
        unknown = set(cells) - set(self.header)
        assert not unknown, unknown
        self.rows.append(tuple(_plain(cells.get(name)) for name in self.header))

    def row_number(self, **cells: str) -> int:
        """The number, as a spreadsheet counts, of the first row with these cells."""
        places = [(self.header.index(name), value) for name, value in cells.items()]
        for number, row in enumerate(self.rows, len(self.titles) + 2):
            if all(row[at] == value for at, value in places):
                return number
        raise LookupError((self.file, self.sheet, cells))


def _plain(cell: Cell | None) -> Cell:
    return "" if cell is None else cell


def write(folder: Path, tables: list[Table]) -> None:
    """Writes the tables: those of one XLSX file become its sheets, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    books: dict[str, list[Table]] = {}
    for table in tables:
        books.setdefault(table.file, []).append(table)
    for file, sheets in books.items():
        content = _csv(sheets[0]) if file.endswith(".csv") else _workbook(sheets)
        (folder / file).write_bytes(content)


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return text.getvalue().encode(table.encoding)


def _workbook(sheets: list[Table]) -> bytes:
    book = Workbook()
    book.properties.creator = "澜陵市"
    for at, table in enumerate(sheets):
        sheet = book.active if at == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = table.sheet
        _fill(sheet, table)
    raw = io.BytesIO()
    book.save(raw)
    return _timeless(raw.getvalue())


def _fill(sheet: Worksheet, table: Table) -> None:
    width = len(table.header)
    for number, title in enumerate(table.titles, 1):
        sheet.cell(number, 1, title).font = Font(bold=number == 1, size=14 if number == 1 else 10)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    top = len(table.titles) + 1
    for column, name in enumerate(table.header, 1):
        sheet.cell(top, column, name).font = Font(bold=True)
    for number, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row, 1):
            if value == "":
                continue
            written = sheet.cell(number, column, value)
            if isinstance(value, date):
                written.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = f"A{top + 1}"
    for column, name in enumerate(table.header, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 8 + 2 * len(name)
    keys = [table.header.index(name) for name in table.merged]
    for column in keys:
        _merge(sheet, table, column, top)


def _merge(sheet: Worksheet, table: Table, column: int, top: int) -> None:
    """Joins equal neighbours of a column that also agree in the merged columns before it."""
    before = [table.header.index(name) for name in table.merged]
    before = before[: before.index(column) + 1]
    runs = _runs(table.rows, lambda row: tuple(row[at] for at in before))
    for first, last in runs:
        if last == first or table.rows[first][column] == "":
            continue
        rows = (top + 1 + first, top + 1 + last)
        sheet.merge_cells(
            start_row=rows[0], end_row=rows[1], start_column=column + 1, end_column=column + 1
        )
        sheet.cell(rows[0], column + 1).alignment = Alignment(vertical="center")


def _runs(rows: list[Row], key: Callable[[Row], tuple[Cell, ...]]) -> list[tuple[int, int]]:
    """First and last index of each run of rows with one key."""
    runs: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if runs and key(rows[runs[-1][0]]) == key(row):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _timeless(workbook: bytes) -> bytes:
    """The same workbook without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _ISO_STAMP, content)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content, compresslevel=9)
    return out.getvalue()
