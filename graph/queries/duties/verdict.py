"""Whether a duty was fulfilled, decided from days alone: what no choice of days leaves open.

Every date may be partial. A record is judged for every day on which it may have happened, against
every day on which the duty may have begun; a status stands only if all choices lead to it, else
the duty is *doubtful* and the statuses it may have are told. Nothing here reads a store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from graph.dates import Certainty, Interval, Window, together
from graph.frozen import frozen

Truth = frozenset[bool]
"""What may be so: both, if dates leave it open."""
YES: Truth = frozenset({True})
NO: Truth = frozenset({False})
OPEN: Truth = frozenset({True, False})

Way = tuple[Interval, ...]
"""Intervals that must hold on one day for something to be so on that day."""


class Status(StrEnum):
    """The statuses of a duty, in the order in which they are decided."""

    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"
    VACANT_BELOW = "vacant_below"
    VACANT_ABOVE = "vacant_above"
    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    WRONG_TALKER = "wrong_talker"
    INCOMPLETE = "incomplete"
    LATE = "late"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    NO_RECORD = "no_record"
    DOUBTFUL = "doubtful"

    @property
    def label(self) -> str:
        """The words shown to a Chinese reader."""
        return _LABELS[self]


_LABELS = {
    Status.NOT_APPLICABLE: "不适用",
    Status.EXEMPT: "豁免（经批准）",
    Status.VACANT_BELOW: "职务空缺（下级）",
    Status.VACANT_ABOVE: "职务空缺（上级）",
    Status.NOT_DUE: "未到期",
    Status.DUE_SOON: "临近到期",
    Status.WRONG_TALKER: "谈话人不符",
    Status.INCOMPLETE: "佐证材料不全",
    Status.LATE: "逾期履行",
    Status.FULFILLED: "已履行",
    Status.OVERDUE: "逾期（尚未见记录）",
    Status.NO_RECORD: "未见记录",
    Status.DOUBTFUL: "存疑待核",
}


class Rank(IntEnum):
    """What a record is worth to a duty, the best first; the best of several counts."""

    FULFILLED = 0
    LATE = 1
    INCOMPLETE = 2
    INCOMPLETE_LATE = 3
    WRONG_TALKER = 4
    WRONG_TALKER_LATE = 5
    NONE = 6

    @property
    def status(self) -> Status:
        """The status that a duty has by this record. Raises `KeyError` for `NONE`."""
        return _STATUS[self]

    @property
    def late(self) -> bool:
        """Whether the record came after the day on which the duty fell due."""
        return self in (Rank.LATE, Rank.INCOMPLETE_LATE, Rank.WRONG_TALKER_LATE)


NOTHING = frozenset({Rank.NONE})
"""Of a record that cannot count."""
_STATUS = {
    Rank.FULFILLED: Status.FULFILLED,
    Rank.LATE: Status.LATE,
    Rank.INCOMPLETE: Status.INCOMPLETE,
    Rank.INCOMPLETE_LATE: Status.INCOMPLETE,
    Rank.WRONG_TALKER: Status.WRONG_TALKER,
    Rank.WRONG_TALKER_LATE: Status.WRONG_TALKER,
}


class Term(NamedTuple):
    """When a duty can be fulfilled, in days counted from the day on which it began.

    That day lies in `begun`. A record counts from `opens` (which may be before) to `due` as on
    time, and up to `closes` as late; `closes` is `None` where it can be made good for ever.
    """

    begun: Window
    opens: int
    due: int
    closes: int | None

    @property
    def span(self) -> Window:
        """All days on which a record may count."""
        last = self.begun.last + (self.due if self.closes is None else self.closes)
        return Window(self.begun.first + self.opens, last)

    @property
    def due_days(self) -> Window:
        """The days on which the duty may have fallen due."""
        return Window(self.begun.first + self.due, self.begun.last + self.due)


@frozen
class Fact:
    """A record that may fulfil a duty. It happened on a day of `days`.

    `below` are the ways in which it concerned the right person: one of them must hold on that day;
    `above` those in which the right one led it. `complete` is whether it has all that the rule asks
    for, `sure` whether it is of the right kind and names the right post for certain.
    """

    record: str
    days: Window
    below: tuple[Way, ...]
    above: tuple[Way, ...] | None
    """`None` where nobody is recorded to have led it."""
    complete: bool = True
    sure: bool = True


def holds(ways: Iterable[Way], day: int) -> Truth:
    """Whether one of the ways holds on a day. The way without intervals always does."""
    found = NO
    for way in ways:
        sure = True
        for since_lo, since_hi, until_lo, until_hi, _ in way:
            if not since_lo <= day < until_hi:
                break
            sure = sure and since_hi <= day < until_lo
        else:
            if sure:
                return YES
            found = OPEN
    return found


def ranks(fact: Fact, term: Term, as_of: int) -> frozenset[Rank]:
    """What a record may be worth to a duty, seen on the day `as_of`; what came later is not seen.

    The days on which it may have happened are cut where one of the intervals begins or ends: within
    a piece all days have the same people in their posts.
    """
    found: set[Rank] = set() if fact.sure else {Rank.NONE}
    for piece in _pieces(fact, as_of):
        after = Window(piece.first - term.begun.last, piece.last - term.begun.first)
        below = holds(fact.below, piece.first)
        led = OPEN if fact.above is None else holds(fact.above, piece.first)
        for late in _lateness(after, term):
            if late is None or False in below:
                found.add(Rank.NONE)
            if late is not None and True in below:
                found.update(_worth(right, fact.complete, late) for right in led)
    if fact.days.last > as_of:
        found.add(Rank.NONE)
    return frozenset(found)


def _pieces(fact: Fact, as_of: int) -> list[Window]:
    first, last = fact.days.first, min(fact.days.last, as_of)
    if first >= last:
        return [Window(first, last)] if first == last else []
    cuts = {first, last + 1}
    for way in (*fact.below, *(fact.above or ())):
        for interval in way:
            bounds = (interval.since_lo, interval.since_hi, interval.until_lo, interval.until_hi)
            cuts.update(day for day in bounds if first < day <= last)
    return [Window(a, b - 1) for a, b in pairwise(sorted(cuts))]


def _lateness(after: Window, term: Term) -> Iterator[bool | None]:
    """Whether some day of `after` (counted from the beginning) is on time, late, or neither."""
    if after.first <= term.due and after.last >= term.opens:
        yield False
    closes = after.last if term.closes is None else term.closes
    if max(after.first, term.due + 1) <= min(after.last, closes):
        yield True
    if after.first < term.opens or after.last > closes:
        yield None


@cache
def _worth(right: bool, complete: bool, late: bool) -> Rank:
    defect = Rank.FULFILLED if complete else Rank.INCOMPLETE
    return Rank((defect if right else Rank.WRONG_TALKER) + late)


def best(records: Sequence[frozenset[Rank]]) -> frozenset[Rank]:
    """What the best of several records may be worth; `NONE` if there is none at all.

    A rank can be the best iff some record may have it while no other must have a better one.
    """
    worst = [max(may) for may in records]
    return frozenset(
        rank
        for rank in {rank for may in records for rank in may} or {Rank.NONE}
        if all(rank <= limit for limit in worst)
    )


def outstanding(term: Term, as_of: int, near: int) -> frozenset[Status]:
    """What a duty without a record may be on the day `as_of`: not due, due within `near` days,
    overdue while it can be made good, or closed without a record."""
    earliest, latest = term.due_days
    found: set[Status] = set()
    if latest >= as_of:
        if max(earliest, as_of) <= as_of + near:
            found.add(Status.DUE_SOON)
        if latest > as_of + near:
            found.add(Status.NOT_DUE)
    if earliest < as_of:
        still = None if term.closes is None else as_of - (term.closes - term.due)
        if min(latest, as_of - 1) >= (earliest if still is None else still):
            found.add(Status.OVERDUE)
        if still is not None and earliest < still:
            found.add(Status.NO_RECORD)
    return frozenset(found)


class Ground(NamedTuple):
    """What must be so before a duty can be owed: each may be open.

    `applies`: somebody stood in the relation that the rule names. `below`, `above`: the seats were
    held on some day of the term; where not, `vacant_*` says whether a source calls them vacant,
    else nobody is recorded and the duty is doubtful.
    """

    applies: Truth = YES
    exempt: Truth = NO
    below: Truth = YES
    above: Truth = YES
    vacant_below: bool = False
    vacant_above: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a duty; `may_be` are the statuses that the dates leave open, one if it is sure.

    `late` tells whether the record that counts came in time, also where it has a defect; `None`
    where there is none or the dates leave it open.
    """

    status: Status
    may_be: tuple[Status, ...]
    late: bool | None


