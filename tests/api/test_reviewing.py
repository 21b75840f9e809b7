"""What texts tell, from the file to the answer: proposed, looked at, decided, found by a query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.errors import Conflict, InvalidData, NotFound
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.loaders.text.texts import notice
from tests.world import three_levels


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """Three levels, with a 林一鸣 in the county's bureau."""
    world = three_levels()
    world.holds("林一鸣", world.post("甲县财政局", "科长"), since="2014", until="2016")
    store = SqliteStore(str(tmp_path / "库.db"))
    world.store(store)
    store.close()
    return store.url


@pytest.fixture
def text(tmp_path: Path) -> str:
    return str(notice(tmp_path))


def facts(run: Run, *options: str, **fields: str) -> list[dict[str, Any]]:
    """The facts that `review list` gives, of which the fields have these values."""
    found = json.loads(run("review", "list", "--json", *options).stdout)["items"]
    return [one for one in found if fields.items() <= one["fields"].items()]


def fails(run: Run, *arguments: str) -> Exception:
    error = run(*arguments).exception
    assert isinstance(error, Exception)
    return error


def test_a_text_is_proposed_reviewed_accepted_and_found_with_its_words(run: Run, text: str) -> None:
    shown = run("propose", "--as", "notice", text).stdout
    assert "zerenlian review" in shown
    listed = run("review").stdout
    assert "周岚受到党内严重警告处分；镇党委书记苏晓受到诫勉谈话处理。" in listed
    (post,) = facts(run, 姓名="周岚", 单位="白石镇党委")
    assert (post["sentence"][:6], post["quote"]) == ("2.白石镇党", "白石镇党委副书记")
    done = run("review", "accept", post["id"], "--by", "甲审核").stdout
    assert "已确认 1 条" in done
    held = json.loads(run("holders", "白石镇党委", "副书记", "--on", "2021", "--json").stdout)
    (holder,) = held["posts"][0]["holders"]
    assert (holder["name"], holder["sources"][0]["quote"]) == ("周岚", "白石镇党委副书记")
    (accepted,) = facts(run, "--state", "accepted")
    assert (accepted["decision"]["by"], accepted["state_label"]) == ("甲审核", "已确认")
    run("undo", accepted["decision"]["batch"])
    assert facts(run, 姓名="周岚", 单位="白石镇党委")


def test_a_second_reading_proposes_nothing_new(run: Run, text: str) -> None:
    first = json.loads(run("propose", "--as", "notice", text, "--json").stdout)
    again = json.loads(run("propose", "--as", "notice", text, "--json").stdout)
    assert (first["known"], again["new"], again["known"]) == (0, 0, first["new"])
    assert list(first["documents"].values()) == ["澜陵市纪委监委公开通报2起典型问题"]


def test_a_threshold_accepts_by_rule_but_for_people_with_namesakes(run: Run, text: str) -> None:
    found = json.loads(
        run("propose", "--as", "notice", text, "--accept-above", "0.9", "--json").stdout
    )
    assert (found["accepted"], found["waiting"]) == (3, found["new"] - 3)
    assert found["namesakes"] == len(facts(run, 姓名="林一鸣")) == 6
    rules = {one["decision"]["rule"] for one in facts(run, "--state", "accepted")}
    assert rules == {"置信度 ≥ 0.9"}
    assert "按规则（置信度 ≥ 0.8）确认 2 条" in run("review", "accept", "--above", "0.8").stdout
    shown = run("review", "list", "--state", "accepted").stdout
    assert "按规则：置信度 ≥ 0.8" in shown


