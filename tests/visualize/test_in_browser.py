from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.store import Store
from tests.visualize.conftest import MARKUP, chain_of
from visualize.html import html
from visualize.picture import Picture
from visualize.svg import svg

pytestmark = pytest.mark.browser


class Opened:
    """A page with what it asked for and complained of."""

    def __init__(self, page: Page, picture: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.url = picture.as_uri()
        page.goto(self.url)
        page.wait_for_selector("html[data-ready=true]")

    def point(self, node: str) -> tuple[float, float]:
        """Where a box stands on the screen."""
        room = self.page.locator("#canvas").bounding_box()
        assert room is not None
        at = self.page.evaluate(
            "id => network.canvasToDOM({x: nodes.get(id).x, y: nodes.get(id).y})", node
        )
        return room["x"] + at["x"], room["y"] + at["y"]

    @property
    def details(self) -> str:
        return self.page.locator("#details").inner_text()


@pytest.fixture(scope="module")
def picture(store: Store) -> Picture:
    return chain_of(store, "甲县委", "2015-05-01", "discipline")


@pytest.fixture
def opened(browser: Browser, picture: Picture, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "链条.html"
    path.write_text(html(picture), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_offline(True)
    yield Opened(context.new_page(), path)
    context.close()


def test_it_opens_without_a_network_and_complains_of_nothing(opened: Opened) -> None:
    assert opened.requests == [opened.url]
    assert opened.complaints == []
    heading = opened.page.locator("h1")
    assert heading.is_visible()
    assert heading.inner_text() == "甲县委 · 监督责任链条"
    assert opened.page.locator(".date").inner_text() == "截至 2015-05-01"
    drawn = opened.page.evaluate("""() => {
      const canvas = document.querySelector("#canvas canvas");
      const context = canvas.getContext("2d");
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set();
      for (let i = 0; i < pixels.length; i += 4) colours.add(pixels.slice(i, i + 3).join());
      return colours.size;
    }""")
    assert drawn > 50


def test_a_click_on_a_box_tells_of_it_and_markup_stays_text(opened: Opened) -> None:
    opened.page.mouse.click(*opened.point("乙市委"))
    opened.page.wait_for_function("document.querySelector('#details h2')")
    for words in ("乙市委", "冲突任职记录", "林一鸣", MARKUP, "测试名册.csv"):
        assert words in opened.details
    assert opened.page.locator("#details img").count() == 0
    assert opened.complaints == []
    assert opened.requests == [opened.url]


def test_a_click_on_a_line_tells_of_it(opened: Opened) -> None:
    (x, lower), (_, upper) = opened.point("甲县纪委"), opened.point("乙市纪委")
    opened.page.mouse.click(x, (lower + upper) / 2)
    opened.page.wait_for_function("document.querySelector('#details h2')")
    for words in ("监督责任", "甲县纪委 → 乙市纪委", "确定", "所查期间未见记录"):
        assert words in opened.details


def test_a_name_is_found_in_its_box(opened: Opened) -> None:
    opened.page.fill("#name", "林一")
    opened.page.press("#name", "Enter")
    assert opened.page.locator("#found").inner_text() == "1 / 1"
    assert "乙市委" in opened.details
    opened.page.fill("#name", "查无此人")
    opened.page.press("#name", "Enter")
    assert opened.page.locator("#found").inner_text() == "图中没有"


def test_the_legend_hides_and_brings_back(opened: Opened) -> None:
    party = opened.page.locator("[data-what=group][data-sign=party]")
    hidden = "() => nodes.get().filter(n => n.hidden).map(n => n.id).sort()"
    party.click()
    assert party.get_attribute("aria-pressed") == "false"
    assert opened.page.evaluate(hidden) == sorted(["甲县委", "乙市委", "丙省委"])
    assert opened.page.evaluate("hiddenLines.size") == 3
    party.click()
    assert opened.page.evaluate(hidden) == []
    assert opened.page.evaluate("hiddenLines.size") == 0


def test_print_shows_the_static_figure_and_the_sources(opened: Opened) -> None:
    figure = opened.page.locator(".figure svg")
    assert not figure.is_visible()
    opened.page.emulate_media(media="print")
    assert figure.is_visible()
    assert not opened.page.locator("#canvas").is_visible()
    assert opened.page.locator("#source-1").is_visible()


def test_what_fits_estimates_fits_in_the_browser(
    browser: Browser, picture: Picture, tmp_path: Path
) -> None:
    """No text of the static picture is wider than the box that it stands in."""
    path = tmp_path / "链条.svg"
    first = replace(picture.nodes[0], label="青川WMW％mm“名称”很长很长" * 4)
    path.write_text(svg(replace(picture, nodes=(first, *picture.nodes[1:]))), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    beyond = page.evaluate("""() => [...document.querySelectorAll("g.box")].flatMap((box) => {
      const frame = box.querySelector("path").getBoundingClientRect();
      return [...box.querySelectorAll("text")]
        .filter((text) => text.getBoundingClientRect().right > frame.right)
        .map((text) => text.textContent);
    })""")
    page.close()
    assert beyond == []
