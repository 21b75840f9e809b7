from __future__ import annotations

import pytest

from loaders.text.notices import read_notice
from tests.loaders.text.cases import Persons, one, read, sanctions, shown, text, unasked

FRAME = "日前，澜陵市纪委监委对2起违反中央八项规定精神典型问题进行公开通报。具体如下："
FIRST = "澜陵市财政局原局长林一鸣违规收受礼金问题。2019年，林一鸣收受礼金3.6万元。"
SECOND = "青石县林业局副局长周岚公车私用问题。2020年5月，周岚受到党内警告处分。"


def test_each_paragraph_that_names_a_case_is_one() -> None:
    cases = read(FRAME, FIRST, SECOND, "澜陵市纪委监委指出，要引以为戒。")
    assert [(c.case, c.line, c.name) for c in cases] == [(1, 3, "林一鸣"), (2, 4, "周岚")]


@pytest.mark.parametrize(
    "closing",
    [
        "澜陵市纪委监委将继续保持高压态势，坚持受贿行贿一起查。",
        "下一步，全市纪检监察机关将严查贪污受贿。",
        "青石县委将坚决整治挪用公款。",
    ],
)
def test_what_an_organ_will_do_is_no_part_of_the_last_case(closing: str) -> None:
    cases = read(FRAME, FIRST, SECOND, closing)
    assert [c.kind for c in cases[-1].conduct] == ["公车私用"]


def test_whom_an_organ_hands_over_is_part_of_the_case() -> None:
    cases = read(FRAME, FIRST, SECOND, "青石县纪委监委将周岚移送检察机关依法审查起诉。")
    assert [s.kind for s in cases[-1].sanctions] == ["警告", "移送检察机关"]


def test_numbers_in_front_of_a_case_are_no_part_of_it() -> None:
    for number in ("1.", "一、", "（一）", "案例1：", "1、 "):
        (case,) = read(FRAME, number + FIRST)
        assert (case.name, shown(case.posts)) == ("林一鸣", [("澜陵市财政局", "局长", True)])


@pytest.mark.parametrize("sign", ["●", "■", "▲ ", "◆", "•", "★", "□", "\uf06c", "◆1."])
def test_signs_in_front_of_a_case_are_no_part_of_it(sign: str) -> None:
    (first, second) = read(FRAME, sign + FIRST, sign + "青石县林业局副局长周岚问题。周岚受到处分。")
    assert (first.name, shown(first.posts)) == ("林一鸣", [("澜陵市财政局", "局长", True)])
    assert (second.case, shown(second.posts)) == (2, [("青石县林业局", "副局长", False)])


def test_counting_words_in_front_of_a_case_are_no_part_of_it() -> None:
    cases = read(
        "一是青石县水利局局长林一鸣公款吃喝问题。2020年，林一鸣公款吃喝。",
        "二是白石镇镇长周岚公款旅游问题。2021年，周岚公款旅游。",
        "一是提高认识。各级党组织要深刻反思。",
    )
    assert [(c.case, c.name, c.posts[0].organization) for c in cases] == [
        (1, "林一鸣", "青石县水利局"),
        (2, "周岚", "白石镇"),
    ]


def test_a_naming_line_may_stand_alone() -> None:
    (case,) = read(
        FRAME, "1.澜陵市财政局局长林一鸣违规吃喝问题", "2020年5月，林一鸣受到党内警告处分。"
    )
    assert (case.line, sanctions(case)) == (3, [("警告", "2020-05")])


def test_a_heading_that_names_nobody_still_begins_a_case() -> None:
    cases = read(
        "节日期间不能这样做：",
        "1.用公款买礼品",
        "青石县林业局局长林一鸣用公款买礼品，林一鸣受到党内警告处分。",
        "2.用公车接亲友",
        "青石县教育局局长周岚公车私用。周岚受到党内警告处分。",
    )
    assert [(c.case, c.name) for c in cases] == [(1, "林一鸣"), (2, "周岚")]


def test_a_numbered_paragraph_begins_a_case_also_without_a_naming_sentence() -> None:
    cases = read(
        FRAME,
        "1.2020年5月，青石县林业局局长林一鸣公车私用，林一鸣受到党内警告处分。",
        "2.2020年6月，青石县教育局局长周岚公车私用，周岚受到党内警告处分。",
    )
    assert [(c.case, c.name) for c in cases] == [(1, "林一鸣"), (2, "周岚")]


