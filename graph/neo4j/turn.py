"""Whose turn it is to write: one at a time, by a lease that a dead writer loses."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import TypeVar

from neo4j import ManagedTransaction

from graph.errors import Conflict, StoreUnavailable
from graph.neo4j.connection import Connection, Rows
from graph.neo4j.schema import STORE

T = TypeVar("T")

_LOCKED = f"MATCH {STORE} SET store.turns = coalesce(store.turns, 0) + 1 WITH store"
"""Writing locks the node, so that what is read of it next is not read by another writer as well."""
_TAKE = f"""
{_LOCKED}, store.writer AS former
WHERE former IS NULL OR former = $token OR store.writer_until < datetime()
SET store.writer = $token, store.portions = 0,
    store.writer_until = datetime() + duration({{seconds: $lease}}),
    store.unfinished = coalesce(store.unfinished, false) OR former <> $token
RETURN store.version, coalesce(store.unfinished, false)
"""
_RENEW = f"""
{_LOCKED}, store.portions AS done
WHERE store.writer = $token
SET store.writer_until = datetime() + duration({{seconds: $lease}}), store.portions = $portion
RETURN done
"""
_RELEASE = f"{_LOCKED} WHERE store.writer = $token REMOVE store.writer, store.unfinished"


class Turn:
    """The right to write, from its making to its release, or until a lease runs out unrenewed.

    `version` is the store's when it began; `unfinished` whether a writer before left something
    half done. Raises `StoreUnavailable` if another writer keeps it past the store's patience.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._said = {"token": secrets.token_hex(8), "lease": connection.options.lease}
        self._portion = 0
        deadline = time.monotonic() + connection.options.patience
        while not (found := connection.write(self._take)):
            if time.monotonic() > deadline:
                raise StoreUnavailable(
                    f"另一个程序正在写入 {connection.url}", remedy="等它结束后再试"
                )
            time.sleep(0.5)
        self.version: int
        self.unfinished: bool
        ((self.version, self.unfinished),) = found

    def _take(self, tx: ManagedTransaction) -> Rows:
        return tx.run(_TAKE, self._said).values()

    def once(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run `work` in one transaction, exactly once even if the answer to a commit is lost.

        Raises `Conflict` if the lease ran out and another writer has taken over.
        """
        self._portion += 1
        portion = self._portion
        kept: list[T] = []

        def fenced(tx: ManagedTransaction) -> T:
            found = tx.run(_RENEW, {**self._said, "portion": portion}).values()
            if not found:
                raise Conflict(
                    f"写入 {self._connection.url} 中断太久，已由另一个程序接手",
                    remedy="重新载入；没有写完的部分不会生效",
                )
            if found[0][0] < portion:
                kept[:] = [work(tx)]
            return kept[0]

        return self._connection.write(fenced)

    def present(self) -> int:
        """The version that readers begin with now."""
        found: int = self.once(lambda tx: tx.run(f"MATCH {STORE} RETURN store.version").values())[
            0
        ][0]
        return found

    def past(self) -> tuple[set[str], float]:
        """The labels and types of what batches superseded and nobody has removed yet, and for how
        many seconds the present version has been visible."""
        query = (
            f"MATCH {STORE} RETURN coalesce(store.past, []),"
            " duration.inSeconds(store.visible, datetime()).milliseconds / 1000.0"
        )
        ((past, age),) = self.once(lambda tx: tx.run(query).values())
        return set(past), age or 0.0

    def release(self) -> None:
        """Let the next one write; nothing is left half done."""
        self._connection.write(lambda tx: tx.run(_RELEASE, self._said).consume())
