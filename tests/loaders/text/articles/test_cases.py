from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of

SUBJECT = "白石县林业局原局长苏晓到案。"


def test_a_clue_is_reported_up() -> None:
    body = "去年初白石县收到“苏晓插手工程，收受钱物”举报线索后，第一时间直报澜陵市纪委监委。"
    (fact,) = of("线索上报", SUBJECT, body, published="2024-03-01")
    assert ends(fact, "sender", "receiver", "person", "problem", "manner") == (
        "白石县", "澜陵市纪委监委", "苏晓", "苏晓插手工程，收受钱物", "直报",
    )  # fmt: skip
    assert (fact.date, fact.date_words) == ("2023", "去年初")


@pytest.mark.parametrize(
    "body",
    [
        "接到群众举报线索后，要及时上报澜陵市纪委监委。",
        "白石县纪委监委收到反映苏晓的问题线索后，未上报澜陵市纪委监委。",
        "基层收到反映苏晓的问题线索后，移交有关部门。",
    ],
)
def test_no_clue_was_reported(body: str) -> None:
    assert of("线索上报", SUBJECT, body) == []


def test_filing_names_organ_and_person() -> None:
    (fact,) = of("立案审查", SUBJECT, "白石县纪委监委随即对苏晓立案审查调查。")
    assert ends(fact, "organization", "person") == ("白石县纪委监委", "苏晓")


@pytest.mark.parametrize(
    "body",
    [
        "白石县纪委监委立案审查12人。",
        "苏晓被立案审查。",
        "白石县纪委监委未对苏晓立案审查。",
        "“白石县纪委监委将对苏晓立案审查，请放心。”",
    ],
)
def test_no_filing_is_told(body: str) -> None:
    assert of("立案审查", SUBJECT, body) == []


def test_a_judgment_has_charge_term_and_date() -> None:
    (fact,) = of("判决", SUBJECT, "2024年2月，苏晓犯贪污罪被判处有期徒刑三年六个月。")
    assert ends(fact, "person", "charge", "months") == ("苏晓", "贪污罪", 42)
    assert fact.date == "2024-02"


def test_a_quoted_judgment_counts_where_the_paragraph_confirms_it() -> None:
    said = "“白石县林业局原局长苏晓因犯受贿罪判处有期徒刑三年，教训深刻。”"
    assert of("判决", said) == []
    found = of("判决", f"{said}前不久，苏晓受贿案一审宣判。")
    assert [ends(f, "outcome") for f in found] == [("判处有期徒刑三年",), ("一审宣判",)]
    assert (found[1].date, found[1].date_words) == (None, "前不久")


def test_who_gave_himself_up() -> None:
    (fact,) = of("主动投案", SUBJECT, "4月2日，苏晓在家人陪同下主动投案。", published="2024-05-01")
    assert ends(fact, "person", "after") == ("苏晓", "")
    (fact,) = of("主动交代", SUBJECT, "苏晓主动向组织说明问题。")
    assert ends(fact, "person") == ("苏晓",)


@pytest.mark.parametrize(
    "body",
    [
        "苏晓案后，全市12人主动投案。",
        "苏晓案后，主动投案的3人从宽处理。",
        "组织劝苏晓主动投案。",
        "苏晓没有主动投案。",
        "有人主动投案。",
    ],
)
def test_nobody_gave_himself_up(body: str) -> None:
    assert of("主动投案", SUBJECT if "苏晓" in body else "会议召开。", body) == []


def test_a_case_is_told_by_person_or_post() -> None:
    found = of(
        "案件", SUBJECT, "澜陵市通报苏晓案，剖析白石县水利局原局长受贿案，审议某干部违法案。"
    )
    assert [ends(f, "case", "person", "post") for f in found] == [("苏晓案", "苏晓", "")]
    assert of("案件", SUBJECT, "苏晓主动投案。") == []


def test_a_record_leaves_out_what_is_not_told() -> None:
    (fact,) = of("主动投案", SUBJECT, "苏晓主动投案。")
    assert fact.as_record() == {
        "kind": "主动投案", "person": "苏晓", "date": None, "date_words": "",
        "quote": "苏晓主动投案", "span": [23, 29], "confidence": 0.95,
    }  # fmt: skip


def test_a_verdict_is_told_also_where_the_court_stands_before_it() -> None:
    (fact,) = of("判决", SUBJECT, "市公安局原副局长苏晓受贿案近日由青石县法院一审公开宣判。")
    assert ends(fact, "person", "outcome") == ("苏晓", "一审公开宣判")


def test_a_clue_without_a_problem_of_its_own_names_none() -> None:
    body = "青石县纪委监委接到反映青石县水利局局长何远有关问题线索后，直报澜陵市纪委监委。"
    (clue,) = of("线索上报", body)
    assert ends(clue, "person", "problem") == ("何远", "")


def test_problems_that_are_told_of_one_s_own_accord_need_no_addressee() -> None:
    (told,) = of("主动交代", "青石县水利局局长何远到会。谈话后，何远主动交代了问题。")
    assert ends(told, "person") == ("何远",)
    assert not of("主动交代", "青石县水利局局长何远到会。谈话后，当事人均主动交代问题。")
