"""A dossier as one offline HTML file that prints on A4, and as a workbook; names are inert."""

from __future__ import annotations

import re
from io import BytesIO

from markupsafe import Markup
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from visualize.dossier import Cell, Dossier, Section
from visualize.html import content_policy, environment, part
from visualize.text import printable, width_of

_SHEET_NAME = 31
"""The longest name that a sheet may have."""
_WIDEST = 60
_NUMBERS = re.compile(r"([^\W\d_]{0,4} ?\d{1,8}(?:-\d{1,8}){1,3})")
"""Numbers with hyphens, with the short word before them: 线2021-003, 销号 2020-01-17."""


def dossier_html(dossier: Dossier) -> str:
    """The page of a dossier as one text, to be written as UTF-8. Nothing in it runs."""
    return (
        environment()
        .get_template("dossier.html")
        .render(
            dossier=dossier,
            unbroken=unbroken,
            styles=Markup(part("dossier.css")),
            policy=content_policy(),
        )
    )


def unbroken(text: str) -> Markup:
    """The text escaped, its dates and numbers (2019-06-20, 案2019-003) kept on one line: a browser
    breaks them after each hyphen."""
    parts = _NUMBERS.split(text)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(word) if place % 2 else word
        for place, word in enumerate(parts)
    )


def dossier_book(dossier: Dossier) -> bytes:
    """The workbook of a dossier: a sheet for each section with a column of sources, and the list of
    sources. No cell is a formula, whatever a name begins with."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "说明"
    for row, text in enumerate((dossier.title, f"截至 {dossier.as_of}", dossier.caution), 1):
        _write(first, row, 1, text)
    first.cell(1, 1).font = Font(bold=True, size=14)
    first.column_dimensions["A"].width = _WIDEST
    for section in dossier.sections:
        _section(book.create_sheet(section.title[:_SHEET_NAME]), section)
    listed = book.create_sheet("出处")
    _header(listed, ("号", "文件", "位置"))
    for row, place in enumerate(dossier.sources, 2):
        _write(listed, row, 1, place.number)
        _write(listed, row, 2, place.title)
        _write(listed, row, 3, place.locator)
    _widths(listed)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _section(sheet: Worksheet, section: Section) -> None:
    _header(sheet, (*(section.header or ("项目", "内容")), "出处"))
    for row, cells in enumerate(section.rows, 2):
        for column, cell in enumerate(cells, 1):
            _write(sheet, row, column, "\n".join(printable(line.text) for line in cell))
        _write(sheet, row, len(cells) + 1, _cited(cells))
    if not section.rows:
        _write(sheet, 2, 1, section.empty)
    _widths(sheet)


def _cited(cells: tuple[Cell, ...]) -> str:
    numbers = dict.fromkeys(n for cell in cells for line in cell for n in line.sources)
    return "".join(f"[{number}]" for number in numbers)


def _header(sheet: Worksheet, names: tuple[str, ...]) -> None:
    for column, name in enumerate(names, 1):
        _write(sheet, 1, column, name)
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _widths(sheet: Worksheet) -> None:
    """Columns as wide as their longest line, within bounds."""
    for number, column in enumerate(sheet.iter_cols(), 1):
        lines = (line for cell in column for line in str(cell.value or "").split("\n"))
        widest = max((width_of(line, 1) for line in lines), default=0)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = min(_WIDEST, 6 + 2 * widest)


def _write(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
