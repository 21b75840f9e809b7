"""When posts ended that the text only lets begin: with the next entry, or an event behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from loaders.text.resumes.entries import Entry
from loaders.text.resumes.places import full_name
from loaders.text.resumes.spell import CONCLUDED, Spell

_HEAD: Final = re.compile(r"(?:书记|主任|主席|专员|(?<![会事])长)$")
"""Posts that an event ends others with; a delegate or member is one beside them."""
_BESIDE: Final = re.compile(r"工会|协会|学会|商会|联合会|研究会|基金会")
"""Bodies whose head is mostly something else too."""
_NEAR: Final = 8
"""How many moves behind an entry are looked at."""

Told = tuple[Entry, list[Spell]]


@dataclass(slots=True)
class _Behind:
    """What stands behind an entry: whether the career goes on, the moves (the nearest last) with
    the posts that an event took up, and the days of removals."""

    goes_on: bool = False
    moves: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    removals: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry, spells: list[Spell]) -> None:
        """Put an entry before what is already behind."""
        since = entry.period.since
        if not since or entry.aside:
            return
        for spell in spells:
            if spell.removed:
                self.removals[_key(spell)] = since
        if not entry.news:
            self.goes_on = True
            if not spells or not all(spell.concurrent for spell in spells):
                self.moves.append((since, frozenset()))
        elif heads := frozenset(_key(s) for s in spells if _moves(s)):
            self.moves.append((since, heads))

    def end(self, spells: list[Spell]) -> str | None:
        """The day of the next move that does not only confirm one of these posts."""
        held = {_key(s) for s in spells}
        near = self.moves[: -_NEAR - 1 : -1]
        return next((since for since, taken in near if not taken & held), None)


def ended(told: list[Told]) -> Iterator[Spell]:
    """The spells of the entries of one text, in order, with the ends that follow from others."""
    behind = _Behind()
    found: list[list[Spell]] = []
    for entry, spells in reversed(told):
        end = behind.end(spells)
        found.append([_ended(spell, entry, end, behind) for spell in spells])
        behind.add(entry, spells)
    for spells in reversed(found):
        yield from spells


def _ended(spell: Spell, entry: Entry, end: str | None, behind: _Behind) -> Spell:
    if entry.aside or spell.start != entry.start or spell.since is None or spell.removed:
        return spell
    if spell.still:
        return replace(spell, still=not behind.goes_on)
    if entry.period.ranged or spell.until:
        return spell
    removal = behind.removals.get(_key(spell), "")
    if removal >= spell.since and not (end and spell.since <= end < removal):
        return replace(spell, until=removal)
    if end is None or end < spell.since or (entry.news and not _moves(spell)):
        return spell
    return replace(spell, until=end, concluded=True, confidence=CONCLUDED)


def _moves(spell: Spell) -> bool:
    beside = spell.removed or _BESIDE.search(spell.organization)
    return not beside and _HEAD.search(spell.post) is not None


def _key(spell: Spell) -> str:
    """Body and post, however the body's name is cut short."""
    return f"{full_name(spell.organization).replace('人民政府', '政府')} {spell.post}"
