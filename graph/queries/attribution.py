"""The scope of 一案双查 for a case: who bore either duty while it happened, and what each had done.

It lists who is to be looked at (核查范围) and what is on record; it never finds responsibility.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.dates import EVER, Certainty, Interval, Window, together
from graph.errors import InvalidData
from graph.queries.entry import discipline_organs, party_bodies, subject_of
from graph.queries.headships import Headship, Headships
from graph.queries.oversight import oversight_of
from graph.queries.sources import sources_by_edge
from graph.queries.superiors import superiors
from graph.queries.talks import TalkBetween, talks_between
from graph.queries.tenure import tenures_in
from graph.record import Node, ThinEdge
from graph.rules.rule import Step
from graph.store import View, ordered

Duty = Literal["party", "discipline"]
NO_PARTY_DUTY = frozenset({"派驻组", "监委"})
"""Types of organ that bear no party duty of their own."""
_OUT = ("受理", "立案")
"""Stages by which a case has come out."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who bore a duty towards the body of the case in the time of the conduct.

    `level` counts from the body itself (0) upwards; `role` is `head`, 行政正职 or the manner of
    oversight. `certainty`: whether the tenure and the conduct coincided on some day. `talks` are
    those led with a subject before the case came out, `decisions` those on accountability.
    """

    person: Node
    post: Node
    body: Node
    duty: Duty
    role: str
    level: int
    interval: Interval
    certainty: Certainty
    talks: tuple[TalkBetween, ...]
    decisions: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A body that bore a duty and whose head in that time nobody recorded."""

    body: Node
    duty: Duty
    level: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """The scope of one case. `conduct` is the time of the conduct, `None` where it is not recorded
    and the day on which the case came out stands in for it; `came_out` the earliest such day.

    `managed_by` are the committees that manage the subjects, `organs` their discipline organs.
    """

    case: Node
    subjects: tuple[Node, ...]
    conduct: Interval | None
    came_out: Window | None
    bodies: tuple[Node, ...]
    bearers: tuple[Bearer, ...]
    unfilled: tuple[Unfilled, ...]
    managed_by: tuple[Node, ...]
    organs: tuple[Node, ...]
    decisions: tuple[Node, ...]
    notes: tuple[str, ...]


def attribution(view: View, case: str) -> Attribution:
    """The scope of 一案双查 for a case. Raises `NotFound`, `InvalidData` for what is no case, or a
    case of which neither the time of the conduct nor a stage is recorded."""
    node = subject_of(view, case)
    if node.kind != "Case":
        raise InvalidData(f"{node.caption} 不是案件", remedy="给出案件编号，用 search 查找")
    subjects = view.nodes(ordered(e.source for e in view.expand((case,), ("SUBJECT_OF",), "in")))
    came_out = _came_out(view, case)
    conduct = _conduct(node)
    time = _time(node, conduct, came_out)
    notes = [] if conduct else ["行为期间未见记录，按案发之日列出"]
    return _Scope(view, node, subjects, time, conduct, came_out).found(notes)


def _conduct(case: Node) -> Interval | None:
    written = case.first("conduct")
    return Interval.written(written) if written else None


def _came_out(view: View, case: str) -> Window | None:
    """The earliest day on which a clue was received or the case entered one of its first stages."""
    clues = view.nodes(ordered(e.source for e in view.expand((case,), ("LED_TO",), "in")))
    said = [c.first("received") for c in clues.values() if c.kind == "Clue"]
    events = view.nodes(ordered(e.source for e in view.expand((case,), ("EVENT_OF",), "in")))
    said += [e.first("date") for e in events.values() if e.first("stage") in _OUT]
    days = [Interval.event(date) for date in said if date]
    return min((Window(d.since_lo, d.since_hi) for d in days), default=None)


def _time(case: Node, conduct: Interval | None, came_out: Window | None) -> Window:
    """The days to look at: all on which the conduct may have lasted, until it came out."""
    last = came_out.last if came_out else None
    possible = conduct.possible_days if conduct else came_out
    if possible is None or (possible.first <= EVER and last is None):
        raise InvalidData(
            f"{case.caption} 既未见行为期间，也未见受理或立案日期", remedy="补登其中之一再查"
        )
    first = possible.first if possible.first > EVER else possible.last
    until = possible.last if last is None else min(possible.last, last)
    return Window(first, max(first, until))


