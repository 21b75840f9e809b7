"""When a case happened and when it came out: the days that questions about it look at."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import EVER, FOREVER, Interval, Window
from graph.errors import InvalidData
from graph.record import Node
from graph.store import View, ordered

_OUT = ("受理", "立案")
"""Stages by which a case has come out."""


@dataclass(frozen=True, slots=True)
class CaseTime:
    """`conduct` is the time of the conduct, `None` where it is not recorded and the day on which
    the case came out stands in for it; `came_out` are the days that the earliest such day may be.
    `days` are those to look at, `surely` those of them on which the conduct certainly lasted, or
    all of them if there is no such day."""

    conduct: Interval | None
    came_out: Window | None
    days: Window
    surely: Window
    notes: tuple[str, ...]


def case_time(view: View, case: Node, as_of: int = FOREVER) -> CaseTime:
    """The time of a case, as known on the day `as_of`. Raises `InvalidData` where neither the time
    of the conduct nor a stage is recorded."""
    written = case.first("conduct")
    conduct = Interval.written(written) if written else None
    came_out = _came_out(view, case.id, as_of)
    possible = conduct.possible_days if conduct else came_out
    if possible is None or (possible.first <= EVER and came_out is None):
        raise InvalidData(
            f"{case.caption} 既未见行为期间，也未见受理或立案日期", remedy="补登其中之一再查"
        )
    first = possible.first if possible.first > EVER else possible.last
    last = possible.last if came_out is None else min(possible.last, came_out.last)
    days = Window(first, max(first, last))
    sure = (conduct.certain_days if conduct else None) or days
    surely = Window(max(days.first, sure.first), min(days.last, sure.last))
    if surely.first > surely.last:
        surely = days
    return CaseTime(conduct, came_out, days, surely, tuple(_notes(conduct, came_out)))


def _came_out(view: View, case: str, as_of: int) -> Window | None:
    """The earliest day on which a clue was received or the case entered one of its first stages."""
    clues = view.nodes(ordered(e.source for e in view.expand((case,), ("LED_TO",), "in")))
    said = [c.first("received") for c in clues.values() if c.kind == "Clue"]
    events = view.nodes(ordered(e.source for e in view.expand((case,), ("EVENT_OF",), "in")))
    said += [e.first("date") for e in events.values() if e.first("stage") in _OUT]
    days = [Interval.event(date) for date in said if date]
    known = [Window(d.since_lo, d.since_hi) for d in days if d.since_lo <= as_of]
    return min(known, default=None)


def _notes(conduct: Interval | None, came_out: Window | None) -> list[str]:
    if conduct is None:
        return ["行为期间未见记录，按案发之日列出"]
    notes = []
    if conduct.since_lo == EVER:
        notes.append("行为起始日期未见记录，此前任职的人未列")
    if conduct.until_hi == FOREVER and came_out is None:
        notes.append("行为结束和案发日期均未见记录，此后任职的人一并列出")
    return notes
