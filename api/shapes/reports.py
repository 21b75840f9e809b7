"""Reports of heads as they leave the house."""

from __future__ import annotations

from api.shapes.duties import NamedShape
from api.shapes.ledgers import named
from api.shapes.records import (
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    SpanShape,
    node_shape,
    span_shape,
)
from graph.queries.ledgers.reports import Report, Reports


class ReportShape(Shape):
    """A report: plenary, manner, result with votes, feedback and measures are properties of
    `evaluation` as recorded."""

    evaluation: NodeShape
    on: str | None
    post: str | None
    organs: tuple[NamedShape, ...]
    certainty: str
    sources: tuple[SourceShape, ...]


class ReportingHeadShape(Shape):
    """A party head; no reports means that none is recorded in the period."""

    body: NamedShape
    person: NamedShape
    nature: str
    tenure: SpanShape
    certainty: str
    reports: tuple[ReportShape, ...]


class ReportsShape(Shape):
    """The heads below a body, and the bodies without a head on record in the period."""

    organization: NodeShape
    heads: tuple[ReportingHeadShape, ...]
    headless: tuple[NamedShape, ...]


def reports_shape(shaper: Shaper, found: Reports) -> ReportsShape:
    """The reports below a body."""
    return ReportsShape(
        organization=node_shape(found.organization),
        heads=tuple(
            ReportingHeadShape(
                body=named(h.body), person=named(h.person), nature=h.nature,
                tenure=span_shape(h.tenure), certainty=h.certainty.value,
                reports=tuple(_report(shaper, r) for r in h.reports),
            )
            for h in found.heads
        ),
        headless=tuple(map(named, found.headless)),
    )  # fmt: skip


def _report(shaper: Shaper, one: Report) -> ReportShape:
    return ReportShape(
        evaluation=node_shape(one.evaluation), on=one.on, post=one.post,
        organs=tuple(map(named, one.organs)), certainty=one.certainty.value,
        sources=shaper.sources(one.sources),
    )  # fmt: skip