def test_cases_may_follow_each_other_within_a_paragraph() -> None:
    cases = read(FRAME, f"{FIRST}2020年5月，林一鸣受到党内警告处分。{SECOND}")
    assert [(c.case, c.line, c.name) for c in cases] == [(1, 3, "林一鸣"), (2, 3, "周岚")]
    assert [c.case for c in read(FRAME, f"{FIRST}林一鸣受到处分。林一鸣还存在其他问题。")] == [1]


def test_a_case_may_go_on_for_several_paragraphs() -> None:
    case = one(FRAME, FIRST, "2020年5月，林一鸣受到党内严重警告处分。")
    assert sanctions(case) == [("严重警告", "2020-05")]


def test_a_notice_of_one_affair_is_one_case() -> None:
    cases = read(
        "经查，2022年12月，澜陵市财政局局长林一鸣，审计局副局长周岚违规聚餐饮酒。",
        "决定给予林一鸣开除党籍处分，给予周岚党内警告处分。",
    )
    assert [(c.case, c.name, sanctions(c)) for c in cases] == [
        (1, "林一鸣", [("开除党籍", None)]),
        (1, "周岚", [("警告", None)]),
    ]


def test_an_announcement_may_itself_tell_a_case() -> None:
    cases = read(
        "日前，青石县纪委通报3起典型问题，其中1起是青石县林业局局长林一鸣违规吃喝问题。"
        "林一鸣受到党内警告处分。",
        SECOND,
    )
    assert [(c.case, c.name) for c in cases] == [(1, "林一鸣"), (2, "周岚")]
    assert shown(cases[0].posts) == [("青石县林业局", "局长", False)]


def test_the_announcement_tells_the_places_of_short_names() -> None:
    (case,) = read(
        "3月31日，河北省青石县纪委通报2起公款吃请问题。",
        "一、县林业局公款宴请的问题",
        "县林业局党委书记林一鸣（分管后勤）和县林业局副局长周岚多次公款吃请，"
        "决定给予林一鸣同志党内警告处分。",
    )
    assert shown(case.posts) == [("河北省青石县林业局", "党委书记", False)]


def test_a_resume_below_is_no_case() -> None:
    assert [c.name for c in read(FRAME, FIRST, "周岚简历", "周岚，曾任甲县县长。")] == ["林一鸣"]


def test_the_day_of_the_signature_is_none_of_the_conduct() -> None:
    case = one(FRAME, FIRST, "以上问题，反映出纪律意识淡薄。", "青石县纪委", "2021年7月1日")
    assert case.period == (2019, 2019)


def test_posts_in_the_story_are_kept_apart() -> None:
    case = one("澜陵市政协副主席林一鸣违规吃喝问题。2015年，时任青石县财政局局长林一鸣违规吃喝。")
    assert shown(case.posts) == [("澜陵市政协", "副主席", False)]
    assert shown(case.other_posts) == [("青石县财政局", "局长", True)]


def test_the_period_is_that_of_the_conduct() -> None:
    case = one(
        "澜陵市财政局局长林一鸣违规吃喝问题。2013年春节前至2019年2月，林一鸣违规吃喝。"
        "2021年7月，林一鸣被开除党籍。"
    )
    assert case.period == (2013, 2019)
    assert one("澜陵市财政局局长林一鸣违规吃喝问题。林一鸣违规吃喝。").period is None


def test_amounts_belong_to_whom_their_sentence_is_about() -> None:
    cases = read(
        "青石县林业局收受礼金问题。林业局局长林一鸣、副局长周岚收受礼金共计5万元。"
        "林一鸣、周岚分别收受2万元、3万元。其中，周岚另收受美元购物卡1000美元。"
        "林一鸣、周岚受到党内警告处分。"
    )
    told = {c.name: [(a.quote.words, a.yuan) for a in c.amounts] for c in cases}
    assert told == {
        "林一鸣": [("5万元", 50000), ("2万元", 20000)],
        "周岚": [("5万元", 50000), ("3万元", 30000), ("1000美元", None)],
    }


@pytest.mark.parametrize("got", ["", "分得", "个人实得"])
def test_each_of_a_list_of_shares_is_of_the_one_before_it(got: str) -> None:
    cases = read(
        "青石县水利局局长林一鸣、副局长周岚，科员苏晓私分公款问题。2020年，三人私分公款9万元，"
        f"其中林一鸣{got}4万元、周岚{got}3万元和苏晓{got}2万元。三人受到党内警告处分。"
    )
    assert [[a.yuan for a in c.amounts] for c in cases] == [
        [90000, 40000],
        [90000, 30000],
        [90000, 20000],
    ]


