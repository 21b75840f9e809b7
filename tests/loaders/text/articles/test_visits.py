from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of

WHO = "青石县水利局局长何某到会。"


def test_who_visited_whom_over_which_case() -> None:
    body = (
        "今年3月，青石县委书记和县纪委书记一起对何某家访，剖析该县交通局原局长严重违纪违法案，"
        "提醒家属把关。"
    )
    (fact,) = of("廉政家访", WHO, body, published="2024-05-01")
    assert ends(fact, "actors", "person", "case", "family") == (
        ("青石县委书记", "青石县纪委书记"), "何某", "青石县交通局原局长严重违纪违法案", "家属",
    )  # fmt: skip
    assert fact.date == "2024-03"


def test_who_comes_with_others_is_no_part_of_the_place() -> None:
    (fact,) = of("廉政家访", "青石县纪委书记周岚、副县长方正一行到县水利局局长何远家中家访。")
    assert ends(fact, "actors", "person") == (("周岚", "方正"), "何远")
    (*_, post) = of("任职", "青石县副县长方正一行到县水利局局长何远家中家访。")
    assert ends(post, "organization") == ("青石县水利局",)


def test_a_visit_may_be_told_by_its_verb() -> None:
    (fact,) = of("廉政家访", "白石县委书记方正夜访县住建局局长周岚的家。")
    assert ends(fact, "actors", "person", "case") == (("方正",), "周岚", "")


def test_what_followed_is_told_as_after_it() -> None:
    body = "白石县委书记方正到何某家中家访。随后，何某主动投案。最终，何某被*务记过，受到党内警告。"
    assert [ends(f, "person", "after") for f in of("主动投案", WHO, body)] == [("何某", "廉政家访")]
    assert [ends(f, "outcome", "after") for f in of("处分", WHO, body)] == [
        ("*务记过", "廉政家访"), ("党内警告", "廉政家访"),
    ]  # fmt: skip


def test_a_call_at_home_is_a_visit() -> None:
    (fact,) = of("廉政家访", "白石县委书记方正前往县住建局局长周岚家中走访，与其家属座谈。")
    assert ends(fact, "actors", "person", "family") == (("方正",), "周岚", "家属")


@pytest.mark.parametrize(
    "body",
    [
        "白石县委书记方正将对何某家访。",
        "白石县委书记方正未对何某家访。",
        "纪检干部对何某家访。",
        "白石县委书记方正对困难群众家访。",
        "“白石县委书记方正对何某家访，很好。”",
    ],
)
def test_no_visit_was_made(body: str) -> None:
    assert of("廉政家访", WHO, body) == []


def test_visits_as_a_custom_are_a_mechanism_of_the_place() -> None:
    (fact,) = of("机制", "青石县先行。目前，廉政家访已在全市常态化开展。", "澜陵市")
    assert ends(fact, "mechanism", "manner") == ("廉政家访", "常态化")


def test_who_leads_a_visit_may_stand_before_a_comma() -> None:
    (visit,) = of("廉政家访", "青石县纪委书记林一鸣带队，夜访县水利局局长何远的家。")
    assert ends(visit, "actors", "person") == (("林一鸣",), "何远")


def test_a_visit_is_told_in_other_words() -> None:
    body = "这是近日青石县纪委常委林一鸣到白石镇党委书记何远家里开展“一把手”的廉政家访活动后的信。"
    (visit,) = of("廉政家访", body)
    assert ends(visit, "actors", "person") == (("林一鸣",), "何远")
    (visit,) = of("廉政家访", "青石县纪委书记林一鸣对12名乡镇党委书记开展廉政家访。")
    assert ends(visit, "actors", "person", "group") == (("林一鸣",), "", "12名乡镇党委书记")


def test_a_visit_is_told_without_the_word_for_it() -> None:
    body = (
        "8月15日，青石县委书记周岚、县纪委书记林一鸣一同走进何某家中，"
        "通报县交通局原局长陆某受贿案，提醒其妻子。"
    )
    (visit,) = of("廉政家访", WHO, body)
    assert ends(visit, "actors", "person", "case") == (
        ("周岚", "林一鸣"), "何某", "县交通局原局长陆某受贿案",
    )  # fmt: skip
    assert of("廉政家访", WHO, "青石县委书记周岚走进何某家中，了解收成。") == []


def test_a_visit_begins_at_the_door() -> None:
    told = "青石县纪委书记林一鸣敲开了县水利局局长王建国家的门。王建国和妻子迎了出来。"
    assert [ends(f, "actors", "person") for f in of("廉政家访", told)] == [(("林一鸣",), "王建国")]
    told = "青石县纪委书记林一鸣上门对县水利局局长苏晓进行家访。"
    assert [ends(f, "actors", "person") for f in of("廉政家访", told)] == [(("林一鸣",), "苏晓")]
    assert of("廉政家访", "青石县水利局局长苏晓敲开了市场的大门。") == []


def test_a_visit_may_be_told_with_where_it_was_on_the_way() -> None:
    told = "青石县纪委书记周岚一行赴白石镇调研，到镇长何远家中开展廉政家访。"
    (fact,) = of("廉政家访", told)
    assert ends(fact, "actors", "person") == (("周岚",), "何远")


def test_what_was_learned_on_a_visit_is_no_visit() -> None:
    assert of("廉政家访", "青石县委书记周岚家访时得知县水利局局长何远与老板来往密切。") == []
    assert of("廉政家访", "青石县委书记周岚走访企业，县水利局局长何远陪同。") == []
    assert of("廉政家访", "青石县委书记周岚走访县水利局局长何远联系的企业。") == []


def test_a_comma_may_stand_before_the_door() -> None:
    told = "青石县委书记周岚与县纪委书记林一鸣，敲开了县水利局局长何远的家门。"
    (fact,) = of("廉政家访", told)
    assert ends(fact, "actors", "person") == (("周岚", "林一鸣"), "何远")


def test_the_home_of_somebody_is_visited() -> None:
    told = "青石县纪委书记周岚走访了县水利局局长何远家庭，向其妻子介绍案例。"
    assert [ends(f, "person") for f in of("廉政家访", told)] == [("何远",)]
