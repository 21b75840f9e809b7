"""Where two people's records meet: shared posts, bodies, talks, cases, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window, together
from graph.errors import InvalidData, NotFound
from graph.queries.sources import sources_of
from graph.queries.tenure import tenures
from graph.record import Edge, Node, ThinEdge
from graph.store import View

Kind = Literal[
    "post", "body", "talk", "case", "evaluation", "deliberation", "accountability"
]  # fmt: skip

_OCCASIONS: Mapping[str, Kind] = {
    "Talk": "talk",
    "Case": "case",
    "Evaluation": "evaluation",
    "Deliberation": "deliberation",
    "Accountability": "accountability",
}
"""What one happens on or to several people at once, by kind of node."""
_INTO_OCCASIONS = ("PARTICIPATED", "SUBJECT_OF", "REPORTED_AT", "ATTENDED", "SPOKE_AT")
_ORDER = {kind: rank for rank, kind in enumerate(("post", "body", *_OCCASIONS.values()))}
_SURE = {Certainty.CERTAIN: 0, Certainty.POSSIBLE: 1, Certainty.NO: 2}


@dataclass(frozen=True, slots=True)
class Overlap:
    """One record of `a` and one of `b` that meet in the node `through`.

    * `post`: both held the same post. `body`: they held different posts (`a_edge.target`,
      `b_edge.target`) of the same organization. The rest: both took part in, or were subject of,
      the same talk, case, evaluation, deliberation or accountability decision.
    * `interval` is when both records hold, tenures of head posts bounded by the next holder;
      `certainty` says whether they hold on one day at all. For an occasion it is certain, because
      the occasion is one, unless the dates recorded for the two rule each other out.
    * `earlier` says whose tenure is attested earlier, at its beginning and at its end (the
      predecessor, in a post); `None` where that is not so or not known.
    """

    kind: Kind
    through: Node
    a_edge: Edge
    b_edge: Edge
    interval: Interval
    certainty: Certainty
    earlier: Literal["a", "b"] | None
    a_sources: tuple[Attestation, ...]
    b_sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two edges that meet in a node, with the intervals that count for them."""

    through: str
    a: tuple[ThinEdge, Interval]
    b: tuple[ThinEdge, Interval]
    tenure: bool


def overlaps(view: View, a: str, b: str) -> tuple[Overlap, ...]:
    """Where the people `a` and `b` meet: posts, bodies, talks, cases, evaluations, deliberations,
    accountability decisions in this order; in each the certain overlaps first, then the possible,
    then shared posts and bodies held at different times; then by time and id.

    Raises `NotFound` for an unknown id, `InvalidData` unless both are people and different ones.
    """
    _check(view, a, b)
    pairs = [*_tenure_pairs(view, a, b), *_occasion_pairs(view, a, b)]
    thin = [edge for pair in pairs for edge, _ in (pair.a, pair.b)]
    edges = view.edges(edge.id for edge in thin)
    statements = view.attestations(edge.relation for edge in thin)
    nodes = view.nodes(pair.through for pair in pairs)

    def finished(pair: _Pair) -> Overlap:
        node, (a_edge, a_time), (b_edge, b_time) = nodes[pair.through], pair.a, pair.b
        both = a_time.overlap(b_time)
        certainty = together((a_time, b_time))
        if not pair.tenure and certainty is Certainty.POSSIBLE:
            certainty = Certainty.CERTAIN
        a_sources, b_sources = (
            sources_of(e, statements[e.relation], both.possible_days or _days(e.interval))
            for e in (a_edge, b_edge)
        )
        return Overlap(
            _kind(pair, node), node, edges[a_edge.id], edges[b_edge.id], both, certainty,
            _earlier(a_time, b_time) if pair.tenure else None, a_sources, b_sources,
        )  # fmt: skip

    return tuple(sorted(map(finished, pairs), key=_place))


def _check(view: View, a: str, b: str) -> None:
    known = view.nodes((a, b))
    for i in (a, b):
        if i not in known:
            raise NotFound(f"库中没有 {i}", remedy="先用 zerenlian search 查找")
        if known[i].kind != "Person":
            raise InvalidData(f"{known[i].caption} 不是人员", remedy="请给出两名人员")
    if a == b:
        raise InvalidData(f"两次给出的都是 {known[a].caption}", remedy="请给出两名不同的人员")


def _tenure_pairs(view: View, a: str, b: str) -> Iterator[_Pair]:
    posts = sorted({e.target for e in view.expand((a, b), ("HOLDS",), "out")})
    held: dict[str, list[tuple[ThinEdge, Interval]]] = {a: [], b: []}
    for tenures_of_post in tenures(view, posts).values():
        for edge, interval in tenures_of_post:
            if edge.source in held:
                held[edge.source].append((edge, interval))
    bodies: dict[str, set[str]] = {post: set() for post in posts}
    for edge in view.expand(posts, ("POST_OF",), "out"):
        bodies[edge.source].add(edge.target)
    for one, other in product(held[a], held[b]):
        if one[0].target == other[0].target:
            yield _Pair(one[0].target, one, other, tenure=True)
        else:
            for body in bodies[one[0].target] & bodies[other[0].target]:
                yield _Pair(body, one, other, tenure=True)


def _occasion_pairs(view: View, a: str, b: str) -> Iterator[_Pair]:
    found = view.expand((a, b), _INTO_OCCASIONS, "out")
    for one, other in product(found, found):
        if one.source == a and other.source == b and one.target == other.target:
            yield _Pair(one.target, (one, one.interval), (other, other.interval), tenure=False)


def _kind(pair: _Pair, through: Node) -> Kind:
    if pair.tenure:
        return "post" if through.kind == "Post" else "body"
    return _OCCASIONS[through.kind]


def _earlier(a: Interval, b: Interval) -> Literal["a", "b"] | None:
    """Whose latest possible beginning and earliest possible end both come first."""
    if a.since_hi < b.since_hi and a.until_lo < b.until_lo:
        return "a"
    if b.since_hi < a.since_hi and b.until_lo < a.until_lo:
        return "b"
    return None


def _days(interval: Interval) -> Window:
    return interval.possible_days or Window(interval.since_lo, interval.since_lo)


def _place(overlap: Overlap) -> tuple[int, int, Sequence[int], str, str, str]:
    i = overlap.interval
    days = (i.since_lo, i.since_hi, i.until_lo, i.until_hi)
    return (
        _ORDER[overlap.kind], _SURE[overlap.certainty], days, overlap.through.id,
        overlap.a_edge.id, overlap.b_edge.id,
    )  # fmt: skip
