"""Delimited text: comma, tab or semicolon, in any encoding that Chinese offices use."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import InvalidData
from loaders.tables.encoding import text_encoding
from loaders.tables.table import BadRow, Row, Table, name_columns

DELIMITERS: Final = ",\t;"
LONGEST_ROW: Final = 1000
"""Physical lines that one row may take; a quote open for longer was never meant to be."""
TOO_LONG: Final = f"有一格超过{csv.field_size_limit():,}字，或引号没有成对"


class Lines:
    """The lines of a file, with those of the row being read kept, so that they can be read again.

    `number` is the line last given; `begin` marks the next one as the first of a row.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.number = 0
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.row) >= LONGEST_ROW:
            raise csv.Error("row too long")
        line = self._again.popleft() if self._again else next(self._lines)
        self.number += 1
        self.row.append(line)
        return line

    def begin(self) -> None:
        """Forget the lines of the row before."""
        self.row.clear()

    def again(self, keep: int) -> None:
        """Give the lines of this row once more, all but the first `keep`."""
        back = self.row[keep:]
        self._again.extendleft(reversed(back))
        self.number -= len(back)
        self.begin()


def read_csv(
    path: Path, *, encoding: str | None = None, header_row: int | None = None
) -> Iterator[Table]:
    """The one table of a delimited file.

    `header_row` is a physical line from 1; without it the header is the first row with text, a
    lone title before empty cells passed over. Raises `InvalidData` for an empty file, an unknown
    encoding and a header that cannot be read.
    """
    encoding = text_encoding(path, encoding)
    notes: dict[str, int] = {}
    with path.open(encoding=encoding, newline="") as file:
        names, _ = _header(Lines(file), path.name, header_row)
    header = name_columns(names, notes)
    yield Table("", header, _rows(path, encoding, header, header_row), notes)


def _header(lines: Lines, file: str, header_row: int | None) -> tuple[list[str], str]:
    """The cells of the header and the delimiter; `lines` stand behind it."""
    while True:
        lines.begin()
        line = next(lines, None)
        if line is None:
            break
        if header_row is not None and lines.number < header_row:
            continue
        delimiter = _delimiter(line)
        lines.again(0)
        names = _parsed(lines, delimiter, file)
        filled = sum(bool(name.strip()) for name in names)
        if filled > 1 or (filled and len(names) == 1) or (filled and header_row is not None):
            return names, delimiter
        if header_row is not None:
            break
    if header_row is not None and lines.number:
        raise InvalidData(
            f"{file} 第{header_row}行没有内容，找不到表头", remedy="改正 header_row（表头所在的行）"
        )
    raise InvalidData(f"{file} 是空文件", remedy="检查导出是否成功，或不装入这个文件")


def _delimiter(line: str) -> str:
    outside = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _parsed(lines: Lines, delimiter: str, file: str) -> list[str]:
    start = lines.number + 1
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        raise InvalidData(
            f"{file} 第{start}行的表头读不通：引号没有成对", remedy="补上或删去多余的引号"
        ) from None


def _rows(
    path: Path, encoding: str, header: tuple[str, ...], header_row: int | None
) -> Iterator[Row | BadRow]:
    width = len(header)
    with path.open(encoding=encoding, newline="") as file:
        lines = Lines(file)
        _, delimiter = _header(lines, path.name, header_row)
        faults = _Faults(path.name, header, delimiter)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.begin()
            start = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield from faults.open_quote(lines, start, str(error))
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
                continue
            text = "".join(cells)
            if not text or text.isspace():
                continue
            if len(cells) == width and "\0" not in text:
                yield Row(start, dict(zip(header, cells, strict=True)), f"第{start}行")
            else:
                yield faults.wrong_cells(start, lines.number, cells)


class _Faults:
    """Makes the bad rows of one file."""

    def __init__(self, file: str, header: tuple[str, ...], delimiter: str) -> None:
        self.file = file
        self.header = header
        self.delimiter = delimiter

    def open_quote(self, lines: Lines, start: int, error: str) -> Iterator[BadRow]:
        """The rows spoilt by a quote opened at `start`; `lines` go on behind them.

        Where the quote is closed nowhere, that is its own line. Where a later quote ends it in the
        middle of a cell, nobody can tell which of the lines between are rows: all are bad.
        """
        closed = "expected after" in error
        spoilt = list(lines.row) if closed else lines.row[:1]
        if not closed:
            lines.again(1)
        remedy = "补上或删去多余的引号；单元格内的引号要写成两个"
        if "field limit" in error:
            reason, remedy = TOO_LONG, f"删减内容；或者{remedy}"
        elif closed and len(spoilt) == 1:
            reason = "引号没有成对"
        else:
            reason = f"在第{start}行打开的引号没有正确闭合"
        for number, line in enumerate(spoilt, start):
            yield self._bad(
                number, None, line.rstrip("\r\n"), self._split(line), reason,
                remedy,
            )  # fmt: skip

    def wrong_cells(self, start: int, end: int, cells: list[str]) -> BadRow:
        """The row with too many or too few cells, or with a zero character."""
        rows = f"（第{start}至{end}行）" if end > start else ""
        width = len(self.header)
        if len(cells) != width:
            extra = self.delimiter.join(cells[width:])
            reason = f"有{len(cells)}格，表头有{width}列{rows}"
            return self._bad(start, None, extra, cells, reason, "补足或合并单元格，使与表头一致")
        at = next(i for i, cell in enumerate(cells) if "\0" in cell)
        return self._bad(
            start, self.header[at], cells[at], cells, "含有空字符，内容可能已损坏", "改正该单元格"
        )

    def _split(self, line: str) -> list[str]:
        """The cells of one line that could not be read as written, its quotes kept."""
        return line.rstrip("\r\n").split(self.delimiter)

    def _bad(
        self, row: int, column: str | None, value: str, cells: list[str], reason: str, remedy: str
    ) -> BadRow:
        return BadRow(
            file=self.file, sheet="", row=row, column=column, value=value, reason=reason,
            remedy=remedy, cells=dict(zip(self.header, cells, strict=False)),
        )  # fmt: skip
