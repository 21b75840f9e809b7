"""Dates that say how exact they are, and intervals that say how sure they are.

A date is an ISO 8601 prefix whose length is its precision (`2014`, `2014-05`, `2014-05-20`); it
stands for a window of days. Days are numbered as by `datetime.date.toordinal` (day 1 is
0001-01-01). This module alone knows how windows become answers; stores only compare the four day
numbers of an `Interval`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.errors import InvalidData

EVER = 0
"""Before every day: the earliest start of an interval whose start is unknown."""
FOREVER = date.max.toordinal() + 1
"""After every day: the latest end of an interval whose end is unknown."""


class Certainty(StrEnum):
    """Whether something held on a day: provably, perhaps, or provably not."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"

    @property
    def label(self) -> str:
        """The word shown to a Chinese reader."""
        return {"certain": "确定", "possible": "可能", "no": "否"}[self.value]


class Window(NamedTuple):
    """The days from `first` to `last`, both included, as day numbers."""

    first: int
    last: int


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WRITTEN = re.compile(
    r"(\d{4})\s*(?:年|(?:[-./年]\s*(\d{1,2})\s*(?:月|[-./月]\s*(\d{1,2})\s*[日号]?)?))?",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_FULLWIDTH = str.maketrans("０１２３４５６７８９．－／—–−", "0123456789.-/---")
_MEND = "核对原件后改正；只知道年或年月的，就只写到年或月"
_DAYS_IN = "{year} 年 {month} 月只有 {days} 天"


def parse(written: str | date) -> str:
    """The ISO prefix that a source's way of writing a date stands for.

    Understands `2003`, `2003.5`, `2003-05`, `2003年5月`, `2003/5/1`, `20030501`, `200305`,
    full-width digits, and `date` objects; a time of day is dropped. Raises `InvalidData` with the
    reason for anything else: a 31 June, or a `2003-` that leaves its end open.
    """
    if isinstance(written, datetime):
        return written.date().isoformat()
    if isinstance(written, date):
        return written.isoformat()
    return _parse_text(written)


@lru_cache(maxsize=65_536)
def _parse_text(written: str) -> str:
    text = re.sub(
        r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$", "", written.translate(_FULLWIDTH).strip()
    )
    match = _COMPACT.fullmatch(text) or _WRITTEN.fullmatch(text)
    if match is None:
        raise InvalidData(
            f"“{written}”不是日期", remedy="写成 2014、2014-05、2014-05-20 或 2014年5月"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year == 0:
        raise InvalidData(f"“{written}”不是日期：没有公元 0 年", remedy=_MEND)
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise InvalidData(f"“{written}”不是日期：没有 {month} 月", remedy=_MEND)
    if day is None:
        return f"{year:04d}-{month:02d}"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise InvalidData(
            f"“{written}”不是日期：" + _DAYS_IN.format(year=year, month=month, days=days),
            remedy=_MEND,
        )
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=65_536)
def window(prefix: str) -> Window:
    """The days that an ISO prefix may mean. Raises `InvalidData` if it is no such prefix."""
    match = _ISO.fullmatch(prefix)
    if match is None:
        raise InvalidData(
            f"“{prefix}”不是 ISO 8601 日期前缀", remedy="写成 2014、2014-05 或 2014-05-20"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return Window(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if day is None:
            last = monthrange(year, month)[1]
            return Window(date(year, month, 1).toordinal(), date(year, month, last).toordinal())
        exact = date(year, month, day).toordinal()
    except (ValueError, IndexError) as error:
        raise InvalidData(f"“{prefix}”不是日历上的日子") from error
    return Window(exact, exact)


def is_exact(prefix: str) -> bool:
    """Whether the prefix names one day."""
    return len(prefix) == 10


def iso(day: int) -> str:
    """The ISO date of a day number between 1 and the last day of year 9999."""
    return date.fromordinal(day).isoformat()


def first_day_out(last_day_in: str) -> str:
    """The `until` of a spell whose source gives the last day *in* it (`end: last_in`).

    An exact day becomes the next one; a month or a year stays, because the end lies inside it
    either way. Raises `InvalidData` if it is no ISO prefix, or the last day of the calendar, which
    files use for an end that nobody knows.
    """
    last = window(last_day_in).last
    if not is_exact(last_day_in):
        return last_day_in
    if last + 1 == FOREVER:
        raise InvalidData(f"“{last_day_in}”之后没有日子", remedy="不知道何时离任就留空")
    return iso(last + 1)


def fits(coarse: str, fine: str) -> bool:
    """Whether `fine` refines `coarse`: it says the same, more exactly."""
    return len(fine) > len(coarse) and fine.startswith(coarse)


class Interval(NamedTuple):
    """When something held: it starts on a day in [`since_lo`, `since_hi`] and its first day out
    lies in [`until_lo`, `until_hi`].

    `until_hi` is stored one day later when the end is known to a month or a year only, because
    such an end does not say whether its last day is still in. `EVER` and `FOREVER` stand for
    bounds that nobody knows. `lasts` is whether it is known to last at least one day.
    """

    since_lo: int
    since_hi: int
    until_lo: int
    until_hi: int
    lasts: bool = True

    @classmethod
    def of(cls, since: str | None, until: str | None) -> Interval:
        """The interval from two ISO prefixes; `None` is unknown. Raises `InvalidData` when no
        choice of days fits."""
        since_lo, since_hi = window(since) if since else (EVER, FOREVER)
        until_lo, until_hi = window(until) if until else (EVER, FOREVER)
        if until and not is_exact(until):
            until_hi += 1
        if since and until and since_lo >= until_hi:
            raise InvalidData(
                f"结束（{until}）不晚于开始（{since}）", remedy="核对两个日期是否写反或写错"
            )
        return cls(since_lo, since_hi, until_lo, until_hi)

    @classmethod
    def written(cls, text: str) -> Interval:
        """The interval that a property of type interval says: `since/until`, either end of which
        may be unknown, or one date for something that happened then."""
        since, slash, until = text.partition("/")
        return cls.of(since or None, until or None) if slash else cls.event(since)

    @classmethod
    def event(cls, on: str | None) -> Interval:
        """The interval of something that happened within one day of the prefix's window."""
        if on is None:
            return cls(EVER, FOREVER, EVER, FOREVER)
        first, last = window(on)
        return cls(first, last, first + 1, last + 1)

    def at(self, when: Window) -> Certainty:
        """Whether this held on some day of `when`.

        On one day D: certain iff latest(since) ≤ D < earliest(until); possible iff
        earliest(since) ≤ D and D is before the latest end. For a longer window, certain means
        provably so on some day of it, knowing that what is recorded `lasts` at least one day.
        """
        if not (self.since_lo <= when.last and when.first < self.until_hi):
            return Certainty.NO
        since_hi, until_lo = self.since_hi, self.until_lo
        if not self.lasts and since_hi >= until_lo:
            return Certainty.POSSIBLE
        if when.first != when.last:
            since_hi = min(since_hi, self.until_hi - 1)
            until_lo = max(until_lo, self.since_lo + 1)
        if since_hi <= when.last and when.first < until_lo:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE

    def overlap(self, other: Interval) -> Interval:
        """The interval in which both hold, if they do; empty ones answer `no` on every day.

        Both may have held without ever holding together, so it does not count as one that `lasts`.
        """
        return Interval(
            max(self.since_lo, other.since_lo),
            max(self.since_hi, other.since_hi),
            min(self.until_lo, other.until_lo),
            min(self.until_hi, other.until_hi),
            lasts=False,
        )

    @property
    def certain_days(self) -> Window | None:
        """The days on which it provably held, or `None` if there is no such day."""
        if self.since_hi < self.until_lo:
            return Window(self.since_hi, self.until_lo - 1)
        return None

    @property
    def possible_days(self) -> Window | None:
        """The days on which it may have held, or `None` if there is no such day."""
        if self.since_lo < self.until_hi:
            return Window(self.since_lo, self.until_hi - 1)
        return None


ALWAYS = Interval(EVER, EVER, FOREVER, FOREVER)
"""The interval of a relation that time does not touch."""


def together(intervals: Sequence[Interval], when: Window | None = None) -> Certainty:
    """Whether all intervals held on one and the same day (of `when`, if given).

    Certain means on every choice of days that their bounds leave, knowing that what `lasts` does
    so for at least one day; no particular day needs to be certain for that. Two things that
    happened some day of one month did not certainly coincide. For a single day it is the weakest
    that `Interval.at` says of any; of no intervals at all it is certain.
    """
    if when is not None:
        if when.first == when.last:
            answers = {i.at(when) for i in intervals}
            weakest = (c for c in (Certainty.NO, Certainty.POSSIBLE) if c in answers)
            return next(weakest, Certainty.CERTAIN)
        asked = Interval(when.first, when.first, when.last + 1, when.last + 1)
        intervals = [*intervals, asked]
    if not intervals:
        return Certainty.CERTAIN
    if max(i.since_lo for i in intervals) >= min(i.until_hi for i in intervals):
        return Certainty.NO
    started = [min(i.since_hi, i.until_hi - 1) if i.lasts else i.since_hi for i in intervals]
    ended = [max(i.until_lo, i.since_lo + 1) if i.lasts else i.until_lo for i in intervals]
    sure = all(
        start < end
        for one, start in enumerate(started)
        for other, end in enumerate(ended)
        if one != other or not intervals[one].lasts
    )
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE
