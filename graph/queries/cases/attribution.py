"""The scope of 一案双查 for a case: who bore either duty while it happened, and what each had done.

It lists who is to be looked at (核查范围) and what is on record; it never finds responsibility.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import FOREVER, Certainty, Interval, Window
from graph.errors import InvalidData
from graph.queries.cases.case_seats import At, CaseSeats, Gap, Seat, others_than
from graph.queries.cases.case_talks import Told, talks_before
from graph.queries.cases.case_time import CaseTime, case_time
from graph.queries.cases.jurisdiction import Jurisdiction, jurisdiction
from graph.queries.cases.standing import Duty, Route, Standing, borne
from graph.queries.duties.verdict import Way
from graph.queries.entry import subject_of
from graph.queries.recorded import as_told, happened_by, span_told
from graph.queries.sources import sources_by_edge
from graph.queries.tenure import tenures_in
from graph.record import Node, ThinEdge
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who bore a duty in the time of the conduct.

    `bodies` are those that the post belongs to. `role` is `head`, 行政正职 or the manner of
    oversight; `nature` that of the tenure (正式, 代理, 主持工作). `certainty`: whether tenure,
    relation and conduct coincided on some day. `decisions` are those on accountability that aim at
    the person. `sources` speak of the tenure and, of a member in charge, of the paper.
    """

    person: Node
    post: Node
    bodies: tuple[Node, ...]
    role: str
    nature: str
    interval: Interval
    certainty: Certainty
    talks: tuple[Told, ...]
    decisions: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Days on which records name several people as regular heads in one post of a body."""

    days: Window
    people: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A body with those of it who bore a duty. `level` counts from the body of the case (0)
    upwards; `bears` is whether the body bears the duty itself, or only those listed beside its
    head (一岗双责). `basis` are the statements by which it stands above the body below, `decisions`
    those that aim at it, `days` those on which it may have stood there."""

    body: Node
    duty: Duty
    level: int
    bears: bool
    bearers: tuple[Bearer, ...]
    gaps: tuple[Gap, ...]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Node, ...]
    basis: tuple[Attestation, ...]
    days: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class SubjectTenure:
    """A post that a subject held in the time of the conduct, and the bodies that it belongs to."""

    person: Node
    post: Node
    bodies: tuple[Node, ...]
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
    """The scope of 一案双查 for a case, as it could be told on the day `as_of`: what certainly
    happened later is left out, be it the end of a tenure. Raises `NotFound`, `InvalidData` for what
    is no case, or a case of which neither the time of the conduct nor a dated clue or stage is
    recorded, or nothing of that day."""
    node = subject_of(view, case)
    if node.kind != "Case":
        raise InvalidData(f"{node.caption} 不是案件", remedy="给出案件编号，用 search 查找")
    subjects = view.nodes(ordered(e.source for e in view.expand((case,), ("SUBJECT_OF",), "in")))
    return _Scope(view, node, subjects, case_time(view, node, as_of), as_of).found()


