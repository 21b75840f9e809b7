"""A résumé as spells: who held which post from when to when, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.dates import window
from loaders.text.resumes.bodies import Bodies
from loaders.text.resumes.characters import plain
from loaders.text.resumes.endings import ended
from loaders.text.resumes.entries import Entry, entries, entries_in
from loaders.text.resumes.events import changes
from loaders.text.resumes.periods import PERIOD, Period, end_of, period_of
from loaders.text.resumes.phrases import Note, closing
from loaders.text.resumes.posts import Held, posts
from loaders.text.resumes.spell import CONCLUDED, INHERITED, PRINTED, Spell

_LED: Final = re.compile(r"主持[一-龥]{0,8}工作")


def spells(name: str, text: str) -> list[Spell]:
    """The spells of the person of that name in a résumé, in the order of the text.

    Posts that somebody was only nominated for are left out. Never raises.
    """
    words = plain(text)
    bodies = Bodies()
    told = [
        (entry, list((_told if entry.news else _held)(name, words, entry, bodies)))
        for entry in entries(words, name)
    ]
    return list(ended(told))


def _told(name: str, words: str, entry: Entry, bodies: Bodies) -> Iterator[Spell]:
    for change in changes(words, entry.body, entry.end, name, bodies):
        held, day = change.held, entry.period.since
        since, until = (None, day) if change.removed else (day, entry.period.until)
        yield Spell(
            name, since, until, held.organization, held.post, entry.start, held.end, held.nature,
            held.concurrent, removed=change.removed, confidence=INHERITED, doubt=entry.period.doubt,
        )  # fmt: skip


def _held(name: str, words: str, entry: Entry, bodies: Bodies) -> Iterator[Spell]:
    period = entry.period
    listed = posts(words, entry.body, entry.end, bodies)
    for held in listed:
        if name in held.organization or not (held.post or period.ranged):
            continue
        spell = _spell(name, _own_period(period, held.notes), entry.start, held)
        yield spell
        yield from _led(spell, held)
    yield from _asides(name, words, entry, bodies)


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
