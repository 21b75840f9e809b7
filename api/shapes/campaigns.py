"""Campaigns as they leave the house."""

from __future__ import annotations

from api.shapes.aftermath import MeasureShape, measure_shape
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
from graph.dates import Interval, iso
from graph.queries.ledgers.campaigns import Campaigns, Drive, Theatre, state


class TargetShape(NamedShape):
    """Whom a campaign aims at; `place` is its division, `null` where none is recorded."""

    place: NamedShape | None


class DrivenMeasureShape(MeasureShape):
    """A measure of a campaign; `state` is 整改中, 已销号, 回头看, 重新启动 or 未见记录."""

    state: str


class DriveShape(Shape):
    """A campaign; without measures where none is recorded."""

    campaign: NodeShape
    system: str
    period: SpanShape | None
    targets: tuple[TargetShape, ...]
    cases: tuple[NamedShape, ...]
    measures: tuple[DrivenMeasureShape, ...]
    sources: tuple[SourceShape, ...]


class TheatreShape(Shape):
    """The campaigns of one system in one division, and the measures aimed there by state, each by
    its ids."""

    system: str
    place: NamedShape | None
    campaigns: tuple[str, ...]
    measures: dict[str, tuple[str, ...]]


class CampaignsShape(Shape):
    """Campaigns as they stood on the day `as_of`, and the same by system and place."""

    as_of: str
    campaigns: tuple[DriveShape, ...]
    theatres: tuple[TheatreShape, ...]


def campaigns_shape(shaper: Shaper, found: Campaigns, as_of: int) -> CampaignsShape:
    """Campaigns."""
    return CampaignsShape(
        as_of=iso(as_of),
        campaigns=tuple(_drive(shaper, drive) for drive in found.drives),
        theatres=tuple(map(_theatre, found.theatres)),
    )


def _drive(shaper: Shaper, drive: Drive) -> DriveShape:
    period = drive.campaign.first("period")
    return DriveShape(
        campaign=node_shape(drive.campaign), system=drive.system,
        period=span_shape(Interval.written(period)) if period else None,
        targets=tuple(
            TargetShape(
                id=t.node.id, name=t.node.caption, place=named(t.place) if t.place else None
            )
            for t in drive.targets
        ),
        cases=tuple(map(named, drive.cases)),
        measures=tuple(
            DrivenMeasureShape(**measure_shape(shaper, one).model_dump(), state=state(one))
            for one in drive.measures
        ),
        sources=shaper.sources(drive.sources),
    )  # fmt: skip


def _theatre(one: Theatre) -> TheatreShape:
    return TheatreShape(
        system=one.system, place=named(one.place) if one.place else None,
        campaigns=one.campaigns, measures=dict(one.measures),
    )  # fmt: skip
