"""Who oversees a body on a day (分管, 协管, 联系): each rests on a dated division-of-work paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.dates import Certainty, Window
from graph.queries.tenure import bounded
from graph.record import ThinEdge
from graph.store import View


@dataclass(frozen=True, slots=True)
class Oversight:
    """The post `post` oversees `unit` in the manner `facet`, as surely as `certainty` says."""

    post: str
    unit: str
    facet: str
    certainty: Certainty


def oversight_of(view: View, units: Collection[str], when: Window) -> dict[str, list[Oversight]]:
    """Who oversees each unit on some day of `when`, each post and manner once, the certain first.

    A paper says since when and seldom until when: an unknown end is possible only until the next
    paper gives the unit to a post of the same body.
    """
    edges = view.expand(units, ("OVERSEES",), "in")
    bodies = {
        e.source: e.target for e in view.expand({e.source for e in edges}, ("POST_OF",), "out")
    }
    papers: dict[tuple[str, str, str], list[ThinEdge]] = {}
    for edge in edges:
        body = bodies.get(edge.source, edge.source)
        papers.setdefault((edge.target, edge.facet, body), []).append(edge)
    found: dict[str, dict[tuple[str, str], Oversight]] = {}
    for group in papers.values():
        intervals = bounded(group)
        for edge in group:
            certainty = intervals[edge.id].at(when)
            known = found.setdefault(edge.target, {})
            key = (edge.facet, edge.source)
            if certainty is Certainty.CERTAIN or (
                certainty is Certainty.POSSIBLE and key not in known
            ):
                known[key] = Oversight(edge.source, edge.target, edge.facet, certainty)
    return {
        unit: sorted(
            known.values(), key=lambda o: (o.certainty is not Certainty.CERTAIN, o.facet, o.post)
        )
        for unit, known in found.items()
    }
