from __future__ import annotations

import pytest

from loaders.text.amounts import amounts
from loaders.text.numerals import number, whole
from loaders.text.text import plain_form
from loaders.text.times import times


def told(words: str, published: str | None = None) -> list[tuple[str, str | None]]:
    return [(words[t.start : t.end], t.iso) for t in times(words, 0, len(words), published)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2020年", [("2020年", "2020")]),
        ("2020年5月", [("2020年5月", "2020-05")]),
        ("2020年5月6日", [("2020年5月6日", "2020-05-06")]),
        ("二〇二〇年五月", [("二〇二〇年五月", "2020-05")]),
        ("2019年10月至次年3月", [("2019年10月", "2019-10"), ("次年3月", "2020-03")]),
        ("2019年10月，当月", [("2019年10月", "2019-10"), ("当月", "2019-10")]),
        ("2019年12月，次月", [("2019年12月", "2019-12"), ("次月", "2020-01")]),
        ("2019年10月，同年11月5日", [("2019年10月", "2019-10"), ("同年11月5日", "2019-11-05")]),
        ("2019年10月，12月", [("2019年10月", "2019-10"), ("12月", "2019-12")]),
        ("5月", [("5月", None)]),
        ("当月", [("当月", None)]),
        ("2019年，当月", [("2019年", "2019"), ("当月", None)]),
        ("日前", [("日前", None)]),
        ("2020年13月", []),
        ("2020年2月30日", []),
        ("月饼和5月份均价", []),
    ],
)
def test_dates_as_printed_or_told_by_the_date_before(
    words: str, found: list[tuple[str, str | None]]
) -> None:
    assert told(words) == found


@pytest.mark.parametrize(
    ("words", "published", "iso"),
    [
        ("今年3月", "2023-04-01", "2023-03"),
        ("去年10月", "2023-04-01", "2022-10"),
        ("前年", "2023-04-01", "2021"),
        ("上月", "2023-01-15", "2022-12"),
        ("本月", "2023-01-15", "2023-01"),
        ("上月", "2023", None),
        ("去年10月", None, None),
        ("近日", "2023-01-15", None),
    ],
)
def test_dates_told_by_the_day_of_publication(
    words: str, published: str | None, iso: str | None
) -> None:
    assert told(words, published) == [(words, iso)]


def test_both_ends_of_a_time_that_lasts_are_marked() -> None:
    words = "2017年5月至2020年6月，2021年"
    assert [t.ranged for t in times(words, 0, len(words), None)] == [True, True, False]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0), ("12", 12), ("3.6", 3.6), ("1,200", 1200), ("1，200", 1200), ("十", 10),
        ("十二", 12), ("二十", 20), ("一百零五", 105), ("两千", 2000), ("二〇二〇", 2020),
    ],
)  # fmt: skip
def test_numbers(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "甲", "1.2.3", "万"])
def test_what_is_no_number(words: str) -> None:
    with pytest.raises(ValueError):
        number(words)


def test_a_fraction_is_no_whole_number() -> None:
    assert whole("十二") == 12
    with pytest.raises(ValueError):
        whole("3.6")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("收受贿赂740余万元", [("740余万元", 7_400_000, "受贿")]),
        ("收受礼金27万余元", [("27万余元", 270_000, "礼金")]),
        ("礼金三万元", [("三万元", 30_000, "礼金")]),
        ("礼金壹拾贰万元", [("壹拾贰万元", 120_000, "礼金")]),
        ("侵吞公款1.1亿余元", [("1.1亿余元", 110_000_000, "公款")]),
        ("侵占集体资金8511元", [("8511元", 8511, "公款")]),
        ("并处罚金五十万元", [("五十万元", 500_000, "罚金")]),
        ("收受3.6万美元", [("3.6万美元", None, "其他")]),
        ("礼金3万元港币", [("3万元港币", None, "礼金")]),
        ("购物卡2000元、烟酒1,500元", [("2000元", 2000, "礼金"), ("1,500元", 1500, "礼金")]),
        ("受贿1亿2千万元", [("1亿2千万元", 120_000_000, "受贿")]),
        ("礼金港币10万元，1元", [("10万元", None, "礼金"), ("1元", 1, "礼金")]),
        ("餐费十余万元", [("十余万元", 100_000, "其他")]),
        ("产值过百亿元", []),
        ("香烟9条，白酒3箱", []),
    ],
)
def test_amounts(words: str, found: list[tuple[str, float | None, str]]) -> None:
    plain = plain_form(words)
    sums = amounts(plain, 0, len(plain))
    assert [(words[s.start : s.end], s.yuan, s.what) for s in sums] == found
