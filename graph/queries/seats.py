"""The head posts of bodies and what stands beside them, with their holders on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import Certainty, Window
from graph.queries.holders import PostHolders, State, holders
from graph.queries.tenure import HEADS, Holder
from graph.record import Node, ThinEdge
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Seat:
    """A post in its part on the chain. `role` is `party`, `administration`, `discipline`,
    `reporting`, or 分管, 协管, 联系; `body` is the body that the seat belongs to.

    `post` is `None` where no such post is recorded at all; then `state` is *not recorded*.
    """

    role: str
    body: str
    post: Node | None
    state: State
    holders: tuple[Holder, ...]
    certainty: Certainty = Certainty.CERTAIN
    """Whether the seat stood in this part that day (an overseer's paper may have lapsed)."""


Seats = tuple[tuple[Seat, ...], tuple[Seat, ...]]
"""The seats that bear the duty, and those shown beside them."""

_ANSWERABLE = {"party": ("party", "discipline"), "discipline": ("discipline", "party")}
"""Whose head answers for a duty, in order (a discipline organ in a party tree shows its own)."""


def seats_of(view: View, bodies: Sequence[str], when: Window, duty: str) -> dict[str, Seats]:
    """For each body its head seats for the duty, and the seats beside them."""
    if duty == "reporting":
        held = holders(view, bodies, when)
        return {b: ((_seat("reporting", b, held[b]),), ()) for b in bodies}
    units = view.expand(bodies, ("PARTY_BODY_OF",), "out", when=when)
    below = {body: [body, *(e.target for e in units if e.source == body)] for body in bodies}
    everyone = ordered(b for group in below.values() for b in group)
    posts = view.expand(everyone, ("POST_OF",), "in", facets=HEADS)
    overseers = view.expand(everyone, ("OVERSEES",), "in", when=when)
    held = holders(view, ordered([e.source for e in posts] + [e.source for e in overseers]), when)

    def heads(body: str, head_of: str) -> list[Seat]:
        found = [e for e in posts if e.target == body and e.facet == head_of]
        return [_seat(head_of, body, held[e.source]) for e in found]

    return {
        body: (
            _answering(body, duty, heads),
            tuple(_beside(below[body], duty, heads, overseers, held, when)),
        )
        for body in bodies
    }


def _seat(role: str, body: str, found: PostHolders) -> Seat:
    return Seat(role, body, found.post, found.state, found.holders)


def _answering(body: str, duty: str, heads: Callable[[str, str], list[Seat]]) -> tuple[Seat, ...]:
    """The seats that bear the duty; one without a post where no head post is recorded."""
    roles = _ANSWERABLE.get(duty, ("administration",))
    for role in roles:
        if found := heads(body, role):
            return tuple(found)
    return (Seat(roles[0], body, None, State.NOT_RECORDED, ()),)


def _beside(
    units: Sequence[str],
    duty: str,
    heads: Callable[[str, str], list[Seat]],
    overseers: Sequence[ThinEdge],
    held: Mapping[str, PostHolders],
    when: Window,
) -> Iterator[Seat]:
    """The administrative heads of a body and its units, then who oversees them."""
    if duty in _ANSWERABLE:
        for unit in units:
            yield from heads(unit, "administration")
    for edge in overseers:
        if edge.target in units:
            post = held[edge.source]
            certainty = edge.interval.at(when)
            yield Seat(edge.facet, edge.target, post.post, post.state, post.holders, certainty)
