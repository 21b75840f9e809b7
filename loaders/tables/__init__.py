"""Reading tables: CSV, XLSX, JSON Lines and Parquet, all as rows of text with their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

from graph.errors import InvalidData
from loaders.tables.csv import read_csv
from loaders.tables.json import read_json
from loaders.tables.mended import without_reject_columns
from loaders.tables.table import (
    BADROW_COLUMNS,
    HEADER_ONLY,
    BadRow,
    Origin,
    Row,
    Table,
)
from loaders.tables.xlsx import read_xlsx

__all__ = [
    "BADROW_COLUMNS", "FORMATS", "HEADER_ONLY", "BadRow", "Origin", "Row", "Table",
    "check_file", "content_digest", "read_tables",
]  # fmt: skip

FORMATS: Final = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xlsx",
    ".json": "json", ".jsonl": "json", ".ndjson": "json", ".parquet": "parquet",
}  # fmt: skip
"""Format by file ending."""


def read_tables(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002  (the word of the mapping files)
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Iterator[Table]:
    """The tables of a file, in order, each read while its rows are walked.

    `format` is one of csv, xlsx, json, parquet, by default by the file's ending. `encoding` is for
    text files, `sheet` and `header_row` (from 1, as a person counts) for files that have them.
    A table without rows says so in its notes. Raises `InvalidData` if the file cannot be read.
    """
    check_file(path)
    kind = format or FORMATS.get(path.suffix.lower(), "")
    for table in _read(path, kind, encoding, sheet, header_row):
        yield _checked(without_reject_columns(table, path.name))


def _read(
    path: Path, kind: str, encoding: str | None, sheet: str | None, header_row: int | None
) -> Iterator[Table]:
    match kind:
        case "csv":
            return read_csv(path, encoding=encoding, header_row=header_row)
        case "xlsx":
            return read_xlsx(path, sheet=sheet, header_row=header_row)
        case "json":
            return read_json(path, encoding=encoding)
        case "parquet":
            from loaders.tables.parquet import read_parquet  # polars takes long to import

            return read_parquet(path)
    raise InvalidData(
        f"不认识 {path.name} 的格式", remedy="改用 .csv、.xlsx、.jsonl、.json 或 .parquet"
    )


def _checked(table: Table) -> Table:
    first = next(table.rows, None)
    if first is None:
        table.notes[HEADER_ONLY] = 1
        return table
    return replace(table, rows=chain([first], table.rows))


def check_file(path: Path) -> None:
    """Raise `InvalidData` unless there is a file to read."""
    if path.is_dir():
        raise InvalidData(f"{path} 是文件夹，不是文件", remedy="给出其中的文件，可以一次几个")
    if not path.is_file():
        raise InvalidData(f"找不到文件 {path}", remedy="检查路径和文件名")


def content_digest(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal. Raises `InvalidData` if it is gone."""
    check_file(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
