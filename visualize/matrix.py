"""The matrix of coverage: a row for each body below, a column for each rule and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.dates import iso
from graph.queries.duties.coverage import Cell, Coverage, Tally, tally
from graph.queries.duties.occasions import Occasion
from graph.queries.duties.verdict import Status
from graph.record import Node
from graph.store import View, ordered
from visualize.citations import NO_TITLE
from visualize.duty_words import days_given, may_be_words, occasion_words, record_words
from visualize.words import NOT_RECORDED, joined

ROWS = 300
"""Most rows that are drawn; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks: a sign that can be told without colour, ink and ground."""

    sign: str
    ink: str
    ground: str


LOOKS: Mapping[Status, Look] = {
    Status.FULFILLED: Look("✓", "#1b5e35", "#dff0e5"),
    Status.LATE: Look("✓迟", "#5d4a00", "#f6eecb"),
    Status.INCOMPLETE: Look("缺", "#6b4300", "#fbe8cf"),
    Status.WRONG_TALKER: Look("≠", "#6b4300", "#fbe8cf"),
    Status.OVERDUE: Look("逾", "#8a1f11", "#fbe3df"),
    Status.NO_RECORD: Look("○", "#8a1f11", "#ffffff"),
    Status.NOT_DUE: Look("·", "#56606a", "#ffffff"),
    Status.DUE_SOON: Look("近", "#1f4e79", "#e1edf7"),
    Status.DOUBTFUL: Look("?", "#54307a", "#ede4f5"),
    Status.VACANT_BELOW: Look("空↓", "#56606a", "#eef0f2"),
    Status.VACANT_ABOVE: Look("空↑", "#56606a", "#eef0f2"),
    Status.EXEMPT: Look("免", "#56606a", "#eef0f2"),
    Status.NOT_APPLICABLE: Look("–", "#9aa3ab", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class MatrixRecord:
    """A record that counts: what it is, when it happened and was entered, and where it stands."""

    words: str
    date: str
    entered: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One duty in words, with the records behind it."""

    row: int
    column: int
    look: Look
    status: str
    may_be: str
    timeliness: str
    below: str
    heads_below: str
    above: str
    heads_above: str
    rule: str
    basis: str
    occasion: str
    due: str
    records: tuple[MatrixRecord, ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A rule in a period."""

    rule: str
    period: str


@dataclass(frozen=True, slots=True)
class MatrixRule:
    """A rule in the legend."""

    id: str
    title: str
    basis: str
    note: str
    days: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix ready to be written: `sources` are titles and places, numbered from 1; `total` is
    how many rows there are, of which the first are shown."""

    title: str
    since: str
    until: str
    as_of: str
    rows: tuple[str, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[MatrixCell, ...]
    rules: tuple[MatrixRule, ...]
    sources: tuple[str, ...]
    tally: Tally
    total: int

    @property
    def legend(self) -> list[tuple[Status, Look]]:
        """The statuses that occur, in the order of decision."""
        return [(s, LOOKS[s]) for s in Status if s in self.tally.by_status]


def matrix(view: View, found: Coverage, cells: Sequence[Cell]) -> Matrix:
    """The matrix of those `cells` of `found` that are to be shown."""
    bodies = ordered(cell.below for cell in cells)
    shown = {body: number for number, body in enumerate(bodies[:ROWS])}
    kept = [cell for cell in cells if cell.below in shown]
    keys = [_key(cell, found) for cell in kept]
    columns = sorted(set(keys))
    place = {key: number for number, key in enumerate(columns)}
    nodes = dict(found.bodies)
    nodes |= view.nodes(
        ordered(
            i
            for c in kept
            for i in (*c.heads_below, *c.heads_above, *c.records, c.occasion.cause)
            if i and i not in nodes
        )
    )
    sources, cited = _sources(view, kept)
    rules = {rule.id: rule for rule in found.rules}
    return Matrix(
        title=f"{found.organization.caption}　履责情况",
        since=iso(found.period.first), until=iso(found.period.last), as_of=iso(found.as_of),
        rows=tuple(nodes[body].caption for body in shown),
        columns=tuple(MatrixColumn(found.rules[r].title.zh, period) for r, period in columns),
        cells=tuple(
            MatrixCell(
                shown[cell.below], place[key], LOOKS[cell.status], cell.status.label,
                "或".join(may_be_words(cell.may_be)) if cell.status is Status.DOUBTFUL else "",
                _timeliness(cell.late), nodes[cell.below].caption,
                _names(nodes, cell.heads_below), _names(nodes, cell.above),
                _names(nodes, cell.heads_above), rules[cell.rule].title.zh,
                rules[cell.rule].basis.words, occasion_words(cell.occasion, nodes),
                iso(cell.occasion.term.due_days.last),
                tuple(_record(nodes[r], cited.get(r, ())) for r in cell.records),
            )
            for cell, key in zip(kept, keys, strict=True)
        ),
        rules=tuple(
            MatrixRule(r.id, r.title.zh, r.basis.words, r.basis.note, days_given(r))
            for r in found.rules
        ),
        sources=sources, tally=tally(cells), total=len(bodies),
    )  # fmt: skip


Key = tuple[int, str]
"""A column: the rule by its place in the question, and the period."""


def _key(cell: Cell, found: Coverage) -> Key:
    return next(n for n, r in enumerate(found.rules) if r.id == cell.rule), _period(cell.occasion)


def _period(occasion: Occasion) -> str:
    return occasion.period or f"{iso(occasion.term.begun.first)[:4]}年"


def _names(nodes: Mapping[str, Node], ids: Sequence[str]) -> str:
    return joined([nodes[i].caption for i in ids]) or NOT_RECORDED


def _timeliness(late: bool | None) -> str:
    return "" if late is None else "逾期" if late else "按时"


def _record(node: Node, sources: tuple[int, ...]) -> MatrixRecord:
    dated = node.first("date") or node.first("issued") or ""
    return MatrixRecord(record_words(node, {}), dated, node.first("entered") or "", sources)


def _sources(
    view: View, cells: Sequence[Cell]
) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The places that speak of the records of cells, and their numbers by record."""
    records = ordered(record for cell in cells for record in cell.records)
    statements = view.attestations(records)
    titles = view.nodes(ordered(s.place.document for r in records for s in statements[r]))
    numbers: dict[tuple[str, str], int] = {}
    cited: dict[str, tuple[int, ...]] = {}
    for record in records:
        places = [(s.place.document, s.place.locator) for s in statements[record]]
        cited[record] = tuple(
            dict.fromkeys(numbers.setdefault(p, len(numbers) + 1) for p in places)
        )
    named = (
        f"{titles[d].caption if d in titles else NO_TITLE} {locator}" for d, locator in numbers
    )
    return tuple(named), cited
