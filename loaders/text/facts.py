"""What is read out of texts: every fact with its words, their place, and how far it is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.text.text import Quote


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post that someone is said to hold or to have held.

    `organization` is empty where the text does not tell it. `former` is whether it is called 原 or
    时任; `marker` is 时任 and the like. `confidence` is in (0, 1].
    """

    organization: str
    title: str
    former: bool
    marker: str
    quote: Quote
    confidence: float


@dataclass(frozen=True, slots=True)
class AmountFact:
    """An amount of money; `yuan` is the printed number without 余, `None` in other currencies."""

    yuan: float | None
    what: str
    quote: Quote
    confidence: float


@dataclass(frozen=True, slots=True)
class SanctionFact:
    """What was done about someone. `date` is an ISO prefix; `date_words` are printed words of time
    that govern it, kept also where they cannot be resolved. `months` are those of a prison term."""

    kind: str
    date: str | None
    date_words: str
    months: int | None
    quote: Quote
    sentence: Quote
    confidence: float


@dataclass(frozen=True, slots=True)
class ConductFact:
    """A class of conduct, by the words that put it there."""

    kind: str
    quote: Quote
    confidence: float


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a notice says of one person in one case.

    `case` numbers the cases of the document from 1, `line` is where the person is introduced.
    `posts` are those with which the person is introduced, `other_posts` those named in passing.
    `period` are the first and last year that the conduct mentions. `confidence` is that of the
    name.
    """

    file: str
    case: int
    line: int
    name: str
    quote: Quote
    posts: tuple[PostFact, ...]
    other_posts: tuple[PostFact, ...]
    conduct: tuple[ConductFact, ...]
    amounts: tuple[AmountFact, ...]
    sanctions: tuple[SanctionFact, ...]
    period: tuple[int, int] | None
    confidence: float

    def as_record(self) -> dict[str, Any]:
        """The same as plain values, under the names that notices are labelled with."""
        return {
            "file": self.file,
            "case": self.case,
            "line": self.line,
            "name": self.name,
            "span": _span(self.quote),
            "posts": [_post(post) for post in self.posts],
            "violations": [fact.kind for fact in self.conduct],
            "amounts": [
                {"text": a.quote.words, "yuan": _number(a.yuan), "what": a.what,
                 "span": _span(a.quote)}
                for a in self.amounts
            ],
            "sanctions": [
                {"kind": s.kind, "date": s.date, "months": s.months, "text": s.quote.words,
                 "span": _span(s.quote)}
                for s in self.sanctions
            ],
            "period": self.period,
            "body_posts": [_post(post) for post in self.other_posts],
        }  # fmt: skip


def _post(post: PostFact) -> dict[str, Any]:
    told = {
        "text": post.quote.words, "org": post.organization, "title": post.title,
        "former": post.former, "span": _span(post.quote),
    }  # fmt: skip
    return told | ({"marker": post.marker} if post.marker else {})


def _span(quote: Quote) -> list[int]:
    return [quote.start, quote.end]


def _number(yuan: float | None) -> float | int | None:
    """A whole number without a decimal point."""
    return int(yuan) if yuan is not None and yuan.is_integer() else yuan
