"""Commands that keep the store in order: undo, doctor, copy."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from api.commands.options import JsonOption, StoreOption, opened, put
from api.errors import Ending
from api.shapes.records import batch_shape
from api.views.console import advancing
from graph.copying import copy_store
from graph.proposals import reopen
from graph.schema import schema


def undo(
    batch: Annotated[str, typer.Argument(help="批次编号，见 zerenlian doctor")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """撤销一个批次：它的记载不再计入，历史仍保留"""
    target = opened(store)
    try:
        left_out = target.undo(batch)
        waiting = reopen(target, batch)
    finally:
        target.close()
    answer = {"batch": batch, "left_out": left_out, "waiting_again": waiting}
    told = f"已撤销批次 {batch}：{left_out} 条记载不再计入"
    put(answer, Text(told + (f"，{waiting} 条重新待确认" if waiting else "")), as_json=as_json)


def doctor(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """检查库是否完好，列出各类记录的数目和所有批次"""
    target = opened(store)
    try:
        faults, counts, batches = target.faults(), dict(target.counts()), target.batches()
    finally:
        target.close()
    loads = Table(title="批次", title_justify="left")
    for heading in ("编号", "时间（UTC）", "载入", "新增记载", "状态"):
        loads.add_column(heading)
    for batch in batches:
        state = f"已于 {batch.undone[:16]} 撤销" if batch.undone else "有效"
        loads.add_row(batch.id, batch.recorded[:16], Text(batch.title), f"{batch.added:,}", state)
    verdict = [Text(f"✗ {fault}", style="red") for fault in faults]
    sound = Text(f"✓ {target.url} 完好", style="green")
    answer = {
        "store": target.url, "faults": faults, "counts": counts,
        "batches": [batch_shape(b) for b in batches],
    }  # fmt: skip
    put(answer, Group(*(verdict or [sound]), _counted(counts), loads), as_json=as_json)
    if faults:
        raise typer.Exit(Ending.UNSOUND)


def copy(
    source: Annotated[
        str, typer.Option("--from", help="从哪个库，如 sqlite:///库.db 或 neo4j://主机")
    ],
    target: Annotated[str, typer.Option("--to", help="到哪个库；没有则新建")],
    as_json: JsonOption = False,
) -> None:
    """把整个库复制到另一个库，批次、历史、撤销一并带去；可重复运行，只补缺的"""
    with (
        closing(opened(source)) as origin,
        closing(opened(target, create=True)) as other,
        advancing("复制", quiet=as_json) as progress,
    ):
        copied = copy_store(origin, other, progress)
    held = copied.digest
    answer = {
        "from": origin.url, "to": other.url, "batches": copied.batches,
        "statements": copied.statements, "there": copied.there, "undone": copied.undone,
        "records": dict(held.counts),
        "digests": {"statements": held.statements, "records": held.records},
    }  # fmt: skip
    done = Table(show_header=False)
    done.add_row("复制的批次", f"{copied.batches:,}")
    done.add_row("其中的记载", f"{copied.statements:,}")
    done.add_row("原已有的批次", f"{copied.there:,}")
    done.add_row("其中随之撤销的", f"{copied.undone:,}")
    same = Text(f"✓ {origin.url} 与 {other.url} 内容相同", style="green")
    digests = Text(f"  记载 {held.statements}\n  记录 {held.records}", style="dim")
    put(answer, Group(same, digests, done, _counted(held.counts)), as_json=as_json)


def _counted(counts: Mapping[str, int]) -> Table:
    """How many records of each kind there are."""
    counted = Table(title="记录", title_justify="left", show_header=False)
    for kind, count in counts.items():
        label = (schema().nodes.get(kind) or schema().edges[kind]).label.zh
        counted.add_row(label, Text(kind, style="dim"), f"{count:,}")
    return counted
