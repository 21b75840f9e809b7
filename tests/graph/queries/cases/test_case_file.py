"""The file of a case: stages, clues, measures, meetings, decisions, and what is not recorded."""

from __future__ import annotations

import pytest

from graph.dates import FOREVER, Certainty, window
from graph.errors import InvalidData
from graph.queries.cases.case_file import CaseFile, case_file
from graph.queries.cases.case_gaps import case_gaps
from graph.queries.ledgers.deliberations import deliberations
from graph.queries.ledgers.measures import described, measures
from graph.rules.reading import chosen_rules
from graph.store import Store
from tests.graph.queries.cases.test_attribution import world
from tests.graph.queries.conftest import Build
from tests.world import FROM, World, three_levels


def full() -> World:
    """A case of which everything is on record."""
    made = world()
    made.node("Clue", "线1", number="线1", received="2016-01-10", disposal="初步核实")
    made.edge("LED_TO", "线1", "案1")
    made.edge("ABOUT", "线1", "副局长人")
    made.edge("RECEIVED_BY", "线1", "甲县纪委", on="2016-01-10")
    made.node("Clue", "线0", number="线0", received="2015-03", disposal="予以了结")
    made.edge("ABOUT", "线0", "副局长人")
    made.node("CaseEvent", "案1处分", stage="党纪处分", date="2016-09", outcome="警告")
    made.edge("EVENT_OF", "案1处分", "案1", on="2016-09")
    made.edge("DECIDED_BY", "案1处分", "甲县纪委", on="2016-09")
    made.node("ListItem", "项1", number="项1", matter="工程招标")
    made.edge("ITEM_OF", "项1", "甲县财政局副局长", **FROM)
    made.edge("CONCERNS", "案1", "项1")
    made.node(
        "ReformAction", "措1", number="措1", measure="通报", due="2016-12-01", issued="2016-10-01",
        closed="2017-05-01", status="已销号", accepted_by="局长人",
    )  # fmt: skip
    made.edge("PROMPTED", "案1", "措1")
    made.edge("OWNED_BY", "措1", "局长人")
    made.node("Deliberation", "议1", number="议1", date="2016-11-01", subject="审议案1")
    made.edge("CONSIDERED", "议1", "案1", on="2016-11-01")
    made.edge("HELD_BY", "议1", "甲县委")
    for person, speech in (("甲县书记人", "检视反思"), ("甲县长人", ""), ("甲县纪检人", "")):
        made.edge("ATTENDED", person, "议1", on="2016-11-01")
        if speech:
            made.edge("SPOKE_AT", person, "议1", on="2016-11-01", speech=speech, content="见记录")
    made.node("Accountability", "责1", number="责1", form="诫勉", date="2017-01-01")
    made.edge("LED_TO", "案1", "责1")
    made.edge("TARGETS", "责1", "组长人")
    return made


def read(store: Store, on: str = "2020-01-01", *rules: str) -> CaseFile:
    return case_file(store, "案1", chosen_rules(rules) if rules else (), window(on).last)


def test_stages_stand_in_order_of_time_with_the_days_between(build: Build) -> None:
    found = read(build(full().statements))
    assert [(s.name, s.on, s.days) for s in found.stages] == [
        ("立案", "2016-03-01", None), ("党纪处分", "2016-09", (184, 213)),
    ]  # fmt: skip
    assert [o.caption for o in found.stages[1].organs] == ["甲县纪委"]
    assert found.stages[1].sources


def test_clues_that_led_to_it_and_others_about_the_subject_stand_apart(build: Build) -> None:
    found = read(build(full().statements))
    assert [c.clue.caption for c in found.clues] == ["线1"]
    assert [(c.clue.caption, c.clue.first("disposal")) for c in found.other_clues] == [
        ("线0", "予以了结")
    ]
    assert found.scope.time.came_out == window("2016-01-10")


def test_a_measure_accepted_by_its_owner_is_told_and_missing_kinds_are_listed(
    build: Build,
) -> None:
    store = build(full().statements)
    (one,) = measures(store, ["案1"])
    assert [(m.kind, m.by_owner, m.owners[0].caption) for m in one.measures] == [
        ("通报", True, "局长人")
    ]
    assert one.missing == ("建议", "谈话", "警示", "整改", "评估")
    assert described(store, ["案1"]) == ()


def test_measures_that_a_meeting_on_the_case_prompted_belong_to_it(build: Build) -> None:
    made = full()
    made.node("ReformAction", "措2", number="措2", measure="整改")
    made.edge("PROMPTED", "议1", "措2")
    (one,) = measures(build(made.statements), ["案1"])
    assert [m.kind for m in one.measures] == ["通报", "整改"]


def test_who_was_silent_and_who_claimed_nothing_is_told_of_a_meeting(build: Build) -> None:
    (meeting,) = deliberations(build(full().statements), ["议1"])
    by_name = {m.person.caption: m for m in meeting.members}
    assert [n for n, m in by_name.items() if m.silent] == ["甲县纪检人", "甲县长人"]
    assert [n for n, m in by_name.items() if m.unclaimed] == ["甲县长人"]  # he oversees the bureau
    assert by_name["甲县长人"].in_charge is Certainty.CERTAIN
    assert by_name["甲县书记人"].speeches[0].kind == "检视反思"
    assert meeting.unseen == ()


