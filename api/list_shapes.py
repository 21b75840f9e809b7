"""Power and negative lists as they leave the house."""

from __future__ import annotations

from api.duty_shapes import NamedShape
from api.ledger_shapes import named
from api.shapes import NodeShape, Shape, Shaper, SourceShape, node_shape
from graph.queries.power_lists import ListedItem, PowerLists


class ItemCheckShape(Shape):
    """A check of an item; `null` where no date or finding is recorded."""

    id: str
    on: str | None
    finding: str | None
    organs: tuple[NamedShape, ...]


class ListedItemShape(Shape):
    """An item in force, of a post or a body; no checks means that none is recorded."""

    item: NodeShape
    owner: NamedShape
    certainty: str
    checks: tuple[ItemCheckShape, ...]
    cases: tuple[NamedShape, ...]
    sources: tuple[SourceShape, ...]


class PowerListsShape(Shape):
    """The items of a subject on a day; `unchecked` are the ids of those never checked."""

    subject: NodeShape
    on: str
    items: tuple[ListedItemShape, ...]
    unchecked: tuple[str, ...]


def power_lists_shape(shaper: Shaper, found: PowerLists, on: str) -> PowerListsShape:
    """The lists of a subject."""
    return PowerListsShape(
        subject=node_shape(found.subject),
        on=on,
        items=tuple(_item(shaper, one) for one in found.items),
        unchecked=tuple(one.item.id for one in found.items if not one.checks),
    )


def _item(shaper: Shaper, one: ListedItem) -> ListedItemShape:
    return ListedItemShape(
        item=node_shape(one.item),
        owner=named(one.owner),
        certainty=one.certainty.value,
        checks=tuple(
            ItemCheckShape(
                id=c.check.id, on=c.on, finding=c.finding, organs=tuple(map(named, c.organs))
            )
            for c in one.checks
        ),
        cases=tuple(map(named, one.cases)),
        sources=shaper.sources(one.sources),
    )
