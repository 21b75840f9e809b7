"""Counts reconcile with the records behind them."""

from __future__ import annotations

import pytest

from graph.dates import Certainty, Window, window
from graph.queries.ledgers.belonging import ABOUT, MANAGED, OCCURRED, RECEIVED
from graph.queries.ledgers.counts import Count, Counted, Counts, counts
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels

YEAR = window("2015")
SURE, MAYBE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO


def _case(world: World, case: str, people: tuple[str, ...], filed: str, **given: str) -> None:
    world.node("Case", case, number=case, **given)
    for person in people:
        world.edge("SUBJECT_OF", person, case)
    event = world.node("CaseEvent", f"{case}立案", stage="立案", date=filed)
    world.edge("EVENT_OF", event, case, on=filed)


def _world() -> World:
    world = three_levels()
    world.edge("MANAGED_BY", "甲县委书记", "乙市委", since="2010-01-01", until="2020-01-01")
    _case(world, "案一", ("甲县书记人", "副局长人"), "2015-03-01", form="第三种形态")
    world.edge("OCCURRED_IN", "案一", "甲县委")
    _case(world, "案二", ("副局长人",), "2014")
    world.edge("OCCURRED_IN", "案二", "甲县财政局")
    _case(world, "案三", ("副局长人",), "2015")
    world.edge("OCCURRED_IN", "案三", "甲县财政局")
    world.node("CaseEvent", "案三处分", stage="党纪处分", date="2015-12-31")
    world.edge("EVENT_OF", "案三处分", "案三", on="2015-12-31")
    for clue, disposal in (("线一", "予以了结"), ("线二", "初步核实"), ("线三", "")):
        said = {"disposal": disposal} if disposal else {}
        world.node("Clue", clue, number=clue, received="2015-05", **said)
    world.edge("ABOUT", "线一", "甲县书记人")
    world.edge("ABOUT", "线二", "甲县财政局")
    world.edge("RECEIVED_BY", "线三", "甲县纪委", on="2015-05")
    return world


def _asked(
    build: Build, body: str, when: Window = YEAR, *, below: bool = True, world: World | None = None
) -> Counts:
    store = build((world or _world()).statements)
    return counts(store, store.nodes([body])[body], when, below=below)


def _named(found: Counts, name: str) -> Count:
    """The first of that name: clues are counted before forms."""
    return next(c for c in found.counts if c.name == name)


def test_cases_belong_where_their_people_are_managed_else_where_they_occurred(build: Build) -> None:
    city, county = _asked(build, "乙市委"), _asked(build, "甲县委")
    assert {r.record: r.basis for r in _named(city, "立案").rows} == {
        "案一": MANAGED, "案三": OCCURRED,
    }  # fmt: skip
    assert {r.record for r in _named(county, "立案").rows} == {"案三"}
    assert _named(_asked(build, "乙市委", below=False), "立案").records(SURE) == ("案一",)
    assert [r.basis for r in _named(county, "未见记录").rows if r.record == "线三"] == [RECEIVED]
    assert {r.record: r.basis for r in _named(city, "予以了结").rows} == {"线一": MANAGED}
    assert {r.record: r.basis for r in _named(county, "初步核实").rows} == {"线二": ABOUT}


def test_people_and_turns_are_told_apart_and_heads_named(build: Build) -> None:
    filed = _named(_asked(build, "乙市委"), "立案")
    assert filed.records(SURE) == ("案一", "案三")
    assert set(filed.people(SURE)) == {"副局长人", "甲县书记人"}
    assert len(filed.turns(SURE)) == 3
    assert filed.heads(SURE) == ("甲县书记人",)


def test_a_partial_date_is_possibly_in_a_part_of_it(build: Build) -> None:
    filed = _named(_asked(build, "甲县委", window("2015-06")), "立案")
    assert (filed.records(SURE), filed.records(MAYBE)) == ((), ("案三",))


def test_forms_are_those_entered(build: Build) -> None:
    found = _asked(build, "乙市委")
    assert _named(found, "第三种形态").records(SURE) == ("案一",)
    forms = [c for c in found.counts if c.topic == "形态"]
    assert [c.records(SURE) for c in forms if c.name == "未见记录"] == [("案三",)]
    assert sum(len(c.records(SURE)) for c in forms) == len(_named(found, "立案").records(SURE))


