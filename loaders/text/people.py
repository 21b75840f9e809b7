"""Where the name of a person ends, by the evidence of the whole text.

Chinese puts no sign behind a name. In an article the same name stands in several sentences, each
time followed by other words; a name is as long as what all those places have in common. Only where
that leaves it open the tagger is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.text.tagging import Words
from loaders.text.words import either, people, title_finder, titles

SURE: Final = 0.95
TAGGED: Final = 0.7
"""How far a name is trusted that the text confirms, and one that it leaves open."""
_HAN: Final = re.compile("[一-龥]+")
_MASKED: Final = re.compile(
    r"[一-龥](?:某[某甲乙丙丁戊己庚\dA-Z]{0,2}|[*×XＸ]{1,2}|[一-龥]?[*×]{1,2})"
)
_DOTTED: Final = re.compile(r"[一-龥]{1,7}(?:·[一-龥]{1,7})*·")
_SPACED: Final = re.compile(r"[ \u00a0\u3000]{1,4}[一-龥](?![一-龥]{0,2}[局厅委])")
_NUMERAL: Final = re.compile("[一二三四五六七八九]十[一二三四五六七八九]")
"""A name that is a number, after the age of a grandparent: 马六十五."""
_NO_WORD: Final = (
    "[有为和于向](?:受到|被(?:开除|批评|诫勉|判|免|移送|撤|责令|处)|[，。；、])|(?<=受)到"
)
"""What looks like a word behind a name and is none: in front of these it is the name's last sign,
and 到 is part of 受到."""
_GOT: Final = re.compile(
    r"(?:、[^，。；]{1,20}?)?(?:[二两三四五六七八九十\d]人|等人|分别|均|同志)*(?:受到|被开除)"
    r"|(?:、[一-龥·]{2,5}){1,9}等"
)
_BEHIND_MASKS: Final = "时说称家案等的"
"""What stands behind 王某 and is no sign of his name."""
_CLAUSE_SIGNS: Final = ("", *"，。；、\n")
_MOST_PLACES: Final = 40
"""Occurrences of a name that are looked at."""
_LONGEST_FOREIGN: Final = 5
_NEAR: Final = 16
"""Signs behind 和 in which another post may stand."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end) of the text, as printed but for the space within a short one."""

    start: int
    end: int
    words: str
    confidence: float


