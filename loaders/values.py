"""Value expressions and conditions of a mapping, compiled once per table to closures over cells.

A closure takes the cells of a row by header and returns text, "" for nothing. Nothing here knows of
nodes, edges or files; faults are raised as `BadValue`, which names the column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from graph.record import Scalar
from graph.schema import Property
from loaders.conversion import BadValue, choices, converter, to_inclusive_interval
from loaders.identity import without_namesake
from loaders.language import Condition, Expression, Lookup, Test, Value, Values
from loaders.seen import Cells, Seen

Read = Callable[[Cells], str]
ReadMany = Callable[[Cells], tuple[str, ...]]
ReadTyped = Callable[[Cells], tuple[Scalar, ...]]
Holds = Callable[[Cells], bool]

EACH: Final = "\0each"
"""The key under which cells carry the item of an `each`."""
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


@dataclass(slots=True)
class Scope:
    """What expressions may speak of in one table: field -> header (None where the table has no such
    column), what is known beside the columns (see `mapping_check.CONSTANTS`), lookups, and indexes
    (value -> number of rows that have it).

    `noted` counts the values left out by `on_error: note`; `seen` is what the plans remember.
    `document` is the id of the file within which names count, where that is not the one read;
    `known` has the ids of things that a row may refer to.
    """

    columns: Mapping[str, str | None]
    constants: dict[str, str | Read]
    lookups: dict[str, Lookup] = field(default_factory=dict)
    indexes: dict[str, Counter[str]] = field(default_factory=dict)
    noted: Counter[str] = field(default_factory=Counter)
    seen: list[Seen] = field(default_factory=list)
    document: str | None = None
    known: Container[object] = frozenset()


def headers_of(texts: Iterable[str], scope: Scope) -> list[str]:
    """The headers that texts with columns in braces depend on, the document's date included."""
    names = dict.fromkeys(name for text in texts for name in fields_of(text))
    if "document_date" in names:
        names.update(dict.fromkeys(scope.columns))
    return [header for name in names if (header := scope.columns.get(name))]


def texts_of(given: Values | None) -> list[str]:
    """All texts in what a mapping gives for a value."""
    if given is None:
        return []
    if isinstance(given, str):
        return [given]
    if isinstance(given, Value):
        return [*given.texts, given.default or ""]
    return [text for expression in given for text in texts_of(expression)]


def asked_by(when: Condition) -> list[str]:
    """All texts that a condition reads."""
    return [
        asked if "{" in asked else f"{{{asked}}}"
        for name, test in when.items()
        for asked in filter(None, (name, test.same_as, test.not_same_as))
    ]


def fields_of(text: str) -> list[str]:
    """The names in braces in a text, in order."""
    return [m[1] for m in _FIELD.finditer(text) if m[1] is not None]


def read_text(text: str, scope: Scope) -> Read:
    """Compile a text with columns in braces. The whole is empty if one of its columns is."""
    parts: list[str | Read] = []
    at = 0
    for match in _FIELD.finditer(text):
        parts.append(text[at : match.start()])
        parts.append(match[0][0] if match[1] is None else _field(match[1], scope))
        at = match.end()
    parts.append(text[at:])
    return _joined([part for part in parts if part != ""])


def _field(name: str, scope: Scope) -> str | Read:
    if name in scope.constants:
        return scope.constants[name] or (lambda _: "")
    header = EACH if name == "each" else scope.columns[name]
    if header is None:
        return lambda _: ""
    return lambda cells: cells[header].strip()


def _joined(parts: Sequence[str | Read]) -> Read:
    if all(isinstance(part, str) for part in parts):
        constant = "".join(str(part) for part in parts)
        return lambda _: constant
    if len(parts) == 1 and callable(parts[0]):
        return parts[0]

    def joined(cells: Cells) -> str:
        found = ""
        for part in parts:
            value = part if isinstance(part, str) else part(cells)
            if not value:
                return ""
            found += value
        return found

    return joined


def read_many(expression: Expression, scope: Scope) -> ReadMany:
    """Compile an expression that may give several values (`split`); empty ones drop out."""
    if isinstance(expression, str):
        read = read_text(expression, scope)
        return lambda cells: (value,) if (value := read(cells)) else ()
    step = _Steps(expression, scope)
    return step.values


def read_one(expression: Expression, scope: Scope) -> Read:
    """Compile an expression that gives one value: the first, where there are several."""
    if isinstance(expression, str):
        return read_text(expression, scope)
    many = read_many(expression, scope)
    return lambda cells: next(iter(many(cells)), "")


class _Steps:
    """A `Value` with its steps compiled."""

    def __init__(self, value: Value, scope: Scope) -> None:
        self._texts = [read_text(text, scope) for text in value.texts]
        self._plain = value.strip is not None
        self._match = re.compile(value.match) if value.match else None
        self._split = re.compile(f"[{re.escape(value.split)}]") if value.split else None
        self._lookup = (
            _looked_up(scope.lookups[value.lookup], value.lookup) if value.lookup else None
        )
        self._default = read_text(value.default, scope) if value.default is not None else None

    def values(self, cells: Cells) -> tuple[str, ...]:
        text = ""
        for read in self._texts:
            text = read(cells)
            if text:
                break
        if text and self._plain:
            text = without_namesake(text)[0]
        if text and self._match:
            found = self._match.search(text)
            text = (found[1] if found.re.groups else found[0]) or "" if found else ""
            text = text.strip()
        items: tuple[str, ...] = (text,) if text else ()
        if text and self._split:
            items = tuple(filter(None, (part.strip() for part in self._split.split(text))))
        if self._lookup:
            items = tuple(filter(None, map(self._lookup, items)))
        if not items and self._default:
            default = self._default(cells)
            return (default,) if default else ()
        return items


