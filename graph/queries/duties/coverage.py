"""Duties owed against records: who owed what to whom in a period, and what is missing.

For each rule every body below an organization that its selector names is a row, and every occasion
(a year, an office taken, a sign, a case …) a cell with one status. A cell names the rule, the
record that made it arise, who stood where, and the records that count; `cell_sources` opens it.
Absence of a record is shown as such and never as a failure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from graph.dates import Window
from graph.errors import NotFound
from graph.frozen import frozen
from graph.queries.duties.evidence import Checks, Measures, Reports
from graph.queries.duties.exemptions import Exemptions
from graph.queries.duties.headships import Headships, named
from graph.queries.duties.occasions import Occasion, Occasions, span
from graph.queries.duties.rights import Heads, Rights
from graph.queries.duties.rights import rights as rights_of
from graph.queries.duties.superiors import Line, superiors
from graph.queries.duties.talked import HeadTalks, Talks
from graph.queries.duties.verdict import (
    NOTHING,
    YES,
    Fact,
    Ground,
    Rank,
    Status,
    Term,
    Truth,
    both,
    held,
    ranks,
    verdict,
)
from graph.queries.subtree import bodies_below
from graph.record import Node
from graph.rules.rule import TREE, Rule, Step
from graph.store import View, ordered

NEAR = 30
"""Days before a duty falls due from which it counts as due soon, unless asked otherwise."""


class _Days(NamedTuple):
    """The days of a term as they are seen: on which it falls `due`, those on which it matters who
    stands where (none, if they end before they begin), and those whose people a cell names."""

    due: Window
    judged: Window
    shown: Window


@frozen
class Cell:
    """One duty on one occasion. `above` are the bodies that owe it, `heads_*` who headed which side
    in its term; `records` those that may count, the best first; `exemption` what exempts from it.

    `late` tells whether the record that counts came in time, also where it has a defect; `None`
    where there is none or dates leave it open. `may_be` are the statuses that dates leave open.
    """

    rule: str
    occasion: Occasion
    status: Status
    may_be: tuple[Status, ...]
    late: bool | None
    above: tuple[str, ...]
    heads_below: tuple[str, ...]
    heads_above: tuple[str, ...]
    records: tuple[str, ...]
    exemption: str = ""

    @property
    def below(self) -> str:
        """The body whose head the duty concerns."""
        return self.occasion.body


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer on the day `as_of`: cells by rule, body and time. `bodies` are all bodies that
    cells name; `unasked` the rules that asked nothing of anyone here in this period."""

    organization: Node
    period: Window
    as_of: int
    near: int
    rules: tuple[Rule, ...]
    cells: tuple[Cell, ...]
    bodies: Mapping[str, Node]
    unasked: tuple[str, ...]

    def rule(self, name: str) -> Rule:
        """The rule of that id, which is one of those asked about."""
        return next(rule for rule in self.rules if rule.id == name)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cells have each status, and what they are out of.

    `owed`: neither exempt, nor vacant, nor perhaps inapplicable; `due`: owed and fallen due;
    `recorded`: of these, with a record of any worth; `fulfilled`: with a full one, late or not.
    """

    by_status: Mapping[Status, int]
    cells: int
    owed: int
    due: int
    recorded: int
    fulfilled: int


_NOT_OWED = (
    Status.NOT_APPLICABLE, Status.EXEMPT, Status.VACANT_BELOW, Status.VACANT_ABOVE,
    Status.DOUBTFUL,
)  # fmt: skip
_NOT_DUE = (Status.NOT_DUE, Status.DUE_SOON)


def tally(cells: Iterable[Cell]) -> Tally:
    """The counts of some cells, with their denominators; every number counts cells that it names
    by status."""
    count = Counter(cell.status for cell in cells)
    total = count.total()
    owed = total - sum(count[status] for status in _NOT_OWED)
    due = owed - sum(count[status] for status in _NOT_DUE)
    fulfilled = count[Status.FULFILLED] + count[Status.LATE]
    recorded = fulfilled + count[Status.INCOMPLETE] + count[Status.WRONG_TALKER]
    return Tally({s: count[s] for s in Status if count[s]}, total, owed, due, recorded, fulfilled)


def coverage(
    view: View,
    organization: str,
    period: Window,
    rules: Sequence[Rule],
    as_of: int,
    *,
    near: int = NEAR,
    only: Sequence[str] | None = None,
) -> Coverage:
    """Duties between an organization, the bodies below it, and what stands above them.

    `period` is the days within which a period ends or an event happens; `as_of` the day number on
    which it is looked at: what happened later is not seen. `only` are the bodies to ask about
    instead of those below. Raises `NotFound` for an unknown organization.
    """
    root = view.nodes((organization,)).get(organization)
    if root is None:
        raise NotFound(f"库中没有 {organization}", remedy="先用 zerenlian search 查找")
    spans = [period, *(span(rule, period, as_of) for rule in rules)]
    when = Window(min(s.first for s in spans), max(s.last for s in spans))
    bodies = bodies_below(view, organization, when) if only is None else dict.fromkeys(only, 0)
    duties = _Duties(view, bodies, period, when, as_of, near)
    cells = tuple(chain.from_iterable(duties.cells(rule) for rule in rules))
    asked = {cell.rule for cell in cells}
    named = ordered([b for cell in cells for b in (cell.occasion.body, *cell.above)])
    duties.heads.read(named)
    return Coverage(
        root, period, as_of, near, tuple(rules), cells,
        {body: duties.heads.bodies[body] for body in named},
        tuple(rule.id for rule in rules if rule.id not in asked),
    )  # fmt: skip


_seated = cache(Ground)  # where the seats are no question, thousands are alike


class _Duties:
    """One question about one subtree: what rules share is read once."""

    def __init__(
        self, view: View, depths: Mapping[str, int], period: Window, when: Window, as_of: int,
        near: int,
    ) -> None:  # fmt: skip
        self._view, self._when = view, when
        self._as_of, self._near = as_of, near
        self.heads = Headships(view, when)
        self.heads.read(depths)
        self._bodies = bodies = sorted(self.heads.bodies)  # as stores read what is about them
        order = sorted((depths[b], node.caption, b) for b, node in self.heads.bodies.items())
        self._place = {body: place for place, (_, _, body) in enumerate(order)}
        self._occasions = Occasions(view, period, self.heads)
        self._talks = Talks(view, when)
        self._lines: dict[tuple[Step, ...], Mapping[str, list[Line]]] = {}
        self._standing = superiors(view, bodies, TREE, when)
        self._exemptions = Exemptions(view, bodies)
        self._days: dict[Term, _Days] = {}  # of a period thousands of cells share one

    def _along(self, path: tuple[Step, ...]) -> Mapping[str, list[Line]]:
        if path == TREE:
            return self._standing
        if path not in self._lines:
            self._lines[path] = superiors(self._view, self._bodies, path, self._when)
        return self._lines[path]

    def cells(self, rule: Rule) -> list[Cell]:
        """The cells of a rule: nearest bodies first, by name, each in order of time."""
        heads = self.heads.of(self._selected(rule.below.types), rule.below.head)
        occasions = self._occasions.of(rule, heads)
        bodies = ordered(o.body for o in occasions)
        towards = rights_of(self._view, rule, bodies, heads, self.heads, self._along)
        evidence = self._evidence(rule, occasions, bodies, heads)
        if isinstance(evidence, Measures):
            occasions = [evidence.dated(occasion) for occasion in occasions]
        cells: list[Cell] = []
        for occasion in occasions:
            rights = towards(occasion.body)
            cells.append(self._cell(rule, occasion, rights, evidence.facts(occasion, rights)))
        return sorted(cells, key=lambda cell: self._place[cell.occasion.body])

    def _selected(self, types: Collection[str]) -> Sequence[str]:
        """The bodies of one of the types, all if none is given."""
        nodes = self.heads.bodies
        return (
            [b for b in self._bodies if nodes[b].first("type") in types] if types else self._bodies
        )

    def _evidence(
        self, rule: Rule, occasions: Sequence[Occasion], bodies: Sequence[str],
        heads: Heads,
    ) -> HeadTalks | Reports | Checks | Measures:  # fmt: skip
        """Reads the records that may count."""
        causes = ordered(occasion.cause for occasion in occasions)
        match rule.evidence.record:
            case "talk":
                return HeadTalks(self._talks, rule, bodies, heads, self.heads.bodies)
            case "report":
                return Reports(self._view, rule, bodies, heads, self._when)
            case "check":
                return Checks(self._view, rule, causes, self._when)
            case "measure":
                return Measures(self._view, rule, causes)

    def _days_of(self, term: Term) -> _Days:
        days = self._days.get(term)
        if days is None:
            due = term.due_days
            judged = Window(term.begun.first + min(term.opens, 0), min(due.last, self._as_of))
            days = self._days[term] = _Days(due, judged, Window(judged.first, max(judged)))
        return days

    def _cell(self, rule: Rule, occasion: Occasion, rights: Rights, facts: Sequence[Fact]) -> Cell:
        term = occasion.term
        days = self._days_of(term)
        exemption, exempt = self._exemptions.from_duty(rule.id, occasion.body, days.due)
        ground = self._ground(rule, occasion, days.judged, rights, exempt)
        ranked, records = self._ranked(facts, term) if facts else ((), ())
        found = verdict(ground, ranked, term, self._as_of, self._near)
        return Cell(
            rule.id, occasion, found.status, found.may_be, found.late, rights.owing.bodies,
            (occasion.person,) if occasion.person else named(rights.below, days.shown),
            rights.owing.named(days.shown), records, exemption,
        )  # fmt: skip

    def _ranked(
        self, facts: Sequence[Fact], term: Term
    ) -> tuple[tuple[frozenset[Rank], ...], tuple[str, ...]]:
        """What the records that may count are worth, and the records, the best first."""
        worth = [(may, f) for f in facts if (may := ranks(f, term, self._as_of)) != NOTHING]
        if len(worth) > 1:
            worth.sort(key=lambda pair: (min(pair[0]), pair[1].days, pair[1].record))
        return tuple([may for may, _ in worth]), tuple(ordered([f.record for _, f in worth]))

    def _ground(
        self, rule: Rule, occasion: Occasion, days: Window, rights: Rights, exempt: Truth
    ) -> Ground:
        if days.last < days.first or occasion.term.begun.first > self._as_of:
            return _seated(occasion.applies, exempt)  # not begun: who will stand where is not known
        above = YES if rule.evidence.record == "measure" else held(rights.ways(), days)
        if above == YES and rule.from_head_to_head:
            return _seated(occasion.applies, exempt)  # so the body stood there and had a head
        standing = held([line.way for line in self._standing[occasion.body]], days)
        of_body = rule.evidence.record in ("measure", "check") or bool(occasion.person)
        below = YES if of_body else held([(h.interval,) for h in rights.below], days)
        return Ground(
            both(occasion.applies, standing), exempt, below, above,
            vacant_below=False in below
            and self.heads.vacant(occasion.body, rule.below.head, days),
            vacant_above=False in above and self._vacant_above(rule, rights, days),
        )  # fmt: skip

    def _vacant_above(self, rule: Rule, rights: Rights, days: Window) -> bool:
        head, owing = rule.above[0].head, rights.owing.bodies
        return head is not None and any(self.heads.vacant(body, head, days) for body in owing)
