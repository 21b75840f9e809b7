from __future__ import annotations

from graph.queries.paths import paths
from graph.store import Store
from tests.world import World
from visualize.path_picture import path_picture


def world() -> Store:
    made = World()
    made.body("青川市委")
    for title in ("书记", "副书记"):
        made.post("青川市委", title)
    made.holds("林一鸣", "青川市委书记", since="2010-01-01", until="2014-01-01")
    made.holds("陈望舒", "青川市委副书记", since="2012-01-01", until="2016-01-01")
    made.holds("周行之", "青川市委书记", since="2014-01-01", until="2016-01-01")
    made.edge("ASSOCIATED_WITH", "周行之", "陈望舒", relation="同学")
    made.node("Person", "顾南星", name="顾南星")
    return made.store()


def test_a_column_for_each_step() -> None:
    store = world()
    ends = (store.nodes(["林一鸣"])["林一鸣"], store.nodes(["陈望舒"])["陈望舒"])
    found = paths(store, "林一鸣", "陈望舒", k=2)
    picture = path_picture(found, ends, {})
    assert picture.title == "林一鸣 至 陈望舒 · 路径"
    assert picture.subtitle == "2 条路径"
    assert [(n.label, n.eyebrow, n.layer, n.centre) for n in picture.nodes] == [
        ("林一鸣", "人员", 0, True),
        ("书记", "职务 · 青川市委", 1, False),
        ("周行之", "人员", 2, False),
        ("青川市委", "党委", 2, False),
        ("副书记", "职务 · 青川市委", 3, False),
        ("陈望舒", "人员", 4, True),
    ]
    assert {(e.source, e.target) for e in picture.edges} == {
        ("林一鸣", "青川市委书记"), ("周行之", "青川市委书记"), ("周行之", "陈望舒"),
        ("青川市委书记", "青川市委"), ("青川市委副书记", "青川市委"), ("陈望舒", "青川市委副书记"),
    }  # fmt: skip
    assert picture.notes == (
        "路径 1：林一鸣 — 书记 — 周行之 — 陈望舒；各段关系没有共同的日期",
        "路径 2：林一鸣 — 书记 — 青川市委 — 副书记 — 陈望舒；"
        "各段关系确定同时存在（2012-01-01 至 2013-12-31 之间）",
    )


def test_no_path_shows_both_ends_and_says_so() -> None:
    store = world()
    ends = (store.nodes(["林一鸣"])["林一鸣"], store.nodes(["顾南星"])["顾南星"])
    picture = path_picture(paths(store, "林一鸣", "顾南星"), ends, {}, on="2015", kinds=["HOLDS"])
    assert [(n.label, n.layer) for n in picture.nodes] == [("林一鸣", 0), ("顾南星", 1)]
    assert picture.notes == ("在所问条件下，两者之间没有记录相连",)
    assert (picture.subtitle, picture.date_words) == ("没有画出路径", "截至 2015")


def test_a_search_that_gave_up_does_not_say_that_there_is_none() -> None:
    store = world()
    ends = (store.nodes(["林一鸣"])["林一鸣"], store.nodes(["陈望舒"])["陈望舒"])
    by_hops = path_picture(paths(store, "林一鸣", "陈望舒", max_hops=1), ends, {})
    by_budget = path_picture(paths(store, "林一鸣", "陈望舒", budget=1), ends, {})
    assert by_hops.notes == ("已到步数上限；更长的路径未查",)
    assert by_budget.notes == ("已到查询量上限，未能查完；没有画出不等于没有",)


def test_a_path_to_oneself_is_one_box() -> None:
    store = world()
    end = store.nodes(["林一鸣"])["林一鸣"]
    picture = path_picture(paths(store, "林一鸣", "林一鸣"), (end, end), {})
    assert [n.label for n in picture.nodes] == ["林一鸣"]
