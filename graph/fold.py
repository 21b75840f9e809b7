"""From statements to records: agreeing values once, differing values side by side, spells of time.

Folding is a function of the *set* of statements: neither their order nor the batches they came in
change the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.attestation import Attestation
from graph.dates import ALWAYS, EVER, FOREVER, Interval, Window, fits, is_exact, window
from graph.ids import spell_id
from graph.record import Edge, Node, Properties, Record, Scalar
from graph.schema import Property, schema


def fold(statements: Sequence[Attestation]) -> list[Record]:
    """The records that statements about one node or one relation amount to.

    One node, or the spells of the relation in order of time. No statements, no records.
    """
    if not statements:
        return []
    head = statements[0]
    if not head.source:
        return [Node(head.record, head.kind, _values(statements))]
    spells = [statements] if len(statements) == 1 else _spells(statements)
    return [
        Edge(
            spell_id(head.record, ordinal), head.kind, head.facet, head.source, head.target,
            _interval(head.kind, spell), _values(spell),
        )
        for ordinal, spell in enumerate(spells, start=1)
    ]  # fmt: skip


def spell_statements(edge: str, statements: Sequence[Attestation]) -> list[Attestation]:
    """Those of a relation's statements that speak of the spell with the edge id `edge`."""
    if len(statements) == 1:
        return list(statements)
    ordinal = int(edge.partition("~")[2] or 1)
    return _spells(statements)[ordinal - 1]


def _values(statements: Sequence[Attestation]) -> Properties:
    if len(statements) == 1 and _single(statements[0].properties):
        return dict(sorted(statements[0].properties.items()))
    declared = schema().properties(statements[0].kind)
    counts: dict[str, Counter[Scalar]] = {}
    for statement in statements:
        for name, values in statement.properties.items():
            counts.setdefault(name, Counter()).update(set(values))
    return {name: _ordered(declared[name], counted) for name, counted in sorted(counts.items())}


def _single(properties: Properties) -> bool:
    return set(map(len, properties.values())) <= {1}


def _ordered(prop: Property, counted: Counter[Scalar]) -> tuple[Scalar, ...]:
    """Most attested first, then by text; a coarser date stands back where a finer one fits it."""
    if prop.type == "date" and not prop.many:
        kept = refine(map(str, counted))
        counted = Counter({value: count for value, count in counted.items() if value in kept})
    return tuple(sorted(counted, key=lambda value: (-counted[value], str(value))))


def refine(dates: Iterable[str]) -> set[str]:
    """The dates without those that a finer one among them fits."""
    every = set(dates)
    return {d for d in every if not any(fits(d, other) for other in every)}


@dataclass(slots=True)
class _Extent:
    """What one statement says about the beginning and the end of a spell."""

    statement: Attestation
    since: Window | None
    until: Window | None
    seen: tuple[Window, ...]
    starts: bool
    ends: bool

    @property
    def first(self) -> int:
        if self.since:
            return self.since.first
        if self.seen:
            return min(w.first for w in self.seen)
        return self.until.first if self.until else EVER

    @property
    def last(self) -> int:
        if self.until:
            return self.until.last
        return max(
            [w.last for w in self.seen] + ([self.since.last] if self.since else []), default=EVER
        )


def _extent(statement: Attestation) -> _Extent:
    since = statement.properties.get("since")
    until = statement.properties.get("until")
    return _Extent(
        statement,
        window(str(since[0])) if since else None,
        window(str(until[0])) if until else None,
        tuple(window(str(day)) for day in statement.properties.get("seen", ())),
        bool(since or "absent_before" in statement.properties),
        bool(until or "absent_after" in statement.properties),
    )


def _spells(statements: Sequence[Attestation]) -> list[list[Attestation]]:
    """Statements about one relation, put together where they may speak of the same spell.

    Two belong together when they begin alike, when one begins before the other's earliest end, or
    when nothing ends the earlier and nothing begins the later. Statements without any time go with
    the first spell.
    """
    if len(statements) == 1 or schema().edges[statements[0].kind].time != "interval":
        return [list(statements)]
    extents = [_extent(s) for s in statements]
    timed = [e for e in extents if e.since or e.until or e.seen]
    timeless = [e.statement for e in extents if not (e.since or e.until or e.seen)]
    # what ends on a day comes before what begins on it: they are no one spell
    timed.sort(key=lambda e: (e.first, e.last, e.since is not None, e.statement.id))
    groups: list[list[_Extent]] = []
    for extent in timed:
        if groups and _same_spell(groups[-1], extent):
            groups[-1].append(extent)
        else:
            groups.append([extent])
    spells = [[e.statement for e in group] for group in groups] or [[]]
    spells[0].extend(timeless)
    return spells


