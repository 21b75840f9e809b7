"""RFC 9457 problem details for every error that leaves the HTTP service."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import meaning
from api.shapes.records import Shape
from graph.errors import Ambiguous, GraphError

MEDIA_TYPE = "application/problem+json"


class Candidate(Shape):
    """One thing that an ambiguous name may mean."""

    id: str
    name: str


class Problem(Shape):
    """A problem (RFC 9457); `remedy` says what to do, `candidates` what a name may mean."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None
    candidates: tuple[Candidate, ...] | None = None


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {MEDIA_TYPE: {}}} for status in (404, 409, 422, 503)
}
"""What routes declare in OpenAPI."""


def problem_of(error: GraphError) -> Problem:
    """The problem that an error of the graph is."""
    means = meaning(error)
    candidates = None
    if isinstance(error, Ambiguous):
        candidates = tuple(Candidate(id=i, name=name) for i, name in error.candidates)
    return Problem(
        type=f"urn:zerenlian:problem:{means.code}",
        title=means.title,
        status=means.status,
        detail=error.message,
        remedy=error.remedy or None,
        candidates=candidates,
    )


def _respond(problem: Problem) -> JSONResponse:
    body = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, status_code=problem.status, media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(GraphError)
    def graph_error(_: Request, error: GraphError) -> JSONResponse:
        return _respond(problem_of(error))

    @app.exception_handler(RequestValidationError)
    def bad_request(_: Request, error: RequestValidationError) -> JSONResponse:
        faults = "；".join(
            f"{'.'.join(map(str, fault['loc'][1:]))}：{fault['msg']}" for fault in error.errors()
        )
        return _respond(
            Problem(
                type="urn:zerenlian:problem:bad-request",
                title="请求的参数有误",
                status=422,
                detail=faults,
                remedy="参数说明见 /docs",
            )
        )

    @app.exception_handler(Exception)
    def fault(_: Request, __: Exception) -> JSONResponse:
        return _respond(  # what happened goes to the log, not to the asker
            Problem(
                type="urn:zerenlian:problem:error",
                title="程序出错",
                status=500,
                detail="程序出错，详情见服务的日志",
            )
        )

    @app.exception_handler(HTTPException)
    def http_error(_: Request, error: HTTPException) -> JSONResponse:
        return _respond(
            Problem(
                type="about:blank",
                title=str(error.detail),
                status=error.status_code,
                detail=str(error.detail),
            )
        )
