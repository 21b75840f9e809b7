"""Small invented worlds for tests: say what is so, get a store."""

from __future__ import annotations

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.memory_store import MemoryStore
from graph.record import Scalar
from graph.store import Store

DOCUMENT = "d0000000000000000000"


class World:
    """Collects statements, each on a line of its own in one document."""

    def __init__(self) -> None:
        self.statements: list[Attestation] = []
        self.node("Document", DOCUMENT, title="测试名册.csv")

    def _place(self) -> Place:
        return Place(DOCUMENT, f"第{len(self.statements) + 1}行")

    def node(self, kind: str, node: str, **given: Scalar | list[str]) -> str:
        self.statements.append(attest_node(kind, node, given, self._place()))
        return node

    def edge(self, kind: str, source: str, target: str, **given: Scalar | list[str]) -> None:
        self.statements.append(attest_edge(kind, source, target, given, self._place()))

    def body(self, name: str, kind: str = "党委") -> str:
        return self.node("Organization", name, name=name, type=kind)

    def post(self, body: str, title: str, head_of: str = "none") -> str:
        post = self.node("Post", f"{body}{title}", title=title)
        self.edge("POST_OF", post, body, head_of=head_of)
        return post

    def holds(self, person: str, post: str, **given: Scalar | list[str]) -> None:
        self.node("Person", person, name=person)
        self.edge("HOLDS", person, post, **given)

    def answers(self, lower: str, upper: str, duty: str = "party", **given: Scalar) -> None:
        self.edge("ANSWERS_TO", lower, upper, duty=duty, **given)

    def store(self, store: Store | None = None) -> Store:
        target = store or MemoryStore()
        with target.batch("test") as writer:
            writer.add(self.statements)
        return target
