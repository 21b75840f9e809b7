"""Workbooks as people keep them, made with openpyxl or by hand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import InvalidData
from loaders.tables import BadRow, Row, Table, read_tables

SHEET = "名册"
XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def sheet(rows: Sequence[Sequence[object]], *merged: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = SHEET
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    return book, page


def saved(book: Workbook, folder: Path) -> Path:
    path = folder / "名册.xlsx"
    book.save(path)
    return path


def crafted(folder: Path, xml: str) -> Path:
    """A workbook whose only sheet has this XML."""
    plain = saved(sheet([["a", "b"]])[0], folder)
    path = folder / "手工.xlsx"
    with ZipFile(plain) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part.filename, xml if "sheet1" in part.filename else content)
    return path


def only(path: Path, *, header_row: int | None = None) -> Table:
    (table,) = read_tables(path, header_row=header_row)
    return table


def good(table: Table) -> list[tuple[int, list[str]]]:
    return [(r.number, list(r.cells.values())) for r in table.rows if isinstance(r, Row)]


def bad(table: Table) -> list[tuple[int, str | None, str, str]]:
    return [(r.row, r.column, r.value, r.reason) for r in table.rows if isinstance(r, BadRow)]


def test_values_become_the_text_that_a_person_reads(tmp_path: Path) -> None:
    day = datetime.datetime(2014, 5, 20, 14, 30)
    book, _ = sheet(
        [
            ["姓名", "值", "另"],
            ["林一鸣", datetime.date(2014, 5, 20), day],
            ["<b>周若云</b>", 3.0, 3.5],
            [" 秦远 ", True, False],
            ["方晴", datetime.time(8, 30), datetime.timedelta(hours=30)],
            [None, None, None],
            ["一\n二", None, "007"],
        ]
    )
    table = only(saved(book, tmp_path))
    assert (table.name, table.header) == (SHEET, ("姓名", "值", "另"))
    rows = list(table.rows)
    assert isinstance(rows[0], Row)
    assert rows[0].locator == "名册!第2行"
    assert [list(r.cells.values()) for r in rows if isinstance(r, Row)] == [
        ["林一鸣", "2014-05-20", "2014-05-20"],
        ["<b>周若云</b>", "3", "3.5"],
        [" 秦远 ", "是", "否"],
        ["方晴", "08:30", "30:00:00"],
        ["一\n二", "", "007"],
    ]


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('yyyy"年"m"月"', datetime.date(2014, 5, 1), "2014-05"),
        ("yyyy.mm", datetime.date(2014, 5, 1), "2014-05"),
        ("yyyy.mm", datetime.date(2014, 5, 20), "2014-05-20"),
        ('[$-804]yyyy"年"m"月"d"日"', datetime.date(2014, 5, 1), "2014-05-01"),
        ("mmm-yy", datetime.date(2014, 5, 1), "2014-05"),
        ("yyyy", datetime.date(2014, 1, 1), "2014"),
        ("yyyy", datetime.date(2014, 5, 1), "2014-05-01"),
        ("0.00", 2014.1, "2014.10"),
        ("0.00", 2014.125, "2014.125"),
        ("0.00", 3.0, "3"),
        ("General", 2014.1, "2014.1"),
    ],
)
def test_a_date_is_no_finer_than_it_is_shown(
    tmp_path: Path, code: str, value: object, text: str
) -> None:
    book, page = sheet([["姓名", "任职"], ["林一鸣", value]])
    page["B2"].number_format = code
    assert good(only(saved(book, tmp_path))) == [(2, ["林一鸣", text])]


def test_titles_above_the_header_and_columns_before_it_are_passed_over(tmp_path: Path) -> None:
    book, _ = sheet(
        [
            [],
            [None, "青川市干部名册"],
            [None, "填报单位：某局", None, "2014年5月"],
            [None, "姓名", None, "职务"],
            [None, "林一鸣", "男", "局长"],
        ],
        "B2:D2",
    )
    table = only(saved(book, tmp_path))
    assert table.header == ("姓名", "列3", "职务")
    assert table.notes == {"没有列名的列": 1}
    assert good(table) == [(5, ["林一鸣", "男", "局长"])]


def test_merged_values_stand_in_all_their_cells(tmp_path: Path) -> None:
    book, _ = sheet(
        [
            ["单位", "姓名", "职务"],
            ["某局", "林一鸣", "局长"],
            [None, "周若云", "书记"],
            [None, None, None],
            ["一、市直单位", None, None],
            ["某委", "兼任", None],
        ],
        "A2:A4", "A5:C5", "B6:C6",
    )  # fmt: skip
    table = only(saved(book, tmp_path))
    assert good(table) == [
        (2, ["某局", "林一鸣", "局长"]),
        (3, ["某局", "周若云", "书记"]),
        (6, ["某委", "兼任", "兼任"]),
    ]
    assert table.notes == {"通栏合并的小标题或说明行": 1}


def test_a_header_of_two_rows_puts_the_group_before_the_names_below(tmp_path: Path) -> None:
    book, _ = sheet(
        [
            ["谈话台账"],
            ["序号", "谈话人", None, "谈话对象", None],
            [None, "姓名", "职务", "姓名", "职务"],
            [1, "林一鸣", "书记", "周若云", "局长"],
        ],
        "A1:E1", "A2:A3", "B2:C2", "D2:E2",
    )  # fmt: skip
    path = saved(book, tmp_path)
    header = ("序号", "谈话人姓名", "谈话人职务", "谈话对象姓名", "谈话对象职务")
    table = only(path)
    assert table.header == header
    assert good(table) == [(4, ["1", "林一鸣", "书记", "周若云", "局长"])]
    assert only(path, header_row=3).header == ("序号", "姓名", "职务", "姓名 (2)", "职务 (2)")


def test_sheets_empty_hidden_and_without_rows(tmp_path: Path) -> None:
    book, _ = sheet([["姓名", "职务"], ["林一鸣", "局长"]])
    book.create_sheet("空")
    book.create_sheet("说明").append(["请如实填写"])
    hidden = book.create_sheet("选项")
    hidden.append(["正式", "代理"])
    hidden.sheet_state = "hidden"
    book.create_sheet("谈话").append(["谈话人", "谈话对象"])
    book.create_chartsheet("图")
    path = saved(book, tmp_path)
    tables = list(read_tables(path))
    assert [(t.name, t.header, t.notes) for t in tables] == [
        (SHEET, ("姓名", "职务"), {"未读的隐藏工作表": 1}),
        (
            "谈话",
            ("谈话人", "谈话对象"),
            {"未读的没有表头的工作表": 1, "只有表头，没有数据行": 1},
        ),
    ]
    assert good(tables[0]) == [(2, ["林一鸣", "局长"])]
    assert [t.header for t in read_tables(path, sheet="选项")] == [("正式", "代理")]
    with pytest.raises(
        InvalidData, match="没有工作表「无」（现有工作表：名册、空、说明、选项、谈话）"
    ):
        list(read_tables(path, sheet="无"))


def test_a_workbook_without_content(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"名册\.xlsx 是空文件"):
        only(saved(sheet([])[0], tmp_path))


def test_failed_formulas_and_lost_digits_are_bad_rows(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>值</t></is></c></row>'
        '<row r="2"><c r="A2" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>'
        '<c r="B2"><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3"><f>A3</f><v></v></c></row>'
        '<row r="4"><c r="A4"><v>1</v></c><c r="B4"><v>123456789012345000</v></c></row>'
        '<row r="5"><c r="A5"><f>2+1</f><v>3</v></c><c r="B5" t="str"><f>""</f><v></v></c></row>'
    )
    path = crafted(tmp_path, XML.format(cells))
    assert good(only(path)) == [(5, ["3", ""])]
    assert bad(only(path)) == [
        (2, "姓名", "#N/A", "的公式出错"),
        (3, "值", "", "的公式没有计算结果"),
        (4, "值", "123456789012345000", "是超过15位的数字，末几位已经丢失"),
    ]
    (first, *_) = only(path).rows
    assert isinstance(first, BadRow)
    assert first.cells == {"姓名": "#N/A", "值": "1"}
    assert str(first) == (
        "手工.xlsx Sheet!第2行「姓名」的公式出错：#N/A（改正公式或直接填写内容）"
    ).replace("Sheet", SHEET)


def test_a_cell_far_away_is_refused_before_memory_is_set_aside(tmp_path: Path) -> None:
    cells = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(InvalidData, match="一直到第1048576行、第16384列"):
        only(crafted(tmp_path, XML.format(cells)))


def test_formatted_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    cells = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert good(only(crafted(tmp_path, XML.format(cells)))) == [(2, ["3", "4"])]


@pytest.mark.parametrize(
    "xml",
    ["<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("<row><c><v>&a;</v></c></row>")],
)
def test_unsound_xml(tmp_path: Path, xml: str) -> None:
    with pytest.raises(InvalidData, match=r"手工\.xlsx 已损坏"):
        only(crafted(tmp_path, xml))


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = saved(sheet([["a", "b"], [1, 2]])[0], tmp_path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 30 * 1024**2)
    with pytest.raises(InvalidData, match=r"可能是压缩炸弹，没有打开（确认文件来源"):
        only(path)


def test_too_many_parts_are_not_opened(tmp_path: Path) -> None:
    path = saved(sheet([["a", "b"], [1, 2]])[0], tmp_path)
    with ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"x{number}", b"")
    with pytest.raises(InvalidData, match="可能是压缩炸弹"):
        only(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "是空文件"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "是加密的工作簿或旧版 .xls 格式"),
        ("姓名,职务".encode(), "不是 .xlsx 工作簿，或文件已损坏"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidData, match=message):
        only(path)


def test_a_zip_without_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InvalidData, match="里没有工作簿"):
        only(path)


text = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from(",\"'<>&\n"),
    max_size=6,
).filter(lambda cell: not cell.startswith("=") and "_x" not in cell and cell.strip() == cell)
# Of white space at the edges of a cell, calamine keeps some and drops some; mappings strip cells.


@given(st.data(), st.integers(2, 4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_table_of_text_reads_back_equal(
    tmp_path: Path, data: st.DataObject, width: int
) -> None:
    row = st.lists(text, min_size=width, max_size=width)
    rows = data.draw(st.lists(row.filter(lambda cells: "".join(cells).strip() != ""), max_size=6))
    book, page = sheet([[f"列名{at}" for at in range(width)]])
    for number, cells in enumerate(rows, 2):
        for column, value in enumerate(cells, 1):
            page.cell(number, column).value = value or None
            if value:
                page.cell(number, column).data_type = "s"
    assert good(only(saved(book, tmp_path))) == list(enumerate(rows, 2))
