"""Places in front of bodies, and the names that files share."""

from __future__ import annotations

import pytest

from loaders.text.resumes.places import full_name, leading, successor


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("河北省澜陵市委", "澜陵市委"), ("河北澜陵市政府", "澜陵市政府"), ("河北省委", "河北省委"),
        ("广西党委", "广西党委"), ("广西自治区党委", "广西自治区党委"),
        ("北京市海淀区政府", "北京市海淀区政府"), ("白石机械厂", "白石机械厂"),
        ("甲省澜陵市青川县委", "澜陵市青川县委"),
    ],
)  # fmt: skip
def test_a_place_below_a_province_needs_it_not(body: str, name: str) -> None:
    assert full_name(body) == name


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("澜陵地委", "澜陵市委"), ("澜陵地区行署", "澜陵市政府"),
        ("澜陵地区行政公署", "澜陵市政府"),
        ("澜陵地委组织部", "澜陵市委组织部"), ("澜陵市委", None), ("澜陵地区财政局", None),
    ],
)  # fmt: skip
def test_a_prefecture_became_the_city_of_its_name(body: str, after: str | None) -> None:
    assert successor(body) == after


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("甲省澜陵市青川县云溪镇政府", "省市县镇"), ("湾泉州委", "州"), ("澜陵地委", "地"),
        ("澜陵经济开发区管委会", ""), ("白云盟行署", "盟"), ("城市管理局", ""),
        ("河北省政府", "省"),
    ],
)  # fmt: skip
def test_levels(text: str, levels: str) -> None:
    named = leading(text)
    assert "".join(level for level, _ in named.names) == levels if named else levels == ""
