"""Coverage as a workbook: the matrix, every cell with its records and sources, counts, rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from visualize.matrix import Matrix
from visualize.text import printable

_DETAILS = (
    "下级机构", "下级负责人", "上级机构", "上级负责人", "规则", "依据", "情形", "期限", "状态",
    "可能是", "时效", "记录", "记录日期", "录入日期", "出处",
)  # fmt: skip
_WIDE = {"记录", "出处", "依据", "下级机构", "上级机构"}


def coverage_book(matrix: Matrix) -> bytes:
    """The workbook of a matrix. No cell is a formula, whatever a name begins with."""
    book = Workbook()
    grid = book.active
    assert isinstance(grid, Worksheet)
    grid.title = "矩阵"
    _matrix(grid, matrix)
    _sheet(book, "明细", _DETAILS, _details(matrix))
    counted = matrix.tally
    counts: list[Sequence[object]] = [(s.label, n, "项") for s, n in counted.by_status.items()]
    counts += [
        ("合计", counted.cells, "项"), ("应履行", counted.owed, f"共 {counted.cells} 项"),
        ("已到期", counted.due, f"应履行 {counted.owed} 项"),
        ("有记录", counted.recorded, ""), ("其中履行", counted.fulfilled, ""),
    ]  # fmt: skip
    _sheet(book, "计数", ("状态", "数", "基数"), counts)
    rules = ((r.id, r.title, r.basis, r.note, r.days) for r in matrix.rules)
    _sheet(book, "规则", ("编号", "规则", "依据", "说明", "期限"), rules)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _matrix(sheet: Worksheet, matrix: Matrix) -> None:
    _write(sheet, 1, 1, f"{matrix.title}　{matrix.since} 至 {matrix.until}　截至 {matrix.as_of}")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    _write(sheet, 2, 1, "下级机构")
    for number, column in enumerate(matrix.columns, 2):
        _write(sheet, 2, number, f"{column.rule}\n{column.period}", lines=True)
        sheet.cell(2, number).alignment = Alignment(wrap_text=True, vertical="bottom")
        sheet.column_dimensions[get_column_letter(number)].width = 14
    sheet.column_dimensions["A"].width = 30
    for number, name in enumerate(matrix.rows, 3):
        _write(sheet, number, 1, name)
    said: dict[tuple[int, int], list[str]] = {}
    for cell in matrix.cells:
        at = (cell.row + 3, cell.column + 2)
        said.setdefault(at, []).append(cell.status)
        colour = cell.look.ground.removeprefix("#")
        sheet.cell(*at).fill = PatternFill("solid", fgColor=colour)
    for (row, place), statuses in said.items():
        _write(sheet, row, place, "、".join(statuses))
    sheet.freeze_panes = "B3"


def _details(matrix: Matrix) -> Iterable[Sequence[object]]:
    for cell in matrix.cells:
        sources = dict.fromkeys(n for record in cell.records for n in record.sources)
        yield (
            cell.below, cell.heads_below, cell.above, cell.heads_above, cell.rule, cell.basis,
            cell.occasion, cell.due, cell.status, cell.may_be, cell.timeliness,
            "；".join(r.words for r in cell.records), "；".join(r.date for r in cell.records),
            "；".join(r.entered for r in cell.records),
            "；".join(matrix.sources[n - 1] for n in sources),
        )  # fmt: skip


def _sheet(
    book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.create_sheet(title)
    for column, name in enumerate(header, 1):
        _write(sheet, 1, column, name)
        sheet.cell(1, column).font = Font(bold=True)
        width = 36 if name in _WIDE else 16
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _write(sheet, number, column, value)
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: object, *, lines: bool = False) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = str(value) if lines else printable(str(value))
    cell.data_type = "s"
