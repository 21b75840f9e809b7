"""Files of résumés: one text a file, or tables with a name, an intro and the career."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import InvalidData
from loaders.tables import BadRow, Row, check_file, read_tables
from loaders.text.reading import read_text
from loaders.text.resumes.characters import plain

_TABLES: Final = (".jsonl", ".ndjson", ".json", ".csv", ".xlsx", ".parquet")
_NAME: Final = ("name", "姓名")
_PARTS: Final = (("intro", "简介"), ("resume", "履历", "简历", "经历"))
_WHOLE: Final = "全文"
_REMEDY: Final = "每行写上姓名（name）和简历（intro、resume）"
_BEGINS: Final = re.compile(
    r"[\s#*]*(?P<it>[一-龥·]{2,12}?)(?=\s*(?:,|\(|同志|简历|个人简历|\n|$))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a résumé: the field of its record, and where it begins in the whole."""

    field: str
    start: int


@dataclass(frozen=True, slots=True)
class Resume:
    """One résumé as read: `text` is its parts one after another, `row` the place of its record
    (第3行), "" where it is a whole file."""

    file: str
    row: str
    name: str
    text: str
    parts: tuple[Part, ...]

    def span(self, start: int, end: int) -> tuple[str, int, int]:
        """The field in which characters [start, end) of the text stand, and where in it."""
        part = self.parts[bisect_right([p.start for p in self.parts], start) - 1]
        return part.field, start - part.start, end - part.start

    def locator(self, start: int, end: int) -> str:
        """Where characters [start, end) stand, as a person finds them: 第3行 resume 第12–40字."""
        field, first, last = self.span(start, end)
        row = f"{self.row} {field} " if self.row else ""
        return f"{row}第{first + 1}–{last}字"


def read_resumes(path: Path) -> Iterator[Resume | BadRow]:
    """The résumés of a file, in order; rows that hold none come as what is wrong with them.

    A table (.jsonl, .csv, .xlsx …) has a row each with `name` and `intro` or `resume` (or 姓名,
    简介, 履历); any other file is one résumé that begins with the name. Raises `InvalidData` for a
    file that cannot be read, lacks these columns or does not begin so.
    """
    check_file(path)
    if path.suffix.lower() in _TABLES:
        yield from _rows(path)
    else:
        yield _whole(path)


def _whole(path: Path) -> Resume:
    body = read_text(path).body
    name = _BEGINS.match(plain(body))
    if name is None:
        raise InvalidData(f"{path.name} 不是以姓名开头，不知道是谁的简历", remedy="第一行写上姓名")
    return Resume(path.name, "", name["it"], body, (Part(_WHOLE, 0),))


def _rows(path: Path) -> Iterator[Resume | BadRow]:
    for table in read_tables(path):
        missing = [names for names in (_NAME, _PARTS[1]) if not set(names) & set(table.header)]
        if missing:
            raise InvalidData(f"{path.name} 没有“{missing[0][0]}”一列", remedy=_REMEDY)
        for row in table.rows:
            if isinstance(row, BadRow):
                row.cells = row.cells or dict.fromkeys(table.header, "")  # to be mended there
                yield row
            else:
                yield _record(path.name, table.name, row)


def _record(file: str, sheet: str, row: Row) -> Resume | BadRow:
    _, name = _filled(row.cells, _NAME)
    parts = [part for names in _PARTS if (part := _filled(row.cells, names))[1]]
    if not name or not parts:
        names, reason = (_NAME, "没有姓名") if not name else (_PARTS[1], "没有简历文字")
        column = next(n for n in names if n in row.cells)
        return BadRow(
            file=file, sheet=sheet, row=row.number, column=column, value="", reason=reason,
            remedy=_REMEDY, cells=row.cells,
        )  # fmt: skip
    text, placed = "", []
    for field, words in parts:
        placed.append(Part(field, len(text)))
        text += f"{words}\n"
    return Resume(file, row.locator, name.strip(), text, tuple(placed))


def _filled(cells: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, str]:
    """The first of the named fields that holds words, and them; else "" and ""."""
    return next(((n, cells[n]) for n in names if cells.get(n, "").strip()), ("", ""))
