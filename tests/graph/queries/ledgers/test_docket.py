"""The cases of a case, a body or a person, and the meetings that considered them."""

from __future__ import annotations

from graph.dates import EVER, FOREVER, Window, window
from graph.queries.ledgers.docket import cases_of, meetings_of
from graph.store import Store
from tests.graph.queries.cases.test_case_file import full
from tests.graph.queries.conftest import Build
from tests.world import World

ALWAYS = Window(EVER, FOREVER - 1)


def two() -> World:
    """A second case, earlier than the first, of the same bureau; its meeting has no date."""
    made = full()
    made.node("Case", "案0", number="案0", conduct="2012/2013")
    made.edge("SUBJECT_OF", "局长人", "案0")
    made.edge("OCCURRED_IN", "案0", "甲县财政局")
    made.node("CaseEvent", "案0立案", stage="立案", date="2014-01")
    made.edge("EVENT_OF", "案0立案", "案0", on="2014-01")
    made.node("Deliberation", "议0", number="议0", subject="审议案0")
    made.edge("CONSIDERED", "议0", "案0")
    made.edge("HELD_BY", "议0", "乙市委")
    made.edge("ATTENDED", "乙市长人", "议0")
    return made


def cases(store: Store, subject: str, *, below: bool = False) -> list[str]:
    return cases_of(store, store.nodes([subject])[subject], below=below)


def meetings(
    store: Store, subject: str, when: Window = ALWAYS, *, below: bool = False
) -> list[str]:
    found = meetings_of(store, store.nodes([subject])[subject], when, below=below)
    return [one.meeting.id for one in found]


def test_cases_are_found_from_each_side_in_order_of_time(build: Build) -> None:
    store = build(two().statements)
    assert cases(store, "案1") == ["案1"]
    assert cases(store, "副局长人") == ["案1"]
    assert cases(store, "甲县财政局") == ["案0", "案1"]
    assert cases(store, "甲县委") == []
    assert cases(store, "甲县委", below=True) == ["案0", "案1"]


def test_meetings_of_a_case_a_body_and_who_was_there_or_expected(build: Build) -> None:
    store = build(two().statements)
    assert meetings(store, "案1") == ["议1"]
    assert meetings(store, "乙市委") == ["议0"]
    assert set(meetings(store, "甲县财政局")) == {"议0", "议1"}
    assert meetings(store, "甲县书记人") == ["议1"]
    assert meetings(store, "副局长人") == ["议1"]
    assert meetings(store, "丙省长人") == []


def test_a_member_in_charge_of_whom_no_meeting_tells_finds_it(build: Build) -> None:
    made = two()
    made.statements = [s for s in made.statements if (s.source, s.target) != ("甲县长人", "议1")]
    assert "议1" in meetings(build(made.statements), "甲县长人")


def test_a_period_leaves_out_what_was_certainly_outside(build: Build) -> None:
    store = build(two().statements)
    assert set(meetings(store, "甲县财政局", window("2016-11"))) == {"议0", "议1"}
    assert meetings(store, "甲县财政局", window("2015")) == ["议0"]
