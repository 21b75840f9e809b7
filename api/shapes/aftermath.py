"""What followed a case, as it leaves the house: deliberations, measures, decisions."""

from __future__ import annotations

from api.shapes.duties import NamedShape
from api.shapes.ledgers import named
from api.shapes.records import NodeShape, Shape, Shaper, SourceShape, node_shape
from graph.queries.cases.case_file import Decision
from graph.queries.ledgers.deliberations import Deliberation, Member
from graph.queries.ledgers.measures import CaseMeasures, Measure


class SpeechShape(Shape):
    """What kind of thing a member said, and its words."""

    kind: str
    content: str | None


class MemberShape(Shape):
    """Somebody at a meeting. `silent`: there, and no speech is on record; `in_charge`: how surely
    in charge of a body of the case that day; `unclaimed`: no claim of responsibility is on record
    of one who was."""

    person: NamedShape
    attendance: str | None
    post: str | None
    speeches: tuple[SpeechShape, ...]
    silent: bool
    in_charge: str
    unclaimed: bool


class DeliberationShape(Shape):
    """A meeting on cases; `unseen` were in charge that day and the record does not name them."""

    meeting: NodeShape
    on: str | None
    organs: tuple[NamedShape, ...]
    cases: tuple[NamedShape, ...]
    members: tuple[MemberShape, ...]
    unseen: tuple[NamedShape, ...]
    sources: tuple[SourceShape, ...]


class MeasureShape(Shape):
    """A measure; `by_owner`: the one who accepted it is its owner, who should be another."""

    action: NodeShape
    kind: str
    owners: tuple[NamedShape, ...]
    targets: tuple[NamedShape, ...]
    campaigns: tuple[NamedShape, ...]
    by_owner: bool
    sources: tuple[SourceShape, ...]


class CaseMeasuresShape(Shape):
    """The measures after a case; `missing` are the kinds of the six that are not on record."""

    case: NamedShape
    measures: tuple[MeasureShape, ...]
    missing: tuple[str, ...]


class DecisionShape(Shape):
    """A decision on accountability as it was taken."""

    decision: NodeShape
    targets: tuple[NamedShape, ...]
    organs: tuple[NamedShape, ...]
    sources: tuple[SourceShape, ...]


def deliberation_shape(shaper: Shaper, found: Deliberation) -> DeliberationShape:
    """A meeting."""
    return DeliberationShape(
        meeting=node_shape(found.meeting), on=found.on, organs=tuple(map(named, found.organs)),
        cases=tuple(map(named, found.cases)), members=tuple(map(_member, found.members)),
        unseen=tuple(map(named, found.unseen)), sources=shaper.sources(found.sources),
    )  # fmt: skip


def _member(member: Member) -> MemberShape:
    return MemberShape(
        person=named(member.person), attendance=member.attendance, post=member.post,
        speeches=tuple(SpeechShape(kind=s.kind, content=s.content) for s in member.speeches),
        silent=member.silent, in_charge=member.in_charge.value, unclaimed=member.unclaimed,
    )  # fmt: skip


def measure_shape(shaper: Shaper, found: Measure) -> MeasureShape:
    """A measure."""
    return MeasureShape(
        action=node_shape(found.action), kind=found.kind, owners=tuple(map(named, found.owners)),
        targets=tuple(map(named, found.targets)), campaigns=tuple(map(named, found.campaigns)),
        by_owner=found.by_owner, sources=shaper.sources(found.sources),
    )  # fmt: skip


def case_measures_shape(shaper: Shaper, found: CaseMeasures) -> CaseMeasuresShape:
    """The measures after a case."""
    return CaseMeasuresShape(
        case=named(found.case), missing=found.missing,
        measures=tuple(measure_shape(shaper, one) for one in found.measures),
    )  # fmt: skip


def decision_shape(shaper: Shaper, found: Decision) -> DecisionShape:
    """A decision."""
    return DecisionShape(
        decision=node_shape(found.node), targets=tuple(map(named, found.targets)),
        organs=tuple(map(named, found.organs)), sources=shaper.sources(found.sources),
    )  # fmt: skip
