"""Which body a title belongs to: what is printed with it, or what was named before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from loaders.text.resumes.places import RELATIVE, Here, Named, leading, level_of
from loaders.text.resumes.titles import GOVERNS, unit_headed

_PARTY_TITLE: Final = re.compile(
    r"^(?:常务|第[一二三四]|执行|专职|代理|代)*(?:副?书记|常委|候补委员|委员|常务委员)$"
)
_PARTY_BODY: Final = re.compile(
    r"^(?:机关|直属机关|直属|临时|分|联合|核心|党委)*(?:党组|党委|党工委|工委|党总支|总支|党支部|支部|分党组|纪检组|纪工委|团委|工会|团支部|团总支|临时党委)$"
)
_OF_COMMITTEE: Final = re.compile(
    r"^(?:组织部|宣传部|统战部|统一战线工作部|政法委|政法委员会|政研室|政策研究室|党校|老干部局|农工部|农村工作部|工业部"
    r"|工交部|财贸部|农工委|企业工委|工交工委|巡察办|编办|督查室|农办|台办|外宣办|610办|两新工委)"
)
_OF_PLACE: Final = re.compile(
    r"^(?:纪委|纪检委|监委|人大|政协|政府|人民政府|军分区|总工会|人武部|武装部|法院|检察院|人民法院|人民检察院|中级人民法院"
    r"|革委会|革命委员会|团委|妇联|工商联|行政学院|警备区)"
)
_OFFICE: Final = re.compile(
    r"^(?:[一-龥]{0,3}(?:办公厅|办公室|机关)|研究室|督查室|参事室|[一-龥]{1,6}[处科股室])"
)
_ORGAN: Final = re.compile(
    r"(?:[省市县区州盟旗镇乡地]委|党委|政府|行署|公署|纪委|监委|人大|人大常委会|人民代表大会常务委员会|政协|人民代表大会)$"
)
_COMMITTEE: Final = re.compile(
    r"(?:[省市县区州盟旗镇乡地]委|自治区党委|[省市县州旗]党委|(?<!开发)(?<![新园验])区党委|委员会)$"
)
_PARTY_PART: Final = re.compile(
    r"(?<=.)(?:机关|直属机关|直属|临时|分)*(?:党组|党委|党工委|工委|党总支|总支|党支部|支部|纪检组|纪工委|团委|工会)$"
)
_SELF_STANDING: Final = re.compile(
    r"^(?:国务院|中央|全国|国家|中国|解放军|中共中央|人民|新华|最高|武警|[一-龥]{1,6}(?<!干)部(?=[一-龥]))"
    r"|(?:公司|集团|大学|学院|学校|中学|小学|银行|医院|总厂|厂|矿|部队|大队|公社|农场|林场|协会|报社|出版社)$"
)
_OFFICIAL: Final = re.compile(
    r"(?:管委会|(?<=[区城园])管理委员会|(?<=[镇乡])(?:人民)?政府|(?<=街道)办事处)$"
)
"""What administers a zone or a town, whose party committee is that of the zone or town itself."""
_CONGRESS: Final = re.compile(r"(?:人大|人民代表大会)(?=(?:常委会|常务委员会)?$)|政协$")
_OF_CONGRESS: Final = re.compile(
    r"^(?:财政经济|财经|预算|法制|法律|内务司法|监察(?:和|与)司法|民族(?!事务|宗教事务)|外事|侨|华侨|港澳台|农业[和与]农"
    r"|农村|教育科学|教科|科教|环境|城乡建设|城建环|资源环境|人口(?!和计划)|社会|提案|文史|文化文史|学习|委员学习"
    r"|代表|人事代表|人事任免|选举)[一-龥、]*委员会$"
)
_SMALL: Final = re.compile(
    r"^[一-龥]{1,7}(?:分厂|车间|科|处|室|部|股|组|办公室|办|中心|站|所|队|系|司|班|连|校)$"
)
_TAIL: Final = re.compile(r"(?:综合|政策|[一-龥]{2,8}?)?([处科室部股司])$")
_FIRM: Final = re.compile(
    r"^(.+?(?:集团公司|公司|集团(?!公司)|(?<!分)厂|大学|学院|医院|矿务局))(?=.)"
)
_SEAT: Final = re.compile(r"(?P<place>[^团任]{2,8}[市县区旗])委")
"""A committee whose place is no known one, and yet is one."""
_PREFIX: Final = re.compile(r"^中共(?!中央)")


@dataclass(frozen=True, slots=True)
class Body:
    """The body a title belongs to; `printed` is whether its whole name stands with the title."""

    name: str
    printed: bool


@dataclass(slots=True)
class Bodies:
    """What was named so far in one résumé, as far as later words lean on it."""

    here: Here = field(default_factory=Here)
    place: str = ""
    unit: str = ""
    name: str = ""
    committee: str = ""

    def begin(self) -> None:
        """A new entry: what it names without a place is not a part of a body in the last one."""
        self.name, self.unit = "", ""

    def met(self, place: str) -> None:
        """A committee or congress of this place met, of which the next words tell."""
        named = leading(_PREFIX.sub("", place))
        if named:
            self.here.enter(named)
            self.place = named.names[-1][1]
            self.committee = f"{self.place}委"

    def of(self, before: str, title: str) -> Body:
        """The body of a title with the plain words `before` it, which may be none."""
        before = _PREFIX.sub("", before.removesuffix("当"))
        body = self._found(before, title)
        self._note(body.name)
        return body

    def _found(self, before: str, title: str) -> Body:
        unit = unit_headed(title)
        if not before:
            return Body(self._inherited(title, unit), False)
        named = leading(before)
        if named:
            self.here.enter(named)
            self.place = named.names[-1][1]
            if named.end == len(before):
                return Body(self._organ(self.place, title, unit), True)
            return Body(_shared(before, title, unit), True)
        relative = RELATIVE.match(before)
        if relative:
            place = self.here.of(relative["level"])
            if place:
                self.place = place
                return Body(_shared(_joined(place, before[relative.end() :]), title, unit), False)
            return Body(_shared(before, title, unit), True)
        if before in ("行署", "专署", "行政公署"):
            return Body((self.here.of("地") or self.here.of("盟") or "") + before, False)
        if unit in GOVERNS and unit and not _SELF_STANDING.search(before) and len(before) < 8:
            self.place = f"{before}{unit}"
            if (named := leading(self.place)) is not None:
                self.here.enter(named)
            return Body(self._organ(self.place, title, unit), True)
        if (seat := _SEAT.fullmatch(before)) is not None and _PARTY_TITLE.match(title):
            self.place = seat["place"]
            self.here.enter(Named(((level_of(self.place), self.place),), len(self.place)))
            return Body(before, True)
        return Body(*self._part(_shared(before, title, unit)))

    def _organ(self, place: str, title: str, unit: str) -> str:
        """The organ of a place of which only the place is named with the title."""
        if _PARTY_TITLE.match(title):
            return f"{place}委"
        if title.endswith("专员"):
            return f"{place}行署"
        if (unit and unit in GOVERNS) or title.endswith("主席"):
            return f"{place}政府"
        return place

    def _inherited(self, title: str, unit: str) -> str:
        if unit and unit in GOVERNS:
            place = self.here.of(unit)
            return f"{place}政府" if place else self.name
        if title.endswith("专员") and (place := self.here.of("地") or self.here.of("盟")):
            return f"{place}行署"
        if _PARTY_TITLE.match(title):
            if self.name and not _ORGAN.search(self.name):
                return self.name
            return self.name if _COMMITTEE.search(self.name) else self.committee
        if unit and self.name and not self.name.endswith(unit) and self.unit.endswith(unit):
            return self.unit
        if title.endswith("秘书长"):
            return self.unit or self.name or self.committee
        return self.unit or self.name

    def _part(self, before: str) -> tuple[str, bool]:
        """The full name of what is named without its place: 党组, 组织部, 办公厅, 销售处."""
        place = self.place
        if _PARTY_BODY.match(before):
            if before == "党组" and place and self.unit in _committees(place):
                return f"{place}政府党组", False
            unit = self.unit if before == "党组" else _OFFICIAL.sub("", self.unit)
            return f"{unit}{before}", not unit
        at_place = bool(_ORGAN.search(self.unit)) or not self.unit
        if not at_place and before in ("管委会", "管理委员会"):
            return f"{_OFFICIAL.sub('', self.unit)}{before}", False
        if (congress := self._of_congress(before)) is not None:
            return congress, False
        if place and (at_place or self.unit == place or self.unit.startswith(_committee(place))):
            if _OF_COMMITTEE.match(before):
                return f"{_committee(place)}{before}", False
            if _OF_PLACE.match(before):
                return f"{place}{before}", False
        if self.unit and _OFFICE.match(before) and not _SELF_STANDING.search(before):
            return f"{_parent(self.unit, before)}{before}", False
        if self.unit and at_place and place and not _SELF_STANDING.search(before):
            return f"{place}{before}", False
        alone = _SELF_STANDING.search(before)
        if self.unit and not (at_place or alone) and _SMALL.match(before):
            return f"{_parent(self.unit, before)}{before}", False
        return before, True

    def _of_congress(self, before: str) -> str | None:
        """The committee of the congress or the conference that was named last."""
        congress = _CONGRESS.search(self.unit)
        if congress is None or not before.endswith("委员会"):
            return None
        if before.endswith("工作委员会"):
            return f"{self.unit}{before}"
        economic = congress[0] == "政协" and before == "经济委员会"
        if economic or _OF_CONGRESS.match(before):
            return f"{self.unit[: congress.end()]}{before}"
        return None

    def _note(self, name: str) -> None:
        if not name:
            return
        self.name = name
        self.unit = _PARTY_PART.sub("", name) if not _COMMITTEE.search(name) else name
        if _COMMITTEE.search(name) and _ORGAN.search(name):
            self.committee = name


def _committee(place: str) -> str:
    return f"{place}党委" if place.endswith("自治区") else f"{place}委"


def _committees(place: str) -> tuple[str, ...]:
    """How the committee of a place may be called."""
    prefecture = f"{place.removesuffix('地区')}地委"
    return (f"{place}委", f"{place}党委", f"{place}委员会", prefecture)


def _joined(place: str, rest: str) -> str:
    """A place and the organ behind its level word: 丽水地区 and 委 are 丽水地委."""
    if place.endswith("地区") and rest.startswith("委"):
        return f"{place.removesuffix('地区')}地{rest}"
    return f"{place}{rest}"


def _shared(before: str, title: str, unit: str) -> str:
    """The body whose last character its head's title shares with it: 财政局长."""
    shared = (
        unit
        and unit not in GOVERNS
        and title == f"{unit}长"
        and not before.endswith((unit, f"{unit})"))
    )
    if shared and len(before) > 1 and unit in "局厅部处科院校":
        return f"{before}{unit}"
    return before


def _parent(unit: str, part: str) -> str:
    """The body that a part named after `unit` belongs to: a sibling's, where both are alike."""
    if (firm := _FIRM.match(unit)) is not None:
        return firm[1]
    tail = _TAIL.search(unit)
    if tail and part.endswith(tail[1]) and level_of(unit) == "":
        cut = re.search(
            r"^(.*(?:局|委|厅|办公室|办公厅|院|校|公司|厂|政府|(?<!干)部|协会|会))"
            r"(?:干部|[^局委厅院校厂部会]){1,8}$",
            unit,
        )
        return cut[1] if cut else ""
    return unit
