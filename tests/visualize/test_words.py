from __future__ import annotations

import pytest

from graph.dates import ALWAYS, EVER, FOREVER, Interval, Window, window
from visualize.words import day_words, edge_words, span_words


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval.of("2015-03", "2018"), "2015-03 起，2018 止"),
        (Interval.of("2015-03-04", "2018-05-06"), "2015-03-04 起，2018-05-06 止"),
        (Interval.of("2015", None), "2015 起"),
        (Interval.of(None, "2018-02"), "2018-02 止"),
        (Interval.of(None, None), ""),
        (
            Interval(window("2015").first, window("2015").last, window("2016").first, FOREVER),
            "2015 起，至少到 2015-12-31",
        ),
        (
            Interval(EVER, window("2015").first, window("2016").first, window("2016").first),
            "不晚于 2015-01-01 起，2016-01-01 止",
        ),
        (Interval(EVER, FOREVER, window("2016-02-02").first, FOREVER), "至少到 2016-02-01"),
        (
            Interval(EVER, window("2015").first, EVER, window("2016-01-01").first),
            "不晚于 2015-01-01 起，2016-01-01 以前 止",
        ),
        (ALWAYS, ""),
        (Interval.event("2015-05"), "2015-05"),
        (Interval.event("2015-05-20"), "2015-05-20"),
        (Interval.event(None), ""),
    ],
)
def test_spans(interval: Interval, words: str) -> None:
    assert span_words(interval) == words


def test_days() -> None:
    assert day_words(None) == "无共同日期"
    assert day_words(window("2015")) == "2015"
    assert day_words(Window(EVER, FOREVER)) == "日期未见记录"
    assert day_words(Window(window("2015").first, FOREVER - 1)) == "2015-01-01 以后"
    assert day_words(Window(window("2015-02-03").first, window("2016").last)) == (
        "2015-02-03 至 2016-12-31 之间"
    )


def test_edges_say_their_facet_unless_it_goes_without_saying() -> None:
    assert edge_words("HOLDS", "正式") == "任职"
    assert edge_words("HOLDS", "代理") == "任职·代理"
    assert edge_words("ANSWERS_TO", "discipline") == "监督责任"
    assert edge_words("LED_TO", "") == "导致"
