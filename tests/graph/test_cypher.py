"""Cypher that users write, on real servers of both versions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import orjson
import pytest

from graph.errors import InvalidData, LimitReached
from graph.memory_store import MemoryStore
from graph.neo4j import cypher
from graph.neo4j.connection import Connection
from graph.neo4j.cypher import CypherAnswer, connection_of, run_cypher
from graph.neo4j_store import Neo4jStore
from tests.graph.conftest import emptied
from tests.world import three_levels

SLOW = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a * b = -1"
    " RETURN count(*) AS "
)


@pytest.fixture(scope="module")
def connection(neo4j_url: str) -> Iterator[Connection]:
    """To a store with three levels of bodies."""
    store = emptied(neo4j_url)
    assert isinstance(store, Neo4jStore)
    three_levels().store(store)
    yield connection_of(store)
    store.close()


def ask(
    connection: Connection, query: str, *, limit: int = 100, timeout: float = 60, **given: Any
) -> CypherAnswer:
    return asyncio.run(run_cypher(connection, query, given, limit=limit, timeout=timeout))


def contents(connection: Connection) -> list[list[int]]:
    """What a query that writes would change."""
    with connection.reading() as reader:
        return reader.rows("MATCH (n) RETURN count(n), count(n.caption), count(n.x)")


def running(connection: Connection, mark: str) -> list[str]:
    """The queries with a mark in them that run on the server."""
    with connection.reading() as reader:
        rows = reader.rows(
            "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS $mark RETURN q", mark=mark
        )
    return [str(query) for (query,) in rows]


def until(connection: Connection, mark: str, *, runs: bool) -> None:
    """Wait until a query runs on the server, or no longer does."""
    deadline = time.monotonic() + 20
    while bool(running(connection, mark)) is not runs:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_nodes_relationships_and_paths_become_json(connection: Connection) -> None:
    answer = ask(
        connection,
        "MATCH path = (n:Person {caption: $name})-[r:HOLDS]->(m:Post) RETURN n, r, path, m.caption",
        name="副局长人",
    )
    assert answer.columns == ("n", "r", "path", "m.caption")
    ((n, r, path, caption),) = answer.rows
    assert (sorted(n), n["labels"]) == (["id", "labels", "properties"], ["Entity", "Person"])
    assert n["properties"]["name"] == "副局长人"
    assert (sorted(r), r["type"]) == (["from", "id", "properties", "to", "type"], "HOLDS")
    assert (r["properties"]["since"], r["properties"]["since_earliest"]) == (
        "2010-01-01", "2010-01-01",
    )  # fmt: skip
    assert r["from"] == n["id"]
    assert [part["id"] for part in path] == [r["from"], r["id"], r["to"]]
    assert (path[2]["properties"]["caption"], caption) == ("副局长", "副局长")


def test_a_relationship_names_its_ends(connection: Connection) -> None:
    ((r, start, end),) = ask(
        connection, "MATCH (n)-[r:HOLDS]->(m) RETURN r, elementId(n), elementId(m) LIMIT 1"
    ).rows
    assert (r["from"], r["to"]) == (start, end)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[null, true, 1, 1.5, 'x', {a: [1]}]", [None, True, 1, 1.5, "x", {"a": [1]}]),
        ("[0.0 / 0.0, 1.0 / 0.0, -1.0 / 0.0]", ["NaN", "Infinity", "-Infinity"]),
        ("date('2020-01-02')", "2020-01-02"),
        ("localtime('10:11:12')", "10:11:12.000000000"),
        ("datetime('2020-01-02T10:11:12+08:00')", "2020-01-02T10:11:12.000000000+08:00"),
        ("duration('P1Y2M3DT4S')", "P1Y2M3DT4S"),
        ("point({x: 1, y: 2})", "CartesianPoint(1.0, 2.0)"),
        ("9223372036854775807", 2**63 - 1),
        ("duration.between(date('2020-01-01'), date('2020-01-03'))", "P2D"),
        ("$given", {"字": [1, None, {"b": False}]}),
    ],
)
def test_values_become_json(connection: Connection, expression: str, value: object) -> None:
    answer = ask(connection, f"RETURN {expression} AS x", given={"字": [1, None, {"b": False}]})
    assert orjson.loads(orjson.dumps(answer.rows)) == [[value]]


@pytest.mark.parametrize(("limit", "truncated"), [(2, True), (3, False), (4, False)])
def test_rows_are_limited(connection: Connection, limit: int, truncated: bool) -> None:
    answer = ask(connection, "UNWIND [1, 2, 3] AS x RETURN x", limit=limit)
    assert answer.rows == ((1,), (2,), (3,))[:limit]
    assert answer.truncated is truncated


def test_an_endless_answer_is_cut_at_once(connection: Connection) -> None:
    query = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a AS 截, b"
    assert ask(connection, query, limit=2).rows == ((1, 1), (1, 2))
    until(connection, "截", runs=False)


@pytest.mark.parametrize(
    "query",
    [
        "CALL db.labels()",
        "call db.labels() yield label return label;",
        "CALL db.schema.nodeTypeProperties() YIELD nodeType RETURN nodeType",
        "CALL db.index.fulltext.queryNodes('captions', '甲县') YIELD node RETURN node.caption",
        "CALL { MATCH (n:Post) RETURN n } RETURN n",
        "MATCH (o:Organization) CALL (o) { MATCH (o)--(n) RETURN n LIMIT 1 } RETURN n",
        "MATCH (n) WHERE EXISTS { (n)--() } RETURN count(n) // 注",
        "/* 注 */ CYPHER 5 MATCH (n) RETURN n UNION MATCH (n) RETURN n",
        "MATCH p = shortestPath((a:Person)-[*..4]-(b:Person)) WHERE a <> b RETURN p LIMIT 1",
        "MATCH (n:Post) WHERE n.caption =~ '.*书记' RETURN n.caption ORDER BY n.caption",
        "RETURN date.truncate('month', date('2020-03-04')) AS d",
    ],
)
def test_reading_is_allowed(connection: Connection, query: str) -> None:
    assert ask(connection, query).rows


WRITES = "这条查询会写入或管理数据库"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("CREATE (n:Person)", WRITES),
        ("MATCH (n) RETURN n UNION CREATE (n) RETURN n", WRITES),
        ("MERGE (n:Person {id: 'x'}) RETURN n", WRITES),
        ("MATCH (n) SET n.x = 1", WRITES),
        ("MATCH (n) REMOVE n.caption", WRITES),
        ("MATCH (n) DETACH DELETE n", WRITES),
        ("FOREACH (x IN [1] | CREATE (n))", WRITES),
        ("MATCH (n) CALL (n) { SET n.x = 1 } RETURN n", WRITES),
        ("UNWIND [1] AS x CALL { CREATE (n) } IN TRANSACTIONS", WRITES),
        ("CYPHER 5 CREATE (n)", WRITES),
        ("/* x */ // y\nINSERT (n)", WRITES),
        ("CREATE INDEX x FOR (n:Person) ON (n.x)", WRITES),
        ("DROP CONSTRAINT entity_id IF EXISTS", WRITES),
        ("CREATE USER x SET PASSWORD 'abcdefghi'", WRITES),
        ("ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefghi'", WRITES),
        ("CREATE (n) // ' \" `", WRITES),
        ("UNWIND [1] AS x CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n", "Transaction"),
        ("LOAD CSV FROM 'http://127.0.0.1:1/' AS r RETURN r", "LOAD CSV"),
        ("WITH 1AS x Load/**/csv FROM 'file:///x' AS r RETURN r", "LOAD CSV"),
        ("LOAD C\u017fV FROM 'file:///x' AS r RETURN r", "LOAD CSV"),
        ("RETURN [x IN [1] | COLLECT { LOAD CSV FROM 'file:///x' AS r RETURN r }]", "LOAD CSV"),
        ("RETURN '\\u0027 + COUNT { \\u004cOAD CSV FROM \"file:///x\" AS r } //'", "\\u"),
        ("\\u0043REATE (n)", "\\u"),
        ("CALL dbms.listConfig()", "CALL"),
        ("CALL/**/db.awaitIndexes(1)", "CALL"),
        ("CALL `db`.`ping`()", "CALL"),
        ("CALL db.labels/**/.x()", "CALL"),
        ("CALL db.labels.x()", "CALL"),
        ("CALL db.labels() YIELD label CALL db.ping() YIELD success RETURN success", "CALL"),
        ("RETURN [x IN [1] | COLLECT { CALL db.ping() YIELD success RETURN success }]", "CALL"),
        ("RETURN 1CALL db.ping()", "CALL"),
        ("CALL apoc.load.json('http://127.0.0.1:1/')", "CALL"),
        ("SHOW TRANSACTIONS", "SHOW"),
        ("show settings", "SHOW"),
        ("CYPHER 25 CALL () { SHOW TRANSACTIONS YIELD username RETURN username } RETURN *", "SHOW"),
        ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "TERMINATE"),
        ("USE system MATCH (n) RETURN n", "USE"),
        ("PROFILE MATCH (n) RETURN n", "PROFILE"),
        ("EXPLAIN MATCH (n) RETURN n", "EXPLAIN"),
        ("CYPHER 5 EXPLAIN CREATE (n)", "EXPLAIN"),
        ("RETURN graph.byName('system')", "graph.byName"),
        ("RETURN 1; CREATE (n)", "Expected exactly one statement"),
        ("RETURN genai.vector.encode('x', 'OpenAI', {})", "Unknown function"),
        ("MATCH (n) RETURN n NEXT CREATE (m) RETURN m", ""),
        ("CYPHER 25 RETURN 1 AS a NEXT CREATE (m) RETURN m", ""),
    ],
)
def test_all_else_is_refused(connection: Connection, query: str, why: str) -> None:
    before = contents(connection)
    with pytest.raises(InvalidData) as refused:
        ask(connection, query)
    assert why in refused.value.message
    assert refused.value.remedy
    after = contents(connection)
    assert after == before


@pytest.mark.parametrize(
    "query", ["RETURN duration.between($a, $b)", "RETURN `duration` /*x*/ . `between`($a, $b)"]
)
def test_functions_of_strange_namespaces_are_refused(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(cypher, "NAMESPACES", ("date",))
    with pytest.raises(InvalidData, match=r"不能用函数 duration\.between"):
        ask(connection, query, a=None, b=None)


def test_the_server_refuses_what_slips_through(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> None: ...

    monkeypatch.setattr(cypher, "_refuse_plan", nothing)
    with pytest.raises(InvalidData, match=r"(?i)writ"):
        ask(connection, "CREATE (n:漏) RETURN n")
    assert ask(connection, "MATCH (n:漏) RETURN n").rows == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("MATCH (n) RETRUN n", ["Invalid input 'RETRUN'", "第 1 行第 11 列"]),
        ("MATCH (n)\n  RETURN m", ["Variable `m` not defined", "第 2 行第 10 列"]),
        ("RETURN $无", ["Expected parameter(s): 无"]),
        ("RETURN 1 / 0", ["/ by zero"]),
        ("RETURN date('今天')", ["cannot be parsed to a Date"]),
        ("", ["Unexpected end of input"]),
    ],
)
def test_errors_are_those_of_the_server(
    connection: Connection, query: str, words: list[str]
) -> None:
    with pytest.raises(InvalidData, match="Cypher 有误") as wrong:
        ask(connection, query)
    for word in words:
        assert word in wrong.value.message
    assert "EXPLAIN MATCH" not in wrong.value.message


def nested(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize("value", [2**64, "\ud800", nested(5000)])
def test_values_that_cannot_be_sent_are_refused(connection: Connection, value: object) -> None:
    with pytest.raises(InvalidData, match="Neo4j 不收的值"):
        ask(connection, "RETURN $x AS x", x=value)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN range(1, 1000001) AS x",
        "UNWIND range(1, 1100) AS x RETURN range(1, 1000) AS y",
        "RETURN reduce(a = [], x IN range(1, 200) | [a]) AS x",
    ],
)
def test_an_answer_that_is_too_large_is_refused(connection: Connection, query: str) -> None:
    with pytest.raises(LimitReached, match="结果太大"):
        ask(connection, query, limit=5000)


def test_the_server_stops_at_the_timeout(connection: Connection) -> None:
    with pytest.raises(LimitReached, match=r"查询超过 1 秒，已停止"):
        ask(connection, SLOW + "限时", timeout=1)
    until(connection, "限时", runs=False)


def test_a_cancelled_task_stops_the_query_on_the_server(connection: Connection) -> None:
    async def cancelled() -> None:
        task = asyncio.create_task(run_cypher(connection, SLOW + "取消", {}, limit=1, timeout=60))
        await asyncio.to_thread(until, connection, "取消", runs=True)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert task.cancelled()

    asyncio.run(cancelled())
    until(connection, "取消", runs=False)


def test_another_store_is_told_what_is_needed() -> None:
    with pytest.raises(InvalidData, match="这个命令要用 Neo4j 库") as refused:
        connection_of(MemoryStore())
    assert "zerenlian copy" in refused.value.remedy
