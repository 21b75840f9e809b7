from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotFound
from loaders.mapping import MappingError, parse_mapping, read_mapping

SOUND = """
title: 名册
columns: {name: [姓名], unit: [单位], since: [任职]}
entities:
  body: {kind: Organization, key: {printed_name: "{unit}", scope: document}}
  post: {kind: Post, key: {post_of: body, title: 主任}}
  person: {kind: Person, key: {row: true}, properties: {name: "{name}"}}
edges:
  - {kind: HOLDS, from: person, to: post, since: "{since}"}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(MappingError) as caught:
        parse_mapping(text, "试")
    return caught.value.problems


def test_a_sound_mapping_is_read_with_its_name() -> None:
    mapping = parse_mapping(SOUND, "试")
    assert (mapping.name, mapping.title, mapping.edges[0].kind) == ("试", "名册", "HOLDS")


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("kind: Person", "kind: Persn", "person.kind：没有“Persn”这种节点，是否想写 Person？"),
        ("kind: HOLDS", "kind: HOLD", "edges[1].kind：没有“HOLD”这种关系，是否想写 HOLDS？"),
        ('"{unit}"', '"{uint}"', "body.key.printed_name：没有“uint”这种列，是否想写 unit？"),
        ("to: post,", "to: body,", "edges[1].to：body 是 Organization，HOLDS 要求 Post"),
        ("from: person", "from: people", "edges[1].from：没有“people”这种实体，是否想写 person？"),
        ("since: \"", "on: \"", "edges[1].on：HOLDS 的时间应写 since、until、seen"),
        (', scope: document}', "}", "entities.body.key：printed_name 还需要 scope"),
        ("{row: true}", "{row: true, title: 甲}", "entities.person.key：title 不能与 row 同用"),
        ('{name: "{name}"}', "{name: {name}}", "花括号要放在引号里"),
        ('{name: "{name}"}', "{sex: 男性}", "“男性”不在可用的值之中（是否应为“男”？可用：男、女）"),
        ('{name: "{name}"}', "{sex: 男}", "Person 必须有 name（姓名）"),
        ("properties:", "propertys:", "person.propertys：没有“propertys”这种键，是否想写 prop"),
        ("post_of: body", "post_of: post", "entities.post.key.post_of：没有“post”这种实体"),
        ("title: 名册", "tilte: 名册", "title：缺少这个键"),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_with_the_path_of_its_key(
    was: str, becomes: str, problem: str
) -> None:
    assert was in SOUND
    assert any(problem in line for line in problems(SOUND.replace(was, becomes, 1)))


def test_all_mistakes_are_told_at_once() -> None:
    text = SOUND.replace("kind: Person", "kind: Persn").replace("kind: HOLDS", "kind: HOLD")
    assert len(problems(text)) == 2


def test_what_is_no_yaml_is_said() -> None:
    (told,) = problems("title: 名册\ncolumns: {姓名: [甲}\nentities: {}")
    assert told.startswith("不是完好的 YAML：第 2 行第 17 字处：")
    assert told.endswith("\n  columns: {姓名: [甲}")
    assert problems("title: [")[0].endswith("\n  （文件末尾）")
    assert "control characters" in problems("title: \x01")[0]
    assert problems("只是文字") == ["应是一组“键: 值”，如 title: 干部名册"]


def test_on_and_no_stay_words() -> None:
    text = """
title: 谈话
columns: {no: 序号, on: 日期}
entities:
  person: {kind: Person, key: {row: true}, properties: {name: 甲}}
  talk: {kind: Talk, key: {row: true}, properties: {number: "{no}", type: 提醒谈话}}
edges: [{kind: PARTICIPATED, from: person, to: talk, on: "{on}", properties: {role: 谈话人}}]
"""
    assert parse_mapping(text, "试").edges[0].on == "{on}"


def test_two_things_of_a_row_must_be_told_apart() -> None:
    text = SOUND.replace(
        "edges:", '  other: {kind: Person, key: {row: true}, properties: {name: "{name}"}}\nedges:'
    )
    assert problems(text) == ["entities.other.key.row：与 person 相同，会成为同一个；写 row: other"]


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("require: [name, [unti, name]]", "require：没有“unti”这种列，是否想写 unit？"),
        ("in_order: [[name]]", "in_order[1].columns：值不可用"),
        ("in_order: [[name, sinse]]", "in_order[1]：没有“sinse”这种列"),
        ("in_order: [{columns: [name, since], whem: {}}]",
         "in_order[1].whem：没有“whem”这种键，是否想写 when？"),
        ("count: [{when: {name: {unlisted_in: duty_rules}}, note: 甲}]",
         "count[1].when.name：没有“duty_rules”这种对照表，是否想写 duty_rule？"),
    ],
)  # fmt: skip
def test_what_is_demanded_of_rows_is_checked(part: str, problem: str) -> None:
    (told, *_) = problems(f"{part}\n{SOUND}")
    assert told.startswith(problem)


def test_a_missing_file_and_an_unknown_name_are_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="找不到映射文件"):
        read_mapping(tmp_path / "没有.yaml")
    with pytest.raises(NotFound, match="没有内置映射“名测”"):
        read_mapping("名测")


@pytest.mark.parametrize("name", ["divisions", "streets", "leaders", "cases", "organograms_uk"])
def test_the_mappings_for_public_data_are_sound(name: str) -> None:
    folder = Path(__file__).parents[2] / "examples" / "mappings"
    assert read_mapping(folder / f"{name}.yaml").name == name
