"""Facts of texts over HTTP: who may decide, and the page on which it is done, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.settings import Settings
from graph.proposals import listed
from graph.sqlite_store import SqliteStore
from loaders.text.proposing.files import propose_files
from tests.api.conftest import Serve
from tests.loaders.text.texts import NOTICE, notice
from tests.world import three_levels

MARKUP = '<img src=x onerror="document.title=1">'
BY = {"by": "甲审核"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with a 林一鸣, in which a notice with markup in its title and words is proposed."""
    world = three_levels()
    world.holds("林一鸣", world.post("甲县财政局", "科长"), since="2014", until="2016")
    store = SqliteStore(str(tmp_path / "库.db"))
    world.store(store)
    text = NOTICE.replace("多次收受", f"{MARKUP}多次收受").replace(
        "典型问题\n", f"典型{MARKUP}\n", 1
    )
    propose_files(store, [notice(tmp_path, text)], "notice")
    store.close()
    return store.url


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=url)), base_url="http://127.0.0.1") as client:
        yield client


def fact(client: TestClient, **fields: str) -> dict[str, Any]:
    items = client.get("/v1/proposals").json()["items"]
    return next(one for one in items if fields.items() <= one["fields"].items())


def test_facts_come_in_pages_beside_their_sentences(client: TestClient) -> None:
    first = client.get("/v1/proposals", params={"limit": 3})
    found = first.json()
    assert (len(found["items"]), found["total"], found["writable"]) == (3, 11, True)
    rest = client.get(first.links["next"]["url"]).json()
    assert {one["id"] for one in rest["items"]}.isdisjoint(one["id"] for one in found["items"])
    one = fact(client, 姓名="周岚", 结果="严重警告")
    start = one["start"] - one["sentence_start"]
    assert one["sentence"][start : start + len(one["quote"])] == "党内严重警告"
    assert client.get(f"/v1/proposals/{one['id']}").json() == one
    document = client.get("/v1/proposals", params={"document": one["document"]}).json()
    assert document["total"] == 11
    kinds = {kind["name"]: kind["fields"] for kind in client.get("/v1/proposals/kinds").json()}
    (sex,) = [field for field in kinds["个人情况"] if field["label"] == "性别"]
    assert sex["choices"] == ["男", "女"]


def test_a_fact_is_accepted_corrected_refused_and_identified(client: TestClient) -> None:
    post = fact(client, 姓名="周岚", 职务="副书记")
    done = client.post(f"/v1/proposals/{post['id']}/accept", json={**BY, "note": "核过"})
    assert done.status_code == 200
    assert done.json()["decision"]["note"] == "核过"
    assert client.post(f"/v1/proposals/{post['id']}/accept", json=BY).status_code == 409
    other = fact(client, 姓名="苏晓", 职务="书记")
    wrong = client.post(f"/v1/proposals/{other['id']}/correct", json={**BY, "fields": {"起": "昨"}})
    assert (wrong.status_code, "“起”写作“昨”" in wrong.json()["detail"]) == (422, True)
    right = client.post(
        f"/v1/proposals/{other['id']}/correct", json={**BY, "fields": {"起": "2020"}}
    )
    assert right.json()["fields"]["起"] == "2020"
    talk = fact(client, 类型="诫勉")
    refused = client.post(f"/v1/proposals/{talk['id']}/reject", json=BY).json()
    assert refused["state_label"] == "已否定"
    named = fact(client, 姓名="林一鸣")
    assert named["people"][0]["namesakes"][0]["verdict"] == "undecided"
    decided = client.post(
        f"/v1/proposals/{named['id']}/identity",
        json={**BY, "name": "林一鸣", "person": "林一鸣", "same": True},
    ).json()
    assert decided["kind"] == "同一人"
    assert client.get("/v1/proposals", params={"state": "accepted"}).json()["total"] == 3


def test_a_text_opens_at_its_words(client: TestClient) -> None:
    one = fact(client, 结果="严重警告")
    text = client.get(f"/v1/texts/{one['document']}").json()
    assert text["body"][one["start"] : one["end"]] == "党内严重警告"
    assert text["published"] == "2022-05-06"
    assert one["id"] in [mark["id"] for mark in text["marks"]]
    page = client.get(f"/texts/{one['document']}?at={one['start']}-{one['end']}")
    assert '<mark id="at">党内严重警告</mark>' in page.text
    assert MARKUP not in page.text
    assert "&lt;img src=x" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert "<mark" not in client.get(f"/texts/{one['document']}").text


