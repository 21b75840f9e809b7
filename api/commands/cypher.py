"""The command that asks in Cypher, for those who know it; only Neo4j stores answer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from api.commands.options import JsonOption, StoreOption, opened, put
from graph.errors import InvalidData

if TYPE_CHECKING:  # the driver of Neo4j takes long to import; no other command needs it
    from graph.neo4j.cypher import CypherAnswer


def cypher(
    query: Annotated[str, typer.Argument(help="Cypher 查询，只读；- 为从标准输入读")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", help="参数，写成 名=值，可重复；值是 JSON，否则当作文字"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="最多列出几行")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, max=86_400, help="最多查几秒")] = 30,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """用 Cypher 查询 Neo4j 库：只读，限行数和时间；Ctrl+C 时服务器上的查询也停止"""
    from graph.neo4j.cypher import connection_of, run_cypher

    parameters = dict(_parameter(text) for text in param or ())
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if query == "-" else query
    target = opened(store)
    try:
        connection = connection_of(target)
        answer = asyncio.run(run_cypher(connection, text, parameters, limit=limit, timeout=timeout))
    finally:
        target.close()
    put(answer, _shown(answer), as_json=as_json)


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise InvalidData(f"参数“{text}”没有写成 名=值", remedy="如 --param 姓名=林一鸣")
    try:
        return name, orjson.loads(value)
    except ValueError:
        return name, value


def _shown(answer: CypherAnswer) -> Group:
    table = Table()
    for column in answer.columns:
        table.add_column(Text(column), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    count = f"{len(answer.rows):,} 行"
    if answer.truncated:
        count = f"只列出前 {count}，用 --limit 列出更多"
    return Group(table, Text(f"{count}　{answer.milliseconds:,} 毫秒", style="dim"))


def _cell(value: Any) -> str:
    """A value in a table: nodes and relationships by caption, the rest as JSON."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return "、".join(map(_cell, value))
        case {"id": _, "labels": list(labels), "properties": Mapping() as told}:
            return str(told.get("caption") or "".join(f":{label}" for label in labels))
        case {"id": _, "type": str(kind), "properties": Mapping()}:
            return f"[{kind}]"
    return orjson.dumps(value).decode()
