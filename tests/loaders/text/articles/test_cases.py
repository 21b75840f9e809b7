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
        "苏晓案后，立案审查成为常态。",
        "苏晓案后，县纪委监委成立立案审查的专班。",
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
        "苏晓被查处后，不少涉案干部主动投案。",
        "苏晓案后，全市出现问题干部“主动投案潮”。",
        "苏晓案后，主动投案成为常态。",
        "有人主动投案。",
    ],
)
def test_nobody_gave_himself_up(body: str) -> None:
    assert of("主动投案", SUBJECT if "苏晓" in body else "会议召开。", body) == []


def test_a_case_is_told_by_person_or_post() -> None:
    found = of(
        "案件", SUBJECT, "澜陵市通报苏晓案，剖析白石县水利局原局长受贿案，审议某干部违法案。"
    )
    assert [ends(f, "case", "person", "post") for f in found] == [
        ("苏晓案", "苏晓", ""), ("白石县水利局原局长受贿案", "", "白石县水利局原局长"),
    ]  # fmt: skip
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


def test_where_one_went_stands_within_the_words_for_it() -> None:
    (fact,) = of("主动投案", SUBJECT, "4月12日，苏晓主动到县纪委监委投案，态度积极。")
    assert ends(fact, "person") == ("苏晓",)
    (fact,) = of("主动交代", "白石县水利局局长何某来到县纪委，主动交代了其收受贿赂的问题。")
    assert ends(fact, "person") == ("何某",)


def test_what_happens_once_is_told_once() -> None:
    body = "2020年9月6日，苏晓主动投案。9月9日，白石县委召开会议，认为苏晓主动投案，教训深刻。"
    (fact,) = of("主动投案", SUBJECT, body)
    assert fact.date == "2020-09-06"


@pytest.mark.parametrize(
    "body",
    [
        "在查处苏晓案中，县纪委共留置8人，经过审查调查，移送检察机关审查起诉6人。",
        "苏晓到会后，县林业局原主要负责人被移送检察机关。",
        "苏晓到会。县林业局因管理不善被通报批评。",
        "苏晓案后，给予党内警告处分12人。",
    ],
)
def test_what_others_got_is_not_his(body: str) -> None:
    assert of("处分", SUBJECT, body) == []


def test_a_case_of_several_is_one_of_each() -> None:
    body = "澜陵市通报白石县委原书记方正、青石县委原书记周岚等严重违纪违法案件。"
    found = of("案件", body)
    assert [ends(f, "person") for f in found] == [("方正",), ("周岚",)]
    assert {ends(f, "case") for f in found} == {
        ("白石县委原书记方正、青石县委原书记周岚等严重违纪违法案件",)
    }


def test_words_for_a_case_begin_behind_what_was_done_about_it() -> None:
    body = "澜陵市纪检监察部门还查处了澜陵公司副总经理钟一凡涉嫌贪污、受贿罪一案。"
    (fact,) = of("案件", body)
    assert ends(fact, "case", "person") == ("澜陵公司副总经理钟一凡涉嫌贪污、受贿罪一案", "钟一凡")


def test_people_side_by_side_with_posts_all_got_it() -> None:
    body = "2024年3月，青石县水利局局长何远、白石县财政局局长周岚分别受到党内警告、政务记过处分。"
    assert [ends(f, "person", "outcome") for f in of("处分", body)] == [
        ("何远", "党内警告"), ("周岚", "政务记过"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("苏晓因失职被免去局长职务。", [("苏晓", "免去局长职务")]),
        ("白石县委对苏晓进行批评教育。", [("苏晓", "批评教育")]),
        ("白石县委责令苏晓作出书面检查。", [("苏晓", "作出书面检查")]),
        ("苏晓被通报批评。", [("苏晓", "通报批评")]),
        (
            "青石县委书记周岚、青石县县长方正负有责任，同意二人分别引咎辞去县委书记、县长职务。",
            [("周岚", "引咎辞去县委书记、县长职务"), ("方正", "引咎辞去县委书记、县长职务")],
        ),
        (
            "青石县纪委对青石村支书林一鸣、白石村支书方正等2人诫勉谈话。",
            [("林一鸣", "诫勉谈话"), ("方正", "诫勉谈话")],
        ),
    ],
)
def test_measures_of_organization_are_no_sanctions(body: str, told: list[tuple[str, str]]) -> None:
    assert [ends(f, "person", "outcome") for f in of("组织处理", SUBJECT, body)] == told
    assert of("处分", SUBJECT, body) == []


