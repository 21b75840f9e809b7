"""Clues, cases and sanctions of a place in a period, counted from records that are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window, together
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.belonging import Belonging, belonging, strongest
from graph.queries.ledgers.closing import Closing, closings
from graph.queries.ledgers.masking import masked, unquoted
from graph.queries.sources import sources_by_edge
from graph.queries.subtree import bodies_below
from graph.queries.tenure import HEADS, SECONDED, tenures_in
from graph.record import Node, ThinEdge
from graph.schema import schema
from graph.store import View, ordered

STAGES = ("立案", "党纪处分", "政务处分", "移送审查起诉", "判决")
"""The stages of cases that are counted, each by its own day."""
NO_VALUE = "未见记录"


class Counted(NamedTuple):
    """A clue or case that counts, with a person whom it is about (`None` where none is recorded)
    and the `events` by which it does; by what it belongs to the place; how surely it falls in the
    period and belongs; and how surely the person headed a body when the clue was received, or when
    the case was filed."""

    record: str
    person: str | None
    events: tuple[str, ...]
    basis: str
    certainty: Certainty
    head: Certainty


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the rows behind it. `topic` is 线索, a stage of cases, or 形态."""

    topic: str
    name: str
    rows: tuple[Counted, ...]

    def records(self, certainty: Certainty) -> tuple[str, ...]:
        """The records that count as surely as this, each once (件)."""
        return tuple(ordered(r.record for r in self.rows if r.certainty is certainty))

    def turns(self, certainty: Certainty) -> tuple[Counted, ...]:
        """One row for each person and record (人次)."""
        return tuple(r for r in self.rows if r.person and r.certainty is certainty)

    def people(self, certainty: Certainty) -> tuple[str, ...]:
        """The people of these rows, each once (人)."""
        return tuple(ordered(str(r.person) for r in self.turns(certainty)))

    def heads(self, certainty: Certainty, head: Certainty = Certainty.CERTAIN) -> tuple[str, ...]:
        """Those of these people who were heads at the time (一把手) as surely as `head`, and in no
        other row more surely."""
        best: dict[str, set[Certainty]] = {}
        for row in self.turns(certainty):
            best.setdefault(str(row.person), set()).add(row.head)
        return tuple(person for person, found in best.items() if strongest(found) is head)


