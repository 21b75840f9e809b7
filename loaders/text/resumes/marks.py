"""The dates in a line at which something new begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.text.resumes.periods import LEANING, PERIOD, Period, leaning_on, period_of
from loaders.text.resumes.phrases import closing
from loaders.text.resumes.titles import title_at_end

_DATE: Final = re.compile(rf"{PERIOD.pattern}|(?<=[,;。、]){LEANING.pattern}")
_BEFORE: Final = ";。,、 )"
_TAKES_UP: Final = re.compile(
    r"[,、 ]*(?:起|后)?[,、 ]*(?:先后|同时|又|被|经)?(?:任|历任|担任|出任|兼任|当选|调任|调|升任"
    r"|转任|改任|提任|晋升|到|在|赴|至今|考入|毕业|参加|入|提拔)"
)
_FROM_THEN: Final = re.compile("[,、 ]*(?:起|后)[,、 ]+(?P<what>[^。;(]{2,60})")
"""What was so from a date on, a post if it ends in a title."""
_MEANWHILE: Final = re.compile(r"(?:其间|期间)[:, 于自]*$")
_APPOINTS: Final = re.compile(
    r"[,、 ]*(?:又|被|经选举)?(?:[兼调改转升出担提]?任|当选|选为|任命|不再|辞去|免去)(?![期务职])"
)
"""What a date without its year is followed by."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A date at characters [start, end) of a text."""

    start: int
    end: int
    period: Period


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The dates of plain text[start:end] at which an entry begins."""
    at = start
    last: Period | None = None
    for match in _DATE.finditer(text, start, end):
        if match.start() < at:
            continue
        opened = text.find("(", at, match.start())
        while opened >= 0:
            at = closing(text, opened, end) + 1
            opened = text.find("(", at, match.start())
        if match.start() < at:
            continue
        at = match.end()
        if match["ay"] is None:
            if last is None or not _leans(text, match, end):
                continue
            last = leaning_on(last, match)
        elif match.start() == start or _begins(text, match, end):
            last = period_of(match)
        else:
            continue
        yield Mark(match.start(), match.end(), last)
        last = last if last.since and not last.ranged else None


def is_meanwhile(text: str, at: int) -> bool:
    """Whether a date at this place stands behind 其间."""
    return _MEANWHILE.search(text[max(0, at - 5) : at]) is not None


def _leans(text: str, match: re.Match[str], end: int) -> bool:
    return _APPOINTS.match(text, match.end(), end) is not None


def _begins(text: str, match: re.Match[str], end: int) -> bool:
    if text[match.start() - 1] not in _BEFORE and not is_meanwhile(text, match.start()):
        return False
    ranged = match["to"] is not None or match["adjacent"] is not None
    if ranged or _TAKES_UP.match(text, match.end(), end):
        return True
    then = _FROM_THEN.match(text, match.end(), end)
    return then is not None and title_at_end(then["what"]) is not None
