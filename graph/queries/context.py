"""What tells nodes of one name apart: a person's latest post, a post's body, a body's superior."""

from __future__ import annotations

from collections.abc import Sequence

from graph.record import Node
from graph.store import View

_TOWARDS = {
    "Person": ("HOLDS", "SUBJECT_OF"),
    "Post": ("POST_OF",),
    "Organization": ("PARTY_BODY_OF", "LOCATED_IN", "ANSWERS_TO"),
    "Division": ("LOCATED_IN",),
    "Case": ("OCCURRED_IN",),
}
"""For each kind the edges whose other end tells most, the most telling kind first."""


def contexts(view: View, nodes: Sequence[Node]) -> dict[str, str]:
    """A short text for each node by id, empty where nothing tells it apart.

    A person's is the post attested last, with its body.
    """
    nearest = _nearest(view, nodes)
    posts = [i for i in nearest.values() if i]
    bodies = {e.source: e.target for e in view.expand(posts, ("POST_OF",), "out")}
    named = view.nodes([*posts, *bodies.values()])
    texts: dict[str, str] = {}
    for node in nodes:
        near = nearest[node.id]
        body = bodies.get(near) if node.kind == "Person" else None
        texts[node.id] = " ".join(named[i].caption for i in (body, near) if i and i in named)
    return texts


def _nearest(view: View, nodes: Sequence[Node]) -> dict[str, str]:
    """For each node the other end of its most telling, latest attested edge, or an empty text."""
    found: dict[str, str] = {}
    for kind, towards in _TOWARDS.items():
        of_kind = [n.id for n in nodes if n.kind == kind]
        if not of_kind:
            continue
        edges = view.expand(of_kind, towards, "out")
        edges.sort(key=lambda e: (towards.index(e.kind), -e.until_lo, -e.since_hi, e.id))
        for edge in edges:
            found.setdefault(edge.source, edge.target)
    return {node.id: found.get(node.id, "") for node in nodes}