def _looked_up(lookup: Lookup, name: str) -> Callable[[str], str]:
    patterns = [(re.compile(pattern), value) for pattern, value in lookup.patterns.items()]

    @lru_cache(maxsize=65_536)
    def look_up(text: str) -> str:
        if text in lookup.values:
            return lookup.values[text]
        for pattern, value in patterns:
            match = pattern.search(text)
            if match:
                return match.expand(value)
        if lookup.unknown == "keep":
            return text
        if lookup.unknown == "empty":
            return ""
        known = list(dict.fromkeys((*lookup.values, *lookup.patterns)))
        raise BadValue("", text, f"对照表 {name} 里没有这个值", choices(text, known))

    return look_up


def read_property(prop: Property, given: Values, scope: Scope) -> ReadTyped:
    """Compile what a mapping gives for a property: values of its type, faults naming the column.

    Dates become ISO prefixes, enumerated values (code, Chinese or English label) their code.
    """
    expressions = given if isinstance(given, tuple) else (given,)
    reads = [_typed(prop, expression, scope) for expression in expressions]
    if len(reads) == 1:
        return reads[0]
    return lambda cells: tuple(dict.fromkeys(value for read in reads for value in read(cells)))


def read_properties(
    declared: Mapping[str, Property], given: Mapping[str, Values], scope: Scope
) -> list[tuple[str, ReadTyped]]:
    """Compile what a mapping gives for the properties of a kind, by name."""
    return [(name, read_property(declared[name], values, scope)) for name, values in given.items()]


def _typed(prop: Property, expression: Expression, scope: Scope) -> ReadTyped:
    many = read_many(expression, scope)
    inclusive = isinstance(expression, Value) and expression.end == "last_in"
    convert = to_inclusive_interval if inclusive else converter(prop)
    column = column_of(expression, scope)

    def typed(cells: Cells) -> tuple[Scalar, ...]:
        try:
            texts = many(cells)
            return tuple(map(convert, texts)) if convert else texts
        except BadValue as bad:
            raise BadValue(column, bad.value, bad.message, bad.remedy) from None

    if isinstance(expression, Value) and expression.on_error == "note":
        return noting(typed, column or prop.zh, scope.noted)
    return typed


def noting(read: ReadTyped, what: str, noted: Counter[str]) -> ReadTyped:
    """`read`, but a bad value is left out and counted."""

    def noting_read(cells: Cells) -> tuple[Scalar, ...]:
        try:
            return read(cells)
        except BadValue as bad:
            noted[f"“{what}”的值未采用：{bad.message}"] += 1
            return ()

    return noting_read


def column_of(expression: Expression, scope: Scope) -> str:
    """The header of the one column that an expression reads, or "" if it reads several or none."""
    texts = (expression,) if isinstance(expression, str) else expression.texts
    headers = {
        scope.columns.get(name) for text in texts for name in fields_of(text)
        if name not in scope.constants
    }  # fmt: skip
    return next(iter(headers)) or "" if len(headers) == 1 else ""


def condition(given: Condition, scope: Scope) -> Holds | None:
    """Compile a condition; `None` where there is none."""
    tests = [
        test for name, asked in given.items() for test in _tests(asked, _reader(name, scope), scope)
    ]
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    return lambda cells: all(test(cells) for test in tests)


def _reader(asked: str, scope: Scope) -> Read:
    """What a condition asks about: a column, or a text with columns in braces."""
    return read_text(asked if "{" in asked else f"{{{asked}}}", scope)


def _tests(test: Test, read: Read, scope: Scope) -> list[Holds]:
    found: list[Holds] = []
    if test.is_ is not None:
        wanted = frozenset(test.is_)
        found.append(lambda cells: read(cells) in wanted)
    if test.is_not is not None:
        unwanted = frozenset(test.is_not)
        found.append(lambda cells: read(cells) not in unwanted)
    if test.match is not None:
        search = re.compile(test.match).search
        found.append(lambda cells: search(read(cells)) is not None)
    if test.no_match is not None:
        avoid = re.compile(test.no_match).search
        found.append(lambda cells: avoid(read(cells)) is None)
    if test.empty is not None:
        empty = test.empty
        found.append(lambda cells: (not read(cells)) == empty)
    if test.same_as is not None:
        same = _reader(test.same_as, scope)
        found.append(lambda cells: read(cells) == same(cells))
    if test.not_same_as is not None:
        unlike = _reader(test.not_same_as, scope)
        found.append(lambda cells: read(cells) != unlike(cells))
    for name, counts in (
        (test.known_in, lambda n: n > 0), (test.unknown_in, lambda n: n == 0),
        (test.repeated_in, lambda n: n > 1), (test.single_in, lambda n: n == 1),
    ):  # fmt: skip
        if name is not None:
            found.append(_counted(read, scope.indexes[name], counts))
    if test.unlisted_in is not None:
        listed = scope.lookups[test.unlisted_in].listed
        found.append(lambda cells: read(cells) not in listed)
    return found


def _counted(read: Read, index: Counter[str], holds: Callable[[int], bool]) -> Holds:
    return lambda cells: holds(index[read(cells)])
