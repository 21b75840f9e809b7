"""The language of mapping files: the shape of what a person writes in YAML.

`docs/loading.md` explains it. `loaders.mapping` reads a file, `loaders.mapping_check` finds the
mistakes that the shape alone cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | date):
        return str(value)
    return value


Text = Annotated[str, BeforeValidator(_as_text)]
"""Words with columns in braces: `{市}人民政府`. It is empty if one of its columns is."""


class Value(_Strict):
    """A value in steps, in this order: text or the first non-empty text, strip, match, split,
    lookup, default."""

    text: Text | None = None
    first: tuple[Text, ...] = ()
    strip: Literal["parentheses"] | None = None
    match: str | None = None
    split: str | None = None
    lookup: str | None = None
    default: Text | None = None
    end: Literal["last_in"] | None = None
    on_error: Literal["reject", "note"] = "reject"

    @model_validator(mode="after")
    def _one_source(self) -> Value:
        if (self.text is None) == (not self.first):
            raise ValueError("写 text 或 first，二者之一")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """Its texts in the order in which they are tried."""
        return self.first or (self.text or "",)


Expression = Text | Value
Values = Expression | tuple[Expression, ...]


class Column(_Strict):
    """The headers under which a column is found."""

    headers: tuple[Text, ...]
    required: bool = False


def _as_column(given: object) -> object:
    if isinstance(given, str):
        return {"headers": [given]}
    return {"headers": given} if isinstance(given, list) else given


class DocumentPart(_Strict):
    """What is said of the file itself as a document."""

    title: Text = "{file}"
    date: Expression | None = None
    number: Expression | None = None
    issuer: Expression | None = None


class Source(_Strict):
    """How the file is read, where it does not tell by itself."""

    format: Literal["csv", "xlsx", "json", "parquet"] | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)


class Test(_Strict):
    """What a column must be; all that is given must hold."""

    is_: tuple[Text, ...] | None = Field(default=None, alias="is")
    is_not: tuple[Text, ...] | None = None
    match: str | None = None
    no_match: str | None = None
    empty: bool | None = None
    same_as: str | None = None
    not_same_as: str | None = None
    known_in: str | None = None
    unknown_in: str | None = None
    repeated_in: str | None = None
    single_in: str | None = None
    unlisted_in: str | None = None


def _as_test(given: object) -> object:
    given = _as_text(given)
    if isinstance(given, str):
        return {"is": [given]}
    if isinstance(given, list):
        return {"is": given}
    if isinstance(given, dict):
        return {
            key: [value] if key in ("is", "is_not") and not isinstance(value, list) else value
            for key, value in given.items()
        }
    return given


Condition = dict[str, Annotated[Test, BeforeValidator(_as_test)]]
"""Column, or text with columns in braces -> test; holds if every test does."""


class Counted(_Strict):
    """Rows that are counted in the report under `note`."""

    when: Condition
    note: str


class Ordered(_Strict):
    """Columns with dates, each of which is on or after those before it, in rows where `when` holds.

    Rows in which no choice of days fits are rejected."""

    columns: tuple[str, ...] = Field(min_length=2)
    when: Condition = Field(default_factory=dict)


def _as_ordered(given: object) -> object:
    return {"columns": given} if isinstance(given, list) else given


class Lookup(_Strict):
    """A table value -> value. Whole values first, then regular expressions in order."""

    values: dict[Text, Text] = Field(default_factory=dict)
    patterns: dict[str, Text] = Field(default_factory=dict)
    unknown: Literal["reject", "keep", "empty"] = "reject"

    @property
    def listed(self) -> frozenset[str]:
        """The whole values that it knows, and what they stand for."""
        return frozenset((*self.values, *self.values.values()))


class Key(_Strict):
    """How one thing is recognised: exactly one of the ways below."""

    id: tuple[Expression, ...] = ()
    row: bool | str = False
    printed_name: Expression | None = None
    scope: Text | None = None
    namesake: Literal["parentheses"] | None = None
    division: Expression | None = None
    type: Text | None = None
    post_of: str | None = None
    title: Expression | None = None
    within: str | None = None
    parts: tuple[Expression, ...] = ()
    document: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Key:
        ways = [way for way in KEY_WAYS if getattr(self, way)]
        if len(ways) != 1:
            raise ValueError("须在 " + "、".join(KEY_WAYS) + " 中恰好选一种")
        allowed = {ways[0], *KEY_WAYS[ways[0]]}
        for name in self.model_fields_set - allowed:
            raise ValueError(f"{name} 不能与 {ways[0]} 同用")
        for name in KEY_NEEDS.get(ways[0], ()):
            if not getattr(self, name):
                raise ValueError(f"{ways[0]} 还需要 {name}")
        return self

    @property
    def way(self) -> str:
        """Which of `KEY_WAYS` it is."""
        return next(way for way in KEY_WAYS if getattr(self, way))


KEY_WAYS: Dict[str, tuple[str, ...]] = {
    "id": (),
    "row": (),
    "printed_name": ("scope", "namesake"),
    "division": ("type",),
    "post_of": ("title",),
    "within": ("parts",),
    "document": (),
}
"""Each way of recognising a thing, with the keys that may go with it."""
KEY_NEEDS: Dict[str, tuple[str, ...]] = {
    "printed_name": ("scope",), "post_of": ("title",), "within": ("parts",),
}  # fmt: skip


class Entity(_Strict):
    """A node that a row speaks of. `otherwise` are ways to recognise it where `key` is empty;
    `reference` only names it: nothing is said about it. `known_from` names the files that describe
    what has a number: a row with a number that is not in the store is rejected."""

    kind: str
    key: Key
    otherwise: tuple[Key, ...] = ()
    each: Value | None = None
    when: Condition = Field(default_factory=dict)
    reference: bool = False
    known_from: str | None = None
    properties: dict[str, Values] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _otherwise_stands_alone(self) -> Entity:
        if any(key.way not in ("id", "row", "printed_name") for key in self.otherwise):
            raise ValueError("otherwise 里只能用 id、row、printed_name")
        return self

    @property
    def keys(self) -> tuple[Key, ...]:
        """The ways to recognise it, in the order in which they are tried."""
        return (self.key, *self.otherwise)

    @property
    def loose(self) -> bool:
        """Whether it is named without need that anything describes it."""
        return self.reference and self.known_from is None


class Relation(_Strict):
    """An edge that a row speaks of, between every `from` and every `to`."""

    kind: str
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    when: Condition = Field(default_factory=dict)
    since: Expression | None = None
    until: Expression | None = None
    end: Literal["last_in", "first_out"] | None = None
    seen: Values | None = None
    on: Expression | None = None
    properties: dict[str, Values] = Field(default_factory=dict)


class Cell(_Strict):
    """A column of a panel that names the holder of a post in each year."""

    column: str
    person: str
    post: str
    unit: tuple[str, ...] = ()
    properties: dict[str, Values] = Field(default_factory=dict)


class Panel(_Strict):
    """Yearly rows: who held a post in which year. `unit` are the columns that tell places apart."""

    unit: tuple[str, ...]
    year: str
    cells: tuple[Cell, ...]


class Mapping(_Strict):
    """A mapping file. `name` is that of the file or of the built-in, `digest` of its text."""

    name: str
    digest: str
    title: str
    document: DocumentPart = DocumentPart()
    source: Source = Source()
    columns: dict[str, Annotated[Column, BeforeValidator(_as_column)]]
    lookups: dict[str, Lookup] = Field(default_factory=dict)
    indexes: dict[str, Text] = Field(default_factory=dict)
    skip: tuple[Counted, ...] = ()
    count: tuple[Counted, ...] = ()
    require: tuple[str | tuple[str, ...], ...] = ()
    in_order: tuple[Annotated[Ordered, BeforeValidator(_as_ordered)], ...] = ()
    end: Literal["last_in", "first_out"] = "last_in"
    entities: dict[str, Entity]
    edges: tuple[Relation, ...] = ()
    panel: Panel | None = None

    @property
    def dated_by_row(self) -> bool:
        """Whether the document's date stands in a column, so that each row has its own."""
        given = self.document.date
        texts = () if given is None else (given,) if isinstance(given, str) else given.texts
        return any(f"{{{name}}}" in text for text in texts for name in self.columns)
