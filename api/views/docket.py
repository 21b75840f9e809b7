"""Meetings and measures on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes.aftermath import DeliberationShape, MeasureShape, MemberShape
from api.shapes.docket import DeliberationsShape, MeasuresShape
from api.views.console import Footnotes, certainty_label
from api.views.ledgers import GAP
from graph.dates import Certainty

MEASURE = ("类别", "内容", "责任人", "对象", "时限", "发出", "收到", "佐证", "验收", "状态")
"""What is shown of a measure."""


def deliberations_view(found: DeliberationsShape) -> RenderableType:
    """Each meeting with who said what kind of thing, then of whom what is not recorded."""
    notes = Footnotes()
    title = f"{found.title}　重要案件审议　{len(found.meetings)} 次"
    root = Tree(Text(title, style="bold"))
    for one in found.meetings:
        organs = "、".join(organ.name for organ in one.organs) or f"召开机关{GAP}"
        branch = root.add(
            Text(f"{one.on or '日期' + GAP}　{organs}　{one.meeting.caption} ", style="bold cyan")
            .append(notes.mark(one.sources), style="dim")
        )  # fmt: skip
        cases = "、".join(case.name for case in one.cases)
        proposer = "、".join(map(str, one.meeting.properties.get("proposer", ()))) or GAP
        branch.add(Text(f"案件　{cases or GAP}　提请机关　{proposer}"))
        for member in one.members:
            if member.speeches:
                branch.add(Text(f"{_called(member)}　{_said(member)}"))
        for line in _unseen(one):
            branch.add(Text(line, style="yellow"))
    told = Text("只列会议记录所载；未见发言、未见认领责任只表示记录中没有", style="dim")
    return Group(root, told, notes.render())


def _called(member: MemberShape) -> str:
    return f"{member.person.name}（{member.post}）" if member.post else member.person.name


def _said(member: MemberShape) -> str:
    return "；".join(f"{s.kind}：{s.content}" if s.content else s.kind for s in member.speeches)


def _unseen(one: DeliberationShape) -> Iterator[str]:
    """What is not on record, by what it is, with those concerned."""
    silent = [_called(m) for m in one.members if m.silent]
    absent = [_called(m) for m in one.members if m.attendance == "缺席"]
    unclaimed = [
        _called(m) if m.in_charge == Certainty.CERTAIN.value
        else f"{_called(m)}（{certainty_label(m.in_charge)}分管）"
        for m in one.members if m.unclaimed
    ]  # fmt: skip
    unclaimed += (f"{person.name}（参会{GAP}）" for person in one.unseen)
    told = (("出席而未见发言", silent), ("缺席", absent), ("分管而未见认领责任", unclaimed))
    yield from (f"{what}　{'、'.join(who)}" for what, who in told if who)


def measures_view(found: MeasuresShape) -> RenderableType:
    """For each case its measures on a row, and the kinds of which none is recorded."""
    notes = Footnotes()
    parts: list[RenderableType] = [
        Text(f"{found.title}　六个一　截至 {found.as_of}　{len(found.cases)} 案", style="bold")
    ]
    for case in found.cases:
        table = measure_table(f"案件 {case.case.name}")
        for one in case.measures:
            table.add_row(*measure_row(one, notes))
        for kind in case.missing:
            table.add_row(Text(kind), Text(GAP, style="yellow"))
        parts.append(table)
    if not found.cases:
        parts.append(Text(f"案件{GAP}", style="dim"))
    return Group(*parts, notes.render())


def measure_table(title: str) -> Table:
    """An empty table of measures."""
    table = Table(title=Text(title, style="bold cyan"), title_justify="left", expand=True)
    for heading in (*MEASURE, "出处"):
        table.add_column(heading, overflow="fold")
    return table


def measure_row(one: MeasureShape, notes: Footnotes) -> list[Text]:
    """A measure as a row of such a table."""
    said = {n: "、".join(map(str, v)) for n, v in one.action.properties.items()}
    accepted = said.get("accepted_by", GAP)
    if one.by_owner:
        accepted += "（即责任人，应另有其人）"
    dates = (("销号", "closed"), ("回头看", "reviewed"), ("重新启动", "reopened"))
    state = [said.get("status", GAP)]
    state += (f"{name} {said[key]}" for name, key in dates if key in said)
    cells = [
        one.kind or GAP, said.get("content", GAP),
        "、".join(owner.name for owner in one.owners) or GAP,
        "、".join(target.name for target in one.targets) or GAP,
        *(said.get(name, GAP) for name in ("due", "issued", "received", "evidence")),
        accepted, "\n".join(state), notes.mark(one.sources),
    ]  # fmt: skip
    return [Text(cell) for cell in cells]
