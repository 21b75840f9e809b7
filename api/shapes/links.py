"""Shapes of what joins nodes: neighbourhoods, paths, overlaps, timelines, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from api.shapes.records import (
    EdgeShape,
    HolderShape,
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    SpanShape,
    edge_shape,
    node_shape,
    span_shape,
)
from graph.dates import EVER, FOREVER, Window, iso
from graph.queries.conflicts import Clash, Conflict, DifferingValues, Dispute
from graph.queries.neighbourhood import Neighbourhood
from graph.queries.overlaps import Overlap
from graph.queries.paths import Path, Paths
from graph.queries.timeline import Moment
from graph.record import Node, Scalar, ThinEdge
from graph.schema import schema
from graph.search import Found
from visualize.words import edge_words


class LinkedEdge(EdgeShape):
    """An edge with its sources."""

    sources: tuple[SourceShape, ...]


class NeighbourhoodShape(Shape):
    """The nodes around some others; `total` of them there are, `cut` says that fewer are given.
    `contexts` are as in `Shaper.contexts`, by id."""

    centre: tuple[str, ...]
    nodes: tuple[NodeShape, ...]
    contexts: dict[str, str]
    hops: dict[str, int]
    edges: tuple[LinkedEdge, ...]
    total: int
    cut: bool


class DaysShape(Shape):
    """Days from `first` to `last`, both included; `null` where nobody knows."""

    first: str | None
    last: str | None


class PathShape(Shape):
    """One way; `certainty` says whether all its relations held on one day, `days` on which."""

    nodes: tuple[str, ...]
    edges: tuple[str, ...]
    certainty: str
    days: DaysShape | None


class PathsShape(Shape):
    """Paths; `ended` is `found`, `none` (provably no path) or `limit` (the search gave up).
    `contexts` are as in `Shaper.contexts`, by id."""

    paths: tuple[PathShape, ...]
    nodes: dict[str, NodeShape]
    contexts: dict[str, str]
    edges: dict[str, LinkedEdge]
    ended: str
    limit: str
    explored: int


class OverlapShape(Shape):
    """Where two people's records meet."""

    kind: str
    through: NodeShape
    a: EdgeShape
    b: EdgeShape
    span: SpanShape
    certainty: str
    earlier: str | None
    a_sources: tuple[SourceShape, ...]
    b_sources: tuple[SourceShape, ...]


class MomentShape(Shape):
    """One dated moment of a node; `text` tells it in Chinese."""

    date: str
    what: str
    text: str
    edge: EdgeShape | None
    other: NodeShape | None
    sources: tuple[SourceShape, ...]


class ClaimShape(Shape):
    """One of several differing values with the sources that give it."""

    value: Scalar
    sources: tuple[SourceShape, ...]


class ClashShape(Shape):
    """Two tenures that certainly held on the same days."""

    one: HolderShape
    other: HolderShape
    days: DaysShape


class ConflictShape(Shape):
    """A contradiction: `values` of one record, a `dispute` over a head post, or two `natures`.
    `heading` names what it is about, each post with its body."""

    kind: str
    heading: str
    about: tuple[NodeShape, ...]
    record: str
    label: str
    properties: dict[str, tuple[ClaimShape, ...]]
    clashes: tuple[ClashShape, ...]


class HitShape(Shape):
    """One thing found; `context` tells same-named ones apart."""

    node: NodeShape
    how: str
    how_label: str
    matched: str
    context: str


class FoundShape(Shape):
    """What was found, best first; `more` says that there is more."""

    hits: tuple[HitShape, ...]
    more: bool


def days_shape(days: Window) -> DaysShape:
    """Days as ISO dates."""
    return DaysShape(
        first=iso(days.first) if days.first > EVER else None,
        last=iso(days.last) if days.last < FOREVER - 1 else None,
    )


def _linked(shaper: Shaper, edge: ThinEdge, sources: tuple[SourceShape, ...]) -> LinkedEdge:
    return LinkedEdge(**edge_shape(edge).model_dump(), sources=sources)


def neighbourhood_shape(shaper: Shaper, found: Neighbourhood) -> NeighbourhoodShape:
    """A neighbourhood, nearest nodes first."""
    return NeighbourhoodShape(
        centre=found.centre,
        nodes=tuple(node_shape(n) for n in found.nodes.values()),
        contexts=shaper.contexts(list(found.nodes.values())),
        hops=dict(found.hops),
        edges=tuple(_linked(shaper, e, shaper.sources(found.sources[e.id])) for e in found.edges),
        total=found.total,
        cut=found.cut,
    )


