"""The dossier of a case in Chromium and as a workbook: offline, inert, every number leads on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from markupsafe import Markup
from openpyxl import load_workbook
from playwright.sync_api import Browser

from graph.dates import window
from graph.queries.cases.case_file import case_file
from graph.rules.reading import chosen_rules
from tests.graph.queries.cases.test_case_file import full
from tests.visualize.conftest import MARKUP
from tests.world import World
from visualize.case_dossier import CAUTION, case_dossier
from visualize.dossier import Dossier, Section
from visualize.dossier_files import dossier_book, dossier_html, unbroken


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


def test_dates_and_numbers_are_not_broken_at_their_hyphens(
    browser: Browser, tmp_path: Path
) -> None:
    assert unbroken("线2021-003 <b>，2019-06-20 起") == Markup(
        '<span class="whole">线2021-003</span> &lt;b&gt;，<span class="whole">2019-06-20</span> 起'
    )
    file = tmp_path / "案件.html"
    file.write_text(dossier_html(made()), encoding="utf-8")
    with browser.new_context(offline=True, viewport={"width": 690, "height": 1000}) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        broken = page.locator(".whole, .cite").evaluate_all(
            "all => all.filter(e => e.getClientRects().length > 1).map(e => e.textContent)"
        )
        assert broken == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 690


def _section(world: World, title: str, on: str = "2020-01-01") -> Section:
    store = world.store()
    found = case_file(store, "案1", chosen_rules(["reminder-talk-on-sign"]), window(on).last)
    return next(s for s in case_dossier(store, found).sections if s.title == title)


def _fact(section: Section, name: str) -> list[tuple[str, int]]:
    (cell,) = (row[1] for row in section.rows if row[0][0].text == name)
    return [(line.text, len(line.sources)) for line in cell]


def test_values_that_differ_stand_side_by_side_each_with_its_source() -> None:
    world = full()
    world.node("Case", "案1", conduct="2014-05/2016", allegation="甲问题")
    world.node("Case", "案1", conduct="2013/2015", allegation="乙问题")
    facts = _section(world, "基本情况")
    assert _fact(facts, "涉及问题") == [("乙问题（记载不一）", 1), ("甲问题（记载不一）", 1)]
    assert _fact(facts, "行为期间") == [
        ("2014-05 起，2016 止（记载不一）", 2), ("2013 起，2015 止（记载不一）", 1),
    ]  # fmt: skip
    gaps = [row[1][0].text for row in _section(world, "说明与未见记录").rows]
    assert "行为期间记载不一，核查范围按 2014-05 至 2016 列出" in gaps


def test_the_day_it_came_out_says_by_what_and_where_that_was_read() -> None:
    facts = _section(full(), "基本情况")
    assert _fact(facts, "案发") == [("2016-01-10　收到线索 线1", 3)]
    assert _fact(facts, "当时任职")[0][0].startswith("副局长人　甲县财政局副局长　2010-01-01 起")


def test_a_withdrawn_case_says_so_among_its_facts() -> None:
    world = full()
    world.node("CaseEvent", "案1撤销", stage="撤销案件", date="2017-03-01")
    world.edge("EVENT_OF", "案1撤销", "案1")
    assert _fact(_section(world, "基本情况"), "现状") == [("2017-03-01撤销案件", 2)]


def test_a_vacancy_has_its_source_and_two_heads_are_a_dispute() -> None:
    world = full()
    world.statements = [s for s in world.statements if s.source != "甲县书记人"]
    world.holds("前任", "甲县委书记", since="2010-01-01", until="2015-03-01")
    world.holds("另任", "甲县委书记", since="2015-02-01", until="2015-03-01")
    world.node("Post", "甲县委书记", vacant="2015-03-01/2017-01-01")
    lines = [
        line for row in _section(world, "责任链条：主体责任与监督责任").rows for line in row[1]
    ]
    told = {line.text: len(line.sources) for line in lines}
    assert told["2015-03-01 至 2015-12-31　记载为空缺"] == 1
    assert "2015-02-01 至 2015-02-28　冲突任职记录：前任、另任" in told
    assert "甲县财政局　一岗双责" in told


def test_a_clue_that_was_perhaps_later_and_an_undated_disposal_say_so() -> None:
    world = full()
    world.node("Clue", "线9", number="线9", received="2016")
    world.edge("ABOUT", "线9", "副局长人")
    rows = _section(world, "案发前反映同一对象的其他线索").rows
    assert [[line.text for line in row[1]] for row in rows] == [
        ["2015-03"], ["2016", "可能在案发前"],
    ]  # fmt: skip
    assert rows[0][3][0].text == "予以了结（未注明日期）"
