"""Characters as rules compare them, one for one, so that places in the text stay the same."""

from __future__ import annotations

import unicodedata

_RADICALS = dict(
    zip(
        "⺠⻓⻅⻛⻋⻔⻜⻢⻥⻦⻬⻰⻩⻄⻆⻉⻚⻝⻘⻣⻤⻨⻙",
        "民长见风车门飞马鱼鸟齐龙黄西角贝页食青骨鬼麦韦",
        strict=True,
    )
)
"""Radicals that documents made from PDF carry in place of characters (NFKC keeps them)."""
_DASHES = "—–－―‐‑‒−─━～〜~"
_SPACES = " \t\r\f\v\xa0\u3000\u2002\u2003\u2009\ufeff\u200b"
_OPEN, _CLOSE = "(", ")"


class _Plain(dict[int, str]):
    """Each character's plain form, worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_character(chr(code))
        return plain


def _plain_character(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _SPACES:
        return " "
    if character == "\n" or character in _RADICALS:
        return _RADICALS.get(character, character)
    if character in "〔［[【":
        return _OPEN
    if character in "〕］]】":
        return _CLOSE
    folded = unicodedata.normalize("NFKC", character)
    if len(folded) != 1:
        return character
    return " " if unicodedata.category(folded)[0] in "ZC" else folded


_TABLE = _Plain()


def plain(text: str) -> str:
    """The text with one way of writing dashes, brackets, digits and spaces; as long as it was."""
    return text.translate(_TABLE)
