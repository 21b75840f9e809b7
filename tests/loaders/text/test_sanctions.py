from __future__ import annotations

import pytest

from tests.loaders.text.cases import one, read, sanctions, shown

HEAD = "澜陵市财政局局长林一鸣违规吃喝问题。"


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("林一鸣受到党内警告处分。", ["警告"]),
        ("林一鸣受到党内严重警告处分。", ["严重警告"]),
        ("林一鸣受到严重警告处分。", ["严重警告"]),
        ("林一鸣受到撤销党内职务、政务撤职处分。", ["撤销党内职务", "政务撤职"]),
        ("林一鸣受到留党察看一年、政务降级处分。", ["留党察看", "政务降级"]),
        ("林一鸣被开除党籍、开除公职。", ["开除党籍", "开除公职"]),
        ("林一鸣被开除党籍和公职。", ["开除党籍", "开除公职"]),
        ("林一鸣被开除党籍、公职。", ["开除党籍", "开除公职"]),
        ("林一鸣受到政务记过处分。", ["政务记过"]),
        ("林一鸣受到政务记大过处分。", ["政务记大过"]),
        ("林一鸣受到政务警告处分。", ["政务警告"]),
        ("林一鸣被开除党籍，按规定取消其享受的待遇。", ["开除党籍", "取消退休待遇"]),
        ("林一鸣被开除党籍、取消退休待遇。", ["开除党籍", "取消退休待遇"]),
        ("林一鸣涉嫌犯罪问题被移送检察机关依法审查起诉。", ["移送检察机关"]),
        ("林一鸣涉嫌犯罪问题被移送司法机关处理。", ["移送检察机关"]),
        ("林一鸣受到诫勉谈话处理。", ["诫勉"]),
        ("对林一鸣进行诫勉谈话。", ["诫勉"]),
        ("林一鸣受到记大过处分。", ["其他"]),
        ("林一鸣受到行政记过处分。", ["其他"]),
        ("林一鸣受到党内警告处分，并被免去局长职务。", ["警告", "其他"]),
        ("给予林一鸣党内警告处分，按程序免去其青石县领导小组常务副组长职务。", ["警告", "其他"]),
        ("林一鸣受到党内严重警告处分、免职处理。", ["严重警告", "其他"]),
        ("林一鸣受到政务撤职处分，降为一级科员。", ["政务撤职", "其他"]),
        ("给予林一鸣党内警告处分，责令作出深刻检查。", ["警告", "其他"]),
        ("林一鸣受到党纪政务处分。", ["其他"]),
        ("林一鸣受到党内警告处分，责令其辞去局长职务。", ["警告", "其他"]),
        ("林一鸣被调离原工作岗位。", ["其他"]),
        ("林一鸣被开除党籍，按科员确定其退休待遇。", ["开除党籍", "其他"]),
        ("林一鸣受到谈话提醒，并被解除职务。", ["其他", "其他"]),
        ("林一鸣受到提醒谈话处理。", ["其他"]),
        ("林一鸣作出书面检讨。", ["其他"]),
        (
            "林一鸣被判处无期徒刑，剥夺政治权利终身，并处没收个人全部财产。",
            ["判处无期徒刑", "其他", "其他"],
        ),
        ("林一鸣被判处死刑，缓期二年执行。", ["判处死刑"]),
        ("林一鸣被判处拘役五个月。", ["判处拘役"]),
        ("林一鸣被“双开”。", ["开除党籍", "开除公职"]),
        ("林一鸣受到开除党籍处分，按程序免除村委会主任职务。", ["开除党籍", "其他"]),
        ("林一鸣受到政务记大过处分、调离公安系统。", ["政务记大过", "其他"]),
        ("市教育局给予林一鸣在全市教育系统内通报处分。", ["其他"]),
        ("对林一鸣诫勉谈话。", ["诫勉"]),
        ("林一鸣受到降职处理。", ["其他"]),
        ("林一鸣涉嫌犯罪问题移送监察机关处理。", ["其他"]),
        ("责成林一鸣作出深刻检查。", ["其他"]),
        ("对林一鸣同志批评教育。", ["其他"]),
    ],
)
def test_each_way_of_writing_a_sanction_has_its_kind(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in sanctions(one(HEAD + sentence))] == kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "其他责任人员受到相应处理。",
        "3名相关责任人受到党内警告处分。",
        "青石县林业局党组受到通报批评，相关干部受到诫勉谈话。",
        "林一鸣曾因违规吃喝受到党内警告处分。",
        "林一鸣作检讨；青石县委、县政府被通报批评。",
        "林一鸣对下属提出严重警告。",
        "林一鸣拒不执行免职决定。",
        "林一鸣没有落实谈话提醒制度。",
        "林一鸣作检讨，镇党委书记受到诫勉谈话。",
        "青石县纪委责令白石镇党委向县委作出深刻书面检查。",
        "林一鸣作检讨，对负有责任的县林业局局长阿木进行诫勉谈话。",
        "林一鸣作检讨，给予时任镇人大主席党内警告处分。",
        "林一鸣作检讨，对参加人员分别给予党内警告、诫勉谈话等处理。",
    ],
)
def test_what_others_got_or_he_got_before_is_none_of_his(sentence: str) -> None:
    assert sanctions(one(HEAD + sentence)) == []


