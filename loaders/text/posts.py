"""Posts in front of a name: 甲市委原常委、乙市委原书记某某.

The grammar of a post is [时任] body [原] title. In a list, a bare title belongs to the body before
it, and so does the 原 in front of that; a body that is part of another is written without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from loaders.text.places import (
    LEVELS,
    RELATIVE,
    Surroundings,
    is_place,
    place_of,
    place_path,
    tells_place,
)
from loaders.text.words import either, organs, people, title_finder, titles

_MARKER: Final = re.compile("时任|现任|曾任|原任|历任")
_NOW: Final = re.compile("现(?![代场货金实成役])")
_NO_BODY: Final = re.compile(f"(?:{_MARKER.pattern})?原?")
_MARKER_LAST: Final = re.compile(f"(?:{_MARKER.pattern})$")
_GIVING: Final = re.compile(
    "^.*(?:的|给予|免去|责[成令]|处[分理][、和及]|(?<![供补配自])给(?![水排养付]))"
)
"""What ends before the first body of a list, wherever in the list it stands."""
_LEAD: Final = re.compile(
    r"^.*(?:(?:通报|查处|曝光)了|担任|涉及|(?<=[委院局组部市县区])对(?![外口]))"
)
_OPENING: Final = re.compile(
    r"^(?:[\d零一二三四五六七八九十]+[年月日][\d年月日]*(?:[至、-][\d年月日]+)?|[\s、]+|对|其中|[\d一二三四五六七八九十]+起|(?:分|协)管(?!领导|负责|员)|前后?[两三二]任|经查|经(?![济信贸开发营管侦纪棚合协办十])|应(?![县城急用届])|由|并|系(?!主任)|是|原系|决定"
    r"|分别(?=[^局县])|以及|还有|及其|及|同时|利用(?=原)|以|(?:主要|直接|第一)?(?:负责|责任)人(?=[一-龥])|退休干部|(?:下属|所属)(?=[一-龥]{2,}公司)|一项(?:便|就)?(?=是)|(?:仍|又|再|均|多次|先后|违规)?(?:组织(?![部委员])|邀约|安排|指使|授意|要求|伙同|委托|请托|带领|陪同|邀请|指派))+"
)
_JOINING: Final = re.compile(
    r"^(?:[\s、和与及或并同向让由]|以及|会同|联合|串通|勾结|组织(?!部)|通过|收受)+"
)
_FORMER: Final = re.compile(
    r"^原(?!平市|阳县|州区|子能|料|种|始)|(?<=[省市县区州盟旗镇乡村委局厅部院司])原(?!料|平市|阳县|州区|子能|种|始)"
)
_ASIDE: Final = re.compile("(?:分管|新任)$")
"""What stands between body and title and is part of neither: 县水利局新任局长."""
_CUT: Final = re.compile("、(?!监委(?:派驻|派出|驻|第[一二三四五六七八九十\\d]))|，|兼(?=[^职])")
_SHORTEST_BODY: Final = 4
_GOVERNMENT: Final = re.compile("(?:人民)?政府|行署|行政公署")
_NUMBERED: Final = re.compile(
    r"(?P<before>.*)(?P<first>第[一二三四五六七八九十\d]+)、(?P<second>第[一二三四五六七八九十\d]+)(?P<rest>[^、]+)"
)
_SHORT_ORGAN: Final = re.compile(r"[一-龥]{2,8}(?:局|厅|委|办|院|办公室|委员会)")
_SHORT_UNIT: Final = re.compile(
    r"(?:[一-龥]{1,6}|[\dA-Z]+)(?:部|处|科|股|室|办|队|庭|车间|中心)"
    r"|(?:(?![局厅委院校]|公司|集团)[一-龥]){7,20}(?:(?<!办事)处|科|股|室)"
)
_OFFICE: Final = re.compile("(?:办公[厅室](?:[一-龥]{2,6}工作室)?|[一-龥]{2,6}工作室)$")
_WORK_COMMITTEE: Final = re.compile("委[一-龥]{2,6}工委$")
_AGAIN: Final = re.compile(
    "办事处|管委会|分?公司|集团|学院|医院|分[局行院校所]|支行|总队|支队|大队"
    "|分?中心(?![小中]学|学校|幼儿|卫生|社区|敬老)|(?<=[一-龥]{2})[局厅委院校馆站所]"
)
"""What a name ends in that was just said and with whose last signs a body may begin again: 甲县
水利局…、水利局水政股…; 甲乙集团东湾分公司…、乙集团工程部…"""
_LONGEST_AGAIN: Final = 12
_UNIT_OF: Final = re.compile(
    r"(?P<whole>.*(?:局|厅|委|院|公司|集团|政府|大学|学校|[支总]队))"
    r"(?:[一-龥]{1,6}(?:处|科|股|室|办|队)|(?<=公司|集团)[一-龥]{1,6}部|(?<=[支总]队)[一-龥]{1,6}所"
    r"|(?<=院)(?:审判|检察)委员会)"
)
"""A unit and the body that it is part of; other units of a list are beside it, not within."""
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


@dataclass(frozen=True, slots=True)
class Post:
    """A post at [start, end) of the text, with 原 and 时任 inside.

    `organization` is as printed, without 原, with the place that was left out before it where the
    text tells it; empty if it does not. `marker` is 时任 and the like. `resolved` is whether the
    organization stands there itself.
    """

    start: int
    end: int
    organization: str
    title: str
    former: bool
    marker: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of the list, its body and title apart, as written."""

    start: int
    end: int
    body: str
    title: str
    former: bool
    marker: str


