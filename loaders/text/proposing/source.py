"""A text whose facts are proposed: its document, and proposals made of fields and spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.attestation import Place, attest_node
from graph.errors import InvalidData
from graph.proposals import Proposal, SourceText
from loaders.text.proposing.kinds import kind_of

_SENTENCE_ENDS: Final = "。！？\n"
_MOST_AROUND: Final = 400
"""Characters of a sentence shown before and behind the words in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text as its facts are proposed; `title` and `published` are what its document says."""

    document: str
    file: str
    title: str
    published: str | None
    digest: str
    body: str

    @property
    def text(self) -> SourceText:
        """The text as it is kept beside the facts."""
        given = {"title": self.title, "date": self.published, "digest": self.digest}
        place = Place(self.document, f"文件 {self.file}")
        return SourceText(attest_node("Document", self.document, given, place), self.body)

    def read(
        self, kind: str, fields: Mapping[str, str | None], start: int, end: int, confidence: float
    ) -> Proposal | str:
        """The fact that characters [start, end) tell, or a note where it cannot be so; fields
        without a value drop out."""
        filled = {label: value for label, value in fields.items() if value}
        place = place_of(self.document, self.body, start, end)
        try:
            said = kind_of(kind).statements(filled, place, confidence)
        except InvalidData as error:
            return f"{error.message}，未提出"
        return Proposal(kind, self.document, start, end, filled, said, confidence)


def place_of(document: str, body: str, start: int, end: int) -> Place:
    """Characters [start, end) of a document, as a person finds them and with its words."""
    line = body.count("\n", 0, start) + 1
    return Place(document, f"第{line}行 第{start + 1}–{end}字", body[start:end].replace("\n", " "))


def sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences in which characters [start, end) stand, cut where they are long."""
    low, high = max(0, start - _MOST_AROUND), min(len(body), end + _MOST_AROUND)
    first = max(low, *(body.rfind(sign, low, start) + 1 for sign in _SENTENCE_ENDS))
    ends = (body.find(sign, max(end - 1, start), high) for sign in _SENTENCE_ENDS)
    last = min((at for at in ends if at >= 0), default=high)
    last += last < high and body[last] != "\n"
    while first < start and body[first].isspace():
        first += 1
    return first, max(last, end)
