"""The scope of 一案双查 for a case: who bore either duty while it happened, and what each had done.

It lists who is to be looked at (核查范围) and what is on record; it never finds responsibility.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window
from graph.errors import InvalidData
from graph.queries.case_time import CaseTime, case_time
from graph.queries.entry import subject_of
from graph.queries.headships import Headship, Headships
from graph.queries.jurisdiction import Jurisdiction, jurisdiction
from graph.queries.oversight import papers
from graph.queries.recorded import happened_by
from graph.queries.sources import sources_by_edge
from graph.queries.standing import Duty, Route, Standing, borne, without
from graph.queries.talks import TalkBetween, talks_between
from graph.queries.tenure import tenures_in
from graph.queries.verdict import Way
from graph.record import Node, ThinEdge
from graph.store import View, ordered

Why = Literal["unrecorded", "vacant", "subject"]


@dataclass(frozen=True, slots=True)
class Told:
    """A talk that somebody led with a subject; `certainty` says whether it was held before the
    case came out."""

    talk: TalkBetween
    certainty: Certainty
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who bore a duty in the time of the conduct.

    `role` is `head`, 行政正职 or the manner of oversight; `nature` that of the tenure (正式, 代理,
    主持工作). `certainty`: whether tenure, relation and conduct coincided on some day. `decisions`
    are those on accountability that aim at the person. `sources` speak of the tenure and, of
    a member in charge, of the paper.
    """

    person: Node
    post: Node
    role: str
    nature: str
    interval: Interval
    certainty: Certainty
    talks: tuple[Told, ...]
    decisions: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of the conduct for which no head of a body can be listed: none is recorded, a source
    calls the post vacant, or the subject himself held it."""

    days: Window
    why: Why


@dataclass(frozen=True, slots=True)
class Level:
    """A body with those of it who bore a duty. `level` counts from the body of the case (0)
    upwards; `bears` is whether the body bears the duty itself, or only those listed beside its
    head (一岗双责). `basis` are the statements by which it stands above the body below, `decisions`
    those that aim at it."""

    body: Node
    duty: Duty
    level: int
    bears: bool
    bearers: tuple[Bearer, ...]
    gaps: tuple[Gap, ...]
    decisions: tuple[Node, ...]
    basis: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class SubjectTenure:
    """A post that a subject held in the time of the conduct."""

    person: Node
    post: Node
    interval: Interval
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The scope of one case: `bodies` are where it occurred and where its subjects held posts,
    `tenures` these posts, `levels` the bodies that bore a duty for them, the party duty first, each
    from below upwards."""

    case: Node
    subjects: tuple[Node, ...]
    time: CaseTime
    tenures: tuple[SubjectTenure, ...]
    bodies: tuple[Node, ...]
    levels: tuple[Level, ...]
    jurisdiction: Jurisdiction
    decisions: tuple[Node, ...]
    notes: tuple[str, ...]


def attribution(view: View, case: str, as_of: int = FOREVER) -> Attribution:
    """The scope of 一案双查 for a case, as it stood on the day `as_of`: what certainly happened
    later is left out. Raises `NotFound`, `InvalidData` for what is no case, or a case of which
    neither the time of the conduct nor a stage is recorded."""
    node = subject_of(view, case)
    if node.kind != "Case":
        raise InvalidData(f"{node.caption} 不是案件", remedy="给出案件编号，用 search 查找")
    subjects = view.nodes(ordered(e.source for e in view.expand((case,), ("SUBJECT_OF",), "in")))
    return _Scope(view, node, subjects, case_time(view, node, as_of), as_of).found()


class _Seat(NamedTuple):
    """A headship or oversight on a level, with the further edge that gave it, if any."""

    role: str
    held: Headship
    certainty: Certainty
    paper: ThinEdge | None = None


