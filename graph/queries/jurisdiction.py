"""Whose case it is: clues and cases go with the management of cadres, not with the parent body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.attestation import Attestation
from graph.dates import Window
from graph.queries.sources import Sourced, sources_by_edge
from graph.record import ThinEdge
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The committees that manage the subjects or the posts they held (干部管理权限), the discipline
    organs of these committees, and the organs that filed the case; `notes` tell what does not fit
    or is not recorded."""

    managed_by: tuple[Sourced, ...]
    organs: tuple[Sourced, ...]
    filed_by: tuple[Sourced, ...]
    notes: tuple[str, ...]


def jurisdiction(
    view: View, subjects: Collection[str], filings: Collection[str], when: Window
) -> Jurisdiction:
    """Who manages the `subjects` on some day of `when`, and who decided the events `filings`."""
    held = view.expand(subjects, ("HOLDS",), "out", when=when)
    managed = ordered([*subjects, *(edge.target for edge in held)])
    managing = view.expand(managed, ("MANAGED_BY",), "out", when=when)
    committees = ordered(edge.target for edge in managing)
    watching = [
        *view.expand(committees, ("SUPERVISES",), "in", when=when),
        *view.expand(committees, ("ANSWERS_TO",), "in", when=when, facets=("party",)),
    ]
    around = view.nodes(ordered(edge.source for edge in watching))
    watching = [e for e in watching if around[e.source].first("type") == "纪委"]
    filed = view.expand(filings, ("DECIDED_BY",), "out")
    said = sources_by_edge(view, [*managing, *watching, *filed], when)
    nodes = view.nodes(ordered([*committees, *(e.target for e in filed)])) | around

    def sourced(pairs: Iterable[tuple[str, ThinEdge]]) -> tuple[Sourced, ...]:
        by_node: dict[str, list[Attestation]] = {}
        for node, edge in pairs:
            by_node.setdefault(node, []).extend(said[edge.id])
        return tuple(Sourced(nodes[i], tuple(found)) for i, found in by_node.items())

    found = Jurisdiction(
        sourced((e.target, e) for e in managing), sourced((e.source, e) for e in watching),
        sourced((e.target, e) for e in filed), (),
    )  # fmt: skip
    known = {edge.target for edge in watching}
    return replace(found, notes=tuple(_notes(found, [c for c in committees if c not in known])))


def _notes(found: Jurisdiction, without: Collection[str]) -> Iterator[str]:
    for one in found.managed_by:
        if one.node.id in without:
            yield f"{one.node.caption} 的纪检机关未见记录"
    if not found.managed_by:
        yield "干部管理权限未见记录，承办机关是否相符无从核对"
    organs = {one.node.id for one in found.organs}
    others = [one for one in found.filed_by if one.node.id not in organs]
    if organs and others:
        yield (
            f"立案机关（{_names(others)}）不是按干部管理权限的纪检机关（{_names(found.organs)}），"
            "有无指定管辖请核对原件"
        )


def _names(found: Iterable[Sourced]) -> str:
    return "、".join(one.node.caption for one in found)