def post_list(
    plain: str, start: int, end: int, around: Surroundings, subject: str, *, follows: bool
) -> tuple[Post, ...]:
    """The posts that the list in [start, end) gives; it ends with a title.

    `subject` is the body that a bare title belongs to if the list names none. `follows` is whether
    another person stands before it, so that it may begin with 和. What is no post is left out.
    """
    start = _beginning(plain, start, end, follows=follows)
    posts: list[Post] = []
    marker = ""
    before = subject
    former = False
    for item in _items(plain, start, end):
        body, itself = _body(item, before, around)
        # 原 reaches as far as the body does, and over 兼; 时任 reaches to the end of the list.
        joint = plain[item.start - 1 : item.start] == "兼"
        same = joint or not item.body or body.startswith(before)
        former = item.former or (former and same and item.marker != "现任")
        body, title = _seated(body, item.title)
        marker = item.marker or marker
        gone = former or marker not in ("", "现任")
        posts.append(Post(item.start, item.end, body, title, gone, marker, itself))
        around.learn_body(body)
        before = body or before
    return tuple(posts)


def _beginning(plain: str, start: int, end: int, *, follows: bool) -> int:
    """Where the first post begins: behind what is told of its holder (负有责任的), dates, verbs and
    joining words, and at 时任, unless the body itself stands before that (甲县财政局时任局长)."""
    giving = _GIVING.match(plain[start:end])
    start += giving.end() if giving else 0
    stop = start + len(re.split("[、兼]", plain[start:end], maxsplit=1)[0])
    lead = _LEAD.match(plain[start:stop])
    start += lead.end() if lead else 0
    for pattern in (_JOINING, _OPENING) if follows else (_OPENING,):
        opening = pattern.match(plain[start:end])
        start += opening.end() if opening and opening.end() < end - start else 0
    markers = [m.start() for m in _MARKER.finditer(plain, start, stop)]
    if not markers or _stands_whole(plain[start : markers[-1]]):
        return start
    return markers[-1]


def _stands_whole(words: str) -> bool:
    return tells_place(words) and _organ_end().search(words) is not None


def _items(plain: str, start: int, end: int) -> list[_Item]:
    """The entries between 、 and 兼. A body without a title has that of the next (甲公司、乙公司
    经理); anything else that does not end in a title is the beginning of the next."""
    found: list[_Item] = []
    bodies: list[tuple[int, int]] = []
    at = start
    for cut in [*(m.start() for m in _CUT.finditer(plain, start, end)), end]:
        item = _item(plain, at, cut)
        if item is None:
            if cut - at >= _SHORTEST_BODY and _organ_end().search(plain[at:cut]):
                bodies.append((at, cut))
                at = cut + 1
            continue
        found += [_bodied(plain, *span, item) for span in bodies]
        found += _numbered(item)
        bodies, at = [], cut + 1
    return found


def _numbered(item: _Item) -> list[_Item]:
    """The same post in two bodies told by number (甲市第一、第三粮库主任), else the entry."""
    both = _NUMBERED.fullmatch(item.body)
    if not both:
        return [item]
    numbers = (both["first"], both["second"])
    return [replace(item, body=both["before"] + n + both["rest"]) for n in numbers]


def _bodied(plain: str, start: int, end: int, item: _Item) -> _Item:
    """A body of a list, with the title that stands behind the last one."""
    marker = _MARKER.match(plain[start:end])
    words = plain[start + (marker.end() if marker else 0) : end]
    body = _FORMER.sub("", words)
    former = item.former or body != words
    return _Item(start, end, body, item.title, former, marker[0] if marker else "")


