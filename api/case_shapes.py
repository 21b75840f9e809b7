"""A case's scope of 一案双查 as it leaves the house."""

from __future__ import annotations

from collections.abc import Iterable

from api.duty_shapes import CellShape, DutyShaper, NamedShape
from api.shapes import (
    NodeShape,
    Shape,
    Shaper,
    SourceShape,
    SpanShape,
    TalkShape,
    node_shape,
    span_shape,
)
from graph.dates import Window
from graph.queries.attribution import Attribution, Bearer
from graph.queries.coverage import coverage
from graph.queries.verdict import Status
from graph.record import Node
from graph.rules.rule import Rule
from graph.store import View, ordered
from visualize.words import day_words

OPEN = (Status.NO_RECORD, Status.OVERDUE, Status.INCOMPLETE, Status.WRONG_TALKER, Status.DOUBTFUL)
"""What is shown of the duties of that time: those that are not on record in full."""


class BearerShape(Shape):
    """Somebody who bore a duty in that time: tenure, certainty, talks with the subject before the
    case came out, decisions on accountability."""

    person: NamedShape
    post: str
    body: NamedShape
    duty: str
    role: str
    level: int
    span: SpanShape
    certainty: str
    talks: tuple[TalkShape, ...]
    decisions: tuple[NodeShape, ...]
    sources: tuple[SourceShape, ...]


class UnfilledShape(Shape):
    """A body whose head in that time nobody recorded."""

    body: NamedShape
    duty: str
    level: int


class ScopeShape(Shape):
    """核查范围: who is to be looked at and what is on record, never a finding. `duties` are those
    between the body and the level above that were not on record in full when the case came out."""

    case: NodeShape
    subjects: tuple[NamedShape, ...]
    conduct: str
    came_out: str
    bodies: tuple[NamedShape, ...]
    bearers: tuple[BearerShape, ...]
    unfilled: tuple[UnfilledShape, ...]
    managed_by: tuple[NamedShape, ...]
    organs: tuple[NamedShape, ...]
    decisions: tuple[NodeShape, ...]
    duties: tuple[CellShape, ...]
    notes: tuple[str, ...]


def scope_shape(view: View, found: Attribution, rules: Iterable[Rule]) -> ScopeShape:
    """The scope of a case, with the duties of that time by these rules."""
    shaper = Shaper(view)
    conduct = span_shape(found.conduct).words if found.conduct else ""
    return ScopeShape(
        case=node_shape(found.case), subjects=_named(found.subjects),
        conduct=conduct or "未见记录",
        came_out=day_words(found.came_out) if found.came_out else "未见记录",
        bodies=_named(found.bodies),
        bearers=tuple(_bearer(shaper, one) for one in found.bearers),
        unfilled=tuple(
            UnfilledShape(body=_name(one.body), duty=one.duty, level=one.level)
            for one in found.unfilled
        ),
        managed_by=_named(found.managed_by), organs=_named(found.organs),
        decisions=tuple(map(node_shape, found.decisions)),
        duties=_duties(view, found, tuple(rules)), notes=found.notes,
    )  # fmt: skip


def _duties(view: View, found: Attribution, rules: tuple[Rule, ...]) -> tuple[CellShape, ...]:
    """The duties towards the party bodies of the case within the conduct, seen when it came out."""
    own = ordered(b.body.id for b in found.bearers if b.duty == "party" and b.level == 0)
    days = found.conduct.possible_days if found.conduct else found.came_out
    if not own or days is None:
        return ()
    last = found.came_out.last if found.came_out else days.last
    period = Window(max(days.first, last - 3660), min(days.last, last))
    answer = coverage(view, own[0], period, rules, last, only=own)
    cells = [cell for cell in answer.cells if cell.status in OPEN]
    numbers = {cell: number for number, cell in enumerate(answer.cells, start=1)}
    return DutyShaper(view, answer, numbers).cells(cells)


def _bearer(shaper: Shaper, one: Bearer) -> BearerShape:
    return BearerShape(
        person=_name(one.person), post=one.post.caption, body=_name(one.body), duty=one.duty,
        role="正职" if one.role == "head" else one.role, level=one.level,
        span=span_shape(one.interval), certainty=one.certainty.value,
        talks=tuple(
            TalkShape(id=t.talk.id, type=t.talk.caption, on=t.on, talkers=t.talkers,
                      talked_to=t.talked_to)
            for t in one.talks
        ),
        decisions=tuple(map(node_shape, one.decisions)), sources=shaper.sources(one.sources),
    )  # fmt: skip


def _name(node: Node) -> NamedShape:
    return NamedShape(id=node.id, name=node.caption)


def _named(nodes: Iterable[Node]) -> tuple[NamedShape, ...]:
    return tuple(map(_name, nodes))
