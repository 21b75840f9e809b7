"""The file of a case as it leaves the house: its course, the scope of 一案双查, what followed."""

from __future__ import annotations

from collections import Counter

from api.shapes.aftermath import (
    CaseMeasuresShape,
    DecisionShape,
    DeliberationShape,
    case_measures_shape,
    decision_shape,
    deliberation_shape,
)
from api.shapes.duties import CellShape, DutyShaper, NamedShape
from api.shapes.ledgers import ClueCourseShape, clue_course_shape, named
from api.shapes.records import (
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    SpanShape,
    TalkShape,
    node_shape,
    span_shape,
)
from graph.dates import iso
from graph.queries.cases.attribution import Attribution, Bearer, Level, SubjectTenure
from graph.queries.cases.case_file import CaseFile
from graph.queries.cases.case_gaps import case_gaps
from graph.queries.cases.case_talks import Told
from graph.queries.ledgers.case_stages import CaseStage
from graph.queries.sources import Sourced
from graph.store import View
from visualize.words import NOT_RECORDED, day_words


class SourcedShape(Shape):
    """A node in its part, with the statements that give it this part."""

    id: str
    name: str
    sources: tuple[SourceShape, ...]


class ManagerShape(SourcedShape):
    """A committee that manages a subject, or a post while he held it, as surely as `certainty`."""

    certainty: str


class SubjectShape(Shape):
    """Whose case it is, with post and rank as printed."""

    id: str
    name: str
    post: str | None
    rank: str | None
    sources: tuple[SourceShape, ...]


class TenureShape(Shape):
    """A post that a subject held in the time of the conduct, and the bodies that it belongs to."""

    person: NamedShape
    post: NamedShape
    bodies: tuple[NamedShape, ...]
    span: SpanShape
    sources: tuple[SourceShape, ...]


class StageShape(Shape):
    """A stage; `days` are the fewest and most since the dated stage before it."""

    name: str
    on: str | None
    organs: tuple[NamedShape, ...]
    outcome: str | None
    days: tuple[int, int] | None
    sources: tuple[SourceShape, ...]


class ToldShape(Shape):
    """A talk with a subject; `certainty` is whether it was held before the case came out."""

    talk: TalkShape
    certainty: str
    sources: tuple[SourceShape, ...]


class BearerShape(Shape):
    """Somebody who bore a duty in that time: tenure, certainty, talks with a subject before the
    case came out, decisions on accountability; `bodies` are those of the post."""

    person: NamedShape
    post: str
    bodies: tuple[NamedShape, ...]
    role: str
    nature: str
    span: SpanShape
    certainty: str
    talks: tuple[ToldShape, ...]
    decisions: tuple[NodeShape, ...]
    sources: tuple[SourceShape, ...]


class GapShape(Shape):
    """Days for which no head is listed. `why`: `unrecorded`, `vacant` as `sources` say, or
    `subject` himself."""

    since: str
    until: str
    why: str
    certainty: str
    sources: tuple[SourceShape, ...]


class DisputeShape(Shape):
    """Days, the last included, on which records name several regular heads in one post."""

    since: str
    until: str
    people: tuple[NamedShape, ...]


class LevelShape(Shape):
    """A body that bore a duty, `level` levels above the body of the case; `bears` is whether it
    bears the duty itself or only those listed beside its head. `until` of a gap is its last day."""

    body: NamedShape
    duty: str
    level: int
    bears: bool
    bearers: tuple[BearerShape, ...]
    gaps: tuple[GapShape, ...]
    disputes: tuple[DisputeShape, ...]
    decisions: tuple[NodeShape, ...]
    basis: tuple[SourceShape, ...]


class ScopeShape(Shape):
    """核查范围: who is to be looked at and what is on record, never a finding."""

    conduct: str
    came_out: str
    came_out_by: tuple[SourcedShape, ...]
    tenures: tuple[TenureShape, ...]
    bodies: tuple[NamedShape, ...]
    levels: tuple[LevelShape, ...]
    managed_by: tuple[ManagerShape, ...]
    organs: tuple[SourcedShape, ...]
    filed_by: tuple[SourcedShape, ...]


class ItemShape(Shape):
    """An item of a list that the case touches."""

    item: NodeShape
    owners: tuple[NamedShape, ...]
    sources: tuple[SourceShape, ...]


class CaseShape(Shape):
    """The file of a case as of a day. `duties` are those between the body and the level above that
    were not on record in full when the case came out, `asked` counts by status all that were asked
    about; `unseen` says what is not recorded."""

    case: NodeShape
    as_of: str
    subjects: tuple[SubjectShape, ...]
    places: tuple[SourcedShape, ...]
    items: tuple[ItemShape, ...]
    clues: tuple[ClueCourseShape, ...]
    other_clues: tuple[ClueCourseShape, ...]
    stages: tuple[StageShape, ...]
    scope: ScopeShape
    asked: dict[str, int]
    duties: tuple[CellShape, ...]
    measures: CaseMeasuresShape
    deliberations: tuple[DeliberationShape, ...]
    decisions: tuple[DecisionShape, ...]
    unseen: tuple[str, ...]
    sources: tuple[SourceShape, ...]


