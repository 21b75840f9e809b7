"""Talks: who talked with whom, on whose behalf, as what. A rule for talks is a mechanism."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import group, parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import Sentence

_TALK: Final = (
    r"(?P<kind>提醒谈话|专题谈话|专题约谈|集体约谈|约谈|诫勉谈话|任前谈话|任前廉政谈话|廉政谈话|监督谈话"
    r"|政治监督谈话|政治谈话|工作约谈|廉政约谈|警示谈话|谈心谈话|批评教育|谈话提醒|提醒|谈话)(?!机制|制度|室|记录|笔录|函询|[的等]|、)"
)
_ENTRUSTED: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{2,40}?)委托(?P<delegate>[^，。；“”\n]{2,60}?)"
    rf"，?(?:分别)?(?:对|与|同|向|找)(?P<whom>[^，。；“”\n]{{2,40}}?)(?:开展|进行|实施|作|做)?了?(?:委托)?{_TALK}"
)
_ON_BEHALF: Final = re.compile(
    r"(?:(?P<before>[^，。；：“”\n]{2,40}?)受|(?<![一-龥])受)(?P<who>[^，。；：“”\n]{2,40}?)的?(?:委托|委派|指派)，"
    r"(?:分别|先后|逐一)?(?P<delegate>[^，。；：“”\n对与同]{2,40}?)?(?:对|与|同|找)(?P<whom>[^，。；“”\n]{2,40}?)"
    rf"(?:开展|进行|实施|作|做)?了?(?:一次|“?一对一”?|“?面对面”?)?{_TALK}"
)
"""The same told from who was entrusted: 受甲委托，乙与丙谈话, 乙受甲委托，与丙谈话."""
_TAIL: Final = re.compile("(?:党组|党委|[*]组|[*]委)?(?:一把手|主要负责人|负责人|书记)$")
_ENTRUSTING: Final = re.compile(
    r"(?<=[，；])委托(?P<delegate>[^，。；“”\n]{2,40}?)对(?P<whom>[^，。；“”\n]{2,30}?)(?:开展|进行)谈话"
)
_SIGN: Final = r"(?:[^，。；：“”\n对]|“一把手”)"
_WAY: Final = "(?:一次|“?一对一”?|“?面对面”?|集体)"
_THERE: Final = (
    r"(?:(?:来到|前往|赴|走进|深入|到|按照?|根据|围绕|针对|结合|就)[^，。；：\n]{2,30}，)?"
)
"""A clause between who talks and with whom: where, why or about what."""
_HELD: Final = re.compile(
    rf"(?P<who>[^，。；：“”\n对]{{2,40}}?){_THERE}(?:对|与|(?<!会)同|找)(?P<whom>{_SIGN}{{2,40}}?)"
    rf"(?:“?(?:面对面|一对一)”?)?(?:(?:开展|进行|实施|作|做)了?{_WAY}?|(?=[^，。；]{{2,6}}[，。；])){_TALK}"
)
_SUMMONED: Final = re.compile(
    r"(?P<who>[^，。；：“”\n约]{2,60}?)(?:(?P<kind>约谈|集体约谈)了?)(?P<whom>(?:[^，。；：“”\n]|“一把手”){2,40}?)(?=[，。；])"
)
_WAS_HELD: Final = re.compile(
    r"(?P<whom>[^，。；：“”\n]{2,30}?)(?:[也就还曾]|因此|为此){0,3}被(?P<who>[^，。；：“”\n被]{2,30}?)(?:点名|集体|集中|一对一)?(?:进行)?(?P<kind>提醒谈话|谈话提醒|诫勉谈话|廉政谈话|谈话|约谈)(?=[，。；])"
)
_TOLD: Final = re.compile("，(?P<what>[^，。；]{0,8}主动(?:交代|说明)[^，。；]{0,12})")
_RULE: Final = re.compile(
    "每季度|每半年|每年|每月|定期|常态化|下级[^，。；]{0,8}一把手|当事人|有关问题线索|可用"
)
_PERIOD: Final = re.compile("(?:每季度|每半年|每年|每月|定期)")
_CONDITION: Final = re.compile(
    "(?:^|(?<=[，；]))对(?P<sign>[^。；：“”]{2,50}?)的，(?:由(?P<by>[^，。；]{2,20}?))?(?:及时)?开展$"
)
_YEARLY: Final = re.compile(
    rf"(?P<period>每季度|每半年|每年|每月|一年|半年)(?:至少|不少于)?(?:开展|进行)(?:一次|\d次){_TALK}"
)
_URGED: Final = re.compile("督促(?P<who>[^，。；]{2,12})，")
_KINDS: Final = {
    "专题约谈": "专题谈话", "提醒": "提醒谈话", "诫勉谈话": "诫勉",
    "任前廉政谈话": "任前谈话", "集体约谈": "约谈", "工作约谈": "约谈", "廉政约谈": "约谈",
}  # fmt: skip


def talks(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The talks that a sentence tells as held, and the rules for talks that it gives."""
    start, end = sentence.start, sentence.end
    if sentence.spoken:
        return
    for match in _ENTRUSTED.finditer(scene.plain, start, end):
        yield from _entrusted(scene, sentence, match, "delegate")
    told: list[tuple[int, int]] = []
    for match in _ON_BEHALF.finditer(scene.plain, start, end):
        told.append(match.span())
        yield from _entrusted(scene, sentence, match, "delegate" if match["delegate"] else "before")
    for match in _ENTRUSTING.finditer(scene.plain, start, end):
        fact = _rule(scene, sentence, match, "委托谈话", delegate=match["delegate"])
        if fact:
            yield fact
    for pattern in (_HELD, _SUMMONED, _WAS_HELD):
        for match in pattern.finditer(scene.plain, start, end):
            on_behalf = any(first <= match.start() < last for first, last in told)
            fact = None if on_behalf or "委托" in match[0] else _held(scene, sentence, match)
            if fact:
                yield fact
    yield from _on_signs(scene, sentence)
    for match in _YEARLY.finditer(scene.plain, start, end):
        if scene.real(start, match.start()):
            yield scene.fact(
                sentence, "机制", match.start(), match.end(), TOLD, mechanism=match["kind"],
                place=scene.setting.jurisdiction(sentence, match.start()), period=match["period"],
            )  # fmt: skip


