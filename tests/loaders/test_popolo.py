"""Popolo in and out: the graph it makes, and round trips equal apart from order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidData
from graph.memory_store import MemoryStore
from graph.record import Node
from graph.sqlite_store import SqliteStore
from loaders.popolo import export_popolo, load_popolo
from loaders.popolo_model import CLASSES, fault
from tests.lent import shared_data
from tests.world import World

UUID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def written(tmp_path: Path, document: object, name: str = "议会.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def unordered(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its arrays of objects in an order of their own."""
    return {
        key: sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
        if isinstance(value, list)
        else value
        for key, value in document.items()
    }


def faults(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (array, *wrong)
        for array in CLASSES
        for item in document.get(array, ())
        if (wrong := fault(array, item))
    ]


ASSEMBLY: dict[str, Any] = {
    "persons": [
        {
            "id": UUID, "name": "林一鸣", "gender": "male", "birth_date": "1961-04",
            "other_names": [{"name": "林鸣"}], "email": None,
            "identifiers": [{"scheme": "甲省", "identifier": "0001"}],
            "contact_details": [{"type": "voice", "value": "000-0000"}],
        },
        {"id": "p2", "name": "苏晓", "gender": "女", "birth_date": "1970-02-31"},
    ],
    "organizations": [
        {"id": "legislature", "name": "甲省议会", "classification": "legislature", "seats": 2},
        {"id": "office", "name": "办公厅", "parent_id": "legislature", "area_id": "area/甲"},
    ],
    "areas": [
        {"id": "area/甲", "name": "甲市", "type": "constituency"},
        {"id": "area/乙", "name": "乙县", "parent_id": "area/甲", "identifier": "990102"},
    ],
    "posts": [{"id": "chair", "label": "主任", "role": "主持", "organization_id": "office"}],
    "memberships": [
        {
            "person_id": UUID, "organization_id": "legislature", "role": "member",
            "area_id": "area/甲", "start_date": "2013-03-05", "end_date": "2018-03-04",
        },
        {
            "person_id": UUID, "organization_id": "legislature", "role": "member",
            "area_id": "area/甲", "start_date": "2019-05", "legislative_period_id": "term/13",
        },
        {"person_id": "p2", "post_id": "chair", "start_date": "2014-01-01T09:00Z"},
        {"person_id": "p2", "organization_id": "legislature", "start_date": "2015",
         "end_date": "2014"},
        {"person_id": "nobody", "organization_id": "legislature", "role": "member"},
    ],
    "events": [{"id": "term/13", "name": "第十三届", "start_date": "2018-03-05"}],
    "meta": {"sources": ["甲省公报"]},
}  # fmt: skip


def by_title(store: MemoryStore | SqliteStore) -> dict[str, Node]:
    return {node.caption: node for node in store.scan_nodes("Post")}


def test_memberships_become_holdings_of_posts(tmp_path: Path) -> None:
    store = MemoryStore()
    report = load_popolo(store, written(tmp_path, ASSEMBLY))
    assert (report.rows, report.rejected) == (13, 0)
    assert report.notes == {
        "events 原样保留": 1,
        "memberships 中无法成为记录的对象，原样保留": 1,
        "未采用的任职起止日期，原样保留": 1,
    }
    people = {n.id: n for n in store.scan_nodes("Person")}
    posts = {n.id: n.caption for n in store.scan_nodes("Post")}
    held = {
        (people[e.source].caption, posts[e.target], e.first("since"), e.first("until"))
        for e in store.scan_edges("HOLDS")
    }
    assert held == {
        ("林一鸣", "member（甲市）", "2013-03-05", "2018-03-05"),
        ("林一鸣", "member（甲市）", "2019-05", None),
        ("苏晓", "主任", "2014-01-01", None),
        ("苏晓", "成员", None, None),
    }
    (lin,) = (n for n in people.values() if n.caption == "林一鸣")
    assert {k: v for k, v in lin.properties.items() if k != "source_data"} == {
        "name": ("林一鸣",), "sex": ("男",), "birth": ("1961-04",), "alias": ("林鸣",),
        "identifier": ("甲省:0001",),
    }  # fmt: skip
    (su,) = (n for n in people.values() if n.caption == "苏晓")
    assert "birth" not in su.properties  # 31 February is nowhere but in the text that was kept


