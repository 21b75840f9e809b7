"""The place in front of a body's name, level by level, and short names read by what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from loaders.text.words import either, organs

LEVELS: Final = {
    "省": 0, "自治区": 0, "兵团": 0, "市": 1, "自治州": 1, "州": 1, "盟": 1, "地区": 1, "县": 2,
    "自治县": 2, "区": 2, "旗": 2, "自治旗": 2, "林区": 2, "镇": 3, "乡": 3, "街道": 3, "苏木": 3,
    "村": 4, "社区": 4,
}  # fmt: skip
"""What divisions end in, with how far down they are."""
_CITY: Final = "市(?!场|政(?!府|协|法)|容|民(?![政族宗])|辖)"
_STEP: Final = re.compile(
    r"(?P<stem>[一-龥](?=[县旗]|村(?![村镇乡]))|[一-龥]{2,9}?|[一-龥]{2,6}高新技术产业(?:开发|示范)(?=区))"
    r"(?P<level>自治州|自治县|自治旗|地区|林区|街道|苏木|社区"
    rf"|[市州盟县乡村]|旗(?![区镇村]|乡(?!村)|街道|社区)|镇(?!(?!市监(?!委)){_CITY})"
    r"|(?<!保护)(?<!风景)(?<![景库片灾军分校院辖社林地监厂矿营小])区)"
)
"""One place of a path. What ends like one may go on as the name of another: 红旗镇, 红旗区."""
_NO_STEM: Final = re.compile(
    r"[现时原曾前历新]任|前后|责任|组织|违规|的|委|局|厅|公司|集团|中心|大学|学院|银行|政府|书记|(?:中心|主|老|公园)城$|^政协|住房|国家|农业$"
    r"|^[除据在因被把按]|[及与对]|(?<![共呼])(?<!^[^省市县区州旗镇乡村党我你他她])和(?![平田县静政顺林硕])"
    r"|^(?:各|现将|日前|近[日期])|^[全我本该某外邻]$|[我各]$|..全$|^派?驻$|.[^大会]同$"
    r"|^[同向由让请从到赴给跟为是以使替经报将并令原现省市州镇乡]$|[称说到赴]$|(?:反映|举报|表示|指出|提到)$"
)
_RUNNING: Final = re.compile(
    "[为经]?(?:进一步|深入|切实|不断|持续|坚[持决]|贯彻|落实|压实|推[动进]|加强|督促|整治|维护|服务|提升"
    "|聚焦|围绕|结合|根据|特别是|部分)"
)
"""How announcements go on before a level, though not before a village: 为贯彻落实市委部署."""
_NO_VILLAGE: Final = ("农", "乡", "本", "该", "各", "全", "驻")
_VILLAGE_ENDS: Final = re.compile(r"$|[“\"，、党村原委两支集民经]|居委|社区")
_ALONE: Final = re.compile("$|党(?:支部|总支|委)|(?:村|支|居|村民)委|卫生[室所]")
"""What stands behind a village that is named without the places above it."""
RELATIVE: Final = re.compile(
    rf"(?:该|本)?(?P<level>自治区|自治州|地区|街道|苏木|社区|省|园区|开发区|{_CITY}"
    r"|县|区(?![域划块])|州|盟|旗|镇|乡(?!村|镇企)|村(?!委会|民|镇))"
)
"""A name that begins with a level in place of a place: 县财政局, 该市市委."""
_STATIONED: Final = re.compile("派?驻(?=.)")
"""What stands before the body in which another one is stationed: 驻县水利局纪检监察组."""
SAME: Final = re.compile(
    "[该本](?P<kind>分?(?:局|公司|中心|行|院|校|所)|厅|委|集团|支?行|厂|站|系|处|科|办公室|办|单位|部门)"
)
"""A name that begins with a word for a body told before: 该局, 本中心办公室."""
_ANY: Final = ("单位", "部门")
_BEFORE_PLACE: Final = re.compile("^(?:政协|中共|中国共产党)")
_SCHOOLS: Final = ("校", "大学", "学院", "中学", "小学")


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a path, up to the end of its name."""

    end: int
    level: str


