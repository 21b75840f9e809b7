"""Cypher that users write: a query that only reads, within limits, and its answer as JSON values.

What a query may do is decided before it runs: by the server, which explains it, and by its words,
as a plan does not show what stands in a subquery within an expression. It then runs in a
transaction for reading only, which is never committed.
"""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j import AsyncGraphDatabase, AsyncTransaction
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import GraphError, InvalidData, LimitReached
from graph.neo4j.connection import Connection, driver_settings, meaning_of
from graph.neo4j.options import address
from graph.neo4j_store import Neo4jStore
from graph.store import Store

Json = Any
"""None, bool, int, float (finite), str, or lists and string-keyed dicts of these."""

PROCEDURES = (
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.visualization",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
)
"""What may be called."""
NAMESPACES = (
    "date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector",
)  # fmt: skip
"""Functions with a dot in their name may be used if it begins so; others may reach outside."""
MOST_VALUES = 1_000_000
"""Values in one answer, those within lists and maps counted."""
DEEPEST = 100
"""Levels of lists and maps in a value; JSON readers take no more than a few hundred."""
GRACE = 2.0
"""Seconds after its timeout in which the server may stop a query, before we hang up."""


@dataclass(frozen=True, slots=True)
class CypherAnswer:
    """Rows in the order of `columns`; `truncated` if there were more than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]
    truncated: bool
    milliseconds: int


def connection_of(store: Store) -> Connection:
    """The connection of a Neo4j store. Raises `InvalidData` for another store."""
    if not isinstance(store, Neo4jStore):
        raise InvalidData(
            f"这个命令要用 Neo4j 库，{store.url} 不是",
            remedy="用 zerenlian copy 把库复制到 Neo4j，再以 --store neo4j://主机 查询",
        )
    return store.connection


async def run_cypher(
    connection: Connection,
    query: str,
    parameters: Mapping[str, Json],
    *,
    limit: int,
    timeout: float,
) -> CypherAnswer:
    """Run a query that only reads; at most `limit` rows, at most `timeout` seconds.

    Nodes are `{id, labels, properties}`, relationships `{id, type, from, to, properties}` with
    Neo4j's element ids, paths lists of these in turn, dates and durations ISO text; what JSON
    lacks is text. Cancelling the task stops the query on the server as well.

    Raises `InvalidData` for a query that is wrong, or may do more than read, `LimitReached` past
    the timeout or for an answer too large, `StoreUnavailable`.
    """
    _refuse_words(query)
    found = address(connection.url, connection.options)
    began = time.monotonic()
    try:
        async with (
            asyncio.timeout(timeout + GRACE),
            # A connection of its own: closing it, as a cancelled task does, ends the query.
            AsyncGraphDatabase.driver(found.uri, **driver_settings(found)) as driver,
            driver.session(
                database=found.options.database or None,
                default_access_mode=neo4j.READ_ACCESS,
                fetch_size=min(limit + 1, 100),
            ) as session,
            await session.begin_transaction(timeout=timeout) as transaction,
        ):
            await _refuse_plan(transaction, query, parameters)
            await _refuse_functions(transaction, query)
            columns, rows = await _rows(transaction, query, parameters, limit + 1)
    except TimeoutError:
        raise _too_slow(timeout) from None
    except (DriverError, Neo4jError, OSError) as error:
        raise _meaning(connection, error, timeout) from error
    spent = round((time.monotonic() - began) * 1000)
    return CypherAnswer(columns, tuple(rows[:limit]), len(rows) > limit, spent)


async def _rows(
    transaction: AsyncTransaction, query: str, parameters: Mapping[str, Json], most: int
) -> tuple[tuple[str, ...], list[tuple[Json, ...]]]:
    result = await transaction.run(query, dict(parameters))
    count = _Count()
    rows: list[tuple[Json, ...]] = []
    while len(rows) < most and (record := await anext(result, None)) is not None:
        rows.append(tuple(count.plain(value) for value in record.values()))
    return tuple(result.keys()), rows


# what a query may do

_MAY_NOT = {
    "LOAD": "LOAD CSV 会读取服务器上的文件或网络",
    "USE": "USE 会换到别的数据库",
    "SHOW": "SHOW 会显示服务器的状况，不是图中的记录",
    "TERMINATE": "TERMINATE 会中断别人的查询",
    "EXPLAIN": "EXPLAIN 给出的是执行计划，没有行",
    "PROFILE": "PROFILE 给出的是执行计划",
}
_WORD = r"(?<![^\W\d]){}(?!\w)"  # a keyword may follow a digit
_CALL = re.compile(
    _WORD.format("CALL")
    + r"(?!\s*[{(]|\s+(?:"
    + "|".join(re.escape(name.upper()) for name in PROCEDURES)
    + r")\s*(?:[(;]|YIELD|$))"
)
_PLAINLY = "只用 MATCH、WHERE、WITH、RETURN 等读取"
_AS_TEXT = "若只是文字或名称里有这个词，用参数代替：查询里写 $名"


def _refuse_words(query: str) -> None:
    """Raise `InvalidData` for words that may mean more than reading, wherever they stand.

    Not even strings and comments are left out: who takes them apart otherwise than the server does
    can be deceived. `upper` sees letters as the server's parser does.
    """
    text = query.upper()
    if "\\U" in text:
        raise InvalidData(
            "查询里不能有 \\u 转义", remedy="直接写这个字，或用参数代替：查询里写 $名"
        )
    if _CALL.search(text):
        raise InvalidData(
            "CALL 之后只能是子查询或这些过程：" + "、".join(PROCEDURES), remedy=_AS_TEXT
        )
    for word, why in _MAY_NOT.items():
        if re.search(_WORD.format(word), text):
            raise InvalidData(f"只能读取图中的记录：{why}", remedy=_AS_TEXT)


async def _refuse_plan(
    transaction: AsyncTransaction, query: str, parameters: Mapping[str, Json]
) -> None:
    """Raise `InvalidData` if the server, asked to explain the query, sees more than reading."""
    try:
        result = await transaction.run(_EXPLAIN + query, dict(parameters))
        summary = await result.consume()
    except (OverflowError, RecursionError, TypeError, ValueError) as error:
        raise InvalidData(
            f"查询或参数里有 Neo4j 不收的值：{error}",
            remedy="整数限 64 位，列表和对象不要套得太深",
        ) from error
    if summary.query_type != "r":
        raise InvalidData(
            "只能读取图中的记录：这条查询会写入或管理数据库",
            remedy="去掉 CREATE、MERGE、SET、DELETE 等；要改数据，用 zerenlian load 或 undo",
        )
    for operator, details in _operators(summary.plan or {}):
        if operator.startswith(("LoadCSV", "Show", "Terminate", "Transaction")):
            raise InvalidData(f"只能读取图中的记录：不能用 {operator}", remedy=_PLAINLY)
        if operator == "ProcedureCall" and details.partition("(")[0] not in PROCEDURES:
            raise InvalidData(f"不能调用过程 {details.partition('(')[0]}", remedy=_PLAINLY)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every operator of a plan with its details."""
    if plan:
        name = str(plan["operatorType"]).partition("@")[0]
        yield name, str(plan.get("args", {}).get("Details", ""))
        for child in plan.get("children") or ():
            yield from _operators(child)