def test_someone_whose_surname_also_means_once_is_sanctioned_now() -> None:
    case = one("澜陵市财政局局长曾一鸣违规吃喝问题。曾一鸣受到党内警告处分。")
    assert sanctions(case) == [("警告", None)]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("判处有期徒刑十年", 120),
        ("判处有期徒刑十二年六个月", 150),
        ("判处有期徒刑3年6个月", 42),
        ("判处有期徒刑十年零六个月", 126),
        ("判处有期徒刑八个月", 8),
        ("判处有期徒刑", None),
        ("判处有期徒刑三年，缓刑四年", 36),
    ],
)
def test_a_prison_term_is_told_in_months(words: str, months: int | None) -> None:
    (sanction,) = one(f"{HEAD}林一鸣犯受贿罪，被{words}。").sanctions
    assert (sanction.kind, sanction.months) == ("判处有期徒刑", months)


def test_only_the_term_for_all_crimes_together_counts() -> None:
    case = one(
        f"{HEAD}林一鸣犯受贿罪被判处有期徒刑五年，犯贪污罪被判处有期徒刑三年，"
        "数罪并罚，决定执行有期徒刑七年，并处罚金五十万元。"
    )
    assert [(s.kind, s.months) for s in case.sanctions] == [("判处有期徒刑", 84), ("其他", None)]


def test_a_date_holds_for_all_sanctions_behind_it() -> None:
    case = one(
        f"{HEAD}2022年1月，林一鸣受到开除党籍、开除公职处分，涉嫌犯罪问题被移送检察机关依法审查起诉。"
    )
    assert sanctions(case) == [
        ("开除党籍", "2022-01"),
        ("开除公职", "2022-01"),
        ("移送检察机关", "2022-01"),
    ]


def test_each_date_holds_for_what_follows_it() -> None:
    case = one(f"{HEAD}林一鸣2021年3月5日被开除党籍，同年6月被判处有期徒刑三年。")
    assert sanctions(case) == [("开除党籍", "2021-03-05"), ("判处有期徒刑", "2021-06")]


def test_the_same_year_is_that_of_the_sentence_before() -> None:
    case = one(f"{HEAD}2021年3月，林一鸣被开除党籍。同年6月，林一鸣被判处有期徒刑三年。")
    assert sanctions(case) == [("开除党籍", "2021-03"), ("判处有期徒刑", "2021-06")]


def test_the_date_of_the_conduct_is_none_of_the_sanction() -> None:
    case = one(f"{HEAD}林一鸣2020年10月违规接受宴请，受到党内警告处分。")
    assert sanctions(case) == [("警告", None)]
    assert case.period == (2020, 2020)
    lasting = one(f"{HEAD}2017年至2020年，林一鸣受到党内警告处分。")
    assert sanctions(lasting) == [("警告", None)]


