"""The command on one case: the scope of 一案双查."""

from __future__ import annotations

from typing import Annotated

import typer

from api.case_shapes import scope_shape
from api.case_view import scope_view
from api.commands.duties import RuleOption, RulesOption
from api.commands.options import JsonOption, StoreOption, put, reading
from graph.queries.attribution import attribution
from graph.resolve import resolve
from graph.rules.reading import chosen_rules, since_stated


def case(
    name: Annotated[str, typer.Argument(metavar="CASE", help="案件：编号、案名或 id")],
    rule: RuleOption = None,
    rules: RulesOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """一案双查核查范围：行为期间谁负主体责任、谁负监督责任，各有什么记录；不作责任认定。
    未注明起始日期的规则，用 --rule 指定才计入"""
    with reading(store) as view:
        node = resolve(view, name, ("Case",))
        chosen = chosen_rules(rule or (), rules or ())
        asked = chosen if rule else since_stated(chosen)
        shape = scope_shape(view, attribution(view, node.id), asked)
    put(shape, scope_view(shape), as_json=as_json)