def _same_spell(group: Sequence[_Extent], later: _Extent) -> bool:
    if later.since and any(
        e.since and e.since.first <= later.since.first and later.since.last <= e.since.last
        for e in group
    ):
        return True
    ends = [e.until for e in group if e.until]
    if not ends:
        reached = max(e.last for e in group)
        joined = not any(e.ends for e in group) and not later.starts
        return later.first <= reached or joined
    if later.since:
        return later.first < max(end.first for end in ends)
    return later.first <= max(end.last for end in ends)


def _interval(kind: str, statements: Sequence[Attestation]) -> Interval:
    time = schema().edges[kind].time
    if time == "none":
        return ALWAYS
    if time == "event":
        return _event(_said(statements, "on"))
    return _lasting(
        _said(statements, "since"), _said(statements, "until"), _said(statements, "seen"),
        _said(statements, "absent_before"), _said(statements, "absent_after"),
    )  # fmt: skip


Days = tuple[Scalar, ...]


def _said(statements: Sequence[Attestation], name: str) -> Days:
    if len(statements) == 1:
        return statements[0].properties.get(name, ())
    return tuple({d: None for s in statements for d in s.properties.get(name, ())})


@lru_cache(maxsize=65_536)
def _event(on: Days) -> Interval:
    days = [window(d) for d in refine(map(str, on))]
    if not days:
        return Interval.event(None)
    first, last = min(w.first for w in days), max(w.last for w in days)
    return Interval(first, last, first + 1, last + 1)


@lru_cache(maxsize=65_536)
def _lasting(
    since: Days,
    until: Days,
    seen: Days,
    absent_before: Days,
    absent_after: Days,
) -> Interval:
    """The four bounds that since, until, sightings and absences leave (design §4).

    Where sources differ, a day is certain only if all of them agree on it.
    """
    starts = [window(d) for d in refine(map(str, since))]
    ends = refine(map(str, until))
    sightings = _windows(seen)

    until_lo = min((window(d).first for d in ends), default=EVER)
    until_hi = max((window(d).last + (not is_exact(d)) for d in ends), default=FOREVER)
    since_lo = min((w.first for w in starts), default=EVER)
    since_hi = max((w.last for w in starts), default=until_hi - 1 if ends else FOREVER)
    before, after = _windows(absent_before), _windows(absent_after)
    since_lo, since_hi = _first_day(since_lo, since_hi, sightings, before)
    until_lo, until_hi = _first_day_out(until_lo, until_hi, sightings, after)
    if starts and not ends:
        until_lo = max(until_lo, since_lo + 1)
    if since_lo >= until_hi:  # one lets it end before another lets it begin: both stand
        since_lo, until_hi = min(since_lo, until_lo), max(until_hi, since_hi + 1)
    return Interval(since_lo, since_hi, until_lo, until_hi)


def _windows(days: Days) -> list[Window]:
    return [window(str(day)) for day in days]


def _first_day(
    lo: int, hi: int, seen: Sequence[Window], absent: Iterable[Window]
) -> tuple[int, int]:
    """The bounds of the first day: not after the first sighting, after the absences before it.

    A sighting before the stated bounds, or an absence after them, contradicts them: both stand.
    """
    first_seen = min((w.last for w in seen), default=FOREVER)
    if first_seen < lo:
        lo = min(w.first for w in seen)
    else:
        hi = min(hi, first_seen)
    widened = hi
    for away in absent:
        if away.first < min(hi, first_seen):
            lo = max(lo, away.first + 1)
        elif away.first >= hi:
            back = min((w.last for w in seen if w.last > away.first), default=hi)
            widened = max(widened, back)
    return lo, widened


def _first_day_out(
    lo: int, hi: int, seen: Sequence[Window], absent: Iterable[Window]
) -> tuple[int, int]:
    """The bounds of the first day out, as `_first_day`; a sighting after the end leaves it open."""
    last_seen = max((w.first for w in seen), default=EVER)
    if last_seen >= hi:
        hi = FOREVER
    else:
        lo = max(lo, last_seen + 1)
    widened = lo
    for away in absent:
        if away.last >= lo and away.last > last_seen:
            hi = min(hi, away.last)
        elif away.last < lo:
            left = max((w.first + 1 for w in seen if w.first < away.last), default=lo)
            widened = min(widened, left)
    return widened, hi