def _entrusted(
    scene: Scene, sentence: Sentence, match: re.Match[str], key: str
) -> Iterator[ArticleFact]:
    """The talks that an organ entrusted to others, one for each of them, who stand under `key`."""
    before = scene.plain[sentence.start : match.end()]
    principal = parties(scene, *match.span("who"))
    delegates = parties(scene, *match.span(key)) if match[key] else ()
    if _RULE.search(before) or len(principal) != 1:
        return
    if not scene.real(sentence.start, match.start("kind")):
        return
    whom = [name for name in parties(scene, *match.span("whom")) if name in scene.cast.known]
    tail = _TAIL.search(match[key] or "")
    for delegate in delegates:
        whole = delegate if not tail or delegate.endswith(tail[0]) else delegate + tail[0]
        for person in whom or ("",):
            yield scene.fact(
                sentence, "委托谈话", match.start(), match.end(), TOLD,
                principal=principal[0], delegate=whole, object=person or match["whom"],
                person=person, outcome=_outcome(scene, sentence, match.end()),
            )  # fmt: skip


def _outcome(scene: Scene, sentence: Sentence, at: int) -> str:
    """What the one who was talked with did then: 当事人均主动交代问题."""
    found = _TOLD.match(scene.plain, at, sentence.end)
    return found["what"] if found else ""


def _held(scene: Scene, sentence: Sentence, match: re.Match[str]) -> ArticleFact | None:
    kind = _KINDS.get(match["kind"], match["kind"])
    if _RULE.search(scene.plain[sentence.start : match.end()]):
        if kind in ("谈话", "约谈", "批评教育"):
            return None
        return _rule(scene, sentence, match, kind, actor=_actor(match["who"]))
    actors, whom = parties(scene, *match.span("who")), parties(scene, *match.span("whom"))
    cut = scene.plain[match.start("whom") - 1] == "”"
    several = "" if whom or cut else group(match["whom"])
    if not actors or not (whom or several):
        return None
    if not scene.real(sentence.start, match.start("kind")):
        return None
    return scene.fact(
        sentence, kind, match.start("who"), match.end(), TOLD, actors=actors, objects=whom,
        group=several,
    )  # fmt: skip


def _actor(words: str) -> str:
    """Who talks by rule: what stands behind 由."""
    return re.sub(f"^.*由|{_PERIOD.pattern}$", "", words)


def _rule(
    scene: Scene, sentence: Sentence, match: re.Match[str], talk: str, **ends: str
) -> ArticleFact | None:
    """A rule for talks, if the place has it in force (a plan or a call is none)."""
    if not _RULE.search(scene.plain[sentence.start : match.end()]):
        return None
    if re.search("将|拟|计划|要求|没有|未", match[0]):
        return None
    start = scene.clause(sentence.start, match.start(), "；：")
    period = _PERIOD.search(scene.plain, start, match.end())
    principal = _principal(scene, start, match) if talk == "委托谈话" else ""
    return scene.fact(
        sentence, "机制", start, match.end(), TOLD, mechanism=talk,
        place=scene.setting.jurisdiction(sentence, match.start()),
        principal=principal, object=match["whom"], period=period[0] if period else "", **ends,
    )  # fmt: skip


def _principal(scene: Scene, start: int, match: re.Match[str]) -> str:
    """The organ that entrusts by rule: the one with which the rule begins."""
    found = re.compile(
        "[^，。；]{2,20}?(?:纪委监委|纪委|监委|党委|党组|委)(?=在|对|，|委托)"
    ).match(scene.plain, start, match.end())
    return scene.setting.whole(found[0], start) if found else ""


def _on_signs(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """Talks on early signs, as a rule: 对发现…苗头性问题的，开展提醒谈话."""
    for talk in re.compile("提醒谈话|诫勉谈话|专题谈话").finditer(
        scene.plain, sentence.start, sentence.end
    ):
        rule = _CONDITION.search(
            scene.plain[max(sentence.start, talk.start() - 120) : talk.start()]
        )
        if rule is None:
            continue
        start = talk.start() - len(rule[0])
        urged = _URGED.search(scene.plain[sentence.start : talk.start()])
        whom = re.match("发现(?P<whom>.+?)存在", rule["sign"])
        yield scene.fact(
            sentence, "机制", start, talk.end(), TOLD, mechanism=talk[0],
            place=scene.setting.jurisdiction(sentence, start), sign=rule["sign"],
            actor=rule["by"] or (urged["who"] if urged else ""),
            object=whom["whom"] if whom else "",
        )  # fmt: skip
