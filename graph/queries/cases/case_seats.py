"""Who sat where in the time of a case: heads of the bodies that bore a duty, and those beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window
from graph.queries.cases.case_time import CaseTime
from graph.queries.cases.standing import Duty, Route, Standing, without
from graph.queries.duties.headships import Headship, Headships
from graph.queries.holders import vacancies, vacant_days
from graph.queries.oversight import papers
from graph.queries.recorded import meet
from graph.queries.tenure import ACTING, tenures_in
from graph.record import ThinEdge
from graph.store import View, ordered

Why = Literal["unrecorded", "vacant", "subject"]
At = tuple[Duty, str]
"""A body on one of the two chains."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of the conduct for which no head of a body can be listed: none is recorded, `sources`
    call the post vacant, or the subject himself held it. `certainty`: whether the conduct certainly
    lasted then; possible days are told only of a body that stood there on no certain one."""

    days: Window
    why: Why
    sources: tuple[Attestation, ...] = ()
    certainty: Certainty = Certainty.CERTAIN


class Clash(NamedTuple):
    """Days on which records name two people as regular heads in one post."""

    days: Window
    people: tuple[str, str]


class Seat(NamedTuple):
    """A headship or oversight on a level, with the further edge that gave it, if any."""

    role: str
    held: Headship
    certainty: Certainty
    paper: ThinEdge | None = None

    @property
    def edges(self) -> tuple[ThinEdge, ...]:
        """All that gave it."""
        return (self.held.edge, self.paper) if self.paper else (self.held.edge,)


class CaseSeats:
    """The seats in the time of a case; `alone` is its subject if it has only one."""

    def __init__(self, view: View, time: CaseTime, alone: str | None) -> None:
        self._view, self._when, self._alone = view, time, alone
        self._during = (time.conduct,) if time.conduct else ()
        self._heads = Headships(view, time.days)
        self._vacant: dict[str, tuple[Attestation, ...]] = {}

    def of(
        self, standing: Mapping[Duty, Mapping[str, Standing]], bodies: Mapping[str, Sequence[Route]]
    ) -> dict[At, list[Seat]]:
        """Who headed each body that bore a duty, and of the `bodies` of the case those beside."""
        found: dict[At, list[Seat]] = {}
        for duty, levels in standing.items():
            held = self._heads.of(list(levels), duty)
            for body, stands in levels.items():
                seats = [Seat("head", one, self._sure(stands, one.interval)) for one in held[body]]
                found[duty, body] = [s for s in seats if s.certainty is not Certainty.NO]
        heading = {
            (seat.held.edge.id, body) for (_, body), seats in found.items() for seat in seats
        }
        for unit, seats in self._beside(bodies).items():
            beside = [s for s in seats if (s.held.edge.id, unit) not in heading]
            if beside:
                found.setdefault(("party", unit), []).extend(beside)
        posts = [post for duty, levels in standing.items() for b in levels
                 for post in self._heads.posts(b, duty)]  # fmt: skip
        self._vacant = vacancies(self._view, self._view.nodes(ordered(posts)), self._when.days)
        return found

    def _sure(self, stands: Standing, *intervals: Interval) -> Certainty:
        return stands.certainty((*intervals, *self._during), self._when.days)

    def _beside(self, bodies: Mapping[str, Sequence[Route]]) -> dict[str, list[Seat]]:
        """Administrative heads and members in charge of the bodies: 一岗双责."""
        view, time = self._view, self._when.days
        found: dict[str, list[Seat]] = {}
        given = papers(view, bodies, time)
        charged = ordered(edge.source for edges in given.values() for edge, _ in edges)
        tenures = tenures_in(view, charged, time)
        heads = self._heads.of(list(bodies), "administration")
        for unit, routes in bodies.items():
            place = Standing(0, list(routes))
            seats = [Seat("行政正职", one, self._sure(place, one.interval)) for one in heads[unit]]
            for paper, charge in given.get(unit, ()):
                for edge, interval in tenures[paper.source]:
                    one = Headship(unit, paper.source, edge.source, interval, edge)
                    seats.append(Seat(paper.facet, one, self._sure(place, interval, charge), paper))
            found[unit] = [s for s in seats if s.certainty is not Certainty.NO]
        return found

    def gaps(self, at: At, stands: Standing, seats: Iterable[Seat]) -> tuple[Gap, ...]:
        """Days on which the body may have borne the duty and nobody but the only subject of the
        case is listed as its head, told apart by what is on record of them."""
        duty, body = at
        heads = [s for s in seats if s.role == "head"]
        mine = [s for s in heads if s.held.person == self._alone]
        surely = stands.days(self._when.surely)
        sure = Certainty.CERTAIN if surely else Certainty.POSSIBLE
        stood = surely or stands.days(self._when.days)
        left = without(stood, _possible(s for s in heads if s not in mine))
        silent = without(left, _possible(mine))
        claims = [
            (days, said)
            for post in self._heads.posts(body, duty)
            for said in self._vacant.get(post, ())
            for claim in said.properties.get("vacant", ())
            if (days := vacant_days(str(claim)).possible_days)
        ]
        unsaid = without(silent, [days for days, _ in claims])
        gaps = [Gap(days, "subject", (), sure) for days in without(left, silent)]
        gaps += (Gap(days, "unrecorded", (), sure) for days in unsaid)
        gaps += (
            Gap(days, "vacant", tuple(said for one, said in claims if meet(one, days)), sure)
            for days in without(silent, unsaid)
        )
        return tuple(sorted(gaps, key=lambda gap: gap.days))

    def clashes(self, seats: Mapping[At, Sequence[Seat]]) -> dict[At, tuple[Clash, ...]]:
        """The days on which two regular heads are certain in one post of a body, by body."""
        pairs = [
            (at, one, other, Window(max(both.first, self._when.days.first),
                                    min(both.last, self._when.days.last)))
            for at, found in seats.items()
            for one, other in combinations([s for s in found if s.role == "head"], 2)
            if one.held.post == other.held.post and one.held.person != other.held.person
            and not ACTING & {one.held.nature, other.held.nature}
            and (both := one.held.interval.overlap(other.held.interval).certain_days)
        ]  # fmt: skip
        pairs = [pair for pair in pairs if pair[3].first <= pair[3].last]
        edges = self._view.edges(ordered(s.held.edge.id for _, *two, _ in pairs for s in two))
        found: dict[At, tuple[Clash, ...]] = {}
        for at, one, other, days in pairs:
            told = [edges[s.held.edge.id].properties.get("concurrent", ()) for s in (one, other)]
            if not any(True in said for said in told):
                clash = Clash(days, (one.held.person, other.held.person))
                found[at] = (*found.get(at, ()), clash)
        return found


def others_than(
    subjects: Collection[str], seats: Mapping[At, Sequence[Seat]]
) -> tuple[dict[At, list[Seat]], str | None]:
    """The seats but those of the only subject, who bears no duty for himself; and what has to be
    said of subjects in them."""
    own = any(s.held.person in subjects for found in seats.values() for s in found)
    if not own or len(subjects) != 1:
        note = "所列之人中有涉案人：对同案的他人负责，不对自己负责" if own else None
        return {at: list(found) for at, found in seats.items()}, note
    left = {at: [s for s in found if s.held.person not in subjects] for at, found in seats.items()}
    return left, "本人在其中任职的，不列为对自己负责的人，请看再上一级"


def _possible(seats: Iterable[Seat]) -> list[Window]:
    days = (seat.held.interval.possible_days for seat in seats)
    return [one for one in days if one is not None]
