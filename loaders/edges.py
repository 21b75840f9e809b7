"""Edges of a mapping, compiled: between whom, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from graph.attestation import Attestation, Place, attest_edge
from graph.dates import Interval
from graph.errors import InvalidData
from graph.record import Scalar
from graph.schema import schema
from loaders.conversion import BadValue, to_date, to_first_day_out
from loaders.entities import Fresh, Ids
from loaders.language import Relation
from loaders.seen import Cells, Seen
from loaders.values import (
    Read,
    Scope,
    asked_by,
    column_of,
    condition,
    headers_of,
    read_one,
    read_properties,
    read_property,
    read_text,
    texts_of,
)

CURRENT: Final = frozenset(
    {"至今", "现任", "今", "现在", "迄今", "在任", "至现在", "present", "now"}
)
"""What stands in the place of an end that has not come: the document attests the holder."""
UNDATED: Final = "写着“至今”而文件没有日期，未作为见证"

Properties = dict[str, tuple[Scalar, ...]]


class EdgePlan:
    """An edge of the mapping, compiled."""

    def __init__(self, edge: Relation, end: str, scope: Scope) -> None:
        declared = schema().edges[edge.kind].all_properties
        self._kind = edge.kind
        self._from, self._to = edge.source, edge.target
        self._when = condition(edge.when, scope)
        self._reads = read_properties(declared, edge.properties, scope)
        if edge.seen is not None:
            self._reads.append(("seen", read_property(declared["seen"], edge.seen, scope)))
        if edge.on is not None:
            self._reads.append(("on", read_property(declared["on"], edge.on, scope)))
        texts = [*asked_by(edge.when), *texts_of(edge.since), *texts_of(edge.until)]
        for given in (edge.seen, edge.on, *edge.properties.values()):
            texts += texts_of(given)
        if edge.until is not None:
            texts.append("{document_date}")
        self._seen = Seen(headers_of(texts, scope))
        scope.seen.append(self._seen)
        self._spell = _Spell(edge, edge.end or end, scope) if edge.since or edge.until else None

    def add(
        self, cells: Cells, place: Place, ids: Ids, found: list[Attestation], fresh: Fresh
    ) -> None:
        """Put what is said about the edge behind `found`, between every pair of its ends, unless an
        earlier row said the same; `fresh` is to be forgotten if the row is rejected."""
        sources, targets = ids[self._from], ids[self._to]
        if not sources or not targets:
            return
        key = self._seen.key(cells, (sources, targets)) if self._seen.useful else None
        if key is not None:
            if self._seen.get(key) is not None:
                return
            fresh.append((self._seen, key))
        before = len(found)
        if not self._when or self._when(cells):
            self._add(cells, place, sources, targets, found)
        if key is not None:
            self._seen.put(key, (), len(found) - before)

    def _add(
        self, cells: Cells, place: Place, sources: tuple[str, ...], targets: tuple[str, ...],
        found: list[Attestation],
    ) -> None:  # fmt: skip
        given: Properties = {}
        for name, read in self._reads:
            values = read(cells)
            if values:
                given[name] = values
        if self._spell:
            self._spell.add(cells, given)
        found += [
            attest_edge(self._kind, source, target, given, place)
            for source in sources
            for target in targets
        ]


class _Spell:
    """The beginning and the end of an edge."""

    def __init__(self, edge: Relation, end: str, scope: Scope) -> None:
        self._since = read_one(edge.since, scope) if edge.since is not None else None
        self._until = read_one(edge.until, scope) if edge.until is not None else None
        self._since_column = column_of(edge.since, scope) if edge.since is not None else ""
        self._until_column = column_of(edge.until, scope) if edge.until is not None else ""
        self._first_out = to_first_day_out if end == "last_in" else to_date
        self._today = read_text("{document_date}", scope)
        self._noted = scope.noted

    def add(self, cells: Cells, given: Properties) -> None:
        """Add since, until and (of one who is said to be in office) seen to `given`."""
        since = _date(self._since, self._since_column, cells, to_date)
        written = self._until(cells) if self._until else ""
        if written.casefold() in CURRENT:
            today, until = self._today(cells), ""
            if today:
                given["seen"] = tuple(dict.fromkeys((*given.get("seen", ()), today)))
            else:
                self._noted[UNDATED] += 1
        else:
            until = _date(self._until, self._until_column, cells, self._first_out)
        if since and until:
            _fits(since, until, self._until_column, written)
        if since:
            given["since"] = (since,)
        if until:
            given["until"] = (until,)


def _date(read: Read | None, column: str, cells: Cells, convert: Callable[[str], str]) -> str:
    text = read(cells) if read else ""
    if not text:
        return ""
    try:
        return convert(text)
    except BadValue as bad:
        raise BadValue(column, text, bad.message, bad.remedy) from None


@lru_cache(maxsize=65_536)
def _fits(since: str, until: str, column: str, written: str) -> None:
    try:
        Interval.of(since, until)
    except InvalidData as error:
        raise BadValue(column, written, error.message, error.remedy) from None
