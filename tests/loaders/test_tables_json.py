"""JSON Lines, JSON arrays and Parquet."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidData
from loaders.tables import BadRow, Row, Table, parquet, read_tables


def only(path: Path) -> Table:
    (table,) = read_tables(path)
    return table


def written(folder: Path, content: str, name: str = "名册.jsonl") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_lines_become_rows_with_the_keys_of_all(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"姓名": "林一鸣", "级别": 3.0, "兼": true}\n\n'
        '{"姓名": "周若云", "附": {"页": [1, "二"]}, "级别": null}\n',
    )
    table = only(path)
    assert table.header == ("姓名", "级别", "兼", "附")
    assert list(table.rows) == [
        Row(1, {"姓名": "林一鸣", "级别": "3", "兼": "是", "附": ""}, "第1行"),
        Row(3, {"姓名": "周若云", "级别": "", "兼": "", "附": '{"页":[1,"二"]}'}, "第3行"),
    ]


def test_bad_lines_are_bad_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path, '{"姓名": "林一鸣"}\n{"姓名": \n[1]\n{"姓名": 1e20}\n{"姓名": "秦远"}\n'
    )
    rows = list(only(path).rows)
    assert [r.number for r in rows if isinstance(r, Row)] == [1, 5]
    assert [(r.row, r.column, r.value, r.reason) for r in rows if isinstance(r, BadRow)] == [
        (2, None, '{"姓名": ', "不是一个 JSON 对象"),
        (3, None, "[1]", "不是一个 JSON 对象"),
        (4, "姓名", "1e+20", "是超过15位的数字，末几位已经丢失"),
    ]


def test_an_array_of_objects(tmp_path: Path) -> None:
    path = written(tmp_path, '\n[{"姓名": "林一鸣"}, 3, {"姓名": "秦远"}]', "名册.json")
    rows = list(only(path).rows)
    assert [r for r in rows if isinstance(r, Row)] == [
        Row(1, {"姓名": "林一鸣"}, "第1项"),
        Row(3, {"姓名": "秦远"}, "第3项"),
    ]
    assert [(r.row, r.value) for r in rows if isinstance(r, BadRow)] == [(2, "3")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "是空文件"),
        (" \n", "是空文件"),
        ("[]", "是空文件"),
        ('[{"姓名": 1},', "不是完好的 JSON"),
        ('{\n"姓名": 1\n}', "里没有一个对象"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        only(written(tmp_path, content, "名册.json"))


keys = st.text(st.sampled_from("姓名职务AB"), min_size=1, max_size=3)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.lists(st.dictionaries(keys, texts, min_size=1), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_objects_of_text_read_back_equal(tmp_path: Path, items: list[dict[str, str]]) -> None:
    path = written(tmp_path, "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items))
    read = [dict(r.cells) for r in only(path).rows if isinstance(r, Row)]
    header = dict.fromkeys((key for item in items for key in item), "")
    assert read == [header | item for item in items]


def test_parquet_in_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "SLICE", 2)
    path = tmp_path / "名册.parquet"
    polars.DataFrame(
        {
            "姓名": ["林一鸣", "周若云", None],
            "任职": [datetime.date(2014, 5, 20), None, datetime.date(2015, 1, 1)],
            "级别": [1.0, 2.5, None],
            "曾任": [["局长", "书记"], [], None],
        }
    ).write_parquet(path)
    table = only(path)
    assert list(table.rows) == [
        Row(number, dict(zip(table.header, cells, strict=True)), f"第{number}行")
        for number, cells in enumerate(
            [
                ("林一鸣", "2014-05-20", "1", '["局长","书记"]'),
                ("周若云", "", "2.5", "[]"),
                ("", "2015-01-01", "", ""),
            ],
            1,
        )
    ]


def test_parquet_bytes_are_a_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "名册.parquet"
    polars.DataFrame({"姓名": ["林一鸣"], "照片": [b"\x00"]}).write_parquet(path)
    (row,) = only(path).rows
    assert isinstance(row, BadRow)
    assert (row.row, row.column, row.reason) == (1, "照片", "不是文字、数字或日期")


def test_what_is_no_parquet(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="不是 Parquet 文件"):
        only(written(tmp_path, "姓名\n林一鸣\n", "名册.parquet"))
