from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.sqlite_store import SqliteStore
from tests.world import three_levels


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """A real store file with three levels of bodies."""
    store = SqliteStore(str(tmp_path / "库.db"))
    three_levels().store(store)
    store.close()
    return store.url


Run = Callable[..., Result]


@pytest.fixture
def run(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the store, wide enough that tables are not folded."""
    from api.cli import app

    monkeypatch.setenv("ZERENLIAN_STORE", store_url)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))
