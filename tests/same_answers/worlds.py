"""What is loaded, as people load it: the example prefecture, and a panel of real leaders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import yaml

from api.commands.demo import EXAMPLE, Tour
from graph.memory_store import MemoryStore
from graph.neo4j_store import Neo4jStore
from graph.store import Store
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.conftest import QUICK, emptied
from tests.lent import shared_data


def prefecture(store: Store) -> None:
    """The files of `zerenlian demo`, one batch for each kind. Nothing is refused on the way."""
    tour = Tour.model_validate(yaml.safe_load((EXAMPLE / "demo.yaml").read_text(encoding="utf-8")))
    for step in tour.loads:
        paths = [EXAMPLE / "files" / name for name in step.files]
        assert load(store, paths, read_mapping(step.kind), rejects=None).rejections == ()


def leaders(store: Store) -> None:
    """The panel of city leaders."""
    panel = shared_data("leaders/city_leaders.csv")
    load(store, [panel], read_mapping(EXAMPLE / "mappings" / "leaders.yaml"), rejects=None)


WORLDS: Mapping[str, Callable[[Store], None]] = {"leaders": leaders, "prefecture": prefecture}
_put: dict[str, tuple[str, list[str]]] = {}
"""By URL of a server, the world that was put there last and its batches."""


@cache
def in_memory(world: str) -> MemoryStore:
    """The world in memory, loaded once in a run. Nobody may write to it."""
    store = MemoryStore()
    WORLDS[world](store)
    return store


def on_server(world: str, url: str) -> Neo4jStore:
    """The store of a Neo4j server with the world in it, and nothing else. It is loaded if the last
    that was put there was another, or somebody has written since."""
    if _put.get(url, ("", []))[0] == world:
        store = Neo4jStore(url, QUICK)
        if _put[url] == (world, _batches(store)):
            return store
        store.close()
    store = emptied(url)
    WORLDS[world](store)
    _put[url] = world, _batches(store)
    return store


def _batches(store: Store) -> list[str]:
    return [batch.id for batch in store.batches()]
