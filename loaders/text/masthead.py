"""What stands above and below an article: its title, and the day on which it was published."""

from __future__ import annotations

import re
from typing import Final

from graph.dates import parse
from graph.errors import InvalidData

_DAY: Final = r"(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\d{1,2}[-/.]\d{1,2})"
_CLOCK: Final = r"\s+\d{1,2}:\d{2}(?::\d{2})?"
_DATELINE: Final = re.compile(rf"(?:[一-龥]{{0,4}}(?:时间|日期)\s*[:：]?\s*)?({_DAY})(?:{_CLOCK})?")
_TOLD: Final = re.compile(
    rf"(?:时间|日期)\s*[:：]\s*(?P<told>{_DAY})|^(?:[一-龥]{{2,12}}\s+)?(?P<timed>{_DAY}){_CLOCK}"
    rf"|^.{{0,20}}来源\s*[:：].{{0,20}}?(?P<sourced>{_DAY})|^(?P<before>{_DAY})\s+来源\s*[:：]"
)
_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.年]?)(\d{2})\2(\d{2})(?!\d)")
_MARKED: Final = re.compile(rf"\s*({_DAY})")
_TAIL: Final = re.compile(r"\s*(?:[—―-]{2,}|[_|｜]|\s[-–—]\s).*$")
_LONGEST_TITLE: Final = 80
_TOP, _FOOT = 6, 4
"""Lines from the top and the foot on which a date may stand alone."""


def masthead(
    body: str, file: str, title: str, published: str | None
) -> tuple[str, str | None, str]:
    """Title, day of publication (an ISO prefix or `None`) and where that day was found.

    `title` and `published` are what the format itself says. Else the title is the first line, if it
    is none of the sentences; the day comes from a line at the top, the signature at the foot, or
    the file's name.
    """
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    first = lines[0] if len(lines[0]) <= _LONGEST_TITLE and "。" not in lines[0] else ""
    named = _TAIL.sub("", title or first)
    marked = _MARKED.match(published or "")
    candidates = [
        ("网页标记", marked[1] if marked else ""),
        ("文首", _found(lines[:_TOP])),
        ("落款", _alone(lines[-_FOOT:])),
        ("文件名", _in_name(file)),
    ]
    for where, written in candidates:
        day = _day(written)
        if day is not None:
            return named, day, where
    return named, None, ""


def _found(lines: list[str]) -> str:
    for line in lines:
        told = _TOLD.search(line)
        if told:
            return str(next(filter(None, told.groupdict().values())))
        if alone := _DATELINE.fullmatch(line):
            return alone[1]
    return ""


def _alone(lines: list[str]) -> str:
    return next((m[1] for line in reversed(lines) if (m := _DATELINE.fullmatch(line))), "")


def _in_name(file: str) -> str:
    found = _IN_NAME.search(file)
    return f"{found[1]}-{found[3]}-{found[4]}" if found else ""


def _day(written: str) -> str | None:
    if not written:
        return None
    try:
        return parse(re.sub(r"\s", "", written))
    except InvalidData:
        return None  # a number that looks like a date
