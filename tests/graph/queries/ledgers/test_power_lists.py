"""Lists of a day: items in force, their checks, the cases that touch them."""

from __future__ import annotations

from graph.dates import Certainty, window
from graph.queries.ledgers.power_lists import PowerLists, power_lists
from tests.graph.queries.conftest import Build
from tests.world import World, three_levels


def _world() -> World:
    world = three_levels()
    for item, power, kind in (
        ("项一", "监督权", "权力清单"), ("项二", "决策权", "权力清单"),
        ("项三", "决策权", "负面清单"),
    ):  # fmt: skip
        world.node("ListItem", item, matter=item, power=power, list_type=kind, field="人事")
    world.edge("ITEM_OF", "项一", "甲县委书记", since="2012", until="2016-01-01")
    world.edge("ITEM_OF", "项二", "甲县委书记", since="2015")
    world.edge("ITEM_OF", "项三", "甲县委", since="2012-01-01")
    world.node("Check", "查", number="查", date="2015-06-01")
    world.edge("CHECKED", "查", "项一", on="2015-06-01", finding="抽查两件")
    world.edge("HELD_BY", "查", "甲县纪委")
    world.node("Case", "案", number="案")
    world.edge("CONCERNS", "案", "项二")
    return world


def _asked(build: Build, subject: str, on: str) -> PowerLists:
    store = build(_world().statements)
    return power_lists(store, store.nodes([subject])[subject], window(on))


def test_a_person_has_the_items_of_the_posts_of_that_day(build: Build) -> None:
    found = _asked(build, "甲县书记人", "2015-07-01")
    assert [(i.item.id, i.owner.id, i.certainty) for i in found.items] == [
        ("项二", "甲县委书记", Certainty.POSSIBLE), ("项一", "甲县委书记", Certainty.CERTAIN),
    ]  # fmt: skip
    assert _asked(build, "甲县书记人", "2021").items == ()
    assert [i.item.id for i in _asked(build, "甲县委书记", "2017").items] == ["项二"]
    assert [i.item.id for i in _asked(build, "甲县委", "2017").items] == ["项三"]


def test_checks_and_cases_stand_beside_their_items(build: Build) -> None:
    second, first = _asked(build, "甲县委书记", "2015-07").items
    assert [(c.on, c.finding, [o.id for o in c.organs]) for c in first.checks] == [
        ("2015-06-01", "抽查两件", ["甲县纪委"])
    ]
    assert (second.checks, [c.case.id for c in second.cases]) == ((), ["案"])
    assert first.sources
    assert second.sources


def test_checks_stand_in_order_of_time_and_none_is_later_than_the_day(build: Build) -> None:
    world = _world()
    for check, on in (
        ("查年", "2015"), ("查月", "2015-06"), ("查后", "2015-07-02"), ("查无", ""),
        ("查先", "2014-12-31"),
    ):  # fmt: skip
        said = {"date": on} if on else {}
        world.node("Check", check, number=check, **said)
        world.edge("CHECKED", check, "项一", **({"on": on} if on else {}))
    store = build(world.statements)
    (_, item) = power_lists(
        store, store.nodes(["甲县委书记"])["甲县委书记"], window("2015-07-01")
    ).items
    assert [(c.check.id, c.certainty) for c in item.checks] == [
        ("查先", Certainty.CERTAIN), ("查年", Certainty.POSSIBLE), ("查", Certainty.CERTAIN),
        ("查月", Certainty.CERTAIN), ("查无", Certainty.POSSIBLE),
    ]  # fmt: skip
    assert all(c.sources for c in item.checks)


def test_cases_are_those_known_by_the_day_and_say_if_withdrawn(build: Build) -> None:
    world = _world()
    for case, stage, on in (
        ("案", "立案", "2015-05"), ("案后", "立案", "2016-01"), ("案撤", "受理", "2014-03-01"),
    ):  # fmt: skip
        world.node("Case", case, number=case)
        world.edge("CONCERNS", case, "项二")
        world.node("CaseEvent", f"{case}{stage}", stage=stage, date=on)
        world.edge("EVENT_OF", f"{case}{stage}", case)
    world.node("CaseEvent", "撤", stage="撤销案件", date="2015-06-20")
    world.edge("EVENT_OF", "撤", "案撤")
    world.node("Talk", "谈", type="提醒谈话")
    world.edge("CONCERNS", "谈", "项二")
    store = build(world.statements)
    post = store.nodes(["甲县委书记"])["甲县委书记"]
    (item, _) = power_lists(store, post, window("2015-07")).items
    assert [(c.case.id, c.on, c.closing and c.closing.words) for c in item.cases] == [
        ("案撤", "2014-03-01", "2015-06-20撤销案件"), ("案", "2015-05", None),
    ]  # fmt: skip
    assert all(c.sources for c in item.cases)
    (item, _) = power_lists(store, post, window("2015-06-01")).items
    assert [(c.case.id, c.closing) for c in item.cases] == [("案撤", None), ("案", None)]
