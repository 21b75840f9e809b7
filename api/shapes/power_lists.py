"""Power and negative lists as they leave the house."""

from __future__ import annotations

from api.shapes.duties import NamedShape
from api.shapes.ledgers import ClosingShape, closing_shape, named, titled
from api.shapes.records import NodeShape, Shape, Shaper, SourceShape, node_shape
from graph.queries.ledgers.power_lists import ListedItem, PowerLists


class ItemCheckShape(Shape):
    """A check of an item by the day asked, as surely as `certainty` says; `null` where no date or
    finding is recorded."""

    id: str
    on: str | None
    certainty: str
    finding: str | None
    organs: tuple[NamedShape, ...]
    sources: tuple[SourceShape, ...]


class TouchingCaseShape(NamedShape):
    """A case known by the day asked, since `on`; `closing` is `null` if nothing says that it was
    withdrawn."""

    on: str | None
    closing: ClosingShape | None
    sources: tuple[SourceShape, ...]


class ListedItemShape(Shape):
    """An item in force, of a post or a body; no checks means that none is recorded."""

    item: NodeShape
    owner: NamedShape
    certainty: str
    checks: tuple[ItemCheckShape, ...]
    cases: tuple[TouchingCaseShape, ...]
    sources: tuple[SourceShape, ...]


class PowerListsShape(Shape):
    """The items of a subject on a day, called `title`; `unchecked` are the ids of those of which no
    check is recorded by then."""

    subject: NodeShape
    title: str
    on: str
    items: tuple[ListedItemShape, ...]
    unchecked: tuple[str, ...]


def power_lists_shape(shaper: Shaper, found: PowerLists, on: str) -> PowerListsShape:
    """The lists of a subject."""
    return PowerListsShape(
        subject=node_shape(found.subject),
        title=titled(shaper, found.subject),
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
                id=c.check.id, on=c.on, certainty=c.certainty.value, finding=c.finding,
                organs=tuple(map(named, c.organs)), sources=shaper.sources(c.sources),
            )
            for c in one.checks
        ),
        cases=tuple(
            TouchingCaseShape(
                id=c.case.id, name=c.case.caption, on=c.on,
                closing=closing_shape(shaper, c.closing), sources=shaper.sources(c.sources),
            )
            for c in one.cases
        ),
        sources=shaper.sources(one.sources),
    )  # fmt: skip
