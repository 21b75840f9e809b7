"""Clues, cases and sanctions of a place in a period, counted from records that are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window, together
from graph.queries.attached import attached, backing
from graph.queries.masking import masked, unquoted
from graph.queries.subtree import bodies_below
from graph.queries.tenure import HEADS, SECONDED, tenures_in
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered

STAGES = ("立案", "党纪处分", "政务处分", "移送审查起诉", "判决")
"""The stages of cases that are counted by their own day."""
NO_VALUE = "未见记录"
MANAGED, OCCURRED, RECEIVED = "干部管理权限", "发生地", "受理机关"
"""By what a record belongs to a place; by receipt only clues of which nothing else is known."""


class Counted(NamedTuple):
    """A record that counts, with a person whom it is about (`None` where none is recorded), by
    what it belongs to the place, how surely it falls in the period, and whether that person headed
    a body on that day."""

    record: str
    person: str | None
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
        """The records that fall in the period as surely as this, each once (件)."""
        return tuple(ordered(r.record for r in self.rows if r.certainty is certainty))

    def turns(self, certainty: Certainty) -> tuple[Counted, ...]:
        """One row for each person and record (人次)."""
        return tuple(r for r in self.rows if r.person and r.certainty is certainty)

    def people(self, certainty: Certainty) -> tuple[str, ...]:
        """The people of these rows, each once (人)."""
        return tuple(ordered(str(r.person) for r in self.turns(certainty)))

    def heads(self, certainty: Certainty) -> tuple[str, ...]:
        """Those of these people who were certainly heads on the day (一把手)."""
        turns = self.turns(certainty)
        return tuple(ordered(str(r.person) for r in turns if r.head is Certainty.CERTAIN))


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of the bodies `bodies` in `period`, with every record and person that they name.
    Forms are those entered for the cases filed in the period, with issuer and basis."""

    organization: Node
    bodies: tuple[str, ...]
    period: Window
    counts: tuple[Count, ...]
    nodes: Mapping[str, Node]
    case_of: Mapping[str, str]
    """The case of each stage that counts."""
    sources: Mapping[str, tuple[Attestation, ...]]


def counts(view: View, organization: Node, period: Window, *, below: bool = True) -> Counts:
    """What is recorded for a body, with `below` for all bodies below it along the party duty.

    A clue or case belongs where the people it is about are managed (MANAGED_BY); where that is not
    recorded, to the body in which it occurred or which it is about; a clue of which neither is
    recorded, to the organ that received it.
    """
    bodies = [organization.id]
    if below:
        bodies += bodies_below(view, organization.id, period)
    units = (e.target for e in view.expand(bodies, ("PARTY_BODY_OF",), "out", when=period))
    place = _Place(view, ordered([*bodies, *units]), period)
    found: list[Count] = []
    clues = place.belonging("Clue")
    nodes = view.nodes(clues)
    found += _counted(
        "线索", [*schema().enumerations["clue_disposal"], NO_VALUE],
        (
            (node.first("disposal") or NO_VALUE, node.id, node.first("received"), clues[node.id])
            for node in nodes.values()
        ),
        period, place,
    )  # fmt: skip
    cases = place.belonging("Case")
    nodes |= view.nodes(cases)
    stages = attached(view, cases, ("EVENT_OF",), "in")
    events = view.nodes(ordered(e.source for edges in stages.values() for e in edges))
    nodes |= events
    filed = []
    for stage in STAGES:
        rows = [
            (stage, edge.source, events[edge.source].first("date") or edge.first("on"), cases[case])
            for case, edges in stages.items()
            for edge in edges
            if events[edge.source].first("stage") == stage
        ]
        if stage == "立案":
            filed = [(events_of, on, who) for _, events_of, on, who in rows]
        found += _counted(stage, [stage], iter(rows), period, place)
    case_of = {e.source: case for case, edges in stages.items() for e in edges}
    found += _counted(
        "形态", [*schema().enumerations["form"], NO_VALUE],
        (
            (nodes[case_of[event]].first("form") or NO_VALUE, case_of[event], on, who)
            for event, on, who in filed
        ),
        period, place,
    )  # fmt: skip
    nodes |= view.nodes(ordered(str(r.person) for c in found for r in c.rows if r.person))
    named = {i for c in found for r in c.rows for i in (r.record, r.person) if i}
    case_of = {event: case for event, case in case_of.items() if event in named}
    named |= set(case_of.values())
    sources = backing(view, [(i, ()) for i in sorted(named)])
    return Counts(
        organization, tuple(bodies), period, tuple(found),
        {i: masked(node) for i, node in nodes.items() if i in named},
        case_of,
        {i: tuple(map(unquoted, said)) for i, said in sources.items()},
    )  # fmt: skip


class _Belonging(NamedTuple):
    """Why a record belongs to the place, and the people it is about."""

    basis: str
    people: tuple[str, ...]


