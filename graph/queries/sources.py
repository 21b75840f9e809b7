"""Which statements stand behind an edge on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import EVER, FOREVER, Certainty, Interval, Window, fits
from graph.fold import fold, spell_statements
from graph.record import Edge, Node, Record, Scalar, ThinEdge
from graph.schema import schema
from graph.store import View

_SIGHTINGS = ("seen", "on")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A node in its part of an answer, with the statements that give it this part."""

    node: Node
    sources: tuple[Attestation, ...]


def sources_of(
    edge: Edge | ThinEdge, statements: Sequence[Attestation], when: Window
) -> tuple[Attestation, ...]:
    """The statements of one spell: those that name a day of `when` first, then those whose own
    dates allow it, then the rest; each in order of document and place."""
    spell = spell_statements(edge.id, statements)
    if len(spell) == 1:
        return tuple(spell)
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


def sources_by_edge(
    view: View, edges: Collection[Edge | ThinEdge], when: Window | None = None
) -> dict[str, tuple[Attestation, ...]]:
    """The statements of each edge by edge id, as `sources_of` orders them; without `when` those
    whose own dates name or prove a day come first."""
    statements = view.attestations(edge.relation for edge in edges)
    days = when or Window(EVER, FOREVER)
    return {edge.id: sources_of(edge, statements[edge.relation], days) for edge in edges}


def statements_giving(
    record: Record, name: str, value: Scalar, statements: Sequence[Attestation]
) -> tuple[Attestation, ...]:
    """Those statements of a record (of the spell, for an edge) that give `value` for the property
    `name`, or a coarser date that it refines; in order of document and id."""
    declared = schema().properties(record.kind)[name]
    refines = declared.type == "date" and not declared.many

    def gives(said: Scalar) -> bool:
        return said == value or (refines and fits(str(said), str(value)))

    giving = (s for s in statements if any(map(gives, s.properties.get(name, ()))))
    return tuple(sorted(giving, key=lambda s: (s.place.document, s.id)))
