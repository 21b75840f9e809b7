from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InvalidData
from graph.memory_store import MemoryStore
from graph.sqlite_store import SqliteStore
from loaders.load import DRY_RUN, NOTHING_NEW, load
from loaders.mapping import parse_mapping
from tests.loaders.mapped import loaded, said

ROSTER = """
title: 名册
document: {title: 甲市名册, date: 2015-03-31}
columns:
  name: {headers: [姓名], required: true}
  unit: {headers: [单位, 工作单位], required: true}
  title: [职务]
  nature: [性质]
  since: [任职时间]
  until: [免职时间]
  birth: [出生]
skip: [{when: {name: [合计]}, note: 合计行}]
count: [{when: {birth: {empty: true}}, note: 没有写出生}]
entities:
  body: {kind: Organization, key: {printed_name: "{unit}", scope: document}}
  post: {kind: Post, key: {post_of: body, title: "{title}"}}
  person:
    kind: Person
    key: {printed_name: "{name}", scope: 甲市, namesake: parentheses}
    properties: {birth: {text: "{birth}", on_error: note}}
edges:
  - {kind: POST_OF, from: post, to: body, properties: {head_of: none}}
  - kind: HOLDS
    from: person
    to: post
    since: "{since}"
    until: "{until}"
    properties: {nature: "{nature}"}
"""
HEADER = "姓名,工作 单位,职务,性质,任职时间,免职时间,出生,备注\n"


def test_a_row_becomes_nodes_and_dated_edges(tmp_path: Path) -> None:
    store, report = loaded(
        tmp_path,
        ROSTER,
        HEADER + "林一鸣（乙省）,青川市财政局,局长,Acting,2010.5,2014-05-20,1970,\n",
    )
    assert store.counts() == {
        "Document": 1, "HOLDS": 1, "Organization": 1, "POST_OF": 1, "Person": 1, "Post": 1,
    }  # fmt: skip
    (holds,) = said(store, "HOLDS")
    assert holds.facet == "代理"
    assert holds.properties == {"since": ("2010-05",), "until": ("2014-05-21",)}
    (person,) = said(store, "Person")
    assert person.properties == {"name": ("林一鸣",), "namesake": ("乙省",), "birth": ("1970",)}
    assert person.place.locator == "第2行"
    assert person.place.quote.startswith("林一鸣（乙省）；青川市财政局；局长")
    assert (report.rows, report.rejected, report.unused) == (1, 0, ("备注",))
    assert report.columns["unit"] == "工作 单位"


@pytest.mark.parametrize("word", ["至今", "现任"])
def test_one_in_office_is_attested_on_the_date_of_the_document(tmp_path: Path, word: str) -> None:
    store, _ = loaded(tmp_path, ROSTER, HEADER + f"林一鸣,青川市财政局,局长,,2010,{word},1970,\n")
    (holds,) = said(store, "HOLDS")
    assert holds.properties == {"since": ("2010",), "seen": ("2015-03-31",)}


def test_an_empty_end_is_unknown(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, ROSTER, HEADER + "林一鸣,青川市财政局,局长,,2010,,1970,\n")
    (holds,) = said(store, "HOLDS")
    assert holds.properties == {"since": ("2010",)}


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("王,甲局,局长,,2014-06-31,,,", "任职时间", "“2014-06-31”不是日期：2014 年 6 月只有 30 天"),
        ("林一鸣,甲局,局长,,2014,2012,,", "免职时间", "结束（2012）不晚于开始（2014）"),
        ("林一鸣,甲局,局长,临时,2014,,,", "性质", "不在可用的值之中"),
    ],
)  # fmt: skip
def test_a_bad_row_is_rejected_whole_and_the_others_load(
    tmp_path: Path, row: str, column: str, reason: str
) -> None:
    good = "王远,乙局,局长,,2004,2004,,\n"
    store, report = loaded(tmp_path, ROSTER, HEADER + row + "\n" + good)
    assert [a.properties["name"] for a in said(store, "Person")] == [("王远",)]
    (rejection,) = report.rejections
    assert (rejection.file, rejection.row, rejection.column) == ("表.csv", 2, column)
    assert rejection.reason == reason
    assert rejection.remedy

    rejects = tmp_path / "退回.csv"
    mended = (
        rejects.read_text("utf-8-sig").replace("06-31", "06-30").replace("2014,2012", "2012,2014")
    )
    rejects.write_text(mended.replace("临时", "挂职"), "utf-8-sig")
    again = load(store, [rejects], parse_mapping(ROSTER, "试"), rejects=None)
    assert (again.rejected, store.counts()["Person"]) == (0, 2)


