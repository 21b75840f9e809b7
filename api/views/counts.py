"""Counts on a terminal: each number beside the records behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.shapes.counts import CountedRecordShape, CountShape, CountsShape, HeadedShape
from api.views.console import Footnotes
from api.views.ledgers import ending
from graph.store import ordered

_TOLD = (
    "件按线索和案件计，形态按录入的认定、以期间内立案的案件为限；"
    "一把手看收到线索之日、立案之日（或其前一日）的任职；日期不足以确定的列为可能"
)


def counts_view(found: CountsShape) -> RenderableType:
    """A number on a row with the records behind it, then the tenures of heads, then sources."""
    notes, records = Footnotes(), {one.id: one for one in found.records}
    table = Table(
        title=Text(
            f"{found.organization.caption}等 {found.bodies} 个机构　{found.since} 至 {found.until}",
            style="bold",
        ),
        title_justify="left", expand=True,
    )  # fmt: skip
    for heading in ("事项", "件", "人", "人次", "其中一把手", "可能另有", "记录"):
        table.add_column(heading, overflow="fold")
    for one in found.counts:
        sure, maybe = one.certain, one.possible
        told = [_row(one, i, records, notes) for i in sure.records]
        told += (f"{_row(one, i, records, notes)}（可能）" for i in maybe.records)
        table.add_row(
            Text(one.topic if one.name == one.topic else f"{one.topic}　{one.name}"),
            str(len(sure.records)), str(len(sure.people)), str(len(sure.turns)),
            Text(_heads(one, records)), str(len(maybe.records)), Text("、".join(told)),
        )  # fmt: skip
    parts: list[RenderableType] = [table, Text(_TOLD, style="dim")]
    if found.headed:
        parts.append(Text("一把手的任职", style="bold"))
        parts += (Text(f"  {_headed(one, records, notes)}") for one in found.headed)
    return Group(*parts, notes.render())


def _row(
    one: CountShape, i: str, records: Mapping[str, CountedRecordShape], notes: Footnotes
) -> str:
    """A record with why it counts, what closed it, and its sources."""
    record = records[i]
    sources = [s for event in one.events[i] for s in records[event].sources] or record.sources
    why = one.forms.get(i) or one.bases[i]
    return f"{record.name}（{why}）{notes.mark(sources)}{ending(record.closing, notes)}"


def _heads(one: CountShape, records: Mapping[str, CountedRecordShape]) -> str:
    """How many were heads for certain, by name, and who possibly was."""
    sure, maybe = one.certain, one.possible
    possible = ordered([*sure.possible_heads, *maybe.heads, *maybe.possible_heads])
    told = [f"{len(sure.heads)}　{_names(sure.heads, records)}".rstrip("　")]
    others = [i for i in possible if i not in sure.heads]
    return "\n".join([*told, f"可能：{_names(others, records)}"] if others else told)


def _names(ids: Iterable[str], records: Mapping[str, CountedRecordShape]) -> str:
    return "、".join(records[i].name for i in ids)


def _headed(one: HeadedShape, records: Mapping[str, CountedRecordShape], notes: Footnotes) -> str:
    person, post = records[one.person].name, f"{one.body.name}{one.post.name}"
    return f"{person}　{post}　{one.span.words}　{notes.mark(one.sources)}"
