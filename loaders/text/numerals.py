"""Numbers as Chinese texts write them."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
NUMBER: Final = (
    r"(?:\d[\d,，]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)"
)


def number(words: str) -> float:
    """The number that Arabic digits or Chinese numerals up to thousands stand for.

    Raises `ValueError` for anything else.
    """
    words = words.translate(_FORMAL)
    arabic = re.sub("[,，]", "", words)
    if re.fullmatch(r"\d+(?:\.\d+)?", arabic, re.ASCII):
        return float(arabic)
    if not words or not set(words) <= {*_DIGITS, *_UNITS}:
        raise ValueError(words)
    if not set(words) & set(_UNITS):
        return float("".join(str(_DIGITS[c]) for c in words))
    total, digit = 0, 0
    for sign in words:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return float(total + digit)


def whole(words: str) -> int:
    """The same as a whole number. Raises `ValueError` if it is none."""
    value = number(words)
    if value != int(value):
        raise ValueError(words)
    return int(value)
