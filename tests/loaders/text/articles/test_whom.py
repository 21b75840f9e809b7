"""Whom an article says something of, where several are spoken of."""

from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of

SUBJECT = "白石县林业局原局长苏晓到案。"


def test_what_is_handed_over_with_its_words_is_not_planned() -> None:
    told = "苏晓受到开除党籍处分，县监委将其涉嫌犯罪问题移送检察机关依法审查起诉。"
    assert [ends(f, "person") for f in of("移送审查起诉", SUBJECT, told)] == [("苏晓",)]
    planned = "下一步，县监委将苏晓移送检察机关依法审查起诉。"
    assert of("移送审查起诉", SUBJECT, planned) == []


def test_a_clue_may_be_reported_by_word_of_mouth() -> None:
    told = "白石县纪委监委收到反映苏晓插手工程的问题线索，随即向县委书记方正作了汇报。"
    (fact,) = of("线索上报", SUBJECT, told)
    assert ends(fact, "sender", "receiver", "person", "manner") == (
        "白石县纪委监委", "方正", "苏晓", "汇报",
    )  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "青石县水利局局长何远、林业局副局长林一鸣分别被立案审查。",
        "青石县纪委监委对何远、林一鸣立案审查。",
        "何远和林一鸣被立案审查。",
    ],
)
def test_several_who_are_named_together_are_investigated_each(told: str) -> None:
    who = "白石县水利局局长何远、林业局副局长林一鸣到会。"
    assert [ends(f, "person") for f in of("立案审查", who, told)] == [("何远",), ("林一鸣",)]


def test_who_is_named_in_a_clause_before_is_not_investigated_too() -> None:
    told = "出席的有青石县纪委书记周岚，县水利局局长何远被立案审查。"
    assert [ends(f, "person") for f in of("立案审查", told)] == [("何远",)]


def test_what_the_driver_of_somebody_got_is_his() -> None:
    told = "青石县水利局原局长何远的司机林一鸣因行贿被判处有期徒刑二年。"
    assert [ends(f, "person") for f in of("判决", told)] == [("林一鸣",)]
    (*_, last) = of("任职", told)
    assert ends(last, "person", "organization", "post") == ("林一鸣", "", "司机")


def test_who_speaks_of_a_case_is_not_in_it() -> None:
    who = "青石县水利局局长何远、副局长林一鸣到会。"
    told = "青石县委书记周岚组织班子成员对照何远、林一鸣严重违纪违法案开展自查。"
    assert [ends(f, "person") for f in of("案件", who, told)] == [("何远",), ("林一鸣",)]
    assert [ends(f, "person", "case") for f in of("案件", who, "周岚组织干部对照何远案自查。")] == [
        ("何远", "何远案")
    ]


@pytest.mark.parametrize(
    "told",
    [
        "苏晓把关不严，县纪委书记周岚对其进行了批评教育。",
        "苏晓把关不严。县纪委书记周岚对他进行了批评教育。",
        "苏晓把关不严，县纪委书记周岚约谈后对他进行了批评教育。",
    ],
)
def test_who_disciplines_another_is_not_disciplined(told: str) -> None:
    assert [ends(f, "person") for f in of("组织处理", SUBJECT, told)] == [("苏晓",)]


def test_who_leads_the_meeting_gets_nothing() -> None:
    told = "白石县纪委书记周岚带领班子开会，决定给予党内警告处分。"
    assert of("处分", told) == []
    told = "白石县纪委书记周岚带领班子外出旅游，受到党内警告处分。"
    assert [ends(f, "person") for f in of("处分", told)] == [("周岚",)]


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("苏晓向县纪委书记周岚主动投案。", "苏晓"),
        ("周岚得知苏晓被留置，连夜向组织说明，主动投案。", "周岚"),
    ],
)
def test_to_whom_and_after_whom_somebody_gave_himself_up(told: str, who: str) -> None:
    known = "白石县副县长周岚到会。"
    assert [ends(f, "person") for f in of("主动投案", SUBJECT, known, told)] == [(who,)]


@pytest.mark.parametrize(
    "told",
    [
        "苏晓的弟弟被立案审查。", "苏晓妻子被立案审查。", "苏晓否认自己被立案。",
        "网传苏晓被立案审查，县纪委回应不实。", "有网民质疑苏晓也被立案。",
    ],
)  # fmt: skip
def test_what_is_denied_or_of_a_relative_is_no_stage(told: str) -> None:
    assert of("立案审查", SUBJECT, told) == []


def test_what_a_relative_got_is_not_his() -> None:
    assert of("判决", SUBJECT, "苏晓的弟弟因行贿被判处有期徒刑二年。") == []
    assert of("处分", SUBJECT, "苏晓的妻子受到党内警告处分。") == []


def test_who_bribed_him_is_somebody_else() -> None:
    told = "苏晓被判处有期徒刑八年。行贿人盛乡被判处有期徒刑二年。"
    assert [ends(f, "months") for f in of("判决", SUBJECT, told)] == [(96,)]


@pytest.mark.parametrize(
    "told",
    [
        "苏晓被免职。其妻被判处有期徒刑二年。", "苏晓被免职，妻子因行贿被判处有期徒刑二年。",
        "苏晓说，弟弟被判处有期徒刑二年。", "苏晓被免职。他的下属也被判处有期徒刑二年。",
    ],
)  # fmt: skip
def test_what_those_around_him_got_is_not_his(told: str) -> None:
    assert of("判决", SUBJECT, told) == []
    assert len(of("主动投案", SUBJECT, "苏晓在妻子劝说下主动投案。")) == 1


def test_who_is_named_behind_by_gave_it_and_got_nothing() -> None:
    told = "苏晓被白石县纪委书记方正诫勉谈话。"
    assert [ends(f, "person") for f in of("组织处理", SUBJECT, told)] == [("苏晓",)]
    assert of("组织处理", SUBJECT, "张大山被白石县纪委书记方正诫勉谈话。") == []


def test_what_somebody_did_not_do_of_his_own_is_no_surrender() -> None:
    assert of("主动投案", SUBJECT, "苏晓不是主动投案，而是在机场被控制。") == []


def test_the_organ_of_one_stage_is_not_that_of_the_next() -> None:
    told = "苏晓接受县纪委监委审查调查，7月18日被采取留置措施。"
    assert [ends(f, "organization", "person") for f in of("留置", SUBJECT, told)] == [("", "苏晓")]
