"""How names are read: pinyin without tones and spaces, surnames read as surnames."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from pypinyin import lazy_pinyin

from graph.names import lexicon

_MOST_READINGS = 4
_PIECE = re.compile(r"[^省市县区州盟旗镇乡]+[省市县区州盟旗镇乡]*|[省市县区州盟旗镇乡]+")
Reading = tuple[str, ...]
"""The syllables of one reading of a name."""


class _Syllables(dict[str, Reading]):
    """Each character's readings in given names, worked out once."""

    def __missing__(self, character: str) -> Reading:
        found = lexicon().two_readings.get(character) or tuple(lazy_pinyin(character))
        self[character] = found
        return found


class _Surnames(dict[str, Reading]):
    """Each first character's readings as a surname, the usual reading last."""

    def __missing__(self, character: str) -> Reading:
        usual = _SYLLABLES[character]
        special = lexicon().surnames.get(character)
        found = tuple(dict.fromkeys((special, *usual))) if special else usual
        self[character] = found
        return found


_SYLLABLES = _Syllables()
_SURNAMES = _Surnames()


def person_readings(name: str) -> list[Reading]:
    """The readings of a person's folded name, at most four: the surname may have two."""
    first = _SURNAMES[name[:1]]
    readings = [first, *[_SYLLABLES[c] for c in name[1:]]]
    compound = _compound_surnames().get(name[:2])
    usual = (
        list(product(*readings))
        if any(len(r) > 1 for r in readings)
        else [tuple(r[0] for r in readings)]
    )
    if compound:
        usual.insert(0, (compound, *[_SYLLABLES[c][0] for c in name[2:]]))
    return usual[:_MOST_READINGS]


@lru_cache(maxsize=1)
def _compound_surnames() -> dict[str, str]:
    return {name: reading for name, reading in lexicon().surnames.items() if len(name) > 1}


def reading(text: str) -> Reading:
    """The usual reading of a folded text, words of several characters read as words."""
    return tuple(s for piece in _PIECE.findall(text) for s in _piece(piece))


@lru_cache(maxsize=1 << 16)
def _piece(piece: str) -> Reading:
    return tuple(lazy_pinyin(piece))


def typed(text: str) -> str:
    """Typed pinyin as keys have it: `Lǚ Yī-míng` → `lvyiming`; empty if it is not Latin letters."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("ü", "v"))
    letters = re.sub(r"u(?=[̄́̌̀]?̈)", "v", plain)
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = re.sub(r"[\s'’·-]", "", letters)
    if not re.fullmatch(r"[a-z0-9]*[a-z][a-z0-9]*", letters):
        return ""
    return re.sub(r"(?<=[ln])yu(?=$|[^aeiou])", "v", letters)
