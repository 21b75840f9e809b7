"""Responsibility chains: how the head of one level answers to the head of the next, on a day.

One loop over frontiers walks every chain along ANSWERS_TO edges of one duty. 主体责任 (`party`)
and 监督责任 (`discipline`) are never mixed; posts that name their superior form `reporting` chains.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.attestation import Attestation
from graph.dates import Certainty, Window, parse, window
from graph.queries.entry import bodies_of, discipline_organs, party_entrances, posts_of, subject_of
from graph.queries.seats import Seat, seats_of
from graph.queries.sources import sources_of
from graph.queries.talks import TalkBetween, talks_between, year_before
from graph.record import Node, ThinEdge
from graph.store import View, ordered

Direction = Literal["up", "down"]
_PART_OF = {
    "COMPONENT_OF": "{} 由 {} 派驻，主体责任从后者起查",
    "LOCATED_IN": "{} 与 {} 合署办公，主体责任从后者起查",
}
"""How a body is part of the organ that bears the party duty for it, by the relation that says
so."""


@dataclass(frozen=True, slots=True)
class BodyAt:
    """One body (a post, in a reporting chain) on the chain, `depth` levels from the subject.

    `heads` answer for the duty; `beside` are shown next to them: the administrative head and the
    members in charge. A seat without a post says that no such post is recorded.
    """

    body: Node
    depth: int
    heads: tuple[Seat, ...]
    beside: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`lower` answers to `upper`. What is not `main` (the side that does not lead, the party
    committee beside a discipline organ) is drawn dotted and not followed."""

    lower: str
    upper: str
    duty: str
    certainty: Certainty
    main: bool
    sources: tuple[Attestation, ...]
    talks: tuple[TalkBetween, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know: `code` is stable, `text` Chinese, `nodes` whom it is about."""

    code: str
    text: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The answer: bodies in order of depth, the links between them, and what is to be noted.

    `total` counts the bodies found; fewer are given when a limit cut the tree.
    """

    subject: Node
    on: str
    duty: str
    direction: Direction
    bodies: tuple[BodyAt, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    total: int


def chain(
    view: View,
    subject: str,
    on: str,
    duty: str = "party",
    direction: Direction = "up",
    *,
    max_depth: int = 20,
    limit: int = 500,
    talks: Window | None = None,
) -> Chain:
    """The chain of `duty` from the node `subject` on the date `on` (an ISO prefix or as written).

    Upwards every level to the top; downwards a tree to `max_depth` levels and `limit` bodies.
    `talks` is the window of talks between the heads (and the subject) and the heads above, by
    default the year that ends with `on`. Raises `NotFound` for an unknown subject, `InvalidData`
    for one that stands in no body.
    """
    on = parse(on)
    when = window(on)
    node = subject_of(view, subject)
    start, notes = _start(view, node, when, duty)
    walk = _walk(view, start, when, duty, direction, max_depth)
    notes += walk.notes
    depths = dict(sorted(walk.depths.items(), key=lambda item: item[1])[:limit])
    edges = [e for e in walk.edges if e.source in depths and e.target in depths]
    if duty == "discipline":
        edges += _party_links(view, depths, when)
    seats = seats_of(view, list(depths), when, duty)
    nodes = view.nodes(depths)
    bodies = tuple(BodyAt(nodes[i], d, *seats[i]) for i, d in depths.items())
    people = {body: _people(heads) for body, (heads, _) in seats.items()}
    if node.kind == "Person":  # the subject's own talks with the level above count too
        people |= {body: (*people[body], node.id) for body in start if body in people}
    links = _links(view, edges, walk.followed, people, when, talks or year_before(when))
    notes += _same_person(edges, seats, nodes)
    if walk.cut or len(walk.depths) > len(depths):
        notes.append(Note("cut", f"只列出 {len(depths)} 个机构，其余未展开", ()))
    total = len(walk.depths.keys() | depths.keys())
    return Chain(node, on, duty, direction, bodies, links, tuple(notes), total)


def _start(view: View, subject: Node, when: Window, duty: str) -> tuple[list[str], list[Note]]:
    """The bodies that bear the duty where the subject stands, and a note if there are none."""
    if duty == "reporting":
        posts = posts_of(view, subject, when)
        return posts, [] if posts else [_nowhere(subject)]
    bodies = bodies_of(view, subject, when, duty)
    if not bodies:
        return [], [_nowhere(subject)]
    if duty == "discipline":
        organs = discipline_organs(view, bodies, when)
        missing = Note("no_organ", "当日未见对其负监督责任的纪检机构记录", (subject.id,))
        return organs, [] if organs else [missing]
    return _led(view, bodies, when) if duty == "party" else (bodies, [])


def _led(view: View, bodies: Sequence[str], when: Window) -> tuple[list[str], list[Note]]:
    """The party bodies that lead the bodies, and a note where one leads a part of its own."""
    entrances = party_entrances(view, bodies, when)
    kinds = {
        (body, led.body): led.edges[0].kind
        for body, found in entrances.items()
        for led in found
        if led.edges
    }
    parts = {pair: kind for pair, kind in kinds.items() if kind in _PART_OF}
    names = view.nodes(ordered(body for pair in parts for body in pair)) if parts else {}
    notes = [
        Note("part", _PART_OF[kind].format(names[one].caption, names[whole].caption), (one, whole))
        for (one, whole), kind in parts.items()
    ]  # fmt: skip
    return ordered(led.body for found in entrances.values() for led in found), notes


def _nowhere(subject: Node) -> Note:
    return Note("nowhere", f"当日未见 {subject.caption} 所在机构或职务的记录", (subject.id,))


@dataclass(slots=True)
class _Walk:
    """What a walk has met: each body's depth, all edges, and the ids of those that it followed."""

    depths: dict[str, int]
    up: bool
    edges: list[ThinEdge] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    cut: bool = False
    met_again: bool = False

    def note_tops(self, frontier: Sequence[str], found: Sequence[ThinEdge]) -> None:
        """Say where nothing further up is recorded."""
        tops = tuple(sorted(set(frontier) - {e.source for e in found}))
        if tops:
            self.notes.append(Note("top", "未见更上一级的记录，链条到此为止", tops))

    def note_cycles(self) -> None:
        """Say which bodies answer to each other in a circle, and do not follow what closes it."""
        import networkx as nx  # seldom needed, and takes long to import

        graph = nx.DiGraph((e.source, e.target) for e in self.edges)
        for component in nx.strongly_connected_components(graph):
            inside = [e for e in self.edges if e.source in component and e.target in component]
            if not inside:
                continue
            self.notes.append(Note("cycle", "隶属关系记录成环，未再追溯", tuple(sorted(component))))
            self.followed -= {e.id for e in inside if not self._onward(e)}

    def _onward(self, edge: ThinEdge) -> bool:
        near, far = (edge.source, edge.target) if self.up else (edge.target, edge.source)
        return self.depths[near] < self.depths[far]


def _walk(
    view: View, start: Sequence[str], when: Window, duty: str, direction: Direction, max_depth: int
) -> _Walk:
    """Frontier by frontier along the leading edges; a body met again is linked, not walked."""
    walk = _Walk(dict.fromkeys(start, 0), direction == "up")
    frontier = list(start)
    for depth in range(1, max_depth + 2):
        towards: Literal["out", "in"] = "out" if walk.up else "in"
        found = view.expand(frontier, ("ANSWERS_TO",), towards, when=when, facets=(duty,))
        if walk.up:
            walk.note_tops(frontier, found)
        if not found or depth > max_depth:
            walk.cut = bool(found)
            break
        led = {edge.id for edge in found if not edge.yields_to}
        walk.edges += found
        walk.followed |= led
        following: list[str] = []
        for edge in found:
            far = edge.target if walk.up else edge.source
            if far in walk.depths:
                walk.met_again = True
            elif edge.id in led:
                following.append(far)
            walk.depths.setdefault(far, depth)
        frontier = ordered(following)
    if walk.met_again:
        walk.note_cycles()
    return walk


def _party_links(view: View, depths: dict[str, int], when: Window) -> list[ThinEdge]:
    """The party committees that discipline organs also answer to: shown, not followed."""
    found = view.expand(list(depths), ("ANSWERS_TO",), "out", when=when, facets=("party",))
    for edge in found:
        depths.setdefault(edge.target, depths[edge.source])
    return found


def _links(
    view: View,
    edges: Sequence[ThinEdge],
    followed: Collection[str],
    people: Mapping[str, tuple[str, ...]],
    when: Window,
    talks_when: Window,
) -> tuple[Link, ...]:
    statements = view.attestations(e.relation for e in edges)
    held = talks_between(view, [(people[e.target], people[e.source]) for e in edges], talks_when)
    return tuple(
        Link(
            edge.source, edge.target, edge.facet, edge.interval.at(when), edge.id in followed,
            sources_of(edge, statements[edge.relation], when), talks,
        )
        for edge, talks in zip(edges, held, strict=True)
    )  # fmt: skip


def _people(seats: Sequence[Seat]) -> tuple[str, ...]:
    return tuple(ordered(h.person.id for seat in seats for h in seat.holders))


def _same_person(
    edges: Sequence[ThinEdge],
    seats: Mapping[str, tuple[tuple[Seat, ...], tuple[Seat, ...]]],
    nodes: Mapping[str, Node],
) -> list[Note]:
    notes: list[Note] = []
    for edge in edges:
        upper = {h.person.id: h.person for seat in seats[edge.target][0] for h in seat.holders}
        for person in _people(seats[edge.source][0]):
            if person in upper:
                where = "、".join(nodes[i].caption for i in (edge.source, edge.target))
                text = f"{upper[person].caption} 同在 {where} 两级，请看再上一级"
                notes.append(Note("same_person", text, (person, edge.source, edge.target)))
    return notes
