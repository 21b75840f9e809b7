"""A picture laid out: boxes at their places and the lines between them. SVG and HTML draw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from visualize.boxes import Box, box_of
from visualize.layout import MOST_LABELLED_LINES, Point, Size, place
from visualize.picture import Picture, PictureEdge

Bend = Literal["straight", "elbow", "curve", "arc"]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as drawn. An `elbow` turns twice between neighbouring layers, a `curve` passes layers
    by, an `arc` leaves room for others between the same two boxes.

    `sway` is how far an arc's middle leaves the straight line, in pixels, to the right of its
    direction. `label` is empty where the drawing is too crowded for words.
    """

    edge: PictureEdge
    bend: Bend
    sway: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything placed, in pixels from the top left corner.

    `spans` says where each row or column begins and ends.
    """

    picture: Picture
    boxes: Mapping[str, Box]
    places: Mapping[str, Point]
    lines: tuple[Line, ...]
    width: float
    height: float
    spans: Mapping[int, tuple[float, float]]

    def layer_name(self, layer: int) -> str:
        """What a row or column is called; empty where the picture does not name them."""
        return self.picture.layers[layer] if self.picture.layers else ""


def draw(picture: Picture) -> Drawing:
    """Lay a picture out."""
    boxes = {node.id: box_of(node, dates=picture.layout == "rows") for node in picture.nodes}
    places = place(picture, {i: Size(b.width, b.height) for i, b in boxes.items()})
    return Drawing(
        picture,
        boxes,
        places,
        _lines(picture),
        max((places[i].x + b.width / 2 for i, b in boxes.items()), default=0),
        max((places[i].y + b.height / 2 for i, b in boxes.items()), default=0),
        _spans(picture, boxes, places),
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
        apart = abs(layers[edge.source] - layers[edge.target])
        bend = "arc" if sway else _bend(picture, apart)
        found.append(Line(edge, bend, sway, edge.label if labelled else ""))
    return tuple(found)


def _bend(picture: Picture, apart: int) -> Bend:
    if picture.layout == "network" or apart == 0:
        return "straight"
    return "elbow" if apart == 1 else "curve"


def _spans(
    picture: Picture, boxes: Mapping[str, Box], places: Mapping[str, Point]
) -> dict[int, tuple[float, float]]:
    rows = picture.layout == "rows"
    spans: dict[int, tuple[float, float]] = {}
    for node in picture.nodes:
        box, at = boxes[node.id], places[node.id]
        middle, half = (at.y, box.height / 2) if rows else (at.x, box.width / 2)
        first, last = spans.get(node.layer, (middle - half, middle + half))
        spans[node.layer] = (min(first, middle - half), max(last, middle + half))
    return spans
