"""Static SVG: a page to print, and the figure alone. Offline, accessible, names inert."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from visualize.boxes import Box, Outline, Text, outline_of
from visualize.connectors import LABEL_SIZE, Connector, connector
from visualize.drawing import Drawing, Line, draw
from visualize.layout import Point
from visualize.looks import FAINT, FONT, INK, PAPER, SOFT, dashes, line_of, tint
from visualize.picture import LegendEntry, Picture
from visualize.text import printable, width_of, wrap

_MARGIN = 44
_GUTTER = 62
_LEAST_WIDTH = 820


def svg(picture: Picture) -> str:
    """The whole page as an SVG document: heading, figure, legend, notes and sources."""
    return _Page(draw(picture)).document()


def figure(drawing: Drawing) -> str:
    """The figure alone, to stand in a page of HTML that tells the rest."""
    width, height = drawing.width + 2 * _MARGIN + _GUTTER, drawing.height + 2 * _MARGIN
    root = _root(width, height, drawing.picture)
    _figure(root, drawing, _MARGIN + _GUTTER, _MARGIN)
    return Xml.tostring(root, encoding="unicode")


def legend_sign(entry: LegendEntry) -> str:
    """The sign of a legend entry as an SVG of its own."""
    root = Xml.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "width": "38", "height": "24", "aria-hidden": "true",
    })  # fmt: skip
    _sign(root, entry, 2, 12)
    return Xml.tostring(root, encoding="unicode")


def _n(number: float) -> str:
    return f"{round(number, 2):g}" if abs(number) < 1e5 else f"{round(number)}"


def _root(width: float, height: float, picture: Picture) -> Xml.Element:
    root = Xml.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "width": _n(width), "height": _n(height),
        "viewBox": f"0 0 {_n(width)} {_n(height)}", "role": "img", "xml:lang": "zh-CN",
        "aria-labelledby": "picture-title picture-desc", "font-family": FONT,
    })  # fmt: skip
    Xml.SubElement(root, "title", {"id": "picture-title"}).text = printable(picture.title)
    Xml.SubElement(root, "desc", {"id": "picture-desc"}).text = description(picture)
    Xml.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    return root


def description(picture: Picture) -> str:
    """The picture in one sentence, for those who do not see it."""
    counts = f"{len(picture.nodes)} 个方框、{len(picture.edges)} 条线"
    parts = (picture.subtitle, picture.date_words, counts, picture.cut_words)
    return printable("；".join(part for part in parts if part))


def _write(
    parent: Xml.Element, x: float, y: float, text: str, size: float, colour: str = INK,
    bold: bool = False, anchor: str = "",
) -> Xml.Element:  # fmt: skip
    told = {"x": _n(x), "y": _n(y), "font-size": _n(size), "fill": colour}
    if bold:
        told["font-weight"] = "700"
    if anchor:
        told["text-anchor"] = anchor
    made = Xml.SubElement(parent, "text", told)
    made.text = printable(text)
    return made


def _figure(parent: Xml.Element, drawing: Drawing, left: float, top: float) -> None:
    area = Xml.SubElement(parent, "g", {"transform": f"translate({_n(left)} {_n(top)})"})
    rows = drawing.picture.layout == "rows"
    for layer, (first, last) in drawing.spans.items():
        name, middle = drawing.layer_name(layer), (first + last) / 2
        if rows:
            _write(area, -_GUTTER + 8, middle + 4, name, 12, SOFT)
        else:
            _write(area, middle, -16, name, 12, SOFT, anchor="middle")
    for line in drawing.lines:
        _draw_line(area, line, connector(line, drawing))
    for i, box in drawing.boxes.items():
        _draw_box(area, box, drawing.places[i])


def _draw_box(parent: Xml.Element, box: Box, at: Point) -> None:
    where = f"translate({_n(at.x - box.width / 2)} {_n(at.y - box.height / 2)})"
    group = Xml.SubElement(
        parent, "g", {"transform": where, "data-id": box.node.id, "class": "box"}
    )
    Xml.SubElement(group, "title").text = printable(f"{box.node.eyebrow} {box.node.label}")
    for mark in box.marks:
        if isinstance(mark, Text):
            made = _write(
                group, mark.x, mark.y, mark.text, mark.size, mark.colour, mark.weight > 400
            )
            if mark.node:
                made.set("data-id", mark.node)
        else:
            _draw_outline(group, mark)


def _draw_outline(parent: Xml.Element, mark: Outline) -> None:
    told = {"d": mark.path, "fill": mark.fill}
    if mark.stroke != "none":
        told |= {"stroke": mark.stroke, "stroke-width": _n(mark.width)}
    if mark.dash:
        told["stroke-dasharray"] = " ".join(map(_n, mark.dash))
    Xml.SubElement(parent, "path", told)


def _draw_line(parent: Xml.Element, line: Line, shape: Connector) -> None:
    look = line_of(line.edge.group)
    group = Xml.SubElement(parent, "g", {"class": "line", "data-edge": line.edge.id})
    Xml.SubElement(group, "title").text = printable(line.edge.label)
    if look.band:
        Xml.SubElement(group, "path", {
            "d": shape.path, "fill": "none", "stroke": tint(look.colour, 0.22), "stroke-width": "8",
        })  # fmt: skip
    told = {"d": shape.path, "fill": "none", "stroke": look.colour, "stroke-width": _n(look.width)}
    if dash := dashes(line.edge.style):
        told["stroke-dasharray"] = " ".join(map(_n, dash))
    Xml.SubElement(group, "path", told)
    Xml.SubElement(group, "path", {"d": shape.head, "fill": look.colour})
    if shape.label:
        wide = shape.label_width + 10
        Xml.SubElement(group, "rect", {
            "x": _n(shape.at.x - wide / 2), "y": _n(shape.at.y - 9), "width": _n(wide),
            "height": "18", "rx": "3", "fill": PAPER,
        })  # fmt: skip
        colour = look.colour if line.edge.group else SOFT
        x, y = shape.at.x, shape.at.y + 4
        _write(group, x, y, shape.label, LABEL_SIZE, colour, anchor="middle")


class _Page:
    """Writes a page from top to bottom; `y` is how far it has come."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.picture = drawing.picture
        self.width = max(drawing.width + 2 * _MARGIN + _GUTTER, _LEAST_WIDTH)
        self.root = _root(self.width, 0, drawing.picture)
        self.inner = self.width - 2 * _MARGIN
        self.y = float(_MARGIN)

    def document(self) -> str:
        self._heading()
        self._placed_figure()
        self._legend()
        self._list("说明", self.picture.notes)
        self._list("出处", [f"[{s.number}] {s.title} {s.locator}" for s in self.picture.sources])
        height = _n(self.y + _MARGIN)
        self.root.set("height", height)
        self.root.set("viewBox", f"0 0 {_n(self.width)} {height}")
        return Xml.tostring(self.root, encoding="unicode")

    def _heading(self) -> None:
        for line in wrap(self.picture.title, self.inner, 24, 2):
            self.y += 24
            _write(self.root, _MARGIN, self.y, line, 24, INK, bold=True)
            self.y += 10
        facts = (self.picture.date_words, *self.picture.filters, self.picture.cut_words)
        for text in (self.picture.subtitle, " · ".join(fact for fact in facts if fact)):
            for line in wrap(text, self.inner, 13, 3):
                self.y += 20
                _write(self.root, _MARGIN, self.y, line, 13, SOFT)
        self.y += 18
        self._rule()

    def _rule(self) -> None:
        path = f"M{_MARGIN} {_n(self.y)}H{_n(self.width - _MARGIN)}"
        Xml.SubElement(self.root, "path", {"d": path, "stroke": FAINT, "fill": "none"})

    def _placed_figure(self) -> None:
        self.y += 44
        free = self.inner - _GUTTER - self.drawing.width
        _figure(self.root, self.drawing, _MARGIN + _GUTTER + max(0, free / 2), self.y)
        self.y += self.drawing.height + 44
        self._rule()

    def _legend(self) -> None:
        self._head("图例")
        x = float(_MARGIN)
        for entry in self.picture.legend:
            wide = 44 + width_of(entry.text, 12) + 26
            if x + wide > self.width - _MARGIN and x > _MARGIN:
                x, self.y = float(_MARGIN), self.y + 24
            _sign(self.root, entry, x, self.y + 18)
            _write(self.root, x + 44, self.y + 22, entry.text, 12)
            x += wide
        self.y += 34

    def _head(self, text: str) -> None:
        self.y += 26
        _write(self.root, _MARGIN, self.y, text, 13, INK, bold=True)

    def _list(self, head: str, entries: Iterable[str]) -> None:
        """A list in as many columns as the page has room for."""
        entries = list(entries)
        if not entries:
            return
        self._head(head)
        columns = max(1, int(self.inner // 380)) if len(entries) > 6 else 1
        wide = self.inner / columns
        cells = [wrap(entry, wide - 20, 12, 3) for entry in entries]
        per_column = -(-len(cells) // columns)
        lowest = self.y
        for column in range(columns):
            y = self.y + 6
            for cell in cells[column * per_column : (column + 1) * per_column]:
                for text in cell:
                    y += 18
                    _write(self.root, _MARGIN + column * wide, y, text, 12, SOFT)
                y += 3
            lowest = max(lowest, y)
        self.y = lowest + 6


def _sign(parent: Xml.Element, entry: LegendEntry, x: float, y: float) -> None:
    """The sign of a legend entry, in a field of 36 × 18 pixels whose left middle is (x, y)."""
    if entry.what == "group":
        frame = outline_of(entry.sign, 34, 20)
        group = Xml.SubElement(parent, "g", {"transform": f"translate({_n(x)} {_n(y - 10)})"})
        for mark in frame:
            _draw_outline(group, mark)
        return
    look = line_of(entry.sign if entry.what == "duty" else "")
    path = f"M{_n(x)} {_n(y)}h34"
    if look.band:
        Xml.SubElement(parent, "path", {
            "d": path, "fill": "none", "stroke": tint(look.colour, 0.22), "stroke-width": "8",
        })  # fmt: skip
    told = {"d": path, "fill": "none", "stroke": look.colour, "stroke-width": _n(look.width + 0.4)}
    if entry.what == "style":
        told["stroke"] = INK
        if dash := dashes(entry.sign):
            told["stroke-dasharray"] = " ".join(map(_n, dash))
    Xml.SubElement(parent, "path", told)
