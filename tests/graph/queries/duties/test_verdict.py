"""The status of a duty against an oracle that tries every day, one by one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import FOREVER, Interval, Window
from graph.queries.duties.verdict import (
    NO,
    OPEN,
    YES,
    Fact,
    Ground,
    Rank,
    Status,
    Term,
    Way,
    best,
    outstanding,
    ranks,
    verdict,
)

FIRST, LAST = 100, 130
DAYS = st.integers(FIRST, LAST)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first = draw(DAYS)
    return Window(first, first + draw(st.sampled_from((0, 0, 1, 5, 12))))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    since = draw(windows())
    until = draw(st.one_of(windows(), st.just(Window(since.last + 1, FOREVER))))
    return Interval(since.first, since.last, max(until.first, since.first + 1), max(until))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    due = draw(st.integers(0, 12))
    late = draw(st.sampled_from((None, 0, 3, 8)))
    opens = draw(st.sampled_from((0, 0, -4)))
    return Term(draw(windows()), opens, due, None if late is None else due + late)


WAYS = st.lists(st.lists(intervals(), max_size=2).map(tuple), max_size=2).map(tuple)
FACTS = st.builds(
    Fact, st.just("t"), windows(), WAYS, st.one_of(st.none(), WAYS), st.booleans(), st.booleans()
)


def truths(ways: tuple[Way, ...], day: int) -> set[bool]:
    """Whether some way holds, each tried on every choice of the days that bound it."""

    def of(interval: Interval) -> set[bool]:
        since = [
            d for d in range(FIRST - 2, LAST + 30) if interval.since_lo <= d <= interval.since_hi
        ]
        until = [
            d for d in range(FIRST - 2, LAST + 30) if interval.until_lo <= d <= interval.until_hi
        ]
        return {s <= day < u for s, u in product(since, until)}

    found = [{all(c) for c in product(*map(of, way))} for way in ways]
    if {True} in found:
        return {True}
    return {False, True} if any(True in may for may in found) else {False}


def by_hand(fact: Fact, term: Term, as_of: int) -> set[Rank]:
    found = set() if fact.sure else {Rank.NONE}
    for day in range(fact.days.first, fact.days.last + 1):
        below = truths(fact.below, day)
        above = {True, False} if fact.above is None else truths(fact.above, day)
        for begun in range(term.begun.first, term.begun.last + 1):
            on_time = begun + term.opens <= day <= begun + term.due
            late = day > begun + term.due and (term.closes is None or day <= begun + term.closes)
            for right_person, led in product(below, above):
                if day > as_of or not (on_time or late) or not right_person:
                    found.add(Rank.NONE)
                elif not led:
                    found.add(Rank.WRONG_TALKER_LATE if late else Rank.WRONG_TALKER)
                elif not fact.complete:
                    found.add(Rank.INCOMPLETE_LATE if late else Rank.INCOMPLETE)
                else:
                    found.add(Rank.LATE if late else Rank.FULFILLED)
    return found


@given(FACTS, terms(), st.integers(FIRST - 5, LAST + 30))
def test_a_record_is_worth_what_some_choice_of_days_makes_it(
    fact: Fact, term: Term, as_of: int
) -> None:
    assert ranks(fact, term, as_of) == by_hand(fact, term, as_of)


@given(st.lists(st.frozensets(st.sampled_from(Rank), min_size=1), max_size=3))
def test_the_best_of_several_records_counts(records: list[frozenset[Rank]]) -> None:
    assert best(records) == {min((*choice, Rank.NONE)) for choice in product(*records)}


@given(terms(), st.integers(FIRST - 5, LAST + 40), st.integers(0, 10))
def test_without_a_record_a_duty_waits_or_is_overdue_or_closed(
    term: Term, as_of: int, near: int
) -> None:
    expected = set()
    for begun in range(term.begun.first, term.begun.last + 1):
        due = begun + term.due
        if as_of <= due:
            expected.add(Status.DUE_SOON if due - as_of <= near else Status.NOT_DUE)
        elif term.closes is None or as_of <= begun + term.closes:
            expected.add(Status.OVERDUE)
        else:
            expected.add(Status.NO_RECORD)
    assert outstanding(term, as_of, near) == expected


TERM = Term(Window(100, 100), 0, 10, 20)
FULL, LATE = frozenset({Rank.FULFILLED}), frozenset({Rank.LATE})
WRONG = frozenset({Rank.WRONG_TALKER})
EITHER = frozenset({Rank.FULFILLED, Rank.NONE})


@pytest.mark.parametrize(
    ("ground", "records", "as_of", "status", "late"),
    [
        (Ground(applies=NO), [FULL], 130, Status.NOT_APPLICABLE, False),
        (Ground(exempt=YES), [], 130, Status.EXEMPT, None),
        (Ground(below=NO, vacant_below=True), [], 130, Status.VACANT_BELOW, None),
        (Ground(above=NO, vacant_above=True), [], 130, Status.VACANT_ABOVE, None),
        (Ground(below=NO), [], 130, Status.DOUBTFUL, None),
        (Ground(above=OPEN), [], 130, Status.DOUBTFUL, None),
        (Ground(), [], 100, Status.NOT_DUE, None),
        (Ground(), [], 107, Status.DUE_SOON, None),
        (Ground(), [FULL], 107, Status.FULFILLED, False),
        (Ground(), [WRONG], 107, Status.DUE_SOON, False),
        (Ground(), [WRONG], 130, Status.WRONG_TALKER, False),
        (Ground(), [WRONG, LATE], 130, Status.LATE, True),
        (Ground(), [frozenset({Rank.INCOMPLETE_LATE})], 130, Status.INCOMPLETE, True),
        (Ground(), [], 115, Status.OVERDUE, None),
        (Ground(), [], 121, Status.NO_RECORD, None),
        (Ground(), [EITHER], 121, Status.DOUBTFUL, None),
    ],
)  # fmt: skip
def test_the_order_of_decision(
    ground: Ground, records: list[frozenset[Rank]], as_of: int, status: Status, late: bool | None
) -> None:
    found = verdict(ground, tuple(records), TERM, as_of, 5)
    assert (found.status, found.late) == (status, late)


def test_a_doubtful_duty_tells_what_it_may_be() -> None:
    found = verdict(Ground(applies=OPEN), (EITHER,), TERM, 121, 5)
    assert found.may_be == (Status.NOT_APPLICABLE, Status.FULFILLED, Status.NO_RECORD)