def test_sums_reconcile_with_the_records(build: Build) -> None:
    found = _asked(build, "丙省委")
    clues = [c for c in found.counts if c.topic == "线索"]
    assert sum(len(c.records(SURE)) for c in clues) == 3
    for count in found.counts:
        for certainty in (SURE, MAYBE):
            turns = count.turns(certainty)
            assert {r.record for r in turns} <= set(count.records(certainty))
            assert len(set(turns)) == len(turns)
            assert set(count.people(certainty)) == {r.person for r in turns}
        assert {r.record for r in count.rows} <= found.nodes.keys()
        assert {event for r in count.rows for event in r.events} <= found.nodes.keys()
    assert all(found.sources[i] for i in found.nodes)


def _sanctioned(since: str, until: str, filed: str, on: str = "2015-11") -> World:
    """A head of a township, in office from `since` to `until`, whose case was `filed` and who was
    sanctioned later."""
    world = three_levels()
    world.body("丁乡委")
    world.answers("丁乡委", "甲县委", since="2010-01-01", until="2020-01-01")
    world.holds("乡书记人", world.post("丁乡委", "书记", "party"), since=since, until=until)
    _case(world, "案", ("乡书记人",), filed)
    world.edge("OCCURRED_IN", "案", "丁乡委")
    world.node("CaseEvent", "处分", stage="党纪处分", date=on)
    world.edge("EVENT_OF", "处分", "案", on=on)
    return world


@pytest.mark.parametrize(
    ("until", "filed", "head"),
    [
        ("2015-03-01", "2015-03-01", SURE),  # removed on the day of filing
        ("2015-02-28", "2015-03-01", NO),  # its last day in was two days before
        ("2015-03", "2015-03-01", SURE),  # in office on the day before at least
        ("2015-03", "2015-03-10", MAYBE),  # the end leaves open whether he still was
        ("2015-03-31", "2015-03", SURE),  # in office on each day that the filing may be
        ("2015-03-30", "2015-03", MAYBE),
        ("2015-02-28", "2015-03", NO),
        ("2016", "2015-03-01", SURE),
    ],
)
def test_heads_are_those_at_the_filing_for_every_stage(
    build: Build, until: str, filed: str, head: Certainty
) -> None:
    found = _asked(build, "乙市委", world=_sanctioned("2012-01-01", until, filed))
    for stage in ("立案", "党纪处分", "未见记录"):
        rows = [r for r in _named_in(found, stage) if r.record == "案"]
        assert [(r.head, r.person) for r in rows] == [(head, "乡书记人")], stage
    (sanction,) = (c for c in found.counts if c.name == "党纪处分")
    assert sanction.heads(SURE) == (("乡书记人",) if head is SURE else ())
    assert sanction.heads(SURE, MAYBE) == (("乡书记人",) if head is MAYBE else ())
    assert [h.post.id for h in found.headed] == ([] if head is NO else ["丁乡委书记"])
    assert all(h.sources and h.body.id == "丁乡委" for h in found.headed)


def _named_in(found: Counts, name: str) -> list[Counted]:
    return [row for count in found.counts if count.name == name for row in count.rows]


def test_who_became_head_on_the_day_of_filing_was_head_then(build: Build) -> None:
    found = _asked(build, "乙市委", world=_sanctioned("2015-03-01", "2016", "2015-03-01"))
    assert _named(found, "立案").heads(SURE) == ("乡书记人",)
    later = _asked(build, "乙市委", world=_sanctioned("2015-03-02", "2016", "2015-03-01"))
    assert _named(later, "立案").heads(SURE) == ()


def test_a_case_without_a_filing_leaves_open_who_was_head(build: Build) -> None:
    world = _sanctioned("2012-01-01", "2014-01-01", "2015-03-01")
    world.statements = [s for s in world.statements if "案立案" not in (s.record, s.source)]
    (row,) = _named(_asked(build, "乙市委", world=world), "党纪处分").rows
    assert (row.head, row.certainty) == (MAYBE, MAYBE)


