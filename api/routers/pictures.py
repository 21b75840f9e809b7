"""Pictures: a chain, a network, a path, in the form that the ending asks for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import Configured, On, Reading, TaggedRoute
from api.questions.pictures import (
    MEDIA_TYPES,
    Form,
    chain_of,
    drawn,
    duties_of,
    network_of,
    path_of,
)
from api.routers.queries import Duty, Kinds, Named
from graph.dates import parse
from graph.queries.chain import Direction
from graph.resolve import resolve
from visualize.picture import Picture

router = APIRouter(prefix="/pictures", tags=["图 pictures"], route_class=TaggedRoute)

Maybe = Annotated[str, Query(description="日期，可省略 / a date, optional")]


def _sent(picture: Picture, form: Form) -> Response:
    return Response(drawn(picture, form), media_type=MEDIA_TYPES[form])


@router.get("/chain.{form}", summary="责任链图")
def chain(
    form: Form,
    view: Reading,
    settings: Configured,
    subject: Named,
    on: On,
    duty: Duty = "party",
    direction: Direction = "up",
    depth: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Response:
    """The picture of a chain."""
    node = resolve(view, subject, ("Person", "Organization", "Post", "Case", "Division")).id
    return _sent(chain_of(view, node, on, duty, direction, depth, settings.body_limit), form)


@router.get("/duties.{form}", summary="主体责任与监督责任并列图")
def duties(
    form: Form,
    view: Reading,
    settings: Configured,
    subject: Named,
    on: On,
    depth: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Response:
    """The picture of both duties, side by side."""
    node = resolve(view, subject, ("Person", "Organization", "Post", "Case", "Division")).id
    return _sent(duties_of(view, node, on, depth, settings.body_limit), form)


@router.get("/network.{form}", summary="关系网络图")
def network(
    form: Form,
    view: Reading,
    settings: Configured,
    node: Named,
    on: Maybe = "",
    hops: Annotated[int, Query(ge=1, le=3)] = 1,
    kind: Kinds = None,
) -> Response:
    """The picture of a node's neighbourhood."""
    centre = resolve(view, node).id
    on = parse(on) if on else ""
    return _sent(network_of(view, centre, on, hops, kind or (), settings.body_limit), form)


@router.get("/path.{form}", summary="路径图")
def path(
    form: Form,
    view: Reading,
    start: Named,
    end: Named,
    on: Maybe = "",
    count: Annotated[int, Query(ge=1, le=50)] = 1,
    hops: Annotated[int, Query(ge=1, le=12)] = 6,
    kind: Kinds = None,
) -> Response:
    """The picture of the shortest paths between two nodes."""
    one, other = (resolve(view, text).id for text in (start, end))
    on = parse(on) if on else ""
    return _sent(path_of(view, one, other, on, count, hops, kind or ()), form)
