"""Whose case it is: clues and cases go with the management of cadres, not with the parent body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.attestation import Attestation
from graph.body_names import canonical
from graph.dates import FOREVER, Certainty, Window, together
from graph.queries.cases.case_time import CaseTime
from graph.queries.ledgers.belonging import strongest
from graph.queries.ledgers.case_stages import FILING, case_stages
from graph.queries.recorded import day_window
from graph.queries.sources import Sourced, sources_by_edge
from graph.queries.tenure import tenures_in
from graph.record import Node, ThinEdge
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Manager:
    """A committee that manages a subject, or a post while he held it, as surely as `certainty`."""

    node: Node
    certainty: Certainty
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The committees that manage the subjects or the posts they held (干部管理权限), the discipline
    organs of these committees, and the organs that filed the case; `notes` tell what does not fit
    or is not recorded."""

    managed_by: tuple[Manager, ...]
    organs: tuple[Sourced, ...]
    filed_by: tuple[Sourced, ...]
    notes: tuple[str, ...]


def jurisdiction(
    view: View, case: str, subjects: Collection[str], time: CaseTime, as_of: int = FOREVER
) -> Jurisdiction:
    """Who manages the `subjects` of a case, as posts change from its conduct to its filing, and who
    filed it by the day `as_of`."""
    filings = {
        stage.event.id: day_window(stage.on)
        for stage in case_stages(view, (case,), as_of)[case]
        if stage.name == FILING
    }
    ends = [w.last for w in (*filings.values(), *([time.came_out] if time.came_out else []))]
    last = min(max([time.days.last, *(end for end in ends if end < FOREVER)]), as_of)
    when = Window(time.days.first, max(time.days.first, last))
    managing = _managing(view, subjects, when)
    committees = ordered(edge.target for edge, _ in managing)
    watching = [
        *view.expand(committees, ("SUPERVISES",), "in", when=when),
        *view.expand(committees, ("ANSWERS_TO",), "in", when=when, facets=("party",)),
    ]
    around = view.nodes(ordered(edge.source for edge in watching))
    watching = [e for e in watching if around[e.source].first("type") == "纪委"]
    filed = view.expand(filings, ("DECIDED_BY",), "out")
    said = sources_by_edge(view, [*(edge for edge, _ in managing), *watching, *filed], when)
    nodes = view.nodes(ordered([*committees, *(e.target for e in filed)])) | around

    def sourced(pairs: Iterable[tuple[str, ThinEdge]]) -> tuple[Sourced, ...]:
        by_node: dict[str, list[Attestation]] = {}
        for node, edge in pairs:
            by_node.setdefault(node, []).extend(said[edge.id])
        return tuple(Sourced(nodes[i], tuple(found)) for i, found in by_node.items())

    managers = tuple(
        Manager(
            one.node, strongest(how for e, how in managing if e.target == one.node.id), one.sources
        )
        for one in sourced((e.target, e) for e, _ in managing)
    )
    organs = sourced((e.source, e) for e in watching)
    found = Jurisdiction(managers, organs, sourced((e.target, e) for e in filed), ())
    known = {edge.target for edge in watching}
    return replace(found, notes=tuple(_notes(found, [c for c in committees if c not in known])))


def _managing(
    view: View, subjects: Collection[str], when: Window
) -> list[tuple[ThinEdge, Certainty]]:
    """What says who manages the subjects or the posts that they held, while they held them."""
    held = view.expand(subjects, ("HOLDS",), "out", when=when)
    posts = ordered(edge.target for edge in held)
    spells = tenures_in(view, posts, when)
    found: list[tuple[ThinEdge, Certainty]] = []
    for edge in view.expand(ordered([*subjects, *posts]), ("MANAGED_BY",), "out", when=when):
        ways = [
            [edge.interval, span]
            for holds, span in spells.get(edge.source, ())
            if holds.source in subjects
        ]
        if edge.source in subjects:
            ways.append([edge.interval])
        certainty = strongest(together(way, when) for way in ways)
        if certainty is not Certainty.NO:
            found.append((edge, certainty))
    return found


def _notes(found: Jurisdiction, without: Collection[str]) -> Iterator[str]:
    for one in found.managed_by:
        if one.node.id in without:
            yield f"{one.node.caption} 的纪检机关未见记录"
    if not found.managed_by:
        yield "干部管理权限未见记录，承办机关是否相符无从核对"
    organs = {_house(one.node) for one in found.organs}
    others = [one for one in found.filed_by if _house(one.node) not in organs]
    if organs and others:
        yield (
            f"立案机关（{_names(others)}）不是按干部管理权限的纪检机关（{_names(found.organs)}），"
            "有无指定管辖请核对原件"
        )


def _house(organ: Node) -> str:
    """What a commission's two signs, 纪委 and 监委, have in common: they work as one (合署)."""
    if organ.first("type") not in ("纪委", "监委"):
        return organ.id
    return re.sub("(?:纪委)?(?:监委)?$", "", canonical(organ.caption))


def _names(found: Iterable[Sourced]) -> str:
    return "、".join(one.node.caption for one in found)
