"""What is taken away from a Neo4j store: what a dead writer left, and what a batch superseded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from neo4j import ManagedTransaction

from graph.neo4j.changes import show_nodes
from graph.neo4j.rows import node_properties
from graph.neo4j.schema import STORE, VERSIONED
from graph.neo4j.turn import Turn
from graph.record import Node
from graph.schema import schema
from graph.stored import unpacked

_PORTION = 5_000
_FORMS = """
MATCH (f:_Form) WHERE f.to_version <= $version WITH DISTINCT f.id AS id LIMIT $limit
OPTIONAL MATCH (now:_Form {id: id})
WHERE now.from_version <= $version AND (now.to_version IS NULL OR now.to_version > $version)
RETURN id, now.kind, now.properties
"""
_LEFT = """
MATCH (s:_Statement) WHERE s.batch = $batch AND s.record > $after
WITH DISTINCT s.batch AS batch, s.record AS record, s.kind AS kind, s.source AS source,
  s.target AS target
ORDER BY batch, record LIMIT $limit RETURN record, kind, source, target
"""


class _Left(NamedTuple):
    record: str
    kind: str
    source: str | None
    target: str | None


def tidy(turn: Turn, past: Iterable[str]) -> None:
    """Let people see the present version, and remove what does not hold in it any more.

    `past` are the labels and types of that. Readers of an earlier version are told to ask again.
    """
    version = turn.present()
    turn.once(lambda tx: tx.run(f"MATCH {STORE} SET store.floor = $v", v=version).consume())
    for what in sorted(past, key=lambda what: (what == "_Form", what)):
        if what == "_Form":
            while turn.once(lambda tx: _show_present(tx, version)):
                pass
        else:
            match = f"MATCH {_pattern(what)} WHERE x.to_version <= $v"
            _repeat(turn, match, "DELETE x", version)
    turn.once(lambda tx: tx.run(f"MATCH {STORE} REMOVE store.past").consume())


def _pattern(what: str) -> str:
    return f"(x:{what})" if what in VERSIONED else f"()-[x:{what}]->()"


def _show_present(tx: ManagedTransaction, version: int) -> int:
    rows = tx.run(_FORMS, version=version, limit=_PORTION).values()
    shown: dict[str, list[object]] = {}
    gone: list[str] = []
    for i, kind, text in rows:
        if kind is None:
            gone.append(i)
        else:
            shown.setdefault(kind, []).append(node_properties(Node(i, kind, unpacked(text))))
    for kind, nodes in shown.items():
        tx.run(show_nodes(kind), rows=nodes)
    tx.run("UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n", ids=gone)
    tx.run(
        "UNWIND $ids AS id MATCH (f:_Form {id: id}) WHERE f.to_version <= $v DELETE f",
        ids=[row[0] for row in rows], v=version,
    )  # fmt: skip
    return len(rows)


def sweep(turn: Turn) -> None:
    """Take away all that a writer began after the present version and did not complete."""
    number = turn.present() + 1
    for what in (*VERSIONED, *schema().edges):
        match = f"MATCH {_pattern(what)} WHERE x.to_version = $v"
        _repeat(turn, match, "REMOVE x.to_version", number)
    undoing = turn.once(lambda tx: tx.run(f"MATCH {STORE} RETURN store.undoing").values())[0][0]
    after = ""
    while left := turn.once(partial(_left, batch=undoing or number, after=after)):
        turn.once(partial(_take_away, left=left, number=number))
        after = left[-1].record
    turn.once(lambda tx: tx.run(f"MATCH {STORE} REMOVE store.undoing, store.unfinished").consume())


def _left(tx: ManagedTransaction, batch: int, after: str) -> list[_Left]:
    """A portion of what the statements of a batch speak of."""
    return [_Left._make(row) for row in tx.run(_LEFT, batch=batch, after=after, limit=_PORTION)]


def _take_away(tx: ManagedTransaction, left: Sequence[_Left], number: int) -> None:
    """Take away what a portion of statements made, then the statements themselves."""
    records = [found.record for found in left]
    relations: dict[str, list[str]] = {}
    for found in left:
        if found.source:
            relations.setdefault(found.kind, []).append(found.record)
    for kind, ids in relations.items():
        tx.run(
            f"UNWIND $ids AS id MATCH ()-[r:{kind}]->()"
            " WHERE r.id STARTS WITH id AND r.from_version = $v DELETE r",
            ids=ids, v=number,
        )  # fmt: skip
    tx.run(
        "UNWIND $ids AS id MATCH (k:_Key)"
        " WHERE k.node = id AND k.key IS NOT NULL AND k.from_version = $v DELETE k",
        ids=records, v=number,
    )  # fmt: skip
    tx.run(
        "UNWIND $ids AS id MATCH (f:_Form {id: id, from_version: $v}) DELETE f",
        ids=records, v=number,
    )  # fmt: skip
    nodes = {end for f in left for end in (f.record, f.source, f.target) if end}
    tx.run(
        "UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE NOT EXISTS {"
        " MATCH (f:_Form) WHERE f.id = id AND f.from_version IS NOT NULL } DETACH DELETE n",
        ids=sorted(nodes),
    )
    tx.run(
        "UNWIND $ids AS id MATCH (s:_Statement) WHERE s.batch = $v AND s.record = id DELETE s",
        ids=records, v=number,
    )  # fmt: skip


def _repeat(turn: Turn, match: str, what: str, version: int) -> None:
    """Do `what` to each `x` of `match`, a portion in a transaction."""
    query = f"{match} WITH x LIMIT {_PORTION} {what} RETURN count(*)"
    while turn.once(lambda tx: tx.run(query, v=version).values())[0][0] == _PORTION:
        pass
