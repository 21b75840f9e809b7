from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of

MEETING = (
    "近日，青石县委常委会会议审议某干部违法案，县纪委监委通报案情。分管常委检视反思，认领责任，"
    "提出整改措施，其他常委对照查摆。“请大家逐一表态，说真话。”会议最后，县委书记集中点评。"
)


def test_a_meeting_considers_a_case() -> None:
    (fact,) = of("审议", MEETING)
    assert ends(fact, "organization", "case") == ("青石县委常委会", "某干部违法案")
    assert fact.date_words == "近日"


@pytest.mark.parametrize("matter", ["处置情况", "剖析报告", "处分意见", "整改方案落实情况的报告"])
def test_it_may_consider_what_there_is_about_a_case(matter: str) -> None:
    (fact,) = of("审议", f"青石县委常委会会议专题研究某干部违法案{matter}。")
    assert ends(fact, "organization", "case") == ("青石县委常委会", "某干部违法案")


def test_who_spoke_as_what() -> None:
    assert [ends(f, "speaker", "speech") for f in of("审议发言", MEETING)] == [
        ("青石县纪委监委", "通报"), ("分管常委", "检视反思"), ("分管常委", "认领责任"),
        ("分管常委", "整改措施"), ("其他常委", "对照查摆"), ("青石县委书记", "点评"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "青石县委常委会会议将审议某干部违法案。",
        "青石县委要求，白石县委常委会会议审议某干部违法案。",
        "各级党委常委会会议审议某干部违法案。",
        "“青石县委常委会会议审议某干部违法案，很严肃。”",
    ],
)
def test_no_meeting_was_held(body: str) -> None:
    assert of("审议", body) == []


def test_a_member_may_be_named_behind_his_post() -> None:
    body = "青石县委召开常委会会议专题审议某干部违法案，县委书记周岚代表班子作检视反思。"
    (fact,) = of("审议发言", body)
    assert ends(fact, "speaker", "speech", "organization") == (
        "青石县委书记", "检视反思", "青石县委常委会",
    )  # fmt: skip


def test_what_another_said_is_not_given_to_the_one_before() -> None:
    body = "青石县委常委会会议审议某干部违法案，县委书记周岚集中点评，副县长何远认领责任。"
    assert [ends(f, "speaker", "speech") for f in of("审议发言", body)] == [
        ("青石县委书记", "点评"), ("副县长", "认领责任"),
    ]  # fmt: skip


def test_a_plan_is_no_case() -> None:
    assert of("审议", "青石县委常委会会议审议粮食领域专项整治工作方案。") == []


def test_a_speaker_who_is_named_is_told_by_name_too() -> None:
    body = (
        "5月8日，临河区委常委会会议审议某干部违法案，区纪委监委通报案件情况，"
        "分管副区长马骏作检查发言，区委书记钱进逐一点评。"
    )
    assert [ends(f, "speaker", "person", "speech") for f in of("审议发言", body)] == [
        ("临河区纪委监委", "", "通报"), ("分管副区长", "马骏", "发言"),
        ("临河区委书记", "钱进", "点评"),
    ]  # fmt: skip


def test_a_meeting_is_convened_and_considers() -> None:
    body = (
        "9月20日，澜陵市委常委会召开会议，审议市水利局原局长何远违纪案。"
        "会上，市纪委书记、监委主任林一鸣通报案情，其他市委常委逐一发言。"
    )
    assert [ends(f, "organization") for f in of("审议", body)] == [("澜陵市委常委会",)]
    assert [ends(f, "speaker", "person", "speech") for f in of("审议发言", body)] == [
        ("澜陵市纪委书记", "林一鸣", "通报"), ("其他市委常委", "", "发言"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "青石县委常委会会议审议苏晓违纪案的处理意见。",
        "青石县委常委会会议专题研究苏晓违纪案。",
        "青石县委常委会专门听取苏晓违纪案情况汇报。",
        "青石县委常委会会议召开。会议审议了苏晓违纪案。",
        "在澜陵市召开的青石县委常委会会议上，会议审议了苏晓违纪案。",
    ],
)
def test_the_ways_in_which_a_case_is_considered(told: str) -> None:
    (fact,) = of("审议", told)
    assert ends(fact, "organization", "case") == ("青石县委常委会", "苏晓违纪案")


