"""Ten years of appointments, drawn half a month at a time, around the told story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from examples.prefecture.jobs import ADMINISTRATION, Job, Seat
from examples.prefecture.names import NameMaker
from examples.prefecture.places import COUNTIES, PREFECTURE
from examples.prefecture.units import Body

FIRST, LAST = date(2014, 1, 1), date(2023, 12, 31)
_AGES = {1: (26, 36), 2: (28, 42), 3: (34, 46), 4: (38, 50), 5: (43, 53), 6: (46, 54)}
_OLDEST = 60
_ELECTIONS = (date(2016, 8, 1), date(2021, 6, 1))
"""When terms of office end together and many move."""
_LOCAL = 3
"""Up to this level people are moved within their county only."""
_ELSEWHERE = 7
"""From this level on people come from outside."""


@dataclass(frozen=True, slots=True)
class Person:
    """An official; `birth` is (year, month)."""

    id: str
    name: str
    sex: str
    ethnicity: str
    birth: tuple[int, int]
    native: str
    work: tuple[int, int]
    party: tuple[int, int] | None
    education: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post from `start` to `last`, the last day in; None goes on."""

    person: Person
    seat: Seat
    start: date
    last: date | None
    nature: str = "正式"
    concurrent: bool = False
    main: bool = True
    level: int = 1

    def on(self, day: date) -> bool:
        """Whether the person is in the post on a day."""
        return self.start <= day <= (self.last or date.max)


@dataclass(slots=True)
class Spell:
    """A person in a job while it is being drawn."""

    person: Person
    job: Job
    start: date
    planned: date
    last: date | None = None
    acting: int = 0
    """For how many days the main post is held acting."""


@dataclass(slots=True)
class _Free:
    person: Person
    job: Job
    since: date


class People:
    """Makes persons with invented data."""

    def __init__(self, random: Random, names: NameMaker) -> None:
        self._random, self._names = random, names
        self.all: list[Person] = []

    def born(self, level: int, on: date, name: str = "", sex: str = "") -> Person:
        """A new person of an age that fits the level on a day."""
        r = self._random
        sex = sex or r.choices(("男", "女"), (73, 27))[0]
        low, high = _AGES.get(level, (50, 56))
        birth = (on.year - r.randint(low, high), r.randint(1, 12))
        work = (birth[0] + r.randint(18, 24), r.choice((7, 7, 8, 9, 12)))
        place = r.choice([PREFECTURE, *COUNTIES])
        person = Person(
            id=f"GB-{len(self.all) + 1:06}",
            name=name or self._names.name(sex),
            sex=sex,
            ethnicity=r.choices(("汉族", "苗族", "土家族", "回族"), (80, 14, 4, 2))[0],
            birth=birth,
            native=f"云泽{place}",
            work=work,
            party=(work[0] + r.randint(0, 8), r.randint(1, 12)) if r.random() < 0.95 else None,
            education=r.choices(("大专", "大学", "研究生"), (15, 62, 23))[0],
        )
        self.all.append(person)
        return person


