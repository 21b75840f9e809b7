"""Where an article plays."""

from __future__ import annotations

from loaders.text.articles.scene import Scene
from loaders.text.articles.setting import Setting
from tests.loaders.text.articles.stories import ends, of
from tests.loaders.text.cases import Persons, text


def setting(body: str) -> Setting:
    return Scene(text(body), Persons).setting


def test_short_names_are_told_by_the_places_before_them() -> None:
    body = "甲省澜陵市青石县委书记到会。"
    assert setting(body).whole("该市公安局", len(body)) == "甲省澜陵市公安局"
    assert setting("会议召开。").whole("县委", 4) == "县委"


def test_verbs_are_no_part_of_a_place() -> None:
    body = "督促市委扛责。他目前正接受青石县纪委审查。青石县委表态。"
    assert setting(body).place(len(body)) == "青石县"
    assert setting("督促市委扛责。").place(7) == ""


def test_a_region_is_known_by_its_short_name() -> None:
    assert setting("广西压实责任。").place(3) == "广西壮族自治区"


def test_what_a_sentence_means_by_the_whole_place() -> None:
    body = "澜陵市青石县委开会。全市建立“月报”制度。"
    (fact,) = of("机制", body)
    assert ends(fact, "place") == ("澜陵市",)


def test_a_place_may_have_a_sign_that_is_another_word_elsewhere() -> None:
    found = of("任职", "澜陵市乌兰其其格旗召开会议。", "旗委书记林一鸣讲话。")
    assert [ends(f, "organization") for f in found] == [("澜陵市乌兰其其格旗委",)]
    found = of("任职", "青石县召开会议，其他县参加。", "县委书记林一鸣讲话。")
    assert [ends(f, "organization") for f in found] == [("青石县委",)]


def test_who_is_with_a_body_is_no_part_of_its_place() -> None:
    body = "青石县委书记周岚到会。2021年3月，周岚同县审计局局长何远谈话。县纪委书记方正到会。"
    posts = [ends(fact, "person", "organization") for fact in of("任职", body)]
    assert posts == [("周岚", "青石县委"), ("何远", "青石县审计局"), ("方正", "青石县纪委")]
    assert [ends(f, "actors", "objects") for f in of("谈话", body)] == [(("周岚",), ("何远",))]
