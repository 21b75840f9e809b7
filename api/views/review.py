"""What waits to be looked at, on a terminal: each fact beside its sentence, its words marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes.review import NamedShape, ProposalShape
from api.views.console import Footnotes

if TYPE_CHECKING:  # what reads texts takes long to import
    from loaders.text.proposing.files import Proposing

MARKED = "bold reverse"


def proposals_view(shapes: Sequence[ProposalShape], more: int) -> RenderableType:
    """Facts one below the other; `more` is how many others there are."""
    if not shapes:
        return Text("没有要看的事实")
    notes = Footnotes()
    told: set[tuple[str, str]] = set()
    parts: list[RenderableType] = [_proposal(shape, notes, told) for shape in shapes]
    if more:
        parts.append(Text(f"……还有 {more:,} 条，用 --limit 列出", style="yellow"))
    if any(named.namesakes for shape in shapes for named in shape.people):
        parts.append(notes.render())
    return Group(*parts)


def _proposal(shape: ProposalShape, notes: Footnotes, told: set[tuple[str, str]]) -> RenderableType:
    """One fact; whom a name may mean is shown once for each document."""
    heading = Text(shape.kind, style="bold cyan")
    heading.append(f"　{shape.title}　{shape.locator}　置信度 {shape.confidence:g}", style="dim")
    if shape.state != "waiting":
        heading.append(f"　{shape.state_label}", style="yellow")
    heading.append(f"　{shape.id}", style="bold")
    tree = Tree(heading)
    tree.add(_sentence(shape))
    fields = Table.grid(padding=(0, 2, 0, 0))
    for label, value in shape.fields.items():
        fields.add_row(Text(label, style="dim"), Text(value))
    tree.add(fields)
    if shape.decision:
        tree.add(_decision(shape))
    for named in shape.people:
        if not named.namesakes:
            continue
        if (shape.document, named.name) in told:
            tree.add(Text(f"库里与 {named.name} 同名的人见上", style="yellow"))
        else:
            told.add((shape.document, named.name))
            _named(tree, named, notes)
    return tree


def _sentence(shape: ProposalShape) -> Text:
    words = Text(shape.sentence)
    start = shape.start - shape.sentence_start
    words.stylize(MARKED, start, start + len(shape.quote))
    return words


def _decision(shape: ProposalShape) -> Text:
    assert shape.decision
    by = shape.decision
    words = [by.at[:16], by.by, f"按规则：{by.rule}" if by.rule else "", by.note]
    if by.read:
        words.append("读作：" + "　".join(f"{label} {value}" for label, value in by.read.items()))
    if by.batch:
        words.append(f"批次 {by.batch}")
    return Text("　".join(filter(None, words)), style="dim")


def _named(tree: Tree, named: NamedShape, notes: Footnotes) -> None:
    branch = tree.add(
        Text(f"库里有 {len(named.namesakes)} 个同名的人，不按姓名认定", style="yellow")
    )
    told = branch.add(Text(f"文中的 {named.name}"))
    for line in named.told:
        told.add(Text(line))
    for one in named.namesakes:
        known = branch.add(Text(f"库里的 {one.name}　{one.id}　{one.verdict_label}"))
        for line in one.known or ("未见任职和案件记录",):
            known.add(Text(line))
        known.add(Text(f"出处 {notes.mark(one.sources)}", style="dim"))


def proposing_view(done: Proposing, accepted: int, waiting: int, doubtful: int) -> RenderableType:
    """What proposing came to, and what to do next."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, number in (
        ("读入文本", done.texts), ("新提出的事实", done.new), ("此前已提出", done.known),
        ("按规则确认", accepted), ("待确认", waiting), ("其中人员有同名、待认定", doubtful),
    ):  # fmt: skip
        table.add_row(label, f"{number:,}")
    for note, number in sorted(done.notes.items()):
        table.add_row(Text(note, style="dim"), f"{number:,}")
    after = "→ 用 zerenlian review 逐条看；或 zerenlian serve，打开 /review"
    return Group(table, *([Text(after, style="bold")] if waiting else []))
