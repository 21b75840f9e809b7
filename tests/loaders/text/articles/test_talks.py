from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of, read

PEOPLE = "澜陵市委书记方正、青石县委书记周岚出席会议。"


def test_who_talked_with_whom_as_what() -> None:
    (fact,) = of("提醒谈话", PEOPLE, "去年5月，方正对周岚开展提醒谈话。", published="2024-03-01")
    assert ends(fact, "actors", "objects") == (("方正",), ("周岚",))
    assert (fact.date, fact.date_words) == ("2023-05", "去年5月")


def test_posts_stand_for_people_who_are_not_named() -> None:
    (fact,) = of("专题谈话", "澜陵市委书记与青石县委书记、白石县委书记进行了专题约谈。")
    assert ends(fact, "actors", "objects") == (
        ("澜陵市委书记",), ("青石县委书记", "白石县委书记"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "how", ["随即", "当天即", "亲自", "来到白石镇，", "按照“一岗双责”要求，", "围绕作风建设，"]
)
def test_what_stands_between_who_talks_and_with_whom(how: str) -> None:
    (fact,) = of("提醒谈话", PEOPLE, f"方正{how}与周岚开展提醒谈话。")
    assert ends(fact, "actors", "objects") == (("方正",), ("周岚",))


def test_a_talk_that_was_not_held_on_arrival_is_none() -> None:
    assert of("提醒谈话", PEOPLE, "方正来到白石镇，未与周岚开展提醒谈话。") == []
    assert of("提醒谈话", PEOPLE, "方正从不与周岚开展提醒谈话。") == []


def test_a_head_that_is_named_once_is_one_of_each_body() -> None:
    body = "澜陵市委书记方正与分管的市水利局、市商务局主要负责人开展提醒谈话。"
    (fact,) = of("提醒谈话", body)
    assert ends(fact, "objects") == (
        ("澜陵市水利局主要负责人", "澜陵市商务局主要负责人"),
    )  # fmt: skip


def test_an_entrusted_talk_is_one_for_each_who_is_named() -> None:
    body = "受方正委托，周岚先后与白石县水利局局长何远、商务局局长林一鸣开展谈话。"
    found = of("委托谈话", PEOPLE, body)
    assert [ends(f, "delegate", "person") for f in found] == [("周岚", "何远"), ("周岚", "林一鸣")]


def test_who_was_summoned() -> None:
    (fact,) = of("约谈", "青石县纪委书记林一鸣约谈了县水利局局长何远。")
    assert ends(fact, "actors", "objects") == (("林一鸣",), ("何远",))


def test_heads_of_bodies_that_are_counted_are_a_group() -> None:
    (fact,) = of("约谈", "青石县纪委书记林一鸣约谈了县水利局、县林业局等5家单位的主要负责人。")
    whom = "县水利局、县林业局等5家单位的主要负责人"
    assert ends(fact, "actors", "objects", "group") == (("林一鸣",), (), whom)


def test_an_entrusted_talk_has_a_principal_and_each_delegate() -> None:
    facts = of(
        "委托谈话",
        "澜陵市纪委监委委托教育局、商务局党组一把手对班子成员开展谈话，谈话对象均主动交代问题。",
    )
    assert [ends(f, "principal", "delegate", "object", "outcome") for f in facts] == [
        ("澜陵市纪委监委", f"澜陵市{body}党组一把手", "班子成员", "谈话对象均主动交代问题")
        for body in ("教育局", "商务局")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "澜陵市委书记将对青石县委书记开展提醒谈话。",
        "澜陵市委要求青石县委书记对白石镇党委书记开展提醒谈话。",
        "澜陵市委书记没有对青石县委书记开展提醒谈话。",
        "“澜陵市委书记对青石县委书记开展提醒谈话，我参加了。”他说。",
        "澜陵市纪委监委委托各县委书记对干部谈话。",
        "澜陵市纪委监委拟委托青石县委书记对班子成员开展谈话。",
        "有关部门委托青石县委书记对班子成员开展谈话。",
        "他们对同事进行提醒谈话。",
    ],
)
def test_no_talk_took_place(body: str) -> None:
    assert read(body) == []