async def _refuse_functions(transaction: AsyncTransaction, query: str) -> None:
    """Raise `InvalidData` if the words of a function that may reach outside are in the query."""
    result = await transaction.run("SHOW FUNCTIONS YIELD name WHERE name CONTAINS '.' RETURN name")
    words = set(re.findall(r"\w+", query.upper()))
    for (name,) in await result.values():
        parts = re.findall(r"\w+", name.upper())
        if name.partition(".")[0] not in NAMESPACES and words.issuperset(parts):
            raise InvalidData(f"不能用函数 {name}：它可能读取图以外的东西", remedy=_AS_TEXT)


# what an error means

_EXPLAIN = "EXPLAIN "
_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")


def _meaning(connection: Connection, error: Exception, timeout: float) -> GraphError:
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if "TransactionTimedOut" in code:
        return _too_slow(timeout)
    if "OutOfMemory" in code:
        return LimitReached(
            "查询要用的内存超过服务器的上限，已停止", remedy="缩小范围，少用 collect 和排序"
        )
    if isinstance(error, ClientError) and code.startswith(_OF_THE_QUERY):
        return InvalidData(f"Cypher 有误：{_told(error)}", remedy="写法见 Neo4j 的 Cypher 手册")
    return meaning_of(connection.url, connection.options, error)


_OF_THE_QUERY = tuple(f"Neo.ClientError.{kind}." for kind in ("Statement", "Procedure", "Schema"))


def _told(error: Neo4jError) -> str:
    """The server's message with the place in the query as the user wrote it."""
    text = (error.message or "").partition("\n")[0]

    def place(found: re.Match[str]) -> str:
        line, column = int(found[1]), int(found[2])
        if line == 1:
            column = max(1, column - len(_EXPLAIN))
        return f"（第 {line} 行第 {column} 列）" if line else ""

    return _PLACE.sub(place, text)


def _too_slow(timeout: float) -> LimitReached:
    return LimitReached(f"查询超过 {timeout:g} 秒，已停止", remedy="缩小范围，或放宽 timeout")


# values


class _Count:
    """Makes values plain and counts them."""

    def __init__(self) -> None:
        self._values = 0

    def plain(self, value: object, depth: int = 0) -> Json:
        """A value of the driver as JSON. Raises `LimitReached` for too many or too deep ones."""
        self._values += 1
        if self._values > MOST_VALUES or depth > DEEPEST:
            raise LimitReached(
                f"结果太大：值超过 {MOST_VALUES:,} 个或套了 {DEEPEST} 层以上",
                remedy="减小 limit，或只返回要看的属性",
            )
        inner = depth + 1
        match value:
            case None | bool() | int() | str():
                return value
            case float():
                return value if math.isfinite(value) else _NOT_FINITE.get(value, "NaN")
            case Node():
                return {
                    "id": value.element_id,
                    "labels": sorted(value.labels),
                    "properties": self._map(value, inner),
                }
            case Relationship():
                ends = [node.element_id if node is not None else None for node in value.nodes]
                return {
                    "id": value.element_id,
                    "type": value.type,
                    "from": ends[0],
                    "to": ends[1],
                    "properties": self._map(value, inner),
                }
            case Path():
                parts: list[object] = [value.start_node]
                for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
                    parts += [relationship, node]
                return [self.plain(part, inner) for part in parts]
            case Date() | DateTime() | Duration() | Time():
                return value.iso_format()
            case dict():
                return self._map(value, inner)
            case list():
                return [self.plain(item, inner) for item in value]
            case bytes() | bytearray():
                return value.hex()
        return str(value)

    def _map(self, found: Mapping[str, object], depth: int) -> dict[str, Json]:
        return {name: self.plain(value, depth) for name, value in found.items()}


_NOT_FINITE = {math.inf: "Infinity", -math.inf: "-Infinity"}
