"""`zerenlian copy`: a whole store into another one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.digest import digest
from graph.errors import Conflict, StoreUnavailable
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.graph.statements import load, person


def test_a_store_is_copied_and_again_changes_nothing(
    run: Run, store_url: str, tmp_path: Path
) -> None:
    target = f"sqlite:///{tmp_path / '新.db'}"
    source = SqliteStore(store_url.removeprefix("sqlite:///"))
    source.undo(load(source, person("误", 1)))
    held = digest(source)
    source.close()
    arguments = ("copy", "--from", store_url, "--to", target, "--json")
    answer = json.loads(run(*arguments).stdout)
    assert answer == {
        "from": store_url,
        "to": target,
        "batches": held.batch_count,
        "statements": held.statement_count,
        "there": 0,
        "undone": 0,
        "records": held.counts,
        "digests": {"statements": held.statements, "records": held.records},
    }
    again = json.loads(run(*arguments).stdout)
    assert again == {**answer, "batches": 0, "statements": 0, "there": held.batch_count}
    doctors = [
        json.loads(run("doctor", "--store", url, "--json").stdout) for url in (store_url, target)
    ]
    assert {**doctors[0], "store": target} == doctors[1]


def test_it_says_what_was_copied(run: Run, store_url: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / '新.db'}"
    result = run("copy", "--from", store_url, "--to", target)
    assert result.exit_code == 0
    lines = [line.strip("│ ").split("│") for line in result.stdout.splitlines()]
    told = {cells[0].strip(): cells[-1].strip() for cells in lines}
    assert told["复制的批次"] == "1"
    assert told["原已有的批次"] == told["其中随之撤销的"] == "0"
    assert told["人员"] == "12"
    assert f"✓{store_url}与{target}内容相同" in "".join(result.stdout.split())


def test_a_source_that_is_not_there_makes_no_target(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "新.db"
    result = run("copy", "--from", f"sqlite:///{tmp_path / '无.db'}", "--to", f"sqlite:///{target}")
    assert isinstance(result.exception, StoreUnavailable)
    assert not target.exists()


def test_a_target_with_batches_of_its_own_is_refused(
    run: Run, store_url: str, tmp_path: Path
) -> None:
    target = SqliteStore(str(tmp_path / "别.db"))
    own = load(target, person("甲"))
    before = digest(target)
    result = run("copy", "--from", store_url, "--to", target.url)
    assert isinstance(result.exception, Conflict)
    assert own in str(result.exception)
    assert digest(target) == before
    target.close()


@pytest.mark.parametrize("given", [["--from", "memory:"], ["--to", "memory:"]])
def test_both_stores_must_be_named(run: Run, given: list[str]) -> None:
    assert run("copy", *given).exit_code == 2
