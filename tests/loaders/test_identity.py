from __future__ import annotations

import pytest

from graph.errors import InvalidData
from graph.ids import stable_id
from loaders import identity


@pytest.mark.parametrize(
    ("written", "code"),
    [("45", "450000"), ("4503", "450300"), ("450325", "450325"), ("450325.0", "450325"),
     ("４５０３", "450300"), ("450325101", "450325101")],
)  # fmt: skip
def test_a_division_code_has_one_form(written: str, code: str) -> None:
    assert identity.division_code(written) == code
    assert identity.division(written) == stable_id("Division", code)


@pytest.mark.parametrize("written", ["", "4", "45A3", "四五"])
def test_what_is_no_division_code_is_refused(written: str) -> None:
    with pytest.raises(InvalidData, match="不是行政区划代码"):
        identity.division_code(written)


@pytest.mark.parametrize(
    ("written", "plain", "mark"),
    [("周岚(乙省)", "周岚", "乙省"), ("周岚（乙省）", "周岚", "乙省"), ("周　岚", "周岚", ""),
     ("(乙省)", "(乙省)", ""), ("John  Smith", "John Smith", "")],
)  # fmt: skip
def test_a_mark_of_namesakes_is_no_part_of_the_name(written: str, plain: str, mark: str) -> None:
    assert identity.without_namesake(written) == (plain, mark)


def test_ids_of_persons_keep_namesakes_apart_and_widths_together() -> None:
    marked = identity.named("Person", "周岚(乙省)", "甲市")
    assert marked == identity.named("Person", "周岚（乙省）", "甲市")
    assert marked != identity.named("Person", "周岚", "甲市")
    assert identity.named("Person", "周岚", "甲市") == stable_id("Person", "name", "甲市", "周岚")
    assert identity.by_row("Person", "d", "第2行") == stable_id("Person", "row", "d", "第2行")
    assert identity.by_id("Person", "编号", "7") == stable_id("Person", "id", "编号", "7")
    assert identity.local_body("45", "党委") == stable_id(
        "Organization", "division", "450000", "党委"
    )
    assert identity.post("o", "书 记") == stable_id("Post", "o", "书记")
