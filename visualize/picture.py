"""What a picture says, as plain values: builders make it, `html`, `svg` and `files` draw it.

Everything that a reader is told stands here as text, so that no renderer decides what to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["solid", "dashed", "dotted"]
"""How a line is drawn: certain, merely possible, or shown without being followed."""
Layout = Literal["rows", "columns", "network"]
"""Layers from top to bottom, layers from left to right, or no layers at all."""
Emphasis = Literal["head", "beside", "plain"]
"""Who answers for the duty, who is shown next to them, and anything else that a box says."""


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One line of a box: `role` (a post), `text` (a name, or words: 未见记录), `note`.

    `mark` holds words that must be seen with it (可能, 代理), none for what is certain and regular;
    `missing` says that `text` stands for an absence; `node` is whom the line is about, or empty;
    `relation` is how that node is joined to the box in a graph file; `sources` are numbers in
    `Picture.sources`.
    """

    role: str
    text: str
    note: str = ""
    mark: str = ""
    emphasis: Emphasis = "plain"
    missing: bool = False
    certain: bool = True
    node: str = ""
    relation: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing told when a box or line is opened: what, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A box. `kind` is the node's kind, `eyebrow` the small word above its name (its kind or type).

    `group` is a colour group of the schema. `layer` counts from the first row or column;
    `order` is its place within the layer before the layout settles it.
    """

    id: str
    kind: str
    eyebrow: str
    label: str
    group: str
    lines: tuple[PictureLine, ...] = ()
    details: tuple[Detail, ...] = ()
    layer: int = 0
    order: int = 0
    centre: bool = False


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A line from the box `source` to the box `target`.

    `kind` and `facet` are those of the edge that it shows. `group` is the duty that it carries, or
    empty; `main` lines hold the layers together. `sources` as in `PictureLine`.
    """

    id: str
    kind: str
    facet: str
    source: str
    target: str
    label: str
    style: Style
    certainty: str
    group: str = ""
    main: bool = True
    span: str = ""
    details: tuple[Detail, ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where something was read. `number` counts from 1 and stands in brackets in the picture."""

    number: int
    document: str
    title: str
    locator: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a colour, shape or line means. `sign` is a group (boxes), a duty or a style (lines)."""

    what: Literal["group", "duty", "style"]
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and everything that must be read with it.

    `as_of` is the date asked, as an ISO prefix, or empty for all times. `filters` are the limits of
    the question in words. `shown` of `total` things are drawn. `layers` names each row or column.
    """

    title: str
    subtitle: str
    as_of: str
    filters: tuple[str, ...]
    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    legend: tuple[LegendEntry, ...]
    sources: tuple[PictureSource, ...]
    shown: int
    total: int
    notes: tuple[str, ...]
    layout: Layout
    layers: tuple[str, ...] = ()

    @property
    def date_words(self) -> str:
        """The date of the picture as a reader sees it."""
        return f"截至 {self.as_of}" if self.as_of else "不限日期"

    @property
    def cut_words(self) -> str:
        """How much is shown, if not everything; else empty."""
        return f"显示 {self.shown:,} / 共 {self.total:,}" if self.shown < self.total else ""
