"""Clues: who received one about whom, to whom it was passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import REACH, Sentence

_PASSED: Final = "直报|上报|报告|移交|移送|转交|报送|转送|交办|转办"
_WORDS: Final = r"(?:“[^”\n]{2,60}”|[^，。；“”\n])"
"""A sign of what a clue is about, or what is quoted there."""
_CLUE: Final = re.compile(
    rf"(?P<who>[^，。；：“”\n]{{2,24}}?)(?P<how>接到|收到|发现)了?(?:一[条封件份个])?(?P<problem>{_WORDS}{{0,40}}?)"
    r"(?:的?(?:举报|信访|问题|反映|违纪违法)*线索(?=[，。；后])|的(?:举报信|信访件|来信)(?=[，。；后])"
    r"|(?:举报信?|信访件|来信|信)，(?:信中|信里)?(?:反映|称|举报)(?P<said>[^，。；“”\n]{4,40})(?=[，。；]))"
)
_ON: Final = re.compile(
    rf"(?:[^。；]{{0,20}}[把将](?:相关|有关|该)?(?:问题)?线索|)后?，?(?:[^，。；]{{0,8}}?)(?:(?P<how>{_PASSED})(?:给|至|到|了)*(?P<to>[^，。；“”\n]{{2,20}}?)(?=[，。；])"
    rf"|向(?P<whom>[^，。；“”\n]{{2,20}}?)(?:进行|作)?了?(?P<way>{_PASSED}|汇报))"
)

_LATER: Final = re.compile(
    rf"(?:该|此|这一|上述|[将把])(?:该|此|这一|相关|有关)?(?:问题)?线索[^，。；\n]{{0,6}}?(?P<how>{_PASSED})(?:给|至|到|了)*(?P<to>[^，。；“”\n]{{2,20}}?)(?=[，。；])"
)
"""Where a clue went, told in a sentence of its own."""


def clues(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The clues that a sentence tells as received, and where they were passed on to."""
    if sentence.spoken:
        return
    for match in _CLUE.finditer(scene.plain, sentence.start, sentence.end):
        who = parties(scene, *match.span("who"))
        if who and scene.real(sentence.start, match.start("how")):
            fact = _passed_on(scene, sentence, match, who[0])
            fact = fact or _received(scene, sentence, match, who[0])
            if fact:
                yield fact
    yield from _passed_later(scene, sentence)


def _passed_later(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """That the clue of which the paragraph told before was reported to another organ."""
    for on in _LATER.finditer(scene.plain, sentence.start, sentence.end):
        start = max(sentence.paragraph, on.start() - REACH)
        told = list(_CLUE.finditer(scene.plain, start, sentence.start))
        sender = parties(scene, *told[-1].span("who")) if told else ()
        receiver = parties(scene, *on.span("to"))
        if sender and receiver and scene.real(sentence.start, on.start("how")):
            yield scene.fact(
                sentence, "线索上报", on.start(), on.end(), TOLD, sender=sender[0],
                receiver=receiver[0], person=_about(scene, told[-1]), manner=on["how"],
                problem=_problem(scene, told[-1]),
            )  # fmt: skip


def _passed_on(
    scene: Scene, sentence: Sentence, match: re.Match[str], sender: str
) -> ArticleFact | None:
    """That a clue was reported to another organ."""
    on = _ON.match(scene.plain, match.end(), sentence.end)
    if on is None or not scene.real(sentence.start, on.end()):
        return None
    receiver = parties(scene, *on.span("to" if on["to"] else "whom"))
    if not receiver:
        return None
    return scene.fact(
        sentence, "线索上报", match.start("who"), on.end(), TOLD, sender=sender,
        receiver=receiver[0], person=_about(scene, match), manner=on["how"] or on["way"],
        problem=_problem(scene, match),
    )  # fmt: skip


def _received(
    scene: Scene, sentence: Sentence, match: re.Match[str], receiver: str
) -> ArticleFact | None:
    """That a clue about somebody came in, whatever was done about it."""
    person = _about(scene, match)
    if not person or match["how"] == "发现":
        return None
    return scene.fact(
        sentence, "线索受理", match.start("who"), match.end(), TOLD, receiver=receiver,
        person=person, problem=_problem(scene, match),
    )  # fmt: skip


def _about(scene: Scene, match: re.Match[str]) -> str:
    people = scene.cast.people(*match.span("said" if match["said"] else "problem"))
    return people[0] if people else ""


def _problem(scene: Scene, match: re.Match[str]) -> str:
    """What a clue is about: the words for it, without 反映 and without posts and name alone."""
    if match["said"]:
        return match["said"]
    words = re.sub("^(?:群众|实名|匿名)?(?:反映|举报)|的?(?:有关|相关)?$", "", match["problem"])
    whole = re.fullmatch("“([^“”]*)”", words)
    words = whole[1] if whole else words
    return "" if words.endswith(tuple(scene.cast.known)) else words
