"""Counts as they leave the house: each number with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable

from api.shapes.duties import NamedShape
from api.shapes.ledgers import ClosingShape, closing_shape, named
from api.shapes.records import (
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    SpanShape,
    node_shape,
    span_shape,
)
from graph.dates import Certainty, iso
from graph.queries.ledgers.counts import Count, Counted, Counts, Headed
from graph.store import ordered


class TallyOfShape(Shape):
    """Records (件), people (人), turns (人次: one for each person and record) and those of the
    people who headed a body when the clue was received or the case filed: `heads` for certain,
    `possible_heads` where dates leave it open. Each with its ids."""

    records: tuple[str, ...]
    people: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    possible_heads: tuple[str, ...]


class CountShape(Shape):
    """A number: `certain` counts, `possible` may, as dates leave it open. By record: `bases` says
    by what it belongs to the place, `events` by which events it counts, `forms` gives issuer and
    basis of a form as entered."""

    topic: str
    name: str
    certain: TallyOfShape
    possible: TallyOfShape
    bases: dict[str, str]
    events: dict[str, tuple[str, ...]]
    forms: dict[str, str]


class CountedRecordShape(Shape):
    """A clue, case, event or person behind a number; `closing` says that a clue was closed or
    found untrue, or a case withdrawn, `null` if nothing says so."""

    id: str
    label: str
    name: str
    closing: ClosingShape | None
    sources: tuple[SourceShape, ...]


class HeadedShape(Shape):
    """A tenure by which somebody counts as a head."""

    person: str
    post: NamedShape
    body: NamedShape
    span: SpanShape
    sources: tuple[SourceShape, ...]


class CountsShape(Shape):
    """Counts of `organization` and the bodies below it."""

    organization: NodeShape
    since: str
    until: str
    bodies: int
    counts: tuple[CountShape, ...]
    records: tuple[CountedRecordShape, ...]
    headed: tuple[HeadedShape, ...]


def counts_shape(shaper: Shaper, found: Counts) -> CountsShape:
    """Counts with the records that they name."""
    return CountsShape(
        organization=node_shape(found.organization),
        since=iso(found.period.first),
        until=iso(found.period.last),
        bodies=len(found.bodies),
        counts=tuple(_count(found, one) for one in found.counts),
        records=tuple(
            CountedRecordShape(
                id=i, label=node_shape(node).label, name=node.caption,
                closing=closing_shape(shaper, found.closings.get(i)),
                sources=shaper.sources(found.sources[i]),
            )
            for i, node in sorted(found.nodes.items())
        ),
        headed=tuple(_headed(shaper, one) for one in found.headed),
    )  # fmt: skip


def _count(found: Counts, one: Count) -> CountShape:
    forms = ordered(r.record for r in one.rows if one.topic == "形态")
    return CountShape(
        topic=one.topic,
        name=one.name,
        certain=_tally(one, Certainty.CERTAIN),
        possible=_tally(one, Certainty.POSSIBLE),
        bases={r.record: r.basis for r in one.rows},
        events={r.record: r.events for r in one.rows},
        forms={
            i: "，".join(
                found.nodes[i].first(name) or f"{label}未见记录"
                for name, label in (("form_issuer", "认定机关"), ("form_basis", "依据"))
            )
            for i in forms
        },
    )


def _tally(one: Count, certainty: Certainty) -> TallyOfShape:
    return TallyOfShape(
        records=one.records(certainty),
        people=one.people(certainty),
        turns=_turns(one.turns(certainty)),
        heads=one.heads(certainty),
        possible_heads=one.heads(certainty, Certainty.POSSIBLE),
    )


def _turns(rows: Iterable[Counted]) -> tuple[tuple[str, str], ...]:
    return tuple((r.record, str(r.person)) for r in rows)


def _headed(shaper: Shaper, one: Headed) -> HeadedShape:
    return HeadedShape(
        person=one.person, post=named(one.post), body=named(one.body),
        span=span_shape(one.interval), sources=shaper.sources(one.sources),
    )  # fmt: skip
