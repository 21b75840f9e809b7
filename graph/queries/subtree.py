"""The bodies below one along the party duty, level by level: what a period or a place covers."""

from __future__ import annotations

from graph.dates import Window
from graph.store import View, ordered


def bodies_below(view: View, root: str, when: Window) -> list[str]:
    """The bodies that possibly answered to `root`, directly or through others, on some day of
    `when` along the party duty; nearest first, `root` itself left out. A circle is walked once."""
    seen = {root}
    found: list[str] = []
    frontier = [root]
    while frontier:
        edges = view.expand(frontier, ("ANSWERS_TO",), "in", when=when, facets=("party",))
        frontier = [body for body in ordered(e.source for e in edges) if body not in seen]
        seen.update(frontier)
        found += frontier
    return found
