"""The course of a clue: who held it, how long each step took, what nobody recorded."""

from __future__ import annotations

from graph.queries.clue_course import ClueCourse, clue_course
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels


def _world(**given: str) -> World:
    world = three_levels()
    world.node(
        "Clue", "线索", number="线索〔2015〕1号", received="2015-01-10", informant="某某",
        deadline="2015-04-10", **given,
    )  # fmt: skip
    world.edge("ABOUT", "线索", "甲县书记人")
    world.edge("RECEIVED_BY", "线索", "甲县纪委", on="2015-01-10")
    return world


def _course(build: Build, world: World) -> ClueCourse:
    store = build(world.statements)
    return clue_course(store, store.nodes(["线索"])["线索"])


def test_each_step_has_its_days_and_each_organ_its_custody(build: Build) -> None:
    world = _world()
    world.edge("PASSED_TO", "线索", "乙市纪委", on="2015-01-20", sender="甲县纪委")
    world.edge("PASSED_TO", "线索", "丙省纪委", on="2015-02", sender="乙市纪委")
    world.node("Case", "案", number="案一")
    world.edge("LED_TO", "线索", "案")
    for number, stage in enumerate(("立案", "党纪处分")):
        event = world.node("CaseEvent", f"环节{number}", stage=stage, date=f"2015-0{3 + number}-01")
        world.edge("EVENT_OF", event, "案", on=f"2015-0{3 + number}-01")
        world.edge("DECIDED_BY", event, "丙省纪委")
    found = _course(build, world)
    assert [(s.name, s.on, s.days) for s in found.steps] == [
        ("受理", "2015-01-10", None), ("移交", "2015-01-20", (10, 10)),
        ("移交", "2015-02", (12, 39)), ("立案", "2015-03-01", (1, 28)),
        ("党纪处分", "2015-04-01", (31, 31)),
    ]  # fmt: skip
    assert [(c.organ.id, c.since, c.until, c.days) for c in found.custody] == [
        ("甲县纪委", "2015-01-10", "2015-01-20", (10, 10)),
        ("乙市纪委", "2015-01-20", "2015-02", (12, 39)), ("丙省纪委", "2015-02", None, None),
    ]  # fmt: skip
    assert found.steps[1].sender == "甲县纪委"
    assert [o.id for o in found.steps[3].organs] == ["丙省纪委"]
    assert all(step.sources for step in found.steps)
    assert (found.closing, found.undated) == (None, False)


def test_a_missing_date_is_a_gap_and_leaves_custody_open(build: Build) -> None:
    world = _world()
    world.edge("PASSED_TO", "线索", "乙市纪委", sender="甲县纪委")
    found = _course(build, world)
    assert [(s.name, s.on, s.days) for s in found.steps] == [
        ("受理", "2015-01-10", None), ("移交", None, None),
    ]  # fmt: skip
    assert [c.organ.id for c in found.custody] == ["甲县纪委"]
    assert found.undated


def test_the_informant_is_never_told_and_a_closed_clue_says_so(build: Build) -> None:
    found = _course(build, _world(disposal="予以了结", result="经核查反映失实"))
    assert found.clue.first("informant") is None
    assert found.closing == "予以了结；经核查反映失实"
    assert [n.id for n in found.about] == ["甲县书记人"]


def test_receipt_without_an_organ_is_a_gap(build: Build) -> None:
    world = World()
    world.node("Clue", "线索", number="一", received="2015")
    found = _course(build, world)
    assert [(s.name, s.on, s.organs) for s in found.steps] == [("受理", "2015", ())]
    assert found.custody == ()
