"""The Neo4j that is measured: one that is given and empty, or one of our own for this run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.stores import open_store
from tests.neo4j_server import Neo4jServer, ToolMissing

MEMORY = {"S": ("1g", "512m"), "M": ("2g", "2g"), "L": ("4g", "8g")}
"""Heap and page cache of our own server by scale."""


class NotEmpty(Exception):
    """The database that was given holds something already."""


class Target:
    """An empty Neo4j store. `url` is empty where there is none; `about` says what it is, or why it
    is missing."""

    def __init__(self, url: str, about: str, server: Neo4jServer | None = None) -> None:
        self.url = url
        self.about = about
        self.server = server

    @property
    def stored_bytes(self) -> int | None:
        """What the database takes on disk, its transaction log apart, where that can be seen."""
        if self.server is None:
            return None
        folder = self.server.home / "data" / "databases"
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    def replace(self, home: Path) -> None:
        """Let our own server run on what an export to `home` holds, imported there; its data so far
        are left behind."""
        assert self.server is not None
        self.server.stop()
        old = self.server
        self.server = Neo4jServer(home, heap=old.heap, page_cache=old.page_cache)
        self.server.bulk_import("@import.args")
        self.server.start()
        self.url = self.server.url
        open_store(self.url, create=False).close()  # makes the indexes and waits for them


@contextmanager
def neo4j_target(given: str, scale: str, folder: Path) -> Iterator[Target]:
    """An empty Neo4j store: `given` or `NEO4J_TEST_URI`, else on a server with its home in `folder`
    that stops afterwards. Raises `NotEmpty` for one that is given and holds anything."""
    if url := given or os.environ.get("NEO4J_TEST_URI", ""):
        yield Target(url, _expect_empty(url))
        return
    heap, page_cache = MEMORY[scale]
    server = Neo4jServer(folder / "neo4j", heap=heap, page_cache=page_cache)
    try:
        server.start()
    except ToolMissing as missing:
        yield Target("", f"not measured: {missing}")
        return
    target = Target(server.url, f"{server.version}, heap {heap}, page cache {page_cache}", server)
    try:
        yield target
    finally:
        if target.server:
            target.server.stop()


def _expect_empty(url: str) -> str:
    """The URL as people may see it. What the database holds is never removed."""
    store = open_store(url)
    try:
        if store.batches():
            raise NotEmpty(f"{store.url} holds a store already: give an empty database")
        return f"at {store.url}"
    finally:
        store.close()
