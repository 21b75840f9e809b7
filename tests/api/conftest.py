from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.views.console import console
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
    monkeypatch.setattr(console, "width", 200)  # it asked how wide it is when it was made
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def command(*arguments: str) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-c", "from api.cli import main; main()", *arguments]


def environment(**given: str) -> dict[str, str]:
    """The environment of such a process: no settings but those given."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("ZERENLIAN_")}
    return {**kept, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", **given}


Serve = Callable[[str], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves a store from a process of its own and gives the address; ends it as ^C does."""

    @contextmanager
    def serving(url: str) -> Iterator[str]:
        with subprocess.Popen(
            command("serve", "--store", url, "--port", "0"),
            stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment(),
        ) as server:  # fmt: skip
            assert server.stderr
            first = server.stderr.readline()
            try:
                yield first.split()[1].rstrip("/")
            finally:
                server.send_signal(signal.SIGINT)
                told = server.stderr.read()
                code = server.wait(10)
        assert (code, told) == (130, "")

    return serving
