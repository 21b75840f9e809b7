"""Where boxes stand: layers as tidy trees, networks by a seeded spring layout. Always the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin, sqrt
from typing import NamedTuple

from visualize.picture import Picture, PictureNode

ROW_GAP = 78
COLUMN_GAP = 190
"""Pixels between two layers, where the words of their lines stand."""
SIBLING_GAP = 26
BESIDE_GAP = 160
"""Pixels between two boxes of one row, where one is a side note to the other."""
MOST_LABELLED_LINES = 80
"""Beyond this many lines their words would cover each other; they are told in the details."""


class Point(NamedTuple):
    """The centre of a box, in pixels."""

    x: float
    y: float


class Size(NamedTuple):
    """Of a box, in pixels."""

    width: float
    height: float


def place(picture: Picture, sizes: Mapping[str, Size]) -> dict[str, Point]:
    """The centre of each node's box, by node id in the picture's order.

    Boxes do not overlap; the least x and y of any box's edge are 0. The same picture and sizes give
    the same places.
    """
    if not picture.nodes:
        return {}
    arrange = _network if picture.layout == "network" else _layered
    places = arrange(picture, sizes)
    left = min(p.x - sizes[i].width / 2 for i, p in places.items())
    top = min(p.y - sizes[i].height / 2 for i, p in places.items())
    return {
        n.id: Point(round(places[n.id].x - left, 1), round(places[n.id].y - top, 1))
        for n in picture.nodes
    }


def _layered(picture: Picture, sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Rows are columns with width and height exchanged."""
    rows = picture.layout == "rows"
    along = {i: s.height if rows else s.width for i, s in sizes.items()}
    across = {i: s.width if rows else s.height for i, s in sizes.items()}
    layers = {n.id: n.layer for n in picture.nodes}
    thickness = [0.0] * (max(layers.values()) + 1)
    for node, layer in layers.items():
        thickness[layer] = max(thickness[layer], along[node])
    gap = ROW_GAP if rows else COLUMN_GAP
    starts = [sum(thickness[:n]) + n * gap for n in range(len(thickness))]
    tidy = _Tidy(_forest(picture), layers, across, BESIDE_GAP if rows else SIBLING_GAP)
    places: dict[str, Point] = {}
    for node, centre in tidy.centres().items():
        layer = layers[node]
        depth = starts[layer] + (thickness[layer] if rows else along[node]) / 2
        places[node] = Point(centre, depth) if rows else Point(depth, centre)
    return places


def _forest(picture: Picture) -> dict[str, list[str]]:
    """The children of each node (of `""`: the roots), in the order of the picture.

    A node hangs from the first neighbour in an earlier layer that a main line joins it to; one that
    only other lines join hangs from a neighbour of its own layer, beside which it will stand.
    """
    nodes = sorted(picture.nodes, key=lambda n: (n.layer, n.order))
    layers = {n.id: n.layer for n in nodes}
    joined = {i for e in picture.edges if e.main for i in (e.source, e.target)}
    parents: dict[str, str] = {}
    for main in (True, False):
        for edge in picture.edges:
            if edge.main is not main:
                continue
            for child, parent in ((edge.source, edge.target), (edge.target, edge.source)):
                earlier = layers[parent] < layers[child]
                beside = layers[parent] == layers[child] and child not in joined
                if (earlier or beside) and not _above(parents, parent, child):
                    parents.setdefault(child, parent)
    children: dict[str, list[str]] = {"": []}
    for node in nodes:
        children.setdefault(parents.get(node.id, ""), []).append(node.id)
    return children


def _above(parents: Mapping[str, str], node: str, child: str) -> bool:
    """Whether `child` is `node` or above it already."""
    at: str | None = node
    while at is not None:
        if at == child:
            return True
        at = parents.get(at)
    return False


