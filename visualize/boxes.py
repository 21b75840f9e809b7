"""Boxes: what a node comes to as outlines and fitted text, measured from its top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from visualize.looks import FAINT, INK, PAPER, SOFT, WARN, Shape, band_of, colour_of, shape_of, tint
from visualize.picture import PictureLine, PictureNode
from visualize.text import fit, printable, width_of, wrap

Weight = Literal[400, 700]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `x`, `y` of its baseline's start. `node` is whom it names, or empty."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    weight: Weight = 400
    node: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A path in SVG's notation. `fill` and `stroke` are colours or `none`."""

    path: str
    fill: str
    stroke: str = "none"
    width: float = 1
    dash: tuple[float, ...] = ()


Mark = Text | Outline


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn: its size in pixels, and marks in painting order; (0, 0) is its top left."""

    node: PictureNode
    width: float
    height: float
    marks: tuple[Mark, ...]


_PADDING = 14
_CARD = 322
_CHIP = 176
_ROLE = 88
_TITLE, _NAME, _SMALL = 16, 14.5, 11.5
_MOST_REFERENCES = 3


def box_of(node: PictureNode, *, dates: bool) -> Box:
    """The box of a node: a card if it has lines (with their dates or without), else a chip."""
    return _card(node, dates=dates) if node.lines else _chip(node)


def _card(node: PictureNode, *, dates: bool) -> Box:
    inner = _CARD - 2 * _PADDING
    marks: list[Mark] = [Text(_PADDING, 24, fit(node.eyebrow, inner, _SMALL), _SMALL, SOFT)]
    y = 26.0
    for line in wrap(node.label, inner, _TITLE, 3):
        y += 21
        marks.append(Text(_PADDING, y, line, _TITLE, INK, 700))
    y += 10
    for emphasis, lines in groupby(node.lines, key=lambda line: line.emphasis):
        dash = (3.0, 3.0) if emphasis == "beside" else ()
        rule = f"M{_PADDING} {y + 1:g}H{_CARD - _PADDING}"
        marks.append(Outline(rule, "none", FAINT, 1, dash))
        y += 7
        for placed, bottom in _rows(list(lines), y, dates=dates):
            marks += placed
            y = bottom
        y += 5
    return _framed(node, _CARD, y + 6, marks)


def _rows(
    lines: Sequence[PictureLine], top: float, *, dates: bool
) -> Iterator[tuple[list[Mark], float]]:
    """Each line as a row of two columns, the role once for consecutive lines that share it."""
    before = None
    for line in lines:
        marks: list[Mark] = []
        roles: list[str] = []
        if line.role != before:
            roles = wrap(line.role, _ROLE - 10, 12, 4)
            marks += [
                Text(_PADDING, top + 17 + 15 * i, role, 12, SOFT) for i, role in enumerate(roles)
            ]
        before = line.role
        placed, bottom = _told(line, top, dates=dates)
        top = max(bottom, top + 8 + 15 * len(roles))
        yield marks + placed, top


def _told(line: PictureLine, top: float, *, dates: bool) -> tuple[list[Mark], float]:
    """The right column of a row: the name with its marks and references, and its dates below."""
    left, right = _PADDING + _ROLE, _CARD - _PADDING
    marks: list[Mark] = []
    tags = [_Tag(mark) for mark in line.mark.split()]
    references = _references(line.sources)
    taken = sum(tag.width + 6 for tag in tags) + width_of(references, 10) + 6
    y = top + 18
    if line.missing:
        words = f"{line.text} {_references(line.sources)}"
        for i, text in enumerate(wrap(words, right - left - 12, 12.5, 2)):
            marks.append(Text(left + 6, y + 17 * i, text, 12.5, WARN, 700))
            top += 17 * (i > 0)
        frame = _rounded(left, y - 14, right - left, top + 24 - (y - 14) - 1, 3)
        marks.insert(0, Outline(frame, tint(WARN, 0.06), WARN, 0.8, (3.0, 2.0)))
        return marks, top + 27
    alone = width_of(line.text, _NAME) <= right - left - taken
    names = [line.text] if alone else wrap(line.text, right - left, _NAME, 3)
    weight: Weight = 700 if line.emphasis == "head" else 400
    for i, name in enumerate(names):
        marks.append(Text(left, y + 19 * i, printable(name), _NAME, INK, weight, line.node))
    y += 19 * (len(names) - 1)
    x = left + width_of(names[-1], _NAME) + 6
    if x + taken - 6 > right:
        x, y = left, y + 19
    for tag in tags:
        marks += tag.at(x, y)
        x += tag.width + 6
    marks.append(Text(x, y - 3, references, 10, SOFT))
    bottom = y + 6
    if dates and line.note:
        for text in wrap(line.note, right - left, _SMALL, 2):
            marks.append(Text(left, bottom + 9, text, _SMALL, SOFT))
            bottom += 15
        bottom += 1
    return marks, bottom


@dataclass(frozen=True, slots=True)
class _Tag:
    """A word in a frame beside a name; what is merely possible has a dashed one."""

    word: str

    @property
    def width(self) -> float:
        return width_of(self.word, 11) + 8

    def at(self, x: float, y: float) -> list[Mark]:
        dash = (3.0, 2.0) if self.word == "可能" else ()
        frame = _rounded(x, y - 12, self.width, 15.5, 2.5)
        return [Outline(frame, PAPER, SOFT, 0.9, dash), Text(x + 4, y - 0.5, self.word, 11, INK)]


def _references(numbers: Sequence[int]) -> str:
    shown = "".join(f"[{n}]" for n in numbers[:_MOST_REFERENCES])
    more = len(numbers) - _MOST_REFERENCES
    return f"{shown}等{len(numbers)}处" if more > 0 else shown


def _chip(node: PictureNode) -> Box:
    inner = _CHIP - 26
    marks: list[Mark] = [Text(14, 17, fit(node.eyebrow, inner, 10.5), 10.5, SOFT)]
    y = 18.0
    for line in wrap(node.label, inner, 13.5, 2):
        y += 17
        marks.append(Text(14, y, line, 13.5, INK, 700 if node.centre else 400))
    return _framed(node, _CHIP, y + 11, marks)


def _framed(node: PictureNode, width: float, height: float, marks: Sequence[Mark]) -> Box:
    """The marks inside the outline of the node's group."""
    frame = outline_of(node.group, width, height, stroke=2.4 if node.centre else 1.2)
    return Box(node, width, height, (*frame, *marks))


