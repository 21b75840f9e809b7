"""The command on one case: its file, with the scope of 一案双查."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.commands.duties import AsOfOption, RuleOption, RulesOption
from api.commands.options import JsonOption, StoreOption, day, put, put_json, reading
from api.questions.cases import ask_case, written_case
from api.shapes.cases import case_shape
from api.views.dossier import dossier_view
from graph.dates import window
from visualize.case_dossier import case_dossier


def case(
    name: Annotated[str, typer.Argument(metavar="CASE", help="案件：编号、案名或 id")],
    as_of: AsOfOption = None,
    rule: RuleOption = None,
    rules: RulesOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写成报告：.html（可打印）或 .xlsx")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """案件卷宗：经过、主体责任与监督责任、一案双查核查范围、六个一、审议、问责、未见记录；
    不作责任认定。未注明起始日期的规则，用 --rule 指定才计入"""
    with reading(store) as view:
        found = ask_case(view, name, window(day(as_of)).last, rule or (), rules or ())
        if out is not None:
            out.write_bytes(written_case(view, found, out.suffix.lower().removeprefix(".")))
            put({"file": str(out)}, Text(f"已写好 {out}"), as_json=as_json)
        elif as_json:
            put_json(case_shape(view, found))
        else:
            put(None, dossier_view(case_dossier(view, found)), as_json=False)
