"""Talks on record between people of two levels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product

from graph.dates import Window
from graph.record import Node
from graph.store import View

TALKING = frozenset({"谈话人", "受托谈话人"})
"""Roles of those who led a talk, in their own name or entrusted with it."""
TALKED_TO = "谈话对象"

YEAR = 365


@dataclass(frozen=True, slots=True)
class TalkBetween:
    """A talk that someone above led with someone below. `on` is its date as recorded, or `None`."""

    talk: Node
    talkers: tuple[str, ...]
    talked_to: tuple[str, ...]
    on: str | None


def year_before(when: Window) -> Window:
    """The 366 days that end with the last day of `when`, or `when` itself if it is longer."""
    return Window(min(when.first, when.last - YEAR), when.last)


def talks_between(
    view: View, pairs: Sequence[tuple[Collection[str], Collection[str]]], when: Window
) -> list[tuple[TalkBetween, ...]]:
    """For each pair (people above, people below) the talks that possibly fell within `when`, in
    order of date."""
    people = {person for pair in pairs for side in pair for person in side}
    roles = (*sorted(TALKING), TALKED_TO)
    edges = view.expand(people, ("PARTICIPATED",), "out", when=when, facets=roles)
    led: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    for edge in edges:
        side = heard if edge.facet == TALKED_TO else led
        side.setdefault(edge.target, set()).add(edge.source)
    talks: dict[tuple[str, str], set[str]] = {}
    for talk in led.keys() & heard.keys():
        for both in product(led[talk], heard[talk]):
            talks.setdefault(both, set()).add(talk)
    met = [
        {talk for both in product(above, below) for talk in talks.get(both, ())}
        for above, below in pairs
    ]
    nodes = view.nodes(sorted({talk for found in met for talk in found}))

    return [
        tuple(
            sorted(
                (
                    TalkBetween(
                        nodes[talk],
                        tuple(sorted(led[talk].intersection(above))),
                        tuple(sorted(heard[talk].intersection(below))),
                        nodes[talk].first("date"),
                    )
                    for talk in found
                ),
                key=lambda t: (t.on or "", t.talk.id),
            )
        )
        for found, (above, below) in zip(met, pairs, strict=True)
    ]
