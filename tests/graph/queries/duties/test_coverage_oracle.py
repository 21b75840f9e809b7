"""Coverage against a brute-force evaluation of the rule, day by day, on random hierarchies.

Every partial date is given all its days in turn (or many of them, where there are several): the
statuses that come out of these worlds are what the duty may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import window
from graph.queries.duties.coverage import coverage
from graph.queries.duties.verdict import Status
from graph.rules.reading import parse_rule
from tests.graph.queries.conftest import Build
from tests.graph.queries.duties.test_coverage import YEARLY
from tests.world import World

ABOVE = {"甲县委": "市委", "乙镇委": "甲县委", "丙县委": "市委"}
BODIES = ("市委", *ABOVE)
PEOPLE = ("张一", "李二", "王三", "赵四")
RULE = parse_rule(YEARLY, "yearly.yaml")
YEAR = window("2020")
CLOSES = YEAR.last + 31
NEAR = 30
WORLDS = 40
"""Worlds tried where there are too many to try all."""


@dataclass(frozen=True)
class Spell:
    """Somebody heads a body, or a body answers to another; `until` is the first day out."""

    who: str
    what: str
    since: str
    until: str


@dataclass(frozen=True)
class Meeting:
    """A talk."""

    talker: str
    subject: str
    on: str
    complete: bool


@dataclass(frozen=True)
class Case:
    """A small hierarchy with its talks, seen on a day."""

    heads: tuple[Spell, ...]
    links: tuple[Spell, ...]
    talks: tuple[Meeting, ...]
    vacant: tuple[str, ...]
    as_of: int
    chosen: dict[str, int] = field(default_factory=dict)


DAYS = st.dates(date(2019, 6, 1), date(2021, 6, 1)).map(date.isoformat)
SOME = st.tuples(DAYS, st.sampled_from((10, 10, 10, 10, 7))).map(lambda d: d[0][: d[1]])


@st.composite
def spells(draw: st.DrawFn, who: str, what: str, *, gaps: bool) -> list[Spell]:
    """Up to two spells one after the other, perhaps with a gap between them."""
    first, second, third = sorted(draw(st.lists(DAYS, min_size=3, max_size=3, unique=True)))
    cut = draw(st.sampled_from((10, 10, 10, 7)))
    match draw(st.integers(0, 3)):
        case 0:
            return [] if gaps else [Spell(who, what, "2018-01-01", "2023-01-01")]
        case 1:
            return [Spell(who, what, first[:cut], third)] if first[:7] != third[:7] else []
        case _:
            return [Spell(who, what, "2018-01-01", "2023-01-01")]
    return [Spell(who, what, first, second)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    heads: list[Spell] = []
    for body in BODIES:
        one, other = draw(st.permutations(PEOPLE))[:2]
        turn = draw(DAYS)
        match draw(st.integers(0, 4)):
            case 0:
                heads += [
                    Spell(one, body, "2018-01-01", turn), Spell(other, body, turn, "2023-01-01")
                ]  # fmt: skip
            case 1:
                heads += draw(spells(one, body, gaps=True))
            case _:
                heads.append(Spell(one, body, "2018-01-01", "2023-01-01"))
    links = [Spell("甲县委", "市委", "2018-01-01", "2023-01-01")]  # what is below it stays in reach
    for body in ("乙镇委", "丙县委"):
        links += draw(spells(body, ABOVE[body], gaps=False))
    person = st.sampled_from(PEOPLE)
    talks = draw(st.lists(st.builds(Meeting, person, person, SOME, st.booleans()), max_size=3))
    vacant = draw(st.lists(st.sampled_from(BODIES), unique=True, max_size=2))
    as_of = draw(st.dates(date(2020, 1, 10), date(2021, 6, 1)))
    one_seat = {p for p in PEOPLE if len({h.what for h in heads if h.who == p}) < 2}
    kept = [t for t in talks if t.talker != t.subject and t.subject in one_seat]
    return Case(tuple(heads), tuple(links), tuple(kept), tuple(vacant), as_of.toordinal())


def stated(case: Case) -> World:
    world = World()
    for person in PEOPLE:
        world.node("Person", person, name=person)
    for body in BODIES:
        world.body(body)
        post = world.post(body, "书记", "party")
        if body in case.vacant:
            world.node("Post", post, vacant="2017/2024")
    for head in case.heads:
        world.edge("HOLDS", head.who, f"{head.what}书记", since=head.since, until=head.until)
    for link in case.links:
        world.answers(link.who, link.what, since=link.since, until=link.until)
    for number, talk in enumerate(case.talks):
        name = f"谈{number}"
        content = {"content": "谈了工作"} if talk.complete else {}
        world.node("Talk", name, type="例行廉政谈话", date=talk.on, **content)
        for who, role in ((talk.talker, "谈话人"), (talk.subject, "谈话对象")):
            world.edge("PARTICIPATED", who, name, role=role, on=talk.on)
    return world


def worlds(case: Case) -> Iterator[Case]:
    """The case with every partial date given a day: all ways if only one is partial."""
    texts = sorted(
        {s.since for s in (*case.heads, *case.links)} | {t.on for t in case.talks}
    )  # fmt: skip
    partial = [text for text in texts if len(text) < 10]
    spans = [window(text) for text in partial]
    choices: Iterable[tuple[int, ...]]
    if len(partial) <= 1:
        choices = product(*(range(s.first, s.last + 1) for s in spans))
    else:
        random = Random(str(case))
        choices = [tuple(random.randint(*s) for s in spans) for _ in range(WORLDS)]
    for choice in choices:
        yield replace(case, chosen=dict(zip(partial, choice, strict=True)))


def day(case: Case, text: str) -> int:
    return case.chosen.get(text) or window(text).first


def on_day(case: Case, spells: tuple[Spell, ...], number: int) -> list[Spell]:
    return [s for s in spells if day(case, s.since) <= number < day(case, s.until)]


def by_hand(case: Case, body: str) -> Status:
    """The status of the body's duty in one world, where every date is a day."""
    seen = range(YEAR.first, min(YEAR.last, case.as_of) + 1)
    heads = {d: on_day(case, case.heads, d) for d in seen}
    links = {d: [s.what for s in on_day(case, case.links, d) if s.who == body] for d in seen}
    below = {d: {h.who for h in heads[d] if h.what == body} for d in seen}
    above = {d: talkers(case, body, d) for d in seen}
    if not any(links.values()):
        return Status.NOT_APPLICABLE
    if not any(below.values()):
        return Status.VACANT_BELOW if body in case.vacant else Status.DOUBTFUL
    if not any(q != p for d in seen for q in above[d] for p in below[d]):
        uppers = {s.what for s in case.links if s.who == body}
        shared = {
            h.what for h in case.heads if h.who in {o.who for o in case.heads if o.what == body}
        }
        uppers |= {s.what for s in case.links if s.who in uppers & shared}
        return Status.VACANT_ABOVE if uppers & set(case.vacant) else Status.DOUBTFUL
    worth = [w for w in (worth_of(case, body, talk) for talk in case.talks) if w is not None]
    if (0, False) in worth:
        return Status.FULFILLED
    if case.as_of <= YEAR.last:
        return Status.DUE_SOON if YEAR.last - case.as_of <= NEAR else Status.NOT_DUE
    if worth:
        defect, late = min(worth)
        return (Status.LATE if late else Status.FULFILLED, Status.INCOMPLETE,
                Status.WRONG_TALKER)[defect]  # fmt: skip
    return Status.OVERDUE if case.as_of <= CLOSES else Status.NO_RECORD


