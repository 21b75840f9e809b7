"""Cases: which one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.scene import READ, TOLD, Scene
from loaders.text.articles.sentences import Sentence
from loaders.text.places import place_of
from loaders.text.posts import title_before

_CRIME: Final = "(?:职务犯罪|受贿|行贿|贪污|挪用公款|滥用职权|玩忽职守|徇私舞弊|巨额财产来源不明)"
_CASE: Final = re.compile(
    r"(?:利用|剖析|通报|审议|针对|结合|以|用|围绕|[汲吸]取|了|[，、：]|(?<=[。”！？\n]))(?P<case>(?P<who>[^，。；：“”\n]{2,40}?)"
    rf"(?:涉嫌)?(?:严重)?(?P<crime>(?:违纪违法|违法违纪|违纪|违法|腐败|{_CRIME})(?:、{_CRIME}){{0,4}})?罪?一?案件?)(?!例|情)"
)
_LEAD: Final = re.compile(
    "^[以用了]|(?:关于|利用|剖析|通报|审[议理]|研究|听取|讨论|针对|结合|围绕|[汲吸]取|反思|查[处办]|办理)了?"
)
_UNNAMED: Final = re.compile("[某的]|会议|一名|有关|相关")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words that name a case, from `start` on, whole; the person or post it is about."""

    start: int
    end: int
    words: str
    people: tuple[str, ...]
    post: str

    @property
    def person(self) -> str:
        """Whom the case is about, if it is one person."""
        return self.people[0] if len(self.people) == 1 else ""


def case_in(scene: Scene, start: int, end: int) -> CaseWords | None:
    """The first case that is named in [start, end) by whom it is about."""
    return next(_named(scene, start, end), None)


def _named(scene: Scene, start: int, end: int) -> Iterator[CaseWords]:
    for match in _CASE.finditer(scene.plain, start, end):
        at, finish = match.span("who")
        leads = list(_LEAD.finditer(match["who"]))
        at += leads[-1].end() if leads else 0
        named = scene.cast.posted(at, finish)
        if match["crime"] is None:  # 某某案: there is nothing in front of him and his posts
            if not named or named[-1][1] != finish:
                continue
            at = named[-1][0]
        if named:
            about = scene.cast.together(at, finish, named[-1][2])
            others, named = named[: -len(about)], named[-len(about) :]
            at = named[0][0] if others else min(at, named[0][0])
        words = scene.plain[at:finish]
        titles = title_before(scene.plain, at, finish)
        post = scene.setting.whole(words, at) if titles and titles[-1][1] == finish else ""
        if not place_of(post) or _UNNAMED.search(post):
            post = ""
        if named or post:
            whole = (post or words) + scene.plain[finish : match.end()]
            people = tuple(dict.fromkeys(name for *_, name in named))
            yield CaseWords(at, match.end(), whole, people, post)


def cases(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """The cases that a sentence names: one fact for each person whom they are about."""
    if sentence.spoken:
        return
    for found in _named(scene, sentence.start, sentence.end):
        for person in found.people or ("",):
            yield scene.fact(
                sentence, "案件", found.start, found.end, READ if person else TOLD,
                case=found.words, person=person, post=found.post,
            )  # fmt: skip
