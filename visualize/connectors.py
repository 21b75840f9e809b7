"""The geometry of lines: where they leave and reach boxes, their curve, their head, their label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, sin

from visualize.boxes import Box
from visualize.drawing import Drawing, Line
from visualize.layout import Point
from visualize.looks import line_of


@dataclass(frozen=True, slots=True)
class Connector:
    """A line's path and the outline of its head in SVG's notation, and the middle of its label."""

    path: str
    head: str
    label: Point


_HEAD = 11.0


def connector(line: Line, drawing: Drawing, boxes: Mapping[str, Box]) -> Connector:
    """The geometry of a line between the boxes of a drawing."""
    start, end = drawing.places[line.edge.source], drawing.places[line.edge.target]
    source, target = boxes[line.edge.source], boxes[line.edge.target]
    if line.edge.source == line.edge.target:
        return _loop(start, source)
    if line.bend == "vertical":
        side = 1 if end.y > start.y else -1
        a = Point(start.x, start.y + side * source.height / 2)
        b = Point(end.x, end.y - side * target.height / 2)
        middle = (a.y + b.y) / 2
        return _cubic(a, Point(a.x, middle), Point(b.x, middle), b, line)
    if line.bend == "horizontal":
        side = 1 if end.x > start.x else -1
        a = Point(start.x + side * source.width / 2, start.y)
        b = Point(end.x - side * target.width / 2, end.y)
        middle = (a.x + b.x) / 2
        return _cubic(a, Point(middle, a.y), Point(middle, b.y), b, line)
    over = _swayed(start, end, line.sway)
    a, b = _border(start, source, over), _border(end, target, over)
    return _cubic(a, _between(a, over, 2 / 3), _between(b, over, 2 / 3), b, line)


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


def _cubic(a: Point, c1: Point, c2: Point, b: Point, line: Line) -> Connector:
    turn = atan2(b.y - c2.y, b.x - c2.x)
    tip = Point(b.x - cos(turn) * _HEAD * 0.8, b.y - sin(turn) * _HEAD * 0.8)
    path = f"M{_p(a)}C{_p(c1)} {_p(c2)} {_p(tip)}"
    middle = Point((a.x + 3 * c1.x + 3 * c2.x + b.x) / 8, (a.y + 3 * c1.y + 3 * c2.y + b.y) / 8)
    return Connector(path, _head(b, turn, line_of(line.edge.group).head), middle)


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


def _loop(at: Point, box: Box) -> Connector:
    """A line from a box to itself, at its upper right corner."""
    x, y = at.x + box.width / 2, at.y - box.height / 2
    tip = Point(x, y + 18)
    path = (
        f"M{_p(Point(x - 26, y))}C{_p(Point(x - 20, y - 34))} {_p(Point(x + 34, y - 6))} {_p(tip)}"
    )
    return Connector(path, _head(tip, 2.6, "vee"), Point(x + 8, y - 16))


def _p(point: Point) -> str:
    return f"{round(point.x, 1):g} {round(point.y, 1):g}"