def test_a_member_in_charge_of_whom_the_record_is_silent_is_told(build: Build) -> None:
    made = full()
    made.statements = [s for s in made.statements if (s.source, s.target) != ("甲县长人", "议1")]
    (meeting,) = deliberations(build(made.statements), ["议1"])
    assert [p.caption for p in meeting.unseen] == ["甲县长人"]


def test_who_claimed_responsibility_or_was_absent_is_not_told_again(build: Build) -> None:
    made = full()
    made.edge("SPOKE_AT", "甲县长人", "议1", on="2016-11-01", speech="认领责任")
    (meeting,) = deliberations(build(made.statements), ["议1"])
    assert [m.person.caption for m in meeting.members if m.unclaimed] == []


def test_what_came_later_than_the_day_asked_is_left_out(build: Build) -> None:
    store = build(full().statements)
    early = read(store, "2016-05-01")
    assert [s.name for s in early.stages] == ["立案"]
    assert (early.measures.measures, early.deliberations, early.decisions) == ((), (), ())
    later = read(store, "2017-01-31")
    assert [d.node.id for d in later.decisions] == ["责1"]
    assert later.decisions[0].targets[0].caption == "组长人"
    (measure,) = later.measures.measures
    assert measure.action.first("closed") is None
    assert measure.action.first("status") is None


def test_duties_of_that_time_are_those_without_a_full_record(build: Build) -> None:
    found = read(build(full().statements), "2020-01-01", "home-visit")
    assert found.coverage is not None
    assert {cell.below for cell in found.duties} == {"甲县财政局党组"}
    assert read(build(full().statements)).coverage is None


def test_what_is_not_recorded_is_said_and_nothing_else(build: Build) -> None:
    whole = list(case_gaps(read(build(full().statements))))
    assert whole == [
        "干部管理权限未见记录，承办机关是否相符无从核对",
        "副局长人 案发时的单位职务未见记录",
        "立案的决定机关未见记录",
        "形态未见认定记录",
        "六个一中未见：建议、谈话、警示、整改、评估",
    ]
    bare = list(case_gaps(read(build(world().statements))))
    for gap in (
        "案件由哪条线索而来未见记录", "处分、判决或撤销案件未见记录", "涉及的清单事项未见记录",
        "重要案件审议未见记录", "问责决定未见记录",
    ):  # fmt: skip
        assert gap in bare
        assert gap not in whole


def test_filing_away_needs_no_organ_and_other_stages_do(build: Build) -> None:
    made = full()
    for stage in ("归档", "撤销案件"):
        made.node("CaseEvent", f"案1{stage}", stage=stage, date="2017-02-01")
        made.edge("EVENT_OF", f"案1{stage}", "案1", on="2017-02-01")
    gaps = list(case_gaps(read(build(made.statements))))
    assert "撤销案件的决定机关未见记录" in gaps
    assert not any("归档" in gap for gap in gaps)


def test_a_form_without_issuer_and_a_case_without_filing_are_told(build: Build) -> None:
    made = world()
    made.node("Case", "案2", number="案2", conduct="2014/2015", form="第三种形态")
    gaps = list(case_gaps(case_file(build(made.statements), "案2", (), window("2020").last)))
    assert "第三种形态的认定机关或依据未见记录" in gaps
    assert {"涉案人未见记录", "发生地未见记录", "立案未见记录"} <= set(gaps)


def _passed_on() -> World:
    """The clue is passed on before the case is filed in spring; the form is entered in autumn."""
    made = full()
    made.node("Clue", "线1", result="转立案")
    made.edge("PASSED_TO", "线1", "乙市纪委", on="2016-02-10", sender="甲县纪委")
    made.node(
        "Case", "案1", form="第二种形态", form_issuer="甲县纪委", form_basis="审理报告",
        reported="2016-12",
    )  # fmt: skip
    made.node("CaseEvent", "案1归档", stage="归档")
    made.edge("EVENT_OF", "案1归档", "案1")
    return made


def test_of_a_clue_only_steps_and_holders_of_the_day_asked_are_told(build: Build) -> None:
    found = read(build(_passed_on().statements), "2016-02-01")
    (course,) = found.clues
    assert [(s.name, s.on) for s in course.steps] == [("受理", "2016-01-10")]
    assert [(c.organ.id, c.until, c.ended) for c in course.custody] == [("甲县纪委", None, None)]
    assert course.clue.first("disposal") is None
    assert course.clue.first("result") is None
    assert found.stages == ()
    assert found.scope.jurisdiction.filed_by == ()
    assert [c.clue.first("disposal") for c in found.other_clues] == ["予以了结"]


