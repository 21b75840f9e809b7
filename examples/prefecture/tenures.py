"""All tenures of the ten years: the told ones and the drawn ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from examples.prefecture.careers import LAST, Careers, People, Person, Spell, Tenure
from examples.prefecture.jobs import ADMINISTRATION, Job, Seat, jobs, scripted_extra
from examples.prefecture.names import NameMaker
from examples.prefecture.places import Place
from examples.prefecture.story import STORY, told_names, told_tenures
from examples.prefecture.units import Body


@dataclass(frozen=True)
class Service:
    """Who served where: everything that the files are written from."""

    people: tuple[Person, ...]
    jobs: dict[str, Job]
    tenures: tuple[Tenure, ...]
    by_seat: dict[Seat, tuple[Tenure, ...]]

    def holder(self, seat: Seat, day: date) -> Tenure | None:
        """Who is in a post on a day; the earliest in office if there are several."""
        return next((t for t in self.by_seat.get(seat, ()) if t.on(day)), None)

    def seats_of(self, person: Person, day: date) -> list[Tenure]:
        """What a person holds on a day, the main post first."""
        found = [t for t in self.tenures if t.person is person and t.on(day)]
        return sorted(found, key=lambda t: (t.concurrent, not t.main, t.start))


def service(random: Random, places: list[Place], bodies: dict[str, Body]) -> Service:
    """Draws the ten years."""
    everyone = People(random, NameMaker(random, told_names()))
    told_keys = {told.job for told in STORY}
    table = {job.key: job for job in [*jobs(places), *scripted_extra()]}
    tenures = told_tenures(table, everyone)
    careers = Careers(random, everyone, [j for k, j in table.items() if k not in told_keys], bodies)
    careers.run()
    for spell in careers.spells:
        tenures += _of_spell(spell)
    tenures += _in_charge(random, careers, bodies)
    kept = [cut for t in tenures if (cut := _within_life(t, bodies[t.seat.body])) is not None]
    kept.sort(key=lambda t: (t.person.id, t.start, not t.main))
    by_seat: dict[Seat, list[Tenure]] = {}
    for tenure in sorted(kept, key=lambda t: (t.start, t.person.id)):
        by_seat.setdefault(tenure.seat, []).append(tenure)
    return Service(
        tuple(everyone.all), table, tuple(kept), {s: tuple(ts) for s, ts in by_seat.items()}
    )


def _of_spell(spell: Spell) -> list[Tenure]:
    first, *others = spell.job.seats
    level = spell.job.level
    last = spell.last
    elected = spell.start + timedelta(days=spell.acting)
    found = [
        Tenure(spell.person, seat, spell.start, last, main=False, level=level) for seat in others
    ]
    if not spell.acting:
        found.append(Tenure(spell.person, first, spell.start, last, level=level))
        return found
    before = elected - timedelta(days=1)
    if last is not None and last <= before:
        return [*found, Tenure(spell.person, first, spell.start, last, "代理", level=level)]
    if before > LAST:
        return [*found, Tenure(spell.person, first, spell.start, None, "代理", level=level)]
    return [
        *found,
        Tenure(spell.person, first, spell.start, before, "代理", level=level),
        Tenure(spell.person, first, elected, last, level=level),
    ]


_SHORTEST_GAP = 25
_IN_CHARGE_SHARE = 0.5


def _in_charge(random: Random, careers: Careers, bodies: dict[str, Body]) -> list[Tenure]:
    """Deputies who are in charge while the department has no director."""
    by_job: dict[str, list[Spell]] = {}
    for spell in careers.spells:
        by_job.setdefault(spell.job.key, []).append(spell)
    found = []
    for key, spells in by_job.items():
        deputies = by_job.get(f"{key}副职1", [])
        for left, came in pairwise(spells):
            if left.last is None or (came.start - left.last).days < _SHORTEST_GAP:
                continue
            start, last = left.last + timedelta(days=1), came.start - timedelta(days=1)
            deputy = next(
                (s for s in deputies if s.start <= start and (s.last or date.max) >= last), None
            )
            seat = _head_on(left.job, bodies, start)
            if deputy and seat and random.random() < _IN_CHARGE_SHARE:
                found.append(
                    Tenure(deputy.person, seat, start, last, "主持工作", main=False,
                           level=deputy.job.level)
                )  # fmt: skip
    return found


def _head_on(job: Job, bodies: dict[str, Body], day: date) -> Seat | None:
    heads = [s for s in job.seats if s.head_of == ADMINISTRATION and bodies[s.body].exists(day)]
    return heads[0] if heads else None


def _within_life(tenure: Tenure, body: Body) -> Tenure | None:
    """The part of a tenure in which its body was there; None if there is no such part."""
    start = max(tenure.start, body.since or date.min)
    last = min(tenure.last or date.max, body.until or date.max)
    if start > last or start > LAST:
        return None
    ends = None if last >= LAST and tenure.last is None and body.until is None else last
    return replace(tenure, start=start, last=ends)
