"""Questions: search, holders, chain, paths, overlaps, neighbourhood, timeline, conflicts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import Configured, On, Reading, Shaping, TaggedRoute, When
from api.routers.records import Cursor, Limit, link_next
from api.shapes.links import (
    ConflictShape,
    FoundShape,
    MomentShape,
    NeighbourhoodShape,
    OverlapShape,
    PathsShape,
    conflict_shape,
    found_shape,
    moment_shape,
    neighbourhood_shape,
    overlap_shape,
    paths_shape,
)
from api.shapes.records import ChainShape, Page, PostShape
from graph.dates import window
from graph.queries.chain import Direction
from graph.queries.chain import chain as chain_query
from graph.queries.conflicts import conflicts as conflicts_query
from graph.queries.holders import holders as holders_query
from graph.queries.neighbourhood import neighbourhood as neighbourhood_query
from graph.queries.overlaps import overlaps as overlaps_query
from graph.queries.paths import paths as paths_query
from graph.queries.timeline import timeline as timeline_query
from graph.resolve import posts, resolve
from graph.search import search as search_query

router = APIRouter(tags=["查询 queries"], route_class=TaggedRoute)

Duty = Literal["party", "discipline", "administration", "guidance", "reporting"]
Named = Annotated[str, Query(description="编号或名称 / id or name", min_length=1)]
Kinds = Annotated[list[str] | None, Query(description="可重复 / may be repeated")]


@router.get("/search", summary="查找：姓名、拼音、首字母、繁体、差一字")
def search(
    view: Reading,
    shaper: Shaping,
    q: Annotated[str, Query(min_length=1, description="查找的文字", examples=["林一鸣", "lym"])],
    kind: Kinds = None,
    limit: Limit = None,
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> FoundShape:
    """What answers to a text, best first."""
    return found_shape(shaper, search_query(view, q, kinds=kind, limit=limit or 20, offset=offset))


@router.get("/holders", summary="谁在某日担任某职务")
def holders(
    view: Reading, shaper: Shaping, organization: Named, post: Named, on: On
) -> list[PostShape]:
    """Who held a post of a body on a date; several posts if the title is not unique."""
    body = resolve(view, organization, ("Organization",))
    wanted = [p.id for p in posts(view, [body.id], post)]
    return [shaper.post(found) for found in holders_query(view, wanted, window(on)).values()]


@router.get("/chain", summary="责任链")
def chain(
    view: Reading,
    shaper: Shaping,
    settings: Configured,
    subject: Named,
    on: On,
    duty: Duty = "party",
    direction: Direction = "up",
    depth: Annotated[int, Query(ge=1, le=50)] = 20,
) -> ChainShape:
    """The chain of a duty from a person, post, body, division or case on a date."""
    node = resolve(view, subject, ("Person", "Organization", "Post", "Case", "Division"))
    found = chain_query(
        view, node.id, on, duty, direction, max_depth=depth, limit=settings.body_limit
    )
    return shaper.chain(found)


@router.get("/paths", summary="两者之间怎样相连")
def paths(
    view: Reading,
    shaper: Shaping,
    start: Named,
    end: Named,
    when: When,
    count: Annotated[int, Query(ge=1, le=50)] = 1,
    hops: Annotated[int, Query(ge=1, le=12)] = 6,
    together: bool = False,
    kind: Kinds = None,
    banned: Kinds = None,
    required: Kinds = None,
) -> PathsShape:
    """The shortest ways between two nodes; `together`: all hops overlap in time."""
    one, other = (resolve(view, text).id for text in (start, end))
    found = paths_query(
        view, one, other, k=count, max_hops=hops, kinds=kind, banned=banned or (),
        required=required or (), when=when, time_respecting=together,
    )  # fmt: skip
    return paths_shape(shaper, found)


@router.get("/overlaps", summary="两人的交集：职务、机构、谈话、案件")
def overlaps(view: Reading, shaper: Shaping, a: Named, b: Named) -> list[OverlapShape]:
    """Where two people's records meet, and when."""
    one, other = (resolve(view, text, ("Person",)).id for text in (a, b))
    return [overlap_shape(shaper, found) for found in overlaps_query(view, one, other)]


@router.get("/nodes/{node}/neighbourhood", summary="一个节点的周围")
def neighbourhood(
    node: str,
    view: Reading,
    shaper: Shaping,
    settings: Configured,
    when: When,
    hops: Annotated[int, Query(ge=1, le=3)] = 1,
    kind: Kinds = None,
) -> NeighbourhoodShape:
    """The nodes around one, nearest first, with the true total."""
    found = neighbourhood_query(
        view, [node], hops=hops, kinds=kind, when=when, limit=settings.body_limit
    )
    return neighbourhood_shape(shaper, found)


@router.get("/nodes/{node}/timeline", summary="一个节点的经历")
def timeline(
    node: str, view: Reading, shaper: Shaping, since: str | None = None, until: str | None = None
) -> list[MomentShape]:
    """Everything dated about one node, in order of time."""
    found = timeline_query(view, node, since=since, until=until)
    kind = view.nodes((node,))[node].kind
    return [moment_shape(shaper, moment, kind) for moment in found]


@router.get("/conflicts", summary="相互矛盾的记录")
def conflicts(
    request: Request,
    response: Response,
    view: Reading,
    shaper: Shaping,
    settings: Configured,
    kind: Kinds = None,
    limit: Limit = None,
    cursor: Cursor = "",
) -> Page[ConflictShape]:
    """A page of contradictions, each side with its sources."""
    found = conflicts_query(view, kinds=kind, after=cursor, limit=limit or settings.page_limit)
    link_next(request, response, found.next or None)
    items = tuple(conflict_shape(shaper, conflict) for conflict in found.conflicts)
    return Page(items=items, next=found.next or None)
