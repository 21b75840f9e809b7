"""Meetings that considered a case: which body, which case, who spoke as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import READ, TOLD, Scene
from loaders.text.articles.sentences import Sentence

_CONVENED: Final = (
    r"(?:[^，。；：“”\s]{1,40}?主持召开)?"
    r"(?P<who>[^，。；：“”\s的]{1,24}?(?:委|党组|党工委|党委))(?:召开)?"
    r"(?P<form>常委会(?:扩大)?会议|常委会|会议|全会)"
)
_CONSIDERED: Final = (
    r"(?:专题|集体|专门|召开会议){0,2}(?P<verb>审议|讨论审议|讨论|研究审议|研究|听取)了?(?:[^，。；“”\n]{0,14}?关于)?"
    r"(?P<case>[^，。；“”\n]{2,40}?(?<![方议提草预答档个备立教图文])案)(?:件)?"
    r"(?:的?(?:[一-龥]{0,8}(?:意见|决定|情况|报告)|案情)(?:的?(?:汇报|通报|报告))?|的?(?:汇报|通报))?"
    r"(?=[，。；])"
)
_MEETING: Final = re.compile(rf"{_CONVENED}(?:上)?(?:召开(?:专题|扩大)?会议)?，?{_CONSIDERED}")
_GOING_ON: Final = re.compile(rf"(?:^|(?<=[，。；\n]))(?:会上|会议)，?{_CONSIDERED}")
"""A meeting that the sentence before has named."""
_HELD: Final = re.compile(_CONVENED)
_CRIME: Final = re.compile("[违贪贿腐]|一案")
"""What tells a case of a person from other matters that end in 案."""
_SPEAKER: Final = re.compile(
    r"(?P<who>其他(?:[市县区州省]委)?常委|[市县区州省]纪委书记(?=[、一-龥]{0,10}(?:通报|剖析))|分管常委|分管领导|常委们?|[市县区州省]纪委监委|[市县区州省]委书记|(?:分管)?副[省市县区州]长|党组书记|党委书记|与会常委)"
    r"(?:、[市县区州省]?监委代?主任)?(?P<name>[一-龥]{0,3}?)(?=代表|不仅|还|要|逐一|逐个|集中|进行|分别|通报|检视|表态|就|作检[查视]|对照|认领|现场|作|最后|依次|结合|带头|点评|剖析|提出)"
)
_SPEECHES: Final = {
    speech: re.compile(words)
    for speech, words in {
        "通报": "通报了?(?:案情|案件)",
        "表态": "表态|表示同意",
        "检视反思": "检视(?:反思|剖析|自[己身])|检讨",
        "认领责任": "认领责任",
        "剖析原因": "剖析了?[^，。；]{0,16}原因",
        "整改措施": "提出了?[^，。；]{0,16}?(?:整改|的)(?:措施|意见|建议)",
        "对照查摆": "对照[^，。；]{0,8}?(?:查摆|检视|剖析|检查)(?!材料)",
        "点评": "点评",
        "发言": "(?:作|进行)了?[^，。；]{0,8}发言|(?:逐一|逐个|依次|分别|先后)发言",
    }.items()
}
"""What members of a meeting say, and how each is written."""
_ASKED: Final = re.compile("要求|督促|责成|批评|没有|未")
"""What stands before words that somebody wants to hear from others, or did not hear."""
_URGED: Final = re.compile("(?:要求|强调|指出|希望|督促|责成)[，：]?$")
"""The same before who shall speak."""
_JOINED: Final = ("、", "和", "与", "及")
"""What stands between those who speak as one."""


def deliberations(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The meetings of a sentence, and what was said at each, to the end of the paragraph."""
    if sentence.spoken:
        return
    for match, held in _meetings(scene, sentence):
        bodies = parties(scene, *held.span("who"))
        if len(bodies) != 1 or not scene.real(sentence.start, match.start("case")):
            continue
        if match["verb"] in ("研究", "听取") and not _of_somebody(scene, match):
            continue
        body = bodies[0] + held["form"].removesuffix("会议").removesuffix("扩大")
        begin = held.start("who") if held is match else match.start()
        yield scene.fact(
            sentence, "审议", begin, match.end(), TOLD, organization=body, case=match["case"]
        )  # fmt: skip
        yield from _speeches(scene, sentence, match.end(), body, match["case"], bodies[0])
        return