def test_what_a_rejected_row_would_have_said_first_is_said_by_the_next(tmp_path: Path) -> None:
    rows = "林一鸣,甲局,局长,,2014-06-31,,,\n王远,甲局,局长,,2014,,,\n"
    store, _ = loaded(tmp_path, ROSTER, HEADER + rows)
    assert [a.place.locator for a in said(store, "Organization")] == ["第3行"]


def test_on_error_note_leaves_out_the_value_only(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, ROSTER, HEADER + "林一鸣,甲局,局长,,2014,,不详,\n")
    (person,) = said(store, "Person")
    assert person.properties == {"name": ("林一鸣",)}
    assert report.notes == {"“出生”的值未采用：“不详”不是日期": 1}


def test_rows_are_skipped_and_counted_by_category(tmp_path: Path) -> None:
    rows = "合计,甲局,,,,,,\n林一鸣,甲局,局长,,2014,,,\n"
    store, report = loaded(tmp_path, ROSTER, HEADER + rows)
    assert report.notes == {"合计行": 1, "没有写出生": 1}
    assert store.counts()["Person"] == 1


def test_the_same_words_are_attested_at_their_first_place(tmp_path: Path) -> None:
    rows = "林一鸣,甲局,局长,,2014,,,\n王远,甲局,局长,,2010,2013,,\n"
    store, report = loaded(tmp_path, ROSTER, HEADER + rows)
    assert report.merged == 3
    assert len(said(store, "Organization")) == len(said(store, "POST_OF")) == 1


def test_a_file_loaded_again_adds_nothing_and_says_so(tmp_path: Path) -> None:
    row = HEADER + "林一鸣,甲局,局长,,2014,,,\n"
    store, first = loaded(tmp_path, ROSTER, row)
    _, again = loaded(tmp_path, ROSTER, row, store=store)
    assert (first.attested, first.new) == (6, 6)
    assert (again.attested, again.unchanged, again.new) == (0, 6, 0)
    assert NOTHING_NEW in again.notes
    assert len(store.batches()) == 1


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, ROSTER, HEADER + "林一鸣,甲局,局长,,2014,,,\n", check=True)
    assert store.counts() == {}
    assert report.attested == 6
    assert DRY_RUN in report.notes


def test_missing_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as caught:
        loaded(tmp_path, ROSTER, "名字,岗位\n甲,乙\n")
    assert caught.value.message == (
        "表.csv 缺少必需的列：“姓名”、“单位”或“工作单位”；文件里的列是：名字、岗位"
    )


def test_a_file_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    good, bad = tmp_path / "甲.csv", tmp_path / "乙.csv"
    good.write_text(HEADER + "林一鸣,甲局,局长,,2014,,,\n", "utf-8")
    bad.write_text("名字\n甲\n", "utf-8")
    store = SqliteStore(str(tmp_path / "库.db"))
    with pytest.raises(InvalidData):
        load(store, [good, bad], parse_mapping(ROSTER, "试"), rejects=None)
    assert store.counts() == {}
    store.close()


