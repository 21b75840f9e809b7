"""What every table format is read into: tables of text rows, and rows that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import ClassVar, Self

from graph.errors import InvalidData
from graph.ids import ID_LENGTH

ORIGIN_NUMBER = "_文件编号"
BADROW_COLUMNS = ("_文件", "_表", "_行", "_列", "_值", "_原因", "_处理", ORIGIN_NUMBER)
"""The columns that `loaders.rejects` adds; they are left out when such a file is read again."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

HEADER_ONLY = "只有表头，没有数据行"
DUPLICATE_COLUMNS = "重名的列"
UNNAMED_COLUMNS = "没有列名的列"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mended row stood before it was rejected, as the rejects file says.

    `number` is the id of that document behind a word, because Excel would make a number of some
    ids. All but the number may be empty.
    """

    COLUMNS: ClassVar = (ORIGIN_NUMBER, "_文件", "_表", "_行")
    _NUMBER: ClassVar = re.compile(f"文件-([0-9a-f]{{{ID_LENGTH}}})")

    number: str
    file: str
    sheet: str
    row: str

    @classmethod
    def of(cls, document: str, bad: BadRow) -> Self:
        """The place of a row that is now rejected from the document with this id."""
        return cls(f"文件-{document}", bad.file, bad.sheet, str(bad.row))

    @property
    def document(self) -> str:
        """The id of the document, "" if the number is none."""
        found = self._NUMBER.fullmatch(self.number)
        return found[1] if found else ""

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return PurePath(self.file).stem

    @property
    def place(self) -> str:
        """The place as people read it: `名册.xlsx 市直!第12行`."""
        row = locate(self.sheet, self.row) if self.row else self.sheet
        return shorten(f"{self.file} {row}", 200)

    def cells(self) -> dict[str, str]:
        """What was written, by column."""
        written = (self.number, self.file, self.sheet, self.row)
        return dict(zip(self.COLUMNS, written, strict=True))


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text, by column name.

    `number` is what a person sees in the file: the physical line on which a CSV or JSON row
    starts, the row of a sheet, the place in a JSON array or a Parquet file (from 1). Every column
    of the table is a key of `cells`, empty ones with "". `origin` is where a mended row comes from.
    """

    number: int
    cells: Mapping[str, str]
    locator: str
    origin: Origin | None = None


class BadRow(InvalidData):
    """A row that cannot be loaded: where it stands, why not, and what to do about it.

    `sheet` is "" where the file has none, `column` is None where the whole row is meant. `value` is
    the text at fault and `cells` the row as read, for the rejects file; `origin` is where the row
    stood when it was rejected before.
    """

    def __init__(
        self,
        *,
        file: str,
        sheet: str,
        row: int,
        column: str | None,
        value: str,
        reason: str,
        remedy: str,
        cells: Mapping[str, str] | None = None,
        origin: Origin | None = None,
    ) -> None:
        place = f"{file} {locate(sheet, row)}" + (f"「{column}」" if column else "")
        told = not value or value in reason
        shown = "" if told else f"：{shorten(value)}"
        super().__init__(f"{place}{reason}{shown}", remedy=remedy)
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
        self.value = value
        self.reason = reason
        self.cells: Mapping[str, str] = cells or {}
        self.origin = origin


@dataclass(frozen=True)
class Table:
    """A header and its rows, read as they are asked for; `name` is the sheet, else "".

    `rows` can be walked once and raises `InvalidData` where the file itself cannot be read on.
    `notes` counts what was seen by category and grows while the rows are walked.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row | BadRow]
    notes: dict[str, int] = field(default_factory=dict)


def locate(sheet: str, number: int | str, unit: str = "行") -> str:
    """A readable place: `第12行`, or `名册!第12行` in a sheet."""
    return f"{sheet}!第{number}{unit}" if sheet else f"第{number}{unit}"


def shorten(text: str, length: int = 40) -> str:
    """The text on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def guarded(text: str) -> str:
    """The text as it stands in a rejects file: with a `'` before what Excel would calculate."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """What `guarded` was given, or what was written in its place without a `'`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def name_columns(names: Iterable[str], notes: dict[str, int], *, first: int = 1) -> tuple[str, ...]:
    """Unique, non-empty column names in order; what had to be changed is counted in `notes`.

    A repeated name becomes `姓名 (2)`, a missing one `列3` by its place in the file, where the
    first column given stands at `first`.
    """
    stripped = [name.strip() for name in names]
    printed = set(stripped)
    taken: set[str] = set()
    for index, name in enumerate(stripped):
        if not name:
            notes[UNNAMED_COLUMNS] = notes.get(UNNAMED_COLUMNS, 0) + 1
            stripped[index] = _free(f"列{first + index}", taken | printed)
        elif name in taken:
            notes[DUPLICATE_COLUMNS] = notes.get(DUPLICATE_COLUMNS, 0) + 1
            stripped[index] = _free(name, taken | printed)
        taken.add(stripped[index])
    return tuple(stripped)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
