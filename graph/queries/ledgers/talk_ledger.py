"""The ledger of talks of a person, a post or a body: who talked with whom, as what, for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window, is_exact, together
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.closing import Closing, closings
from graph.queries.ledgers.masking import masked, unquoted
from graph.queries.recorded import day_window
from graph.queries.subtree import bodies_below
from graph.queries.talks import TALKED_TO
from graph.queries.tenure import tenures_in
from graph.record import Edge, Node
from graph.schema import schema
from graph.store import View, ordered

FAMILY = "家属"
BACK_FILLED = 3
"""So many talks of one body that were entered on one day may have been entered afterwards."""
BACK_FILLED_AFTER = 30
"""Days between a talk and its entry after which it counts as entered afterwards."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, in which role and post as printed. Of family that is masked `person` and
    `kinship` are `None`."""

    role: str
    person: Node | None
    post: str | None
    kinship: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """A clue, case or body that a talk concerns; `closing` says that the clue was closed or found
    untrue, or the case withdrawn, if so."""

    node: Node
    closing: Closing | None


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """A talk. `certainty` says whether it fell in the period and concerns the subject then;
    `principals` entrusted it; `family` is how many members were present."""

    talk: Node
    certainty: Certainty
    participants: tuple[Participant, ...]
    principals: tuple[Node, ...]
    concerns: tuple[Cause, ...]
    family: int
    sources: tuple[Attestation, ...]

    def people(self, role: str) -> tuple[Participant, ...]:
        """Those who took part in a role."""
        return tuple(p for p in self.participants if p.role == role)


@dataclass(frozen=True, slots=True)
class TalkCount:
    """The talks of a type; `people` talked to, each once (人), and `turns`, each as (talk, person)
    (人次)."""

    type: str
    talks: tuple[str, ...]
    people: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BackFilled:
    """Talks of a body that were entered on one day, most of them long after they were held."""

    body: Node
    entered: str
    talks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkLedger:
    """The talks of a subject in order of date, with counts by type and what was entered late."""

    subject: Node
    bodies: int
    entries: tuple[TalkEntry, ...]
    counts: tuple[TalkCount, ...]
    back_filled: tuple[BackFilled, ...]


def talk_ledger(
    view: View,
    subject: Node,
    when: Window,
    *,
    types: Collection[str] = (),
    below: bool = False,
    family: bool = False,
) -> TalkLedger:
    """The talks that possibly fell in `when`, of a person, of those who held a post, or of those
    who held the posts of a body (with `below` of all bodies below it too) and those it entrusted
    or held. `types` are the kinds of talk wanted, all if empty. Names, kinship and words of the
    family are left out unless `family`; informants always."""
    bodies = [subject.id] if subject.kind == "Organization" else []
    if bodies and below:
        bodies += bodies_below(view, subject.id, when)
    held = _talks_of(view, subject, bodies, when, family=family)
    talks = {
        i: node
        for i, node in view.nodes(sorted(held)).items()
        if node.kind == "Talk" and (not types or node.first("type") in types)
    }
    taking = attached(view, talks, ("PARTICIPATED",), "in")
    beside = attached(view, talks, ("ENTRUSTED_BY", "CONCERNS"), "out")
    led = attached(view, talks, ("LED_TO",), "in")
    ends = [e.source for edges in (*taking.values(), *led.values()) for e in edges]
    named = view.nodes(ordered([*ends, *(e.target for es in beside.values() for e in es)]))
    closed = closings(view, named.values())
    sources = backing(view, [(i, [*taking[i], *beside[i], *led[i]]) for i in talks])
    entries = []
    for i, node in talks.items():
        causes = [
            *(named[e.target] for e in beside[i] if e.kind == "CONCERNS"),
            *(named[e.source] for e in led[i]),
        ]
        entries.append(
            TalkEntry(
                node if family else masked(node),
                held[i],
                tuple(_participant(e, named, family=family) for e in taking[i]),
                tuple(named[e.target] for e in beside[i] if e.kind == "ENTRUSTED_BY"),
                tuple(
                    Cause(masked(n), closed.get(n.id)) for n in {n.id: n for n in causes}.values()
                ),
                sum(e.facet == FAMILY for e in taking[i]),
                tuple(s if family and s.kind != "LED_TO" else unquoted(s) for s in sources[i]),
            )
        )
    entries.sort(key=_by_day)
    heard = {i: [e.source for e in edges if e.facet == TALKED_TO] for i, edges in taking.items()}
    return TalkLedger(
        subject, len(bodies), tuple(entries), _counts(entries, heard),
        _back_filled(view, entries, taking),
    )  # fmt: skip


def _by_day(entry: TalkEntry) -> tuple[bool, Window, str]:
    """Talks without a date come last."""
    on = entry.talk.first("date")
    return on is None, day_window(on), entry.talk.id


def _talks_of(
    view: View, subject: Node, bodies: Sequence[str], when: Window, *, family: bool
) -> dict[str, Certainty]:
    """The talks of the subject, each with the strongest certainty of any way to it."""
    roles = [r for r in schema().enumerations["talk_role"] if family or r != FAMILY]
    found: dict[str, Certainty] = {}

    def add(talk: str, certainty: Certainty) -> None:
        if certainty is not Certainty.NO and found.get(talk) is not Certainty.CERTAIN:
            found[talk] = certainty

    if subject.kind == "Person":
        for edge in view.expand([subject.id], ("PARTICIPATED",), "out", when=when, facets=roles):
            add(edge.target, edge.interval.at(when))
        return found
    posts = [subject.id]
    if bodies:
        posts = ordered(e.source for e in view.expand(bodies, ("POST_OF",), "in"))
        own = attached(view, bodies, ("ENTRUSTED_BY", "HELD_BY"), "in")
        talks = view.nodes(ordered(e.source for edges in own.values() for e in edges))
        for node in talks.values():
            if node.kind == "Talk":
                add(node.id, Interval.event(node.first("date")).at(when))
    tenures: dict[str, list[Interval]] = {}
    for spells in tenures_in(view, posts, when).values():
        for edge, interval in spells:
            tenures.setdefault(edge.source, []).append(interval)
    for edge in view.expand(tenures, ("PARTICIPATED",), "out", when=when, facets=roles):
        for interval in tenures[edge.source]:
            add(edge.target, together([interval, edge.interval], when))
    return found


def _participant(edge: Edge, named: Mapping[str, Node], *, family: bool) -> Participant:
    if edge.facet == FAMILY and not family:
        return Participant(FAMILY, None, None, None)
    kinship = edge.first("kinship") if family else None
    return Participant(edge.facet, named[edge.source], edge.first("post"), kinship)


def _counts(
    entries: Sequence[TalkEntry], heard: Mapping[str, Sequence[str]]
) -> tuple[TalkCount, ...]:
    by_type: dict[str, list[str]] = {}
    for entry in entries:
        by_type.setdefault(entry.talk.first("type") or "", []).append(entry.talk.id)
    return tuple(
        TalkCount(
            kind, tuple(talks), tuple(ordered(p for t in talks for p in heard[t])),
            tuple((t, p) for t in talks for p in ordered(heard[t])),
        )
        for kind in schema().enumerations["talk_type"]
        if (talks := by_type.get(kind))
    )  # fmt: skip


def _back_filled(
    view: View, entries: Sequence[TalkEntry], taking: Mapping[str, Sequence[Edge]]
) -> tuple[BackFilled, ...]:
    """Talks by the body of who led them (as his tenures on that day say) and day of entry."""
    led: dict[str, list[Edge]] = {
        entry.talk.id: [e for e in taking[entry.talk.id] if e.facet in ("谈话人", "受托谈话人")]
        for entry in entries
        if entry.talk.first("entered") and entry.talk.first("date")
    }
    people = ordered(e.source for edges in led.values() for e in edges)
    tenures = attached(view, people, ("HOLDS",), "out")
    posts = ordered(e.target for edges in tenures.values() for e in edges)
    body = {e.source: e.target for e in view.expand(posts, ("POST_OF",), "out")}
    dates = {e.talk.id: (e.talk.first("date"), e.talk.first("entered")) for e in entries}
    groups: dict[tuple[str, str], list[str]] = {}
    for talk, edges in led.items():
        owners = {
            body[held.target]
            for edge in edges
            for held in tenures[edge.source]
            if held.target in body and together([held.interval, edge.interval]) is not Certainty.NO
        }
        for owner in owners:
            groups.setdefault((owner, str(dates[talk][1])), []).append(talk)
    bodies = view.nodes(sorted({owner for owner, _ in groups}))
    found = []
    for (owner, entered), talks in sorted(groups.items(), key=lambda g: (g[0][1], g[0][0])):
        day = day_window(entered).first
        late = sum(day - day_window(dates[t][0]).last > BACK_FILLED_AFTER for t in talks)
        if is_exact(entered) and len(talks) >= BACK_FILLED and 2 * late > len(talks):
            found.append(BackFilled(bodies[owner], entered, tuple(talks)))
    return tuple(found)
