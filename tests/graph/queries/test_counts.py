"""Counts reconcile with the records behind them."""

from __future__ import annotations

from graph.dates import Certainty, Window, window
from graph.queries.counts import MANAGED, OCCURRED, RECEIVED, Count, Counts, counts
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels

YEAR = window("2015")
SURE, MAYBE = Certainty.CERTAIN, Certainty.POSSIBLE


def _case(world: World, case: str, people: tuple[str, ...], filed: str, **given: str) -> None:
    world.node("Case", case, number=case, **given)
    for person in people:
        world.edge("SUBJECT_OF", person, case)
    event = world.node("CaseEvent", f"{case}立案", stage="立案", date=filed)
    world.edge("EVENT_OF", event, case, on=filed)


def _world() -> World:
    world = three_levels()
    world.edge("MANAGED_BY", "甲县委书记", "乙市委", since="2010-01-01", until="2020-01-01")
    _case(world, "案一", ("甲县书记人", "副局长人"), "2015-03-01", form="第三种形态")
    world.edge("OCCURRED_IN", "案一", "甲县委")
    _case(world, "案二", ("副局长人",), "2014")
    world.edge("OCCURRED_IN", "案二", "甲县财政局")
    _case(world, "案三", ("副局长人",), "2015")
    world.edge("OCCURRED_IN", "案三", "甲县财政局")
    world.node("CaseEvent", "案三处分", stage="党纪处分", date="2015-12-31")
    world.edge("EVENT_OF", "案三处分", "案三", on="2015-12-31")
    for clue, disposal in (("线一", "予以了结"), ("线二", "初步核实"), ("线三", "")):
        said = {"disposal": disposal} if disposal else {}
        world.node("Clue", clue, number=clue, received="2015-05", **said)
    world.edge("ABOUT", "线一", "甲县书记人")
    world.edge("ABOUT", "线二", "甲县财政局")
    world.edge("RECEIVED_BY", "线三", "甲县纪委", on="2015-05")
    return world


def _asked(build: Build, body: str, when: Window = YEAR, *, below: bool = True) -> Counts:
    store = build(_world().statements)
    return counts(store, store.nodes([body])[body], when, below=below)


def _named(found: Counts, name: str) -> Count:
    """The first of that name: clues are counted before forms."""
    return next(c for c in found.counts if c.name == name)


def test_cases_belong_where_their_people_are_managed_else_where_they_occurred(build: Build) -> None:
    city, county = _asked(build, "乙市委"), _asked(build, "甲县委")
    assert {r.record: r.basis for r in _named(city, "立案").rows} == {
        "案一立案": MANAGED, "案三立案": OCCURRED,
    }  # fmt: skip
    assert {r.record for r in _named(county, "立案").rows} == {"案三立案"}
    assert _named(_asked(build, "乙市委", below=False), "立案").records(SURE) == ("案一立案",)
    assert [r.basis for r in _named(county, "未见记录").rows if r.record == "线三"] == [RECEIVED]
    assert {r.record: r.basis for r in _named(city, "予以了结").rows} == {"线一": MANAGED}


def test_people_and_turns_are_told_apart_and_heads_named(build: Build) -> None:
    filed = _named(_asked(build, "乙市委"), "立案")
    assert filed.records(SURE) == ("案一立案", "案三立案")
    assert set(filed.people(SURE)) == {"副局长人", "甲县书记人"}
    assert len(filed.turns(SURE)) == 3
    assert filed.heads(SURE) == ("甲县书记人",)


def test_a_partial_date_is_possibly_in_a_part_of_it(build: Build) -> None:
    filed = _named(_asked(build, "甲县委", window("2015-06")), "立案")
    assert (filed.records(SURE), filed.records(MAYBE)) == ((), ("案三立案",))


def test_forms_are_those_entered(build: Build) -> None:
    found = _asked(build, "乙市委")
    assert _named(found, "第三种形态").records(SURE) == ("案一",)
    forms = [c for c in found.counts if c.topic == "形态"]
    assert [c.records(SURE) for c in forms if c.name == "未见记录"] == [("案三",)]
    assert sum(len(c.records(SURE)) for c in forms) == len(_named(found, "立案").records(SURE))


def test_sums_reconcile_with_the_records(build: Build) -> None:
    found = _asked(build, "丙省委")
    clues = [c for c in found.counts if c.topic == "线索"]
    assert sum(len(c.records(SURE)) for c in clues) == 3
    for count in found.counts:
        for certainty in (SURE, MAYBE):
            turns = count.turns(certainty)
            assert {r.record for r in turns} <= set(count.records(certainty))
            assert len(set(turns)) == len(turns)
            assert set(count.people(certainty)) == {r.person for r in turns}
        assert {r.record for r in count.rows} <= found.nodes.keys()
    assert all(found.sources[i] for i in found.nodes)
