"""Power and negative lists of a post, a person or a body on a day, with checks and cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import ALWAYS, Certainty, Interval, Window, together
from graph.queries.ledgers.attached import attached, backing
from graph.queries.ledgers.belonging import strongest
from graph.queries.ledgers.case_stages import case_stages
from graph.queries.ledgers.closing import Closing, closings
from graph.queries.recorded import day_window
from graph.queries.tenure import tenures_of
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """A check that looked at an item by the day asked, as surely as `certainty` says; date and
    finding as recorded, `None` where none is."""

    check: Node
    on: str | None
    certainty: Certainty
    finding: str | None
    organs: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class TouchingCase:
    """A case that touches an item. `on` is the date of its first dated stage, else the day on
    which it was reported; `closing` says that it was withdrawn, if so."""

    case: Node
    on: str | None
    closing: Closing | None
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of `owner` (a post or a body) as surely in force as `certainty` says; without
    checks where none is recorded."""

    item: Node
    owner: Node
    certainty: Certainty
    checks: tuple[ItemCheck, ...]
    cases: tuple[TouchingCase, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class PowerLists:
    """The items in order of list, kind of power, field and number."""

    subject: Node
    items: tuple[ListedItem, ...]


def power_lists(view: View, subject: Node, when: Window) -> PowerLists:
    """The items that possibly stood on a list of the subject on some day of `when`: of a body
    itself, of a post, or of the posts that a person possibly held then; with the checks and cases
    that may have been there by the last day of `when`, in order of time."""
    spells: dict[str, list[Interval]] = {}
    if subject.kind == "Person":
        for tenure, interval in tenures_of(view, subject.id, when):
            spells.setdefault(tenure.target, []).append(interval)
    else:
        spells[subject.id] = [ALWAYS]
    edges = view.expand(spells, ("ITEM_OF",), "in", when=when)
    items = view.nodes(ordered(e.source for e in edges))
    owners = view.nodes(ordered(e.target for e in edges))
    owned = attached(view, items, ("ITEM_OF",), "out")
    said = backing(view, [(i, owned[i]) for i in items])
    checks = _checks(view, items, when.last)
    cases = _cases(view, items, when.last)
    found = [
        ListedItem(
            items[edge.source], owners[edge.target],
            strongest(together([edge.interval, s], when) for s in spells[edge.target]),
            checks[edge.source], cases[edge.source], said[edge.source],
        )
        for edge in edges
    ]  # fmt: skip
    kept = [item for item in found if item.certainty is not Certainty.NO]
    return PowerLists(subject, tuple(sorted(kept, key=_order)))


def _checks(view: View, items: Collection[str], last: int) -> dict[str, tuple[ItemCheck, ...]]:
    """The checks of each item that may have been made by the day `last`."""
    checked = attached(view, items, ("CHECKED",), "in")
    ids = ordered(e.source for edges in checked.values() for e in edges)
    organs = attached(view, ids, ("HELD_BY",), "out")
    named = view.nodes(ordered([*ids, *(e.target for edges in organs.values() for e in edges)]))
    said = backing(view, [(e.relation, ()) for edges in checked.values() for e in edges])
    found = {}
    for item, edges in checked.items():
        made = []
        for edge in edges:
            check = named[edge.source]
            on = edge.first("on") or check.first("date")
            if day_window(on).first <= last:
                made.append(
                    ItemCheck(
                        check, on, _by(on, last),
                        edge.first("finding") or check.first("finding"),
                        tuple(named[e.target] for e in organs[check.id]), said[edge.relation],
                    )
                )  # fmt: skip
        found[item] = tuple(sorted(made, key=lambda c: (*_in_time(c.on), c.check.id)))
    return found


def _cases(view: View, items: Collection[str], last: int) -> dict[str, tuple[TouchingCase, ...]]:
    """The cases that touch each item, of those that may have been known by the day `last`."""
    concerning = attached(view, items, ("CONCERNS",), "in")
    nodes = view.nodes(ordered(e.source for edges in concerning.values() for e in edges))
    cases = {i: node for i, node in nodes.items() if node.kind == "Case"}
    stages = case_stages(view, cases)
    closed = closings(view, cases.values(), last)
    said = backing(view, [(e.relation, ()) for edges in concerning.values() for e in edges])
    found = {}
    for item, edges in concerning.items():
        touching = []
        for edge in edges:
            if (case := cases.get(edge.source)) is None:
                continue
            first = next((s for s in stages[case.id] if s.on), None)
            on = first.on if first else case.first("reported")
            if day_window(on).first <= last:
                sources = (*said[edge.relation], *(first.sources if first else ()))
                touching.append(TouchingCase(case, on, closed.get(case.id), sources))
        found[item] = tuple(sorted(touching, key=lambda c: (*_in_time(c.on), c.case.id)))
    return found


def _by(on: str | None, last: int) -> Certainty:
    """Whether what is recorded with a date had happened by the day `last`, if it may have."""
    return Certainty.CERTAIN if day_window(on).last <= last else Certainty.POSSIBLE


def _in_time(on: str | None) -> tuple[bool, Window]:
    """In order of the days that a date may mean; what has none comes last."""
    return on is None, day_window(on)


def _order(listed: ListedItem) -> tuple[int, int, str, str, str, str]:
    item = listed.item
    return (
        _place("list_type", item), _place("power", item), item.first("field") or "",
        item.first("number") or "", item.id, listed.owner.id,
    )  # fmt: skip


def _place(enumeration: str, item: Node) -> int:
    """The place of a value in its enumeration; behind all where none is recorded."""
    known = list(schema().enumerations[enumeration])
    said = item.first(enumeration)
    return known.index(said) if said in known else len(known)