def _of_somebody(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the case is that of a person or of a crime, and no other matter that ends in 案."""
    case = match.span("case")
    crime = _CRIME.search(match["case"])
    return bool(crime or scene.cast.people(*case) or scene.cast.strangers(*case))


def _meetings(scene: Scene, sentence: Sentence) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """What a sentence says of a case that was considered, and what names the meeting."""
    for match in _MEETING.finditer(scene.plain, sentence.start, sentence.end):
        yield match, match
    for match in _GOING_ON.finditer(scene.plain, sentence.start, sentence.end):
        before = _HELD.finditer(scene.plain, sentence.paragraph, match.start())
        for held in list(before)[-1:]:
            yield match, held


def _speeches(
    scene: Scene, sentence: Sentence, at: int, meeting: str, case: str, body: str
) -> Iterator[ArticleFact]:
    for one in _going_on(scene, sentence, at):
        for turn in () if one.spoken else _turns(scene, max(one.start, at), one.end, body):
            for speech, words in _SPEECHES.items():
                said = words.search(scene.plain, turn.end, turn.stop)
                if said and not _ASKED.search(scene.plain, turn.end, said.start()):
                    yield scene.fact(
                        one, "审议发言", turn.start, said.end(), READ if turn.who else TOLD,
                        speaker=turn.who, person=turn.person, speech=speech,
                        organization=meeting, case=case,
                    )  # fmt: skip


def _going_on(scene: Scene, sentence: Sentence, at: int) -> Iterator[Sentence]:
    """The sentences that tell of a meeting from `at` on: to the end of the paragraph, and
    paragraphs that begin with 会上, until another meeting is told of."""
    for one in scene.sentences:
        if one.end <= at:
            continue
        if one.paragraph == sentence.paragraph or scene.plain.startswith("会上", one.paragraph):
            yield one
        elif scene.plain.find("召开", one.start, one.end) >= 0:
            return


class _Turn(NamedTuple):
    """Who is said to speak at [start, end), by post or name; what was said stands before `stop`."""

    start: int
    end: int
    who: str
    person: str
    stop: int = 0


def _turns(scene: Scene, start: int, end: int, body: str) -> Iterator[_Turn]:
    """Those who speak in [start, end), the last one first; who is joined to the next speaks as he
    does. Somebody whom nothing introduces ends the turn of the one before."""
    found: list[_Turn] = []
    for match in _SPEAKER.finditer(scene.plain, start, end):
        person = match["name"] if match["name"] in scene.cast.known else ""
        found.append(_Turn(*match.span(), _speaker(match["who"], body), person))
    for first, last, name in scene.cast.posted(start, end):
        if not any(turn.start < last and first < turn.end for turn in found):
            post = scene.plain[max(first, start) : last - len(name)]
            found.append(_Turn(max(first, start), last, scene.setting.whole(post, first), name))
    found += [_Turn(first, last, "", "") for first, last in scene.cast.strangers(start, end)]
    begins = stop = end
    for turn in sorted(found, reverse=True):
        if scene.plain[turn.end : begins] not in _JOINED:
            stop = begins
        wanted = _URGED.search(scene.plain, start, turn.start)
        if (turn.who or turn.person) and not wanted:
            yield turn._replace(stop=stop)
        begins = turn.start


def _speaker(words: str, body: str) -> str:
    """Who spoke: 市委书记 is the one of the body that met; 常委 are its members."""
    place = body.removesuffix("委")
    if place.endswith(words[:1]):
        return place + words[1:]
    return words
