"""Every query is asked of every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pytest

from graph.attestation import Attestation
from graph.memory_store import MemoryStore
from graph.sqlite_store import SqliteStore
from graph.store import Store

Build = Callable[[Iterable[Attestation]], Store]


@pytest.fixture(scope="session", params=["memory", "sqlite"])
def build(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Build]:
    """Makes a store of some statements; the one made before is closed."""
    folder = tmp_path_factory.mktemp("stores")
    numbers = count()
    made: list[Store] = []

    def close() -> None:
        while made:
            made.pop().close()

    def build_one(statements: Iterable[Attestation]) -> Store:
        close()
        sqlite = request.param == "sqlite"
        store = SqliteStore(str(folder / f"{next(numbers)}.db")) if sqlite else MemoryStore()
        made.append(store)
        with store.batch("test") as writer:
            writer.add(statements)
        return store

    yield build_one
    close()
