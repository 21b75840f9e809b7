"""What is owed and what is missing, on small worlds whose every status can be told by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.dates import Window, window
from graph.errors import NotFound
from graph.queries.duties.coverage import Cell, coverage, tally
from graph.queries.duties.verdict import Status
from graph.rules.reading import parse_rule
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


@pytest.mark.parametrize(("bodies", "exempt"), [(9, 1), (1, 9), (9, 9)])
def test_exemptions_are_found_be_they_many_or_few(build: Build, bodies: int, exempt: int) -> None:
    world = two_levels()
    for number in range(1, 10):
        below, root = f"县{number}", "乙市委" if number <= bodies else "丙市委"
        for body in (below, root):
            world.body(body)
        world.answers(below, root, **ALL_TIME)
        if number <= exempt:
            world.node("Exemption", f"豁{number}", rule="yearly", approver="某人")
            world.edge("CONCERNS", f"豁{number}", below)
    world.node("Talk", "谈1", type="例行廉政谈话", date="2020-05-06")
    world.edge("CONCERNS", "谈1", "县1")
    found = cells(build(world.statements), rule())
    assert [c.below for c in found if c.exemption] == [
        f"县{number}" for number in range(1, min(bodies, exempt) + 1)
    ]
    assert all((c.status is Status.EXEMPT) == bool(c.exemption) for c in found)


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
