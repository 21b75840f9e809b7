"""What one place of one document says about one node or edge: all that is ever written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import Conflict, InvalidData
from graph.frozen import frozen
from graph.ids import relation_id, stable_id
from graph.record import Properties, Scalar
from graph.schema import schema


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which document something stands.

    `document` is the id of a Document node; `locator` is readable (`名册!第12行`); `quote` is the
    text that stands there, as printed.
    """

    document: str
    locator: str
    quote: str = ""


@frozen
class Attestation:
    """A statement about one record, with where it was read.

    `record` is a node id, or the relation id of an edge; `source`, `target` and `facet` are empty
    for a node. `properties` are the values as read, each a tuple. `batch` is set by the store.
    """

    id: str
    record: str
    kind: str
    source: str
    target: str
    facet: str
    properties: Properties
    place: Place
    confidence: float = 1.0
    batch: str = ""

    @property
    def is_edge(self) -> bool:
        """Whether it speaks of an edge."""
        return bool(self.source)

    def says_the_same(self, other: Attestation) -> bool:
        """Whether both give the same values (wherever and whenever they were loaded)."""
        return self.properties == other.properties


Given = Mapping[str, Scalar | Sequence[Scalar] | None]


def _tuples(given: Given) -> dict[str, tuple[Scalar, ...]]:
    found: dict[str, tuple[Scalar, ...]] = {}
    for name, value in given.items():
        if isinstance(value, list | tuple):
            if value:
                found[name] = tuple(value)
        elif value is not None and value != "":
            found[name] = (value,)  # type: ignore[assignment]  # a str is a Sequence too
    return found


def attest_node(
    kind: str, node: str, given: Given, place: Place, confidence: float = 1.0
) -> Attestation:
    """The statement that `place` makes about the node with the id `node`; empty values drop out.

    Raises `InvalidData` for an id with the character U+0000, which SQLite cannot look up in a list.
    """
    if "\0" in node:
        raise InvalidData(f"编号 {node!r} 含有空字符（U+0000）", remedy="改正编号后再写入")
    return Attestation(
        stable_id(place.document, place.locator, node),
        node, kind, "", "", "", _tuples(given), place, confidence,
    )  # fmt: skip


def attest_edge(
    kind: str, source: str, target: str, given: Given, place: Place, confidence: float = 1.0
) -> Attestation:
    """The statement that `place` makes about `source -kind-> target`; empty values drop out.

    The kind's facet is taken out of `given`; where it is absent, the default of the schema stands.
    """
    properties = _tuples(given)
    declared = schema().edges[kind]
    facet = ""
    if declared.facet:
        said = properties.pop(declared.facet, None)
        facet = str(said[0]) if said else declared.properties[declared.facet].default or ""
    record = relation_id(kind, source, target, facet)
    return Attestation(
        stable_id(place.document, place.locator, record),
        record, kind, source, target, facet, properties, place, confidence,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """One load: all its attestations became visible together, at `recorded`. Times are ISO 8601
    in UTC.

    `loader` names the code and mapping with their version; `undone` is when it was undone, if so.
    """

    id: str
    recorded: str
    loader: str
    title: str = ""
    added: int = 0
    undone: str | None = None

    def known_at(self, instant: str) -> bool:
        """Whether the batch was in force at an ISO 8601 instant (a date means its last moment)."""
        moment = instant if "T" in instant else f"{instant}T23:59:59.999999"
        return self.recorded <= moment and (self.undone is None or self.undone > moment)


@dataclass(slots=True)
class Merged:
    """What adding statements about one record comes to."""

    live: list[Attestation] = field(default_factory=list)
    added: list[Attestation] = field(default_factory=list)
    unchanged: int = 0


def merge(live: Iterable[Attestation], incoming: Iterable[Attestation], batch: str) -> Merged:
    """Add `incoming` statements about one record to those in force.

    A statement from the same place that says the same is unchanged. One that says something else
    means that the file was read differently before: raises `Conflict` naming the batch to undo.
    """
    result = Merged(live=list(live))
    by_id = {a.id: a for a in result.live}
    for statement in incoming:
        known = by_id.get(statement.id)
        if known is None:
            statement = replace(statement, batch=batch)
            by_id[statement.id] = statement
            result.live.append(statement)
            result.added.append(statement)
        elif known.says_the_same(statement):
            result.unchanged += 1
        else:
            raise _read_differently(statement, known, batch)
    return result


def _read_differently(statement: Attestation, known: Attestation, batch: str) -> Conflict:
    locator = statement.place.locator
    if known.batch == batch:
        return Conflict(
            f"{locator} 对同一条记录给出两种说法", remedy="核对该处是否重复，或让映射区分两处"
        )
    return Conflict(
        f"{locator} 已按另一种读法载入（批次 {known.batch}）",
        remedy=f"先运行 zerenlian undo {known.batch}，再重新载入",
    )
