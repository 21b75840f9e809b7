"""What waits beside the graph, in a table of the embedded store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager

import apsw

from graph.sqlite.rows import table_of
from graph.sqlite.schema import translated
from graph.store import ordered

_PAST = "\x7f"
"""Comes after every character of a key."""


class SqliteTray:
    """See `graph.store.Tray`: reads on one connection, writes in a transaction of `writing`."""

    def __init__(
        self,
        path: str,
        reading: Callable[[], apsw.Connection],
        writing: Callable[[], AbstractContextManager[apsw.Connection]],
    ) -> None:
        self._path, self._reading, self._writing = path, reading, writing

    def put(self, texts: Mapping[str, str], gone: Collection[str] = ()) -> None:
        with self._writing() as connection, translated(self._path):
            connection.executemany("DELETE FROM tray WHERE key = ?", ((key,) for key in gone))
            connection.executemany("INSERT OR REPLACE INTO tray VALUES (?, ?)", texts.items())

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        wanted = ordered(keys)
        sql = "SELECT key, text FROM tray WHERE key IN carray(?)"
        found = dict(self._rows(sql, table_of(wanted)))
        return {key: found[key] for key in wanted if key in found}

    def page(self, prefix: str, after: str = "", limit: int = 1000) -> list[tuple[str, str]]:
        sql = (
            "SELECT key, text FROM tray WHERE key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?"
        )
        return self._rows(sql, prefix, prefix + _PAST, after, limit)

    def count(self, prefix: str) -> int:
        sql = "SELECT count(*) FROM tray WHERE key >= ? AND key < ?"
        with translated(self._path):
            return int(self._reading().execute(sql, (prefix, prefix + _PAST)).get)

    def _rows(self, sql: str, *given: apsw.Binding) -> list[tuple[str, str]]:
        with translated(self._path):
            return [(key, text) for key, text in self._reading().execute(sql, given)]
