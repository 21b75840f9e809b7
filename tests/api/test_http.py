from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.errors import StoreUnavailable
from graph.sqlite_store import SqliteStore
from tests.world import World


@pytest.fixture
def client(store_url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=store_url)), base_url="http://127.0.0.1") as client:
        yield client


def test_search_chain_and_details_fit_together(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "副局长人"}).json()
    node = found["hits"][0]["node"]
    assert (node["caption"], found["hits"][0]["context"]) == ("副局长人", "甲县财政局 副局长")
    chain = client.get("/v1/chain", params={"subject": node["id"], "on": "2015-05"}).json()
    assert [(b["depth"], b["caption"]) for b in chain["bodies"]] == [
        (0, "甲县财政局党组"), (1, "甲县委"), (2, "乙市委"), (3, "丙省委"),
    ]  # fmt: skip
    holder = chain["bodies"][1]["heads"][0]["holders"][0]
    assert (holder["name"], holder["certainty"], holder["since"]) == (
        "甲县书记人", "certain", ["2010-01-01"],
    )  # fmt: skip
    assert holder["sources"][0]["title"] == "测试名册.csv"
    moments = client.get(f"/v1/nodes/{node['id']}/timeline").json()
    assert [(m["date"], m["text"], m["other"]["caption"]) for m in moments] == [
        ("2010-01-01", "任职　起", "副局长"), ("2020-01-01", "任职　止（离任首日）", "副局长"),
    ]  # fmt: skip
    sources = client.get(f"/v1/records/{node['id']}/sources").json()
    assert [s["title"] for s in sources] == ["测试名册.csv"]


def test_a_date_of_the_node_itself_is_told_by_the_name_of_its_property(tmp_path: Path) -> None:
    world = World()
    world.node("Person", "某人", name="某人", birth="1968-01")
    world.store(SqliteStore(str(tmp_path / "库.db"))).close()
    settings = Settings(store=f"sqlite:///{tmp_path}/库.db")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        (moment,) = client.get("/v1/nodes/某人/timeline").json()
    assert (moment["date"], moment["text"]) == ("1968-01", "出生年月")


def test_the_other_questions(client: TestClient) -> None:
    held = client.get(
        "/v1/holders", params={"organization": "甲县委", "post": "书记", "on": "2015"}
    ).json()
    assert [[h["name"] for h in post["holders"]] for post in held] == [["甲县书记人"]]
    path = client.get("/v1/paths", params={"start": "甲县书记人", "end": "乙市书记人"}).json()
    assert (path["ended"], len(path["paths"][0]["edges"])) == ("found", 5)
    around = client.get("/v1/nodes/甲县委/neighbourhood").json()
    assert around["centre"] == ["甲县委"]
    assert around["total"] == len(around["nodes"])
    assert (
        client.get("/v1/overlaps", params={"a": "局长人", "b": "副局长人"}).json()[0]["kind"]
        == "body"
    )
    assert client.get("/v1/conflicts").json() == {"items": [], "next": None}
    assert client.get("/v1/counts").json()["Organization"] == 11
    assert [b["loader"] for b in client.get("/v1/batches").json()] == ["test"]
    assert "Person" in client.get("/v1/schema").json()["nodes"]


def test_pages_follow_each_other(client: TestClient) -> None:
    seen: list[str] = []
    url: str | None = "/v1/nodes?kind=Organization&limit=4"
    while url:
        response = client.get(url)
        seen += [node["id"] for node in response.json()["items"]]
        url = response.links["next"]["url"] if "next" in response.links else None
    assert seen == sorted(seen)
    assert len(seen) == 11
    edges = client.get("/v1/edges", params={"kind": "SUPERVISES", "limit": 2}).json()
    assert len(edges["items"]) == 2
    assert client.get(f"/v1/edges/{edges['items'][0]['id']}").json() == edges["items"][0]


def test_an_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/v1/counts")
    again = client.get("/v1/counts", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/v1/counts", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        ("/v1/nodes/无此编号", 404, "urn:zerenlian:problem:not-found"),
        ("/v1/edges/无此编号", 404, "urn:zerenlian:problem:not-found"),
        ("/v1/records/无此编号/sources", 404, "urn:zerenlian:problem:not-found"),
        ("/v1/nodes?kind=Nothing", 422, "urn:zerenlian:problem:invalid-data"),
        ("/v1/edges?kind=Nothing", 422, "urn:zerenlian:problem:invalid-data"),
        ("/v1/chain?subject=甲县委&on=2015-06-31", 422, "urn:zerenlian:problem:invalid-data"),
        ("/v1/chain?subject=甲县委", 422, "urn:zerenlian:problem:bad-request"),
        ("/v1/pictures/chain.bmp?subject=甲县委&on=2015", 422, "urn:zerenlian:problem:bad-request"),
        ("/nowhere", 404, "about:blank"),
    ],
)
def test_errors_are_problems(client: TestClient, url: str, status: int, kind: str) -> None:
    response = client.get(url)
    assert (response.status_code, response.json()["type"]) == (status, kind)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("ending", "media", "beginning"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("html", "text/html; charset=utf-8", b"<!"),
        ("gexf", "application/gexf+xml", b"<"),
        ("graphml", "application/graphml+xml", b"<"),
        ("json", "application/json", b"{"),
        ("zip", "application/zip", b"PK"),
    ],
)
def test_pictures_come_in_every_form(
    client: TestClient, ending: str, media: str, beginning: bytes
) -> None:
    for url in (
        f"/v1/pictures/chain.{ending}?subject=甲县委&on=2015",
        f"/v1/pictures/network.{ending}?node=甲县委",
        f"/v1/pictures/path.{ending}?start=甲县委&end=丙省委",
    ):
        response = client.get(url)
        assert (response.status_code, response.headers["content-type"]) == (200, media)
        assert response.content.lstrip().lower().startswith(beginning.lower())


def test_the_first_page_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert 'lang="zh-CN"' in page.text
    for part in ("/static/explorer.js", "/static/explorer.css"):
        assert part in page.text
        assert "://" not in client.get(part).text


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_the_service_does_not_start_without_a_store(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/无.db"))
    with pytest.raises(StoreUnavailable, match="没有库文件"), TestClient(app):
        pass


def test_openapi_describes_every_answer(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for operation in operations.values():
            assert operation["summary"], path
            if path.startswith("/v1"):
                assert "422" in operation["responses"], path
