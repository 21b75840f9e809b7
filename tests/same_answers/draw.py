"""Seeded choices among what a store holds, with a share of what it does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TypeVar

from graph.dates import EVER, FOREVER, Window, iso, window
from graph.record import Edge, Node
from graph.schema import schema
from graph.store import View

T = TypeVar("T")
ALL = 1_000_000
HOPELESS = 0.04
"""The share of what no store has an answer for."""
UNKNOWN = ("", "无", "0" * 20, "人'\"`\\}) //", "😀", "~2")
NO_DATES = ("1492", "1900-02", "0001-01-01", "2087", "2100-02-28", "9999-12-31")
NO_DAYS = ("去年", "2014-13", "2015-02-30", "")


class Material:
    """All that a store holds, in an order that is the same in every run."""

    def __init__(self, view: View) -> None:
        kinds = view.counts()
        self.nodes: dict[str, list[Node]] = {
            kind: view.scan_nodes(kind, limit=ALL) for kind in schema().nodes if kind in kinds
        }
        self.edges: dict[str, list[Edge]] = {
            kind: view.scan_edges(kind, limit=ALL) for kind in schema().edges if kind in kinds
        }
        self.keys = [hit.key for hit in view.find_prefix("", ALL)]

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of each kind of node and edge."""
        nodes = {kind: [node.id for node in found] for kind, found in self.nodes.items()}
        return nodes | {kind: [edge.id for edge in found] for kind, found in self.edges.items()}

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for kind in self.nodes.values() for node in kind}

    @cached_property
    def all_edges(self) -> list[Edge]:
        return [edge for kind in self.edges.values() for edge in kind]

    @cached_property
    def span(self) -> Window:
        """From the first to the last day that an edge names."""
        named = {day for edge in self.all_edges for day in _named(edge)}
        return Window(min(named), max(named))

    @cached_property
    def around(self) -> dict[str, list[Edge]]:
        """The edges of each node that has any."""
        found: dict[str, list[Edge]] = {}
        for edge in self.all_edges:
            found.setdefault(edge.source, []).append(edge)
            found.setdefault(edge.target, []).append(edge)
        return found


def _named(edge: Edge) -> list[int]:
    """The days between which it began or ended, without those that stand for not knowing."""
    return [day for day in edge.thin[5:9] if EVER + 1 < day < FOREVER - 1]


@dataclass(frozen=True, slots=True)
class Draw:
    """Choices that depend on the seed alone."""

    material: Material
    random: Random

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, of: Sequence[T]) -> T:
        return self.random.choice(of)

    def some(self, of: Sequence[T], most: int) -> list[T]:
        """Between one and `most` of them, perhaps one twice."""
        return self.random.choices(of, k=self.random.randint(1, most))

    def node(self, *kinds: str) -> Node:
        """A node of one of the kinds, of any where the world has none of them; each kind is as
        likely."""
        there = self.material.nodes
        return self.one(there[self.one([kind for kind in kinds if kind in there] or list(there))])

    def edge(self) -> Edge:
        return self.one(self.material.edges[self.one(list(self.material.edges))])

    def id(self, *kinds: str) -> str:
        """The id of such a node, or an unknown one."""
        return self.one(UNKNOWN) if self.chance(HOPELESS) else self.node(*kinds).id

    def ids(self, *kinds: str, most: int = 6) -> list[str]:
        """Some ids; sometimes more than a store asks for in one statement."""
        count = 1300 if self.chance(0.005) else self.random.randint(0, most)
        return [self.id(*kinds) for _ in range(count)]

    def relation(self) -> str:
        return self.one(UNKNOWN) if self.chance(HOPELESS) else self.edge().relation

    def seat(self) -> tuple[Node, Node]:
        """A post and its body."""
        edge = self.one(self.material.edges["POST_OF"])
        return self.material.by_id[edge.source], self.material.by_id[edge.target]

    def away(self, start: str, hops: int) -> str:
        """Where a walk of so many steps ends, whichever way the edges point."""
        for _ in range(hops):
            if start in self.material.around:
                start = self.one(self.material.around[start]).thin.other(start)
        return start

    def day(self, near: str = "") -> int:
        """A day on which an edge (of the node `near`, if it has any) begins or ends, or a while
        before or after it; of all time that edges name if they name none."""
        edges = self.material.around.get(near, self.material.all_edges)
        named = _named(self.one(edges))
        day = self.one(named) if named else self.random.randint(*self.material.span)
        return day + self.one((0, 0, -1, 1, self.random.randint(-400, 400)))

    def date(self, near: str = "") -> str:
        """A year, a month or a day; sometimes before or after everything."""
        if self.chance(HOPELESS):
            return self.one(NO_DATES)
        return iso(self.day(near))[: self.one((4, 7, 10))]

    def written(self, near: str = "") -> str:
        """A date as a person writes it; sometimes one that does not exist."""
        if self.chance(HOPELESS):
            return self.one(NO_DAYS)
        date = self.date(near)
        return self.one((date, date.replace("-", "."), f"{date[:4]}年"))

    def when(self, near: str = "") -> Window:
        """The days of a date, a longer window, or all of time."""
        if self.chance(0.7):
            return window(self.date(near))
        if self.chance(0.1):
            return Window(EVER, FOREVER)
        first = self.day(near)
        return Window(first, first + self.random.randint(0, 3000))

    def perhaps(self, value: T, share: float = 0.5) -> T | None:
        return value if self.chance(share) else None

    def edge_kinds(self, most: int) -> list[str]:
        return self.some(list(self.material.edges), most)
