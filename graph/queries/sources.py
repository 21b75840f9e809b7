"""Which statements stand behind an edge on a day."""

from __future__ import annotations

from collections.abc import Sequence

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window
from graph.fold import fold, spell_statements
from graph.record import Edge, ThinEdge

_SIGHTINGS = ("seen", "on")


def sources_of(
    edge: Edge | ThinEdge, statements: Sequence[Attestation], when: Window
) -> tuple[Attestation, ...]:
    """The statements of one spell: those that name a day of `when` first, then those whose own
    dates allow it, then the rest; each in order of document and place."""
    spell = spell_statements(edge.id, statements)
    return tuple(sorted(spell, key=lambda s: (_distance(s, when), s.place.document, s.id)))


def _distance(statement: Attestation, when: Window) -> int:
    if any(
        Interval.event(str(day)).at(when) is not Certainty.NO
        for name in _SIGHTINGS
        for day in statement.properties.get(name, ())
    ):
        return 0
    alone = fold([statement])[0]
    if isinstance(alone, Edge) and alone.interval.at(when) is Certainty.CERTAIN:
        return 1
    return 2