class _Scope:
    def __init__(
        self, view: View, case: Node, subjects: Mapping[str, Node], time: CaseTime, as_of: int
    ) -> None:
        self._view, self._case, self._subjects = view, case, subjects
        self._when, self._time, self._as_of = time, time.days, as_of
        self._during = (time.conduct,) if time.conduct else ()
        self._heads = Headships(view, self._time)
        self._notes = list(time.notes)

    def found(self) -> Attribution:
        view = self._view
        tenures = self._tenures()
        bodies = self._bodies(tenures)
        standing = borne(view, bodies, self._time)
        if not standing["discipline"]:
            self._notes.append("未见对其负监督责任的纪检机构记录")
        seats = self._seats(standing, bodies)
        mine = self._without_oneself(seats)
        competent = self._jurisdiction()
        decisions = self._decisions()
        decided = view.nodes(decisions)
        named = view.nodes(ordered([*bodies, *(body for _, body in seats)]))
        aimed = defaultdict[str, list[Node]](list)
        for edge in view.expand(decisions, ("TARGETS",), "out"):
            aimed[edge.target].append(decided[edge.source])
        bearers = self._bearers(mine, aimed)
        basis = sources_by_edge(view, _unique(_relations(standing)), self._time)
        levels = tuple(
            Level(
                named[body], duty, standing[duty][body].level if body in standing[duty] else 0,
                body in standing[duty],
                bearers[duty, body], self._gaps(duty, body, standing[duty], seats[duty, body]),
                tuple(aimed[body]),
                _said(basis, standing[duty].get(body)),
            )
            for duty, body in seats
            if body in standing[duty] or bearers[duty, body] or aimed[body]
        )  # fmt: skip
        return Attribution(
            self._case, tuple(self._subjects.values()), self._when, self._told(tenures),
            tuple(named[b] for b in bodies if b in named),
            tuple(sorted(levels, key=lambda one: (one.duty == "discipline", one.level))),
            competent, tuple(decided.values()), tuple(self._notes),
        )  # fmt: skip

    def _tenures(self) -> list[tuple[ThinEdge, Interval]]:
        """The posts that the subjects held in that time."""
        held = self._view.expand(self._subjects, ("HOLDS",), "out", when=self._time)
        spells = tenures_in(self._view, ordered(edge.target for edge in held), self._time)
        return [
            (edge, interval)
            for found in spells.values()
            for edge, interval in found
            if edge.source in self._subjects
        ]

    def _told(self, tenures: Sequence[tuple[ThinEdge, Interval]]) -> tuple[SubjectTenure, ...]:
        said = sources_by_edge(self._view, [edge for edge, _ in tenures], self._time)
        posts = self._view.nodes(ordered(edge.target for edge, _ in tenures))
        return tuple(
            SubjectTenure(self._subjects[e.source], posts[e.target], interval, said[e.id])
            for e, interval in tenures
        )

    def _bodies(self, tenures: Sequence[tuple[ThinEdge, Interval]]) -> dict[str, list[Route]]:
        """Where the case occurred, and where its subjects held posts in that time."""
        view = self._view
        where = view.expand((self._case.id,), ("OCCURRED_IN",), "out")
        places = {**view.nodes(edge.target for edge in where), **self._subjects}
        ways: dict[str, list[Way]] = {
            i: [()] for i, node in places.items() if node.kind == "Organization"
        }
        by_post: dict[str, list[Way]] = {}
        for edge, interval in tenures:
            by_post.setdefault(edge.target, []).append((interval,))
        for belonging in view.expand(by_post, ("POST_OF",), "out"):
            ways.setdefault(belonging.target, []).extend(by_post[belonging.source])
        return {
            body: [Route(way, (), frozenset({body})) for way in given]
            for body, given in ways.items()
        }

    def _seats(
        self, standing: Mapping[Duty, Mapping[str, Standing]], bodies: Mapping[str, Sequence[Route]]
    ) -> dict[tuple[Duty, str], list[_Seat]]:
        """Who headed each body that bore a duty, and of the bodies themselves those beside."""
        found: dict[tuple[Duty, str], list[_Seat]] = {}
        for duty, levels in standing.items():
            held = self._heads.of(list(levels), duty)
            for body, stands in levels.items():
                seats = [
                    _Seat("head", one, stands.certainty((one.interval, *self._during), self._time))
                    for one in held[body]
                ]
                found[duty, body] = [s for s in seats if s.certainty is not Certainty.NO]
        heading = {
            (seat.held.edge.id, body) for (_, body), seats in found.items() for seat in seats
        }
        for unit, seats in self._beside(bodies).items():
            beside = [s for s in seats if (s.held.edge.id, unit) not in heading]
            if beside:
                found.setdefault(("party", unit), []).extend(beside)
        return found

    def _beside(self, bodies: Mapping[str, Sequence[Route]]) -> dict[str, list[_Seat]]:
        """Administrative heads and members in charge of the bodies: 一岗双责."""
        view, time = self._view, self._time
        found: dict[str, list[_Seat]] = {}
        given = papers(view, bodies, time)
        charged = ordered(edge.source for edges in given.values() for edge, _ in edges)
        tenures = tenures_in(view, charged, time)
        heads = self._heads.of(list(bodies), "administration")
        for unit, routes in bodies.items():
            place = Standing(0, list(routes))
            seats = [
                _Seat("行政正职", one, place.certainty((one.interval, *self._during), time))
                for one in heads[unit]
            ]
            for paper, charge in given.get(unit, ()):
                for edge, interval in tenures[paper.source]:
                    both = (interval, charge, *self._during)
                    one = Headship(unit, paper.source, edge.source, interval, edge)
                    seats.append(_Seat(paper.facet, one, place.certainty(both, time), paper))
            found[unit] = [s for s in seats if s.certainty is not Certainty.NO]
        return found

    def _without_oneself(
        self, seats: Mapping[tuple[Duty, str], Sequence[_Seat]]
    ) -> dict[tuple[Duty, str], list[_Seat]]:
        """The seats but those of the only subject, who bears no duty for himself."""
        alone = len(self._subjects) == 1
        own = [s for found in seats.values() for s in found if s.held.person in self._subjects]
        if not own or not alone:
            if own:
                self._notes.append("所列之人中有涉案人：对同案的他人负责，不对自己负责")
            return {at: list(found) for at, found in seats.items()}
        self._notes.append("本人在其中任职的，不列为对自己负责的人，请看再上一级")
        return {
            at: [s for s in found if s.held.person not in self._subjects]
            for at, found in seats.items()
        }

    def _gaps(
        self, duty: Duty, body: str, levels: Mapping[str, Standing], seats: Sequence[_Seat]
    ) -> tuple[Gap, ...]:
        """Days on which the body may have borne the duty and nobody else is listed as its head."""
        if body not in levels:
            return ()
        alone = len(self._subjects) == 1
        heads = [s for s in seats if s.role == "head"]
        mine = [s for s in heads if alone and s.held.person in self._subjects]
        left = without(
            levels[body].days(self._when.surely), _possible(s for s in heads if s not in mine)
        )
        silent = without(left, _possible(mine))
        gaps = [Gap(days, "subject") for days in without(left, silent)]
        gaps += (
            Gap(days, "vacant" if self._heads.vacant(body, duty, days) else "unrecorded")
            for days in silent
        )
        return tuple(sorted(gaps, key=lambda gap: gap.days))

    def _jurisdiction(self) -> Jurisdiction:
        view = self._view
        stages = view.nodes(e.source for e in view.expand((self._case.id,), ("EVENT_OF",), "in"))
        filings = [
            i for i, node in stages.items()
            if node.first("stage") == "立案" and happened_by(node, self._as_of)
        ]  # fmt: skip
        return jurisdiction(view, list(self._subjects), filings, self._time)

    def _decisions(self) -> list[str]:
        edges = self._view.expand((self._case.id,), ("LED_TO",), "out")
        nodes = self._view.nodes(ordered(edge.target for edge in edges))
        return [
            i for i, node in nodes.items()
            if node.kind == "Accountability" and happened_by(node, self._as_of)
        ]  # fmt: skip

    def _bearers(
        self, seats: Mapping[tuple[Duty, str], Sequence[_Seat]], aimed: Mapping[str, list[Node]]
    ) -> dict[tuple[Duty, str], tuple[Bearer, ...]]:
        view = self._view
        listed = [seat for found in seats.values() for seat in found]
        sources = sources_by_edge(view, _unique(e for s in listed for e in _edges(s)), self._time)
        nodes = view.nodes(ordered(i for s in listed for i in (s.held.person, s.held.post)))
        talks = self._talks(ordered(seat.held.person for seat in listed))
        return {
            at: tuple(
                Bearer(
                    nodes[seat.held.person],
                    nodes[seat.held.post],
                    seat.role,
                    seat.held.nature,
                    seat.held.interval,
                    seat.certainty,
                    talks[seat.held.person],
                    tuple(aimed.get(seat.held.person, ())),
                    tuple(s for edge in _edges(seat) for s in sources[edge.id]),
                )
                for seat in found
            )
            for at, found in seats.items()
        }

    def _talks(self, people: Sequence[str]) -> dict[str, tuple[Told, ...]]:
        """The talks of each with a subject that were perhaps held before the case came out."""
        out = self._when.came_out or Window(self._time.last + 1, self._time.last + 1)
        before = Window(EVER + 1, min(out.last - 1, self._as_of))
        surely = Window(EVER + 1, out.first - 1)
        subjects = list(self._subjects)
        met = talks_between(self._view, [((person,), subjects) for person in people], before)

        said = self._view.attestations(ordered(t.talk.id for talks in met for t in talks))

        def told(talk: TalkBetween) -> Told:
            sure = Interval.event(talk.on).at(surely) is Certainty.CERTAIN
            certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
            return Told(talk, certainty, tuple(said[talk.talk.id]))

        return {person: tuple(map(told, talks)) for person, talks in zip(people, met, strict=True)}


def _possible(seats: Iterable[_Seat]) -> list[Window]:
    days = (seat.held.interval.possible_days for seat in seats)
    return [one for one in days if one is not None]


def _edges(seat: _Seat) -> tuple[ThinEdge, ...]:
    return (seat.held.edge, seat.paper) if seat.paper else (seat.held.edge,)


def _relations(standing: Mapping[Duty, Mapping[str, Standing]]) -> Iterator[ThinEdge]:
    for levels in standing.values():
        for stands in levels.values():
            for route in stands.routes:
                yield from route.edges


def _said(
    basis: Mapping[str, tuple[Attestation, ...]], stands: Standing | None
) -> tuple[Attestation, ...]:
    edges = _unique(e for route in (stands.routes if stands else ()) for e in route.edges)
    return tuple(statement for edge in edges for statement in basis[edge.id])


def _unique(edges: Iterable[ThinEdge]) -> Collection[ThinEdge]:
    return {edge.id: edge for edge in edges}.values()
