"""The matrix in Chromium: offline, a cell opens beside it, names are inert, no row is lost."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

from playwright.sync_api import Browser

from graph.dates import window
from graph.queries.duties.coverage import coverage
from graph.rules.reading import chosen_rules
from graph.store import Store
from tests.world import World
from visualize.matrix import Matrix, matrix
from visualize.matrix_files import matrix_html, matrix_svg

STAYS = {"since": "2010-01-01", "until": "2040-01-01"}
MARKUP = "<img src=x onerror=alert(1)>"


def many(bodies: int) -> Store:
    """A body above and many below, every third with a talk by markup's own namesake."""
    world = World()
    world.body("市委")
    world.holds("市书记", world.post("市委", "书记", "party"), **STAYS)
    for number in range(bodies):
        body = world.node("Organization", f"县{number:03}", name=f"县{number:03}委", type="党委")
        world.holds(f"{MARKUP}{number}", world.post(body, "书记", "party"), **STAYS)
        world.answers(body, "市委", **STAYS)
        if number % 3 == 0:
            talk = world.node("Talk", f"谈{number}", type="廉政家访", date="2016-05-01",
                              family_feedback="好")  # fmt: skip
            world.edge("PARTICIPATED", "市书记", talk, role="谈话人", on="2016-05-01")
            world.edge("PARTICIPATED", f"{MARKUP}{number}", talk, role="谈话对象", on="2016-05-01")
    return world.store()


def drawn(bodies: int, since: str, until: str) -> Matrix:
    store = many(bodies)
    period = type(window(since))(window(since).first, window(until).last)
    rules = chosen_rules(["home-visit"])
    found = coverage(store, "市委", period, rules, window("2023-06-01").first)
    return matrix(store, found, found.cells)


def test_a_hundred_rows_by_twelve_columns_open_beside_the_table(
    browser: Browser, tmp_path: Path
) -> None:
    made = drawn(100, "2011", "2022")
    assert (len(made.rows), len(made.columns), len(made.cells)) == (100, 12, 1200)
    file = tmp_path / "矩阵.html"
    file.write_text(matrix_html(made), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(file.as_uri())
        assert page.locator("tbody tr").count() == 100
        page.click('[data-cell][data-status="已履行"] >> nth=0')
        details = page.locator("#details")
        told = details.inner_text()
        assert "廉政家访 2016-05-01" in told
        assert "[1] 测试名册.csv 第" in told
        assert MARKUP in told
        assert page.locator("#details img").count() == 0
        missing = page.locator('[data-cell][data-status="未见记录"]').first
        assert missing.is_visible()
        page.click('.legend [data-status="未见记录"]')
        assert not missing.is_visible()
        assert said == []


def test_what_is_cut_is_told(tmp_path: Path) -> None:
    made = drawn(305, "2022", "2022")
    assert (len(made.rows), made.total, made.tally.cells) == (300, 305, 305)
    assert "列出 300 行，共 305 行" in matrix_html(made)
    assert "列出 300 行，共 305 行" in matrix_svg(made)


def test_the_svg_is_well_formed_and_counts() -> None:
    root = Xml.fromstring(matrix_svg(drawn(3, "2015", "2016")))
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")] or [
        e.text for e in root.iter("text")
    ]
    assert any("共 6 项" in (text or "") for text in texts)
    assert any("已履行 1" in (text or "") for text in texts)
