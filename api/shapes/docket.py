"""Meetings and measures of a case, a body or a person as they leave the house."""

from __future__ import annotations

from collections.abc import Iterable

from api.shapes.aftermath import (
    CaseMeasuresShape,
    DeliberationShape,
    case_measures_shape,
    deliberation_shape,
)
from api.shapes.ledgers import titled
from api.shapes.records import NodeShape, Shape, Shaper, node_shape
from graph.dates import iso
from graph.queries.ledgers.deliberations import Deliberation
from graph.queries.ledgers.measures import CaseMeasures
from graph.record import Node


class DeliberationsShape(Shape):
    """The meetings on the cases of a subject, those that a body held, or where a person was or was
    expected, in order of date."""

    subject: NodeShape
    title: str
    meetings: tuple[DeliberationShape, ...]


class MeasuresShape(Shape):
    """The measures after each case of a subject, as they stood on the day `as_of`."""

    subject: NodeShape
    title: str
    as_of: str
    cases: tuple[CaseMeasuresShape, ...]


def deliberations_shape(
    shaper: Shaper, subject: Node, found: Iterable[Deliberation]
) -> DeliberationsShape:
    """The meetings of a subject."""
    return DeliberationsShape(
        subject=node_shape(subject), title=titled(shaper, subject),
        meetings=tuple(deliberation_shape(shaper, one) for one in found),
    )  # fmt: skip


def measures_shape(
    shaper: Shaper, subject: Node, found: Iterable[CaseMeasures], as_of: int
) -> MeasuresShape:
    """The measures after the cases of a subject."""
    return MeasuresShape(
        subject=node_shape(subject), title=titled(shaper, subject), as_of=iso(as_of),
        cases=tuple(case_measures_shape(shaper, one) for one in found),
    )  # fmt: skip
