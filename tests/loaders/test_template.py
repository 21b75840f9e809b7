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
from tests.loaders.mapped import known

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
    "clues": {"问题性质": "clue_nature", "处置方式": "clue_disposal"},
    "cases": {"形态": "form"},
    "evaluations": {},
    "list_items": {"清单": "list_type", "权力类别": "power"},
    "checks": {},
    "deliberations": {"出席情况": "attendance", "发言类别": "speech"},
    "measures": {"类别": "measure", "状态": "reform_status"},
    "campaigns": {},
    "accountability": {},
    "exemptions": {},
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
    "evaluations": (
        {"全会": "五届六次全会", "日期": "2021-02-03", "举办机关": "青川市纪委", "报告人": "苏晓",
         "报告人编号": "0002", "评议结果及票数": "好 35 票"},
        {"Document": 1, "Evaluation": 1, "Organization": 1, "Person": 1, "REPORTED_AT": 1,
         "HELD_BY": 1},
    ),
    "list_items": (
        {"编号": "权1", "清单": "权力清单", "所属机构": "青川市委", "所属职务": "书记",
         "事项": "干部任免提名", "权力类别": "决策权", "起": "2020-01-01"},
        {"Document": 1, "ListItem": 1, "Organization": 1, "Post": 1, "ITEM_OF": 1, "POST_OF": 1},
    ),
    "checks": (
        {"检查编号": "查1", "检查日期": "2021-05-06", "检查机关": "青川市纪委", "清单事项编号": "权1",
         "发现": "未见问题"},
        {"Document": 1, "Check": 1, "Organization": 1, "HELD_BY": 1, "ListItem": 1, "CHECKED": 1},
    ),
    "deliberations": (
        {"会议编号": "审1", "日期": "2021-05-06", "议题": "审议某案", "召开机关": "青川市委",
         "成员": "苏晓", "成员编号": "0002", "出席情况": "出席", "发言类别": "认领责任"},
        {"Document": 1, "Deliberation": 1, "Organization": 1, "Person": 1, "HELD_BY": 1,
         "ATTENDED": 1, "SPOKE_AT": 1},
    ),
    "measures": (
        {"编号": "措1", "类别": "整改", "责任人": "苏晓", "责任单位": "青川市委",
         "对象单位": "青川市财政局", "状态": "已销号", "专项行动": "粮食专项"},
        {"Document": 1, "ReformAction": 1, "Organization": 2, "Person": 1, "Campaign": 1,
         "OWNED_BY": 2, "TARGETS": 1, "PART_OF": 1},
    ),
    "campaigns": (
        {"名称": "粮食专项", "系统": "粮食", "问题领域": "粮食购销", "开展期间起": "2021-01-01",
         "开展期间止": "2021-12-31", "对象单位": "青川市粮食局、白石县委"},
        {"Document": 1, "Campaign": 1, "Organization": 2, "TARGETS": 2},
    ),
    "accountability": (
        {"文号": "青责1号", "日期": "2021-09-09", "决定机关": "青川市委", "问责对象": "苏晓",
         "问责对象编号": "0002", "方式": "诫勉"},
        {"Document": 1, "Accountability": 1, "Organization": 1, "Person": 1, "TARGETS": 1,
         "SUBJECT_OF": 1, "DECIDED_BY": 1},
    ),
    "exemptions": (
        {"文号": "青免1号", "规则": "yearly-supervision-talk", "机构": "白石县委",
         "期间起": "2021", "期间止": "2021", "批准人": "林一鸣"},
        {"Document": 1, "Exemption": 1, "Organization": 1, "CONCERNS": 1},
    ),
}  # fmt: skip
"""One row for each kind, and the nodes and edges that it makes."""
KNOWN = {
    "talks": {"Person": {"0001": "林一鸣", "0002": "苏晓"}},
    "checks": {"ListItem": {"权1": "干部任免提名"}},
    "measures": {"Campaign": {"粮食专项": "粮食专项"}},
    "evaluations": {"Person": {"0002": "苏晓"}},
    "deliberations": {"Person": {"0002": "苏晓"}},
    "accountability": {"Person": {"0002": "苏晓"}},
}  # fmt: skip
"""What the rows refer to by number, which must be in the store."""


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
    for described, things in KNOWN.get(kind, {}).items():
        known(store, described, things)
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


def test_columns_with_numbers_say_what_must_be_loaded_before(tmp_path: Path) -> None:
    path = tmp_path / "案件.xlsx"
    write_template("cases", path)
    told = {
        row[0]: row[2] for row in load_workbook(path)[NOTES].iter_rows(min_row=2, values_only=True)
    }
    assert told["身份编号"] == "须已载入：干部名册、任职记录或任免通知；没有编号就留空"
    assert str(told["涉及清单事项"]).endswith("须已载入：权力清单和负面清单；没有编号就留空")
    assert "须已载入" not in str(told["姓名"])


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_text("别动", encoding="utf-8")
    with pytest.raises(InvalidData, match="不会覆盖"):
        write_template("roster", path)
    assert path.read_text(encoding="utf-8") == "别动"


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="roster"):
        write_template("rooster", tmp_path / "x.xlsx")
