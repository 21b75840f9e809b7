"""What is read out of articles: one fact, its ends and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.text.text import Quote

End = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFact:
    """One thing that an article says.

    `kind` is a word of the domain (任职, 廉政家访 …). `ends` are who, whom, where and about
    what, by key, with the whole names of bodies where the text tells them. `date` is an ISO
    prefix, `None` where the text leaves it open; `date_words` are the printed words of time.
    `confidence` is in (0, 1].
    """

    kind: str
    ends: Mapping[str, End]
    date: str | None
    date_words: str
    quote: Quote
    confidence: float

    def as_record(self) -> dict[str, object]:
        """The JSON object of it; ends that the text does not tell are left out."""
        ends = {key: list(v) if isinstance(v, tuple) else v for key, v in self.ends.items()}
        return {
            "kind": self.kind, **{key: v for key, v in ends.items() if v != "" and v != []},
            "date": self.date, "date_words": self.date_words, "quote": self.quote.words,
            "span": [self.quote.start, self.quote.end], "confidence": self.confidence,
        }  # fmt: skip
