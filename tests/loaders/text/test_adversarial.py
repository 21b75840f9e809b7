"""Texts that nobody writes: whatever is read in ends in an answer, and soon."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.notices import read_notice
from tests.loaders.text.cases import Persons, read, text

LONG = 20_000
"""Characters of a stretch without an end. What were quadratic would take minutes."""
SOON = 5.0
"""Seconds of one core."""
PARTS = (
    "书记、", "书记局长主任", "局长林一鸣", "青石县林业局局长林一鸣违规收受礼金",
    "受到党内警告处分", "2020年5月", "青石县白石镇", "1", "1万元", "一", "县", "，", "“",
    "（", "林·", "局长林 ", "局长林*", "给予林一鸣", "经查，", "林一鸣，局长，", "1、",
    "第一、第二", "abc 林 αβγ ", "🙂", "原", "时任", "[]",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_what_never_ends_is_read_soon(part: str) -> None:
    stretch = part * (LONG // len(part))
    told = f"2020年5月，林一鸣{stretch}受到党内警告处分，2020年6月给予林一鸣党内警告处分。"
    began = process_time()
    read_notice(text(f"标题\n{told}"), Persons)
    assert process_time() - began < SOON


def test_many_cases_are_read_soon() -> None:
    began = process_time()
    cases = read(*["青石县林业局局长林一鸣违规吃喝问题。林一鸣受到党内警告处分。"] * 500)
    assert len(cases) == 500
    assert process_time() - began < SOON


WORDS = (
    "青石县", "林业局", "原", "时任", "局长", "书记", "林一鸣", "周某", "、", "，", "。",
    "；", "\n", "（", "）", "2020年5月", "当月", "去年", "3.6万元", "受到", "给予", "分别",
    "党内警告", "处分", "开除党籍", "有期徒刑", "三年", "问题", "1.", "一、", "该局", "省",
    "和", "等", "*", "·", " ", "x", "🙂", "其他人员",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_whatever_words_follow_each_other_quotes_are_their_places(words: str) -> None:
    notice = text(f"标题{words}")
    for case in read_notice(notice, Persons):
        quotes = [case.quote, *(p.quote for p in (*case.posts, *case.other_posts))]
        quotes += [a.quote for a in case.amounts]
        for sanction in case.sanctions:
            quotes += [sanction.quote, sanction.sentence]
        assert all(notice.body[q.start : q.end] == q.words for q in quotes)
        assert case.name
