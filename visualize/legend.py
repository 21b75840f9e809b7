"""Legends: the groups of the schema, the duties and the styles that occur in a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.schema import schema
from visualize.picture import LegendEntry, PictureEdge, PictureNode

_STYLES = {
    "solid": "实线：确定",
    "dashed": "虚线或标“可能”：可能（记录不足以确定）",
    "dotted": "点线：只作旁注，不随此线追溯",
}


def legend_of(
    nodes: Collection[PictureNode], edges: Collection[PictureEdge]
) -> tuple[LegendEntry, ...]:
    """What occurs, in the order of the schema; groups first, then duties, then styles (these only
    where certainty was asked for)."""
    groups = {node.group for node in nodes}
    duties = {edge.group for edge in edges}
    found = [
        LegendEntry("group", name, group.zh)
        for name, group in schema().groups.items()
        if name in groups
    ]
    found += [
        LegendEntry("duty", name, term.zh)
        for name, term in schema().enumerations["duty"].items()
        if name in duties
    ]
    styles = {str(edge.style) for edge in edges if edge.certainty} | set(_doubts(nodes))
    return (*found, *(LegendEntry("style", s, text) for s, text in _STYLES.items() if s in styles))


def _doubts(nodes: Iterable[PictureNode]) -> Iterable[str]:
    return ("dashed" for node in nodes for line in node.lines if not line.certain)
