"""Which store a URL names, and any store as it was at a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.errors import InvalidData
from graph.neo4j.options import SCHEMES, Neo4jOptions
from graph.sqlite_store import SqliteStore
from graph.store import Store

if TYPE_CHECKING:  # networkx takes long to import, as the driver of Neo4j does
    from graph.memory_store import MemoryStore


def as_known_at(store: Store, instant: str) -> MemoryStore:
    """What the store's batches in force at `instant` (ISO 8601, UTC) amount to.

    A date means its last moment. The view is built in memory from all statements recorded by then,
    so its cost grows with the store. Raises `InvalidData` for text that is no such instant.
    """
    try:
        moment = datetime.fromisoformat(instant)
    except ValueError:
        raise InvalidData(
            f"“{instant}”不是日期或时刻", remedy="写成 2024-03-01 或 2024-03-01T08:00（UTC）"
        ) from None
    if moment.tzinfo:
        instant = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    from graph.memory_store import MemoryStore

    known = {b.id: b for b in store.batches() if b.known_at(instant)}
    return MemoryStore.of((a for a in store.history() if a.batch in known), known.values())


def open_store(url: str, *, create: bool = True, neo4j: Neo4jOptions | None = None) -> Store:
    """The store behind a URL: `sqlite:///relative/path`, `sqlite:////absolute/path`, `memory:`, or
    `neo4j://host` and its kin (`graph.neo4j.options.SCHEMES`), to which the options belong.

    Raises `InvalidData` for another scheme, `StoreUnavailable` if it cannot be opened, or if it
    does not exist and `create` is false.
    """
    if url == "memory:":
        from graph.memory_store import MemoryStore

        return MemoryStore()
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and path:
        return SqliteStore(path, create=create)
    if url.partition(":")[0] in SCHEMES:
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore(url, neo4j, create=create)
    raise InvalidData(
        f"不认识的库地址：{url}", remedy="写成 sqlite:///库文件.db、neo4j://主机 或 memory:"
    )