@dataclass(slots=True)
class _Tidy:
    """Parents over the middle of their children, neighbours of a layer as near as they may."""

    children: Mapping[str, Sequence[str]]
    layers: Mapping[str, int]
    across: Mapping[str, float]
    beside_gap: float
    _free: dict[int, float] = field(default_factory=dict)
    _centres: dict[str, float] = field(default_factory=dict)

    def centres(self) -> dict[str, float]:
        for root in self.children[""]:
            self._settle(root)
        return self._centres

    def _settle(self, root: str) -> None:
        """Place what hangs from `root`, deepest first."""
        stack = [(root, False)]
        while stack:
            node, below_done = stack.pop()
            if below_done:
                self._put(node)
                continue
            stack.append((node, True))
            below = [c for c in self.children.get(node, ()) if not self._beside(c, node)]
            stack.extend((child, False) for child in reversed(below))

    def _beside(self, child: str, node: str) -> bool:
        return self.layers[child] == self.layers[node]

    def _put(self, node: str) -> None:
        hanging = self.children.get(node, ())
        below = [c for c in hanging if not self._beside(c, node)]
        free = self._free.get(self.layers[node], 0.0)
        least = free + self.across[node] / 2
        if below:
            wish = (self._centres[below[0]] + self._centres[below[-1]]) / 2
            if wish < least:
                for child in below:
                    self._shift(child, least - wish)
            least = max(wish, least)
        self._take(node, least)
        for child in hanging:
            if self._beside(child, node):
                self._free[self.layers[node]] += self.beside_gap - SIBLING_GAP
                self._settle(child)

    def _take(self, node: str, centre: float) -> None:
        layer = self.layers[node]
        self._centres[node] = centre
        end = centre + self.across[node] / 2 + SIBLING_GAP
        self._free[layer] = max(self._free.get(layer, 0.0), end)

    def _shift(self, node: str, by: float) -> None:
        stack = [node]
        while stack:
            moved = stack.pop()
            self._take(moved, self._centres[moved] + by)
            stack.extend(self.children.get(moved, ()))


_SPRING_SEED = 20
_ROUNDS = 200


def _network(picture: Picture, sizes: Mapping[str, Size]) -> dict[str, Point]:
    import networkx as nx  # takes long to import, and only networks need it

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(n.id for n in picture.nodes)
    graph.add_edges_from((e.source, e.target) for e in picture.edges)
    spread = sqrt(max(1, len(graph)))
    rings = _rings(picture.nodes)
    springs = nx.spring_layout(graph, pos=rings, k=2.4 / spread, iterations=120, seed=_SPRING_SEED)
    roomy = len(picture.edges) <= MOST_LABELLED_LINES
    cell = max(s.width for s in sizes.values()) * (0.85 if roomy else 0.62)
    scale = cell * spread
    places = {
        i: Point(float(x) * scale * 1.25, float(y) * scale * 0.8) for i, (x, y) in springs.items()
    }
    return _apart(places, sizes)


def _rings(nodes: Iterable[PictureNode]) -> dict[str, tuple[float, float]]:
    """Where the springs begin: each layer on a ring around the centre."""
    layers: dict[int, list[str]] = {}
    for node in nodes:
        layers.setdefault(node.layer, []).append(node.id)
    places: dict[str, tuple[float, float]] = {}
    for layer, ids in layers.items():
        radius = layer * 0.4 if len(ids) == 1 else max(layer, 0.3) * 0.4
        for n, i in enumerate(ids):
            turn = 2 * pi * (n / len(ids)) + layer
            places[i] = (radius * cos(turn), radius * sin(turn))
    return places


def _apart(places: Mapping[str, Point], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Push boxes apart until none overlap, each pair along the way that is shorter."""
    gap_x, gap_y = 22.0, 18.0
    at = {i: [p.x, p.y] for i, p in places.items()}
    ids = list(at)
    for _ in range(_ROUNDS):
        moved = False
        ids.sort(key=lambda i: (at[i][0], at[i][1], i))
        widest = max(s.width for s in sizes.values()) + gap_x
        for n, one in enumerate(ids):
            for other in ids[n + 1 :]:
                dx = at[other][0] - at[one][0]
                if dx >= widest:
                    break
                dy = at[other][1] - at[one][1]
                over_x = (sizes[one].width + sizes[other].width) / 2 + gap_x - abs(dx)
                over_y = (sizes[one].height + sizes[other].height) / 2 + gap_y - abs(dy)
                if over_x <= 0.5 or over_y <= 0.5:
                    continue
                moved = True
                axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                step = over / 2 if way >= 0 else -over / 2
                at[one][axis] -= step
                at[other][axis] += step
        if not moved:
            break
    return {i: Point(x, y) for i, (x, y) in at.items()}
