"""Who was the right one to act towards a body by a rule, and on which days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from graph.dates import Window
from graph.frozen import frozen
from graph.queries.duties.headships import Headship, Headships, named
from graph.queries.duties.superiors import Line, superiors
from graph.queries.duties.verdict import Way
from graph.rules.rule import Above, Rule, Step
from graph.store import View, ordered

Along = Callable[[tuple[Step, ...]], Mapping[str, list[Line]]]
"""The lines of all bodies along a path."""
Heads = Mapping[str, Sequence[Headship]]
"""The headships of each body."""


@dataclass(eq=False, slots=True)
class Owing:
    """The bodies that owe something, and who headed them: one for all that stand below them."""

    bodies: tuple[str, ...]
    heads: tuple[Headship, ...]
    _named: dict[Window, tuple[str, ...]] = field(default_factory=dict)

    def named(self, days: Window) -> tuple[str, ...]:
        """Who may have headed them on one of the days."""
        found = self._named.get(days)
        if found is None:
            found = self._named[days] = named(self.heads, days)
        return found


@frozen
class Rights:
    """Towards `body`, headed by `below`: `owing` are those who owe; `selected` are, of each
    selector of the rule, the lines of all bodies and who heads those to which they lead, or `None`
    where the bodies act themselves. Ways are told when asked for: of most bodies few are."""

    body: str
    below: Sequence[Headship]
    owing: Owing
    selected: Sequence[tuple[Mapping[str, list[Line]], Heads | None]]

    def of_person(self, person: str) -> Iterator[Way]:
        """The ways in which a person could act."""
        for lines, people in self.selected:
            if people is None:
                continue
            for line in lines[self.body]:
                for one in people.get(line.above, ()):
                    if one.person == person:
                        yield (*line.way, one.interval)

    def of_organ(self, organ: str) -> Iterator[Way]:
        """The ways in which a body could act itself, or entrust somebody."""
        for lines, _ in self.selected:
            for line in lines[self.body]:
                if line.above == organ:
                    yield line.way

    def ways(self) -> Iterator[Way]:
        """All ways in which both sides were in their posts on one day; nobody acts towards
        himself."""
        for lines, people in self.selected:
            for line in lines[self.body]:
                if people is None:
                    yield line.way
                    continue
                for one in people.get(line.above, ()):
                    for other in self.below:
                        if other.person != one.person:
                            yield (*line.way, one.interval, other.interval)


def rights(
    view: View, rule: Rule, bodies: Sequence[str], below: Heads, headships: Headships, along: Along
) -> Callable[[str], Rights]:
    """Reads who may act towards all of `bodies`, and tells it of the one that is asked about.

    The first selector of the rule says who owes."""
    selected: list[tuple[Mapping[str, list[Line]], Heads | None]] = []
    for above in rule.above:
        lines = along(above.path)
        uppers = ordered([line.above for body in bodies for line in lines[body]])
        people = dict(headships.of(uppers, above.head)) if above.head else {}
        again = _one_person_on_two_levels(view, above, bodies, below, lines, people, headships.when)
        if again and above.head:
            further = ordered(line.above for more in again.values() for line in more)
            people |= headships.of(further, above.head)
        if again:
            lines = {**lines, **{body: lines[body] + more for body, more in again.items()}}
        selected.append((lines, people if above.head else None))
    owing_lines, owing_people = selected[0]
    shared: dict[tuple[str, ...], Owing] = {}

    @cache
    def towards(body: str) -> Rights:
        upper = tuple([line.above for line in owing_lines[body]])
        owing = shared.get(upper)
        if owing is None:
            owing = shared[upper] = _owing(dict.fromkeys(upper), owing_people or {})
        return Rights(body, below[body], owing, selected)

    return towards


def _owing(bodies: Iterable[str], people: Heads) -> Owing:
    heads = tuple(one for body in bodies for one in people.get(body, ()))
    return Owing(tuple(bodies), heads)


def _one_person_on_two_levels(
    view: View, above: Above, bodies: Sequence[str], below: Heads,
    lines: Mapping[str, list[Line]], people: Heads, when: Window,
) -> dict[str, list[Line]]:  # fmt: skip
    """Where the head below also heads the body above: the lines that go on to the next level, for
    as long as that is so."""
    several = _of_several(below, people)
    both: list[tuple[str, Line, Headship]] = []
    for body in bodies if several else ():
        mine = {one.person for one in below[body] if one.person in several}
        for line in lines[body] if mine else ():
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


def _of_several(*heads: Heads) -> set[str]:
    """The people who headed more than one body."""
    first: dict[str, str] = {}
    everyone = chain.from_iterable(chain.from_iterable(found.values()) for found in heads)
    return {one.person for one in everyone if first.setdefault(one.person, one.body) != one.body}
