"""One table from the graph's errors to HTTP status, exit code and problem title."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import (
    Ambiguous,
    Conflict,
    GraphError,
    InvalidData,
    LimitReached,
    NotFound,
    StoreUnavailable,
)


class Meaning(NamedTuple):
    """What an error means outside: `code` names its problem type, `exit` ends a command."""

    code: str
    status: int
    exit: int
    title: str


MEANINGS: dict[type[GraphError], Meaning] = {
    Ambiguous: Meaning("ambiguous", 409, 4, "名称不唯一"),
    NotFound: Meaning("not-found", 404, 3, "没有找到"),
    InvalidData: Meaning("invalid-data", 422, 5, "数据有误"),
    Conflict: Meaning("conflict", 409, 6, "与已有记录冲突"),
    StoreUnavailable: Meaning("store-unavailable", 503, 7, "库不可用"),
    LimitReached: Meaning("limit-reached", 422, 8, "达到上限"),
    GraphError: Meaning("error", 500, 1, "出错了"),
}
"""The nearest class in an error's ancestry counts. Exit code 2 is the command line's own: usage."""


def meaning(error: GraphError) -> Meaning:
    """What `error` means outside."""
    return next(MEANINGS[cls] for cls in type(error).__mro__ if cls in MEANINGS)
