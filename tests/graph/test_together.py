from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Certainty, Interval, Window, together, window

LAST = 6


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    since_lo = draw(st.integers(1, LAST))
    since_hi = draw(st.integers(since_lo, LAST))
    until_hi = draw(st.integers(since_lo + 1, LAST + 1))
    return Interval(since_lo, since_hi, draw(st.integers(1, until_hi)), until_hi)


def choices(interval: Interval) -> list[set[int]]:
    """Every set of days that the interval may stand for."""
    return [
        set(range(since, until))
        for since in range(interval.since_lo, interval.since_hi + 1)
        for until in range(interval.until_lo, interval.until_hi + 1)
        if since < until
    ]


@given(
    st.lists(intervals(), min_size=1, max_size=3),
    st.none() | st.tuples(st.integers(1, LAST - 1), st.integers(1, 3)),
)
def test_together_is_what_all_choices_of_days_amount_to(
    held: list[Interval], asked: tuple[int, int] | None
) -> None:
    when = Window(asked[0], asked[0] + asked[1]) if asked else None
    days = set(range(when.first, when.last + 1)) if when else set(range(LAST + 2))
    answers = {bool(days.intersection(*chosen)) for chosen in product(*(choices(i) for i in held))}
    expected = {
        frozenset({True}): Certainty.CERTAIN,
        frozenset({False}): Certainty.NO,
        frozenset({True, False}): Certainty.POSSIBLE,
    }
    assert together(held, when) is expected[frozenset(answers)]


@given(st.lists(intervals(), max_size=3), st.integers(1, LAST))
def test_on_one_day_it_is_the_weakest_answer(held: list[Interval], day: int) -> None:
    when = Window(day, day)
    order = [Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN]
    weakest = min((i.at(when) for i in held), key=order.index, default=Certainty.CERTAIN)
    assert together(held, when) is weakest


def test_two_events_of_one_month_need_not_coincide() -> None:
    month = Interval.event("2014-05")
    assert together([month, month]) is Certainty.POSSIBLE
    assert together([month, month], window("2014-05")) is Certainty.POSSIBLE
    assert together([month, Interval.of("2010", "2020")]) is Certainty.CERTAIN


def test_a_spell_within_one_year_certainly_met_who_was_there_all_year() -> None:
    short = Interval.of("2014", "2014")
    assert short.certain_days is None
    assert together([short, Interval.of("2013-12-31", "2015-01-02")]) is Certainty.CERTAIN


def test_an_overlap_need_not_last() -> None:
    month = Interval.event("2014-05")
    assert together([month.overlap(month)]) is Certainty.POSSIBLE


def test_nothing_at_all_holds_together() -> None:
    assert together([]) is Certainty.CERTAIN
