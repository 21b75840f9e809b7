"""What routes depend on, as named aliases."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from datetime import date
from hashlib import blake2b
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute

from api.settings import LOOPBACK, Settings
from api.shapes.records import Shaper
from graph.dates import Window, parse, window
from graph.store import Store, View


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _reading(request: Request) -> Iterator[View]:
    with request.app.state.store.reading() as view:
        yield view


def _store(request: Request) -> Store:
    found: Store = request.app.state.store
    return found


def sent_as_json(request: Request) -> None:
    """Refuse what a form on a page elsewhere can send without asking."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "请求要以 Content-Type: application/json 发送")


def writable(settings: Configured) -> bool:
    """Whether this service may change its store: without accounts only one that nobody but this
    machine reaches."""
    return settings.host in LOOPBACK


def may_write(request: Request, settings: Configured) -> None:
    """Refuse to change the store for anyone but a page or program of this machine."""
    sent_as_json(request)
    if not writable(settings):
        raise HTTPException(
            403, "服务对外开放而没有账户，不能经它改动；在本机用 zerenlian review，或只对本机开放"
        )
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "请求来自别处的网页，不予执行；请打开本服务的 /review")


def _shaper(view: Reading) -> Shaper:
    return Shaper(view)


def _on(
    on: Annotated[
        str, Query(description="日期：年、月或日 / a year, month or day", examples=["2019-05"])
    ],
) -> str:
    return parse(on)


def _when(
    on: Annotated[
        str | None, Query(description="只看当日可能成立的 / only what may hold then")
    ] = None,
) -> Window | None:
    return window(parse(on)) if on else None


def _as_of(
    as_of: Annotated[
        str, Query(description="截至哪一日，省略则为今天 / as of a day, today if omitted")
    ] = "",
) -> int:
    return window(parse(as_of) if as_of else date.today().isoformat()).last


Configured = Annotated[Settings, Depends(_settings)]
"""The settings of the application."""
Opened = Annotated[Store, Depends(_store)]
"""The store itself, for what waits beside the graph and for what may write."""
Writable = Annotated[bool, Depends(writable)]
"""Whether this service may change its store."""
Reading = Annotated[View, Depends(_reading)]
"""A view of one moment for the length of the request."""
Shaping = Annotated[Shaper, Depends(_shaper)]
"""Makes shapes over the same view."""
On = Annotated[str, Depends(_on)]
"""The date asked for, required, as an ISO prefix."""
AsOf = Annotated[int, Depends(_as_of)]
"""The day number as of which something is asked: of a year or a month its last day."""
When = Annotated[Window | None, Depends(_when)]
"""The days asked for, if any."""


class TaggedRoute(APIRoute):
    """A route whose answers carry an ETag and are not sent again to one who has them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler."""
        handle = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            response = await handle(request)
            if response.status_code != 200 or request.method != "GET":
                return response
            tag = f'"{blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
            known = request.headers.get("if-none-match", "")
            if tag in {t.strip().removeprefix("W/") for t in known.split(",")}:
                return Response(status_code=304, headers={"ETag": tag})
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "private, no-cache"
            return response

        return tagged
