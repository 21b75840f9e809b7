"""A Neo4j server or cluster: its address, sessions with retries, and what its errors mean."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, Query
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import GraphError, InvalidData, LimitReached, StoreUnavailable
from graph.neo4j.options import Address, Neo4jOptions, address

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # errors are told once, by us
Row = list[Any]
Rows = list[Row]
T = TypeVar("T")


class Connection:
    """A driver with its pool, opened once for a store and shared by its threads.

    Sessions share bookmarks, so that a read sees the writes of this connection on whichever member
    of a cluster it lands.
    """

    def __init__(self, url: str, options: Neo4jOptions) -> None:
        found = address(url, options)
        self.url = found.shown
        self.options = found.options
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            self._driver = GraphDatabase.driver(found.uri, **driver_settings(found))
        except (ConfigurationError, ValueError, OSError) as error:
            raise InvalidData(f"Neo4j 的设置有误：{error}", remedy="见 docs/neo4j.md") from error
        try:
            with self.translated():
                self._driver.verify_connectivity()
        except GraphError:
            self._driver.close()
            raise

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of the driver and the server into those of the graph."""
        try:
            yield
        except (DriverError, Neo4jError, OSError) as error:
            raise meaning_of(self.url, self.options, error) from error

    @contextmanager
    def session(self, access: str = neo4j.READ_ACCESS) -> Iterator[neo4j.Session]:
        """A session for one thread at a time."""
        with self._driver.session(
            database=self.options.database or None,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
        ) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Something that asks, on any member of a cluster."""
        with self.session() as session:
            yield Reader(self, session)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run `work` in one transaction on the leader and return what it returns.

        It is run again where the server asks for that or goes away, even while it commits: so it
        must be harmless to do twice, and tell by what is stored whether it is done already.
        """
        deadline = time.monotonic() + self.options.patience
        with self.translated():
            while True:
                try:
                    with self.session(neo4j.WRITE_ACCESS) as session:
                        return session.execute_write(work)
                except ServiceUnavailable:  # the driver does not repeat a commit of unknown fate
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.5)

    def close(self) -> None:
        """Close the pool."""
        self._driver.close()


class Reader:
    """Asks queries of one session, again where a server or a connection went away."""

    def __init__(self, connection: Connection, session: neo4j.Session) -> None:
        self._connection = connection
        self._session = session

    def rows(self, query: str, **parameters: object) -> Rows:
        """All rows of an answer. The query must only read.

        Raises `LimitReached` past the timeout, `StoreUnavailable` when the server stays away.
        """
        options = self._connection.options
        asked = Query(query, timeout=options.query_timeout)
        deadline = time.monotonic() + options.patience
        pause = 0.05
        with self._connection.translated():
            while True:
                try:
                    return self._session.run(asked, parameters).values()
                except (DriverError, Neo4jError) as error:
                    if not error.is_retryable() or time.monotonic() + pause > deadline:
                        raise
                time.sleep(pause)
                pause = min(pause * 2, 1.0)


def driver_settings(found: Address) -> dict[str, Any]:
    """The driver's settings that our options stand for."""
    options = found.options
    settings: dict[str, Any] = {
        "max_connection_pool_size": options.pool_size,
        "connection_timeout": options.connect_timeout,
        "connection_acquisition_timeout": options.connect_timeout + options.query_timeout,
        "max_transaction_retry_time": options.patience,
        "notifications_min_severity": "OFF",
        "user_agent": "zerenlian",
    }
    if options.password:
        settings["auth"] = (options.user, options.password)
    if options.certificates and not Path(options.certificates).is_file():
        raise InvalidData(
            f"没有证书文件 {options.certificates}", remedy="核对 ZERENLIAN_NEO4J_CERTIFICATES"
        )
    if options.certificates and found.plain:
        settings["encrypted"] = True
        settings["trusted_certificates"] = neo4j.TrustCustomCAs(options.certificates)
    return settings


def meaning_of(url: str, options: Neo4jOptions, error: Exception) -> GraphError:
    """What an error of the driver or of the server means for the user of the store at `url`."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    text = (error.message or "") if isinstance(error, Neo4jError) else str(error)
    if isinstance(error, AuthError):
        return StoreUnavailable(
            f"{url} 不接受用户 {options.user} 的密码",
            remedy="核对 ZERENLIAN_NEO4J_USER 和 ZERENLIAN_NEO4J_PASSWORD，或地址里的用户和密码",
        )
    for words, message, remedy in _MEANINGS:
        if any(word in code or word in text for word in words):
            return StoreUnavailable(message.format(url=url), remedy=remedy)
    if "TransactionTimedOut" in code or "Terminated" in code:
        return LimitReached(
            f"查询超过 {options.query_timeout:g} 秒，已停止",
            remedy="缩小范围，或放宽 ZERENLIAN_NEO4J_QUERY_TIMEOUT",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreUnavailable(
            f"连不上 {url}：{_first_line(text)}", remedy="核对地址，并确认 Neo4j 已启动"
        )
    return StoreUnavailable(
        f"{url}：{_first_line(text)}" + (f" [{code}]" if code else ""),
        remedy="见服务器的 neo4j.log",
    )


def _first_line(text: str) -> str:
    return (text.splitlines() or [""])[0][:300]


_MEANINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("No space left", "DiskSpace", "disk is full"),
        "{url} 的磁盘已满，本批未生效",
        "为服务器腾出空间后重新载入",
    ),
    (
        ("DatabaseNotFound",),
        "{url} 没有这个数据库",
        "先建好数据库，或改地址末尾的数据库名",
    ),
    (
        ("MemoryPoolOutOfMemory", "TransactionOutOfMemory", "OutOfMemoryError"),
        "{url} 的内存不够做完这一步",
        "调大服务器的堆内存或 dbms.memory.transaction.total.max",
    ),
    (
        ("Security.Forbidden", "ForbiddenOnReadOnlyDatabase", "AccessMode"),
        "{url} 不允许这个用户写入",
        "换一个可写的用户或数据库",
    ),
)


def visible(name: str) -> str:
    """The condition that what `name` stands for is in force in version `$v`.

    Written so that no index on `to_version` is taken for it, which hardly anything has.
    """
    return f"{name}.from_version <= $v AND coalesce({name}.to_version > $v, true)"
