"""Search keys of a node, computed here so that every store finds the same in the same order."""

from __future__ import annotations

from graph.record import Node
from graph.schema import schema


def search_keys(node: Node) -> set[str]:
    """All keys under which a node can be found (see `graph.search` for what they mean)."""
    keys: set[str] = set()
    for name in schema().nodes[node.kind].search:
        for value in node.properties.get(name, ()):
            keys.add(f"n:{str(value).casefold()}")
    return keys