def test_a_month_is_told_by_the_day_of_publication_and_kept_open_without_it() -> None:
    told = f"{HEAD}去年10月，林一鸣受到党内警告处分。"
    (known,) = read(told, published="2023-04-01")
    assert sanctions(known) == [("警告", "2022-10")]
    (unknown,) = read(told)
    assert [(s.date, s.date_words) for s in unknown.sanctions] == [(None, "去年10月")]


@pytest.mark.parametrize(
    ("published", "date"),
    [("2023-04-01", "2023-03-28"), ("2023-03-01", "2022-03-28"), ("2023", None), (None, None)],
)
def test_a_bare_month_is_the_last_one_before_publication(
    published: str | None, date: str | None
) -> None:
    (case,) = read(f"{HEAD}3月28日，林一鸣受到党内警告处分。", published=published)
    assert sanctions(case) == [("警告", date)]


def test_people_side_by_side_get_the_same() -> None:
    cases = read(
        "青石县林业局违规吃喝问题。县林业局局长林一鸣、副局长周岚违规吃喝。"
        "2022年3月，林一鸣、周岚均受到党内警告处分。"
    )
    assert [(c.name, sanctions(c)) for c in cases] == [
        ("林一鸣", [("警告", "2022-03")]),
        ("周岚", [("警告", "2022-03")]),
    ]


def test_respectively_gives_each_his_own() -> None:
    cases = read(
        "青石县林业局违规吃喝问题。林业局局长林一鸣、副局长周岚分别受到党内警告、党内严重警告处分。"
    )
    assert [(c.name, sanctions(c)) for c in cases] == [
        ("林一鸣", [("警告", None)]),
        ("周岚", [("严重警告", None)]),
    ]


def test_each_clause_is_about_whom_it_names() -> None:
    cases = read(
        "青石县林业局违规吃喝问题。2022年3月，林业局局长林一鸣受到党内警告处分，副局长周岚受到诫勉谈话处理；"
        "给予办公室主任苏晓政务警告处分，其他人员受到相应处理。"
    )
    assert [(c.name, sanctions(c)) for c in cases] == [
        ("林一鸣", [("警告", "2022-03")]),
        ("周岚", [("诫勉", "2022-03")]),
        ("苏晓", [("政务警告", "2022-03")]),
    ]


def test_a_name_that_only_the_sanction_tells_is_learnt() -> None:
    (case,) = read("青石县林业局违规吃喝问题。该局多人吃喝。李某受到党内警告处分。")
    assert (case.name, case.posts, case.confidence) == ("李某", (), 0.85)


def test_a_sanction_told_twice_counts_once() -> None:
    case = one(f"{HEAD}林一鸣受到党内警告处分。目前，林一鸣受到党内警告处分。")
    assert sanctions(case) == [("警告", None)]


def test_a_sanction_is_quoted_with_its_sentence() -> None:
    (sanction,) = one(f"{HEAD}2022年1月，林一鸣受到党内严重警告处分。").sanctions
    assert sanction.quote.words == "党内严重警告"
    assert sanction.sentence.words == "2022年1月，林一鸣受到党内严重警告处分。"
    assert sanction.date_words == "2022年1月"


def test_an_office_lowered_is_that_of_the_one_who_held_it() -> None:
    case = one(HEAD + "林一鸣受到政务撤职处分，由青石县副县长降为一级科员。")
    assert [kind for kind, _ in sanctions(case)] == ["政务撤职", "其他"]


def test_both_are_the_last_two_who_were_named() -> None:
    cases = read(
        "澜陵市纪委查处一起强揽工程问题。",
        "青石县青山村党支部书记林一鸣、村委会主任周岚强揽工程。2020年5月，林一鸣被判处有期徒刑二年，"
        "周岚被判处有期徒刑三年，二人分别被处罚金5万元。",
    )
    told = {c.name: [(s.kind, s.date) for s in c.sanctions] for c in cases}
    assert told == {
        name: [("判处有期徒刑", "2020-05"), ("其他", "2020-05")] for name in ("林一鸣", "周岚")
    }
    assert [[a.yuan for a in c.amounts] for c in cases] == [[50000], [50000]]


