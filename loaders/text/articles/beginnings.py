"""Where a body begins within a clause: behind the verbs and other words in front of it.

In an article posts stand anywhere in a sentence (深刻汲取青石县财政局原局长…), so that the words in
front of a title are not all part of its body. The tagger sees which are verbs; a verb within a
body (派驻) is told by that no body begins behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.text.places import LEVELS, RELATIVE, place_path
from loaders.text.posts import is_body, title_before
from loaders.text.tagging import Word, Words

_NAMES: Final = ("LOC", "ORG", "nz", "nw")
_INSIDE: Final = (*_NAMES, "n", "s", "f", "m", "a", "an", "vn", "q")
"""Sorts of words that names of bodies and posts are made of."""
_JOINTS: Final = ("、", "，", "兼", "*", "×", "委", "办")
"""Between the posts of a list, for a word that is masked (*委), and what is a verb elsewhere."""
_MARKERS: Final = ("时任", "现任", "曾任", "原任")
"""What is part of the post though it is a verb: 与时任青石县委书记."""
_FRESH: Final = ("新任", "拟任")
"""What looks like a part of a body and is none."""
_LED: Final = re.compile("(?:通报|剖析|审议|查处|约谈|利用|结合|围绕|针对|委托|反映|举报|称)了?")
"""What leads over to a case or body and is taken for a part of it: 通报区交通局, 信中称县水利局."""
_NEVER_INSIDE: Final = ("审议", "查处", "约谈", "剖析")
"""Those of them that are a part of no body."""
WITH: Final = ("同", "与", "和", "对", "向", "由")
"""What stands before a body that is taken for a place with it: 同县水利局."""
_STATIONED: Final = ("驻", "派驻")
"""Verbs within or at the head of a body: 驻县水利局纪检监察组, 县纪委派驻…"""
_SAME: Final = "该本"
"""What stands for a body that was named before: 该局, 本县."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Tells where bodies begin in one text."""

    plain: str
    words: Words

    def of(self, start: int, end: int) -> int:
        """Where the first body or post of the list in [start, end) begins."""
        begin = self._first(start, end)
        for led in _LED.finditer(self.plain, begin, end):
            rest = self.plain[led.end() : end]
            if led[0] in _NEVER_INSIDE or RELATIVE.match(rest) or place_path(rest):
                begin = led.end()
        if self.plain.startswith(_FRESH, begin, end):
            return begin + len(_FRESH[0])
        if self.plain[begin] in WITH and RELATIVE.match(self.plain, begin + 1, end):
            return begin + 1
        return begin

    def _first(self, start: int, end: int) -> int:
        """The same by the sorts of the words alone."""
        words = self.words.within(start, end)
        titles = title_before(self.plain, start, end)
        for number in range(len(words) - 1, -1, -1):
            word = words[number]
            if word.start < start:  # 林一鸣和县水利局, taken for one name though 林一鸣 is known
                return start
            sign = self.plain[word.start : word.end]
            if (word.tag in _INSIDE and sign not in _FRESH) or sign in _JOINTS:
                continue
            if word.tag == "c" and self._is_body(word):  # 县发展|和改革局
                continue
            if sign in (*_FRESH, *_MARKERS) and number and self._is_body(words[number - 1]):
                continue
            if sign in _STATIONED and self._begins(words[number + 1 :], end):
                continue
            if any(first <= word.start < last for first, last in titles):
                continue  # 代主任
            within = self._level(word)
            if within is not None and within > start:
                return within
            if self._begins(words[number + 1 :], end):
                if self.plain.startswith(_MARKERS, max(start, word.end - 2), word.end):
                    return word.end - 2
                return self._past_level(words[number + 1 :], max(start, word.end))
        return self._past_level(words, start)

    def _begins(self, words: Sequence[Word], end: int) -> bool:
        """Whether a body or a bare title begins with these words, which reach to `end`."""
        if not words:
            return False
        begin = words[0].start
        rest = self.plain[begin:end]
        titles = title_before(self.plain, begin, end)
        return (
            words[0].tag in _NAMES
            or rest[0] in _SAME
            or rest.startswith(_STATIONED)
            or RELATIVE.match(rest) is not None
            or bool(place_path(rest))
            or bool(titles and not self.plain[begin : titles[0][0]].strip("原老前"))
        )

    def _is_body(self, word: Word) -> bool:
        return is_body(self.plain[word.start : word.end])

    def _level(self, word: Word) -> int | None:
        """Where a body begins within a word that the tagger took for a verb: 回味县纪委,
        约谈县财政局."""
        whole = word.tag[0] == "v" and self._is_body(word)
        for at in range(word.start + 1, word.end - 1):
            if self.plain[at] in LEVELS and (whole or self.plain[at + 1] in "委纪监政"):
                return at
        return None

    def _past_level(self, words: Sequence[Word], begin: int) -> int:
        """Without the lone level of a place that is not named: 我们市|白石镇."""
        if len(words) > 1 and self.plain[begin : words[0].end] in LEVELS:
            rest = self.plain[words[1].start : words[-1].end]
            if words[1].tag in _NAMES and place_path(rest):
                return words[1].start
        return begin
