"""The records that may fulfil duties: reports, measures and checks, read in bulk.

Each reader is made for a rule and what it asks, and tells the `facts` of an occasion; that of talks
is in `talked`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.dates import Interval, Window
from graph.queries.duties.occasions import Occasion
from graph.queries.duties.rights import Heads, Rights
from graph.queries.duties.verdict import Fact, Term, Way
from graph.record import Node, ThinEdge
from graph.rules.rule import Rule
from graph.store import View, ordered

ALWAYS: tuple[Way, ...] = ((),)
"""Of what needs no particular post."""


def headed(bodies: Iterable[str], heads: Heads) -> list[str]:
    """The people who headed any of the bodies."""
    return ordered([one.person for body in bodies for one in heads[body]])


def concerned(occasion: Occasion, heads: Heads) -> Iterable[str]:
    """The people whom an occasion concerns: whoever headed the body, or the one that it names."""
    return (occasion.person,) if occasion.person else headed((occasion.body,), heads)


def in_post(occasion: Occasion, person: str, heads: Heads) -> tuple[Way, ...]:
    """The ways in which a person is whom an occasion concerns."""
    if occasion.person:
        return ALWAYS
    return tuple((h.interval,) for h in heads[occasion.body] if h.person == person)


class Reports:
    """The reports at plenaries of those who headed any of `bodies`, with who held them."""

    def __init__(
        self, view: View, rule: Rule, bodies: Iterable[str], heads: Heads, when: Window
    ) -> None:
        self._rule, self._heads = rule, heads
        self._given: dict[str, list[ThinEdge]] = {}
        edges = view.expand(headed(bodies, heads), ("REPORTED_AT",), "out", when=when)
        for edge in edges:
            self._given.setdefault(edge.source, []).append(edge)
        self._nodes = view.nodes(dict.fromkeys(e.target for e in edges))
        self._held = _organs(view, self._nodes)

    def facts(self, occasion: Occasion, rights: Rights) -> list[Fact]:
        """The reports that may fulfil the duty on an occasion."""
        return [
            Fact(
                edge.target, days_of(edge), in_post(occasion, person, self._heads),
                _held_by(self._held.get(edge.target), rights),
                _complete(self._rule, self._nodes[edge.target]),
            )
            for person in concerned(occasion, self._heads)
            for edge in self._given.get(person, ())
        ]  # fmt: skip


class Checks:
    """Checks of list items, with who made them."""

    def __init__(self, view: View, rule: Rule, items: Collection[str], when: Window) -> None:
        self._rule = rule
        self._made: dict[str, list[ThinEdge]] = {}
        edges = view.expand(items, ("CHECKED",), "in", when=when)
        for edge in edges:
            self._made.setdefault(edge.target, []).append(edge)
        self._nodes = view.nodes(dict.fromkeys(e.source for e in edges))
        found = view.edges(e.id for e in edges)
        self._told = {i for i, edge in found.items() if edge.first("finding")}
        self._held = _organs(view, self._nodes)

    def facts(self, occasion: Occasion, rights: Rights) -> list[Fact]:
        """The checks that may fulfil the duty on an occasion; a finding may stand at the item."""
        return [
            Fact(
                edge.source, days_of(edge), ALWAYS, _held_by(self._held.get(edge.source), rights),
                edge.id in self._told or _complete(self._rule, self._nodes[edge.source]),
            )
            for edge in self._made.get(occasion.cause, ())
        ]  # fmt: skip


class Measures:
    """Measures that cases prompted, by case and kind of measure."""

    def __init__(self, view: View, rule: Rule, cases: Collection[str]) -> None:
        self._rule = rule
        self._of_case: dict[tuple[str, str], list[Node]] = {}
        edges = view.expand(cases, ("PROMPTED",), "out")
        nodes = view.nodes(dict.fromkeys(e.target for e in edges))
        for edge in edges:
            node = nodes[edge.target]
            kind = node.first("measure") if node.kind == "ReformAction" else None
            if kind:
                self._of_case.setdefault((edge.source, kind), []).append(node)

    def dated(self, occasion: Occasion) -> Occasion:
        """The occasion with the due date that the measure itself gives instead of the rule's."""
        term, due = occasion.term, self._due(occasion.cause, occasion.wanted)
        if due is None or term.begun.first != term.begun.last or due < term.begun.first:
            return occasion
        own = due - term.begun.first
        closes = None if term.closes is None else own + term.closes - term.due
        return replace(occasion, term=Term(term.begun, term.opens, own, closes))

    def _due(self, case: str, kind: str) -> int | None:
        """The day by which the records of a measure say that it is due, if they give one day."""
        days = {
            str(d) for n in self._of_case.get((case, kind), ()) for d in n.properties.get("due", ())
        }
        event = Interval.event(days.pop()) if len(days) == 1 else None
        return event.since_lo if event and event.since_lo == event.since_hi else None

    def facts(self, occasion: Occasion, _: Rights) -> list[Fact]:
        """The measures that may fulfil the duty on an occasion; one that was never issued is only a
        plan."""
        return [
            Fact(node.id, _written(node, "issued"), ALWAYS, ALWAYS, _complete(self._rule, node))
            for node in self._of_case.get((occasion.cause, occasion.wanted), ())
            if node.first("issued")
        ]


def days_of(edge: ThinEdge) -> Window:
    """The days on which what an edge tells may have happened."""
    return Window(edge.since_lo, min(edge.since_hi, edge.until_hi - 1))


def _written(node: Node, name: str) -> Window:
    """The days that a date of a node may mean, earliest to latest where its sources differ."""
    spans = [Interval.event(str(value)) for value in node.properties.get(name, ())]
    return Window(min(s.since_lo for s in spans), max(s.since_hi for s in spans))


def _organs(view: View, nodes: Iterable[str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for edge in view.expand(nodes, ("HELD_BY",), "out"):
        held.setdefault(edge.source, []).append(edge.target)
    return held


def _held_by(holding: Sequence[str] | None, rights: Rights) -> tuple[Way, ...] | None:
    if holding is None:
        return None
    return tuple(way for organ in holding for way in rights.of_organ(organ))


def _complete(rule: Rule, node: Node) -> bool:
    return all(node.first(name) for name in rule.evidence.complete)
