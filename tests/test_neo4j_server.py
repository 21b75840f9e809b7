"""The servers that tests run on: plain or encrypted, by password alone, and gone at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase, TrustCustomCAs
from neo4j.exceptions import AuthError

from tests.conftest import NamedServer
from tests.neo4j_server import Neo4jServer, ServerFailed, down, free_port, status, up

STARTS_AND_WAITS = """
import sys, time
from pathlib import Path
from tests.neo4j_server import Neo4jServer
Neo4jServer(Path(sys.argv[1])).start()
time.sleep(60)
"""


def driver(server: Neo4jServer, password: str = "") -> Driver:
    auth = ("neo4j", password or server.password)
    return GraphDatabase.driver(f"neo4j://{server.address}", auth=auth)


def places(server: Neo4jServer) -> list[str]:
    """The names of the places in a database."""
    query = "MATCH (place:Place) RETURN place.name AS name ORDER BY name"
    with driver(server) as opened:
        return [record["name"] for record in opened.execute_query(query).records]


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_speaks_plainly(neo4j_server: Neo4jServer) -> None:
    with driver(neo4j_server) as opened:
        assert opened.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_it_speaks_encrypted_to_whoever_trusts_its_certificate(neo4j_server: Neo4jServer) -> None:
    with GraphDatabase.driver(
        f"neo4j://{neo4j_server.address}",
        auth=("neo4j", neo4j_server.password),
        encrypted=True,
        trusted_certificates=TrustCustomCAs(str(neo4j_server.certificate)),
    ) as opened:
        assert opened.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_it_refuses_another_password(neo4j_server: Neo4jServer) -> None:
    with driver(neo4j_server, "guessed") as opened, pytest.raises(AuthError):
        opened.verify_connectivity()


def test_its_password_and_key_are_for_the_owner_alone(neo4j_server: Neo4jServer) -> None:
    key = neo4j_server.certificate.with_name("private.key")
    for path in (neo4j_server.home / "password", key):
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_imported_and_written_outlives_a_kill(new_neo4j: NamedServer) -> None:
    server = new_neo4j("neo4j-2026")
    table = server.home / "import" / "places.csv"
    table.write_text("name\n青川市\n临水县\n", encoding="utf-8")
    server.bulk_import(f"--nodes=Place={table}")
    server.start()
    with driver(server) as opened:
        opened.execute_query("CREATE (:Place {name: '云岭县'})")
    first, url = server.pid, server.url
    assert first is not None

    server.kill()
    assert server.pid is None
    assert not is_there(first)

    server.start()
    assert server.url == url
    assert places(server) == ["临水县", "云岭县", "青川市"]


def test_a_failed_import_says_why(new_neo4j: NamedServer) -> None:
    with pytest.raises(ServerFailed, match=r"missing\.csv"):
        new_neo4j("neo4j-2026").bulk_import("--nodes=Place=missing.csv")


def test_up_twice_and_down_twice(
    new_neo4j: NamedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server = new_neo4j("neo4j-2026")
    server.http_port = free_port()
    up(server)
    process = server.pid
    assert process is not None
    assert f"export ZERENLIAN_STORE={server.url}\n" in capsys.readouterr().out
    up(server)
    assert server.pid == process

    down(server)
    assert not is_there(process)
    down(server)
    capsys.readouterr()
    status(server)
    assert capsys.readouterr().out == "Neo4j is not running\n"


def test_up_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerFailed, match=f"port {port} is taken"):
            up(Neo4jServer(tmp_path, ports=(port, free_port())))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_it_dies_with_a_test_run_that_is_killed(new_neo4j: NamedServer) -> None:
    server = new_neo4j("neo4j-2026")
    with subprocess.Popen([sys.executable, "-c", STARTS_AND_WAITS, str(server.home)]) as run:
        wait_until(lambda: server.pid is not None)
        run.kill()
    wait_until(lambda: server.pid is None)
