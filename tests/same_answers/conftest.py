"""The worlds and the stores that they are loaded into, each pair once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.memory_store import MemoryStore
from graph.store import Store
from graph.stores import open_store
from tests.neo4j_server import NAMES
from tests.same_answers.draw import Material
from tests.same_answers.worlds import WORLDS, in_memory, on_server

STORES = ("sqlite", *NAMES)
"""The stores that must answer as the store in memory does."""


@pytest.fixture(
    scope="module", params=[pytest.param("leaders", marks=pytest.mark.shared), "prefecture"]
)
def world(request: pytest.FixtureRequest) -> str:
    """The name of each world in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def oracle(world: str) -> MemoryStore:
    """The world in memory."""
    return in_memory(world)


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
        WORLDS[world](opened)
    else:
        opened = on_server(world, request.getfixturevalue("neo4j_urls")(store_name))
    yield opened
    opened.close()
