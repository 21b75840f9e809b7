"""The file of a case as it is asked from a terminal and over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.settings import Settings
from api.views.console import console
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.graph.queries.cases.test_case_file import full


@pytest.fixture
def case_url(tmp_path: Path) -> str:
    made = full()
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


def test_the_file_is_shown_with_both_duties_and_no_finding(ask: Run) -> None:
    shown = ask("case", "案1", "--as-of", "2020-01-01").stdout
    assert "案1　案件卷宗与一案双查核查范围" in shown
    assert "截至 2020-01-01" in shown
    assert "案发前谈话　提醒谈话　2015-06-01" in shown
    for heading in (
        "主体责任",
        "监督责任",
        "六个一",
        "重要案件审议",
        "问责决定",
        "未见记录",
        "出处",
    ):
        assert heading in shown
    assert "不是责任认定" in shown
    assert not any(word in shown for word in ("失职", "失责", "未履行"))


def test_duties_of_that_time_come_only_from_rules_that_were_in_force(ask: Run) -> None:
    found = json.loads(ask("case", "案1", "--json").stdout)
    assert found["duties"] == []  # both rules with a stated beginning are younger than the case
    chosen = json.loads(ask("case", "案1", "--rule", "home-visit", "--json").stdout)
    assert [(d["occasion"], d["status_label"]) for d in chosen["duties"]] == [
        ("2014年", "未见记录"), ("2015年", "逾期（尚未见记录）"),
    ]  # fmt: skip


def test_a_report_is_written_by_the_ending_of_its_file(ask: Run, tmp_path: Path) -> None:
    page, book = tmp_path / "报告.html", tmp_path / "报告.xlsx"
    assert "已写好" in ask("case", "案1", "-o", str(page)).stdout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert ask("case", "案1", "-o", str(book)).exit_code == 0
    assert book.read_bytes()[:2] == b"PK"
    refused = ask("case", "案1", "-o", str(tmp_path / "报告.doc"))
    assert "不会写“doc”格式" in str(refused.exception)
    assert not (tmp_path / "报告.doc").exists()


def test_the_same_over_http(case_url: str) -> None:
    with TestClient(create_app(Settings(store=case_url)), base_url="http://127.0.0.1") as client:
        found = client.get("/v1/cases/案1", params={"as_of": "2020-01-01"}).json()
        levels = found["scope"]["levels"]
        assert {level["duty"] for level in levels} == {"party", "discipline"}
        assert levels[0]["bearers"][0]["sources"]
        assert found["measures"]["missing"]
        assert found["deliberations"][0]["members"][0]["person"]["name"]
        assert found["decisions"][0]["targets"][0]["name"] == "组长人"
        assert found["unseen"]
        page = client.get("/v1/cases/案1/report.html")
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert client.get("/v1/cases/案1/report.xlsx").content[:2] == b"PK"
        assert client.get("/v1/cases/案1/report.pdf").status_code == 422
        assert client.get("/v1/cases/无").status_code == 404
