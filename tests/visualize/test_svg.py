from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as Xml

from graph.schema import schema
from graph.store import Store
from tests.visualize.conftest import MARKUP, chain_of
from visualize.boxes import Outline, Text
from visualize.drawing import draw
from visualize.picture import PictureNode
from visualize.svg import figure, svg

SVG = "{http://www.w3.org/2000/svg}"


def texts(root: Xml.Element) -> list[str]:
    return ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]


def test_the_page_holds_everything_that_must_be_read_with_it(store: Store) -> None:
    picture = replace(chain_of(store, "甲县委", "2015-05-01"), shown=3, total=4812)
    root = Xml.fromstring(svg(picture))
    found = texts(root)
    for words in (
        "甲县委 · 主体责任链条",
        "截至 2015-05-01 · 责任：主体责任 · 方向：向上追溯 · 显示 3 / 共 4,812",
        "上 2 级", "本级", "乙市委", "冲突任职记录", "林一鸣", "可能", "主持工作", "未见记录",
        "图例", "党的机构", "主体责任", "说明", "丙省委：未见更上一级的记录，链条到此为止", "出处",
        "主体责任 [5]", "[1]",
    ):  # fmt: skip
        assert words in found, words
    assert [t for t in found if t.startswith("[1] ")] == [
        f"[1] 测试名册.csv {picture.sources[0].locator}"
    ]


def test_it_is_named_described_and_says_its_language(store: Store) -> None:
    root = Xml.fromstring(svg(chain_of(store, "甲县委", "2015-05-01")))
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    named = [root.find(f"{SVG}*[@id='{i}']") for i in (root.get("aria-labelledby") or "").split()]
    assert [e.text if e is not None else None for e in named] == [
        "甲县委 · 主体责任链条",
        "自党委 甲县委 向上追溯；截至 2015-05-01；3 个方框、2 条线",
    ]
    assert "Noto Sans CJK SC" in (root.get("font-family") or "")


def test_names_are_text_and_nothing_is_remote(store: Store) -> None:
    written = svg(chain_of(store, "甲县委", "2015-05-01"))
    root = Xml.fromstring(written)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} == {
        "svg", "title", "desc", "rect", "g", "path", "text",
    }  # fmt: skip
    assert MARKUP.replace(" ", "") in "".join(texts(root)).replace(" ", "")
    assert re.findall(r"https?://[^\"]*", written) == ["http://www.w3.org/2000/svg"]
    assert not [name for e in root.iter() for name in e.attrib if name.startswith("on")]


def test_boxes_and_people_can_be_clicked_by_their_ids(store: Store) -> None:
    root = Xml.fromstring(svg(chain_of(store, "甲县委", "2015-05-01")))
    ids = [e.get("data-id") for e in root.iter() if e.get("data-id")]
    assert set(ids) == {"甲县委", "乙市委", "丙省委", "林一鸣", MARKUP, "周行之", "顾南星"}


def strokes(written: str) -> set[tuple[str, str, str]]:
    """Colour, width and dashes of each line drawn between boxes."""
    return {
        (p.get("stroke", ""), p.get("stroke-width", ""), p.get("stroke-dasharray", ""))
        for g in Xml.fromstring(written).iter(f"{SVG}g")
        if g.get("class") == "line"
        for p in g.iter(f"{SVG}path")
        if p.get("stroke")
    }


def test_duties_and_certainty_differ_in_more_than_colour(store: Store) -> None:
    party = strokes(figure(draw(chain_of(store, "甲县委", "2015-05-01"))))
    perhaps = strokes(figure(draw(chain_of(store, "甲县委", "2016-05-01"))))
    discipline = strokes(figure(draw(chain_of(store, "甲县委", "2015-05-01", "discipline"))))
    assert party == {("#b3261e", "2.4", "")}
    assert perhaps == {("#b3261e", "2.4", "9 6")}
    assert discipline == {
        ("#cedbe0", "8", ""), ("#1f5c73", "1.4", ""), ("#b3261e", "2.4", "1.5 5"),
    }  # fmt: skip


def test_text_stays_inside_its_box(store: Store) -> None:
    long = "中共甲省青川市临江自治县云岭经济技术开发区建设管理工作委员会" * 6
    picture = chain_of(store, "甲县委", "2015-05-01")
    node = replace(picture.nodes[0], label=long)
    box = draw(replace(picture, nodes=(node, *picture.nodes[1:]))).boxes["甲县委"]
    shown = [m for m in box.marks if isinstance(m, Text)]
    assert all(0 < m.y < box.height and 0 < m.x < box.width for m in shown)
    assert len([m for m in shown if m.text[:2] in long and len(m.text) > 10]) == 3


def test_an_empty_picture_still_says_why(store: Store) -> None:
    picture = replace(chain_of(store, "甲县委", "2015"), nodes=(), edges=(), notes=("无",))
    assert "无" in texts(Xml.fromstring(svg(picture)))


def test_every_group_of_the_schema_can_be_drawn(store: Store) -> None:
    picture = chain_of(store, "甲县委", "2015")
    nodes = tuple(PictureNode(g, "Post", "类", g, g) for g in schema().groups)
    drawn = draw(replace(picture, nodes=nodes, edges=(), layout="network"))
    frames = {
        b.node.id: tuple(m for m in b.marks if isinstance(m, Outline)) for b in drawn.boxes.values()
    }
    shapes = {tuple(m.path for m in marks) for marks in frames.values()}
    assert len(shapes) == len(frames)
