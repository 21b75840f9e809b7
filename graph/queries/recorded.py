"""Dates of records as days: which they may mean, and how many lie between two of them."""

from __future__ import annotations

from graph.dates import Interval, Window
from graph.record import Node


def day_window(on: str | None) -> Window:
    """The days that a recorded date may mean; all days where there is none."""
    event = Interval.event(on)
    return Window(event.since_lo, event.since_hi)


def days_between(start: str | None, end: str | None) -> tuple[int, int] | None:
    """The fewest and most days from one recorded date to a later one, `None` where one is not
    recorded; negative only where they are out of order for certain."""
    if start is None or end is None:
        return None
    one, other = day_window(start), day_window(end)
    fewest, most = other.first - one.last, other.last - one.first
    return (max(0, fewest) if most >= 0 else fewest, most)


def happened_by(node: Node, as_of: int) -> bool:
    """Whether a record, by its date, may have happened by the day `as_of`."""
    return day_window(node.first("date")).first <= as_of
