"""Coverage, warnings and rules as they are asked from a terminal and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import CliRunner

from api.app import create_app
from api.settings import Settings
from api.views.console import console
from graph.errors import InvalidData, NotFound
from graph.rules.reading import RuleError
from graph.sqlite_store import SqliteStore
from tests.api.conftest import Run
from tests.world import World

YEARLY = ("--rule", "yearly-supervision-talk", "--since", "2022", "--as-of", "2023-12-31")


def world() -> World:
    """Three levels whose heads stay, with one talk; a party group without a head on record."""
    made, stays = World(), {"since": "2010-01-01", "until": "2030-01-01"}
    for place in ("甲县", "乙市", "丙省"):
        made.body(f"{place}委")
        made.holds(f"{place}书记人", made.post(f"{place}委", "书记", "party"), **stays)
    for lower, upper in (("甲县", "乙市"), ("乙市", "丙省")):
        made.answers(f"{lower}委", f"{upper}委", **stays)
    made.body("甲县财政局党组", "党组")
    made.answers("甲县财政局党组", "甲县委", **stays)
    made.node("Person", "记录人", name="记录人")
    made.node(
        "Talk", "谈1", type="例行廉政谈话", date="2022-05-06", entered="2022-12-28",
        content="<b>谈了工作</b>", number="2022-0001",
    )  # fmt: skip
    for who, role in (("丙省书记人", "谈话人"), ("乙市书记人", "谈话对象"), ("记录人", "记录人")):
        made.edge("PARTICIPATED", who, "谈1", role=role, on="2022-05-06")
    return made


@pytest.fixture
def duty_url(tmp_path: Path) -> str:
    store = SqliteStore(str(tmp_path / "履责.db"))
    world().store(store)
    store.close()
    return store.url


@pytest.fixture
def ask(duty_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    from api.cli import app

    monkeypatch.setenv("ZERENLIAN_STORE", duty_url)
    monkeypatch.setattr(console, "width", 220)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.fixture
def client(duty_url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=duty_url)), base_url="http://127.0.0.1") as client:
        yield client


def test_the_table_tells_status_records_and_denominators(ask: Run) -> None:
    shown = ask("coverage", "丙省委", *YEARLY).stdout
    assert "丙省委　履责情况　2022-01-01 至 2022-12-31　截至 2023-12-31" in shown
    assert "例行廉政谈话 2022-0001 2022-05-06（录入 2022-12-28）" in shown
    assert "共 3 项：已履行 1　未见记录 1　存疑待核 1" in shown
    assert "应履行 2/3　已到期 2/2　有记录 1　其中履行 1" in shown


def test_the_same_as_json_filtered_and_page_by_page(ask: Run) -> None:
    whole = json.loads(ask("coverage", "丙省委", *YEARLY, "--json").stdout)
    assert [(c["below"]["name"], c["status"]) for c in whole["cells"]] == [
        ("乙市委", "fulfilled"), ("甲县委", "no_record"), ("甲县财政局党组", "doubtful"),
    ]  # fmt: skip
    missing = json.loads(
        ask("coverage", "丙省委", *YEARLY, "--status", "未见记录", "--json").stdout
    )
    assert {c["status_label"] for c in missing["cells"]} == {"未见记录"}
    first = json.loads(ask("coverage", "丙省委", *YEARLY, "--limit", "1", "--json").stdout)
    assert (len(first["cells"]), first["next"]) == (1, 1)
    one = json.loads(ask("coverage", "丙省委", *YEARLY, "--body", "甲县委", "--json").stdout)
    assert {c["below"]["name"] for c in one["cells"]} == {"甲县委"}


def test_a_cell_opens_down_to_its_places(ask: Run) -> None:
    whole = json.loads(ask("coverage", "丙省委", *YEARLY, "--json").stdout)
    number = next(c["number"] for c in whole["cells"] if c["status"] == "fulfilled")
    shown = ask("coverage", "丙省委", *YEARLY, "--cell", str(number)).stdout
    for part in ("隶属与监督关系", "下级任职", "上级任职", "记录", "参与", "出处"):
        assert part in shown
    assert "测试名册.csv 第" in shown
    opened = json.loads(ask("coverage", "丙省委", *YEARLY, "--cell", str(number), "--json").stdout)
    assert all(e["sources"] for e in opened["exhibits"])
    assert isinstance(ask("coverage", "丙省委", *YEARLY, "--cell", "99").exception, NotFound)


def test_the_matrix_is_written_in_three_forms(ask: Run, tmp_path: Path) -> None:
    for ending in ("html", "svg", "xlsx"):
        out = tmp_path / f"矩阵.{ending}"
        assert ask("coverage", "丙省委", *YEARLY, "-o", str(out)).exit_code == 0
        assert out.stat().st_size > 1000
    wrong = ask("coverage", "丙省委", *YEARLY, "-o", str(tmp_path / "矩阵.doc"))
    assert isinstance(wrong.exception, InvalidData)


def test_warnings_show_the_sum_behind_a_level(ask: Run) -> None:
    shown = ask("warnings", "丙省委", *YEARLY).stdout
    assert "黄　乙市委　逾期 0 + 未见记录 1 = 1 ≥ 1（应履行 1 项）" in shown
    found = json.loads(ask("warnings", "丙省委", *YEARLY, "--json").stdout)
    levels = {one["organization"]["name"]: one["level"] for one in found}
    assert (levels["乙市委"], levels["丙省委"]) == ("yellow", "green")


def test_what_is_overdue_from_last_year_is_still_warned_of(ask: Run) -> None:
    rule = ("--rule", "yearly-supervision-talk")
    shown = ask("warnings", "丙省委", *rule, "--as-of", "2024-01-10", "--days", "0").stdout
    assert "黄　丙省委　逾期 1 + 未见记录 0 = 1 ≥ 1（应履行 2 项）" in shown
    assert "逾期　乙市委　年度监督谈话　2023年　2023-12-31" in shown


def test_wrong_questions_say_what_to_do(ask: Run) -> None:
    assert isinstance(ask("coverage", "丙省委", "--status", "失踪").exception, NotFound)
    assert isinstance(ask("coverage", "丙省委", "--rule", "无").exception, NotFound)
    backwards = ask("coverage", "丙省委", "--since", "2022", "--until", "2021").exception
    assert isinstance(backwards, InvalidData)
    assert isinstance(ask("coverage", "无此机构").exception, NotFound)


def test_rules_are_listed_checked_and_explained(ask: Run, tmp_path: Path) -> None:
    listed = json.loads(ask("rules", "list", "--json").stdout)
    assert {"id", "title", "basis", "days"} <= listed[0].keys()
    own = tmp_path / "own.yaml"
    own.write_text("id: x", encoding="utf-8")
    failed = ask("rules", "check", str(own)).exception
    assert isinstance(failed, RuleError)
    assert "title：缺少这个键" in str(failed)
    told = ask("rules", "explain", "yearly-supervision-talk", "甲县委", "--on", "2022-05").stdout
    assert told.startswith("年度监督谈话 在 2022-05 适用于 甲县委")
    assert "上级　乙市委：是" in told
    other = ask("rules", "explain", "yearly-report", "甲县财政局党组", "--on", "2015").stdout
    assert "不适用于 甲县财政局党组" in other
    assert "是党组，规则针对 党委、党工委：否" in other


ASKED = {
    "organization": "丙省委", "rule": "yearly-supervision-talk", "since": "2022",
    "as_of": "2023-12-31",
}  # fmt: skip


def test_the_same_over_http(client: TestClient) -> None:
    found = client.get("/v1/coverage", params=ASKED).json()
    assert found["tally"]["fulfilled"] == 1
    number = next(c["number"] for c in found["cells"] if c["status"] == "fulfilled")
    opened = client.get(f"/v1/coverage/cells/{number}", params=ASKED).json()
    assert opened["cell"]["records"][0]["entered"] == "2022-12-28"
    assert client.get("/v1/warnings", params=ASKED).json()[0]["level"] == "yellow"
    assert len(client.get("/v1/rules").json()) == 11
    told = client.get(
        "/v1/rules/yearly-supervision-talk/explanation", params={"body": "甲县委", "on": "2022"}
    ).json()
    assert told["applies"] is True
    assert client.get("/v1/coverage/cells/99", params=ASKED).status_code == 404
    assert client.get("/v1/coverage", params={**ASKED, "since": "2022-13"}).status_code == 422


def test_files_over_http_hold_names_as_text(client: TestClient) -> None:
    page = client.get("/v1/pictures/coverage.html", params=ASKED)
    assert page.headers["content-type"].startswith("text/html")
    assert "<b>谈了工作" not in page.text
    assert client.get("/v1/pictures/coverage.svg", params=ASKED).text.startswith("<svg")
    book = load_workbook(BytesIO(client.get("/v1/pictures/coverage.xlsx", params=ASKED).content))
    assert book.sheetnames == ["矩阵", "明细", "计数", "规则"]
    rows = list(book["明细"].values)
    assert rows[0][0] == "下级机构"
    assert any("测试名册.csv" in str(cell) for row in rows for cell in row)


def test_a_rule_that_was_not_in_force_asks_nothing(run: Run) -> None:
    found = json.loads(run("coverage", "丙省委", "--since", "2019", "--as-of", "2020-06-01",
                           "--rule", "yearly-supervision-talk", "--json").stdout)  # fmt: skip
    assert (found["cells"], found["unasked"]) == ([], ["yearly-supervision-talk"])
