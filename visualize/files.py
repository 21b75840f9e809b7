"""Pictures as files for other tools: GEXF, GraphML, node-link JSON, and tables as CSV in a ZIP.

All four hold the same graph: every box, and every person that a box names as a node of its own,
joined to the box by an edge with role, mark and dates. Each node and edge carries its sources in
words, and each file the date, filters and counts of the picture.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from xml.etree import ElementTree as Xml
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import networkx as nx
import orjson

from graph.schema import schema
from visualize.picture import Picture, PictureEdge, PictureLine, PictureNode
from visualize.text import printable

_NODE_FIELDS = ("id", "label", "kind", "type", "group", "layer", "details", "sources")
_EDGE_FIELDS = (
    "id", "source", "target", "kind", "facet", "label", "style", "certainty", "span", "role",
    "mark", "details", "sources",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "{http://www.gexf.net/1.2draft}"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def as_graph(picture: Picture) -> nx.MultiDiGraph[str]:
    """The graph of a picture. All attributes are text, except `layer`, an integer."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(_about(picture))
    cited = {s.number: f"[{s.number}] {s.title} {s.locator}" for s in picture.sources}
    for node in picture.nodes:
        graph.add_node(node.id, **_node(node, cited))
    for node in picture.nodes:
        for number, line in enumerate(node.lines, start=1):
            if line.node:
                _add_person(graph, node, number, line, cited)
    for edge in picture.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **_edge(edge, cited))
    return graph


def gexf(picture: Picture) -> bytes:
    """GEXF 1.2; the same picture gives the same bytes."""
    graph = as_graph(picture)
    graph.graph = {"mode": "static"}
    root = Xml.fromstring("\n".join(nx.generate_gexf(graph)))
    meta = root.find(f"{_GEXF}meta")
    if meta is not None:
        meta.attrib.clear()
        about = "；".join(f"{k}: {v}" for k, v in _about(picture).items() if v)
        Xml.SubElement(meta, f"{_GEXF}description").text = about
    return _xml(root, _GEXF.strip("{}"))


def graphml(picture: Picture) -> bytes:
    """GraphML, with the date, filters and sources of the picture as data of the graph."""
    lines = nx.generate_graphml(as_graph(picture), named_key_ids=True)
    return _xml(Xml.fromstring("\n".join(lines)), _GRAPHML)


def node_link(picture: Picture) -> bytes:
    """Node-link JSON as networkx reads it (`edges="edges"`), indented."""
    return orjson.dumps(
        nx.node_link_data(as_graph(picture), edges="edges"), option=orjson.OPT_INDENT_2
    )


def csv_zip(picture: Picture) -> bytes:
    """A ZIP of `csv_tables`; the same picture gives the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, table in csv_tables(picture).items():
            archive.writestr(ZipInfo(name, _FIRST_DAY_OF_ZIP), table, ZIP_DEFLATED)
    return packed.getvalue()


def csv_tables(picture: Picture) -> dict[str, bytes]:
    """nodes.csv, edges.csv, sources.csv and about.csv by name: UTF-8 with a byte order mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    graph = as_graph(picture)
    nodes = [{"id": i, **told} for i, told in graph.nodes(data=True)]
    edges = [
        {"id": key, "source": a, "target": b, **told}
        for a, b, key, told in graph.edges(keys=True, data=True)
    ]
    sources = [
        {"number": s.number, "document": s.document, "title": s.title, "locator": s.locator}
        for s in picture.sources
    ]
    about = [{"what": what, "text": text} for what, text in _about(picture).items()]
    return {
        "nodes.csv": _csv(_NODE_FIELDS, nodes),
        "edges.csv": _csv(_EDGE_FIELDS, edges),
        "sources.csv": _csv(("number", "document", "title", "locator"), sources),
        "about.csv": _csv(("what", "text"), about),
    }


def _about(picture: Picture) -> dict[str, str]:
    return {
        "title": printable(picture.title),
        "subtitle": printable(picture.subtitle),
        "as_of": picture.as_of,
        "filters": "；".join(picture.filters),
        "shown": f"{picture.shown} / {picture.total}",
        "notes": printable("；".join(picture.notes)),
        "documents": printable("；".join(dict.fromkeys(s.title for s in picture.sources))),
    }


def _node(node: PictureNode, cited: Mapping[int, str]) -> dict[str, str | int]:
    """What is said of a box itself: absences with what says so, and its details."""
    absent = [f"{line.role}：{line.text}" for line in node.lines if line.missing]
    saying = [number for line in node.lines if line.missing for number in line.sources]
    told = [f"{detail.label}：{detail.text}" for detail in node.details]
    return {
        "label": printable(node.label),
        "kind": node.kind,
        "type": printable(node.eyebrow),
        "group": node.group,
        "layer": node.layer,
        "details": printable("；".join([*absent, *told])),
        "sources": _cited(saying, cited),
    }


def _add_person(
    graph: nx.MultiDiGraph[str],
    node: PictureNode,
    number: int,
    line: PictureLine,
    cited: Mapping[int, str],
) -> None:
    """The person of a line, unless there already, and the edge from there to the box."""
    kind = schema().edges[line.relation].source[0]
    if line.node not in graph:
        declared = schema().nodes[kind]
        graph.add_node(
            line.node, label=printable(line.text), kind=kind, type=declared.label.zh,
            group=declared.group, layer=node.layer, details="",
            sources="",
        )  # fmt: skip
    graph.add_edge(
        line.node, node.id, key=f"{node.id}#{number}", kind=line.relation, facet="",
        label=schema().edges[line.relation].label.zh, style="solid" if line.certain else "dashed",
        certainty="确定" if line.certain else "可能", span=printable(line.note),
        role=printable(line.role), mark=line.mark, details="", sources=_cited(line.sources, cited),
    )  # fmt: skip


def _edge(edge: PictureEdge, cited: Mapping[int, str]) -> dict[str, str]:
    return {
        "kind": edge.kind,
        "facet": edge.facet,
        "label": printable(edge.label),
        "style": edge.style,
        "certainty": edge.certainty,
        "span": edge.span,
        "role": "",
        "mark": "",
        "details": printable("；".join(f"{d.label}：{d.text}" for d in edge.details)),
        "sources": _cited(edge.sources, cited),
    }


def _cited(numbers: Sequence[int], cited: Mapping[int, str]) -> str:
    return printable("；".join(cited[n] for n in numbers))


def _xml(root: Xml.Element, namespace: str) -> bytes:
    Xml.register_namespace("", namespace)
    Xml.indent(root)
    text: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _csv(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_cell(row[field]) for field in fields] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
