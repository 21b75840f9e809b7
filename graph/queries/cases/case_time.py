"""When a case happened and when it came out: the days that questions about it look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.dates import EVER, FOREVER, Interval, Window, iso
from graph.errors import InvalidData
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.case_stages import BEFORE_FILING, FILING
from graph.queries.ledgers.masking import masked, unquoted
from graph.queries.recorded import day_window, span_told
from graph.queries.sources import Sourced
from graph.record import Edge, Node
from graph.store import View, ordered

_OUT = (*BEFORE_FILING, FILING)
"""Stages with which a case comes out; with any other it has come out before."""


@dataclass(frozen=True, slots=True)
class CaseTime:
    """`conduct` is the time of the conduct, `None` where it is not recorded and the day on which
    the case came out stands in for it; `came_out` are the days that the earliest such day may be,
    `came_out_by` the clues and stages that say so.

    `days` are those to look at, `surely` those of them on which the conduct certainly lasted, or
    all of them if there is no such day."""

    conduct: Interval | None
    came_out: Window | None
    came_out_by: tuple[Sourced, ...]
    days: Window
    surely: Window
    notes: tuple[str, ...]


class _Sign(NamedTuple):
    """A dated clue or stage: the case had come out by then, with it if it is a `first` one."""

    days: Window
    first: bool
    node: Node
    edges: tuple[Edge, ...]


def case_time(view: View, case: Node, as_of: int = FOREVER) -> CaseTime:
    """The time of a case, as it could be told on the day `as_of`: no day after it is looked at.
    Raises `InvalidData` where neither the time of the conduct nor a stage is recorded, or where
    nothing of the case was there by that day."""
    written = case.first("conduct")
    conduct = Interval.written(written) if written else None
    every = _signs(view, case.id)
    signs = [sign for sign in every if sign.days.first <= as_of]
    begun = conduct is not None and conduct.since_lo <= as_of
    if (every and not signs) or not (every or begun or conduct is None):
        raise InvalidData(
            f"截至 {iso(as_of)}，{case.caption} 尚无线索或环节", remedy="把截至日期改到案发以后"
        )
    conduct = span_told(conduct, as_of) if conduct else None
    came_out = _earliest(signs)
    possible = conduct.possible_days if conduct else came_out
    if possible is None or (possible.first <= EVER and came_out is None):
        raise InvalidData(
            f"{case.caption} 既未见行为期间，也未见线索收到日期和任何环节的日期",
            remedy="补登其中之一再查",
        )
    last = min(possible.last, came_out.last if came_out else possible.last, as_of)
    first = min(possible.first, as_of) if possible.first > EVER else last
    days = Window(first, max(first, last))
    sure = (conduct.certain_days if conduct else None) or days
    surely = Window(max(days.first, sure.first), min(days.last, sure.last))
    if surely.first > surely.last:
        surely = days
    said = _said(view, [sign for sign in signs if came_out and _tells(sign, came_out)])
    notes = _notes(case, conduct, came_out)
    return CaseTime(conduct, came_out, said, days, surely, tuple(notes))


def _signs(view: View, case: str) -> list[_Sign]:
    """The dated clues and stages of a case, in order of time."""
    into = attached(view, (case,), ("LED_TO", "EVENT_OF"), "in")[case]
    nodes = view.nodes(ordered(edge.source for edge in into))
    clues = ordered(i for i, node in nodes.items() if node.kind == "Clue")
    received = attached(view, clues, ("RECEIVED_BY",), "out")
    found = []
    for edge in into:
        node = nodes[edge.source]
        if node.kind == "Clue":
            parts, first = (edge, *received[node.id]), True
            said = [on for e in received[node.id] if (on := e.first("on"))]
            day = node.first("received") or min(said, key=day_window, default=None)
        else:
            parts, first = (edge,), node.first("stage") in _OUT
            day = node.first("date") or edge.first("on")
        if day and node.kind in ("Clue", "CaseEvent"):
            found.append(_Sign(day_window(day), first, node, parts))
    return sorted(found, key=lambda sign: (sign.days, not sign.first, sign.node.id))


def _earliest(signs: Sequence[_Sign]) -> Window | None:
    """The days that the first of all may be: no later than any, no earlier than each may be."""
    if not signs:
        return None
    first = min((sign.days.first for sign in signs if sign.first), default=EVER)
    last = min(sign.days.last for sign in signs)
    return Window(first if first <= last else EVER, last)


def _tells(sign: _Sign, came_out: Window) -> bool:
    """Whether one of the two bounds of the day on which it came out rests on this."""
    return sign.days.last == came_out.last or (sign.first and sign.days.first == came_out.first)


def _said(view: View, signs: Sequence[_Sign]) -> tuple[Sourced, ...]:
    by_node = {sign.node.id: sign for sign in signs}
    said = backing(view, [(i, sign.edges) for i, sign in by_node.items()])
    return tuple(
        Sourced(masked(sign.node), tuple(map(unquoted, said[i]))) for i, sign in by_node.items()
    )


def _notes(case: Node, conduct: Interval | None, came_out: Window | None) -> list[str]:
    if conduct is None:
        return ["行为期间未见记录，按案发之日列出"]
    notes = []
    written = [str(said).replace("/", " 至 ").strip() for said in case.properties["conduct"]]
    if len(written) > 1:
        notes.append(f"行为期间记载不一，核查范围按 {written[0]} 列出")
    if conduct.since_lo == EVER:
        notes.append("行为起始日期未见记录，此前任职的人未列")
    if conduct.until_hi == FOREVER and came_out is None:
        notes.append("行为结束和案发日期均未见记录，此后任职的人一并列出")
    return notes
