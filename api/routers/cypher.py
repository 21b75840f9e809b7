"""Cypher, for those who know it; only Neo4j stores answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Depends, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.dependencies import Configured, sent_as_json
from api.problems import MEDIA_TYPE, Problem
from api.shapes.records import Shape

if TYPE_CHECKING:
    from graph.neo4j.cypher import CypherAnswer

T = TypeVar("T")


class CypherQuestion(BaseModel):
    """A query with its parameters and limits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = Field(min_length=1, max_length=100_000, description="只读的 Cypher / read-only")
    parameters: dict[str, JsonValue] = Field(
        default_factory=dict, description="查询里写作 $名 / written `$name` in the query"
    )
    limit: int = Field(
        default=1000, ge=1, description="最多几行，不超过 ZERENLIAN_CYPHER_LIMIT / most rows"
    )
    timeout: float = Field(
        default=30, gt=0, description="最多几秒，不超过 ZERENLIAN_CYPHER_TIMEOUT / seconds"
    )


class CypherShape(Shape):
    """Rows in the order of `columns`; `truncated` if there were more than the limit.

    Nodes are `{id, labels, properties}`, relationships `{id, type, from, to, properties}`, with
    Neo4j's element ids; the ids of records are in `properties.id`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[JsonValue, ...], ...]
    truncated: bool
    milliseconds: int


router = APIRouter(tags=["查询 queries"], dependencies=[Depends(sent_as_json)])

EXAMPLES = {
    "holders": {
        "summary": "某人担任过的职务",
        "value": {
            "query": "MATCH (p:Person {name: $name})-[h:HOLDS]->(post:Post)"
            " RETURN post.caption AS post, h.since AS since, h.until AS until ORDER BY since",
            "parameters": {"name": "林一鸣"},
        },
    },
    "counts": {
        "summary": "各类节点的数目",
        "value": {
            "query": "MATCH (n:Entity) UNWIND labels(n) AS label RETURN label, count(*) AS nodes",
            "limit": 50,
            "timeout": 10,
        },
    },
}
ANSWERED = {"columns": ["post"], "rows": [["县长"]], "truncated": False, "milliseconds": 12}


@router.post(
    "/cypher",
    summary="用 Cypher 查询（只读，仅限 Neo4j 库）",
    responses={
        200: {"content": {"application/json": {"example": ANSWERED}}},
        415: {"model": Problem, "content": {MEDIA_TYPE: {}}},
    },
)
async def cypher(
    request: Request,
    settings: Configured,
    question: Annotated[CypherQuestion, Body(openapi_examples=EXAMPLES)],
) -> CypherShape:
    """Run a query that only reads. A client that goes away stops it on the server as well."""
    from graph.neo4j.cypher import connection_of, run_cypher

    asking = run_cypher(
        connection_of(request.app.state.store),
        question.query,
        question.parameters,
        limit=min(question.limit, settings.cypher_limit),
        timeout=min(question.timeout, settings.cypher_timeout),
    )
    answer: CypherAnswer = await _while_connected(request, asking)
    return CypherShape.model_validate(answer, from_attributes=True)


async def _while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns; it is cancelled when the client goes away."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise HTTPException(499, "客户端已离开，查询已停止")  # nobody reads this
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    """Return when the client has gone; its request was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
