from __future__ import annotations

from dataclasses import replace

from graph.queries.chain import chain
from graph.store import Store
from tests.visualize.conftest import FROM, MARKUP, chain_of, small_world
from tests.world import World
from visualize.chain_picture import chain_picture, duties_picture
from visualize.citations import NO_TITLE, document_titles
from visualize.picture import LegendEntry, Picture, PictureLine


def lines(picture: Picture) -> dict[str, list[tuple[str, str, str, str]]]:
    return {
        node.label: [(line.role, line.text, line.note, line.mark) for line in node.lines]
        for node in picture.nodes
    }


def test_a_layer_for_each_level_and_a_box_with_all_holders(store: Store) -> None:
    picture = chain_of(store, "甲县委", "2015-05-01")
    assert [(n.label, n.eyebrow, n.group, n.layer, n.centre) for n in picture.nodes] == [
        ("甲县委", "党委", "party", 2, True),
        ("乙市委", "党委", "party", 1, False),
        ("丙省委", "党委", "party", 0, False),
    ]
    assert picture.layers == ("上 2 级", "上 1 级", "本级")
    assert lines(picture) == {
        "甲县委": [("书记", "未见记录", "", "")],
        "乙市委": [
            ("书记", "冲突任职记录", "", ""),
            ("书记", "林一鸣", "2010-01-01 起，2020-01-01 离任", ""),
            ("书记", MARKUP, "2012-03 起，2018-05-01 离任", ""),
            ("市长", "顾南星", "2010-01-01 起，2020-01-01 离任", ""),
        ],
        "丙省委": [("书记", "周行之", "2014-02-01 起", "可能 主持工作")],
    }
    assert [line.emphasis for line in picture.nodes[1].lines] == ["head", "head", "head", "beside"]
    assert [line.missing for line in picture.nodes[1].lines] == [True, False, False, False]


def test_it_says_when_for_what_and_how_far(store: Store) -> None:
    picture = chain_of(store, "甲县委", "2015-05-01")
    assert picture.title == "甲县委 · 主体责任链条"
    assert picture.subtitle == "自党委 甲县委 向上追溯"
    assert picture.date_words == "截至 2015-05-01"
    assert picture.filters == ("责任：主体责任", "方向：向上追溯")
    assert (picture.layout, picture.shown, picture.total, picture.cut_words) == ("rows", 3, 3, "")
    assert picture.notes == ("丙省委：未见更上一级的记录，链条到此为止",)


def test_every_holder_and_line_cites_its_places(store: Store) -> None:
    picture = chain_of(store, "甲县委", "2015-05-01")
    cited = {s.number: (s.title, s.locator) for s in picture.sources}
    assert list(cited) == [1, 2, 3, 4, 5, 6]
    assert {title for title, _ in cited.values()} == {"测试名册.csv"}
    assert [line.sources for line in picture.nodes[1].lines] == [(), (1,), (2,), (3,)]
    assert [e.sources for e in picture.edges] == [(5,), (6,)]


def test_the_two_duties_look_different_and_what_is_not_followed_is_dotted(store: Store) -> None:
    party = chain_of(store, "甲县委", "2015-05-01")
    discipline = chain_of(store, "甲县委", "2015-05-01", "discipline")
    assert [(e.group, e.style, e.main) for e in party.edges] == [("party", "solid", True)] * 2
    assert {(e.source, e.target, e.group, e.style) for e in discipline.edges} == {
        ("甲县纪委", "乙市纪委", "discipline", "solid"),
        ("乙市纪委", "丙省纪委", "discipline", "solid"),
        ("甲县纪委", "甲县委", "party", "dotted"),
        ("乙市纪委", "乙市委", "party", "dotted"),
        ("丙省纪委", "丙省委", "party", "dotted"),
    }
    layers = {n.label: (n.layer, n.group) for n in discipline.nodes}
    assert layers == {
        "甲县纪委": (2, "discipline"), "乙市纪委": (1, "discipline"), "丙省纪委": (0, "discipline"),
        "甲县委": (2, "party"), "乙市委": (1, "party"), "丙省委": (0, "party"),
    }  # fmt: skip
    assert discipline.legend == (
        LegendEntry("group", "party", "党的机构"),
        LegendEntry("group", "discipline", "纪检监察机构"),
        LegendEntry("duty", "party", "主体责任"),
        LegendEntry("duty", "discipline", "监督责任"),
        LegendEntry("style", "solid", "实线：确定"),
        LegendEntry("style", "dashed", "虚线或标“可能”：可能（记录不足以确定）"),
        LegendEntry("style", "dotted", "点线：只作旁注，不随此线追溯"),
    )


def test_a_vacancy_is_told_with_what_says_so(store: Store) -> None:
    picture = chain_of(store, "甲县委", "2015-05-01", "discipline")
    (vacant,) = next(n for n in picture.nodes if n.label == "乙市纪委").lines
    assert vacant == PictureLine(
        "纪委书记", "空缺", emphasis="head", missing=True, sources=vacant.sources
    )
    (source,) = (s for s in picture.sources if s.number in vacant.sources)
    said = {a.place.locator for a in store.attestations(["乙市纪委纪委书记"])["乙市纪委纪委书记"]}
    assert source.locator in said


def test_a_link_that_may_have_ended_is_dashed_and_says_so(store: Store) -> None:
    edge = chain_of(store, "甲县委", "2016-05-01").edges[0]
    assert (edge.style, edge.label, edge.certainty) == ("dashed", "主体责任 · 可能", "可能")


