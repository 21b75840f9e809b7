from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InvalidData
from tests.api.conftest import Run

NOTICE = """甲市通报一起典型案例
甲市财政局原局长林一鸣违规收受礼金问题。2019年，林一鸣收受礼金3.6万元。2020年5月，林一鸣受到党内严重警告处分。
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_a_notice_comes_as_one_object_for_each_person_and_case(run: Run, notice: Path) -> None:
    shown = run("extract", "--as", "notice", str(notice), "--json").stdout
    (case,) = map(json.loads, shown.splitlines())
    assert (case["file"], case["case"], case["line"], case["name"]) == ("通报.txt", 1, 2, "林一鸣")
    (post,) = case["posts"]
    assert (post["org"], post["title"], post["former"]) == ("甲市财政局", "局长", True)
    assert [(a["text"], a["yuan"]) for a in case["amounts"]] == [("3.6万元", 36000)]
    assert [(s["kind"], s["date"]) for s in case["sanctions"]] == [("严重警告", "2020-05")]
    assert case["period"] == [2019, 2019]
    start, end = post["span"]
    assert NOTICE[start:end] == post["text"] == "甲市财政局原局长"


def test_a_notice_is_shown_with_the_words_and_where_they_stand(run: Run, notice: Path) -> None:
    shown = run("extract", "--as", "notice", str(notice)).stdout
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown.splitlines()]
    assert ["第2行", "林一鸣", "原任职务", "甲市财政局 局长", "甲市财政局原局长"] in lines
    assert ["第2行", "林一鸣", "金额（礼金）", "36,000 元", "3.6万元"] in lines
    assert ["第2行", "林一鸣", "处理", "严重警告 2020-05", "党内严重警告"] in lines


def test_a_resume_comes_as_one_object_for_each_spell(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "简历.txt"
    path.write_text("林一鸣\n2010.05—2012.06 甲县财政局局长\n", encoding="utf-8")
    (spell,) = map(
        json.loads, run("extract", "--as", "resume", str(path), "--json").stdout.splitlines()
    )
    assert (spell["name"], spell["since"], spell["until"]) == ("林一鸣", "2010-05", "2012-06")
    assert (spell["organization"], spell["post"]) == ("甲县财政局", "局长")
    assert spell["quote"].endswith("局长")
    assert "甲县财政局" in run("extract", "--as", "resume", str(path)).stdout


def test_a_bad_row_does_not_hide_the_rows_behind_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "简历.jsonl"
    path.write_text(
        '{"name": "", "resume": "2001.05—2002.06 甲县财政局局长"}\n不是 JSON\n'
        '{"name": "林一鸣", "resume": "2010.05—2012.06 甲县财政局局长"}\n',
        encoding="utf-8",
    )
    told = run("extract", "--as", "resume", str(path), "--json")
    assert [json.loads(line)["name"] for line in told.stdout.splitlines()] == ["林一鸣"]
    assert isinstance(told.exception, InvalidData)
    assert "第1行" in told.exception.message
    assert "第2行" in told.exception.message


def test_a_text_without_facts_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "空谈.txt"
    path.write_text("今天天气很好。\n", encoding="utf-8")
    assert "没有读出什么" in run("extract", "--as", "notice", str(path)).stdout
    assert run("extract", "--as", "notice", str(path), "--json").stdout == ""


def test_an_unknown_genre_names_those_there_are(run: Run, notice: Path) -> None:
    error = run("extract", "--as", "poem", str(notice)).exception
    assert isinstance(error, InvalidData)
    assert "notice" in error.remedy


def test_one_unreadable_file_does_not_hide_the_others(
    run: Run, notice: Path, tmp_path: Path
) -> None:
    empty, binary = tmp_path / "空.txt", tmp_path / "乱.txt"
    empty.write_text("")
    binary.write_bytes(b"\x01\x02\x03" * 100)
    told = run("extract", "--as", "notice", str(empty), str(notice), "--json")
    assert "林一鸣" in told.stdout
    assert isinstance(told.exception, InvalidData)
    assert "空.txt" in told.exception.message
    error = run("extract", "--as", "notice", str(empty), str(binary)).exception
    assert isinstance(error, InvalidData)
    assert "2 处读不出" in error.message
    assert "空.txt" in error.message
    assert "乱.txt" in error.message


def test_a_file_that_is_not_there_is_told_before_any_is_read(run: Run, notice: Path) -> None:
    told = run("extract", "--as", "notice", str(notice), "没有.txt")
    assert told.stdout == ""
    assert isinstance(told.exception, InvalidData)


def test_an_article_comes_as_one_object_for_each_fact(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "报道.txt"
    body = "青石县委书记和县纪委书记一同对吴某家访。随后，吴某主动投案。"
    path.write_text(f"澜陵市压实责任\n青石县水利局局长吴某到会。\n{body}\n", encoding="utf-8")
    shown = run("extract", "--as", "article", str(path), "--json").stdout
    found = list(map(json.loads, shown.splitlines()))
    assert [fact["kind"] for fact in found] == ["任职", "廉政家访", "主动投案"]
    assert found[1]["actors"] == ["青石县委书记", "青石县纪委书记"]
    whole = path.read_text(encoding="utf-8")
    assert all(whole[slice(*fact["span"])] == fact["quote"] for fact in found)
    table = run("extract", "--as", "article", str(path)).stdout
    assert "青石县委书记、青石县纪委书记" in table
    assert "主动投案" in table
