"""The stores that the contract holds for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graph.memory_store import MemoryStore
from graph.neo4j.connection import Connection
from graph.neo4j.options import Neo4jOptions
from graph.neo4j_store import Neo4jStore
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.neo4j_server import NAMES

Opener = Callable[[], Store]
STORES = ("memory", "sqlite", *NAMES)
QUICK = Neo4jOptions(grace=0, patience=5, lease=5)
"""Nobody reads what these tests supersede, and none shall wait long."""


@pytest.fixture(params=STORES)
def store_name(request: pytest.FixtureRequest) -> str:
    """Each store in turn, by name."""
    return str(request.param)


@pytest.fixture
def opener(store_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Opener:
    """Opens a store of that name with nothing in it."""
    if store_name == "memory":
        return MemoryStore
    if store_name == "sqlite":
        numbers = count()
        return lambda: SqliteStore(str(tmp_path / f"责任链{next(numbers)}.db"))
    url = request.getfixturevalue("neo4j_urls")(store_name)
    return lambda: emptied(url)


def emptied(url: str) -> Neo4jStore:
    """The store of a Neo4j server, with nothing in it."""
    connection = Connection(url, QUICK)
    while connection.write(lambda tx: tx.run(_SOME_AWAY).single(strict=True)[0]):
        pass
    connection.close()
    return Neo4jStore(url, QUICK)


_SOME_AWAY = "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*)"


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    """Each store in turn, empty."""
    opened = opener()
    yield opened
    opened.close()
