"""Short ways to say something in the tests of stores, and all that a store answers."""

from __future__ import annotations

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.record import Scalar
from graph.store import Store

ALL_KINDS = ["OVERSEES", "HOLDS", "POST_OF", "HOLDS"]


def place(line: int, document: str = "名册") -> Place:
    return Place(document, f"第{line}行", f"原文{line}")


def person(name: str, line: int = 1, document: str = "名册", **more: Scalar) -> Attestation:
    return attest_node("Person", name, {"name": name, **more}, place(line, document))


def post(name: str, line: int = 1, document: str = "名册") -> Attestation:
    return attest_node("Post", name, {"title": name}, place(line, document))


def body(name: str, line: int = 1, document: str = "名册") -> Attestation:
    return attest_node("Organization", name, {"name": name}, place(line, document))


def holds(
    who: str, what: str, line: int = 1, document: str = "名册", **said: Scalar
) -> Attestation:
    return attest_edge("HOLDS", who, what, said, place(line, document))


def load(store: Store, *statements: Attestation, title: str = "") -> str:
    with store.batch("测试", title) as writer:
        writer.add(statements)
    return writer.batch


def snapshot(store: Store) -> dict[str, object]:
    """All that a view can say, apart from when it was written."""
    nodes = [n for kind in ("Organization", "Person", "Post") for n in store.scan_nodes(kind)]
    edges = [e for kind in ("HOLDS", "OVERSEES", "POST_OF") for e in store.scan_edges(kind)]
    ids = [n.id for n in nodes]
    said = store.attestations([*ids, *(e.relation for e in edges)])
    return {
        "nodes": nodes,
        "edges": edges,
        "out": store.expand(ids, ALL_KINDS, "out"),
        "in": store.expand(ids, ALL_KINDS, "in"),
        "keys": store.find_prefix("", 1_000_000),
        "counts": store.counts(),
        "said": {r: [(a.id, a.properties, a.place) for a in live] for r, live in said.items()},
    }