@lru_cache(maxsize=65_536)
def verdict(
    ground: Ground, records: tuple[frozenset[Rank], ...], term: Term, as_of: int, near: int
) -> Verdict:
    """The status of a duty on the day `as_of`, in the order of decision of the field.

    A duty that is fulfilled in full before it falls due counts as fulfilled; one that has only a
    defective record by then is not due yet, as the defect can still be mended.
    """
    worth = best(records)
    found = set(_decided(ground, worth, outstanding(term, as_of, near)))
    status = next(iter(found)) if len(found) == 1 else Status.DOUBTFUL
    late = {rank.late for rank in worth if rank is not Rank.NONE}
    sure = Rank.NONE not in worth and len(late) == 1
    return Verdict(status, tuple(s for s in Status if s in found), late.pop() if sure else None)


def _decided(
    ground: Ground, worth: Collection[Rank], without: Collection[Status]
) -> Iterator[Status]:
    if False in ground.applies:
        yield Status.NOT_APPLICABLE
    if True not in ground.applies:
        return
    if True in ground.exempt:
        yield Status.EXEMPT
    if False not in ground.exempt:
        return
    if False in ground.below:
        yield Status.VACANT_BELOW if ground.vacant_below else Status.DOUBTFUL
    if True not in ground.below:
        return
    if False in ground.above:
        yield Status.VACANT_ABOVE if ground.vacant_above else Status.DOUBTFUL
    if True not in ground.above:
        return
    waiting = [s for s in without if s in (Status.NOT_DUE, Status.DUE_SOON)]
    passed = [s for s in without if s not in waiting]
    for rank in worth:
        if rank is Rank.FULFILLED:
            yield Status.FULFILLED
            continue
        yield from waiting
        if passed:
            yield from passed if rank is Rank.NONE else (rank.status,)


def both(one: Truth, other: Truth) -> Truth:
    """Whether two things are so."""
    if one == YES:
        return other
    return frozenset(a and b for a in one for b in other)


def held(ways: Iterable[Way], when: Window) -> Truth:
    """Whether one of the ways holds on some day of `when`: each way on its own."""
    found = NO
    begins, ends = when.first, when.last + 1
    for way in ways:
        first, last_first, first_after, after = begins, begins, ends, ends
        for since_lo, since_hi, until_lo, until_hi, _ in way:
            # Compared by hand: four calls of `max` and `min` take three times as long.
            first = first if first > since_lo else since_lo
            last_first = last_first if last_first > since_hi else since_hi
            first_after = first_after if first_after < until_lo else until_lo
            after = after if after < until_hi else until_hi
        if last_first < first_after:
            return YES  # some day is certain for each interval by itself
        if first >= after:
            continue
        answer = together(way, when)
        if answer is Certainty.CERTAIN:
            return YES
        if answer is Certainty.POSSIBLE:
            found = OPEN
    return found
