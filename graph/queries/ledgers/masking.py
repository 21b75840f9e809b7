"""Records without what is protected: families, informants."""

from __future__ import annotations

from dataclasses import replace

from graph.attestation import Attestation
from graph.record import Node
from graph.schema import schema


def masked(node: Node) -> Node:
    """The node without the properties that the schema calls protected."""
    declared = schema().properties(node.kind)
    kept = {name: said for name, said in node.properties.items() if not declared[name].protected}
    return Node(node.id, node.kind, kept)


def unquoted(statement: Attestation) -> Attestation:
    """The statement without the quoted words, which may give away what is masked."""
    return replace(statement, place=replace(statement.place, quote=""))
