"""When a duty arises: a period that ends, an office taken, a sign, a case, an item of a list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from graph.dates import EVER, FOREVER, Interval, Window
from graph.frozen import frozen
from graph.queries.duties.headships import Headship, Headships
from graph.queries.duties.verdict import NO, YES, Term, Truth, Way, held
from graph.record import Node
from graph.rules.rule import Every, Rule
from graph.schema import schema
from graph.store import View

_MONTHS: Mapping[Every, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_QUARTERS = "一二三四"


@frozen
class Occasion:
    """One time that a rule asks something of a body.

    `period` names a period, else it is empty and the day is told by `term.begun`. `applies`:
    whether the rule's condition was met. `cause` is the record that made it arise (an edge, for an
    office taken), `person` the only one whom it concerns, `wanted` the measure that is asked for:
    each empty where there is none.
    """

    body: str
    term: Term
    period: str = ""
    applies: Truth = YES
    cause: str = ""
    person: str = ""
    wanted: str = ""


def periods(every: Every, when: Window) -> Iterator[tuple[str, Window]]:
    """The periods whose last day lies within `when`, in order of time, each with its name."""
    months = _MONTHS[every]
    first = date.fromordinal(when.first)
    start = date(first.year, (first.month - 1) // months * months + 1, 1)
    while start.toordinal() <= when.last:
        month = start.month + months - 1
        last = date(start.year, month, monthrange(start.year, month)[1])
        if when.first <= last.toordinal() <= when.last:
            yield _name(every, start), Window(start.toordinal(), last.toordinal())
        if last == date.max:
            return
        start = last + timedelta(days=1)


def _name(every: Every, start: date) -> str:
    year = f"{start.year}年"
    match every:
        case "year":
            return year
        case "half_year":
            return year + ("上半年" if start.month == 1 else "下半年")
        case "quarter":
            return f"{year}第{_QUARTERS[start.month // 3]}季度"
        case "month":
            return f"{year}{start.month}月"


def span(rule: Rule, when: Window, as_of: int) -> Window:
    """The days on which tenures and records may matter to a rule that is asked about `when`."""
    first, last = when
    if rule.trigger.every is not None:
        first = min((days.first for _, days in periods(rule.trigger.every, when)), default=first)
    else:
        first -= rule.time.before
        last += rule.time.within or 0
    late = rule.time.late
    return Window(first, max(last, as_of) if late is None else last + late)


class Occasions:
    """Finds what a rule asks of bodies within a period."""

    def __init__(self, view: View, when: Window, headships: Headships) -> None:
        self._view = view
        self._when = when
        self._headships = headships

    def of(self, rule: Rule, heads: Mapping[str, Sequence[Headship]]) -> list[Occasion]:
        """The occasions of a rule for the bodies of `heads`, in order of time.

        Those of a time when the rule was not in force are left out.
        """
        found = list(self._found(rule, heads))
        terms = {o.term for o in found}  # of a period thousands of occasions share one
        in_force = {t for t in terms if rule.in_force(Window(t.begun.first, t.due_days.last))}
        if in_force != terms:
            found = [o for o in found if o.term in in_force]
        return sorted(found, key=lambda o: (o.term.begun, o.cause, o.wanted))

    def _found(self, rule: Rule, heads: Mapping[str, Sequence[Headship]]) -> Iterator[Occasion]:
        match rule.trigger:
            case trigger if trigger.each == "list_item":
                return self._items(rule, heads)
            case trigger if trigger.every is not None:
                return self._every(rule, heads)
            case trigger if trigger.on == "taking_office":
                return self._offices(rule, heads)
            case trigger if trigger.on == "sign":
                return self._signs(rule, heads)
        return self._cases(rule, heads)

    def _periods(self, rule: Rule) -> list[tuple[str, Term]]:
        assert rule.trigger.every is not None
        late = rule.time.late
        return [
            (
                name,
                Term(
                    Window(days.first, days.first), 0, due := days.last - days.first,
                    None if late is None else due + late,
                ),
            )
            for name, days in periods(rule.trigger.every, self._when)
        ]  # fmt: skip

    def _every(self, rule: Rule, bodies: Collection[str]) -> Iterator[Occasion]:
        found = self._periods(rule)
        if not rule.trigger.problem_field:
            yield from (Occasion(b, term, name) for b in bodies for name, term in found)
            return
        for body, campaign, marked in self._campaigns(bodies):
            for name, term in found:
                days = Window(term.begun.first, term.due_days.last)
                applies = held([(marked,)], days)
                if True in applies:
                    yield Occasion(body, term, name, applies, campaign)

    def _campaigns(self, bodies: Collection[str]) -> Iterator[tuple[str, str, Interval]]:
        """The campaigns that mark a problem field in each body or its units, and when."""
        owners = self._owners(bodies)
        edges = self._view.expand(owners, ("TARGETS",), "in")
        campaigns = self._view.nodes(sorted({edge.source for edge in edges}))
        seen: set[tuple[str, str]] = set()
        for edge in edges:
            campaign = campaigns[edge.source]
            if campaign.kind != "Campaign" or campaign.first("field") is None:
                continue
            period = campaign.first("period")
            marked = Interval.written(period) if period else Interval.event(None)
            for body in owners[edge.target]:
                if (body, campaign.id) not in seen:
                    seen.add((body, campaign.id))
                    yield body, campaign.id, marked

    def _owners(self, bodies: Collection[str]) -> dict[str, list[str]]:
        """The bodies that answer for each body or unit."""
        units: dict[str, list[str]] = {}
        when = self._headships.when
        for edge in self._view.expand(bodies, ("PARTY_BODY_OF",), "out", when=when):
            units.setdefault(edge.source, []).append(edge.target)
        owners: dict[str, list[str]] = {}
        for body in bodies:
            for one in dict.fromkeys((body, *units.get(body, ()))):
                owners.setdefault(one, []).append(body)
        return owners

    def _items(self, rule: Rule, among: Collection[str]) -> Iterator[Occasion]:
        """Each period for each item that stood on a list of the body or of its head then."""
        head = rule.below.head
        bodies: dict[str, list[str]] = {}
        for body in among:
            for one in (*self._headships.posts(body, head), body):
                bodies.setdefault(one, []).append(body)
        edges = self._view.expand(bodies, ("ITEM_OF",), "in", when=self._when)
        found = self._periods(rule)
        for edge in edges:
            for name, term in found:
                days = Window(term.begun.first, term.due_days.last)
                applies = held([(edge.interval,)], days)
                for body in bodies[edge.target] if True in applies else ():
                    yield Occasion(body, term, name, applies, edge.source)

    def _event(self, rule: Rule, days: Window) -> Term | None:
        """The term of an event, if it possibly happened in the period and anyone knows when."""
        assert rule.time.within is not None
        if days.first <= EVER or days.last >= FOREVER - 1:
            return None
        if days.last < self._when.first or days.first > self._when.last:
            return None
        within, late = rule.time.within, rule.time.late
        return Term(days, -rule.time.before, within, None if late is None else within + late)

    def _offices(self, rule: Rule, heads: Mapping[str, Sequence[Headship]]) -> Iterator[Occasion]:
        for body, headships in heads.items():
            for one in headships:
                interval = one.interval
                days = Window(interval.since_lo, min(interval.since_hi, interval.until_hi - 1))
                term = self._event(rule, days)
                if term is None or _stayed(one, headships):
                    continue
                yield Occasion(body, term, cause=one.edge.id, person=one.person)

    def _signs(self, rule: Rule, heads: Mapping[str, Sequence[Headship]]) -> Iterator[Occasion]:
        """Clues about a body, or about somebody who headed it when the clue was received."""
        of_person: dict[str, list[tuple[str, Way]]] = {}
        for body, headships in heads.items():
            for one in headships:
                of_person.setdefault(one.person, []).append((body, (one.interval,)))
        about = self._view.expand([*heads, *of_person], ("ABOUT",), "in")
        clues = self._view.nodes(dict.fromkeys(edge.source for edge in about))
        for edge in about:
            clue = clues[edge.source]
            term = self._event(rule, _day_of(clue, "received"))
            if term is None or not _among(clue, "nature", rule.trigger.natures):
                continue
            if edge.target in heads:
                yield Occasion(edge.target, term, cause=clue.id)
            for body in dict.fromkeys(b for b, _ in of_person.get(edge.target, ())):
                ways = [way for b, way in of_person[edge.target] if b == body]
                applies = held(ways, term.begun)
                if True in applies:
                    yield Occasion(body, term, "", applies, clue.id, edge.target)

    def _cases(self, rule: Rule, bodies: Collection[str]) -> Iterator[Occasion]:
        """Each case that occurred in a body or its units, from the first event of the stages."""
        owners = self._owners(bodies)
        where = self._view.expand(owners, ("OCCURRED_IN",), "in")
        events = self._view.expand({e.source for e in where}, ("EVENT_OF",), "in")
        nodes = self._view.nodes(dict.fromkeys(e.source for e in events))
        began: dict[str, Window] = {}
        for event in events:
            if not _among(nodes[event.source], "stage", rule.trigger.stages):
                continue
            days = Window(event.since_lo, event.since_hi)
            began[event.target] = min(days, began.get(event.target, days))
        measures = tuple(schema().enumerations["measure"]) if rule.trigger.each else ("",)
        seen: set[tuple[str, str]] = set()
        for edge in where:
            term = self._event(rule, began[edge.source]) if edge.source in began else None
            for body in owners[edge.target] if term else ():
                if term and (body, edge.source) not in seen:
                    seen.add((body, edge.source))
                    for wanted in measures:
                        yield Occasion(body, term, cause=edge.source, wanted=wanted)


def _stayed(one: Headship, headships: Sequence[Headship]) -> bool:
    """Whether the same person possibly held the post on the day before: no new office begins."""
    before = Window(one.interval.since_lo - 1, one.interval.since_lo - 1)
    return any(
        other.post == one.post
        and other.person == one.person
        and other.edge.id != one.edge.id
        and held([(other.interval,)], before) != NO
        for other in headships
    )


def _day_of(node: Node, name: str) -> Window:
    """The days that a date of a node may mean; all days where it is not known or sources differ."""
    said = node.properties.get(name, ())
    event = Interval.event(str(said[0]) if len(said) == 1 else None)
    return Window(event.since_lo, event.since_hi)


def _among(node: Node, name: str, wanted: Collection[str]) -> bool:
    """Whether a source gives one of the wanted values."""
    return any(value in wanted for value in node.properties.get(name, ()))
