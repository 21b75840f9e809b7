"""One offline HTML file: vis-network as pyvis packs it, our own template, nothing remote.

pyvis' own templates ask a remote host for styles in every mode, leave a `lib/` folder behind and
put titles into innerHTML; so only its data and its copy of vis-network are used. Names travel as
JSON and reach the page as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from math import hypot
from typing import Any

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from visualize.boxes import Mark, Text
from visualize.drawing import Drawing, Line, draw
from visualize.looks import FONT, INK, PAPER, SOFT, dashes, line_of, tint
from visualize.picture import Picture, PictureEdge, PictureNode
from visualize.svg import description, figure, legend_sign

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"


def html(picture: Picture) -> str:
    """The page of a picture as one text, to be written as UTF-8."""
    library, script = _library(), _part("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            picture=picture,
            description=description(picture),
            figure=Markup(figure(picture)),
            signs=[Markup(legend_sign(entry)) for entry in picture.legend],
            styles=Markup(_part("page.css")),
            library=Markup(library),
            script=Markup(script),
            data=Markup(_inert(_data(draw(picture)))),
            policy=_policy(library, script),
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("visualize"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _part(name: str) -> str:
    return files("visualize").joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _library() -> str:
    """vis-network with its licence, without the pointer to its source map, which is not here."""
    text = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL=")[0]


def _policy(*scripts: str) -> str:
    """A content security policy: these scripts run, and nothing else is run or fetched."""
    digests = (hashlib.sha256(s.encode()).digest() for s in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _inert(data: object) -> str:
    """JSON that can stand in a script element whatever its texts say."""
    text = orjson.dumps(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(drawing: Drawing) -> dict[str, Any]:
    from pyvis.network import Network  # slow to import, and only pages need it

    network = Network(directed=True)
    for node in drawing.picture.nodes:
        at = drawing.places[node.id]
        network.add_node(node.id, label=node.label, shape="custom", x=at.x, y=at.y)
    for line in drawing.lines:
        edge = line.edge
        network.add_edge(edge.source, edge.target, id=edge.id, **_looks(line, drawing))
    nodes, edges, *_ = network.get_network_data()
    return {
        "nodes": [{k: n[k] for k in ("id", "label", "shape", "x", "y")} for n in nodes],
        "edges": edges,
        "boxes": {b.node.id: _box(b.node, b.width, b.height, b.marks) for b in drawing.boxes},
        "lines": {line.edge.id: _told_line(line.edge) for line in drawing.lines},
        "sources": {str(s.number): f"{s.title} {s.locator}" for s in drawing.picture.sources},
        "layers": [{"text": name, "at": at} for name, at in drawing.layer_marks],
        "layout": drawing.picture.layout,
        "size": {"width": drawing.width, "height": drawing.height},
        "font": FONT,
    }


def _looks(line: Line, drawing: Drawing) -> Mapping[str, Any]:
    """A line in vis-network's options, as `connectors` draws it."""
    look = line_of(line.edge.group)
    a, b = drawing.places[line.edge.source], drawing.places[line.edge.target]
    return {
        "label": line.label,
        "width": look.width,
        "color": {"color": look.colour, "highlight": INK, "hover": INK},
        "dashes": list(dashes(line.edge.style)) or False,
        "arrows": {"to": {"enabled": True, "type": look.head, "scaleFactor": 0.7}},
        "background": {"enabled": look.band, "color": tint(look.colour, 0.22), "size": 8},
        "font": {
            "size": 11, "face": FONT, "background": PAPER, "strokeWidth": 0,
            "color": look.colour if line.edge.group else SOFT,
        },
        "smooth": _smooth(line, hypot(b.x - a.x, b.y - a.y)),
    }  # fmt: skip


def _smooth(line: Line, length: float) -> Mapping[str, Any] | bool:
    if line.bend == "straight":
        return False
    if line.bend == "arc":
        turn = "curvedCW" if line.sway > 0 else "curvedCCW"
        return {
            "enabled": True,
            "type": turn,
            "roundness": min(1, 2 * abs(line.sway) / (length or 1)),
        }
    return {
        "enabled": True, "type": "cubicBezier", "forceDirection": line.bend, "roundness": 0.5,
    }  # fmt: skip


def _box(node: PictureNode, width: float, height: float, marks: Iterable[Mark]) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "marks": [_mark(m) for m in marks],
        "eyebrow": node.eyebrow,
        "label": node.label,
        "group": node.group,
        "centre": node.centre,
        "names": [node.label, *(line.text for line in node.lines if line.node)],
        "lines": [
            {
                "role": line.role, "text": line.text, "mark": line.mark, "note": line.note,
                "missing": line.missing, "sources": line.sources,
            }
            for line in node.lines
        ],
        "details": [{"label": d.label, "text": d.text} for d in node.details],
    }  # fmt: skip


def _mark(mark: Mark) -> dict[str, Any]:
    if isinstance(mark, Text):
        return {
            "text": mark.text, "x": mark.x, "y": mark.y, "size": mark.size,
            "colour": mark.colour, "weight": mark.weight,
        }  # fmt: skip
    return {
        "path": mark.path, "fill": mark.fill, "stroke": mark.stroke, "width": mark.width,
        "dash": mark.dash,
    }  # fmt: skip


def _told_line(edge: PictureEdge) -> dict[str, Any]:
    return {
        "label": edge.label,
        "duty": edge.group,
        "style": edge.style,
        "details": [{"label": d.label, "text": d.text} for d in edge.details],
        "sources": edge.sources,
    }
