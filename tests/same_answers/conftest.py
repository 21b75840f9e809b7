"""The worlds and the stores that they are loaded into, each pair once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.memory_store import MemoryStore
from graph.store import Store
from graph.stores import open_store
from tests.graph.conftest import QUICK, emptied
from tests.neo4j_server import NAMES
from tests.same_answers.draw import Material
from tests.same_answers.worlds import WORLDS

STORES = ("sqlite", *NAMES)
"""The stores that must answer as the store in memory does."""


@pytest.fixture(
    scope="module", params=["prefecture", pytest.param("leaders", marks=pytest.mark.shared)]
)
def world(request: pytest.FixtureRequest) -> str:
    """The name of each world in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def oracle(world: str) -> MemoryStore:
    """The world in memory."""
    store = MemoryStore()
    WORLDS[world](store)
    return store


@pytest.fixture(scope="module")
def material(oracle: MemoryStore) -> Material:
    """What can be asked about in the world."""
    return Material(oracle)


@pytest.fixture(scope="module", params=STORES)
def store_name(request: pytest.FixtureRequest) -> str:
    """The name of each other store in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def store(
    world: str,
    store_name: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """The world in that store."""
    if store_name == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path_factory.mktemp(world) / '责任链.db'}")
    else:
        url = request.getfixturevalue("neo4j_urls")(store_name)
        emptied(url).close()
        opened = open_store(url, neo4j=QUICK)
    WORLDS[world](opened)
    yield opened
    opened.close()
