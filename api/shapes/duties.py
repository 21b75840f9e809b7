"""Duties as they leave the house: rules, cells of coverage, ledgers, what stands behind a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from api.shapes.records import (
    EdgeShape,
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    edge_shape,
    node_shape,
)
from graph.dates import iso
from graph.queries.duties.coverage import Cell, Coverage, Tally, tally
from graph.queries.duties.exhibits import Exhibits
from graph.queries.duties.verdict import Status
from graph.queries.duties.warnings import Ledger
from graph.record import Edge, Node
from graph.rules.rule import Rule
from graph.store import View, ordered
from visualize.duty_words import days_given, may_be_words, occasion_words, record_words


class RuleShape(Shape):
    """A rule. `basis` says where it is written, or that it is local practice without a clause;
    `days` its days, and whether they are only working figures; `definition` is the whole."""

    id: str
    title: str
    basis: str
    note: str
    jurisdiction: str
    valid: str
    days: str
    definition: dict[str, object]


class RecordShape(Shape):
    """A record that counts for a duty: when it happened and when it was entered, side by side."""

    id: str
    words: str
    date: str | None
    entered: str | None


class NamedShape(Shape):
    """A node by id and name."""

    id: str
    name: str


class CellShape(Shape):
    """A duty on an occasion, with its status; `number` finds it again in the same question.

    `late` tells whether the record that counts came in time, also where it has a defect; `null`
    where there is none or dates leave it open. `may_be` are the statuses that dates leave open.
    """

    number: int
    rule: str
    rule_title: str
    below: NamedShape
    above: tuple[NamedShape, ...]
    heads_below: tuple[NamedShape, ...]
    heads_above: tuple[NamedShape, ...]
    occasion: str
    due: str
    status: Status
    status_label: str
    may_be: tuple[str, ...]
    late: bool | None
    records: tuple[RecordShape, ...]
    exemption: NamedShape | None


class TallyShape(Shape):
    """Counts with their denominators: `owed` of `cells`, `due` of `owed`, `recorded` and
    `fulfilled` of `due` or before."""

    by_status: dict[str, int]
    cells: int
    owed: int
    due: int
    recorded: int
    fulfilled: int


class CoverageShape(Shape):
    """Coverage of an organization in a period, seen on a day. `tally` counts all cells that pass
    the filters, `cells` are those of this page; `next` is the number to go on from."""

    organization: NodeShape
    since: str
    until: str
    as_of: str
    near: int
    rules: tuple[RuleShape, ...]
    unasked: tuple[str, ...]
    tally: TallyShape
    cells: tuple[CellShape, ...]
    next: int | None


class ExhibitShape(Shape):
    """One record behind a duty, with its sources."""

    part: str
    words: str
    node: NodeShape | None
    edge: EdgeShape | None
    sources: tuple[SourceShape, ...]


class OpenedShape(Shape):
    """A cell down to its sources."""

    cell: CellShape
    rule: RuleShape
    exhibits: tuple[ExhibitShape, ...]


class LedgerShape(Shape):
    """The ledger of an organization: its level, the arithmetic behind it, and the duties."""

    organization: NamedShape
    level: str
    level_label: str
    arithmetic: str
    owed: int
    soon: tuple[CellShape, ...]
    overdue: tuple[CellShape, ...]
    missing: tuple[CellShape, ...]


PARTS = {
    "cause": "情形", "exemption": "豁免", "relation": "隶属与监督关系", "below": "下级任职",
    "above": "上级任职", "record": "记录", "role": "参与",
}  # fmt: skip
"""What the parts of an opened cell are called."""


def rule_shape(rule: Rule) -> RuleShape:
    """A rule with what a reader asks first."""
    return RuleShape(
        id=rule.id, title=rule.title.zh, basis=rule.basis.words, note=rule.basis.note,
        jurisdiction=rule.jurisdiction, valid=rule.valid, days=days_given(rule),
        definition=rule.model_dump(mode="json", exclude_defaults=True),
    )  # fmt: skip


def tally_shape(counted: Tally) -> TallyShape:
    """Counts by the words of the statuses."""
    return TallyShape(
        by_status={status.label: number for status, number in counted.by_status.items()},
        cells=counted.cells, owed=counted.owed, due=counted.due, recorded=counted.recorded,
        fulfilled=counted.fulfilled,
    )  # fmt: skip


class DutyShaper:
    """Turns cells into shapes, looking up what they name once for all of them."""

    def __init__(self, view: View, found: Coverage, numbers: Mapping[Cell, int]) -> None:
        self._view, self._found, self._numbers = view, found, numbers
        self._shaper = Shaper(view)
        self._nodes: dict[str, Node] = dict(found.bodies)

    def cells(self, cells: Sequence[Cell]) -> tuple[CellShape, ...]:
        """Cells in the order given."""
        self._look_up(cells)
        return tuple(map(self._cell, cells))

    def coverage(self, cells: Sequence[Cell], start: int, limit: int) -> CoverageShape:
        """A page of the cells that passed the filters."""
        found = self._found
        page = cells[start : start + limit]
        return CoverageShape(
            organization=node_shape(found.organization),
            since=iso(found.period.first), until=iso(found.period.last), as_of=iso(found.as_of),
            near=found.near, rules=tuple(map(rule_shape, found.rules)), unasked=found.unasked,
            tally=tally_shape(tally(cells)), cells=self.cells(page),
            next=start + limit if start + limit < len(cells) else None,
        )  # fmt: skip

    def opened(self, cell: Cell, behind: Exhibits) -> OpenedShape:
        """A cell with what stands behind it."""
        (shape,) = self.cells([cell])
        return OpenedShape(
            cell=shape,
            rule=rule_shape(self._found.rule(cell.rule)),
            exhibits=tuple(
                ExhibitShape(
                    part=PARTS[exhibit.part],
                    words=record_words(exhibit.record, behind.nodes),
                    node=None if isinstance(exhibit.record, Edge) else node_shape(exhibit.record),
                    edge=edge_shape(exhibit.record) if isinstance(exhibit.record, Edge) else None,
                    sources=self._shaper.sources(exhibit.sources),
                )
                for exhibit in behind.exhibits
            ),
        )

    def ledgers(self, ledgers: Iterable[Ledger]) -> tuple[LedgerShape, ...]:
        """Ledgers in the order given."""
        kept = list(ledgers)
        self._look_up([c for one in kept for c in (*one.soon, *one.overdue, *one.missing)])
        return tuple(
            LedgerShape(
                organization=self._named(one.organization), level=one.level.value,
                level_label=one.level.label, arithmetic=one.arithmetic, owed=one.owed,
                soon=tuple(map(self._cell, one.soon)),
                overdue=tuple(map(self._cell, one.overdue)),
                missing=tuple(map(self._cell, one.missing)),
            )
            for one in kept
        )  # fmt: skip

    def _look_up(self, cells: Sequence[Cell]) -> None:
        named = ordered(
            i
            for c in cells
            for i in (*c.heads_below, *c.heads_above, *c.records, c.exemption, c.occasion.cause)
            if i and i not in self._nodes
        )
        self._nodes |= self._view.nodes(named)

    def _named(self, node: str) -> NamedShape:
        known = self._nodes.get(node)
        return NamedShape(id=node, name=known.caption if known else node)

    def _cell(self, cell: Cell) -> CellShape:
        return CellShape(
            number=self._numbers[cell], rule=cell.rule,
            rule_title=self._found.rule(cell.rule).title.zh,
            below=self._named(cell.below), above=tuple(map(self._named, cell.above)),
            heads_below=tuple(map(self._named, cell.heads_below)),
            heads_above=tuple(map(self._named, cell.heads_above)),
            occasion=occasion_words(cell.occasion, self._nodes),
            due=iso(cell.occasion.term.due_days.last),
            status=cell.status, status_label=cell.status.label,
            may_be=may_be_words(cell.may_be), late=cell.late,
            records=tuple(self._record(record) for record in cell.records),
            exemption=self._named(cell.exemption) if cell.exemption else None,
        )  # fmt: skip

    def _record(self, record: str) -> RecordShape:
        node = self._nodes[record]
        return RecordShape(
            id=record, words=record_words(node, {}),
            date=node.first("date") or node.first("issued"), entered=node.first("entered"),
        )  # fmt: skip
