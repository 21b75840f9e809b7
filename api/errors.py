"""One table from the graph's errors to HTTP status, exit code and problem title."""

from __future__ import annotations

import errno
from enum import IntEnum
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


class Ending(IntEnum):
    """Exit codes of commands that no error of the graph stands for."""

    USAGE = 2
    REJECTED = 9
    UNSOUND = 10
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """What the code says, for the reference."""
        return _ENDINGS[self]


_ENDINGS = {
    Ending.USAGE: "用法不对：命令、参数或选项有误",
    Ending.REJECTED: "已载入，但有的行未载入",
    Ending.UNSOUND: "doctor 查出库有问题",
    Ending.INTERRUPTED: "用户中断（Ctrl+C）",
}


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
"""The nearest class in an error's ancestry counts."""


def meaning(error: GraphError) -> Meaning:
    """What `error` means outside."""
    return next(MEANINGS[cls] for cls in type(error).__mro__ if cls in MEANINGS)


_FILE_FAULTS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
}


def file_fault(error: OSError) -> InvalidData:
    """What the system says about a file, as an error of ours; a full disk names no file."""
    why = _FILE_FAULTS.get(error.errno or 0, error.strerror)
    remedy = "腾出空间后再试" if error.errno == errno.ENOSPC else "核对路径和权限"
    return InvalidData(f"读写不了 {error.filename or '文件'}：{why}", remedy=remedy)
