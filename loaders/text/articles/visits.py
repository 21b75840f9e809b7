"""Home visits: who visited whom, over which case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.cases import case_in
from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import group, parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import Sentence

_VISIT: Final = (
    re.compile(
        r"(?P<who>[^，。；：“”\n对]{2,40}?)(?:带队，|一行，|(?:赴|到|来到|前往|深入)[^，。；：“”\n]{2,20}，)?(?:对|到|前往|走进|来到|赴|深入)(?P<whom>(?:[^，。；：“”\n对]|“一把手”){2,30}?)(?:的?家[中里]?|住所|家庭)?"
        r"(?:，)?(?:开展|进行|实施)?了?(?:一次|“一把手”的?)?(?:廉[政*]?)?(?:家访|走访谈心|(?<=家中)(?:走访|访谈))"
    ),
    re.compile(
        r"(?P<who>[^，。；：“”\n]{2,40}?)(?:带队，|一行，)?(?:夜访|家访|走访)(?![时后中的])了?(?P<whom>[^，。；：“”\n]{2,30}?)(?:的家庭?|家中?|一家)?(?=[，。；])"
    ),
)
_AT_HOME: Final = re.compile(
    r"(?P<who>[^，。；：“”\n对]{2,40}?)(?:走进|来到|前往|到|赴)(?P<whom>[^，。；：“”\n对]{2,30}?)的?家[中里](?=，[^。\n]{0,60}(?:廉|案|家属|妻|丈夫))"
)
"""A visit without the word for it, with what was spoken of there."""
_AT_DOOR: Final = re.compile(
    r"(?P<who>[^，。；：“”\n对]{2,40}?)，?敲开了?(?P<whom>[^，。；：“”\n对]{2,30}?)的?家的?大?门(?=[，。；])"
)
_HOME: Final = re.compile("(?:同志|一家|夫妇|夫妻)?的?(?:家庭?)?")
"""What may stand behind the name of who was visited."""
_OVER: Final = re.compile("剖析|通报|结合|以|用")


def visits(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The home visits that a sentence tells as made."""
    if sentence.spoken:
        return
    for pattern in (*_VISIT, _AT_HOME, _AT_DOOR):
        for match in pattern.finditer(scene.plain, sentence.start, sentence.end):
            actors = parties(scene, *match.span("who"))
            whom = _visited(scene, match)
            several = "" if whom else group(match["whom"])
            if not actors or not (whom or several) or not scene.real(sentence.start, match.end()):
                continue
            case = case_in(scene, match.end(), sentence.end)
            over = case and _OVER.search(scene.plain[match.end() : case.start])
            rest = scene.plain[match.end() : sentence.end]
            yield scene.fact(
                sentence, "廉政家访", match.start("who"), match.end(), TOLD,
                actors=actors, person=whom, group=several, case=case.words if case and over else "",
                family="家属" if "家属" in rest else "",
            )  # fmt: skip
            return


def _visited(scene: Scene, match: re.Match[str]) -> str:
    people = scene.cast.posted(*match.span("whom"))
    if people:
        _, end, name = people[-1]
        return name if _HOME.fullmatch(scene.plain, end, match.end("whom")) else ""
    whom = parties(scene, *match.span("whom"))
    return whom[0] if len(whom) == 1 else ""
