from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import Ambiguous, InvalidData, NotFound
from tests.api.conftest import Run


def test_a_chain_is_shown_with_dates_certainty_and_sources(run: Run) -> None:
    shown = run("chain", "副局长人", "--on", "2015-05-01").stdout
    lines = [line.strip("│├└─ ") for line in shown.splitlines()]
    assert lines[0] == "副局长人　主体责任链　截至 2015-05-01"
    assert lines[1] == "甲县财政局党组"
    assert "组长人  2010-01-01 — 2020-01-01  确定 [1]" in lines
    assert "▲ 对其负责　主体责任　确定 [4]" in lines
    assert any(line.startswith("[1] 测试名册.csv 第") for line in lines)
    assert "注：未见更上一级的记录，链条到此为止（丙省委）" in lines


def test_every_answer_comes_as_json(run: Run) -> None:
    chain = json.loads(run("chain", "甲县委", "--on", "2015", "--json").stdout)
    assert [body["caption"] for body in chain["bodies"]] == ["甲县委", "乙市委", "丙省委"]
    held = json.loads(run("holders", "甲县委", "书记", "--on", "2015", "--json").stdout)
    assert [(p["title"], p["state"], [h["name"] for h in p["holders"]]) for p in held["posts"]] == [
        ("书记", "held", ["甲县书记人"])
    ]
    found = json.loads(run("search", "甲县书记人", "--json").stdout)
    assert [(h["node"]["caption"], h["context"]) for h in found["hits"]] == [
        ("甲县书记人", "甲县委 书记")
    ]
    path = json.loads(run("path", "甲县书记人", "乙市书记人", "--json").stdout)
    assert path["ended"] == "found"
    assert json.loads(run("conflicts", "--json").stdout) == {"conflicts": [], "next": ""}


def test_downwards(run: Run) -> None:
    tree = json.loads(
        run("chain", "丙省委", "--on", "2015", "--down", "--depth", "1", "--json").stdout
    )
    assert [b["caption"] for b in tree["bodies"]] == ["丙省委", "丙省纪委", "乙市委"]


def test_unknown_names_end_in_an_error_that_says_what_to_do(run: Run) -> None:
    result = run("chain", "无此人", "--on", "2015")
    assert isinstance(result.exception, NotFound)
    assert "没有“无此人”的记录" in str(result.exception)
    assert result.stdout == ""


def test_a_wrong_date_is_named(run: Run) -> None:
    result = run("chain", "甲县委", "--on", "2015-06-31")
    assert isinstance(result.exception, InvalidData)
    assert "2015-06-31" in str(result.exception)


def test_a_batch_of_questions_keeps_every_line(run: Run, tmp_path: Path) -> None:
    questions: list[dict[str, object] | str] = [
        {"organization": "甲县委", "post": "书记", "on": 2015},
        {"organization": "中共甲县委员会", "post": "书记", "on": "2015-05", "note": "自带"},
        {"organization": "戊县委", "post": "书记", "on": "2015"},
        {"organization": "甲县委", "post": "书记"},
        "这不是 JSON",
        {"organization": "甲县委", "post": "书记", "on": "2015-13"},
        {"organization": "甲县委", "post": "书记", "on": "2021"},
    ]
    file = tmp_path / "问.jsonl"
    file.write_text(
        "\n".join(q if isinstance(q, str) else json.dumps(q) for q in questions), encoding="utf-8"
    )
    lines = [json.loads(line) for line in run("holders", "--batch", str(file)).stdout.splitlines()]
    held = {
        "name": "甲县书记人",
        "certainty": "certain",
        "since": "2010-01-01",
        "until": "2020-01-01",
    }
    assert [line["holders"] for line in lines] == [[held], [held], [], [], [], [], []]
    assert ["error" in line for line in lines] == [False, False, True, True, True, True, False]
    assert lines[1]["note"] == "自带"
    assert "没有机构“戊县委”" in lines[2]["error"]
    assert "缺少 on" in lines[3]["error"]
    assert lines[4]["line"] == 5


@pytest.mark.parametrize("arguments", [["holders"], ["holders", "甲县委"]])
def test_a_question_without_body_or_post_is_no_question(run: Run, arguments: list[str]) -> None:
    assert isinstance(run(*arguments).exception, InvalidData)


def test_what_was_known_at_a_time(run: Run) -> None:
    assert isinstance(
        run("chain", "甲县委", "--on", "2015", "--known", "2001-01-01").exception, NotFound
    )
    assert run("chain", "甲县委", "--on", "2015", "--known", "2999-01-01").exit_code == 0


def test_ambiguous_names_list_what_they_may_mean() -> None:
    error = Ambiguous("不唯一", [("a", "甲"), ("b", "乙")], remedy="写明")
    assert error.candidates == [("a", "甲"), ("b", "乙")]
