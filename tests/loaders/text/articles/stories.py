"""Invented articles, read."""

from __future__ import annotations

from loaders.text.articles.article import read_article
from loaders.text.articles.facts import ArticleFact
from tests.loaders.text.cases import text

TITLE = "澜陵市压实责任"


def read(*paragraphs: str, published: str | None = None) -> list[ArticleFact]:
    """What an article of these paragraphs says, its title before them."""
    return read_article(text("\n".join([TITLE, *paragraphs]), published=published))


def of(kind: str, *paragraphs: str, published: str | None = None) -> list[ArticleFact]:
    """The facts of one kind in an article of these paragraphs."""
    return [fact for fact in read(*paragraphs, published=published) if fact.kind == kind]


def ends(fact: ArticleFact, *keys: str) -> tuple[object, ...]:
    """The ends of a fact under these keys, empty where it has none."""
    return tuple(fact.ends.get(key, "") for key in keys)
