from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, together, window
from graph.errors import InvalidData, NotFound
from graph.queries.overlaps import overlaps
from graph.queries.tenure import HEADS, bounded
from tests.graph.queries.conftest import Build
from tests.graph.strategies import FAMILIES, PEOPLE, edges_of, worlds
from tests.world import World

CERTAIN, POSSIBLE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO
CLOSE = tuple(f for f in FAMILIES if f.kind not in ("ANSWERS_TO", "ASSOCIATED_WITH"))


def counted(world: list[Attestation]) -> dict[str, Interval]:
    """The interval that counts for each edge: bounded, for tenures of head posts."""
    edges = edges_of(world)
    heads = {e.source for e in edges if e.kind == "POST_OF" and e.facet in HEADS}
    found = {e.id: e.interval for e in edges}
    for post in heads:
        found |= bounded([e.thin for e in edges if e.kind == "HOLDS" and e.target == post])
    return found


@settings(max_examples=150, deadline=None)
@given(world=worlds(CLOSE), a=st.sampled_from(PEOPLE), b=st.sampled_from(PEOPLE))
def test_overlaps_are_all_pairs_that_meet(
    build: Build, world: list[Attestation], a: str, b: str
) -> None:
    if a == b:
        return
    edges, times = edges_of(world), counted(world)
    expected: set[tuple[str, str, str, str, Certainty]] = set()
    for one in (e for e in edges if e.source == a):
        for other in (e for e in edges if e.source == b):
            sure = together((times[one.id], times[other.id]))
            if one.kind == other.kind == "HOLDS":
                if one.target == other.target:
                    expected.add(("post", one.target, one.id, other.id, sure))
                    continue
                for body in {e.target for e in edges if e.source == one.target} & {
                    e.target for e in edges if e.source == other.target
                }:
                    expected.add(("body", body, one.id, other.id, sure))
            elif one.target == other.target:
                kind = "talk" if one.kind == "PARTICIPATED" else "case"
                expected.add((kind, one.target, one.id, other.id, sure if sure is NO else CERTAIN))
    found = overlaps(build(world), a, b)
    assert {
        (o.kind, o.through.id, o.a_edge.id, o.b_edge.id, o.certainty) for o in found
    } == expected
    assert len(found) == len(expected)
    kinds = ["post", "body", "talk", "case"]
    order = [(kinds.index(o.kind), [CERTAIN, POSSIBLE, NO].index(o.certainty)) for o in found]
    assert order == sorted(order)
    for o in found:
        assert o.interval == times[o.a_edge.id].overlap(times[o.b_edge.id])
        assert {s.record for s in o.a_sources} == {o.a_edge.relation}
        assert {s.record for s in o.b_sources} == {o.b_edge.relation}

    mirrored = overlaps(build(world), b, a)
    swap = {"a": "b", "b": "a", None: None}
    assert {
        (o.kind, o.through.id, o.b_edge.id, o.a_edge.id, swap[o.earlier]) for o in mirrored
    } == {(o.kind, o.through.id, o.a_edge.id, o.b_edge.id, o.earlier) for o in found}


def test_predecessor_colleague_and_talk(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    secretary = world.post(body, "书记", "party")
    deputy = world.post(body, "副书记")
    world.holds("林一鸣", secretary, seen=["2009", "2010"])
    world.holds("周远", secretary, seen=["2012"])
    world.holds("周远", deputy, since="2009-01-01", until="2009-06-01")
    world.holds("周远", deputy, since="2011-01-01", until="2011-06-01")
    talk = world.node("Talk", "谈话一", type="提醒谈话", date="2010-05")
    world.edge("PARTICIPATED", "林一鸣", talk, role="谈话人", on="2010-05")
    world.edge("PARTICIPATED", "周远", talk, role="谈话对象", on="2010-05")
    found = overlaps(build(world.statements), "林一鸣", "周远")
    assert [(o.kind, o.through.id, o.certainty, o.earlier) for o in found] == [
        ("post", secretary, POSSIBLE, "a"),
        ("body", body, POSSIBLE, "b"),
        ("body", body, POSSIBLE, "a"),
        ("talk", talk, CERTAIN, None),
    ]
    assert found[3].interval.possible_days == window("2010-05")


def test_a_body_shared_at_different_times_is_marked(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    world.holds("林一鸣", world.post(body, "委员甲"), since="2001", until="2003-01-01")
    world.holds("周远", world.post(body, "委员乙"), since="2003-01-01", until="2004")
    (met,) = overlaps(build(world.statements), "林一鸣", "周远")
    assert (met.kind, met.certainty, met.earlier) == ("body", NO, "a")
    assert met.interval.possible_days is None


def test_dates_that_rule_each_other_out_are_no_meeting(build: Build) -> None:
    world = World()
    talk = world.node("Talk", "谈话一", type="提醒谈话")
    for person, role, on in (("林一鸣", "谈话人", "2010-05"), ("周远", "谈话对象", "2011")):
        world.node("Person", person, name=person)
        world.edge("PARTICIPATED", person, talk, role=role, on=on)
    (met,) = overlaps(build(world.statements), "林一鸣", "周远")
    assert (met.kind, met.certainty) == ("talk", NO)


def test_what_cannot_be_asked(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    world.node("Person", "林一鸣", name="林一鸣")
    store = build(world.statements)
    with pytest.raises(NotFound, match="没有 周远"):
        overlaps(store, "林一鸣", "周远")
    with pytest.raises(InvalidData, match="青川市委 不是人员"):
        overlaps(store, "林一鸣", body)
    with pytest.raises(InvalidData, match="两次给出的都是 林一鸣"):
        overlaps(store, "林一鸣", "林一鸣")
