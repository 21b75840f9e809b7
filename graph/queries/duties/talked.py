"""The talks that may fulfil duties, with who led them, on whose behalf, and as what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.body_names import abbreviations
from graph.dates import Window
from graph.queries.duties.evidence import concerned, days_of, headed, in_post
from graph.queries.duties.occasions import Occasion
from graph.queries.duties.rights import Heads, Rights
from graph.queries.duties.verdict import Fact, Way
from graph.queries.talks import TALKED_TO
from graph.record import Node, ThinEdge
from graph.rules.rule import NOTE_TAKER, Rule
from graph.store import View


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

    def complete(self, wanted: Collection[str]) -> bool:
        """Whether its record has all that is wanted: properties, or who took notes."""
        return all(self.noted if name == NOTE_TAKER else self.node.first(name) for name in wanted)


class Talks:
    """The talks in which people were talked to within `when`; a person is read when first asked."""

    def __init__(self, view: View, when: Window) -> None:
        self._view, self._when = view, when
        self._read: set[str] = set()
        self._heard: dict[str, list[ThinEdge]] = {}
        self._talks: dict[str, Talk] = {}
        self._led: set[str] = set()

    def read(self, people: Collection[str], types: frozenset[str]) -> dict[str, None]:
        """Read the talks with people, and who led those of the given types; returns those of the
        people with whom there is a talk, in the order given."""
        new = set(people) - self._read
        self._read |= new
        edges = self._view.expand(
            new, ("PARTICIPATED",), "out", when=self._when, facets=(TALKED_TO,)
        )
        for edge in edges:
            self._heard.setdefault(edge.source, []).append(edge)
        unknown = dict.fromkeys(e.target for e in edges if e.target not in self._talks)
        self._talks |= {i: Talk(node) for i, node in self._view.nodes(unknown).items()}
        heard = {person: None for person in people if person in self._heard}
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
        self, person: str, types: frozenset[str]
    ) -> Iterator[tuple[Talk, ThinEdge, bool]]:
        """The talks of these types with a person who was read, how he took part, and whether all
        sources agree on the type."""
        for edge in self._heard.get(person, ()):
            talk = self._talks[edge.target]
            if _of(talk.node, types):
                yield talk, edge, types.issuperset(talk.node.properties["type"])

    def printed(self, people: Collection[str], types: frozenset[str]) -> dict[str, str]:
        """The post as printed beside the name of each of the people who were read, by edge."""
        edges = [edge.id for p in people for _, edge, _ in self.with_person(p, types)]
        return {i: edge.first("post") or "" for i, edge in self._view.edges(edges).items()}


class HeadTalks:
    """The talks with those who headed any of `bodies`. `known` are the nodes of all bodies of
    `heads`; a talk with somebody of several head posts counts for those that its record names."""

    def __init__(
        self, talks: Talks, rule: Rule, bodies: Collection[str], heads: Heads,
        known: Mapping[str, Node],
    ) -> None:  # fmt: skip
        self._talks, self._rule, self._heads, self._known = talks, rule, heads, known
        self._types = frozenset(rule.evidence.types)
        heard = talks.read(headed(bodies, heads), self._types)
        self._seats: dict[str, set[str]] = {person: set() for person in heard}
        for body, headships in heads.items():
            for one in headships:
                if one.person in heard:
                    self._seats[one.person].add(body)
        self._heard = {body for seats in self._seats.values() for body in seats}
        of_several = [person for person, seats in self._seats.items() if len(seats) > 1]
        self._printed = talks.printed(of_several, self._types)

    def facts(self, occasion: Occasion, rights: Rights) -> Sequence[Fact]:
        """The talks that may fulfil the duty on an occasion."""
        if occasion.body not in self._heard:
            return ()
        return [
            fact
            for person in concerned(occasion, self._heads)
            if person in self._seats
            for fact in self._with(person, occasion, rights)
        ]

    def _with(self, person: str, occasion: Occasion, rights: Rights) -> Iterator[Fact]:
        below = in_post(occasion, person, self._heads)
        evidence = self._rule.evidence
        seats = self._seats[person]
        for talk, edge, sure in self._talks.with_person(person, self._types):
            if len(seats) > 1:
                told = self._printed.get(edge.id, "")
                if told and not _names_post(told, self._known[occasion.body]):
                    if any(_names_post(told, self._known[body]) for body in seats):
                        continue
                    sure = False
                sure = sure and bool(told)
            led = talk.led(rights, person, evidence.entrusted)
            complete = talk.complete(evidence.complete)
            yield Fact(talk.node.id, days_of(edge), below, led, complete, sure)


def _names_post(printed: str, body: Node) -> bool:
    """Whether a post as printed names this body, by any of its names or their short forms."""
    names = {
        str(n) for key in ("name", "alias", "former_name") for n in body.properties.get(key, ())
    }
    names |= {short for name in names for short in abbreviations(name)}
    return any(name and name in printed for name in names)


def _of(node: Node, types: frozenset[str]) -> bool:
    return not types.isdisjoint(node.properties.get("type", ()))
