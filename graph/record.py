"""What a store holds and a view returns: nodes, edges, and edges stripped for walking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache, partial
from typing import NamedTuple

from graph.dates import Interval
from graph.frozen import frozen
from graph.ids import relation_of
from graph.schema import schema

Scalar = str | int | float | bool
Properties = Mapping[str, tuple[Scalar, ...]]
"""Each property with its values; several values of a property that is not `many` are a conflict."""


def first(properties: Properties, name: str) -> str | None:
    """The first value of a property as text, or `None`: the value that most sources give."""
    values = properties.get(name)
    return str(values[0]) if values else None


@frozen
class Node:
    """A person, body, post, case …: the fold of all that is said about it."""

    id: str
    kind: str
    properties: Properties = field(default_factory=dict)

    @property
    def caption(self) -> str:
        """Its name on a screen; `未见名称` if nobody gives one."""
        for name in _naming(self.kind):
            if value := self.first(name):
                return value
        return "未见名称"

    def first(self, name: str) -> str | None:
        """The value of `name` that most sources give, as text, or `None`."""
        return first(self.properties, name)

    @property
    def group(self) -> str:
        """Its colour group."""
        return schema().group_of(self.kind, self.properties)


@cache
def _naming(kind: str) -> tuple[str, ...]:
    """The properties that name nodes of a kind, the best first."""
    return schema().nodes[kind].caption


_interval = partial(tuple.__new__, Interval)
"""`Interval` from all its values: half the time, for the thousands of edges of a province."""


class ThinEdge(NamedTuple):
    """An edge as a walk needs it. Two stores return equal thin edges for equal records."""

    id: str
    kind: str
    facet: str
    source: str
    target: str
    since_lo: int
    since_hi: int
    until_lo: int
    until_hi: int
    yields_to: str
    """The side of a dual leadership that leads where this one does not; chains follow that one."""

    @property
    def interval(self) -> Interval:
        """When it held."""
        return _interval((*self[5:9], True))

    @property
    def relation(self) -> str:
        """The record whose attestations speak of this edge."""
        return relation_of(self.id)

    def other(self, end: str) -> str:
        """The end that is not `end`."""
        return self.target if end == self.source else self.source


def yields_to(mode: str | None, leads: str | None) -> str:
    """The side that leads instead of an edge of the side `mode`; empty where none is said to."""
    return leads if leads and mode in ("local", "vertical") and mode != leads else ""


@frozen
class Edge:
    """One spell of a relation, with its properties. `facet` is empty where the kind has none."""

    id: str
    kind: str
    facet: str
    source: str
    target: str
    interval: Interval
    properties: Properties = field(default_factory=dict)

    @property
    def relation(self) -> str:
        """The record whose attestations speak of this edge."""
        return relation_of(self.id)

    @property
    def thin(self) -> ThinEdge:
        """The edge as a walk sees it."""
        i = self.interval
        return ThinEdge(
            self.id, self.kind, self.facet, self.source, self.target,
            i.since_lo, i.since_hi, i.until_lo, i.until_hi,
            yields_to(self.first("mode"), self.first("leads")),
        )  # fmt: skip

    def first(self, name: str) -> str | None:
        """The value of `name` that most sources give, as text, or `None`."""
        return first(self.properties, name)


Record = Node | Edge


def conflicting(record: Record) -> Mapping[str, Sequence[Scalar]]:
    """The properties of a record on which its sources differ, each with the differing values."""
    declared = schema().properties(record.kind)
    return {
        name: values
        for name, values in record.properties.items()
        if len(values) > 1 and not declared[name].many
    }
