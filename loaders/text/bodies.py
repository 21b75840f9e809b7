"""Which body a post is of, where its name is left out, begins with another or is part of one.

What a post prints is its body, which may end within the title (财政局长). In a list the body may be
that of the entry before, a part of it, or one of the same place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from loaders.text.places import (
    LEVELS,
    RELATIVE,
    SAME,
    Surroundings,
    is_place,
    place_of,
    place_path,
    without_party,
)
from loaders.text.words import either, organs, titles

_GOVERNMENT: Final = re.compile("(?:人民)?政府|行署|行政公署")
_SHORT_ORGAN: Final = re.compile(r"[一-龥]{2,8}(?:局|厅|委|办|院|办公室|委员会)")
_SHORT_UNIT: Final = re.compile(
    r"(?:[一-龥]{1,6}|[\dA-Z]+)(?:部|处|科|股|室|办|队|庭|系|班|车间|中心)"
)
_LONG_UNIT: Final = re.compile(
    "(?:(?![局厅委院校]|公司|集团)[一-龥]){7,20}(?:(?<!办事)处|科|股|室)"
)
_SMALL: Final = ("中心", "站", "所")
"""Bodies without units that have long names."""
_BESIDE: Final = {"纪委": ("委", "党委"), "纪工委": ("工委", "党工委")}
"""Discipline committees of a place, and the party committee whose members head them."""
_ASSEMBLIES: Final = ("政协", "人大", "人大常委会")
_TOWNS: Final = ("镇", "乡", "街道")
_TOWN_OFFICE: Final = re.compile("[一-龥]{2,8}(?:所|站|办|办公室|中心|[大中]队)")
_OFFICE: Final = re.compile("(?:办公[厅室](?:[一-龥]{2,6}工作室)?|[一-龥]{2,6}工作室)$")
_WORK_COMMITTEE: Final = re.compile("委[一-龥]{2,6}工委$")
_AGAIN: Final = re.compile(
    "办事处|管委会|分?公司|集团|学院|医院|分[局行院校所]|支行|总队|支队|大队"
    "|分?中心(?![小中]学|学校|幼儿|卫生|社区|敬老)|(?<=[一-龥]{2})[局厅委院校馆站所]"
)
"""What a name ends in that was just said and with whose last signs a body may begin again: 甲县
水利局…、水利局水政股…; 甲乙集团东湾分公司…、乙集团工程部…"""
_SHORTEST_AGAIN: Final = 3
_LONGEST_AGAIN: Final = 12
_UNIT_OF: Final = re.compile(
    r"(?P<whole>.*(?:局|厅|委|院|公司|集团|政府|大学|学校|[支总]队))"
    r"(?:[一-龥]{1,6}(?:处|科|股|室|办|队|系|班)|(?<=公司|集团)[一-龥]{1,6}部|(?<=[支总]队)[一-龥]{1,6}所"
    r"|(?<=院)(?:审判|检察)委员会)"
)
"""A unit and the body that it is part of; other units of a list are beside it, not within."""
_UNIT_TITLE: Final = re.compile("(?P<unit>科|系|车间)(?P<title>副?主任)")
_PARTS: Final = (
    (re.compile(r"[一-龥\d]{1,4}分公司"), re.compile(".*(?:(?<!分)公司|集团)")),
    (re.compile("[一-龥]{1,4}(?<!行)支行"), re.compile(".*(?:银行|分行|公司)")),
    (re.compile("[一-龥]{1,4}分局"), re.compile(".*(?<!分)局")),
    (
        re.compile("[一-龥]{1,4}派出所|[一-龥]{2,4}大队[一-龥]{2,4}[所队]"),
        re.compile(".*公安(?:局[一-龥]{1,4}分局|分?局)"),
    ),
    (re.compile("药房|食堂|办税服务厅"), re.compile(".*(?:[局校院园]|[大中小]学|公司)")),
    (re.compile(r"[一-龥\d]{1,3}监区"), re.compile(".*监狱")),
    (re.compile("[一-龥]{2,10}局"), re.compile(".*(?:(?<!区)管委会|(?<![区督])管理委员会)$")),
    (re.compile(r"[一-龥\d]{1,3}[村居]民小组"), re.compile(".*[^村](?:村|社区)(?!民小组)")),
)
"""Parts told by their number or quarter, and the beginning of a name that they may be of."""
_TAUGHT: Final = re.compile(
    "(?P<school>(?:.{2,}(?:学校|[大中小]学|学院|[一二三四五六七八九十]中))?)(?P<subject>[一-龥]{2,4})"
)
_KINDS: Final = {
    "校长": ("学校", "中学", "小学", "大学", "高中", "初中", "校"),
    "院长": ("院",),
    "园长": ("园",),
    "行长": ("行",),
    "厂长": ("厂",),
}
"""What a body ends in whose head is called so."""
_HANDS: Final = ("文书", "会计", "出纳", "报账员", "驻村工作队队长", "妇女主任", "民兵连长")
"""Who works for a village and not for its party branch."""


def parted(body: str, title: str) -> tuple[str, str]:
    """Body and title where one sign is of both (财政+局长 is 财政局+局长, 甲+市长 is 甲市+市长),
    where the title took the end of the body (骨伤+科主任 is 骨伤科+主任), or the body the beginning
    of the title (甲中学物理+教师 is 甲中学+物理教师)."""
    words = titles()
    if not body or organ_end().search(body):
        return body, title
    taught = _TAUGHT.fullmatch(body) if title in ("教师", "老师") else None
    if taught:
        return taught["school"], taught["subject"] + title
    unit = _UNIT_TITLE.fullmatch(title)
    if unit:
        return body + unit["unit"], unit["title"]
    if title in words.merged:
        return body + title.removesuffix("长"), title
    governs = title in words.governors and len(body) > 1
    return (body + title[0] if governs else body), title


def seated(body: str, title: str) -> tuple[str, str]:
    """A seat in the committee of a place is one in a body: 甲县+党委书记 is 甲县党委+书记. That of
    a department is a title of it, also with 原 within: 甲局党组原+书记 is 甲局+党组书记. A
    discipline group that is stationed there is a body itself."""
    if "驻" in body and title.startswith("纪检组"):
        return body + "纪检组", title.removeprefix("纪检组")
    seat = _seat().fullmatch(title)
    if seat is not None:
        if body.endswith(seat["body"]):  # the next entry of 甲镇党委书记、党委副书记
            return body, seat["seat"]
        place = place_of(body) or (body[:-1] if body[:-1] in LEVELS else "")
        if place and body[len(place) :] in _BESIDE.get(seat["body"], ()):
            return place + seat["body"], seat["seat"]  # 甲市委常委、纪委书记
        whole = body + seat["body"]
        if is_place(body) or body in LEVELS or whole.endswith(organs().of_committee):
            return whole, seat["seat"]
        if seat["body"] == "党工委" and body:
            return whole, seat["seat"]  # 甲街道办事处党工委书记
        if _WORK_COMMITTEE.search(whole):
            return whole, seat["seat"]  # 甲区委教育工委书记
    party = _party_end().search(body)
    if party and title in titles().seats and not is_place(body[: party.start()]):
        return body[: party.start()], party[0] + title
    return body, title


def body_of(body: str, title: str, before: str, around: Surroundings) -> tuple[str, bool]:
    """The body of an entry that prints `body` and `title`, and whether it stands there whole.

    `before` is the body of the entry before it.
    """
    place = place_of(before)
    if not body:
        return _of_bare_title(title, before, around), False
    whole = around.whole(body)
    if whole is not None:
        return whole, False
    if not before or place_path(body) or _national().match(body):
        return body, True
    if RELATIVE.match(body) or SAME.match(body):
        return body, False
    if len(body) > 1 and before.endswith(body):
        return before, False
    again = _again(body, before)
    if again:
        return before[: before.rindex(again)] + body, False
    whole = _of_part(body, before)
    if whole:
        return whole + body, False
    words = organs()
    if body == "机关":
        return _OFFICE.sub("", before) + body, False
    if place and before.startswith(place) and body not in words.inside:
        rest = before[len(place) :]
        local = not rest or _local(rest)
        if local and body in words.of_committee:
            return f"{_committee(place)}{body}", False
        if rest.endswith(_ASSEMBLIES) and body.endswith("委员会"):
            return before + body, False
        if local and (body in words.of_place or _SHORT_ORGAN.fullmatch(body)):
            return without_party(place) + body, False
        town = place.endswith(_TOWNS) and (local or _TOWN_OFFICE.fullmatch(rest))
        if town and _TOWN_OFFICE.fullmatch(body):
            return place + body, False
    if body in before:
        return before[: before.index(body) + len(body)], False
    if body in words.inside or body in words.of_committee or _is_unit(body, before):
        unit = _UNIT_OF.fullmatch(before)
        return (unit["whole"] if unit else before) + body, False
    return body, True


def _is_unit(body: str, before: str) -> bool:
    """Whether a body may be a unit of the one before."""
    if _SHORT_UNIT.fullmatch(body):
        return True
    return _LONG_UNIT.fullmatch(body) is not None and not before.endswith(_SMALL)


def _again(body: str, before: str) -> str:
    """The longest part of `before` with which `body` begins again, if there is one: its end, or one
    that ends as bodies do."""
    lengths = range(min(len(body), _LONGEST_AGAIN), _SHORTEST_AGAIN - 1, -1)
    overlap = next((body[:n] for n in lengths if before.endswith(body[:n])), "")
    ends = [match.end() for match in _AGAIN.finditer(body, 0, _LONGEST_AGAIN)]
    return overlap or next((body[:end] for end in reversed(ends) if body[:end] in before), "")


def _of_part(body: str, before: str) -> str:
    """The body whose part `body` is, if `before` names it or another part of it."""
    wholes = [whole.match(before) for part, whole in _PARTS if part.fullmatch(body)]
    return next((match[0] for match in wholes if match), "")


def _local(rest: str) -> bool:
    """Whether what follows a place is an organ of it as 组织部 or 县政府 are."""
    words = organs()
    return rest.endswith((*words.of_committee, *words.of_place, "委"))


def _committee(place: str) -> str:
    return place + ("党委" if place.endswith(("自治区", "兵团", *_TOWNS)) else "委")


def _of_bare_title(title: str, before: str, around: Surroundings) -> str:
    """The body of a title without one: that of the entry before, but the place itself of those who
    head it (甲县委书记、县长 is of 甲县, 甲街道党工委书记、主任 of 甲街道)."""
    head = title.removeprefix("常务").removeprefix("副").removeprefix("代")
    place = place_of(before)
    if head in _KINDS and not any(kind in before for kind in _KINDS[head]):
        return next((body for body in reversed(around.bodies) if body.endswith(_KINDS[head])), "")
    if head in titles().merged:
        whole, kind, unit = before.rpartition(head.removesuffix("长"))
        if whole and _SHORT_UNIT.fullmatch(unit):  # 甲局乙科科长, 分管副局长
            return whole + kind
    rest = before[len(place) :]
    if place.endswith(("村", "社区")) and rest in titles().committees and title in _HANDS:
        return place
    if head == "主任" and rest.startswith("管委会") and rest[3:] in titles().committees:
        return place + "管委会"
    if head == "主任" and place.endswith("街道") and rest in titles().committees:
        return place
    if head not in titles().governors or _GOVERNMENT.match(before, len(place)):
        return before
    if place.endswith(head[0]) or (place and head.endswith("专员")):
        return without_party(place)
    return around.whole(head[0]) or (head[0] if before.startswith(head[0]) else before)


@lru_cache(maxsize=1)
def _seat() -> re.Pattern[str]:
    words = titles()
    return re.compile(f"(?P<body>{either(words.committees)})(?P<seat>{either(words.seats)})")


@lru_cache(maxsize=1)
def _party_end() -> re.Pattern[str]:
    """A committee that is not the first word of a body."""
    return re.compile(f"(?<=[一-龥]{{2}}){either(titles().bodies)}$")


@lru_cache(maxsize=1)
def organ_end() -> re.Pattern[str]:
    """The end of a name that is one of a body or a place."""
    return re.compile(f"{either(organs().endings)}$")


@lru_cache(maxsize=1)
def _national() -> re.Pattern[str]:
    return re.compile(either(organs().national))
