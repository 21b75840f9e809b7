"""Bodies that are told by those around them: left out, begun again, or part of another."""

from __future__ import annotations

import pytest

from loaders.text.notices import read_notice
from tests.loaders.text.cases import Persons, posts, read, shown, text


def test_the_party_in_front_of_a_place_is_no_part_of_its_name() -> None:
    notice = text("县水利局局长林一鸣违规吃喝问题。", title="中共青石县纪委通报典型问题")
    (case,) = read_notice(notice, Persons)
    assert shown(case.posts) == [("青石县水利局", "局长", False)]
    assert posts("中共青石县委书记、县长林一鸣") == [
        ("中共青石县委", "书记", False),
        ("青石县", "县长", False),
    ]
    assert posts("中共青石县委常委、县政府副县长林一鸣") == [
        ("中共青石县委", "常委", False),
        ("青石县政府", "副县长", False),
    ]


@pytest.mark.parametrize("ours", ["现将我县近期", "近年来，全县", "近年来全县各级机关", "各县区"])
def test_a_level_that_says_whose_or_how_many_names_no_place(ours: str) -> None:
    notice = text(
        f"{ours}查处的典型问题通报如下。\n县水利局局长林一鸣违规吃喝问题。",
        title="青石县通报典型问题",
    )
    (case,) = read_notice(notice, Persons)
    assert shown(case.posts) == [("青石县水利局", "局长", False)]


@pytest.mark.parametrize(
    "lead",
    [
        "经县纪委常委会研究，",
        "为贯彻落实县委部署，",
        "根据县委要求，报县委批准，",
        "坚持市县联动，加强县区巡察，",
    ],
)
def test_a_verb_before_a_level_is_no_place(lead: str) -> None:
    body = f"青石县查处了一批典型问题。{lead}现通报如下。\n县水利局局长林一鸣违规吃喝问题。"
    (case,) = read_notice(text(body, title="典型问题"), Persons)
    assert shown(case.posts) == [("青石县水利局", "局长", False)]


def test_the_title_tells_the_place_before_other_words() -> None:
    body = "统筹县乡力量，现通报如下。\n县水利局局长林一鸣违规吃喝问题。"
    (case,) = read_notice(text(body, title="青石县通报典型问题"), Persons)
    assert shown(case.posts) == [("青石县水利局", "局长", False)]


def test_the_place_of_a_notice_may_stand_behind_the_word_that_opens_it() -> None:
    cases = read_notice(
        text(
            "现将青石县近期查处的典型问题通报如下。\n县水利局局长林一鸣违规吃喝问题。",
            title="典型问题",
        ),
        Persons,
    )
    assert [shown(c.posts) for c in cases] == [[("青石县水利局", "局长", False)]]


def test_a_committee_of_the_consultative_conference_is_within_it() -> None:
    assert posts("青石县政协党组成员、提案委员会主任林一鸣") == [
        ("青石县政协", "党组成员", False),
        ("青石县政协提案委员会", "主任", False),
    ]


def test_the_unit_that_somebody_heads_is_no_part_of_his_title() -> None:
    assert posts("青石县医院骨伤科主任林一鸣") == [("青石县医院骨伤科", "主任", False)]
    assert posts("澜陵大学副校长、中文系原副主任林一鸣") == [
        ("澜陵大学", "副校长", False),
        ("澜陵大学中文系", "副主任", True),
    ]
    assert posts("青石机械厂第二车间主任林一鸣") == [("青石机械厂第二车间", "主任", False)]
    assert posts("青石县医院科主任林一鸣") == [("青石县医院", "科主任", False)]


@pytest.mark.parametrize(
    ("heads", "bodies"),
    [
        (
            "青石公交总公司副总经理林一鸣、三分公司经理周岚、三分公司安全科科长苏晓",
            ["青石公交总公司", "青石公交总公司三分公司", "青石公交总公司三分公司安全科"],
        ),
        (
            "青石建设公司一分公司经理林一鸣、第二分公司经理周岚",
            ["青石建设公司一分公司", "青石建设公司第二分公司"],
        ),
        (
            "澜陵银行青石分行行长林一鸣、城东支行行长周岚、城西支行副行长苏晓",
            ["澜陵银行青石分行", "澜陵银行青石分行城东支行", "澜陵银行青石分行城西支行"],
        ),
        ("青石县财政局局长林一鸣、城东支行行长周岚", ["青石县财政局", "城东支行"]),
        (
            "澜陵市公安局禁毒支队支队长林一鸣、白石分局局长周岚、临河分局副局长苏晓",
            ["澜陵市公安局禁毒支队", "澜陵市公安局白石分局", "澜陵市公安局临河分局"],
        ),
        (
            "青石县公安局副局长林一鸣、白石派出所所长周岚、交警大队车管所民警苏晓",
            ["青石县公安局", "青石县公安局白石派出所", "青石县公安局交警大队车管所"],
        ),
        (
            "澜陵监狱副监狱长林一鸣、四监区监区长周岚、五监区民警苏晓",
            ["澜陵监狱", "澜陵监狱四监区", "澜陵监狱五监区"],
        ),
        (
            "白石镇青山村村委会主任林一鸣、第三村民小组组长周岚、第四村民小组组长苏晓",
            ["白石镇青山村村委会", "白石镇青山村第三村民小组", "白石镇青山村第四村民小组"],
        ),
    ],
)
def test_a_part_is_one_of_the_body_named_before(heads: str, bodies: list[str]) -> None:
    cases = read(f"{heads}违规吃喝问题。2020年，上述人员违规吃喝。")
    assert [case.posts[0].organization for case in cases] == bodies


