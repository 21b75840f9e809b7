"""Ledgers as they leave the house: talks, the course of a clue."""

from __future__ import annotations

from api.shapes.duties import NamedShape
from api.shapes.records import NodeShape, Shape, Shaper, SourceShape, node_shape
from graph.dates import iso
from graph.queries.ledgers.closing import Closing
from graph.queries.ledgers.clue_course import ClueCourse, ClueStep
from graph.queries.ledgers.talk_ledger import TalkEntry, TalkLedger
from graph.record import Node


class ParticipantShape(Shape):
    """Who took part; `id` and `name` are `null` where family is masked."""

    role: str
    id: str | None
    name: str | None
    post: str | None
    kinship: str | None


class ClosingShape(Shape):
    """In which words a clue was closed or found untrue, or a case withdrawn."""

    words: str
    sources: tuple[SourceShape, ...]


class CauseShape(NodeShape):
    """A clue, case or body behind a talk; `closing` is `null` if nothing says that it was closed,
    cleared or withdrawn."""

    closing: ClosingShape | None


class TalkEntryShape(Shape):
    """A talk: `principals` entrusted it, `concerns` are the clues, cases and bodies behind it,
    `family` is how many members were present. Dates stand as recorded, `null` where none is."""

    talk: NodeShape
    type: str
    date: str | None
    entered: str | None
    certainty: str
    participants: tuple[ParticipantShape, ...]
    principals: tuple[NamedShape, ...]
    concerns: tuple[CauseShape, ...]
    family: int
    sources: tuple[SourceShape, ...]


class TalkCountShape(Shape):
    """Talks of a type: how many, people talked to (人) and turns (人次), with their ids."""

    type: str
    talks: tuple[str, ...]
    people: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]


class BackFilledShape(Shape):
    """Talks of a body entered on one day, most of them more than 30 days after they were held."""

    body: NamedShape
    entered: str
    talks: tuple[str, ...]


class TalkLedgerShape(Shape):
    """The talks of a person, a post or a body; `bodies` is how many bodies were looked at.
    `title` is the name of the subject, of a post with its body."""

    subject: NodeShape
    title: str
    bodies: int
    entries: tuple[TalkEntryShape, ...]
    counts: tuple[TalkCountShape, ...]
    back_filled: tuple[BackFilledShape, ...]


class ClueStepShape(Shape):
    """A step; `days` are the fewest and most since the dated step before of the clue or of the same
    case, `null` where a date is not recorded."""

    name: str
    on: str | None
    organs: tuple[NamedShape, ...]
    sender: str | None
    outcome: str | None
    case: NamedShape | None
    days: tuple[int, int] | None
    sources: tuple[SourceShape, ...]


class CustodyShape(Shape):
    """An organ held the clue, or with `case` the case that it filed, from `since` to `until`, when
    the step `ended` took it away; both `null` while no such step with a date is recorded."""

    organ: NamedShape
    since: str
    until: str | None
    days: tuple[int, int] | None
    ended: str | None
    case: NamedShape | None


class ClueCourseShape(Shape):
    """The course of a clue as it could be told on the day `as_of`; its informant is never shown.
    `closing` says that it was closed or found untrue, or a case of it withdrawn; `undated` that
    some passing on or filing has no date, so that custody is open."""

    as_of: str
    closing: str | None
    clue: NodeShape
    about: tuple[NamedShape, ...]
    deadline: str | None
    steps: tuple[ClueStepShape, ...]
    custody: tuple[CustodyShape, ...]
    undated: bool
    sources: tuple[SourceShape, ...]


def named(node: Node) -> NamedShape:
    """A node by id and name."""
    return NamedShape(id=node.id, name=node.caption)


def titled(shaper: Shaper, node: Node) -> str:
    """The name of the subject of a ledger, of a post with its body."""
    body = shaper.contexts([node])[node.id] if node.kind == "Post" else ""
    return body + node.caption


def closing_shape(shaper: Shaper, found: Closing | None) -> ClosingShape | None:
    """What closed a clue or a case, if anything."""
    return ClosingShape(words=found.words, sources=shaper.sources(found.sources)) if found else None


def talk_ledger_shape(shaper: Shaper, found: TalkLedger) -> TalkLedgerShape:
    """A ledger of talks."""
    return TalkLedgerShape(
        subject=node_shape(found.subject),
        title=titled(shaper, found.subject),
        bodies=found.bodies,
        entries=tuple(_talk(shaper, entry) for entry in found.entries),
        counts=tuple(
            TalkCountShape(type=c.type, talks=c.talks, people=c.people, turns=c.turns)
            for c in found.counts
        ),
        back_filled=tuple(
            BackFilledShape(body=named(b.body), entered=b.entered, talks=b.talks)
            for b in found.back_filled
        ),
    )


def _talk(shaper: Shaper, entry: TalkEntry) -> TalkEntryShape:
    return TalkEntryShape(
        talk=node_shape(entry.talk),
        type=entry.talk.caption,
        date=entry.talk.first("date"),
        entered=entry.talk.first("entered"),
        certainty=entry.certainty.value,
        participants=tuple(
            ParticipantShape(
                role=p.role, id=p.person.id if p.person else None,
                name=p.person.caption if p.person else None, post=p.post, kinship=p.kinship,
            )
            for p in entry.participants
        ),
        principals=tuple(map(named, entry.principals)),
        concerns=tuple(
            CauseShape(
                **node_shape(c.node).model_dump(), closing=closing_shape(shaper, c.closing)
            )
            for c in entry.concerns
        ),
        family=entry.family,
        sources=shaper.sources(entry.sources),
    )  # fmt: skip


def clue_course_shape(shaper: Shaper, found: ClueCourse, as_of: int) -> ClueCourseShape:
    """The course of a clue, asked for on the day `as_of`."""
    return ClueCourseShape(
        as_of=iso(as_of),
        closing=found.closing,
        clue=node_shape(found.clue),
        about=tuple(map(named, found.about)),
        deadline=found.clue.first("deadline"),
        steps=tuple(_step(shaper, step) for step in found.steps),
        custody=tuple(
            CustodyShape(
                organ=named(c.organ),
                since=c.since,
                until=c.until,
                days=c.days,
                ended=c.ended,
                case=named(c.case) if c.case else None,
            )
            for c in found.custody
        ),
        undated=found.undated,
        sources=shaper.sources(found.sources),
    )


def _step(shaper: Shaper, step: ClueStep) -> ClueStepShape:
    return ClueStepShape(
        name=step.name, on=step.on, organs=tuple(map(named, step.organs)), sender=step.sender,
        outcome=step.outcome, case=named(step.case) if step.case else None, days=step.days,
        sources=shaper.sources(step.sources),
    )  # fmt: skip
