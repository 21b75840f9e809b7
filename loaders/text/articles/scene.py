"""One article while it is read: its sentences, setting and cast, its time, what is real in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from loaders.text.articles.cast import Cast
from loaders.text.articles.facts import ArticleFact, End
from loaders.text.articles.sentences import REACH, Sentence, Speech, sentences
from loaders.text.articles.setting import Setting
from loaders.text.posts import is_body
from loaders.text.tagging import Tagger, Words
from loaders.text.text import Text
from loaders.text.times import TIME_WORDS, Time, day_in, times

READ: Final = 0.95
"""How far something is trusted that is printed in one place."""
TOLD: Final = 0.85
"""The same where an end was told by what stands around it."""
_UNREAL: Final = re.compile(
    r"(?:未|没有|尚未|从未|并非|不再|否认|网传|谣传|质疑|拒绝|取消|拟|计划|打算|准备|下一步|要求|应当|必须|希望|(?<![一察检])建议(?!书)|强调|如果|假如|一旦|是否|争取|力争|有望"
    r"|(?<![相反对供])应(?![用急])|(?<![主重必需只])要(?![案点闻素])|须|可(?!以?见)|能(?![力动])"
    r"|(?<![即健名大])将(?!(?:该|此|这一|相关|有关)?(?:问题)?线索|其?涉嫌)(?=[^，。；“]{0,20}$)(?!“))"
)
_DAY: Final = re.compile(r"(?<![\d月至、—-])(\d{1,2})日(?![后前内起至常报])")
"""A day of the month that was told before."""
_LATER: Final = re.compile("目前|现已|眼下|随后|此后|后来|最终")
"""What parts what is told of from the times before."""
_AS_ASKED: Final = re.compile("(?:按照?|根据|依据)[^，。；]{0,16}?要求")
"""What is done as it was asked for is done."""
_REASON: Final = re.compile(
    "因(?![此而为])[^；。]{2,60}?，(?=[^，；。]{0,14}(?:被|受到|受了?[^，；。]{0,6}处分|给予|予以))"
)
"""Why somebody was punished: 因未正确履行职责，受到…"""


class Scene:
    """One article while it is read."""

    def __init__(self, text: Text, tagger: Callable[[], Tagger]) -> None:
        self.text = text
        self.plain = text.plain
        words = Words(text.plain, tagger)
        self.speech = Speech(text.plain)
        self.sentences = sentences(text, self.speech)
        self.setting = Setting(text.plain, words)
        self.cast = Cast(text.plain, words, self.setting, self.sentences)

    def clause(self, start: int, at: int, ends: str) -> int:
        """Where the clause begins in which `at` is, `start` at the earliest: behind the last of
        the signs `ends`."""
        return max(start, *(self.plain.rfind(sign, start, at) + 1 for sign in ends))

    def time(self, sentence: Sentence, at: int) -> tuple[str | None, str]:
        """The time that governs what stands at `at`: ISO prefix and printed words. What came
        later (随后) has none of the times before that word."""
        later = [word.end() for word in _LATER.finditer(self.plain, sentence.start, at)]
        start = later[-1] if later else sentence.start
        told = [
            time for time in TIME_WORDS.finditer(self.plain, start, at)
            if not self._is_quoted(time.end(), at)
        ]  # fmt: skip
        dates: list[Time] = [
            time for time in times(self.plain, sentence.paragraph, at, self.text.published)
            if time.start >= start and not self._is_quoted(time.end, at)
        ]  # fmt: skip
        words = told[-1] if told else None
        last = dates[-1] if dates else None
        day = _DAY.search(self.plain, last.end, at) if last and not last.ranged else None
        if last and day:
            return day_in(last.iso, day[1]), day[0]
        if words and (last is None or words.end() >= last.end):
            iso = last.iso if last and last.start >= words.start() else None
            return iso, words[0]
        return (last.iso, self.plain[last.start : last.end]) if last else (None, "")

    def _is_quoted(self, start: int, at: int) -> bool:
        """Whether `start` stands in quotes that end before `at`."""
        closing = self.plain.find("”", start, at)
        return closing >= 0 and self.plain.find("“", start, closing) < 0

    def real(self, start: int, at: int) -> bool:
        """Whether what stands at `at` is told as done: the clauses since `start` deny, plan, ask
        for or suppose nothing."""
        start = max(start, at - REACH)
        told = _REASON.sub("", self.speech.without(self.clause(start, at, "；。"), at))
        told = self.cast.without_names(_AS_ASKED.sub("", told))
        return _UNREAL.search(told) is None and not self.speech.holds(at)

    def fact(
        self, sentence: Sentence, kind: str, start: int, end: int, confidence: float = READ,
        **ends: End,
    ) -> ArticleFact:  # fmt: skip
        """A fact of this sentence, told by the words [start, end)."""
        date, words = self.time(sentence, end)
        quote = self.text.quote(start, end)
        return ArticleFact(kind, ends, date, words, quote, confidence)


def body_of(words: str) -> bool:
    """Whether words name a body or a place and nothing else stands in them."""
    return 2 <= len(words) <= 40 and is_body(words) and not re.search("[，。；：的了]", words)
