"""Where bodies are, as far as it tells bodies of one name apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.body_names import canonical, tails
from graph.names import fold
from graph.record import Node
from graph.store import View

_MOST_STEPS = 4
_GENERAL = re.compile(r"^(?:.{0,6}(?:开发区|新区|高新区|经开区|园区)|[城郊矿]区)")
_PROVINCE = ("省", "自治区")
_PREFECTURE = ("市", "州", "盟", "地区")


class Surroundings:
    """Looks up the places around bodies: divisions in which they are, bodies they answer to."""

    def __init__(self, view: View) -> None:
        self._view = view

    def fitting(self, found: Sequence[Node], front: str, rest: str) -> list[Node]:
        """The bodies found by `rest` that may be the one behind `front`, a place or two.

        Those recorded there, if any. Else those of which nothing is recorded, unless `rest` is a
        name that many places have.
        """
        known = {node.id: self.names(node) - _own(rest) for node in found}
        there = [n for n in found if any(_within(place, front) for place in known[n.id])]
        if there:
            return there
        if _GENERAL.match(rest):
            return []
        return [n for n in found if not any(_contradicts(p, front) for p in known[n.id])]

    def behind_short_province(self, short: str) -> list[Node]:
        """The bodies that `short` names behind a province without 省 or 自治区 (甲乙州委).

        Only those that are recorded to be in a place whose name begins so.
        """
        for at in (2, 3):
            front, rest = short[:at], short[at:]
            keys = [f"{letter}:{rest}" for letter in "bta"] if len(rest) > 2 else []
            ids = sorted({hit.node for hit in self._view.find(keys)})
            found = [
                node
                for node in self._view.nodes(ids).values()
                if any(p.startswith(front) and p.endswith(_PROVINCE) for p in self.names(node))
            ]
            if found:
                return found
        return []

    def names(self, body: Node) -> set[str]:
        """The canonical names of places around a body: of divisions, and what its names say."""
        seen = {body.id}
        frontier = [body.id]
        for _ in range(_MOST_STEPS):
            edges = self._view.expand(frontier, ("LOCATED_IN", "ANSWERS_TO", "COMPONENT_OF"), "out")
            frontier = sorted({e.target for e in edges} - seen)
            seen.update(frontier)
        names: set[str] = set()
        for node in self._view.nodes(sorted(seen)).values():
            names.update(_places(node))
        return names


def _places(node: Node) -> set[str]:
    if node.kind == "Division":
        return {canonical(name) for name in _written(node)}
    if node.kind != "Organization":
        return set()
    found: set[str] = set()
    for name in map(canonical, _written(node)):
        found.update(front for front, _ in tails(name))
        whole = re.match(r"(.+?(?:省|自治区|市|州|盟|地区))(?:委|政府|纪委|监委|人大|政协)$", name)
        if whole:
            found.add(whole[1])
    return found


def _written(node: Node) -> list[str]:
    return [
        fold(str(v)) for p in ("name", "alias", "former_name") for v in node.properties.get(p, ())
    ]


def _own(rest: str) -> set[str]:
    """The places that `rest` itself names: they tell nothing about what stands in front of it."""
    return {front for front, _ in tails(rest)} | {rest[:at] for at in range(2, len(rest))}


def _within(place: str, front: str) -> bool:
    return (
        front == place
        or front.endswith(place)
        or place.endswith(front)
        or (place.endswith(_PROVINCE) and front.startswith(place))
    )


def _contradicts(place: str, front: str) -> bool:
    """Whether a body at `place` cannot be at `front`: another place of the same level."""
    if place.endswith(_PROVINCE):
        return any(word in front for word in _PROVINCE) and place not in front
    return front.endswith(_PREFECTURE) and place.endswith(_PREFECTURE) and place not in front
