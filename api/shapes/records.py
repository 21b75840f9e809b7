"""Answers as they leave the house: the same shapes for `--json` and for HTTP.

Every shape is built from a query's result; `Shaper` adds the titles of documents, which results
name by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.attestation import Attestation, Batch
from graph.dates import EVER, FOREVER, Interval, iso
from graph.queries.chain import BodyAt, Chain, Link
from graph.queries.context import contexts
from graph.queries.holders import PostHolders
from graph.queries.seats import Seat
from graph.queries.tenure import Holder
from graph.record import Edge, Node, Scalar, ThinEdge
from graph.schema import schema
from graph.store import View
from visualize.words import edge_words, span_words


class Shape(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True)


Item = TypeVar("Item")


class Page(Shape, Generic[Item]):
    """Some items of a longer list; `next` is the cursor of the following page, if there is one."""

    items: tuple[Item, ...]
    next: str | None


class BatchShape(Shape):
    """One load; `undone` is when it was undone, if it was."""

    id: str
    recorded: str
    loader: str
    title: str
    added: int
    undone: str | None


class SourceShape(Shape):
    """Where something was read: document, place in it, the words there, and by which batch."""

    document: str
    title: str
    locator: str
    quote: str
    confidence: float
    batch: str


class SpanShape(Shape):
    """The day numbers of an interval as dates; `null` where nobody knows.

    `until_*` is the first day out; `words` tells all that in Chinese, empty if nobody knows.
    """

    since_earliest: str | None
    since_latest: str | None
    until_earliest: str | None
    until_latest: str | None
    words: str


class NodeShape(Shape):
    """A node. `label` and `group` are its kind and colour group in Chinese."""

    id: str
    kind: str
    label: str
    caption: str
    group: str
    properties: dict[str, tuple[Scalar, ...]]


class EdgeShape(Shape):
    """An edge with what is known of its time; `label` is what it is called, with its facet."""

    id: str
    kind: str
    label: str
    facet: str
    source: str
    target: str
    span: SpanShape
    properties: dict[str, tuple[Scalar, ...]]


class HolderShape(Shape):
    """Who holds a post; `since` and `until` as the sources write them, several if they differ;
    `seen` are the dates on which sources merely attest the tenure."""

    id: str
    name: str
    certainty: str
    nature: str
    concurrent: bool
    since: tuple[str, ...]
    until: tuple[str, ...]
    seen: tuple[str, ...]
    span: SpanShape
    sources: tuple[SourceShape, ...]


class PostShape(Shape):
    """A post on a day: state `held`, `dispute`, `handover`, `vacant` or `not_recorded`."""

    id: str
    title: str
    state: str
    state_label: str
    holders: tuple[HolderShape, ...]
    vacancy: tuple[SourceShape, ...]


class SeatShape(Shape):
    """A post in its part on a chain; `post` is `null` where no such post is recorded. `certainty`
    says whether it stood in this part that day: the paper behind an oversight may have lapsed."""

    role: str
    body: str
    post: str | None
    title: str | None
    state: str
    state_label: str
    certainty: str
    holders: tuple[HolderShape, ...]


class BodyShape(Shape):
    """One body of a chain, `depth` levels from the subject."""

    id: str
    caption: str
    kind: str
    depth: int
    heads: tuple[SeatShape, ...]
    beside: tuple[SeatShape, ...]


class TalkShape(Shape):
    """A talk between two levels."""

    id: str
    type: str
    on: str | None
    talkers: tuple[str, ...]
    talked_to: tuple[str, ...]


class LinkShape(Shape):
    """`lower` answers to `upper`; what is not `main` is shown but not followed."""

    lower: str
    upper: str
    duty: str
    certainty: str
    main: bool
    sources: tuple[SourceShape, ...]
    talks: tuple[TalkShape, ...]


class NoteShape(Shape):
    """What a reader must know."""

    code: str
    text: str
    nodes: tuple[str, ...]


class ChainShape(Shape):
    """A responsibility chain on a day."""

    subject: NodeShape
    on: str
    duty: str
    direction: str
    bodies: tuple[BodyShape, ...]
    links: tuple[LinkShape, ...]
    notes: tuple[NoteShape, ...]
    total: int


def span_shape(interval: Interval) -> SpanShape:
    """The bounds of an interval as ISO dates."""

    def day(number: int) -> str | None:
        return iso(number) if EVER < number < FOREVER else None

    return SpanShape(
        since_earliest=day(interval.since_lo),
        since_latest=day(interval.since_hi),
        until_earliest=day(interval.until_lo),
        until_latest=day(interval.until_hi),
        words=span_words(interval),
    )


def batch_shape(batch: Batch) -> BatchShape:
    """A batch as it is."""
    return BatchShape(**asdict(batch))


def node_shape(node: Node) -> NodeShape:
    """A node with its labels."""
    return NodeShape(
        id=node.id,
        kind=node.kind,
        label=schema().nodes[node.kind].label.zh,
        caption=node.caption,
        group=node.group,
        properties=dict(node.properties),
    )


def edge_shape(edge: Edge | ThinEdge) -> EdgeShape:
    """An edge with its name; a thin edge has no properties to show."""
    return EdgeShape(
        id=edge.id,
        kind=edge.kind,
        label=edge_words(edge.kind, edge.facet),
        facet=edge.facet,
        source=edge.source,
        target=edge.target,
        span=span_shape(edge.interval),
        properties=dict(edge.properties) if isinstance(edge, Edge) else {},
    )


class Shaper:
    """Turns results into shapes, looking up each document's title once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._titles: dict[str, str] = {}

    def sources(self, statements: Sequence[Attestation]) -> tuple[SourceShape, ...]:
        """Statements with the titles of their documents."""
        unknown = {s.place.document for s in statements} - self._titles.keys()
        if unknown:
            found = self._view.nodes(sorted(unknown))
            self._titles |= {i: found[i].caption if i in found else "（无标题）" for i in unknown}
        return tuple(
            SourceShape(
                document=s.place.document,
                title=self._titles[s.place.document],
                locator=s.place.locator,
                quote=s.place.quote,
                confidence=s.confidence,
                batch=s.batch,
            )
            for s in statements
        )

    def contexts(self, nodes: Sequence[Node]) -> dict[str, str]:
        """For each node what tells it from others of its name: a person's latest posts, a post's
        body, a body's place; empty where nothing is recorded."""
        return contexts(self._view, nodes)

    def holder(self, holder: Holder) -> HolderShape:
        """A holder; his dates are those that the sources write."""
        written = holder.edge.properties
        return HolderShape(
            id=holder.person.id,
            name=holder.person.caption,
            certainty=holder.certainty.value,
            nature=holder.nature,
            concurrent=holder.concurrent,
            since=tuple(map(str, written.get("since", ()))),
            until=tuple(map(str, written.get("until", ()))),
            seen=tuple(sorted(map(str, written.get("seen", ())))),
            span=span_shape(holder.interval),
            sources=self.sources(holder.sources),
        )

    def post(self, found: PostHolders) -> PostShape:
        """A post with its holders."""
        return PostShape(
            id=found.post.id,
            title=found.post.caption,
            state=found.state.value,
            state_label=found.state.label,
            holders=self._holders(found.holders),
            vacancy=self.sources(found.vacancy),
        )

    def chain(self, chain: Chain) -> ChainShape:
        """A whole chain."""
        return ChainShape(
            subject=node_shape(chain.subject),
            on=chain.on,
            duty=chain.duty,
            direction=chain.direction,
            bodies=tuple(self._body(b) for b in chain.bodies),
            links=tuple(self._link(link) for link in chain.links),
            notes=tuple(NoteShape(code=n.code, text=n.text, nodes=n.nodes) for n in chain.notes),
            total=chain.total,
        )

    def _holders(self, holders: Iterable[Holder]) -> tuple[HolderShape, ...]:
        return tuple(self.holder(h) for h in holders)

    def _body(self, at: BodyAt) -> BodyShape:
        return BodyShape(
            id=at.body.id,
            caption=at.body.caption,
            kind=at.body.kind,
            depth=at.depth,
            heads=tuple(self._seat(s) for s in at.heads),
            beside=tuple(self._seat(s) for s in at.beside),
        )

    def _seat(self, seat: Seat) -> SeatShape:
        return SeatShape(
            role=seat.role,
            body=seat.body,
            post=seat.post.id if seat.post else None,
            title=seat.post.caption if seat.post else None,
            state=seat.state.value,
            state_label=seat.state.label,
            certainty=seat.certainty.value,
            holders=self._holders(seat.holders),
        )

    def _link(self, link: Link) -> LinkShape:
        return LinkShape(
            lower=link.lower,
            upper=link.upper,
            duty=link.duty,
            certainty=link.certainty.value,
            main=link.main,
            sources=self.sources(link.sources),
            talks=tuple(
                TalkShape(
                    id=t.talk.id, type=t.talk.caption, on=t.on,
                    talkers=t.talkers, talked_to=t.talked_to,
                )
                for t in link.talks
            ),
        )  # fmt: skip
