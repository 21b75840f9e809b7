"""The first page, that of facts to be looked at, texts, the page on the interface, static files,
and whether the service is alive."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.routers.review import marks_in
from api.shapes.review import STATES, text_shape
from graph.errors import InvalidData, NotFound
from graph.proposals import source_text
from graph.store import Store

FOLDER = Path(str(files("api") / "pages"))
POLICY = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}
"""Pictures carry their styles inside; everything else comes from this host."""


def add_pages(app: FastAPI) -> None:
    """Add `/`, `/review`, `/texts`, `/docs`, `/static`, `/healthz` and `/readyz`."""
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")

    @app.get("/", include_in_schema=False)
    def first_page() -> FileResponse:
        return FileResponse(FOLDER / "index.html", headers=POLICY)

    @app.get("/review", include_in_schema=False)
    def review_page() -> FileResponse:
        return FileResponse(FOLDER / "review.html", headers=POLICY)

    @app.get("/texts/{document}", include_in_schema=False)
    def text(request: Request, document: str, at: str = "") -> HTMLResponse:
        return HTMLResponse(text_page(request.app.state.store, document, at), headers=POLICY)

    @app.get("/docs", include_in_schema=False)
    def interface() -> HTMLResponse:
        return HTMLResponse(interface_page(app), headers=POLICY)

    @app.get("/healthz", tags=["运行 service"], summary="进程是否在运行")
    def alive() -> dict[str, str]:
        """Whether the process answers."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["运行 service"], summary="库是否可读")
    def ready(request: Request) -> dict[str, str]:
        """Whether the store answers; a problem with status 503 if not."""
        request.app.state.store.find_prefix("", 1)
        return {"status": "ok"}


def interface_page(app: FastAPI) -> str:
    """What the service answers, as a page; FastAPI's own pages need files from other hosts."""
    described = app.openapi()
    return _filled(
        "interface.html",
        description=described["info"]["description"],
        version=described["openapi"],
        operations=[
            (method.upper(), path, operation)
            for path, item in described["paths"].items()
            for method, operation in item.items()
        ],
    )


def text_page(store: Store, document: str, at: str) -> str:
    """A text that is kept beside the graph, with the words at `at` (12-40) marked.

    Raises `NotFound` where none is kept, `InvalidData` for a span that is none of it.
    """
    found = source_text(store, document)
    if found is None:
        raise NotFound(f"没有留存文件 {document} 的原文", remedy="用 zerenlian propose 读入文本")
    start, end = _span(at, len(found.body))
    return _filled(
        "text.html", text=text_shape(found, marks_in(store, document)), states=STATES,
        before=found.body[:start], marked=found.body[start:end], after=found.body[end:],
    )  # fmt: skip


def _span(at: str, length: int) -> tuple[int, int]:
    if not at:
        return 0, 0
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at, re.ASCII)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 0 <= start < end <= length:
        raise InvalidData(f"原文里没有“{at}”这一段", remedy=f"写作 起-止，在 0-{length} 之内")
    return start, end


def _filled(page: str, **given: object) -> str:
    """A page with what it shows, escaped."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(page).render(**given)
