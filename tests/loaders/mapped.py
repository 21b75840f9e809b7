"""A small file and a mapping, loaded into memory: what the tests of this room start from."""

from __future__ import annotations

from pathlib import Path

from graph.attestation import Attestation
from graph.memory_store import MemoryStore
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


def said(store: MemoryStore, kind: str) -> list[Attestation]:
    """All statements about records of one kind, in order of place."""
    found = [a for a in store.history() if a.kind == kind]
    return sorted(found, key=lambda a: (len(a.place.locator), a.place.locator, a.record))
