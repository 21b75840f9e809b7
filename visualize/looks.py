"""How things look: colours from the schema's groups, with a shape and a line for each, so that no
difference rests on colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.schema import schema

FONT = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',sans-serif"
)
INK = "#1d2329"
SOFT = "#56606a"
FAINT = "#d8dde2"
PAPER = "#ffffff"
WARN = "#7a4b00"
"""Text that tells of a doubt: it stands in a box of its own and carries words."""

Shape = Literal["square", "round", "cut", "pill", "fold"]

Side = Literal["top", "bottom", "left", ""]

_FRAMES: Mapping[str, tuple[Shape, Side]] = {
    "person": ("pill", ""),
    "party": ("square", "top"),
    "discipline": ("cut", ""),
    "organization": ("round", ""),
    "post": ("square", "left"),
    "place": ("square", "bottom"),
    "record": ("fold", ""),
    "case": ("fold", "left"),
    "document": ("fold", "bottom"),
}
"""The outline of each colour group's boxes, and on which side they have a band."""


@dataclass(frozen=True, slots=True)
class LineLook:
    """A line's colour, its width in pixels, whether a pale band lies under it, and its head."""

    colour: str
    width: float
    band: bool
    head: Literal["triangle", "diamond", "vee"]


_DUTIES: Mapping[str, tuple[str, float, bool, Literal["triangle", "diamond", "vee"]]] = {
    "party": ("party", 2.4, False, "triangle"),
    "discipline": ("discipline", 1.4, True, "diamond"),
    "administration": ("organization", 1.8, False, "vee"),
    "guidance": ("record", 1.4, False, "vee"),
    "reporting": ("post", 1.8, False, "vee"),
}
_PLAIN = LineLook("#8b949c", 1.2, False, "vee")


def colour_of(group: str) -> str:
    """The colour of a group of the schema."""
    return schema().groups[group].colour


def shape_of(group: str) -> Shape:
    """The outline of a group's boxes; round for a group that a later schema adds."""
    return _FRAMES[group][0] if group in _FRAMES else "round"


def band_of(group: str) -> Side:
    """The side on which a group's boxes have a band of its colour; empty for none."""
    return _FRAMES[group][1] if group in _FRAMES else ""


def line_of(duty: str) -> LineLook:
    """How a line that carries a duty looks; a plain grey line for an empty one."""
    if duty not in _DUTIES:
        return _PLAIN
    group, width, band, head = _DUTIES[duty]
    return LineLook(colour_of(group), width, band, head)


def dashes(style: str) -> tuple[float, ...]:
    """The dash pattern of a line style (solid, dashed, dotted) in pixels; none for a solid one."""
    return {"solid": (), "dashed": (9.0, 6.0), "dotted": (1.5, 5.0)}[style]


def tint(colour: str, share: float) -> str:
    """`colour` (`#rrggbb`) thinned with white: `share` 1 is the colour itself, 0 white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
