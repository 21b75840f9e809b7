"""Rejected rows in a file that can be mended in Excel and loaded again."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from loaders.tables import BADROW_COLUMNS, BadRow, Origin
from loaders.tables.table import guarded, shorten

SHOWN: Final = 200
"""Characters of the value at fault that are repeated beside the reason; its cell has all of it."""


class _RowWriter(Protocol):
    def writerow(self, row: list[str], /) -> object: ...


class Rejects:
    """Writes rejected rows to `path`, a CSV with the columns of the table and ours behind them.

    Nothing is created before the first row. Rows of a table with other columns go to files of
    their own (`名-2.csv`, `名-3.csv`), so that each can be loaded by the mapping of its table.
    A `'` keeps spreadsheets from taking a cell for a formula; it goes when the file is read again.
    Existing files are replaced. Use it in a `with` block; `paths` are the files written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = ExitStack()
        self._writers: dict[tuple[str, ...], _RowWriter] = {}
        self.paths: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write out what is left. Raises `OSError` if the disk is full."""
        self._files.close()

    def write(self, bad: BadRow, header: tuple[str, ...], document: str) -> None:
        """Add a row: its values as read under `header`, and where and why it was rejected.

        `document` is the id of the file that was read. A row that was rejected before keeps the
        place where it stood first.
        """
        writer = self._writers.get(header) or self._open(header)
        origin = bad.origin or Origin.of(document, bad)
        row = (
            [bad.cells.get(name, "") for name in header]
            + [origin.file, origin.sheet, origin.row]
            + [bad.column or "", shorten(bad.value, SHOWN), bad.reason, bad.remedy, origin.number]
        )
        writer.writerow([guarded(cell) for cell in row])

    def _open(self, header: tuple[str, ...]) -> _RowWriter:
        number = len(self.paths) + 1
        path = self._path if number == 1 else self._path.with_stem(f"{self._path.stem}-{number}")
        path.parent.mkdir(parents=True, exist_ok=True)
        file = self._files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        writer = csv.writer(file)
        writer.writerow([*header, *BADROW_COLUMNS])
        self.paths.append(path)
        self._writers[header] = writer
        return writer
