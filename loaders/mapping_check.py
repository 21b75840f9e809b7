"""What is wrong with a mapping, in Chinese, each line beginning with the path of the YAML key."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from graph.schema import Property, schema
from loaders.conversion import BadValue, converter
from loaders.identity import LOCAL_BODIES
from loaders.language import (
    Cell,
    Condition,
    Entity,
    Expression,
    Key,
    Ordered,
    Relation,
    Test,
    Value,
    Values,
)
from loaders.language import Mapping as MappingFile
from loaders.values import fields_of

CONSTANTS: Final = ("file", "sheet", "document_date")
"""What texts may speak of beside the columns of the mapping."""
_SCALARS: Final = frozenset({"str", "int", "float", "bool", "Value", "Column", "tuple"})
_MODELS: Final = {
    model.__name__: model for model in (Value, Test, Key, Ordered, Entity, Relation, Cell)
}


def explain(error: ValidationError) -> list[str]:
    """The mistakes of shape, each once."""
    deepest: dict[str, str] = {}
    for item in error.errors(include_url=False):
        path = _path(item["loc"])
        text = _mistake(dict(item))
        if text is not None:
            deepest.setdefault(path, f"{path}：{text}" if path else text)
    return list(deepest.values())


def _path(loc: Iterable[int | str]) -> str:
    shown = ""
    for part in loc:
        if isinstance(part, int):
            shown += f"[{part + 1}]"
        elif re.fullmatch(r"(?:function-|constrained-|tuple\[|union\[).*|\[key\]", part):
            continue
        elif part not in _SCALARS:
            shown += f".{part}" if shown else part
    return shown


def _mistake(item: dict[str, Any]) -> str | None:
    match item["type"]:
        case "missing":
            return "缺少这个键"
        case "extra_forbidden":
            return _unknown("键", str(item["loc"][-1]), _keys_near(item["loc"]))
        case "literal_error":
            return f"“{item['input']}”不可用，可写 {item['ctx']['expected'].replace(' or ', '、')}"
        case "value_error":
            return str(item["ctx"]["error"])
        case "model_type" | "string_type" | "tuple_type" | "dict_type" | "model_attributes_type":
            if isinstance(item["input"], dict) and None in item["input"].values():
                return '花括号要放在引号里，如 name: "{姓名}"'
            return f"形式不对：{str(item['input'])[:60]}"
    return f"值不可用：{str(item.get('input'))[:60]}（{item['msg']}）"


def _keys_near(loc: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = MappingFile
    for part in loc[:-1]:
        if isinstance(part, str) and part in _MODELS:
            model = _MODELS[part]
        elif isinstance(part, str) and (found := _model_of(model, part)):
            model = found
    return [f.alias or name for name, f in model.model_fields.items() if name not in _OWN]


_OWN: Final = ("name", "digest")


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            found = re.findall(r"loaders\.language\.(\w+)", str(field.annotation))
            names = [n for n in found if n not in ("Value",)] or found
            import loaders.language as language

            return getattr(language, names[-1]) if names else None
    return None


def _unknown(what: str, given: str, known: Collection[str]) -> str:
    close = get_close_matches(given, known, n=1, cutoff=0.5)
    hint = f"，是否想写 {close[0]}？" if close else ""
    return f"没有“{given}”这种{what}{hint}（可用：{'、'.join(known)}）"


def check_mapping(mapping: MappingFile) -> list[str]:
    """The mistakes that the shape does not show: names that mean nothing, values out of range."""
    return list(_Check(mapping).problems())


class _Check:
    def __init__(self, mapping: MappingFile) -> None:
        self._mapping = mapping
        self._fields = (*mapping.columns, *CONSTANTS)

    def problems(self) -> Iterator[str]:
        mapping = self._mapping
        for name in mapping.columns:
            if name in CONSTANTS or name == "each":
                yield f"columns.{name}：{name} 是保留的名字，请换一个"
        yield from self._document()
        for name, lookup in mapping.lookups.items():
            for pattern in lookup.patterns:
                yield from _regex(f"lookups.{name}.patterns", pattern)
        for name, text in mapping.indexes.items():
            yield from self._text(f"indexes.{name}", text)
        for part, rules in (("skip", mapping.skip), ("count", mapping.count)):
            for number, rule in enumerate(rules, 1):
                yield from self._condition(f"{part}[{number}].when", rule.when)
        for asked in mapping.require:
            yield from self._columns("require", (asked,) if isinstance(asked, str) else asked)
        for number, ordered in enumerate(mapping.in_order, 1):
            yield from self._columns(f"in_order[{number}]", ordered.columns)
            yield from self._condition(f"in_order[{number}].when", ordered.when)
        for name, entity in mapping.entities.items():
            yield from self._entity(f"entities.{name}", entity)
        yield from self._rows_apart()
        for number, edge in enumerate(mapping.edges, 1):
            yield from self._edge(f"edges[{number}]", edge)
        yield from self._panel()

    def _columns(self, path: str, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if name not in self._mapping.columns:
                yield f"{path}：{_unknown('列', name, self._mapping.columns)}"

    def _document(self) -> Iterator[str]:
        document = self._mapping.document
        yield from self._text("document.title", document.title)
        for name in ("date", "number", "issuer"):
            given = getattr(document, name)
            if given is not None:
                yield from self._value(f"document.{name}", given, None)

    def _entity(self, path: str, entity: Entity) -> Iterator[str]:
        kinds = schema().nodes
        if entity.kind not in kinds:
            yield f"{path}.kind：{_unknown('节点', entity.kind, kinds)}"
            return
        each = entity.each is not None
        if entity.each is not None:
            yield from self._value(f"{path}.each", entity.each, None)
        yield from self._condition(f"{path}.when", entity.when)
        yield from self._key(f"{path}.key", entity.key, entity, each)
        for number, key in enumerate(entity.otherwise, 1):
            yield from self._key(f"{path}.otherwise[{number}]", key, entity, each)
        declared = kinds[entity.kind].properties
        yield from self._properties(f"{path}.properties", declared, entity.properties, each)
        given = {*entity.properties, *_implied(entity)}
        for name, prop in declared.items():
            if prop.required and name not in given and not entity.reference:
                yield f"{path}.properties：{entity.kind} 必须有 {name}（{prop.zh}）"
        if entity.reference and entity.properties:
            yield f"{path}.properties：reference 只指认，不陈述，不能再有 properties"
        if entity.known_from is not None:
            yield from self._known_from(f"{path}.known_from", entity)

    def _known_from(self, path: str, entity: Entity) -> Iterator[str]:
        numberings = _numberings(entity)
        if not numberings:
            yield f"{path}：只有按编号（id）指认的才能要求库里已有"
        for name, other in self._mapping.entities.items():
            own = other.known_from is None and not other.reference
            if own and numberings & _numberings(other):
                yield f"{path}：{name} 描述同一编号的事物，本文件里会有；改用 reference: true"

    def _key(self, path: str, key: Key, entity: Entity, each: bool) -> Iterator[str]:
        for part in (*key.id, *key.parts):
            yield from self._value(path, part, None, each)
        scheme = key.id[0] if key.id else ""
        if key.id and (len(key.id) < 2 or not isinstance(scheme, str) or fields_of(scheme)):
            yield f'{path}.id：先写编号体系的名字，再写列，如 [案件编号, "{{编号}}"]'
        for name in ("printed_name", "division", "title"):
            given = getattr(key, name)
            if given is not None:
                yield from self._value(f"{path}.{name}", given, None, each)
        if key.scope is not None:
            yield from self._text(f"{path}.scope", key.scope, each)
        if key.division is not None and (key.type is None) != (entity.kind == "Division"):
            yield f"{path}.type：机构须写 type（{'、'.join(LOCAL_BODIES)}），区划不写"
        if key.type is not None and key.type not in LOCAL_BODIES:
            yield f"{path}.type：{_unknown('机构', key.type, LOCAL_BODIES)}"
        for name, kinds in (("post_of", ("Organization",)), ("within", None)):
            other = getattr(key, name)
            if other is not None:
                yield from self._refers(f"{path}.{name}", other, kinds, entity)
        if key.document and entity.kind != "Document":
            yield f"{path}.document：只有 Document 能这样指认"

    def _refers(
        self, path: str, other: str, kinds: tuple[str, ...] | None, entity: Entity
    ) -> Iterator[str]:
        found = self._mapping.entities.get(other)
        if found is None or found is entity:
            yield f"{path}：{_unknown('实体', other, self._mapping.entities)}"
        elif found.each is not None:
            yield f"{path}：{other} 一行有多个（each），不能作为依据"
        elif kinds and found.kind not in kinds:
            yield f"{path}：{other} 是 {found.kind}，应为 {'或'.join(kinds)}"
        elif self._circular(other):
            yield f"{path}：实体的 key 互相引用成环"

    def _circular(self, name: str) -> bool:
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            entity = self._mapping.entities.get(name)
            above = entity and (entity.key.post_of or entity.key.within)
            if not above:
                return False
            name = above
        return True

    def _rows_apart(self) -> Iterator[str]:
        taken: dict[tuple[str, bool | str], str] = {}
        for name, entity in self._mapping.entities.items():
            row = next((key.row for key in entity.keys if key.row), False)
            if not row:
                continue
            other = taken.setdefault((entity.kind, row), name)
            if other != name:
                yield f"entities.{name}.key.row：与 {other} 相同，会成为同一个；写 row: {name}"

    def _edge(self, path: str, edge: Relation) -> Iterator[str]:
        kinds = schema().edges
        if edge.kind not in kinds:
            yield f"{path}.kind：{_unknown('关系', edge.kind, kinds)}"
            return
        kind = kinds[edge.kind]
        for end, name, allowed in (
            ("from", edge.source, kind.source), ("to", edge.target, kind.target),
        ):  # fmt: skip
            entity = self._mapping.entities.get(name)
            if entity is None:
                yield f"{path}.{end}：{_unknown('实体', name, self._mapping.entities)}"
            elif entity.kind not in allowed:
                wanted = "或".join(allowed)
                yield f"{path}.{end}：{name} 是 {entity.kind}，{edge.kind} 要求 {wanted}"
        yield from self._condition(f"{path}.when", edge.when)
        yield from self._times(path, edge, kind.time)
        yield from self._properties(f"{path}.properties", kind.properties, edge.properties)
        for name, prop in kind.properties.items():
            if prop.required and name not in edge.properties:
                yield f"{path}.properties：{edge.kind} 必须有 {name}（{prop.zh}）"

    def _times(self, path: str, edge: Relation, time: str) -> Iterator[str]:
        allowed = {"interval": ("since", "until", "seen"), "event": ("on",)}.get(time, ())
        for name in ("since", "until", "seen", "on"):
            given = getattr(edge, name)
            if given is None:
                continue
            if name not in allowed:
                shown = "、".join(allowed) or "不写日期"
                yield f"{path}.{name}：{edge.kind} 的时间应写 {shown}"
            for expression in given if isinstance(given, tuple) else (given,):
                yield from self._value(f"{path}.{name}", expression, _DATE)

    def _properties(
        self, path: str, declared: Mapping[str, Property], given: Mapping[str, Values],
        each: bool = False,
    ) -> Iterator[str]:  # fmt: skip
        for name, values in given.items():
            if name not in declared:
                yield f"{path}.{name}：{_unknown('属性', name, declared)}"
                continue
            for expression in values if isinstance(values, tuple) else (values,):
                yield from self._value(f"{path}.{name}", expression, declared[name], each)

    def _value(
        self, path: str, given: Expression, prop: Property | None, each: bool = False
    ) -> Iterator[str]:
        if isinstance(given, Value):
            for text in (*given.texts, *([given.default] if given.default else [])):
                yield from self._text(path, text, each)
            if given.match is not None:
                yield from _regex(f"{path}.match", given.match)
            if given.lookup is not None and given.lookup not in self._mapping.lookups:
                yield f"{path}.lookup：{_unknown('对照表', given.lookup, self._mapping.lookups)}"
        else:
            yield from self._text(path, given, each)
        literal = given if isinstance(given, str) else given.default
        if literal and prop and not fields_of(literal):
            yield from _literal(path, literal, prop)

    def _text(self, path: str, text: str, each: bool = False) -> Iterator[str]:
        known = (*self._fields, "each") if each else self._fields
        for name in fields_of(text):
            if name not in known:
                yield f"{path}：{_unknown('列', name, known)}"

    def _condition(self, path: str, given: Condition) -> Iterator[str]:
        for name, test in given.items():
            for asked in filter(None, (name, test.same_as, test.not_same_as)):
                yield from self._text(path, asked if "{" in asked else f"{{{asked}}}")
            for pattern in (test.match, test.no_match):
                if pattern is not None:
                    yield from _regex(f"{path}.{name}", pattern)
            for index in (test.known_in, test.unknown_in, test.repeated_in, test.single_in):
                if index is not None and index not in self._mapping.indexes:
                    yield f"{path}.{name}：{_unknown('索引', index, self._mapping.indexes)}"
            lookup, lookups = test.unlisted_in, self._mapping.lookups
            if lookup is not None and lookup not in lookups:
                yield f"{path}.{name}：{_unknown('对照表', lookup, lookups)}"

    def _panel(self) -> Iterator[str]:
        panel = self._mapping.panel
        if panel is None:
            return
        for number, cell in enumerate(panel.cells, 1):
            path = f"panel.cells[{number}]"
            for name in (cell.column, panel.year, *(cell.unit or panel.unit)):
                if name not in self._mapping.columns:
                    yield f"{path}：{_unknown('列', name, self._mapping.columns)}"
            for key, name, kind in (("person", cell.person, "Person"), ("post", cell.post, "Post")):
                entity = self._mapping.entities.get(name)
                if entity is None:
                    yield f"{path}.{key}：{_unknown('实体', name, self._mapping.entities)}"
                elif entity.kind != kind:
                    yield f"{path}.{key}：{name} 是 {entity.kind}，应为 {kind}"
            declared = schema().edges["HOLDS"].properties
            yield from self._properties(f"{path}.properties", declared, cell.properties)


def _numberings(entity: Entity) -> set[tuple[str, object]]:
    return {(entity.kind, key.id[0]) for key in entity.keys if key.id}


_DATE: Final = Property(zh="日期", en="Date", type="date")


def _implied(entity: Entity) -> set[str]:
    """The properties that each of its keys says by itself."""
    return set.intersection(*(_said_by(key, entity.kind) for key in entity.keys))


def _said_by(key: Key, kind: str) -> set[str]:
    return {
        "printed_name": {"alias"} if kind == "Organization" else {"name"},
        "division": {"code"} if kind == "Division" else {"type"},
        "post_of": {"title"}, "document": {"title"},
    }.get(key.way, set())  # fmt: skip


def _regex(path: str, pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"{path}：正则表达式“{pattern}”不通：{error}"


def _literal(path: str, text: str, prop: Property) -> Iterator[str]:
    convert: Callable[[str], object] | None = converter(prop)
    if convert is None:
        return
    try:
        convert(text)
    except BadValue as bad:
        yield f"{path}：“{text}”{bad.message}（{bad.remedy}）"
