"""Walking whichever way edges point: the steps out of a whole frontier of nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from graph.dates import Window
from graph.errors import InvalidData
from graph.record import ThinEdge
from graph.schema import schema
from graph.store import View


class Step(NamedTuple):
    """One edge as walked: from `near`, in the frontier, to `far`."""

    near: str
    far: str
    edge: ThinEdge


def edge_kinds(kinds: Collection[str] | None) -> tuple[str, ...]:
    """The kinds of edge to walk: those given, or all. Raises `InvalidData` for an unknown one."""
    declared = schema().edges
    unknown = sorted(set(kinds or ()) - declared.keys())
    if unknown:
        raise InvalidData(
            f"没有这种关系：{'、'.join(unknown)}", remedy=f"可用：{'、'.join(declared)}"
        )
    return tuple(declared) if kinds is None else tuple(sorted(set(kinds)))


def steps(
    view: View,
    frontier: Collection[str],
    kinds: Collection[str],
    when: Window | None,
    limit: int | None = None,
) -> list[Step] | None:
    """All steps along edges of `kinds` out of `frontier`, in both directions, loops left out.

    `None` if more than `limit` edges would have to be read (an edge inside the frontier is read
    from both its ends).
    """
    leaving = view.expand(frontier, kinds, "out", when=when, limit=_one_more(limit, 0))
    if limit is not None and len(leaving) > limit:
        return None
    reaching = view.expand(frontier, kinds, "in", when=when, limit=_one_more(limit, len(leaving)))
    if limit is not None and len(leaving) + len(reaching) > limit:
        return None
    found = [Step(e.source, e.target, e) for e in leaving if e.source != e.target]
    found += [Step(e.target, e.source, e) for e in reaching if e.source != e.target]
    return found


def _one_more(limit: int | None, read: int) -> int | None:
    return None if limit is None else limit - read + 1


def in_walking_order(edges: Iterable[ThinEdge]) -> list[ThinEdge]:
    """Edges by kind, facet, day numbers, ends and id: the order in which results name them."""
    return sorted(edges, key=lambda e: (e[1:3], e[5:9], e[3:5], e.id))