def test_the_offices_of_a_town_are_beside_each_other() -> None:
    cases = read(
        "青石县白石镇党委委员林一鸣、自然资源所所长周岚、便民服务中心主任苏晓失职问题。",
        "2020年，上述人员失职。",
    )
    assert [case.posts[0].organization for case in cases] == [
        "青石县白石镇党委",
        "青石县白石镇自然资源所",
        "青石县白石镇便民服务中心",
    ]
    cases = read("白石镇卫生院院长林一鸣、青山村卫生室负责人周岚失职问题。")
    assert [case.posts[0].organization for case in cases] == ["白石镇卫生院", "青山村卫生室"]


def test_units_of_a_list_are_beside_each_other() -> None:
    cases = read("青石水务公司经理林一鸣、收费班班长周岚、稽查科科长苏晓受贿问题。")
    assert cases[2].posts[0].organization == "青石水务公司稽查科"
    cases = read("澜陵大学校长林一鸣、中文系主任周岚、基建处处长苏晓受贿问题。")
    assert cases[2].posts[0].organization == "澜陵大学基建处"


def test_a_body_that_begins_as_the_one_before_ends_is_within_it() -> None:
    cases = read("甲铁集团公司白石车务段段长林一鸣、白石车务段劳动人事科科长周岚受贿问题。")
    assert cases[1].posts[0].organization == "甲铁集团公司白石车务段劳动人事科"


def test_the_discipline_committee_of_a_street_is_beside_its_party_committee() -> None:
    assert posts("青石县白石街道党工委副书记、纪工委书记林一鸣") == [
        ("青石县白石街道党工委", "副书记", False),
        ("青石县白石街道纪工委", "书记", False),
    ]


def test_a_long_name_behind_a_centre_is_no_unit_of_it() -> None:
    cases = read("澜陵市湿地保护中心主任林一鸣、南湖国家湿地公园管理处主任周岚失职问题。")
    assert cases[1].posts[0].organization == "南湖国家湿地公园管理处"


def test_a_zone_stands_for_the_one_that_was_named() -> None:
    cases = read(
        "青石县副县长、青石工业园区党工委书记林一鸣，园区管委会副主任周岚失职问题。",
        "2020年，林一鸣、周岚失职。",
    )
    assert cases[1].posts[0].organization == "青石工业园区管委会"


def test_what_a_teacher_teaches_is_no_part_of_the_school() -> None:
    cases = read("青石县第一中学物理教师林一鸣、体育老师周岚违规补课问题。")
    assert [shown(c.posts) for c in cases] == [
        [("青石县第一中学", "物理教师", False)],
        [("青石县第一中学", "体育老师", False)],
    ]
    assert posts("青石县第一中学教师林一鸣") == [("青石县第一中学", "教师", False)]


def test_the_head_of_a_branch_bureau_is_called_after_it() -> None:
    assert posts("青石县公安局城东分局副分局长林一鸣") == [
        ("青石县公安局城东分局", "副分局长", False)
    ]
    assert posts("青石县公安局城东分局长林一鸣") == [("青石县公安局城东分局", "分局长", False)]


def test_the_bureau_of_a_park_is_one_of_its_management() -> None:
    cases = read("海东产业园管委会副主任林一鸣、经济发展局局长周岚失职问题。")
    assert cases[1].posts[0].organization == "海东产业园管委会经济发展局"


def test_a_working_committee_is_a_body_also_behind_the_office_it_leads() -> None:
    assert posts("白石街道办事处原党工委副书记、办事处主任林一鸣") == [
        ("白石街道办事处党工委", "副书记", True),
        ("白石街道办事处", "主任", False),
    ]


def test_a_bureau_that_is_referred_to_is_the_one_that_the_case_is_about() -> None:
    cases = read(
        "澜陵市环境局白石分局执法“一刀切”问题。",
        "2023年8月，该分局局长林一鸣受到党内警告处分，该分局执法大队大队长周岚受到诫勉处理。",
    )
    assert [case.posts[0].organization for case in cases] == [
        "澜陵市环境局白石分局",
        "澜陵市环境局白石分局执法大队",
    ]
    (case,) = read("澜陵市委书记林一鸣失职问题。2023年8月，该分局局长周岚受到党内警告处分。")[1:]
    assert case.posts[0].organization == "该分局"


def test_a_room_of_a_hospital_or_a_school_is_within_it() -> None:
    cases = read("青石县医院院长林一鸣、药房负责人周岚、食堂经理苏晓受贿问题。")
    assert [case.posts[0].organization for case in cases] == [
        "青石县医院",
        "青石县医院药房",
        "青石县医院食堂",
    ]
