"""What is owed and what is missing, on small worlds whose every status can be told by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.dates import Window, window
from graph.errors import NotFound
from graph.queries.coverage import Cell, coverage, tally
from graph.queries.verdict import Status
from graph.rules.reading import chosen_rules, parse_rule
from graph.rules.rule import Rule
from graph.store import View
from tests.graph.queries.conftest import Build
from tests.world import World

YEARLY = """
id: yearly
title: {zh: 年度谈话, en: Yearly talk}
below: {head: party, types: [党委, 党组]}
above:
  - path: [{edge: ANSWERS_TO, facet: party}]
    head: party
trigger: {every: year}
time: {late: 31}
evidence: {record: talk, types: [例行廉政谈话], complete: [content]}
"""
ALL_TIME = {"since": "2010-01-01", "until": "2030-01-01"}


def rule(text: str = YEARLY, **changed: str) -> Rule:
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return parse_rule(text, "rule.yaml")


def two_levels() -> World:
    """甲县委 under 乙市委, each with a head."""
    world = World()
    for body, person in (("甲县委", "县书记"), ("乙市委", "市书记")):
        world.body(body)
        world.holds(person, world.post(body, "书记", "party"), **ALL_TIME)
    world.answers("甲县委", "乙市委", **ALL_TIME)
    return world


def talk(
    world: World, name: str, on: str, talker: str = "市书记", subject: str = "县书记",
    kind: str = "例行廉政谈话", post: str = "", **given: str,
) -> None:  # fmt: skip
    world.node("Talk", name, type=kind, date=on, **({"content": "谈了工作"} | given))
    for person, role in ((talker, "谈话人"), (subject, "谈话对象")):
        if person:
            world.node("Person", person, name=person)
            printed = {"post": post} if post and role == "谈话对象" else {}
            world.edge("PARTICIPATED", person, name, role=role, on=on, **printed)


def cells(
    view: View, rules: Rule | Sequence[Rule], period: str = "2020", as_of: str = "2023-01-01",
    root: str = "乙市委",
) -> tuple[Cell, ...]:  # fmt: skip
    asked = [rules] if isinstance(rules, Rule) else rules
    return coverage(view, root, window(period), asked, window(as_of).first).cells


def status(
    world: World, build: Build, as_of: str = "2023-01-01", given: Rule | None = None
) -> Status:
    (cell,) = cells(build(world.statements), given or rule(), as_of=as_of)
    return cell.status


def test_a_talk_of_the_right_one_in_time_fulfils(build: Build) -> None:
    world = two_levels()
    talk(world, "谈1", "2020-05-06")
    (cell,) = cells(build(world.statements), rule())
    assert (cell.status, cell.late, cell.records) == (Status.FULFILLED, False, ("谈1",))
    assert (cell.above, cell.below) == (("乙市委",), "甲县委")
    assert (cell.heads_above, cell.heads_below) == (("市书记",), ("县书记",))
    assert cell.occasion.period == "2020年"


@pytest.mark.parametrize(
    ("on", "changed", "expected"),
    [
        ("2021-01-20", {}, Status.LATE),
        ("2021-02-01", {}, Status.NO_RECORD),
        ("2020-05-06", {"talker": "副书记"}, Status.WRONG_TALKER),
        ("2020-05-06", {"talker": ""}, Status.DOUBTFUL),
        ("2020-05-06", {"content": ""}, Status.INCOMPLETE),
        ("2020-05-06", {"kind": "其他谈话"}, Status.NO_RECORD),
        ("2020", {}, Status.FULFILLED),
        ("2021-01", {}, Status.LATE),
        ("2021", {}, Status.DOUBTFUL),
    ],
)
def test_what_a_talk_is_worth(
    build: Build, on: str, changed: dict[str, str], expected: Status
) -> None:
    world = two_levels()
    if changed.get("content") == "":
        world.node("Talk", "谈1", type="例行廉政谈话", date=on)
        for person, role in (("市书记", "谈话人"), ("县书记", "谈话对象")):
            world.edge("PARTICIPATED", person, "谈1", role=role, on=on)
    else:
        talk(world, "谈1", on, **changed)
    assert status(world, build) is expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-06-01", Status.NOT_DUE),
        ("2020-12-10", Status.DUE_SOON),
        ("2021-01-01", Status.OVERDUE),
        ("2021-01-31", Status.OVERDUE),
        ("2021-02-01", Status.NO_RECORD),
    ],
)
def test_without_a_record_it_depends_on_the_day_of_looking(
    build: Build, as_of: str, expected: Status
) -> None:
    assert status(two_levels(), build, as_of) is expected


def test_what_happened_after_the_day_of_looking_is_not_seen(build: Build) -> None:
    world = two_levels()
    talk(world, "谈1", "2020-12-20")
    assert status(world, build, "2020-12-10") is Status.DUE_SOON


def test_timeliness_stays_visible_beside_a_defect(build: Build) -> None:
    world = two_levels()
    talk(world, "谈1", "2021-01-15", talker="副书记")
    (cell,) = cells(build(world.statements), rule())
    assert (cell.status, cell.late) == (Status.WRONG_TALKER, True)


def test_a_seat_that_a_source_calls_vacant_all_the_time_is_vacant_else_doubtful(
    build: Build,
) -> None:
    world = World()
    for body in ("甲县委", "乙市委"):
        world.body(body)
    world.holds("市书记", world.post("乙市委", "书记", "party"), **ALL_TIME)
    world.answers("甲县委", "乙市委", **ALL_TIME)
    world.post("甲县委", "书记", "party")
    assert status(world, build) is Status.DOUBTFUL
    world.node("Post", "甲县委书记", vacant="2019-06-01/2021-06-01")
    assert status(world, build) is Status.VACANT_BELOW


def test_the_seat_above_may_be_vacant(build: Build) -> None:
    world = World()
    for body in ("甲县委", "乙市委"):
        world.body(body)
    world.holds("县书记", world.post("甲县委", "书记", "party"), **ALL_TIME)
    world.node("Post", world.post("乙市委", "书记", "party"), vacant="2019-06-01/2021-06-01")
    world.answers("甲县委", "乙市委", **ALL_TIME)
    assert status(world, build) is Status.VACANT_ABOVE


def exempted(world: World, **given: str) -> World:
    world.node("Exemption", "豁1", rule="yearly", **given)
    world.edge("CONCERNS", "豁1", "甲县委")
    return world


def test_only_an_approved_exemption_that_covers_the_day_due_exempts(build: Build) -> None:
    covering = {"period": "2020-01-01/2021-01-01"}
    assert status(exempted(two_levels(), approver="某人", **covering), build) is Status.EXEMPT
    assert status(exempted(two_levels(), **covering), build) is Status.NO_RECORD
    before = exempted(two_levels(), approver="某人", period="2018-01-01/2019-01-01")
    assert status(before, build) is Status.NO_RECORD


def test_a_body_out_of_the_tree_that_year_owes_nothing(build: Build) -> None:
    world = World()
    for body in ("甲县委", "乙市委"):
        world.body(body)
        world.holds(f"{body}人", world.post(body, "书记", "party"), **ALL_TIME)
    world.answers("甲县委", "乙市委", since="2019-01-01", until="2020-01-01")
    found = cells(build(world.statements), rule(), "2019")
    assert [c.status for c in found] == [Status.NO_RECORD]
    asked = coverage(
        build(world.statements), "乙市委", Window(*(window(y).first for y in ("2019", "2021"))),
        [rule()], window("2023").first,
    )  # fmt: skip
    assert [(c.occasion.period, c.status) for c in asked.cells] == [
        ("2019年", Status.NO_RECORD), ("2020年", Status.NOT_APPLICABLE),
    ]  # fmt: skip


def test_who_led_the_body_above_on_the_day_of_the_talk_counts_also_after_a_reform(
    build: Build,
) -> None:
    world = World()
    for body in ("甲县委", "乙市委", "丙省委"):
        world.body(body)
        world.holds(f"{body}人", world.post(body, "书记", "party"), **ALL_TIME)
    world.answers("乙市委", "丙省委", **ALL_TIME)
    world.answers("甲县委", "乙市委", since="2010-01-01", until="2020-07-01")
    world.answers("甲县委", "丙省委", since="2020-07-01", until="2030-01-01")
    talk(world, "谈1", "2020-03-01", "乙市委人", "甲县委人")
    found = {c.below: c for c in cells(build(world.statements), rule(), root="丙省委")}
    assert found["甲县委"].status is Status.FULFILLED
    assert found["甲县委"].above == ("乙市委", "丙省委")


def test_of_one_person_on_two_levels_the_next_level_is_asked(build: Build) -> None:
    world = World()
    for body in ("甲县委", "乙市委", "丙省委"):
        world.body(body)
    for body in ("甲县委", "乙市委"):
        world.holds("一人", world.post(body, "书记", "party"), **ALL_TIME)
    world.holds("省书记", world.post("丙省委", "书记", "party"), **ALL_TIME)
    world.answers("甲县委", "乙市委", **ALL_TIME)
    world.answers("乙市委", "丙省委", **ALL_TIME)
    talk(world, "谈1", "2020-03-01", "省书记", "一人", post="甲县委书记")
    found = {c.below: c for c in cells(build(world.statements), rule(), root="丙省委")}
    assert found["甲县委"].status is Status.FULFILLED
    assert found["甲县委"].above == ("乙市委", "丙省委")
    assert found["乙市委"].status is Status.NO_RECORD  # the record names the other post


def test_a_talk_with_the_holder_of_two_posts_counts_for_those_that_it_names(build: Build) -> None:
    world = two_levels()
    world.body("丁区委")
    world.answers("丁区委", "乙市委", **ALL_TIME)
    world.holds("县书记", world.post("丁区委", "书记", "party"), **ALL_TIME)
    statements = list(world.statements)
    talk(world, "谈1", "2020-03-01")
    unnamed = {c.below: c.status for c in cells(build(world.statements), rule())}
    assert unnamed == {"甲县委": Status.DOUBTFUL, "丁区委": Status.DOUBTFUL}
    world.statements[:] = statements
    talk(world, "谈1", "2020-03-01", post="甲县委书记、丁区委书记")
    both = {c.below: c.status for c in cells(build(world.statements), rule())}
    assert both == {"甲县委": Status.FULFILLED, "丁区委": Status.FULFILLED}


def test_a_seconded_head_owes_nothing_and_one_in_charge_does(build: Build) -> None:
    world = World()
    for body in ("甲县委", "乙市委"):
        world.body(body)
    world.holds("县书记", world.post("甲县委", "书记", "party"), nature="主持工作", **ALL_TIME)
    world.holds("挂职人", world.post("乙市委", "书记", "party"), nature="挂职", **ALL_TIME)
    world.answers("甲县委", "乙市委", **ALL_TIME)
    (cell,) = cells(build(world.statements), rule())
    assert (cell.status, cell.heads_above, cell.heads_below) == (Status.DOUBTFUL, (), ("县书记",))


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


def test_no_rule_is_applied_before_its_first_day(build: Build) -> None:
    given = rule(**{"below:": 'valid: "2020-06/"\nbelow:'})
    store = build(two_levels().statements)
    found = coverage(
        store, "乙市委", Window(window("2019").first, window("2022").last), [given],
        window("2023-06-01").first,
    )  # fmt: skip
    assert [c.occasion.period for c in found.cells] == ["2021年", "2022年"]
    assert coverage(store, "乙市委", window("2019"), [given], 738000).unasked == ("yearly",)


def test_counts_carry_their_denominators(build: Build) -> None:
    world = two_levels()
    talk(world, "谈1", "2020-05-06")
    store = build(exempted(world, approver="某人", period="2019-01-01/2020-01-01").statements)
    found = coverage(
        store, "乙市委", Window(window("2019").first, window("2021").last), [rule()],
        window("2021-06-01").first,
    )  # fmt: skip
    counted = tally(found.cells)
    assert counted.by_status == {Status.EXEMPT: 1, Status.NOT_DUE: 1, Status.FULFILLED: 1}
    assert (counted.cells, counted.owed, counted.due) == (3, 2, 1)
    assert (counted.recorded, counted.fulfilled) == (1, 1)


def test_an_unknown_organization_is_not_found(build: Build) -> None:
    with pytest.raises(NotFound):
        cells(build(two_levels().statements), rule(), root="无")
