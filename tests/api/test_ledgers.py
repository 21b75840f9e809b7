"""Ledgers as they are asked from a terminal and over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.errors import InvalidData, NotFound
from graph.stores import open_store
from tests.api.conftest import Run
from tests.graph.queries.ledgers.test_campaigns import driven
from tests.world import World


@pytest.fixture
def filled(store_url: str) -> str:
    """The three levels with a home visit and a clue."""
    world = World()
    for person in ("配偶人", "甲县书记人", "乙市书记人"):
        world.node("Person", person, name=person)
    world.node("Talk", "访", type="廉政家访", date="2016-05", family_feedback="家里的话")
    world.edge("PARTICIPATED", "乙市书记人", "访", role="谈话人", on="2016-05")
    world.edge("PARTICIPATED", "甲县书记人", "访", role="谈话对象", on="2016-05")
    world.edge("PARTICIPATED", "配偶人", "访", role="家属", kinship="妻", on="2016-05")
    world.node(
        "Clue", "线索", number="X-1", received="2015-01", informant="举报人", disposal="予以了结"
    )
    world.edge("ABOUT", "线索", "甲县书记人")
    world.edge("RECEIVED_BY", "线索", "甲县纪委", on="2015-01")
    store = open_store(store_url)
    world.store(store)
    store.close()
    return store_url


@pytest.fixture
def client(filled: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=filled)), base_url="http://127.0.0.1") as client:
        yield client


@pytest.mark.usefixtures("filled")
def test_families_are_named_only_where_asked(run: Run) -> None:
    shown = run("talks", "甲县书记人")
    assert shown.exit_code == 0
    assert "在场家属 1 人" in shown.stdout
    assert "测试名册.csv" in shown.stdout
    masked = run("talks", "甲县书记人", "--json").stdout
    for secret in ("配偶人", "妻", "家里的话"):
        assert secret not in shown.stdout + masked
    asked = run("talks", "甲县书记人", "--family").stdout
    assert "妻配偶人" in asked
    assert "家里的话" in asked


@pytest.mark.usefixtures("filled")
def test_a_clue_is_told_as_it_stood_on_a_day(run: Run, client: TestClient) -> None:
    told = run("clue", "X-1", "--as-of", "2015").stdout
    assert "线索 X-1　截至 2015-12-31" in told
    early = run("clue", "X-1", "--as-of", "2014").exception
    assert "在 2014-12-31 尚未受理" in str(early)
    assert client.get("/v1/clues/X-1", params={"as_of": "2014"}).status_code == 404
    assert client.get("/v1/clues/X-1", params={"as_of": "2015"}).json()["as_of"] == "2015-12-31"


@pytest.mark.usefixtures("filled")
def test_a_closed_clue_says_so_first(run: Run) -> None:
    shown = run("clue", "X-1")
    assert shown.exit_code == 0
    assert "已有结论：予以了结" in shown.stdout.splitlines()[1]
    assert "举报人" not in shown.stdout + run("clue", "X-1", "--json").stdout
    assert json.loads(run("clue", "X-1", "--json").stdout)["custody"][0]["since"] == "2015-01"


def test_wrong_words_are_told_with_a_remedy(run: Run) -> None:
    for wrong, error in (
        (("talks", "甲县委", "--type", "闲谈"), NotFound),
        (("talks", "没有的人"), NotFound),
        (("talks", "甲县委", "--since", "2016", "--until", "2015"), InvalidData),
        (("talks", "甲县委", "--since", "昨天"), InvalidData),
        (("clue", "没有的线索"), NotFound),
    ):
        failed = run(*wrong).exception
        assert isinstance(failed, error)
        assert failed.remedy


def test_the_service_masks_always(client: TestClient) -> None:
    asked = client.get("/v1/talks", params={"subject": "乙市委", "below": True, "family": True})
    (entry,) = asked.json()["entries"]
    assert entry["family"] == 1
    assert entry["sources"]
    clue = client.get("/v1/clues/X-1")
    assert clue.json()["closing"] == "予以了结"
    for secret in ("配偶人", "家里的话", "举报人"):
        assert secret not in asked.text + clue.text
    assert client.get("/v1/clues/none").status_code == 404
    assert client.get("/v1/talks", params={"subject": "甲县委", "type": "闲谈"}).status_code == 404
    assert client.get("/v1/talks", params={"subject": "甲县委", "since": "x"}).status_code == 422


@pytest.mark.usefixtures("filled")
def test_counts_name_their_records(run: Run) -> None:
    shown = run("counts", "丙省委", "--since", "2015", "--until", "2015")
    assert shown.exit_code == 0
    assert "X-1（受理机关）[1]" in shown.stdout
    whole = json.loads(
        run("counts", "丙省委", "--since", "2015", "--until", "2015", "--json").stdout
    )
    (closed,) = (c for c in whole["counts"] if c["name"] == "予以了结")
    assert closed["certain"]["records"] == ["线索"]
    assert "举报人" not in shown.stdout + json.dumps(whole, ensure_ascii=False)
    assert run("counts", "丙省委", "--since", "2015").exit_code == 2


def test_counts_tell_heads_for_certain_and_possibly(filled: str, run: Run) -> None:
    world = World()
    for clue, received, person in (
        ("线甲", "2015-02", "甲县书记人"), ("线乙", "2019", "副局长人"),
    ):  # fmt: skip
        world.node("Clue", clue, number=clue, received=received)
        world.node("Person", person, name=person)
        world.edge("ABOUT", clue, person)
        world.edge("RECEIVED_BY", clue, "丙省纪委", on=received)
    world.body("丁县委")
    head = world.post("丁县委", "书记", "party")
    world.holds("副局长人", head, since="2019-05", until="2019-08")
    world.body("丙省纪委", "纪委")
    store = open_store(filled)
    world.store(store)
    store.close()
    asked = ("counts", "丙省委", "--since", "2015", "--until", "2019")
    shown = run(*asked).stdout
    assert "1　甲县书记人" in shown
    assert "可能：副局长人" in shown
    assert "甲县书记人　甲县委书记　2010-01-01 起，2020-01-01 止" in shown
    (gap,) = (
        c for c in json.loads(run(*asked, "--json").stdout)["counts"]
        if (c["topic"], c["name"]) == ("线索", "未见记录")
    )  # fmt: skip
    assert gap["certain"]["heads"] == ["甲县书记人"]
    assert gap["certain"]["possible_heads"] == ["副局长人"]


def test_a_closed_clue_says_so_wherever_it_is_shown(filled: str, run: Run) -> None:
    world = World()
    world.node("Talk", "谈", type="提醒谈话", date="2015-02-01")
    world.node("Clue", "线索", number="X-1")
    world.node("Person", "甲县书记人", name="甲县书记人")
    world.edge("PARTICIPATED", "甲县书记人", "谈", role="谈话对象", on="2015-02-01")
    world.edge("CONCERNS", "谈", "线索")
    store = open_store(filled)
    world.store(store)
    store.close()
    told = run("talks", "甲县书记人", "--since", "2015", "--until", "2015")
    assert "问题线索 X-1（已有结论：予以了结）" in told.stdout
    whole = run("talks", "甲县书记人", "--json").stdout
    assert "举报人" not in told.stdout + whole
    counted = run("counts", "丙省委", "--since", "2015", "--until", "2015").stdout
    assert "（已有结论：予以了结）" in re.sub(r"[\s│]", "", counted)


@pytest.mark.usefixtures("filled")
def test_a_post_is_named_by_body_and_title(run: Run, client: TestClient) -> None:
    assert "甲县委书记　谈话台账　1 次" in run("talks", "甲县委书记").stdout
    assert "甲县委书记　两清单　2015" in run("lists", "甲县委书记", "--on", "2015").stdout
    found = client.get("/v1/talks", params={"subject": "甲县委书记"}).json()
    assert (found["subject"]["kind"], found["title"]) == ("Post", "甲县委书记")
    assert isinstance(run("talks", "甲县委副书记").exception, NotFound)


def test_counts_over_http(client: TestClient) -> None:
    asked = {"organization": "丙省委", "since": "2015", "until": "2015"}
    found = client.get("/v1/case-counts", params=asked).json()
    assert [c["name"] for c in found["counts"] if c["certain"]["records"]] == ["予以了结"]
    wrong = client.get("/v1/case-counts", params={**asked, "until": "2014"})
    assert wrong.status_code == 422


def test_lists_say_what_was_never_checked(filled: str, run: Run, client: TestClient) -> None:
    world = World()
    world.node("Post", "甲县委书记", title="书记")
    world.node("ListItem", "项", matter="干部任免", power="决策权", list_type="权力清单")
    world.edge("ITEM_OF", "项", "甲县委书记", since="2012")
    store = open_store(filled)
    world.store(store)
    store.close()
    shown = run("lists", "甲县书记人", "--on", "2015-07")
    assert shown.exit_code == 0
    assert "其中检查未见记录 1 项" in shown.stdout
    assert json.loads(run("lists", "甲县书记人", "--on", "2015", "--json").stdout)["unchecked"]
    assert isinstance(run("lists", "甲县书记人", "--on", "2015-13").exception, InvalidData)
    found = client.get("/v1/lists", params={"subject": "甲县书记人", "on": "2015-07"}).json()
    assert [i["item"]["caption"] for i in found["items"]] == ["干部任免"]
    assert client.get("/v1/lists", params={"subject": "甲县书记人"}).status_code == 422


def test_heads_of_whom_no_report_is_recorded_are_shown(run: Run, client: TestClient) -> None:
    shown = run("reports", "丙省委", "--since", "2015", "--until", "2015")
    assert shown.exit_code == 0
    assert shown.stdout.count("未见记录") == 6
    found = client.get("/v1/reports", params={"organization": "丙省委", "since": "2015"}).json()
    assert {"乙市书记人", "甲县书记人"} <= {h["person"]["name"] for h in found["heads"]}
    wrong = {"organization": "丙省委", "since": "2016", "until": "2015"}
    assert client.get("/v1/reports", params=wrong).status_code == 422


@pytest.fixture
def reformed(store_url: str) -> str:
    """The three levels with a case, a meeting on it, a measure and a campaign."""
    store = open_store(store_url)
    driven().store(store)
    store.close()
    return store_url


@pytest.mark.usefixtures("reformed")
def test_a_meeting_says_who_spoke_and_of_whom_nothing_is_on_record(run: Run) -> None:
    shown = run("deliberations", "案1").stdout
    assert "甲县书记人　检视反思：见记录" in shown
    assert "出席而未见发言　甲县纪检人、甲县长人" in shown
    assert "分管而未见认领责任　甲县长人" in shown
    assert "只表示记录中没有" in shown
    found = json.loads(run("deliberations", "甲县长人", "--json").stdout)
    assert [m["meeting"]["id"] for m in found["meetings"]] == ["议1"]
    assert found["meetings"][0]["sources"]


@pytest.mark.usefixtures("reformed")
def test_measures_say_what_is_missing_and_who_accepted_his_own(run: Run) -> None:
    shown = run("measures", "案1", "--as-of", "2018-01-01").stdout
    assert "局长人（即责任人，应另有其人）" in shown
    assert "评估" in shown
    found = json.loads(run("measures", "甲县委", "--below", "--json").stdout)
    assert [case["missing"] for case in found["cases"]] == [
        ["建议", "谈话", "警示", "整改", "评估"]
    ]
    assert json.loads(run("measures", "丙省纪委", "--json").stdout)["cases"] == []
    assert "案件未见记录" in run("measures", "丙省纪委").stdout


@pytest.mark.usefixtures("reformed")
def test_campaigns_stand_by_system_and_place(run: Run) -> None:
    shown = run("campaigns", "--system", "粮食").stdout
    assert "粮食专项" in shown
    assert "作风专项" not in shown
    assert "措施　未见记录" in shown
    found = json.loads(run("campaigns", "甲县委", "--json").stdout)
    assert [c["campaign"]["caption"] for c in found["campaigns"]] == ["粮食专项"]
    assert [m["state"] for m in found["campaigns"][0]["measures"]] == ["已销号", "未见记录"]


def test_meetings_measures_and_campaigns_over_http(reformed: str) -> None:
    with TestClient(create_app(Settings(store=reformed)), base_url="http://127.0.0.1") as client:
        meetings = client.get("/v1/deliberations", params={"subject": "案1"}).json()["meetings"]
        assert [m["person"]["name"] for m in meetings[0]["members"] if m["unclaimed"]] == [
            "甲县长人"
        ]
        measures = client.get("/v1/measures", params={"subject": "案1", "as_of": "2017"}).json()
        assert (measures["as_of"], len(measures["cases"][0]["measures"])) == ("2017-12-31", 1)
        found = client.get("/v1/campaigns", params={"place": "甲县"}).json()
        assert found["theatres"][0]["place"]["name"] == "甲县"
        for wrong in ({"subject": "无"}, {"subject": "甲县委书记"}):
            assert client.get("/v1/measures", params=wrong).status_code == 404
        assert client.get("/v1/campaigns", params={"as_of": "昨天"}).status_code == 422
