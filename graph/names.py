"""How names are written: one folded form for what a reader takes for the same characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

import opencc
from pydantic import BaseModel, BeforeValidator, ConfigDict

from graph.strict_yaml import read_yaml

Words = Annotated[tuple[str, ...], BeforeValidator(str.split)]


class Heads(BaseModel):
    """Titles that mean the head of a body, by what is headed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party: Words
    administration: Words
    discipline: Words


class Lexicon(BaseModel):
    """The words of `names.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nationalities: Words
    also_places: Words
    shortened: dict[str, str]
    before_place: dict[str, str]
    party_departments: Words
    of_government: Words
    surnames: dict[str, str]
    two_readings: dict[str, Words]
    heads: Heads


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this version."""
    text = files("graph").joinpath("names.yaml").read_text(encoding="utf-8")
    return Lexicon.model_validate(read_yaml(text))


_INNER_MARKS = "·•‧∙⋅・･᛫●˙"
"""Dots that stand between the parts of one name."""
_DROPPED_CATEGORIES = ("Z", "C")
_FULL_STOP = re.compile(r"(?<=[㐀-鿿])\.(?=[㐀-鿿])")


class _Characters(dict[int, str]):
    """Each character's folded form, worked out once."""

    def __init__(self) -> None:
        self._simplified = opencc.OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        folded, before = chr(code), ""
        while folded != before:
            before = folded
            simple = self._simplified.convert(unicodedata.normalize("NFKC", before))
            folded = "".join(c for c in simple.casefold() if not _is_dropped(c))
        self[code] = folded
        return folded


def _is_dropped(character: str) -> bool:
    return character in _INNER_MARKS or unicodedata.category(character)[0] in _DROPPED_CATEGORIES


_CHARACTERS = _Characters()


def fold(text: str) -> str:
    """The form in which written names are compared; folding twice changes nothing more.

    NFKC, traditional and variant characters as simplified ones (character by character), lower
    case, without spaces, control characters and the dots inside names. Not for display.
    """
    folded = text.translate(_CHARACTERS)
    while not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded).translate(_CHARACTERS)
    return _FULL_STOP.sub("", folded) if "." in folded else folded
