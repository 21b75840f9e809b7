"""A dossier: sections of facts and tables, each statement with the numbers of its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.queries.sources import statements_giving
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered
from visualize.citations import Citations
from visualize.picture import PictureSource
from visualize.words import NOT_RECORDED

DIFFERING = "记载不一"
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
    """Makes lines, numbering their sources in order of first use. Of the `nodes` of which values
    are shown, sources that differ are read ahead."""

    def __init__(self, view: View, nodes: Iterable[Node] = ()) -> None:
        self._view = view
        self._differing = view.attestations(ordered(n.id for n in nodes if _differs(n)))
        self._titles: dict[str, str] = {}
        self._citations = Citations(self._titles)

    def line(self, text: str, sources: Iterable[Attestation] = (), tone: Tone = "") -> Line:
        """A line with the numbers of its sources; what is not recorded is shown as such."""
        shown = text or NOT_RECORDED
        return Line(shown, self._citations.cite(sources), tone if text else "missing")

    def cell(self, text: str, sources: Iterable[Attestation] = (), tone: Tone = "") -> Cell:
        """A cell of one line."""
        return (self.line(text, sources, tone),)

    def values(
        self, node: Node, name: str, sources: Iterable[Attestation] = (), tone: Tone = "",
        words: Callable[[str], str] = str,
    ) -> Cell:  # fmt: skip
        """A cell with the value of a node's property; where sources differ each value on a line of
        its own, with those that give it."""
        said = [str(value) for value in node.properties.get(name, ())]
        if len(said) < 2 or schema().properties(node.kind)[name].many:
            return self.cell("、".join(map(words, said)), sources, tone)
        statements = self._differing.get(node.id, ())
        return tuple(
            self.line(
                f"{words(value)}（{DIFFERING}）", statements_giving(node, name, value, statements),
                tone,
            )
            for value in said
        )  # fmt: skip

    def sources(self) -> tuple[PictureSource, ...]:
        """All places cited so far, with the titles of their documents."""
        documents: Sequence[str] = [place.document for place in self._citations.listed()]
        self._titles |= {i: node.caption for i, node in self._view.nodes(documents).items()}
        return self._citations.listed()


def _differs(node: Node) -> bool:
    declared = schema().properties(node.kind)
    return any(len(said) > 1 and not declared[n].many for n, said in node.properties.items())
