"""Mechanisms that a place has: lists, meetings, measures, reports. A plan for one is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.reforms import measures
from loaders.text.articles.scene import TOLD, Scene
from loaders.text.articles.sentences import Sentence

_MADE: Final = re.compile(
    "探索建立|探索形成|探索推行|探索|建立健全|建立完善|建立|构建|推行|形成|试点|实行|健全|实施|出台|创新"
)
_LIST_END: Final = re.compile("(?:等|等?[二两三四五六七八九十]项)$")
_NAMED: Final = re.compile(
    r"(?:“(?P<quoted>[^“”\n]{2,24})”(?P<tail>[一-龥]{0,8}?)(?=机制|制度|工作法|模式)|(?P<name>[^，。；：、“”的\n]{3,24}?)(?=机制|制度))(?P<sort>..法?)"
)
_TRIAL: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{2,20}?)在(?P<place>[^，。；：“”\n]{2,12}?)(?:试点推行|试点|推行|探索)的(?P<name>[^，。；：“”\n]{2,20}?)制度"
)
_CHECK: Final = re.compile(
    r"将(?P<what>“两清单”|[^，。；：\n]{2,20}?清单)[^，。；：\n]{0,20}?(?:列入|纳入)(?P<into>[^，。；：\n]{2,16}?)(?:进行|开展)(?P<how>[^，。；：\n]{0,6}检查)"
)
_DOCUMENT: Final = re.compile(
    r"(?:制定|制订|印发|出台|下发|修订)(?:出台|印发|完善|实施|并实施)?了?(?P<all>《[^《》\n]{2,40}》(?:[、和及]?《[^《》\n]{2,40}》){0,4})"
)
_LISTS: Final = re.compile(
    r"(?:制定|建立|推行|编制|公布|实行)了?(?P<name>[^，。；：“”\n的]{0,14}?(?:权力|负面)清单(?:[、和及][一-龥]{0,4}清单){0,3})"
    r"(?![^，。；]{0,6}制度)"
)
_AFTER_EACH_CASE: Final = re.compile(
    r"(?:开展|推行|实行|探索|坚持|建立|落实)了?“(?P<name>一案一[^“”\n]{2,14})”(?![^，。；]{0,6}(?:机制|制度))"
)
_VISITS: Final = re.compile(
    r"(?P<how>常态化|全面|深入|全覆盖)(?:开展|推进|推行|实施)(?:[^，。；对到\n]{0,16}?)(?P<what>廉[政*]家访)"
)
_REGULAR: Final = re.compile(
    r"(?P<what>廉[政*]家访)[^，。；：\n]{0,4}?在(?P<place>[^，。；：\n]{1,12}?)(?P<how>常态化)(?:开展|推进|实施)"
)


def mechanisms(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The mechanisms that a sentence tells as in force, each with its place."""
    if sentence.spoken:
        return
    plain, start, end = scene.plain, sentence.start, sentence.end
    for match in _TRIAL.finditer(plain, start, end):
        yield scene.fact(
            sentence, "机制", match.start("name"), match.end(), TOLD,
            mechanism=match["name"] + "制度", place=match["place"],
            actor=scene.setting.whole(re.sub("^这是", "", match["who"]), start),
        )  # fmt: skip
    for match in _CHECK.finditer(plain, start, end):
        yield scene.fact(
            sentence, "机制", match.start(), match.end(), TOLD, mechanism=match["what"].strip("“”"),
            place=scene.setting.jurisdiction(sentence, match.start()), checked_by=match["into"],
            manner=match["how"],
        )  # fmt: skip
    for match in _REGULAR.finditer(plain, start, end):
        if scene.real(start, match.start("how")):
            yield scene.fact(
                sentence, "机制", match.start(), match.end(), TOLD, mechanism="廉政家访",
                place=_place(scene, match), manner=match["how"],
            )  # fmt: skip
    for name, match in _told(plain, start, end):
        place = scene.setting.meant(sentence, match.start())
        if place and scene.real(start, match.start()):
            yield scene.fact(
                sentence, "机制", match.start(), match.end(), TOLD, mechanism=name, place=place,
                manner=match.groupdict().get("how") or "",
            )  # fmt: skip
    made = _MADE.search(plain, start, end)
    if made and not _TRIAL.search(plain, start, end) and scene.real(start, made.start()):
        yield from _named(scene, sentence, made)


def _told(plain: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The mechanisms that are told by the name of a document, of what follows each case, or as
    home visits that are made regularly."""
    for match in _DOCUMENT.finditer(plain, start, end):
        for name in re.findall("《[^《》]+》", match["all"]):
            yield name, match
    for pattern in (_LISTS, _AFTER_EACH_CASE):
        for match in pattern.finditer(plain, start, end):
            yield match["name"], match
    for match in _VISITS.finditer(plain, start, end):
        yield "廉政家访", match


def _place(scene: Scene, match: re.Match[str]) -> str:
    """The place that 全市 or 全县 means; a mechanism told of the whole place is that place's."""
    return scene.setting.whole(
        match["place"].removeprefix("全").removesuffix("范围内"), match.start()
    )


def _named(scene: Scene, sentence: Sentence, made: re.Match[str]) -> Iterator[ArticleFact]:
    listed = measures(scene, sentence)
    for match in _NAMED.finditer(scene.plain, made.end(), sentence.end):
        verbs = [verb.start() for verb in _MADE.finditer(scene.plain, made.start(), match.start())]
        place = scene.setting.jurisdiction(sentence, verbs[-1])
        name = match["quoted"] or match["name"]
        if match["tail"] and match["quoted"]:
            name += match["tail"]
        for one in _listed(scene.plain[made.end() : match.end("name")], name) if place else ():
            yield scene.fact(
                sentence, "机制", match.start(), match.end(), TOLD,
                mechanism=_MADE.sub("", one) + match["sort"], place=place,
                measures=listed if "六个一" in one else (),
            )  # fmt: skip


def _listed(words: str, name: str) -> list[str]:
    """The mechanisms of a list that ends in 等 or with their number (建立甲、乙等制度, 甲、乙两项
    机制), else the one that is named."""
    if not _LIST_END.search(name):
        return [name]
    clause = re.split("[，。；：》]", _LIST_END.sub("", words))[-1]
    return re.split("[、和]", _MADE.sub("", clause))
