"""A dossier: sections of facts and tables, each statement with the numbers of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.store import View
from visualize.citations import Citations
from visualize.picture import PictureSource
from visualize.words import NOT_RECORDED

Tone = Literal["", "strong", "faint", "party", "discipline", "missing"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; `tone` tells how it is set, which never says more than the words do."""

    text: str
    sources: tuple[int, ...] = ()
    tone: Tone = ""


Cell = tuple[Line, ...]
"""The lines of a table's cell."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier: a table below `header`, or facts (name and value) where that is empty.
    `note` stands above the rows, `empty` in their place where there are none."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as of a day. `caution` says what it is not."""

    title: str
    as_of: str
    caution: str
    sections: tuple[Section, ...]
    sources: tuple[PictureSource, ...]


class Citing:
    """Makes lines, numbering their sources in order of first use."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._titles: dict[str, str] = {}
        self._citations = Citations(self._titles)

    def line(self, text: str, sources: Iterable[Attestation] = (), tone: Tone = "") -> Line:
        """A line with the numbers of its sources; what is not recorded is shown as such."""
        shown = text or NOT_RECORDED
        return Line(shown, self._citations.cite(sources), tone if text else "missing")

    def cell(self, text: str, sources: Iterable[Attestation] = (), tone: Tone = "") -> Cell:
        """A cell of one line."""
        return (self.line(text, sources, tone),)

    def sources(self) -> tuple[PictureSource, ...]:
        """All places cited so far, with the titles of their documents."""
        documents: Sequence[str] = [place.document for place in self._citations.listed()]
        self._titles |= {i: node.caption for i, node in self._view.nodes(documents).items()}
        return self._citations.listed()
