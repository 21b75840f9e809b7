"""Careers told in sentences: what ends, what an event ends, and dates that lean on others."""

from __future__ import annotations

import pytest

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
