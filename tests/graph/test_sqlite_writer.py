"""What writing a large batch does to the indexes: a matter of the embedded store alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.sqlite.schema import WALKING
from graph.sqlite_store import SqliteStore
from tests.graph.statements import holds, load, person, post, snapshot
from tests.graph.test_sqlite_plans import Statement, trace


def walking_indexes(store: SqliteStore) -> set[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'index'"
    return {name for (name,) in store.connection().execute(sql)} & WALKING.keys()


def write(store: SqliteStore, people: range) -> None:
    names = [f"人{i}" for i in people]
    load(
        store, post("书记"), *(person(name) for name in names),
        *(holds(name, "书记", since="2003") for name in names),
    )  # fmt: skip


def made_anew(store: SqliteStore, people: range) -> bool:
    statements: list[Statement] = []
    with store._borrowed() as connection:
        trace(connection, statements)
    write(store, people)
    with store._borrowed() as connection:
        connection.exec_trace = None
    return any(sql == WALKING["edge_out"] for sql, _ in statements)


def test_a_batch_that_outgrows_the_store_makes_the_walking_indexes_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = SqliteStore(str(tmp_path / "whole.db"))
    write(whole, range(60))
    monkeypatch.setattr("graph.sqlite.writer.PORTION", 5)
    store = SqliteStore(str(tmp_path / "portions.db"))
    assert made_anew(store, range(50))
    assert not made_anew(store, range(50, 60))
    assert walking_indexes(store) == WALKING.keys()
    assert snapshot(store) == snapshot(whole)
    assert store.expand(["书记"], ["HOLDS"], "in") == whole.expand(["书记"], ["HOLDS"], "in")
    store.close()
    whole.close()


def stopped(store: SqliteStore) -> None:
    people = [f"人{i}" for i in range(50)]
    with store.batch("测试") as writer:
        writer.add([post("书记"), *(person(name) for name in people)])
        writer.add([holds(name, "书记", since="2003") for name in people])
        raise RuntimeError("stop")


def test_a_batch_that_fails_leaves_them_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sqlite.writer.PORTION", 5)
    store = SqliteStore(str(tmp_path / "x.db"))
    with pytest.raises(RuntimeError, match="stop"):
        stopped(store)
    assert walking_indexes(store) == WALKING.keys()
    assert store.counts() == {}
    store.close()