class Names:
    """Reads names of people in one text."""

    def __init__(self, plain: str, words: Words) -> None:
        self._plain = plain
        self._words = words
        self._clean: dict[str, int] = {}
        self._found: dict[int, Name | None] = {}

    def at(self, start: int) -> Name | None:
        """The name that begins at `start`, if one does."""
        if start not in self._found:
            self._found[start] = self._read(start)
        return self._found[start]

    def listed(self, start: int) -> list[str]:
        """The names that stand from `start` on with only 、 between them."""
        found: list[str] = []
        while (name := self.at(start)) and name.confidence == SURE:
            found.append(name.words)
            if self._plain[name.end : name.end + 1] != "、":
                break
            start = name.end + 1
        return found

    def followed(self, end: int) -> bool:
        """Whether what ends at `end` is followed as names are by their verb."""
        after = _after().match(self._plain, end)
        return after is not None and len(after[0]) > 1

    def _read(self, start: int) -> Name | None:
        masked = _MASKED.match(self._plain, start)
        if masked:
            return self._name(start, self._longer(start, masked.end()), SURE)
        surname = _surname().match(self._plain, start)
        spaced = _SPACED.match(self._plain, surname.end()) if surname else None
        if spaced and _after().match(self._plain, spaced.end()):
            return self._name(start, spaced.end(), SURE)
        dotted = _DOTTED.match(self._plain, start)
        if dotted:
            return self._best(start, range(dotted.end() + 1, dotted.end() + 7), sure=True)
        numeral = _NUMERAL.match(self._plain, surname.end()) if surname else None
        if numeral and _after().match(self._plain, numeral.end()):
            return self._name(start, numeral.end(), SURE)
        if surname and surname[0] in people().syllables:
            long = self._seen(start)
            if long:
                return long
        if surname:
            return self._best(start, range(surname.end() + 1, surname.end() + 3), sure=True)
        doubtful = self._plain[start : start + 1] in people().doubtful
        if _after().match(self._plain, start) and not doubtful:
            return None
        return self._best(start, range(start + 2, start + _LONGEST_FOREIGN + 1), sure=False)

    def _seen(self, start: int) -> Name | None:
        """A name of more than three signs that the tagger sees somewhere and the text ends there
        too."""
        places = self._places(self._plain[start : start + 4])
        seen = {end - at for at in places for end in self._words.persons(at)}
        ends = [start + length for length in seen if length > 3]
        long = [end for end in ends if self._votes(start, end)]
        return self._name(start, max(long), SURE) if long else None

    def _longer(self, start: int, end: int) -> int:
        """A masked name may go on behind its mask (王*平, 王某平) where that is no word."""
        longer = end + 1
        if not _HAN.fullmatch(self._plain[end:longer]):
            return end
        if self._plain[end - 1] == "某":
            ended = self._plain[end] in _BEHIND_MASKS or not self._votes(start, longer)
            ended = ended or _after().match(self._plain, end) is not None
            return end if ended or not self._goes_on(start, end) else longer
        return longer if self._votes(start, longer) > self._votes(start, end) else end

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the sign behind a mask is part of the name: more than one sign shows there that
        the name has ended (林某鸣受到, but 林某合|谋); else it must come back, and nowhere may the
        name end at the mask."""
        after = _after().match(self._plain, end + 1)
        if after is not None and not (len(after[0]) == 1 and _HAN.fullmatch(after[0])):
            return True
        masked, longer = self._plain[start:end], self._plain[start : end + 1]
        ended = any(_after().match(self._plain, at + len(masked)) for at in self._places(masked))
        return not ended and len(list(self._places(longer))) > 1

    def _best(self, start: int, ends: range, *, sure: bool) -> Name | None:
        """The end at which most places of the text show that a name ends.

        `sure` is whether it begins as names do; otherwise the tagger must see a person too.
        """
        votes = {
            end: self._votes(start, end)
            for end in ends
            if end <= len(self._plain)
            and self._plain[end - 1] != "案"  # 何远案 is nobody
            and _HAN.fullmatch(self._plain[ends[0] - 1 : end])
            and self._plain[start:end] not in titles().titles
        }
        if not votes or self._plain[start : start + 2] in _no_names():
            return None
        most = max(votes.values())
        likely = [end for end, count in votes.items() if count == most]
        if most and sure and len(likely) == 1:
            return self._name(start, self._with_adverb(start, likely[0], votes), SURE)
        subjects = [end for end in likely if self._is_subject(start, end)]
        enough = 1 if self._plain[start] in people().doubtful else 2
        if most >= enough and len(subjects) == 1:
            return self._name(start, subjects[0], TAGGED)
        if not _HAN.fullmatch(self._plain[start : ends[0]].replace("·", "")):
            return None
        seen = self._words.persons(start)
        agreed = [end for end in likely if end in seen]
        if len(likely) == 2 and likely[1] not in seen and self._joins_nobody(likely[0]):
            return self._name(start, likely[1], TAGGED)
        if agreed:
            return self._name(start, agreed[0], SURE if most else TAGGED)
        if most and sure:
            return self._name(start, likely[0], TAGGED)
        return None

    def _with_adverb(self, start: int, end: int, votes: dict[int, int]) -> int:
        """均 is part of the name behind which it always stands: as an adverb it is of several.
        和 is so if what follows it never names somebody else."""
        places = list(self._places(self._plain[start:end]))
        sign = self._plain[end : end + 1]
        always = all(self._plain.startswith(sign, at + end - start) for at in places)
        if not always or len(places) < 2:
            return end
        if sign == "和":
            return end + (self._votes(start, end + 1) == len(places))
        return end + 1 if sign == "均" and votes.get(end + 1) else end

    def _joins_nobody(self, end: int) -> bool:
        """Whether 和 at `end` is the last sign of a name: a verb stands behind it (和代表…), and
        no other post (和分管副局长…)."""
        if self._plain[end] != "和":
            return False
        after = self._words.within(end + 1, end + 2)
        posts = title_finder().spans(self._plain[end + 2 : end + _NEAR])
        return not posts and bool(after) and after[0].start == end + 1 and after[0].tag == "v"

    def _is_subject(self, start: int, end: int) -> bool:
        """Whether a clause of the text is about the one so called: 若某甲、李某分别受到…"""
        words = self._plain[start:end]
        return not title_finder().spans(words) and any(
            self._plain[at - 1 : at] in _CLAUSE_SIGNS and _GOT.match(self._plain, at + end - start)
            for at in self._places(words)
        )

    def _votes(self, start: int, end: int) -> int:
        """At how many places what stands in [start, end) is followed by the end of a name."""
        words = self._plain[start:end]
        if words not in self._clean:
            self._clean[words] = sum(
                _after().match(self._plain, at + len(words)) is not None
                for at in self._places(words)
            )
        return self._clean[words]

    def _places(self, words: str) -> Iterator[int]:
        """Where words stand in the text, the first of them."""
        at = self._plain.find(words)
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            yield at
            at = self._plain.find(words, at + 1)

    def _name(self, start: int, end: int, confidence: float) -> Name:
        words = re.sub(r"\s", "", self._plain[start:end])
        return Name(start, end, words, confidence)


@lru_cache(maxsize=1)
def _surname() -> re.Pattern[str]:
    """A surname, a compound one first."""
    return re.compile(either((*people().compounds, *people().surnames)))


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words with which no name begins: those that look like one, and those that follow names."""
    return frozenset(people().words) | {word for word in people().after if len(word) > 1}


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """What shows that a name has ended: the end of the text, a sign, or a word of the lexicon."""
    return re.compile(f"$|[^一-龥A-Za-z*×·]|(?!{_NO_WORD}){either(people().after)}")
