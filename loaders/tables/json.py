"""JSON Lines, and a JSON file that is one array of objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import orjson

from graph.errors import InvalidData
from loaders.tables.cells import cell_text
from loaders.tables.encoding import text_encoding
from loaders.tables.table import BadRow, Row, Table, locate, name_columns

ARRAY_LIMIT: Final = 256 * 1024**2
"""Bytes of a JSON array, which has to be in memory as a whole; lines have no limit."""
REMEDY: Final = '改正这一行；每行应是一个对象，如 {"姓名": "林一鸣"}'

Item = tuple[int, str, dict[str, object] | None]
"""Number, text as printed (of a bad item only) and object, None where it is none."""


def read_json(path: Path, *, encoding: str | None = None) -> Iterator[Table]:
    """The one table of the file; its columns are the keys of all objects in order of appearance.

    Raises `InvalidData` for an empty file, and for an array that is too long or not sound.
    """
    encoding = text_encoding(path, encoding)
    array = _is_array(path, encoding)
    keys: dict[str, None] = {}
    empty = True
    for _, _, found in _items(path, encoding, array):
        empty = False
        keys.update(dict.fromkeys(found or ()))
    if empty:
        raise InvalidData(f"{path.name} 是空文件", remedy="检查导出是否成功，或不装入这个文件")
    if not keys:
        raise InvalidData(f"{path.name} 里没有一个对象", remedy="应是每行一个对象，或一个对象数组")
    notes: dict[str, int] = {}
    header = name_columns(keys, notes)
    columns = dict(zip(keys, header, strict=True))
    yield Table("", header, _rows(path, encoding, array, columns), notes)


def _is_array(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding) as file:
        while (character := file.read(1)).isspace():
            pass
    return character == "["


def _items(path: Path, encoding: str, array: bool) -> Iterator[Item]:
    return _array_items(path, encoding) if array else _line_items(path, encoding)


def _line_items(path: Path, encoding: str) -> Iterator[Item]:
    with path.open(encoding=encoding, newline="\n") as file:
        for number, line in enumerate(file, 1):
            if line.isspace():
                continue
            try:
                found = orjson.loads(line)
            except orjson.JSONDecodeError:
                found = None
            yield (number, "", found) if isinstance(found, dict) else (number, line, None)


def _array_items(path: Path, encoding: str) -> Iterator[Item]:
    if path.stat().st_size > ARRAY_LIMIT:
        raise InvalidData(
            f"{path.name} 是超过 {ARRAY_LIMIT // 1024**2} MB 的 JSON 数组，不能整个读入",
            remedy="改存为 JSON Lines（每行一个对象，.jsonl）",
        )
    try:
        items = orjson.loads(path.read_text(encoding))
    except orjson.JSONDecodeError as error:
        raise InvalidData(
            f"{path.name} 第{error.lineno}行第{error.colno}字处不是完好的 JSON",
            remedy="改正后再装入",
        ) from None
    for number, found in enumerate(items, 1):
        if isinstance(found, dict):
            yield number, "", found
        else:
            yield number, orjson.dumps(found).decode(), None


def _rows(
    path: Path, encoding: str, array: bool, columns: dict[str, str]
) -> Iterator[Row | BadRow]:
    unit = "项" if array else "行"
    empty = dict.fromkeys(columns.values(), "")
    for number, text, found in _items(path, encoding, array):
        if found is None:
            yield BadRow(
                file=path.name, sheet="", row=number, column=None, value=text.rstrip("\r\n"),
                reason="不是一个 JSON 对象", remedy=REMEDY,
            )  # fmt: skip
            continue
        cells = dict(empty)
        try:
            for key, value in found.items():
                column = columns[key]
                cells[column] = str(value)
                cells[column] = cell_text(value)
        except ValueError as error:
            yield BadRow(
                file=path.name, sheet="", row=number, column=column, value=str(value),
                reason=str(error), remedy="把长号码写成带引号的文字", cells=cells,
            )  # fmt: skip
            continue
        yield Row(number, cells, locate("", number, unit))
