"""The stages of cases in order of time, with the days between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from graph.attestation import Attestation
from graph.dates import FOREVER, Window
from graph.queries.ledgers.attached import attached, backing
from graph.queries.recorded import as_told, day_window, days_between
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered

FILING = "立案"
BEFORE_FILING = ("受理", "分办", "主动投案", "初步核实")


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
    """The stages of each case that may have happened by the day `as_of`, in order of the days that
    their dates stand for, on one day in that of the schema; those without a date come last."""
    order = list(schema().enumerations["stage"])

    def place(dated: tuple[str, str | None]) -> tuple[bool, Window, int, str]:
        i, on = dated
        return on is None, day_window(on), order.index(events[i].first("stage") or order[0]), i

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
        before: str | None = None
        for i, on in sorted(dated, key=place):
            by = tuple(organs[e.target] for e in decided[i])
            stages.append(CaseStage(events[i], on, by, days_between(before, on), said[i]))
            before = on or before
        found[case] = stages_by(stages, as_of)
    return found


def stages_by(stages: Sequence[CaseStage], as_of: int) -> tuple[CaseStage, ...]:
    """Those of the stages of one case, in order, that may have happened by the day `as_of`, without
    dates that certainly came later. What follows a filing that certainly came later has not
    happened either, be it without a date."""
    filings = [day_window(s.on).first for s in stages if s.name == FILING]
    filed = not filings or min(filings) <= as_of
    return tuple(
        replace(stage, event=as_told(stage.event, as_of, ("date",)))
        for stage in stages
        if day_window(stage.on).first <= as_of
        and (filed or stage.on or stage.name in BEFORE_FILING)
    )
