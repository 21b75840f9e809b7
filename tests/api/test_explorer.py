"""The first page in a real browser over a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.sqlite_store import SqliteStore
from tests.api.conftest import Serve
from tests.world import FROM, three_levels

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    world = three_levels()
    world.node("Person", "标记人", name=MARKUP)
    world.edge("HOLDS", "标记人", world.post("甲县委", "[b]委员[/b]"), **FROM)
    world.holds("林一鸣", "甲县委书记", since="2020-01-01")
    for number in (1, 2):
        world.node("Person", f"周行之{number}", name="周行之")
        world.edge("HOLDS", f"周行之{number}", "甲县财政局副局长", since=f"202{number}")
    world.node("Case", "案1", number="案1", conduct="2014-05/2016")
    world.holds("案中人", world.post("甲县财政局", "科长"), **FROM)
    world.edge("SUBJECT_OF", "案中人", "案1")
    world.edge("OCCURRED_IN", "案1", "甲县财政局")
    world.node("CaseEvent", "案1立案", stage="立案", date="2016-03-01")
    world.edge("EVENT_OF", "案1立案", "案1", on="2016-03-01")
    store = SqliteStore(str(tmp_path_factory.mktemp("库") / "库.db"))
    world.store(store)
    store.close()
    with serve(store.url) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The first page; any console error but refused questions, and any request elsewhere, fails."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda m: faults.append(m.text) if m.type == "error" and "422" not in m.text else None,
    )
    page.on(
        "request", lambda r: None if r.url.startswith((address, "data:")) else faults.append(r.url)
    )
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def find(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def boxes(page: Page) -> list[str]:
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator("#picture.waiting")).to_have_count(0)
    drawn = page.locator("#picture .box").all()
    return [str(box.get_attribute("data-id")) for box in drawn]


@pytest.mark.parametrize("typed", ["副局长人", "fujuzhangren", "fjzr"])
def test_a_person_is_searched_and_the_chain_appears(page: Page, typed: str) -> None:
    find(page, typed)
    assert set(boxes(page)) == {"甲县财政局党组", "甲县委", "乙市委", "丙省委"}
    expect(page.locator("#details h2")).to_have_text("副局长人")
    expect(page.locator("#on")).to_have_value("2019-12-31")
    expect(page.locator("#note")).to_contain_text("取 副局长人 的记载所及的最近日期 2019-12-31")
    expect(page.locator("#details ol li")).to_have_text(
        ["测试名册.csv 第75行", "测试名册.csv 第76行"]
    )


def test_both_duties_are_drawn_side_by_side(page: Page) -> None:
    find(page, "甲县委")
    boxes(page)
    page.select_option("#view", "duties")
    expect(page.locator("#picture .box")).to_have_count(6)
    assert {"甲县委", "甲县纪委", "丙省委", "丙省纪委"} <= set(boxes(page))
    expect(page.locator("#duty")).to_be_disabled()


def test_the_matrix_of_a_body_and_the_file_of_a_case_open_from_the_page(page: Page) -> None:
    find(page, "乙市委")
    boxes(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="2019 年履责矩阵").click()
    assert opened.value.locator("h1").inner_text() == "乙市委　履责情况"
    find(page, "案1")
    expect(page.locator("#details h2")).to_have_text("案1")
    boxes(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="案件卷宗").click()
    assert "案1" in opened.value.locator("h1").inner_text()
    assert "案中人" in opened.value.locator("main").inner_text()


def test_the_date_and_the_duty_are_changed(page: Page) -> None:
    find(page, "甲县委")
    page.fill("#on", "2021-05")
    page.press("#on", "Enter")
    expect(page.locator("#picture")).to_contain_text("截至 2021-05")
    expect(page.locator("#picture")).to_contain_text("林一鸣")
    page.fill("#on", "2015")
    page.press("#on", "Tab")
    expect(page.locator("#picture")).to_contain_text("甲县书记人")
    page.select_option("#duty", "discipline")
    expect(page.locator("#picture")).to_contain_text("监督责任链条")
    assert {"甲县纪委", "乙市纪委", "丙省纪委"} <= set(boxes(page))
    page.select_option("#view", "network")
    expect(page.locator("#picture")).to_contain_text("关系")
    assert page.locator("#duty").is_disabled()


def hold_back(page: Page, part: str) -> None:
    """From now on answers to addresses with `part` in them reach the page after `let_go`."""
    page.evaluate(
        """(part) => {
            const ask = window.fetch;
            const gate = new Promise((open) => { window.letGo = open; });
            window.fetch = async (url, options) => {
                if (String(url).includes(part)) {
                    document.body.dataset.asked = part;
                    await gate;
                }
                return ask(url, options);
            };
        }""",
        part,
    )


def asked_for(page: Page, part: str) -> None:
    """Wait until the page has asked for what is held back."""
    expect(page.locator("body")).to_have_attribute("data-asked", part)


def let_go(page: Page) -> None:
    page.evaluate("window.letGo()")


def test_a_date_given_while_the_first_picture_loads_is_the_one_that_counts(page: Page) -> None:
    hold_back(page, "/timeline")
    find(page, "甲县委")
    asked_for(page, "/timeline")  # its node is there
    page.fill("#on", "2015")
    page.press("#on", "Enter")
    expect(page.locator("#picture")).to_contain_text("截至 2015")
    with page.expect_response("**/timeline*"):
        let_go(page)
    page.wait_for_timeout(500)  # time enough to draw the picture that nobody wants any more
    expect(page.locator("#picture")).to_contain_text("截至 2015")
    expect(page.locator("#on")).to_have_value("2015")


def test_the_date_of_the_first_picture_does_not_enter_one_being_typed(page: Page) -> None:
    hold_back(page, "/timeline")
    find(page, "甲县委")
    page.focus("#on")
    asked_for(page, "/timeline")
    let_go(page)
    expect(page.locator("#picture svg")).to_be_visible()
    page.keyboard.type("2015")
    expect(page.locator("#on")).to_have_value("2015")
    page.fill("#on", "")
    page.focus("#text")
    expect(page.locator("#on")).to_have_value("2019-12-31")


def test_one_clicks_from_node_to_node(page: Page) -> None:
    find(page, "甲县委")
    page.fill("#on", "2015")
    page.press("#on", "Enter")
    expect(page.locator("#picture")).to_contain_text("甲县书记人")
    page.locator("#picture text[data-id=甲县书记人]").first.click()
    expect(page.locator("#details h2")).to_have_text("甲县书记人")
    expect(page.locator("#details table")).to_contain_text("甲县委 书记")
    page.locator("#details").get_by_role("button", name="甲县委 书记").first.click()
    expect(page.locator("#details h3")).to_have_text(
        ["经过 点日期看当日的图", "关系 未见日期", "出处 "]
    )
    page.locator("#details table").last.get_by_role("button", name="甲县委").click()
    expect(page.locator("#text")).to_have_value("甲县委")
    expect(page.locator("#picture.waiting")).to_have_count(0)
    page.locator("#picture .box[data-id=乙市委]").click(position={"x": 8, "y": 8})
    expect(page.locator("#details h2")).to_have_text("乙市委")
    page.locator("#details").get_by_role("button", name="丙省委").first.click()
    expect(page.locator("#text")).to_have_value("丙省委")
    assert boxes(page) == ["丙省委"]
    page.select_option("#direction", "down")
    expect(page.locator("#picture")).to_contain_text("向下展开")
    assert set(boxes(page)) == {"丙省委", "丙省纪委", "乙市委"}
    page.go_back()
    page.go_back()
    expect(page.locator("#text")).to_have_value("甲县委")


def test_a_wrong_date_is_explained(page: Page) -> None:
    find(page, "甲县委")
    boxes(page)
    page.fill("#on", "2015-06-31")
    page.press("#on", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("2015-06-31")
    expect(page.locator("#on")).to_have_attribute("aria-invalid", "true")
    page.fill("#on", "2015-06-30")
    page.press("#on", "Enter")
    boxes(page)
    expect(page.locator("#on")).to_have_attribute("aria-invalid", "false")


def test_what_is_not_there_is_said(page: Page) -> None:
    find(page, "查无此人此事")
    expect(page.get_by_role("alert")).to_contain_text("没有找到“查无此人此事”")


def test_nobody_is_chosen_among_people_of_one_name(page: Page) -> None:
    find(page, "周行之")
    expect(page.locator("#hits li")).to_have_count(2)
    expect(page.locator("#told")).to_contain_text("不止一个")
    assert page.locator("#picture svg").count() == 0
    page.press("#text", "ArrowDown")
    page.press("#text", "Enter")
    expect(page.locator("#details h2")).to_have_text("周行之")
    assert "id=%E5%91%A8%E8%A1%8C%E4%B9%8B2" in page.url


def test_the_keyboard_suffices(page: Page) -> None:
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.type("甲县委")
    expect(page.locator("#hits li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    boxes(page)
    page.locator("#direction").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.id") == "丙省委":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("丙省委")


def test_a_name_with_markup_stays_a_name(page: Page) -> None:
    find(page, MARKUP)
    expect(page.locator("#details h2")).to_have_text(MARKUP)
    page.fill("#text", "img")
    expect(page.locator("#hits li").first).to_contain_text(MARKUP)
    assert page.locator("img").count() == 0
    assert page.title() != "1"


def test_the_picture_can_be_kept(page: Page) -> None:
    find(page, "甲县委")
    boxes(page)
    with page.expect_download() as download:
        page.click("#as-html")
    assert download.value.suggested_filename == "甲县委 2019-12-31.html"


def test_the_page_on_the_interface_needs_nothing_from_elsewhere(page: Page) -> None:
    page.click("footer a")
    expect(page.locator("article")).to_contain_text("GET /v1/chain")
