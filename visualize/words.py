"""Words for what is known of times, states and certainty; the schema has those for kinds."""

from __future__ import annotations

from collections.abc import Sequence

from graph.dates import EVER, FOREVER, Certainty, Interval, Window, iso, window
from graph.queries.tenure import Holder
from graph.record import Node
from graph.schema import schema

NOT_RECORDED = "未见记录"


def span_words(interval: Interval) -> str:
    """When something held, as its bounds allow: `2015-03 起，2018 止`; empty if nobody knows.

    The end is the first day out, as everywhere; of an end that nobody knows, it says the last day
    that is attested.
    """
    since_lo, since_hi, until_lo, until_hi = (
        interval.since_lo, interval.since_hi, interval.until_lo, interval.until_hi
    )  # fmt: skip
    if (until_lo, until_hi) == (since_lo + 1, since_hi + 1):
        return _days(since_lo, since_hi)
    parts: list[str] = []
    if since_lo > EVER:
        parts.append(f"{_days(since_lo, min(since_hi, until_hi - 1))} 起")
    elif EVER < since_hi < until_hi - 1:
        parts.append(f"不晚于 {iso(since_hi)} 起")
    if until_hi < FOREVER:
        parts.append(f"{_days(until_lo, until_hi)} 止")
    elif since_lo + 1 < until_lo < FOREVER:
        parts.append(f"至少到 {iso(until_lo - 1)}")
    return "，".join(parts)


def _days(first: int, last: int) -> str:
    """A window of days: as the ISO prefix that means it, else by what is known of its bounds."""
    if first <= EVER:
        return f"{iso(last)} 以前" if EVER < last < FOREVER else ""
    if last >= FOREVER - 1:
        return f"{iso(first)} 以后"
    if first == last:
        return iso(first)
    for prefix in (iso(first)[:7], iso(first)[:4]):
        whole = window(prefix)
        if whole.first == first and last in (whole.last, whole.last + 1):
            return prefix
    return f"{iso(first)} 至 {iso(last)} 之间"


def tenure_words(holder: Holder) -> str:
    """A tenure as its sources write it; several dates side by side where they differ."""
    said = holder.edge.properties
    since = " / ".join(map(str, said.get("since", ())))
    until = " / ".join(map(str, said.get("until", ())))
    seen = sorted(map(str, said.get("seen", ())))
    parts = [f"{since} 起" if since else "", f"{until} 离任" if until else ""]
    if seen and not (since and until):
        parts.append(f"见于 {seen[0]}" if len(seen) == 1 else f"见于 {seen[0]}…{seen[-1]}")
    return "，".join(part for part in parts if part) or "起止未见记录"


def certainty_mark(certainty: Certainty) -> str:
    """The word that must be seen beside what is not certain; empty for what is."""
    return "" if certainty is Certainty.CERTAIN else certainty.label


def eyebrow(node: Node) -> str:
    """The small word above a name: the type of a body, else the kind, with the date of a record."""
    declared = schema().nodes[node.kind]
    if declared.group == "record":
        return " · ".join(filter(None, (declared.label.zh, node.first("date"))))
    return node.first("type") or declared.label.zh


def edge_words(kind: str, facet: str) -> str:
    """What an edge is called: its kind, with the facet where that says more."""
    declared = schema().edges[kind]
    if not facet or declared.facet is None:
        return declared.label.zh
    prop = declared.properties[declared.facet]
    if declared.facet == "duty":
        return schema().term("duty", facet).zh
    if facet == prop.default:
        return declared.label.zh
    return f"{declared.label.zh}·{schema().term(prop.one_of or '', facet).zh}"


def day_words(days: Window | None) -> str:
    """A window of days, or that there is none."""
    return "无共同日期" if days is None else _days(days.first, days.last) or "日期未见记录"


def joined(names: Sequence[str]) -> str:
    """Names in one sentence."""
    return "、".join(names)