def outline_of(group: str, width: float, height: float, stroke: float = 1.2) -> tuple[Outline, ...]:
    """The frame of a group's boxes; also the group's sign in a legend."""
    colour, shape = colour_of(group), shape_of(group)
    frame = Outline(_path(shape, width, height), PAPER, colour, stroke)
    return (frame, *(Outline(path, colour) for path in _bands(group, shape, width, height)))


def _bands(group: str, shape: Shape, width: float, height: float) -> Iterator[str]:
    """The coloured parts of a frame that tell groups apart where colours cannot."""
    c = _corner(height)
    thick = 5 if height > 40 else 3
    if shape == "cut":
        yield f"M0 {c}L{c} 0h5L5 {c}V{height - c:g}L{c + 5} {height:g}h-5L0 {height - c:g}Z"
    if shape == "fold":
        yield f"M{width - c:g} 0V{c}H{width:g}Z"
    side = band_of(group)
    if side == "top":
        yield f"M0 0H{width:g}v{thick}H0Z"
    elif side == "bottom":
        yield f"M0 {height:g}H{width:g}v{-thick}H0Z"
    elif side == "left":
        yield f"M0 0h{thick}V{height:g}H0Z"


def _corner(height: float) -> int:
    return 12 if height > 40 else 6


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    return (
        f"M{x + radius:g} {y:g}h{width - 2 * radius:g}a{radius:g} {radius:g} 0 0 1 {radius:g} "
        f"{radius:g}v{height - 2 * radius:g}a{radius:g} {radius:g} 0 0 1 {-radius:g} {radius:g}"
        f"h{2 * radius - width:g}a{radius:g} {radius:g} 0 0 1 {-radius:g} {-radius:g}"
        f"v{2 * radius - height:g}a{radius:g} {radius:g} 0 0 1 {radius:g} {-radius:g}Z"
    )


def _path(shape: Shape, width: float, height: float) -> str:
    """The outline of a shape."""
    c = _corner(height)
    if shape == "cut":
        right, bottom = f"{width - c:g}", f"{height - c:g}"
        return f"M{c} 0H{right}L{width:g} {c}V{bottom}L{right} {height:g}H{c}L0 {bottom}V{c}Z"
    if shape == "fold":
        return f"M0 0H{width - c:g}L{width:g} {c}V{height:g}H0Z"
    if shape == "square":
        return f"M0 0H{width:g}V{height:g}H0Z"
    return _rounded(0, 0, width, height, 7 if shape == "round" else min(height / 2, 22))
