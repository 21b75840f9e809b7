"""Who does something to whom: enumerations of bodies, posts and people, made whole."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from loaders.text.articles.scene import Scene
from loaders.text.places import RELATIVE, place_of, place_path
from loaders.text.posts import title_before
from loaders.text.words import either, organs

_JOINED: Final = re.compile("、|和|与|会同|以及|联合")
_AND: Final = re.compile("(?:[、，和与及同]|以及|会同|联合|带领|带着|陪同)")
"""What joins people who act as one; 安排 and other words between them do not."""
_FOR: Final = re.compile(
    "(?<=[一-龥])代表(?=(?:自治区|[省市县区州旗镇乡])?(?:纪?委|党|政府|组织|班子))[^，。；、]{1,12}$"
)
"""Whom somebody represents who acts: 周岚代表县委."""
_OF_COUNTY: Final = re.compile("局|法院|检察院|纪工委")
"""What no town has."""
_BESIDE: Final = re.compile("会同|联合")
"""What joins those who act together, each in a way of his own."""
_TOGETHER: Final = re.compile(
    "(?:一行|一同|一起|共同|上门|联合|分别|带队|带领|先后|专门|及时|主动|依法|再次|多次|当面|一对一|面对面|集中|集体|逐一|依次|又|还|就|已)+$"
)
_FRONT: Final = re.compile(
    r"^(?:.*[，：；\s]|(?:去年|今年|前年|近日|日前|近期|不久前|前不久|\d+年|\d+月|\d+日|[初底]|以来|随后|此后|分管的|[，、由经])+)"
)
_HEAD: Final = re.compile("(?:党组|党委|\\*组|\\*委)?(?:一把手|(?:主要)?负责(?:人|同志)|主要领导)$")
_PROVINCE: Final = re.compile("^.{1,3}(?:省|自治区)")
_DIRECT: Final = re.compile(
    "干部|人员|群众|们|[区省市县州]直|[各每]|所有|全体|领导班子|下级|上级|有关|相关|各级|当事人|(?<![高同平])等"
)
_GROUP: Final = re.compile(
    "(?:书记|[局厅县市区镇乡处院校]长|主任|一把手”?|负责人|班子成员|领导班子|党政正职|干部)$"
)
_VAGUE: Final = re.compile(
    "有关|相关|部分|当事人|下级|上级|他|同事|自己|被谈话|[该其]|^(?:干部|领导干部)$"
)
_LEVELS: Final = re.compile("县区|区县|市县|县市(?!场)|市州|州市(?!场)|乡镇|镇街")
"""Levels instead of places: 县区委书记 are several."""
_COUNTED: Final = re.compile("^(?:已有|已|共|先后|组织|安排)+")


def group(words: str) -> str:
    """Words for several people who are told by what they are (各镇党委书记), or nothing."""
    told = _COUNTED.sub("", words)
    return told if _GROUP.search(told) and not _VAGUE.search(told) else ""


def parties(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """The bodies, posts or people of the enumeration in [start, end), in order.

    Empty unless each of them is a certain one: a known person, or a body or post of a place.
    """
    words = _FOR.sub("", _TOGETHER.sub("", scene.plain[start:end]))
    front = _FRONT.match(words)
    at = start + (front.end() if front else 0)
    words = words[front.end() :] if front else words
    named = scene.cast.posted(at, at + len(words))
    if named and scene.cast.only_adverbs(named[-1][1], at + len(words)):
        joined = all(_AND.match(scene.plain, a[1], b[0]) for a, b in pairwise(named))
        return tuple(dict.fromkeys(name for *_, name in named)) if joined else ()
    found: list[str] = []
    place = ""
    for part in _JOINED.split(words):
        whole = part
        if _LEVELS.match(part):
            return ()
        if RELATIVE.match(part):  # 县委 is of the county that was named, of no other place
            whole = scene.setting.whole(part, at + len(words))
        elif not place_path(part) and _is_whole(_bare(part)) and not _PROVINCE.search(part):
            town = not _OF_COUNTY.search(part)
            of = place or scene.setting.place(at, town=town)
            whole = of.removesuffix(part[:2]) + part  # of 青石新区: 新区纪工委
        place = place_of(whole) or place
        found.append(whole)
    if not found or not all(map(_certain, found)):
        return ()
    return tuple(found) if _BESIDE.search(words) else _headed(found)


def _headed(found: list[str]) -> tuple[str, ...]:
    """What is named behind the last of several places or bodies is of each: 白石镇、青山镇党委
    书记; 县水利局、县商务局主要负责人."""
    head = _HEAD.search(found[-1])
    of_body = head[0] if head else ""
    of_place = found[-1].removeprefix(place_of(found[-1]))
    return tuple(
        one + (of_place if place_of(one) == one else of_body if _is_body(one) else "")
        for one in found
    )  # fmt: skip


def _is_body(words: str) -> bool:
    return _HEAD.search(words) is None and _organ_end().search(words) is not None


def _is_whole(words: str) -> bool:
    """Whether words are the name of a place or end as names of bodies do."""
    return bool(words) and (place_of(words) == words or _organ_end().search(words) is not None)


@lru_cache(maxsize=1)
def _organ_end() -> re.Pattern[str]:
    return re.compile(f"(?:{either(organs().endings)}|组)$")


def _bare(words: str) -> str:
    return _HEAD.sub("", words)


def _certain(words: str) -> bool:
    """Whether words name one body, or a post in one."""
    if not place_path(words) or _DIRECT.search(words) or len(words) > 40:
        return False
    titles = title_before(words, 0, len(words))
    body = _bare(words)
    return _is_whole(body) or bool(titles and titles[-1][1] == len(words))