@dataclass(slots=True)
class Careers:
    """Draws who moves where; `spells` grows in order of time."""

    random: Random
    people: People
    jobs: list[Job]
    bodies: dict[str, Body]
    spells: list[Spell] = field(default_factory=list)
    _now: dict[str, Spell] = field(default_factory=dict)
    _open: dict[str, date] = field(default_factory=dict)
    _free: list[_Free] = field(default_factory=list)

    def run(self) -> None:
        """Fills all jobs before the first year and moves people until the last day."""
        for job in self.jobs:
            if self._exists(job, FIRST):
                start = FIRST - timedelta(days=self.random.randint(20, 1300))
                self._seat(self.people.born(job.level, start), job, start, FIRST)
            else:
                self._open[job.key] = FIRST
        for year in range(FIRST.year, LAST.year + 1):
            for month in range(1, 13):
                for half in (1, 15):
                    day = date(year, month, half + self.random.randint(0, 13))
                    self._leave(day)
                    self._fill(day)

    def _seat(self, person: Person, job: Job, start: date, now: date) -> None:
        months = max(14.0, self.random.gauss(52, 12))
        planned = start + timedelta(days=int(months * 30.4))
        for election in _ELECTIONS:
            if start < election < planned and job.level >= 4 and self.random.random() < 0.3:
                planned = election + timedelta(days=self.random.randint(0, 90))
        if planned <= now:
            planned = now + timedelta(days=self.random.randint(1, 700))
        spell = Spell(person, job, start, planned)
        chief = job.seats[0].head_of == ADMINISTRATION and job.key.endswith(("正职", "市长"))
        if chief and start >= FIRST and job.level >= 5 and self.random.random() < 0.7:
            spell.acting = self.random.randint(20, 110)
        self.spells.append(spell)
        self._now[job.key] = spell

    def _leave(self, day: date) -> None:
        for key, spell in list(self._now.items()):
            old = day.year - spell.person.birth[0] >= _OLDEST + max(0, spell.job.level - 6)
            gone = not self._exists(spell.job, day)
            if spell.planned > day and not old and not gone:
                continue
            self._end(key, spell, day)
            if not old:
                self._free.append(_Free(spell.person, spell.job, day))
        self._free = [f for f in self._free if (day - f.since).days <= 75]

    def _end(self, key: str, spell: Spell, day: date) -> None:
        last = day - timedelta(days=1)
        ends = [self.bodies[seat.body].until for seat in spell.job.seats]
        spell.last = min(last, max(end or date.max for end in ends))
        del self._now[key]
        wait = self.random.random()
        self._open[key] = day + timedelta(
            days=0 if wait < 0.8 else self.random.randint(20, 75 if wait < 0.95 else 160)
        )

    def _exists(self, job: Job, day: date) -> bool:
        return any(self.bodies[seat.body].exists(day) for seat in job.seats)

    def _fill(self, day: date) -> None:
        # From the top down: who is promoted leaves a job that is filled on the same day.
        for level in range(9, 0, -1):
            for job in self.jobs:
                opened = self._open.get(job.key)
                if job.level != level or opened is None or opened > day:
                    continue
                if not self._exists(job, day):
                    continue
                person = self._candidate(job, day)
                if person is not None:
                    del self._open[job.key]
                    self._seat(person, job, day, day)

    def _candidate(self, job: Job, day: date) -> Person | None:
        if job.level >= _ELSEWHERE and self.random.random() < 0.6:
            return self.people.born(job.level, day)
        free = [
            f for f in self._free if f.job.seats[0] != job.seats[0] and self._fits(f.job, job, True)
        ]
        young = [f for f in free if day.year - f.person.birth[0] < _OLDEST - 1]
        if young and self.random.random() < 0.9:
            chosen = self.random.choice(young)
            self._free.remove(chosen)
            return chosen.person
        sitting = [
            s for s in self._now.values()
            if s.job.level < job.level and self._fits(s.job, job, False)
            and (day - s.start).days > 540 and day.year - s.person.birth[0] < _OLDEST - 4
        ]  # fmt: skip
        if sitting:
            spell = self.random.choice(sitting)
            self._end(spell.job.key, spell, day)
            return spell.person
        if job.level <= _LOCAL or job.level >= 6:
            return self.people.born(job.level, day)
        return None

    @staticmethod
    def _fits(was: Job, new: Job, lateral: bool) -> bool:
        """Whether somebody in `was` may go to `new`: one step at most, near enough."""
        steps = new.level - was.level
        if steps not in ((0, 1) if lateral else (1,)):
            return False
        outside = {was.code[:4], new.code[:4]}
        if len(outside) > 1 or (was.code[:4] != "9901" and was.code != new.code):
            return False
        return was.code == new.code or new.level > _LOCAL