def test_no_head_post_and_handover_are_words() -> None:
    world = World()
    world.body("甲县委")
    world.body("乙市委")
    world.answers("甲县委", "乙市委", **FROM)
    post = world.post("乙市委", "书记", "party")
    world.holds("林一鸣", post, since="2010", until="2015-06")
    world.holds("陈望舒", post, since="2015-06", until="2018")
    picture = chain_of(world.store(), "甲县委", "2015-06-10")
    assert lines(picture) == {
        "甲县委": [("党组织书记", "未见记录（无此职务记录）", "", "")],
        "乙市委": [
            ("书记", "交接期间", "", ""),
            ("书记", "林一鸣", "2010 起，2015-06 离任", "可能"),
            ("书记", "陈望舒", "2015-06 起，2018 离任", "可能"),
        ],
    }


def test_talks_between_two_levels_are_counted_and_told() -> None:
    world = small_world()
    world.node("Talk", "谈一", type="提醒谈话", date="2015-02-03")
    world.edge("PARTICIPATED", "周行之", "谈一", role="谈话人", on="2015-02-03")
    world.edge("PARTICIPATED", "林一鸣", "谈一", role="谈话对象", on="2015-02-03")
    lower, upper = chain_of(world.store(), "甲县委", "2015-05-01").edges
    assert lower.label == "主体责任"
    assert [d.text for d in lower.details if d.label == "谈话"] == ["所查期间未见记录"]
    assert upper.label == "主体责任 · 谈话 1 次"
    told = [d.text for d in upper.details if d.label == "谈话"]
    assert told == ["2015-02-03 提醒谈话：周行之 → 林一鸣"]


def test_overseers_are_named_by_their_part() -> None:
    world = small_world()
    world.edge("OVERSEES", "乙市政府市长", "甲县委", since="2014-01-01", until="2015-06")
    picture = chain_of(world.store(), "甲县委", "2015-06-10")
    assert lines(picture)["甲县委"][1:] == [
        ("分管 · 市长", "顾南星", "2010-01-01 起，2020-01-01 离任", "可能")
    ]


def test_a_tree_grows_to_the_right_and_says_when_it_is_cut(store: Store) -> None:
    found = replace(chain(store, "丙省委", "2015-05-01", direction="down", limit=2), total=4812)
    picture = chain_picture(found, {})
    assert picture.layout == "columns"
    assert picture.layers == ("本级", "下 1 级")
    assert picture.cut_words == "显示 2 / 共 4,812"
    assert picture.notes[-1] == "只列出 2 个机构，其余未展开"
    assert {s.title for s in picture.sources} == {NO_TITLE}


def test_a_reporting_chain_has_posts_as_boxes() -> None:
    world = World()
    world.body("青川厂", "国企")
    world.holds("林一鸣", world.post("青川厂", "主任"), **FROM)
    world.post("青川厂", "经理")
    world.answers("青川厂主任", "青川厂经理", "reporting", **FROM)
    picture = chain_of(world.store(), "林一鸣", "2015-05-01", "reporting")
    assert [(n.kind, n.label, n.group, n.layer, n.centre) for n in picture.nodes] == [
        ("Post", "主任", "post", 1, True),
        ("Post", "经理", "post", 0, False),
    ]
    assert [e.group for e in picture.edges] == ["reporting"]


def test_nothing_found_is_an_empty_picture_that_says_why() -> None:
    world = World()
    world.node("Person", "林一鸣", name="林一鸣")
    picture = chain_of(world.store(), "林一鸣", "2015")
    assert (picture.nodes, picture.edges, picture.legend, picture.sources) == ((), (), (), ())
    assert picture.notes == ("当日未见 林一鸣 所在机构或职务的记录",)


def both(store: Store, subject: str, on: str) -> Picture:
    party, discipline = (chain(store, subject, on, duty) for duty in ("party", "discipline"))
    titles = document_titles(store, party) | document_titles(store, discipline)
    return duties_picture(party, discipline, titles)


def test_both_duties_stand_on_the_same_rows_and_are_never_one_path(store: Store) -> None:
    picture = both(store, "甲县委", "2015-06-01")
    rows = {node.label: picture.layers[node.layer] for node in picture.nodes}
    assert rows["甲县委"] == rows["甲县纪委"] == "本级"
    assert rows["乙市委"] == rows["乙市纪委"] == "上 1 级"
    assert rows["丙省委"] == rows["丙省纪委"] == "上 2 级"
    followed = {(edge.group, edge.source, edge.target) for edge in picture.edges if edge.main}
    assert {(duty, end) for duty, *ends in followed for end in ends} == {
        *(("party", f"{place}委") for place in ("甲县", "乙市", "丙省")),
        *(("discipline", f"{place}纪委") for place in ("甲县", "乙市", "丙省")),
    }
    assert {edge.style for edge in picture.edges if not edge.main} == {"dotted"}
    assert {entry.sign for entry in picture.legend if entry.what == "duty"} == {
        "party", "discipline",
    }  # fmt: skip
    assert all(note.startswith(("主体责任：", "监督责任：")) for note in picture.notes)
    assert picture.shown == picture.total == 6


def test_a_body_that_nobody_supervises_says_so_beside_its_party_chain() -> None:
    world = small_world()
    world.body("丁局党组", "党组")
    world.answers("丁局党组", "乙市委", **FROM)
    picture = both(world.store(), "丁局党组", "2015-06-01")
    assert "监督责任：丁局党组：当日未见对其负监督责任的纪检机构记录" in picture.notes
    assert picture.nodes[0].label == "丁局党组"
