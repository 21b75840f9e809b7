"""The first page, its static files, and whether the service is alive."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

FOLDER = Path(str(files("api") / "pages"))
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'"
)
# Pictures carry their styles inside; everything else comes from this host.


def add_pages(app: FastAPI) -> None:
    """Add `/`, `/static`, `/healthz` and `/readyz`."""
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")

    @app.get("/", include_in_schema=False)
    def first_page() -> FileResponse:
        return FileResponse(FOLDER / "index.html", headers={"Content-Security-Policy": POLICY})

    @app.get("/healthz", tags=["运行 service"], summary="进程是否在运行")
    def alive() -> dict[str, str]:
        """Whether the process answers."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["运行 service"], summary="库是否可读")
    def ready(request: Request) -> dict[str, str]:
        """Whether the store answers; a problem with status 503 if not."""
        request.app.state.store.find_prefix("", 1)
        return {"status": "ok"}