def test_who_was_handed_over_to_the_prosecutors() -> None:
    (fact,) = of("移送审查起诉", SUBJECT, "苏晓涉嫌犯罪问题被移送检察机关依法审查起诉。")
    assert ends(fact, "person") == ("苏晓",)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("立案审查", "2024年3月，苏晓被立案审查调查。", ("", "苏晓")),
        ("立案审查", "4月2日，苏晓被白石县纪委监委立案审查。", ("白石县纪委监委", "苏晓")),
        ("立案审查", "线索立即向白石县纪委监委交办，对苏晓立案审查。", ("", "苏晓")),
        (
            "审查调查",
            "澜陵市委通报，苏晓涉嫌严重违纪违法，正接受白石县纪委监委纪律审查和监察调查。",
            ("白石县纪委监委", "苏晓"),
        ),
        ("审查调查", "白石县纪委监委通报，苏晓接受审查调查。", ("", "苏晓")),
        ("留置", "白石县监委对苏晓采取留置措施。", ("白石县监委", "苏晓")),
        ("提起公诉", "案件侦结后，苏晓被依法提起公诉。", ("", "苏晓")),
        (
            "开庭审理",
            "2024年5月，苏晓涉嫌贪污、受贿罪一案由青石县人民法院公开开庭审理。",
            ("青石县人民法院", "苏晓"),
        ),
    ],
)
def test_a_case_goes_on_stage_by_stage(kind: str, body: str, told: tuple[str, str]) -> None:
    (fact,) = of(kind, SUBJECT, body)
    assert ends(fact, "organization", "person") == told


@pytest.mark.parametrize(
    "body",
    [
        "苏晓案后，县纪委监委留置8人。",
        "苏晓案后，3名干部接受审查调查。",
        "苏晓没有被提起公诉。",
        "苏晓案将公开开庭审理。",
        "苏晓在接受审查调查期间写下忏悔书。",
    ],
)
def test_no_stage_is_told_of_him(body: str) -> None:
    for kind in ("留置", "审查调查", "提起公诉", "开庭审理"):
        assert of(kind, SUBJECT, body) == []


def test_a_clue_came_in_and_went_no_further() -> None:
    body = "今年初，白石县纪委监委收到一条反映“苏晓借检查名义，违规收取费用”的问题线索。"
    (fact,) = of("线索受理", SUBJECT, body)
    assert ends(fact, "receiver", "person", "problem") == (
        "白石县纪委监委", "苏晓", "苏晓借检查名义，违规收取费用",
    )  # fmt: skip
    assert of("线索上报", SUBJECT, body) == []
    assert of("线索受理", SUBJECT, "白石县纪委监委收到群众举报线索12条。") == []


def test_a_clue_is_handed_to_another_organ() -> None:
    body = "青石县委巡察组发现苏晓“低价收粮，损害群众”的问题线索后，立即向白石县纪委监委进行交办。"
    (fact,) = of("线索上报", SUBJECT, body)
    assert ends(fact, "sender", "receiver", "person", "manner") == (
        "青石县委巡察组", "白石县纪委监委", "苏晓", "交办",
    )  # fmt: skip


def test_a_time_within_quotes_does_not_govern() -> None:
    (fact,) = of("主动投案", SUBJECT, "8月22日，苏晓因“2016年以来的旧账”主动投案。")
    assert fact.date_words == "8月22日"


def test_who_was_sentenced_need_not_be_introduced() -> None:
    body = "去年7月5日，青石县人民法院一审以滥用职权罪、受贿罪，判处林一鸣有期徒刑十六年。"
    (fact,) = of("判决", body, published="2024-03-01")
    assert ends(fact, "person", "charge", "months") == ("林一鸣", "滥用职权罪、受贿罪", 192)


def test_what_was_reported_by_people_is_a_clue_too() -> None:
    body = (
        "前年上半年，澜陵市纪委接到群众举报，反映苏晓在改制中有渎职嫌疑，随即进行调查，"
        "并把相关线索移送澜陵市检察院。8月7日，澜陵市检察院以受贿罪对苏晓立案侦查。"
    )
    (fact,) = of("线索上报", SUBJECT, body)
    assert ends(fact, "sender", "receiver", "person", "problem") == (
        "澜陵市纪委", "澜陵市检察院", "苏晓", "苏晓在改制中有渎职嫌疑",
    )  # fmt: skip
    (filed,) = of("立案审查", SUBJECT, body)
    assert ends(filed, "organization", "person") == ("澜陵市检察院", "苏晓")


def test_a_suspicion_is_under_inquiry() -> None:
    (fact,) = of("审查调查", SUBJECT, "4月9日，苏晓涉嫌严重违纪违法被调查。")
    assert ends(fact, "person") == ("苏晓",)


def test_to_be_talked_into_surrender_is_surrender_still() -> None:
    visit = "县纪委书记林一鸣到白石县水利局局长何某家中开展家访。"
    (fact,) = of(
        "主动投案", "青石县。" + visit + "家访次日，何某在妻子劝说下到县纪委监委主动投案。"
    )
    assert ends(fact, "person", "after") == ("何某", "廉政家访")


def test_what_is_left_out_of_an_outcome_is_told() -> None:
    found = of("处分", SUBJECT, "同年11月，苏晓被开除党籍和公职。")
    assert [ends(f, "outcome") for f in found] == [("开除党籍",), ("开除公职",)]


def test_the_court_is_no_part_of_the_case() -> None:
    (fact,) = of("案件", SUBJECT, "青石县人民法院一审公开开庭审理苏晓受贿、滥用职权案。")
    assert ends(fact, "case") == ("苏晓受贿、滥用职权案",)


