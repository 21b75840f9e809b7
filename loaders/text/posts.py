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

from loaders.text.bodies import body_of, organ_end, parted, seated
from loaders.text.places import LEVELS, Surroundings, place_of, place_path, tells_place
from loaders.text.words import either, organs, people, title_finder

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
_REMARK: Final = re.compile("（[^（）、，]{1,12}）$")
_LONGEST_REMARK: Final = 14
_SHORTEST_BODY: Final = 4
_NUMBERED: Final = re.compile(
    r"(?P<before>.*)(?P<first>第[一二三四五六七八九十\d]+)、(?P<second>第[一二三四五六七八九十\d]+)(?P<rest>[^、]+)"
)


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
        body, itself = body_of(item.body, item.title, before, around)
        # 原 reaches as far as the body does, and over 兼; 时任 reaches to the end of the list.
        joint = plain[item.start - 1 : item.start] == "兼"
        same = joint or not item.body or body.startswith(before)
        former = item.former or (former and same and item.marker != "现任")
        body, title = seated(body, item.title)
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
    return tells_place(words) and organ_end().search(words) is not None


def _items(plain: str, start: int, end: int) -> list[_Item]:
    """The entries between 、 and 兼. A body without a title has that of the next (甲公司、乙公司
    经理); anything else that does not end in a title is the beginning of the next."""
    found: list[_Item] = []
    bodies: list[tuple[int, int]] = []
    at = start
    for cut in [*(m.start() for m in _CUT.finditer(plain, start, end)), end]:
        item = _item(plain, at, cut)
        if item is None:
            if cut - at >= _SHORTEST_BODY and organ_end().search(plain[at:cut]):
                bodies.append((at, cut))
                at = cut + 1
            continue
        found += [_bodied(plain, *span, item) for span in bodies]
        found += _numbered(item)
        bodies, at = [], cut + 1
    return found


def before_remark(plain: str, start: int, end: int) -> int:
    """Where a remark in brackets that ends at `end` begins (副县长（挂职）), else `end`."""
    remark = _REMARK.search(plain, max(start, end - _LONGEST_REMARK), end)
    return remark.start() if remark else end


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
    end = before_remark(plain, start, end)
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
    return _Item(start, end, *parted(body, title), former, said)


def first_body(words: str) -> str:
    """The body with which a sentence begins (甲县财政局违规…), else its place, or nothing."""
    place = place_of(words)
    body = _acting().match(words, len(place))
    return words[: body.end()] if body else place


@lru_cache(maxsize=1)
def _acting() -> re.Pattern[str]:
    after = either(people().after)
    ends = either(set(organs().endings) - LEVELS.keys())
    held = "中秋|春节|国庆|端午|元旦|清明|节[日前]|领导班子|班子|集体|文山会海|盲目|[慢乱]作为|执法"
    return re.compile(
        rf"(?!{after}|某)[^，。；：、“”（）()的对在]{{1,20}}?{ends}(?=、|{held}|{after})"
    )


def is_body(words: str) -> bool:
    """Whether words look like the name of a body or a place."""
    return bool(place_path(words)) or organ_end().search(words) is not None


def title_before(plain: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Where titles stand in [start, end) of a text."""
    return [(start + a, start + b) for a, b in title_finder().spans(plain[start:end])]
