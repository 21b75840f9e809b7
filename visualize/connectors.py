"""The geometry of lines: where they leave and reach boxes, their curve, their head, their label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, hypot, sin

from visualize.boxes import Box
from visualize.drawing import Drawing, Line
from visualize.layout import Point
from visualize.looks import line_of
from visualize.text import fit, width_of


@dataclass(frozen=True, slots=True)
class Connector:
    """A line's path and the outline of its head in SVG's notation; its label and the middle of it.

    `label` is empty where there is no room for it between the boxes.
    """

    path: str
    head: str
    at: Point
    label: str
    label_width: float


_HEAD = 11.0
_BUS = 0.3
"""Where an elbow turns: this share of the way between two layers, from the earlier one."""
LABEL_SIZE = 11
_LONGEST_LABEL = 220


def connector(line: Line, drawing: Drawing) -> Connector:
    """The geometry of a line between the boxes of a drawing."""
    start, end = drawing.places[line.edge.source], drawing.places[line.edge.target]
    source, target = drawing.boxes[line.edge.source], drawing.boxes[line.edge.target]
    if line.edge.source == line.edge.target:
        return _loop(start, source, line)
    if line.bend in ("elbow", "curve"):
        return _between_layers(line, drawing)
    over = _swayed(start, end, line.sway)
    a, b = _border(start, source, over), _border(end, target, over)
    middle = Point((a.x + 2 * over.x + b.x) / 4, (a.y + 2 * over.y + b.y) / 4)
    room = (abs(a.x - b.x), abs(a.y - b.y))
    return _cubic(a, _between(a, over, 2 / 3), _between(b, over, 2 / 3), b, line, middle, room)


def _between_layers(line: Line, drawing: Drawing) -> Connector:
    """An elbow, or a curve past layers between; computed for columns and turned for rows."""
    rows = drawing.picture.layout == "rows"

    def turned(point: Point) -> Point:
        return Point(point.y, point.x) if rows else point

    start = turned(drawing.places[line.edge.source])
    end = turned(drawing.places[line.edge.target])
    source, target = drawing.boxes[line.edge.source], drawing.boxes[line.edge.target]
    depths = [b.height if rows else b.width for b in (source, target)]
    side = 1 if end.x > start.x else -1
    a = Point(start.x + side * depths[0] / 2, start.y)
    b = Point(end.x - side * depths[1] / 2, end.y)
    if line.bend == "curve":
        middle = (a.x + b.x) / 2
        c1, c2 = Point(middle, a.y), Point(middle, b.y)
        at = Point(middle, (a.y + b.y) / 2)
        a, c1, c2, b, at = map(turned, (a, c1, c2, b, at))
        return _cubic(a, c1, c2, b, line, at, (0, LABEL_SIZE * 2))
    spans = drawing.spans
    here, there = source.node.layer, target.node.layer
    begin, end_of_gap = spans[min(here, there)][1], spans[max(here, there)][0]
    bus = begin + (end_of_gap - begin) * _BUS
    return _elbow(a, b, bus, line, turned, label_at_end=here < there)


def _elbow(
    a: Point,
    b: Point,
    bus: float,
    line: Line,
    turned: Callable[[Point], Point],
    *,
    label_at_end: bool,
) -> Connector:
    """From `a` to the bus, along it, and to `b`, with rounded corners; the label on the side of the
    later layer, where every line has a place of its own."""
    way = 1 if b.x > a.x else -1
    tip = Point(b.x - way * _HEAD * 0.8, b.y)
    if abs(a.y - b.y) < 1:
        path = f"M{_p(turned(a))}L{_p(turned(tip))}"
    else:
        down = 1 if b.y > a.y else -1
        r = min(8.0, abs(b.y - a.y) / 2, abs(bus - tip.x))
        corners = (
            (Point(bus - way * r, a.y), Point(bus, a.y), Point(bus, a.y + down * r)),
            (Point(bus, b.y - down * r), Point(bus, b.y), Point(bus + way * r, b.y)),
        )
        turns = "".join(f"L{_p(turned(p))}Q{_p(turned(q))} {_p(turned(s))}" for p, q, s in corners)
        path = f"M{_p(turned(a))}{turns}L{_p(turned(tip))}"
    later = b if label_at_end else a
    at, end = turned(Point((later.x + bus) / 2, later.y)), turned(b)
    before = turned(tip)
    head = _head(end, atan2(end.y - before.y, end.x - before.x), line_of(line.edge.group).head)
    label = _label(line)
    return Connector(path, head, at, label, width_of(label, LABEL_SIZE))


def _label(line: Line) -> str:
    if not line.label:
        return ""
    references = "".join(f"[{n}]" for n in line.edge.sources[:2])
    more = "…" if len(line.edge.sources) > 2 else ""
    return fit(f"{line.label} {references}{more}", _LONGEST_LABEL, LABEL_SIZE)


def _swayed(a: Point, b: Point, sway: float) -> Point:
    """The control point of an arc: the middle, moved aside so that the curve sways by `sway`."""
    length = hypot(b.x - a.x, b.y - a.y) or 1
    right = Point(-(b.y - a.y) / length, (b.x - a.x) / length)
    return Point((a.x + b.x) / 2 + right.x * 2 * sway, (a.y + b.y) / 2 + right.y * 2 * sway)


def _between(a: Point, b: Point, share: float) -> Point:
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def _border(centre: Point, box: Box, towards: Point) -> Point:
    """Where the way from the centre of a box towards a point leaves the box."""
    dx, dy = towards.x - centre.x, towards.y - centre.y
    shares = [box.width / 2 / abs(dx)] if dx else []
    shares += [box.height / 2 / abs(dy)] if dy else []
    share = min(shares, default=0)
    return Point(centre.x + dx * share, centre.y + dy * share)


def _cubic(
    a: Point, c1: Point, c2: Point, b: Point, line: Line, at: Point, room: tuple[float, float]
) -> Connector:
    """A cubic curve from `a` to `b`; its label at `at`, if it fits into `room` (its extent)."""
    turn = atan2(b.y - c2.y, b.x - c2.x)
    tip = Point(b.x - cos(turn) * _HEAD * 0.8, b.y - sin(turn) * _HEAD * 0.8)
    path = f"M{_p(a)}C{_p(c1)} {_p(c2)} {_p(tip)}"
    label = _label(line)
    wide = width_of(label, LABEL_SIZE)
    if room[0] < wide + 24 and room[1] < LABEL_SIZE * 2:
        label = ""
    return Connector(path, _head(b, turn, line_of(line.edge.group).head), at, label, wide)


def _head(tip: Point, turn: float, kind: str) -> str:
    def at(back: float, aside: float) -> Point:
        return Point(
            tip.x - back * cos(turn) - aside * sin(turn),
            tip.y - back * sin(turn) + aside * cos(turn),
        )

    corners: tuple[Point, ...]
    if kind == "diamond":
        corners = (tip, at(_HEAD * 0.65, 5), at(_HEAD * 1.3, 0), at(_HEAD * 0.65, -5))
    elif kind == "triangle":
        corners = (tip, at(_HEAD, 5), at(_HEAD, -5))
    else:
        corners = (tip, at(_HEAD * 0.9, 4), at(_HEAD * 0.55, 0), at(_HEAD * 0.9, -4))
    return "M" + "L".join(map(_p, corners)) + "Z"


def _loop(at: Point, box: Box, line: Line) -> Connector:
    """A line from a box to itself, at its upper right corner."""
    x, y = at.x + box.width / 2, at.y - box.height / 2
    tip = Point(x, y + 18)
    path = (
        f"M{_p(Point(x - 26, y))}C{_p(Point(x - 20, y - 34))} {_p(Point(x + 34, y - 6))} {_p(tip)}"
    )
    label = _label(line)
    wide = width_of(label, LABEL_SIZE)
    return Connector(path, _head(tip, 2.6, "vee"), Point(x + 8, y - 20), label, wide)


def _p(point: Point) -> str:
    return f"{round(point.x, 1):g} {round(point.y, 1):g}"
