"""A document as it was read: its words, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LOOKALIKES: Final = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＸ．＊•‧∙⋅・･●％〇,:;()?!",
    "0123456789ABCDEX.*·······%零，：；（）？！",
)
_SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text: characters [start, end) of its body."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it was read.

    `body` is what was read, one paragraph a line, without control characters; every span counts
    its characters. `plain` is the body with one look for each sign (full-width digits, dots in
    names, commas), of the same length. `published` is an ISO prefix or `None`, and `published_by`
    says where it was found. `encoding` is that of a text file, else its format.
    """

    file: str
    title: str
    published: str | None
    published_by: str
    encoding: str
    body: str
    plain: str
    lines: tuple[int, ...]
    pages: tuple[int, ...]

    def quote(self, start: int, end: int) -> Quote:
        """The words [start, end) of the body."""
        return Quote(start, end, self.body[start:end])

    def line(self, at: int) -> int:
        """The number of the line, from 1, on which a character of the body stands."""
        return bisect_right(self.lines, at)

    def place(self, at: int) -> str:
        """Where a character stands, as a person would look for it: `第3行`, `第2页`."""
        if self.pages:
            return f"第{bisect_right(self.pages, at)}页"
        return f"第{self.line(at)}行"

    def paragraphs(self) -> list[tuple[int, int]]:
        """The spans of the lines that are not blank, in order, without the blanks around them."""
        ends = [*(start - 1 for start in self.lines[1:]), len(self.body)]
        return [
            (start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            for start, end in zip(self.lines, ends, strict=True)
            if (line := self.body[start:end]).strip()
        ]

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of the sentences of a paragraph at [start, end), in order."""
        return [match.span() for match in _SENTENCE.finditer(self.plain, start, end)]


def plain_form(body: str) -> str:
    """The body with one look for each sign, character by character."""
    return body.translate(_LOOKALIKES)


def line_starts(body: str) -> tuple[int, ...]:
    """Where the lines of a body begin."""
    starts = [0]
    at = body.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = body.find("\n", at + 1)
    return tuple(starts)


def joined_pages(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The pages as one body, and where each of them begins in it."""
    starts: list[int] = []
    length = 0
    for page in pages:
        starts.append(length)
        length += len(page) + 1
    return "\n".join(pages), tuple(starts)