def _item(plain: str, start: int, end: int) -> _Item | None:
    while start < end and plain[start].isspace():
        start += 1
    words = plain[start:end]
    spans = title_finder().spans(words)
    if not spans or spans[-1][1] != len(words):
        return None
    aside, _, body = words[: spans[-1][0]].rpartition("、")
    if aside and (_NO_BODY.fullmatch(body) or tells_place(_MARKER.sub("", body))):
        return _item(plain, start + len(aside) + 1, end)
    body, title = _ASIDE.sub("", words[: spans[-1][0]]), words[spans[-1][0] :]
    body = body[:-1] if body.endswith("村村") else body
    marker = _MARKER.match(body) or _MARKER_LAST.search(body)
    body = body[: marker.start()] + body[marker.end() :] if marker else body
    now = "" if marker else _NOW.match(body)
    body = body[1:] if now else body
    former = body.endswith("原") and (len(body) == 1 or body[-2] not in "太平草中高")
    if former:
        body = body[:-1]
    if _FORMER.search(body):
        body, former = _FORMER.sub("", body), True
    said = "现任" if now else marker[0] if marker else ""
    return _Item(start, end, _merged(body, title), title, former, said)


def _merged(body: str, title: str) -> str:
    """The body whose last sign the title has too: 财政+局长 is of 财政局, 甲+市长 of 甲市."""
    words = titles()
    if not body or _organ_end().search(body):
        return body
    if title in words.merged:
        return body + title.removesuffix("长")
    return body + title[0] if title in words.governors and len(body) > 1 else body


def _seated(body: str, title: str) -> tuple[str, str]:
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
        if place and seat["body"] == "纪委" and body[len(place) :] in ("委", "党委"):
            return place + seat["body"], seat["seat"]  # 甲市委常委、纪委书记
        whole = body + seat["body"]
        if is_place(body) or body in LEVELS or whole.endswith(organs().of_committee):
            return whole, seat["seat"]
        if _WORK_COMMITTEE.search(whole):
            return whole, seat["seat"]  # 甲区委教育工委书记
    party = _party_end().search(body)
    if party and title in titles().seats and not is_place(body[: party.start()]):
        return body[: party.start()], party[0] + title
    return body, title


def _body(item: _Item, before: str, around: Surroundings) -> tuple[str, bool]:
    """The body of an entry, and whether it stands there whole.

    `before` is the body of the entry before it.
    """
    body = item.body
    place = place_of(before)
    if not body:
        return _of_bare_title(item.title, before, around), False
    whole = around.whole(body)
    if whole is not None:
        return whole, False
    if not before or place_path(body) or _national().match(body):
        return body, True
    if RELATIVE.match(body):
        return body, False
    if len(body) > 1 and before.endswith(body):
        return before, False
    again = _again(body, before)
    if again:
        return before[: before.rindex(again)] + body, False
    words = organs()
    if body == "机关":
        return _OFFICE.sub("", before) + body, False
    if place and before.startswith(place) and body not in words.inside:
        rest = before[len(place) :]
        local = not rest or _local(rest)
        if local and body in words.of_committee:
            return f"{_committee(place)}{body}", False
        if local and (body in words.of_place or _SHORT_ORGAN.fullmatch(body)):
            return place + body, False
    if body in before:
        return before[: before.index(body) + len(body)], False
    if body in words.inside or body in words.of_committee or _SHORT_UNIT.fullmatch(body):
        unit = _UNIT_OF.fullmatch(before)
        return (unit["whole"] if unit else before) + body, False
    return body, True


def _again(body: str, before: str) -> str:
    """The longest part of `before` with which `body` begins again, if there is one."""
    ends = [match.end() for match in _AGAIN.finditer(body, 0, _LONGEST_AGAIN)]
    return next((body[:end] for end in reversed(ends) if body[:end] in before), "")


def _local(rest: str) -> bool:
    """Whether what follows a place is an organ of it as 组织部 or 县政府 are."""
    words = organs()
    return rest.endswith((*words.of_committee, *words.of_place, "委"))


def _committee(place: str) -> str:
    return place + ("党委" if place.endswith(("自治区", "兵团", "镇", "乡", "街道")) else "委")


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
        return place
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
def _organ_end() -> re.Pattern[str]:
    return re.compile(f"{either(organs().endings)}$")


@lru_cache(maxsize=1)
def _national() -> re.Pattern[str]:
    return re.compile(either(organs().national))


def first_body(words: str) -> str:
    """The body with which a sentence begins (甲县财政局违规…), else its place, or nothing."""
    place = place_of(words)
    body = _acting().match(words, len(place))
    return words[: body.end()] if body else place


@lru_cache(maxsize=1)
def _acting() -> re.Pattern[str]:
    after = either(people().after)
    ends = either(set(organs().endings) - LEVELS.keys())
    held = "中秋|春节|国庆|端午|元旦|清明|节[日前]|领导班子|班子|集体|文山会海|盲目|[慢乱]作为"
    return re.compile(
        rf"(?!{after}|某)[^，。；：、“”（）()的对在]{{1,20}}?{ends}(?=、|{held}|{after})"
    )


def is_body(words: str) -> bool:
    """Whether words look like the name of a body or a place."""
    return bool(place_path(words)) or _organ_end().search(words) is not None


def title_before(plain: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Where titles stand in [start, end) of a text."""
    return [(start + a, start + b) for a, b in title_finder().spans(plain[start:end])]
