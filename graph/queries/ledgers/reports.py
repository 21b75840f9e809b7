"""Reports on duty, integrity and morals: which party heads below a body reported, and which not."""

from __future__ import annotations

from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window
from graph.queries.duties.headships import Headships
from graph.queries.ledgers.attached import attached, backing
from graph.queries.recorded import day_window
from graph.queries.subtree import bodies_below
from graph.record import Node
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class Report:
    """A report at a plenary with its evaluation; `certainty` says whether it fell in the period."""

    evaluation: Node
    on: str | None
    post: str | None
    organs: tuple[Node, ...]
    certainty: Certainty
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class ReportingHead:
    """A party head of a body in the period, by a tenure as sure as `certainty` says; no reports
    means that none is recorded."""

    body: Node
    person: Node
    nature: str
    tenure: Interval
    certainty: Certainty
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """The heads of the bodies below `organization`, and the bodies without a head on record."""

    organization: Node
    heads: tuple[ReportingHead, ...]
    headless: tuple[Node, ...]


def reports(view: View, organization: Node, when: Window) -> Reports:
    """The party heads of all bodies below along the party duty who possibly held their post on
    some day of `when`, nearest bodies first, with the reports that they possibly gave then."""
    below = list(bodies_below(view, organization.id, when))
    headships = Headships(view, when)
    held = headships.of(below, "party")
    people = ordered(h.person for found in held.values() for h in found)
    edges = view.expand(people, ("REPORTED_AT",), "out", when=when)
    whole = view.edges(e.id for e in edges)
    evaluations = ordered(e.target for e in edges)
    organs = attached(view, evaluations, ("HELD_BY",), "out")
    nodes = view.nodes(
        ordered([*people, *evaluations, *(e.target for es in organs.values() for e in es)])
    )
    at = {i: [whole[e.id] for e in edges if e.target == i] for i in evaluations}
    sources = backing(view, [(i, [*at[i], *organs[i]]) for i in evaluations])
    given: dict[str, list[Report]] = {person: [] for person in people}
    for edge in edges:
        node = nodes[edge.target]
        given[edge.source].append(
            Report(
                node, whole[edge.id].first("on") or node.first("date"),
                whole[edge.id].first("post"), tuple(nodes[e.target] for e in organs[node.id]),
                edge.interval.at(when), sources[node.id],
            )
        )  # fmt: skip
    for found in given.values():
        found.sort(key=lambda report: (day_window(report.on), report.evaluation.id))
    heads = tuple(
        ReportingHead(
            headships.bodies[body], nodes[one.person], one.nature, one.interval,
            one.interval.at(when), tuple(given[one.person]),
        )
        for body in below
        for one in held[body]
    )  # fmt: skip
    return Reports(organization, heads, tuple(headships.bodies[b] for b in below if not held[b]))
