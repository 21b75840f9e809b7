"""Statements that one place of a text makes, while they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.attestation import Attestation, Given, Place, attest_edge, attest_node
from graph.body_names import canonical
from graph.ids import stable_id
from graph.store import View
from loaders import identity

_BORN: Final = "姓名与出生年月"
"""The numbering of people by name and month of birth, as tables of tenures have it."""
_MONTH: Final = len("1970-01")
"""A year of birth does not tell people of one name apart."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store and earlier decisions say about the names of one document: which person of
    the store a name means there, and which body a canonical name is the only one of."""

    people: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


AS_PRINTED: Final = Known()
"""Nothing is known beside the text: a fact that is read twice gets the same ids."""


@dataclass(slots=True)
class Telling:
    """Collects what the words at `place` say, trusted as far as `confidence`."""

    place: Place
    confidence: float
    known: Known
    statements: list[Attestation] = field(default_factory=list)

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.place.document

    def node(self, kind: str, node: str, given: Given) -> str:
        """Say something about a node; returns its id."""
        self._say(attest_node(kind, node, given, self.place, self.confidence))
        return node

    def edge(self, kind: str, source: str, target: str, given: Given | None = None) -> None:
        """Say that two nodes are joined."""
        self._say(attest_edge(kind, source, target, given or {}, self.place, self.confidence))

    def person(self, name: str, given: Given | None = None) -> str:
        """The person of that name in this document: the one of the store if that was decided, else
        the one of name and month of birth, else one of this document only."""
        said = {"name": identity.printed(name), **(given or {})}
        return self.node("Person", self._person(name, said.get("birth")), said)

    def _person(self, name: str, birth: object) -> str:
        decided = self.known.people.get(identity.printed(name))
        if decided:
            return decided
        if birth and len(str(birth)) >= _MONTH:
            return identity.by_id("Person", _BORN, identity.printed(name), str(birth))
        return identity.named("Person", name, self.document)

    def body(self, name: str) -> str:
        """The body of that name: the only one in the store that is called so, if its name tells
        its place; else one of all files, or of this document only."""
        telling = identity.tells_its_place(name)
        node = self.known.bodies.get(canonical_key(name)) if telling else None
        if node is None:
            node = identity.named("Organization", name, "" if telling else self.document)
        return self.node("Organization", node, {"alias": identity.printed(name)})

    def part(self, kind: str, *parts: str) -> str:
        """The id of something that this document tells of, by what tells it apart there."""
        return identity.within(kind, self.document, *parts)

    def here(self, kind: str, *parts: str) -> str:
        """The id of something that only this place of the document tells of, by what tells it apart
        there."""
        return stable_id(kind, "place", self.document, self.place.locator, *parts)

    def _say(self, statement: Attestation) -> None:
        """Several roles of one person are one statement about that person."""
        if all(statement.id != said.id for said in self.statements):
            self.statements.append(statement)


def known_bodies(view: View, names: Iterable[str]) -> dict[str, str]:
    """The bodies of a view that alone are called by one of these names, by `canonical_key`."""
    hits: dict[str, list[str]] = {}
    for hit in view.find(sorted({canonical_key(name) for name in names})):
        hits.setdefault(hit.key, []).append(hit.node)
    return {key: ids[0] for key, ids in hits.items() if len(ids) == 1}


def canonical_key(name: str) -> str:
    """The search key of bodies that are called so in any written form."""
    return f"b:{canonical(name)}"
