"""Power and negative lists on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.shapes.power_lists import ListedItemShape, PowerListsShape
from api.views.console import Footnotes
from api.views.ledgers import GAP, ending
from graph.dates import Certainty


def power_lists_view(found: PowerListsShape) -> RenderableType:
    """An item on a row, by list, power and field, with its checks and cases."""
    notes = Footnotes()
    table = Table(
        title=Text(f"{found.title}　两清单　{found.on}", style="bold"),
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
            Text(f"{_said(one, 'boundary')}\n{_said(one, 'manner')}"), Text(_checks(one, notes)),
            Text("\n".join(_cases(one, notes))), Text(notes.mark(one.sources)),
        )  # fmt: skip
    told = f"共 {len(found.items)} 项，其中检查{GAP} {len(found.unchecked)} 项"
    return Group(table, Text(told, style="dim"), notes.render())


def _said(one: ListedItemShape, name: str) -> str:
    return "、".join(map(str, one.item.properties.get(name, ()))) or GAP


def _checks(one: ListedItemShape, notes: Footnotes) -> str:
    told = []
    for check in one.checks:
        possible = check.on and check.certainty == Certainty.POSSIBLE.value
        on = f"{check.on or GAP}{'（可能在此之后）' if possible else ''}"
        organs = "、".join(organ.name for organ in check.organs) or GAP
        finding = check.finding or f"发现{GAP}"
        told.append(f"{on}　{organs}　{finding} {notes.mark(check.sources)}")
    return "\n".join(told) or GAP


def _cases(one: ListedItemShape, notes: Footnotes) -> Iterator[str]:
    for case in one.cases:
        on = case.on or f"日期{GAP}"
        yield f"{case.name}（{on}）{notes.mark(case.sources)}{ending(case.closing, notes)}"
