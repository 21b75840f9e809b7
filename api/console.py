"""Answers on a terminal: trees and tables with dates, certainty and numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes import (
    BodyShape,
    ChainShape,
    HolderShape,
    LinkShape,
    NodeShape,
    PostShape,
    SeatShape,
    SourceShape,
)
from graph.dates import Certainty
from graph.schema import schema

console = Console(highlight=False)
complaints = Console(stderr=True, highlight=False)

SHOWN_SOURCES = 2
"""Sources shown beside one statement; the rest are counted."""


class Footnotes:
    """Numbers sources in the order in which they are first shown."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._sources: list[SourceShape] = []

    def mark(self, sources: Sequence[SourceShape]) -> str:
        """The numbers of the first sources, e.g. `[1][2] 等 5 处`."""
        marks = ""
        for source in sources[:SHOWN_SOURCES]:
            key = (source.document, source.locator)
            if key not in self._numbers:
                self._numbers[key] = len(self._sources) + 1
                self._sources.append(source)
            marks += f"[{self._numbers[key]}]"
        more = f" 等 {len(sources)} 处" if len(sources) > SHOWN_SOURCES else ""
        return marks + more

    def render(self) -> RenderableType:
        """The list of sources."""
        lines = [Text("出处", style="bold")]
        for number, source in enumerate(self._sources, start=1):
            quote = f"　“{source.quote}”" if source.quote else ""
            lines.append(Text(f"  [{number}] {source.title} {source.locator}{quote}", style="dim"))
        return Group(*lines) if self._sources else Text("出处：无", style="dim")


def role_label(role: str) -> str:
    """What a seat is called on a chain."""
    heads = schema().enumerations["head_of"]
    return heads[role].zh if role in heads else "任职" if role == "reporting" else role


def certainty_label(certainty: str) -> str:
    """确定 or 可能."""
    return Certainty(certainty).label


def dates(holder: HolderShape) -> str:
    """`2011-03 起，止日未见`: the dates as the sources write them."""
    since = " / ".join(holder.since) or "始于何时未见"
    until = " / ".join(holder.until) or "止日未见"
    return f"{since} — {until}"


def holder_line(holder: HolderShape, notes: Footnotes) -> Text:
    """One holder with nature, dates, certainty and sources."""
    line = Text(holder.name, style="bold")
    nature = [
        n for n in (holder.nature, "兼任" if holder.concurrent else "") if n not in ("", "正式")
    ]
    if nature:
        line.append(f"（{'、'.join(nature)}）")
    line.append(f"  {dates(holder)}  ")
    certain = holder.certainty == Certainty.CERTAIN
    line.append(certainty_label(holder.certainty), style="green" if certain else "yellow")
    line.append(f" {notes.mark(holder.sources)}", style="dim")
    return line


def post_table(posts: Iterable[PostShape], notes: Footnotes) -> RenderableType:
    """Posts with their holders."""
    blocks: list[RenderableType] = []
    for post in posts:
        tree = Tree(Text(f"{post.title}　{post.state_label}", style="bold cyan"))
        for holder in post.holders:
            tree.add(holder_line(holder, notes))
        if post.vacancy:
            tree.add(Text(f"记载为空缺 {notes.mark(post.vacancy)}"))
        if not post.holders and not post.vacancy:
            tree.add(Text("未见记录", style="dim"))
        blocks.append(tree)
    return Group(*blocks)


def _seat_line(tree: Tree, seat: SeatShape, notes: Footnotes, *, beside: bool) -> None:
    title = seat.title or "（未见该职务记录）"
    label = Text(f"{role_label(seat.role)}　{title}", style="dim" if beside else "")
    if seat.state in ("dispute", "handover", "vacant"):
        label.append(f"　{seat.state_label}", style="bold yellow")
    branch = tree.add(label)
    for holder in seat.holders:
        branch.add(holder_line(holder, notes))
    if not seat.holders and seat.state == "not_recorded":
        branch.add(Text("未见记录", style="dim"))


def _body(tree: Tree, body: BodyShape, notes: Footnotes) -> Tree:
    branch = tree.add(Text(body.caption, style="bold cyan"))
    for seat in body.heads:
        _seat_line(branch, seat, notes, beside=False)
    for seat in body.beside:
        _seat_line(branch, seat, notes, beside=True)
    return branch


def _link(tree: Tree, link: LinkShape, chain: ChainShape, notes: Footnotes) -> Tree:
    duty = schema().term("duty", link.duty).zh
    arrow = "▲ 对其负责" if chain.direction == "up" else "▼ 下级"
    main = "" if link.main else "（虚线：不沿此追溯）"
    text = Text(f"{arrow}　{duty}　{certainty_label(link.certainty)}{main}")
    text.append(f" {notes.mark(link.sources)}", style="dim")
    branch = tree.add(text)
    for talk in link.talks:
        branch.add(Text(f"谈话　{talk.type}　{talk.on or '日期未见'}", style="magenta"))
    return branch


def chain_tree(chain: ChainShape) -> RenderableType:
    """The chain as a tree, level by level, then notes and sources."""
    notes = Footnotes()
    duty = schema().term("duty", chain.duty).zh
    root = Tree(Text(f"{chain.subject.caption}　{duty}链　截至 {chain.on}", style="bold"))
    bodies = {body.id: body for body in chain.bodies}
    drawn: set[str] = set()

    def grow(tree: Tree, body: BodyShape) -> None:
        branch = _body(tree, body, notes)
        drawn.add(body.id)
        for link in chain.links:
            near, far = (
                (link.lower, link.upper) if chain.direction == "up" else (link.upper, link.lower)
            )
            if near == body.id and far in bodies:
                twig = _link(branch, link, chain, notes)
                if far in drawn:
                    twig.add(Text(f"{bodies[far].caption}（见上）", style="dim"))
                else:
                    grow(twig, bodies[far])

    for body in chain.bodies:
        if body.depth == 0 and body.id not in drawn:
            grow(root, body)
    parts: list[RenderableType] = [root]
    for note in chain.notes:
        names = "、".join(bodies[n].caption for n in note.nodes if n in bodies)
        parts.append(Text(f"注：{note.text}" + (f"（{names}）" if names else ""), style="yellow"))
    return Group(*parts, notes.render())


def node_table(title: str, rows: Iterable[tuple[NodeShape, str]]) -> Table:
    """Nodes with a remark each."""
    table = Table(title=escape(title), title_justify="left")
    for heading in ("名称", "类别", "说明", "编号"):
        table.add_column(heading)
    for node, remark in rows:
        table.add_row(Text(node.caption), node.label, Text(remark), Text(node.id, style="dim"))
    return table
