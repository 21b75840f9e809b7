"""Who sat where in the time of a case: subjects, gaps, disputes, parts of other organs."""

from __future__ import annotations

from graph.dates import Certainty, iso
from graph.queries.cases.attribution import attribution
from tests.graph.queries.cases.test_attribution import gaps, listed, world
from tests.graph.queries.conftest import Build
from tests.world import FROM, three_levels


def test_the_subject_does_not_bear_a_duty_for_himself(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "组长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert "组长人" not in {name for *_, name in listed(found, "party")}
    assert gaps(found) == [("party", "甲县财政局党组", "subject", "2014-05-01", "2015-12-31")]
    assert any("不列为对自己负责的人" in note for note in found.notes)


def test_of_two_subjects_one_may_have_borne_a_duty_for_the_other(build: Build) -> None:
    made = world()
    made.edge("SUBJECT_OF", "组长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert "组长人" in {name for *_, name in listed(found, "party")}
    assert any("对同案的他人负责" in note for note in found.notes)


def test_a_gap_between_two_heads_is_shown_by_its_days(build: Build) -> None:
    made = three_levels()
    made.statements = [s for s in made.statements if s.source != "甲县书记人"]
    made.holds("前任", "甲县委书记", since="2010-01-01", until="2015-01-01")
    made.holds("后任", "甲县委书记", since="2015-03-01", until="2020-01-01")
    made.node("Post", "甲县委书记", vacant="2015-02-01/2015-03-01")
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "副局长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert gaps(found) == [
        ("party", "甲县委", "unrecorded", "2015-01-01", "2015-01-31"),
        ("party", "甲县委", "vacant", "2015-02-01", "2015-02-28"),
    ]
    told = [gap.sources for level in found.levels for gap in level.gaps]
    assert [len(sources) for sources in told] == [0, 1]


def test_of_a_stationed_group_its_sender_bears_the_party_duty(build: Build) -> None:
    made = three_levels()
    made.body("驻财政局纪检组", "派驻组")
    made.edge("COMPONENT_OF", "驻财政局纪检组", "甲县纪委", **FROM)
    made.answers("驻财政局纪检组", "甲县纪委", "discipline", **FROM)
    made.holds("纪检组长人", made.post("驻财政局纪检组", "组长", "discipline"), **FROM)
    made.holds("副组长人", made.post("驻财政局纪检组", "副组长"), **FROM)
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "副组长人", "案1")
    found = attribution(build(made.statements), "案1")
    assert listed(found, "party")[:2] == [
        (0, "head", "甲县纪委", "甲县纪检人"), (1, "head", "甲县委", "甲县书记人"),
    ]  # fmt: skip
    assert listed(found, "discipline")[0] == (0, "head", "驻财政局纪检组", "纪检组长人")
    assert next(one for one in found.levels if one.duty == "party").basis


def test_of_a_supervision_commission_its_director_answers_and_the_other_sign_leads(
    build: Build,
) -> None:
    made = three_levels()
    made.body("甲县监委", "监委")
    made.node("Division", "甲县", name="甲县")
    for organ in ("甲县监委", "甲县纪委"):
        made.edge("LOCATED_IN", organ, "甲县", seat="管辖", **FROM)
    made.holds("甲县纪检人", made.post("甲县监委", "主任", "administration"), **FROM)
    made.holds("监委副主任人", made.post("甲县监委", "副主任"), **FROM)
    made.answers("甲县监委", "乙市纪委", "discipline", **FROM)
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "监委副主任人", "案1")
    found = attribution(build(made.statements), "案1")
    assert listed(found, "party")[0] == (0, "head", "甲县纪委", "甲县纪检人")
    assert listed(found, "discipline")[0] == (0, "head", "甲县监委", "甲县纪检人")
    assert gaps(found) == []


def test_a_body_that_nobody_leads_is_said_to_have_none(build: Build) -> None:
    made = three_levels()
    made.body("驻甲县组", "派驻组")
    made.node("Case", "案1", number="案1", conduct="2014-05-01/2016-01-01")
    made.edge("SUBJECT_OF", "驻甲县组", "案1")
    found = attribution(build(made.statements), "案1")
    assert "未见对其负主体责任的党组织记录" in found.notes


def test_two_heads_on_record_for_the_same_days_are_told_as_a_dispute(build: Build) -> None:
    made = world("2014-05-01/2016-01-01")
    made.holds("另一书记人", "甲县委书记", since="2015-06-01", until="2020-01-01")
    made.holds("代理人", "乙市委书记", nature="代理", **FROM)
    made.holds("兼任人", "丙省委书记", concurrent=True, **FROM)
    found = attribution(build(made.statements), "案1")
    assert [
        (one.body.caption, iso(d.days.first), iso(d.days.last), [p.caption for p in d.people])
        for one in found.levels
        for d in one.disputes
    ] == [("甲县委", "2015-06-01", "2015-12-31", ["甲县书记人", "另一书记人"])]


def test_a_body_that_stood_there_on_no_certain_day_has_its_possible_gap(build: Build) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2014-05/2016-01-01")
    made.body("丁镇党委")
    made.holds("转任人", made.post("丁镇党委", "书记", "party"), since="2012", until="2014-05-15")
    made.holds("转任人", made.post("甲县政府", "副县长"), since="2014-05-15", until="2020")
    made.edge("SUBJECT_OF", "转任人", "案1")
    found = attribution(build(made.statements), "案1")
    (gap,) = (gap for one in found.levels if one.body.id == "丁镇党委" for gap in one.gaps)
    assert (gap.why, gap.certainty) == ("subject", Certainty.POSSIBLE)
    assert (iso(gap.days.first), iso(gap.days.last)) == ("2014-05-01", "2014-05-14")
