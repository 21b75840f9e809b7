"""以案促改 campaigns by system and place, with the measures that are part of them and how these
stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window, together
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.measures import Measure, described
from graph.queries.subtree import bodies_below
from graph.record import Node, ThinEdge
from graph.store import View, ordered, pages

OPEN, CLOSED, REVIEWED, REOPENED = "整改中", "已销号", "回头看", "重新启动"
STATES = (OPEN, CLOSED, REVIEWED, REOPENED)
"""The states of a measure, from the first to the last; each later one comes after the earlier."""
_DATED = {REOPENED: "reopened", REVIEWED: "reviewed", CLOSED: "closed"}
NO_VALUE = "未见记录"


def state(measure: Measure) -> str:
    """How a measure stands: as its record says, else by the last date of it; `NO_VALUE` where
    neither is recorded."""
    said = measure.action.first
    dated = (name for name, field in _DATED.items() if said(field))
    return said("status") or next(dated, NO_VALUE)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a campaign aims at, and the division of it, `None` where none is recorded."""

    node: Node
    place: Node | None


@dataclass(frozen=True, slots=True)
class Drive:
    """A campaign with its targets, the cases that prompted it and its measures."""

    campaign: Node
    targets: tuple[Target, ...]
    cases: tuple[Node, ...]
    measures: tuple[Measure, ...]
    sources: tuple[Attestation, ...]

    @property
    def system(self) -> str:
        """Its system, or that none is recorded."""
        return self.campaign.first("system") or NO_VALUE


@dataclass(frozen=True, slots=True)
class Theatre:
    """The campaigns of one system in one division (`None` where none is recorded), by id, and by
    state the measures of theirs that are aimed there; those without a target stand where there is
    no division."""

    system: str
    place: Node | None
    campaigns: tuple[str, ...]
    measures: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Campaigns:
    """Campaigns in order of system, time and name; grouped by system and place."""

    drives: tuple[Drive, ...]
    theatres: tuple[Theatre, ...]


def campaigns(
    view: View,
    *,
    organization: Node | None = None,
    system: str | None = None,
    place: Node | None = None,
    as_of: int = FOREVER,
) -> Campaigns:
    """The campaigns that may have begun by the day `as_of`: those that aim at the `organization`
    or a body below it, of the `system`, and with targets or measures in the division `place` or one
    within it, where these are given."""
    nodes = {
        node.id: node
        for page in pages(view.scan_nodes, "Campaign")
        for node in page
        if (system is None or node.first("system") == system) and _begun(node) <= as_of
    }
    aimed = attached(view, nodes, ("TARGETS",), "out")
    if organization is not None:
        bodies = bodies_below(view, organization.id, Window(EVER, FOREVER))
        wanted = {organization.id, *bodies}
        nodes = {i: n for i, n in nodes.items() if any(e.target in wanted for e in aimed[i])}
    prompted = attached(view, nodes, ("PROMPTED",), "in")
    parts = attached(view, nodes, ("PART_OF",), "in")
    ends = view.nodes(
        ordered(
            [
                *(e.target for i in nodes for e in aimed[i]),
                *(e.source for edges in prompted.values() for e in edges),
            ]
        )
    )
    taken = described(view, [e.source for edges in parts.values() for e in edges], as_of)
    said = backing(view, [(i, [*aimed[i], *prompted[i]]) for i in nodes])
    located = _Located(view, [*ends.values(), *(t for one in taken for t in one.targets)])
    drives = [
        Drive(
            node,
            tuple(Target(ends[e.target], located.at(ends[e.target], node)) for e in aimed[i]),
            tuple(ends[e.source] for e in prompted[i]),
            tuple(one for one in taken if any(c.id == i for c in one.campaigns)), said[i],
        )
        for i, node in nodes.items()
    ]  # fmt: skip
    drives.sort(key=lambda d: (d.system, _begun(d.campaign), d.campaign.caption, d.campaign.id))
    theatres = _theatres(drives, located)
    if place is not None:
        inside = located.within(place.id)
        theatres = tuple(t for t in theatres if t.place and t.place.id in inside)
        there = {campaign for theatre in theatres for campaign in theatre.campaigns}
        drives = [d for d in drives if d.campaign.id in there]
    return Campaigns(tuple(drives), theatres)


