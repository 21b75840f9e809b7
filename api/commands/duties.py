"""Commands on duties: coverage, warnings, rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.commands.options import (
    JsonOption,
    SinceOption,
    StoreOption,
    UntilOption,
    day,
    put,
    reading,
)
from api.questions.duties import Asked, ask, explanation, write_coverage
from api.settings import settings
from api.shapes.duties import rule_shape
from api.views.duties import coverage_view, ledgers_view, opened_view, rules_view
from graph.dates import window
from graph.queries.duties.exhibits import exhibits
from graph.queries.duties.warnings import Thresholds
from graph.queries.duties.warnings import warnings as warnings_query
from graph.resolve import resolve
from graph.rules.reading import chosen_rules, read_rule

RuleOption = Annotated[list[str] | None, typer.Option("--rule", help="只用这条规则，可重复")]
RulesOption = Annotated[list[Path] | None, typer.Option("--rules", help="另用这个规则文件，可重复")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="截至哪一日看；其后的记录不计；省略则为今天")
]
NearOption = Annotated[int | None, typer.Option("--days", min=0, help="到期前几日算临近到期")]

rules_app = typer.Typer(
    name="rules", help="履责规则：列出、检查、说明", no_args_is_help=True, rich_markup_mode=None
)


def coverage(
    organization: Annotated[str, typer.Argument(help="机构：看它与以下各级之间的履责情况")],
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = None,
    rules: RulesOption = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="只列这种状态，可重复，如 未见记录")
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option("--body", help="只看这个下级机构，可重复")
    ] = None,
    near: NearOption = None,
    cell: Annotated[int | None, typer.Option("--cell", help="打开第几项，直到出处")] = None,
    after: Annotated[int, typer.Option(min=0, help="从第几项之后列起")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="一页几项")] = 50,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="画成矩阵：.html、.svg 或 .xlsx")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """履责情况：一段时间内应当做的、有记录的、没有记录的，逐项有状态和出处"""
    with reading(store) as view:
        asked = Asked(
            organization, since, until, as_of, tuple(rule or ()), tuple(rules or ()),
            tuple(status or ()), tuple(body or ()), near,
        )  # fmt: skip
        answer = ask(view, asked, settings())
        if out is not None:
            told = write_coverage(view, answer, out)
            put({"file": str(out)}, Text(f"已写好 {out}（{told}）"), as_json=as_json)
            return
        if cell is not None:
            chosen = answer.numbered(cell)
            opened = answer.shaper.opened(
                chosen, exhibits(view, answer.found.rule(chosen.rule), chosen)
            )
            put(opened, opened_view(opened), as_json=as_json)
            return
        shape = answer.shaper.coverage(answer.cells, after, limit)
    put(shape, coverage_view(shape), as_json=as_json)


def warnings(
    organization: Annotated[str, typer.Argument(help="机构：看它与以下各级的履责台账")],
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    near: NearOption = None,
    rule: RuleOption = None,
    rules: RulesOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """到期提醒：哪些临近到期、哪些逾期；按机构分绿蓝黄红四级，算法写明；不写期间即今年与去年"""
    chosen = settings()
    with reading(store) as view:
        asked = Asked(
            organization, since, until, as_of, tuple(rule or ()), tuple(rules or ()), near=near,
            years_before=1,
        )  # fmt: skip
        answer = ask(view, asked, chosen)
        limits = Thresholds(chosen.warning_blue, chosen.warning_yellow, chosen.warning_red)
        ledgers = answer.shaper.ledgers(warnings_query(answer.cells, limits))
    heading = f"{answer.found.organization.caption}　到期提醒　截至 {day(as_of)}"
    put(ledgers, ledgers_view(ledgers, heading), as_json=as_json)


@rules_app.command("list")
def list_rules(rules: RulesOption = None, as_json: JsonOption = False) -> None:
    """列出规则及其依据"""
    shapes = [rule_shape(rule) for rule in chosen_rules((), rules or ())]
    put(shapes, rules_view(shapes), as_json=as_json)


@rules_app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="规则文件（YAML）")],
    as_json: JsonOption = False,
) -> None:
    """检查规则文件，逐处说明错误"""
    shapes = [rule_shape(read_rule(file)) for file in files]
    put(shapes, rules_view(shapes), as_json=as_json)


@rules_app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="规则的 id")],
    body: Annotated[str, typer.Argument(help="下级机构")],
    on: Annotated[str | None, typer.Option("--on", help="哪一日；省略则为今天")] = None,
    rules: RulesOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """说明一条规则在某日为何适用（或不适用）于某机构"""
    (wanted,) = chosen_rules([rule], rules or ())
    when = window(day(on) if on else date.today().isoformat())
    with reading(store) as view:
        node = resolve(view, body, ("Organization",))
        told = explanation(view, wanted, node, when)
    put(told, _lines(told.reasons, told.verdict), as_json=as_json)


def _lines(reasons: Sequence[str], verdict: str) -> Text:
    return Text("\n".join([verdict, *(f"  {reason}" for reason in reasons)]))
