"""The store on Neo4j: for teams, for Cypher, and for more than one machine.

See `graph.neo4j.schema` for what stands in the database and `docs/neo4j.md` for how to read it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from graph.attestation import Batch
from graph.batches import known_batch, new_batch, now, refuse_known
from graph.errors import GraphError, StoreUnavailable
from graph.neo4j.connection import Connection
from graph.neo4j.options import Neo4jOptions
from graph.neo4j.schema import faults, prepare
from graph.neo4j.sweeping import sweep, tidy
from graph.neo4j.tray import Neo4jTray
from graph.neo4j.turn import Turn
from graph.neo4j.view import Moment, Neo4jView
from graph.neo4j.writer import Neo4jWriter, leave_out
from graph.store import View


class Neo4jStore(Neo4jView):
    """A `Store` in one database of a Neo4j server or cluster. Threads may share it."""

    def __init__(
        self, url: str, options: Neo4jOptions | None = None, *, create: bool = True
    ) -> None:
        self.connection = Connection(url, options or Neo4jOptions())
        self.url = self.connection.url
        self.tray = Neo4jTray(self.connection)
        self._grace = self.connection.options.grace
        self._readings = 0
        self._untidy = False
        self._lock = threading.Lock()
        try:
            prepare(self.connection, create=create)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _at(self) -> Iterator[Moment]:
        with self.connection.reading() as reader:
            yield Moment(reader, self._grace)

    @contextmanager
    def reading(self) -> Iterator[View]:
        with self._lock:
            self._readings += 1
        try:
            with self._at() as moment:
                yield Neo4jView(moment)
        finally:
            with self._lock:
                self._readings -= 1

    # writing

    def batch(self, loader: str, title: str = "") -> AbstractContextManager[Neo4jWriter]:
        return self._adding(new_batch(loader, title))

    def replay(self, batch: Batch) -> AbstractContextManager[Neo4jWriter]:
        return self._adding(batch)

    @contextmanager
    def _adding(self, batch: Batch) -> Iterator[Neo4jWriter]:
        with self._turn() as turn:
            refuse_known(self.batches(), batch)
            writer = Neo4jWriter(turn, batch)
            yield writer
            writer.complete()

    def undo(self, batch: str, when: str | None = None) -> int:
        with self._turn() as turn:
            before = known_batch(self.batches(), batch)
            leave_out(turn, before, when or now())
            return before.added

    @contextmanager
    def _turn(self) -> Iterator[Turn]:
        """The right to write. What a dead writer left is swept away first, what an exception leaves
        behind at once."""
        turn = Turn(self.connection)
        try:
            if turn.unfinished:
                sweep(turn)
            self._tidy(turn)
            yield turn
            self._tidy(turn)
        except StoreUnavailable:
            raise  # the next writer sweeps: here the server is gone
        except BaseException:
            with suppress(GraphError):
                sweep(turn)
                turn.release()
            raise
        turn.release()

    def _tidy(self, turn: Turn) -> None:
        """Remove what was superseded, if no reader can be so old as to need it."""
        past, age = turn.past()
        self._untidy = bool(past)
        if past and age >= self._grace and not self._readings:
            tidy(turn, past)
            self._untidy = False

    def faults(self) -> list[str]:
        return faults(self.connection)

    def close(self) -> None:
        """Let go of connections, after removing what the last batches superseded."""
        try:
            if self._untidy:
                time.sleep(self._grace)
                with self._turn():
                    pass
        finally:
            self.connection.close()
