"""Periods as résumés write them: `1985.09-1989.07`, `2013年5月至今`, `1979-1983年`, `2022.09-`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.dates import parse, window
from graph.errors import InvalidData

_NUMERALS = "〇一二三四五六七八九"
_DIGITS = str.maketrans(f"{_NUMERALS}○零", "012345678900")
_YEAR = rf"(?:(?:19|20)\d\d|(?:一九|二[〇○零])[{_NUMERALS}○零]{{2}}(?=年))"
_MONTH = rf"(?:\d{{1,2}}(?!\d)|(?:[二三]?十[{_NUMERALS}]?|[{_NUMERALS}])(?=[月日号]))"


def _date(tag: str) -> str:
    """A pattern of a plain date: year, with month, with day."""
    return (
        rf"(?P<{tag}y>{_YEAR})(?!\d)"
        rf"(?: ?(?:年 ?|[./] ?|-)(?P<{tag}m>{_MONTH})月?"
        rf"(?:(?:(?<=月) ?|(?<!月)[./-] ?)(?P<{tag}d>{_MONTH}))?[日号]?份?)?(?: ?年)?\.?"
    )


_TO = r"(?: *-[- ]*| *一 *一 *| *[至到] *)"
PERIOD = re.compile(
    rf"{_date('a')}"
    rf"(?:(?:(?P<to>{_TO})(?:(?P<now>至?今|现在|目前)|{_date('b')}"
    rf"|(?P<cm>\d{{1,2}}) ?月(?:(?P<cd>\d{{1,2}})日)?|(?P<ed>\d{{1,2}})(?!\d)日?)?)"
    rf"|(?<=月)(?P<adjacent>){_date('f')})?"
)
"""One date or a range of two in plain text (`characters.plain`)."""
LEANING = re.compile(
    rf"(?:(?P<year>[同当次翌]年|第二年)(?:(?P<lm>{_MONTH})月)?|(?P<only>{_MONTH})月)"
    rf"(?:(?<=月)(?P<ld>{_MONTH})日)?"
)
"""A date that leans on the one before it: 同年8月, 次年, 9月."""
UNTIL = re.compile(rf"^[至到] ?{_date('u')}$")
"""A note that gives only the end: 至2023.03."""


@dataclass(frozen=True, slots=True)
class Period:
    """When something was so, as a résumé writes it: ISO prefixes, the end as the last day in.

    `still` is whether the text leaves the end open or says 至今; `ranged` whether it is written as
    a range at all. `doubt` says in Chinese why a part was not taken.
    """

    since: str | None
    until: str | None
    still: bool = False
    ranged: bool = True
    doubt: str = ""


def period_of(match: re.Match[str]) -> Period:
    """The period that a match of `PERIOD` stands for; never raises."""
    since, doubt = _iso(match["ay"], match["am"], match["ad"])
    if match["to"] is None and match["adjacent"] is None:
        return Period(since, None, ranged=False, doubt=doubt)
    if match["adjacent"] is not None:
        until, worse = _iso(match["fy"], match["fm"], match["fd"])
    elif match["by"]:
        until, worse = _iso(match["by"], match["bm"], match["bd"])
    elif match["cm"]:
        until, worse = _iso(match["ay"], match["cm"], match["cd"])
    elif match["ed"] and match["ad"]:
        until, worse = _iso(match["ay"], match["am"], match["ed"])
    else:
        return Period(since, None, still=True, doubt=doubt)
    doubt = doubt or worse
    if window(until).last < window(since).first:
        return Period(since, None, doubt=f"结束（{until}）早于开始（{since}），未采用结束")
    return Period(since, until, doubt=doubt)


def leaning_on(last: Period, match: re.Match[str]) -> Period:
    """The date that a match of `LEANING` stands for behind `last`, which has a beginning."""
    assert last.since is not None
    year, month = int(last.since[:4]), match["lm"] or match["only"]
    later = match["year"] is not None and match["year"][0] in "次翌第"
    since, doubt = _iso(str(year + later), month, match["ld"])
    if match["only"] and since[:7] < last.since[:7]:
        since, _ = _iso(str(year + 1), month, match["ld"])
        doubt = f"{match[0]}没有年份，当作{year + 1}年"
    return Period(since, None, ranged=False, doubt=doubt)


def end_of(note: str) -> str | None:
    """The end that a plain note gives (至2023.03), or `None`."""
    match = UNTIL.match(note)
    return _iso(match["uy"], match["um"], match["ud"])[0] if match else None


def _iso(year: str, month: str | None, day: str | None) -> tuple[str, str]:
    """The finest ISO prefix that is on the calendar, and what was left out of it."""
    year = year.translate(_DIGITS)
    month, day = _digits(month), _digits(day)
    for written in (
        f"{year}-{month}-{day}" if month and day else "",
        f"{year}-{month}" if month else "",
    ):
        if written:
            try:
                return parse(written), "" if written.count("-") == (
                    2 if day else 1
                ) else f"{year}-{month}-{day} 不在日历上"
            except InvalidData:
                continue
    return year, f"没有 {month} 月" if month else ""


def _digits(number: str | None) -> str | None:
    """A month or day in digits: 十二 is 12, 二十 is 20."""
    if number is None or "十" not in number:
        return number and number.translate(_DIGITS)
    tens, ones = number.split("十")
    return f"{tens or 1}{ones or 0}".translate(_DIGITS)