def test_an_amount_in_a_sentence_without_names_goes_with_the_one_before() -> None:
    case = one(f"{FIRST}其本人实得7100元。")
    assert [a.yuan for a in case.amounts] == [36000, 7100]


def test_conduct_falls_under_the_classes_whose_words_are_said() -> None:
    case = one("澜陵市财政局局长林一鸣违规收受礼金、公车私用、受贿案。林一鸣收受贿赂10万元。")
    kinds = {fact.kind: fact.quote.words for fact in case.conduct}
    assert kinds == {"违规收受礼品礼金": "礼金", "公车私用": "公车私用", "受贿": "受贿"}


def test_every_quote_is_the_words_at_its_place() -> None:
    notice = text("\n".join(["澜陵市通报典型问题", FRAME, FIRST, SECOND]))
    for case in read_notice(notice, unasked):
        quotes = [
            case.quote,
            *(p.quote for p in case.posts),
            *(a.quote for a in case.amounts),
            *(s.quote for s in case.sanctions),
            *(s.sentence for s in case.sanctions),
        ]
        assert all(notice.body[q.start : q.end] == q.words for q in quotes)


def test_a_record_has_the_names_of_the_labels() -> None:
    record = one(
        "澜陵市财政局原局长林一鸣违规收受礼金问题。2019年，时任副局长林一鸣收受礼金3.5万元和100美元。"
        "2020年5月，林一鸣受到党内警告处分。"
    ).as_record()
    assert record["posts"] == [
        {"text": "澜陵市财政局原局长", "org": "澜陵市财政局", "title": "局长", "former": True,
         "span": [10, 19]}
    ]  # fmt: skip
    assert record["body_posts"][0]["marker"] == "时任"
    assert [(a["yuan"], a["what"]) for a in record["amounts"]] == [(35000, "礼金"), (None, "礼金")]
    assert record["sanctions"][0]["kind"] == "警告"
    assert record["violations"] == ["违规收受礼品礼金"]
    assert record["period"] == (2019, 2019)


def test_a_text_of_another_genre_has_no_cases() -> None:
    assert read_notice(text("今天天气很好。\n青石县召开会议，部署工作。"), Persons) == []


def test_the_tagger_is_asked_only_where_the_text_leaves_a_name_open() -> None:
    assert len(read_notice(text("\n".join([FRAME, FIRST, SECOND])), unasked)) == 2


def test_those_whom_the_announcement_names_keep_their_posts() -> None:
    (case,) = read(
        "日前，澜陵市纪委通报3起典型问题，涉及原澜陵市粮食局党组书记、局长林一鸣等人。",
        "林一鸣被指在2013年至2021年收受礼金20万元。2022年1月，林一鸣被开除党籍。",
    )
    assert shown(case.posts) == [("澜陵市粮食局", "党组书记", True), ("澜陵市粮食局", "局长", True)]
    assert sanctions(case) == [("开除党籍", "2022-01")]


def test_amounts_of_a_paragraph_are_those_of_its_people() -> None:
    cases = read(
        "2014年6月，青石县司法局党总支书记林一鸣带队旅游，花费公款3万元。林一鸣受到党内警告处分。",
        "2014年7月，青石县残联组织人员旅游，共花费5万元。青石县纪委给予县残联理事长周岚党内警告处分。",
    )
    assert {c.name: [a.yuan for a in c.amounts] for c in cases} == {
        "林一鸣": [30000],
        "周岚": [50000],
    }


def test_an_amount_may_concern_whom_the_sentence_before_is_about() -> None:
    cases = read(
        "青山村“两委”干部私分资金。",
        "2013年，村党支部书记林一鸣召开会议。村民共分得资金6万元。2020年3月，林一鸣受到党内警告处分。"
        "村会计周岚将8500元据为己有，受到留党察看一年处分。",
    )
    assert {c.name: [a.yuan for a in c.amounts] for c in cases} == {
        "林一鸣": [60000],
        "周岚": [8500],
    }