class _Scope:
    def __init__(
        self, view: View, case: Node, subjects: Mapping[str, Node], time: Window,
        conduct: Interval | None, came_out: Window | None,
    ) -> None:  # fmt: skip
        self._view, self._case, self._subjects = view, case, subjects
        self._time, self._conduct, self._came_out = time, conduct, came_out
        self._heads = Headships(view, time)

    def found(self, notes: list[str]) -> Attribution:
        view, time = self._view, self._time
        bodies = self._bodies()
        leading = view.nodes(party_bodies(view, bodies, time))
        own = [i for i, n in leading.items() if n.first("type") not in NO_PARTY_DUTY]
        levels: dict[Duty, dict[str, int]] = {
            "party": self._levels(own, "party"),
            "discipline": self._levels(discipline_organs(view, bodies, time), "discipline"),
        }
        if not levels["discipline"]:
            notes.append("未见对其负监督责任的纪检机构记录")
        seats: list[tuple[Duty, str, int, Headship]] = []
        unfilled: list[tuple[str, Duty, int]] = []
        for duty, depths in levels.items():
            held = self._heads.of(list(depths), duty)
            for body, level in depths.items():
                seats += ((duty, "head", level, one) for one in held[body])
                if not held[body]:
                    unfilled.append((body, duty, level))
        heading = {(one.edge.id, one.body) for *_, one in seats}
        seats += (
            ("party", role, 0, one)
            for role, one in self._beside(bodies)
            if (one.edge.id, one.body) not in heading
        )
        alone = len(self._subjects) == 1
        mine = [s for s in seats if not (alone and s[3].person in self._subjects)]
        if len(mine) < len(seats):
            notes.append("本人在其中任职的，不列为对自己负责的人，请看再上一级")
        elif any(one.person in self._subjects for *_, one in seats):
            notes.append("所列之人中有涉案人：对同案的他人负责，不对自己负责")
        managed, organs = self._managers()
        if not managed:
            notes.append("干部管理权限未见记录，承办机关是否相符无从核对")
        decisions = self._decisions()
        named = view.nodes(
            ordered([*bodies, *(b for b, _, _ in unfilled), *managed, *organs, *decisions])
        )
        return Attribution(
            self._case, tuple(self._subjects.values()), self._conduct, self._came_out,
            tuple(named[b] for b in bodies if b in named),
            tuple(self._bearers(mine, decisions)),
            tuple(Unfilled(named[b], duty, level) for b, duty, level in unfilled if b in named),
            tuple(named[m] for m in managed), tuple(named[o] for o in organs),
            tuple(named[d] for d in decisions), tuple(notes),
        )  # fmt: skip

    def _bodies(self) -> list[str]:
        """Where the case occurred, and where its subjects held posts in that time."""
        view = self._view
        where = [e.target for e in view.expand((self._case.id,), ("OCCURRED_IN",), "out")]
        occurred = [i for i, n in view.nodes(where).items() if n.kind == "Organization"]
        held = view.expand(self._subjects, ("HOLDS",), "out", when=self._time)
        posts = ordered(edge.target for edge in held)
        own = [edge.target for edge in view.expand(posts, ("POST_OF",), "out")]
        accused = [i for i, n in self._subjects.items() if n.kind == "Organization"]
        return ordered([*occurred, *accused, *own])

    def _levels(self, start: Sequence[str], duty: Duty) -> dict[str, int]:
        """The bodies that bear a duty and those above them, with the number of levels between."""
        depths = dict.fromkeys(start, 0)
        frontier, level = list(start), 0
        while frontier:
            level += 1
            path = (Step(edge="ANSWERS_TO", facet=duty),)
            lines = superiors(self._view, frontier, path, self._time)
            upper = ordered(line.above for found in lines.values() for line in found)
            frontier = [body for body in upper if body not in depths]
            depths |= dict.fromkeys(frontier, level)
        return depths

    def _beside(self, bodies: Sequence[str]) -> Iterator[tuple[str, Headship]]:
        """Administrative heads and members in charge of the bodies: 一岗双责."""
        for held in self._heads.of(bodies, "administration").values():
            yield from (("行政正职", one) for one in held)
        for unit, found in oversight_of(self._view, bodies, self._time).items():
            tenures = tenures_in(self._view, [one.post for one in found], self._time)
            for one in found:
                for edge, interval in tenures[one.post]:
                    yield one.facet, Headship(unit, one.post, edge.source, interval, edge)

    def _managers(self) -> tuple[list[str], list[str]]:
        """Who manages the subjects or their posts, and those committees' discipline organs."""
        view = self._view
        held = view.expand(self._subjects, ("HOLDS",), "out", when=self._time)
        managed = [*self._subjects, *(edge.target for edge in held)]
        edges = view.expand(ordered(managed), ("MANAGED_BY",), "out", when=self._time)
        committees = ordered(edge.target for edge in edges)
        watching = view.expand(committees, ("SUPERVISES",), "in", when=self._time)
        kinds = view.nodes(ordered(edge.source for edge in watching))
        return committees, [i for i, n in kinds.items() if n.first("type") == "纪委"]

    def _decisions(self) -> list[str]:
        edges = self._view.expand((self._case.id,), ("LED_TO",), "out")
        nodes = self._view.nodes(ordered(edge.target for edge in edges))
        return [i for i, node in nodes.items() if node.kind == "Accountability"]

    def _bearers(
        self, seats: Sequence[tuple[Duty, str, int, Headship]], decisions: Sequence[str]
    ) -> Iterator[Bearer]:
        view = self._view
        edges: list[ThinEdge] = [one.edge for _, _, _, one in seats]
        sources = sources_by_edge(view, edges, self._time)
        nodes = view.nodes(ordered(i for *_, o in seats for i in (o.person, o.post, o.body)))
        out = self._came_out.first if self._came_out else self._time.last + 1
        before = Window(EVER + 1, out - 1)
        subjects = list(self._subjects)
        met = talks_between(view, [((o.person,), subjects) for *_, o in seats], before)
        aimed: dict[str, list[str]] = {}
        for edge in view.expand(decisions, ("TARGETS",), "out"):
            aimed.setdefault(edge.target, []).append(edge.source)
        decided = view.nodes(decisions)
        first, after = self._time.first, self._time.last + 1
        days = Interval(first, first, after, after)
        for (duty, role, level, one), talks in zip(seats, met, strict=True):
            yield Bearer(
                nodes[one.person], nodes[one.post], nodes[one.body], duty, role, level,
                one.interval, together([one.interval, self._conduct or days]), talks,
                tuple(decided[d] for d in aimed.get(one.person, ())), sources[one.edge.id],
            )  # fmt: skip
