"""Reports on duty and integrity: who gave one, before which meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import group, parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import Sentence

_HOW: Final = (
    "(?:作|进行|现场|集中|公开|依次|先后|分别){0,2}了?(?P<how>述责述廉(?:述德)?|述廉述责|述职述廉)"
    "(?![^，。；]{0,24}(?:机制|制度))"
)
_WHO: Final = r"(?P<who>(?:[^，。；：“”\n]|“一把手”){2,40}?)(?:等\d+[名位人][^，。；\n]{0,14})?"
_REPORTS: Final = (
    re.compile(
        rf"{_WHO}(?:，?(?:先后|分别|依次))?(?:在|向)(?P<before>[^，。；：“”\n]{{1,24}}?[会委])(?:议?上)?{_HOW}"
    ),
    re.compile(rf"(?:在|^)(?P<before>[^，。；：“”\n]{{1,24}}?会)(?:议?上)，{_WHO}{_HOW}"),
)
"""甲向全会述责述廉, and 在全会上，甲述责述廉."""
_RULE: Final = re.compile("下级|每年|定期|常态化|制度化")


def reports(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The reports that a sentence tells as given; as a rule, they are a mechanism of the place."""
    if sentence.spoken:
        return
    for match in chain.from_iterable(
        form.finditer(scene.plain, sentence.start, sentence.end) for form in _REPORTS
    ):
        if not scene.real(sentence.start, match.end()):
            continue
        before = scene.setting.whole(match["before"], match.start("before"))
        if _RULE.search(match[0]):
            place = scene.setting.meant(sentence, match.start("how"))
            if place:
                yield scene.fact(
                    sentence, "机制", match.start(), match.end(), TOLD, mechanism=match["how"],
                    place=place, before=before,
                )  # fmt: skip
            continue
        who = parties(scene, *match.span("who"))
        several = "" if who else group(match["who"])
        if who or several:
            yield scene.fact(
                sentence, "述责述廉", match.start(), match.end(), TOLD, actors=who, group=several,
                before=before, form=match["how"],
            )  # fmt: skip
