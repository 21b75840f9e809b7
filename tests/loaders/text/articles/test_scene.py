from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.text.articles.article import read_article
from loaders.text.articles.scene import Scene
from tests.loaders.text.articles.stories import ends, of, read
from tests.loaders.text.cases import Persons, text


def scene(body: str) -> Scene:
    return Scene(text(body), Persons)


def test_what_is_said_is_told_apart_from_terms_in_quotation_marks() -> None:
    first, second = scene("“我想，要改。”他说“六个一”好。").sentences
    assert (first.spoken, second.spoken) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        "青石县委书记周岚对县水利局局长何远开展提醒谈话" * 200,
        "青石县委" * 5000,
        "“" * 2000,
        "利用" * 5000 + "案",
        "对" * 10000,
        "<p>青石县</p>" * 500,
    ],
)
def test_texts_that_nobody_writes_end_in_an_answer(body: str) -> None:
    found = read_article(text(body), Persons)
    assert all(a.quote.start <= b.quote.start for a, b in pairwise(found))


def test_nothing_is_told_by_a_text_about_other_matters() -> None:
    assert read("今天天气很好，大家去公园散步。") == []


def test_what_is_done_as_asked_is_done() -> None:
    body = "4月2日，青石县委按市纪委监委要求对何某进行批评教育。"
    who = "青石县水利局局长何某到会。"
    assert [f.date_words for f in of("组织处理", who, body)] == ["4月2日"]
    assert of("组织处理", who, "4月2日，澜陵市纪委监委要求青石县委对何某进行批评教育。") == []


@pytest.mark.parametrize(
    "told",
    [
        "被县委书记林一鸣家访后，主动到县纪委投案。",
        "在县委书记林一鸣的劝说下，主动到县纪委投案。",
        "经县委书记林一鸣多次劝说，主动到县纪委投案。",
        "由副局长林一鸣陪同，主动到县纪委投案。",
        "向县委书记林一鸣汇报后主动到县纪委投案。",
        "被县委书记林一鸣约谈。三天后，主动到县纪委投案。",
        "收受礼金。县纪委书记林一鸣带队调查。不久，主动到县监委投案。",
    ],
)
def test_who_acts_on_another_is_not_who_gave_himself_up(told: str) -> None:
    found = of("主动投案", f"青石县推进整改。青石县水利局局长苏晓明{told}")
    assert [fact.ends["person"] for fact in found] == ["苏晓明"]


@pytest.mark.parametrize(
    "told",
    [
        "与县委书记林一鸣谈话后，主动到县纪委投案。",
        "的妻子周某主动到县纪委投案。",
        "到会，随行的商人周某被采取留置措施。",
        "的下属周某、王某受到党内警告处分。",
        "说，商人周某因行贿罪被判处有期徒刑三年。",
        "看望了受处分的周某，周某现已被免职。",
        "与受到党内警告处分的周某谈心，受到表彰。",
    ],
)
def test_where_another_is_named_nobody_is_made_out(told: str) -> None:
    found = read(f"青石县推进整改。青石县水利局局长苏晓明{told}")
    assert {fact.kind for fact in found} <= {"任职", "谈话"}


def test_a_companion_is_not_another() -> None:
    found = of("主动投案", "青石县水利局局长苏晓明携妻周某主动投案。")
    assert [fact.ends["person"] for fact in found] == ["苏晓明"]


def test_an_organ_may_hold_somebody() -> None:
    (fact,) = of("留置", "青石县水利局局长苏晓明到案。3月，苏晓明被青石县监委留置。")
    assert ends(fact, "organization", "person") == ("青石县监委", "苏晓明")


def test_a_charge_is_that_of_its_own_clause() -> None:
    told = (
        "青石县水利局局长苏晓明到案。检察机关以涉嫌受贿罪对其提起公诉；"
        "7月，法院判处苏晓明有期徒刑三年。"
    )
    assert [ends(f, "person", "charge") for f in of("判决", told)] == [("苏晓明", "")]


def test_who_was_talked_with_is_who_then_gave_himself_up() -> None:
    told = "青石县纪委书记林一鸣同县水利局局长苏晓明进行了提醒谈话。次日，其主动到县纪委投案。"
    assert [fact.ends["person"] for fact in of("主动投案", told)] == ["苏晓明"]
    assert of("组织处理", told) == []


def test_a_name_says_nothing_but_who_it_is() -> None:
    assert len(of("组织处理", "白石镇副镇长周能被批评教育。")) == 1
    assert of("组织处理", "白石镇副镇长周能可能被批评教育。") == []


@pytest.mark.parametrize("later", ["目前已", "现已", "随后", "此后", "最终"])
def test_what_came_later_has_no_time_of_what_was_before(later: str) -> None:
    told = f"2023年6月，青石县水利局局长何远被留置，{later}被提起公诉。"
    (fact,) = of("提起公诉", told)
    assert (fact.date, fact.date_words) == (None, "")
    (fact,) = of("提起公诉", told.replace("被提", "于同年9月被提"))
    assert fact.date == "2023-09"


def test_a_day_is_of_the_month_that_was_told() -> None:
    told = "2023年12月5日，青石县水利局局长何远主动投案，12日被立案审查。"
    (fact,) = of("立案审查", told)
    assert (fact.date, fact.date_words) == ("2023-12-12", "12日")
    (fact,) = of("立案审查", told.replace("12日", "32日"))
    assert (fact.date, fact.date_words) == (None, "32日")
