"""A store in memory on a networkx `MultiDiGraph`: for notebooks, and the oracle in tests.

It folds and scans without any cleverness, so that it is plainly right; `graph` is the networkx
graph itself (nodes carry a `Node` as `record`, edges an `Edge`, keyed by edge id).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import replace
from itertools import islice
from typing import Self

import networkx as nx

from graph.attestation import Attestation, Batch
from graph.batches import (
    completed,
    known_batch,
    missing_end,
    new_batch,
    now,
    refuse_known,
    still_needed,
)
from graph.dates import Window
from graph.fold import fold
from graph.keys import search_keys
from graph.merging import merge_portion, set_aside
from graph.record import Edge, Node, Record, ThinEdge
from graph.store import Added, Direction, KeyHit, View, in_order, ordered


class MemoryTray:
    """What waits, in a dictionary."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def put(self, texts: Mapping[str, str], gone: Collection[str] = ()) -> None:
        self._texts = {k: t for k, t in self._texts.items() if k not in gone} | dict(texts)

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self._texts[key] for key in ordered(keys) if key in self._texts}

    def page(self, prefix: str, after: str = "", limit: int = 1000) -> list[tuple[str, str]]:
        found = sorted(k for k in self._texts if k.startswith(prefix) and k > after)
        return [(key, self._texts[key]) for key in found[:limit]]

    def count(self, prefix: str) -> int:
        return sum(key.startswith(prefix) for key in self._texts)