@dataclass(frozen=True, slots=True)
class Headed:
    """A person's tenure of a post that heads a body, at the time of a record that counts."""

    person: str
    post: Node
    body: Node
    interval: Interval
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of the bodies `bodies` in `period`, with every record and person that they name.
    Forms are those entered for the cases filed in the period, with issuer and basis; `closings`
    tell of clues and cases that were closed, cleared or withdrawn; `headed` shows why somebody
    counts as a head."""

    organization: Node
    bodies: tuple[str, ...]
    period: Window
    counts: tuple[Count, ...]
    nodes: Mapping[str, Node]
    sources: Mapping[str, tuple[Attestation, ...]]
    closings: Mapping[str, Closing]
    headed: tuple[Headed, ...]


def counts(view: View, organization: Node, period: Window, *, below: bool = True) -> Counts:
    """What is recorded for a body, with `below` for all bodies below it along the party duty.

    Where a record belongs is told in `belonging`; it is asked of the day of the record, so that a
    sanction counts where its case was filed. A person counts as a head if he headed a body on the
    day on which the clue was received or the case was filed, or on the day before the filing: who
    is removed on the day of filing headed the body up to it, and every later stage of the case
    still counts him. Where a date is partial, this must hold for each day that it may mean. The
    stages do not say whom of several subjects they concern: all of them count.
    """
    bodies = [organization.id]
    if below:
        bodies += bodies_below(view, organization.id, period)
    clues = belonging(view, organization.id, "Clue", period.last, below=below)
    cases = belonging(view, organization.id, "Case", period.last, below=below)
    nodes = view.nodes([*clues, *cases])
    ends = attached(view, cases, ("EVENT_OF",), "in")
    nodes |= view.nodes(ordered(e.source for edges in ends.values() for e in edges))
    people = ordered(p for b in chain(clues.values(), cases.values()) for p in b.people)
    heads = _Heads(view, people)
    tally = _Tally(period, heads)
    tally.topic("线索", [*schema().enumerations["clue_disposal"], NO_VALUE])
    for i, why in clues.items():
        tally.add("线索", nodes[i].first("disposal") or NO_VALUE, i, (), why, why.days)
    for stage in STAGES:
        tally.topic(stage, [stage])
        for case, edges in ends.items():
            events = [e for e in edges if nodes[e.source].first("stage") == stage]
            days = [Interval.event(nodes[e.source].first("date") or e.first("on")) for e in events]
            dated = [
                (e.source, day)
                for e, day in zip(events, days, strict=True)
                if day.at(period) is not Certainty.NO
            ]
            counting = tuple(event for event, _ in dated)
            tally.add(stage, stage, case, counting, cases[case], [day for _, day in dated])
    tally.topic("形态", [*schema().enumerations["form"], NO_VALUE])
    for row in tally.rows("立案", "立案"):
        form = nodes[row.record].first("form") or NO_VALUE
        tally.put("形态", form, row)
    found = tally.counts(nodes)
    rows = [row for count in found for row in count.rows]
    nodes |= view.nodes(ordered(row.person for row in rows if row.person))
    named = ordered(i for row in rows for i in (row.record, row.person, *row.events) if i)
    sources = backing(view, [(i, ()) for i in named])
    return Counts(
        organization, tuple(bodies), period, found,
        {i: masked(nodes[i]) for i in named},
        {i: tuple(map(unquoted, said)) for i, said in sources.items()},
        closings(view, (nodes[i] for i in ordered(row.record for row in rows))),
        heads.shown(rows, clues | cases),
    )  # fmt: skip


class _Tally:
    """Rows by topic and name, in the order in which these were given."""

    def __init__(self, period: Window, heads: _Heads) -> None:
        self._period, self._heads = period, heads
        self._rows: dict[tuple[str, str], list[Counted]] = {}

    def topic(self, topic: str, names: Iterable[str]) -> None:
        """Begin to count a topic under these names."""
        self._rows |= {(topic, name): [] for name in names}

    def add(
        self, topic: str, name: str, record: str, events: tuple[str, ...], why: Belonging,
        days: Iterable[Interval],
    ) -> None:  # fmt: skip
        """Count a record that possibly fell in the period on any of these days."""
        sure = strongest(day.at(self._period) for day in days)
        if sure is Certainty.NO:
            return
        if why.certainty is Certainty.POSSIBLE:
            sure = Certainty.POSSIBLE
        for person in why.people or (None,):
            head = self._heads.at(person, why.days) if person else Certainty.NO
            row = Counted(record, person, events, why.basis, sure, head)
            self.put(topic, name, row)

    def put(self, topic: str, name: str, row: Counted) -> None:
        """Count a row."""
        self._rows[topic, name].append(row)

    def rows(self, topic: str, name: str) -> tuple[Counted, ...]:
        """The rows of a name so far."""
        return tuple(self._rows[topic, name])

    def counts(self, nodes: Mapping[str, Node]) -> tuple[Count, ...]:
        """All counts, the rows of each in order of number or name."""

        def order(row: Counted) -> tuple[str, str, str]:
            return nodes[row.record].caption, row.record, row.person or ""

        return tuple(
            Count(topic, name, tuple(sorted(rows, key=order)))
            for (topic, name), rows in self._rows.items()
        )


class _Heads:
    """When people headed a body; who is seconded (挂职) does not."""

    def __init__(self, view: View, people: Collection[str]) -> None:
        self._view = view
        held = [e for e in view.expand(people, ("HOLDS",), "out") if e.facet != SECONDED]
        posts = ordered(e.target for e in held)
        self._body = {
            e.source: e.target for e in view.expand(posts, ("POST_OF",), "out", facets=HEADS)
        }
        self._spells: dict[str, list[tuple[ThinEdge, Interval]]] = {person: [] for person in people}
        whole = tenures_in(view, sorted(self._body), Window(EVER, FOREVER))
        for edge, interval in chain.from_iterable(whole.values()):
            if edge.source in self._spells and edge.facet != SECONDED:
                self._spells[edge.source].append((edge, interval))

    def at(self, person: str, days: Sequence[Interval]) -> Certainty:
        """How surely a person headed a body on any of the days."""
        return strongest(
            together([spell, day]) for _, spell in self._spells[person] for day in days
        )

    def shown(
        self, rows: Iterable[Counted], records: Mapping[str, Belonging]
    ) -> tuple[Headed, ...]:
        """The tenures by which the people of these rows count as heads."""
        edges = {
            edge.id: (edge, spell)
            for row in rows
            if row.person
            for edge, spell in self._spells[row.person]
            if strongest(together([spell, day]) for day in records[row.record].days)
            is not Certainty.NO
        }
        thin = [edge for edge, _ in edges.values()]
        said = sources_by_edge(self._view, thin)
        nodes = self._view.nodes(ordered(i for e in thin for i in (e.target, self._body[e.target])))
        return tuple(
            Headed(
                edge.source, nodes[edge.target], nodes[self._body[edge.target]], spell,
                tuple(map(unquoted, said[edge.id])),
            )
            for edge, spell in edges.values()
        )  # fmt: skip
