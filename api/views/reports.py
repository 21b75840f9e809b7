"""Reports of heads on a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.shapes.reports import ReportsShape
from api.views.console import Footnotes
from api.views.ledgers import GAP
from graph.dates import Certainty

_TOLD = ("plenary", "manner", "result", "feedback", "measures")


def reports_view(found: ReportsShape) -> RenderableType:
    """A head's report on a row, or that none is recorded."""
    notes, possible = Footnotes(), Certainty.POSSIBLE.value
    table = Table(
        title=Text(f"{found.organization.caption}　述责述廉述德", style="bold"),
        title_justify="left", expand=True,
    )  # fmt: skip
    for heading in ("机构", "书记", "日期", "全会", "方式", "评议", "反馈", "整改", "出处"):
        table.add_column(heading, overflow="fold")
    for head in found.heads:
        person = head.person.name + ("（任职可能）" if head.certainty == possible else "")
        for one in head.reports:
            said = one.evaluation.properties
            on = (one.on or GAP) + ("（可能）" if one.certainty == possible else "")
            told = ["、".join(map(str, said.get(name, ()))) or GAP for name in _TOLD]
            row = [head.body.name, person, on, *told, notes.mark(one.sources)]
            table.add_row(*map(Text, row))
        if not head.reports:
            table.add_row(Text(head.body.name), Text(person), Text(GAP))
    lines = [Text(f"{body.name}　书记{GAP}", style="dim") for body in found.headless]
    return Group(table, *lines, notes.render())
