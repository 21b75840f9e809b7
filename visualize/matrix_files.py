"""The matrix of coverage as one offline HTML file and as static SVG; names are inert in both."""

from __future__ import annotations

from dataclasses import asdict
from xml.etree import ElementTree as Xml

from markupsafe import Markup

from visualize.html import content_policy, environment, inert, part
from visualize.looks import FAINT, FONT, INK, PAPER, SOFT
from visualize.matrix import Matrix, MatrixCell
from visualize.text import printable, width_of, wrap

_SIDE, _HEAD, _CELL, _ROW, _MARGIN = 250, 120, 92, 30, 36


def matrix_html(matrix: Matrix) -> str:
    """The page of a matrix as one text, to be written as UTF-8."""
    script = part("matrix.js")
    cells = [{**asdict(cell), "look": cell.look.sign} for cell in matrix.cells]
    return (
        environment()
        .get_template("matrix.html")
        .render(
            matrix=matrix,
            grid=_grid(matrix),
            styles=Markup(part("page.css") + part("matrix.css")),
            script=Markup(script),
            data=Markup(inert({"cells": cells, "sources": matrix.sources})),
            policy=content_policy(script),
        )
    )


def _grid(matrix: Matrix) -> list[list[list[tuple[int, MatrixCell]]]]:
    """For each row and column the cells there, each with its number."""
    grid: list[list[list[tuple[int, MatrixCell]]]] = [
        [[] for _ in matrix.columns] for _ in matrix.rows
    ]
    for number, cell in enumerate(matrix.cells):
        grid[cell.row][cell.column].append((number, cell))
    return grid


def matrix_svg(matrix: Matrix) -> str:
    """The matrix as an SVG document: heading, cells with their signs, legend and counts."""
    width = 2 * _MARGIN + _SIDE + max(_CELL * len(matrix.columns), 420)
    body = _MARGIN + 84 + _HEAD
    height = body + _ROW * len(matrix.rows) + 40 + 24 * (len(matrix.legend) // 4 + 2) + _MARGIN
    root = Xml.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "width": str(width), "height": str(height),
        "viewBox": f"0 0 {width} {height}", "role": "img", "xml:lang": "zh-CN",
        "font-family": FONT,
    })  # fmt: skip
    Xml.SubElement(root, "title").text = printable(matrix.title)
    Xml.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    _text(root, _MARGIN, _MARGIN + 22, matrix.title, 22, weight="700")
    _text(root, _MARGIN, _MARGIN + 48, _facts(matrix), 13, SOFT)
    for number, column in enumerate(matrix.columns):
        x = _MARGIN + _SIDE + number * _CELL + 6
        lines = wrap(column.rule, _CELL - 10, 12, 4)
        for at, line in enumerate([*lines, column.period]):
            ink = SOFT if at == len(lines) else INK
            _text(root, x, body - _HEAD + 20 + at * 17, line, 12, ink)
    for number, name in enumerate(matrix.rows):
        y = body + number * _ROW
        Xml.SubElement(root, "line", _line(_MARGIN, y, width - _MARGIN))
        shown = wrap(name, _SIDE - 12, 13, 1)
        _text(root, _MARGIN, y + 20, shown[0] if shown else "", 13)
    for row, columns in enumerate(_grid(matrix)):
        for at, cells in enumerate(columns):
            _draw_cells(root, [c for _, c in cells], at, body + row * _ROW)
    _legend(root, matrix, body + _ROW * len(matrix.rows) + 30)
    return Xml.tostring(root, encoding="unicode")


def _draw_cells(root: Xml.Element, cells: list[MatrixCell], column: int, y: float) -> None:
    if not cells:
        return
    width = (_CELL - 6) / len(cells)
    for number, cell in enumerate(cells):
        x = _MARGIN + _SIDE + column * _CELL + 2 + number * width
        box = Xml.SubElement(root, "g")
        Xml.SubElement(box, "title").text = printable(f"{cell.below} {cell.rule} {cell.status}")
        Xml.SubElement(box, "rect", {
            "x": f"{x:g}", "y": f"{y + 3:g}", "width": f"{width - 2:g}", "height": f"{_ROW - 6}",
            "fill": cell.look.ground, "stroke": FAINT,
        })  # fmt: skip
        if width_of(cell.look.sign, 13) < width:
            middle = x + (width - 2) / 2
            _text(box, middle, y + 20, cell.look.sign, 13, cell.look.ink, anchor="middle")


def _legend(root: Xml.Element, matrix: Matrix, y: float) -> None:
    for number, (status, look) in enumerate(matrix.legend):
        x = _MARGIN + number % 4 * 200
        at = y + number // 4 * 24
        told = f"{look.sign}　{status.label} {matrix.tally.by_status[status]}"
        _text(root, x, at, told, 13, look.ink)


def _facts(matrix: Matrix) -> str:
    counted = matrix.tally
    parts = [
        f"{matrix.since} 至 {matrix.until}", f"截至 {matrix.as_of}",
        f"共 {counted.cells} 项，应履行 {counted.owed}，已到期 {counted.due}",
        f"有记录 {counted.recorded}，其中履行 {counted.fulfilled}",
    ]  # fmt: skip
    if len(matrix.rows) < matrix.total:
        parts.append(f"列出 {len(matrix.rows)} 行，共 {matrix.total} 行")
    return "　".join(parts)


def _line(x: float, y: float, right: float) -> dict[str, str]:
    return {"x1": f"{x:g}", "x2": f"{right:g}", "y1": f"{y:g}", "y2": f"{y:g}", "stroke": FAINT}


def _text(
    parent: Xml.Element, x: float, y: float, text: str, size: float, fill: str = INK,
    *, weight: str = "400", anchor: str = "start",
) -> None:  # fmt: skip
    Xml.SubElement(parent, "text", {
        "x": f"{x:g}", "y": f"{y:g}", "font-size": f"{size:g}", "fill": fill,
        "font-weight": weight, "text-anchor": anchor,
    }).text = printable(text)  # fmt: skip