def test_which_texts_are_kept(client: TestClient) -> None:
    document = fact(client)["document"]
    asked = client.get("/v1/texts", params={"document": ["e" * 20, document]})
    assert asked.json() == [document]


@pytest.mark.parametrize("at", ["x", "5-3", "0-999999", "3", "-1-4"])
def test_a_place_that_is_none_of_the_text_is_told(client: TestClient, at: str) -> None:
    document = fact(client)["document"]
    refused = client.get(f"/texts/{document}", params={"at": at})
    assert (refused.status_code, refused.json()["title"]) == (422, "数据有误")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/proposals/无", 404), ("/v1/texts/无", 404), ("/texts/无", 404),
        ("/v1/proposals?cursor=无", 404), ("/v1/proposals?state=maybe", 422),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_only_a_page_of_this_service_may_decide(client: TestClient) -> None:
    path = f"/v1/proposals/{fact(client)['id']}/reject"
    form = client.post(path, content='{"by": "乙"}', headers={"Content-Type": "text/plain"})
    assert form.status_code == 415
    elsewhere = client.post(path, json=BY, headers={"Origin": "http://elsewhere.example"})
    assert (elsewhere.status_code, elsewhere.json()["status"]) == (403, 403)
    assert client.post(path, json=BY, headers={"Origin": "null"}).status_code == 403
    assert client.post(path, json={**BY, "as": "x"}).status_code == 422
    assert client.post(path, json={"by": " "}).status_code == 422
    assert client.get("/v1/proposals").json()["total"] == 11
    assert client.post(path, json=BY, headers={"Origin": "http://127.0.0.1"}).status_code == 200


def test_a_service_that_others_reach_only_shows(url: str) -> None:
    app = create_app(Settings(store=url, host="0.0.0.0"))
    with TestClient(app, base_url="http://192.0.2.1") as client:
        assert client.get("/v1/proposals").json()["writable"] is False
        refused = client.post(f"/v1/proposals/{fact(client)['id']}/accept", json=BY)
        assert (refused.status_code, "zerenlian review" in refused.json()["detail"]) == (403, True)


@pytest.fixture
def page(browser: Browser, serve: Serve, url: str) -> Iterator[Page]:
    """The page; any console error but refused decisions, and any request elsewhere, fails."""
    with serve(url) as address:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda m: faults.append(m.text) if m.type == "error" and "422" not in m.text else None,
        )
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:")) else faults.append(r.url),
        )
        page.goto(f"{address}/review")
        expect(page.locator(".fact")).to_have_count(11)
        yield page
        context.close()
    assert faults == []


def card(page: Page, words: str) -> Any:
    marked = page.locator("mark", has_text=re.compile(f"^{words}$"))
    return page.locator(".fact").filter(has=marked).first


@pytest.mark.browser
def test_facts_are_decided_by_keyboard(page: Page) -> None:
    expect(page.locator(".fact").first).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator(".fact .problem")).to_contain_text("还没有写审核人")
    page.fill("#by", "甲审核")
    zhou = card(page, "白石镇党委副书记")
    zhou.focus()
    page.keyboard.press("a")
    expect(zhou).to_contain_text("已确认")
    expect(zhou).to_contain_text("zerenlian undo")
    expect(page.locator("#count")).to_have_text("10 条")
    page.keyboard.press("j")
    page.keyboard.press("k")
    talk = card(page, "诫勉谈话")
    talk.focus()
    page.keyboard.press("r")
    expect(talk).to_contain_text("已否定")
    expect(page.locator("#count")).to_have_text("9 条")
    page.reload()
    expect(page.locator(".fact")).to_have_count(9)
    expect(page.locator("#by")).to_have_value("甲审核")
    page.select_option("#state", "accepted")
    expect(page.locator(".fact")).to_have_count(1)
    expect(page.locator(".fact mark")).to_have_text("白石镇党委副书记")


