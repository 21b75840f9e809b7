"""Stable ids: a hash over an unambiguous encoding, never strings joined by a delimiter."""

from __future__ import annotations

from hashlib import blake2b

import orjson

ID_LENGTH = 20
"""Characters of an id: 80 bits in hexadecimal (a chance of 4e-9 of one clash among 100 million)."""

Part = str | int | None


def stable_id(*parts: Part) -> str:
    """The id of the thing that `parts` name: the same parts give the same id everywhere.

    The parts are encoded as a JSON array before hashing, so `("a", "bc")` and `("ab", "c")`
    differ. Returns `ID_LENGTH` lower-case hexadecimal characters.
    """
    return blake2b(orjson.dumps(parts), digest_size=ID_LENGTH // 2).hexdigest()


def relation_id(kind: str, source: str, target: str, facet: str | None) -> str:
    """The id of all that is said about one relation: `source -kind(facet)-> target`."""
    return stable_id(kind, source, target, facet)


def spell_id(relation: str, ordinal: int) -> str:
    """The id of one spell (1, 2, …, in order of time) of a relation that came about repeatedly."""
    return relation if ordinal == 1 else f"{relation}~{ordinal}"


def relation_of(edge: str) -> str:
    """The relation that an edge id is a spell of; also right for node ids, which are themselves."""
    return edge[:ID_LENGTH]
