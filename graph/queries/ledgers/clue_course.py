"""The course of a clue: who held it on which days, and how long each step took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Window, iso
from graph.errors import NotFound
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.case_stages import (
    BEFORE_FILING,
    FILING,
    CaseStage,
    case_stages,
    stages_by,
)
from graph.queries.ledgers.closing import case_closing, clue_closing
from graph.queries.ledgers.masking import masked, unquoted
from graph.queries.recorded import as_told, day_window, days_between
from graph.record import Edge, Node
from graph.store import View, ordered

RECEIPT, PASSING = "受理", "移交"
ENDINGS = ("移送审查起诉", "撤销案件", "归档")
"""Stages with which the organ that filed a case gives it up."""
_DISPOSED = ("disposal", "result", "approver")
"""What is on record of how a clue was disposed of; nobody says when."""
_PARTS = ("RECEIVED_BY", "PASSED_TO")
"""The own steps of a clue; on one day the first comes first, and both before those of cases."""


@dataclass(frozen=True, slots=True)
class ClueStep:
    """A step of a clue or of a case that it led to. `on` is its date as recorded, `None` where
    none is; `organs` are those that took it over or decided.

    `days` are the fewest and most since the last dated step before it of the clue itself, or of
    the same case; of a case's first one since the clue's own. `None` where a date is missing.
    """

    name: str
    on: str | None
    organs: tuple[Node, ...]
    sender: str | None
    outcome: str | None
    case: Node | None
    days: tuple[int, int] | None
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """An organ held the clue, or with `case` the case that it filed, from `since` until `until`,
    each as recorded; both `None` and `ended` too while no step that ends it has a date.

    `ended` is that step: 移交 or 立案, for a case one of `ENDINGS`. Where a case has a filing
    without a date it is the first stage after it that has one: custody ended by then, and `days`,
    else the fewest and most, are `None`.
    """

    organ: Node
    since: str
    until: str | None
    days: tuple[int, int] | None
    ended: str | None
    case: Node | None


@dataclass(frozen=True, slots=True)
class ClueCourse:
    """A clue without its informant. `closing` says that it was closed or found untrue, or a case
    of it withdrawn, if so; `undated` that an organ took it over on a day that nobody recorded, so
    that custody is open."""

    clue: Node
    closing: str | None
    about: tuple[Node, ...]
    steps: tuple[ClueStep, ...]
    custody: tuple[Custody, ...]
    undated: bool
    sources: tuple[Attestation, ...]

    @property
    def received(self) -> str | None:
        """When it was first received, as recorded."""
        return next((s.on for s in self.steps if s.name == RECEIPT and s.case is None), None)


def clue_course(view: View, clue: Node, as_of: int = FOREVER) -> ClueCourse:
    """The course of a clue up to the last event of the cases that it led to, as it could be told on
    the day `as_of`.

    Steps are in order of the days that their dates may mean; on one day receipt comes before
    passing, and passing before cases. A step without a date follows the dated ones of its part.
    Custody by an organ ends when the clue is passed on, or when a case is filed: then the organ
    that filed has the case until it is transferred for prosecution, withdrawn or archived.
    Raises `NotFound` for a clue that was certainly received later.
    """
    for course in clue_courses(view, [clue], as_of):
        return course
    raise NotFound(
        f"线索 {clue.caption} 在 {iso(as_of)} 尚未受理", remedy="换一个受理以后的截至日期"
    )


def clue_courses(view: View, clues: Sequence[Node], as_of: int = FOREVER) -> tuple[ClueCourse, ...]:
    """The courses of several clues, in their order, read together, as they could be told on the day
    `as_of`: without clues that were certainly received later, and without later steps. Disposal and
    result have no date: they are left out too where a later step up to the filing is on record."""
    own = attached(view, ordered(c.id for c in clues), (*_PARTS, "ABOUT", "LED_TO"), "out")
    ends = view.nodes(ordered(e.target for edges in own.values() for e in edges))
    stages = case_stages(view, [i for i, node in ends.items() if node.kind == "Case"])
    said = backing(view, own.items())
    moves = [e for edges in own.values() for e in edges if e.kind in _PARTS]
    of_moves = view.attestations(e.relation for e in moves)
    told = {e.id: tuple(map(unquoted, of_moves[e.relation])) for e in moves}
    courses = (
        _course(clue, own[clue.id], ends, stages, told, tuple(map(unquoted, said[clue.id])), as_of)
        for clue in clues
    )
    return tuple(course for course in courses if course is not None)


class _Taken(NamedTuple):
    """A step of the clue itself before it is measured."""

    name: str
    on: str | None
    organs: tuple[Node, ...]
    sender: str | None
    sources: tuple[Attestation, ...]


def _course(
    clue: Node, edges: Sequence[Edge], ends: Mapping[str, Node],
    every: Mapping[str, Sequence[CaseStage]], told: Mapping[str, tuple[Attestation, ...]],
    sources: tuple[Attestation, ...], as_of: int,
) -> ClueCourse | None:  # fmt: skip
    """The course of a clue, `None` if it was certainly received after the day `as_of`."""
    moves = [_move(e, clue, ends[e.target], told[e.id]) for e in edges if e.kind in _PARTS]
    if not any(step.name == RECEIPT for step in moves):
        moves.insert(0, _Taken(RECEIPT, clue.first("received"), (), None, sources))
    taken = sorted((m for m in moves if _place([m.on]) <= as_of), key=_own_order)
    if not any(step.name == RECEIPT for step in taken):
        return None
    led = {e.target: every[e.target] for e in edges if e.target in every}
    to_filing = [s for found in led.values() for s in found if s.name in (*BEFORE_FILING, FILING)]
    by_then = {case: stages_by(found, as_of) for case, found in led.items()}
    cases = {case: stages for case, stages in by_then.items() if stages or not led[case]}
    later = len(taken) < len(moves) or len(cases) < len(led)
    later = later or any(_place([s.on]) > as_of for s in to_filing)
    clue = as_told(clue, as_of, ("received",), _DISPOSED, later=later)
    filings = [s for found in cases.values() for s in found if s.name == FILING]
    closing = [clue_closing(clue)]
    closing += (
        f"案件 {ends[case].caption} {ended}"
        for case, found in cases.items()
        if (ended := case_closing(found))
    )
    return ClueCourse(
        masked(clue),
        "；".join(filter(None, closing)) or None,
        tuple(ends[e.target] for e in edges if e.kind == "ABOUT"),
        tuple(_in_order(taken, cases, ends)),
        (*_of_clue(taken, cases.values()), *_of_cases(cases, ends)),
        None in [*(step.on for step in taken if step.organs), *(step.on for step in filings)],
        sources,
    )


def _move(edge: Edge, clue: Node, organ: Node, told: tuple[Attestation, ...]) -> _Taken:
    on = edge.first("on")
    if edge.kind == "RECEIVED_BY":
        return _Taken(RECEIPT, on or clue.first("received"), (organ,), None, told)
    return _Taken(PASSING, on, (organ,), edge.first("sender"), told)


def _own_order(step: _Taken) -> tuple[bool, int, bool, Window, str]:
    """Receipts without a date come first of all, passings without one last."""
    passed = step.name == PASSING
    window = day_window(step.on)
    organ = step.organs[0].id if step.organs else ""
    return (step.on is None and passed, window.first, passed, window, organ)


def _in_order(
    taken: Sequence[_Taken], cases: Mapping[str, Sequence[CaseStage]], ends: Mapping[str, Node]
) -> Iterator[ClueStep]:
    """All steps in order of time. What has no date goes with the dated step before it."""
    placed: list[tuple[tuple[int, int, int], ClueStep]] = []
    dated: list[str] = []
    for number, one in enumerate(taken):
        days = days_between(dated[-1] if dated else None, one.on)
        dated += [one.on] if one.on else []
        step = ClueStep(one.name, one.on, one.organs, one.sender, None, None, days, one.sources)
        placed.append(((_place(dated), 0, number), step))
    for part, (case, stages) in enumerate(cases.items(), start=1):
        before: list[str] = []
        for number, stage in enumerate(stages):
            days = stage.days
            if stage.on and not before:
                earlier = [on for on in dated if _place([on]) <= _place([stage.on])]
                days = days_between(earlier[-1] if earlier else None, stage.on)
            before += [stage.on] if stage.on else []
            step = ClueStep(
                stage.name, stage.on, stage.organs, None, stage.event.first("outcome"),
                ends[case], days, tuple(map(unquoted, stage.sources)),
            )  # fmt: skip
            placed.append(((_place(before or dated), part, number), step))
    return (step for _, step in sorted(placed, key=lambda p: p[0]))


def _place(dated: Sequence[str | None]) -> int:
    return day_window(dated[-1]).first if dated else EVER


class _Over(NamedTuple):
    """A step with which whoever held the clue gave it up; in order of time, passings first."""

    day: int
    filed: bool
    name: str
    on: str


def _of_clue(taken: Sequence[_Taken], cases: Iterable[Sequence[CaseStage]]) -> Iterator[Custody]:
    """Who held the clue: each organ until the next passing or filing."""
    over = [_Over(_place([s.on]), False, s.name, s.on) for s in taken if s.on and s.name == PASSING]
    over = sorted([*over, *filter(None, map(_filed, cases))])
    for step in taken:
        if step.on is None:
            continue
        later = [o for o in over if _after(o, step.name, _place([step.on]))]
        until, ended = (later[0].on, later[0].name) if later else (None, None)
        known = ended in (None, PASSING, FILING)
        for organ in step.organs:
            days = days_between(step.on, until) if known else None
            yield Custody(organ, step.on, until, days, ended, None)


def _after(over: _Over, name: str, day: int) -> bool:
    """Whether a step ends what began on a day by receipt or by passing: two passings on one day
    do not end each other."""
    return over.day > day or (over.day == day and (over.filed or name == RECEIPT))


def _filed(stages: Sequence[CaseStage]) -> _Over | None:
    """The filing of a case; where it has no date the first later stage that has one, as by then
    it was filed."""
    dated = [s for s in stages if s.on and s.name not in BEFORE_FILING]
    dated.sort(key=lambda s: s.name != FILING)
    return (
        _Over(_place([dated[0].on or ""]), True, dated[0].name, dated[0].on or "")
        if dated
        else None
    )


def _of_cases(
    cases: Mapping[str, Sequence[CaseStage]], ends: Mapping[str, Node]
) -> Iterator[Custody]:
    """Who held each case: the organs that filed it until they gave it up."""
    for case, stages in cases.items():
        given = [(s.on, s.name) for s in stages if s.on and s.name in ENDINGS]
        until, ended = given[0] if given else (None, None)
        yield from (
            Custody(organ, s.on, until, days_between(s.on, until), ended, ends[case])
            for s in stages
            if s.on and s.name == FILING
            for organ in s.organs
        )
