"""Answers on a terminal: trees and tables with dates, certainty and numbered sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.shapes.links import ConflictShape, FoundShape, LinkedEdge, PathShape, PathsShape
from api.shapes.records import (
    BodyShape,
    ChainShape,
    HolderShape,
    LinkShape,
    PostShape,
    SeatShape,
    SourceShape,
)
from graph.dates import Certainty
from graph.schema import schema
from loaders.report import Report


class Terminal(Console):
    """A console on which texts from files cannot steer the terminal: their control characters,
    and the marks that turn the reading order, are shown as `�`."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of what is printed, with harmless text."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(_STEERING.sub("\ufffd", text), style)


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

console = Terminal(highlight=False)
complaints = Terminal(stderr=True, highlight=False)


@contextmanager
def advancing(what: str, *, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """Shows on standard error how far something is; yields what takes the count so far and, where
    it is known, the total."""
    with Progress(
        SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(),
        console=complaints, transient=True, disable=quiet,
    ) as progress:  # fmt: skip
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


SHOWN_SOURCES = 2
"""Sources shown beside one statement; the rest are counted."""
SHOWN_REJECTIONS = 10
"""Rejected rows shown after a load; the rest are in the rejects file."""


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
        if not self._sources:
            return Text("出处：无", style="dim")
        rows = Table.grid(padding=(0, 1, 0, 0))
        rows.add_column(justify="right")
        rows.add_column(overflow="fold")
        for number, source in enumerate(self._sources, start=1):
            quote = f"　“{source.quote}”" if source.quote else ""
            rows.add_row(
                Text(f"  [{number}]", style="dim"),
                Text(f"{source.title} {source.locator}{quote}", style="dim"),
            )
        return Group(Text("出处", style="bold"), rows)


def role_label(role: str) -> str:
    """What a seat is called on a chain."""
    heads = schema().enumerations["head_of"]
    return heads[role].zh if role in heads else "任职" if role == "reporting" else role


def certainty_label(certainty: str) -> str:
    """确定 or 可能."""
    return Certainty(certainty).label


def dates(holder: HolderShape) -> str:
    """`2011-03 — 止日未见`: the dates as the sources write them, or when he was merely seen."""
    if holder.seen and not (holder.since or holder.until):
        first, last = holder.seen[0], holder.seen[-1]
        return f"见于 {first}" + (f" 至 {last}" if last != first else "") + "，起止未见"
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
        blocks.append(tree)
    return Group(*blocks)


def _seat_line(tree: Tree, seat: SeatShape, notes: Footnotes, *, beside: bool) -> None:
    part, title = role_label(seat.role), seat.title or "（未见该职务记录）"
    label = Text(part if part == title else f"{part}　{title}", style="dim" if beside else "")
    if seat.certainty != Certainty.CERTAIN:
        label.append(f"　{certainty_label(seat.certainty)}", style="yellow")
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


def found_table(text: str, found: FoundShape) -> Table:
    """What a search found."""
    title = escape(f"“{text}”的查找结果")
    table = Table(title=title, title_justify="left", caption_justify="left")
    for heading in ("名称", "类别", "所在", "匹配", "编号"):
        table.add_column(heading)
    for hit in found.hits:
        node = hit.node
        table.add_row(
            Text(node.caption), node.label, Text(hit.context), hit.how_label,
            Text(node.id, style="dim"),
        )  # fmt: skip
    if found.more:
        table.caption = "还有更多，用 --limit 列出"
    return table


_ENDED = {
    "found": "",
    "none": "没有路径：在所给的关系、日期之内两者不相连",
    "limit": "到达上限而未查完：放宽 --hops，或用 --kind、--on 缩小范围",
}


def paths_view(found: PathsShape) -> RenderableType:
    """Each path as a tree from start to end, then whether that is all."""
    notes = Footnotes()
    parts: list[RenderableType] = []
    for number, path in enumerate(found.paths, start=1):
        when = f"{path.days.first or '…'} 至 {path.days.last or '…'}" if path.days else "从不同时"
        held = f"各步同时成立：{certainty_label(path.certainty)}（{when}）"
        tree = Tree(Text(f"路径 {number}　{len(path.edges)} 步　{held}", style="bold"))
        _path_steps(tree, path, found, notes)
        parts.append(tree)
    if _ENDED[found.ended]:
        parts.append(Text(_ENDED[found.ended], style="yellow"))
    return Group(*parts, *([notes.render()] if found.paths else []))


def _path_steps(tree: Tree, path: PathShape, found: PathsShape, notes: Footnotes) -> None:
    names = [_called(found, node) for node in path.nodes]
    tree.add(Text(names[0], style="bold cyan"))
    for edge_id, near, name in zip(path.edges, path.nodes, names[1:], strict=False):
        tree.add(_step(found.edges[edge_id], near, name, notes))


def _called(found: PathsShape, node: str) -> str:
    """The name of a node on a path, a post's with its body."""
    shape, context = found.nodes[node], found.contexts[node]
    return f"{context} {shape.caption}" if shape.kind == "Post" and context else shape.caption


def _step(edge: LinkedEdge, near: str, far: str, notes: Footnotes) -> Text:
    arrow = "→" if edge.source == near else "←"
    step = Text(f"{arrow} {edge.label}　")
    step.append(far, style="bold cyan")
    told = " ".join(part for part in (edge.span.words, notes.mark(edge.sources)) if part)
    step.append(f"  {told}", style="dim")
    return step


def conflicts_view(conflicts: Sequence[ConflictShape]) -> RenderableType:
    """Each contradiction with both sides and their sources."""
    notes = Footnotes()
    parts: list[RenderableType] = []
    for conflict in conflicts:
        tree = Tree(Text(f"{conflict.label}　{conflict.heading}", style="bold cyan"))
        for name, claims in conflict.properties.items():
            branch = tree.add(Text(name))
            for claim in claims:
                branch.add(Text(f"{claim.value} {notes.mark(claim.sources)}"))
        for clash in conflict.clashes:
            branch = tree.add(Text(f"{clash.days.first} 至 {clash.days.last} 两说并存"))
            for holder in (clash.one, clash.other):
                branch.add(holder_line(holder, notes))
        parts.append(tree)
    if not parts:
        return Text("没有相互矛盾的记录")
    return Group(*parts, notes.render())


def report_view(report: Report, rejects: Path | None) -> RenderableType:
    """What a load did, with the first rejected rows, and what to do about them."""
    table = Table(title=escape(report.file), title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, number in (
        ("读入行", report.rows), ("新增记载", report.attested), ("新建记录", report.new),
        ("并入已有记录", report.merged), ("此前已载入", report.unchanged),
        ("未载入行", report.rejected),
    ):  # fmt: skip
        table.add_row(label, f"{number:,}")
    for category, count in report.notes.items():
        table.add_row(Text(category, style="dim"), f"{count:,}")
    parts: list[RenderableType] = [table]
    if report.unused:
        parts.append(Text(f"映射没有用到的列：{'、'.join(report.unused)}", style="dim"))
    for rejection in report.rejections[:SHOWN_REJECTIONS]:
        parts.append(Text(f"✗ {rejection.message}", style="red"))
        parts.append(Text(f"  → {rejection.remedy}", style="dim"))
    if report.rejected > SHOWN_REJECTIONS:
        parts.append(Text(f"……共 {report.rejected} 行未载入", style="red"))
    if report.rejected:
        parts.append(
            Text(
                f"→ 未载入的行在 {rejects}，改好后用同一命令载入"
                if rejects
                else "→ 加 --rejects 文件.csv 再载入一次，未载入的行就写在其中，可改好后载入",
                style="bold",
            )
        )
    return Group(*parts)
