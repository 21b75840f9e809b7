"""Which body stands above another by the path of a rule, and in which days it did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.dates import Window
from graph.frozen import frozen
from graph.queries.duties.verdict import Way
from graph.record import ThinEdge
from graph.rules.rule import Step
from graph.store import View, ordered


@frozen
class Line:
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
    lines: dict[str, list[Line]] | None = None
    for step in path:
        if step.start == "unit":
            lines = _with_units(view, lines or {b: [Line(b, (), ())] for b in bodies}, when)
        if lines is None:
            onward = _onward(view, bodies, step, when)
            lines = {body: onward.get(body, []) for body in bodies}
        else:
            standing = ordered(line.above for found in lines.values() for line in found)
            onward = _onward(view, standing, step, when)
            lines = {body: _joined(found, onward) for body, found in lines.items()}
    lines = lines or {}
    for body in [body for body, found in lines.items() for line in found if line.above == body]:
        lines[body] = [line for line in lines[body] if line.above != body]
    return lines


def _with_units(view: View, lines: Mapping[str, list[Line]], when: Window) -> dict[str, list[Line]]:
    """The lines, and from where they lead on to the units whose party body stands there."""
    standing = {line.above for found in lines.values() for line in found}
    units: dict[str, list[Line]] = {}
    for edge in view.expand(sorted(standing), ("PARTY_BODY_OF",), "out", when=when):
        units.setdefault(edge.source, []).append(Line(edge.target, (edge.interval,), (edge,)))
    return {body: found + _joined(found, units) for body, found in lines.items()}


def _onward(
    view: View, standing: Collection[str], step: Step, when: Window
) -> dict[str, list[Line]]:
    """The lines of one step from where one stands."""
    facets = None if step.facet is None else (step.facet,)
    edges = view.expand(standing, (step.edge,), step.towards, when=when, facets=facets)
    upward = step.towards == "out"
    fit = None
    if step.types:
        far = view.nodes(edge.target if upward else edge.source for edge in edges)
        fit = {above for above, node in far.items() if node.first("type") in step.types}
    found: dict[str, list[Line]] = {}
    for edge in edges:
        near, above = (edge.source, edge.target) if upward else (edge.target, edge.source)
        if not edge.yields_to and (fit is None or above in fit):
            found.setdefault(near, []).append(Line(above, (edge.interval,), (edge,)))
    return found


def _joined(lines: Sequence[Line], onward: Mapping[str, Sequence[Line]]) -> list[Line]:
    """The lines that go on where the given ones end."""
    return [
        Line(then.above, line.way + then.way, line.edges + then.edges)
        for line in lines
        for then in onward.get(line.above, ())
    ]
