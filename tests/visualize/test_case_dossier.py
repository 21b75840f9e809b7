"""The dossier of a case in Chromium and as a workbook: offline, inert, every number leads on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser

from graph.dates import window
from graph.queries.case_file import case_file
from graph.rules.reading import chosen_rules
from tests.graph.queries.test_case_file import full
from tests.visualize.conftest import MARKUP
from visualize.case_dossier import CAUTION, case_dossier
from visualize.dossier import Dossier
from visualize.dossier_files import dossier_book, dossier_html


def made() -> Dossier:
    world = full()
    world.node("Talk", "谈1", type="提醒谈话", date="2015-06-01")
    world.edge("PARTICIPATED", "组长人", "谈1", role="谈话人", on="2015-06-01")
    world.edge("PARTICIPATED", "副局长人", "谈1", role="谈话对象", on="2015-06-01")
    world.node("Case", "案1", title=MARKUP, allegation='=HYPERLINK("x")')
    store = world.store()
    found = case_file(store, "案1", chosen_rules(["home-visit"]), window("2020-01-01").last)
    return case_dossier(store, found)


def test_both_chains_stand_side_by_side_and_each_number_leads_to_its_source(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "案件.html"
    file.write_text(dossier_html(made()), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(file.as_uri())
        assert CAUTION in page.inner_text("header")
        assert "截至 2020-01-01" in page.inner_text("header")
        chains = page.locator("section", has=page.locator("h2", has_text="责任链条"))
        own = chains.locator("tbody tr").first.locator("td")
        party, discipline = own.nth(1), own.nth(2)
        assert "组长人" in party.inner_text()
        assert "案发前谈话　提醒谈话　2015-06-01" in party.inner_text()
        assert "甲县纪检人" in discipline.inner_text()
        borders = [
            cell.locator(f".{duty}").first.evaluate("e => getComputedStyle(e).borderLeftStyle")
            for cell, duty in ((party, "party"), (discipline, "discipline"))
        ]
        assert borders == ["solid", "double"]
        party.locator("a.cite").first.click()
        assert page.locator(".sources li:target").is_visible()
        assert MARKUP in page.locator("section").first.inner_text()
        assert page.locator("img, script").count() == 0
        assert said == []
        numbers = {link.get_attribute("href") for link in page.locator("a.cite").all()}
        assert all(page.locator(str(number)).count() == 1 for number in numbers)


def test_it_prints_on_a4_without_cutting_a_row(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "案件.html"
    file.write_text(dossier_html(made()), encoding="utf-8")
    with browser.new_context(offline=True, viewport={"width": 718, "height": 1000}) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 718
        assert page.locator("nav").is_hidden()


def test_the_workbook_holds_every_section_and_no_formula() -> None:
    dossier = made()
    book = load_workbook(BytesIO(dossier_book(dossier)))
    assert book.sheetnames[1:-1] == [section.title for section in dossier.sections]
    facts = {row[0]: row for row in book["基本情况"].iter_rows(min_row=2, values_only=True)}
    assert facts["涉及问题"][1] == '=HYPERLINK("x")'
    assert facts["涉及问题"][2]
    assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)
    assert book["出处"].max_row == len(dossier.sources) + 1


def test_no_word_finds_anybody_at_fault() -> None:
    page = dossier_html(made())
    assert not any(word in page for word in ("失职", "失责", "未履行", "渎职"))
