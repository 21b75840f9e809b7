"""Careers told in sentences: what ends, what an event ends, and dates that lean on others."""

from __future__ import annotations

import pytest

from loaders.text.resumes.spell import CONCLUDED
from loaders.text.resumes.spells import spells

Told = tuple[str | None, str | None, str, str]


def told(text: str) -> list[Told]:
    """Beginning, end, body and post of each spell."""
    return [(s.since, s.until, s.organization, s.post) for s in spells("林一鸣", text)]


def test_a_sentence_may_tell_what_was_taken_up_and_what_was_left() -> None:
    assert told("2012年5月8日，任中共澜陵市委书记，不再担任市长职务。") == [
        ("2012-05-08", None, "澜陵市委", "书记"),
        (None, "2012-05-08", "澜陵市政府", "市长"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2008年6月任澜陵市市长{}2012年5月卸任。",
        "2008年6月起，担任澜陵市市长{}直至2012年5月离任。",
        "2008年6月至今任澜陵市市长{}2012年5月被免职。",
        "2008年6月，当选澜陵市市长{}2012年5月退休。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("stop", ["，", "。"])
def test_a_leave_at_the_end_of_a_line_ends_what_the_line_tells(written: str, stop: str) -> None:
    assert told(written.format(stop)) == [("2008-06", "2012-05", "澜陵市政府", "市长")]


def test_a_stay_in_between_leaves_the_posts_before_it() -> None:
    line = "1988年5月至1993年2月任青川县委副书记、县长，其间于1990年8月至1991年7月在白石大学研修。"
    assert told(line) == [
        ("1988-05", "1993-02", "青川县委", "副书记"),
        ("1988-05", "1993-02", "青川县政府", "县长"),
        ("1990-08", "1991-07", "白石大学", "学习"),
    ]


def test_an_event_ends_the_entries_before_and_is_ended_by_those_behind() -> None:
    text = (
        "2006年3月，任青川县委书记。\n2008年6月，当选澜陵市市长。\n"
        "2010年1月，林一鸣当选为甲省人大代表。\n2012年5月，任澜陵市委书记。\n"
        "2015年2月，不再担任澜陵市委书记职务。"
    )
    assert told(text) == [
        ("2006-03", "2008-06", "青川县委", "书记"),
        ("2008-06", "2012-05", "澜陵市政府", "市长"),
        ("2010-01", None, "甲省人大", "代表"),
        ("2012-05", "2015-02", "澜陵市委", "书记"),
        (None, "2015-02", "澜陵市委", "书记"),
    ]
    confidence = [s.confidence for s in spells("林一鸣", text)]
    assert (confidence[0], confidence[1]) == (CONCLUDED, CONCLUDED)


def test_an_event_does_not_end_what_is_still_so() -> None:
    (now, _) = spells("林一鸣", "2006年3月至今，任澜陵市市长。\n2008年6月，当选澜陵市市长。")
    assert now.still


def test_an_event_that_confirms_a_post_ends_nothing_and_a_removal_ends_what_it_names() -> None:
    text = (
        "2006年3月，任澜陵市委副书记、市长。\n2006年4月5日，林一鸣当选澜陵市市长。\n"
        "2008年6月，免去林一鸣的澜陵市市长职务。"
    )
    assert told(text) == [
        ("2006-03", None, "澜陵市委", "副书记"),
        ("2006-03", "2008-06", "澜陵市政府", "市长"),
        ("2006-04-05", "2008-06", "澜陵市政府", "市长"),
        (None, "2008-06", "澜陵市政府", "市长"),
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1993年调任青川县委副书记，同年8月当选为青川县县长。", ["1993", "1993-08"]),
        ("2011年7月，任青川县代县长；9月，当选青川县县长。", ["2011-07", "2011-09"]),
        ("1998年3月，任青川县委书记，5月任青川县人大常委会主任。", ["1998-03", "1998-05"]),
        ("1984年3月，任青川县副县长，次年5月任县长。", ["1984-03", "1985-05"]),
        ("1984年3月任青川县副县长、翌年5月6日被任命为县长。", ["1984-03", "1985-05-06"]),
    ],
)
def test_a_date_may_lean_on_the_one_before_it(text: str, dates: list[str]) -> None:
    first, second = spells("林一鸣", text)
    assert [first.since, second.since, first.until] == [*dates, dates[1]]
    assert second.organization.startswith("青川县")


def test_a_month_before_the_last_one_is_of_the_next_year_but_in_doubt() -> None:
    _, second = spells("林一鸣", "2011年12月，任青川县代县长；1月，任青川县县长。")
    assert (second.since, second.confidence) == ("2012-01", CONCLUDED)
    assert "没有年份" in second.doubt


def test_a_month_behind_a_range_dates_nothing_and_is_no_part_of_a_body() -> None:
    assert told("2001.03-2003.05 任青川县县长，次年8月任县委书记。") == [
        ("2001-03", "2003-05", "青川县政府", "县长"),
        ("2001-03", "2003-05", "青川县委", "书记"),
    ]


def test_a_post_beside_others_does_not_end_them() -> None:
    text = "1998年3月，任青川县委书记，5月兼任县人大常委会主任。\n2001年任澜陵市市长。"
    assert told(text)[:2] == [
        ("1998-03", "2001", "青川县委", "书记"), ("1998-05", "2001", "青川县人大常委会", "主任")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("一九六九年三月至一九七六年二月", "1969-03", "1976-02"),
        ("一九八〇年十月—一九八一年十二月", "1980-10", "1981-12"),
        ("二○○一年三月二十八日至二〇〇三年", "2001-03-28", "2003"),
    ],
)
def test_dates_are_written_in_chinese_numerals_too(written: str, since: str, until: str) -> None:
    assert told(f"{written}　澜陵市财政局局长") == [(since, until, "澜陵市财政局", "局长")]
