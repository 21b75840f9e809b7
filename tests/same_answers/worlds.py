"""What is loaded, as people load it: the example prefecture, and a panel of real leaders."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from api.commands.demo import EXAMPLE, Tour
from graph.store import Store
from loaders.load import load
from loaders.mapping import read_mapping

DATA = Path(__file__).parents[3] / "shared" / "data"


def prefecture(store: Store) -> None:
    """The files of `zerenlian demo`, one batch for each kind."""
    tour = Tour.model_validate(yaml.safe_load((EXAMPLE / "demo.yaml").read_text(encoding="utf-8")))
    for step in tour.loads:
        paths = [EXAMPLE / "files" / name for name in step.files]
        load(store, paths, read_mapping(step.kind), rejects=None)


def leaders(store: Store) -> None:
    """The panel of city leaders beside the project; where it is not, the test skips, or fails with
    CI=true."""
    panel = DATA / "leaders" / "city_leaders.csv"
    if not panel.exists():
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"the public data beside the project is not here: no {panel}")
    load(store, [panel], read_mapping(EXAMPLE / "mappings" / "leaders.yaml"), rejects=None)


WORLDS: Mapping[str, Callable[[Store], None]] = {"prefecture": prefecture, "leaders": leaders}
