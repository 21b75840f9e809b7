"""Dates of records as days: which they may mean, how many lie between two of them, and what of a
record could be told on a day."""

from __future__ import annotations

from collections.abc import Collection

from graph.dates import FOREVER, Interval, Window
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


def meet(one: Window, other: Window) -> bool:
    """Whether two windows have a day in common."""
    return one.first <= other.last and other.first <= one.last


def happened_by(node: Node, as_of: int, name: str = "date") -> bool:
    """Whether a record, by any date that sources give as `name`, may have happened by the day
    `as_of`; without a date it may."""
    said = node.properties.get(name, ())
    return not said or any(day_window(str(on)).first <= as_of for on in said)


def as_told(
    node: Node,
    as_of: int,
    dates: Collection[str] = (),
    undated: Collection[str] = (),
    *,
    later: bool = False,
) -> Node:
    """The node as it could be told on the day `as_of`: without those of its `dates` that certainly
    came later. If there are any, or `later` says that something else of it came later, what nobody
    dated (`undated`) may have come with it and is left out too."""
    kept = dict(node.properties)
    for name in [name for name in dates if name in kept]:
        known = tuple(on for on in kept[name] if day_window(str(on)).first <= as_of)
        later = later or len(known) < len(kept[name])
        kept[name] = known
    gone = set(undated) if later else set()
    told = {name: said for name, said in kept.items() if said and name not in gone}
    return Node(node.id, node.kind, told)


def span_told(span: Interval, as_of: int, recorded: Interval | None = None) -> Interval:
    """When something held, as it could be told on the day `as_of`: an end that certainly came later
    is open, and so is one that only another holder after that day sets to what is `recorded`
    without an end."""
    set_later = recorded is not None and recorded.until_hi == FOREVER and span.until_hi > as_of + 1
    if not set_later and span.until_lo <= as_of:
        return span
    return span._replace(until_lo=min(span.until_lo, as_of + 1), until_hi=FOREVER)
