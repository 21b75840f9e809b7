"""Commands that take files in: load, template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from loaders.template import write_template
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from api.commands.options import JsonOption, StoreOption, opened, put
from api.console import complaints, report_view
from graph.errors import InvalidData
from loaders.load import load as load_files
from loaders.mapping import builtin_mappings, read_mapping
from loaders.popolo import load_popolo

POPOLO = "popolo"


def load(
    files: Annotated[
        list[Path], typer.Argument(help="要载入的文件：CSV、XLSX、JSONL、JSON、Parquet")
    ],
    kind: Annotated[
        str | None, typer.Option("--as", help="内置映射的名字，如 roster、talks")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="自己写的映射文件（YAML）")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="未载入的行写到这里，改好后可再载入")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="只检查，不写入")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """载入文件：一次载入为一个批次，要么全部可见，要么什么也没有."""
    if (kind is None) == (mapping is None):
        known = "、".join([*builtin_mappings(), POPOLO])
        raise InvalidData("需要 --as 或 --mapping 之一", remedy=f"--as 可用：{known}")
    target = opened(store, create=True)
    try:
        with Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=complaints, transient=True, disable=as_json,
        ) as progress:  # fmt: skip
            task = progress.add_task("载入", total=None)

            def advance(rows: int, total: int | None) -> None:
                progress.update(task, completed=rows, total=total)

            if kind == POPOLO:
                report = load_popolo(target, files, progress=advance)
            else:
                report = load_files(
                    target, files, read_mapping(str(mapping or kind)),
                    rejects=rejects, progress=advance, check=check,
                )  # fmt: skip
    finally:
        target.close()
    put(report.as_dict(), report_view(report), as_json=as_json)
    if report.rejected:
        raise typer.Exit(9)


def template(
    kind: Annotated[str, typer.Argument(help="内置映射的名字，如 roster、talks")],
    out: Annotated[Path | None, typer.Argument(help="写到哪里；省略则为 <名字>.xlsx")] = None,
    as_json: JsonOption = False,
) -> None:
    """写一份带下拉选项和填写说明的空白台账."""
    path = out or Path(f"{kind}.xlsx")
    write_template(kind, path)
    put({"template": str(path)}, Text(f"已写好空白台账 {path}"), as_json=as_json)
