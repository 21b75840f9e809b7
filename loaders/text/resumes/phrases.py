"""A list of posts taken apart into phrases, each with the notes in brackets that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from loaders.text.resumes.titles import ALONE, title_at_end

_ENDS: Final = "、,;。/|"
_LEADING: Final = re.compile(
    r"^[ :,、。;.]*(?:[同当次翌]年)?(?:\d{1,2}月(?:\d{1,2}日)?)?原?(?:(?:先后|同时|其间|期间|后来?"
    r"|又|并|还|被|曾|起|历|兼|现|升|[抽借]?调|[下选]派|改|转|继续"
    r"|经|选举|再次|留|回|到|赴)*(?:任命为|担任|出任|当选为?|选为|任为?|任职于?|在|为(?!民))"
    r"|(?:同时|并|其间|期间|现|起|后|兼)+(?=[:一-龥])|[:])* *"
)
_TAKEN_UP: Final = re.compile(
    "挂职任|挂职担任|挂职|抽调任|后任|援[疆藏]任|挂任|担任|出任|任命为|当选为?|兼任|受聘为"
)
"""Verbs that may stand anywhere before a body; 挂职 is kept with the phrase (`seconded`)."""
_CONCURRENT: Final = re.compile(r"并?兼(?:任|管)?(?!职|并|顾|容|济)")
_TRAILING: Final = re.compile(r"(?:等)?(?:职务|职)?$|一职$")
_NOTHING: Final = re.compile(r"(?:候选人|人选|提名人?|当选人)+(?:人选)?$")
_PART_OF_NAME: Final = re.compile(r"^[一-龥A-Za-z]{2,10}$")
_NOTE_ONLY: Final = re.compile(r"兼|级|主持|挂职|其间|期间|负责|分管|至|起|代理|全面")


@dataclass(slots=True)
class Note:
    """What stands in one pair of brackets: plain words and where they are."""

    words: str
    start: int


@dataclass(slots=True)
class Phrase:
    """What stands between two separators: `words` without notes, each character `at` its place."""

    words: str = ""
    at: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    concurrent: bool = False
    nominated: bool = False
    seconded: bool = False

    def part(self, start: int, end: int) -> Phrase:
        """The characters [start, end) as a phrase of their own, without notes."""
        return Phrase(self.words[start:end], self.at[start:end], [], self.concurrent)


def phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The phrases of plain text[start:end], in order, blank ones left out."""
    for raw in _separated(text, start, end):
        for phrase in _apart(raw):
            _trim(phrase)
            if phrase.words:
                yield phrase


def _separated(text: str, start: int, end: int) -> Iterator[Phrase]:
    phrase = Phrase()
    at = start
    while at < end:
        character = text[at]
        if character == "(":
            close = closing(text, at, end)
            _add_note(phrase, text, at, close, end)
            at = close + 1
            continue
        if character in _ENDS or (character == " " and title_at_end(phrase.words) is not None):
            yield phrase
            phrase = Phrase()
        elif character not in " \n)":
            phrase.words += character
            phrase.at.append(at)
        at += 1
    yield phrase


def closing(text: str, opened: int, end: int) -> int:
    """Where the bracket that opens at `opened` is closed, or `end` if it is not."""
    depth = 0
    for at in range(opened, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return at
    return end


def _add_note(phrase: Phrase, text: str, opened: int, close: int, end: int) -> None:
    words = text[opened + 1 : close]
    goes_on = close + 1 < end and text[close + 1] not in _ENDS + " (\n"
    inside = goes_on and _PART_OF_NAME.match(words) and not _NOTE_ONLY.search(words)
    if inside and title_at_end(phrase.words) is None:
        phrase.words += text[opened : close + 1]
        phrase.at.extend(range(opened, close + 1))
    else:
        phrase.notes.append(Note(words, opened + 1))


def _apart(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase at each 兼; what stands behind it is held beside the rest."""
    notes, start = phrase.notes, 0
    for match in _CONCURRENT.finditer(phrase.words):
        before = phrase.words[start : match.start()]
        if before and title_at_end(before) is None:
            continue
        part = phrase.part(start, match.start())
        if part.words:
            yield part
        start = match.end()
        phrase.concurrent = True
    last = phrase.part(start, len(phrase.words))
    last.notes = notes
    yield last


def _trim(phrase: Phrase) -> None:
    """Leave out the verbs in front and what is not part of a title behind."""
    words = phrase.words
    start = 0
    lead = _LEADING.match(words)
    if lead and lead.end() < len(words) and not ALONE.fullmatch(words):
        start = lead.end()
    for verb in _TAKEN_UP.finditer(words, start):
        if title_at_end(words[verb.end() :]) is not None:
            start = verb.end()
            phrase.seconded = phrase.seconded or verb[0].startswith("挂")
    end = len(words)
    if words.startswith(("提名", "拟")):
        phrase.nominated = True
    if (nothing := _NOTHING.search(words)) is not None:
        phrase.nominated = True
        end = nothing.start()
    trailing = _TRAILING.search(words, start, end)
    if trailing and title_at_end(words[start : trailing.start()]) is not None:
        end = trailing.start()
    if any(note.words == "兼" for note in phrase.notes):
        phrase.concurrent = True
    phrase.words, phrase.at = words[start:end], phrase.at[start:end]
