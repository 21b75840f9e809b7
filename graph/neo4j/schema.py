"""The constraints and indexes of a Neo4j store, derived from the schema, and its one `_Store` node.

The graph that people read has a node for each record, labelled `Entity` and with its kind, and a
relationship for each spell of each relation. What only this program reads stands beside it in
nodes that nothing connects: `_Store`, `_Batch`, `_Statement`, `_Form` (what a view returns for a
node), `_Key` (search keys) and `_Tray` (what waits to be looked at).

A batch is numbered by the version of the store in which it becomes visible. Forms, keys and
relationships hold from `from_version` until before `to_version`; a reader keeps to the version in
which it began.
"""

from __future__ import annotations

import orjson

from graph.errors import StoreUnavailable
from graph.neo4j.connection import Connection, Reader
from graph.schema import schema

FORMAT = 1
STORE = "(store:_Store {id: 0})"
"""The node that says which version is the present one, and who writes."""
VERSIONED = ("_Form", "_Key")


def constraints() -> dict[str, str]:
    """What must be unique: name of the constraint -> its statement."""
    unique = {
        "entity_id": "(n:Entity) REQUIRE n.id",
        "_store_id": "(n:_Store) REQUIRE n.id",
        "_batch_number": "(n:_Batch) REQUIRE n.number",
        "_batch_id": "(n:_Batch) REQUIRE n.id",
        "_form_id": "(n:_Form) REQUIRE (n.id, n.from_version)",
        "_tray_key": "(n:_Tray) REQUIRE n.key",
        "_key_node": "(n:_Key) REQUIRE (n.node, n.key, n.from_version)",
        **{f"{kind.lower()}_id": f"(n:{kind}) REQUIRE n.id" for kind in schema().nodes},
    }
    return {
        name: f"CREATE CONSTRAINT `{name}` IF NOT EXISTS FOR {what} IS UNIQUE"
        for name, what in unique.items()
    }


def indexes() -> dict[str, str]:
    """What is looked up, in order where that matters: name of the index -> its statement."""
    ranges = {
        "_form_kind": "(n:_Form) ON (n.kind, n.id)",
        "_key_key": "(n:_Key) ON (n.key, n.node)",
        "_statement_record": "(n:_Statement) ON (n.record)",
        "_statement_batch": "(n:_Statement) ON (n.batch, n.record)",
        **{f"{label.lower()}_past": f"(n:{label}) ON (n.to_version)" for label in VERSIONED},
    }
    for kind, node in schema().nodes.items():
        for name in node.search:
            ranges[f"{kind.lower()}_{name}"] = f"(n:{kind}) ON (n.{name})"
    for kind in schema().edges:
        ranges[f"{kind.lower()}_id"] = f"()-[r:{kind}]-() ON (r.id)"
        ranges[f"{kind.lower()}_past"] = f"()-[r:{kind}]-() ON (r.to_version)"
    found = {
        name: f"CREATE INDEX `{name}` IF NOT EXISTS FOR {what}" for name, what in ranges.items()
    }
    labels = "|".join(schema().nodes)
    found["captions"] = (
        f"CREATE FULLTEXT INDEX captions IF NOT EXISTS FOR (n:{labels}) ON EACH [n.caption]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk',"
        " `fulltext.eventually_consistent`: true}}"
    )
    return found


def prepare(connection: Connection, *, create: bool) -> None:
    """Check that the database is ours and of this format; make what indexes are missing.

    An empty database becomes a store if `create`. Raises `StoreUnavailable` if it does not, or if
    the database holds something else or was written by a newer version.
    """
    with connection.reading() as reader:
        found = reader.rows(f"MATCH {STORE} RETURN store.format")
        if not found:
            _expect_empty(connection, reader, create=create)
        elif found[0][0] > FORMAT:
            raise StoreUnavailable(
                f"{connection.url} 由更新的版本写成（格式 {found[0][0]}，本程序认识到 {FORMAT}）",
                remedy="升级 zerenlian",
            )
        there = {row[0] for row in reader.rows("SHOW INDEXES YIELD name")}
    missing = {**constraints(), **indexes()}
    for name in there & set(missing):
        del missing[name]
    if missing:
        connection.write(lambda tx: [tx.run(statement).consume() for statement in missing.values()])
        connection.write(lambda tx: tx.run("CALL db.awaitIndexes(600)").consume())
    if not found:
        connection.write(
            lambda tx: tx.run(
                f"MERGE {STORE} ON CREATE SET store.format = $format, store.version = 0,"
                " store.floor = 0, store.counts = '{}'",
                format=FORMAT,
            ).consume()
        )


def _expect_empty(connection: Connection, reader: Reader, *, create: bool) -> None:
    if reader.rows("MATCH (n) RETURN 1 LIMIT 1"):
        raise StoreUnavailable(
            f"{connection.url} 里有别的数据，不是责任链库", remedy="换一个空的数据库"
        )
    if not create:
        raise StoreUnavailable(
            f"{connection.url} 还不是责任链库", remedy="先用 zerenlian load 或 copy 载入"
        )


def faults(connection: Connection) -> list[str]:
    """What is wrong with the stored data itself, in Chinese."""
    with connection.reading() as reader:
        found = [
            f"索引 {name} 不可用：{state}"
            for name, state in reader.rows("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE'")
        ]
        ((counts, busy),) = reader.rows(
            f"MATCH {STORE} RETURN store.counts, store.writer IS NOT NULL OR store.past IS NOT NULL"
        )
        if busy:
            return found  # what is being written or superseded is counted as well
        expected = orjson.loads(counts)
        patterns = {kind: f"(x:{kind})" for kind in schema().nodes}
        patterns |= {kind: f"()-[x:{kind}]->()" for kind in schema().edges}
        for kind, pattern in patterns.items():
            ((there,),) = reader.rows(f"MATCH {pattern} RETURN count(x)")
            if there != expected.get(kind, 0):
                found.append(f"{kind} 应有 {expected.get(kind, 0)} 条，实有 {there} 条")
    return found
