"""Who a sentence is about where more than a name stands at its head."""

from __future__ import annotations

import pytest

from tests.loaders.text.cases import read


@pytest.mark.parametrize("told", ["分管副局长", "分管财务工作的副局长", "负有领导责任的副局长"])
def test_a_charge_told_before_the_post_leaves_the_holder_at_the_head(told: str) -> None:
    cases = read(
        "青石县水利局科长林一鸣公款吃喝问题。",
        f"2023年7月，林一鸣受到党内警告处分。{told}周岚未尽职责，受到诫勉处理。",
    )
    assert [(c.name, [s.kind for s in c.sanctions]) for c in cases] == [
        ("林一鸣", ["警告"]),
        ("周岚", ["诫勉"]),
    ]


def test_a_charge_does_not_part_those_who_stand_side_by_side() -> None:
    cases = read(
        "青石县水利局科长林一鸣公款吃喝问题。",
        "2023年7月，林一鸣受到党内警告处分；局长周岚、分管副局长苏晓未尽职责，分别受到诫勉、政务警告处分。",
    )
    assert [(c.name, [s.kind for s in c.sanctions]) for c in cases] == [
        ("林一鸣", ["警告"]),
        ("周岚", ["诫勉"]),
        ("苏晓", ["政务警告"]),
    ]


def test_what_somebody_got_whose_name_is_not_read_is_of_nobody() -> None:
    cases = read(
        "青石县水利局局长林一鸣失职问题。",
        "2023年7月，林一鸣受到党内警告处分，副局长宝音受到诫勉处理。",
    )
    assert [(c.name, [s.kind for s in c.sanctions]) for c in cases] == [("林一鸣", ["警告"])]
    cases = read(
        "青石县水利局局长林一鸣失职问题。",
        "2023年7月，林一鸣受到党内警告处分，在担任副局长期间受到诫勉处理，被免去局长职务。",
    )
    assert [[s.kind for s in c.sanctions] for c in cases] == [["警告", "诫勉", "其他"]]
