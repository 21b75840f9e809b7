"""One row into statements: pure, with everything that can be compiled compiled once per table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph.attestation import Attestation, Place
from graph.schema import schema
from loaders.conversion import BadValue
from loaders.demands import InOrder, Required
from loaders.edges import EdgePlan
from loaders.entities import EntityPlan, Fresh, Ids
from loaders.language import Entity, Values
from loaders.language import Mapping as MappingFile
from loaders.seen import Cells
from loaders.tables import Row
from loaders.values import Scope, fields_of


class RowMapper:
    """Turns the rows of one table into statements. `scope` says which columns the table has."""

    def __init__(self, mapping: MappingFile, document: str, scope: Scope) -> None:
        self._document = document
        self._entities = [
            EntityPlan(name, mapping.entities[name], mapping, scope)
            for name in in_order(mapping.entities)
        ]
        self._edges = [EdgePlan(edge, mapping.end, scope) for edge in mapping.edges]
        self._demands: list[Required | InOrder] = [
            *(Required(asked, scope) for asked in mapping.require),
            *(InOrder(ordered, scope) for ordered in mapping.in_order),
        ]
        self._quoted = _quoted(mapping, scope)

    def place(self, row: Row) -> Place:
        """Where the row stands, with the cells that the mapping uses (protected ones left out)."""
        cells = row.cells
        quote = "；".join([text for h in self._quoted if (text := cells[h])])
        return Place(self._document, row.locator, quote)

    def referred(self, row: Row) -> Iterator[str]:
        """The ids that the store must have if the row is to load (see `entities.known_from`); none
        behind a bad value, for which the row is rejected."""
        for entity in self._entities:
            try:
                yield from entity.referred(row.cells)
            except BadValue:
                return

    def statements(
        self, row: Row, extra: Callable[[Cells, Ids, Place], list[Attestation]] | None = None
    ) -> list[Attestation]:
        """What the row says, nodes before edges, one statement a record. Raises `BadValue`.

        `extra` adds statements from the cells, the ids of the entities and the place.
        """
        cells = row.cells
        for demand in self._demands:
            demand.check(cells)
        place = self.place(row)
        ids: Ids = {}
        found: list[Attestation] = []
        fresh: Fresh = []
        try:
            for entity in self._entities:
                entity.add(cells, place, ids, found, fresh)
            for edge in self._edges:
                edge.add(cells, place, ids, found, fresh)
            if extra:
                found += extra(cells, ids, place)
        except BadValue:
            for seen, key in fresh:
                seen.forget(key)
            raise
        return _once(found)


def in_order(entities: Mapping[str, Entity]) -> list[str]:
    """The names of entities, those first that the keys of others refer to."""
    done: dict[str, None] = {}

    def visit(name: str) -> None:
        key = entities[name].key
        for other in (key.post_of, key.within):
            if other and other not in done and other != name:
                visit(other)
        done[name] = None

    for name in entities:
        if name not in done:
            visit(name)
    return list(done)


def _once(statements: list[Attestation]) -> list[Attestation]:
    """One statement a record: what a row says of it in several places together."""
    by_record: dict[str, Attestation] = {}
    for statement in statements:
        known = by_record.get(statement.record)
        if known is None:
            by_record[statement.record] = statement
        elif known.properties != statement.properties:
            both = dict(known.properties)
            for name, values in statement.properties.items():
                both[name] = tuple(dict.fromkeys((*both.get(name, ()), *values)))
            by_record[statement.record] = Attestation(
                known.id, known.record, known.kind, known.source, known.target, known.facet,
                both, known.place,
            )  # fmt: skip
    return list(by_record.values())


def _quoted(mapping: MappingFile, scope: Scope) -> list[str]:
    """The headers of the columns that the mapping uses, those of protected properties left out."""
    hidden: set[str] = set()
    for kind, given in _given(mapping):
        declared = schema().properties(kind)
        for name, values in given.items():
            if declared[name].protected:
                for expression in values if isinstance(values, tuple) else (values,):
                    texts = (expression,) if isinstance(expression, str) else expression.texts
                    hidden.update(field for text in texts for field in fields_of(text))
    headers = [scope.columns[name] for name in mapping.columns if name not in hidden]
    return list(dict.fromkeys(header for header in headers if header))


def _given(mapping: MappingFile) -> Iterator[tuple[str, Mapping[str, Values]]]:
    for entity in mapping.entities.values():
        yield entity.kind, entity.properties
    for edge in mapping.edges:
        yield edge.kind, edge.properties
