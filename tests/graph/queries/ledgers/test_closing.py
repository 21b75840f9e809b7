"""Words that say a clue is closed or untrue, and words that only look like it."""

from __future__ import annotations

import pytest

from graph.queries.ledgers.closing import clue_closing, concludes
from graph.record import Node


@pytest.mark.parametrize(
    "text",
    [
        "予以了结", "予以采信了结", "反映失实，予以了结", "部分失实", "经查反映问题不属实",
        "问题不实", "查无实据", "未发现违纪违法问题", "未发现问题予以了结", "不存在所反映的问题",
        "不构成违纪", "已澄清并反馈", "采信其说明", "属错告", "谈话函询后办结", "查否",
        "虽非本人经手，反映失实", "公款招待一事不实", "未查实",
        "不予立案", "经重新核查，反映失实", "不属失实；但情节轻微，谈话后了结",
    ],
)  # fmt: skip
def test_these_say_closed_or_untrue(text: str) -> None:
    assert concludes(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "转立案", "属实", "不属失实", "并非失实", "不存在失实", "未发现失实情形", "未失实",
        "尚未了结", "未予了结", "不予了结", "不予采信", "拟予以了结", "建议了结", "有待澄清",
        "是否失实待核", "是否属实待核", "暂存待查", "尚未查实", "初步核实", "谈话函询", "未办结",
    ],
)  # fmt: skip
def test_these_do_not(text: str) -> None:
    assert concludes(text) is None


def test_what_was_taken_up_again_is_not_closed() -> None:
    assert concludes("反映失实，予以了结；后因新情况重新启动核查") is False
    assert concludes("撤销原了结") is False


def test_any_source_that_says_closed_is_told() -> None:
    clue = Node("线", "Clue", {"disposal": ("初步核实", "予以了结"), "result": ("反映失实",)})
    assert clue_closing(clue) == "予以了结；反映失实"
    again = Node("线", "Clue", {"disposal": ("予以了结",), "result": ("重新启动核查",)})
    assert clue_closing(again) is None
    assert clue_closing(Node("线", "Clue", {"disposal": ("暂存待查",)})) is None
