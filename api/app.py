"""The HTTP service: `create_app` puts settings, store, routes and problems together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.problems import RESPONSES, add_problem_handlers
from api.routers import cases, cypher, duties, ledgers, pages, pictures, queries, records, review
from api.settings import LOOPBACK, Settings
from graph.stores import open_store

DESCRIPTION = """责任链的查询接口：谁在某日对谁负责，各有什么记录，每一条都有出处。
除了在本机确认文本所述的事实，只读。

Queries over the graph of officials, bodies, cases and talks; every statement has its source.
Nothing is written but what is decided about facts read out of texts, on this machine only.
Dates may be years, months or days (`2014`, `2014-05`, `2014-05-20`).
"""


def create_app(settings: Settings) -> FastAPI:
    """The application over the store that `settings` name.

    Raises `StoreUnavailable` at start if there is no such store.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.store = open_store(settings.store, create=False, neo4j=settings.neo4j)
        yield
        app.state.store.close()

    app = FastAPI(
        title="责任链 Zerenlian",
        version=version("zerenlian"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    add_problem_handlers(app)
    if settings.host in LOOPBACK:
        # A page elsewhere whose name is made to point here must not read what is here.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, "[::1]"])
    for topic in (records, queries, cases, duties, ledgers, review, cypher, pictures):
        app.include_router(topic.router, prefix="/v1", responses=RESPONSES)
    pages.add_pages(app)
    return app
