from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visualize.text import ELLIPSIS, fit, printable, width_of, wrap

TEXT = st.text(alphabet="中共青川市委员会，（）·abcWi09 -", max_size=60)


@given(TEXT, st.integers(60, 300), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_what_the_ellipsis_stands_for(
    text: str, width: int, most: int
) -> None:
    lines = wrap(text, width, 14, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 14) <= width for line in lines)
    whole, shown = printable(text).replace(" ", ""), "".join(lines).replace(" ", "")
    if shown.endswith(ELLIPSIS):
        assert whole.startswith(shown[:-1])
    else:
        assert shown == whole


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrap("中共青川市，委", 70, 14, 3) == ["中共青川", "市，委"]


def test_a_latin_word_stays_whole_where_it_can() -> None:
    assert wrap("青川 Greenfield 公司", 90, 14, 3) == ["青川", "Greenfield", "公司"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fit("中共青川市委员会", 70, 14) == "中共青川…"
    assert wrap("中共青川市委员会办公室", 56, 14, 2) == ["中共青川", "市委员…"]


def test_characters_that_would_mislead_or_break_xml_are_shown_as_such() -> None:
    assert printable("林\u202e一\x00鸣\n 二") == "林\ufffd一\ufffd鸣 二"


def test_marks_above_letters_take_no_room() -> None:
    assert width_of("e\u0301", 10) == width_of("e", 10)
