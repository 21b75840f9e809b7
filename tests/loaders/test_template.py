# ruff: noqa: E501  # tables of one row a kind
"""Blank workbooks: what stands in them, and that a filled one loads back by the same mapping."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.errors import InvalidData, NotFound
from graph.memory_store import MemoryStore
from graph.schema import schema
from loaders.load import load
from loaders.mapping import builtin_mappings, read_mapping
from loaders.template import NOTES, write_template

CHOICES = {
    "divisions": {},
    "organizations": {
        "类型": "organization_type", "管辖或驻地": "seat", "管理体制": "mode", "主导方": "leading_side",
    },
    "posts": {"正职类别": "head_of"},
    "roster": {"性别": "sex", "任职性质": "nature"},
    "tenures": {"任职性质": "nature"},
    "appointments": {"任职性质": "nature"},
    "vacancies": {},
    "oversight": {"方式": "oversight"},
    "talks": {"谈话类型": "talk_type"},
    "clues": {"处置方式": "clue_disposal"},
    "cases": {"形态": "form"},
}  # fmt: skip
"""The drop-down lists of enumerations, by kind and header."""

FILLED: dict[str, tuple[dict[str, str], dict[str, int]]] = {
    "divisions": (
        {"区划代码": "990100", "名称": "青川市", "级别": "地级"},
        {"Document": 1, "Division": 1},
    ),
    "organizations": (
        {"机构名称": "青川市纪委", "类型": "纪委", "上级纪检机构": "甲省纪委", "起": "2010-01-01"},
        {"Document": 1, "Organization": 2, "ANSWERS_TO": 1},
    ),
    "posts": (
        {"机构": "青川市委", "职务": "书记", "正职类别": "党组织书记"},
        {"Document": 1, "Organization": 1, "Post": 1, "POST_OF": 1},
    ),
    "roster": (
        {"姓名": "林一鸣", "性别": "男", "身份编号": "0001", "出生年月": "1961.4", "单位": "青川市委",
         "职务": "书记", "任现职时间": "2014年5月", "任职性质": "代理", "兼任": "否", "截至日期": "2016-12-31"},
        {"Document": 1, "Organization": 1, "Post": 1, "POST_OF": 1, "Person": 1, "HOLDS": 1},
    ),
    "tenures": (
        {"姓名": "林一鸣", "身份编号": "0001", "单位": "青川市委", "职务": "书记", "任职性质": "正式",
         "起": "2014.5", "止": "至今", "截至日期": "2016-12-31"},
        {"Document": 1, "Organization": 1, "Post": 1, "POST_OF": 1, "Person": 1, "HOLDS": 1},
    ),
    "appointments": (
        {"文号": "青干〔2014〕1号", "发文日期": "2014-05-18", "姓名": "林一鸣", "身份编号": "0001",
         "任免": "任", "单位": "青川市委", "职务": "书记"},
        {"Document": 2, "Organization": 1, "Post": 1, "POST_OF": 1, "Person": 1, "HOLDS": 1},
    ),
    "vacancies": (
        {"单位": "青川市委", "职务": "书记", "空缺起": "2016-05-01", "空缺止": "2016-05-31"},
        {"Document": 1, "Organization": 1, "Post": 1, "POST_OF": 1},
    ),
    "oversight": (
        {"日期": "2016-05-01", "领导": "苏晓", "领导单位": "青川市政府", "职务": "副市长", "方式": "协管",
         "分管单位": "青川市财政局、青川市审计局"},
        {"Document": 1, "Organization": 3, "Post": 1, "POST_OF": 1, "OVERSEES": 2},
    ),
    "talks": (
        {"谈话时间": "2016-05-20", "谈话类型": "提醒谈话", "谈话人": "林一鸣", "谈话人编号": "0001",
         "谈话对象": "苏晓", "谈话对象编号": "0002"},
        {"Document": 1, "Talk": 1, "Person": 2, "PARTICIPATED": 2},
    ),
    "clues": (
        {"编号": "线1", "受理机关": "青川市纪委", "被反映人": "苏晓", "处置方式": "初步核实"},
        {"Document": 1, "Clue": 1, "Organization": 1, "Person": 1, "RECEIVED_BY": 1, "ABOUT": 1},
    ),
    "cases": (
        {"案件编号": "案1", "姓名": "苏晓", "立案日期": "2019-05-06", "立案机关": "青川市纪委",
         "形态": "第三种形态"},
        {"Document": 1, "Case": 1, "CaseEvent": 1, "Organization": 1, "Person": 1, "SUBJECT_OF": 1,
         "EVENT_OF": 1, "DECIDED_BY": 1},
    ),
}  # fmt: skip
"""One row for each kind, and the nodes and edges that it makes."""


def test_every_built_in_mapping_has_a_workbook_here() -> None:
    assert set(builtin_mappings()) == set(CHOICES) == set(FILLED)


@pytest.mark.parametrize("kind", sorted(FILLED))
def test_a_filled_workbook_loads_back(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    headers = {str(cell.value).rstrip("*"): number for number, cell in enumerate(sheet[1], 1)}
    row, expected = FILLED[kind]
    for header, value in row.items():
        sheet.cell(2, headers[header], value)
    book.save(path)
    store = MemoryStore()
    report = load(store, [path], read_mapping(kind))
    assert (report.rows, report.rejected) == (1, 0)
    assert store.counts() == expected
    assert report.unused == ()


@pytest.mark.parametrize("kind", sorted(CHOICES))
def test_enumerated_columns_have_drop_down_lists(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        (target,) = rule.sqref.ranges
        header = str(sheet.cell(1, target.min_col).value).rstrip("*")
        name, _, cells = rule.formula1.partition("!")
        assert name == "'选项'"
        offered[header] = [cell.value for (cell,) in book[name.strip("'")][cells]]
    lists = {
        header: [term.zh for term in schema().enumerations[enumeration].values()]
        for header, enumeration in CHOICES[kind].items()
    }
    flags = {"兼任": ["是", "否"]} if kind in ("roster", "tenures") else {}
    assert offered == {**lists, **flags}


@pytest.mark.parametrize("kind", sorted(CHOICES))
def test_every_column_is_explained_and_the_header_stays_in_sight(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    headers = [str(cell.value).rstrip("*") for cell in sheet[1]]
    assert headers == [column.headers[0] for column in read_mapping(kind).columns.values()]
    assert sheet.freeze_panes == "A2"
    explained = [row[0] for row in book[NOTES].iter_rows(min_row=2, values_only=True)]
    assert explained[: len(headers)] == headers
    assert book["选项"].sheet_state == "hidden"


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_text("别动", encoding="utf-8")
    with pytest.raises(InvalidData, match="不会覆盖"):
        write_template("roster", path)
    assert path.read_text(encoding="utf-8") == "别动"


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="roster"):
        write_template("rooster", tmp_path / "x.xlsx")
