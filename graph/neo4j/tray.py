"""What waits beside the graph, in nodes of a Neo4j store that nothing connects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from neo4j import ManagedTransaction

from graph.neo4j.connection import Connection, Rows
from graph.store import ordered

_PUT = "UNWIND $rows AS row MERGE (t:_Tray {key: row[0]}) SET t.text = row[1]"
_LET_GO = "UNWIND $gone AS key MATCH (t:_Tray {key: key}) DELETE t"


class Neo4jTray:
    """See `graph.store.Tray`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, texts: Mapping[str, str], gone: Collection[str] = ()) -> None:
        def work(tx: ManagedTransaction) -> None:
            tx.run(_LET_GO, gone=list(gone)).consume()
            tx.run(_PUT, rows=[[key, text] for key, text in texts.items()]).consume()

        self._connection.write(work)

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        wanted = ordered(keys)
        query = "MATCH (t:_Tray) WHERE t.key IN $keys RETURN t.key, t.text"
        found = dict(self._rows(query, keys=wanted))
        return {key: found[key] for key in wanted if key in found}

    def page(self, prefix: str, after: str = "", limit: int = 1000) -> list[tuple[str, str]]:
        query = (
            "MATCH (t:_Tray) WHERE t.key STARTS WITH $prefix AND t.key > $after"
            " RETURN t.key, t.text ORDER BY t.key LIMIT $limit"
        )
        rows = self._rows(query, prefix=prefix, after=after, limit=limit)
        return [(key, text) for key, text in rows]

    def count(self, prefix: str) -> int:
        query = "MATCH (t:_Tray) WHERE t.key STARTS WITH $prefix RETURN count(t)"
        return int(self._rows(query, prefix=prefix)[0][0])

    def _rows(self, query: str, **given: object) -> Rows:
        with self._connection.reading() as reader:
            return reader.rows(query, **given)
