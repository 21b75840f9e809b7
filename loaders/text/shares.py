"""Whom the amounts of a case concern: those whom the sentence is about, or each of them his own.

Sums that stand beside each other (分别为3万元、2万元) are given one each to as many people.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from loaders.text.amounts import Sum, amounts
from loaders.text.mentions import Person, occurrences, opens_clause, side_by_side
from loaders.text.numerals import whole
from loaders.text.sanctions import Sanction
from loaders.text.text import Text

_ALL_TOLD: Final = re.compile("此次|该次|上述|以上")
"""What a sentence begins with that is about all of its paragraph."""
_TOGETHER: Final = re.compile("伙同|会同|联合|串通|勾结")
_AND_MORE: Final = re.compile("等([两二三四五六七八九2-9])人")
_LISTED: Final = re.compile("[、和及]")
"""What stands between the amount of one and the name of the next: 甲4万元、乙3万元."""
_FINE: Final = 5
"""Signs within which a fine stands behind the sanction that it goes with."""


class Shares:
    """Gives out the amounts of one case. `heads` are those after whom it is named, `everyone` all
    whom it concerns, `given` what they got; `named` tells who is named in [start, end)."""

    def __init__(
        self, text: Text, heads: tuple[str, ...], everyone: tuple[str, ...],
        given: Sequence[Sanction], named: Callable[[int, int], list[Person]],
    ) -> None:  # fmt: skip
        self._text, self._heads, self._everyone = text, heads, everyone
        self._plain = text.plain
        self._given, self._named = given, named

    def of(self, paragraphs: Iterable[tuple[int, int]]) -> list[tuple[Sum, tuple[str, ...]]]:
        """The amounts of the paragraphs, each with those whom its sentence is about: those after
        whom the case is named, or else those of its paragraph, if the sentence names nobody."""
        found: list[tuple[Sum, tuple[str, ...]]] = []
        about = self._heads or self._everyone
        for first, last in paragraphs:
            if not self._heads:
                about = self._told_of(first, last) or about
            for start, end in self._text.sentences(first, last):
                if not self._heads and _ALL_TOLD.match(self._plain, start, end):
                    about = self._told_of(first, start) or about
                named = [who for who in self._named(start, end) if who[2] in self._everyone]
                people = side_by_side(self._plain, named)
                sums = amounts(self._plain, start, end)
                for number, listed in enumerate(self._listed(sums)):
                    told = self._about(people, sums, number, listed)
                    about = told or about
                    if not told and self._apart(start, sums, about):
                        told = (about[number],)
                    found.append((sums[number], self._fined(sums[number]) or told or about))
                if not self._heads:
                    about = openers(self._plain, people, self._heads) or about
        return found

    def _fined(self, money: Sum) -> tuple[str, ...]:
        """Who got the sanction with which a fine goes."""
        if money.what != "罚金":
            return ()
        behind = (s.names for s in self._given if 0 <= money.start - s.end < _FINE)
        return next(behind, ())

    def _told_of(self, start: int, end: int) -> tuple[str, ...]:
        """Those of the case who are named in [start, end)."""
        named = {name for *_, name in occurrences(self._plain, set(self._everyone), start, end)}
        return tuple(name for name in self._everyone if name in named)

    def _about(
        self, people: list[list[Person]], sums: list[Sum], number: int, listed: tuple[int, int]
    ) -> tuple[str, ...]:
        """Whom an amount, the `number`th of its sentence, concerns among the people of it. `listed`
        is where the sums beside it begin and end."""
        money = sums[number]
        before = people[: bisect_right(people, money.start, key=lambda run: run[-1][1])]
        latest = tuple(name for run in before[-1:] for *_, name in run)
        if (
            latest
            and number
            and _LISTED.fullmatch(self._plain, sums[number - 1].end, before[-1][0][0])
        ):
            return latest
        names = openers(self._plain, before, self._heads) or latest
        backwards = (person for run in reversed(before) for person in reversed(run))
        told = next((end for _, end, name in backwards if name in names), 0)
        apart = self._plain.find("分别", told, money.start)
        if apart >= 0:
            listed = (bisect_right(sums, apart, key=lambda each: each.start), len(sums))
        first, last = listed
        return (names[number - first],) if len(names) == last - first > 1 else names

    def _listed(self, sums: list[Sum]) -> Iterator[tuple[int, int]]:
        """For each of the sums of a sentence, where those beside it begin and end."""
        cuts = [
            n
            for n in range(1, len(sums))
            if not _LISTED.fullmatch(self._plain, sums[n - 1].end, sums[n].start)
        ]
        for first, last in zip([0, *cuts], [*cuts, len(sums)], strict=True):
            yield from [(first, last)] * (last - first)

    def _apart(self, start: int, sums: list[Sum], about: tuple[str, ...]) -> bool:
        """Whether a sentence from `start` on that names nobody tells each of them his own sum."""
        return len(about) == len(sums) > 1 and "分别" in self._plain[start : sums[0].start]


def openers(plain: str, people: list[list[Person]], heads: tuple[str, ...]) -> tuple[str, ...]:
    """Those with whom the last clause begins that begins with somebody, and who was with them:
    甲伙同乙、丙, or everybody in the heading if these are the three of 甲等3人."""
    backwards = reversed(range(len(people)))
    lead = next((at for at in backwards if opens_clause(plain, people[at][0][0])), None)
    if lead is None:
        return ()
    first, *then = people[lead : lead + 2]
    _, end, name = first[-1]
    more = _AND_MORE.match(plain, end)
    if more and whole(more[1]) == len(heads) and name in heads:
        return heads
    joined = then and _TOGETHER.fullmatch(plain, end, then[0][0][0])
    return tuple(name for *_, name in (*first, *(then[0] if joined else ())))
