"""How the embedded store asks SQLite: every hot statement searches an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import apsw
import pytest

from graph.attestation import attest_edge
from graph.dates import window
from graph.sqlite_store import SqliteStore
from tests.graph.statements import body, holds, load, person, place, post

SIZE = 5_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """20,000 edges: many people in one post, many posts of one person, a hub of a body."""
    store = SqliteStore(str(tmp_path_factory.mktemp("库") / "x.db"))
    with store.batch("测试") as writer:
        writer.add([body("甲市"), person("甲"), post("书记")])
        for i in range(SIZE):
            writer.add([
                person(f"人{i}", i), post(f"职{i}", i), holds(f"人{i}", f"职{i}", i, since="2003"),
                attest_edge("POST_OF", f"职{i}", "甲市", {}, place(i)),
                holds(f"人{i}", "书记", i, since=f"{1900 + i % 100}", until="2005"),
                holds("甲", f"职{i}", i, seen="2004"),
            ])  # fmt: skip
    yield store
    store.close()


Statement = tuple[str, Any]
"""What is run, with the values that are bound in it."""


def trace(connection: apsw.Connection, statements: list[Statement]) -> None:
    """Note from now on what a connection runs."""

    def note(_: apsw.Cursor, sql: str, bound: Any) -> bool:
        statements.append((sql, bound))
        return True

    connection.exec_trace = note


def traced(store: SqliteStore, ask: Callable[[], object]) -> list[Statement]:
    """The statements that a question runs."""
    statements: list[Statement] = []
    connection = store.connection()
    trace(connection, statements)
    try:
        ask()
    finally:
        connection.exec_trace = None
    assert statements
    return statements


def plan(store: SqliteStore, statement: Statement) -> list[str]:
    """The steps of a statement, but for reading the list that is bound in it."""
    sql, bound = statement
    rows = store.connection().execute(f"EXPLAIN QUERY PLAN {sql}", bound).fetchall()
    steps = [str(row[3]) for row in rows]
    return [step for step in steps if " VIRTUAL TABLE INDEX " not in step]


W = window("2004")
MANY = [f"人{i}" for i in range(700)]
HOT: dict[str, tuple[Callable[[SqliteStore], Any], set[str]]] = {
    "expand out": (lambda s: s.expand(["甲"], ["HOLDS"], "out"), {"edge_out"}),
    "expand in": (lambda s: s.expand(["甲市"], ["POST_OF"], "in"), {"structure_in"}),
    "expand structure": (
        lambda s: s.expand(MANY, ["ANSWERS_TO"], "out", when=W, facets=["party"]),
        {"structure_out"}),
    "expand kinds": (lambda s: s.expand(["甲"], ["HOLDS", "FAMILY_OF"], "out"), {"edge_out"}),
    "expand when": (lambda s: s.expand(["书记"], ["HOLDS"], "in", when=W), {"edge_in"}),
    "expand facets": (
        lambda s: s.expand(["书记"], ["HOLDS"], "in", facets=["正式", "代理"]), {"edge_in"}),
    "expand all": (
        lambda s: s.expand(MANY, ["HOLDS", "POST_OF"], "out", when=W, facets=["正式"], limit=9),
        {"edge_out"}),
    "expand many": (lambda s: s.expand(MANY, ["HOLDS"], "out", when=W), {"edge_out"}),
    "nodes": (lambda s: s.nodes(MANY), {"PRIMARY KEY"}),
    "edges": (lambda s: s.edges(MANY), {"edge_id"}),
    "find": (lambda s: s.find(MANY), {"PRIMARY KEY"}),
    "find_prefix": (lambda s: s.find_prefix("n:人1", 20), {"PRIMARY KEY"}),
    "attestations": (
        lambda s: s.attestations(MANY), {"statement_record", "INTEGER PRIMARY KEY"}),
    "scan_nodes": (lambda s: s.scan_nodes("Person", "人1", 100), {"node_kind"}),
    "scan_edges": (lambda s: s.scan_edges("HOLDS", "1", 100), {"edge_id"}),
}  # fmt: skip


@pytest.mark.parametrize("question", HOT)
def test_plans(large: SqliteStore, question: str) -> None:
    """Every step searches an index; none scans or sorts."""
    ask, indexes = HOT[question]
    for statement in traced(large, lambda: ask(large)):
        steps = plan(large, statement)
        assert all(step.startswith("SEARCH ") for step in steps), steps
        assert {i for i in indexes if any(f"{i} " in step for step in steps)} == indexes, steps
        if question.startswith("expand"):
            assert all("COVERING INDEX" in step for step in steps), steps


def test_plans_of_writing(large: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding to what is there, and undoing it, looks things up; no statement scans a table."""
    statements: list[Statement] = []
    plain = large._connect

    def tracing() -> apsw.Connection:
        connection = plain()
        trace(connection, statements)
        return connection

    monkeypatch.setattr(large, "_connect", tracing)
    monkeypatch.setattr(large, "_idle", [])
    said = [person("人1", 900_000, sex="男"), holds("人1", "书记", 900_001, since="2009")]
    large.undo(load(large, *said))
    hot = [s for s in statements if s[0].startswith(("SELECT", "INSERT", "DELETE", "UPDATE"))]
    touched = [s for s in hot if "sqlite_master" not in s[0] and "FROM batch" not in s[0]]
    scans = {step for s in touched for step in plan(large, s) if step.startswith("SCAN ")}
    tables = ("node", "edge", "e", "statement", "s", "place", "p", "search_key")
    assert len(touched) > 15
    assert scans & {f"SCAN {table}" for table in tables} == set()


def test_statistics_that_another_tool_left_are_dropped(large: SqliteStore) -> None:
    path = large.url.removeprefix("sqlite:///")
    tool = sqlite3.connect(path)
    tool.execute("ANALYZE")
    assert tool.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0
    tool.close()
    again = SqliteStore(path)
    for question in HOT:
        test_plans(again, question)
    again.close()
