"""Numbers for sources: the same place of the same document has the same number in one picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.attestation import Attestation
from graph.queries.chain import Chain
from graph.queries.neighbourhood import Neighbourhood
from graph.queries.paths import Paths
from graph.store import View
from visualize.picture import PictureSource

Pictured = Chain | Neighbourhood | Paths
"""The answers of which there are pictures."""

NO_TITLE = "（无标题文件）"


class Citations:
    """Hands out the numbers in order of first use. `titles` are those of documents, by id."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._numbers: dict[tuple[str, str], int] = {}

    def cite(self, statements: Iterable[Attestation]) -> tuple[int, ...]:
        """The numbers of the places of these statements, each once, in the order given."""
        places = [(s.place.document, s.place.locator) for s in statements]
        numbers = [self._numbers.setdefault(p, len(self._numbers) + 1) for p in places]
        return tuple(dict.fromkeys(numbers))

    def listed(self) -> tuple[PictureSource, ...]:
        """All places cited so far, by number."""
        return tuple(
            PictureSource(number, document, self._titles.get(document, NO_TITLE), locator)
            for (document, locator), number in self._numbers.items()
        )


def document_titles(view: View, answer: Pictured) -> dict[str, str]:
    """The titles of all documents that `answer` rests on, by id: what builders ask for."""
    documents = dict.fromkeys(s.place.document for s in _statements(answer))
    return {i: node.caption for i, node in view.nodes(documents).items()}


def _statements(answer: Pictured) -> Iterable[Attestation]:
    if not isinstance(answer, Chain):
        for statements in answer.sources.values():
            yield from statements
        return
    for body in answer.bodies:
        for seat in (*body.heads, *body.beside):
            yield from seat.vacancy
            for holder in seat.holders:
                yield from holder.sources
    for link in answer.links:
        yield from link.sources