def test_disposal_of_a_clue_is_told_when_its_case_is_filed(build: Build) -> None:
    found = read(build(_passed_on().statements), "2016-03-01")
    (course,) = found.clues
    assert course.clue.first("result") == "转立案"
    assert [s.name for s in course.steps][:3] == ["受理", "移交", "立案"]
    assert [(c.organ.id, c.until) for c in course.custody] == [
        ("甲县纪委", "2016-02-10"), ("乙市纪委", "2016-03-01"),
    ]  # fmt: skip


def test_the_form_is_told_from_the_sanction_on_and_undated_stages_from_the_filing_on(
    build: Build,
) -> None:
    store = build(_passed_on().statements)
    early, late = read(store, "2016-05-01"), read(store, "2016-10-01")
    assert early.case.first("form") is None
    assert (late.case.first("form"), late.case.first("reported")) == ("第二种形态", None)
    assert [s.name for s in read(store, "2016-02-01").stages] == []
    assert [s.name for s in early.stages] == ["立案", "归档"]


def test_ends_that_came_later_are_open_on_the_day_asked(build: Build) -> None:
    found = read(build(full().statements), "2016-05-01").scope
    ends = {b.interval.until_hi for level in found.levels for b in level.bearers}
    lasting = {b.interval.until_lo for level in found.levels for b in level.bearers}
    assert ends == {FOREVER}
    assert lasting == {window("2016-05-01").last + 1}
    assert {t.interval.until_hi for t in found.tenures} == {FOREVER}


def test_a_later_holder_does_not_end_a_tenure_before_the_day_asked(build: Build) -> None:
    made = full()
    made.statements = [s for s in made.statements if s.source != "组长人"]
    made.holds("前任", "甲县财政局党组书记", since="2012-01-01", seen="2013-06-01")
    made.holds("后任", "甲县财政局党组书记", since="2018-01-01")
    store = build(made.statements)
    then, now = (read(store, day).scope for day in ("2016-05-01", "2020-01-01"))
    spans = [
        b.interval.until_hi
        for scope in (then, now)
        for level in scope.levels
        for b in level.bearers
        if b.person.caption == "前任"
    ]
    assert spans == [FOREVER, window("2018-01-01").first]


def test_before_anything_of_a_case_was_there_it_has_no_file(build: Build) -> None:
    store = build(full().statements)
    with pytest.raises(InvalidData, match="截至 2015-12-31，案1 尚无线索或环节"):
        read(store, "2015-12-31")
    assert read(store, "2016-01").stages == ()


def test_evidence_and_acceptance_come_with_the_closing(build: Build) -> None:
    made = full()
    made.node("ReformAction", "措1", evidence="材料.pdf", received="2016-10-05")
    store = build(made.statements)
    (before,) = read(store, "2017-04-30").measures.measures
    assert (before.action.first("evidence"), before.by_owner) == (None, False)
    (after,) = read(store, "2017-05-01").measures.measures
    assert (after.action.first("evidence"), after.by_owner) == ("材料.pdf", True)


def test_stages_of_one_day_stand_in_the_order_in_which_they_come(build: Build) -> None:
    made = full()
    for name, stage in (("甲", "归档"), ("乙", "政务处分"), ("丙", "党纪处分")):
        made.node("CaseEvent", name, stage=stage, date="2017-03-01")
        made.edge("EVENT_OF", name, "案1")
    names = [stage.name for stage in read(build(made.statements)).stages]
    assert names[-3:] == ["党纪处分", "政务处分", "归档"]


def test_of_a_clue_whose_day_is_open_it_is_not_said_that_it_came_before(build: Build) -> None:
    made = full()
    made.node("Clue", "线9", number="线9", received="2016")
    made.edge("ABOUT", "线9", "副局长人")
    made.node("Clue", "线8", number="线8")
    made.edge("ABOUT", "线8", "副局长人")
    made.edge("RECEIVED_BY", "线8", "甲县纪委", on="2016-02-01")
    found = read(build(made.statements))
    assert [c.clue.id for c in found.other_clues] == ["线0", "线9"]


def test_a_case_that_was_withdrawn_says_so(build: Build) -> None:
    made = full()
    made.node("CaseEvent", "案1撤销", stage="撤销案件", date="2017-03-01")
    made.edge("EVENT_OF", "案1撤销", "案1")
    store = build(made.statements)
    assert read(store).closing == "2017-03-01撤销案件"
    assert read(store, "2017-02").closing is None


def test_duties_towards_a_body_are_those_of_the_days_on_which_the_subject_was_there(
    build: Build,
) -> None:
    made = three_levels()
    made.node("Case", "案1", number="案1", conduct="2012-01-01/2016-01-01")
    made.holds("调动人", made.post("甲县财政局", "科长"), since="2012-01-01", until="2013-01-01")
    made.holds("调动人", made.post("甲县政府", "副县长"), since="2013-01-01", until="2018-01-01")
    made.edge("SUBJECT_OF", "调动人", "案1")
    found = read(build(made.statements), "2020-01-01", "home-visit")
    asked = sorted((cell.below, cell.occasion.period) for cell in found.duties)
    assert asked == [
        ("甲县委", "2012年"), ("甲县委", "2013年"), ("甲县委", "2014年"),
        ("甲县财政局党组", "2012年"),
    ]  # fmt: skip
