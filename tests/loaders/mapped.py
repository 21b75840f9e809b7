"""A small file and a mapping, loaded into memory: what the tests of this room start from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.attestation import Attestation, Place, attest_node
from graph.memory_store import MemoryStore
from graph.store import Store
from loaders import identity
from loaders.load import load
from loaders.mapping import parse_mapping
from loaders.report import Report


def loaded(
    folder: Path, mapping: str, table: str, *, store: MemoryStore | None = None, check: bool = False
) -> tuple[MemoryStore, Report]:
    """The store and the report after loading a CSV text by a YAML text."""
    path = folder / "表.csv"
    path.write_text(table, encoding="utf-8")
    store = store or MemoryStore()
    report = load(
        store, [path], parse_mapping(mapping, "试"), rejects=folder / "退回.csv", check=check
    )
    return store, report


NUMBERED = {
    "Person": ("身份编号", "name"), "Case": ("案件编号", "number"), "Clue": ("线索编号", "number"),
    "ListItem": ("清单事项编号", "matter"), "Campaign": ("专项行动", "name"),
}  # fmt: skip
"""Kinds that ledgers refer to by number: the numbering, and a property that each must have."""


def known(store: Store, kind: str, things: Mapping[str, str]) -> None:
    """Let the store have things with these numbers and names, as if the files that describe them
    had been loaded."""
    scheme, needed = NUMBERED[kind]
    with store.batch("test") as writer:
        for number, name in things.items():
            given = {"number": number, needed: name} if kind == "ListItem" else {needed: name}
            node = identity.by_id(kind, scheme, number)
            writer.add([attest_node(kind, node, given, Place("d0000000000000000000", number))])


def said(store: MemoryStore, kind: str) -> list[Attestation]:
    """All statements about records of one kind, in order of place."""
    found = [a for a in store.history() if a.kind == kind]
    return sorted(found, key=lambda a: (len(a.place.locator), a.place.locator, a.record))
