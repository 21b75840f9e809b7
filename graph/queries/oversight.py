"""Who oversees a body on a day (分管, 协管, 联系): each rests on a dated division-of-work paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.dates import Certainty, Interval, Window
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


def papers(
    view: View, units: Collection[str], when: Window
) -> dict[str, list[tuple[ThinEdge, Interval]]]:
    """The papers that possibly gave each unit to a post on some day of `when`, each with its time.

    A paper says since when and seldom until when: an unknown end is possible only until the next
    paper gives the unit to a post of the same body.
    """
    edges = view.expand(units, ("OVERSEES",), "in")
    bodies = {
        e.source: e.target for e in view.expand({e.source for e in edges}, ("POST_OF",), "out")
    }
    groups: dict[tuple[str, str, str], list[ThinEdge]] = {}
    for edge in edges:
        body = bodies.get(edge.source, edge.source)
        groups.setdefault((edge.target, edge.facet, body), []).append(edge)
    found: dict[str, list[tuple[ThinEdge, Interval]]] = {}
    for (unit, _, _), group in groups.items():
        intervals = bounded(group)
        found.setdefault(unit, []).extend(
            (edge, intervals[edge.id])
            for edge in group
            if intervals[edge.id].at(when) is not Certainty.NO
        )
    return found


def oversight_of(view: View, units: Collection[str], when: Window) -> dict[str, list[Oversight]]:
    """Who oversees each unit on some day of `when`, each post and manner once, certain first."""
    found: dict[str, list[Oversight]] = {}
    for unit, given in papers(view, units, when).items():
        known: dict[tuple[str, str], Certainty] = {}
        for edge, interval in given:
            key = (edge.facet, edge.source)
            if known.get(key) is not Certainty.CERTAIN:
                known[key] = interval.at(when)
        found[unit] = sorted(
            (Oversight(post, unit, facet, how) for (facet, post), how in known.items()),
            key=lambda o: (o.certainty is not Certainty.CERTAIN, o.facet, o.post),
        )
    return found
