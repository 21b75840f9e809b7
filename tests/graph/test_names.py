"""Written names and their readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import fold
from graph.pinyin import person_readings, reading, typed


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("林 一鸣", "林一鸣"),
        ("林　一鸣", "林一鸣"),
        ("林一鳴", "林一鸣"),
        ("陳國峯", "陈国峰"),
        ("阿青川·白石木", "阿青川白石木"),
        ("阿青川•白石木", "阿青川白石木"),
        ("阿青川.白石木", "阿青川白石木"),
        ("ＡＢ－12.5", "ab-12.5"),
        ("青川\u200b市\n", "青川市"),
        ("", ""),
    ],
)
def test_written_forms_of_one_name_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("林一鸣", ["linyiming"]),
        ("单一鸣", ["shanyiming", "danyiming"]),
        ("仇一", ["qiuyi", "chouyi"]),
        ("曾一", ["zengyi", "cengyi"]),
        ("解一", ["xieyi", "jieyi"]),
        ("尉迟一", ["yuchiyi", "yuchiyi", "weichiyi"]),
        ("吕长乐", ["lvchangle", "lvchangyue", "lvzhangle", "lvzhangyue"]),
    ],
)
def test_a_person_is_read_in_every_usual_way(name: str, readings: list[str]) -> None:
    assert ["".join(r) for r in person_readings(name)] == readings


def test_a_text_is_read_by_words() -> None:
    assert "".join(reading("青川市音乐厅")) == "qingchuanshiyinyueting"


@pytest.mark.parametrize(
    ("text", "keyed"),
    [
        ("Lín Yī-míng", "linyiming"),
        ("lǚ yī", "lvyi"),
        ("Lü Yi", "lvyi"),
        ("lyu yi", "lvyi"),
        ("xi'an", "xian"),
        ("林yi", ""),
        ("123", ""),
    ],
)
def test_typed_pinyin(text: str, keyed: str) -> None:
    assert typed(text) == keyed
