"""The ledger of talks: roles, principals, families, counts and what was entered afterwards."""

from __future__ import annotations

from graph.dates import Certainty, Window, window
from graph.queries.ledgers.talk_ledger import TalkLedger, talk_ledger
from graph.store import Store
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels

YEARS = Window(window("2014").first, window("2016").last)


def _world() -> World:
    world = three_levels()
    world.node("Clue", "线索一", number="线索一", problem="苗头")
    world.node(
        "Talk", "谈一", type="提醒谈话", date="2015-03-02", entered="2015-03-04", reason="苗头"
    )
    world.edge("PARTICIPATED", "乙市书记人", "谈一", role="谈话人", post="乙市委书记")
    world.edge("PARTICIPATED", "甲县书记人", "谈一", role="谈话对象", on="2015-03-02")
    world.edge("CONCERNS", "谈一", "线索一")
    world.node("Talk", "谈二", type="委托谈话", date="2015")
    world.edge("PARTICIPATED", "副局长人", "谈二", role="受托谈话人", on="2015")
    world.edge("PARTICIPATED", "甲县书记人", "谈二", role="谈话对象", on="2015")
    world.edge("PARTICIPATED", "甲县长人", "谈二", role="谈话对象", on="2015")
    world.edge("ENTRUSTED_BY", "谈二", "乙市纪委", on="2015")
    world.node("Person", "配偶人", name="配偶人")
    world.node("Talk", "访", type="廉政家访", date="2016-05", family_feedback="家里的话")
    world.edge("PARTICIPATED", "乙市书记人", "访", role="谈话人", on="2016-05")
    world.edge("PARTICIPATED", "甲县书记人", "访", role="谈话对象", on="2016-05")
    world.edge("PARTICIPATED", "配偶人", "访", role="家属", kinship="妻", on="2016-05")
    return world


def _asked(
    store: Store, subject: str, when: Window = YEARS, *, below: bool = False, family: bool = False
) -> TalkLedger:
    return talk_ledger(store, store.nodes([subject])[subject], when, below=below, family=family)


def test_each_takes_part_in_his_own_role(build: Build) -> None:
    found = _asked(build(_world().statements), "甲县书记人")
    assert [e.talk.id for e in found.entries] == ["谈二", "谈一", "访"]
    entrusted, reminder, _ = found.entries
    assert [o.id for o in entrusted.principals] == ["乙市纪委"]
    assert entrusted.people("谈话人") == ()
    assert [p.person.id for p in entrusted.people("受托谈话人") if p.person] == ["副局长人"]
    assert [(c.node.kind, c.node.id) for c in reminder.concerns] == [("Clue", "线索一")]
    assert [p.post for p in reminder.people("谈话人")] == ["乙市委书记"]
    assert {s.place.document for s in reminder.sources} == {"d0000000000000000000"}


def test_families_are_counted_and_not_named(build: Build) -> None:
    store = build(_world().statements)
    visit = _asked(store, "甲县书记人").entries[-1]
    assert visit.family == 1
    assert visit.talk.first("family_feedback") is None
    assert [(p.person, p.kinship) for p in visit.people("家属")] == [(None, None)]
    assert all(s.place.quote == "" for s in visit.sources)
    assert _asked(store, "配偶人").entries == ()
    shown = _asked(store, "甲县书记人", family=True).entries[-1]
    assert shown.talk.first("family_feedback") == "家里的话"
    assert [(p.person.id, p.kinship) for p in shown.people("家属") if p.person] == [
        ("配偶人", "妻")
    ]
    assert len(_asked(store, "配偶人", family=True).entries) == 1


def test_a_body_has_the_talks_of_its_posts_and_those_it_entrusted(build: Build) -> None:
    store = build(_world().statements)
    assert [e.talk.id for e in _asked(store, "乙市纪委").entries] == ["谈二"]
    assert [e.talk.id for e in _asked(store, "乙市委").entries] == ["谈一", "访"]
    assert len(_asked(store, "乙市委", below=True).entries) == 3
    assert [e.talk.id for e in _asked(store, "甲县委书记").entries] == ["谈二", "谈一", "访"]


def test_a_partial_date_is_possible_on_a_day_of_it(build: Build) -> None:
    store = build(_world().statements)
    found = _asked(store, "甲县书记人", window("2015-07-01"))
    assert [(e.talk.id, e.certainty) for e in found.entries] == [
        ("谈一", Certainty.POSSIBLE), ("谈二", Certainty.POSSIBLE),
    ][1:]  # fmt: skip
    whole = _asked(store, "甲县书记人", window("2015"))
    assert {e.talk.id: e.certainty for e in whole.entries} == dict.fromkeys(
        ("谈二", "谈一"), Certainty.CERTAIN
    )


def test_counts_list_their_rows(build: Build) -> None:
    found = _asked(build(_world().statements), "丙省委", below=True)
    for count in found.counts:
        rows = [e for e in found.entries if e.talk.first("type") == count.type]
        heard = [(e.talk.id, p.person.id) for e in rows for p in e.people("谈话对象") if p.person]
        assert count.talks == tuple(e.talk.id for e in rows)
        assert sorted(count.turns) == sorted(heard)
        assert set(count.people) == {person for _, person in heard}
    assert sum(len(c.talks) for c in found.counts) == len(found.entries)


def test_entries_in_bulk_long_afterwards_are_told(build: Build) -> None:
    world = three_levels()
    for number, (date, entered) in enumerate(
        (("2015-01", "2015-12-01"), ("2015-04-05", "2015-12-01"), ("2015-11-25", "2015-12-01"),
         ("2015-06-01", "2015-06-02"))
    ):  # fmt: skip
        talk = world.node("Talk", f"谈{number}", type="提醒谈话", date=date, entered=entered)
        world.edge("PARTICIPATED", "乙市书记人", talk, role="谈话人", on=date)
        world.edge("PARTICIPATED", "甲县书记人", talk, role="谈话对象", on=date)
    (late,) = _asked(build(world.statements), "甲县书记人").back_filled
    assert (late.body.id, late.entered, late.talks) == (
        "乙市委",
        "2015-12-01",
        ("谈0", "谈1", "谈2"),
    )


def test_what_is_behind_a_talk_is_masked_and_says_that_it_was_closed(build: Build) -> None:
    world = _world()
    world.node("Clue", "线索一", informant="举报人", result="经查反映不实")
    world.node("Case", "案", number="案")
    world.edge("LED_TO", "案", "谈一")
    world.node("CaseEvent", "撤", stage="撤销案件", date="2016")
    world.edge("EVENT_OF", "撤", "案", on="2016")
    found = _asked(build(world.statements), "甲县书记人")
    (reminder,) = (e for e in found.entries if e.talk.id == "谈一")
    assert {c.node.id: c.closing.words for c in reminder.concerns if c.closing} == {
        "线索一": "经查反映不实", "案": "2016撤销案件",
    }  # fmt: skip
    assert all(c.closing.sources for c in reminder.concerns if c.closing)
    assert all(c.node.first("informant") is None for c in reminder.concerns)


def test_talks_without_a_date_come_last(build: Build) -> None:
    world = _world()
    world.node("Talk", "谈三", type="谈心谈话")
    world.edge("PARTICIPATED", "甲县书记人", "谈三", role="谈话对象")
    found = _asked(build(world.statements), "甲县书记人")
    assert [e.talk.id for e in found.entries] == ["谈二", "谈一", "访", "谈三"]
