"""The bodies below one along the party duty, level by level: what a period or a place covers."""

from __future__ import annotations

from graph.dates import Window
from graph.store import View, ordered


def bodies_below(view: View, root: str, when: Window) -> dict[str, int]:
    """The bodies that possibly answered to `root`, directly or through others, on some day of
    `when` along the party duty, each with the number of levels between them; nearest first, `root`
    itself left out. A circle is walked once."""
    seen = {root}
    found: dict[str, int] = {}
    frontier = [root]
    depth = 0
    while frontier:
        depth += 1
        edges = view.expand(frontier, ("ANSWERS_TO",), "in", when=when, facets=("party",))
        frontier = [body for body in ordered(e.source for e in edges) if body not in seen]
        seen.update(frontier)
        found |= dict.fromkeys(frontier, depth)
    return found
