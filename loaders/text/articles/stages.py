"""How a case goes on: filing, investigation, detention, prosecution, trial, judgment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.cases import case_in
from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.outcomes import given
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import REACH, Sentence

_INQUIRY: Final = "(?:纪律审查和监察调查|(?:纪律)?审查调查|纪律审查|监察调查|组织审查|组织调查)"
_STAGES: Final = {
    stage: re.compile(words)
    for stage, words in {
        "立案审查": (
            "立案(?:审查调查|审查|调查|侦查)|(?:进行|予以|迅速|依法|被)立案(?=[，。；])"
            "|(?<=[一-龥])立案(?=[，。；])"
        ),
        "审查调查": (
            f"接受(?P<by>[^，。；“”\\n]{{0,14}}?){_INQUIRY}|(?:进行|被){_INQUIRY}"
            "|违纪(?:违法)?被(?:组织)?调查"
        ),
        "留置": (
            "采取(?:了)?留置措施|被留置|予以留置|实施留置"
            "|被(?P<held_by>[^，。；“”\\s被]{2,20}?监委)(?:依法)?留置"
        ),
        "提起公诉": "提起公诉",
        "开庭审理": "(?:公开)?开庭(?:审理)?",
    }.items()
}
"""The stages of a case before judgment, and how each is written."""
_NO_STAGE: Final = re.compile(
    "了?(?:\\d|[多数一二三四五六七八九十])|[的”]|案件|工作|人数|成为|力度|期间|阶段"
)
"""What stands behind words for a stage that are no report of it."""
_CASE: Final = re.compile("了?[^，。；“”\\n]{2,40}?案")
"""The case that a court hears, behind the words for it."""
_ON_HIM: Final = re.compile("[对将]其|对[^，。；“”]{2,20}$")
_ORGAN: Final = re.compile(
    "(?:^|[，；]|被|由)(?P<who>(?:向阳|(?!接受)[^，；。“”被由向]){1,20}?(?:纪委监委|纪委|监委|检察院))(?!监委|通报|消息|网)"
)
_TRIED_BY: Final = re.compile("(?:^|[，；在由向])(?P<who>[^，；。“”在由向]{2,20}?法院)")
_BY_COURT: Final = ("提起公诉", "开庭审理")
_VERDICT: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{2,12}?)(?:受贿|贪污|[^，。；“”\n]{2,12})案[^，。；“”\n]{0,20}?(?P<how>[一二终]审(?:公开)?宣判)"
)
_CHARGE: Final = re.compile(
    "(?:犯|以)(?!涉嫌)(?P<charge>[一-龥]{2,16}?罪(?:[、和及][一-龥]{2,16}?罪){0,5})"
)


def stages(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The stages of cases that a sentence tells of."""
    yield from _judgments(scene, sentence)
    if sentence.spoken:
        return
    for stage, words in _STAGES.items():
        for match in words.finditer(scene.plain, sentence.start, sentence.end):
            yield from _stage(scene, sentence, stage, match)


def _stage(
    scene: Scene, sentence: Sentence, stage: str, match: re.Match[str]
) -> Iterator[ArticleFact]:
    """Whom a stage concerns, each of those who are named together, and the organ where the text
    names it; numbers of cases are none."""
    at = match.start()
    organ, begin = _organ(scene, sentence, stage, match)
    if stage == "开庭审理" and _CASE.match(scene.plain, match.end()):
        case = case_in(scene, max(0, scene.clause(sentence.start, at, "，；。") - 1), sentence.end)
        person = case.person if case and case.start >= match.end() else ""
    else:
        meant = organ or _ON_HIM.search(
            scene.plain[scene.clause(sentence.start, at, "，；。") : at]
        )
        person = scene.cast.subject(sentence, at) or (
            scene.cast.person_before(sentence, at) if meant else ""
        )
    if not person or _NO_STAGE.match(scene.plain, match.end()):
        return
    if not scene.real(sentence.start, at):
        return
    for name in scene.cast.together(sentence.paragraph, at, person):
        yield scene.fact(
            sentence, stage, begin, match.end(), TOLD, organization=organ, person=name
        )  # fmt: skip


def _organ(scene: Scene, sentence: Sentence, stage: str, match: re.Match[str]) -> tuple[str, int]:
    """The organ before the words for a stage or within them, and where it or they begin."""
    start = max(sentence.start, match.start() - REACH)
    organs = _TRIED_BY if stage in _BY_COURT else _ORGAN
    spans = [m.span("who") for m in organs.finditer(scene.plain[start : match.start()])]
    spans = [(start + first, start + last) for first, last in spans]
    spans += [match.span(key) for key in ("by", "held_by") if match.groupdict().get(key)]
    found = parties(scene, *spans[-1]) if spans else ()
    return (found[0], min(spans[-1][0], match.start())) if found else ("", match.start())


def _judgments(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """What a court gave. Words that somebody says count where the verdict is told beside them."""
    plain = scene.plain
    for match in _VERDICT.finditer(plain, sentence.start, sentence.end):
        people = scene.cast.people(match.start(), match.start("how"))
        if people and not sentence.spoken and scene.real(sentence.start, match.start("how")):
            yield scene.fact(
                sentence, "判决", match.start("who"), match.end(), person=people[-1],
                outcome=match["how"],
            )  # fmt: skip
    for person, outcome, months, start, end in given(scene, sentence, judged=True):
        if sentence.spoken and not _confirmed(scene, sentence, person):
            continue
        charge = _CHARGE.search(plain, scene.clause(sentence.start, start, "；"), start)
        yield scene.fact(
            sentence, "判决", charge.start() if charge else start, end, person=person,
            charge=charge["charge"] if charge else "", outcome=outcome, months=months or "",
        )  # fmt: skip


def _confirmed(scene: Scene, sentence: Sentence, person: str) -> bool:
    """Whether the paragraph itself tells that a court decided on this person."""
    return any(
        person in m[0] and not scene.speech.holds(m.start("how"))
        for other in scene.sentences
        if other.paragraph == sentence.paragraph
        for m in _VERDICT.finditer(scene.plain, other.start, other.end)
    )
