"""Small random stores for property tests: what their documents say, and what that amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.dates import Interval
from graph.errors import InvalidData
from graph.fold import fold
from graph.record import Edge, Node, Scalar

PEOPLE = ("p1", "p2", "p3", "p4")
POSTS = ("q1", "q2", "q3")
BODIES = ("o1", "o2")
TALKS = ("t1", "t2")
CASES = ("c1",)
DOCUMENTS = ("d1", "d2")
NODES: dict[str, tuple[str, dict[str, Scalar]]] = {
    **{i: ("Person", {"name": f"林{i}"}) for i in PEOPLE},
    **{i: ("Post", {"title": f"职务{i}"}) for i in POSTS},
    **{i: ("Organization", {"name": f"机构{i}"}) for i in BODIES},
    **{i: ("Talk", {"type": "提醒谈话", "date": "2011-03"}) for i in TALKS},
    **{i: ("Case", {"number": i, "reported": "2012"}) for i in CASES},
    **{i: ("Document", {"title": f"名册{i}"}) for i in DOCUMENTS},
}
DATES = ("2010", "2011", "2010-05", "2010-05-20", "2011-03-01", "2011-03", "2012-01-01", "2012")


class Family(NamedTuple):
    """Edges of one kind that a random store may have."""

    kind: str
    sources: Sequence[str]
    targets: Sequence[str]
    facets: Sequence[str]
    time: str


FAMILIES = (
    Family("HOLDS", PEOPLE, POSTS, ("正式", "代理", "挂职"), "interval"),
    Family("POST_OF", POSTS, BODIES, ("party", "none"), "none"),
    Family("PARTICIPATED", PEOPLE, TALKS, ("谈话人", "谈话对象"), "event"),
    Family("SUBJECT_OF", PEOPLE, CASES, (), "none"),
    Family("ANSWERS_TO", BODIES, BODIES, ("party",), "interval"),
    Family("ASSOCIATED_WITH", PEOPLE, PEOPLE, (), "interval"),
)
FACETS = {
    "HOLDS": "nature", "POST_OF": "head_of", "PARTICIPATED": "role", "ANSWERS_TO": "duty",
}  # fmt: skip


@st.composite
def spells(draw: st.DrawFn) -> dict[str, Scalar]:
    """What one place says about when something held."""
    dates = st.none() | st.sampled_from(DATES)
    since, until, seen = draw(dates), draw(dates), draw(dates)
    try:
        Interval.of(since, until)
    except InvalidData:
        until = None
    said = {"since": since, "until": until, "seen": seen}
    return {name: date for name, date in said.items() if date}


@st.composite
def edges(draw: st.DrawFn, families: Sequence[Family]) -> tuple[str, str, str, dict[str, Scalar]]:
    """Kind, ends and properties of one statement about an edge."""
    family = draw(st.sampled_from(families))
    given: dict[str, Scalar] = {}
    if family.facets:
        given[FACETS[family.kind]] = draw(st.sampled_from(family.facets))
    if family.time == "interval":
        given |= draw(spells())
    elif family.time == "event" and draw(st.booleans()):
        given["on"] = draw(st.sampled_from(DATES))
    if family.kind == "HOLDS" and draw(st.integers(0, 4)) == 0:
        given["concurrent"] = True
    source, target = draw(st.sampled_from(family.sources)), draw(st.sampled_from(family.targets))
    return family.kind, source, target, given


@st.composite
def worlds(
    draw: st.DrawFn, families: Sequence[Family] = FAMILIES, most: int = 14
) -> list[Attestation]:
    """Statements about all of `NODES`, at most `most` about edges of `families`, and some more
    about people on which sources may differ."""
    found = [
        attest_node(kind, i, given, Place("d1", f"第{row}行"))
        for row, (i, (kind, given)) in enumerate(NODES.items(), start=1)
    ]
    for row, (kind, source, target, given) in enumerate(
        draw(st.lists(edges(families), max_size=most)), start=100
    ):
        found.append(attest_edge(kind, source, target, given, Place("d2", f"第{row}行")))
    more = st.tuples(
        st.sampled_from(PEOPLE), st.sampled_from(("男", "女")), st.sampled_from(("1960", "1960-05"))
    )
    for row, (person, sex, birth) in enumerate(draw(st.lists(more, max_size=4)), start=200):
        said = {"sex": sex, "birth": birth}
        found.append(attest_node("Person", person, said, Place("d2", f"第{row}行")))
    return found


def by_record(world: Sequence[Attestation]) -> dict[str, list[Attestation]]:
    """The statements about each record, in the order of their ids."""
    found: dict[str, list[Attestation]] = {}
    for statement in sorted(world, key=lambda s: s.id):
        found.setdefault(statement.record, []).append(statement)
    return found


def edges_of(world: Sequence[Attestation]) -> list[Edge]:
    """The edges that the statements amount to."""
    return [e for said in by_record(world).values() for e in fold(said) if isinstance(e, Edge)]


def nodes_of(world: Sequence[Attestation]) -> list[Node]:
    """The nodes that the statements amount to."""
    return [n for said in by_record(world).values() for n in fold(said) if isinstance(n, Node)]