TALKS = """
title: 谈话
columns: {talker: 谈话人, heard: 谈话对象, family: 家庭反映, on: 时间}
entities:
  talk:
    kind: Talk
    key: {row: true}
    properties: {type: 廉政家访, date: "{on}", family_feedback: "{family}"}
  talker: {kind: Person, key: {printed_name: "{talker}", scope: 甲市}}
  heard:
    kind: Person
    each: {text: "{heard}", split: 、，,}
    key: {printed_name: "{each}", scope: 甲市}
edges:
  - {kind: PARTICIPATED, from: talker, to: talk, on: "{on}", properties: {role: 谈话人}}
  - {kind: PARTICIPATED, from: heard, to: talk, on: "{on}", properties: {role: 谈话对象}}
"""
HEARD = "谈话人,谈话对象,家庭反映,时间\n"


def test_several_people_in_one_cell_are_several(tmp_path: Path) -> None:
    store, _ = loaded(
        tmp_path, TALKS, "谈话人,谈话对象,家庭反映,时间\n周岚,林一鸣、王远，林一鸣,和睦,2014年5月\n"
    )
    roles = sorted((a.facet, a.properties["on"]) for a in said(store, "PARTICIPATED"))
    assert roles == [("谈话人", ("2014-05",))] + [("谈话对象", ("2014-05",))] * 2


def test_protected_cells_are_not_quoted(tmp_path: Path) -> None:
    store, _ = loaded(
        tmp_path, TALKS, "谈话人,谈话对象,家庭反映,时间\n周岚,林一鸣,和睦,2014年5月\n"
    )
    assert {a.place.quote for a in said(store, "Talk")} == {"周岚；林一鸣；2014年5月"}


POSTS = """
title: 职务表
document: {date: 2011-03-31}
columns: {no: 编号, above: 上级, title: 职务}
indexes: {posts: "{no}"}
require: [no]
count:
  - {when: {above: {unknown_in: posts, is_not: XX}}, note: 上级不在表中}
  - {when: {no: {repeated_in: posts}}, note: 编号重复}
  - {when: {above: {same_as: no}}, note: 上级是自己}
entities:
  post: {kind: Post, key: {id: [表, "{no}"]}, properties: {title: "{title}"}}
  above: {kind: Post, when: {above: {known_in: posts}}, key: {id: [表, "{above}"]}, reference: true}
edges:
  - kind: ANSWERS_TO
    from: post
    to: above
    when: {above: {not_same_as: no}}
    seen: "{document_date}"
    properties: {duty: reporting}
"""


def test_posts_that_name_their_superior(tmp_path: Path) -> None:
    rows = "编号,上级,职务\n2,1,副\n1,XX,正\n3,9,甲\n4,4,乙\n5,2,丙\n5,2,丁\n"
    store, report = loaded(tmp_path, POSTS, rows)
    assert report.notes == {"编号重复": 2, "上级不在表中": 1, "上级是自己": 1}
    edges = said(store, "ANSWERS_TO")
    assert [(a.place.locator, a.properties["seen"]) for a in edges] == [
        ("第2行", ("2011-03-31",)), ("第6行", ("2011-03-31",)),
    ]  # fmt: skip
    titles = {node.properties["title"] for node in store.scan_nodes("Post")}
    assert titles == {("副",), ("正",), ("甲",), ("乙",), ("丁", "丙")}


def test_an_edge_to_a_rejected_row_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = "编号,上级,职务\n2,1,副\n1,XX,\n3,2,甲\n"
    store, report = loaded(tmp_path, POSTS, rows)
    assert (report.rejected, store.counts()["ANSWERS_TO"]) == (1, 1)
    assert report.notes["所指的一方在文件和库里都没有，未连：对其负责"] == 1


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_text(HEADER + "林一鸣,甲局,局长,,2014,,,\n" * 4500, "utf-8")
    told: list[int] = []
    load(
        MemoryStore(), [path], parse_mapping(ROSTER, "试"), rejects=None,
        progress=lambda rows, total: told.append(rows),
    )  # fmt: skip
    assert told == [2000, 4000]
