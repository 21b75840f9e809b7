"""The cases of a notice: where each begins, what names it, and which paragraphs tell it.

A case is a paragraph (or several) whose first sentence names it: 甲局原局长某某违规收受礼金问题。A
number or a line of its own may stand in for the full stop. A notice about one affair has no such
sentence; then the whole is one case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.text.posts import title_before
from loaders.text.text import Text

Span = tuple[int, int]

_NUMBERING: Final = re.compile(
    r"\s*(?:案例[\d一二三四五六七八九十]+"
    r"|[(（]?[\d一二三四五六七八九十]{1,3}[)）]?(?=[.、·．)）])(?!\.(?!\d{4}年)\d))\s*[.、·．：:)）]*\s*"
)
_COUNTING: Final = re.compile("[一二三四五六七八九十]{1,3}是")
"""How a case may begin, as any other paragraph may: 一是甲局局长…问题。"""
_BULLET: Final = re.compile(r"[●○◎■□▪▫▲△▼▽▶►◆◇★☆◦·\ue000-\uf8ff\s]+(?=\S)")
"""Signs that lead a list; word processors write them in characters of their own."""
_HEAD_END: Final = re.compile("(?:问题|案|案件|案例|情况)[。；]?$")
_LONGEST_HEAD: Final = 400
_LONGEST_LINE: Final = 100
"""Characters of a naming sentence that stands alone on its line, without a full stop."""
_FRAME: Final = re.compile(
    r"^.{0,40}?(?:指出|强调|要求|认为|表示|提醒|希望)，|^(?:上述|以上|这些|此次|从近)"
    r"|(?:公开)?(?:通报|曝光)(?:如下|[^。]{0,40}?[\d一二三四五六七八九十]+起)"
    r"|[\d一二三四五六七八九十]+起[^。]{0,60}?(?:通报|曝光|如下)|具体如下|分别是"
    r"|^下一步|^[^，。]{0,24}(?:纪委|监委|纪检监察机关|纪检监察组|党[委组]|[省市县区州旗]委)"
    "将(?:继续|进一步|持续|始终|坚[持决定]|严[查肃格厉]|保持|紧[盯扣]|聚焦|切实|不断|深入|强化|加大)"
)
"""What stands around the cases: the announcement, and what the organ concludes from them."""
_GIVEN: Final = re.compile(
    "(?:受到|给予|被|对)[^，。；]{0,40}(?:处分|开除|判处|诫勉|警告|批评教育|通报批评|免职)"
)
_STORY: Final = re.compile(r"^(?:[今去近]年|近期|此外|[\d]{1,4}[年月])|指出了|还存在")
"""How a sentence of the story begins, or goes on, that ends like one that names a case."""
_NEXT: Final = re.compile(
    r"(?:处分|处理|起诉|罚金|相关费用|予以收缴)。(?P<head>(?!.{0,12}还存在)[^。！？\n]{8,200}(?:问题|案)。)"
)
_RESUME: Final = re.compile(r"^[^。，]{0,12}简历[：:]?$")


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs of one case: its naming sentence, if it has one, and the rest."""

    head: Span | None
    body: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A notice: what introduces the cases, and the cases."""

    before: tuple[Span, ...]
    sections: tuple[Section, ...]


def outline(text: Text) -> Outline:
    """The cases of a notice in order, and the paragraphs before the first."""
    paragraphs = _article(text)
    heads = [(at, head) for at, span in enumerate(paragraphs) if (head := _head(text, *span))]
    if not heads:
        told = [span for span in paragraphs if _tells(text.plain, *span, alone=True)]
        return Outline(tuple(paragraphs), (Section(None, tuple(told)),))
    before = paragraphs[: heads[0][0]]
    told = [span for span in before if _GIVEN.search(text.plain[slice(*span)])]
    found = [Section(None, tuple(told))] if told else []
    stops = [*(at for at, _ in heads[1:]), len(paragraphs)]
    for (at, head), stop in zip(heads, stops, strict=True):
        end = paragraphs[at][1]
        rest = [(head[1], end)] if head[1] < end else []
        more = [p for p in paragraphs[at + 1 : stop] if _tells(text.plain, *p, alone=False)]
        found.append(Section(head, (*rest, *more)))
    return Outline(tuple(before), tuple(found))


def _article(text: Text) -> list[Span]:
    """The paragraphs without the title above, and the résumé or signature below."""
    paragraphs = [_without_bullet(text.plain, *span) for span in text.paragraphs()]
    if len(paragraphs) > 1 and _is_title(text, *paragraphs[0]):
        paragraphs = paragraphs[1:]
    ends = [at for at, span in enumerate(paragraphs) if _RESUME.search(text.plain[slice(*span)])]
    paragraphs = paragraphs[: ends[0]] if ends else paragraphs
    while len(paragraphs) > 1 and _signs(text, *paragraphs[-1]):
        paragraphs = paragraphs[:-1]
    return [part for span in paragraphs for part in _parted(text.plain, *span)]


def _without_bullet(plain: str, start: int, end: int) -> Span:
    bullet = _BULLET.match(plain, start, end)
    return (bullet.end() if bullet else start, end)


def _parted(plain: str, start: int, end: int) -> list[Span]:
    """A paragraph in which one case follows the other is several: the next is named right behind
    what somebody got."""
    cuts = [
        match.start("head")
        for match in _NEXT.finditer(plain, start, end)
        if title_before(plain, *match.span("head")) and not _FRAME.search(match["head"])
    ]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _is_title(text: Text, start: int, end: int) -> bool:
    words = text.plain[start:end]
    return not ("。" in words or words.endswith(("；", "：")) or _NUMBERING.match(words))


def _signs(text: Text, start: int, end: int) -> bool:
    return _is_title(text, start, end) and not _GIVEN.search(text.plain[start:end])


def _head(text: Text, start: int, end: int) -> Span | None:
    """The sentence that names a case, at the start of a paragraph.

    Empty, at the start of the case, where the paragraph is numbered but names none.
    """
    plain = text.plain
    numbering = _NUMBERING.match(plain, start, end)
    begin = numbering.end() if numbering else start
    stop = plain.find("。", begin, end)
    finish = end if stop < 0 else stop + 1
    words = plain[begin:finish]
    if finish - begin > _LONGEST_HEAD or _FRAME.search(words) or words.rstrip("。") == text.title:
        return None
    if numbering:
        line = stop < 0 and finish - begin <= _LONGEST_LINE and not _GIVEN.search(words)
        return (begin, finish) if _HEAD_END.search(words) or line else (begin, begin)
    counting = _COUNTING.match(plain, begin, finish)
    begin = counting.end() if counting else begin
    names = stop >= 0 and _HEAD_END.search(words) and not _STORY.search(words)
    return (begin, finish) if names else None


def _tells(plain: str, start: int, end: int, *, alone: bool) -> bool:
    """Whether a paragraph tells of a case. `alone` is whether the notice names none: then what
    frames it may also tell it."""
    words = plain[start:end]
    return not _FRAME.search(words[:200]) or (alone and _GIVEN.search(words) is not None)