def test_every_case_of_a_sentence_is_told() -> None:
    body = "除苏晓案外，澜陵市还查处了澜陵公司副总经理钟一凡涉嫌贪污案。"
    assert [ends(f, "case") for f in of("案件", SUBJECT, body)] == [
        ("苏晓案",), ("澜陵公司副总经理钟一凡涉嫌贪污案",),
    ]  # fmt: skip


def test_where_a_clue_went_may_be_told_later() -> None:
    body = "白石县纪委监委接到举报，反映苏晓收受贿赂。该线索被迅速上报澜陵市纪委监委。"
    (fact,) = of("线索上报", SUBJECT, body)
    assert ends(fact, "sender", "receiver", "person", "manner") == (
        "白石县纪委监委", "澜陵市纪委监委", "苏晓", "上报",
    )  # fmt: skip


OF_HIM = "白石县医院院长苏晓收受回扣。"
SPEAKS = "白石县卫生健康委主任王岚说，教训深刻。"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("立案审查", "3月，白石县纪委监委对其立案审查调查。"),
        ("留置", "3月，白石县纪委监委对其采取留置措施。"),
        ("提起公诉", "3月，检察机关对其提起公诉。"),
        ("处分", "3月，其受到党内警告处分。"),
        ("处分", "3月，受到党内警告处分。"),
    ],
)
def test_who_only_speaks_of_a_case_is_not_the_one_it_is_about(kind: str, told: str) -> None:
    (fact,) = of(kind, OF_HIM + SPEAKS + told)
    assert fact.ends["person"] == "苏晓"
    assert of(kind, SPEAKS + told) == []


def test_the_last_time_that_a_name_stands_there_counts() -> None:
    told = OF_HIM + "副院长何远到会。巡察组移交了苏晓的问题。3月，县监委对其采取留置措施。"
    assert [fact.ends["person"] for fact in of("留置", told)] == ["苏晓"]


def test_somebody_whom_nothing_introduces_stands_between() -> None:
    told = "白石县卫生健康委主任王岚到会。去年，苏晓收受回扣。3月，县监委对其采取留置措施。"
    assert of("留置", told) == []


def test_who_is_heard_in_court_is_told_by_the_case() -> None:
    told = "白石县卫生健康委主任王岚到会。白石县人民法院公开开庭审理苏晓受贿一案。"
    assert [fact.ends["person"] for fact in of("开庭审理", told)] == ["苏晓"]
    assert of("开庭审理", "白石县卫生健康委主任王岚到会。白石县人民法院开庭审理一起受贿案。") == []


def test_a_case_may_be_filed_without_saying_for_what() -> None:
    (fact,) = of("立案审查", "白石县纪委监委对林一鸣立案。")
    assert ends(fact, "organization", "person") == ("白石县纪委监委", "林一鸣")


def test_what_was_not_done_may_be_why_somebody_was_punished() -> None:
    told = "白石县林业局局长苏晓因未正确履行职责，在造林中弄虚作假，受到党内警告处分。"
    assert [fact.ends["outcome"] for fact in of("处分", told)] == ["党内警告"]
    assert of("处分", "白石县林业局局长苏晓因年龄原因，未受到党内警告处分。") == []


def test_a_case_is_named_without_the_words_that_lead_to_it() -> None:
    told = "白石县林业局原局长苏晓到案。会议通报了该县林业局原局长苏晓受贿案。县委研究苏晓受贿案。"
    assert [fact.ends["case"] for fact in of("案件", told)] == [
        "该县林业局原局长苏晓受贿案", "苏晓受贿案",
    ]  # fmt: skip


def test_a_clue_is_passed_on_in_a_sentence_of_its_own() -> None:
    told = (
        "白石县纪委监委接到举报信，信中称县林业局局长苏晓插手工程。"
        "白石县纪委监委当天即将线索报送澜陵市纪委监委。"
    )
    (received,) = of("线索受理", told)
    assert ends(received, "receiver", "person") == ("白石县纪委监委", "苏晓")
    (fact,) = of("线索上报", told)
    assert ends(fact, "sender", "receiver", "person", "manner") == (
        "白石县纪委监委", "澜陵市纪委监委", "苏晓", "报送",
    )  # fmt: skip


def test_a_letter_is_reported_at_once() -> None:
    told = "白石县纪委监委接到反映苏晓插手工程的举报信后，立即向澜陵市纪委监委报告。"
    (fact,) = of("线索上报", SUBJECT, told)
    assert ends(fact, "receiver", "person") == ("澜陵市纪委监委", "苏晓")


def test_a_clue_that_is_passed_on_is_no_plan() -> None:
    told = "白石县纪委监委收到举报，反映苏晓插手工程，当天将线索上报澜陵市纪委监委。"
    assert [f.ends["manner"] for f in of("线索上报", SUBJECT, told)] == ["上报"]
    assert (
        of("线索上报", SUBJECT, "白石县纪委监委收到举报，反映苏晓插手工程，下一步将上报市委。")
        == []
    )
