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


FROM = {"since": "2010-01-01", "until": "2020-01-01"}


def three_levels() -> World:
    """甲县 under 乙市 under 丙省, each with committee, government and discipline commission, and a
    bureau with a party group in the county."""
    world = World()
    for place in ("甲县", "乙市", "丙省"):
        world.body(f"{place}委")
        world.body(f"{place}政府", "政府")
        world.body(f"{place}纪委", "纪委")
        world.edge("PARTY_BODY_OF", f"{place}委", f"{place}政府", party_scope="本级", **FROM)
        world.holds(f"{place}书记人", world.post(f"{place}委", "书记", "party"), **FROM)
        world.holds(f"{place}长人", world.post(f"{place}政府", "长", "administration"), **FROM)
        world.holds(f"{place}纪检人", world.post(f"{place}纪委", "纪委书记", "discipline"), **FROM)
        world.answers(f"{place}纪委", f"{place}委", **FROM)
        world.edge("SUPERVISES", f"{place}纪委", f"{place}委", **FROM)
    for lower, upper in (("甲县", "乙市"), ("乙市", "丙省")):
        world.answers(f"{lower}委", f"{upper}委", **FROM)
        world.answers(f"{lower}纪委", f"{upper}纪委", "discipline", **FROM)
    world.body("甲县财政局", "部门")
    world.body("甲县财政局党组", "党组")
    world.edge("PARTY_BODY_OF", "甲县财政局党组", "甲县财政局", **FROM)
    world.answers("甲县财政局党组", "甲县委", **FROM)
    world.edge("SUPERVISES", "甲县纪委", "甲县财政局", **FROM)
    world.holds("局长人", world.post("甲县财政局", "局长", "administration"), **FROM)
    world.holds("组长人", world.post("甲县财政局党组", "书记", "party"), **FROM)
    world.holds("副局长人", world.post("甲县财政局", "副局长"), **FROM)
    world.edge("OVERSEES", "甲县政府长", "甲县财政局", **FROM)
    return world
