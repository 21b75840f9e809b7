"""Stores and disks that fail under a command: what is said, and that nothing is half written."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from graph.sqlite.schema import VERSION, connect
from tests.command import GOOD, HEADER, STORE, Zerenlian, batches, people, write


def loaded(zerenlian: Zerenlian) -> None:
    write("好.csv", HEADER, GOOD)
    assert zerenlian("load", "好.csv", "--as", "tenures").code == 0


def newer() -> None:
    with sqlite3.connect(STORE) as tool:
        version = tool.execute("PRAGMA user_version").fetchone()[0]
        tool.execute(f"PRAGMA user_version = {version + 1}")
    tool.close()


def foreign() -> None:
    Path(STORE).unlink()
    with sqlite3.connect(STORE) as tool:
        tool.execute("CREATE TABLE others (x)")
    tool.close()


@pytest.mark.parametrize(
    ("make", "url", "said"),
    [
        (lambda: None, f"{STORE}?mode=ro", "是只读的，不能写入→去掉?mode=ro"),
        (
            newer,
            STORE,
            f"由更新的版本写成（格式{VERSION + 1}，本程序认识到{VERSION}）→升级zerenlian",
        ),
        (foreign, STORE, "不是责任链库→换一个文件名"),
        (lambda: Path(STORE).write_text(GOOD * 50), STORE, "不是责任链库，或已损坏→"),
        (lambda: Path("夹").mkdir(), "夹", "打不开夹→核对路径和权限"),
        (lambda: None, "无/库.db", "打不开无/库.db→核对路径和权限"),
    ],
)
def test_a_store_that_cannot_be_written_stays_as_it_is(
    zerenlian: Zerenlian, make: Callable[[], object], url: str, said: str
) -> None:
    loaded(zerenlian)
    make()
    before = Path(STORE).read_bytes()
    write("更多.csv", HEADER, "江澄,甲县水利局,局长,2014,,")
    shown = zerenlian("load", "更多.csv", "--as", "tenures", "--store", f"sqlite:///{url}")
    assert shown.code == 7
    assert said in shown.told
    assert Path(STORE).read_bytes() == before


def test_a_missing_store_is_not_made_by_asking(zerenlian: Zerenlian) -> None:
    shown = zerenlian("search", "林一鸣")
    assert (shown.code, Path(STORE).exists()) == (7, False)
    assert "没有库文件" in shown.told


def test_a_full_disk_leaves_the_store_as_it_was(
    zerenlian: Zerenlian, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(zerenlian)

    def narrow(path: str, *, create: bool, readonly: bool) -> apsw.Connection:
        connection = connect(path, create=create, readonly=readonly)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    write("大.csv", HEADER, *(f"林{i},青川市委,科员{i},2014,," for i in range(1_000)))
    with monkeypatch.context() as world:
        world.setattr("graph.sqlite_store.connect", narrow)
        shown = zerenlian("load", "大.csv", "--as", "tenures")
    assert shown.code == 7
    assert "磁盘已满" in shown.told
    assert (batches(), people()) == (1, ["周岚", "林一鸣"])
    assert zerenlian("load", "大.csv", "--as", "tenures").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_too_full_for_the_rejects_or_a_picture(zerenlian: Zerenlian) -> None:
    loaded(zerenlian)
    Path("满.csv").symlink_to("/dev/full")
    Path("满.svg").symlink_to("/dev/full")
    write("坏.csv", HEADER, "江澄,甲县水利局,局长,2014,,", "何舟,甲县水利局,局长,2014-13,,")
    shown = zerenlian("load", "坏.csv", "--as", "tenures", "--rejects", "满.csv")
    assert (shown.code, "磁盘已满→腾出空间后再试" in shown.told) == (5, True)
    assert (batches(), people()) == (1, ["周岚", "林一鸣"])
    shown = zerenlian("render", "network", "林一鸣", "--out", "满.svg")
    assert (shown.code, "磁盘已满→腾出空间后再试" in shown.told) == (5, True)


def test_a_killed_load_leaves_nothing_and_the_next_one_completes(zerenlian: Zerenlian) -> None:
    loaded(zerenlian)
    bad = [f"江{i},甲县水利局,局长,2014-13,," for i in range(300)]
    write("大.csv", HEADER, *bad, *(f"林{i},青川市委,{i}科科员,2014,," for i in range(3_000)))
    command = [sys.executable, "-c", "from api.cli import main; main()", "load", "大.csv"]
    rejects = Path("未载入.csv")
    with subprocess.Popen(
        [*command, "--as", "tenures", "--rejects", str(rejects), "--json"],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    ) as loading:
        while loading.poll() is None and not (rejects.exists() and rejects.stat().st_size):
            time.sleep(0.002)
        loading.send_signal(signal.SIGKILL)
    assert loading.returncode == -signal.SIGKILL
    assert (batches(), people()) == (1, ["周岚", "林一鸣"])
    shown = zerenlian("load", "大.csv", "--as", "tenures", "--rejects", str(rejects), "--json")
    report = json.loads(shown.out)
    assert (shown.code, report["rejected"], batches()) == (9, 300, 2)
    found = zerenlian("doctor", "--json").answer["counts"]
    assert isinstance(found, dict)
    assert found["Person"] == 3_002