class MemoryStore:
    """A `Store` that lives as long as the process."""

    url = "memory:"

    def __init__(self) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._statements: dict[str, list[Attestation]] = {}
        self._batches: dict[str, Batch] = {}
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, Edge] = {}
        self._spells: dict[str, list[str]] = {}
        self._keys_of: dict[str, set[str]] = {}
        self._keys: list[KeyHit] = []
        self._readings = 0
        self.tray = MemoryTray()

    @classmethod
    def of(cls, statements: Iterable[Attestation], batches: Iterable[Batch]) -> Self:
        """A store of statements that already belong to `batches`, all of them in force."""
        store = cls()
        store._batches = {b.id: replace(b, undone=None) for b in batches}
        for statement in statements:
            store._statements.setdefault(statement.record, []).append(statement)
        folded = [record for live in store._statements.values() for record in fold(live)]
        store._show(store._statements, folded)
        return store

    # reading

    @contextmanager
    def reading(self) -> Iterator[View]:
        self._readings += 1
        try:
            yield copy(self)
        finally:
            self._readings -= 1

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        return {i: self._nodes[i] for i in ordered(ids) if i in self._nodes}

    def edges(self, ids: Iterable[str]) -> dict[str, Edge]:
        return {i: self._edges[i] for i in ordered(ids) if i in self._edges}

    def expand(
        self,
        frontier: Iterable[str],
        kinds: Collection[str],
        direction: Direction,
        *,
        when: Window | None = None,
        facets: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[ThinEdge]:
        found = [
            edge.thin
            for node in ordered(frontier)
            if node in self.graph
            for edge in self._incident(node, direction)
            if edge.kind in kinds
            and (facets is None or edge.facet in facets)
            and (
                when is None
                or (edge.interval.since_lo <= when.last and when.first < edge.interval.until_hi)
            )
        ]
        return in_order(found, direction)[:limit]

    def _incident(self, node: str, direction: Direction) -> Iterator[Edge]:
        incident = self.graph.out_edges if direction == "out" else self.graph.in_edges
        for _, _, edge_id in incident(node, keys=True):
            yield self._edges[edge_id]

    def find(self, keys: Iterable[str]) -> list[KeyHit]:
        return [hit for key in sorted(set(keys)) for hit in self._keys_from(key) if hit.key == key]

    def find_prefix(self, prefix: str, limit: int) -> list[KeyHit]:
        return list(islice(self._keys_from(prefix), limit))

    def _keys_from(self, prefix: str) -> Iterator[KeyHit]:
        for hit in islice(self._keys, bisect_left(self._keys, KeyHit(prefix, "")), None):
            if not hit.key.startswith(prefix):
                return
            yield hit

    def scan_nodes(self, kind: str, after: str = "", limit: int = 1000) -> list[Node]:
        nodes = (n for n in self._nodes.values() if n.kind == kind and n.id > after)
        return sorted(nodes, key=lambda n: n.id)[:limit]

    def scan_edges(self, kind: str, after: str = "", limit: int = 1000) -> list[Edge]:
        edges = (e for e in self._edges.values() if e.kind == kind and e.id > after)
        return sorted(edges, key=lambda e: e.id)[:limit]

    def counts(self) -> Mapping[str, int]:
        kinds = Counter(node.kind for node in self._nodes.values())
        kinds.update(edge.kind for edge in self._edges.values())
        return dict(sorted(kinds.items()))

    def attestations(self, records: Iterable[str]) -> dict[str, list[Attestation]]:
        return {
            record: sorted(live, key=lambda a: a.id)
            for record in ordered(records)
            if (live := self._live(record))
        }

    def batches(self) -> list[Batch]:
        return sorted(self._batches.values(), key=lambda b: (b.recorded, b.id))

    def history(self, batch: str | None = None) -> Iterator[Attestation]:
        for record in sorted(self._statements):
            for statement in sorted(self._statements[record], key=lambda a: (a.id, a.batch)):
                if batch in (None, statement.batch):
                    yield statement

    # writing

    def batch(self, loader: str, title: str = "") -> AbstractContextManager[_MemoryWriter]:
        return self._writing(new_batch(loader, title))

    def replay(self, batch: Batch) -> AbstractContextManager[_MemoryWriter]:
        return self._writing(batch)

    @contextmanager
    def _writing(self, batch: Batch) -> Iterator[_MemoryWriter]:
        refuse_known(self.batches(), batch)
        writer = _MemoryWriter(self, batch)
        yield writer
        writer.complete()

    def undo(self, batch: str, when: str | None = None) -> int:
        before = known_batch(self.batches(), batch)
        self._detach()
        self._batches[batch] = replace(before, undone=when or now())
        touched = [r for r, all_ in self._statements.items() if any(a.batch == batch for a in all_)]
        gone = {record for record in touched if not self._live(record)}
        dependants = [
            a.batch
            for record in self._statements
            for a in self._live(record)
            if a.source in gone or a.target in gone
        ]
        if dependants:
            self._batches[batch] = before
            raise still_needed(batch, dependants)
        self._show(touched, [shown for r in touched for shown in fold(self._live(r))])
        return sum(a.batch == batch for record in touched for a in self._statements[record])

    def faults(self) -> list[str]:
        return []

    def close(self) -> None:
        """Nothing to let go of."""

    def _live(self, record: str) -> list[Attestation]:
        return [a for a in self._statements.get(record, ()) if not self._batches[a.batch].undone]

    def _detach(self) -> None:
        """Before a change: leave what open readings look at as it is, and go on with copies."""
        if self._readings:
            self.graph = self.graph.copy()
            self._statements = {record: list(all_) for record, all_ in self._statements.items()}
            self._batches = dict(self._batches)
            self._nodes = dict(self._nodes)
            self._edges = dict(self._edges)

    def _show(self, touched: Collection[str], after: Sequence[Record]) -> None:
        """Let the records `after` be all that the ids `touched` stand for from now on."""
        nodes = {node.id: node for node in after if isinstance(node, Node)}
        for record in touched:
            for edge_id in self._spells.pop(record, ()):
                gone = self._edges.pop(edge_id)
                self.graph.remove_edge(gone.source, gone.target, key=edge_id)
        for record in touched:
            if record not in nodes and self._nodes.pop(record, None) is not None:
                self.graph.remove_node(record)
                del self._keys_of[record]
        self._nodes.update(nodes)
        for node in nodes.values():
            self._keys_of[node.id] = search_keys(node)
            self.graph.add_node(node.id, record=node)
        for edge in after:
            if isinstance(edge, Edge):
                self._edges[edge.id] = edge
                self._spells.setdefault(edge.relation, []).append(edge.id)
                self.graph.add_edge(edge.source, edge.target, key=edge.id, record=edge)
        self._keys = sorted(KeyHit(k, node) for node, keys in self._keys_of.items() for k in keys)


class _MemoryWriter:
    """Collects statements and gives them to its store when the batch is complete."""

    def __init__(self, store: MemoryStore, batch: Batch) -> None:
        self.batch = batch.id
        self._store = store
        self._batch = batch
        self._incoming: list[Attestation] = []
        self._progress = Added(0, 0, 0)

    def add(self, statements: Iterable[Attestation]) -> None:
        self._incoming += statements

    def progress(self) -> Added:
        return self._progress

    def complete(self) -> None:
        """Make the batch visible, or raise and leave the store as it was."""
        store = self._store
        if self._batch.undone:
            merged = set_aside(self._incoming)
        else:
            known = {s.record: live for s in self._incoming if (live := store._live(s.record))}
            merged = merge_portion(known, self._incoming, self.batch)
        self._progress = merged.counted(self._progress)
        for end, statement in sorted(merged.ends_elsewhere().items()):
            if end not in store.graph:
                raise missing_end(statement, end)
        batch = completed(self._batch, len(merged.added))
        if not batch.added:
            return
        store._detach()
        store._batches[batch.id] = batch
        for statement in merged.added:
            said = replace(statement, batch=batch.id)
            store._statements.setdefault(said.record, []).append(said)
        if merged.after:
            store._show({s.record for s in merged.added}, merged.after)