def _begun(node: Node) -> int:
    """The first day on which a campaign may have begun."""
    written = node.first("period")
    return Interval.written(written).since_lo if written else EVER


class _Located:
    """The divisions of bodies: what a body governs goes before its seat."""

    def __init__(self, view: View, ends: Iterable[Node]) -> None:
        self._view = view
        self._edges: dict[str, list[ThinEdge]] = {}
        for edge in view.expand(ordered(node.id for node in ends), ("LOCATED_IN",), "out"):
            self._edges.setdefault(edge.source, []).append(edge)
        found = ordered(e.target for edges in self._edges.values() for e in edges)
        self._divisions = view.nodes(found)

    def at(self, node: Node, campaign: Node) -> Node | None:
        """The division of a target in the time of a campaign, `None` where none is recorded."""
        if node.kind == "Division":
            return node
        written = campaign.first("period")
        period = [Interval.written(written)] if written else []
        known = [
            (edge.facet != "管辖", sure is not Certainty.CERTAIN, edge.target)
            for edge in self._edges.get(node.id, ())
            if (sure := together([edge.interval, *period])) is not Certainty.NO
        ]
        return self._divisions[min(known)[2]] if known else None

    def within(self, root: str) -> set[str]:
        """A division and those, known here, that lie in it."""
        above: dict[str, set[str]] = {}
        frontier = [*self._divisions, *self._edges]
        while frontier:
            above |= {division: set() for division in frontier}
            for edge in self._view.expand(frontier, ("LOCATED_IN",), "out"):
                above[edge.source].add(edge.target)
            ups = ordered(up for division in frontier for up in sorted(above[division]))
            frontier = [up for up in ups if up not in above]
        inside = {root}
        while new := {i for i, ups in above.items() if i not in inside and ups & inside}:
            inside |= new
        return inside


def _theatres(drives: Sequence[Drive], located: _Located) -> tuple[Theatre, ...]:
    """Systems in the order of the campaigns; in each, places by code and name."""
    places: dict[str, Node | None] = {"": None}
    aimed: dict[tuple[str, str], list[str]] = {}
    standing: dict[tuple[str, str], dict[str, list[str]]] = {}

    def theatre(drive: Drive, place: Node | None) -> tuple[str, str]:
        key = (drive.system, place.id if place else "")
        places[key[1]] = place
        aimed.setdefault(key, []).append(drive.campaign.id)
        return key

    for drive in drives:
        for target in drive.targets:
            theatre(drive, target.place)
        for one in drive.measures:
            where = [located.at(node, drive.campaign) for node in one.targets] or [None]
            for place in where:
                by_state = standing.setdefault(theatre(drive, place), {})
                by_state.setdefault(state(one), []).append(one.action.id)
        if not (drive.targets or drive.measures):
            theatre(drive, None)
    return tuple(
        Theatre(
            system, places[place], tuple(ordered(found)),
            {
                name: tuple(ordered(ids))
                for name in (*STATES, NO_VALUE)
                if (ids := standing.get((system, place), {}).get(name))
            },
        )
        for (system, place), found in sorted(aimed.items(), key=lambda a: _by_place(a[0], places))
    )  # fmt: skip


def _by_place(
    key: tuple[str, str], places: Mapping[str, Node | None]
) -> tuple[str, bool, str, str, str]:
    """Where no division is recorded comes last."""
    place = places[key[1]]
    if place is None:
        return key[0], True, "", "", ""
    return key[0], False, place.first("code") or "", place.caption, place.id
