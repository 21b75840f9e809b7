"""Mended rejects read again: our columns are taken off, and what they say of a row is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from loaders.tables.table import (
    BADROW_COLUMNS,
    ORIGIN_NUMBER,
    BadRow,
    Origin,
    Row,
    Table,
    unguarded,
)

NO_NUMBER: Final = "不是原文件的编号"
REMEDY: Final = "照未载入文件恢复这一格；或清空它，这一行就只算改后文件里的一行"


def without_reject_columns(table: Table, file: str) -> Table:
    """The table without the columns that `loaders.rejects` added; rows have their `origin`.

    The locator of a row names both places. Where the number of the original file is empty or its
    column is gone, the row is one of the mended file and nothing else; where it is none, a `BadRow`
    stands in its place. `file` is the name of the file that is read.
    """
    ours = set(BADROW_COLUMNS)
    if not ours.intersection(table.header):
        return table
    header = tuple(name for name in table.header if name not in ours)
    return replace(table, header=header, rows=_rows(table, header, file))


def _rows(table: Table, header: tuple[str, ...], file: str) -> Iterator[Row | BadRow]:
    for row in table.rows:
        cells = {name: unguarded(row.cells[name]) for name in header if name in row.cells}
        origin = _origin(row.cells)
        if isinstance(row, BadRow):
            row.cells, row.origin = cells, origin
            yield row
        elif origin is None:
            yield replace(row, cells=cells)
        elif not origin.document:
            yield BadRow(
                file=file, sheet=table.name, row=row.number, column=ORIGIN_NUMBER,
                value=origin.number, reason=NO_NUMBER, remedy=REMEDY, cells=cells, origin=origin,
            )  # fmt: skip
        else:
            locator = f"{row.locator}（原 {origin.place}）" if origin.place else row.locator
            yield Row(row.number, cells, locator, origin)


def _origin(cells: Mapping[str, str]) -> Origin | None:
    ours = [unguarded(cells.get(name, "")).strip() for name in Origin.COLUMNS]
    return Origin(*ours) if ours[0] else None
