"""Where a chain begins: the bodies that a person, post, body, place or case stands in on a day."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from graph.dates import Window
from graph.errors import InvalidData, NotFound
from graph.queries.tenure import tenures_of
from graph.record import Node, ThinEdge
from graph.store import View, ordered

COMMITTEES = frozenset({"党委", "党工委"})
"""Types of party body that lead a place."""
STATIONED, SUPERVISION, COMMISSION = "派驻组", "监委", "纪委"
"""The first two bear no party duty of their own: a stationed group is a part of the organ that
sends it, a supervision commission works as one (合署) with the discipline commission of its
place."""
DISCIPLINE = frozenset({COMMISSION, STATIONED, SUPERVISION})
"""Types of organ that bear the discipline duty."""
NO_LEVEL = frozenset({"机关党委", "党总支", "党支部"})
"""Types of party body that are never a level of the chain."""


def subject_of(view: View, subject: str) -> Node:
    """The node asked about. Raises `NotFound`."""
    found = view.nodes((subject,)).get(subject)
    if found is None:
        raise NotFound(f"库中没有 {subject}", remedy="先用 zerenlian search 查找")
    return found


def posts_of(view: View, subject: Node, when: Window) -> list[str]:
    """The posts that the subject stands for that day: its own, or those that a person holds."""
    if subject.kind == "Post":
        return [subject.id]
    if subject.kind == "Person":
        return ordered(e.target for e, _ in tenures_of(view, subject.id, when))
    return []


def bodies_of(view: View, subject: Node, when: Window, duty: str) -> list[str]:
    """The bodies in which the subject stands that day, as recorded (not yet the bodies that bear
    the duty). Raises `InvalidData` for a kind of node that stands in no body."""
    match subject.kind:
        case "Organization":
            return [subject.id]
        case "Person" | "Post":
            posts = posts_of(view, subject, when)
            return ordered(e.target for e in view.expand(posts, ("POST_OF",), "out"))
        case "Division":
            return governing(view, (subject.id,), when, duty)
        case "Case":
            places = [e.target for e in view.expand((subject.id,), ("OCCURRED_IN",), "out")]
            nodes = view.nodes(places)
            divisions = [n.id for n in nodes.values() if n.kind == "Division"]
            named = [n.id for n in nodes.values() if n.kind == "Organization"]
            return named or governing(view, divisions, when, duty)
    raise InvalidData(
        f"{subject.caption} 不处在任何机构之中",
        remedy="请给出人员、职务、机构、行政区划或案件",
    )


def governing(view: View, divisions: Collection[str], when: Window, duty: str) -> list[str]:
    """The party committees (or, for the discipline duty, the commissions) of places."""
    edges = view.expand(divisions, ("LOCATED_IN",), "in", when=when, facets=("管辖",))
    nodes = view.nodes(e.source for e in edges)
    wanted = {COMMISSION} if duty == "discipline" else COMMITTEES
    return [n.id for n in nodes.values() if n.first("type") in wanted]


class Entrance(NamedTuple):
    """The body `body` bears a duty for another one, by the relations `edges`; by none where it
    answers for itself."""

    body: str
    edges: tuple[ThinEdge, ...]


def party_entrances(view: View, bodies: Collection[str], when: Window) -> dict[str, list[Entrance]]:
    """For each body the party bodies that lead it: its own party group, else the committee of its
    level, else, of a part of another organ, that organ; else the body itself (which then answers
    for itself)."""
    edges = view.expand(bodies, ("PARTY_BODY_OF",), "in", when=when)
    nodes = view.nodes([*bodies, *(edge.source for edge in edges)])
    types = {i: node.first("type") for i, node in nodes.items()}
    wholes = _wholes(view, [b for b in bodies if is_part(types.get(b))], when)
    found: dict[str, list[Entrance]] = {}
    for body in bodies:
        mine = [e for e in edges if e.target == body and types.get(e.source) not in NO_LEVEL]
        own = [e for e in mine if e.facet == "本单位"] or mine
        led = [Entrance(e.source, (e,)) for e in own] or wholes.get(body)
        found[body] = led or [Entrance(body, ())]
    return found


def is_part(body_type: str | None) -> bool:
    """Whether bodies of a type bear no party duty of their own, as parts of another organ."""
    return body_type in (STATIONED, SUPERVISION)


def _wholes(view: View, parts: Collection[str], when: Window) -> dict[str, list[Entrance]]:
    """The organs whose parts these are: that which sends a stationed group, and the discipline
    commission that governs the same place as a supervision commission."""
    found: dict[str, list[Entrance]] = {part: [] for part in parts}
    if not parts:
        return found
    for edge in view.expand(parts, ("COMPONENT_OF",), "out", when=when):
        found[edge.source].append(Entrance(edge.target, (edge,)))
    governed = view.expand(parts, ("LOCATED_IN",), "out", when=when, facets=("管辖",))
    places = ordered(edge.target for edge in governed)
    governing = view.expand(places, ("LOCATED_IN",), "in", when=when, facets=("管辖",))
    organs = view.nodes(ordered(edge.source for edge in governing))
    for edge in governed:
        found[edge.source] += (
            Entrance(other.source, (edge, other))
            for other in governing
            if other.target == edge.target and organs[other.source].first("type") == COMMISSION
        )
    return found


def discipline_entrances(
    view: View, bodies: Collection[str], when: Window
) -> dict[str, list[Entrance]]:
    """For each body the organs that supervise it or its party body; a discipline organ stands for
    itself."""
    organs, party, edges = _supervision(view, bodies, when)
    found = {organ: [Entrance(organ, ())] for organ in organs}
    for body, leading in party.items():
        routes = {body: (), **{one.body: one.edges for one in leading}}
        found[body] = [
            Entrance(edge.source, (*routes[edge.target], edge))
            for edge in edges
            if edge.target in routes
        ]
    return found


def discipline_organs(view: View, bodies: Collection[str], when: Window) -> list[str]:
    """The organs that supervise the bodies that day, each once."""
    organs, _, edges = _supervision(view, bodies, when)
    return ordered([*organs, *(e.source for e in edges)])


def _supervision(
    view: View, bodies: Collection[str], when: Window
) -> tuple[list[str], dict[str, list[Entrance]], list[ThinEdge]]:
    """Those bodies that are discipline organs, what leads the others, and who supervises these."""
    nodes = view.nodes(bodies)
    organs = [i for i, n in nodes.items() if n.first("type") in DISCIPLINE]
    party = party_entrances(view, [i for i in nodes if i not in organs], when)
    around = ordered([*party, *(one.body for found in party.values() for one in found)])
    return organs, party, view.expand(around, ("SUPERVISES",), "in", when=when)
