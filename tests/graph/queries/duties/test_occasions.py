"""What makes duties arise: an office taken, a sign, a problem field, a case, a report, a list."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.dates import window
from graph.queries.duties.occasions import periods
from graph.queries.duties.verdict import Status
from graph.rules.reading import chosen_rules
from graph.rules.rule import Every
from tests.graph.queries.conftest import Build
from tests.graph.queries.duties.test_coverage import ALL_TIME, cells, rule, status, talk, two_levels
from tests.world import World

OFFICE = {
    "trigger: {every: year}": "trigger: {on: taking_office}",
    "time: {late: 31}": "time: {within: 60, before: 10, late: 30}",
}


def test_taking_office_asks_for_a_talk_around_that_day(build: Build) -> None:
    world = World()
    for body in ("甲县委", "乙市委"):
        world.body(body)
    world.holds("市书记", world.post("乙市委", "书记", "party"), **ALL_TIME)
    post = world.post("甲县委", "书记", "party")
    world.holds("前任", post, since="2010-01-01", until="2020-03-01")
    world.holds("新人", post, since="2020-03-01", until="2025-01-01")
    world.answers("甲县委", "乙市委", **ALL_TIME)
    talk(world, "谈1", "2020-02-25", subject="新人")
    talk(world, "谈2", "2020-02-01", subject="新人")
    (cell,) = cells(build(world.statements), rule(**OFFICE))
    assert (cell.status, cell.occasion.person) == (Status.FULFILLED, "新人")
    assert cell.records == ("谈1",)


def test_a_sign_asks_for_a_talk_and_a_clue_of_another_nature_does_not(build: Build) -> None:
    world = two_levels()
    for clue, nature in (("线1", "苗头性问题"), ("线2", "涉嫌违纪违法")):
        world.node("Clue", clue, number=clue, nature=nature, received="2020-04-01")
        world.edge("ABOUT", clue, "县书记")
    talk(world, "谈1", "2020-04-20", kind="提醒谈话", reason="苗头")
    (sign,) = chosen_rules(["reminder-talk-on-sign"])
    (cell,) = cells(build(world.statements), sign)
    assert (cell.status, cell.occasion.cause) == (Status.FULFILLED, "线1")


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("", Status.DOUBTFUL),
        ("甲县委书记", Status.FULFILLED),
        ("丁区委书记", Status.NO_RECORD),
    ],
)
def test_after_a_sign_about_one_body_its_head_may_have_been_talked_with_as_head_of_another(
    build: Build, post: str, expected: Status
) -> None:
    world = two_levels()
    world.body("丁区委")
    world.answers("丁区委", "乙市委", **ALL_TIME)
    world.holds("县书记", world.post("丁区委", "书记", "party"), **ALL_TIME)
    world.node("Clue", "线1", number="线1", nature="苗头性问题", received="2020-04-01")
    world.edge("ABOUT", "线1", "甲县委")
    talk(world, "谈1", "2020-04-20", kind="提醒谈话", reason="苗头", post=post)
    (sign,) = chosen_rules(["reminder-talk-on-sign"])
    (cell,) = cells(build(world.statements), sign)
    assert (cell.below, cell.status) == ("甲县委", expected)


def test_a_problem_field_asks_for_a_talk_each_quarter(build: Build) -> None:
    world = two_levels()
    world.node(
        "Campaign", "行动", name="粮食购销专项整治", field="粮食", period="2020-04-01/2020-10-01"
    )
    world.edge("TARGETS", "行动", "甲县委")
    talk(world, "谈1", "2020-05-01", kind="专题谈话")
    (quarterly,) = chosen_rules(["quarterly-special-talk"])
    found = cells(build(world.statements), quarterly)
    assert [(c.occasion.period, c.status) for c in found] == [
        ("2020年第二季度", Status.FULFILLED), ("2020年第三季度", Status.NO_RECORD),
    ]  # fmt: skip


def test_six_measures_are_asked_for_after_a_case(build: Build) -> None:
    world = two_levels()
    world.node("Case", "案1", number="案1")
    world.edge("OCCURRED_IN", "案1", "甲县委")
    world.node("CaseEvent", "案1处分", stage="党纪处分", date="2020-02-01")
    world.edge("EVENT_OF", "案1处分", "案1", on="2020-02-01")
    done = {"evidence": "通报.pdf", "accepted_by": "某人"}
    world.node("ReformAction", "措1", measure="通报", issued="2020-03-01", **done)
    world.node("ReformAction", "措2", measure="建议", issued="2020-06-20", due="2020-06-30", **done)
    world.node("ReformAction", "措3", measure="整改", due="2020-06-30")
    for action in ("措1", "措2", "措3"):
        world.edge("PROMPTED", "案1", action)
    (six,) = chosen_rules(["six-measures"])
    found = {c.occasion.wanted: c.status for c in cells(build(world.statements), six)}
    assert found == {
        "通报": Status.FULFILLED, "建议": Status.FULFILLED, "谈话": Status.NO_RECORD,
        "警示": Status.NO_RECORD, "整改": Status.NO_RECORD, "评估": Status.NO_RECORD,
    }  # fmt: skip


def disciplined() -> World:
    world = two_levels()
    for organ, above in (("甲县纪委", "甲县委"), ("乙市纪委", "乙市委")):
        world.body(organ, "纪委")
        world.edge("SUPERVISES", organ, above, **ALL_TIME)
        world.holds(f"{organ}人", world.post(organ, "书记", "discipline"), **ALL_TIME)
    world.answers("甲县纪委", "乙市纪委", "discipline", **ALL_TIME)
    return world


def test_a_report_counts_at_the_plenary_of_the_commission_above(build: Build) -> None:
    (yearly,) = chosen_rules(["yearly-report"])
    world = disciplined()
    world.node("Evaluation", "述1", plenary="五次全会", date="2020-02-01", result="好 35 票")
    world.edge("REPORTED_AT", "县书记", "述1", on="2020-02-01")
    world.edge("HELD_BY", "述1", "乙市纪委")
    assert status(world, build, given=yearly) is Status.FULFILLED
    world.edge("REPORTED_AT", "县书记", "述2", on="2021-02-01")
    world.node("Evaluation", "述2", plenary="六次全会", date="2021-02-01", result="好 35 票")
    world.edge("HELD_BY", "述2", "甲县纪委")
    (cell,) = cells(build(world.statements), yearly, "2021")
    assert cell.status is Status.WRONG_TALKER


def test_the_discipline_secretary_above_talks_with_the_head_below(build: Build) -> None:
    (talking,) = chosen_rules(["discipline-secretary-talk"])
    world = disciplined()
    talk(world, "谈1", "2020-05-06", "乙市纪委人", kind="政治监督谈话")
    (cell,) = cells(build(world.statements), talking)
    assert (cell.status, cell.above) == (Status.FULFILLED, ("乙市纪委",))


def test_every_item_of_a_list_is_to_be_checked(build: Build) -> None:
    (listed,) = chosen_rules(["list-check"])
    world = disciplined()
    for item in ("项1", "项2"):
        world.node("ListItem", item, matter=item)
        world.edge("ITEM_OF", item, "甲县委书记", since="2019-01-01", until="2022-01-01")
    world.node("Check", "查1", date="2020-03-01", finding="未见问题")
    world.edge("CHECKED", "查1", "项1", on="2020-03-01")
    world.edge("HELD_BY", "查1", "甲县纪委")
    found = {c.occasion.cause: c.status for c in cells(build(world.statements), listed)}
    assert found == {"项1": Status.FULFILLED, "项2": Status.NO_RECORD}


def test_an_entrusted_talk_counts_where_its_principal_may_entrust(build: Build) -> None:
    (minor,) = chosen_rules(["entrusted-talk"])
    world = disciplined()
    world.node("Clue", "线1", number="线1", nature="一般问题", received="2020-04-01")
    world.edge("ABOUT", "线1", "县书记")
    world.node("Talk", "谈1", type="委托谈话", date="2020-04-20")
    world.node("Person", "受托人", name="受托人")
    world.edge("PARTICIPATED", "受托人", "谈1", role="受托谈话人", on="2020-04-20")
    world.edge("PARTICIPATED", "县书记", "谈1", role="谈话对象", on="2020-04-20")
    assert status(world, build, given=minor) is Status.DOUBTFUL  # who entrusted it is not recorded
    world.edge("ENTRUSTED_BY", "谈1", "乙市纪委", on="2020-04-20")
    assert status(world, build, given=minor) is Status.FULFILLED


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("year", "9999年", "9999年"),
        ("half_year", "9999年上半年", "9999年下半年"),
        ("quarter", "9999年第一季度", "9999年第四季度"),
        ("month", "9999年1月", "9999年12月"),
    ],
)
def test_the_last_year_that_there_is_has_its_periods(every: Every, first: str, last: str) -> None:
    found = list(periods(every, window("9999")))
    assert (found[0][0], found[-1][0]) == (first, last)
    assert (found[0][1].first, found[-1][1].last) == window("9999")
    assert all(a.last + 1 == b.first for (_, a), (_, b) in pairwise(found))


def test_a_post_that_heads_two_bodies_does_so_for_both(build: Build) -> None:
    world = two_levels()
    world.body("甲县人武部党委")
    world.edge("POST_OF", "甲县委书记", "甲县人武部党委", head_of="party")
    world.answers("甲县人武部党委", "乙市委", **ALL_TIME)
    found = cells(build(world.statements), rule())
    assert {cell.below: cell.heads_below for cell in found} == {
        "甲县委": ("县书记",), "甲县人武部党委": ("县书记",),
    }  # fmt: skip
