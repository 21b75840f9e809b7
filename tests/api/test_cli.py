"""What ends a command: exit codes, and what is told on standard error."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
import typer

from api import cli
from api.errors import MEANINGS, meaning
from graph.errors import Ambiguous, NotFound
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run, command, environment
from tests.world import FROM, three_levels

Main = Callable[..., int]


@pytest.fixture
def main(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Main:
    """Runs `main` in this process and gives its exit code."""
    monkeypatch.setenv("ZERENLIAN_STORE", store_url)

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["zerenlian", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0)

    return run


@pytest.mark.parametrize(
    ("arguments", "code", "title", "words"),
    [
        (["chain", "查无此人", "--on", "2015"], 3, "没有找到", "没有“查无此人”的记录"),
        (["search", "查无此人此事"], 3, "没有找到", "拼音首字母"),
        (["search", "甲", "--kind", "Foo"], 5, "数据有误", "没有这种类别：Foo"),
        (["chain", "甲县委", "--on", "2015-06-31"], 5, "数据有误", "2015-06-31"),
        (["chain", "甲县委", "--known", "某日"], 5, "数据有误", "“某日”不是日期或时刻"),
        (["holders", "甲县委", "局长", "--on", "2015"], 3, "没有找到", "没有“局长”这一职务"),
        (["holders", "--batch", "无.jsonl"], 5, "数据有误", "读写不了 无.jsonl：没有这个文件"),
        (["doctor", "--store", "sqlite:///无/无.db"], 7, "库不可用", "没有库文件"),
        (["doctor", "--store", "mysql://x"], 5, "数据有误", "不认识的库地址"),
        (["undo", "无此批次"], 3, "没有找到", "没有批次"),
        (["conflicts", "--kind", "quarrel"], 5, "数据有误", "values、dispute、natures"),
        (["render", "chain", "甲县委", "-o", "/无/图.svg"], 5, "数据有误", "没有这个文件或文件夹"),
        (["render", "chain", "甲县委", "-o", "/proc/图.svg"], 5, "数据有误", "读写不了"),
        (["chain"], 2, "用法不对", "缺少参数 subject"),
        (["chain", "甲", "乙"], 2, "用法不对", "多出的参数：乙"),
        (["chain", "甲", "--day", "1"], 2, "用法不对", "没有选项 --day"),
        (["chain", "甲", "--on"], 2, "用法不对", "选项 --on 之后要写值"),
        (["chain", "甲", "--duty", "love"], 2, "用法不对", "没有“love”，可用：'party'"),
        (["chain", "甲", "--depth", "99"], 2, "用法不对", "--depth 的值不对：不能大于 50"),
        (["chain", "甲", "--depth", "0"], 2, "用法不对", "--depth 的值不对：不能小于 1"),
        (["chain", "甲", "--depth", "一"], 2, "用法不对", "--depth 的值不对：应为整数"),
        (["render", "chain", "甲"], 2, "用法不对", "缺少选项 --out"),
        (["nothing"], 2, "用法不对", "没有命令 nothing"),
    ],
)
def test_errors_are_told_with_a_remedy(
    main: Main, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int,
    title: str, words: str,
) -> None:  # fmt: skip
    assert main(*arguments) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert title in told.err
    assert words in re.sub(r"[│\s]+", " ", told.err)
    assert "→" in told.err or title == "数据有误"
    assert "Traceback" not in told.err


def test_no_command_shows_the_help(main: Main, capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    shown = capsys.readouterr().out
    for name in ("demo", "load", "template", "search", "holders", "chain", "path", "render"):
        assert re.search(rf"^  {name} ", shown, re.MULTILINE)


@pytest.mark.parametrize("name", [c.callback.__name__ for c in cli.app.registered_commands])  # type: ignore[union-attr]  # each has one
def test_every_command_explains_itself(
    main: Main, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(name, "--help") == 0
    assert f"Usage: zerenlian {name}" in capsys.readouterr().out


def test_the_nearest_class_of_an_error_counts() -> None:
    class Special(NotFound):
        pass

    assert meaning(Special("x")) == MEANINGS[NotFound]
    assert meaning(Ambiguous("x", [])) == MEANINGS[Ambiguous]


def test_an_ambiguous_name_lists_what_it_may_mean(
    main: Main, capsys: pytest.CaptureFixture[str], store_url: str
) -> None:
    store = SqliteStore(store_url.removeprefix("sqlite:///"))
    world = three_levels()
    world.node("Person", "同名1", name="周行之", namesake="1970年生")
    world.node("Person", "同名2", name="周行之")
    with store.batch("test") as writer:
        writer.add(world.statements[-2:])
    store.close()
    assert main("chain", "周行之", "--on", "2015") == 4
    told = capsys.readouterr().err
    assert "周行之（1970年生）  同名1" in told
    assert "周行之  同名2" in told


def test_a_fault_of_the_program_keeps_its_traceback(
    main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_an_interrupt_ends_with_130(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = typer.Typer()

    @stopped.command()
    def load(file: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", stopped)
    assert main("名册.csv") == 130


def test_a_reader_that_leaves_early_is_no_error(store_url: str) -> None:
    with subprocess.Popen(
        command("chain", "丙省委", "--down", "--on", "2015", "--json"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(ZERENLIAN_STORE=store_url),
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


def test_markup_in_names_is_printed_as_it_is(run: Run, store_url: str) -> None:
    name = "[red]林[/red]一鸣[/]"
    store = SqliteStore(store_url.removeprefix("sqlite:///"))
    world = three_levels()
    before = len(world.statements)
    world.node("Organization", "标记局", name="[bold]标记局", type="部门")
    world.holds(name, world.post("标记局", "[link=x]局长", "administration"), **FROM)
    world.edge("OVERSEES", "标记局[link=x]局长", "甲县财政局", **FROM)
    with store.batch("test", "[blue]批次[/blue]") as writer:
        writer.add(world.statements[before:])
    store.close()
    for arguments in (
        ["search", name], ["holders", "标记局", "[link=x]局长", "--on", "2015"],
        ["chain", "副局长人", "--on", "2015"], ["path", name, "甲县委"],
    ):  # fmt: skip
        result = run(*arguments)
        assert result.exit_code == 0, result.exception
        assert name in result.stdout
    assert "[blue]批次[/blue]" in run("doctor").stdout
    assert name in str(run("chain", f"{name}某").exception)
