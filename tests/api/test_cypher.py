"""Cypher on the command line and over HTTP, on a real server."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.neo4j_store import Neo4jStore
from tests.api.conftest import Run, Serve, command, environment
from tests.graph.conftest import emptied
from tests.graph.test_cypher import SLOW, until
from tests.neo4j_server import NAMES
from tests.world import three_levels

HELD = (
    "MATCH (p:Person {caption: $name})-[h:HOLDS]->(post:Post)"
    " RETURN p, h, post.caption AS post, h.since AS since"
)


@pytest.fixture(scope="module")
def neo4j_url(neo4j_urls: Callable[[str], str]) -> str:
    """The newest server: where versions may differ, `tests/graph/test_cypher.py` asks both."""
    return neo4j_urls(NAMES[0])


@pytest.fixture(scope="module")
def graph(neo4j_url: str) -> Iterator[Neo4jStore]:
    """A Neo4j store with three levels of bodies."""
    store = emptied(neo4j_url)
    three_levels().store(store)
    yield store
    store.close()


@pytest.fixture
def client(graph: Neo4jStore, neo4j_url: str) -> Iterator[TestClient]:
    settings = Settings(store=neo4j_url, cypher_limit=4, cypher_timeout=2)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


# the command line


def test_a_table_shows_nodes_by_caption(graph: Neo4jStore, neo4j_url: str, run: Run) -> None:
    shown = run("cypher", HELD, "--param", "name=副局长人", "--store", neo4j_url)
    assert (shown.exit_code, shown.exception) == (0, None)
    cells = [line.strip("│ ").split("│") for line in shown.stdout.splitlines() if "│" in line]
    assert [[cell.strip() for cell in row] for row in cells] == [
        ["副局长人", "[HOLDS]", "副局长", "2010-01-01"]
    ]
    assert "1 行" in shown.stdout


def test_json_carries_everything(graph: Neo4jStore, neo4j_url: str, run: Run) -> None:
    shown = run("cypher", HELD, "--param", "name=副局长人", "--store", neo4j_url, "--json")
    answer = json.loads(shown.stdout)
    assert answer["columns"] == ["p", "h", "post", "since"]
    ((person, held, post, since),) = answer["rows"]
    assert (person["labels"], held["type"]) == (["Entity", "Person"], "HOLDS")
    assert (post, since, answer["truncated"]) == ("副局长", "2010-01-01", False)


@pytest.mark.parametrize(
    ("given", "shown"),
    [("1", 1), ('"1"', "1"), ("甲=乙", "甲=乙"), ('{"a": [null]}', {"a": [None]}), ("", "")],
)
def test_a_parameter_is_json_or_text(
    graph: Neo4jStore, neo4j_url: str, run: Run, given: str, shown: object
) -> None:
    told = run("cypher", "RETURN $x", "--param", f"x={given}", "--store", neo4j_url, "--json")
    assert json.loads(told.stdout)["rows"] == [[shown]]


def test_a_cut_table_says_so(graph: Neo4jStore, neo4j_url: str, run: Run) -> None:
    asked = ("cypher", "UNWIND range(1, 9) AS x RETURN x, [x, null] AS y", "--store", neo4j_url)
    assert "只列出前 3 行" in run(*asked, "--limit", "3").stdout
    assert "9 行" in run(*asked).stdout


def test_a_query_is_read_from_standard_input(graph: Neo4jStore, neo4j_url: str) -> None:
    ended = subprocess.run(
        command("cypher", "-", "--store", neo4j_url, "--json"), input="RETURN '字' AS x",
        capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=True,
    )  # fmt: skip
    assert json.loads(ended.stdout)["rows"] == [["字"]]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["CREATE (n)"], 5, "只能读取图中的记录"),
        (["MATCH (n"], 5, "Cypher有误"),
        (["RETURN 1", "--param", "x"], 5, "没有写成名=值"),
        ([SLOW + "x", "--timeout", "1"], 8, "查询超过1秒"),
    ],
)
def test_errors_end_with_a_code(
    graph: Neo4jStore, neo4j_url: str, arguments: list[str], code: int, words: str
) -> None:
    ended = subprocess.run(
        command("cypher", *arguments, "--store", neo4j_url), capture_output=True,
        encoding="utf-8", env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (code, "")
    assert words in "".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_end_of_the_command_stops_the_query_on_the_server(
    graph: Neo4jStore, neo4j_url: str, how: signal.Signals
) -> None:
    mark = f"止于{how.name}"
    with subprocess.Popen(
        command("cypher", SLOW + mark, "--store", neo4j_url), env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        until(graph.connection, mark, runs=True)
        process.send_signal(how)
        out, told = process.communicate(timeout=20)
    assert process.returncode == (130 if how == signal.SIGINT else -how)
    assert (out, told) == ("", "")
    until(graph.connection, mark, runs=False)


def test_another_store_is_told_what_is_needed(run: Run) -> None:
    refused = run("cypher", "RETURN 1").exception
    assert "这个命令要用 Neo4j 库" in str(refused)
    assert "zerenlian copy" in str(refused)


# over HTTP


def test_a_query_is_answered(client: TestClient) -> None:
    response = client.post("/v1/cypher", json={"query": HELD, "parameters": {"name": "副局长人"}})
    answer = response.json()
    assert response.status_code == 200
    assert sorted(answer) == ["columns", "milliseconds", "rows", "truncated"]
    assert [row[2:] for row in answer["rows"]] == [["副局长", "2010-01-01"]]
    assert answer["rows"][0][0]["properties"]["caption"] == "副局长人"


def test_what_json_lacks_is_text(client: TestClient) -> None:
    asked = {"query": "RETURN 0.0 / 0.0, date('2020-01-02'), null"}
    assert client.post("/v1/cypher", json=asked).json()["rows"] == [["NaN", "2020-01-02", None]]


def test_the_settings_cap_what_is_asked_for(client: TestClient) -> None:
    many = {"query": "UNWIND range(1, 9) AS x RETURN x", "limit": 1_000_000}
    answer = client.post("/v1/cypher", json=many).json()
    assert (answer["rows"], answer["truncated"]) == ([[1], [2], [3], [4]], True)
    many["limit"] = 1
    assert client.post("/v1/cypher", json=many).json()["rows"] == [[1]]
    began = time.monotonic()
    slow = client.post("/v1/cypher", json={"query": SLOW + "x", "timeout": 3600})
    assert time.monotonic() - began < 20
    assert (slow.status_code, slow.json()["detail"]) == (422, "查询超过 2 秒，已停止")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"query": "CREATE (n)"}, "invalid-data"),
        ({"query": "MATCH (n"}, "invalid-data"),
        ({"query": "RETURN $x", "parameters": {"x": 2**70}}, "invalid-data"),
        ({"query": ""}, "bad-request"),
        ({"query": "RETURN 1", "limit": 0}, "bad-request"),
        ({"query": "RETURN 1", "timeout": 0}, "bad-request"),
        ({"query": "RETURN 1", "database": "system"}, "bad-request"),
        ({}, "bad-request"),
        ([], "bad-request"),
    ],
)
def test_errors_are_problems(client: TestClient, body: object, kind: str) -> None:
    response = client.post("/v1/cypher", json=body)
    assert (response.status_code, response.json()["type"]) == (
        422, f"urn:zerenlian:problem:{kind}",
    )  # fmt: skip
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_what_a_page_elsewhere_can_send_is_refused(client: TestClient, kind: str | None) -> None:
    response = client.post(
        "/v1/cypher",
        content=b'{"query": "RETURN 1"}',
        headers={"Content-Type": kind} if kind else {},
    )
    assert response.status_code == 415
    assert response.headers["content-type"] == "application/problem+json"


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    asked = {"query": "RETURN 1"}
    refused = client.post("/v1/cypher", json=asked, headers={"Host": "elsewhere.example"})
    assert refused.status_code == 400


def test_an_embedded_store_says_what_is_needed(store_url: str) -> None:
    app = create_app(Settings(store=store_url))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        response = client.post("/v1/cypher", json={"query": "RETURN 1"})
        assert response.status_code == 422
        assert "这个命令要用 Neo4j 库" in response.json()["detail"]
        assert "zerenlian copy" in response.json()["remedy"]
        assert "POST /v1/cypher" in client.get("/docs").text


def test_the_examples_run(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/v1/cypher"]["post"]
    examples = described["requestBody"]["content"]["application/json"]["examples"]
    assert len(examples) == 2
    for example in examples.values():
        assert client.post("/v1/cypher", json=example["value"]).status_code == 200
    assert set(described["responses"]) >= {"200", "415", "422", "503"}


def test_a_client_that_leaves_stops_the_query_on_the_server(
    graph: Neo4jStore, neo4j_url: str, serve: Serve
) -> None:
    with serve(neo4j_url) as address:
        client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        client.request(
            "POST", "/v1/cypher", json.dumps({"query": SLOW + "离开"}),
            {"Content-Type": "application/json"},
        )  # fmt: skip
        until(graph.connection, "离开", runs=True)
        client.close()
        until(graph.connection, "离开", runs=False)
        client.request(
            "POST", "/v1/cypher", json.dumps({"query": "RETURN 1"}),
            {"Content-Type": "application/json"},
        )  # fmt: skip
        assert json.load(client.getresponse())["rows"] == [[1]]
        client.close()
