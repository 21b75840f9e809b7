"""Talks with the subjects of a case before it came out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import EVER, Certainty, Interval, Window
from graph.queries.cases.case_time import CaseTime
from graph.queries.recorded import day_window
from graph.queries.talks import TalkBetween, talks_between
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Told:
    """A talk that somebody led with a subject; `certainty` says whether it was held before the
    case came out."""

    talk: TalkBetween
    certainty: Certainty
    sources: tuple[Attestation, ...]


def talks_before(
    view: View, people: Sequence[str], subjects: Collection[str], time: CaseTime, as_of: int
) -> dict[str, tuple[Told, ...]]:
    """For each of the `people` the talks with a subject that were perhaps held before the case came
    out, and no later than the day `as_of`; of a case that has not come out those up to the end of
    the days looked at."""
    out = time.came_out or Window(time.days.last + 1, time.days.last + 1)
    before = Window(EVER + 1, min(out.last - 1, as_of))
    surely = Window(EVER + 1, out.first - 1)
    between = talks_between(view, [((person,), subjects) for person in people], before)
    met = [tuple(t for t in ts if day_window(t.on).first <= before.last) for ts in between]
    said = view.attestations(ordered(t.talk.id for talks in met for t in talks))

    def told(talk: TalkBetween) -> Told:
        sure = surely.last > EVER and Interval.event(talk.on).at(surely) is Certainty.CERTAIN
        certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
        return Told(talk, certainty, tuple(said[talk.talk.id]))

    return {person: tuple(map(told, talks)) for person, talks in zip(people, met, strict=True)}
