"""Commands that take files in: load, template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.commands.options import JsonOption, StoreOption, opened, put
from api.errors import Ending
from api.settings import settings
from api.views.console import advancing, report_view
from graph.errors import InvalidData
from graph.store import Store
from graph.stores import open_store
from loaders.load import load as load_files
from loaders.mapping import Mapping, builtin_mappings, read_mapping
from loaders.popolo import load_popolo
from loaders.report import Report
from loaders.tables import check_file

POPOLO, RESUMES = "popolo", "resumes"
"""What `--as` names beside the built-in mappings."""

Step = Callable[[Store], Report]
"""Loads into a store what was asked for."""


def load(
    files: Annotated[
        list[Path],
        typer.Argument(help="CSV、XLSX、JSONL、JSON、Parquet；简历还可以是 TXT、DOCX、HTML、PDF"),
    ],
    kind: Annotated[
        str | None,
        typer.Option("--as", help="内置映射的名字，如 roster、talks；或 popolo、resumes（简历）"),
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
    """载入文件：一次载入为一个批次，要么全部可见，要么什么也没有"""
    if (kind is None) == (mapping is None):
        known = "、".join([*builtin_mappings(), POPOLO, RESUMES])
        raise InvalidData("需要 --as 或 --mapping 之一", remedy=f"--as 可用：{known}")
    if kind == POPOLO:
        step = _popolo(files, check=check, rejects=rejects)
    elif kind == RESUMES:
        step = _resumes(files, rejects, check, quiet=as_json)
    else:
        step = _table(files, read_mapping(str(mapping or kind)), rejects, check, quiet=as_json)
    for file in files:
        check_file(file)
    target = _target(store, check=check)
    try:
        report = step(target)
    finally:
        target.close()
    put(report.as_dict(), report_view(report, rejects), as_json=as_json)
    if report.rejected:
        raise typer.Exit(Ending.REJECTED)


def _target(url: str | None, *, check: bool) -> Store:
    """The store to load into; what is only checked does not make one."""
    path = (url or settings().store).partition(":///")[2]
    if check and path and not Path(path).exists():
        return open_store("memory:")
    return opened(url, create=not check)


def _popolo(files: list[Path], *, check: bool, rejects: Path | None) -> Step:
    if len(files) != 1 or check or rejects:
        raise InvalidData(
            "Popolo 文件一次载入一个，不能用 --check 和 --rejects",
            remedy="去掉这些选项，逐个文件载入",
        )
    return lambda store: load_popolo(store, files[0])


def _table(
    files: list[Path], mapping: Mapping, rejects: Path | None, check: bool, *, quiet: bool
) -> Step:
    def step(store: Store) -> Report:
        with advancing("载入", quiet=quiet) as progress:
            return load_files(
                store, files, mapping, rejects=rejects, progress=progress, check=check
            )

    return step


def _resumes(files: list[Path], rejects: Path | None, check: bool, *, quiet: bool) -> Step:
    from loaders.resumes import load_resumes  # what reads texts takes long to import

    def step(store: Store) -> Report:
        with advancing("载入", quiet=quiet) as progress:
            return load_resumes(store, files, rejects=rejects, progress=progress, check=check)

    return step


def template(
    kind: Annotated[str, typer.Argument(help="内置映射的名字，如 roster、talks")],
    out: Annotated[Path | None, typer.Argument(help="写到哪里；省略则为 <名字>.xlsx")] = None,
    as_json: JsonOption = False,
) -> None:
    """写一份带下拉选项和填写说明的空白台账"""
    from loaders.template import write_template  # openpyxl takes long to import

    path = out or Path(f"{kind}.xlsx")
    write_template(kind, path)
    answer = Text(f"已写好空白台账 {path}\n填好后：zerenlian load {path} --as {kind}")
    put({"template": str(path)}, answer, as_json=as_json)
