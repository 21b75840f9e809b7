"""The kinds of `schema.yaml`, loaded once and checked; what can be derived is derived from here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.strict_yaml import read_yaml

PropertyType = Literal["text", "date", "integer", "number", "flag", "interval"]
TimeOf = Literal["interval", "event", "none"]
SearchKey = Literal["person", "body", "text", "code"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Frozen):
    """What a kind, property or value is called."""

    zh: str
    en: str


class Property(_Frozen):
    """One property: its labels, type, and whether several values contradict each other.

    `default` is what a facet stands for where a source does not say.
    """

    zh: str
    en: str
    type: PropertyType = "text"
    required: bool = False
    many: bool = False
    one_of: str | None = None
    default: str | None = None
    protected: bool = False


class Term(_Frozen):
    """One value of an enumeration; `group` recolours a node that has it."""

    zh: str
    en: str
    group: str | None = None


class Group(Label):
    """Kinds that share a colour."""

    colour: str


class NodeKind(_Frozen):
    """A kind of node."""

    name: str
    label: Label
    group: str
    caption: tuple[str, ...]
    search: Mapping[str, SearchKey] = Field(default_factory=dict)
    followthemoney: str | None = None
    popolo: str | None = None
    properties: Mapping[str, Property] = Field(default_factory=dict)


_TIME_PROPERTIES: Mapping[TimeOf, Mapping[str, Property]] = {
    "interval": {
        "since": Property(zh="起", en="Since", type="date"),
        "until": Property(zh="止（离任首日）", en="Until (first day out)", type="date"),
        "seen": Property(zh="见于", en="Seen on", type="date", many=True),
        "absent_before": Property(zh="此前他人或空白", en="Absent before", type="date"),
        "absent_after": Property(zh="此后他人或空白", en="Absent after", type="date"),
    },
    "event": {"on": Property(zh="日期", en="On", type="date")},
    "none": {},
}


class EdgeKind(_Frozen):
    """A kind of edge; its `properties` include those that its `time` implies."""

    name: str
    label: Label
    source: tuple[str, ...] = Field(alias="from")
    target: tuple[str, ...] = Field(alias="to")
    time: TimeOf
    facet: str | None = None
    followthemoney: str | None = None
    popolo: str | None = None
    properties: Mapping[str, Property] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_are_free_and_told(self) -> Self:
        for name in _TIME_PROPERTIES[self.time]:
            _expect(name not in self.properties, f"{self.name}: its time already has {name}")
        if self.facet:
            facet = self.properties.get(self.facet)
            _expect(
                facet is not None and facet.one_of is not None,
                f"{self.name}: the facet {self.facet} is no enumerated property",
            )
            _expect(
                facet is not None and (facet.required or facet.default is not None),
                f"{self.name}: the facet {self.facet} is neither required nor has a default",
            )
        return self

    @cached_property
    def all_properties(self) -> Mapping[str, Property]:
        """The declared properties after those that the kind's `time` implies."""
        return {**_TIME_PROPERTIES[self.time], **self.properties}


class Schema(_Frozen):
    """All kinds. `nodes` and `edges` keep the order of the file, which is the order of legends."""

    version: int
    groups: Mapping[str, Group]
    enumerations: Mapping[str, Mapping[str, Term]]
    nodes: Mapping[str, NodeKind]
    edges: Mapping[str, EdgeKind]

    @model_validator(mode="before")
    @classmethod
    def _keys_are_names(cls, raw: object) -> object:
        """A kind is named by its key; a term reads in Chinese as its key unless it says other."""
        sections = raw if isinstance(raw, dict) else {}
        enumerations = sections.get("enumerations")
        terms = enumerations.values() if isinstance(enumerations, dict) else ()
        for section in (sections.get("nodes"), sections.get("edges")):
            for name, kind in section.items() if isinstance(section, dict) else ():
                if isinstance(kind, dict):
                    kind["name"] = name
        for values in terms:
            for value, term in values.items() if isinstance(values, dict) else ():
                if isinstance(term, dict):
                    term.setdefault("zh", value)
        return raw

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        for enumeration, terms in self.enumerations.items():
            for term in terms.values():
                _expect(
                    term.group is None or term.group in self.groups,
                    f"{enumeration}: no group {term.group}",
                )
        for kind in self.nodes.values():
            _expect(kind.group in self.groups, f"{kind.name}: no group {kind.group}")
            for name in (*kind.caption, *kind.search):
                _expect(name in kind.properties, f"{kind.name}: no property {name}")
        for edge in self.edges.values():
            for end in (*edge.source, *edge.target):
                _expect(end in self.nodes, f"{edge.name}: no node kind {end}")
        for name in (*self.nodes, *self.edges):
            _expect(not (name in self.nodes and name in self.edges), f"{name}: both node and edge")
            for prop in self.properties(name).values():
                _expect(
                    prop.one_of is None or prop.one_of in self.enumerations,
                    f"{name}: no enumeration {prop.one_of}",
                )
                _expect(
                    prop.default is None or prop.default in self.enumerations[prop.one_of or ""],
                    f"{name}: the default {prop.default} is no value of {prop.one_of}",
                )
        return self

    def properties(self, kind: str) -> Mapping[str, Property]:
        """The properties of a node or edge kind, those implied by time included.

        Raises `KeyError` for an unknown kind.
        """
        node = self.nodes.get(kind)
        return node.properties if node else self.edges[kind].all_properties

    def term(self, enumeration: str, value: str) -> Term:
        """One value of an enumeration. Raises `KeyError` when there is no such value."""
        return self.enumerations[enumeration][value]

    def group_of(self, kind: str, properties: Mapping[str, tuple[object, ...]]) -> str:
        """The colour group of a node: that of its kind, unless an enumerated value says other."""
        node = self.nodes[kind]
        for name, prop in node.properties.items():
            if prop.one_of:
                for value in properties.get(name, ()):
                    term = self.enumerations[prop.one_of].get(str(value))
                    if term and term.group:
                        return term.group
        return node.group


def _expect(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


def read_schema(text: str) -> Schema:
    """The schema that a YAML text declares.

    Raises `pydantic.ValidationError` where it is wrong, `yaml.YAMLError` where it is no YAML.
    """
    return Schema.model_validate(read_yaml(text))


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema of this version."""
    return read_schema(files("graph").joinpath("schema.yaml").read_text(encoding="utf-8"))
