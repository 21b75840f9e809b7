"""Approved exemptions of bodies from duties."""

from __future__ import annotations

from collections.abc import Sequence

from graph.dates import Interval, Window
from graph.queries.duties.verdict import NO, Truth, held
from graph.record import Node
from graph.store import View


class Exemptions:
    """The exemptions that concern any of `bodies`."""

    def __init__(self, view: View, bodies: Sequence[str]) -> None:
        self._of_body: dict[str, list[Node]] = {}
        few = len(bodies) // 4  # an exemption costs more to read than to see that a body has none
        found = {node.id: node for node in view.scan_nodes("Exemption", limit=few + 1)}
        if len(found) <= few:
            edges = view.expand(found, ("CONCERNS",), "out")
        else:
            edges = view.expand(bodies, ("CONCERNS",), "in")
            found = view.nodes(dict.fromkeys(edge.source for edge in edges))
        for edge in edges:
            if found[edge.source].kind == "Exemption":
                self._of_body.setdefault(edge.target, []).append(found[edge.source])

    def from_duty(self, rule: str, body: str, due: Window) -> tuple[str, Truth]:
        """The approved exemption of a body from a rule, and whether it covers the day due; no id
        where there is none."""
        for exemption in self._of_body.get(body, ()):
            if exemption.first("rule") != rule or not exemption.first("approver"):
                continue
            period = exemption.first("period")
            covers = held([(Interval.written(period),)] if period else [()], due)
            if True in covers:
                return exemption.id, covers
        return "", NO
