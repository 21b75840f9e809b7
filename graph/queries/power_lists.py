"""Power and negative lists of a post, a person or a body on a day, with checks and cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import ALWAYS, Certainty, Interval, Window, together
from graph.queries.attached import attached, backing
from graph.queries.tenure import tenures_of
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """A check that looked at an item; its finding as recorded, `None` where none is."""

    check: Node
    on: str | None
    finding: str | None
    organs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of `owner` (a post or a body) as surely in force as `certainty` says; without
    checks where none is recorded; `cases` touch it."""

    item: Node
    owner: Node
    certainty: Certainty
    checks: tuple[ItemCheck, ...]
    cases: tuple[Node, ...]
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class PowerLists:
    """The items in order of list, kind of power, field and number."""

    subject: Node
    items: tuple[ListedItem, ...]


def power_lists(view: View, subject: Node, when: Window) -> PowerLists:
    """The items that possibly stood on a list of the subject on some day of `when`: of a body
    itself, of a post, or of the posts that a person possibly held then."""
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
    checked = attached(view, items, ("CHECKED",), "in")
    cases = attached(view, items, ("CONCERNS",), "in")
    checks = ordered(e.source for found in checked.values() for e in found)
    organs = attached(view, checks, ("HELD_BY",), "out")
    named = view.nodes(
        ordered(
            [
                *checks, *(e.target for found in organs.values() for e in found),
                *(e.source for found in cases.values() for e in found),
            ]
        )
    )  # fmt: skip
    sources = backing(view, [(i, [*owned[i], *checked[i], *cases[i]]) for i in items])
    found = [
        ListedItem(
            items[edge.source], owners[edge.target],
            _strongest(edge.interval, spells[edge.target], when),
            tuple(
                sorted(
                    (
                        ItemCheck(
                            named[e.source], e.first("on") or named[e.source].first("date"),
                            e.first("finding") or named[e.source].first("finding"),
                            tuple(named[h.target] for h in organs[e.source]),
                        )
                        for e in checked[edge.source]
                    ),
                    key=lambda c: (c.on or "", c.check.id),
                )
            ),
            tuple(named[e.source] for e in cases[edge.source] if named[e.source].kind == "Case"),
            sources[edge.source],
        )
        for edge in edges
    ]  # fmt: skip
    kept = [item for item in found if item.certainty is not Certainty.NO]
    return PowerLists(subject, tuple(sorted(kept, key=_order)))


def _strongest(item: Interval, spells: Sequence[Interval], when: Window) -> Certainty:
    """How surely the item was in force while the subject answered for it, in any spell."""
    ways = {together([item, spell], when) for spell in spells}
    sure = (c for c in (Certainty.CERTAIN, Certainty.POSSIBLE) if c in ways)
    return next(sure, Certainty.NO)


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
