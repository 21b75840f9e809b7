"""Dates in running text: as printed, or told by the day of publication or by the date before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph.dates import parse
from graph.errors import InvalidData
from loaders.text.numerals import whole

_NUM: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR: Final = r"(?:(?:19|20)\d{2}|[一二][〇零九][〇零一二三四五六七八九]{2})"
_DATE: Final = re.compile(
    rf"(?<![\d.])(?:(?P<year>{_YEAR})年|(?P<relative>同年|当年|次年|翌年|今年|去年|前年|本年))"
    rf"(?:(?P<month>{_NUM})月(?:(?P<day>{_NUM})日)?)?"
    rf"|(?<![\d.第年])(?P<moon>{_NUM})月(?!份?均|饼)(?:(?P<sun>{_NUM})日)?"
    rf"|(?P<near>当月|同月|次月|上月|本月|日前|近日|近期|不久前)"
)
_TO: Final = r"\s*(?:至|到|—+|-|~|～)\s*"
_RANGE: Final = re.compile(rf"{_TO}(?=[\d一二三四五六七八九十今同次案])")
_OFFSET: Final = {
    "同年": 0,
    "当年": 0,
    "次年": 1,
    "翌年": 1,
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "前年": -2,
}
TIME_WORDS: Final = re.compile(
    r"(?:去年|今年|前年|同年|当年|(?:19|20)\d{2}年)(?:\d{1,2}月(?:\d{1,2}日)?|[初底末]|\d{1,2}(?:至|-|—)\d{1,2}月)?"
    r"|近日|日前|近期|不久前|前不久|当晚|当天"
)
"""Words for a time as articles tell it, also those that name no date."""
_BY_PUBLICATION: Final = ("今年", "去年", "前年", "本年", "上月", "本月")


@dataclass(frozen=True, slots=True)
class Time:
    """A date at [start, end): its ISO prefix, or `None` where the text leaves it open.

    `ranged` is whether it is one end of a time that lasts (2017年至2020年).
    """

    start: int
    end: int
    iso: str | None
    ranged: bool = False


def times(
    plain: str, start: int, end: int, published: str | None, last: str | None = None
) -> list[Time]:
    """The dates in [start, end) of a text, in order. `last` is the last one told before it.

    今年, 去年, 本月 are told by `published`; 同年, 次年, 当月 and a month without a year by the
    last date before them, such a month also by `published`. Where there is none they stay open. A
    date that no calendar has is left out.
    """
    found: list[Time] = []
    for match in _DATE.finditer(plain, start, end):
        try:
            iso = _iso(match, last, published)
        except (InvalidData, ValueError):
            continue
        last = iso or last
        after = _RANGE.match(plain, match.end(), end)
        before = bool(found) and found[-1].ranged and _joined(plain, found[-1].end, match.start())
        found.append(Time(match.start(), match.end(), iso, after is not None or before))
    return found


def day_in(told: str | None, day: str) -> str | None:
    """A day of the month of an ISO prefix, `None` where that has none or no calendar has it."""
    try:
        return parse(f"{told[:7]}-{int(day):02d}") if told and len(told) > len("2020") else None
    except (InvalidData, ValueError):
        return None


def _joined(plain: str, end: int, start: int) -> bool:
    return re.fullmatch(_TO, plain[end:start]) is not None


def _iso(match: re.Match[str], last: str | None, published: str | None) -> str | None:
    near = match["near"]
    if near:
        return _near(near, last, published)
    month, day = match["month"] or match["moon"], match["day"] or match["sun"]
    year = _year(match, last, published)
    if year is None:
        return None
    return parse(
        "-".join([f"{year:04d}", *(f"{whole(part):02d}" for part in (month, day) if part)])
    )


def _year(match: re.Match[str], last: str | None, published: str | None) -> int | None:
    if match["year"]:
        return whole(match["year"])
    relative = match["relative"]
    known = published if relative in _BY_PUBLICATION else last
    if known is None and match["moon"] and published and len(published) > len("2020"):
        return _year_before(match, published)
    return None if known is None else int(known[:4]) + _OFFSET.get(relative or "", 0)


def _year_before(match: re.Match[str], published: str) -> int:
    """The year in which a month, or a day of it, was last before a text came out."""
    printed = f"-{whole(match['moon']):02d}" + (
        f"-{whole(match['sun']):02d}" if match["sun"] else ""
    )
    return int(published[:4]) - (printed > published[4:][: len(printed)])


def _near(word: str, last: str | None, published: str | None) -> str | None:
    known = published if word in _BY_PUBLICATION else last
    if word in ("日前", "近日", "近期", "不久前") or known is None or len(known) < 7:
        return None
    year, month = int(known[:4]), int(known[5:7])
    months = year * 12 + month - 1 + {"次月": 1, "上月": -1}.get(word, 0)
    return f"{months // 12:04d}-{months % 12 + 1:02d}"
