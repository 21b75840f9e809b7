"""Everything on record about one case: its course, both duties, what followed, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Window
from graph.queries.cases.attribution import Attribution, attribution
from graph.queries.duties.coverage import Cell, Coverage, coverage
from graph.queries.duties.verdict import Status
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.case_stages import CaseStage, case_stages, stages_by
from graph.queries.ledgers.closing import case_closing
from graph.queries.ledgers.clue_course import ClueCourse, clue_courses
from graph.queries.ledgers.deliberations import Deliberation, considering, deliberations
from graph.queries.ledgers.measures import CaseMeasures, measures
from graph.queries.recorded import as_told, day_window, happened_by, meet
from graph.queries.sources import Sourced
from graph.record import Edge, Node
from graph.rules.rule import Rule
from graph.store import View, ordered

OPEN = frozenset({
    Status.NO_RECORD, Status.OVERDUE, Status.INCOMPLETE, Status.WRONG_TALKER, Status.DOUBTFUL,
})  # fmt: skip
"""Statuses of duties that are not on record in full."""
DECADE = 3660
"""Days of the conduct, counted back from its end, for which duties are listed."""
_FORM = ("form", "form_issuer", "form_basis")
_SANCTIONS = ("党纪处分", "政务处分")
"""Stages by which the form of a case has been entered."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose case it is, with post and rank as printed."""

    node: Node
    post: str | None
    rank: str | None
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on accountability with the people and bodies it aims at and who took it."""

    node: Node
    targets: tuple[Node, ...]
    organs: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a power or negative list that the case touches."""

    node: Node
    owners: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What is known of a case on the day number `as_of`.

    `clues` led to it; `other_clues` are about a subject and were received before it came out.
    `asked` are the cells of `coverage` (`None` where no rule was asked) of the days on which the
    body below stood there, `duties` those of them that were not on record in full when the case
    came out.
    """

    case: Node
    as_of: int
    sources: tuple[Attestation, ...]
    subjects: tuple[Subject, ...]
    places: tuple[Sourced, ...]
    items: tuple[Item, ...]
    clues: tuple[ClueCourse, ...]
    other_clues: tuple[ClueCourse, ...]
    stages: tuple[CaseStage, ...]
    scope: Attribution
    coverage: Coverage | None
    asked: tuple[Cell, ...]
    duties: tuple[Cell, ...]
    deliberations: tuple[Deliberation, ...]
    measures: CaseMeasures
    decisions: tuple[Decision, ...]

    @property
    def closing(self) -> str | None:
        """That the case was withdrawn, or that a stage found nothing, if so."""
        return case_closing(self.stages)


def case_file(view: View, case: str, rules: Sequence[Rule], as_of: int) -> CaseFile:
    """The file of a case as it could be told on the day `as_of`: what certainly happened later is
    left out; with stages to come and no sanction yet also the form, which nobody dated. `rules` are
    those whose duties are asked about. Raises as `attribution` does."""
    scope = attribution(view, case, as_of)
    out = attached(view, (case,), ("OCCURRED_IN", "CONCERNS"), "out")[case]
    into = attached(view, (case,), ("SUBJECT_OF", "LED_TO"), "in")[case]
    named = view.nodes(ordered([*(e.target for e in out), *(e.source for e in into)]))
    whose = [e for e in into if e.kind == "SUBJECT_OF"]
    where = [e for e in out if e.kind == "OCCURRED_IN"]
    touched = [e for e in out if e.kind == "CONCERNS" and named[e.target].kind == "ListItem"]
    said = backing(view, [(case, ()), *((e.relation, ()) for e in (*whose, *where, *touched))])
    own, others = _clues(view, scope, into, named, as_of)
    stages = case_stages(view, (case,))[case]
    by_then = stages_by(stages, as_of)
    later = len(by_then) < len(stages) and not any(s.name in _SANCTIONS for s in by_then)
    answer = _duties(view, scope, rules, as_of)
    asked = tuple(_asked(answer, scope)) if answer else ()
    return CaseFile(
        as_told(as_told(scope.case, as_of, ("reported",)), as_of, (), _FORM, later=later),
        as_of, said[case],
        tuple(
            Subject(named[e.source], e.first("post"), e.first("rank"), said[e.relation])
            for e in whose
        ),
        tuple(Sourced(named[e.target], said[e.relation]) for e in where),
        _items(view, touched, named, said),
        own, others, by_then, scope, answer,
        asked, tuple(cell for cell in asked if cell.status in OPEN),
        tuple(
            one for one in deliberations(view, considering(view, (case,)))
            if happened_by(one.meeting, as_of)
        ),
        measures(view, (case,), as_of)[0], _decisions(view, scope.decisions),
    )  # fmt: skip


def _clues(
    view: View, scope: Attribution, into: Sequence[Edge], named: Mapping[str, Node], as_of: int
) -> tuple[tuple[ClueCourse, ...], tuple[ClueCourse, ...]]:
    """The clues that led to the case, and the others about its subjects received before it."""
    own = ordered(e.source for e in into if named[e.source].kind == "Clue")
    about = view.expand([s.id for s in scope.subjects], ("ABOUT",), "in")
    nodes = {**named, **view.nodes(ordered(e.source for e in about))}
    others = [i for i in ordered(e.source for e in about) if i not in own]
    courses = clue_courses(view, [nodes[i] for i in [*own, *others]], as_of)
    last = scope.time.came_out.last if scope.time.came_out else as_of
    before = [
        course for course in courses
        if course.clue.id not in own and day_window(course.received).first <= last
    ]  # fmt: skip
    return (
        tuple(course for course in courses if course.clue.id in own),
        tuple(sorted(before, key=lambda c: (day_window(c.received), c.clue.id))),
    )


def _items(
    view: View, touched: Sequence[Edge], named: Mapping[str, Node],
    said: Mapping[str, tuple[Attestation, ...]],
) -> tuple[Item, ...]:  # fmt: skip
    owned = attached(view, ordered(e.target for e in touched), ("ITEM_OF",), "out")
    owners = view.nodes(ordered(e.target for edges in owned.values() for e in edges))
    return tuple(
        Item(
            named[e.target], tuple(owners[i] for i in ordered(o.target for o in owned[e.target])),
            said[e.relation],
        )
        for e in touched
    )  # fmt: skip


def _duties(view: View, scope: Attribution, rules: Sequence[Rule], as_of: int) -> Coverage | None:
    """The duties towards the party bodies of the case within its conduct, seen when it came out."""
    own = [
        one.body.id for one in scope.levels
        if one.duty == "party" and one.bears and one.level == 0
    ]  # fmt: skip
    if not own or not rules:
        return None
    days, out = scope.time.days, scope.time.came_out
    last = min(out.last if out else days.last, as_of)
    period = Window(max(days.first, last - DECADE), min(days.last, last))
    if period.last < period.first:
        return None
    return coverage(view, own[0], period, rules, last, only=own)


def _asked(answer: Coverage, scope: Attribution) -> Iterator[Cell]:
    """The duties of the days on which the body below stood there: what was owed to it before a
    subject came, or after he left, is none of the case's."""
    stood = {one.body.id: one.days for one in scope.levels if one.duty == "party" and one.bears}
    for cell in answer.cells:
        term = cell.occasion.term
        owed = Window(term.begun.first, term.due_days.last)
        if any(meet(owed, days) for days in stood[cell.below]):
            yield cell


def _decisions(view: View, decided: Sequence[Node]) -> tuple[Decision, ...]:
    ids = [node.id for node in decided]
    edges = attached(view, ids, ("TARGETS", "DECIDED_BY"), "out")
    ends = view.nodes(ordered(e.target for found in edges.values() for e in found))
    said = backing(view, [(i, edges[i]) for i in ids])
    order = sorted(decided, key=lambda node: (day_window(node.first("date")), node.id))
    return tuple(
        Decision(
            node,
            tuple(ends[e.target] for e in edges[node.id] if e.kind == "TARGETS"),
            tuple(ends[e.target] for e in edges[node.id] if e.kind == "DECIDED_BY"),
            said[node.id],
        )
        for node in order
    )