def test_a_head_at_the_receipt_of_a_clue(build: Build) -> None:
    world = three_levels()
    world.holds("前任", "甲县委书记", since="2005", until="2010-01-01")
    for clue, person, received in (
        ("线一", "甲县书记人", "2015-05-01"), ("线二", "前任", "2015-05-01"),
        ("线三", "甲县书记人", "2019"),
    ):  # fmt: skip
        world.node("Clue", clue, number=clue, received=received)
        world.edge("ABOUT", clue, person)
        world.edge("RECEIVED_BY", clue, "甲县纪委", on=received)
    both = Window(window("2015").first, window("2020").last)
    rows = _named_in(_asked(build, "甲县委", both, world=world), "未见记录")
    assert [(r.record, r.head) for r in rows] == [("线一", SURE), ("线三", SURE), ("线二", NO)]


def test_who_managed_is_asked_of_the_day_of_filing(build: Build) -> None:
    """The county bureau's deputy was managed by the county until April and by the city then."""
    world = _world()
    world.edge("MANAGED_BY", "副局长人", "甲县委", since="2010-01-01", until="2015-04-01")
    world.edge("MANAGED_BY", "副局长人", "乙市委", since="2015-04-01", until="2020-01-01")
    _case(world, "案四", ("副局长人",), "2015-03-20")
    _case(world, "案五", ("副局长人",), "2015-05-20")
    _case(world, "案六", ("副局长人",), "2015")
    for below, told in (
        ("甲县委", {"案四": SURE, "案三": MAYBE, "案六": MAYBE}),
        ("乙市委", {"案五": SURE, "案三": MAYBE, "案六": MAYBE}),
    ):
        rows = _named(_asked(build, below, below=False, world=world), "立案").rows
        only = {r.record: r.certainty for r in rows if r.record != "案一"}
        assert only == told
        assert all(r.basis == MANAGED for r in rows if r.record in told)


def test_what_belongs_either_way_belongs_for_certain(build: Build) -> None:
    """A roster of 2018 says who manages him; whether that was so in 2015 it leaves open."""
    world = _world()
    world.edge("MANAGED_BY", "副局长人", "甲县委", seen="2018")
    rows = _named(_asked(build, "甲县委", world=world), "立案").rows
    assert [(r.record, r.basis, r.certainty) for r in rows if r.record == "案三"] == [
        ("案三", f"{MANAGED}或{OCCURRED}", SURE)
    ]
    world.edge("MANAGED_BY", "副局长人", "丙省委", seen="2014")
    rows = _named(_asked(build, "甲县委", world=world), "立案").rows
    assert [r.certainty for r in rows if r.record == "案三"] == [MAYBE]


def test_a_body_that_moved_takes_the_cases_of_its_time_there(build: Build) -> None:
    world = three_levels()
    world.body("戊局党组", "党组")
    world.answers("戊局党组", "甲县委", since="2010-01-01", until="2015-06-01")
    world.answers("戊局党组", "乙市委", since="2015-06-01", until="2020-01-01")
    for case, filed in (("案前", "2015-03-01"), ("案后", "2015-08-01")):
        _case(world, case, (), filed)
        world.edge("OCCURRED_IN", case, "戊局党组")
    county = _named(_asked(build, "甲县委", world=world), "立案")
    assert (county.records(SURE), county.records(MAYBE)) == (("案前",), ())
    above = _named(_asked(build, "乙市委", world=world), "立案")
    assert above.records(SURE) == ("案前", "案后")


def test_a_case_filed_twice_is_one_case(build: Build) -> None:
    world = _world()
    world.node("CaseEvent", "监委立案", stage="立案", date="2015-03-08")
    world.edge("EVENT_OF", "监委立案", "案一", on="2015-03-08")
    found = _asked(build, "乙市委", world=world)
    filed = _named(found, "立案")
    assert filed.records(SURE) == ("案一", "案三")
    assert {r.events for r in filed.rows if r.record == "案一"} == {("案一立案", "监委立案")}
    assert len(_named(found, "第三种形态").turns(SURE)) == 2


def test_what_was_cleared_or_withdrawn_says_so(build: Build) -> None:
    world = _world()
    world.node("Clue", "线二", result="经查不属实")
    world.node("CaseEvent", "撤", stage="撤销案件", date="2016-01")
    world.edge("EVENT_OF", "撤", "案一")
    found = _asked(build, "乙市委", world=world)
    assert {i: c.words for i, c in found.closings.items()} == {
        "线一": "予以了结", "线二": "经查不属实", "案一": "2016-01撤销案件",
    }  # fmt: skip
    assert all(c.sources for c in found.closings.values())
