"""CSV files as Neo4j's bulk import reads them: typed columns, texts of any kind, nothing padded.

A column has one type in a file. Records of one label of which one has a single value where another
has several stand in different files, each file with as many columns as its records need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from graph.errors import InvalidData

Row = Mapping[str, object]
"""Properties by name; `None` is no property. A name with a colon is the heading of a column that is
none, such as `:START_ID(Entity)`."""

LIST_DELIMITER = "\ufdd0"
"""Stands between the values of a list: Unicode keeps this character out of every text."""
OPTIONS = ("--multiline-fields=true", "--array-delimiter=U+FDD0")
"""How the files are to be read."""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", date: "date"}
_BUFFER = 1 << 18
"""Characters of a file that are kept in memory."""
_LINE = 1 << 20
"""Characters of a line for which the reader need not be told; four times as many bytes fit."""
_Cell = tuple[str, Callable[..., str]]
"""A property, and how its values are written; no name for a column that is left empty."""


class CsvFolder:
    """Writes nodes and relationships to files below a folder, some of each in memory until
    `close`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._groups: dict[str, _Group] = {}
        for option in ("nodes", "relationships"):
            (folder / option).mkdir()

    def node(self, labels: str, row: Row) -> None:
        """Write a node with labels joined by colons; its files are named after the last."""
        self._add("nodes", labels, row)

    def relationship(self, kind: str, row: Row) -> None:
        """Write a relationship."""
        self._add("relationships", kind, row)

    def _add(self, option: str, labels: str, row: Row) -> None:
        group = self._groups.get(labels)
        if group is None:
            stem = self._folder / option / labels.rpartition(":")[2]
            group = self._groups[labels] = _Group(f"--{option}={labels}", stem)
        group.add(row)

    def close(self) -> list[str]:
        """Write what is left; returns the arguments of the import, paths relative to the folder."""
        files = [file for group in self._groups.values() for file in group.files]
        arguments = [*OPTIONS]
        longest = max((file.longest for file in files), default=0)
        if longest > _LINE:
            arguments.append(f"--read-buffer-size={longest * 4}")
        return arguments + [file.close(self._folder) for file in files]


class _Group:
    """The files of one label: a row goes to the first whose columns it agrees with."""

    def __init__(self, option: str, stem: Path) -> None:
        self.files: list[_File] = []
        self._option = option
        self._stem = stem
        self._places: dict[tuple[object, ...], tuple[_File, Sequence[_Cell]]] = {}

    def add(self, row: Row) -> None:
        shape: tuple[object, ...] = (*row, *map(type, row.values()))
        if list in shape:
            shape += tuple([type(value[0]) for value in row.values() if isinstance(value, list)])
        file, cells = self._places.get(shape) or self._place(shape, row)
        file.add(",".join([write(row[name]) if name else "" for name, write in cells]))

    def _place(self, shape: tuple[object, ...], row: Row) -> tuple[_File, Sequence[_Cell]]:
        columns = {name: _type(value) for name, value in row.items() if value is not None}
        file = next((file for file in self.files if file.takes(columns)), None) or self._new()
        cells = [
            (name, _CELLS[type(row[name])]) if name in columns else ("", str)
            for name in file.order(columns)
        ]
        self._places[shape] = (file, cells)
        return file, cells

    def _new(self) -> _File:
        number = len(self.files) + 1
        name = self._stem.name if number == 1 else f"{self._stem.name}-{number}"
        self.files.append(_File(self._option, self._stem.with_name(name)))
        return self.files[-1]


class _File:
    """Lines that may end before the last columns; those are written to a file of their own."""

    def __init__(self, option: str, stem: Path) -> None:
        self.longest = 0
        self._option = option
        self._header = stem.with_name(f"{stem.name}-header.csv")
        self._data = stem.with_name(f"{stem.name}.csv")
        self._columns: dict[str, str] = {}
        self._lines: list[str] = []
        self._size = 0

    def takes(self, columns: Mapping[str, str]) -> bool:
        return all(self._columns.get(name, type_) == type_ for name, type_ in columns.items())

    def order(self, columns: Mapping[str, str]) -> list[str]:
        """The names of all columns up to the last of `columns`; adds those that are missing."""
        self._columns.update(columns)
        names = list(self._columns)
        while names[-1] not in columns:
            names.pop()
        return names

    def add(self, line: str) -> None:
        self._lines.append(line)
        self._size += len(line)
        self.longest = max(self.longest, len(line))
        if self._size > _BUFFER:
            self._write()

    def _write(self) -> None:
        with self._data.open("a", encoding="utf-8", newline="") as file:
            file.writelines([f"{line}\n" for line in self._lines])
        self._lines.clear()
        self._size = 0

    def close(self, folder: Path) -> str:
        self._write()
        headings = [name if ":" in name else f"{name}:{of}" for name, of in self._columns.items()]
        self._header.write_text(",".join(headings) + "\n", encoding="utf-8", newline="")
        paths = [f"./{path.relative_to(folder).as_posix()}" for path in (self._header, self._data)]
        return f"{self._option}={','.join(paths)}"


def _type(value: object) -> str:
    return f"{_TYPES[type(value[0])]}[]" if isinstance(value, list) else _TYPES[type(value)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _listed(values: Sequence[object]) -> str:
    """Raises `InvalidData` for what the format has no way to write: `[""]`, or the delimiter."""
    of = _PLAIN[type(values[0])]
    written = LIST_DELIMITER.join(map(of, values))
    if not written or written.count(LIST_DELIMITER) >= len(values):
        raise InvalidData(
            f"批量导入的文件写不出这样的一组值：{values!r}",
            remedy="改用 zerenlian copy 把库复制到 Neo4j",
        )
    return _quoted(written)


_PLAIN: Mapping[type, Callable[..., str]] = {
    bool: _flag, int: str, float: repr, str: str, date: str,
}  # fmt: skip
_CELLS: Mapping[type, Callable[..., str]] = {**_PLAIN, str: _quoted, list: _listed}
