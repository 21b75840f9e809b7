"""Duties on a terminal: the table of coverage, an opened cell, the levels of ledgers, rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes.duties import (
    CellShape,
    CoverageShape,
    LedgerShape,
    NamedShape,
    OpenedShape,
    RuleShape,
    TallyShape,
)
from api.views.console import Footnotes
from graph.queries.duties.verdict import Status

_STYLES = {
    "fulfilled": "green", "late": "yellow", "incomplete": "yellow", "wrong_talker": "yellow",
    "no_record": "bold red", "overdue": "red", "due_soon": "cyan", "doubtful": "magenta",
}  # fmt: skip
_LEVELS = {"green": "green", "blue": "blue", "yellow": "yellow", "red": "red"}


def names(found: Iterable[NamedShape]) -> str:
    """Names in one cell, or that none is recorded."""
    return "、".join(one.name for one in found) or "未见记录"


def status_text(cell: CellShape) -> Text:
    """The status, with what it may be where that is open, and timeliness beside a defect."""
    text = Text(cell.status_label, style=_STYLES.get(cell.status.value, ""))
    if cell.status is Status.DOUBTFUL:
        text.append(f"（{'或'.join(cell.may_be)}）", style="dim")
    if cell.late is not None and cell.status.value in ("incomplete", "wrong_talker"):
        text.append("　逾期" if cell.late else "　按时", style="dim")
    return text


def coverage_view(found: CoverageShape) -> RenderableType:
    """The table of a page of cells, then the counts with their denominators and the rules."""
    title = (
        f"{found.organization.caption}　履责情况　{found.since} 至 {found.until}"
        f"　截至 {found.as_of}"
    )
    table = Table(title=Text(title, style="bold"), title_justify="left", expand=True)
    for heading in ("号", "下级", "其负责人", "上级", "规则", "情形", "期限", "状态", "记录"):
        table.add_column(heading, overflow="fold")
    for cell in found.cells:
        table.add_row(
            str(cell.number), Text(cell.below.name), Text(names(cell.heads_below)),
            Text(names(cell.above)), Text(cell.rule_title), Text(cell.occasion), cell.due,
            status_text(cell), Text(_records(cell)),
        )  # fmt: skip
    parts: list[RenderableType] = [table, tally_text(found.tally)]
    if found.next is not None:
        parts.append(Text(f"下一页：--after {found.next}", style="dim"))
    if found.unasked:
        parts.append(Text(f"这一期间没有产生要求的规则：{'、'.join(found.unasked)}", style="dim"))
    parts.append(rules_view(found.rules))
    return Group(*parts)


def _records(cell: CellShape) -> str:
    told = []
    for record in cell.records:
        entered = f"（录入 {record.entered}）" if record.entered else ""
        told.append(f"{record.words}{entered}")
    return "\n".join(told)


def tally_text(counted: TallyShape) -> Text:
    """The counts, each with what it is out of."""
    by_status = "　".join(f"{label} {number}" for label, number in counted.by_status.items())
    text = Text(f"共 {counted.cells} 项：{by_status}\n")
    return text.append(
        f"应履行 {counted.owed}/{counted.cells}　已到期 {counted.due}/{counted.owed}　"
        f"有记录 {counted.recorded}　其中履行 {counted.fulfilled}",
        style="dim",
    )


def rules_view(rules: Sequence[RuleShape]) -> RenderableType:
    """Rules with where they are written."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        rows.add_column(overflow="fold")
    for rule in rules:
        note = f"　{rule.note}" if rule.note else ""
        rows.add_row(
            Text(rule.id, style="dim"), Text(rule.title),
            Text(f"{rule.basis}{note}；{rule.days}", style="dim"),
        )  # fmt: skip
    return Group(Text("规则", style="bold"), rows)


def opened_view(opened: OpenedShape) -> RenderableType:
    """A cell with all that stands behind it and the numbered sources."""
    cell, notes = opened.cell, Footnotes()
    tree = Tree(Text(f"{cell.below.name}　{cell.rule_title}　{cell.occasion}", style="bold"))
    tree.add(Text("状态　").append_text(status_text(cell)))
    tree.add(Text(f"期限　{cell.due}　{opened.rule.days}"))
    tree.add(Text(f"依据　{opened.rule.basis}　{opened.rule.note}"))
    part = ""
    branch = tree
    for exhibit in opened.exhibits:
        if exhibit.part != part:
            part = exhibit.part
            branch = tree.add(Text(part, style="bold cyan"))
        branch.add(Text(f"{exhibit.words} {notes.mark(exhibit.sources)}"))
    if not cell.records:
        tree.add(Text("记录　未见记录"))
    return Group(tree, notes.render())


def ledgers_view(ledgers: Sequence[LedgerShape], heading: str) -> RenderableType:
    """Organizations with the level of their ledgers, and the duties that led to it."""
    root = Tree(Text(heading, style="bold"))
    for one in ledgers:
        line = Text(f"{one.level_label}　", style=_LEVELS[one.level])
        line.append(one.organization.name, style="bold")
        line.append(f"　{one.arithmetic}（应履行 {one.owed} 项）", style="dim")
        branch = root.add(line)
        for label, cells in (("逾期", one.overdue), ("未见记录", one.missing), ("临近", one.soon)):
            for cell in cells:
                told = (label, cell.below.name, cell.rule_title, cell.occasion, cell.due)
                branch.add(Text("　".join(told)))
    return root