def test_numbered_lines_may_be_the_decisions_themselves() -> None:
    cases = read(
        "一、对违规聚餐人员的处理",
        "（一）给予青石县委副书记、县长林一鸣党内严重警告处分；",
        "（二）对白石镇党委书记周岚批评教育，责令作出书面检查；",
    )
    assert [(c.name, [kind for kind, _ in sanctions(c)]) for c in cases] == [
        ("林一鸣", ["严重警告"]),
        ("周岚", ["其他", "其他"]),
    ]


def test_a_sentence_of_the_story_is_no_head() -> None:
    case = one(
        "今年4月，督察组对澜陵市开展督察，指出了存在的突出问题。",
        "给予青石县副县长林一鸣党内警告处分。",
    )
    assert (case.case, sanctions(case)) == (1, [("警告", None)])
    case = one(
        "青石县林业局局长林一鸣失职失责，挪用资金48万元。",
        "此外，县林业局还存在其他违纪问题。",
        "林一鸣受到党内警告处分。",
    )
    assert (case.case, [a.yuan for a in case.amounts]) == (1, [480000])


def test_an_amount_is_of_those_whom_the_case_is_about_also_where_another_gave_it() -> None:
    case = one(
        "澜陵市粮食局副局长林一鸣违规收受礼金问题。",
        "公司董事长周某为表示感谢，把2万元送给林一鸣。林一鸣受到撤销党内职务处分。",
    )
    assert [a.yuan for a in case.amounts] == [20000]


def test_what_all_of_them_spent_is_of_those_who_were_told_before() -> None:
    cases = read(
        "青石县林业局局长林一鸣组织县教育局副局长周岚外出聚餐。周岚又自带白酒。"
        "此次聚餐的1900元餐费由企业支付。给予林一鸣、周岚党内警告处分。",
    )
    assert [[a.yuan for a in c.amounts] for c in cases] == [[1900], [1900]]


def test_sums_told_apart_are_of_those_of_the_case_also_where_they_are_not_named() -> None:
    cases = read(
        "青石县医院院长林一鸣，副院长周岚、苏晓受贿案。"
        "上述三人收受回扣分别为18万元、7万元、2.5万元。林一鸣、周岚、苏晓被开除党籍。",
    )
    assert [[a.yuan for a in c.amounts] for c in cases] == [[180000], [70000], [25000]]


@pytest.mark.parametrize("terms", ["三年六个月、二年、一年，缓刑二年", "三年六个月、二年和一年"])
def test_prison_terms_told_apart_are_each_of_one(terms: str) -> None:
    cases = read(
        "青石县公司董事长林一鸣，总经理周岚，会计苏晓私分资产问题。2023年6月，林一鸣、周岚、苏晓"
        f"被开除党籍，并分别被判处有期徒刑{terms}，均并处罚金。"
    )
    assert [[s.months for s in c.sanctions if s.months] for c in cases] == [[42], [24], [12]]


def test_a_bare_length_is_of_nobody_unless_it_is_told_apart() -> None:
    case = one(
        "青石县公司董事长林一鸣受贿案。2023年6月，林一鸣因受贿罪、贪污罪分别被判处有期徒刑十年、三年，"
        "数罪并罚十二年。"
    )
    assert [s.months for s in case.sanctions] == [120]


@pytest.mark.parametrize(
    ("story", "sums"),
    [
        ("林一鸣伙同周岚、苏晓套取公款9万元", [[90000]] * 3),
        ("林一鸣等3人套取公款9万元", [[90000]] * 3),
        (
            "林一鸣、周岚、苏晓套取公款9万元，分别分得4万元、3万元、2万元",
            [[90000, 40000], [90000, 30000], [90000, 20000]],
        ),
        (
            "林一鸣、周岚、苏晓收受回扣4万元、3万元和2万元，共计9万元",
            [[40000, 90000], [30000, 90000], [20000, 90000]],
        ),
        ("林一鸣、周岚、苏晓套取公款4万元、3万元", [[40000, 30000]] * 3),
        (
            "县医院多发补助9万元，林一鸣、周岚、苏晓分别领取4万元、3万元、2万元",
            [[90000, 40000], [90000, 30000], [90000, 20000]],
        ),
    ],
)
def test_what_several_did_together_is_of_each(story: str, sums: list[list[float]]) -> None:
    cases = read(
        "青石县医院院长林一鸣、会计周岚、出纳苏晓违规发放补助问题。"
        f"2020年，{story}。林一鸣、周岚、苏晓受到党内警告处分。",
    )
    assert [[a.yuan for a in c.amounts] for c in cases] == sums
