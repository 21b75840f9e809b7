"""Records as they are: nodes, edges, their sources, batches, the schema."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import Configured, Reading, Shaping, TaggedRoute
from api.shapes.records import (
    BatchShape,
    EdgeShape,
    NodeShape,
    Page,
    SourceShape,
    batch_shape,
    edge_shape,
    node_shape,
)
from graph.errors import InvalidData, NotFound
from graph.ids import relation_of
from graph.schema import schema

router = APIRouter(tags=["记录 records"], route_class=TaggedRoute)

Limit = Annotated[int | None, Query(ge=1, le=1000, description="一页几条 / items a page")]
Cursor = Annotated[str, Query(description="上一页给出的 next / `next` of the page before")]


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Add the `Link` header (RFC 8288) to the following page, if there is one."""
    if cursor:
        following = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{following}>; rel="next"'


@router.get("/counts", summary="各类记录的数目")
def counts(view: Reading) -> dict[str, int]:
    """How many nodes and edges there are of each kind."""
    return dict(view.counts())


@router.get("/schema", summary="类别、属性、枚举")
def kinds() -> dict[str, Any]:
    """All kinds with their labels, properties and enumerations."""
    return schema().model_dump(mode="json", by_alias=True)


@router.get("/batches", summary="载入批次")
def batches(view: Reading) -> list[BatchShape]:
    """All batches in order of time, undone ones included."""
    return [batch_shape(batch) for batch in view.batches()]


@router.get("/nodes", summary="按类别逐页列出节点")
def nodes(
    request: Request,
    response: Response,
    view: Reading,
    settings: Configured,
    kind: Annotated[str, Query(examples=["Person"])],
    limit: Limit = None,
    cursor: Cursor = "",
) -> Page[NodeShape]:
    """A page of the nodes of one kind, in order of id."""
    if kind not in schema().nodes:
        raise InvalidData(f"没有节点类别 {kind}", remedy="见 /v1/schema")
    size = limit or settings.page_limit
    found = view.scan_nodes(kind, cursor, size)
    following = found[-1].id if len(found) == size else None
    link_next(request, response, following)
    return Page(items=tuple(node_shape(n) for n in found), next=following)


@router.get("/edges", summary="按类别逐页列出关系")
def edges(
    request: Request,
    response: Response,
    view: Reading,
    settings: Configured,
    kind: Annotated[str, Query(examples=["HOLDS"])],
    limit: Limit = None,
    cursor: Cursor = "",
) -> Page[EdgeShape]:
    """A page of the edges of one kind, in order of id."""
    if kind not in schema().edges:
        raise InvalidData(f"没有关系类别 {kind}", remedy="见 /v1/schema")
    size = limit or settings.page_limit
    found = view.scan_edges(kind, cursor, size)
    following = found[-1].id if len(found) == size else None
    link_next(request, response, following)
    return Page(items=tuple(edge_shape(e) for e in found), next=following)


@router.get("/nodes/{node}", summary="一个节点")
def node(node: str, view: Reading) -> NodeShape:
    """One node with its properties; several values of one property are a conflict."""
    found = view.nodes((node,)).get(node)
    if found is None:
        raise NotFound(f"没有节点 {node}", remedy="用 /v1/search 查找")
    return node_shape(found)


@router.get("/edges/{edge}", summary="一条关系")
def edge(edge: str, view: Reading) -> EdgeShape:
    """One edge with its properties."""
    found = view.edges((edge,)).get(edge)
    if found is None:
        raise NotFound(f"没有关系 {edge}")
    return edge_shape(found)


@router.get("/records/{record}/sources", summary="一条记录的全部出处")
def sources(record: str, view: Reading, shaper: Shaping) -> list[SourceShape]:
    """Every statement in force about a node or an edge."""
    relation = relation_of(record)
    found = view.attestations((relation,)).get(relation)
    if found is None:
        raise NotFound(f"没有记录 {record}")
    return list(shaper.sources(found))
