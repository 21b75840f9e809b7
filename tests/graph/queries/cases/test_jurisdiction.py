"""Whose case it is: by the management of cadres, up to the filing; one house with two signs."""

from __future__ import annotations

from graph.dates import Certainty, window
from graph.queries.cases.attribution import attribution
from tests.graph.queries.cases.test_attribution import world
from tests.graph.queries.conftest import Build
from tests.world import FROM


def test_who_manages_a_subject_names_the_discipline_organ(build: Build) -> None:
    made = world()
    made.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", **FROM)
    found = attribution(build(made.statements), "案1")
    assert [m.node.caption for m in found.jurisdiction.managed_by] == ["甲县委"]
    assert [o.node.caption for o in found.jurisdiction.organs] == ["甲县纪委"]
    assert found.jurisdiction.notes == ()
    made.edge("DECIDED_BY", "案1立案", "乙市纪委")
    told = attribution(build(made.statements), "案1").jurisdiction
    assert [f.node.caption for f in told.filed_by] == ["乙市纪委"]
    assert any("有无指定管辖请核对原件" in note for note in told.notes)


def test_an_organ_that_answers_to_the_committee_is_its_organ_and_none_is_told(
    build: Build,
) -> None:
    made = world()
    made.edge("MANAGED_BY", "甲县财政局副局长", "丁县委", **FROM)
    made.edge("MANAGED_BY", "副局长人", "戊县委", **FROM)
    made.body("丁县委")
    made.body("戊县委")
    made.body("丁县纪委", "纪委")
    made.answers("丁县纪委", "丁县委", **FROM)
    found = attribution(build(made.statements), "案1").jurisdiction
    assert [o.node.caption for o in found.organs] == ["丁县纪委"]
    assert "戊县委 的纪检机关未见记录" in found.notes


def test_who_managed_a_post_after_the_subject_had_left_it_does_not_manage_him(
    build: Build,
) -> None:
    made = world()
    made.holds("副局长人", made.post("乙市政府", "副处长"), since="2010-01-01", until="2014-06-01")
    made.edge("MANAGED_BY", "乙市政府副处长", "丙省委", since="2015-01-01", until="2020-01-01")
    made.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", since="2016", until="2020-01-01")
    managed = attribution(build(made.statements), "案1").jurisdiction.managed_by
    assert [(m.node.caption, m.certainty) for m in managed] == [("甲县委", Certainty.POSSIBLE)]


def test_a_case_goes_with_the_management_up_to_its_filing(build: Build) -> None:
    made = world("2012/2013")
    made.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", since="2010-01-01", until="2014-01-01")
    made.edge("MANAGED_BY", "副局长人", "乙市委", since="2014-01-01", until="2020-01-01")
    made.edge("DECIDED_BY", "案1立案", "乙市纪委")
    found = attribution(build(made.statements), "案1").jurisdiction
    assert [m.node.caption for m in found.managed_by] == ["乙市委", "甲县委"]
    assert found.notes == ()


def test_a_filing_dated_only_where_it_joins_its_case_counts_too(build: Build) -> None:
    made = world()
    made.node("CaseEvent", "案1再立", stage="立案")
    made.edge("EVENT_OF", "案1再立", "案1", on="2017-01-01")
    made.edge("DECIDED_BY", "案1再立", "乙市纪委")
    store = build(made.statements)
    assert attribution(store, "案1", window("2016-12-31").last).jurisdiction.filed_by == ()
    assert len(attribution(store, "案1").jurisdiction.filed_by) == 1


def test_the_two_signs_of_a_commission_are_one_house(build: Build) -> None:
    made = world()
    made.body("甲县监委", "监委")
    made.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", **FROM)
    made.edge("DECIDED_BY", "案1立案", "甲县监委")
    found = attribution(build(made.statements), "案1").jurisdiction
    assert [f.node.caption for f in found.filed_by] == ["甲县监委"]
    assert found.notes == ()
