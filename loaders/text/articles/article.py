"""The genre of newspaper articles on supervision, read sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable

from loaders.text.articles.cases import cases
from loaders.text.articles.deliberations import deliberations
from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.mechanisms import mechanisms
from loaders.text.articles.officials import officials
from loaders.text.articles.reforms import reforms
from loaders.text.articles.scene import Scene
from loaders.text.articles.talks import talks
from loaders.text.articles.visits import visits
from loaders.text.tagging import Tagger, lac
from loaders.text.text import Text

_READERS = (talks, visits, cases, deliberations, reforms, mechanisms)


def read_article(text: Text, tagger: Callable[[], Tagger] = lac) -> list[ArticleFact]:
    """What an article says, in the order of the text; nothing gives an empty list.

    `tagger` gives what is asked where the text leaves open how far a name reaches.
    """
    scene = Scene(text, tagger)
    found = list(officials(scene))
    for sentence in scene.sentences:
        for reader in _READERS:
            found += reader(scene, sentence)
    return sorted(found, key=lambda fact: (fact.quote.start, fact.quote.end, fact.kind))
