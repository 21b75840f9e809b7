"""The command line as tests of bad input run it: what it said, and what is in its store."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.sqlite_store import SqliteStore

HEADER = "姓名,单位,职务,任职时间,免职时间,任职性质"
GOOD = "林一鸣,青川市财政局,局长,2014-03,2016,\n周岚,青川市委,书记,2004,2004,代理"
STORE = "库.db"
"""The store of the fixture `zerenlian`, in its folder."""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said; `told` is standard error without frames and folds."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        return "".join(self.err.translate(dict.fromkeys(map(ord, "│╭╮╰╯─ \n"))).split())

    @property
    def answer(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.out)
        return found


Zerenlian = Callable[..., Ran]


def people() -> list[str]:
    """The names of all people in the store."""
    store = SqliteStore(STORE, create=False)
    found = sorted(node.caption for node in store.scan_nodes("Person", ""))
    assert store.counts()["Person"] == len(found)
    store.close()
    return found


def batches() -> int:
    """The batches in the store; none where there is no store."""
    if not Path(STORE).exists():
        return 0
    store = SqliteStore(STORE, create=False)
    found = len(store.batches())
    assert store.faults() == []
    store.close()
    return found


def write(name: str, *lines: str) -> str:
    """A text file of these lines in the current folder; its name."""
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return name