@pytest.mark.parametrize("matter", ["城市更新项目立案", "环保督察案", "体制改革教案"])
def test_other_matters_end_in_the_same_sign(matter: str) -> None:
    assert of("审议", f"青石县委常委会会议研究{matter}。") == []


def test_members_who_are_named_speak_together_or_each_for_himself() -> None:
    told = (
        "青石县委常委会会议审议某干部违法案。县委副书记何远、县委宣传部部长王岚先后发言，"
        "县委办公室主任钱进提出加强监管的建议，孙静作了检讨。"
    )
    assert [ends(f, "speaker", "person", "speech") for f in of("审议发言", told)] == [
        ("青石县委副书记", "何远", "发言"), ("青石县委宣传部部长", "王岚", "发言"),
        ("青石县委办公室主任", "钱进", "整改措施"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told", ["要求水利局认领责任", "批评水利局没有作出检讨", "督促提出整改措施"]
)
def test_what_others_are_asked_for_is_no_speech(told: str) -> None:
    body = f"青石县委常委会会议审议某干部违法案，县委副书记何远{told}。"
    assert of("审议发言", body) == []


@pytest.mark.parametrize(
    "told",
    [
        "青石县委书记周岚主持召开县委常委会会议，审议某干部违法案。",
        "青石县委常委会召开扩大会议，审议某干部违法案。",
        "青石县委召开常委会会议，审议某干部违法案。",
    ],
)
def test_who_leads_a_meeting_is_no_part_of_the_body_that_met(told: str) -> None:
    (fact,) = of("审议", "青石县召开会议。", told)
    assert ends(fact, "organization") == ("青石县委常委会",)


@pytest.mark.parametrize(
    ("said", "speech"),
    [
        ("表示同意处理建议", "表态"),
        ("检视自己在分管领域的问题", "检视反思"),
        ("剖析了用人不严的原因", "剖析原因"),
        ("提出三条整改措施", "整改措施"),
        ("对照案例作了自我剖析", "对照查摆"),
        ("通报了案情", "通报"),
    ],
)
def test_what_a_member_said_may_be_told_in_other_words(said: str, speech: str) -> None:
    body = f"青石县委常委会会议审议某干部违法案，副县长何远{said}。"
    assert [ends(f, "person", "speech") for f in of("审议发言", body)] == [("何远", speech)]


def test_a_later_paragraph_goes_on_with_the_meeting() -> None:
    before = ("青石县委常委会会议审议某干部违法案。", "县委书记周岚主持会议。")
    (fact,) = of("审议发言", *before, "会上，副县长何远认领责任。")
    assert ends(fact, "person", "organization") == ("何远", "青石县委常委会")
    other = "青石县召开警示教育大会。"
    assert of("审议发言", *before, other, "会上，副县长何远认领责任。") == []
    assert of("审议发言", *before, "副县长何远认领责任。") == []


@pytest.mark.parametrize(
    "told",
    [
        "县委书记方正要求，副县长何远认领责任。", "县委书记方正强调，副县长何远要作检讨。",
        "副县长何远到会，对照检查材料由办公室印发。",
    ],
)  # fmt: skip
def test_what_somebody_shall_say_is_not_said(told: str) -> None:
    assert of("审议发言", "青石县委常委会会议审议某干部违法案。" + told) == []


def test_the_case_of_a_report_begins_behind_whose_report_it_is() -> None:
    body = "青石县委常委会会议听取县纪委监委关于县水利局原局长何远严重违纪违法案的情况通报。"
    (fact,) = of("审议", body)
    assert ends(fact, "case") == ("县水利局原局长何远严重违纪违法案",)
    (case,) = of("案件", body)
    assert ends(case, "case", "person") == ("县水利局原局长何远严重违纪违法案", "何远")
