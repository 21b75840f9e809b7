"""Which clues and cases belong to a body, on the day of the record: by the management of cadres,
else by where it happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.dates import EVER, FOREVER, Certainty, Interval, Window, together
from graph.queries.duties.verdict import Way
from graph.queries.ledgers.attached import attached
from graph.queries.recorded import day_window
from graph.queries.tenure import tenures_in
from graph.record import Edge, Node
from graph.store import View, ordered

MANAGED, OCCURRED, ABOUT, RECEIVED = "干部管理权限", "发生地", "被反映单位", "受理机关"
"""By what a record belongs to a body; by receipt only clues of which nothing else is known."""
Territory = Mapping[str, Sequence[Way]]
"""Bodies and divisions, each with the ways in which it stands under one body: on the days on which
all intervals of a way hold."""
_EDGES = {"Clue": ("ABOUT", "RECEIVED_BY"), "Case": ("SUBJECT_OF", "OCCURRED_IN", "EVENT_OF")}


@dataclass(frozen=True, slots=True)
class Belonging:
    """By what a record belongs to a body and how surely; the people whom it is about; the `days`
    on any of which that was asked."""

    basis: str
    certainty: Certainty
    people: tuple[str, ...]
    days: tuple[Interval, ...]


def territory(view: View, root: str, when: Window, *, below: bool) -> Territory:
    """A body, its units and the divisions it governs at some time of `when`; with `below` those of
    all bodies below it along the party duty too. A circle ends where it closes."""
    found: dict[str, list[Way]] = {root: [()]}
    frontier: dict[str, list[tuple[Way, frozenset[str]]]] = {root: [((), frozenset({root}))]}
    while below and frontier:
        onward: dict[str, list[tuple[Way, frozenset[str]]]] = {}
        for edge in view.expand(frontier, ("ANSWERS_TO",), "in", when=when, facets=("party",)):
            for way, through in frontier[edge.target]:
                longer = (*way, edge.interval)
                known = found.setdefault(edge.source, [])
                if edge.source in through or longer in known:
                    continue
                if together(longer, when) is not Certainty.NO:
                    known.append(longer)
                    passed = through | {edge.source}
                    onward.setdefault(edge.source, []).append((longer, passed))
        frontier = onward
    for kind, facets in (("PARTY_BODY_OF", None), ("LOCATED_IN", ("管辖",))):
        for edge in view.expand(list(found), (kind,), "out", when=when, facets=facets):
            ways = [(*way, edge.interval) for way in found[edge.source]]
            found.setdefault(edge.target, []).extend(ways)
    return found


def belonging(
    view: View, root: str, kind: Literal["Clue", "Case"], until: int, *, below: bool
) -> dict[str, Belonging]:
    """The clues or cases that possibly belong to a body, with `below` to any below it, by id.

    A record belongs where the people it is about, or the posts they held, are managed (MANAGED_BY);
    where that is not recorded, to the body in which it occurred or which it is about; a clue of
    which neither is recorded, to the organ that received it. This is asked of the day of the
    record, which is no later than the day `until`: the receipt of a clue; the filing of a case, and
    the day before it, on which somebody removed that very day was still in office. A case without
    a filing is asked of all days up to its first stage. Where dates leave open who managed the
    people, a record belongs for certain only if it does either way.
    """
    when = Window(EVER, until)
    under = territory(view, root, when, below=below)
    records = _candidates(view, under, kind, when)
    edges = attached(view, records, _EDGES[kind], "out" if kind == "Clue" else "in")
    if kind == "Case":
        scenes = attached(view, records, ("OCCURRED_IN",), "out")
        edges = {i: [*edges[i], *scenes[i]] for i in records}
    return _Deciding(view, under, when, records, edges).decided()


def _candidates(view: View, under: Territory, kind: str, when: Window) -> dict[str, Node]:
    """What may belong: records about people who are managed here, and what happened here."""
    managed = view.nodes(
        ordered(e.source for e in view.expand(under, ("MANAGED_BY",), "in", when=when))
    )
    seated = tenures_in(view, [i for i, n in managed.items() if n.kind == "Post"], when)
    people = [i for i, n in managed.items() if n.kind == "Person"]
    people = ordered([*people, *(e.source for pairs in seated.values() for e, _ in pairs)])
    if kind == "Clue":
        found = [e.source for e in view.expand([*people, *under], ("ABOUT",), "in")]
        found += (e.source for e in view.expand(under, ("RECEIVED_BY",), "in"))
    else:
        found = [e.target for e in view.expand(people, ("SUBJECT_OF",), "out")]
        found += (e.source for e in view.expand(under, ("OCCURRED_IN",), "in"))
    return {i: n for i, n in view.nodes(sorted(set(found))).items() if n.kind == kind}


class _Manager(NamedTuple):
    """A body that managed a person, or a post of his, while all of `way` held."""

    body: str
    way: Way


class _Deciding:
    """Decides for each record by what it belongs to a territory."""

    def __init__(
        self, view: View, under: Territory, when: Window, records: Mapping[str, Node],
        edges: Mapping[str, Sequence[Edge]],
    ) -> None:  # fmt: skip
        self._view, self._under, self._when = view, under, when
        self._records, self._edges = records, edges
        ends = [end for found in edges.values() for e in found for end in (e.source, e.target)]
        self._nodes = view.nodes(ordered(ends))
        people = (p for i in records for p in self._people(i))
        self._managers = _managers(view, ordered(people), when)

    def decided(self) -> dict[str, Belonging]:
        """The records that possibly belong."""
        found: dict[str, Belonging] = {}
        for i in self._records:
            people, days = self._people(i), self._days(i)
            given = [self._belongs(i, people, day) for day in days]
            certain = [b for b, sure in given if sure is Certainty.CERTAIN]
            possible = [b for b, sure in given if sure is Certainty.POSSIBLE]
            if certain or possible:
                sure = Certainty.CERTAIN if certain else Certainty.POSSIBLE
                found[i] = Belonging((certain or possible)[0], sure, tuple(people), tuple(days))
        return found

    def _people(self, record: str) -> list[str]:
        ends = {"ABOUT": "target", "SUBJECT_OF": "source"}
        found = (getattr(e, ends[e.kind]) for e in self._edges[record] if e.kind in ends)
        return ordered(i for i in found if self._nodes[i].kind == "Person")

    def _days(self, record: str) -> list[Interval]:
        """The receipt of a clue; the days of filing of a case, each with the day before."""
        node, edges = self._records[record], self._edges[record]
        if node.kind == "Clue":
            received = (e.first("on") for e in edges if e.kind == "RECEIVED_BY")
            return [Interval.event(node.first("received") or next(received, None))]
        events = [(self._nodes[e.source], e) for e in edges if e.kind == "EVENT_OF"]
        dated = [(n.first("stage"), n.first("date") or e.first("on")) for n, e in events]
        filings = sorted({day_window(on) for stage, on in dated if stage == "立案" and on})
        if filings:
            return [Interval(f - 1, last - 1, f + 1, last + 1) for f, last in filings]
        last = min((day_window(on).last for _, on in dated if on), default=FOREVER)
        return [Interval(EVER, last, EVER, min(last + 1, FOREVER))]

    def _scenes(self, record: str) -> tuple[str, list[str]]:
        """Where it happened or what it is about, and what this is called."""
        edges, kind = self._edges[record], self._records[record].kind
        if kind == "Case":
            return OCCURRED, [e.target for e in edges if e.kind == "OCCURRED_IN"]
        about = [e.target for e in edges if e.kind == "ABOUT"]
        about = [i for i in about if self._nodes[i].kind == "Organization"]
        received = [e.target for e in edges if e.kind == "RECEIVED_BY"]
        return (ABOUT, about) if about else (RECEIVED, received)

    def _belongs(self, record: str, people: Sequence[str], day: Interval) -> tuple[str, Certainty]:
        inside, outside = set(), set()
        for manager in (m for person in people for m in self._managers.get(person, ())):
            way = (*manager.way, day)
            inside.add(self._within([manager.body], way))
            if self._within([manager.body], (day,)) is not Certainty.CERTAIN:
                outside.add(together(way))
        name, scenes = self._scenes(record)
        scene = self._within(scenes, (day,))
        if Certainty.CERTAIN in inside:
            return MANAGED, Certainty.CERTAIN
        if Certainty.POSSIBLE in inside:
            either = scene is Certainty.CERTAIN and not outside - {Certainty.NO}
            return (f"{MANAGED}或{name}" if either else MANAGED), (
                Certainty.CERTAIN if either else Certainty.POSSIBLE
            )
        if Certainty.CERTAIN in outside:
            return MANAGED, Certainty.NO
        if Certainty.POSSIBLE in outside and scene is Certainty.CERTAIN:
            return name, Certainty.POSSIBLE
        return name, scene

    def _within(self, bodies: Iterable[str], way: Way) -> Certainty:
        """How surely one of the bodies stood in the territory while all of `way` held."""
        return strongest(
            together([*way, *longer]) for body in bodies for longer in self._under.get(body, ())
        )


def strongest(given: Iterable[Certainty]) -> Certainty:
    """The surest of them; no if there is none."""
    found = set(given)
    order = (Certainty.CERTAIN, Certainty.POSSIBLE)
    return next((sure for sure in order if sure in found), Certainty.NO)


def _managers(view: View, people: Collection[str], when: Window) -> dict[str, list[_Manager]]:
    """Who managed each person or the posts he held."""
    held = view.expand(people, ("HOLDS",), "out", when=when)
    posts = ordered(e.target for e in held)
    managing: dict[str, list[_Manager]] = {}
    for edge in view.expand([*people, *posts], ("MANAGED_BY",), "out", when=when):
        found = managing.setdefault(edge.source, [])
        found.append(_Manager(edge.target, (edge.interval,)))
    spells = tenures_in(view, [post for post in posts if post in managing], when)
    found_of = {person: list(managing.get(person, ())) for person in people}
    for post, pairs in spells.items():
        for edge, interval in pairs:
            if edge.source in found_of:
                found_of[edge.source] += (
                    _Manager(m.body, (*m.way, interval)) for m in managing[post]
                )
    return found_of
