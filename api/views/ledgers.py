"""Ledgers on a terminal: talks, the course of a clue."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes.ledgers import (
    ClosingShape,
    ClueCourseShape,
    CustodyShape,
    TalkEntryShape,
    TalkLedgerShape,
)
from api.views.console import Footnotes
from graph.dates import Certainty

GAP = "未见记录"
_FOLLOW_UP = ("problems", "measures", "deadline", "completion", "family_feedback", "return_visit")
_HEADINGS = {
    "problems": "发现问题", "measures": "整改措施", "deadline": "整改时限",
    "completion": "完成情况",
    "family_feedback": "家庭反映", "return_visit": "回访",
}  # fmt: skip


def talk_ledger_view(found: TalkLedgerShape) -> RenderableType:
    """A talk on a row, then the counts and what was entered in bulk, then the sources."""
    notes = Footnotes()
    table = Table(
        title=Text(f"{found.title}　谈话台账　{len(found.entries)} 次", style="bold"),
        title_justify="left", expand=True,
    )  # fmt: skip
    for heading in (
        "谈话时间",
        "录入",
        "类型",
        "谈话对象",
        "谈话人",
        "委托与批准",
        "事由",
        "后续",
        "出处",
    ):
        table.add_column(heading, overflow="fold")
    for entry in found.entries:
        possible = entry.certainty == Certainty.POSSIBLE.value
        said = entry.talk.properties
        table.add_row(
            Text((entry.date or GAP) + ("（可能）" if possible else "")),
            Text(entry.entered or GAP), Text(entry.type), Text(_people(entry, "谈话对象")),
            Text(_leaders(entry)), Text(_principals(entry)),
            Text("\n".join([*map(str, said.get("reason", ())), *_causes(entry, notes)]) or GAP),
            Text("\n".join(_follow_up(entry)) or GAP), Text(notes.mark(entry.sources)),
        )  # fmt: skip
    lines = [
        Text(f"{c.type}　{len(c.talks)} 次　{len(c.people)} 人　{len(c.turns)} 人次")
        for c in found.counts
    ]
    lines += [
        Text(f"集中补录　{b.body.name}：{b.entered} 一日录入 {len(b.talks)} 次", style="yellow")
        for b in found.back_filled
    ]
    return Group(table, *lines, notes.render())


def _people(entry: TalkEntryShape, role: str) -> str:
    return "、".join(
        f"{p.name}（{p.post}）" if p.post else str(p.name)
        for p in entry.participants
        if p.role == role
    )


def _leaders(entry: TalkEntryShape) -> str:
    lines = [
        f"{role}　{people}" if role != "谈话人" else people
        for role in ("谈话人", "受托谈话人", "陪同人", "记录人")
        if (people := _people(entry, role))
    ]
    if entry.family:
        shown = [f"{p.kinship or ''}{p.name}" for p in entry.participants
                 if p.role == "家属" and p.name]  # fmt: skip
        lines.append(f"在场家属 {entry.family} 人{'：' + '、'.join(shown) if shown else ''}")
    return "\n".join(lines) or GAP


def _principals(entry: TalkEntryShape) -> str:
    lines = [f"委托机关　{one.name}" for one in entry.principals]
    lines += [f"批准人　{name}" for name in entry.talk.properties.get("approver", ())]
    return "\n".join(lines)


def _causes(entry: TalkEntryShape, notes: Footnotes) -> list[str]:
    return [f"{one.label} {one.caption}{ending(one.closing, notes)}" for one in entry.concerns]


def ending(closing: ClosingShape | None, notes: Footnotes) -> str:
    """What stands beside a clue or case that was closed, cleared or withdrawn."""
    return f"（已有结论：{closing.words}）{notes.mark(closing.sources)}" if closing else ""


def _follow_up(entry: TalkEntryShape) -> list[str]:
    said = entry.talk.properties
    return [f"{_HEADINGS[n]}　{value}" for n in _FOLLOW_UP for value in said.get(n, ())]


def clue_course_view(found: ClueCourseShape) -> RenderableType:
    """What became of the clue at the top, then its steps, who held it, and the sources."""
    notes = Footnotes()
    title = f"线索 {found.clue.caption}　截至 {found.as_of} {notes.mark(found.sources)}"
    root = Tree(Text(title, style="bold"))
    if found.closing:
        root.add(Text(f"已有结论：{found.closing}", style="bold green"))
    about = "、".join(one.name for one in found.about)
    root.add(Text(f"反映对象　{about or GAP}　办理时限　{found.deadline or GAP}"))
    said = found.clue.properties
    for name, label in (("disposal", "处置方式"), ("approver", "审批"), ("result", "结果")):
        root.add(Text(f"{label}　{'、'.join(map(str, said.get(name, ()))) or GAP}"))
    steps = root.add(Text("经过", style="bold cyan"))
    for step in found.steps:
        organs = "、".join(one.name for one in step.organs)
        line = f"{step.on or '日期' + GAP}　{step.name}　{organs or GAP}"
        line += f"　由 {step.sender} 移交" if step.sender else ""
        line += f"　{step.outcome}" if step.outcome else ""
        line += f"　案件 {step.case.name}" if step.case else ""
        line += "" if step is found.steps[0] else f"　距上一环节 {_days(step.days)}"
        steps.add(Text(f"{line} {notes.mark(step.sources)}"))
    held = root.add(Text("在谁手里", style="bold cyan"))
    for one in found.custody:
        held.add(Text(_custody(one)))
    if found.undated:
        held.add(Text("有移交或立案未见日期：其前后由谁持有存疑", style="magenta"))
    return Group(root, notes.render())


def _custody(one: CustodyShape) -> str:
    what = f"案件 {one.case.name}" if one.case else "线索"
    until = f"{one.until}（{one.ended}）" if one.until else f"此后去向{GAP}"
    return f"{what}　{one.organ.name}　{one.since} 至 {until}　{_days(one.days)}"


def _days(days: tuple[int, int] | None) -> str:
    if days is None:
        return GAP
    return f"{days[0]} 日" if days[0] == days[1] else f"{days[0]} 至 {days[1]} 日"
