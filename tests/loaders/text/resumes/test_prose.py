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
