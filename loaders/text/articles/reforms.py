"""What followed a case: rectification by a case, campaigns by place and system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.cases import case_in
from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import Sentence
from loaders.text.places import place_of

_WHOLE: Final = re.compile("^全(?:自治[区州]|[省市县区州旗镇乡])")
"""What stands before a system and is no part of its name: 全县教育系统."""
_BY_CASE: Final = re.compile(
    r"(?:利用|结合|针对|围绕|以)(?P<case>[^。；\n]{2,80}?)(?:，[^，。；\n]{0,30}?)?(?:，)?(?:深入)?(?:开展|推进)了?(?:“六个一”)?以案促改(?!专项)"
)
_CASES: Final = re.compile(r"利用(?P<count>\d+)[个起件](?:典型)?案[例件]开展以案促改")
_CAMPAIGN: Final = re.compile(
    r"(?:针对(?P<problem>[^，。；\n]{2,40}?)(?:问题)?(?:，[^，。；\n]{0,12}?)?)?(?P<verb>开展了?|在(?=[^，。；]{2,30}开展)|推进了?|推动|聚焦|围绕|紧盯|部署开展|启动了?)"
    r"(?P<systems>(?:(?!开展|推进|聚焦|围绕)[一-龥、]){2,30}?)(?:[一二两三四五六七八九十][大个])?(?P<unit>系统|领域|行业)(?:，?开展了?)?(?P<form>(?:腐败问题|突出问题)?(?:以案促改|专项整治|集中整治|专项治理|系统治理|专项行动)+)"
)
_ADVICE: Final = re.compile(
    r"(?P<who>[^，。；：“”\n向]{2,24}?)向(?P<whom>[^，。；：“”\n向]{2,24}?)(?:发出|制发|下发|发送|提出)了?"
    r"(?:\d+份)?《?(?:纪检监察|监察|纪律检查)建议书?"
)
_SIGN: Final = r"[^，。；：“”、《》\n的对]"
_PLAIN: Final = re.compile(
    r"(?:部署开展|开展|启动|推进|深化)了?(?!一次|一场|系列|多次|[该此有相])"
    rf"(?P<problem>“[^“”，。；\n]{{2,20}}”{_SIGN}{{0,12}}?|{_SIGN}{{2,20}}?)(?P<form>专项整治|专项治理|集中整治)(?!工作方案)"
)
_LEARNED: Final = re.compile(
    r"(?:召开|开展|组织)了?[^，。；\n]{0,16}?以案促改[^。；\n]{0,30}?"
    r"(?:(?:反思|[汲吸]取|剖析|通报)[^。；\n]{2,80}?案件?|以[^，。；\n]{2,40}?案件?为(?:镜?鉴|戒|反面))"
)
_SIX: Final = "六个一"
_MEASURES: Final = re.compile("一案一(通报|建议|谈话|警示|整改|评议)")


def reforms(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """Rectification and campaigns that a sentence tells as under way."""
    if sentence.spoken:
        return
    plain, start, end = scene.plain, sentence.start, sentence.end
    for match in _CASES.finditer(plain, start, end):
        actor = _actor(scene, start, match.start())
        if scene.real(start, match.start()) and (
            actor or scene.setting.place_in(start, match.start())
        ):
            yield scene.fact(
                sentence, "以案促改", match.start(), match.end(), TOLD, actor=actor,
                cases=int(match["count"]),
                place=place_of(actor) or scene.setting.jurisdiction(sentence, match.start()),
            )  # fmt: skip
    for match in _BY_CASE.finditer(plain, start, end):
        case = case_in(scene, match.start(), match.end())
        place = (
            scene.setting.place_in(match.start(), match.end())
            or place_of(_actor(scene, start, match.start()))
            or scene.setting.jurisdiction(sentence, match.start())
        )
        if case and place and scene.real(start, match.start()):
            yield scene.fact(
                sentence, "以案促改", match.start(), match.end(), TOLD, place=place,
                case=case.words, person=case.person,
                measures=_SIX if _SIX in match[0] else "",
            )  # fmt: skip
    for match in _ADVICE.finditer(plain, start, end):
        sender, whom = parties(scene, *match.span("who")), parties(scene, *match.span("whom"))
        case = case_in(scene, start, match.start())
        if len(sender) == len(whom) == 1 and scene.real(start, match.end("whom")):
            yield scene.fact(
                sentence, "以案促改", match.start(), match.end(), TOLD, actor=sender[0],
                object=whom[0], measures="建议", case=case.words if case else "",
            )  # fmt: skip
    for match in _LEARNED.finditer(plain, start, end):
        case, place = case_in(scene, *match.span()), scene.setting.meant(sentence, match.start())
        if case and place and scene.real(start, match.start()):
            yield scene.fact(
                sentence, "以案促改", match.start(), match.end(), TOLD, place=place,
                case=case.words, person=case.person,
            )  # fmt: skip
    for match in _CAMPAIGN.finditer(plain, start, end):
        place = scene.setting.meant(sentence, match.start("verb"))
        if place and scene.real(start, match.start("verb")):
            yield from _campaign(scene, sentence, match, place)
    for match in _PLAIN.finditer(plain, start, end):
        place = scene.setting.meant(sentence, match.start())
        whole = _CAMPAIGN.search(plain, start, match.end())
        if place and not whole and scene.real(start, match.start()):
            yield scene.fact(
                sentence, "专项整治", match.start(), match.end(), TOLD, place=place,
                problem=match["problem"], name=place + match["problem"] + match["form"],
            )  # fmt: skip


def _campaign(
    scene: Scene, sentence: Sentence, match: re.Match[str], place: str
) -> Iterator[ArticleFact]:
    form = match["form"]
    kind = "以案促改" if form == "以案促改" else "专项整治"
    words = _WHOLE.sub("", match["systems"])
    systems = [system.removesuffix(match["unit"]) for system in re.split("、|和", words)]
    for where, system in zip(_places(scene, sentence, match, place, len(systems)), systems,
                             strict=False):  # fmt: skip
        yield scene.fact(
            sentence, kind, match.start(), match.end(), TOLD, place=where, system=system,
            problem=_problem(match["problem"] or ""), name=where + system + match["unit"] + form,
        )  # fmt: skip


def _places(
    scene: Scene, sentence: Sentence, match: re.Match[str], place: str, count: int
) -> list[str]:
    """Where each of the systems is: 分别 gives each place its own, if there are as many."""
    clause = scene.clause(sentence.start, match.start("verb"), "，")
    each = scene.plain.find("分别", clause, match.start("verb") + 1)
    if each < 0:
        return [place] * count
    places = parties(scene, clause, each)
    return list(places) if len(places) == count else []


def _problem(words: str) -> str:
    """The problem that a campaign is against; nothing where only the case is told to show one."""
    return "" if re.search("(?:暴露|存在|反映|发现|查摆)出?(?:来)?的?(?:突出)?$", words) else words


def _actor(scene: Scene, start: int, end: int) -> str:
    """The organ that does it: what stands in the clause before the words."""
    clause = scene.clause(start, end, "，")
    found = parties(scene, clause, end)
    return found[0] if len(found) == 1 else ""


def measures(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """The measures after each case that a sentence lists: 通报, 建议 …"""
    found = _MEASURES.findall(scene.plain[sentence.start : sentence.end])
    return tuple(dict.fromkeys(found))
