"""Whatever is asked, the service answers or says what is wrong; it never breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import Settings
from graph.schema import schema
from graph.sqlite_store import SqliteStore
from tests.world import three_levels

NAMED = st.sampled_from(["甲县委", "副局长人", "丙省", "甲县委书记", "d0000000000000000000", ""])
TEXT = st.one_of(NAMED, st.text(max_size=12))
DATE = st.one_of(
    st.sampled_from(["2015", "2015-05", "2015-05-20", "2015-02-30", "0000", "9999-12-31", "今天"]),
    st.text("0123456789-年月日", max_size=11),
)
KIND = st.one_of(st.sampled_from([*schema().nodes, *schema().edges, "values"]), TEXT)
NUMBER = st.one_of(st.integers(-2, 3000).map(str), TEXT)
WORD = st.sampled_from(["party", "discipline", "reporting", "up", "down", "true", "爱"])
PARAMETERS = {
    **dict.fromkeys(("q", "subject", "organization", "post", "start", "end", "a", "b", "node",
                     "cursor", "banned", "required", "body", "rule", "status"), TEXT),
    **dict.fromkeys(("on", "since", "until", "as_of"), DATE),
    **dict.fromkeys(("limit", "offset", "depth", "hops", "count", "after", "days"), NUMBER),
    **dict.fromkeys(("duty", "direction", "together"), WORD),
    "kind": KIND,
}  # fmt: skip
"""What is asked of each parameter; of any other, text."""
IN_PATHS = {
    "form": ["svg", "json", "gexf", "graphml", "zip", "xlsx", "html", "bmp"],
    "rule": ["yearly-report", "无"],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = SqliteStore(str(tmp_path_factory.mktemp("库") / "库.db"))
    three_levels().store(store)
    store.close()
    app = create_app(Settings(store=store.url))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_no_question_breaks_the_service(client: TestClient, data: st.DataObject) -> None:
    described = client.get("/openapi.json").json()["paths"]
    path = data.draw(st.sampled_from(sorted(p for p in described if "get" in described[p])))
    asked = [p["name"] for p in described[path]["get"].get("parameters", ()) if p["in"] == "query"]
    query = {
        name: data.draw(PARAMETERS.get(name, TEXT), label=name)
        for name in asked
        if data.draw(st.booleans() if name not in ("subject", "on") else st.just(True))
    }
    for name in re.findall(r"\{(\w+)\}", path):
        given_ = data.draw(st.sampled_from(IN_PATHS.get(name, ["甲县委", "无", "~2", "%00", "1"])))
        path = path.replace(f"{{{name}}}", given_)
    response = client.get(path, params=query)
    assert response.status_code in (200, 404, 409, 422)
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]


def test_a_fault_of_the_program_is_a_problem_without_its_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("内情")

    monkeypatch.setattr("api.routers.records.batch_shape", broken)
    told = TestClient(client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    response = told.get("/v1/batches")
    assert (response.status_code, response.json()["type"]) == (500, "urn:zerenlian:problem:error")
    assert "内情" not in response.text


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/v1/counts", headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get("/v1/counts", headers={"Host": "localhost:8000"}).status_code == 200
    assert client.get("/v1/counts", headers={"Host": "[::1]:8000"}).status_code == 200