def talkers(case: Case, body: str, number: int) -> set[str]:
    """Who heads a body above that day; if he heads the body itself too, also who is above him."""
    heads = on_day(case, case.heads, number)
    own = {h.who for h in heads if h.what == body}
    found: set[str] = set()
    for upper in [s.what for s in on_day(case, case.links, number) if s.who == body]:
        people = {h.who for h in heads if h.what == upper}
        found |= people
        if people & own:
            beyond = [s.what for s in on_day(case, case.links, number) if s.who == upper]
            found |= {h.who for h in heads if h.what in beyond}
    return found


def worth_of(case: Case, body: str, talk: Meeting) -> tuple[int, bool] | None:
    number = day(case, talk.on)
    if not YEAR.first <= number <= min(CLOSES, case.as_of):
        return None
    heads = on_day(case, case.heads, number)
    if talk.subject not in {h.who for h in heads if h.what == body}:
        return None
    late = number > YEAR.last
    if talk.talker not in talkers(case, body, number):
        return 2, late
    return (0 if talk.complete else 1), late


@settings(max_examples=25, deadline=None)
@given(cases())
def test_coverage_is_what_brute_force_finds(build: Build, case: Case) -> None:
    found = coverage(build(stated(case).statements), "市委", YEAR, [RULE], case.as_of, near=NEAR)
    cells = {cell.below: cell for cell in found.cells}
    possible = list(worlds(case))
    everything = len(possible) != WORLDS
    for body in ABOVE:
        expected = {by_hand(world, body) for world in possible}
        if body not in cells:
            assert expected == {Status.NOT_APPLICABLE}, body
            continue
        cell = cells[body]
        assert expected <= set(cell.may_be), (body, cell)
        if len(expected) == 1 and everything and not case_is_partial(case):
            assert {cell.status} == expected, (body, cell)


def case_is_partial(case: Case) -> bool:
    return any(len(s.since) < 10 for s in (*case.heads, *case.links)) or any(
        len(t.on) < 10 for t in case.talks
    )
