"""The head posts of bodies and what stands beside them, with their holders on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.attestation import Attestation
from graph.dates import Certainty, Window
from graph.queries.entry import SUPERVISION
from graph.queries.holders import PostHolders, State, holders
from graph.queries.oversight import Oversight, oversight_of
from graph.queries.tenure import HEADS, Holder
from graph.record import Node
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
    vacancy: tuple[Attestation, ...] = ()
    """What calls the post vacant."""


Seats = tuple[tuple[Seat, ...], tuple[Seat, ...]]
"""The seats that bear the duty, and those shown beside them."""

_ONE_HEAD = frozenset({"党委部门", SUPERVISION})
"""A department of a party committee and a supervision commission have no party head of their own:
their head (部长, 主任) answers."""

_ANSWERABLE = {"party": ("party", "discipline"), "discipline": ("discipline", "party")}
"""Whose head answers for a duty, in order (a discipline organ in a party tree shows its own)."""


@cache
def answerable(duty: str, body_type: str | None) -> tuple[str, ...]:
    """Whose head answers for a duty in a body of a type, the first that it has."""
    one_head = body_type in _ONE_HEAD and duty in _ANSWERABLE
    return ("administration",) if one_head else _ANSWERABLE.get(duty, ("administration",))


def seats_of(view: View, bodies: Sequence[str], when: Window, duty: str) -> dict[str, Seats]:
    """For each body its head seats for the duty, and the seats beside them."""
    if duty == "reporting":
        held = holders(view, bodies, when)
        return {b: ((_seat("reporting", b, held[b]),), ()) for b in bodies}
    below = {body: [body] for body in bodies}
    for edge in view.expand(bodies, ("PARTY_BODY_OF",), "out", when=when):
        below[edge.source].append(edge.target)
    everyone = ordered(b for group in below.values() for b in group)
    posts = view.expand(everyone, ("POST_OF",), "in", facets=HEADS)
    oversight = oversight_of(view, everyone, when)
    overseers = [o.post for found in oversight.values() for o in found]
    held = holders(view, ordered([*(e.source for e in posts), *overseers]), when)
    headed: dict[tuple[str, str], list[Seat]] = {}
    for edge in posts:
        seat = _seat(edge.facet, edge.target, held[edge.source])
        headed.setdefault((edge.target, edge.facet), []).append(seat)
    overseen = {
        unit: [_overseeing(o, held[o.post]) for o in found] for unit, found in oversight.items()
    }
    roles = _ANSWERABLE.get(duty, ("administration",))
    headless = [b for b in bodies if not any((b, role) in headed for role in roles)]
    of_one = {i for i, n in view.nodes(headless).items() if n.first("type") in _ONE_HEAD}
    return {
        body: (
            _answering(body, ("administration",) if body in of_one else roles, headed),
            tuple(_beside(units, body not in of_one and duty in _ANSWERABLE, headed, overseen)),
        )
        for body, units in below.items()
    }


def _seat(role: str, body: str, found: PostHolders) -> Seat:
    return Seat(role, body, found.post, found.state, found.holders, vacancy=found.vacancy)


def _overseeing(oversight: Oversight, found: PostHolders) -> Seat:
    return Seat(
        oversight.facet, oversight.unit, found.post, found.state, found.holders,
        oversight.certainty, found.vacancy,
    )  # fmt: skip


def _answering(
    body: str, roles: Sequence[str], headed: Mapping[tuple[str, str], Sequence[Seat]]
) -> tuple[Seat, ...]:
    """The seats that bear the duty; one without a post where no head post is recorded."""
    for role in roles:
        if found := headed.get((body, role)):
            return tuple(found)
    return (Seat(roles[0], body, None, State.NOT_RECORDED, ()),)


def _beside(
    units: Sequence[str],
    with_heads: bool,
    headed: Mapping[tuple[str, str], Sequence[Seat]],
    overseen: Mapping[str, Sequence[Seat]],
) -> Iterator[Seat]:
    """The administrative heads of a body and its units, then who oversees them."""
    if with_heads:
        for unit in ordered(units):
            yield from headed.get((unit, "administration"), ())
    for unit in sorted(set(units)):
        yield from overseen.get(unit, ())