def test_organizations_areas_and_posts_are_joined(tmp_path: Path) -> None:
    store = MemoryStore()
    load_popolo(store, written(tmp_path, ASSEMBLY))
    names = {
        node.id: node.caption
        for kind in ("Organization", "Division", "Post")
        for node in store.scan_nodes(kind)
    }
    joined = {
        (kind, names[edge.source], names[edge.target])
        for kind in ("COMPONENT_OF", "LOCATED_IN", "POST_OF")
        for edge in store.scan_edges(kind)
    }
    assert joined == {
        ("COMPONENT_OF", "办公厅", "甲省议会"),
        ("LOCATED_IN", "办公厅", "甲市"),
        ("LOCATED_IN", "乙县", "甲市"),
        ("POST_OF", "主任", "办公厅"),
        ("POST_OF", "member（甲市）", "甲省议会"),
        ("POST_OF", "成员", "甲省议会"),
    }


def test_the_round_trip_is_equal_in_the_embedded_store(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "库.db"))
    load_popolo(store, written(tmp_path, ASSEMBLY))
    exported = export_popolo(store)
    assert exported == ASSEMBLY
    assert faults(exported) == []
    store.close()


def test_loading_twice_adds_nothing(tmp_path: Path) -> None:
    store = MemoryStore()
    path = written(tmp_path, ASSEMBLY)
    first = load_popolo(store, path)
    again = load_popolo(store, path)
    assert (again.attested, again.unchanged) == (0, first.attested)
    assert export_popolo(store) == ASSEMBLY


def test_embedded_objects_are_read_and_stay_embedded(tmp_path: Path) -> None:
    document = {
        "persons": [
            {
                "name": "高远",
                "memberships": [
                    {"role": "委员", "organization": {"name": "乙会", "posts": [{"label": "主席"}]}}
                ],
            }
        ],
        "posts": [],
    }
    store = MemoryStore()
    load_popolo(store, written(tmp_path, document))
    assert set(by_title(store)) == {"委员", "主席"}
    assert len(store.scan_edges("HOLDS")) == 1
    assert export_popolo(store) == document


def test_ids_meet_across_files_only_where_they_may(tmp_path: Path) -> None:
    def person(number: str, **more: str) -> dict[str, Any]:
        return {"persons": [{"id": number, "name": "林一鸣", **more}], "organizations": []}

    one, two = (
        written(tmp_path, person(UUID), "1.json"),
        written(tmp_path, person(UUID.upper(), gender="male"), "2.json"),
    )
    three, four = (
        written(tmp_path, person("p1"), "3.json"),
        written(tmp_path, person("p1", gender="male"), "4.json"),
    )
    store = MemoryStore()
    for path in (one, two, three, four):
        load_popolo(store, path)
    assert store.counts()["Person"] == 3  # one UUID, and two files that both number from p1
    store = MemoryStore()
    for path in (three, four):
        load_popolo(store, path, scope="甲省")
    assert store.counts()["Person"] == 1
    assert export_popolo(store)["persons"] == [{"id": "p1", "name": "林一鸣", "gender": "male"}]


def test_objects_that_break_the_specification_are_rejected_one_by_one(tmp_path: Path) -> None:
    document = {
        "persons": [
            {"id": "1", "name": "林一鸣"},
            {"id": "2", "name": 7},
            {"id": "3", "name": "苏晓", "birth_date": "1970/2"},
            {"id": "4", "identifiers": [{"scheme": "甲省"}]},
            "林二鸣",
        ]
    }
    store = MemoryStore()
    report = load_popolo(store, written(tmp_path, document))
    assert [(r.sheet, r.row, r.column, r.reason) for r in report.rejections] == [
        ("persons", 2, "name", "应为文字"),
        ("persons", 3, "birth_date", "不合 Popolo 的日期格式"),
        ("persons", 4, "identifiers.0.identifier", "缺少必填的值"),
        ("persons", 5, None, "应为对象"),
    ]
    assert export_popolo(store) == {"persons": [{"id": "1", "name": "林一鸣"}]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "不是完好的 UTF-8 JSON"),
        ("[1]", "不是 Popolo 文件"),
        ('{"people": []}', "不是 Popolo 文件"),
        ('{"persons": [], "posts": {}}', "的 posts 应为数组"),
        ('{"persons": [{"name": "\\ud800"}]}', "不是完好的 UTF-8 JSON"),
        ('{"persons": [{"name": "a", "x": NaN}]}', "不是完好的 UTF-8 JSON"),
    ],
)
def test_other_files_are_refused_with_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "坏.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData, match=message) as caught:
        load_popolo(MemoryStore(), path)
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="找不到文件"):
        load_popolo(MemoryStore(), tmp_path / "无.json")


