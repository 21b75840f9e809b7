"""The genre of newspaper articles on supervision, read sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from loaders.text.articles.cases import cases
from loaders.text.articles.clues import clues
from loaders.text.articles.deliberations import deliberations
from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.mechanisms import mechanisms
from loaders.text.articles.officials import officials
from loaders.text.articles.outcomes import outcomes
from loaders.text.articles.reforms import reforms
from loaders.text.articles.reports import reports
from loaders.text.articles.scene import Scene
from loaders.text.articles.stages import stages
from loaders.text.articles.talks import talks
from loaders.text.articles.visits import visits
from loaders.text.tagging import Tagger, lac
from loaders.text.text import Text

_ONCE: Final = (
    "案件", "主动投案", "立案审查", "审查调查", "留置", "处分", "组织处理", "移送审查起诉",
    "提起公诉", "开庭审理", "判决",
)  # fmt: skip
"""Kinds of facts that happen once: told again, with the same ends, they are the same."""
_READERS = (
    talks, visits, reports, clues, stages, outcomes, cases, deliberations, reforms, mechanisms,
)  # fmt: skip


def read_article(text: Text, tagger: Callable[[], Tagger] = lac) -> list[ArticleFact]:
    """What an article says, in the order of the text; nothing gives an empty list.

    `tagger` gives what is asked where the text leaves open how far a name reaches.
    """
    scene = Scene(text, tagger)
    found = list(officials(scene))
    for sentence in scene.sentences:
        for reader in _READERS:
            found += reader(scene, sentence)
    found.sort(key=lambda fact: (fact.quote.start, fact.quote.end, fact.kind))
    return list(_told_once(found))


def _told_once(facts: list[ArticleFact]) -> Iterator[ArticleFact]:
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        ends = sorted(fact.ends.items(), key=lambda end: end[0])
        same = (fact.kind, *(end for end in ends if end[0] != "after"))
        if fact.kind not in _ONCE or same not in seen:
            yield fact
        seen.add(same)
