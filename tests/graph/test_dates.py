"""Dates, windows and certainty against brute force over all choices of days (design §4)."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import (
    EVER,
    FOREVER,
    Certainty,
    Interval,
    Window,
    first_day_out,
    fits,
    is_exact,
    iso,
    parse,
    window,
)
from graph.errors import InvalidData

CERTAIN, POSSIBLE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("written", "prefix"),
    [
        ("2003", "2003"),
        ("2003年", "2003"),
        (" 2003 ", "2003"),
        ("2003.5", "2003-05"),
        ("2003.05", "2003-05"),
        ("2003-05", "2003-05"),
        ("2003/5", "2003-05"),
        ("2003年5月", "2003-05"),
        ("2003 年 5 月", "2003-05"),
        ("200305", "2003-05"),
        ("2003.5.1", "2003-05-01"),
        ("2003-05-01", "2003-05-01"),
        ("2003年5月1日", "2003-05-01"),
        ("2003年5月1号", "2003-05-01"),
        ("2003/5/1", "2003-05-01"),
        ("20030501", "2003-05-01"),
        ("２００３．５", "2003-05"),
        ("２００３年０５月", "2003-05"),
        ("2003-05-01 00:00:00", "2003-05-01"),
        ("2003-05-01T08:30", "2003-05-01"),
        ("2003-05-01T08:30:59.123Z", "2003-05-01"),
        ("2004-02-29", "2004-02-29"),
        (date(2003, 5, 1), "2003-05-01"),
        (datetime(2003, 5, 1, 8, 30), "2003-05-01"),
        ("0001", "0001"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_ways_of_writing(written: str | date, prefix: str) -> None:
    assert parse(written) == prefix
    assert parse(prefix) == prefix


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2014-06-31", "2014 年 6 月只有 30 天"),
        ("2003-02-29", "2003 年 2 月只有 28 天"),
        ("2014-13", "没有 13 月"),
        ("201413", "没有 13 月"),
        ("2014.0", "没有 0 月"),
        ("2014-05-00", "2014 年 5 月只有 31 天"),
        ("0000", "没有公元 0 年"),
        ("0000-05", "没有公元 0 年"),
        ("", "不是日期"),
        ("至今", "不是日期"),
        ("五月", "不是日期"),
        ("03-05", "不是日期"),
        ("2003-", "不是日期"),
        ("2003.5-", "不是日期"),
        ("2003-2005", "不是日期"),
        ("2003-05-01x", "不是日期"),
        ("٢٠٠٣", "不是日期"),
        ("约2003", "不是日期"),
    ],
)
def test_what_is_no_date_says_why(written: str, reason: str) -> None:
    with pytest.raises(InvalidData, match=reason):
        parse(written)


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2014-05-20", "2014-05-20", "2014-05-20"),
    ],
)
def test_windows(prefix: str, first: str, last: str) -> None:
    assert window(prefix) == Window(day(first), day(last))


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "2014-5",
        "2014-13",
        "2014-00",
        "2014-06-31",
        "0000",
        "0000-01",
        "14",
        "2014年",
        "２０１４",
    ],
)
def test_what_is_no_prefix(prefix: str) -> None:
    with pytest.raises(InvalidData):
        window(prefix)


@pytest.mark.parametrize(
    ("last_in", "out"),
    [
        ("2006", "2006"),
        ("2006-08", "2006-08"),
        ("2006-08-31", "2006-09-01"),
        ("2006-12-31", "2007-01-01"),
        ("2004-02-28", "2004-02-29"),
    ],
)
def test_first_day_out(last_in: str, out: str) -> None:
    assert first_day_out(last_in) == out


@pytest.mark.parametrize("last_in", ["2014-06-31", "2014-5", "9999-12-31"])
def test_no_first_day_out(last_in: str) -> None:
    with pytest.raises(InvalidData):
        first_day_out(last_in)


def test_fits_is_strict_refinement() -> None:
    pairs = list(product(["2014", "2014-05", "2014-05-20", "2015-05"], repeat=2))
    assert {(a, b) for a, b in pairs if fits(a, b)} == {
        ("2014", "2014-05"),
        ("2014", "2014-05-20"),
        ("2014-05", "2014-05-20"),
    }


# Certainty, against the words of the design.

DAYS = st.dates(date(2000, 1, 1), date(2003, 12, 31)).map(date.isoformat)
PREFIXES = st.builds(lambda d, n: d[:n], DAYS, st.sampled_from([4, 7, 10]))


def days_of(prefix: str) -> range:
    return range(window(prefix).first, window(prefix).last + 1)


def out_days(until: str) -> range:
    """Every first day out that `until` leaves: a partial end may still be in on its last day."""
    return days_of(until) if is_exact(until) else range(window(until).first, window(until).last + 2)


def some_choice_fits(since: str, until: str) -> bool:
    """Brute force over the corners: some start lies before some first day out."""
    return any(s < u for s in days_of(since) for u in (out_days(until)[0], out_days(until)[-1]))


@given(PREFIXES, PREFIXES, st.data())
@settings(max_examples=400, deadline=None)
def test_certainty_on_a_day(since: str, until: str, data: st.DataObject) -> None:
    if not some_choice_fits(since, until):
        with pytest.raises(InvalidData, match="不晚于开始"):
            Interval.of(since, until)
        return
    interval = Interval.of(since, until)
    edges = [d + step for p in (since, until) for d in window(p) for step in (-1, 0, 1)]
    on = data.draw(st.sampled_from(edges) | DAYS.map(day))
    last_possible = window(until).last if not is_exact(until) else window(until).first - 1
    if max(days_of(since)) <= on < min(days_of(until)):
        expected = CERTAIN
    elif min(days_of(since)) <= on <= last_possible:
        expected = POSSIBLE
    else:
        expected = NO
    assert interval.at(Window(on, on)) is expected
    certain, possible = interval.certain_days, interval.possible_days
    assert (certain is not None and certain.first <= on <= certain.last) is (expected is CERTAIN)
    assert (possible is not None and possible.first <= on <= possible.last) is (expected is not NO)


@st.composite
def short_prefixes(draw: st.DrawFn) -> str:
    """Prefixes close together, so that the brute force stays small and the windows touch."""
    text = draw(st.dates(date(2001, 11, 20), date(2002, 3, 5)).map(date.isoformat))
    return text[: draw(st.sampled_from([4, 7, 10, 10]))]


@given(short_prefixes(), short_prefixes(), st.builds(lambda d, n: d[:n], DAYS, st.just(7)))
@settings(max_examples=150, deadline=None)
def test_certainty_in_a_month_or_year(since: str, until: str, month: str) -> None:
    """Certain means provably so on some day of it: in every choice of days with since < until."""
    if not some_choice_fits(since, until):
        return
    interval = Interval.of(since, until)
    for when in (window(month), window(month[:4]), window("2001-12"), window("2002-01")):
        # A choice [s, u) meets the window iff s <= last and first < u.
        meets = {
            s <= when.last and when.first < u
            for s in days_of(since)
            for u in out_days(until)
            if s < u
        }
        expected = CERTAIN if meets == {True} else POSSIBLE if True in meets else NO
        assert interval.at(when) is expected


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        ("2004", "2004", "2004", CERTAIN),
        ("2004", "2004", "2004-06", POSSIBLE),
        ("2004", "2004", "2004-06-15", POSSIBLE),
        ("2004", "2004", "2005", NO),
        ("2003-05", "2006-08", "2003-05-15", POSSIBLE),
        ("2003-05", "2006-08", "2003-05", CERTAIN),
        ("2003-05", "2006-08", "2003-05-31", CERTAIN),
        ("2003-05", "2006-08", "2006-07-31", CERTAIN),
        ("2003-05", "2006-08", "2006-08-31", POSSIBLE),
        ("2003-05", "2006-08", "2006-09-01", NO),
        ("2003-05-10", "2003-05-11", "2003-05-10", CERTAIN),
        ("2003-05-10", "2003-05-11", "2003-05-11", NO),
        ("2003-12-31", "2003", "2003-12-31", POSSIBLE),
        ("2003-12-31", "2003", "2003-12", CERTAIN),
        # an unknown end is possible, never certain; an unknown start likewise
        ("2003", None, "2003-12-31", POSSIBLE),
        ("2003", None, "2999-01-01", POSSIBLE),
        ("2003", None, "2002-12-31", NO),
        (None, "2003", "0001-01-01", POSSIBLE),
        (None, "2003", "2003-12-31", POSSIBLE),
        (None, "2003", "2004-01-01", NO),
        (None, None, "2003", POSSIBLE),
    ],
)
def test_table(since: str | None, until: str | None, on: str, expected: Certainty) -> None:
    assert Interval.of(since, until).at(window(on)) is expected


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2004-05-20", "2004-05-20"),
        ("2004", "2004-01-01"),
        ("2005-01-01", "2004"),
        ("2005", "2004"),
        ("2004-06", "2004-05-31"),
    ],
)
def test_no_choice_of_days_fits(since: str, until: str) -> None:
    with pytest.raises(InvalidData, match="不晚于开始"):
        Interval.of(since, until)


def test_an_inclusive_last_day_is_still_in() -> None:
    interval = Interval.of("2003-05-01", first_day_out("2006-08-31"))
    assert interval.at(window("2006-08-31")) is CERTAIN
    assert interval.at(window("2006-09-01")) is NO


@given(PREFIXES, PREFIXES)
@settings(deadline=None)
def test_an_event_happens_on_one_day_of_its_window(on: str, asked: str) -> None:
    when = window(asked)
    inside = {when.first <= d <= when.last for d in days_of(on)}
    expected = CERTAIN if inside == {True} else POSSIBLE if True in inside else NO
    assert Interval.event(on).at(when) is expected


def test_an_undated_event_is_possible_ever() -> None:
    assert Interval.event(None) == Interval(EVER, FOREVER, EVER, FOREVER)
    assert Interval.event(None).at(window("2003")) is POSSIBLE


@given(st.tuples(short_prefixes(), short_prefixes()), st.tuples(short_prefixes(), short_prefixes()))
@settings(max_examples=200, deadline=None)
def test_overlap_is_certain_only_where_both_are(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    if not (some_choice_fits(*one) and some_choice_fits(*other)):
        return
    a, b = Interval.of(*one), Interval.of(*other)
    both = a.overlap(b)
    for on in range(day("2001-11-15"), day("2002-03-10")):
        when = Window(on, on)
        ranks = [[NO, POSSIBLE, CERTAIN].index(i.at(when)) for i in (a, b, both)]
        assert ranks[2] == min(ranks[:2])
    for prefix in ("2001", "2002", "2001-12", "2002-01"):
        when = window(prefix)
        certain_day = any(
            both.at(Window(d, d)) is CERTAIN for d in range(when.first, when.last + 1)
        )
        assert (both.at(when) is CERTAIN) is certain_day


def test_two_that_may_never_meet_do_not_certainly_overlap() -> None:
    one, other = Interval.of("2003", "2004-01-01"), Interval.of("2002", "2003-06")
    assert one.overlap(other).at(window("2003")) is POSSIBLE


def test_iso_and_labels() -> None:
    assert iso(day("2003-05-01")) == "2003-05-01"
    assert [c.label for c in Certainty] == ["确定", "可能", "否"]
