"""All kinds of facts that texts may tell, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.errors import InvalidData
from loaders.text.proposing import aftermath, casework, officials, supervision
from loaders.text.proposing.kind import Kind

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (*officials.KINDS, *supervision.KINDS, *casework.KINDS, *aftermath.KINDS)
    }
)


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises `InvalidData` where this version knows none."""
    found = KINDS.get(name)
    if found is None:
        raise InvalidData(f"没有“{name}”这一类", remedy=f"可用：{'、'.join(KINDS)}")
    return found