class _Scope:
    def __init__(
        self, view: View, case: Node, subjects: Mapping[str, Node], time: CaseTime, as_of: int
    ) -> None:
        self._view, self._case, self._subjects = view, case, subjects
        self._when, self._time, self._as_of = time, time.days, as_of
        alone = next(iter(subjects)) if len(subjects) == 1 else None
        self._seats = CaseSeats(view, time, alone)
        self._notes = list(time.notes)

    def found(self) -> Attribution:
        view = self._view
        tenures = self._tenures()
        bodies = self._bodies(tenures)
        standing = borne(view, bodies, self._time)
        if not bodies:
            self._notes.append("涉案人当时的任职和案件发生的机构均未见记录，核查范围无从列出")
        elif not standing["party"]:
            self._notes.append("未见对其负主体责任的党组织记录")
        if bodies and not standing["discipline"]:
            self._notes.append("未见对其负监督责任的纪检机构记录")
        seats = self._seats.of(standing, bodies)
        others, note = others_than(self._subjects, seats)
        self._notes += [note] if note else []
        clashes = self._seats.clashes(seats)
        competent = jurisdiction(view, self._case.id, list(self._subjects), self._when, self._as_of)
        decided = self._decisions()
        clashing = [person for found in clashes.values() for one in found for person in one.people]
        named = view.nodes(ordered([*bodies, *(body for _, body in seats), *clashing]))
        aimed = defaultdict[str, list[Node]](list)
        for edge in view.expand(decided, ("TARGETS",), "out"):
            aimed[edge.target].append(decided[edge.source])
        bearers = self._bearers(others, aimed)
        basis = sources_by_edge(view, _unique(_relations(standing)), self._time)
        levels = []
        for (duty, body), sitting in seats.items():
            at, stands = (duty, body), standing[duty].get(body)
            if not (stands or bearers[at] or aimed[body]):
                continue
            levels.append(
                Level(
                    named[body], duty, stands.level if stands else 0, stands is not None,
                    bearers[at], self._seats.gaps(at, stands, sitting) if stands else (),
                    tuple(
                        Dispute(one.days, tuple(named[person] for person in one.people))
                        for one in clashes.get(at, ())
                    ),
                    tuple(aimed[body]), _said(basis, stands),
                    tuple(stands.days(self._time)) if stands else (),
                )
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
        view = self._view
        said = sources_by_edge(view, [edge for edge, _ in tenures], self._time)
        posts = ordered(edge.target for edge, _ in tenures)
        nodes, bodies = view.nodes(posts), _bodies_of(view, posts)
        return tuple(
            SubjectTenure(
                self._subjects[e.source], nodes[e.target], bodies[e.target],
                span_told(interval, self._as_of, e.interval), said[e.id],
            )
            for e, interval in tenures
        )  # fmt: skip

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

    def _decisions(self) -> dict[str, Node]:
        edges = self._view.expand((self._case.id,), ("LED_TO",), "out")
        nodes = self._view.nodes(ordered(edge.target for edge in edges))
        return {
            i: as_told(node, self._as_of, ("date",)) for i, node in nodes.items()
            if node.kind == "Accountability" and happened_by(node, self._as_of)
        }  # fmt: skip

    def _bearers(
        self, seats: Mapping[At, Sequence[Seat]], aimed: Mapping[str, list[Node]]
    ) -> dict[At, tuple[Bearer, ...]]:
        view = self._view
        listed = [seat for found in seats.values() for seat in found]
        sources = sources_by_edge(view, _unique(e for s in listed for e in s.edges), self._time)
        nodes = view.nodes(ordered(i for s in listed for i in (s.held.person, s.held.post)))
        bodies = _bodies_of(view, ordered(seat.held.post for seat in listed))
        people = ordered(seat.held.person for seat in listed)
        talks = talks_before(view, people, list(self._subjects), self._when, self._as_of)
        return {
            at: tuple(
                Bearer(
                    nodes[seat.held.person],
                    nodes[seat.held.post],
                    bodies[seat.held.post],
                    seat.role,
                    seat.held.nature,
                    span_told(seat.held.interval, self._as_of, seat.held.edge.interval),
                    seat.certainty,
                    talks[seat.held.person],
                    tuple(aimed.get(seat.held.person, ())),
                    tuple(s for edge in seat.edges for s in sources[edge.id]),
                )
                for seat in found
            )
            for at, found in seats.items()
        }


def _bodies_of(view: View, posts: Collection[str]) -> dict[str, tuple[Node, ...]]:
    """The bodies that each post belongs to."""
    belonging = view.expand(posts, ("POST_OF",), "out")
    nodes = view.nodes(ordered(edge.target for edge in belonging))
    found: dict[str, tuple[Node, ...]] = dict.fromkeys(posts, ())
    for edge in belonging:
        found[edge.source] = (*found[edge.source], nodes[edge.target])
    return found


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