def test_namesakes_are_shown_with_evidence_and_decided(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    first, *_ = facts(run, 姓名="林一鸣", 职务="局长")
    shown = run("review", "show", first["id"]).stdout
    assert "库里有 1 个同名的人，不按姓名认定" in shown
    assert "任职　甲县财政局 科长" in shown
    assert "文中的 林一鸣" in shown
    assert "同名的人见上" in run("review", "list").stdout
    assert run("review", "same", first["id"], "林一鸣", "--by", "甲").exit_code == 0
    assert "已认定为同一人" in run("review", "show", first["id"]).stdout
    run("review", "accept", first["id"], "--by", "甲")
    held = json.loads(run("holders", "甲县财政局", "局长", "--on", "2021", "--json").stdout)
    assert "林一鸣" in [holder["id"] for holder in held["posts"][0]["holders"]]


def test_a_person_is_told_apart(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    first, *_ = facts(run, 姓名="林一鸣")
    done = run("review", "different", first["id"], "林一鸣", "--name", "林一鸣").stdout
    assert "已否定 1 条" in done
    assert "已认定不是同一人" in run("review", "show", first["id"]).stdout


def test_a_correction_says_what_is_right_and_keeps_what_was_read(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    (post,) = facts(run, 姓名="苏晓", 职务="书记")
    wrong = fails(run, "review", "correct", post["id"], "起=昨天")
    assert isinstance(wrong, InvalidData)
    assert "“起”写作“昨天”" in wrong.message
    run("review", "correct", post["id"], "起=2020年5月", "--by", "甲", "--note", "按任免文件")
    (right,) = facts(run, "--state", "accepted")
    assert right["fields"]["起"] == "2020年5月"
    assert "起" not in right["decision"]["read"]
    assert "读作：" in run("review", "list", "--state", "accepted").stdout


def test_what_was_rejected_stays_rejected(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    (post,) = facts(run, 姓名="苏晓", 职务="书记")
    assert "已否定 1 条" in run("review", "reject", post["id"], "--note", "读错").stdout
    run("propose", "--as", "notice", text)
    assert facts(run, 姓名="苏晓", 职务="书记") == []
    assert "已否定" in run("review", "list", "--state", "rejected").stdout


def test_one_document_and_few_facts_are_listed(run: Run, text: str) -> None:
    assert "没有要看的事实" in run("review").stdout
    run("propose", "--as", "notice", text)
    document = facts(run)[0]["document"]
    assert "还有" in run("review", "list", "--document", document, "--limit", "2").stdout
    assert facts(run, "--document", "e" * 20) == []


@pytest.mark.parametrize(
    ("command", "error", "message"),
    [
        (["accept"], InvalidData, "要写事实的编号"),
        (["accept", "无", "--above", "0.9"], InvalidData, "二者之一"),
        (["accept", "无"], NotFound, "没有待确认的 无"),
        (["accept", "--above", "9"], InvalidData, "门槛 9"),
        (["show", "无"], NotFound, "没有待确认的 无"),
        (["correct", "无", "职务"], InvalidData, "“职务”不是 字段=值"),
        (["same", "无", "某人"], NotFound, "没有待确认的 无"),
    ],
)
def test_bad_input_is_told(
    run: Run, command: list[str], error: type[Exception], message: str
) -> None:
    raised = fails(run, "review", *command)
    assert isinstance(raised, error)
    assert message in str(raised)


def test_what_cannot_be_read_is_told_before_anything_is_proposed(run: Run, text: str) -> None:
    for wrong, message in (
        ((text, "无.txt"), "无.txt"), ((text, "--accept-above", "90"), "门槛 90"),
    ):  # fmt: skip
        assert message in str(fails(run, "propose", "--as", "notice", *wrong))
    assert "没有“诗”这种文体" in str(fails(run, "propose", "--as", "诗", text))
    assert facts(run) == []


def test_nobody_decides_and_nothing_is_decided_twice(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    (post,) = facts(run, 姓名="苏晓", 职务="书记")
    nobody = fails(run, "review", "accept", post["id"], "--by", " \n")
    assert "没有写明由谁决定" in str(nobody)
    run("review", "accept", post["id"])
    assert isinstance(fails(run, "review", "accept", post["id"]), Conflict)


def test_which_of_several_people_is_meant_is_asked(run: Run, tmp_path: Path) -> None:
    told = "1.甲县财政局局长林一鸣违规用车问题。2021年5月，林一鸣受到诫勉谈话处理。"
    run("propose", "--as", "notice", str(notice(tmp_path, told)))
    (talk,) = facts(run, 类型="诫勉")
    run("review", "correct", talk["id"], "谈话人=苏晓")
    named = fails(run, "review", "different", talk["id"], "林一鸣")
    assert "这一条说到 2 个人" in str(named)


def test_one_goes_through_the_facts_one_by_one(run: Run, text: str) -> None:
    run("propose", "--as", "notice", text)
    before = len(facts(run))
    typed = "\n".join(["x", "a", "r", "s", "c", "职务", "c", "起=2020", "q"])
    seen = CliRunner().invoke(app, ["review", "each", "--by", "甲"], input=f"{typed}\n")
    assert seen.exit_code == 0, seen.output
    assert "“职务”不是 字段=值" in seen.stdout
    assert len(facts(run)) < before
    rest = CliRunner().invoke(app, ["review", "each"], input="s\n" * before)
    assert "看完了" in rest.stdout
