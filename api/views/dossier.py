"""A dossier on a terminal: its sections as facts and tables, then the numbered sources."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from visualize.dossier import Cell, Dossier, Section

_STYLES = {
    "": "", "strong": "bold", "faint": "dim", "party": "bold red", "discipline": "bold cyan",
    "missing": "yellow",
}  # fmt: skip


def dossier_view(dossier: Dossier) -> RenderableType:
    """The dossier in the order in which it is read on paper."""
    parts: list[RenderableType] = [
        Text(dossier.title, style="bold"),
        Text(f"截至 {dossier.as_of}　{dossier.caution}", style="dim"),
    ]
    for section in dossier.sections:
        parts += (Text(), Text(section.title, style="bold underline"))
        parts += (Text(section.note, style="dim"),) if section.note else ()
        parts.append(_section(section))
    parts += (Text(), Text("出处", style="bold"))
    parts += (Text(f"  [{s.number}] {s.title} {s.locator}", style="dim") for s in dossier.sources)
    return Group(*parts)


def _section(section: Section) -> RenderableType:
    if not section.rows:
        return Text(section.empty, style="yellow")
    if not section.header:
        grid = Table.grid(padding=(0, 2, 0, 0))
        for name, cell in section.rows:
            grid.add_row(_cell(name), _cell(cell))
        return grid
    table = Table(expand=True, show_lines=any(len(c) > 1 for row in section.rows for c in row))
    for heading in section.header:
        table.add_column(heading, overflow="fold")
    for row in section.rows:
        table.add_row(*map(_cell, row))
    return table


def _cell(cell: Cell) -> Text:
    lines = []
    for line in cell:
        text = Text(line.text, style=_STYLES[line.tone])
        marks = "".join(f"[{number}]" for number in line.sources)
        lines.append(text.append(f" {marks}", style="dim") if marks else text)
    return Text("\n").join(lines)
