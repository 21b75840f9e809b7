"""Commands that ask: search, holders, chain, path, conflicts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.commands.options import (
    JsonOption,
    KnownOption,
    OnOption,
    StoreOption,
    day,
    put,
    put_json,
    reading,
)
from api.questions.batch import answer_file
from api.shapes.links import conflict_shape, found_shape, paths_shape
from api.shapes.records import Shaper, node_shape
from api.views.console import (
    Footnotes,
    chain_tree,
    conflicts_view,
    found_table,
    paths_view,
    post_table,
)
from graph.dates import window
from graph.errors import InvalidData, NotFound
from graph.queries.chain import chain as chain_query
from graph.queries.conflicts import conflicts as conflicts_query
from graph.queries.holders import holders as holders_query
from graph.queries.paths import paths as paths_query
from graph.resolve import posts as resolve_posts
from graph.resolve import resolve
from graph.schema import schema
from graph.search import search as search_query

SUBJECTS = ("Person", "Organization", "Post", "Case", "Division")
"""Kinds of node from which a chain can be traced."""


DUTIES = "沿哪一种责任：" + "、".join(
    f"{value} {term.zh}" for value, term in schema().enumerations["duty"].items()
)
"""What the choices of `Duty` mean."""


class Duty(StrEnum):
    """The duty along which a chain runs."""

    PARTY = "party"
    DISCIPLINE = "discipline"
    ADMINISTRATION = "administration"
    GUIDANCE = "guidance"
    REPORTING = "reporting"


def search(
    text: Annotated[str, typer.Argument(help="姓名、机构名、拼音或首字母")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只查这一类，可重复")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多列出几条")] = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """查找人员、机构、职务、案件：姓名、拼音、首字母、繁体、差一字都可以"""
    with reading(store) as view:
        found = found_shape(Shaper(view), search_query(view, text, kinds=kind, limit=limit))
    if not found.hits and not as_json:
        raise NotFound(f"没有找到“{text}”", remedy="换一个写法，或用拼音首字母再试")
    put(found, found_table(text, found), as_json=as_json)


def holders(
    organization: Annotated[
        str | None, typer.Argument(help="机构：全称、简称、曾用名或编号")
    ] = None,
    post: Annotated[str | None, typer.Argument(help="职务，如 书记、县长")] = None,
    on: OnOption = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="JSONL 文件，一行一问：organization、post、on")
    ] = None,
    known: KnownOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """谁在某日担任某机构的某职务；冲突、交接、空缺、未见记录分别注明"""
    with reading(store, known) as view:
        if batch is not None:
            for line in answer_file(view, batch):
                typer.echo(line)
            return
        if not (organization and post):
            raise InvalidData(
                "缺少机构或职务", remedy="zerenlian holders 机构 职务 --on 日期，或用 --batch"
            )
        body = resolve(view, organization, ("Organization",))
        found = holders_query(
            view, [p.id for p in resolve_posts(view, [body.id], post)], window(day(on))
        )
        shaper, notes = Shaper(view), Footnotes()
        shapes = [shaper.post(answer) for answer in found.values()]
    heading = Text(f"{body.caption}　{post}　截至 {day(on)}", style="bold")
    value = {"organization": node_shape(body), "on": day(on), "posts": shapes}
    if as_json:
        put_json(value)
        return
    if not shapes:
        raise NotFound(
            f"{body.caption} 没有“{post}”这一职务的记录", remedy="zerenlian search 查看已有职务"
        )
    for shown in (heading, post_table(shapes, notes), notes.render()):
        put(None, shown, as_json=False)


def chain(
    subject: Annotated[str, typer.Argument(help="人员、机构、职务、案件或区划：名称或编号")],
    on: OnOption = None,
    duty: Annotated[Duty, typer.Option(help=DUTIES)] = Duty.PARTY,
    down: Annotated[bool, typer.Option("--down", help="向下展开为树")] = False,
    depth: Annotated[int, typer.Option(min=1, max=50, help="最多几级")] = 20,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="最多几个机构")] = 500,
    known: KnownOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """责任链：从某人、某机构或某案件起，逐级上溯（或 --down 向下）"""
    with reading(store, known) as view:
        node = resolve(view, subject, SUBJECTS)
        found = chain_query(
            view, node.id, day(on), duty, "down" if down else "up", max_depth=depth, limit=limit
        )
        shape = Shaper(view).chain(found)
    put(shape, chain_tree(shape), as_json=as_json)


def path(
    start: Annotated[str, typer.Argument(help="起点：名称或编号")],
    end: Annotated[str, typer.Argument(help="终点：名称或编号")],
    count: Annotated[int, typer.Option("--count", "-k", min=1, max=50, help="最多几条")] = 1,
    hops: Annotated[int, typer.Option(min=1, max=12, help="最多几步")] = 6,
    on: Annotated[str | None, typer.Option("--on", help="只走当日可能成立的关系")] = None,
    together: Annotated[bool, typer.Option("--together", help="各步须在时间上重叠")] = False,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只走这种关系，可重复")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """两者之间怎样相连：最短的几条路径；没有路径与达到上限分别注明"""
    with reading(store) as view:
        one, other = (resolve(view, text).id for text in (start, end))
        found = paths_query(
            view, one, other, k=count, max_hops=hops, kinds=kind,
            when=window(day(on)) if on else None, time_respecting=together,
        )  # fmt: skip
        shape = paths_shape(Shaper(view), found)
    put(shape, paths_view(shape), as_json=as_json)


def conflicts(
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="values、dispute、natures，可重复")
    ] = None,
    after: Annotated[str, typer.Option(help="上一页末尾给出的位置")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="一页几条")] = 50,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出相互矛盾的记录：同一属性多种说法、冲突任职、同一职务两种性质"""
    with reading(store) as view:
        found = conflicts_query(view, kinds=kind, after=after, limit=limit)
        shaper = Shaper(view)
        shapes = [conflict_shape(shaper, conflict) for conflict in found.conflicts]
    put({"conflicts": shapes, "next": found.next}, conflicts_view(shapes), as_json=as_json)
    if found.next and not as_json:
        put(None, Text(f"下一页：--after {found.next}", style="dim"), as_json=False)
