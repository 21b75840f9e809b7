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
DISCIPLINE = frozenset({"纪委", "派驻组", "监委"})
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
    wanted = {"纪委"} if duty == "discipline" else COMMITTEES
    return [n.id for n in nodes.values() if n.first("type") in wanted]


class Entrance(NamedTuple):
    """The body `body` bears a duty for another one, by the relations `edges`; by none where it
    answers for itself."""

    body: str
    edges: tuple[ThinEdge, ...]


def party_entrances(view: View, bodies: Collection[str], when: Window) -> dict[str, list[Entrance]]:
    """For each body the party bodies that lead it: its own party group, else the committee of its
    level, else the body itself (which then answers for itself)."""
    edges = view.expand(bodies, ("PARTY_BODY_OF",), "in", when=when)
    types = {n.id: n.first("type") for n in view.nodes(e.source for e in edges).values()}
    found: dict[str, list[Entrance]] = {}
    for body in bodies:
        mine = [e for e in edges if e.target == body and types.get(e.source) not in NO_LEVEL]
        own = [e for e in mine if e.facet == "本单位"] or mine
        found[body] = [Entrance(e.source, (e,)) for e in own] or [Entrance(body, ())]
    return found


def party_bodies(view: View, bodies: Collection[str], when: Window) -> list[str]:
    """The party bodies that lead the bodies that day, each once."""
    found = party_entrances(view, bodies, when)
    return ordered(entrance.body for one in found.values() for entrance in one)


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