def test_a_date_holds_across_the_organ_that_decided() -> None:
    case = one(HEAD + "2020年5月12日，青石县财政局给予林一鸣行政警告处分。")
    assert sanctions(case) == [("其他", "2020-05-12")]


def test_posts_that_go_on_behind_a_comma_are_of_one_clause() -> None:
    case = one("给予时任青石县委常委，现任青石县政协主席林一鸣党内警告处分。")
    assert sanctions(case) == [("警告", None)]


def test_members_without_a_post_are_sanctioned_too() -> None:
    cases = read(
        "青山村党员林某鸣、周某就商量拉票。白石镇党委给予林某鸣、周某党内严重警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        "林某鸣": [("严重警告", None)],
        "周某": [("严重警告", None)],
    }


def test_people_in_clauses_of_their_own_get_what_the_last_clause_says() -> None:
    cases = read(
        "澜陵市纪委给予青石县管委会主任林一鸣，管委会办公室主任周岚党内严重警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        name: [("严重警告", None)] for name in ("林一鸣", "周岚")
    }


def test_someone_told_of_apart_is_the_one_whom_his_means() -> None:
    cases = read(
        "青石县安监办主任林一鸣、周岚失职失责问题。",
        "2020年7月，澜陵市纪委给予林一鸣党内警告处分；将周岚上述问题与其他问题合并处理，"
        "给予其党内严重警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        "林一鸣": [("警告", "2020-07")],
        "周岚": [("严重警告", "2020-07")],
    }


def test_his_may_mean_whom_the_sentence_before_is_about() -> None:
    cases = read(
        "通报称，青石县林业局局长林一鸣负有责任。依据有关规定，给予其党内警告处分。",
        "青石县教育局局长周岚负有领导责任，给予其诫勉谈话。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        "林一鸣": [("警告", None)],
        "周岚": [("诫勉", None)],
    }


def test_those_removed_are_named_behind_the_verb() -> None:
    cases = read(
        "澜陵市委决定，免去林某青石县副县长职务，免去周某临河区副区长职务，"
        "并分别给予党内严重警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        name: [("其他", None), ("严重警告", None)] for name in ("林某", "周某")
    }


def test_respectively_is_of_others_where_they_are_only_described() -> None:
    cases = read(
        "青石县杨家村党支部书记林一鸣违反换届纪律问题。",
        "给予林一鸣撤销党内职务处分；对街道党工委委员周某等5名干部，分别给予党内严重警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        "林一鸣": [("撤销党内职务", None)],
        "周某": [("严重警告", None)],
    }


def test_two_people_may_each_get_something_in_one_clause() -> None:
    cases = read(
        "对青石县卫生学校校长林一鸣给予行政警告处分、党委书记周岚给予党内警告处分。",
    )
    assert {c.name: sanctions(c) for c in cases} == {
        "林一鸣": [("其他", None)],
        "周岚": [("警告", None)],
    }
    assert [title for _, title, _ in shown(cases[1].posts)] == ["党委书记"]


def test_a_date_holds_across_what_was_decided_together() -> None:
    case = one(HEAD + "2018年7月，与其他违纪问题合并处理，林一鸣受到党内严重警告处分。")
    assert sanctions(case) == [("严重警告", "2018-07")]


def test_both_may_be_those_whom_the_sentence_before_is_about() -> None:
    cases = read(
        "2023年10月，林一鸣、周岚因涉嫌严重违法，接受审查调查。"
        "2024年2月，二人因严重违反党的纪律，被开除党籍。"
        "2024年5月，林一鸣因犯受贿罪，被判处有期徒刑七年；周岚因犯受贿罪，被判处有期徒刑六年。"
    )
    told = {c.name: [(s.kind, s.date, s.months) for s in c.sanctions] for c in cases}
    assert told == {
        name: [("开除党籍", "2024-02", None), ("判处有期徒刑", "2024-05", months)]
        for name, months in (("林一鸣", 84), ("周岚", 72))
    }


