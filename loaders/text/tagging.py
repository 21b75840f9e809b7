"""Words and their sorts as a trained tagger sees them, asked where the text leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

SHOWN: Final = 100
"""Characters of a text that the tagger is shown at once, at most."""
_SIGN: Final = re.compile("[，。；：！？、\\n]")


class Word(NamedTuple):
    """A word at [start, end) of a text, and its sort as LAC calls it (PER a person, v a verb)."""

    start: int
    end: int
    tag: str


class Tagger(Protocol):
    """Divides texts into words, each with a tag (PER is a person)."""

    def run(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        """The words of each text in order; joined they are the text."""


@lru_cache(maxsize=1)
def lac() -> Tagger:
    """Baidu's LAC. It is loaded when it is first needed: that takes longer than most texts do."""
    from loaders.text.lac import Lac

    return Lac()


class Words:
    """The words that a tagger sees in one text: it is shown each stretch once, and if asked.

    A stretch ends at a sign of the text. The tagger is shown what follows it too, as far as it is
    shown anything, so that all it is shown is equally long and can be shown together.
    """

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
        end = min(end, len(self._text))
        if start >= end:
            return []
        while self._cuts[-1] < end:
            self._cuts.append(self._cut(self._cuts[-1]))
        numbers = range(bisect_right(self._cuts, start) - 1, bisect_left(self._cuts, end))
        self._show([number for number in numbers if number not in self._seen])
        return [
            word for number in numbers for word in self._seen[number]
            if word.start < end and start < word.end
        ]  # fmt: skip

    def _cut(self, start: int) -> int:
        """The end of the stretch that begins at `start`: at its last sign, if it has one."""
        stop = start + SHOWN
        if stop >= len(self._text):
            return len(self._text)
        signs = [m.end() for m in _SIGN.finditer(self._text, start, stop)]
        return signs[-1] if signs else stop

    def _show(self, numbers: Sequence[int]) -> None:
        """Show the tagger stretches that it has not seen, all of them together."""
        if not numbers:
            return
        last = max(0, len(self._text) - SHOWN)
        starts = [min(self._cuts[number], last) for number in numbers]
        shown = self._tagger().run([self._text[start : start + SHOWN] for start in starts])
        for number, start, words in zip(numbers, starts, shown, strict=True):
            cut, end = self._cuts[number], self._cuts[number + 1]
            self._seen[number] = list(_clipped(words, start, cut, end))


def _clipped(words: Iterable[tuple[str, str]], at: int, start: int, end: int) -> Iterator[Word]:
    """What lies in [start, end) of words that stand one behind the other from `at` on."""
    for word, tag in words:
        first, at = max(at, start), at + len(word)
        if first < min(at, end):
            yield Word(first, min(at, end), tag)
