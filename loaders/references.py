"""Edges to things that a mapping only refers to: kept back until it is known that they exist."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from graph.attestation import Attestation
from graph.schema import schema
from graph.store import View
from loaders.report import RunningReport

WAITING: Final = 20_000
"""Edges kept back before the store is asked for their ends."""


def with_both_ends(
    view: View, statements: Iterable[Attestation], report: RunningReport
) -> Iterator[Attestation]:
    """The statements, without edges one end of which neither they nor the view describe.

    Such edges come later than they stand, or are left out and counted in the report. A row that
    refers to a rejected one therefore loads, and what is missing is said.
    """
    known: set[str] = set()
    waiting: list[Attestation] = []
    asked = WAITING
    for statement in statements:
        if not statement.is_edge:
            known.add(statement.record)
        elif statement.source not in known or statement.target not in known:
            waiting.append(statement)
            if len(waiting) >= asked:
                waiting = yield from _settled(view, known, waiting)
                asked = len(waiting) + WAITING
            continue
        yield statement
    for edge in (yield from _settled(view, known, waiting)):
        label = schema().edges[edge.kind].label.zh
        report.note(f"所指的一方在文件和库里都没有，未连：{label}")


def _settled(
    view: View, known: set[str], waiting: list[Attestation]
) -> Generator[Attestation, None, list[Attestation]]:
    """Give the edges whose ends are known by now; return the others."""
    ends = {end for edge in waiting for end in (edge.source, edge.target)} - known
    known.update(view.nodes(sorted(ends)))
    left: list[Attestation] = []
    for edge in waiting:
        if edge.source in known and edge.target in known:
            yield edge
        else:
            left.append(edge)
    return left
