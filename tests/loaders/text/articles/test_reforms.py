from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of

SUBJECT = "白石县林业局原局长苏晓到案。"


def test_a_case_prompts_rectification_in_a_place() -> None:
    body = "白石县利用苏晓严重违纪违法案，以“六个一”为抓手开展以案促改。"
    (fact,) = of("以案促改", SUBJECT, body)
    assert ends(fact, "place", "case", "person", "measures") == (
        "白石县", "苏晓严重违纪违法案", "苏晓", "六个一",
    )  # fmt: skip


def test_an_organ_uses_a_number_of_cases() -> None:
    (fact,) = of("以案促改", "今年以来，澜陵市纪委监委利用9个典型案例开展以案促改。")
    assert ends(fact, "actor", "place", "cases") == ("澜陵市纪委监委", "澜陵市", 9)


def test_campaigns_have_place_system_and_problem() -> None:
    found = of(
        "专项整治",
        "青石县针对工程招标问题开展住建系统以案促改专项整治，白石县聚焦教育领域开展专项整治。",
    )
    assert [ends(f, "place", "system", "problem") for f in found] == [
        ("青石县", "住建", "工程招标"), ("白石县", "教育", ""),
    ]  # fmt: skip


def test_systems_are_told_apart() -> None:
    found = of("以案促改", "青石县重点推进国企、公安两大系统以案促改。")
    assert [ends(f, "place", "system") for f in found] == [("青石县", "国企"), ("青石县", "公安")]


@pytest.mark.parametrize(
    "body",
    [
        "青石县将开展住建系统以案促改专项整治。",
        "澜陵市要求青石县开展住建系统以案促改专项整治。",
        "要深入推进国企系统以案促改。",
        "青石县计划利用苏晓受贿案开展以案促改。",
        "青石县拟利用3个典型案例开展以案促改。",
        "“青石县开展住建系统以案促改专项整治，效果好。”",
    ],
)
def test_nothing_is_under_way(body: str) -> None:
    assert [*of("以案促改", SUBJECT, body), *of("专项整治", SUBJECT, body)] == []


def test_an_organ_gives_advice_after_a_case() -> None:
    body = "针对苏晓案，澜陵市纪委监委向白石县林业局制发监察建议书。"
    (fact,) = of("以案促改", SUBJECT, body)
    assert ends(fact, "actor", "object", "measures", "case") == (
        "澜陵市纪委监委", "白石县林业局", "建议", "苏晓案",
    )  # fmt: skip
    assert of("以案促改", SUBJECT, "澜陵市纪委监委将向白石县林业局制发监察建议书。") == []


def test_a_system_is_no_verb() -> None:
    (fact,) = of("专项整治", "青石县在全县开展医药领域腐败问题集中整治。")
    assert ends(fact, "place", "system") == ("青石县", "医药")


def test_what_a_case_is_only_said_to_show_is_no_problem() -> None:
    body = "青石县针对案件暴露出的问题开展水利系统专项整治。"
    (campaign,) = of("专项整治", body)
    assert ends(campaign, "system", "problem") == ("水利", "")


def test_advice_is_told_with_the_name_of_a_document() -> None:
    body = "针对暴露出的问题，青石县纪委监委及时向青石县交通局发出《监察建议书》，督促整改。"
    (fact,) = of("以案促改", body)
    assert ends(fact, "actor", "object") == ("青石县纪委监委", "青石县交通局")


def test_what_a_meeting_after_a_case_learned_is_rectification() -> None:
    body = (
        "3月12日，澜陵市委召开以案促改专题民主生活会，反思和汲取市政协原主席方正违纪违法案件教训。"
    )
    (fact,) = of("以案促改", body)
    assert ends(fact, "place", "person", "case") == (
        "澜陵市", "方正", "市政协原主席方正违纪违法案件",
    )  # fmt: skip


def test_a_campaign_need_not_name_a_system() -> None:
    (fact,) = of("专项整治", "近期，澜陵市纪委监委部署开展选人用人问题专项整治。")
    assert ends(fact, "place", "problem", "system") == ("澜陵市", "选人用人问题", "")
    assert of("专项整治", "会议要求澜陵市开展选人用人问题专项整治。") == []


def test_a_case_is_a_mirror() -> None:
    body = "临河区委召开水利系统以案促改推进会，以区水利局原局长方正案为镜鉴，举一反三。"
    (fact,) = of("以案促改", body)
    assert ends(fact, "place", "person") == ("临河区", "方正")


def test_a_campaign_of_several_systems_against_a_problem() -> None:
    body = (
        "针对亏库问题，澜陵市在国资、粮食两个系统开展专项治理；白石市紧盯医药领域，开展集中整治。"
    )
    assert [ends(f, "place", "system", "problem") for f in of("专项整治", body)] == [
        ("澜陵市", "国资", "亏库"), ("澜陵市", "粮食", "亏库"),
        ("白石市", "医药", ""),
    ]  # fmt: skip


def test_each_place_has_its_own_system() -> None:
    body = "青石县、临河区分别在教育系统、卫健系统开展以案促改。"
    assert [ends(f, "place", "system") for f in of("以案促改", body)] == [
        ("青石县", "教育"), ("临河区", "卫健"),
    ]  # fmt: skip
    (fact,) = of("以案促改", SUBJECT, "围绕苏晓案，白石县以“六个一”推进以案促改。")
    assert ends(fact, "place", "person", "measures") == ("白石县", "苏晓", "六个一")
    assert of("专项整治", "青石县开展一次专项整治。") == []


def test_all_of_a_place_is_no_part_of_a_system() -> None:
    (fact,) = of("以案促改", "青石县在全县教育系统开展以案促改。")
    assert ends(fact, "place", "system", "name") == ("青石县", "教育", "青石县教育系统以案促改")


def test_a_campaign_may_be_called_by_what_is_said_of_it() -> None:
    (fact,) = of("专项整治", "青石县在全县国资系统开展“靠企吃企”专项整治。")
    assert ends(fact, "place", "problem", "name") == (
        "青石县", "“靠企吃企”", "青石县“靠企吃企”专项整治",
    )  # fmt: skip
    assert of("专项整治", "青石县开展专项整治。") == []


def test_a_bureau_is_of_no_town() -> None:
    told = "青石县召开会议。白石镇党委书记何远到会。县纪委向教育局党组制发监察建议书。"
    (fact,) = of("以案促改", told)
    assert ends(fact, "object") == ("青石县教育局党组",)


def test_a_zone_is_not_said_twice() -> None:
    told = "澜陵市青石新区召开会议。新区纪工委向教育局党组制发监察建议书。"
    (fact,) = of("以案促改", told)
    assert ends(fact, "actor") == ("澜陵市青石新区纪工委",)
