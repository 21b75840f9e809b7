"""Commands that show or hand on: render, export, serve."""

from __future__ import annotations

import errno
import gc
import socket
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.text import Text

from api.commands.asking import SUBJECTS, Duty
from api.commands.options import JsonOption, OnOption, StoreOption, day, opened, put, reading
from api.questions.pictures import (
    Form,
    chain_of,
    drawn,
    duties_of,
    form_of,
    network_of,
    path_of,
    whole,
)
from api.settings import LOOPBACK, settings
from api.views.console import advancing, complaints
from graph.dates import parse
from graph.errors import InvalidData
from graph.resolve import resolve
from graph.store import View
from loaders.popolo import export_popolo
from visualize.picture import Picture


class Subject(StrEnum):
    """What there are pictures of."""

    CHAIN = "chain"
    DUTIES = "duties"
    NETWORK = "network"
    PATH = "path"


class ExportForm(StrEnum):
    """The forms in which everything can be handed on."""

    JSON = "json"
    CSV = "csv"
    GEXF = "gexf"
    GRAPHML = "graphml"
    POPOLO = "popolo"
    NEO4J_ADMIN = "neo4j-admin"


def render(
    what: Annotated[
        Subject, typer.Argument(help="画什么：chain、duties（两条责任链并列）、network 或 path")
    ],
    names: Annotated[list[str], typer.Argument(help="名称或编号；path 要两个")],
    out: Annotated[Path, typer.Option("--out", "-o", help="文件名，以 .html、.svg 等结尾")],
    on: OnOption = None,
    duty: Annotated[Duty, typer.Option(help="链条沿哪一种责任")] = Duty.PARTY,
    down: Annotated[bool, typer.Option("--down", help="链条向下展开")] = False,
    depth: Annotated[int, typer.Option(min=1, max=50, help="链条最多几级")] = 20,
    hops: Annotated[int | None, typer.Option(min=1, max=12, help="网络或路径最多几步")] = None,
    count: Annotated[int, typer.Option("--count", "-k", min=1, max=50, help="最多几条路径")] = 1,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只画这种关系，可重复")] = None,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="最多画几个节点")] = 300,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """画图：责任链、两条责任链并列、关系网络或路径，存为一个可离线打开的文件"""
    form = form_of(out)
    with reading(store) as view:
        match what:
            case Subject.CHAIN:
                node = resolve(view, _only(names, 1)[0], SUBJECTS).id
                picture = chain_of(
                    view, node, day(on), duty, "down" if down else "up", depth, limit
                )
            case Subject.DUTIES:
                node = resolve(view, _only(names, 1)[0], SUBJECTS).id
                picture = duties_of(view, node, day(on), depth, limit)
            case Subject.NETWORK:
                node = resolve(view, _only(names, 1)[0]).id
                picture = network_of(view, node, _at(on), hops or 1, kind or (), limit)
            case Subject.PATH:
                start, end = (resolve(view, name).id for name in _only(names, 2))
                picture = path_of(view, start, end, _at(on), count, hops or 6, kind or ())
    save(picture, out, form)
    answer = {"file": str(out), "shown": picture.shown, "total": picture.total}
    cut = f"（{picture.cut_words}）" if picture.cut_words else ""
    put(answer, Text(f"已画好 {out}{cut}"), as_json=as_json)


def save(picture: Picture, out: Path, form: Form) -> None:
    """Write a picture to a file."""
    out.write_bytes(drawn(picture, form))


def _only(names: list[str], count: int) -> list[str]:
    if len(names) != count:
        raise InvalidData(
            f"这种图要 {count} 个名称，给了 {len(names)} 个",
            remedy="名称中有空格时加引号；path 要起点和终点",
        )
    return names


def _at(on: str | None) -> str:
    return parse(on) if on else ""


def export(
    form: Annotated[ExportForm, typer.Option("--format", "-f", help="格式")],
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", help="写到哪个文件（csv 为 zip）；neo4j-admin 为空的或新的文件夹"
        ),
    ],
    limit: Annotated[
        int, typer.Option(min=1, help="节点多于此数即不导出，以免写出半份；neo4j-admin 不限")
    ] = 200_000,
    database: Annotated[
        str, typer.Option("--database", help="neo4j-admin：导入到哪个数据库")
    ] = "neo4j",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """导出整个库：JSON、CSV、GEXF、GraphML、Popolo；neo4j-admin 连同全部历史，供 Neo4j 批量导入"""
    if form is ExportForm.NEO4J_ADMIN:
        _export_for_import(out, database, store, as_json=as_json)
        return
    with reading(store) as view:
        content = _exported(view, form, limit)
    out.write_bytes(content)
    put({"file": str(out)}, Text(f"已导出到 {out}"), as_json=as_json)


def _exported(view: View, form: ExportForm, limit: int) -> bytes:
    if form is ExportForm.POPOLO:
        return orjson.dumps(export_popolo(view), option=orjson.OPT_INDENT_2)
    forms = {ExportForm.CSV: Form.ZIP, ExportForm.JSON: Form.JSON,
             ExportForm.GEXF: Form.GEXF, ExportForm.GRAPHML: Form.GRAPHML}  # fmt: skip
    return drawn(whole(view, limit), forms[form])


def _export_for_import(out: Path, database: str, store: str | None, *, as_json: bool) -> None:
    from graph.neo4j.bulk_import import (
        export_for_import,  # the driver of Neo4j takes long to import
    )

    with reading(store) as view, advancing("导出", quiet=as_json) as progress:
        written = export_for_import(view, out, database, progress)
    answer = {
        "folder": str(out), "command": written.command, "batches": written.batches,
        "statements": written.statements, "records": written.counts,
    }  # fmt: skip
    told = Text(
        f"已导出到 {out}：{written.batches:,} 个批次，{written.statements:,} 条记载，"
        f"{sum(written.counts.values()):,} 条记录\n"
        "停止 Neo4j 后在这个文件夹中运行（见其中的 说明.txt）：\n"
    )
    put(answer, told.append(f"  {written.command}", style="cyan"), as_json=as_json)


def serve(
    host: Annotated[str | None, typer.Option(help="监听的地址；默认只限本机")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="端口；0 为任选一个空闲的")
    ] = None,
    store: StoreOption = None,
) -> None:
    """启动本机查询服务和首页"""
    import uvicorn  # slow to import, as is the application; no other command needs them

    from api.app import create_app

    chosen = settings(host=host, port=port, store=store)
    opened(chosen.store).close()
    with _listening(chosen.host, chosen.port) as listener:
        address = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
        complaints.print(
            f"首页 http://{address}:{listener.getsockname()[1]}/　接口说明 /docs　按 Ctrl+C 结束",
            soft_wrap=True,
        )
        if chosen.host not in LOOPBACK:
            complaints.print("注意：没有账户，凡能连到这个地址的人都看得到库中一切", style="yellow")
        server = uvicorn.Server(uvicorn.Config(create_app(chosen), log_level="warning"))
        gc.freeze()  # what is loaded by now stays: no collection need look through it again
        server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `InvalidData` where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = "端口已被占用" if error.errno == errno.EADDRINUSE else error.strerror
        raise InvalidData(
            f"不能在 {host}:{port} 监听：{why}", remedy="换一个 --port，或 --port 0 任选空闲的"
        ) from error
