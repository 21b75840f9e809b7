"""How to reach Neo4j: the URL of such a store and what can be set about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from graph.errors import InvalidData

SCHEMES = tuple(f"{name}{tls}" for name in ("neo4j", "bolt") for tls in ("", "+s", "+ssc"))
"""`neo4j` routes within a cluster, `bolt` talks to one server; `+s` and `+ssc` are TLS with a
certificate that is checked, or not."""


@dataclass(frozen=True, slots=True)
class Neo4jOptions:
    """How to talk to Neo4j. Times are seconds.

    A user and a password in the URL go before those here. `certificates` is a PEM file of the
    authorities to trust; it turns TLS on where the scheme says nothing. `patience` is how long
    a server that went away is waited for, `query_timeout` how long one query may take, and
    `grace` how long what a batch has superseded is kept for those who still read it, and `lease`
    how long a writer that died keeps others out.
    """

    user: str = "neo4j"
    password: str = ""
    database: str = ""
    certificates: str = ""
    connect_timeout: float = 10.0
    query_timeout: float = 120.0
    patience: float = 60.0
    pool_size: int = 50
    grace: float = 5.0
    lease: float = 30.0


@dataclass(frozen=True, slots=True)
class Address:
    """A store's URL taken apart: `uri` for the driver, `shown` for people, without the password;
    `plain` if its scheme says nothing of TLS."""

    uri: str
    shown: str
    plain: bool
    options: Neo4jOptions


def address(url: str, options: Neo4jOptions) -> Address:
    """Read `neo4j://[user[:password]@]host[:port][/database]`. Raises `InvalidData`."""
    remedy = "写成 neo4j://用户:密码@主机:7687/数据库"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidData("库地址有误：端口不是数字", remedy=remedy) from None
    if parts.scheme not in SCHEMES or not parts.hostname or parts.query or parts.fragment:
        raise InvalidData(f"不认识的库地址：{_without_password(url)}", remedy=remedy)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    database = unquote(parts.path.strip("/")) or options.database
    user = unquote(parts.username) if parts.username else options.user
    password = unquote(parts.password) if parts.password else options.password
    uri = f"{parts.scheme}://{host}:{port or 7687}"
    shown = uri + (f"/{database}" if database else "")
    return Address(
        uri,
        shown,
        "+" not in parts.scheme,
        replace(options, user=user, password=password, database=database),
    )


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…{at}{tail}" if at else url
