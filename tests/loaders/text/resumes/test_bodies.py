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
