"""Appointments and removals that a sentence of a résumé tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.text.resumes.bodies import Bodies
from loaders.text.resumes.posts import Held, posts

_POSTS: Final = r"(?P<posts>[^。;]{2,60}?)"
_END: Final = r"(?:(?:等)?职务|的(?:请求|请示|职务)|(?=[。;]|,(?![市省州县区副党常代兼]))|$)"
_NOT_YET: Final = re.compile("提名|拟任?|推荐|候选|建议")
_MEETING: Final = re.compile(
    "(?:[兼调改转升出担]?任)?(?P<place>[一-龥]{2,10}(?:自治[区州县]|[省市州盟县区旗]))(?:委|党委|人大|政协|人民代表大会|第?[一二三四五六七八九十]+届)"
)
OFFENCE: Final = re.compile(
    r"被告人|受贿|贿赂|涉嫌|公诉|收受|利用其?(?:担任|职务)|经查|严重违|判处|逮捕|被?开除|有期徒刑"
)
_TAKES: Final = "任命为|被任命为|被选为|当选为?|担任|出任|兼任|改任|调任|任"
_LEAVES: Final = "不再担任|不再兼任|不再任|辞去|卸任"


@dataclass(frozen=True, slots=True)
class Change:
    """A post taken up, or left if `removed`, on the day of the sentence."""

    held: Held
    removed: bool


@lru_cache(maxsize=256)
def _pattern(name: str, named: bool) -> re.Pattern[str]:
    """Verbs of taking up and leaving. A sentence without the name speaks of him where its verb has
    no other subject: 2003年3月在大会上当选为甲市市长."""
    who = rf"(?:中共)?{re.escape(name)}(?:同志)?(?:\([^()]*\))?(?:同志)?"
    if named:
        leaving = (
            rf"(?:免去|罢免|免除|撤销)了?{who}的?|{who}[^,。;]{{0,12}}?(?:{_LEAVES})"
            rf"|{who}[^。;]{{0,30}}?被(?:免去|罢免|免除|撤销)了?"
        )
        taking = (
            rf"(?:任命|选举|补选|决定|同意|增补)[^,。;]{{0,4}}?{who}(?:为|任|担任)"
            rf"|{who}[^,。;为]{{0,4}}?(?<!在)(?:{_TAKES})"
        )
    else:
        leaving = rf"(?<![一-龥])(?:{_LEAVES}|免去)"
        taking = rf"(?:(?<![一-龥])|(?<=会上)|(?<=会议上)|(?<=会))(?:{_TAKES}|任命为)"
    return re.compile(f"(?:(?P<out>{leaving})|(?P<in>{taking})){_POSTS}{_END}")


def changes(text: str, start: int, end: int, name: str, bodies: Bodies) -> Iterator[Change]:
    """What plain text[start:end] tells of the person of that name, in order of the text.

    Nominations do not count, nor what is told of others. What tells of an offence names posts held
    long before: there only leaving counts.
    """
    words = text[start:end]
    offence = OFFENCE.search(words) is not None
    told = 0
    for match in _pattern(name, name in words).finditer(words):
        if offence and match["in"]:
            continue
        if _NOT_YET.search(words, max(0, match.start() - 6), match.start("posts")):
            continue
        for meeting in _MEETING.finditer(words, told, match.start()):
            bodies.met(meeting["place"])
        first, last = match.span("posts")
        for held in posts(text, start + first, start + last, bodies):
            if held.post:
                yield Change(held, match["out"] is not None)
        told = last