def paths_shape(shaper: Shaper, found: Paths) -> PathsShape:
    """Paths with all their nodes and edges."""
    edges = {e.id: e for path in found.paths for e in (*path.edges, *path.parallel)}
    return PathsShape(
        paths=tuple(_path(path) for path in found.paths),
        nodes={i: node_shape(n) for i, n in found.nodes.items()},
        contexts=shaper.contexts(list(found.nodes.values())),
        edges={i: _linked(shaper, e, shaper.sources(found.sources[i])) for i, e in edges.items()},
        ended=found.ended,
        limit=found.limit,
        explored=found.explored,
    )


def _path(path: Path) -> PathShape:
    return PathShape(
        nodes=path.nodes,
        edges=tuple(e.id for e in path.edges),
        certainty=path.certainty.value,
        days=days_shape(path.days) if path.days else None,
    )


def overlap_shape(shaper: Shaper, found: Overlap) -> OverlapShape:
    """One meeting of two people's records."""
    return OverlapShape(
        kind=found.kind,
        through=node_shape(found.through),
        a=edge_shape(found.a_edge),
        b=edge_shape(found.b_edge),
        span=span_shape(found.interval),
        certainty=found.certainty.value,
        earlier=found.earlier,
        a_sources=shaper.sources(found.a_sources),
        b_sources=shaper.sources(found.b_sources),
    )


_WHAT = {"since": "起", "until": "止（离任首日）", "on": "", "seen": "见于记载"}


def moment_shape(shaper: Shaper, found: Moment, kind: str) -> MomentShape:
    """One moment of a node of that kind, told in Chinese."""
    edge, other = found.edge, found.other
    relation = edge_words(edge.kind, edge.facet) if edge else ""
    owner = schema().nodes[other.kind if other else kind]
    told = owner.properties[found.field].zh if found.field else _WHAT[found.what]
    text = "　".join(part for part in (relation, told) if part)
    return MomentShape(
        date=found.date,
        what=found.what,
        text=text,
        edge=edge_shape(edge) if edge else None,
        other=node_shape(other) if other else None,
        sources=shaper.sources(found.sources),
    )


def conflict_shape(shaper: Shaper, found: Conflict) -> ConflictShape:
    """One contradiction with both sides."""
    if isinstance(found, DifferingValues):
        kind = found.record.kind
        declared = schema().properties(kind)
        about = found.ends or tuple(r for r in (found.record,) if isinstance(r, Node))
        return ConflictShape(
            kind=found.kind,
            heading=_heading(shaper, about),
            about=tuple(node_shape(n) for n in about),
            record=found.record.id,
            label=(schema().nodes.get(kind) or schema().edges[kind]).label.zh,
            properties={
                declared[name].zh: tuple(
                    ClaimShape(value=c.value, sources=shaper.sources(c.sources)) for c in claims
                )
                for name, claims in found.properties.items()
            },
            clashes=(),
        )
    nodes = (
        (*found.bodies, found.post) if isinstance(found, Dispute) else (found.person, found.post)
    )
    return ConflictShape(
        kind=found.kind,
        heading=_heading(shaper, nodes),
        about=tuple(node_shape(n) for n in nodes),
        record=found.post.id,
        label="冲突任职记录" if isinstance(found, Dispute) else "同一职务两种任职性质",
        properties={},
        clashes=tuple(_clash(shaper, clash) for clash in found.clashes),
    )


def _heading(shaper: Shaper, about: Sequence[Node]) -> str:
    contexts = shaper.contexts(about)
    known = {node.caption for node in about}
    return " — ".join(
        f"{contexts[n.id]} {n.caption}"
        if n.kind == "Post" and contexts[n.id] and contexts[n.id] not in known
        else n.caption
        for n in about
    )


def _clash(shaper: Shaper, clash: Clash) -> ClashShape:
    return ClashShape(
        one=shaper.holder(clash.one),
        other=shaper.holder(clash.other),
        days=days_shape(clash.days),
    )


def found_shape(shaper: Shaper, found: Found) -> FoundShape:
    """What a search found, each with what tells it from others of its name."""
    contexts = shaper.contexts([hit.node for hit in found.hits])
    return FoundShape(
        hits=tuple(
            HitShape(
                node=node_shape(hit.node), how=hit.how.value, how_label=hit.how.label,
                matched=hit.matched, context=contexts[hit.node.id],
            )
            for hit in found.hits
        ),
        more=found.more,
    )  # fmt: skip
