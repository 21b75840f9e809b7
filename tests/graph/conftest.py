"""The stores that the contract holds for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.memory_store import MemoryStore
from graph.sqlite_store import SqliteStore
from graph.store import Store

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(str(folder / "责任链.db")),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each store in turn, empty."""
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shared_data() -> Path:
    """The real data beside the project."""
    folder = Path(__file__).parents[3] / "shared" / "data"
    if not folder.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} must be there where CI=true")
        pytest.skip(f"the real data is not at {folder}")
    return folder
