"""From written names of bodies and posts to the nodes that are meant."""

from __future__ import annotations

import json

import pytest

from graph.errors import Ambiguous, NotFound
from graph.resolve import bodies, posts, resolve
from graph.store import Store
from tests.lent import shared_data
from tests.world import World


def named(view: Store, text: str) -> list[str]:
    return [node.id for node in bodies(view, text)]


@pytest.fixture
def places(store: Store) -> Store:
    """Two cities of one name in two provinces, one known by the longer name, and others."""
    w = World()
    for code, name in (
        ("d1", "甲省"),
        ("d2", "丁省"),
        ("d3", "青川市"),
        ("d4", "白石州"),
        ("d5", "丙县"),
    ):
        w.node("Division", code, name=name)
    w.edge("LOCATED_IN", "d3", "d1")
    w.edge("LOCATED_IN", "d4", "d1")
    w.node("Organization", "o1", name="中共青川市委员会")
    w.edge("LOCATED_IN", "o1", "d3", seat="管辖")
    w.node("Organization", "o2", name="丁省石林市财政局")
    w.node("Organization", "o3", name="中共白石土家族苗族自治州委员会")
    w.edge("LOCATED_IN", "o3", "d4", seat="管辖")
    w.node("Organization", "o4", name="丙县人民政府")
    w.node("Organization", "o5", name="中共河西地区委员会")
    w.node("Organization", "o6", name="中共河西市委员会", former_name=["中共河西地区委员会"])
    w.node("Organization", "o7", name="东山市纪委")
    w.node("Organization", "o8", name="东山市监委")
    w.node("Organization", "o9", name="西山市纪委监委")
    w.node("Organization", "oa", name="中共广林壮族自治区委员会")
    w.node("Organization", "ob", name="东山市委", former_name=["中共东林专区委员会"])
    w.node("Organization", "oc", name="北岭区委")
    w.node("Organization", "od", name="中共甲省南原市北岭区委员会")
    w.node("Organization", "oe", name="高新区管委会")
    w.node("Organization", "of", name="长林青盟委")
    return w.store(store)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("青川市委", ["o1"]),
        ("甲省青川市委", ["o1"]),
        ("中共甲省青川市委员会", ["o1"]),
        ("丁省青川市委", []),
        ("石林市财政局", ["o2"]),
        ("丁省石林市财政局", ["o2"]),
        ("甲省石林市财政局", []),
        ("白石州委", ["o3"]),
        ("白石自治州委", ["o3"]),
        ("甲省白石州委", ["o3"]),
        ("丙县政府", ["o4"]),
        ("甲省青川市丙县人民政府", ["o4"]),
        ("河西地委", ["o5"]),
        ("河西市委", ["o6"]),
        ("东山市纪委监委", ["o7", "o8"]),
        ("西山市纪委", ["o9"]),
        ("西山市监察委员会", ["o9"]),
        ("广林区党委", ["oa"]),
        ("广林党委", ["oa"]),
        ("广林自治区党委", ["oa"]),
        ("东林地委", ["ob"]),
        ("北岭区委", ["oc", "od"]),
        ("南原市北岭区委", ["od"]),
        ("青川市高新区管委会", []),
        ("长盟委", ["of"]),
        ("青川市政府", []),
        ("市委", []),
    ],
)
def test_bodies(places: Store, text: str, ids: list[str]) -> None:
    assert named(places, text) == ids


def test_a_province_may_lack_its_last_word_where_it_is_recorded() -> None:
    w = World()
    w.node("Division", "e1", name="青云省")
    w.node("Organization", "p1", name="大河州委")
    w.edge("LOCATED_IN", "p1", "e1")
    w.node("Organization", "p2", name="石州市委")
    w.node("Organization", "p3", name="青州市委")
    w.edge("LOCATED_IN", "p2", "e1")
    view = w.store()
    asked = ("青云大河州委", "白云大河州委", "青云石州市委", "青云木州市委")
    assert [named(view, text) for text in asked] == [["p1"], [], ["p2"], []]


def seats(store: Store) -> Store:
    w = World()
    party = w.node("Organization", "party", name="中共青云土家族自治州委员会")
    government = w.node("Organization", "gov", name="青云州人民政府")
    w.node("Organization", "disc", name="青云州纪委")
    w.node("Organization", "group", name="中共青云州财政局党组")
    w.node("Organization", "office", name="青云州财政局")
    for body, title, head_of in (
        (party, "书记", "party"), (party, "副书记", "none"), (party, "常委、秘书长", "none"),
        (government, "州长", "administration"), (government, "副州长", "none"),
        ("disc", "纪委书记", "discipline"), ("disc", "副书记", "none"),
        ("group", "党组书记", "party"), ("group", "党组副书记", "none"),
        ("office", "局长", "administration"), ("office", "副局长", "none"),
    ):  # fmt: skip
        w.post(body, title, head_of)
    return w.store(store)


