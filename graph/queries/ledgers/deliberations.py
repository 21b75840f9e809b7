"""重要案件审议: who said what kind of thing at which meeting on which case, and who did not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Certainty, Window, together
from graph.queries.ledgers.attached import attached, backing
from graph.queries.oversight import papers
from graph.queries.recorded import day_window
from graph.queries.tenure import tenures_in
from graph.record import Edge, Node
from graph.store import View, ordered

CLAIMED = "认领责任"
"""The kind of speech by which a member claims responsibility."""
ABSENT = "缺席"


@dataclass(frozen=True, slots=True)
class Speech:
    """What kind of thing a member said, with its words if they are recorded."""

    kind: str
    content: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody at a meeting: `attendance` as recorded (`None` where only a speech is), `post` as
    printed, `speeches` in the order of the schema's kinds.

    `in_charge` is how surely he was in charge (分管) of a body of the case on that day.
    """

    person: Node
    attendance: str | None
    post: str | None
    speeches: tuple[Speech, ...]
    in_charge: Certainty

    @property
    def silent(self) -> bool:
        """Whether he was there and no speech of his is on record."""
        return self.attendance not in (None, ABSENT) and not self.speeches

    @property
    def unclaimed(self) -> bool:
        """Whether he may have been in charge and no claim of responsibility is on record."""
        claimed = any(speech.kind == CLAIMED for speech in self.speeches)
        return self.in_charge is not Certainty.NO and self.attendance != ABSENT and not claimed


@dataclass(frozen=True, slots=True)
class Deliberation:
    """A meeting. `unseen` were possibly in charge of a body of the case that day, without a word in
    the record of the meeting about them."""

    meeting: Node
    on: str | None
    organs: tuple[Node, ...]
    cases: tuple[Node, ...]
    members: tuple[Member, ...]
    unseen: tuple[Node, ...]
    sources: tuple[Attestation, ...]


def deliberations(view: View, meetings: Collection[str]) -> tuple[Deliberation, ...]:
    """The meetings of these ids in order of date."""
    nodes = view.nodes(ordered(meetings))
    out = attached(view, nodes, ("HELD_BY", "CONSIDERED"), "out")
    taking = attached(view, nodes, ("ATTENDED", "SPOKE_AT"), "in")
    ends = [e.target for edges in out.values() for e in edges]
    ends += [e.source for edges in taking.values() for e in edges]
    named = view.nodes(ordered(ends))
    cases = {m: [e.target for e in edges if e.kind == "CONSIDERED"] for m, edges in out.items()}
    days = {m: day_window(node.first("date")) for m, node in nodes.items()}
    charged = _in_charge(view, cases, days)
    named |= view.nodes(ordered(p for people in charged.values() for p in people))
    said = backing(view, [(m, [*out[m], *taking[m]]) for m in nodes])
    found = []
    for m, node in nodes.items():
        members = tuple(_members(taking[m], named, charged[m]))
        there = {member.person.id for member in members}
        found.append(
            Deliberation(
                node, node.first("date"),
                tuple(named[e.target] for e in out[m] if e.kind == "HELD_BY"),
                tuple(named[case] for case in cases[m]), members,
                tuple(named[p] for p in charged[m] if p not in there), said[m],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda d: (days[d.meeting.id], d.meeting.id)))


def considering(view: View, cases: Collection[str]) -> list[str]:
    """The meetings that considered the cases."""
    return ordered(e.source for e in view.expand(cases, ("CONSIDERED",), "in"))


def _members(
    taking: Iterable[Edge], named: dict[str, Node], charged: dict[str, Certainty]
) -> Iterable[Member]:
    """Everyone at a meeting: those who attended in the order of the record, then other speakers."""
    attended = {e.source: e for e in taking if e.kind == "ATTENDED"}
    spoken: dict[str, list[Speech]] = {}
    for edge in taking:
        if edge.kind == "SPOKE_AT":
            speech = Speech(edge.facet, edge.first("content"))
            spoken.setdefault(edge.source, []).append(speech)
    for person in ordered([*attended, *spoken]):
        there = attended.get(person)
        yield Member(
            named[person], there.facet if there else None, there.first("post") if there else None,
            tuple(spoken.get(person, ())), charged.get(person, Certainty.NO),
        )  # fmt: skip


def _in_charge(
    view: View, cases: dict[str, list[str]], days: dict[str, Window]
) -> dict[str, dict[str, Certainty]]:
    """For each meeting who was in charge, that day, of the bodies where its cases occurred."""
    everything = ordered(case for found in cases.values() for case in found)
    scenes: dict[str, list[str]] = {}
    for edge in view.expand(everything, ("OCCURRED_IN",), "out"):
        scenes.setdefault(edge.source, []).append(edge.target)
    units = ordered(unit for found in scenes.values() for unit in found)
    found: dict[str, dict[str, Certainty]] = {meeting: {} for meeting in cases}
    if not units:
        return found
    whole = Window(min(d.first for d in days.values()), max(d.last for d in days.values()))
    given = papers(view, units, whole)
    posts = ordered(edge.source for edges in given.values() for edge, _ in edges)
    tenures = tenures_in(view, posts, whole)
    for meeting, considered in cases.items():
        for unit in ordered(unit for case in considered for unit in scenes.get(case, ())):
            for paper, charge in given.get(unit, ()):
                if paper.facet != "分管":
                    continue
                for edge, interval in tenures[paper.source]:
                    sure = together([charge, interval], days[meeting])
                    known = found[meeting].get(edge.source)
                    if sure is not Certainty.NO and known is not Certainty.CERTAIN:
                        found[meeting][edge.source] = sure
    return found
