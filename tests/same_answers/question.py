"""A question to a view, its whole answer as text, and where two answers part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import GraphError
from graph.store import View

CONTEXT = 160
"""Characters of an answer that are shown from where it differs, and half as many before."""


@dataclass(frozen=True, slots=True)
class Question:
    """A function of a view, and what it is given beside the view."""

    ask: Callable[..., object]
    given: tuple[object, ...]
    named: dict[str, object]

    def __str__(self) -> str:
        given = [*map(repr, self.given), *(f"{n}={v!r}" for n, v in self.named.items())]
        return f"{self.ask.__name__}({', '.join(given)})"

    def answer(self, view: View, batches: Sequence[str] = ()) -> str:
        """The whole answer, with every type and the order of every mapping; an error is one too.

        A store makes up the ids of its batches: each of `batches` goes by its place among them.
        """
        try:
            text = repr(self.ask(view, *self.given, **self.named))
        except GraphError as error:
            text = f"{type(error).__name__} {vars(error)!r}"
        for number, batch in enumerate(batches):
            text = text.replace(batch, f"batch {number}")
        return text


def question(ask: Callable[..., object], *given: object, **named: object) -> Question:
    """The question `ask(view, *given, **named)`."""
    return Question(ask, given, named)


def port(view: View, method: str, *given: Any, **named: Any) -> object:
    """A method of the view itself."""
    return getattr(view, method)(*given, **named)


def difference(expected: str, found: str) -> str:
    """The piece in which two answers first differ, each on a line."""
    pairs = enumerate(zip(expected, found, strict=False))
    shorter = min(len(expected), len(found))
    start = next((at for at, (one, other) in pairs if one != other), shorter)
    piece = slice(max(start - CONTEXT // 2, 0), start + CONTEXT)
    return f"expected …{expected[piece]}…\n   found …{found[piece]}…"
