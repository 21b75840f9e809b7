"""Titles of posts at the end of a phrase: 常务副市长, 党组成员, 正科级秘书."""

from __future__ import annotations

import re
from typing import Final

from loaders.text.words import careers, either

_RANKS: Final = (
    "(?:[正副](?:部|省|厅|地|司|局|处|县|团|科|股)[级长职]*|[正副]市级|[省厅地司局处县科股]级)"
)
_BEFORE: Final = f"(?:{_RANKS}|{either(careers().before)})"
_NOUN: Final = (
    f"(?:(?:(?<=厂)|^)车间主任|{either(careers().helped)}助理"
    f"|{either(careers().headed)}长|{either(careers().titles)})"
)
TITLE: Final = re.compile(f"(?:{_BEFORE} ?)*{_NOUN}$")
"""A title with all that belongs to it, at the end of a plain phrase."""
ALONE: Final = re.compile(f"{_BEFORE}*{_NOUN}")
"""A title from its first character on."""
_LONGEST: Final = 18

_HEAD_UNIT: Final = re.compile(r"(?:副|代理|代|常务|第[一二三四])*(?P<unit>.)长(?:助理)?$")
GOVERNS: Final = "省市县区州盟旗镇乡"
"""Last characters of places whose government has a head of that name: 市长."""


def title_at_end(phrase: str) -> int | None:
    """Where the title begins with which a plain phrase ends, or `None` if it ends with none."""
    from_ = max(0, len(phrase) - _LONGEST)
    match = TITLE.search(phrase, from_)
    return match.start() if match else None


def unit_headed(title: str) -> str:
    """The last character of the body that a title heads or helps to head (市长, 副局长, 局长助理);
    `""` for others."""
    match = _HEAD_UNIT.match(title)
    return match["unit"] if match else ""