@pytest.mark.parametrize("they", ["二人", "两人均", "上述二人分别"])
def test_they_are_those_of_the_heading_where_the_story_names_nobody(they: str) -> None:
    cases = read(
        "青石县水利局局长林一鸣、副局长周岚受贿案。"
        f"2020年，二人收受贿赂3万元。2022年5月，{they}被开除党籍。",
    )
    assert [(c.name, sanctions(c)) for c in cases] == [
        ("林一鸣", [("开除党籍", "2022-05")]),
        ("周岚", [("开除党籍", "2022-05")]),
    ]


@pytest.mark.parametrize("joint", ["、", "和"])
def test_apart_holds_for_dates_too(joint: str) -> None:
    cases = read(
        "青石县水利局局长林一鸣、副局长周岚公车私用问题。2020年，二人公车私用。"
        f"2022年12月{joint}2023年3月，林一鸣、周岚分别受到党内警告、政务警告处分；苏某被批评教育。"
    )
    assert [(sanctions(c), c.period) for c in cases] == [
        ([("警告", "2022-12")], (2020, 2020)),
        ([("政务警告", "2023-03")], (2020, 2020)),
        ([("其他", None)], (2020, 2020)),
    ]


def test_a_date_within_the_clause_of_one_is_none_of_the_next() -> None:
    head = "青石县水利局局长林一鸣、副局长周岚受贿案。"
    cases = read(
        f"{head}林一鸣被开除党籍，并于2022年10月被判处有期徒刑九年；周岚受到留党察看二年处分。"
    )
    assert [sanctions(c) for c in cases] == [
        [("开除党籍", None), ("判处有期徒刑", "2022-10")],
        [("留党察看", None)],
    ]
    cases = read(
        f"{head}2022年8月，林一鸣被开除党籍，2023年5月被判处有期徒刑九年；周岚受到留党察看二年处分。"
    )
    assert sanctions(cases[1]) == [("留党察看", "2022-08")]
    cases = read(f"{head}县纪委于2022年10月给予林一鸣党内警告处分，给予周岚诫勉谈话处理。")
    assert [sanctions(c) for c in cases] == [[("警告", "2022-10")], [("诫勉", "2022-10")]]


@pytest.mark.parametrize("each", ["各", "均"])
def test_each_in_a_clause_without_names_is_everybody_who_just_got_something(each: str) -> None:
    cases = read(
        "青石县水利局局长林一鸣、副局长周岚受贿案。"
        f"2022年5月，林一鸣被判处有期徒刑三年，周岚被判处有期徒刑二年，{each}并处罚金。"
    )
    assert [[kind for kind, _ in sanctions(c)] for c in cases] == [["判处有期徒刑", "其他"]] * 2


def test_who_is_dismissed_is_so_from_the_party_and_from_his_office() -> None:
    cases = read(
        "青石县水利局局长林一鸣、副局长周岚受贿案。"
        "2022年8月，林一鸣、周岚分别被开除党籍、开除公职，并移送司法机关处理。"
    )
    told = [(kind, "2022-08") for kind in ("开除党籍", "开除公职", "移送检察机关")]
    assert [sanctions(c) for c in cases] == [told, told]


@pytest.mark.parametrize("earlier", ["此前已被", "在此之前，林一鸣已被", "此前受到"])
def test_a_date_holds_for_nothing_that_was_done_before_it(earlier: str) -> None:
    case = one(f"{HEAD}林一鸣于2023年9月被判处有期徒刑三年；{earlier}开除党籍。")
    assert sanctions(case) == [("判处有期徒刑", "2023-09"), ("开除党籍", None)]
    case = one(f"{HEAD}2023年9月，林一鸣因此前受到的处分未予公布，受到党内警告处分。")
    assert sanctions(case)[-1] == ("警告", "2023-09")
