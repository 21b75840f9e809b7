"""The scope of 一案双查: who bore which duty while it happened, and what is on record."""

from __future__ import annotations

import pytest

from graph.dates import Certainty
from graph.errors import InvalidData, NotFound
from graph.queries.attribution import Attribution, Bearer, attribution
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
        (b.level, b.role, b.body.caption, b.person.caption) for b in found.bearers if b.duty == duty
    ]


def bearer(found: Attribution, name: str) -> Bearer:
    return next(b for b in found.bearers if b.person.caption == name)


def test_both_duties_are_listed_level_by_level_and_kept_apart(build: Build) -> None:
    found = attribution(build(world().statements), "案1")
    assert listed(found, "party") == [
        (0, "head", "甲县财政局党组", "组长人"),
        (1, "head", "甲县委", "甲县书记人"),
        (2, "head", "乙市委", "乙市书记人"),
        (3, "head", "丙省委", "丙省书记人"),
        (0, "行政正职", "甲县财政局", "局长人"),
        (0, "分管", "甲县财政局", "甲县长人"),
    ]
    assert listed(found, "discipline") == [
        (0, "head", "甲县纪委", "甲县纪检人"),
        (1, "head", "乙市纪委", "乙市纪检人"),
        (2, "head", "丙省纪委", "丙省纪检人"),
    ]
    assert {b.certainty for b in found.bearers} == {Certainty.CERTAIN}
    assert bearer(found, "甲县书记人").sources
    assert "干部管理权限未见记录，承办机关是否相符无从核对" in found.notes


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
    assert [t.talk.id for t in bearer(found, "组长人").talks] == ["谈1"]
    assert [d.id for d in bearer(found, "甲县书记人").decisions] == ["责1"]
    assert [d.id for d in found.decisions] == ["责1"]


def test_the_subject_does_not_bear_a_duty_for_himself(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05/2016")
    made.edge("SUBJECT_OF", "组长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert "组长人" not in {b.person.caption for b in found.bearers}
    assert any("不列为对自己负责的人" in note for note in found.notes)


def test_of_two_subjects_one_may_have_borne_a_duty_for_the_other(build: Build) -> None:
    made = world()
    made.edge("SUBJECT_OF", "组长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert "组长人" in {b.person.caption for b in found.bearers}
    assert any("对同案的他人负责" in note for note in found.notes)


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
    assert found.unfilled == ()
    assert any("纪检机构" in note for note in found.notes)
    made.statements = [s for s in made.statements if s.source not in ("前任", "后任")]
    gaps = attribution(build(made.statements), "案1").unfilled
    assert [(g.body.caption, g.duty, g.level) for g in gaps] == [("丁县委", "party", 0)]


def test_who_manages_a_subject_names_the_discipline_organ(build: Build) -> None:
    made = world()
    made.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", **FROM)
    found = attribution(build(made.statements), "案1")
    assert [m.caption for m in found.managed_by] == ["甲县委"]
    assert [o.caption for o in found.organs] == ["甲县纪委"]


def test_without_the_time_of_the_conduct_the_day_it_came_out_stands_in(build: Build) -> None:
    found = attribution(build(world("").statements), "案1")
    assert found.conduct is None
    assert "行为期间未见记录，按案发之日列出" in found.notes
    assert len(found.bearers) == 9


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
