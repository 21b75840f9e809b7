"""The course of a clue: who held it on which days, and how long each step took."""

from __future__ import annotations

from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Interval, Window
from graph.queries.attached import attached, backing
from graph.queries.masking import masked, unquoted
from graph.record import Edge, Node
from graph.store import View, ordered

CLOSED = "予以了结"
UNFOUNDED = "失实"
_RECEIPT, _PASSING, _CASE = range(3)


@dataclass(frozen=True, slots=True)
class ClueStep:
    """A step of a clue or of a case that it led to. `on` is its date as recorded, `None` where
    none is; `days` are the fewest and most days since the step before it, `None` where one of the
    two dates is not recorded; `organs` are those that took it over or decided."""

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
    """An organ held the clue from `since` until it was passed on, each as recorded; `until` is
    `None` while no further passing with a date is on record. `days` are fewest and most."""

    organ: Node
    since: str
    until: str | None
    days: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ClueCourse:
    """A clue without its informant. `closing` says that it was closed or found untrue, if so;
    `undated` that an organ took it over on a day that nobody recorded, so that custody is open."""

    clue: Node
    closing: str | None
    about: tuple[Node, ...]
    steps: tuple[ClueStep, ...]
    custody: tuple[Custody, ...]
    undated: bool
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step before it is measured."""

    rank: int
    id: str
    name: str
    on: str | None
    organs: tuple[Node, ...]
    sender: str | None = None
    outcome: str | None = None
    case: Node | None = None


def clue_course(view: View, clue: Node) -> ClueCourse:
    """The course of a clue up to the last event of the cases that it led to. Steps are in order of
    date; those without one stand after the dated ones of their part (receipt, passing, case)."""
    (out,) = attached(
        view, [clue.id], ("RECEIVED_BY", "PASSED_TO", "ABOUT", "LED_TO"), "out"
    ).values()
    nodes = view.nodes(e.target for e in out)
    cases = {i: node for i, node in nodes.items() if node.kind == "Case"}
    events = attached(view, cases, ("EVENT_OF",), "in")
    stages = view.nodes(ordered(e.source for edges in events.values() for e in edges))
    decided = attached(view, stages, ("DECIDED_BY",), "out")
    nodes |= view.nodes(ordered(e.target for edges in decided.values() for e in edges))

    moves = [e for e in out if e.kind in ("RECEIVED_BY", "PASSED_TO")]
    steps = [_move(e, clue, nodes[e.target]) for e in moves]
    if not any(e.kind == "RECEIVED_BY" for e in moves):
        steps.append(_Taken(_RECEIPT, clue.id, "受理", clue.first("received"), ()))
    for case, edges in events.items():
        steps += (_stage(stages[e.source], decided[e.source], nodes, cases[case]) for e in edges)
    steps.sort(key=_order)
    sources = backing(
        view, [(clue.id, out), *((s, [*_of(events, s), *decided[s]]) for s in stages)]
    )
    told = {i: tuple(map(unquoted, found)) for i, found in sources.items()}
    of_moves = view.attestations(e.relation for e in moves)
    passed = {e.id: tuple(map(unquoted, of_moves[e.relation])) for e in moves}
    measured = []
    for number, step in enumerate(steps):
        before = steps[number - 1].on if number else None
        measured.append(
            ClueStep(
                step.name, step.on, step.organs, step.sender, step.outcome, step.case,
                _between(before, step.on), passed.get(step.id) or told[step.id],
            )
        )  # fmt: skip
    taken = [s for s in steps if s.rank < _CASE and s.organs]
    return ClueCourse(
        masked(clue), _closing(clue),
        tuple(nodes[e.target] for e in out if e.kind == "ABOUT"), tuple(measured),
        _custody([s for s in taken if s.on]), any(s.on is None for s in taken), told[clue.id],
    )  # fmt: skip


def _of(events: dict[str, list[Edge]], stage: str) -> list[Edge]:
    return [e for edges in events.values() for e in edges if e.source == stage]


def _move(edge: Edge, clue: Node, organ: Node) -> _Taken:
    on = edge.first("on")
    if edge.kind == "RECEIVED_BY":
        return _Taken(_RECEIPT, edge.id, "受理", on or clue.first("received"), (organ,))
    return _Taken(_PASSING, edge.id, "移交", on, (organ,), edge.first("sender"))


def _stage(stage: Node, decided: list[Edge], nodes: dict[str, Node], case: Node) -> _Taken:
    organs = tuple(nodes[e.target] for e in decided)
    return _Taken(
        _CASE, stage.id, stage.first("stage") or "", stage.first("date"), organs, None,
        stage.first("outcome"), case,
    )  # fmt: skip


def _order(step: _Taken) -> tuple[int, bool, Window, str]:
    return (step.rank, step.on is None, _days(step.on), step.id)


def _days(on: str | None) -> Window:
    event = Interval.event(on)
    return Window(event.since_lo, event.since_hi)


def _between(start: str | None, end: str | None) -> tuple[int, int] | None:
    """The fewest and most days from one date to another; negative where they are out of order."""
    if start is None or end is None:
        return None
    one, other = _days(start), _days(end)
    fewest, most = other.first - one.last, other.last - one.first
    return (max(0, fewest) if most >= 0 else fewest, most)


def _custody(taken: list[_Taken]) -> tuple[Custody, ...]:
    found: list[Custody] = []
    for number, step in enumerate(taken):
        later = taken[number + 1].on if number + 1 < len(taken) else None
        found += (
            Custody(organ, str(step.on), later, _between(step.on, later)) for organ in step.organs
        )
    return tuple(found)


def _closing(clue: Node) -> str | None:
    """The words that say the clue was closed or found untrue."""
    said = [clue.first("disposal"), clue.first("result")]
    closing = [word for word in said if word and (word == CLOSED or UNFOUNDED in word)]
    return "；".join(dict.fromkeys(closing)) or None
