"""Bodies that are told by those around them: left out, begun again, or part of another."""

from __future__ import annotations

from loaders.text.notices import read_notice
from tests.loaders.text.cases import Persons, posts, shown, text


def test_the_party_in_front_of_a_place_is_no_part_of_its_name() -> None:
    notice = text("县水利局局长林一鸣违规吃喝问题。", title="中共青石县纪委通报典型问题")
    (case,) = read_notice(notice, Persons)
    assert shown(case.posts) == [("青石县水利局", "局长", False)]
    assert posts("中共青石县委书记、县长林一鸣") == [
        ("中共青石县委", "书记", False),
        ("青石县", "县长", False),
    ]
    assert posts("中共青石县委常委、县政府副县长林一鸣") == [
        ("中共青石县委", "常委", False),
        ("青石县政府", "副县长", False),
    ]
