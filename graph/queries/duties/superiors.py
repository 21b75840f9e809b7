"""Which body stands above another by the path of a rule, and in which days it did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from graph.dates import Window
from graph.queries.duties.verdict import Way
from graph.record import ThinEdge
from graph.rules.rule import Step
from graph.store import View


class Line(NamedTuple):
    """The body `above` stood above the body asked about on the days on which all of `way` holds,
    by the `edges`."""

    above: str
    way: Way
    edges: tuple[ThinEdge, ...]


def superiors(
    view: View, bodies: Collection[str], path: Sequence[Step], when: Window
) -> Mapping[str, list[Line]]:
    """The lines from each body along `path` that possibly hold on some day of `when`; a body is
    never above itself. Of a dual leadership only the leading side is followed."""
    lines = {body: [Line(body, (), ())] for body in bodies}
    for step in path:
        if step.start == "unit":
            _add_units(view, lines, when)
        lines = _stepped(view, lines, step, when)
    return {body: [line for line in found if line.above != body] for body, found in lines.items()}


def _add_units(view: View, lines: Mapping[str, list[Line]], when: Window) -> None:
    standing = {line.above for found in lines.values() for line in found}
    units: dict[str, list[ThinEdge]] = {}
    for edge in view.expand(sorted(standing), ("PARTY_BODY_OF",), "out", when=when):
        units.setdefault(edge.source, []).append(edge)
    for found in lines.values():
        found += [
            Line(edge.target, (*line.way, edge.interval), (*line.edges, edge))
            for line in found
            for edge in units.get(line.above, ())
        ]


def _stepped(
    view: View, lines: Mapping[str, list[Line]], step: Step, when: Window
) -> dict[str, list[Line]]:
    standing = dict.fromkeys(line.above for found in lines.values() for line in found)
    facets = None if step.facet is None else (step.facet,)
    edges = view.expand(standing, (step.edge,), step.towards, when=when, facets=facets)
    edges = [edge for edge in edges if not edge.yields_to]
    if step.types:
        far = view.nodes(edge.source if step.towards == "in" else edge.target for edge in edges)
        fit = {i for i, node in far.items() if node.first("type") in step.types}
        edges = [edge for edge in edges if edge.source in fit or edge.target in fit]
    onward: dict[str, list[Line]] = {}
    for edge in edges:
        near = edge.source if step.towards == "out" else edge.target
        line = Line(edge.other(near), (edge.interval,), (edge,))
        onward.setdefault(near, []).append(line)
    return {
        body: [
            Line(then.above, line.way + then.way, line.edges + then.edges) if line.way else then
            for line in found
            for then in onward.get(line.above, ())
        ]
        for body, found in lines.items()
    }