@lru_cache(maxsize=1 << 14)
def place_path(words: str) -> tuple[Step, ...]:
    """The places with which a name begins, the largest first: 甲省乙市丙县财政局 → three steps."""
    found: list[Step] = []
    at = 0
    province = _province().match(words)
    if province:
        at = province.end()
        level = next((u for u in ("自治区", "兵团", "省", "市") if province[0].endswith(u)), "省")
        found.append(Step(at, level))
    while step := _STEP.match(words, at):
        level = step["level"]
        if not _is_step(step, found):
            break
        at = step.end()
        found.append(Step(at, level))
    return tuple(found)


def _is_step(step: re.Match[str], before: list[Step]) -> bool:
    level, stem = step["level"], step["stem"]
    if _NO_STEM.search(stem) or (LEVELS[level] < LEVELS["村"] and _RUNNING.match(stem)):
        return False
    if step.string.startswith("长", step.end()) and (len(stem) == 1 or stem[-1] in "副代"):
        return False  # 代县长, 常务副市长
    if before and LEVELS[level] < LEVELS[before[-1].level]:
        return False
    if before and level == before[-1].level and level != "市":  # 甲市乙市 is a city in a city
        return False
    if level == "村":
        ends = _VILLAGE_ENDS if before else _ALONE
        return stem not in _NO_VILLAGE and ends.match(step.string, step.end()) is not None
    return True


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    words = organs()
    return re.compile(f"{either(words.provinces)}|{either(words.short_provinces)}")


def tells_place(name: str) -> bool:
    """Whether a name begins with a place, or with a word that stands for one: 县财政局, 该局."""
    return bool(place_path(name) or RELATIVE.match(name) or SAME.match(name))


def is_place(name: str) -> bool:
    """Whether a name is that of a place and nothing more."""
    path = place_path(name)
    return bool(path) and path[-1].end == len(name)


def place_of(name: str) -> str:
    """The place with which a name begins, or nothing."""
    path = place_path(name)
    return name[: path[-1].end] if path else ""


def without_party(name: str) -> str:
    """A name without what its place does not have: 中共甲县委, 政协甲县委员会."""
    return _BEFORE_PLACE.sub("", name)


def _long(place: str) -> str:
    """The name of a province that is written without 省, with it."""
    return f"{place}省" if f"{place}省" in organs().provinces else place


def _rest(name: str, relative: re.Match[str]) -> str:
    """What stands behind the level, which is said twice in 该市市委."""
    rest = name[relative.end() :]
    twice = rest.startswith(relative["level"]) and rest[len(relative["level"]) :]
    return twice if twice and twice[0] in "委纪监长" else rest


@dataclass(slots=True)
class Surroundings:
    """The places and bodies that a text has named so far, the latest last."""

    paths: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def learn(self, names: Iterable[str]) -> None:
        """Remember the places with which names begin."""
        for name in names:
            place = place_of(without_party(name))
            if place and place not in self.paths[-1:] and not self._is_stationed(place):
                self.paths.append(place)

    def _is_stationed(self, place: str) -> bool:
        """Whether a place is one that was named and 驻 before it: 驻青石县."""
        stationed = _STATIONED.match(place)
        host = place[stationed.end() :] if stationed else ""
        return bool(host) and any(path.startswith(host) for path in self.paths)

    def learn_body(self, name: str) -> None:
        """Remember a body that was named, and its place."""
        self.learn([name])
        if name and name not in self.bodies[-1:]:
            self.bodies.append(name)

    def whole(self, name: str) -> str | None:
        """A name that begins with a level or with 该局, with what is meant (县财政局 → 甲县财政局).

        `None` if the text has named nothing of that sort, or the name begins otherwise.
        """
        stationed = _STATIONED.match(name)
        if stationed:
            host = self.whole(name[stationed.end() :])
            return stationed[0] + host if host else None
        relative = RELATIVE.match(name)
        if relative is None:
            return self._same(name)
        level = relative["level"]
        for path in reversed(self.paths):
            for step in reversed(place_path(path)):
                place = path[: step.end]
                if step.level.endswith(level) or place.endswith(level):
                    return _long(place) + _rest(name, relative)
        return None

    def _same(self, name: str) -> str | None:
        same = SAME.match(name)
        if same is None:
            return None
        kind = same["kind"]
        ends = _SCHOOLS if kind == "校" else (kind,)
        body = next((b for b in reversed(self.bodies) if kind in _ANY or b.endswith(ends)), None)
        return None if body is None else body + name[same.end() :]
