"""Delimited text as people send it."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidData
from loaders.tables import BadRow, Row, Table, content_digest, read_tables

ROSTER = "姓名,职务\r\n林一鸣,局长\r\n周若云,书记\r\n"
READ = [
    (2, {"姓名": "林一鸣", "职务": "局长"}, "第2行"),
    (3, {"姓名": "周若云", "职务": "书记"}, "第3行"),
]


def write(folder: Path, content: str | bytes, name: str = "名册.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **given: Any) -> Table:
    (table,) = read_tables(path, **given)
    return table


def good(table: Table) -> list[tuple[int, dict[str, str], str]]:
    return [(r.number, dict(r.cells), r.locator) for r in table.rows if isinstance(r, Row)]


def split(path: Path) -> tuple[list[tuple[int, dict[str, str], str]], list[BadRow]]:
    rows = list(only(path).rows)
    return (
        [(r.number, dict(r.cells), r.locator) for r in rows if isinstance(r, Row)],
        [r for r in rows if isinstance(r, BadRow)],
    )


@pytest.mark.parametrize(
    "content",
    [
        ROSTER.encode(),
        ROSTER.encode("utf-8-sig"),
        ROSTER.encode("gb18030"),
        codecs.BOM_UTF16_LE + ROSTER.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ROSTER.encode("utf-16-be"),
        ROSTER.encode("utf-16-le"),
        ROSTER.encode("utf-16-be"),
        ROSTER.replace(",", "\t").encode("gb18030"),
        ROSTER.replace(",", ";").encode(),
        ROSTER.replace("\r\n", "\n").encode(),
        ROSTER.replace("\r\n", "\r").encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_are_found(tmp_path: Path, content: bytes) -> None:
    assert good(only(write(tmp_path, content))) == READ


def test_rows_can_be_walked_after_the_tables_were_let_go(tmp_path: Path) -> None:
    assert good(next(read_tables(write(tmp_path, ROSTER)))) == READ


def test_a_given_encoding_is_obeyed(tmp_path: Path) -> None:
    path = write(tmp_path, ROSTER.encode("big5", "replace"))
    assert only(path, encoding="big5").header == ("姓名", "??")


def test_an_unknown_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="不认识的编码：gbkk"):
        only(write(tmp_path, ROSTER), encoding="gbkk")


def test_bytes_of_no_encoding_are_named_by_byte_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b\n1,2\n3,\xff\xff\n")
    with pytest.raises(
        InvalidData, match=r"不是 UTF-8（第3行，第11字节），也不是 GB18030（第3行，第11字节）"
    ):
        only(path)


def test_a_damaged_utf8_file_is_not_read_as_gb18030(tmp_path: Path) -> None:
    damaged = ROSTER.encode()[:-4] + b"\xa1\r\n"
    with pytest.raises(InvalidData, match="是 UTF-8 文件，但第3行，第47字节损坏"):
        only(write(tmp_path, damaged))


def test_the_fault_is_found_beyond_the_first_chunk(tmp_path: Path) -> None:
    line = "甲省青川市,林一鸣\n".encode()
    path = write(tmp_path, line * 60_000 + b"\xff\n")
    with pytest.raises(InvalidData, match=f"第60001行，第{len(line) * 60_000 + 1}字节损坏"):
        only(path)


def test_cells_keep_line_breaks_quotes_and_markup(tmp_path: Path) -> None:
    path = write(tmp_path, '姓名,备注\n林一鸣,"一\r\n二,""三"""\n\n<b>周若云</b>, x \n')
    assert good(only(path)) == [
        (2, {"姓名": "林一鸣", "备注": '一\r\n二,"三"'}, "第2行"),
        (5, {"姓名": "<b>周若云</b>", "备注": " x "}, "第5行"),
    ]


def test_repeated_and_missing_column_names(tmp_path: Path) -> None:
    table = only(write(tmp_path, "姓名, 姓名 ,,姓名 (2)\n1,2,3,4\n"))
    assert table.header == ("姓名", "姓名 (3)", "列3", "姓名 (2)")
    assert table.notes == {"重名的列": 1, "没有列名的列": 1}


def test_rows_with_too_many_or_too_few_cells_are_bad_and_the_others_good(tmp_path: Path) -> None:
    path = write(tmp_path, "姓名,职务\n林一鸣,局长,处长,科长\n周若云\n,\n秦远,书记\n")
    rows, bad = split(path)
    assert rows == [(5, {"姓名": "秦远", "职务": "书记"}, "第5行")]
    assert [(b.row, b.value, b.reason, b.cells) for b in bad] == [
        (2, "处长,科长", "有4格，表头有2列", {"姓名": "林一鸣", "职务": "局长"}),
        (3, "", "有1格，表头有2列", {"姓名": "周若云"}),
    ]
    assert (
        str(bad[0]) == "名册.csv 第2行有4格，表头有2列：处长,科长（补足或合并单元格，使与表头一致）"
    )


