"""What a sheet's XML says beyond its values: extent, failed formulas, and how a number is shown.

calamine gives values alone, and sets aside memory for the whole rectangle up to the farthest cell;
both need this look beforehand.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from graph.errors import InvalidData

CELLS_LIMIT: Final = 50_000_000
"""Cells of the rectangle from A1 to the last filled row and column."""

YEAR: Final = -4
MONTH: Final = -7
"""Displays of a date without month or day; the display of a number is its decimals, from 1."""

_MONTH_FORMATS: Final = {17, 27, 36, 50, 52, 57}
"""Built-in formats of year and month, those of Chinese Excel too (ECMA-376 part 1, 18.8.30)."""
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ELEMENTS: Final = {
    f"{space} {tag}": tag for space in _MAIN for tag in ("row", "c", "f", "v", "is")
}


@dataclass(slots=True)
class SheetMarks:
    """The extent of the filled cells and, by row and column from 0, what is special about some.

    `errors` holds the error that a cell shows, "" for a formula that was never computed; `shown`
    holds displays: `YEAR`, `MONTH`, or a number of decimals.
    """

    rows: int = 0
    columns: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    shown: dict[int, dict[int, int]] = field(default_factory=dict)


class WorkbookMarks:
    """The marks of the sheets of one workbook. Raises `InvalidData` where its XML is not sound."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _opened(path) as archive:
            self._parts = _sheet_parts(archive)
            self._displays = _displays(archive)

    def sheet(self, name: str) -> SheetMarks:
        """The marks of one sheet; raises `InvalidData` also if its rectangle is too large."""
        scan = _Scan(self._displays)
        with _opened(self._path) as archive, archive.open(self._parts[name]) as part:
            scan.read(part)
        marks = scan.marks
        if marks.rows * marks.columns > CELLS_LIMIT:
            raise InvalidData(
                f"{self._path.name} 的工作表「{name}」一直到第{marks.rows}行、第{marks.columns}列，"
                "大得不能读",
                remedy="删去表外远处的零散内容；确是大表的，另存为 CSV 再装入",
            )
        return marks


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            yield archive
    except (expat.ExpatError, ElementTree.ParseError, BadZipFile, KeyError, ValueError):
        raise InvalidData(
            f"{path.name} 已损坏，不能读", remedy="用 Excel 或 WPS 打开并另存为 .xlsx"
        ) from None


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by its name."""
    targets = {
        link.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", link.attrib["Target"]))[1:]
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    return {
        sheet.attrib["name"]: targets[link]
        for sheet in _tree(archive, "xl/workbook.xml").iterfind(".//{*}sheet")
        for key, link in sheet.attrib.items()
        if key.endswith("}id")
    }


def _displays(archive: ZipFile) -> dict[str, int]:
    """The cell styles with a display of interest, by their number as written in a cell."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = _tree(archive, "xl/styles.xml")
    codes = {
        int(entry.attrib["numFmtId"]): entry.attrib["formatCode"]
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    found = {}
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        display = _display(int(style.attrib.get("numFmtId", "0")), codes)
        if display:
            found[str(number)] = display
    return found


def _display(number: int, codes: dict[int, str]) -> int:
    if number not in codes:
        return MONTH if number in _MONTH_FORMATS else 2 if number == 2 else 0
    code = _LITERAL.sub("", codes[number]).split(";")[0].lower().strip()
    if "y" in code and not set("dhs") & set(code):
        return MONTH if "m" in code else YEAR
    decimals = re.fullmatch(r"0\.(0+)", code)
    return len(decimals[1]) if decimals else 0


def _tree(archive: ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))


class _Scan:
    """One pass over a sheet."""

    def __init__(self, displays: dict[str, int]) -> None:
        self.marks = SheetMarks()
        self._displays = displays
        self._row = self._column = -1
        self._type = ""
        self._formula = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, part: IO[bytes]) -> None:
        """Walk the XML of the sheet."""
        self._parser.ParseFile(part)

    def _refuse(self, *_: object) -> None:
        raise ValueError("no workbook has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _ELEMENTS.get(name)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is"):
            self.marks.rows = max(self.marks.rows, self._row + 1)
            self.marks.columns = max(self.marks.columns, self._column + 1)
            if self._formula or self._type == "e":
                self._parser.CharacterDataHandler = self._value
        elif tag == "f" and self._type in ("", "n"):
            self._formula = True
            self.marks.errors.setdefault(self._row, {})[self._column] = ""
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        self._parser.CharacterDataHandler = None
        self._formula = False
        self._type = attributes.get("t", "")
        place = attributes.get("r")
        self._column = _column(place) if place else self._column + 1
        display = self._displays.get(attributes.get("s", ""))
        if display:
            self.marks.shown.setdefault(self._row, {})[self._column] = display

    def _value(self, text: str) -> None:
        """Text of a cell that failed or was computed; it may come in pieces."""
        cells = self.marks.errors.setdefault(self._row, {})
        if self._type == "e":
            cells[self._column] = cells.get(self._column, "") + text.strip()
        elif text.strip():
            cells.pop(self._column, None)
        if not cells:
            del self.marks.errors[self._row]


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1
