"""A résumé as spells: who held which post from when to when, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.dates import window
from loaders.text.resumes.bodies import Bodies
from loaders.text.resumes.characters import plain
from loaders.text.resumes.entries import Entry, entries, entries_in
from loaders.text.resumes.events import changes
from loaders.text.resumes.periods import PERIOD, Period, end_of, period_of
from loaders.text.resumes.phrases import Note, closing
from loaders.text.resumes.posts import Held, posts

PRINTED: Final = 0.95
"""Confidence of a spell whose body, post and dates are printed in one place."""
INHERITED: Final = 0.85
"""Where the body is named before (市长, 市委副书记), or told by an event."""
CONCLUDED: Final = 0.6
"""Where an end is the beginning of the next entry, or a date could not be taken."""
_LED: Final = re.compile(r"主持[一-龥]{0,8}工作")


@dataclass(frozen=True, slots=True)
class Spell:
    """A person in a post for a time, as the text says: characters [start, end) of it.

    `since` and `until` are ISO prefixes, the end as the last day in unless `removed` (then the
    first day out); `still` is whether the text leaves the end open (至今), which attests the
    holder on the day the text was written. `post` is empty where only a body is named; `nature` is
    one of the schema's HOLDS. `concluded` is whether the end is the next entry's beginning. `doubt`
    says in Chinese what was not taken.
    """

    name: str
    since: str | None
    until: str | None
    organization: str
    post: str
    start: int
    end: int
    nature: str = "正式"
    concurrent: bool = False
    still: bool = False
    removed: bool = False
    concluded: bool = False
    confidence: float = PRINTED
    doubt: str = ""


def spells(name: str, text: str) -> list[Spell]:
    """The spells of the person of that name in a résumé, in the order of the text.

    Posts that somebody was only nominated for are left out. Never raises.
    """
    words = plain(text)
    bodies = Bodies()
    found: list[Spell] = []
    career = list(entries(words, name))
    for entry, following in zip(career, _following(career), strict=True):
        if entry.news:
            found.extend(_told(name, words, entry, bodies))
        else:
            found.extend(_held(name, words, entry, following, bodies))
    return found


def _following(career: list[Entry]) -> list[Entry | None]:
    """The next entry of the career itself behind each."""
    found: list[Entry | None] = []
    following: Entry | None = None
    for entry in reversed(career):
        found.append(following)
        if entry.period.since and not (entry.aside or entry.news):
            following = entry
    return found[::-1]


def _told(name: str, words: str, entry: Entry, bodies: Bodies) -> Iterator[Spell]:
    for change in changes(words, entry.body, entry.end, name, bodies):
        held, day = change.held, entry.period.since
        since, until = (None, day) if change.removed else (day, entry.period.until)
        yield Spell(
            name, since, until, held.organization, held.post, entry.start, held.end, held.nature,
            held.concurrent, removed=change.removed, confidence=INHERITED, doubt=entry.period.doubt,
        )  # fmt: skip


def _held(
    name: str, words: str, entry: Entry, following: Entry | None, bodies: Bodies
) -> Iterator[Spell]:
    period, concluded = _concluded(entry, following)
    listed = posts(words, entry.body, entry.end, bodies)
    for held in listed:
        if name in held.organization or not (held.post or period.ranged):
            continue
        own = _own_period(period, held.notes)
        spell = _spell(name, own, entry.start, held)
        yield replace(
            spell, concluded=concluded, confidence=CONCLUDED if concluded else spell.confidence
        )
        yield from _led(spell, held)
    yield from _asides(name, words, entry, bodies)


def _concluded(entry: Entry, following: Entry | None) -> tuple[Period, bool]:
    """The period of an entry; one that gives a beginning only lasts until the next entry."""
    period = entry.period
    if following is None or entry.aside or period.since is None:
        return period, False
    if period.still:
        return replace(period, still=False), False
    if period.ranged or period.until or not following.period.since:
        return period, False
    if following.period.since < period.since:
        return period, False
    return replace(period, until=following.period.since), True


def _spell(name: str, period: Period, start: int, held: Held) -> Spell:
    confidence = PRINTED if held.printed else INHERITED
    return Spell(
        name, period.since, period.until, held.organization, held.post, start, held.end,
        held.nature, held.concurrent, period.still,
        confidence=CONCLUDED if period.doubt else confidence, doubt=period.doubt,
    )  # fmt: skip


def _own_period(period: Period, notes: tuple[Note, ...]) -> Period:
    """The period of one post of a list, where a note behind it dates it: (2020.01), (至2023.03)."""
    for note in notes:
        until = end_of(note.words.strip())
        if until and not _before(until, period.since):
            return replace(period, until=until, still=False)
        match = PERIOD.match(note.words.strip())
        if match and re.fullmatch(
            r"[ ,]*(?:起|任|兼|起任|起兼|兼任)?[ ,]*", note.words.strip()[match.end() :]
        ):
            own = period_of(match)
            if own.ranged or period.until is None:
                return own if own.ranged else replace(period, since=own.since)
            if own.since and not _before(period.until, own.since):
                return replace(period, since=own.since)
    return period


def _before(one: str, other: str | None) -> bool:
    """Whether all of `one` is before `other`; both are ISO prefixes."""
    return other is not None and window(one).last < window(other).first


def _led(spell: Spell, held: Held) -> Iterator[Spell]:
    """A time of 主持工作 that a note dates."""
    for note in held.notes:
        match = PERIOD.search(note.words)
        if match and _LED.search(note.words, match.end()):
            own = period_of(match)
            yield replace(
                spell, since=own.since, until=own.until or spell.until, nature="主持工作",
                still=spell.still and not own.until, end=note.start + len(note.words),
            )  # fmt: skip


def _asides(name: str, words: str, entry: Entry, bodies: Bodies) -> Iterator[Spell]:
    """What the brackets of an entry say with dates of its own (其间)."""
    opened = words.find("(", entry.body, entry.end)
    while opened >= 0:
        close = closing(words, opened, entry.end)
        for aside in entries_in(words, opened + 1, close, name, aside=True):
            if not _LED.match(words, aside.body):
                for held in posts(words, aside.body, aside.end, bodies, within=True):
                    yield _spell(name, aside.period, aside.start, held)
        opened = words.find("(", close, entry.end)
