"""Changing records within a batch: what holds until it, what holds from it on.

Nothing that readers of the present version see is removed here: it is marked with `to_version`,
and what takes its place begins at the batch's number. What the batch itself wrote before is
replaced outright.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph.attestation import Attestation
from graph.fold import spell_statements
from graph.keys import search_keys
from graph.neo4j.rows import STATEMENT, edge_properties, form_row, node_properties
from graph.record import Edge, Node, Record
from graph.stored import statement_of

_RETIRE = """
FOREACH (_ IN CASE WHEN x.from_version < $number THEN [1] ELSE [] END |
  SET x.to_version = $number)
FOREACH (_ IN CASE WHEN x.from_version = $number THEN [1] ELSE [] END | DELETE x)
"""
RETIRE_FORMS = (
    "UNWIND $rows AS id MATCH (x:_Form {id: id})"
    " WHERE x.from_version <= $number AND x.to_version IS NULL" + _RETIRE
)
RETIRE_KEYS = (
    "UNWIND $rows AS row MATCH (x:_Key {node: row[0], key: row[1]})"
    " WHERE x.from_version <= $number AND x.to_version IS NULL" + _RETIRE
)
CREATE_FORMS = "UNWIND $rows AS row CREATE (f:_Form) SET f = row"
CREATE_KEYS = (
    "UNWIND $rows AS row CREATE (:_Key {node: row[0], key: row[1], from_version: $number})"
)
CREATE_STATEMENTS = "UNWIND $rows AS row CREATE (s:_Statement) SET s = row"
ENDS = "UNWIND $rows AS id MERGE (:Entity {id: id})"
LIVE = f"""
MATCH (s:_Statement) USING INDEX s:_Statement(record) WHERE s.record IN $records
OPTIONAL MATCH (b:_Batch {{number: s.batch}})
WITH s, b WHERE s.batch = $number OR b.undone IS NULL AND b IS NOT NULL
RETURN {STATEMENT}, coalesce(b.id, $own)
"""
ABSENT = """
UNWIND $ids AS id
OPTIONAL MATCH (f:_Form {id: id}) WHERE f.from_version IS NOT NULL AND f.to_version IS NULL
WITH id, count(f) AS forms WHERE forms = 0 RETURN id
"""

Said = Mapping[str, Sequence[Attestation]]


def live(
    tx: ManagedTransaction, records: Sequence[str], number: int, own: str
) -> dict[str, list[Attestation]]:
    """The statements in force about `records`, those of the batch being written included."""
    found: dict[str, list[Attestation]] = {}
    for row in tx.run(LIVE, records=list(records), number=number, own=own).values():
        found.setdefault(row[1], []).append(statement_of(row))
    return found


def absent(tx: ManagedTransaction, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that no node has, neither in force nor in the batch being written."""
    wanted = sorted(ids)
    if not wanted:
        return set()
    return {row[0] for row in tx.run(ABSENT, ids=wanted).values()}


@dataclass
class Change:
    """What becomes of some records in the batch `number`.

    `seen` are the nodes that readers know already: what people see of them changes only after the
    batch is complete. `counts` is the change in the number of records by kind.
    """

    number: int
    seen: set[str]
    retired: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def make(
        self,
        tx: ManagedTransaction,
        before: Sequence[Record],
        after: Sequence[Record],
        said_before: Said,
        said_after: Said,
    ) -> None:
        """Write the change: `said_*` are the statements in force, by record."""
        self.counts.update(record.kind for record in after)
        self.counts.subtract(record.kind for record in before)
        self._nodes(
            tx,
            {n.id: n for n in before if isinstance(n, Node)},
            {n.id: n for n in after if isinstance(n, Node)},
        )
        self._edges(
            tx,
            {e.id: (e, _sources(e, said_before)) for e in before if isinstance(e, Edge)},
            {e.id: (e, _sources(e, said_after)) for e in after if isinstance(e, Edge)},
        )

    def _nodes(
        self, tx: ManagedTransaction, before: Mapping[str, Node], after: Mapping[str, Node]
    ) -> None:
        changed = [node for i, node in after.items() if before.get(i) != node]
        old = [n for i, n in before.items() if after.get(i) != n]
        old_keys = {(n.id, key) for n in old for key in search_keys(n)}
        new_keys = {(n.id, key) for n in changed for key in search_keys(n)}
        self._retire(tx, "_Form", RETIRE_FORMS, [node.id for node in old])
        self._retire(tx, "_Key", RETIRE_KEYS, sorted(old_keys - new_keys))
        self._run(tx, CREATE_FORMS, [form_row(node, self.number) for node in changed])
        self._run(tx, CREATE_KEYS, sorted(new_keys - old_keys))
        shown: dict[str, list[object]] = {}
        for node in changed:
            if node.id not in self.seen:
                shown.setdefault(node.kind, []).append(node_properties(node))
        for kind, rows in shown.items():
            self._run(tx, show_nodes(kind), rows)

    def _edges(
        self,
        tx: ManagedTransaction,
        before: Mapping[str, tuple[Edge, list[str]]],
        after: Mapping[str, tuple[Edge, list[str]]],
    ) -> None:
        retired: dict[str, list[str]] = {}
        for i, (edge, sources) in before.items():
            if after.get(i) != (edge, sources):
                retired.setdefault(edge.kind, []).append(i)
        for kind, ids in retired.items():
            self._retire(
                tx,
                kind,
                f"UNWIND $rows AS id MATCH ()-[x:{kind} {{id: id}}]->()"
                " WHERE x.to_version IS NULL" + _RETIRE,
                ids,
            )
        made: dict[str, list[object]] = {}
        ends: set[str] = set()
        for i, (edge, sources) in after.items():
            if before.get(i) != (edge, sources):
                shown = {**edge_properties(edge, sources), "from_version": self.number}
                made.setdefault(edge.kind, []).append([edge.source, edge.target, shown])
                ends |= {edge.source, edge.target}
        self._run(tx, ENDS, sorted(ends))
        for kind, rows in made.items():
            self._run(
                tx,
                "UNWIND $rows AS row MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]})"
                f" CREATE (a)-[r:{kind}]->(b) SET r = row[2]",
                rows,
            )

    def _retire(
        self, tx: ManagedTransaction, what: str, query: str, rows: Sequence[object]
    ) -> None:
        if rows:
            result = tx.run(query, rows=rows, number=self.number).consume()
            if result.counters.properties_set:
                self.retired.add(what)

    def _run(self, tx: ManagedTransaction, query: str, rows: Sequence[object]) -> None:
        if rows:
            tx.run(query, rows=rows, number=self.number).consume()


def show_nodes(kind: str) -> str:
    """The query that lets people see nodes of `kind` as `rows` say, whatever was there before."""
    return f"UNWIND $rows AS row MERGE (n:Entity {{id: row.id}}) SET n:{kind}, n = row"


def _sources(edge: Edge, said: Said) -> list[str]:
    statements = spell_statements(edge.id, said[edge.relation])
    return sorted({statement.place.document for statement in statements})
