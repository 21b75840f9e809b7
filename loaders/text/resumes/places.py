"""Places in front of bodies, and which place 市委 or 县长 means after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from loaders.text.words import organs

PROVINCES: Final = {
    short: next(full for full in organs().provinces if full.startswith(short))
    for short in organs().short_provinces
}
"""Short names of provinces and their full ones."""

_NO_STEM = "委局厅部院处校办公司省县政府学系所团社站队务"
_NAMED_SO = (
    "公安(?=县)|公主岭(?=市)|政和(?=县)|团风(?=县)|社旗(?=县)|府谷(?=县)|迭部(?=县)|务川(?=.{0,6}自治县)"
    "|东昌府(?=区)|[新四]会(?=[市区])|会理(?=市)|站前(?=区)"
)
"""Names of places that hold a character which otherwise ends one."""
_STEM = rf"(?:{_NAMED_SO}|(?![{_NO_STEM}]|会(?!.?县))[一-龥])"
_ORGAN = (
    "委|党委|党代|政府|人民政府|人民代表|人大|政协|纪委|纪检|监委|监察|行署|公署|直|总工会|工会|妇联|残联|工商联"
    "|文联|科协|侨联|社科联|团委|红十字|军分区|人武|组织部|宣传部|统战部|政法|法院|中级|检察|编办|编委|高新|经开"
    "|经济|委员会|接待|办公|驻|国资|发改|发展|公安|财政|审计|教育|交通|农业|林业|水利|民政|人事|司法"
)
_SHORT = "|".join(sorted(PROVINCES, key=len, reverse=True))
_FULL = "|".join(sorted(PROVINCES.values(), key=len, reverse=True))
_PREFECTURE = (
    rf"(?:{_STEM}{{1,6}}?州(?!市)(?=(?:{_ORGAN}|[副代]?州长|$)|{_STEM}{{1,6}}[县市])"
    rf"|{_STEM}{{1,12}}?(?:自治州|地区|市|盟(?!会))|{_STEM}{{2,5}}?(?=地委))"
)
_COUNTY = (
    rf"{_STEM}{{1,12}}?(?:自治县|自治旗|县|[林特矿]区|市|旗"
    r"|(?<![地新园军社小战辖校灾片])区(?!域|划|间))"
)
_TOWN = rf"{_STEM}{{2,8}}?(?:街道|公社|镇|乡(?!镇))"
_BELOW_IT = f"{_PREFECTURE}|{_COUNTY}"
_PROVINCE = (
    rf"{_FULL}|(?:{_SHORT})(?:自治区|省)|[一-龥]{{1,2}}省(?=委|政府|{_BELOW_IT})"
    rf"|(?:{_SHORT})(?={_BELOW_IT}|地委)"
)
_CHAIN = re.compile(
    rf"(?!自治[区州县]|地区)(?P<p>{_PROVINCE})?"
    rf"(?P<c>{_PREFECTURE})?(?P<d>{_COUNTY})?(?P<e>{_COUNTY})?(?P<t>{_TOWN})?"
)
_PART = "cdet"
_NO_PLACE = re.compile(
    r"(?:超|集|夜)市$|^(?:..+)?[城都]市$"
    r"|(?:开发|示范|试验|实验|保税|合作|管理|自贸|风景|旅游|保护|库|(?<!神农架)林)区$"
)
_UNIT = re.compile(r"自治[区州县旗]|地区|街道|公社|[省市州盟县区旗镇乡]$")

RELATIVE = re.compile(
    r"^(?!市[场政民区容](?!府|协|法|民政)|区[域划间]|县域|地[质方税震理产铁下矿名球](?!委)|乡镇|镇乡|旗下|旗帜|盟员)"
    rf"(?P<level>自治区|自治州|自治县|省|市|州|地|县|区|旗|盟|镇|乡)"
    rf"(?=(?:{_ORGAN})|直属|属|级|[\u4e00-\u9fff]{{2,}})"
)
"""A body named by the level of its place only: 市委, 州政府, 省政协, 区人民政府."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place as written in front of a body: `name` up to its last unit, ending at `end`."""

    names: tuple[tuple[str, str], ...]
    end: int


def leading(text: str) -> Named | None:
    """The places with which a plain text begins, the largest first, or `None`.

    Each is (level, written name with what stands before it); the level is one of 省 市 州 地 盟 县
    区 旗 镇 乡 街道 公社.
    """
    match = _CHAIN.match(text)
    if match is None:
        return None
    names: list[tuple[str, str]] = []
    end = match.end("p") if match["p"] else 0
    if match["p"]:
        names.append(("省", text[:end]))
    for part in _PART:
        if match[part]:
            if _NO_PLACE.search(match[part]):
                break
            end = match.end(part)
            level = level_of(match[part])
            names.append((level or "地", text[:end] + ("" if level else "地区")))
    return Named(tuple(names), end) if names else None


def level_of(name: str) -> str:
    """The level that the last characters of a place's name say; `""` if they say none."""
    match = _UNIT.search(name[-3:]) if name else None
    if match is None:
        return ""
    return {"自治区": "省", "自治州": "州", "自治县": "县", "自治旗": "旗", "地区": "地"}.get(
        match[0], match[0]
    )


_BELOW: Final = {"省": 0, "州": 1, "地": 1, "盟": 1, "市": 1, "县": 2, "区": 2, "旗": 2}
_ALIKE: Final = {
    "自治区": ("省",), "自治州": ("州",), "自治县": ("县",), "地": ("地",),
    "区": ("区", "省"), "州": ("州",), "市": ("市",), "省": ("省",),
}  # fmt: skip


@dataclass(slots=True)
class Here:
    """The places named so far, by level: what 市委 or 省政府 means now."""

    names: dict[str, str] = field(default_factory=dict)

    def enter(self, named: Named) -> None:
        """Take in the places of one body."""
        for level, name in named.names:
            rank = _BELOW.get(level, 3)
            if level == "省" and self.names.get("省", name)[:2] != name[:2]:
                self.names.clear()
            if rank < 3:
                for other in [k for k in self.names if _BELOW.get(k, 3) > rank]:
                    del self.names[other]
            self.names[level] = name

    def of(self, level: str) -> str | None:
        """The place that a level word means now, or `None` where none was named."""
        for alike in _ALIKE.get(level, (level,)):
            if alike in self.names:
                return self.names[alike]
        return None


def full_name(body: str) -> str:
    """A body's name without the province where a place below it tells it from others; the short
    name of a province in full."""
    named = leading(body)
    if named is None:
        return body
    (level, first), *below = named.names
    if level == "省" and below and below[0][0] != "区":
        return body[len(first) :]
    full = PROVINCES.get(first)
    return body.replace(first, full, 1) if full and level == "省" else body


_PREFECTURE_BODY: Final = re.compile(r"(.{2,5})(?:地区|地(?=委))(委|行署|行政公署|专署)(.*)")


def successor(body: str) -> str | None:
    """The body of the city that a prefecture (地区) became, by name; `None` for other bodies."""
    match = _PREFECTURE_BODY.fullmatch(body)
    if match is None:
        return None
    stem, organ, rest = match.groups()
    return f"{stem}市{'委' if organ == '委' else '政府'}{rest}"
