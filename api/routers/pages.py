"""The first page, the page on the interface, static files, and whether the service is alive."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(str(files("api") / "pages"))
POLICY = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}
"""Pictures carry their styles inside; everything else comes from this host."""


def add_pages(app: FastAPI) -> None:
    """Add `/`, `/docs`, `/static`, `/healthz` and `/readyz`."""
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")

    @app.get("/", include_in_schema=False)
    def first_page() -> FileResponse:
        return FileResponse(FOLDER / "index.html", headers=POLICY)

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
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("interface.html").render(
        description=described["info"]["description"],
        version=described["openapi"],
        operations=[
            (method.upper(), path, operation)
            for path, item in described["paths"].items()
            for method, operation in item.items()
        ],
    )
