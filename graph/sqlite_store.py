"""The embedded store: one SQLite file, many reading processes beside one writer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import apsw

from graph.attestation import Batch
from graph.batches import known_batch, new_batch, now, refuse_known
from graph.collecting import seldom_collecting
from graph.errors import InvalidData, StoreUnavailable
from graph.sqlite.schema import connect, translated
from graph.sqlite.tray import SqliteTray
from graph.sqlite.view import SqliteView
from graph.sqlite.writer import SqliteWriter, leave_out
from graph.store import View


class SqliteStore(SqliteView):
    """A `Store` in one file. Threads get a connection each; processes open their own store."""

    def __init__(self, path: str, *, create: bool = True) -> None:
        self.url = f"sqlite:///{path}"
        bare, _, options = path.partition("?")
        if options not in ("", "mode=ro"):
            raise InvalidData(f"不认识的库选项：?{options}", remedy="只有 ?mode=ro（只读）")
        super().__init__(bare, self._of_thread)
        self._readonly = options == "mode=ro"
        self._create = create and not self._readonly
        self._local = threading.local()
        self._open: list[apsw.Connection] = []
        self._idle: list[apsw.Connection] = []
        self.tray = SqliteTray(bare, self._of_thread, self._writing)
        self.connection()

    def _of_thread(self) -> apsw.Connection:
        """The connection of the calling thread."""
        found: apsw.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
        return found

    def _connect(self) -> apsw.Connection:
        connection = connect(self._path, create=self._create, readonly=self._readonly)
        self._open.append(connection)
        return connection

    @contextmanager
    def _borrowed(self) -> Iterator[apsw.Connection]:
        """A connection for one transaction: a view of a moment may pass from thread to thread, and
        a thread that writes a batch must not see it before it is complete."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            with translated(self._path):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            self._idle.append(connection)

    @contextmanager
    def reading(self) -> Iterator[View]:
        with self._borrowed() as connection:
            with translated(self._path):
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM batch")  # the moment begins here
            yield SqliteView(self._path, lambda: connection)

    # writing

    def batch(self, loader: str, title: str = "") -> AbstractContextManager[SqliteWriter]:
        return self._adding(new_batch(loader, title))

    def replay(self, batch: Batch) -> AbstractContextManager[SqliteWriter]:
        return self._adding(batch)

    @contextmanager
    def _adding(self, batch: Batch) -> Iterator[SqliteWriter]:
        with self._writing() as connection, seldom_collecting():
            refuse_known(SqliteView(self._path, lambda: connection).batches(), batch)
            with translated(self._path):
                writer = SqliteWriter(connection, self._path, batch)
            yield writer
            with translated(self._path):
                writer.complete()

    def undo(self, batch: str, when: str | None = None) -> int:
        with self._writing() as connection, translated(self._path):
            known_batch(SqliteView(self._path, lambda: connection).batches(), batch)
            return leave_out(connection, batch, when or now())

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """One transaction: all of it or, after any exception, nothing."""
        if self._readonly:
            raise StoreUnavailable(f"{self._path} 是只读的，不能写入", remedy="去掉 ?mode=ro")
        with self._borrowed() as connection:
            with translated(self._path):
                connection.execute("BEGIN IMMEDIATE")
            yield connection
            with translated(self._path):
                connection.execute("COMMIT")

    def faults(self) -> list[str]:
        rows = self._rows("PRAGMA quick_check(20)")
        return [f"{self._path} 已损坏：{row[0]}" for row in rows if row[0] != "ok"]

    def close(self) -> None:
        connections = self._open.copy()
        self._open.clear()
        self._idle.clear()
        self._local = threading.local()
        with translated(self._path), ExitStack() as closing:  # all, also when one is in use
            for connection in connections:
                closing.callback(connection.close)
