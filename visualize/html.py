"""One offline HTML file: vis-network as pyvis packs it, our own template, nothing remote.

pyvis' own templates ask a remote host for styles in every mode, leave a `lib/` folder behind and
put titles into innerHTML; so only its data and its copy of vis-network are used. Names travel as
JSON and reach the page as text.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from visualize.boxes import Box, Mark, Text
from visualize.connectors import connector
from visualize.drawing import Drawing, Line, draw
from visualize.looks import FONT, SOFT, dashes, line_of, tint
from visualize.picture import Picture
from visualize.svg import description, figure, legend_sign

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"


def html(picture: Picture) -> str:
    """The page of a picture as one text, to be written as UTF-8."""
    library, script = _library(), part("page.js")
    drawing = draw(picture)
    return (
        environment()
        .get_template("page.html")
        .render(
            picture=picture,
            description=description(picture),
            figure=Markup(figure(drawing)),
            signs=[Markup(legend_sign(entry)) for entry in picture.legend],
            styles=Markup(part("page.css")),
            library=Markup(library),
            script=Markup(script),
            data=Markup(inert(_data(drawing))),
            policy=content_policy(library, script),
        )
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Our templates, in which whatever is filled in is escaped."""
    return Environment(
        loader=PackageLoader("visualize"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@lru_cache(maxsize=4)
def part(name: str) -> str:
    """A template file as it is."""
    return files("visualize").joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _library() -> str:
    """vis-network with its licence, without the pointer to its source map, which is not here."""
    text = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL=")[0]


def content_policy(*scripts: str) -> str:
    """A content security policy: these scripts run, and nothing else is run or fetched."""
    digests = (hashlib.sha256(s.encode()).digest() for s in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def inert(data: object) -> str:
    """JSON that can stand in a script element whatever its texts say."""
    text = orjson.dumps(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(drawing: Drawing) -> dict[str, Any]:
    from pyvis.network import Network  # slow to import, and only pages need it

    network = Network(directed=True)
    for i, at in drawing.places.items():
        label = drawing.boxes[i].node.label
        network.add_node(i, label=label, shape="custom", x=at.x, y=at.y)
    for line in drawing.lines:
        network.add_edge(line.edge.source, line.edge.target, id=line.edge.id)
    nodes, edges, *_ = network.get_network_data()
    return {
        "nodes": [{k: n[k] for k in ("id", "label", "shape", "x", "y")} for n in nodes],
        "edges": [{k: e[k] for k in ("id", "from", "to")} for e in edges],
        "boxes": {i: _box(b) for i, b in drawing.boxes.items()},
        "lines": {line.edge.id: _line(line, drawing) for line in drawing.lines},
        "sources": {str(s.number): f"{s.title} {s.locator}" for s in drawing.picture.sources},
        "layers": [
            {"text": drawing.layer_name(layer), "at": (first + last) / 2}
            for layer, (first, last) in drawing.spans.items()
        ],
        "layout": drawing.picture.layout,
        "size": {"width": drawing.width, "height": drawing.height},
        "font": FONT,
    }


def _line(line: Line, drawing: Drawing) -> dict[str, Any]:
    edge, look, shape = line.edge, line_of(line.edge.group), connector(line, drawing)
    return {
        "path": shape.path,
        "head": shape.head,
        "text": shape.label,
        "at": [shape.at.x, shape.at.y],
        "textWidth": shape.label_width,
        "textColour": look.colour if edge.group else SOFT,
        "colour": look.colour,
        "width": look.width,
        "dash": dashes(edge.style),
        "band": tint(look.colour, 0.22) if look.band else "",
        "label": edge.label,
        "duty": edge.group,
        "style": edge.style,
        "details": [{"label": d.label, "text": d.text} for d in edge.details],
        "sources": edge.sources,
    }


def _box(box: Box) -> dict[str, Any]:
    node = box.node
    return {
        "width": box.width,
        "height": box.height,
        "marks": [_mark(m) for m in box.marks],
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
