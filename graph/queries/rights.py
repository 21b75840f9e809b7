"""Who was the right one to act towards a body by a rule, and on which days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import Window
from graph.queries.headships import Headship, Headships
from graph.queries.superiors import Line, superiors
from graph.queries.verdict import Way
from graph.rules.rule import Above, Rule, Step
from graph.store import View, ordered

Along = Callable[[tuple[Step, ...]], Mapping[str, list[Line]]]
"""The lines of all bodies along a path."""
Heads = Mapping[str, Sequence[Headship]]
"""The headships of each body."""


@dataclass(slots=True)
class Rights:
    """Towards one body: `above` are the bodies that owe, `heads` who headed them, `people` and
    `organs` who could act in which ways; `ways` are all in which both sides were in their posts on
    one day, two different people."""

    above: list[str] = field(default_factory=list)
    heads: list[Headship] = field(default_factory=list)
    people: dict[str, list[Way]] = field(default_factory=dict)
    organs: dict[str, list[Way]] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)

    def add(self, lines: Sequence[Line], people: Heads, below: Sequence[Headship]) -> None:
        """Let the bodies of `lines` act through those who head them, `people`; nobody acts towards
        himself."""
        for line in lines:
            self.organs.setdefault(line.above, []).append(line.way)
            for headship in people.get(line.above, ()):
                way = (*line.way, headship.interval)
                self.people.setdefault(headship.person, []).append(way)
                self.ways += (
                    (*way, one.interval) for one in below if one.person != headship.person
                )


def rights(
    view: View, rule: Rule, bodies: Sequence[str], below: Heads, headships: Headships, along: Along
) -> dict[str, Rights]:
    """The rights towards each body; the first selector of the rule says who owes."""
    found = {body: Rights() for body in bodies}
    for number, above in enumerate(rule.above):
        lines = along(above.path)
        uppers = ordered(line.above for body in bodies for line in lines[body])
        people = dict(headships.of(uppers, above.head)) if above.head else {}
        again = _one_person_on_two_levels(view, above, bodies, below, lines, people, headships.when)
        if again and above.head:
            further = ordered(line.above for more in again.values() for line in more)
            people |= headships.of(further, above.head)
        for body in bodies:
            mine = [*lines[body], *again.get(body, ())]
            found[body].add(mine, people, below[body])
            if number == 0:
                found[body].above = ordered(line.above for line in mine)
                found[body].heads = [h for b in found[body].above for h in people.get(b, ())]
            if above.head is None:
                found[body].ways += (line.way for line in mine)
    return found


def _one_person_on_two_levels(
    view: View, above: Above, bodies: Sequence[str], below: Heads,
    lines: Mapping[str, list[Line]], people: Heads, when: Window,
) -> dict[str, list[Line]]:  # fmt: skip
    """Where the head below also heads the body above: the lines that go on to the next level, for
    as long as that is so."""
    both: list[tuple[str, Line, Headship]] = []
    for body in bodies:
        mine = {one.person for one in below[body]}
        for line in lines[body]:
            both += ((body, line, h) for h in people.get(line.above, ()) if h.person in mine)
    found: dict[str, list[Line]] = {}
    if both:
        further = superiors(view, ordered(x.above for _, x, _ in both), above.path, when)
        for body, line, headship in both:
            for onward in further[line.above]:
                way = (*line.way, headship.interval, *onward.way)
                edges = (*line.edges, headship.edge, *onward.edges)
                found.setdefault(body, []).append(Line(onward.above, way, edges))
    return found
