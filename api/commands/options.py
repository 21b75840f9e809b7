"""Options that commands share, and what they have in common: a store, an output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import orjson
import typer
from pydantic import BaseModel
from rich.console import RenderableType

from api.settings import settings
from api.views.console import console
from graph.dates import parse
from graph.store import Store, View
from graph.stores import as_known_at, open_store

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", help="库地址，如 sqlite:///库.db 或 neo4j://主机；省略则用 ZERENLIAN_STORE"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
OnOption = Annotated[
    str | None, typer.Option("--on", help="日期：2014、2014-05 或 2014-05-20；省略则为今天")
]
SinceOption = Annotated[str | None, typer.Option("--since", help="期间从何时起：年、月或日")]
UntilOption = Annotated[str | None, typer.Option("--until", help="期间到何时止（含）")]
KnownOption = Annotated[
    str | None, typer.Option("--known", help="只按某时（如 2024-03-01）之前载入的记载回答")
]


def opened(url: str | None, *, create: bool = False) -> Store:
    """The store asked for, else the one of the settings."""
    found = settings()
    return open_store(url or found.store, create=create, neo4j=found.neo4j)


@contextmanager
def reading(url: str | None, known: str | None = None) -> Iterator[View]:
    """A view of one moment of the store, or of what was known at `known`; closed afterwards."""
    store = opened(url)
    try:
        if known is not None:
            yield as_known_at(store, known)
        else:
            with store.reading() as view:
                yield view
    finally:
        store.close()


def day(on: str | None) -> str:
    """The date asked for as an ISO prefix; today if none is given."""
    return parse(on) if on else date.today().isoformat()


def put_json(value: object) -> None:
    """Write a value (shapes included) to standard output as JSON."""

    def plain(item: object) -> object:
        if isinstance(item, BaseModel):
            return item.model_dump(mode="json")
        raise TypeError(type(item).__name__)

    text = orjson.dumps(value, default=plain, option=orjson.OPT_INDENT_2).decode()
    typer.echo(text)


def put(value: object, shown: RenderableType, *, as_json: bool) -> None:
    """Write an answer: as JSON, or as it is shown to a person."""
    if as_json:
        put_json(value)
    else:
        console.print(shown)
