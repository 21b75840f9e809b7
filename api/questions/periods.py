"""A period as it is asked for: from the first day of one date to the last day of another."""

from __future__ import annotations

from graph.dates import EVER, FOREVER, Window, parse, window
from graph.errors import InvalidData


def period_asked(since: str | None, until: str | None) -> Window:
    """The days from `since` to `until` inclusive; a side that is not given is open. Raises
    `InvalidData` for what is no date, or where the end is before the start."""
    first = window(parse(since)).first if since else EVER
    last = window(parse(until)).last if until else FOREVER - 1
    if last < first:
        raise InvalidData(f"期间的止（{until}）早于起（{since}）", remedy="核对两个日期是否写反")
    return Window(first, last)
