from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of


def test_who_reported_before_which_meeting() -> None:
    body = "近日，青石县委书记周岚、白石县委书记方正在澜陵市纪委全会上现场述责述廉述德，接受评议。"
    (fact,) = of("述责述廉", body)
    assert ends(fact, "actors", "before", "form") == (
        ("周岚", "方正"), "澜陵市纪委全会", "述责述廉述德",
    )  # fmt: skip


def test_several_who_are_told_by_their_posts_report() -> None:
    (fact,) = of("述责述廉", "青石县召开会议，9名乡镇党委书记向县纪委全会述责述廉。")
    assert ends(fact, "actors", "group", "before") == (
        (), "9名乡镇党委书记", "青石县纪委全会",
    )  # fmt: skip


def test_reports_by_rule_are_a_mechanism() -> None:
    (fact,) = of("机制", "青石县组织下级“一把手”每年向县纪委全会述责述廉。")
    assert ends(fact, "mechanism", "place", "before") == ("述责述廉", "青石县", "青石县纪委全会")
    assert of("述责述廉", "青石县组织下级“一把手”每年向县纪委全会述责述廉。") == []


def test_no_report_was_given() -> None:
    assert of("述责述廉", "青石县委书记周岚将在澜陵市纪委全会上述责述廉。") == []


@pytest.mark.parametrize(
    "body",
    [
        "在澜陵市纪委全会上，青石县委书记周岚、白石县委书记方正先后述责述廉。",
        "青石县委书记周岚、白石县委书记方正等6名党政主要负责人，先后向澜陵市纪委全会述责述廉。",
    ],
)
def test_some_of_those_who_reported_are_named(body: str) -> None:
    (fact,) = of("述责述廉", body)
    assert ends(fact, "actors", "before") == (("周岚", "方正"), "澜陵市纪委全会")