@pytest.mark.browser
def test_a_fact_is_corrected_and_a_wrong_correction_told(page: Page) -> None:
    page.fill("#by", "甲审核")
    su = card(page, "镇党委书记")
    su.focus()
    page.keyboard.press("c")
    su.locator("input[name=起]").fill("昨天")
    su.locator("button[type=submit]").click()
    expect(su.locator(".problem")).to_contain_text("“起”写作“昨天”")
    su.locator("input[name=起]").fill("2020-05")
    su.locator("select[name=性质]").select_option("代理")
    su.locator("button[type=submit]").click()
    expect(su).to_contain_text("已确认")
    expect(su).to_contain_text("原来读作")
    expect(su.locator("dd").filter(has_text="2020-05")).to_have_count(1)
    zhou = card(page, "白石镇党委副书记")
    zhou.focus()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(zhou.locator("form")).to_have_count(0)


@pytest.mark.browser
def test_whom_a_name_means_is_decided_beside_the_evidence(page: Page) -> None:
    page.fill("#by", "甲审核")
    lin = card(page, "甲县财政局原党组书记")
    expect(lin.locator(".people").first).to_contain_text("任职　甲县财政局 科长")
    expect(lin.locator(".people").first).to_contain_text("测试名册.csv")
    lin.get_by_role("button", name="是同一人").click()
    expect(lin.locator(".people").first).to_contain_text("已认定为同一人")
    expect(page.get_by_role("button", name="是同一人")).to_have_count(0)


@pytest.mark.browser
def test_sources_of_a_node_open_the_text(page: Page) -> None:
    page.fill("#by", "甲审核")
    zhou = card(page, "白石镇党委副书记")
    zhou.focus()
    page.keyboard.press("a")
    expect(zhou).to_contain_text("已确认")
    with page.expect_navigation():
        page.get_by_role("link", name="责任链").click()
    page.fill("#text", "周岚")
    page.press("#text", "Enter")
    sources = page.locator("#details ol")
    with page.context.expect_page() as opened:
        sources.get_by_role("link", name="在原文中看").first.click()
    expect(opened.value.locator("#at")).to_have_text("白石镇党委副书记")


@pytest.mark.browser
def test_the_text_opens_at_the_words(page: Page) -> None:
    card(page, "党内严重警告").get_by_role("link", name="在原文中看").click()
    expect(page.locator("#at")).to_have_text("党内严重警告")
    expect(page.locator("#at")).to_be_in_viewport()
    assert page.locator("h2").first.inner_text() == f"澜陵市纪委监委公开通报2起典型{MARKUP}"
    page.locator(".facts a").filter(has_text="诫勉谈话").click()
    expect(page.locator("#at")).to_have_text("诫勉谈话")
    page.get_by_role("link", name="待确认的事实").click()
    expect(page.locator(".fact")).to_have_count(11)
    assert page.title() == "待确认的事实 · 责任链"


@pytest.mark.browser
def test_long_lists_go_on_and_refused_facts_can_still_be_accepted(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    names = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王八", "冯九", "陈十"]
    told = "\n".join(
        f"{n}.甲县财政局副局长{name}明违规用车问题。2022年1月，{name}明受到党内警告处分。"
        for n, name in enumerate(names, start=1)
    )
    store = SqliteStore(str(tmp_path / "长.db"))
    propose_files(store, [notice(tmp_path, told)], "notice")
    total = len(listed(store, limit=1000))
    store.close()
    assert total > 20
    with serve(store.url) as address:
        page = browser.new_page()
        page.goto(f"{address}/review")
        expect(page.locator(".fact")).to_have_count(20)
        page.get_by_role("button", name="再列一些").click()
        expect(page.locator(".fact")).to_have_count(total)
        expect(page.get_by_role("button", name="再列一些")).to_be_hidden()
        page.fill("#by", "甲审核")
        last = page.locator(".fact").last
        last.focus()
        page.keyboard.press("r")
        expect(last).to_contain_text("已否定")
        expect(last).to_be_focused()
        page.select_option("#state", "rejected")
        expect(page.locator(".fact")).to_have_count(1)
        page.get_by_role("button", name="仍然确认").click()
        expect(page.locator(".fact")).to_contain_text("已确认")
        expect(page.locator("#count")).to_have_text("0 条")
        page.close()