class _Place:
    """The bodies asked about: which records belong to them, and who headed any body when."""

    def __init__(self, view: View, bodies: Collection[str], period: Window) -> None:
        self._view, self._bodies, self._period = view, frozenset(bodies), period
        self._headed: dict[str, list[Interval]] = {}

    def belonging(self, kind: str) -> dict[str, _Belonging]:
        """The clues or cases of the place by id."""
        to_people = ("ABOUT", "in") if kind == "Clue" else ("SUBJECT_OF", "out")
        managed = self._view.expand(sorted(self._bodies), ("MANAGED_BY",), "in", when=self._period)
        holders = ordered(e.source for e in managed)
        posts = self._view.nodes(holders)
        seated = [i for i in holders if posts[i].kind == "Post"]
        tenures = tenures_in(self._view, seated, self._period)
        people = [i for i in holders if posts[i].kind == "Person"]
        people += [edge.source for spells in tenures.values() for edge, _ in spells]
        found = self._near(ordered(people), *to_people)
        if kind == "Clue":
            found += self._near(sorted(self._bodies), "ABOUT", "in")
            found += self._near(sorted(self._bodies), "RECEIVED_BY", "in")
        else:
            found += self._near([*sorted(self._bodies), *self._divisions()], "OCCURRED_IN", "in")
        records = [n.id for n in self._view.nodes(sorted(set(found))).values() if n.kind == kind]
        return self._decided(records, kind)

    def _near(self, ids: Sequence[str], kind: str, direction: str) -> list[str]:
        if direction == "in":
            return [e.source for e in self._view.expand(ids, (kind,), "in")]
        return [e.target for e in self._view.expand(ids, (kind,), "out")]

    def _divisions(self) -> list[str]:
        edges = self._view.expand(
            sorted(self._bodies), ("LOCATED_IN",), "out", when=self._period, facets=("管辖",)
        )
        return ordered(e.target for e in edges)

    def _decided(self, records: Sequence[str], kind: str) -> dict[str, _Belonging]:
        clue = kind == "Clue"
        about = attached(self._view, records, ("ABOUT" if clue else "SUBJECT_OF",),
                         "out" if clue else "in")  # fmt: skip
        scenes = attached(
            self._view, records, ("RECEIVED_BY",) if clue else ("OCCURRED_IN",), "out"
        )
        ends = {r: [e.target if clue else e.source for e in edges] for r, edges in about.items()}
        kinds = self._view.nodes(ordered(i for found in ends.values() for i in found))
        people = {r: [i for i in found if kinds[i].kind == "Person"] for r, found in ends.items()}
        managers = self._managers(ordered(p for found in people.values() for p in found))
        places = self._bodies | set(self._divisions())
        decided: dict[str, _Belonging] = {}
        for record in records:
            found = [i for p in people[record] for i in managers.get(p, ())]
            where = [i for i in ends[record] if kinds[i].kind == "Organization"] if clue else []
            by_receipt = clue and not where
            where = where or [e.target for e in scenes[record]]
            if found:
                mine, basis = not self._bodies.isdisjoint(found), MANAGED
            else:
                mine = not places.isdisjoint(where)
                basis = RECEIVED if by_receipt else OCCURRED
            if mine:
                decided[record] = _Belonging(basis, tuple(ordered(people[record])))
        return decided

    def _managers(self, people: Sequence[str]) -> dict[str, list[str]]:
        """The bodies that managed each person or the posts he held in the period."""
        held = self._view.expand(people, ("HOLDS",), "out", when=self._period)
        found: dict[str, list[str]] = {}
        by_node: dict[str, list[str]] = {}
        asked = ordered([*people, *(e.target for e in held)])
        for edge in self._view.expand(asked, ("MANAGED_BY",), "out", when=self._period):
            by_node.setdefault(edge.source, []).append(edge.target)
        for person in people:
            found[person] = list(by_node.get(person, ()))
        for edge in held:
            found[edge.source] += by_node.get(edge.target, ())
        return found

    def read_heads(self, people: Collection[str]) -> None:
        """Read when these people headed a body, if not known yet."""
        new = [p for p in ordered(people) if p not in self._headed]
        self._headed |= {p: [] for p in new}
        held = [e for e in self._view.expand(new, ("HOLDS",), "out") if e.facet != SECONDED]
        posts = ordered(e.target for e in held)
        heads = {e.source for e in self._view.expand(posts, ("POST_OF",), "out", facets=HEADS)}
        whole = tenures_in(self._view, sorted(heads), Window(EVER, FOREVER))
        asked = set(new)
        for spells in whole.values():
            for edge, interval in spells:
                if edge.source in asked and edge.facet != SECONDED:
                    self._headed[edge.source].append(interval)

    def head(self, person: str, on: Interval) -> Certainty:
        """How surely a person who was read headed a body on the day."""
        ways = {together([spell, on]) for spell in self._headed[person]}
        for certainty in (Certainty.CERTAIN, Certainty.POSSIBLE):
            if certainty in ways:
                return certainty
        return Certainty.NO


def _counted(
    topic: str,
    names: Sequence[str],
    given: Iterator[tuple[str, str, str | None, _Belonging]],
    period: Window,
    place: _Place,
) -> list[Count]:
    """Counts by name, in the order of `names`, of records with their days."""
    rows: dict[str, list[Counted]] = {name: [] for name in names}
    kept = sorted(given, key=lambda g: (g[0], g[1]))
    place.read_heads([p for *_, belonging in kept for p in belonging.people])
    for name, record, on, belonging in kept:
        day = Interval.event(on)
        certainty = day.at(period)
        if certainty is Certainty.NO:
            continue
        rows[name] += (
            Counted(record, person, belonging.basis, certainty,
                    place.head(person, day) if person else Certainty.NO)
            for person in belonging.people or (None,)
        )  # fmt: skip
    return [Count(topic, name, tuple(found)) for name, found in rows.items()]