def test_what_other_files_say_leaves_as_valid_popolo() -> None:
    world = World()
    upper, lower = world.body("甲省委"), world.body("青川市委")
    world.edge("COMPONENT_OF", lower, upper)
    world.node("Division", "d1", name="青川市", code="990100")
    world.edge("LOCATED_IN", lower, "d1", seat="管辖")
    post = world.post(lower, "书记", "party")
    world.holds("林一鸣", post, nature="代理", since="2014-05-20", until="2016-01-01")
    world.node("Person", "林一鸣", name="林一鸣", sex="男", birth="1961-04", alias=["林鸣"])
    world.node("Person", "家属", name="某")
    exported = export_popolo(world.store())
    assert faults(exported) == []
    (membership,) = exported["memberships"]
    assert len(membership.pop("id")) == 20
    assert {**exported, "memberships": [membership]} == {
        "persons": [
            {"id": "林一鸣", "name": "林一鸣", "gender": "male", "birth_date": "1961-04",
             "other_names": [{"name": "林鸣"}]}
        ],
        "organizations": [
            {"id": "甲省委", "name": "甲省委", "classification": "党委"},
            {"id": "青川市委", "name": "青川市委", "classification": "党委",
             "parent_id": "甲省委", "area_id": "d1"},
        ],
        "posts": [{"id": "青川市委书记", "label": "书记", "organization_id": "青川市委"}],
        "areas": [{"id": "d1", "name": "青川市", "identifier": "990100"}],
        "memberships": [
            {"person_id": "林一鸣", "post_id": "青川市委书记", "organization_id": "青川市委",
             "role": "书记", "label": "书记（代理）", "start_date": "2014-05-20",
             "end_date": "2015-12-31"}
        ],
    }  # fmt: skip


# Anything that validates comes back as it was.

text = st.text(alphabet=st.characters(codec="utf-8"), max_size=6)
number = st.sampled_from(["1", "2", "area/甲", UUID, "", "x:y"])
day = st.sampled_from(["2014", "2014-05", "2014-05-20", "2014-02-31", "9999-12-31", "0000"])
moment = st.one_of(day, st.sampled_from(["2014-05-20T10:00Z", "2013-01-01T10:00:00+08:00"]))
extra = st.one_of(
    text,
    st.none(),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dictionaries(text, st.integers(), max_size=2),
)


def either(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), value)


def item(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    common = {"id": either(number), "x_extra": extra, "links": st.just([{"url": "urn:x"}])}
    return st.fixed_dictionaries({}, optional={**common, **optional})


identifiers = st.lists(
    st.fixed_dictionaries({"identifier": text}, optional={"scheme": either(text)}), max_size=2
)
other_names = st.lists(
    st.fixed_dictionaries({}, optional={"name": text, "note": either(text)}), max_size=2
)
areas = item(name=either(text), identifier=either(text), parent_id=either(number))
bodies = item(
    name=either(text), other_names=other_names, identifiers=identifiers, area=areas,
    classification=either(text), parent_id=either(number), area_id=either(number),
    children=st.lists(item(name=text), max_size=1),
)  # fmt: skip
posts = item(
    label=either(text), role=either(text), organization_id=either(number), start_date=either(day)
)
memberships = item(
    role=either(text), person_id=either(number), organization_id=either(number),
    post_id=either(number), area_id=either(number), start_date=either(moment),
    end_date=either(moment), organization=bodies, post=posts, member=either(st.just({})),
)  # fmt: skip
genders = either(st.sampled_from(["male", "女", "other"]))
persons = item(
    name=either(text), gender=genders, birth_date=either(day), other_names=other_names,
    identifiers=identifiers, memberships=st.lists(memberships, max_size=2),
)  # fmt: skip
documents = st.fixed_dictionaries(
    {"persons": st.lists(persons, max_size=3)},
    optional={
        "areas": st.lists(areas, max_size=2), "organizations": st.lists(bodies, max_size=3),
        "posts": st.lists(posts, max_size=2), "memberships": st.lists(memberships, max_size=4),
        "events": st.lists(item(name=text), max_size=1), "meta": extra,
    },
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(document=documents)
def test_whatever_validates_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    assert faults(document) == []
    path = written(tmp_path_factory.getbasetemp(), document, "随机.json")
    store = MemoryStore()
    report = load_popolo(store, path)
    assert report.rejected == 0
    exported = export_popolo(store)
    assert json.dumps(unordered(exported), sort_keys=True) == json.dumps(
        unordered(document), sort_keys=True
    )
    assert faults(exported) == []


@pytest.mark.shared
def test_the_real_assembly_comes_back_equal_and_valid(tmp_path: Path) -> None:
    assembly = shared_data("popolo/cn_npc12.popolo.json")
    printed = json.loads(assembly.read_text(encoding="utf-8"))
    store = SqliteStore(str(tmp_path / "库.db"))
    report = load_popolo(store, assembly)
    assert report.rejected == 0
    exported = export_popolo(store)
    assert unordered(exported) == unordered(printed)
    assert faults(printed) == faults(exported) == []
    store.close()
