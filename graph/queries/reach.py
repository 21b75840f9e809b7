"""How far a search has come from one of its two ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from graph.dates import Window
from graph.queries.frontier import Step, steps
from graph.store import View

FIRST_CAP = 2_000
"""Edges that a side may read in one go before the other side is tried: hubs are met last."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Which edges and nodes a search may use."""

    kinds: tuple[str, ...]
    when: Window | None
    banned: frozenset[str]


@dataclass(slots=True)
class Reach:
    """The nodes at most `depth` edges from `start`: `seen`, of which `frontier` are the farthest.

    `layers[i]` are the steps out of the nodes whose distance is exactly `i`; the steps of the
    frontier are not read yet.
    """

    start: str
    seen: set[str] = field(init=False)
    frontier: set[str] = field(init=False)
    layers: list[list[Step]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen = {self.start}
        self.frontier = {self.start}

    @property
    def depth(self) -> int:
        """How many layers have been read."""
        return len(self.layers)

    def has_read(self, nodes: set[str]) -> bool:
        """Whether the steps out of all these nodes were read."""
        return nodes <= self.seen and nodes.isdisjoint(self.frontier)

    def add(self, layer: list[Step]) -> None:
        """Take in the steps out of the frontier."""
        self.layers.append(layer)
        self.frontier = {step.far for step in layer} - self.seen
        self.seen |= self.frontier


@dataclass(slots=True)
class Exploration:
    """Two reaches that grow towards each other, reading at most `budget` edges.

    Once both depths add up to L, every path of at most L edges runs along steps already read: each
    edge of it is nearer to its start than one depth or nearer to its end than the other.
    """

    view: View
    terms: Terms
    budget: int
    near: Reach
    far: Reach
    explored: int = 0

    def lengthen(self) -> bool:
        """Read one more layer, on the side with the smaller frontier unless a hub makes it dearer
        than the other; `False` if the budget does not suffice."""
        sides = sorted((self.near, self.far), key=lambda side: (len(side.frontier), side.depth))
        cap = FIRST_CAP
        while True:
            for side in sides:
                layer = self._layer(side.frontier, cap)
                if layer is not None:
                    side.add(layer)
                    return True
            if self.explored >= self.budget:
                return False
            cap *= 8

    def _layer(self, frontier: Collection[str], cap: int) -> list[Step] | None:
        if not frontier:
            return []
        allowed = min(cap, self.budget - self.explored)
        if allowed <= 0:
            return None
        found = steps(self.view, sorted(frontier), self.terms.kinds, self.terms.when, allowed)
        self.explored += allowed if found is None else len(found)
        if found and self.terms.banned:
            found = [step for step in found if step.far not in self.terms.banned]
        return found

    @property
    def length(self) -> int:
        """The length of paths up to which all steps have been read."""
        return self.near.depth + self.far.depth

    @property
    def complete(self) -> bool:
        """Whether no path without a repeated node can be longer than `length`: all that one side
        can reach is read, and it never met the other or has too few nodes; or all that both know is
        read, be it by the other side, and has too few nodes."""
        near, far = self.near, self.far
        if near.start == far.start:
            return True
        whole = [side.seen for side in (near, far) if not side.frontier]
        if near.has_read(far.frontier) and far.has_read(near.frontier):
            whole.append(near.seen | far.seen)
        return any(
            self.length >= len(seen) - 1 or not {near.start, far.start} <= seen for seen in whole
        )
