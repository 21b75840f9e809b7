"""The course of a clue: who held it, how long each step took, what nobody recorded."""

from __future__ import annotations

from graph.queries.ledgers.clue_course import ClueCourse, clue_course, clue_courses
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


def _case(world: World, case: str, *stages: tuple[str, str], organ: str = "甲县纪委") -> None:
    world.node("Case", case, number=case)
    world.edge("LED_TO", "线索", case)
    for stage, on in stages:
        said = {"date": on} if on else {}
        event = world.node("CaseEvent", f"{case}{stage}", stage=stage, **said)
        world.edge("EVENT_OF", event, case)
        world.edge("DECIDED_BY", event, organ)


def _course(build: Build, world: World) -> ClueCourse:
    store = build(world.statements)
    return clue_course(store, store.nodes(["线索"])["线索"])


def _held(found: ClueCourse) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Organ, since, until, with which step it ended, and the case if it was one."""
    return [
        (c.organ.id, c.since, c.until, c.ended, c.case.id if c.case else None)
        for c in found.custody
    ]


def _timed(found: ClueCourse) -> list[tuple[str | None, str, str | None, tuple[int, int] | None]]:
    return [(s.case.id if s.case else None, s.name, s.on, s.days) for s in found.steps]


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
    assert _held(found) == [
        ("甲县纪委", "2015-01-10", "2015-01-20", "移交", None),
        ("乙市纪委", "2015-01-20", "2015-02", "移交", None),
        ("丙省纪委", "2015-02", "2015-03-01", "立案", None),
        ("丙省纪委", "2015-03-01", None, None, "案"),
    ]  # fmt: skip
    assert [c.days for c in found.custody] == [(10, 10), (12, 39), (1, 28), None]
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


def test_two_cases_of_one_clue_are_measured_apart(build: Build) -> None:
    world = _world()
    _case(world, "案一", ("立案", "2015-02-01"), ("归档", "2015-06-01"))
    _case(world, "案二", ("立案", "2015-03-01"), ("审理", "2015-03-11"), organ="乙市纪委")
    found = _course(build, world)
    assert _timed(found) == [
        (None, "受理", "2015-01-10", None), ("案一", "立案", "2015-02-01", (22, 22)),
        ("案二", "立案", "2015-03-01", (50, 50)), ("案二", "审理", "2015-03-11", (10, 10)),
        ("案一", "归档", "2015-06-01", (120, 120)),
    ]  # fmt: skip
    assert _held(found) == [
        ("甲县纪委", "2015-01-10", "2015-02-01", "立案", None),
        ("甲县纪委", "2015-02-01", "2015-06-01", "归档", "案一"),
        ("乙市纪委", "2015-03-01", None, None, "案二"),
    ]  # fmt: skip


def test_steps_stand_in_order_of_their_dates(build: Build) -> None:
    world = _world()
    _case(world, "案一", ("受理", "2015-01-12"), ("立案", "2015-02"), ("留置", ""))
    world.edge("PASSED_TO", "线索", "乙市纪委", on="2015-03-05", sender="甲县纪委")
    world.edge("PASSED_TO", "线索", "丙省纪委", sender="乙市纪委")
    found = _course(build, world)
    assert _timed(found) == [
        (None, "受理", "2015-01-10", None), ("案一", "受理", "2015-01-12", (2, 2)),
        ("案一", "立案", "2015-02", (20, 47)), ("案一", "留置", None, None),
        (None, "移交", "2015-03-05", (54, 54)), (None, "移交", None, None),
    ]  # fmt: skip
    assert all(step.days is None or step.days[0] >= 0 for step in found.steps)
    assert _held(found)[0] == ("甲县纪委", "2015-01-10", "2015-02", "立案", None)
    assert found.undated


def test_what_happens_on_one_day_is_received_passed_on_and_filed_in_turn(build: Build) -> None:
    world = _world()
    _case(world, "案一", ("立案", "2015-01-10"))
    world.edge("PASSED_TO", "线索", "乙市纪委", on="2015-01-10", sender="甲县纪委")
    world.edge("PASSED_TO", "线索", "乙市委", on="2015-01-10", sender="甲县纪委")
    found = _course(build, world)
    assert [s.name for s in found.steps] == ["受理", "移交", "移交", "立案"]
    assert [(organ, ended) for organ, _, _, ended, _ in _held(found)] == [
        ("甲县纪委", "移交"), ("乙市委", "立案"), ("乙市纪委", "立案"), ("甲县纪委", None),
    ]  # fmt: skip


def test_a_filing_without_a_date_ended_custody_by_the_next_stage(build: Build) -> None:
    world = _world()
    _case(world, "案一", ("初步核实", "2015-02-01"), ("立案", ""), ("审理", "2015-07-01"))
    found = _course(build, world)
    assert _held(found) == [("甲县纪委", "2015-01-10", "2015-07-01", "审理", None)]
    assert [c.days for c in found.custody] == [None]
    assert found.undated


def test_a_withdrawn_case_is_told_with_the_clue(build: Build) -> None:
    world = _world(result="不属失实，转立案")
    _case(world, "案一", ("立案", "2015-02-01"), ("撤销案件", "2015-03-01"))
    found = _course(build, world)
    assert found.closing == "案件 案一 2015-03-01撤销案件"
    assert _held(found)[-1] == ("甲县纪委", "2015-02-01", "2015-03-01", "撤销案件", "案一")


def test_clues_are_read_together(build: Build) -> None:
    world = _world()
    world.node("Clue", "另", number="另", received="2016")
    _case(world, "案一", ("立案", "2015-02-01"))
    store = build(world.statements)
    both = clue_courses(store, list(store.nodes(["另", "线索"]).values()))
    assert [course.clue.id for course in both] == ["另", "线索"]
    assert both[1] == clue_course(store, store.nodes(["线索"])["线索"])
    assert clue_courses(store, []) == ()