def test_a_rule_for_talks_is_a_mechanism() -> None:
    found = of(
        "机制",
        "澜陵市纪委监委运用谈话抓手，督促上级一把手，对发现下级一把手存在苗头性问题的，开展提醒谈话；"
        "每季度选取问题突出的领域，由上级一把手对下级一把手开展专题约谈；市纪委监委在处置有关问题线索时，"
        "对情节轻微的，委托市直单位党组书记对当事人进行谈话。",
    )
    keys = ("mechanism", "place", "actor", "principal", "delegate", "object", "period")
    assert [ends(f, *keys) for f in found] == [
        ("提醒谈话", "澜陵市", "上级一把手", "", "", "下级一把手", ""),
        ("专题谈话", "澜陵市", "上级一把手", "", "", "下级一把手", "每季度"),
        ("委托谈话", "澜陵市", "", "澜陵市纪委监委", "市直单位党组书记", "当事人", ""),
    ]


def test_a_plan_for_a_rule_is_none() -> None:
    assert read("澜陵市委计划每年由上级一把手对下级一把手开展专题约谈。") == []
    assert read("青石县每年由县委书记对各镇书记进行谈话。") == []


def test_an_entrusted_talk_is_with_the_person_who_is_named() -> None:
    body = "青石县委书记周岚委托县纪委书记林一鸣对县水利局局长何远开展提醒谈话。"
    (talk,) = of("委托谈话", body)
    assert ends(talk, "principal", "delegate", "object") == ("周岚", "林一鸣", "何远")
    assert ends(talk, "person") == ("何远",)


def test_who_was_talked_with_may_be_told_first() -> None:
    (talk,) = of("谈话", "白石镇党委书记何远说，何远被青石县纪委书记点名谈话。")
    assert ends(talk, "actors", "objects") == (("青石县纪委书记",), ("何远",))


def test_what_is_said_before_does_not_make_a_talk_a_plan() -> None:
    body = (
        "“要严格把关，下一步应当改正……”5月23日，青石县纪委书记林一鸣对县水利局局长何远进行了谈话。"
    )
    (talk,) = of("谈话", body)
    assert ends(talk, "actors", "objects") == (("林一鸣",), ("何远",))


def test_a_county_that_is_not_named_is_no_body_of_the_city() -> None:
    assert of("批评教育", "县委对青石镇党委书记何远进行批评教育。") == []


def test_talks_with_several_who_are_told_by_their_posts() -> None:
    body = "近日，澜陵市青石县纪委监委主要负责人一对一约谈各镇党委书记、镇长及纪委书记，督促整改。"
    (talk,) = of("约谈", body)
    assert ends(talk, "actors", "objects", "group") == (
        ("澜陵市青石县纪委监委主要负责人",), (), "各镇党委书记、镇长及纪委书记",
    )  # fmt: skip
    body = "12月10日，青石县纪委书记林一鸣分别对乡镇“一把手”进行“一对一”政治监督谈话。"
    (talk,) = of("政治监督谈话", body)
    assert ends(talk, "actors", "group") == (("林一鸣",), "乡镇“一把手”")
    assert of("约谈", "青石县纪委书记林一鸣约谈有关部门负责人。") == []


def test_a_talk_may_be_told_without_a_verb_beside_it() -> None:
    (talk,) = of("谈话", "青石县召开会议。该县纪委监委主要负责人同白石镇党委书记谈话。")
    assert ends(talk, "actors", "objects") == (
        ("青石县纪委监委主要负责人",), ("白石镇党委书记",),
    )  # fmt: skip


def test_how_often_talks_are_held_is_a_mechanism() -> None:
    (rule,) = of("机制", "澜陵市纪委监委明确一年至少开展一次政治监督谈话。")
    assert ends(rule, "mechanism", "place", "period") == ("政治监督谈话", "澜陵市", "一年")


