"""Meetings that considered a case: which body, which case, who spoke as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import READ, TOLD, Scene, Sentence

_MEETING: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{1,24}?(?:委|党组|党工委|党委))(?:召开)?(?P<form>常委会(?:扩大)?会议|常委会|会议|全会)"
    r"(?:上)?(?:召开(?:专题)?会议)?，?(?:专题|集体|召开会议)?(?:审议|讨论审议|讨论|研究审议)了?(?P<case>[^，。；“”\n]{2,40}?(?<![方议提草预答档个备])案)(?:件)?(?=[，。；])"
)
_SPEAKER: Final = re.compile(
    r"(?P<who>其他(?:[市县区州省]委)?常委|[市县区州省]纪委书记(?=[、一-龥]{0,10}(?:通报|剖析))|分管常委|分管领导|常委们?|[市县区州省]纪委监委|[市县区州省]委书记|(?:分管)?副[省市县区州]长|党组书记|党委书记|与会常委)"
    r"(?:、[市县区州省]?监委代?主任)?(?P<name>[一-龥]{0,3}?)(?=代表|不仅|还|要|逐一|逐个|集中|进行|分别|通报|检视|表态|就|作检[查视]|对照|认领|现场|作|最后|依次|结合|带头|点评|剖析|提出)"
)
_SPEECHES: Final = {
    speech: re.compile(words)
    for speech, words in {
        "通报": "通报(?:案情|案件)",
        "表态": "表态",
        "检视反思": "检视(?:反思|剖析)",
        "认领责任": "认领责任",
        "剖析原因": "剖析(?:案发|发案|案件)?原因",
        "整改措施": "提出(?:了)?整改(?:措施|意见)",
        "对照查摆": "对照查摆",
        "点评": "点评",
        "发言": "(?:作|进行)了?[^，。；]{0,8}发言|(?:逐一|逐个|依次|分别)发言",
    }.items()
}
"""What members of a meeting say, and how each is written."""


def deliberations(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The meetings of a sentence, and what was said at each, to the end of the paragraph."""
    if sentence.spoken:
        return
    for match in _MEETING.finditer(scene.plain, sentence.start, sentence.end):
        bodies = parties(scene, *match.span("who"))
        if len(bodies) != 1 or not scene.real(sentence.start, match.start("case")):
            continue
        body = bodies[0] + match["form"].removesuffix("会议").removesuffix("扩大")
        begin = match.start("who")
        yield scene.fact(
            sentence, "审议", begin, match.end(), TOLD, organization=body, case=match["case"]
        )  # fmt: skip
        yield from _speeches(scene, sentence, match.end(), body, match["case"], bodies[0])
        return


def _speeches(
    scene: Scene, sentence: Sentence, at: int, meeting: str, case: str, body: str
) -> Iterator[ArticleFact]:
    later = [s for s in scene.sentences if s.paragraph == sentence.paragraph and s.end > at]
    for one in later:
        if one.spoken:
            continue
        start = max(one.start, at)
        turns = list(_SPEAKER.finditer(scene.plain, start, one.end))
        stops = [*(turn.start() for turn in turns), one.end][1:]
        for turn, end in zip(turns, stops, strict=False):
            who = _speaker(turn["who"], body)
            person = turn["name"] if turn["name"] in scene.known else ""
            for speech, words in _SPEECHES.items():
                said = words.search(scene.plain, turn.end(), end)
                if said:
                    yield scene.fact(
                        one, "审议发言", turn.start(), said.end(), READ if who else TOLD,
                        speaker=who, person=person, speech=speech, organization=meeting,
                        case=case,
                    )  # fmt: skip


def _speaker(words: str, body: str) -> str:
    """Who spoke: 市委书记 is the one of the body that met; 常委 are its members."""
    place = body.removesuffix("委")
    if place.endswith(words[:1]):
        return place + words[1:]
    return words
