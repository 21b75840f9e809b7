"""All ways of one length between two ends, out of what an exploration has read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.dates import EVER, FOREVER, Window
from graph.errors import LimitReached
from graph.queries.reach import Reach
from graph.record import ThinEdge

Links = dict[str, dict[str, list[ThinEdge]]]
"""From each node that may stand at one position to those that may follow, and the edges between."""
Spans = frozenset[tuple[int, int]]
"""Half-open spans of days on which all edges so far may have held, one per choice of edges."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way without a repeated node; `hops` has, for each step, all edges that join its ends."""

    nodes: tuple[str, ...]
    hops: tuple[tuple[ThinEdge, ...], ...]


@dataclass(slots=True)
class Effort:
    """Counts the steps of an enumeration, which may grow beyond any bound among hubs."""

    left: int

    def spend(self) -> None:
        """One step; raises `LimitReached` when too many were taken."""
        self.left -= 1
        if self.left < 0:
            raise LimitReached("路径太多，未能逐条核对", remedy="缩小关系种类或时间范围")


@dataclass(slots=True)
class Routes:
    """The routes of exactly `near.depth + far.depth` edges that visit all `required` nodes.

    With `timed`, only those whose edges may all have held on one day of `when`.
    """

    near: Reach
    far: Reach
    required: frozenset[str]
    timed: bool
    when: Window | None
    effort: Effort
    _links: list[Links] = field(init=False)
    _covers: list[dict[str, set[frozenset[str]]]] = field(init=False)

    def __iter__(self) -> Iterator[Route]:
        """In order of their node ids. Raises `LimitReached` when the effort is spent."""
        if self.near.seen.isdisjoint(self.far.seen):
            return
        self._links = self._possible_links()
        self._covers = self._coverable()
        start = self.near.start
        if any(self.required <= covered for covered in self._covers[0].get(start, ())):
            days = (self.when.first, self.when.last + 1) if self.when else (EVER, FOREVER)
            yield from self._walk([start], frozenset({days}))

    def _possible_links(self) -> list[Links]:
        """What may follow what at each position, from where both sides meet outwards."""
        half, length = self.near.depth, self.near.depth + self.far.depth
        links: list[Links] = [{} for _ in range(length)]
        meeting = self.near.seen & self.far.seen
        following = meeting
        for position in reversed(range(half)):
            here = links[position]
            for layer in self.near.layers[: position + 1]:
                for near, far, edge in layer:
                    if far in following:
                        here.setdefault(near, {}).setdefault(far, []).append(edge)
            following = set(here)
        preceding = meeting
        for position in range(half, length):
            here = links[position]
            reached: set[str] = set()
            for layer in self.far.layers[: length - position]:
                for near, far, edge in layer:
                    if far in preceding:
                        here.setdefault(far, {}).setdefault(near, []).append(edge)
                        reached.add(near)
            preceding = reached
        return links

    def _coverable(self) -> list[dict[str, set[frozenset[str]]]]:
        """For each position and node, the sets of required nodes that the rest of a way from there
        can pass; nodes from which the end cannot be reached in time are absent."""
        end = self.far.start
        covers: list[dict[str, set[frozenset[str]]]] = [{} for _ in range(len(self._links) + 1)]
        covers[-1] = {end: {self.required & {end}}}
        for position in reversed(range(len(self._links))):
            after = covers[position + 1]
            for node, following in self._links[position].items():
                own = self.required & {node}
                found = {own | rest for far in following for rest in after.get(far, ())}
                if found:
                    covers[position][node] = found
        return covers

    def _walk(self, trail: list[str], spans: Spans) -> Iterator[Route]:
        self.effort.spend()
        position = len(trail) - 1
        if position == len(self._links):
            yield self._route(trail)
            return
        missing = self.required.difference(trail)
        following = self._links[position][trail[-1]]
        for far in sorted(following.keys() & self._covers[position + 1].keys()):
            if far in trail or (far == self.far.start and position + 1 < len(self._links)):
                continue
            if not any(missing <= covered for covered in self._covers[position + 1][far]):
                continue
            left = _narrowed(spans, following[far]) if self.timed else spans
            if left:
                yield from self._walk([*trail, far], left)

    def _route(self, trail: Sequence[str]) -> Route:
        hops = (
            tuple(self._links[position][near][far])
            for position, (near, far) in enumerate(pairwise(trail))
        )
        return Route(tuple(trail), tuple(hops))


def _narrowed(spans: Spans, edges: Sequence[ThinEdge]) -> Spans:
    cut = ((max(first, e.since_lo), min(end, e.until_hi)) for first, end in spans for e in edges)
    return frozenset((first, end) for first, end in cut if first < end)
