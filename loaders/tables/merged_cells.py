"""Merged cells: one value that stands for a whole range, in the header and in the data."""

from __future__ import annotations

import datetime
from typing import Final

from python_calamine import CalamineSheet

HEADER_ROWS: Final = 3
"""Rows that a header may take; a longer merged range beside it is a label, not a header."""

Value = (
    int | float | str | bool
    | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
)  # fmt: skip
"""What calamine gives for a cell, "" if it is empty."""

Range = tuple[int, int, int, int]
"""First row, last row, first column, last column, from 0, columns from the first one with data."""


class MergedCells:
    """The merged ranges of a sheet."""

    def __init__(self, page: CalamineSheet) -> None:
        left = page.start[1] if page.start else 0
        self._ranges: list[Range] = sorted(
            (top, bottom, first - left, last - left)
            for (top, first), (bottom, last) in page.merged_cell_ranges or ()
            if last >= left
        )

    def header(self, top: list[list[Value]], at: int) -> tuple[list[Value], int]:
        """The column names in the header that begins in row `at`, and its last row.

        Where names are merged downwards the header takes several rows, and a group is put before
        the names below it: 谈话人 over 姓名 gives 谈话人姓名. `top` are the rows to look in.
        """
        tall = [
            r for r in self._ranges if r[0] <= at <= r[1] and 1 < r[1] - r[0] + 1 <= HEADER_ROWS
        ]
        end = max([at, *(r[1] for r in tall)])
        if not tall:
            return list(top[at]), at
        begin = min(at, *(r[0] for r in tall))
        values = [list(row) for row in top[: end + 1]]
        for first_row, last_row, first, last in self._ranges:
            if first_row > end or last_row < at or first_row < begin:
                continue
            value = values[first_row][max(first, 0)]
            for row in range(first_row, min(last_row, end) + 1):
                for column in range(max(first, 0), min(last + 1, len(values[row]))):
                    values[row][column] = value
        return [_joined(column) for column in zip(*values[at : end + 1], strict=True)], end

    def below(self, row: int) -> OpenRanges:
        """The ranges that begin below `row`, to be walked with the rows there."""
        return OpenRanges([r for r in self._ranges if r[0] > row])


def _joined(parts: tuple[Value, ...]) -> Value:
    texts = [str(part).strip() for part in parts]
    return "".join(text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1])


class OpenRanges:
    """Merged ranges met row by row; rows must be asked in order."""

    def __init__(self, ranges: list[Range]) -> None:
        self._ahead = ranges[::-1]
        self._open: list[tuple[int, int, int, Value]] = []

    def is_section(self, row: int, filled: list[int], width: int) -> bool:
        """Whether the row, not yet filled, holds nothing but one value over half of the columns."""
        if len(filled) != 1:
            return False
        for top, _, first, last in reversed(self._ahead):
            if top > row:
                break
            if top == row and first == filled[0] and (last - first + 1) * 2 >= max(width, 4):
                return True
        return False

    def fill(self, row: int, values: list[Value]) -> list[Value]:
        """The values of a row, those of merged ranges in all their cells."""
        while self._ahead and self._ahead[-1][0] <= row:
            top, bottom, first, last = self._ahead.pop()
            if top == row and 0 <= first < len(values):
                self._open.append((bottom, first, last, values[first]))
        self._open = [entry for entry in self._open if entry[0] >= row]
        for _, first, last, value in self._open:
            for at in range(first, min(last + 1, len(values))):
                values[at] = value
        return values
