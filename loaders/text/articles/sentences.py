"""The sentences of an article, and which of their words somebody is quoted as saying."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from loaders.text.text import Text

REACH: Final = 400
"""Signs from who is named, or from a word that denies, to what is told."""
_SPEECH: Final = re.compile("“[^“”\n]{0,2000}”")
_SPOKEN: Final = re.compile("[，。！？]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end), where its paragraph begins, and whether somebody says it."""

    start: int
    end: int
    paragraph: int
    spoken: bool


class Speech:
    """What people are quoted as saying; a term in quotation marks (“六个一”) is none of it."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._spans = [m.span() for m in _SPEECH.finditer(plain) if _SPOKEN.search(m[0][:-1])]
        self._starts = [start for start, _ in self._spans]

    def holds(self, at: int) -> bool:
        """Whether the character at `at` stands in it."""
        found = bisect_right(self._starts, at) - 1
        return found >= 0 and at < self._spans[found][1] - 1

    def without(self, start: int, end: int) -> str:
        """The words in [start, end) that do not stand in it."""
        told = ""
        first = max(0, bisect_right(self._starts, start) - 1)
        for begin, finish in self._spans[first:]:
            if begin >= end:
                break
            told, start = told + self._plain[start:begin], max(start, finish)
        return told + self._plain[start:end]


def sentences(text: Text, speech: Speech) -> list[Sentence]:
    """The sentences of a text, in order."""
    return [
        Sentence(first, last, start, speech.holds(first) and speech.holds(last - 1))
        for start, end in text.paragraphs()
        for first, last in text.sentences(start, end)
    ]
