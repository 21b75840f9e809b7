"""The scope of 一案双查: who bore which duty while it happened, and what is on record."""

from __future__ import annotations

import pytest

from graph.dates import Certainty, iso, window
from graph.errors import InvalidData, NotFound
from graph.queries.cases.attribution import Attribution, Bearer, attribution
from tests.graph.queries.conftest import Build
from tests.world import FROM, World, three_levels


def world(conduct: str = "2014-05/2016") -> World:
    """A case of the deputy director of the county's bureau."""
    made = three_levels()
    given = {"conduct": conduct} if conduct else {}
    made.node("Case", "案1", number="案1", **given)
    made.edge("SUBJECT_OF", "副局长人", "案1")
    made.edge("OCCURRED_IN", "案1", "甲县财政局")
    made.node("CaseEvent", "案1立案", stage="立案", date="2016-03-01")
    made.edge("EVENT_OF", "案1立案", "案1", on="2016-03-01")
    return made


def listed(found: Attribution, duty: str) -> list[tuple[int, str, str, str]]:
    return [
        (one.level, b.role, one.body.caption, b.person.caption)
        for one in found.levels
        if one.duty == duty
        for b in one.bearers
    ]


def bearer(found: Attribution, name: str) -> Bearer:
    return next(b for one in found.levels for b in one.bearers if b.person.caption == name)


def gaps(found: Attribution) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.duty, one.body.caption, gap.why, iso(gap.days.first), iso(gap.days.last))
        for one in found.levels
        for gap in one.gaps
    ]


def test_both_duties_are_listed_level_by_level_and_kept_apart(build: Build) -> None:
    found = attribution(build(world().statements), "案1")
    assert listed(found, "party") == [
        (0, "head", "甲县财政局党组", "组长人"),
        (0, "行政正职", "甲县财政局", "局长人"),
        (0, "分管", "甲县财政局", "甲县长人"),
        (1, "head", "甲县委", "甲县书记人"),
        (2, "head", "乙市委", "乙市书记人"),
        (3, "head", "丙省委", "丙省书记人"),
    ]
    assert listed(found, "discipline") == [
        (0, "head", "甲县纪委", "甲县纪检人"),
        (1, "head", "乙市纪委", "乙市纪检人"),
        (2, "head", "丙省纪委", "丙省纪检人"),
    ]
    assert {b.certainty for one in found.levels for b in one.bearers} == {Certainty.CERTAIN}
    assert bearer(found, "甲县书记人").sources
    assert all(one.basis for one in found.levels if one.level)
    assert gaps(found) == []
    assert "干部管理权限未见记录，承办机关是否相符无从核对" in found.jurisdiction.notes


def test_talks_before_the_case_came_out_and_decisions_stand_beside_a_name(build: Build) -> None:
    made = world()
    for talk, on in (("谈1", "2015-06-01"), ("谈2", "2016-05-01")):
        made.node("Talk", talk, type="提醒谈话", date=on)
        made.edge("PARTICIPATED", "组长人", talk, role="谈话人", on=on)
        made.edge("PARTICIPATED", "副局长人", talk, role="谈话对象", on=on)
    made.node("Accountability", "责1", number="责1", form="诫勉", date="2017-01-01")
    made.edge("LED_TO", "案1", "责1")
    made.edge("TARGETS", "责1", "甲县书记人")
    found = attribution(build(made.statements), "案1")
    assert [t.talk.talk.id for t in bearer(found, "组长人").talks] == ["谈1"]
    assert [d.id for d in bearer(found, "甲县书记人").decisions] == ["责1"]
    assert [d.id for d in found.decisions] == ["责1"]


