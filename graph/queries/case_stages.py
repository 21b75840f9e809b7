"""The stages of cases in order of time, with the days between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import FOREVER
from graph.queries.attached import attached, backing
from graph.queries.recorded import day_window, days_between
from graph.record import Node
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class CaseStage:
    """A stage of a case. `on` is its date as recorded, `None` where none is; `days` are the fewest
    and most since the dated stage before it; `organs` decided it."""

    event: Node
    on: str | None
    organs: tuple[Node, ...]
    days: tuple[int, int] | None
    sources: tuple[Attestation, ...]

    @property
    def name(self) -> str:
        """立案, 审理 …"""
        return self.event.first("stage") or ""


def case_stages(
    view: View, cases: Collection[str], as_of: int = FOREVER
) -> dict[str, tuple[CaseStage, ...]]:
    """The stages of each case that may have happened by the day `as_of`, in order of the first day
    that their dates stand for; those without a date come last."""
    ends = attached(view, cases, ("EVENT_OF",), "in")
    events = view.nodes(ordered(e.source for edges in ends.values() for e in edges))
    decided = attached(view, events, ("DECIDED_BY",), "out")
    organs = view.nodes(ordered(e.target for edges in decided.values() for e in edges))
    joining = {edge.source: edge for edges in ends.values() for edge in edges}
    said = backing(view, [(i, [joining[i], *decided[i]]) for i in events])
    found: dict[str, tuple[CaseStage, ...]] = {}
    for case, edges in ends.items():
        stages: list[CaseStage] = []
        dated = [(e.source, events[e.source].first("date") or e.first("on")) for e in edges]
        dated = [(i, on) for i, on in dated if day_window(on).first <= as_of]
        before: str | None = None
        for i, on in sorted(dated, key=lambda d: (d[1] is None, day_window(d[1]), d[0])):
            by = tuple(organs[e.target] for e in decided[i])
            stages.append(CaseStage(events[i], on, by, days_between(before, on), said[i]))
            before = on or before
        found[case] = tuple(stages)
    return found
