"""Lists of a day: items in force, their checks, the cases that touch them."""

from __future__ import annotations

from graph.dates import Certainty, window
from graph.queries.power_lists import PowerLists, power_lists
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
    assert (second.checks, [case.id for case in second.cases]) == ((), ["案"])
    assert first.sources
    assert second.sources
