"""Who held a post and when: tenures, bounded by what is known of the holders before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window
from graph.queries.sources import sources_of
from graph.record import Edge, Node, ThinEdge
from graph.store import View

HEADS = ("party", "administration", "discipline")
"""Values of `head_of` that mark a post as the head of its body: one seat, one holder at a time."""

SECONDED = "挂职"
ACTING = frozenset({"代理", "主持工作", SECONDED})
"""Natures that do not contradict another holder of the same post on the same day."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a post, with how sure it is on the day asked, and every statement behind it.

    `interval` is the tenure bounded by the next attested holder; `edge` is as recorded. Sources
    that speak of the day asked come first.
    """

    person: Node
    post: Node
    edge: Edge
    interval: Interval
    certainty: Certainty
    sources: tuple[Attestation, ...]

    @property
    def nature(self) -> str:
        """正式, 代理, 主持工作 or 挂职."""
        return self.edge.facet

    @property
    def concurrent(self) -> bool:
        """Whether a source calls the tenure concurrent (兼任)."""
        return True in self.edge.properties.get("concurrent", ())

    @property
    def regular(self) -> bool:
        """Neither acting nor concurrent: two such holders of a head post contradict each other."""
        return self.nature not in ACTING and not self.concurrent


def bounded(edges: Sequence[ThinEdge]) -> dict[str, Interval]:
    """The intervals of all HOLDS edges into one head post, by edge id, bounded by each other.

    An unknown end is possible only until another tenure is next attested in the post; an unknown
    beginning only after another was last attested before, be it one of the same person. Seconded
    holders bound nobody.
    """
    return {edge.id: _bound(edge, edges) for edge in edges}


def _bound(edge: ThinEdge, edges: Iterable[ThinEdge]) -> Interval:
    since_lo, until_hi = edge.since_lo, edge.until_hi
    if since_lo == EVER or until_hi == FOREVER:
        for other in edges:
            if other.id == edge.id or other.facet == SECONDED:
                continue
            if (
                until_hi > (after := _attested_after(other, edge.until_lo))
                and edge.until_hi == FOREVER
            ):
                until_hi = after
            if (
                since_lo < (before := _attested_before(other, edge.since_hi - 1))
                and edge.since_lo == EVER
            ):
                since_lo = before
    return Interval(since_lo, edge.since_hi, edge.until_lo, until_hi)


def _attested_after(other: ThinEdge, day: int) -> int:
    """The latest day that can be the first on which `other` is attested, from `day` on."""
    if other.since_hi < other.until_lo:
        first = max(other.since_hi, day)
        return first if first < other.until_lo else FOREVER
    return other.since_hi if other.until_lo > day else FOREVER


def _attested_before(other: ThinEdge, day: int) -> int:
    """The day after the earliest day that can be the last on which `other` is attested by `day`."""
    if other.since_hi < other.until_lo:
        last = min(other.until_lo - 1, day)
        return last + 1 if last >= other.since_hi else EVER
    return other.until_lo if other.since_hi < day else EVER


def tenures(view: View, posts: Collection[str]) -> dict[str, list[tuple[ThinEdge, Interval]]]:
    """All tenures of each post at any time, in order of time, with bounded intervals.

    Posts that head no body may have several seats: their tenures do not bound each other.
    """
    by_post: dict[str, list[ThinEdge]] = {post: [] for post in posts}
    for edge in view.expand(posts, ("HOLDS",), "in"):
        by_post[edge.target].append(edge)
    heads = {e.source for e in view.expand(posts, ("POST_OF",), "out", facets=HEADS)}
    found: dict[str, list[tuple[ThinEdge, Interval]]] = {}
    for post, edges in by_post.items():
        intervals = bounded(edges) if post in heads else {e.id: e.interval for e in edges}
        found[post] = sorted(
            ((e, intervals[e.id]) for e in edges),
            key=lambda pair: (pair[1].since_lo, pair[1].since_hi, pair[0].source, pair[0].id),
        )
    return found


def tenures_in(
    view: View, posts: Collection[str], when: Window
) -> dict[str, list[tuple[ThinEdge, Interval]]]:
    """The tenures of each post that possibly hold on some day of `when`, bounded, in order."""
    found: dict[str, list[tuple[ThinEdge, Interval]]] = {post: [] for post in posts}
    for held in _possible(view, view.expand(posts, ("HOLDS",), "in", when=when), when):
        found[held[0].target].append(held)
    for tenures_of_post in found.values():
        if len(tenures_of_post) > 1:
            tenures_of_post.sort(key=_by_time)
    return found


def tenures_of(view: View, person: str, when: Window) -> list[tuple[ThinEdge, Interval]]:
    """The tenures of one person that possibly hold on some day of `when`, bounded, by post and
    time."""
    edges = view.expand((person,), ("HOLDS",), "out", when=when)
    return sorted(_possible(view, edges, when), key=lambda held: (held[0].target, _by_time(held)))


def _by_time(held: tuple[ThinEdge, Interval]) -> tuple[int, int, str, str]:
    edge, interval = held
    return interval.since_lo, interval.since_hi, edge.source, edge.id


def _possible(
    view: View, edges: Sequence[ThinEdge], when: Window
) -> Iterator[tuple[ThinEdge, Interval]]:
    """Those HOLDS edges, read for `when`, that possibly hold on some day of it also when bounded.

    Only a tenure with an unknown beginning or end needs the other tenures of its post.
    """
    unsettled = {e.target for e in edges if e.since_lo == EVER or e.until_hi == FOREVER}
    around = tenures(view, sorted(unsettled)) if unsettled else {}
    bounds = {e.id: interval for pairs in around.values() for e, interval in pairs}
    for edge in edges:
        bound = bounds.get(edge.id)
        if bound is None:
            yield edge, edge.interval
        elif bound.at(when) is not Certainty.NO:
            yield edge, bound


def holders_at(
    view: View, posts: Mapping[str, Node], when: Window
) -> Mapping[str, tuple[Holder, ...]]:
    """Who certainly or possibly held each post on some day of `when`: the certain ones first."""
    by_post = tenures_in(view, posts, when)
    matching = [held for held_of_post in by_post.values() for held in held_of_post]
    edges = view.edges(edge.id for edge, _ in matching)
    people = view.nodes(edge.source for edge, _ in matching)
    statements = view.attestations(edge.relation for edge, _ in matching)
    found: dict[str, list[Holder]] = {post: [] for post in posts}
    for thin, interval in matching:
        edge = edges[thin.id]
        sources = sources_of(edge, statements[thin.relation], when)
        person, post = people[edge.source], posts[edge.target]
        found[edge.target].append(Holder(person, post, edge, interval, interval.at(when), sources))
    return {
        post: tuple(sorted(held, key=lambda h: h.certainty is not Certainty.CERTAIN))
        for post, held in found.items()
    }