def test_all_holders_of_the_time_are_listed_and_gaps_are_told(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2018-01-01/2022-01-01")
    made.edge("OCCURRED_IN", "案1", "丁县委")
    made.body("丁县委")
    post = made.post("丁县委", "书记", "party")
    made.holds("前任", post, since="2010-01-01", until="2019-01-01")
    made.holds("后任", post, since="2019", until="2025-01-01")
    made.answers("丁县委", "乙市委", since="2010-01-01", until="2030-01-01")
    found = attribution(build(made.statements), "案1")
    assert [n for *_, n in listed(found, "party")] == ["前任", "后任", "乙市书记人", "丙省书记人"]
    assert gaps(found) == [("party", "乙市委", "unrecorded", "2020-01-01", "2021-12-31")]
    assert any("纪检机构" in note for note in found.notes)
    made.statements = [s for s in made.statements if s.source not in ("前任", "后任")]
    silent = gaps(attribution(build(made.statements), "案1"))
    assert silent[0] == ("party", "丁县委", "unrecorded", "2018-01-01", "2021-12-31")


def test_only_who_stood_above_while_the_subject_was_there_is_listed(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2012-01-01/2018-01-01")
    made.holds("调动人", made.post("甲县政府", "副县长"), since="2012-01-01", until="2013-01-01")
    made.holds("调动人", made.post("乙市政府", "副市长"), since="2013-01-01", until="2018-01-01")
    made.edge("SUBJECT_OF", "调动人", "案1")
    made.statements = [s for s in made.statements if s.source != "甲县书记人"]
    made.holds("前任", "甲县委书记", since="2010-01-01", until="2012-06-01")
    made.holds("后任", "甲县委书记", since="2014-01-01", until="2020-01-01")
    found = attribution(build(made.statements), "案1")
    assert "前任" in {name for *_, name in listed(found, "party")}
    assert "后任" not in {name for *_, name in listed(found, "party")}
    assert ("party", "甲县委", "unrecorded", "2012-06-01", "2012-12-31") in gaps(found)


def test_a_body_that_moved_below_another_has_both_above_it(build: Build) -> None:
    made = three_levels()
    made.body("丁县委")
    made.holds("丁县书记人", made.post("丁县委", "书记", "party"), **FROM)
    made.answers("丁县委", "丙省委", since="2010-01-01", until="2014-01-01")
    made.answers("丁县委", "乙市委", since="2014-01-01", until="2020-01-01")
    made.node("Case", "案1", number="案1", conduct="2012-01-01/2016-01-01")
    made.edge("OCCURRED_IN", "案1", "丁县委")
    found = attribution(build(made.statements), "案1")
    assert listed(found, "party") == [
        (0, "head", "丁县委", "丁县书记人"),
        (1, "head", "丙省委", "丙省书记人"),
        (1, "head", "乙市委", "乙市书记人"),
    ]
    assert gaps(found) == []


def test_a_circle_among_bodies_ends(build: Build) -> None:
    made = world()
    made.answers("丙省委", "甲县委", **FROM)
    found = attribution(build(made.statements), "案1")
    assert [level for level, *_ in listed(found, "party")] == [0, 0, 0, 1, 2, 3]


def test_a_member_in_charge_is_listed_for_the_days_of_the_paper(build: Build) -> None:
    made = world("2014-05-01/2016-01-01")
    made.holds("副县长人", made.post("甲县政府", "副县长"), **FROM)
    made.edge("OVERSEES", "甲县政府副县长", "甲县财政局", since="2017-01-01", until="2019-01-01")
    made.holds("旧副县长人", made.post("甲县政府", "副县长二"), since="2010-01-01", until="2014-06")
    made.edge("OVERSEES", "甲县政府副县长二", "甲县财政局", since="2010", until="2014-05-20")
    found = attribution(build(made.statements), "案1")
    assert "副县长人" not in {name for *_, name in listed(found, "party")}
    assert bearer(found, "旧副县长人").certainty is Certainty.CERTAIN
    assert len(bearer(found, "旧副县长人").sources) == 2


def test_a_talk_that_was_perhaps_held_before_the_case_came_out_is_possible(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05/2016")
    made.edge("SUBJECT_OF", "副局长人", "案1")
    made.node("CaseEvent", "案1立案", stage="立案", date="2016-03")
    made.edge("EVENT_OF", "案1立案", "案1", on="2016-03")
    for talk, on in (("谈1", "2016-02-29"), ("谈2", "2016-03-10"), ("谈3", "2016-04-01")):
        made.node("Talk", talk, type="提醒谈话", date=on)
        made.edge("PARTICIPATED", "组长人", talk, role="谈话人", on=on)
        made.edge("PARTICIPATED", "副局长人", talk, role="谈话对象", on=on)
    talks = bearer(attribution(build(made.statements), "案1"), "组长人").talks
    assert [(t.talk.talk.id, t.certainty) for t in talks] == [
        ("谈1", Certainty.CERTAIN), ("谈2", Certainty.POSSIBLE),
    ]  # fmt: skip


def test_a_decision_about_a_body_stands_beside_the_body(build: Build) -> None:
    made = world()
    made.node("Accountability", "责1", number="责1", form="通报", date="2017-01-01")
    made.edge("LED_TO", "案1", "责1")
    made.edge("TARGETS", "责1", "甲县委")
    store = build(made.statements)
    found = attribution(store, "案1")
    level = next(one for one in found.levels if one.body.caption == "甲县委")
    assert [d.id for d in level.decisions] == ["责1"]
    earlier = attribution(store, "案1", window("2016-12-31").last)
    assert earlier.decisions == ()


def test_what_is_not_known_of_the_conduct_is_told(build: Build) -> None:
    assert any(
        "此前任职的人未列" in note
        for note in attribution(build(world("/2015-06").statements), "案1").notes
    )
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05/")
    made.edge("SUBJECT_OF", "副局长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert any("此后任职的人一并列出" in note for note in found.notes)


def test_without_the_time_of_the_conduct_the_day_it_came_out_stands_in(build: Build) -> None:
    found = attribution(build(world("").statements), "案1")
    assert found.time.conduct is None
    assert "行为期间未见记录，按案发之日列出" in found.notes
    assert sum(len(one.bearers) for one in found.levels) == 9


def test_what_is_no_case_or_has_no_time_is_told(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1")
    store = build(made.statements)
    with pytest.raises(InvalidData, match="既未见行为期间"):
        attribution(store, "案1")
    with pytest.raises(InvalidData, match="不是案件"):
        attribution(store, "甲县委")
    with pytest.raises(NotFound):
        attribution(store, "无")


def test_it_came_out_no_later_than_any_of_its_stages(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05/2017")
    made.edge("SUBJECT_OF", "副局长人", "案1")
    made.node("CaseEvent", "案1处分", stage="党纪处分", date="2016-09-01")
    made.edge("EVENT_OF", "案1处分", "案1")
    for talk, on in (("谈1", "2016-08-31"), ("谈2", "2016-10-01")):
        made.node("Talk", talk, type="提醒谈话", date=on)
        made.edge("PARTICIPATED", "组长人", talk, role="谈话人", on=on)
        made.edge("PARTICIPATED", "副局长人", talk, role="谈话对象")
    found = attribution(build(made.statements), "案1")
    assert found.time.came_out is not None
    assert found.time.came_out.last == window("2016-09-01").last
    assert [t.talk.talk.id for t in bearer(found, "组长人").talks] == ["谈1"]
    assert bearer(found, "组长人").talks[0].certainty is Certainty.POSSIBLE
    assert [s.node.first("stage") for s in found.time.came_out_by] == ["党纪处分"]
    assert found.time.came_out_by[0].sources


def test_the_earliest_of_partial_dates_is_bounded_by_the_others(build: Build) -> None:
    made = world()
    made.node("Clue", "线1", number="线1", informant="某某")
    made.edge("LED_TO", "线1", "案1")
    made.edge("RECEIVED_BY", "线1", "甲县纪委", on="2016")
    found = attribution(build(made.statements), "案1")
    assert found.time.came_out == (window("2016").first, window("2016-03-01").last)
    assert [s.node.caption for s in found.time.came_out_by] == ["线1", "立案"]
    assert found.time.came_out_by[0].node.first("informant") is None


def test_a_talk_whose_roles_have_no_date_goes_by_its_own(build: Build) -> None:
    made = world()
    made.node("Talk", "谈1", type="提醒谈话", date="2016-05-01")
    made.edge("PARTICIPATED", "组长人", "谈1", role="谈话人")
    made.edge("PARTICIPATED", "副局长人", "谈1", role="谈话对象")
    assert bearer(attribution(build(made.statements), "案1"), "组长人").talks == ()


def test_without_a_known_post_or_place_it_is_said_that_there_is_no_scope(build: Build) -> None:
    made = three_levels()
    made.node("Person", "不明人", name="不明人")
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "不明人", "案1")
    found = attribution(build(made.statements), "案1")
    assert found.levels == ()
    assert found.notes == ("涉案人当时的任职和案件发生的机构均未见记录，核查范围无从列出",)


def test_the_posts_of_a_subject_are_told_with_their_bodies(build: Build) -> None:
    (held,) = attribution(build(world().statements), "案1").tenures
    assert [body.caption for body in held.bodies] == ["甲县财政局"]


def test_who_is_in_charge_from_another_body_is_told_with_that_body(build: Build) -> None:
    found = attribution(build(world().statements), "案1")
    assert [body.caption for body in bearer(found, "甲县长人").bodies] == ["甲县政府"]
