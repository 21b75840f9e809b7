"""Power and negative lists on a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.console import Footnotes
from api.ledger_views import GAP
from api.list_shapes import ListedItemShape, PowerListsShape
from graph.dates import Certainty


def power_lists_view(found: PowerListsShape) -> RenderableType:
    """An item on a row, by list, power and field, with its checks and cases."""
    notes = Footnotes()
    table = Table(
        title=Text(f"{found.subject.caption}　两清单　{found.on}", style="bold"),
        title_justify="left", expand=True,
    )  # fmt: skip
    for heading in ("清单", "权力类别", "领域", "事项", "边界与方式", "检查", "涉及案件", "出处"):
        table.add_column(heading, overflow="fold")
    for one in found.items:
        possible = "（可能）" if one.certainty == Certainty.POSSIBLE.value else ""
        matter = _said(one, "matter") + possible
        table.add_row(
            Text(_said(one, "list_type")), Text(_said(one, "power")), Text(_said(one, "field")),
            Text(f"{matter}\n{_said(one, 'content')}"),
            Text(f"{_said(one, 'boundary')}\n{_said(one, 'manner')}"), Text(_checks(one)),
            Text("、".join(case.name for case in one.cases)), Text(notes.mark(one.sources)),
        )  # fmt: skip
    told = f"共 {len(found.items)} 项，其中检查{GAP} {len(found.unchecked)} 项"
    return Group(table, Text(told, style="dim"), notes.render())


def _said(one: ListedItemShape, name: str) -> str:
    return "、".join(map(str, one.item.properties.get(name, ()))) or GAP


def _checks(one: ListedItemShape) -> str:
    return "\n".join(
        f"{c.on or GAP}　{'、'.join(o.name for o in c.organs) or GAP}　{c.finding or '发现' + GAP}"
        for c in one.checks
    ) or GAP  # fmt: skip