@pytest.mark.parametrize(
    ("body", "asked", "title"),
    [
        ("party", "书记 州委书记 中共青云州委员会书记 党委书记 党组织书记 一把手", "书记"),
        ("party", "副书记 州委副书记 青云州委副书记", "副书记"),
        ("party", "州委常委、秘书长", "常委、秘书长"),
        ("gov", "州长 青云州州长 州人民政府州长 市长 专员 行政正职 代州长", "州长"),
        ("gov", "副州长 青云州副州长 州政府副州长 青云州人民政府副州长", "副州长"),
        ("disc", "书记 纪委书记 州纪委书记 青云州纪律检查委员会书记", "纪委书记"),
        ("disc", "副书记 州纪委副书记 纪委副书记", "副书记"),
        ("group", "书记 党组书记 财政局党组书记 州财政局党组书记 一把手", "党组书记"),
        ("group", "副书记 党组副书记 州财政局党组副书记", "党组副书记"),
        ("office", "局长 财政局局长 州财政局局长 财政局长 州财政局长 行政正职 主任", "局长"),
        ("office", "副局长 州财政局副局长", "副局长"),
        ("party", "市长 代市长 纪委书记 秘书长 第一副书记 原书记", None),
        ("gov", "书记 副市长 代市长 副专员 市长助理 原州长 前州长", None),
    ],
)  # fmt: skip
def test_posts(store: Store, body: str, asked: str, title: str | None) -> None:
    view = seats(store)
    expected = [] if title is None else [title]
    got = {one: [n.caption for n in posts(view, [body], one)] for one in asked.split()}
    assert got == dict.fromkeys(asked.split(), expected)


def test_an_exact_title_wins_over_the_class() -> None:
    w = World()
    body = w.body("青川市人民政府", "政府")
    mayor, acting = w.post(body, "市长", "administration"), w.post(body, "代市长", "administration")
    head = w.post(body, "主任", "administration")
    view = w.store()
    assert [n.id for n in posts(view, [body], "市长")] == [mayor]
    assert [n.id for n in posts(view, [body], "代市长")] == [acting]
    assert [n.id for n in posts(view, [body], "行政正职")] == sorted([mayor, acting, head])


def test_resolve_by_id_name_code_and_canonical_name(places: Store) -> None:
    w = World()
    w.node("Person", "p1", name="林一鸣")
    w.node("Person", "p2", name="林一鸣", namesake="白石县")
    w.node("Person", "p3", name="单小石")
    w.node("Clue", "c1", number="线12")
    view = w.store(places)
    assert resolve(view, "p2").id == "p2"
    assert resolve(view, "單小石").id == "p3"
    assert resolve(view, "线12", ["Clue"]).id == "c1"
    assert resolve(view, "青川市委", ["Organization"]).id == "o1"
    with pytest.raises(Ambiguous) as ambiguous:
        resolve(view, "林一鸣")
    assert ambiguous.value.candidates == [("p1", "林一鸣"), ("p2", "林一鸣（白石县）")]
    with pytest.raises(NotFound, match="是否指：单小石"):
        resolve(view, "单晓石")
    with pytest.raises(NotFound):
        resolve(view, "p2", ["Organization"])


@pytest.mark.shared
@pytest.mark.parametrize("stored", ["中共{}委员会", "{}委"])
def test_every_prefecture_is_found_under_every_form(stored: str) -> None:
    cities = json.loads(shared_data("admin_divisions/cities.json").read_text("utf-8"))
    names = sorted({c["name"] for c in cities if not c["name"].endswith(("市辖区", "区划", "县"))})
    w = World()
    for name in names:
        w.node("Organization", f"{name}党", name=stored.format(name))
        seat = "行政公署" if name.endswith(("地区", "盟")) else "人民政府"
        w.node("Organization", f"{name}政", name=name + seat)
        w.node("Organization", f"{name}纪", name=f"{name}纪委")
    view = w.store()
    asked = {
        "党": ("中共{}委员会", "{}委", "中共{}委", "{}委员会"),
        "政": ("{}人民政府", "{}政府"),
        "纪": ("中共{}纪律检查委员会", "{}纪委"),
    }
    wrong = [
        (form.format(name), found)
        for name in names
        for mark, forms in asked.items()
        for form in forms
        if (found := named(view, form.format(name))) != [name + mark]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("青川市委书记", "p1"),
        ("中共甲省青川市委员会书记", "p1"),
        ("甲省青川市委副书记", "p2"),
        ("青川市委办公室主任", "p3"),
        ("青川市财政局局长", "p4"),
    ],
)
def test_a_post_is_found_by_body_and_title_in_one(store: Store, text: str, post: str) -> None:
    w = World()
    w.node("Division", "d1", name="甲省")
    w.node("Division", "d2", name="青川市")
    w.edge("LOCATED_IN", "d2", "d1")
    for body, name in (("o1", "中共青川市委员会"), ("o2", "中共青川市委办公室"),
                       ("o3", "青川市财政局")):  # fmt: skip
        w.node("Organization", body, name=name)
    w.edge("LOCATED_IN", "o1", "d2", seat="管辖")
    for id_, title, body, head in (
        ("p1", "书记", "o1", "party"), ("p2", "副书记", "o1", "none"),
        ("p3", "主任", "o2", "administration"), ("p4", "局长", "o3", "administration"),
    ):  # fmt: skip
        w.node("Post", id_, title=title)
        w.edge("POST_OF", id_, body, head_of=head)
    view = w.store(store)
    assert resolve(view, text).id == post
    assert resolve(view, text, ("Person", "Post")).id == post
    with pytest.raises(NotFound):
        resolve(view, text, ("Organization",))


@pytest.mark.parametrize("text", ["青川市委", "青川市委秘书长", "书记", "丁市委书记", "书", ""])
def test_what_is_no_body_and_title_is_no_post(store: Store, text: str) -> None:
    w = World()
    w.node("Organization", "o1", name="中共青川市委员会")
    w.node("Post", "p1", title="党委书记")
    w.edge("POST_OF", "p1", "o1", head_of="party")
    with pytest.raises(NotFound):
        resolve(w.store(store), text, ("Post",))
