"""Amounts of money: 740余万元, 27万余元, 三万元, 3.6万美元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.text.numerals import NUMBER, number

_ABOUT: Final = "[余多]"
_FOREIGN: Final = "美元|港元|港币|欧元|英镑|日元|澳元|加元"
_AMOUNT: Final = re.compile(
    rf"(?P<before>{_FOREIGN})?(?<![\d零〇一二两三四五六七八九十百千])(?<!\d[.,，])"
    rf"(?:(?P<hundreds>{NUMBER})亿零?(?={NUMBER}))?"
    rf"(?P<number>{NUMBER}){_ABOUT}?(?P<unit>[十百千]?[万亿]|[百千])?{_ABOUT}?"
    rf"(?P<currency>元|{_FOREIGN})(?P<after>美元|港币)?"
)
_SCALE: Final = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11,
}  # fmt: skip
_KINDS: Final = (
    ("罚金", re.compile("罚金")),
    ("受贿", re.compile("贿|非法收受")),
    ("贪污", re.compile("贪污|侵吞|骗取|侵占|据为己有")),
    ("礼金", re.compile("礼金|礼品|购物卡|消费卡|红包|财物")),
    ("公款", re.compile("公款|挪用|财政|资金|报销|列支|补贴|费用")),
)
_STOP: Final = re.compile("[。；]")
_NEAR: Final = 60
"""Characters before an amount in which it is told what was taken."""
_TARGET: Final = re.compile("(?:过|超|突破|达到?)$")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount at [start, end). `yuan` is the printed number without 余, `None` if it is in
    another currency; `what` is what was taken or spent, as far as the words before it tell."""

    start: int
    end: int
    yuan: float | None
    what: str


def amounts(plain: str, start: int, end: int) -> list[Sum]:
    """The amounts in [start, end) of a text, in order. A bare 百亿元 is a figure of speech."""
    found: list[Sum] = []
    for match in _AMOUNT.finditer(plain, start, end):
        at = match.start("hundreds") if match["hundreds"] else match.start("number")
        if match["number"] in ("百", "千", "十") and _TARGET.search(plain[max(at - 3, start) : at]):
            continue
        yuan = number(match["number"]) * _SCALE[match["unit"] or ""]
        yuan += number(match["hundreds"]) * _SCALE["亿"] if match["hundreds"] else 0
        domestic = match["currency"] == "元" and not (match["before"] or match["after"])
        said = _STOP.split(plain[max(at - _NEAR, start) : at])[-1]
        found.append(Sum(at, match.end(), round(yuan, 2) if domestic else None, _what(said)))
    return found


def _what(said: str) -> str:
    """The kind whose word stands nearest before the amount."""
    places = {
        kind: max((m.end() for m in words.finditer(said)), default=0) for kind, words in _KINDS
    }
    nearest = max(places, key=lambda kind: places[kind])
    return nearest if places[nearest] else "其他"
