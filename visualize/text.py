"""How wide text is, and how it is broken to fit: estimates that hold for the CJK fonts we name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_NO_LINE_BEGINS_WITH = frozenset("，。、；：？！）》」』】”’,.;:?!)]}…·")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PIECES = re.compile(r"[!-~]+|\s+|.", re.DOTALL)


def printable(text: str) -> str:
    """`text` on one line, with what XML forbids or what would turn the reading order made visible
    as `�`."""
    flat = re.sub(r"\s+", " ", text).strip()
    return "".join("\ufffd" if _unprintable(c) else c for c in flat)


def _unprintable(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cs") or character in _BIDI or character in "\ufffe\uffff"


@lru_cache(maxsize=16_384)
def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F", "A"):
        return 1.0
    if character in "mwMW%@":
        return 0.95
    if character in " .,:;-'|()[]":
        return 0.36
    return 0.7 if character.isupper() else 0.58


def width_of(text: str, size: float) -> float:
    """The width in pixels of `text` at a font size in pixels, rather too wide than too narrow."""
    return sum(map(_em, text)) * size


def wrap(text: str, width: float, size: float, most: int) -> list[str]:
    """`text` in at most `most` lines no wider than `width` pixels; what is left out ends in `…`.

    Breaks between any two CJK characters, inside a Latin word only if it is too long for a line;
    no line begins with closing punctuation unless the line before has no room to give.
    """
    lines = [""]
    for piece in _pieces(printable(text), width, size):
        if not lines[-1] or width_of(lines[-1] + piece, size) <= width:
            lines[-1] += piece if lines[-1] else piece.lstrip()
        elif piece in _NO_LINE_BEGINS_WITH and len(lines[-1]) > 1:
            lines.append(lines[-1][-1] + piece)
            lines[-2] = lines[-2][:-1]
        else:
            lines.append(piece.lstrip())
    lines = [line.rstrip() for line in lines]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit("".join(lines[most - 1 :]), width, size)]


def _pieces(text: str, width: float, size: float) -> list[str]:
    """What may not be broken: words that fit in a line, single characters of those that do not."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        found.extend([piece] if width_of(piece, size) <= width else piece)
    return found


def fit(text: str, width: float, size: float) -> str:
    """`text` on one line of at most `width` pixels, its end replaced by `…` if it is too long."""
    clean = printable(text)
    if width_of(clean, size) <= width:
        return clean
    room = width - width_of(ELLIPSIS, size)
    used, kept = 0.0, 0
    for character in clean:
        used += width_of(character, size)
        if used > room:
            break
        kept += 1
    return clean[:kept].rstrip() + ELLIPSIS
