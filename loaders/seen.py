"""What was said before in the same table, so that it is neither worked out nor said again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from graph.attestation import Attestation

Cells = Mapping[str, str]
"""The cells of a row by header."""


class Seen:
    """What a plan has already said in this table, by the cells that it reads.

    A shortcut past evaluation only: forgetting costs time, never a statement. One that hardly ever
    helps is put out of use. `merged` counts the statements that were not repeated.
    """

    LARGEST: Final = 50_000
    TRIED: Final = 5_000

    def __init__(self, headers: Sequence[str]) -> None:
        self._read: Callable[[Cells], object] = itemgetter(*headers) if headers else lambda _: None
        self._ids: dict[object, tuple[tuple[str, ...], int]] = {}
        self.merged = 0
        self._asked = self._found = 0
        self.useful = True

    def key(self, cells: Cells, more: object = None) -> object:
        """What the plan depends on in this row, `more` being ids that it builds on."""
        return (self._read(cells), more)

    def get(self, key: object) -> tuple[str, ...] | None:
        """The ids found before for the same cells, `None` if they are new."""
        self._asked += 1
        known = self._ids.get(key)
        if known is not None:
            self._found += 1
            self.merged += known[1]
            return known[0]
        if self._asked > self.TRIED and self._found * 10 < self._asked:
            self.useful = False
            self._ids.clear()
        return None

    def put(self, key: object, ids: tuple[str, ...], said: int) -> None:
        """Remember that `said` statements were made."""
        if len(self._ids) >= self.LARGEST:
            self._ids.clear()
        if self.useful:
            self._ids[key] = (ids, said)

    def forget(self, key: object) -> None:
        """It was not said after all: the row was rejected."""
        self._ids.pop(key, None)


class Memory:
    """The last statements of one document, so that the same is not attested at every row."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def clear(self) -> None:
        """Begin another document."""
        self._known.clear()

    def knows(self, statement: Attestation) -> bool:
        """Whether the same was said of the same record before; remembers it."""
        key = (statement.record, *statement.properties.items())
        if key in self._known:
            self._known.move_to_end(key)
            return True
        self._known[key] = None
        if len(self._known) > self._size:
            self._known.popitem(last=False)
        return False