def case_shape(view: View, found: CaseFile) -> CaseShape:
    """The file of a case."""
    shaper = Shaper(view)
    return CaseShape(
        case=node_shape(found.case), as_of=iso(found.as_of),
        subjects=tuple(
            SubjectShape(id=s.node.id, name=s.node.caption, post=s.post, rank=s.rank,
                         sources=shaper.sources(s.sources))
            for s in found.subjects
        ),
        places=_sourced(shaper, found.places),
        items=tuple(
            ItemShape(item=node_shape(i.node), owners=tuple(map(named, i.owners)),
                      sources=shaper.sources(i.sources))
            for i in found.items
        ),
        clues=tuple(clue_course_shape(shaper, clue, found.as_of) for clue in found.clues),
        other_clues=tuple(
            clue_course_shape(shaper, clue, found.as_of) for clue in found.other_clues
        ),
        stages=tuple(_stage(shaper, stage) for stage in found.stages),
        scope=_scope(shaper, found.scope), duties=_duties(view, found),
        asked=dict(Counter(cell.status.label for cell in found.asked)),
        measures=case_measures_shape(shaper, found.measures),
        deliberations=tuple(deliberation_shape(shaper, one) for one in found.deliberations),
        decisions=tuple(decision_shape(shaper, one) for one in found.decisions),
        unseen=tuple(case_gaps(found)), sources=shaper.sources(found.sources),
    )  # fmt: skip


def _sourced(shaper: Shaper, found: tuple[Sourced, ...]) -> tuple[SourcedShape, ...]:
    return tuple(
        SourcedShape(id=s.node.id, name=s.node.caption, sources=shaper.sources(s.sources))
        for s in found
    )


def _stage(shaper: Shaper, stage: CaseStage) -> StageShape:
    return StageShape(
        name=stage.name, on=stage.on, organs=tuple(map(named, stage.organs)),
        outcome=stage.event.first("outcome"), days=stage.days,
        sources=shaper.sources(stage.sources),
    )  # fmt: skip


def _scope(shaper: Shaper, found: Attribution) -> ScopeShape:
    time, rules = found.time, found.jurisdiction
    conduct = span_shape(time.conduct).words if time.conduct else ""
    return ScopeShape(
        conduct=conduct or NOT_RECORDED,
        came_out=day_words(time.came_out) if time.came_out else NOT_RECORDED,
        came_out_by=_sourced(shaper, time.came_out_by),
        tenures=tuple(_tenure(shaper, tenure) for tenure in found.tenures),
        bodies=tuple(map(named, found.bodies)),
        levels=tuple(_level(shaper, level) for level in found.levels),
        managed_by=tuple(
            ManagerShape(id=m.node.id, name=m.node.caption, certainty=m.certainty.value,
                         sources=shaper.sources(m.sources))
            for m in rules.managed_by
        ), organs=_sourced(shaper, rules.organs),
        filed_by=_sourced(shaper, rules.filed_by),
    )  # fmt: skip


def _tenure(shaper: Shaper, held: SubjectTenure) -> TenureShape:
    return TenureShape(
        person=named(held.person), post=named(held.post),
        bodies=tuple(map(named, held.bodies)), span=span_shape(held.interval),
        sources=shaper.sources(held.sources),
    )  # fmt: skip


def _level(shaper: Shaper, one: Level) -> LevelShape:
    return LevelShape(
        body=named(one.body), duty=one.duty, level=one.level, bears=one.bears,
        bearers=tuple(_bearer(shaper, bearer) for bearer in one.bearers),
        gaps=tuple(
            GapShape(since=iso(g.days.first), until=iso(g.days.last), why=g.why,
                     certainty=g.certainty.value,
                     sources=shaper.sources(g.sources))
            for g in one.gaps
        ),
        disputes=tuple(
            DisputeShape(since=iso(d.days.first), until=iso(d.days.last),
                         people=tuple(map(named, d.people)))
            for d in one.disputes
        ),
        decisions=tuple(map(node_shape, one.decisions)), basis=shaper.sources(one.basis),
    )  # fmt: skip


def _bearer(shaper: Shaper, one: Bearer) -> BearerShape:
    return BearerShape(
        person=named(one.person), post=one.post.caption, bodies=tuple(map(named, one.bodies)),
        role="正职" if one.role == "head" else one.role, nature=one.nature,
        span=span_shape(one.interval), certainty=one.certainty.value,
        talks=tuple(_told(shaper, told) for told in one.talks),
        decisions=tuple(map(node_shape, one.decisions)), sources=shaper.sources(one.sources),
    )  # fmt: skip


def _told(shaper: Shaper, told: Told) -> ToldShape:
    talk = told.talk
    return ToldShape(
        talk=TalkShape(id=talk.talk.id, type=talk.talk.caption, on=talk.on, talkers=talk.talkers,
                       talked_to=talk.talked_to),
        certainty=told.certainty.value, sources=shaper.sources(told.sources),
    )  # fmt: skip


def _duties(view: View, found: CaseFile) -> tuple[CellShape, ...]:
    if found.coverage is None:
        return ()
    numbers = {cell: number for number, cell in enumerate(found.coverage.cells, start=1)}
    return DutyShaper(view, found.coverage, numbers).cells(found.duties)
