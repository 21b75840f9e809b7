"""Counts as they leave the house: each number with the rows behind it."""

from __future__ import annotations

from api.shapes import NodeShape, Shape, Shaper, SourceShape, node_shape
from graph.dates import Certainty, iso
from graph.queries.counts import Count, Counts


class TallyOfShape(Shape):
    """Records (件), people (人), turns (人次: one for each person and record) and those of the
    people who were certainly heads on the day, each with its ids."""

    records: tuple[str, ...]
    people: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]


class CountShape(Shape):
    """A number: `certain` fell in the period, `possible` may have. `bases` says by what each record
    belongs to the place; `forms` gives issuer and basis of a form as entered."""

    topic: str
    name: str
    certain: TallyOfShape
    possible: TallyOfShape
    bases: dict[str, str]
    forms: dict[str, str]


class CountedRecordShape(Shape):
    """A record or person behind a number, with its sources; a stage is called as its case."""

    id: str
    label: str
    name: str
    sources: tuple[SourceShape, ...]


class CountsShape(Shape):
    """Counts of `organization` and the bodies below it."""

    organization: NodeShape
    since: str
    until: str
    bodies: int
    counts: tuple[CountShape, ...]
    records: tuple[CountedRecordShape, ...]


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
                id=i, label=node_shape(node).label,
                name=found.nodes[found.case_of.get(i, i)].caption,
                sources=shaper.sources(found.sources[i]),
            )
            for i, node in sorted(found.nodes.items())
        ),
    )  # fmt: skip


def _count(found: Counts, one: Count) -> CountShape:
    forms = [found.nodes[r.record] for r in one.rows if one.topic == "形态"]
    return CountShape(
        topic=one.topic,
        name=one.name,
        certain=_tally(one, Certainty.CERTAIN),
        possible=_tally(one, Certainty.POSSIBLE),
        bases={r.record: r.basis for r in one.rows},
        forms={
            node.id: "，".join(
                node.first(name) or f"{label}未见记录"
                for name, label in (("form_issuer", "认定机关"), ("form_basis", "依据"))
            )
            for node in forms
        },
    )


def _tally(one: Count, certainty: Certainty) -> TallyOfShape:
    return TallyOfShape(
        records=one.records(certainty),
        people=one.people(certainty),
        turns=tuple((r.record, str(r.person)) for r in one.turns(certainty)),
        heads=one.heads(certainty),
    )
