"""The scope of 一案双查: who bore either duty in the time of the conduct, and what is on record."""

from __future__ import annotations

import pytest

from graph.dates import Certainty
from graph.errors import InvalidData
from graph.queries.attribution import Attribution, attribution
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels


def _case(subject: str, conduct: str | None = "2014/2016") -> World:
    world = three_levels()
    world.node("Case", "案", number="案", **({"conduct": conduct} if conduct else {}))
    world.edge("SUBJECT_OF", subject, "案")
    return world


def _filed(world: World, on: str) -> None:
    world.node("CaseEvent", "立", stage="立案", date=on)
    world.edge("EVENT_OF", "立", "案", on=on)


def _bearers(found: Attribution) -> set[tuple[str, str, str, int]]:
    return {(b.person.id, b.duty, b.role, b.level) for b in found.bearers}


def test_both_duties_level_by_level_and_who_stands_beside(build: Build) -> None:
    found = attribution(build(_case("副局长人").statements), "案")
    assert _bearers(found) >= {
        ("组长人", "party", "head", 0), ("甲县书记人", "party", "head", 1),
        ("乙市书记人", "party", "head", 2), ("局长人", "party", "行政正职", 0),
        ("甲县长人", "party", "分管", 0), ("甲县纪检人", "discipline", "head", 0),
        ("乙市纪检人", "discipline", "head", 1),
    }  # fmt: skip
    assert all(b.sources and b.certainty is Certainty.CERTAIN for b in found.bearers)


def test_the_subject_bears_nothing_for_himself_and_it_is_said(build: Build) -> None:
    found = attribution(build(_case("甲县书记人").statements), "案")
    assert "甲县书记人" not in {b.person.id for b in found.bearers}
    assert ("乙市书记人", "party", "head", 1) in _bearers(found)
    assert any(note.startswith("本人") for note in found.notes)


def test_without_the_time_of_the_conduct_the_filing_stands_in_and_it_is_said(build: Build) -> None:
    world = _case("副局长人", None)
    _filed(world, "2015-05")
    found = attribution(build(world.statements), "案")
    assert found.conduct is None
    assert "行为期间未见记录" in found.notes[0]
    assert ("组长人", "party", "head", 0) in _bearers(found)


def test_heads_and_managers_that_are_not_recorded_are_said(build: Build) -> None:
    world = _case("副局长人", "2021/2022")
    world.edge("OCCURRED_IN", "案", "甲县财政局")
    world.edge("PARTY_BODY_OF", "甲县财政局党组", "甲县财政局", since="2020-01-01")
    found = attribution(build(world.statements), "案")
    assert ("甲县财政局党组", "party") in {(u.body.id, u.duty) for u in found.unfilled}
    assert any("干部管理权限未见记录" in note for note in found.notes)


def test_the_discipline_organ_of_the_managing_level_is_named(build: Build) -> None:
    world = _case("副局长人")
    world.edge("MANAGED_BY", "甲县财政局副局长", "甲县委", since="2010-01-01")
    found = attribution(build(world.statements), "案")
    assert [n.id for n in found.managed_by] == ["甲县委"]
    assert [n.id for n in found.organs] == ["甲县纪委"]


def test_a_case_of_no_time_and_what_is_no_case_are_refused(build: Build) -> None:
    store = build(_case("副局长人", None).statements)
    with pytest.raises(InvalidData, match="行为期间"):
        attribution(store, "案")
    with pytest.raises(InvalidData, match="不是案件"):
        attribution(store, "副局长人")
