"""Words for duties: occasions, days, records behind a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.queries.duties.occasions import Occasion
from graph.queries.duties.verdict import Status
from graph.record import Edge, Node
from graph.rules.rule import Rule
from visualize.words import day_words, edge_words, span_words

_ON = {"taking_office": "任职", "sign": "线索", "case": "案件"}
NOT_STATED = "未见规定，暂按此计"
"""What stands beside days that no document gives."""


def may_be_words(statuses: Sequence[Status]) -> tuple[str, ...]:
    """What a doubtful duty may be; that nobody is recorded in a post is told as such."""
    return tuple("任职未见记录" if s is Status.DOUBTFUL else s.label for s in statuses)


def days_given(rule: Rule) -> str:
    """The days of a rule in words, and whether a document gives them."""
    parts = []
    if rule.time.within is not None:
        parts.append(f"{rule.time.within} 日内")
    if rule.time.before:
        parts.append(f"此前 {rule.time.before} 日内亦可")
    late = rule.time.late
    parts.append("逾期后仍可补" if late is None else f"逾期 {late} 日内可补")
    return "，".join(parts) + ("" if rule.time.stated else f"（{NOT_STATED}）")


def occasion_words(occasion: Occasion, nodes: Mapping[str, Node]) -> str:
    """What made a duty arise: `2021年`, `2020-06-20 任职`, `线2021-003 · 2021-04-01`."""
    parts = [occasion.period or day_words(occasion.term.begun)]
    cause = nodes.get(occasion.cause)
    if cause is not None:
        parts.append(cause.caption)
    elif occasion.cause:
        parts.append(_ON["taking_office"])
    return " · ".join([*parts, occasion.wanted] if occasion.wanted else parts)


def record_words(record: Node | Edge, nodes: Mapping[str, Node]) -> str:
    """A record in a line: a node by kind, name and date, an edge by its ends and when it held."""
    if isinstance(record, Edge):
        ends = (nodes[i].caption if i in nodes else i for i in (record.source, record.target))
        told = f"　{words}" if (words := span_words(record.interval)) else ""
        printed = f"（{post}）" if (post := record.first("post")) else ""
        source, target = ends
        return f"{source} {edge_words(record.kind, record.facet)} {target}{printed}{told}"
    dated = record.first("date") or record.first("issued") or record.first("received")
    number = record.first("number")
    parts = [record.caption, *([number] if number and number != record.caption else [])]
    return " ".join([*parts, dated or "日期未见"])
