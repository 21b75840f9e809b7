"""A picture laid out: boxes at their places and the lines between them. SVG and HTML draw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from visualize.boxes import Box, box_of
from visualize.layout import Point, Size, place
from visualize.picture import Picture, PictureEdge

MOST_LABELLED_LINES = 80
"""Beyond this many lines their words would cover each other; they are told in the details."""


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as drawn. `bend` says how: `straight`, `vertical` or `horizontal` in an S, or `arc`.

    `sway` is how far an arc's middle leaves the straight line, in pixels, to the right of its
    direction. `label` is empty where the drawing is too crowded for words.
    """

    edge: PictureEdge
    bend: str
    sway: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything placed, in pixels from the top left corner; `layer_marks` are the names of the
    layers with the middle of each."""

    picture: Picture
    boxes: tuple[Box, ...]
    places: Mapping[str, Point]
    lines: tuple[Line, ...]
    width: float
    height: float
    layer_marks: tuple[tuple[str, float], ...]


def draw(picture: Picture) -> Drawing:
    """Lay a picture out."""
    boxes = tuple(box_of(node, picture.layout) for node in picture.nodes)
    places = place(picture, {b.node.id: Size(b.width, b.height) for b in boxes})
    return Drawing(
        picture,
        boxes,
        places,
        _lines(picture),
        max((places[b.node.id].x + b.width / 2 for b in boxes), default=0),
        max((places[b.node.id].y + b.height / 2 for b in boxes), default=0),
        _layer_marks(picture, places),
    )


def _lines(picture: Picture) -> tuple[Line, ...]:
    layers = {n.id: n.layer for n in picture.nodes}
    labelled = len(picture.edges) <= MOST_LABELLED_LINES
    between = Counter(frozenset((e.source, e.target)) for e in picture.edges)
    met: Counter[frozenset[str]] = Counter()
    found: list[Line] = []
    for edge in picture.edges:
        pair = frozenset((edge.source, edge.target))
        sway = (met[pair] - (between[pair] - 1) / 2) * 46
        met[pair] += 1
        if edge.source > edge.target:
            sway = -sway
        found.append(
            Line(edge, _bend(picture, edge, layers, sway), sway, edge.label if labelled else "")
        )
    return tuple(found)


def _bend(picture: Picture, edge: PictureEdge, layers: Mapping[str, int], sway: float) -> str:
    if sway:
        return "arc"
    if picture.layout == "network" or layers[edge.source] == layers[edge.target]:
        return "straight"
    return "vertical" if picture.layout == "rows" else "horizontal"


def _layer_marks(picture: Picture, places: Mapping[str, Point]) -> tuple[tuple[str, float], ...]:
    along: dict[int, list[float]] = {}
    for node in picture.nodes:
        point = places[node.id]
        along.setdefault(node.layer, []).append(point.y if picture.layout == "rows" else point.x)
    return tuple(
        (name, sum(along[n]) / len(along[n])) for n, name in enumerate(picture.layers) if n in along
    )
