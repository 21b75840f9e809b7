from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.text.people import SURE, TAGGED, Names
from loaders.text.tagging import Tagger, Words, lac
from tests.loaders.text.cases import Persons, one, read, shown, unasked


def name(words: str, tagger: Tagger | None = None) -> tuple[str, float] | None:
    """The name at the sign | in the words."""
    at = words.index("|")
    plain = words.replace("|", "")
    found = Names(plain, Words(plain, lambda: tagger or unasked())).at(at)
    return (found.words, found.confidence) if found else None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("局长|林一鸣违规吃喝。林一鸣受到处分。", "林一鸣"),
        ("局长|林鸣违规吃喝。林鸣受到处分。", "林鸣"),
        ("局长|欧阳一鸣违规吃喝。", "欧阳一鸣"),
        ("局长|林某违规吃喝。", "林某"),
        ("局长|林某某受到处分。", "林某某"),
        ("局长|林某甲受到处分。", "林某甲"),
        ("局长|林某鸣受到处分。", "林某鸣"),
        ("局长|林某鸣、局长林某成受到处分。", "林某鸣"),
        ("局长|林某合谋受贿。", "林某"),
        ("局长|林某接任局长。", "林某"),
        ("局长|林某立案侦查。林某受到处分。", "林某"),
        ("局长|林某失察失控。林某受到处分。", "林某"),
        ("局长|林某时，林某于去年受到处分。", "林某"),
        ("局长|林**受到处分。", "林**"),
        ("局长|林*鸣受到处分。林*鸣违规。", "林*鸣"),
        ("局长|林×受到处分。", "林×"),
        ("局长|林 鸣违规吃喝。", "林鸣"),
        ("局长|艾力·木塔力甫违规吃喝。艾力·木塔力甫受到处分。", "艾力·木塔力甫"),
        ("局长|曾一鸣受到处分。", "曾一鸣"),
        ("局长|林均酒后驾车。林均受到处分。", "林均"),
        ("局长|林鸣均酒后驾车。林鸣均属违规，林鸣均受到处分。", "林鸣均"),
        ("局长|司马鸣。", "司马鸣"),
        ("股长|林加有受到处分。", "林加有"),
        ("股长|林永和受到处分，周岚受到处分。", "林永和"),
        ("股长|林有受到处分。", "林有"),
        ("股长|林鸣案。", "林鸣"),
        ("股长|林永和被批评教育，周岚受到处分。", "林永和"),
        ("股长|林鸣向被管理单位索要，林鸣受到处分。", "林鸣"),
        ("股长|林鸣有违规行为。林鸣受到处分。", "林鸣"),
        ("主任|马六十五骗取补贴。", "马六十五"),
        ("主任|马六十，已退休。", "马六十"),
    ],
)
def test_where_a_name_ends_is_told_by_what_follows_it(words: str, found: str) -> None:
    assert name(words) == (found, SURE)


def test_the_tagger_decides_where_the_text_leaves_it_open() -> None:
    assert name("局长|林一鸣德高望重", Persons("林一鸣")) == ("林一鸣", TAGGED)
    assert name("局长|林一鸣德高望重", Persons()) is None
    assert name("书记|多吉才让违规。", Persons("多吉才让")) == ("多吉才让", SURE)


def test_where_both_lengths_end_a_name_the_text_still_says_more_than_nothing() -> None:
    assert name("局长|林因公出差。林因公受到处分。", Persons()) is not None


def test_a_name_without_a_surname_is_known_by_what_its_clause_says() -> None:
    told = "书记|若云波召开会议，若云波、林一鸣二人分别受到党内警告处分，若云波检讨。"
    assert name(told, Persons()) == ("若云波", TAGGED)
    told = "组长|向岚商量后，出租土地。林一鸣、向岚分别受到党内警告处分。"
    assert name(told, Persons()) == ("向岚", TAGGED)


@pytest.mark.parametrize(
    "words",
    [
        "副局长|多次违规，多次强揽工程。",
        "民警|查获。林某被查获。",
        "主要领导|干部违规。干部受到处分。",
        "负责人|全程陪同，全程安排。",
        "书记|、局长",
        "局长|和副局长",
        "局长|",
        "书记|（兼）",
        "局长|召开",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert name(words, Persons()) is None


def test_a_surname_that_is_mostly_another_word_needs_more_than_what_follows() -> None:
    assert name("局长|向他人索要，|向他人".replace("，|", "，"), Persons()) is None
    assert name("局长|向曙光受到处分。", Persons("向曙光")) == ("向曙光", SURE)
    told = "市长|向曙光违规接待。当晚，向曙光、林一鸣等参加。"
    assert name(told, Persons()) == ("向曙光", TAGGED)


def test_masked_and_dotted_names_are_kept_as_printed() -> None:
    cases = read(
        "青石县林业局违规吃喝问题。林业局局长林某某、副局长艾力•木塔力甫违规吃喝。"
        "林某某、艾力•木塔力甫受到党内警告处分。"
    )
    assert [c.name for c in cases] == ["林某某", "艾力·木塔力甫"]
    assert cases[1].quote.words == "艾力•木塔力甫"


def test_a_name_with_a_space_in_it_is_read_without() -> None:
    case = one("青石县林业局局长林 鸣违规吃喝问题。林 鸣受到党内警告处分。")
    assert (case.name, shown(case.posts)) == ("林鸣", [("青石县林业局", "局长", False)])


def test_a_long_name_may_end_in_a_sign_that_always_follows() -> None:
    told = "书记|那顺布和退休后受贿案。那顺布和利用职务便利受贿。那顺布和受到处分。"
    assert name(told, Persons()) == ("那顺布和", SURE)
    told = "书记|林鸣和周岚受贿案。林鸣和利害关系人有往来，林鸣和周岚受到处分。"
    assert name(told, Persons()) == ("林鸣", SURE)


class AtHeads(Persons):
    """A tagger that sees persons only where a sentence begins."""

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        for part in text.split("。"):
            yield from super()._words(part[:4])
            yield from ((sign, "n") for sign in f"{part[4:]}。")


def test_a_long_name_that_is_seen_at_one_place_is_one_at_all() -> None:
    told = "州长|多吉才让违规吃喝。多吉才让受到处分。"
    assert name(told, AtHeads("多吉才让")) == ("多吉才让", SURE)


def test_a_name_may_end_in_a_sign_that_joins_where_a_verb_follows() -> None:
    assert name("主任|林清和代表市委讲话。", lac()) == ("林清和", TAGGED)
    told = "局长|林清和分管副局长周岚受到处分。"
    assert name(told, lac()) == ("林清", SURE)
    assert name("主任|林清和周岚参加。", lac()) == ("林清", SURE)
