"""Invented notices, read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.text.facts import CaseFacts, PostFact
from loaders.text.notices import read_notice
from loaders.text.tagging import Tagger
from loaders.text.text import Text, line_starts, plain_form

TITLE = "澜陵市通报典型问题"


class Persons:
    """A tagger that sees persons where it is told to, and remembers what it was asked."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.asked: list[str] = []

    def run(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        """Words of each text: the names, and single signs."""
        self.asked += texts
        return [list(self._words(text)) for text in texts]

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(text):
            name = next((n for n in self.names if text.startswith(n, at)), "")
            yield (name, "PER") if name else (text[at], "n")
            at += len(name) or 1


def text(body: str, *, title: str = TITLE, published: str | None = None) -> Text:
    """A text of these words."""
    return Text(
        "通报.txt", title, published, "", "utf-8", body, plain_form(body), line_starts(body), ()
    )  # fmt: skip


def unasked() -> Tagger:
    """Stands for a tagger where the text itself tells every name."""
    raise AssertionError("the text leaves nothing open")


def read(*paragraphs: str, published: str | None = None) -> list[CaseFacts]:
    """What a notice of these paragraphs says, its title before them."""
    return read_notice(text("\n".join([TITLE, *paragraphs]), published=published), Persons)


def one(*paragraphs: str) -> CaseFacts:
    """What a notice says of the one person in it."""
    (case,) = read(*paragraphs)
    return case


def posts(head: str) -> list[tuple[str, str, bool]]:
    """The posts of the one person whom a case is named after: body, title, whether former."""
    return shown(one(f"{head}违规吃喝问题。2020年，有关人员违规吃喝。").posts)


def shown(told: tuple[PostFact, ...]) -> list[tuple[str, str, bool]]:
    """Posts as body, title and whether former."""
    return [(post.organization, post.title, post.former) for post in told]


def sanctions(case: CaseFacts) -> list[tuple[str, str | None]]:
    """Sanctions as kind and date."""
    return [(sanction.kind, sanction.date) for sanction in case.sanctions]
