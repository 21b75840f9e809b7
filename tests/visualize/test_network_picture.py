from __future__ import annotations

from graph.dates import window
from graph.memory_store import MemoryStore
from graph.queries.neighbourhood import Neighbourhood, neighbourhood
from graph.store import Store
from tests.world import World
from visualize.citations import document_titles
from visualize.network_picture import network_picture
from visualize.picture import Detail


def world() -> Store:
    made = World()
    made.body("青川市委")
    made.body("青川市财政局", "部门")
    post = made.post("青川市财政局", "局长", "administration")
    made.holds("林一鸣", post, since="2014", until="2016-05-01", nature="代理")
    made.holds("陈望舒", post, since="2016-05-01")
    made.node("Person", "林一鸣", name="林一鸣", sex="男", birth="1970-01", source_data="原行")
    made.node("Person", "林一鸣", name="林一鸣", birth="1971-02")
    made.answers("青川市财政局", "青川市委", "administration", since="2010")
    made.node("Clue", "线索一", number="线索〔2015〕1号", informant="某人", received="2015-01-02")
    made.edge("ABOUT", "线索一", "林一鸣")
    return made.store()


def test_boxes_lines_and_what_they_tell() -> None:
    store = world()
    found = neighbourhood(store, ["青川市财政局局长"], hops=2, when=window("2014-05-01"))
    picture = network_picture(found, document_titles(store, found), on="2014-05-01")
    assert {(n.label, n.eyebrow, n.layer, n.centre) for n in picture.nodes} == {
        ("局长", "职务 · 青川市财政局", 0, True),
        ("林一鸣", "人员", 1, False),
        ("青川市财政局", "部门", 1, False),
        ("线索〔2015〕1号", "问题线索", 2, False),
        ("青川市委", "党委", 2, False),
    }
    assert {(e.label, e.style, e.certainty, e.group, e.span) for e in picture.edges} == {
        ("任职·代理（可能）", "dashed", "可能", "", "2014 起，2016-05-01 止"),
        ("所属机构·行政正职", "solid", "确定", "", ""),
        ("行政领导（可能）", "dashed", "可能", "administration", "2010 起"),
        ("反映", "solid", "确定", "", ""),
    }
    assert picture.title == "局长 · 关系网络"
    assert picture.subtitle == "与 局长 相距 2 步以内"
    assert picture.filters == ("关系：全部",)
    assert all(e.sources for e in picture.edges)


def test_protected_values_stay_out_and_differing_ones_are_said_to_differ() -> None:
    store = world()
    found = neighbourhood(store, ["林一鸣"])
    details = {n.id: n.details for n in network_picture(found, {}).nodes}
    assert details["线索一"] == (
        Detail("编号", "线索〔2015〕1号"),
        Detail("收到日期", "2015-01-02"),
    )
    assert details["林一鸣"] == (
        Detail("姓名", "林一鸣"),
        Detail("性别", "男"),
        Detail("出生年月", "1970-01 / 1971-02（来源不一致）"),
    )


def test_without_a_date_nothing_is_said_of_certainty() -> None:
    found = neighbourhood(world(), ["林一鸣"], kinds=["HOLDS"])
    picture = network_picture(found, {}, kinds=["HOLDS"])
    assert [(e.style, e.certainty) for e in picture.edges] == [("solid", "")]
    assert picture.date_words == "不限日期"
    assert [entry.what for entry in picture.legend] == ["group", "group"]
    assert picture.filters == ("关系：任职",)


def test_a_cut_is_said() -> None:
    picture = network_picture(neighbourhood(world(), ["青川市财政局局长"], hops=3, limit=2), {})
    assert picture.cut_words == "显示 2 / 共 6"
    assert picture.notes == ("较近者先列，其余未画出",)


def test_everything_at_once_has_no_centre() -> None:
    nodes = MemoryStore().nodes([])
    found = Neighbourhood((), nodes, (), {}, {}, 0, cut=False)
    picture = network_picture(found, {})
    assert (picture.title, picture.subtitle) == ("全部记录 · 关系网络", "0 个节点")
