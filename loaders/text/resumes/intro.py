"""What a résumé says of the person: sex, birth, native place and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.text.resumes.characters import plain
from loaders.text.resumes.periods import PERIOD, period_of

_DATE: Final = r"(?:19|20)\d\d(?:年|[.\-/])?(?:\d{1,2}(?:月|[.\-/])?(?:\d{1,2}日?)?)?"
_EDGE: Final = r"(?:^|(?<=[,。;、:( ]))"
_STOP: Final = r"(?=[,。;、( ]|$)"
_NOBODY: Final = "[工军商个证病客主男女诗]"
"""What makes another word of 人: 工人 come from nowhere."""
_PLACE: Final = r"(?P<it>[一-龥]{2,20}?)"
_PATTERNS: Final[dict[str, tuple[str, ...]]] = {
    "sex": (
        r"^ *[一-龥·]{2,12} ?\((?P<it>男|女)\)",
        rf"{_EDGE}(?P<it>男|女)(?:性)?{_STOP}",
    ),
    "ethnicity": (rf"(?:{_EDGE}|(?<=[男女]))(?P<it>[一-龥]{{1,5}}族)(?:人)?{_STOP}",),
    "birth": (
        rf"(?P<it>{_DATE})\)? ?,?(?:出生|生于|诞生|生(?!产|活|效|物|态|前))",
        rf"(?:出生日期|出生年月|出生时间|出生于|生于|生日)[:为是]? ?(?P<it>{_DATE})",
        rf"[(](?P<it>{_DATE})\)? ?(?:-|至|[)])",
    ),
    "native_place": (
        rf"(?:籍贯|祖籍|原籍)[:为是]? ?{_PLACE}(?:人)?{_STOP}",
        rf"(?:{_EDGE}|(?<=\d))(?![^,。;]{{0,20}}(?:负责|发言|候选|代表|主持|法定|召集|被告))"
        rf"(?P<it>[一-龥]{{2,20}}(?:\([^()]{{2,14}}\))?)(?<!{_NOBODY})人{_STOP}",
        rf"(?:出生于|生于|出生在|生在|出生地[:为]?) ?{_PLACE}{_STOP}",
        rf"(?:年|月|日)(?:出生|生)于?{_PLACE}{_STOP}",
    ),
    "joined_party": (rf"(?P<it>{_DATE})(?:加入(?:中国)?(?:共产党|中共|党)|入党)",),
    "joined_work": (rf"(?P<it>{_DATE})(?:[^,。;\d]{{0,12}})?参加(?:革命)?工作",),
}
"""How each thing is written, the surest way first."""
_COMPILED: Final = {kind: tuple(map(re.compile, patterns)) for kind, patterns in _PATTERNS.items()}
_DATES: Final = ("birth", "joined_party", "joined_work")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a text says of the person: a property of Person, its value as the graph
    writes it (dates as ISO prefixes), and characters [start, end) that say it."""

    kind: str
    value: str
    start: int
    end: int


def facts(text: str) -> list[Fact]:
    """What a text says of its person, the first of each kind, in the order of the schema."""
    words = plain(text)
    found: list[Fact] = []
    for kind, patterns in _COMPILED.items():
        for pattern in patterns:
            match = pattern.search(words)
            if match is not None:
                found.append(_fact(kind, match, text))
                break
    return found


def _fact(kind: str, match: re.Match[str], text: str) -> Fact:
    start, end = match.span("it")
    value = text[start:end]
    if kind in _DATES:
        date = PERIOD.match(match["it"])
        assert date is not None
        value = period_of(date).since or value
    return Fact(kind, value, start, end)