def test_a_talk_as_a_reminder_is_a_kind_of_its_own() -> None:
    assert len(of("谈话提醒", PEOPLE, "方正对周岚进行谈话提醒。")) == 1


def test_who_talks_by_rule_is_told_without_how_often() -> None:
    (rule,) = of("机制", "澜陵市纪委监委每半年对县区党委书记开展一次监督谈话。")
    assert ends(rule, "actor", "period") == ("澜陵市纪委监委", "每半年")


def test_levels_instead_of_places_are_several() -> None:
    (talk,) = of("提醒谈话", "澜陵市制定县级清单。澜陵市委书记方正多次对县区委书记开展提醒谈话。")
    assert ends(talk, "actors", "objects", "group") == (("方正",), (), "县区委书记")


@pytest.mark.parametrize(
    "told",
    [
        "受澜陵市委书记王岚委托，县委书记林一鸣对县水利局局长苏晓明开展谈话。",
        "县委书记林一鸣受澜陵市委书记王岚委托，与县水利局局长苏晓明进行了谈话。",
        "澜陵市委书记王岚委托县委书记林一鸣，分别与县水利局局长苏晓明谈话。",
    ],
)
def test_who_was_entrusted_may_be_told_first(told: str) -> None:
    (fact,) = of("委托谈话", "青石县推进整改。" + told)
    assert ends(fact, "principal", "delegate", "person") == ("王岚", "林一鸣", "苏晓明")
    assert of("谈话", "青石县推进整改。" + told) == []


def test_who_was_talked_with_may_stand_without_the_talker() -> None:
    (fact,) = of("组织处理", "青石县水利局局长苏晓明因履职不力，被提醒谈话。")
    assert ends(fact, "person", "outcome") == ("苏晓明", "提醒谈话")


def test_a_post_that_is_named_once_is_one_of_each_place() -> None:
    body = "青石县委书记周岚对白石镇、青山镇、临河乡党委书记进行集体约谈。"
    (fact,) = of("约谈", body)
    assert ends(fact, "objects") == (("白石镇党委书记", "青山镇党委书记", "临河乡党委书记"),)


def test_who_was_talked_with_may_have_come_to_it_by_what_was_told() -> None:
    (talk,) = of("约谈", PEOPLE, "周岚也因此被市委书记方正约谈。")
    assert ends(talk, "actors", "objects") == (("方正",), ("周岚",))


def test_who_had_another_talk_did_not_talk() -> None:
    assert of("提醒谈话", PEOPLE, "方正安排周岚对青石县水利局局长何远进行了提醒谈话。") == []


def test_who_talks_for_an_organ_is_who_talks() -> None:
    (fact,) = of("提醒谈话", PEOPLE, "方正代表市委对周岚进行提醒谈话。")
    assert ends(fact, "actors", "objects") == (("方正",), ("周岚",))


def test_who_was_entrusted_may_talk_with_several() -> None:
    body = "周岚受方正委托，分别与白石县水利局局长何远、商务局局长林一鸣谈话。"
    found = of("委托谈话", PEOPLE, body)
    assert [ends(f, "delegate", "person") for f in found] == [("周岚", "何远"), ("周岚", "林一鸣")]


def test_who_acts_together_is_joined_whatever_his_posts() -> None:
    told = "方正和党工委委员、组织人事局局长林一鸣对周岚开展提醒谈话。"
    (fact,) = of("提醒谈话", PEOPLE, told)
    assert ends(fact, "actors") == (("方正", "林一鸣"),)


@pytest.mark.parametrize("way", ["面对面开展", "一对一进行", "面对面"])
def test_a_talk_may_be_face_to_face(way: str) -> None:
    told = f"方正来到白石镇，与周岚、镇党委书记何韬{way}谈话。"
    (fact,) = of("谈话", PEOPLE, told)
    assert ends(fact, "actors", "objects") == (("方正",), ("周岚", "何韬"))
