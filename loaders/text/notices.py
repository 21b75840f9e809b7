"""The genre of official notices of typical cases: who, in which posts, did what and got what.

Where the cases are is told by `sections`. In each, people are introduced by their posts, those of
the naming sentence first; sentence by sentence follow sums, dates and what was done about whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from loaders.text.amounts import Sum
from loaders.text.facts import AmountFact, CaseFacts, ConductFact, PostFact, SanctionFact
from loaders.text.mentions import (
    Introductions,
    Mention,
    Person,
    occurrences,
    side_by_side,
)
from loaders.text.numerals import whole
from loaders.text.people import Names
from loaders.text.places import Surroundings
from loaders.text.posts import Post, first_body, is_body
from loaders.text.sanctions import Sanction, sanctions
from loaders.text.sections import Outline, Section, outline
from loaders.text.shares import Shares, openers
from loaders.text.tagging import Tagger, Words, lac
from loaders.text.text import Quote, Text
from loaders.text.times import Time, times
from loaders.text.words import either, organs, violations

_UNRESOLVED: Final = 0.85
"""How far a body is trusted that was told by what stands around it."""
_UNKNOWN: Final = 0.6
"""How far a post is trusted of which no body is told."""
_READ: Final = 0.95
_ANNOUNCED: Final = 3
"""Paragraphs before the first case in which the places are named that all cases share."""
_ANNOUNCEMENT: Final = 40
"""Characters within which words end that lead over to a case: 另外几起是：…"""
_ANNOUNCING: Final = re.compile("[，。；：、“”对]|通报|关于|现将|日前|近[日期]")
_GOT: Final = re.compile(
    r"(?P<who>[一-龥·*×]{2,9}?)(?:等人?|[二两三四五\d]人|分别|均|都|同志)*(?:受到|被|身为|作为|因(?:犯|涉嫌|严重违))"
)
_GAVE: Final = re.compile(
    r"(?:给予|(?:决定|，|并)对)(?P<who>[一-龥·*×]{2,9}?)(?:同志)?(?=党内|政务|行政|开除|留党|撤销|严重|警告|记|降|诫勉|通报|进行)"
)
_REMOVED: Final = re.compile("免去(?=[一-龥]{4,})")
_MEMBER: Final = re.compile("党员(?=[一-龥])")
_THEY: Final = re.compile("(?<=[，。；：])(?:以上|上述)?([两二三四五六2-6])人")
_HIS: Final = re.compile("(?:给予|对|免去|撤销|开除|责令|将)其(?![他余中])|其(?:被|受到)")
_CLAUSE: Final = re.compile("[，；、]")


def read_notice(text: Text, tagger: Callable[[], Tagger] = lac) -> list[CaseFacts]:
    """What a notice says, one entry for each person and case, in the order of the text.

    `tagger` gives what is asked where the text leaves open how far a name reaches. A text without
    cases gives an empty list.
    """
    return _Notice(text, tagger).facts()


class _Notice:
    """One notice while it is read."""

    def __init__(self, text: Text, tagger: Callable[[], Tagger]) -> None:
        self._text = text
        self._around = Surroundings()
        self._names = Names(text.plain, Words(text.plain, tagger))
        self._people = Introductions(text.plain, self._names, self._around)

    def facts(self) -> list[CaseFacts]:
        """What it says; what stands before the first case tells the places."""
        told = outline(self._text)
        for start, end in told.before[:_ANNOUNCED]:
            self._learn(self._text.plain[start:end])
        self._learn(self._text.title)  # last, so that it is nearer
        found: list[CaseFacts] = []
        before = self._announced(told)
        shared = tuple(self._around.paths)
        for number, section in enumerate(told.sections, start=1):
            self._around.learn(shared)  # so that they are nearer than those of the case before
            found += _Case(
                self._text, number, section, self._names, self._people, self._around, before
            ).facts()  # fmt: skip
        return found

    def _announced(self, told: Outline) -> list[Mention]:
        """The people with their posts whom the announcement names already."""
        cases = {span for section in told.sections for span in section.body}
        last = max((start for start, _ in cases), default=0)
        spans = [span for span in told.before if span not in cases and span[0] < last]
        return [mention for span in spans for mention in self._people.within(*span)]

    def _learn(self, words: str) -> None:
        for match in _provinces().finditer(words):
            self._around.learn([words[match.start() :]])
        self._around.learn([words, *_ANNOUNCING.split(words)])


@lru_cache(maxsize=1)
def _provinces() -> re.Pattern[str]:
    return re.compile(either(organs().provinces))


class _Case:
    """One case while it is read."""

    def __init__(
        self, text: Text, number: int, section: Section, names: Names, people: Introductions,
        around: Surroundings, before: list[Mention],
    ) -> None:  # fmt: skip
        self._text = text
        self._plain = text.plain
        self._number = number
        self._section = section
        self._names = names
        self._around = around
        self._last: str | None = None
        self._subjects: tuple[str, ...] = ()
        """Whom the sentence before is about."""
        head = section.head or (0, 0)
        subject = self._subject(*head)
        self._head = people.within(*head, subject)
        self._heads = tuple(dict.fromkeys(m.name.words for m in self._head))
        subject = next((m.posts[-1].organization for m in self._head if m.posts), "") or subject
        self._spans = [s for span in section.body for s in text.sentences(*span)]
        self._body: list[Mention] = []
        for paragraph in section.body:
            subject = subject if self._head else self._subject(*paragraph) or subject
            for sentence in text.sentences(*paragraph):
                found = people.within(*sentence, subject)
                self._body += found
                if found and not self._head:
                    subject = found[-1].posts[-1].organization or subject
        self._before = before
        self._known = {m.name.words for m in (*self._head, *self._body, *before)}

    def facts(self) -> list[CaseFacts]:
        heads = self._heads
        given: list[tuple[tuple[int, int], Sanction]] = []
        dates: list[Time] = []
        for span in self._spans:
            self._unintroduced(*span)
        for span in self._spans:
            found, told = self._sanctions(*span, heads)
            given += [(span, sanction) for sanction in found]
            dates += told
        persons = dict.fromkeys([*heads, *(name for _, s in given for name in s.names)])
        if not heads:
            persons = dict.fromkeys([*self._named_beside(set(persons)), *persons])
        head = [self._section.head] if self._section.head else []
        got = [sanction for _, sanction in given]
        shares = Shares(self._text, heads, tuple(persons), got, self._named)
        sums = shares.of([*head, *self._section.body])
        return [self._person(name, given, dates, sums) for name in persons]

    def _named_beside(self, persons: set[str]) -> list[str]:
        """People of one enumeration (时任甲, 乙, 丙) of whom some got something."""
        found: list[str] = []
        for start, end in self._spans:
            marked = [
                m.name.words
                for m in self._body
                if start <= m.start < end and m.posts[-1].marker == "时任"
            ]
            found += marked if persons & set(marked) else []
        return found

    def _subject(self, start: int, end: int) -> str:
        """The body or place with which a sentence begins, or goes on behind its first colon."""
        colon = self._plain.find("：", start, min(start + _ANNOUNCEMENT, end))
        words = self._plain[colon + 1 if colon >= 0 else start : end]
        body = first_body(self._around.whole(words) or words)
        self._around.learn_body(body)
        return body

    def _sanctions(
        self, start: int, end: int, heads: tuple[str, ...]
    ) -> tuple[list[Sanction], list[Time]]:
        """The sanctions of a sentence, and its dates that are not theirs."""
        told = times(self._plain, start, end, self._text.published, self._last)
        self._last = next((t.iso for t in reversed(told) if t.iso), self._last)
        people = self._named(start, end)
        default: tuple[str, ...] = heads if len(heads) == 1 else ()
        both = _THEY.search(self._plain, start, end)
        count = whole(both[1]) if both else int(bool(_HIS.search(self._plain, start, end)))
        if not default:
            default = next((who for who in (self._subjects, heads) if len(who) == count), ())
        found = sanctions(self._plain, start, end, people, told, default)
        self._subjects = (
            openers(self._plain, side_by_side(self._plain, people), heads) or self._subjects
        )
        used = {sanction.time for sanction in found}
        return found, [time for time in told if time not in used]

    def _named(self, start: int, end: int) -> list[Person]:
        """People named in a sentence, each with the posts in front, also those never introduced."""
        told = (*self._head, *self._body)
        posts = {m.name.start: m.start for m in told if start <= m.start < end}
        return [
            (posts.get(begin, begin), finish, name)
            for begin, finish, name in occurrences(self._plain, self._known, start, end)
        ]

    def _unintroduced(self, start: int, end: int) -> None:
        """Learn names of those who have no post (党员李某) or are not introduced but got something:
        李某受到…, 给予李某…, 免去李某县长职务."""
        for member in _MEMBER.finditer(self._plain, start, end):
            self._known.update(self._names.listed(member.end()))
        for removed in _REMOVED.finditer(self._plain, start, end):
            name = self._names.at(removed.end())
            if name is not None and not is_body(name.words):
                self._known.add(name.words)
        clauses = (start, *(m.end() for m in _CLAUSE.finditer(self._plain, start, end)))
        places = [m for at in clauses if (m := _GOT.match(self._plain, at, end))]
        for match in (*places, *_GAVE.finditer(self._plain, start, end)):
            at = match.start("who")
            if not any(name in match["who"] for name in self._known):
                name = None if is_body(match["who"]) else self._names.at(at)
                if name is not None and name.end <= match.end("who"):
                    self._known.add(name.words)

    def _person(
        self, name: str, given: Sequence[tuple[tuple[int, int], Sanction]], dates: list[Time],
        sums: list[tuple[Sum, tuple[str, ...]]],
    ) -> CaseFacts:  # fmt: skip
        text = self._text
        own = [(span, sanction) for span, sanction in given if name in sanction.names]
        introduced, others = self._introduced(name, [span for span, _ in own])
        at = introduced.name.start if introduced else self._first(name)
        end = introduced.name.end if introduced else at + len(name)
        years = [int(t.iso[:4]) for t in dates if t.iso]
        return CaseFacts(
            text.file, self._number, text.line(at), name, text.quote(at, end),
            tuple(self._post(post) for post in introduced.posts) if introduced else (),
            tuple(self._post(post) for mention in others for post in mention.posts),
            self._conduct(),
            tuple(
                AmountFact(s.yuan, s.what, text.quote(s.start, s.end), _READ)
                for s, whom in sums
                if name in whom
            ),
            tuple(_once([self._sanction(sanction, span) for span, sanction in own])),
            (min(years), max(years)) if years else None,
            introduced.name.confidence if introduced else _UNRESOLVED,
        )  # fmt: skip

    def _introduced(
        self, name: str, spans: list[tuple[int, int]]
    ) -> tuple[Mention | None, list[Mention]]:
        """How a person is introduced: in the naming sentence, else where the sanction stands, else
        at first, if need be in the announcement; and the other places with posts."""
        told = [m for m in (*self._head, *self._body) if m.name.words == name]
        with_sanction = [m for m in told if any(a <= m.start < b for a, b in spans)]
        heads = [m for m in told if m in self._head]
        before = [m for m in self._before if m.name.words == name]
        chosen = next(iter([*heads, *with_sanction, *told, *before]), None)
        return chosen, [m for m in told if m is not chosen]

    def _first(self, name: str) -> int:
        start = self._section.head[0] if self._section.head else self._section.body[0][0]
        return self._plain.index(name, start)

    def _post(self, post: Post) -> PostFact:
        trust = _READ if post.resolved else _UNRESOLVED if post.organization else _UNKNOWN
        return PostFact(
            post.organization, post.title, post.former, post.marker,
            self._text.quote(post.start, post.end), trust,
        )  # fmt: skip

    def _sanction(self, sanction: Sanction, span: tuple[int, int]) -> SanctionFact:
        time = sanction.time
        words = self._plain[time.start : time.end] if time else ""
        return SanctionFact(
            sanction.kind, time.iso if time else None, words, sanction.months,
            self._text.quote(sanction.start, sanction.end), self._text.quote(*span), _READ,
        )  # fmt: skip

    def _conduct(self) -> tuple[ConductFact, ...]:
        """The classes of conduct that the case falls under, by the first words that say so."""
        spans = [*([self._section.head] if self._section.head else []), *self._section.body]
        found: list[ConductFact] = []
        for kind, words in violations().items():
            match = next(
                (m for a, b in spans if (m := words.search(self._plain, a, b)) is not None), None
            )
            if match:
                quote: Quote = self._text.quote(match.start(), match.end())
                found.append(ConductFact(kind, quote, _UNRESOLVED))
        return tuple(found)


def _once(found: list[SanctionFact]) -> list[SanctionFact]:
    """Each sanction once, where a notice says it twice."""
    first: dict[tuple[str, str | None, int | None, str], SanctionFact] = {}
    for fact in found:
        first.setdefault((fact.kind, fact.date, fact.months, fact.quote.words), fact)
    return list(first.values())
