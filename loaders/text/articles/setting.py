"""Where an article plays: the places that it names and what it means by 全市, 县委 and the like."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from loaders.text.articles.sentences import Sentence
from loaders.text.mentions import occurrences
from loaders.text.places import Surroundings, place_path
from loaders.text.tagging import Words
from loaders.text.times import TIME_WORDS
from loaders.text.words import either, organs

_LEADS: Final = re.compile(
    r"(?:(?<=[，。；：、“”！？\n 在对由和与向赴到年月日])|^"
    r"|(?<=参加|委托|利用|针对|指导|督促|推动|接到|近日|日前|年初|年底|以来))(?=[一-龥])",
    re.MULTILINE,
)
_NO_PLACE: Final = re.compile(
    "^[和其他]|其[他中余]|[各全该本我某级些个与及对在的将把被副这是年]|原(?![平阳])|^[上下]级|利用|剖析|针对|结合|通报|接到|收到|处置|督促"
    "|推动|推进|指导|组织|参加|管理|监督|检查|建立|开展|要求|支持|引导|协助|配合|走进|深入|面向|覆盖|联合|会同"
    "|通过|根据|按照|围绕|聚焦|紧盯|形成|代表|成为|作为|发现|查处|接受|目前|处理|处分|约谈|家访|反馈|来到|前往|委托|报告"
    "|制定|出台|印发|推行|召开|移送|移交|直报|上报|进入|任|中共|全国|国家|中央|不|已|又|并|从|以|使|让"
    "|^(?:自治区|自治州|地区|省|市|县|区|州|盟|旗|镇|乡|街道|社区|村)"
)
_MEANT: Final = re.compile(
    "(?:[，。；：”是在对由]|^|[年月日])(?:[全该本](?P<all>自治区|自治州|[省市县区州旗镇乡])"
    "|(?P<level>自治区|自治州|[省市县区州旗镇乡])(?=[委纪监级政公直]))",
    re.MULTILINE,
)
_LONGEST, _SHORT = 20, 3
"""Signs of a place that are looked at, and those of the stem of a short name."""
_TOWN: Final = re.compile("(?:[镇乡村]|街道|社区|苏木)$")
_NEAREST: Final = 50
"""Places that are looked at, the last ones before what is to be told."""


class Setting:
    """The places of one article, in the order in which they are named."""

    def __init__(self, plain: str, words: Words) -> None:
        self._plain = plain
        self._places = _places(plain, words)
        self._at = [at for at, _ in self._places]

    def named(self, start: int, end: int) -> list[str]:
        """The places that are named in [start, end]."""
        return [
            path
            for _, path in self._places[bisect_left(self._at, start) : bisect_right(self._at, end)]
        ]

    def place(self, at: int, *, town: bool = True) -> str:
        """The last place that is named before `at`, or nothing; no town unless one is meant."""
        found = bisect_right(self._at, at)
        last = self._places[max(0, found - _NEAREST) : found]
        return next((path for _, path in reversed(last) if town or not _TOWN.search(path)), "")

    def place_in(self, start: int, at: int) -> str:
        """The last place that is named in [start, at], or nothing."""
        found = bisect_right(self._at, at) - 1
        return self._places[found][1] if found >= 0 and self._at[found] >= start else ""

    def whole(self, words: str, at: int) -> str:
        """The whole name of a body or post that stands at `at`: 县委书记 → 青石县委书记."""
        last = bisect_right(self._at, at)
        paths = [path for _, path in self._places[max(0, last - _NEAREST) : last]]
        return Surroundings(paths).whole(words) or words

    def jurisdiction(self, sentence: Sentence, at: int) -> str:
        """The place that a sentence speaks of at `at`, or else the last one of the text."""
        return self.meant(sentence, at) or self.place(at)

    def meant(self, sentence: Sentence, at: int) -> str:
        """The place that a sentence names before `at` or means by 全市 or 县委, or nothing."""
        start = sentence.start
        found = bisect_right(self._at, at) - 1
        named = self._at[found] if found >= 0 and self._at[found] >= start else start - 1
        for meant in reversed(list(_MEANT.finditer(self._plain, max(0, start - 1), at))):
            level = meant["all"] or meant["level"]
            whole = self.whole(level, meant.start())
            if meant.end() > named and whole != level:
                return whole
        return self.place(at) if named >= start else ""


def _places(plain: str, words: Words) -> list[tuple[int, str]]:
    """Where a text names places, with their names: those that the tagger sees, those at the head of
    a clause or behind a word that leads over to one, and the same names wherever they stand."""
    found: dict[int, str] = {}
    end = 0
    seen = _seen(plain, words)
    for at, sure in sorted((_leading(plain, words) | seen).items()):
        name = _place(plain, at) if at >= end else ""
        if name and (sure or len(place_path(name)) > 1 or len(name) <= _SHORT + 1):
            found[at], end = name, at + len(name)
    names = set(found.values())
    for start, stop, name in occurrences(plain, names, 0, len(plain)):
        if not any(at in found for at in range(max(0, start - _LONGEST), stop)):
            found[start] = name
    return sorted(found.items())


def _seen(plain: str, words: Words) -> dict[int, bool]:
    """Where the tagger sees places and bodies; it is shown the whole text for that, at once."""
    seen = words.within(0, len(plain))
    return {word.start: True for word in seen if word.tag in ("LOC", "ORG")}


def _leading(plain: str, words: Words) -> dict[int, bool]:
    """The heads of clauses and what stands behind words that lead over to a place, unless the
    tagger sees a verb or the like there."""
    found: dict[int, bool] = {}
    for lead in _LEADS.finditer(plain):
        time = TIME_WORDS.match(plain, lead.start())
        at = time.end() if time else lead.start()
        word = next(iter(words.within(at, at + 1)), None)
        known = _regions().match(plain, at) is not None
        if known or (word and (word.start < at or word.tag[0] not in "vdpcru")):
            found[at] = known
    return found


def _place(plain: str, at: int) -> str:
    """The name of the place at `at`, or nothing."""
    words = plain[at : at + 30]
    steps = [words[: step.end] for step in place_path(words)]
    path = steps[-1] if steps else ""
    region = _regions().match(plain, at)
    if region and len(path) <= len(region[0]):
        whole = next((p for p in organs().provinces if p.startswith(region[0])), region[0])
        return whole if whole.endswith("自治区") else path or region[0]
    # 甲市刚刚结束的市委书记: the words behind the first place are none
    return next((step for step in reversed(steps) if not _NO_PLACE.search(step)), "")


@lru_cache(maxsize=1)
def _regions() -> re.Pattern[str]:
    return re.compile(f"{either(organs().provinces)}|{either(organs().short_provinces)}")
