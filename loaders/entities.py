"""Entities of a mapping, compiled: how a row names a thing, and what it says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from graph.attestation import Attestation, Place, attest_node
from graph.errors import InvalidData
from graph.record import Scalar
from graph.schema import schema
from loaders import identity
from loaders.conversion import BadValue
from loaders.language import Entity, Expression, Key, Values
from loaders.language import Mapping as MappingFile
from loaders.seen import Cells, Seen
from loaders.values import (
    EACH,
    Read,
    Scope,
    asked_by,
    column_of,
    condition,
    headers_of,
    read_many,
    read_one,
    read_properties,
    read_text,
    texts_of,
)

Ids = dict[str, tuple[str, ...]]
"""Entity of the mapping -> the ids of what a row names by it; empty where it names nothing."""
Fresh = list[tuple[Seen, object]]
"""What a row was the first to say."""
Identify = Callable[[Cells, Place, Ids], tuple[str, dict[str, Scalar]]]
"""The id that a row gives to a thing ("" if the row does not speak of it), and what the id says."""


class EntityPlan:
    """An entity of the mapping, compiled."""

    def __init__(self, name: str, entity: Entity, mapping: MappingFile, scope: Scope) -> None:
        declared = schema().nodes[entity.kind].properties
        self._name = name
        self._kind = entity.kind
        self._label = schema().nodes[entity.kind].label.zh
        self._when = condition(entity.when, scope)
        self._each = read_many(entity.each, scope) if entity.each else None
        self._identify = _identify(entity, mapping, scope)
        self._numbers = _numbers(entity, scope) if entity.known_from else []
        self._says = not entity.reference
        self._above = entity.key.post_of or entity.key.within
        self._seen = _seen(entity, scope)
        if self._seen:
            scope.seen.append(self._seen)
        self._reads = read_properties(declared, entity.properties, scope)
        self._required = [
            (n, p.zh, _column(entity.properties.get(n), entity.key, scope))
            for n, p in declared.items() if p.required
        ]  # fmt: skip

    def add(
        self, cells: Cells, place: Place, ids: Ids, found: list[Attestation], fresh: Fresh
    ) -> None:
        """Put the ids of the entity into `ids` and what is said about it behind `found`, unless an
        earlier row said the same; `fresh` is to be forgotten if the row is rejected."""
        if self._seen is None or not self._seen.useful:
            self._add(cells, place, ids, found)
            return
        key = self._seen.key(cells, ids[self._above] if self._above else None)
        known = self._seen.get(key)
        if known is None:
            before = len(found)
            self._add(cells, place, ids, found)
            self._seen.put(key, ids[self._name], len(found) - before)
            fresh.append((self._seen, key))
        else:
            ids[self._name] = known

    def referred(self, cells: Cells) -> Iterator[str]:
        """The ids that the store must have if the row is to load, "" for none."""
        if self._numbers and not (self._when and not self._when(cells)):
            for item in self._items(cells):
                yield next(filter(None, (number(item) for number in self._numbers)), "")

    def _items(self, cells: Cells) -> Iterator[Cells]:
        if self._each is None:
            yield cells
        else:
            yield from ({**cells, EACH: item} for item in self._each(cells))

    def _add(self, cells: Cells, place: Place, ids: Ids, found: list[Attestation]) -> None:
        if self._when and not self._when(cells):
            ids[self._name] = ()
            return
        each = (self._one(item, place, ids, found) for item in self._items(cells))
        ids[self._name] = tuple(dict.fromkeys(filter(None, each)))

    def _one(self, cells: Cells, place: Place, ids: Ids, found: list[Attestation]) -> str:
        node, said = self._identify(cells, place, ids)
        if node and self._says:
            given: dict[str, Scalar | Sequence[Scalar]] = dict(said)
            for name, read in self._reads:
                values = read(cells)
                if values:
                    given[name] = values
            for name, label, column in self._required:
                if name not in given:
                    raise BadValue(column, "", f"{self._label}缺少“{label}”", "补上这一格")
            found.append(attest_node(self._kind, node, given, place))
        return node


def _seen(entity: Entity, scope: Scope) -> Seen | None:
    if entity.each is not None or any(key.row for key in entity.keys):
        return None
    texts = asked_by(entity.when)
    for key in entity.keys:
        texts.append(key.scope or "")
        for given in (*key.id, *key.parts, key.printed_name, key.division, key.title):
            texts += texts_of(given)
    for values in entity.properties.values():
        texts += texts_of(values)
    return Seen(headers_of(texts, scope))


def _column(given: Values | None, key: Key, scope: Scope) -> str:
    expression: Expression | None = None
    if given is not None:
        expression = given[0] if isinstance(given, tuple) else given
    elif key.printed_name is not None:
        expression = key.printed_name
    return column_of(expression, scope) if expression is not None else ""


def _identify(entity: Entity, mapping: MappingFile, scope: Scope) -> Identify:
    ways = [_identify_by(key, entity, mapping, scope) for key in entity.keys]
    if len(ways) == 1:
        return ways[0]

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        tried = (way(cells, place, ids) for way in ways)
        return next((found for found in tried if found[0]), ("", {}))

    return identify


def _identify_by(key: Key, entity: Entity, mapping: MappingFile, scope: Scope) -> Identify:
    kind = entity.kind
    match key.way:
        case "id":
            return _by_id(entity, key, scope)
        case "row":
            return _by_row(kind, key, entity.each is not None)
        case "printed_name":
            return _by_name(key, kind, mapping, scope)
        case "division":
            return _by_division(kind, key, scope)
        case "post_of":
            return _by_post(key, scope)
        case "within":
            return _by_parent(kind, key, scope)
    return lambda cells, place, ids: (scope.document or place.document, {})


def _by_id(entity: Entity, key: Key, scope: Scope) -> Identify:
    number = _number(entity.kind, key, scope)
    if entity.known_from is None:
        return lambda cells, place, ids: (number(cells), {})
    label = schema().nodes[entity.kind].label.zh
    written = read_one(key.id[-1], scope)
    column = column_of(key.id[-1], scope) or column_of(entity.each or "", scope)
    remedy = f"先载入{entity.known_from}，或改正编号"

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        node = number(cells)
        if node and node not in scope.known:
            text = written(cells)
            raise BadValue(column, text, f"库里没有{label} {text}", remedy)
        return node, {}

    return identify


def _numbers(entity: Entity, scope: Scope) -> list[Read]:
    return [_number(entity.kind, key, scope) for key in entity.keys if key.id]


def _number(kind: str, key: Key, scope: Scope) -> Read:
    """The id by the number in a row, "" where it has none."""
    parts = [read_one(part, scope) for part in key.id]

    def number(cells: Cells) -> str:
        scheme, *values = (part(cells) for part in parts)
        return identity.by_id(kind, scheme, *values) if all(values) else ""

    return number


def _by_row(kind: str, key: Key, each: bool) -> Identify:
    parts = (key.row,) if isinstance(key.row, str) else ()

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        more = (*parts, cells[EACH]) if each else parts
        return identity.by_row(kind, place.document, place.locator, *more), {}

    return identify


def _by_name(key: Key, kind: str, mapping: MappingFile, scope: Scope) -> Identify:
    assert key.printed_name is not None
    assert key.scope is not None
    name_of, context_of = read_one(key.printed_name, scope), read_text(key.scope, scope)
    whole = {"document": None, "mapping": mapping.name if kind == "Person" else ""}
    known = schema().nodes[kind].properties
    marked = key.namesake is not None

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        name = name_of(cells)
        if not name:
            return "", {}
        if key.scope == "place":
            context = "" if identity.tells_its_place(name) else None
        elif key.scope in whole:
            context = whole[key.scope]
        else:
            context = context_of(cells)
            if not context:
                raise BadValue("", name, "不知道这个名称在什么范围内唯一", "补上 scope 所用的列")
        if context is None:
            context = scope.document or place.document
        node = identity.named(kind, name, context)
        if kind == "Organization":
            return node, {"alias": identity.printed(name)}
        plain, mark = identity.without_namesake(name) if marked else (identity.printed(name), "")
        said: dict[str, Scalar] = {"name": plain} if "name" in known else {}
        if mark:
            said["namesake"] = mark
        return node, said

    return identify


def _by_division(kind: str, key: Key, scope: Scope) -> Identify:
    assert key.division is not None
    code_of, column = read_one(key.division, scope), column_of(key.division, scope)
    body = key.type

    @lru_cache(maxsize=65_536)
    def identified(written: str) -> tuple[str, dict[str, Scalar]]:
        try:
            code = identity.division_code(written)
        except InvalidData as error:
            raise BadValue(column, written, error.message, error.remedy) from None
        if body is None:
            return identity.division(code), {"code": code}
        return identity.local_body(code, body), {"type": body}

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        code = code_of(cells)
        return identified(code) if code else ("", {})

    return identify


def _by_post(key: Key, scope: Scope) -> Identify:
    assert key.post_of is not None
    assert key.title is not None
    organization, title_of = key.post_of, read_one(key.title, scope)

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        parent = ids[organization]
        title = title_of(cells) if parent else ""
        if not title:
            return "", {}
        return identity.post(parent[0], title), {"title": identity.printed(title)}

    return identify


def _by_parent(kind: str, key: Key, scope: Scope) -> Identify:
    assert key.within is not None
    whole, parts = key.within, [read_one(part, scope) for part in key.parts]

    def identify(cells: Cells, place: Place, ids: Ids) -> tuple[str, dict[str, Scalar]]:
        parent, values = ids[whole], [part(cells) for part in parts]
        if not parent or not all(values):
            return "", {}
        return identity.within(kind, parent[0], *values), {}

    return identify
