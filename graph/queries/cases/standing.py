"""The bodies that bore a duty for others over a time: level by level, and on which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graph.dates import EVER, FOREVER, Certainty, Interval, Window, together
from graph.queries.duties.superiors import superiors
from graph.queries.duties.verdict import Way
from graph.queries.entry import Entrance, discipline_entrances, is_part, party_entrances
from graph.record import ThinEdge
from graph.rules.rule import Step
from graph.store import View

Duty = Literal["party", "discipline"]


class Route(NamedTuple):
    """One way from the matter asked about to a body: it holds on the days on which all of `way`
    holds; `edges` are the relations by which it stands above the body before it."""

    way: Way
    edges: tuple[ThinEdge, ...]
    through: frozenset[str]


@dataclass(slots=True)
class Standing:
    """A body on its lowest `level` (0 bears the duty itself), with all routes that lead there."""

    level: int
    routes: list[Route] = field(default_factory=list)

    def certainty(self, intervals: Sequence[Interval], when: Window) -> Certainty:
        """Whether all `intervals` held on a day of `when` on which the body stood there."""
        ways = {together([*route.way, *intervals], when) for route in self.routes}
        ordered = (Certainty.CERTAIN, Certainty.POSSIBLE)
        return next((c for c in ordered if c in ways), Certainty.NO)

    def days(self, when: Window) -> list[Window]:
        """The days of `when` on which the body may have stood there."""
        left = [when]
        for route in self.routes:
            left = without(left, _meeting(route.way))
        return without([when], left)


def borne(
    view: View, bodies: Mapping[str, Sequence[Route]], when: Window
) -> dict[Duty, dict[str, Standing]]:
    """The bodies that bore each duty for the `bodies` on some day of `when`, with those above."""
    party = _entered(bodies, party_entrances(view, bodies, when), when)
    types = {i: node.first("type") for i, node in view.nodes(party).items()}
    own = {i: routes for i, routes in party.items() if not is_part(types.get(i))}
    organs = _entered(bodies, discipline_entrances(view, bodies, when), when)
    return {
        "party": _upwards(view, own, "party", when),
        "discipline": _upwards(view, organs, "discipline", when),
    }


def _entered(
    bodies: Mapping[str, Sequence[Route]],
    entrances: Mapping[str, Sequence[Entrance]],
    when: Window,
) -> dict[str, list[Route]]:
    """The bodies that the entrances lead to, with the routes to them."""
    found: dict[str, list[Route]] = {}
    for body, ways in entrances.items():
        for above, edges in ways:
            for route in bodies[body]:
                way = (*route.way, *(edge.interval for edge in edges))
                if together(way, when) is not Certainty.NO:
                    through = frozenset({body, above})
                    found.setdefault(above, []).append(Route(way, edges, through))
    return found


def _upwards(
    view: View, start: Mapping[str, Sequence[Route]], duty: Duty, when: Window
) -> dict[str, Standing]:
    """The bodies of `start` and all above them along a duty that possibly stood there on some day
    of `when`, the lowest first. Of a dual leadership only the leading side is followed; a circle
    ends where it closes."""
    path = (Step(edge="ANSWERS_TO", facet=duty),)
    found: dict[str, Standing] = {}
    frontier = {body: list(routes) for body, routes in start.items()}
    level = 0
    while frontier:
        for body, routes in frontier.items():
            found.setdefault(body, Standing(level)).routes += routes
        lines = superiors(view, list(frontier), path, when)
        onward: dict[str, list[Route]] = {}
        for body, routes in frontier.items():
            for line in lines[body]:
                for route in routes:
                    way = (*route.way, *line.way)
                    above = onward.setdefault(line.above, [])
                    if line.above in route.through or any(r.way == way for r in above):
                        continue
                    if together(way, when) is not Certainty.NO:
                        above.append(Route(way, line.edges, route.through | {line.above}))
        frontier = {body: routes for body, routes in onward.items() if routes}
        level += 1
    return found


def without(days: Iterable[Window], taken: Iterable[Window]) -> list[Window]:
    """The spans of `days`, which do not overlap, that lie in none of `taken`."""
    left = list(days)
    for one in taken:
        left = [
            rest
            for span in left
            for rest in (
                Window(span.first, min(span.last, one.first - 1)),
                Window(max(span.first, one.last + 1), span.last),
            )
            if rest.first <= rest.last
        ]
    return left


def _meeting(way: Way) -> list[Window]:
    """The days on which all intervals of a way may hold."""
    first = max((i.since_lo for i in way), default=EVER)
    last = min((i.until_hi for i in way), default=FOREVER) - 1
    return [Window(first, last)] if first <= last else []
