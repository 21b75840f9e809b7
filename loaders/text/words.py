"""The lexicons of `lexicons/*.yaml`, checked once, and the automaton that finds titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import BaseModel, ConfigDict, TypeAdapter

from graph.names import Words
from graph.strict_yaml import read_yaml


class _Lexicon(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Titles(_Lexicon):
    """What posts are called."""

    before: Words
    bodies: Words
    committees: Words
    seats: Words
    titles: Words
    governors: Words
    merged: Words


class Careers(_Lexicon):
    """What the posts of a whole career are called."""

    before: Words
    headed: Words
    helped: Words
    titles: Words


class Organs(_Lexicon):
    """With which words names of bodies are read."""

    endings: Words
    of_committee: Words
    of_place: Words
    inside: Words
    national: Words
    provinces: Words
    short_provinces: Words


class People(_Lexicon):
    """With which words names of people are read."""

    surnames: Words
    compounds: Words
    doubtful: Words
    syllables: Words
    words: Words
    after: Words


class SanctionWords(_Lexicon):
    """One way of writing a sanction."""

    kind: str
    words: str
    weak: bool = False
    also: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """The kinds that the words say: most say one."""
        return (self.kind, self.also) if self.also else (self.kind,)


@lru_cache(maxsize=1)
def titles() -> Titles:
    """What posts are called."""
    return Titles.model_validate(_read("titles"))


@lru_cache(maxsize=1)
def careers() -> Careers:
    """What the posts of a whole career are called."""
    return Careers.model_validate(_read("careers"))


@lru_cache(maxsize=1)
def organs() -> Organs:
    """With which words names of bodies are read."""
    return Organs.model_validate(_read("organs"))


@lru_cache(maxsize=1)
def people() -> People:
    """With which words names of people are read."""
    return People.model_validate(_read("people"))


@lru_cache(maxsize=1)
def sanction_words() -> tuple[SanctionWords, ...]:
    """How sanctions are written, in order of preference."""
    return TypeAdapter(tuple[SanctionWords, ...]).validate_python(_read("sanctions"))


@lru_cache(maxsize=1)
def violations() -> dict[str, re.Pattern[str]]:
    """The words of each class of conduct."""
    found = TypeAdapter(dict[str, str]).validate_python(_read("violations"))
    return {kind: re.compile(words) for kind, words in found.items()}


def _read(name: str) -> Any:
    file = files("loaders.text").joinpath("lexicons", f"{name}.yaml")
    return read_yaml(file.read_text(encoding="utf-8"))


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + ")"


class TitleFinder:
    """Finds titles of posts in a text, the longest at each place."""

    def __init__(self, words: Titles) -> None:
        plain = {*words.titles, *words.seats}
        seats = {body + seat for body in words.bodies for seat in words.seats}
        patterns = sorted({before + title for before in ("", *words.before) for title in plain})
        self._automaton = AhoCorasick(
            [*patterns, *sorted(seats - set(patterns))], matchkind=MatchKind.LeftmostLongest
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where titles stand in a text, in order, never overlapping."""
        return [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text)]


@lru_cache(maxsize=1)
def title_finder() -> TitleFinder:
    """The automaton over all titles."""
    return TitleFinder(titles())
