"""What tests of several rooms share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test
from playwright.sync_api import Browser, sync_playwright

from tests.command import STORE, Ran, Zerenlian
from tests.lent import lacking
from tests.neo4j_server import GIVEN, NAMES, VERSIONS, Neo4jServer, ServerFailed, ToolMissing

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


NamedServer = Callable[[str], Neo4jServer]


@pytest.hookimpl(tryfirst=True)  # before the worker notes the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers: what asks one version of Neo4j runs in one of them, so that no server
    is started twice; other tests stay with those of their file, whose fixtures they share.

    Not traced for coverage is what runs on a second version of Neo4j, which reaches nothing that
    the first has not, and what Hypothesis draws: a line that only chance reaches is not tested."""
    grouped = config.getoption("loadgroup", False)  # what xdist tells a worker
    for item in items:
        server = _server_of(item)
        if grouped:
            item.add_marker(pytest.mark.xdist_group(server or str(item.path)))
        if server in NAMES[1:] or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """What a test without tracing (`no_cover`) needs is made without it too; tracing doubles the
    time of loading a world."""
    tracing = item.config.pluginmanager.getplugin("_cov")
    if tracing is None or item.get_closest_marker("no_cover") is None:
        return (yield)
    tracing.cov_controller.pause()
    try:
        return (yield)
    finally:
        tracing.cov_controller.resume()


def _server_of(item: pytest.Item) -> str | None:
    """The name of the server that a test asks, `None` if it asks none."""
    called = getattr(item, "callspec", None)
    given = list(called.params.values()) if called else []
    named = [name for name in NAMES if name in given]
    starts = {"new_neo4j", "neo4j_servers"}.intersection(getattr(item, "fixturenames", ()))
    return named[-1] if named else NAMES[0] if starts else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium; where there is none the test skips, or fails with CI=true."""
    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if found is None:
        lacking("no Chromium: install the packages chromium and fonts-noto-cjk")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


def _short_lived(folders: pytest.TempPathFactory, name: str) -> Neo4jServer:
    return Neo4jServer(folders.mktemp(name), VERSIONS[name], short_lived=True)


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NamedServer]:
    """The running server of a name in `VERSIONS`, one for all tests, started when first asked for.

    A test finds what others left in it, and leaves it running.
    """
    found: dict[str, Neo4jServer | ToolMissing | ServerFailed] = {}

    def server(name: str) -> Neo4jServer:
        if GIVEN:
            lacking("NEO4J_TEST_URI is set, and this test needs to start servers")
        if name not in found:
            found[name] = made = _short_lived(tmp_path_factory, name)
            try:
                made.start()
            except (ToolMissing, ServerFailed) as failure:
                found[name] = failure
        match found[name]:
            case Neo4jServer() as running:
                return running
            case ToolMissing() as missing:
                return lacking(str(missing))
            case ServerFailed() as failed:
                raise failed

    yield server
    for one in found.values():
        if isinstance(one, Neo4jServer):
            one.kill()


@pytest.fixture(scope="session", params=VERSIONS)
def neo4j_server(request: pytest.FixtureRequest, neo4j_servers: NamedServer) -> Neo4jServer:
    """Each version's shared server in turn."""
    return neo4j_servers(request.param)


@pytest.fixture(scope="session")
def neo4j_urls(neo4j_servers: NamedServer) -> Callable[[str], str]:
    """The URL, with user and password, of the shared server of a name in `NAMES`."""
    return lambda name: GIVEN or neo4j_servers(name).url


@pytest.fixture(scope="session", params=NAMES)
def neo4j_url(request: pytest.FixtureRequest, neo4j_urls: Callable[[str], str]) -> str:
    """The URL of each version's shared server in turn, or that of NEO4J_TEST_URI."""
    return neo4j_urls(request.param)


@pytest.fixture(scope="module")
def new_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NamedServer]:
    """Makes a server of a name in `VERSIONS` for one module to import into, start and kill."""
    made: list[Neo4jServer] = []

    def server(name: str) -> Neo4jServer:
        if GIVEN:
            lacking("NEO4J_TEST_URI is set, and this test needs to start servers")
        new = _short_lived(tmp_path_factory, name)
        try:
            new.prepare()
        except ToolMissing as missing:
            lacking(str(missing))
        made.append(new)
        return new

    yield server
    for one in made:
        one.kill()


@pytest.fixture
def zerenlian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Zerenlian:
    """Runs the command as a process would, in a folder of its own with a store of its own."""
    from api.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZERENLIAN_STORE", f"sqlite:///{STORE}")

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["zerenlian", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run
