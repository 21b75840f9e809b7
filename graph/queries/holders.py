"""Who held a post on a day, and whether the records agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window
from graph.queries.tenure import HEADS, Holder, holders_at
from graph.record import Node
from graph.store import View


class State(StrEnum):
    """What the records come to for one post on one day."""

    HELD = "held"
    DISPUTE = "dispute"
    HANDOVER = "handover"
    VACANT = "vacant"
    NOT_RECORDED = "not_recorded"

    @property
    def label(self) -> str:
        """The words shown to a Chinese reader."""
        return _LABELS[self]


_LABELS = {
    State.HELD: "在任",
    State.DISPUTE: "冲突任职记录",
    State.HANDOVER: "交接期间",
    State.VACANT: "空缺",
    State.NOT_RECORDED: "未见记录",
}


@dataclass(frozen=True, slots=True)
class PostHolders:
    """The answer for one post: `holders` certain ones first; `vacancy` holds what says 空缺."""

    post: Node
    state: State
    holders: tuple[Holder, ...]
    vacancy: tuple[Attestation, ...] = ()


def holders(view: View, posts: Collection[str], when: Window) -> dict[str, PostHolders]:
    """Who held each post on some day of `when`, by post id in the order asked.

    A head post with two regular holders who are certain on one day is a *dispute*; with several
    otherwise a *handover*. It is *vacant* only when a source says so, else *not recorded*.
    Unknown posts are left out.
    """
    nodes = view.nodes(posts)
    held = holders_at(view, nodes, when)
    claims = vacancies(view, nodes, when)
    contested = [post for post in nodes if len(held[post]) > 1 or post in claims]
    heads = {e.source for e in view.expand(contested, ("POST_OF",), "out", facets=HEADS)}
    return {
        post: PostHolders(
            node, _state(held[post], post in heads, post in claims, when), held[post],
            claims.get(post, ()),
        )
        for post, node in nodes.items()
    }  # fmt: skip


def _state(held: Sequence[Holder], head: bool, vacant: bool, when: Window) -> State:
    certain = [h for h in held if h.certainty is Certainty.CERTAIN]
    if vacant and not certain:
        return State.VACANT
    if not held:
        return State.NOT_RECORDED
    if head and (vacant or any(_contradict(a, b, when) for a, b in combinations(certain, 2))):
        return State.DISPUTE
    if head and len({h.person.id for h in held}) > 1:
        return State.HANDOVER
    return State.HELD


def _contradict(one: Holder, other: Holder, when: Window) -> bool:
    """Whether two regular holders are both certain on one and the same day of `when`."""
    if one.person.id == other.person.id or not (one.regular and other.regular):
        return False
    both = one.interval.overlap(other.interval).certain_days
    return both is not None and both.first <= when.last and when.first <= both.last


def vacancies(
    view: View, posts: Mapping[str, Node], when: Window
) -> dict[str, tuple[Attestation, ...]]:
    """The statements that call a post vacant on some day of `when`, by post id."""
    said_of = [post for post, node in posts.items() if "vacant" in node.properties]
    if not said_of:
        return {}
    found: dict[str, tuple[Attestation, ...]] = {}
    for post, statements in view.attestations(said_of).items():
        saying = tuple(
            s
            for s in statements
            for claim in s.properties.get("vacant", ())
            if vacant_days(str(claim)).at(when) is not Certainty.NO
        )
        if saying:
            found[post] = saying
    return found


def vacant_days(text: str) -> Interval:
    """The days that a value of `Post.vacant` speaks of: `since/until`, or a day on which it is
    said; an unknown end reaches no further than the day that is named."""
    since, slash, until = text.partition("/")
    if not slash or not (since and until):
        return Interval.event(since or until)
    return Interval.of(since, until)
