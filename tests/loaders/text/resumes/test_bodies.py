"""Which body a post belongs to, where the words alone do not say it."""

from __future__ import annotations

import pytest

from loaders.text.resumes.spells import spells


def held(text: str) -> list[str]:
    """Body and post of each spell."""
    return [f"{s.organization} {s.post}" for s in spells("林一鸣", text)]


@pytest.mark.parametrize(
    "place",
    ["盐城市", "聊城市", "成都市", "海城市", "公安县", "公主岭市", "政和县", "团风县", "社旗县",
     "府谷县", "迭部县", "务川仡佬族苗族自治县", "东昌府区", "新会区", "四会市", "神农架林区"],
)  # fmt: skip
def test_a_place_whose_name_holds_the_word_of_a_body_is_one(place: str) -> None:
    text = f"1999.01-2001.03 甲省乙县委书记\n2001.03-2003.05 {place}委常委、宣传部部长"
    assert held(text)[1:] == [f"{place}委 常委", f"{place}委宣传部 部长"]


@pytest.mark.parametrize("word", ["城市", "都市", "超市", "海口城市"])
def test_a_city_that_has_no_name_is_no_place(word: str) -> None:
    text = f"1999.01-2001.03 澜陵市委书记\n2001.03-2003.05 {word}管理局副局长、市长"
    assert held(text)[1:] == [f"{word}管理局 副局长", "澜陵市政府 市长"]


def test_a_committee_of_an_unknown_place_names_it() -> None:
    text = "1999.01-2001.03 青川县委书记\n2001.03-2003.05 学岭县委副书记、县长"
    assert held(text)[1:] == ["学岭县委 副书记", "学岭县政府 县长"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲省经济委员会副主任、党组成员", ["甲省经济委员会 副主任", "甲省经济委员会党组 成员"]),
        ("共青团乙市委书记、党组书记", ["共青团乙市委 书记", "共青团乙市委党组 书记"]),
        ("乙市委书记、党组书记", ["乙市委 书记", "乙市政府党组 书记"]),
        ("澜陵地委书记、党组书记", ["澜陵地委 书记", "澜陵地区政府党组 书记"]),
        ("甲省政府党组成员、秘书长", ["甲省政府党组 成员", "甲省政府 秘书长"]),
    ],
)
def test_a_party_group_is_that_of_the_body_before(text: str, expected: list[str]) -> None:
    assert held(f"1999.01-2001.03 青川县县长\n2001.03-2003.05 {text}")[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白石开发区党工委书记、管委会主任", ["白石开发区党工委 书记", "白石开发区管委会 主任"]),
        ("白石开发区管委会主任、党工委书记", ["白石开发区管委会 主任", "白石开发区党工委 书记"]),
        ("白石开发区管委会副主任、党组成员",
         ["白石开发区管委会 副主任", "白石开发区管委会党组 成员"]),
        ("青川县云溪镇党委书记、人大主席", ["青川县云溪镇党委 书记", "青川县云溪镇人大 主席"]),
        ("青川县云溪镇副镇长、党委副书记", ["青川县云溪镇政府 副镇长", "青川县云溪镇党委 副书记"]),
        ("甲省委组织部部务委员、干部一处处长",
         ["甲省委组织部 部务委员", "甲省委组织部干部一处 处长"]),
        ("白石开发区党委书记、管委会主任", ["白石开发区党委 书记", "白石开发区管委会 主任"]),
        ("河北省国有资产监督管理委员会主任、党委书记",
         ["河北省国有资产监督管理委员会 主任", "河北省国有资产监督管理委员会党委 书记"]),
        ("河北省委组织部干部一处处长、干部二处处长",
         ["河北省委组织部干部一处 处长", "河北省委组织部干部二处 处长"]),
        ("澜陵市副市级干部，白石开发区工委书记", ["澜陵市 副市级干部", "白石开发区工委 书记"]),
    ],
)  # fmt: skip
def test_a_part_is_that_of_the_body_which_the_post_before_it_belongs_to(
    text: str, expected: list[str]
) -> None:
    assert held(f"2001.03-2003.05 {text}") == expected


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("河北省人大常委会委员、财政经济委员会主任委员", "河北省人大财政经济委员会 主任委员"),
        ("河北省政协常委、农业和农村委员会主任", "河北省政协农业和农村委员会 主任"),
        ("河北省政协常委、经济委员会副主任", "河北省政协经济委员会 副主任"),
        ("河北省人大常委会委员、人事代表工作委员会主任", "河北省人大常委会人事代表工作委员会 主任"),
        ("河北省人大常委会委员、省发展和改革委员会主任", "河北省发展和改革委员会 主任"),
        ("河北省政协常委、民族事务委员会主任", "河北省民族事务委员会 主任"),
    ],
)
def test_a_congress_has_committees_of_its_own(text: str, second: str) -> None:
    assert held(f"2001.03-2003.05 {text}")[1] == second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下派任青川县委副书记", ["青川县委 副书记"]),
        ("抽调青川县社教工作队任组长", ["青川县社教工作队 组长"]),
        ("到青川县财政局任局长", ["青川县财政局 局长"]),
        ("在国务院扶贫办挂职，任开发指导司副司长", ["国务院扶贫办开发指导司 副司长"]),
        ("分配到青川县农业局工作，任技术员", ["青川县农业局 技术员"]),
        ("主持市政府工作，澜陵市副市长", ["澜陵市政府 副市长"]),
    ],
)
def test_where_somebody_was_sent_is_the_body_of_what_he_was_there(
    text: str, expected: list[str]
) -> None:
    assert held(f"1999.01-2001.03 乙市市长\n2001.03-2003.05 {text}")[1:] == expected


def test_who_is_sent_for_a_time_is_seconded() -> None:
    (spell,) = spells("林一鸣", "2001.03-2003.05 在青川县财政局挂职，任副局长")
    assert (spell.organization, spell.nature) == ("青川县财政局", "挂职")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("民盟河北省委副主委、主委", ["民盟河北省委 副主委", "民盟河北省委 主委"]),
        ("青川县第一中学民办教师、教研组长、教导主任",
         ["青川县第一中学 民办教师", "青川县第一中学 教研组长", "青川县第一中学 教导主任"]),
        ("白石炼钢厂车间主任、副厂长", ["白石炼钢厂 车间主任", "白石炼钢厂 副厂长"]),
        ("青川县云溪公社生产队长、农技员", ["青川县云溪公社 生产队长", "青川县云溪公社 农技员"]),
        ("河北省委组织部副主任干事、办公室主任干事",
         ["河北省委组织部 副主任干事", "河北省委组织部办公室 主任干事"]),
    ],
)  # fmt: skip
def test_a_title_of_two_words_is_one(text: str, expected: list[str]) -> None:
    assert held(f"2001.03-2003.05 {text}") == expected
