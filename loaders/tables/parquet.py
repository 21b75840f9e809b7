"""Parquet files, read in slices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars

from graph.errors import InvalidData
from loaders.tables.cells import cell_text
from loaders.tables.table import BadRow, Row, Table, locate, name_columns

SLICE: Final = 50_000


def read_parquet(path: Path) -> Iterator[Table]:
    """The one table of the file. Raises `InvalidData` if it is not Parquet."""
    try:
        frame = polars.scan_parquet(path)
        names = frame.collect_schema().names()
    except (polars.exceptions.PolarsError, OSError):
        raise InvalidData(
            f"{path.name} 不是 Parquet 文件，或文件已损坏", remedy="重新导出，或改用 CSV"
        ) from None
    notes: dict[str, int] = {}
    header = name_columns(names, notes)
    yield Table("", header, _rows(path.name, frame, header), notes)


def _rows(file: str, frame: polars.LazyFrame, header: tuple[str, ...]) -> Iterator[Row | BadRow]:
    length = frame.select(polars.len()).collect().item()
    for start in range(0, length, SLICE):
        part = frame.slice(start, SLICE).collect()
        for number, values in enumerate(part.iter_rows(), start + 1):
            yield _row(file, number, header, values)


def _row(
    file: str, number: int, header: tuple[str, ...], values: tuple[object, ...]
) -> Row | BadRow:
    cells: dict[str, str] = {}
    for column, value in zip(header, values, strict=True):
        try:
            cells[column] = cell_text(value)
        except ValueError as error:
            return BadRow(
                file=file, sheet="", row=number, column=column, value=str(value),
                reason=str(error), remedy="导出时把该列转成文字", cells=cells,
            )  # fmt: skip
    return Row(number, cells, locate("", number))
