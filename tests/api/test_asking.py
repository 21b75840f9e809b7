from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.shapes.records import Shaper
from api.views.console import chain_tree, console
from graph.errors import InvalidData, NotFound
from graph.queries.chain import chain
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.world import FROM, three_levels


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


def test_nothing_found_is_told_to_people_and_empty_for_programs(run: Run) -> None:
    result = run("search", "查无此人此事")
    assert isinstance(result.exception, NotFound)
    assert result.stdout == ""
    assert json.loads(run("search", "查无此人此事", "--json").stdout) == {"hits": [], "more": False}


def test_more_hits_are_announced(run: Run) -> None:
    assert "还有更多，用 --limit 列出" in run("search", "甲县", "--limit", "2").stdout
    assert "还有更多" not in run("search", "甲县").stdout


def test_no_path_and_a_path_not_looked_for_far_enough_differ(run: Run) -> None:
    asked = ["path", "甲县书记人", "乙市书记人"]
    assert json.loads(run(*asked, "--hops", "2", "--json").stdout)["ended"] == "limit"
    assert "到达上限而未查完：放宽 --hops" in run(*asked, "--hops", "2").stdout
    apart = [*asked, "--kind", "SUPERVISES"]
    assert json.loads(run(*apart, "--json").stdout)["ended"] == "none"
    assert run(*apart).stdout == "没有路径：在所给的关系、日期之内两者不相连\n"


def test_a_path_names_its_relations_in_chinese(run: Run) -> None:
    shown = run("path", "甲县书记人", "乙市书记人").stdout
    assert "→ 任职　甲县委 书记" in shown
    assert "→ 主体责任　乙市委  2010-01-01 起，2020-01-01 止 [3]" in shown
    assert "party" not in shown


def test_who_held_a_post_is_shown_with_its_sources(run: Run) -> None:
    assert run("holders", "甲县委", "书记", "--on", "2015").stdout.splitlines() == [
        "甲县委　书记　截至 2015",
        "书记　在任",
        "└── 甲县书记人  2010-01-01 — 2020-01-01  确定 [1]",
        "出处",
        "  [1] 测试名册.csv 第9行",
    ]
    assert run("holders", "甲县委", "书记", "--on", "2021").stdout.splitlines() == [
        "甲县委　书记　截至 2021",
        "书记　未见记录",
        "出处：无",
    ]


@pytest.fixture
def quarrel(store_url: str) -> None:
    """Three people whose year of birth is told in two ways."""
    store = SqliteStore(store_url.removeprefix("sqlite:///"))
    world = three_levels()
    before = len(world.statements)
    for number in range(3):
        for born in ("1970", "1971"):
            world.node("Person", f"周行之{number}", name=f"周行之{number}", birth=born)
    with store.batch("test") as writer:
        writer.add(world.statements[before:])
    store.close()


@pytest.mark.usefixtures("quarrel")
def test_contradictions_come_page_by_page_with_both_sources(run: Run) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = json.loads(run("conflicts", "--limit", "2", "--after", after, "--json").stdout)
        seen += [c["record"] for c in page["conflicts"]]
        after = page["next"]
        if not after:
            break
    assert seen == ["周行之0", "周行之1", "周行之2"]
    shown = run("conflicts", "--limit", "2").stdout
    assert "1970 [1]" in shown
    assert "1971 [2]" in shown
    assert "下一页：--after " in shown
    assert "下一页" not in run("conflicts").stdout


def test_what_was_known_is_asked_at_an_instant(run: Run) -> None:
    for instant in ("2024", "某日", "2024-13-01"):
        assert isinstance(run("chain", "甲县委", "--known", instant).exception, InvalidData)
    late = "2999-01-01T08:00+08:00"
    assert run("chain", "甲县委", "--on", "2015", "--known", late).exit_code == 0


def test_an_oversight_whose_paper_may_have_lapsed_is_only_possible() -> None:
    world = three_levels()
    world.post("甲县委", "副书记")
    world.holds("副书记人", "甲县委副书记", **FROM)
    world.edge("OVERSEES", "甲县委副书记", "甲县财政局", since="2012-01-01")
    view = world.store()
    shape = Shaper(view).chain(chain(view, "副局长人", "2015-05-01"))
    seats = {s.title: (s.certainty, s.holders[0].certainty) for s in shape.bodies[0].beside}
    assert seats["副书记"] == ("possible", "certain")
    with console.capture() as shown:
        console.print(chain_tree(shape))
    assert "分管　副书记　可能" in shown.get()
