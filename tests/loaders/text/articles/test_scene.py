from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.text.articles.article import read_article
from loaders.text.articles.scene import Scene
from tests.loaders.text.articles.stories import ends, of, read
from tests.loaders.text.cases import Persons, text


def scene(body: str) -> Scene:
    return Scene(text(body), Persons)


def test_short_names_are_told_by_the_places_before_them() -> None:
    body = "甲省澜陵市青石县委书记到会。"
    assert scene(body).whole("该市公安局", len(body)) == "甲省澜陵市公安局"
    assert scene("会议召开。").whole("县委", 4) == "县委"


def test_verbs_are_no_part_of_a_place() -> None:
    body = "督促市委扛责。他目前正接受青石县纪委审查。青石县委表态。"
    assert scene(body).place(len(body)) == "青石县"
    assert scene("督促市委扛责。").place(7) == ""


def test_a_region_is_known_by_its_short_name() -> None:
    assert scene("广西压实责任。").place(3) == "广西壮族自治区"


def test_what_is_said_is_told_apart_from_terms_in_quotation_marks() -> None:
    first, second = scene("“我想，要改。”他说“六个一”好。").sentences
    assert (first.spoken, second.spoken) == (True, False)


def test_what_a_sentence_means_by_the_whole_place() -> None:
    body = "澜陵市青石县委开会。全市建立“月报”制度。"
    (fact,) = of("机制", body)
    assert ends(fact, "place") == ("澜陵市",)


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
