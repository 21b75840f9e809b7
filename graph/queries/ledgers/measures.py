"""六个一: the measures after a case, with owner, days, evidence, acceptance; which are missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import FOREVER
from graph.queries.ledgers.attached import attached, backing
from graph.queries.recorded import as_told, day_window, happened_by
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its owners, targets and campaigns. `by_owner` is whether the record names one of
    its owners as the one who accepted it, who should be another."""

    action: Node
    owners: tuple[Node, ...]
    targets: tuple[Node, ...]
    campaigns: tuple[Node, ...]
    by_owner: bool
    sources: tuple[Attestation, ...]

    @property
    def kind(self) -> str:
        """One of the six kinds, or empty where none is recorded."""
        return self.action.first("measure") or ""


@dataclass(frozen=True, slots=True)
class CaseMeasures:
    """The measures that a case prompted, by kind and number; `missing` are the kinds of the six of
    which none is on record."""

    case: Node
    measures: tuple[Measure, ...]
    missing: tuple[str, ...]


def measures(view: View, cases: Collection[str], as_of: int = FOREVER) -> tuple[CaseMeasures, ...]:
    """The measures of each case, in the order given, as they stood on the day `as_of`; also those
    that a meeting on it prompted."""
    nodes = view.nodes(ordered(cases))
    meetings: dict[str, list[str]] = {}
    for edge in view.expand(nodes, ("CONSIDERED",), "in"):
        meetings.setdefault(edge.target, []).append(edge.source)
    prompting = ordered([*nodes, *(m for found in meetings.values() for m in found)])
    prompted: dict[str, list[str]] = {}
    for edge in view.expand(prompting, ("PROMPTED",), "out"):
        prompted.setdefault(edge.source, []).append(edge.target)
    wanted = ordered(i for found in prompted.values() for i in found)
    known = {one.action.id: one for one in described(view, wanted, as_of)}
    kinds = schema().enumerations["measure"]
    found = []
    for case, node in nodes.items():
        causes = [case, *meetings.get(case, ())]
        mine = [
            known[i] for i in ordered(i for c in causes for i in prompted.get(c, ())) if i in known
        ]
        there = {one.kind for one in mine}
        found.append(
            CaseMeasures(
                node, tuple(sorted(mine, key=_order)), tuple(k for k in kinds if k not in there)
            )
        )
    return tuple(found)


def described(view: View, actions: Collection[str], as_of: int = FOREVER) -> tuple[Measure, ...]:
    """Those of the nodes that are measures, with what hangs on them, in order of kind and date.
    What certainly happened after the day `as_of` is left out, and with it what nobody dated: the
    status, and after a later receipt or closing evidence and acceptance."""
    nodes = {
        i: _seen(node, as_of)
        for i, node in view.nodes(ordered(actions)).items()
        if node.kind == "ReformAction" and happened_by(node, as_of, "issued")
    }
    out = attached(view, nodes, ("OWNED_BY", "TARGETS", "PART_OF"), "out")
    ends = view.nodes(ordered(e.target for edges in out.values() for e in edges))
    said = backing(view, [(i, out[i]) for i in nodes])
    found = []
    for i, node in nodes.items():
        ends_of = {
            kind: tuple(ends[e.target] for e in out[i] if e.kind == kind)
            for kind in ("OWNED_BY", "TARGETS", "PART_OF")
        }
        owners = ends_of["OWNED_BY"]
        accepted = node.properties.get("accepted_by", ())
        found.append(
            Measure(
                node, owners, ends_of["TARGETS"], ends_of["PART_OF"],
                any(owner.caption in accepted for owner in owners), said[i],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=_order))


def _seen(node: Node, as_of: int) -> Node:
    """Evidence and acceptance come with receipt and closing; the status changes with every day."""
    closed = as_told(node, as_of, ("received", "closed"), ("status", "evidence", "accepted_by"))
    return as_told(closed, as_of, ("issued", "reviewed", "reopened"), ("status",))


def _order(one: Measure) -> tuple[int, tuple[int, int], str, str]:
    kinds = list(schema().enumerations["measure"])
    place = kinds.index(one.kind) if one.kind in kinds else len(kinds)
    dated = one.action.first("issued") or one.action.first("due")
    return place, day_window(dated), one.action.first("number") or "", one.action.id
