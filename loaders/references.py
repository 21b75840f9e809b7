"""What a row refers to and does not describe: asked of the store for many rows at a time.

A mapping refers in two ways. What is `known_from` other files must be in the store, else the row is
rejected (`Known`, asked before the row is mapped, so that nothing of it is said). What is only a
`reference` may come later or never: edges to it wait, and are left out if it never comes. Why there
are two, and what each costs, is in docs/decisions/0011-what-a-ledger-refers-to.md.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from graph.attestation import Attestation
from graph.schema import schema
from graph.store import View
from loaders.language import Mapping
from loaders.report import RunningReport
from loaders.tables import BadRow, Row

AHEAD: Final = 1_000
"""Rows read ahead, so that the store is asked once for all that they refer to."""
REMEMBERED: Final = 200_000
"""Answers of the store that are kept."""
WAITING: Final = 20_000
"""Edges kept back before the store is asked for their ends."""


class Known:
    """The things that the store has, of those asked for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._answers: dict[str, bool] = {}

    def __contains__(self, node: object) -> bool:
        """Whether the store has the thing with this id, which must have been asked for."""
        return self._answers[str(node)]

    def ahead(
        self, rows: Iterator[Row | BadRow], referred: Callable[[Row], Iterable[str]]
    ) -> Iterator[Row | BadRow]:
        """The rows, each after the store was asked for all ids that `referred` gives."""
        while chunk := list(islice(rows, AHEAD)):
            self._ask({node for row in chunk if isinstance(row, Row) for node in referred(row)})
            yield from chunk

    def _ask(self, ids: set[str]) -> None:
        if len(self._answers) > REMEMBERED:
            self._answers.clear()
        new = sorted(ids - self._answers.keys() - {""})
        if new:
            found = self._view.nodes(new)
            self._answers.update((node, node in found) for node in new)


class _Ends(NamedTuple):
    """Which ends of a kind of edge are only referred to, of which kinds of node they may be, and
    whether rows of this load may describe them."""

    source: bool
    target: bool
    kinds: frozenset[str]
    described: bool

    def open(self, edge: Attestation, known: set[str]) -> list[str]:
        """The ends of the edge that are not known."""
        ends = ((self.source, edge.source), (self.target, edge.target))
        return [end for referred, end in ends if referred and end not in known]


def with_both_ends(
    view: View, statements: Iterable[Attestation], mapping: Mapping, report: RunningReport
) -> Iterator[Attestation]:
    """The statements, without edges to a `reference` that neither they nor the view describe.

    Such edges come later than they stand, or are left out and counted in the report. A row that
    refers to a rejected one therefore loads, and what is missing is said.
    """
    loose = _loose(mapping)
    kinds = frozenset[str]().union(*(ends.kinds for ends in loose.values()))
    known: set[str] = set()
    waiting: list[Attestation] = []
    asked = WAITING
    for statement in statements:
        if not statement.is_edge:
            if statement.kind in kinds:
                known.add(statement.record)
        elif statement.kind in loose and loose[statement.kind].open(statement, known):
            waiting.append(statement)
            if len(waiting) >= asked:
                left = yield from _settled(view, known, waiting, loose)
                waiting = [edge for edge in left if loose[edge.kind].described]
                _leave_out((edge for edge in left if not loose[edge.kind].described), report)
                asked = len(waiting) + WAITING
            continue
        yield statement
    _leave_out((yield from _settled(view, known, waiting, loose)), report)


def _loose(mapping: Mapping) -> dict[str, _Ends]:
    """The kinds of edge that join something to a mere reference."""
    entities = mapping.entities
    pairs = [(edge.kind, entities[edge.source], entities[edge.target]) for edge in mapping.edges]
    if mapping.panel:
        cells = mapping.panel.cells
        pairs += [("HOLDS", entities[cell.person], entities[cell.post]) for cell in cells]
    described = {entity.kind for entity in entities.values() if not entity.reference}
    found: dict[str, _Ends] = {}
    for kind in {kind for kind, source, target in pairs if source.loose or target.loose}:
        ours = [(source, target) for name, source, target in pairs if name == kind]
        at_source = any(source.loose for source, _ in ours)
        at_target = any(target.loose for _, target in ours)
        kinds = frozenset(
            {source.kind for source, _ in ours if at_source}
            | {target.kind for _, target in ours if at_target}
        )
        found[kind] = _Ends(at_source, at_target, kinds, bool(kinds & described))
    return found


def _settled(
    view: View, known: set[str], waiting: list[Attestation], loose: dict[str, _Ends]
) -> Generator[Attestation, None, list[Attestation]]:
    """Give the edges whose ends are known by now; return the others."""
    asked = {end for edge in waiting for end in loose[edge.kind].open(edge, known)}
    known.update(view.nodes(sorted(asked)))
    left: list[Attestation] = []
    for edge in waiting:
        if loose[edge.kind].open(edge, known):
            left.append(edge)
        else:
            yield edge
    return left


def _leave_out(edges: Iterable[Attestation], report: RunningReport) -> None:
    for edge in edges:
        report.note(f"所指的一方在文件和库里都没有，未连：{schema().edges[edge.kind].label.zh}")
