"""The dated entries of a résumé, however its lines are punctuated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from graph.dates import window
from loaders.text.resumes.events import OFFENCE
from loaders.text.resumes.marks import is_meanwhile, marks
from loaders.text.resumes.periods import PERIOD, Period, period_of
from loaders.text.resumes.phrases import closing

_OPENING: Final = re.compile(r"[ ·•●◆★■*\-]*\(?(?:其间|期间|在此期间)?[:,、 ]*")
_LEFT: Final = re.compile("[^,。;]{0,6}?(?:不再|免去|辞去|退休|离任|卸任|去世|逝世|被)")
_UNDATED: Final = re.compile(
    r"(?:^|(?<=[。;,:\n]))(?:[一-龥]{2,4}?(?:同志)?)?"
    r"(?P<verb>现任|现为|(?:曾|先后|历|曾经)+(?:任|担任))(?![期务职])"
)
"""A list of posts without dates; the first word says whether they are held now."""
_PERSON: Final = re.compile(
    r"[^。;,]{0,14}?(?:加入|入党|参加(?:革命)?工作|出生|生[,。于]|逝世|去世|[)])"
)
"""What the date of a fact about the person is followed by."""
_AFTER: Final = re.compile(r"[ ,、:;.]*(?:期间|间|起|以来|之间|年)?[ ,、:;.]*")
_GONE: Final = re.compile(
    rf"(?<=[,;。至到]) ?{PERIOD.pattern}[,起后 ]{{0,2}}(?:正式|光荣|被)?"
    "(?:退休|离休|卸任|离任|离职|去职|免职|辞职|去世|逝世|病逝|退居二线)"
)
"""The day on which somebody left what the line tells."""
_NEWS: Final = re.compile(
    r"免去|免职|不再担任|辞去|罢免|决定|宣布|审议|会议|消息|报道|表决|公告|公示|任命|选举|当选|批准|称号"
    r"|撤销|去世|逝世|任前|同志|被评为|认定|召开|举行|出席"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated piece of a résumé: characters [start, end) of the text, its words from `body` on.

    `aside` is whether it stands in brackets or behind 其间, beside another entry. `news` is whether
    it tells of an event instead of a post held from then on.
    """

    period: Period
    start: int
    body: int
    end: int
    aside: bool = False
    news: bool = False


def entries(text: str, name: str) -> Iterator[Entry]:
    """The entries of a plain text about the person of that name, in order, without those inside the
    brackets of others."""
    start = 0
    for line in text.split("\n"):
        yield from entries_in(text, start, start + len(line), name)
        start += len(line) + 1


def entries_in(
    text: str, start: int, end: int, name: str, *, aside: bool = False
) -> Iterator[Entry]:
    """The entries of one line, or of what stands in brackets (`aside`)."""
    opening = _OPENING.match(text, start, end)
    first = opening.end() if opening else start
    aside = aside or "(" in text[start:first] or "间" in text[start:first]
    dates = list(marks(text, first, end))
    if not aside:
        yield from _undated(text, start, dates[0].start if dates else end)
    for mark, following in zip_longest(dates, dates[1:]):
        after = _AFTER.match(text, mark.end, end)
        body = after.end() if after else mark.end
        stop = following.start if following else end
        meanwhile = is_meanwhile(text, mark.start)
        while stop > body and text[stop - 1] in " ,;。、":
            stop -= 1
        if aside and stop > body and text[stop - 1] == ")" and "(" not in text[body:stop]:
            stop -= 1
        sentence = _sentence_end(text, body, stop)
        words = text[body:sentence]
        period = _left(mark.period, text, body, stop)
        news = bool(OFFENCE.search(words))
        if period.ranged and not period.still and _LEFT.match(words):
            continue
        if not period.ranged or (period.still and _LEFT.match(words)):
            if _PERSON.match(words):
                continue
            news = news or name in words or bool(_NEWS.search(words))
        if words:
            yield Entry(
                period, mark.start, body, stop if news else sentence, aside or meanwhile, news
            )


def _left(period: Period, text: str, start: int, end: int) -> Period:
    """The period of an entry, up to the day of leaving if text[start:end] tells one."""
    gone = None if period.until else _GONE.search(text, start, end)
    if gone is None:
        return period
    until = period_of(gone).since
    if until is None or (period.since and window(until).last < window(period.since).first):
        return period
    return replace(period, until=until, still=False)


def _undated(text: str, start: int, end: int) -> Iterator[Entry]:
    """Lists without dates (曾任 …, 现任 …), each up to the end of its sentence."""
    for match in _UNDATED.finditer(text, start, end):
        stop = text.find("。", match.end(), end)
        following = _UNDATED.search(text, match.end(), end)
        stop = min(stop if stop >= 0 else end, following.start() if following else end)
        if not OFFENCE.search(text, match.end(), stop):
            period = Period(None, None, still=match["verb"].startswith("现"), ranged=False)
            yield Entry(period, match.start("verb"), match.end(), stop)


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the first sentence of an entry ends, brackets left aside."""
    at = text.find("。", start, end)
    opened = text.find("(", start, end)
    while 0 <= opened < at:
        close = closing(text, opened, end)
        at = text.find("。", max(at, close), end) if at < close else at
        opened = text.find("(", close, end)
    return at if at >= 0 else end
