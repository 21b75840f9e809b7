"""The records that may fulfil duties: talks, reports, measures and checks, read in bulk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.body_names import abbreviations
from graph.dates import Interval, Window
from graph.queries.duties.occasions import Occasion
from graph.queries.duties.rights import Rights
from graph.queries.duties.verdict import Fact, Term, Way
from graph.queries.talks import TALKED_TO
from graph.record import Node, ThinEdge
from graph.rules.rule import NOTE_TAKER, Rule
from graph.store import View

ALWAYS: tuple[Way, ...] = ((),)
"""Of what needs no particular post."""


@dataclass(slots=True)
class Talk:
    """A talk with who led it. `principals` are the organs that entrusted it."""

    node: Node
    talkers: list[str] = field(default_factory=list)
    delegates: list[str] = field(default_factory=list)
    noted: bool = False
    principals: list[str] = field(default_factory=list)

    def led(self, rights: Rights, subject: str, entrusted: bool) -> tuple[Way, ...] | None:
        """The ways in which the right one led it; `None` where nobody is recorded to have."""
        ways = [way for p in self.talkers if p != subject for way in rights.of_person(p)]
        if entrusted and self.delegates:
            ways += [way for organ in self.principals for way in rights.of_organ(organ)]
            if not self.principals and not self.talkers:
                return None
        if not self.talkers and not self.delegates:
            return None
        return tuple(ways)


class Talks:
    """The talks in which people were talked to within `when`; a person is read when first asked."""

    def __init__(self, view: View, when: Window) -> None:
        self._view, self._when = view, when
        self._heard: dict[str, list[ThinEdge]] = {}
        self._talks: dict[str, Talk] = {}
        self._led: set[str] = set()

    def read(self, people: Collection[str], types: Collection[str]) -> dict[str, None]:
        """Read the talks with people, and who led those of the given types; returns those of the
        people with whom there is a talk, in the order given."""
        new = [person for person in dict.fromkeys(people) if person not in self._heard]
        self._heard |= {person: [] for person in new}
        edges = self._view.expand(
            new, ("PARTICIPATED",), "out", when=self._when, facets=(TALKED_TO,)
        )
        for edge in edges:
            self._heard[edge.source].append(edge)
        unknown = dict.fromkeys(e.target for e in edges if e.target not in self._talks)
        self._talks |= {i: Talk(node) for i, node in self._view.nodes(unknown).items()}
        heard = {person: None for person in people if self._heard[person]}
        asked = [
            edge.target
            for person in heard
            for edge in self._heard[person]
            if edge.target not in self._led and _of(self._talks[edge.target].node, types)
        ]
        self._read_leaders(list(dict.fromkeys(asked)))
        return heard

    def _read_leaders(self, talks: Sequence[str]) -> None:
        self._led.update(talks)
        roles = ("谈话人", "受托谈话人", "记录人")
        for edge in self._view.expand(talks, ("PARTICIPATED",), "in", facets=roles):
            talk = self._talks[edge.target]
            match edge.facet:
                case "谈话人":
                    talk.talkers.append(edge.source)
                case "受托谈话人":
                    talk.delegates.append(edge.source)
                case _:
                    talk.noted = True
        delegated = [talk for talk in talks if self._talks[talk].delegates]
        for edge in self._view.expand(delegated, ("ENTRUSTED_BY",), "out"):
            self._talks[edge.source].principals.append(edge.target)

    def with_person(
        self, person: str, types: Collection[str]
    ) -> Iterator[tuple[Talk, ThinEdge, bool]]:
        """The talks of these types with a person who was read, how he took part, and whether all
        sources agree on the type."""
        for edge in self._heard[person]:
            talk = self._talks[edge.target]
            if _of(talk.node, types):
                said = talk.node.properties["type"]
                yield talk, edge, all(value in types for value in said)


def talk_fact(
    rule: Rule, talk: Talk, edge: ThinEdge, below: tuple[Way, ...],
    above: tuple[Way, ...] | None, *, sure: bool,
) -> Fact:  # fmt: skip
    """A talk as what may fulfil a duty."""
    lacking = [n for n in rule.evidence.complete if n != NOTE_TAKER and not talk.node.first(n)]
    complete = not lacking and (talk.noted or NOTE_TAKER not in rule.evidence.complete)
    return Fact(talk.node.id, _days(edge), below, above, complete, sure)


class Reports:
    """Reports of people at plenaries, with who held them."""

    def __init__(self, view: View, people: Collection[str], when: Window) -> None:
        self._given: dict[str, list[ThinEdge]] = {}
        edges = view.expand(people, ("REPORTED_AT",), "out", when=when)
        for edge in edges:
            self._given.setdefault(edge.source, []).append(edge)
        self._nodes = view.nodes(dict.fromkeys(e.target for e in edges))
        self._held = _organs(view, self._nodes)

    def facts(self, rule: Rule, person: str, below: tuple[Way, ...], rights: Rights) -> list[Fact]:
        """The reports of a person as what may fulfil a duty."""
        return [
            Fact(
                edge.target, _days(edge), below, _held_by(self._held.get(edge.target), rights),
                _complete(rule, self._nodes[edge.target]),
            )
            for edge in self._given.get(person, ())
        ]  # fmt: skip


class Checks:
    """Checks of list items, with who made them."""

    def __init__(self, view: View, items: Collection[str], when: Window) -> None:
        self._made: dict[str, list[ThinEdge]] = {}
        edges = view.expand(items, ("CHECKED",), "in", when=when)
        for edge in edges:
            self._made.setdefault(edge.target, []).append(edge)
        self._nodes = view.nodes(dict.fromkeys(e.source for e in edges))
        found = view.edges(e.id for e in edges)
        self._told = {i for i, edge in found.items() if edge.first("finding")}
        self._held = _organs(view, self._nodes)

    def facts(self, rule: Rule, item: str, rights: Rights) -> list[Fact]:
        """The checks of an item as what may fulfil a duty; a finding may stand at the item."""
        return [
            Fact(
                edge.source, _days(edge), ALWAYS, _held_by(self._held.get(edge.source), rights),
                edge.id in self._told or _complete(rule, self._nodes[edge.source]),
            )
            for edge in self._made.get(item, ())
        ]  # fmt: skip


class Measures:
    """Measures that cases prompted, by case and kind of measure."""

    def __init__(self, view: View, cases: Collection[str]) -> None:
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
        return occasion._replace(term=Term(term.begun, term.opens, own, closes))

    def _due(self, case: str, kind: str) -> int | None:
        """The day by which the records of a measure say that it is due, if they give one day."""
        days = {
            str(d) for n in self._of_case.get((case, kind), ()) for d in n.properties.get("due", ())
        }
        event = Interval.event(days.pop()) if len(days) == 1 else None
        return event.since_lo if event and event.since_lo == event.since_hi else None

    def facts(self, rule: Rule, case: str, kind: str) -> list[Fact]:
        """The measures as what may fulfil a duty; one that was never issued is only a plan."""
        return [
            Fact(node.id, _written(node, "issued"), ALWAYS, ALWAYS, _complete(rule, node))
            for node in self._of_case.get((case, kind), ())
            if node.first("issued")
        ]


def names_post(printed: str, body: Node) -> bool:
    """Whether a post as printed names this body, by any of its names or their short forms."""
    names = {
        str(n) for key in ("name", "alias", "former_name") for n in body.properties.get(key, ())
    }
    names |= {short for name in names for short in abbreviations(name)}
    return any(name and name in printed for name in names)


def _of(node: Node, types: Collection[str]) -> bool:
    return any(value in types for value in node.properties.get("type", ()))


def _days(edge: ThinEdge) -> Window:
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