def test_a_zero_character_spoils_its_row_only(tmp_path: Path) -> None:
    rows, bad = split(write(tmp_path, "姓名,职务\n林\0一鸣,局长\n周若云,书记\n"))
    assert rows == READ[1:]
    assert [(b.row, b.column, b.value) for b in bad] == [(2, "姓名", "林\0一鸣")]


def test_a_quote_left_open_spoils_its_line_only(tmp_path: Path) -> None:
    rows, bad = split(
        write(tmp_path, '姓名,职务\n林一鸣,"局长\n周若云,书记\n' + "秦远,科长\n" * 2000)
    )
    assert [number for number, _, _ in rows] == list(range(3, 2004))
    assert [(b.row, b.value, b.reason, b.cells) for b in bad] == [
        (2, '林一鸣,"局长', "在第2行打开的引号没有正确闭合", {"姓名": "林一鸣", "职务": '"局长'})
    ]


def test_a_quote_left_open_before_other_quotes_spoils_the_lines_up_to_them(tmp_path: Path) -> None:
    rows, bad = split(
        write(tmp_path, '姓名,职务\n林一鸣,"局长\n周若云,书记\n秦远,"科长"\n方晴,"处长"\n')
    )
    assert rows == [(5, {"姓名": "方晴", "职务": "处长"}, "第5行")]
    assert [b.row for b in bad] == [2, 3, 4]
    assert {b.reason for b in bad} == {"在第2行打开的引号没有正确闭合"}


def test_many_open_quotes_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    rows, bad = split(write(tmp_path, "姓名,职务\n" + '林一鸣,"局长\n周若云,书记\n' * 20_000))
    assert len(rows) + len(bad) == 40_000


def test_a_header_with_an_open_quote(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="第1行的表头读不通"):
        only(write(tmp_path, '姓名,"职务\n林一鸣,局长\n'))


@pytest.mark.parametrize("content", [b"", b"\n\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b",,\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidData, match=r"名册\.csv 是空文件"):
        only(write(tmp_path, content))


def test_a_header_without_rows_is_noted(tmp_path: Path) -> None:
    table = only(write(tmp_path, "姓名,职务\n,\n"))
    assert (good(table), table.notes) == ([], {"只有表头，没有数据行": 1})


def test_a_title_over_the_header_is_passed_over(tmp_path: Path) -> None:
    assert good(only(write(tmp_path, "干部名册,\n姓名,职务\n林一鸣,局长\n"))) == [
        (3, {"姓名": "林一鸣", "职务": "局长"}, "第3行")
    ]


def test_the_row_of_the_header_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path, "填报,青川市\n姓名,职务\n林一鸣,局长\n")
    assert only(path, header_row=2).header == ("姓名", "职务")
    with pytest.raises(InvalidData, match="第9行没有内容"):
        only(path, header_row=9)


def test_one_column_is_a_table(tmp_path: Path) -> None:
    assert good(only(write(tmp_path, "姓名\n林一鸣\n"))) == [(2, {"姓名": "林一鸣"}, "第2行")]


def test_columns_of_a_rejects_file_are_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "姓名,_文件,_表,_行,_列,_值,_原因,_处理\n林一鸣,a,,2,,,x,y\n")
    assert good(only(path)) == [(2, {"姓名": "林一鸣"}, "第2行")]


def test_a_missing_file_and_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="找不到文件"):
        only(tmp_path / "无.csv")
    with pytest.raises(InvalidData, match=r"不认识 名册\.doc 的格式"):
        only(write(tmp_path, ROSTER, "名册.doc"))
    assert good(only(write(tmp_path, ROSTER, "名册.doc"), format="csv")) == READ


def test_content_digest(tmp_path: Path) -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert content_digest(write(tmp_path, b"")) == empty


text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")
    | st.sampled_from(',"\t;\n'),
    max_size=8,
)
names = st.lists(
    st.text(st.sampled_from("姓名职务单位ABC"), min_size=1, max_size=4),
    min_size=2, max_size=5, unique=True,
)  # fmt: skip


@given(st.data(), names, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_of_text_reads_back_equal(
    tmp_path: Path, data: st.DataObject, header: list[str], encoding: str
) -> None:
    row = st.lists(text, min_size=len(header), max_size=len(header))
    rows = data.draw(st.lists(row.filter(lambda cells: "".join(cells).strip() != ""), max_size=6))
    path = tmp_path / "任意.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    table = only(path, encoding=encoding)
    assert table.header == tuple(header)
    assert [list(cells.values()) for _, cells, _ in good(table)] == rows


@given(
    words=st.lists(st.sampled_from(["林一鸣", "青川市", "局长", "书记"]), min_size=2, max_size=9)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_of_chinese_text_is_found(
    tmp_path: Path, words: list[str], encoding: str
) -> None:
    path = tmp_path / "任意.csv"
    path.write_text("姓名,值\n" + "".join(f"{word},1\n" for word in words), encoding=encoding)
    assert [cells["姓名"] for _, cells, _ in good(only(path))] == words
