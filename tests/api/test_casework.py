"""The scope of a case as it is asked from a terminal and over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.console import console
from api.settings import Settings
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.graph.queries.test_attribution import world


@pytest.fixture
def case_url(tmp_path: Path) -> str:
    made = world()
    made.node("Talk", "谈1", type="提醒谈话", date="2015-06-01")
    made.edge("PARTICIPATED", "组长人", "谈1", role="谈话人", on="2015-06-01")
    made.edge("PARTICIPATED", "副局长人", "谈1", role="谈话对象", on="2015-06-01")
    store = SqliteStore(str(tmp_path / "案件.db"))
    made.store(store)
    store.close()
    return store.url


@pytest.fixture
def ask(case_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    from api.cli import app

    monkeypatch.setenv("ZERENLIAN_STORE", case_url)
    monkeypatch.setattr(console, "width", 200)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_both_duties_are_shown_apart_with_talks_and_no_finding(ask: Run) -> None:
    shown = ask("case", "案1").stdout
    assert "案1　一案双查核查范围" in shown
    assert "涉案　副局长人　行为期间　2014-05 起，2016 止" in shown
    assert shown.index("主体责任") < shown.index("组长人") < shown.index("监督责任")
    assert "案发前谈话　提醒谈话　2015-06-01" in shown
    assert "所列为核查范围，不是责任认定。" in shown
    assert not any(word in shown for word in ("失职", "失责", "未履行"))


def test_duties_of_that_time_come_only_from_rules_that_were_in_force(ask: Run) -> None:
    scope = json.loads(ask("case", "案1", "--json").stdout)
    assert scope["duties"] == []  # both rules with a stated beginning are younger than the case
    chosen = json.loads(ask("case", "案1", "--rule", "home-visit", "--json").stdout)
    assert {d["status_label"] for d in chosen["duties"]} == {"未见记录"}
    assert [d["occasion"] for d in chosen["duties"]] == ["2014年", "2015年"]


def test_the_same_over_http(case_url: str) -> None:
    with TestClient(create_app(Settings(store=case_url)), base_url="http://127.0.0.1") as client:
        scope = client.get("/v1/cases/案1/scope").json()
        assert {b["duty"] for b in scope["bearers"]} == {"party", "discipline"}
        assert scope["bearers"][0]["sources"]
        assert client.get("/v1/cases/无/scope").status_code == 404
