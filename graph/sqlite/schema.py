"""The tables of the embedded store, how a file is opened, and what SQLite's errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from graph.errors import StoreUnavailable
from graph.sqlite.rows import EDGE_COLUMNS, edge_of

VERSION = 3
APPLICATION_ID = 0x5A524C43
"""`ZRLC`, so that `file` and other tools can tell the format."""

TRAY = "CREATE TABLE IF NOT EXISTS tray (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"
TABLES = f"""
{TRAY};
CREATE TABLE batch (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recorded TEXT NOT NULL,
    loader TEXT NOT NULL, title TEXT NOT NULL, added INTEGER NOT NULL, undone TEXT,
    first_statement INTEGER NOT NULL, last_statement INTEGER NOT NULL
);
CREATE TABLE place (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, locator TEXT NOT NULL, quote TEXT NOT NULL
);
CREATE TABLE statement (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL,
    source TEXT, target TEXT, facet TEXT, properties TEXT NOT NULL,
    place INTEGER NOT NULL, confidence REAL NOT NULL, batch INTEGER NOT NULL
);
CREATE INDEX statement_record ON statement (record);
CREATE TABLE node (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, properties TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX node_kind ON node (kind, id);
CREATE TABLE edge (
    id TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL,
    since_lo INTEGER NOT NULL, since_hi INTEGER NOT NULL,
    until_lo INTEGER NOT NULL, until_hi INTEGER NOT NULL, properties TEXT NOT NULL,
    yields_to TEXT NOT NULL
);
CREATE INDEX edge_id ON edge (id, kind);
CREATE TABLE search_key (
    key TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (key, node)
) WITHOUT ROWID;
"""
STRUCTURE = ("ANSWERS_TO", "PARTY_BODY_OF", "POST_OF")
"""The kinds that say how bodies and posts stand to each other: few edges of many, and read for
whole provinces. Indexes of their own are small enough to stay in the caches of a processor, which
saves a third of the time of each look-up."""
_TIMES = "since_lo, since_hi, until_lo, until_hi"
_OF_STRUCTURE = " OR ".join(f"kind = '{kind}'" for kind in STRUCTURE)
WALKING = {
    f"{name}_{direction}": f"CREATE INDEX IF NOT EXISTS {name}_{direction} ON edge"
    f" ({columns.format(near=near)}, facet, {_TIMES}, {far}, id, yields_to){among}"
    for direction, near, far in (("out", "source", "target"), ("in", "target", "source"))
    for name, columns, among in (
        ("edge", "{near}, kind", ""),
        ("structure", "kind, {near}", f" WHERE {_OF_STRUCTURE}"),
    )
}
"""The indexes that writing does without: a batch of more than a quarter of what is stored makes
them anew, which is faster than adding to them at random places."""
# There is no ANALYZE on purpose: with statistics SQLite chose a Bloom filter over all bodies for
# a walk that needs four of them, and sorted what the index has in order. What other tools leave is
# dropped on opening. Each hot statement names its index and a test reads its plan.


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn SQLite's errors into `StoreUnavailable` that says what to do."""
    try:
        yield
    except apsw.Error as error:
        raise meaning_of(path, error) from error


def meaning_of(path: str, error: apsw.Error) -> StoreUnavailable:
    """What an error of SQLite means for the user of the store at `path`."""
    for errors, message, remedy in _MEANINGS:
        if isinstance(error, errors):
            return StoreUnavailable(message.format(path=path), remedy=remedy)
    return StoreUnavailable(f"{path}：{error}", remedy="运行 zerenlian doctor 检查")


_MEANINGS = (
    (apsw.FullError, "磁盘已满，{path} 未写入任何内容", "腾出空间后重新载入"),
    (apsw.ReadOnlyError, "{path} 是只读的，不能写入", "换一个可写的库，或去掉 ?mode=ro"),
    ((apsw.BusyError, apsw.LockedError), "{path} 正被另一个进程写入", "等它结束后再试"),
    (
        (apsw.ConnectionClosedError, apsw.ThreadingViolationError),
        "{path} 在使用中被关闭",
        "重新打开后再问",
    ),
    (apsw.CantOpenError, "打不开 {path}", "核对路径和权限"),
    (
        (apsw.NotADBError, apsw.CorruptError),
        "{path} 不是责任链库，或已损坏",
        "换一个文件，或从备份恢复",
    ),
)


def connect(path: str, *, create: bool, readonly: bool) -> apsw.Connection:
    """A connection set up for one writer beside many readers; makes the tables of a new file.

    Raises `StoreUnavailable` for a missing, foreign or newer file, which stays as it is.
    """
    if not create and not Path(path).exists():
        raise StoreUnavailable(
            f"没有库文件 {path}", remedy="先用 zerenlian load 载入，或核对 --store"
        )
    with translated(path):
        mode = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE
        mode |= apsw.SQLITE_OPEN_CREATE if create else 0
        connection = apsw.Connection(path, flags=mode | apsw.SQLITE_OPEN_NOMUTEX)
        try:
            _set_up(connection, path, create=create, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: apsw.Connection, path: str, *, create: bool, readonly: bool) -> None:
    connection.set_busy_timeout(10_000)
    connection.execute("PRAGMA cache_size = -131072; PRAGMA mmap_size = 4294967296").fetchall()
    found = _format(connection, path, create)
    if readonly:
        if found < VERSION:
            raise StoreUnavailable(
                f"{path} 由较早的版本写成（格式 {found}）",
                remedy="去掉 ?mode=ro 打开一次，即改为现在的格式",
            )
        return
    if 0 < found < VERSION and connection.readonly("main"):
        raise StoreUnavailable(
            f"{path} 由较早的版本写成（格式 {found}），要先改为现在的格式，但它不能写入",
            remedy="给它写入权限，或复制到能写入的地方再打开",
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if found < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        match _format(connection, path, create):  # another process may have been faster
            case 0:
                for statement in TABLES.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            case 1:
                _add_yields_to(connection)
                connection.execute(TRAY)
        for statement in WALKING.values():
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").get:
        connection.execute("DROP TABLE IF EXISTS sqlite_stat1")
        connection.execute("DROP TABLE IF EXISTS sqlite_stat4")
        connection.execute("ANALYZE sqlite_schema")  # forget what was read from it


def _add_yields_to(connection: apsw.Connection) -> None:
    """Format 1 had the leading side of a dual leadership among the properties of edges only."""
    connection.execute("ALTER TABLE edge ADD COLUMN yields_to TEXT NOT NULL DEFAULT ''")
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM edge e WHERE properties LIKE '%\"leads\"%'"
    ).fetchall()
    connection.executemany(
        "UPDATE edge SET yields_to = ? WHERE id = ?",
        ((edge.thin.yields_to, edge.id) for edge in map(edge_of, rows)),
    )
    for name in ("edge_out", "edge_in"):
        connection.execute(f"DROP INDEX {name}")


def _format(connection: apsw.Connection, path: str, create: bool) -> int:
    """The format of a store, up to this version; 0 for an empty file that may become one."""
    application, version, tables = connection.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).get
    if application != APPLICATION_ID:
        if tables or not create:
            raise StoreUnavailable(f"{path} 不是责任链库", remedy="换一个文件名")
        return 0
    if version > VERSION:
        raise StoreUnavailable(
            f"{path} 由更新的版本写成（格式 {version}，本程序认识到 {VERSION}）",
            remedy="升级 zerenlian 后再打开",
        )
    return int(version)
