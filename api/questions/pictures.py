"""Pictures of answers: ask, build, and draw in the form that is wanted."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from graph.dates import window
from graph.errors import InvalidData, LimitReached
from graph.fold import spell_statements
from graph.queries.chain import Direction, chain
from graph.queries.neighbourhood import Neighbourhood, neighbourhood
from graph.queries.paths import paths
from graph.schema import schema
from graph.store import View, pages
from visualize.chain_picture import chain_picture, duties_picture
from visualize.citations import document_titles
from visualize.html import html
from visualize.network_picture import network_picture
from visualize.path_picture import path_picture
from visualize.picture import Picture
from visualize.svg import svg

Kinds = Collection[str]


class Form(StrEnum):
    """The form of a picture, by the ending of its file."""

    HTML = "html"
    SVG = "svg"
    GEXF = "gexf"
    GRAPHML = "graphml"
    JSON = "json"
    ZIP = "zip"


MEDIA_TYPES: dict[Form, str] = {
    Form.HTML: "text/html; charset=utf-8",
    Form.SVG: "image/svg+xml",
    Form.GEXF: "application/gexf+xml",
    Form.GRAPHML: "application/graphml+xml",
    Form.JSON: "application/json",
    Form.ZIP: "application/zip",
}


def drawn(picture: Picture, form: Form) -> bytes:
    """The picture as the bytes of a file."""
    match form:
        case Form.HTML:
            return html(picture).encode()
        case Form.SVG:
            return svg(picture).encode()
    from visualize import files  # networkx takes long to import, and only these need it

    match form:
        case Form.GEXF:
            return files.gexf(picture)
        case Form.GRAPHML:
            return files.graphml(picture)
        case Form.JSON:
            return files.node_link(picture)
        case Form.ZIP:
            return files.csv_zip(picture)


def form_of(path: Path) -> Form:
    """The form that a file's ending asks for. Raises `InvalidData` for another ending."""
    try:
        return Form(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise InvalidData(
            f"不会画“{path.suffix or path.name}”格式",
            remedy=f"文件名以 {'、'.join(f'.{f}' for f in Form)} 结尾",
        ) from None


def chain_of(
    view: View, subject: str, on: str, duty: str, direction: Direction, depth: int, limit: int
) -> Picture:
    """The picture of a chain."""
    found = chain(view, subject, on, duty, direction, max_depth=depth, limit=limit)
    return chain_picture(found, document_titles(view, found))


def duties_of(view: View, subject: str, on: str, depth: int, limit: int) -> Picture:
    """The picture of both duties, side by side."""
    party = chain(view, subject, on, "party", max_depth=depth, limit=limit)
    discipline = chain(view, subject, on, "discipline", max_depth=depth, limit=limit)
    titles = document_titles(view, party) | document_titles(view, discipline)
    return duties_picture(party, discipline, titles)


def network_of(view: View, node: str, on: str, hops: int, kinds: Kinds, limit: int) -> Picture:
    """The picture of a node's neighbourhood on the date `on`, or at all times if it is empty."""
    when = window(on) if on else None
    found = neighbourhood(view, [node], hops=hops, kinds=kinds or None, when=when, limit=limit)
    return network_picture(found, document_titles(view, found), on=on, kinds=kinds)


def path_of(
    view: View, start: str, end: str, on: str, count: int, hops: int, kinds: Kinds
) -> Picture:
    """The picture of the shortest paths between two nodes."""
    when = window(on) if on else None
    found = paths(view, start, end, k=count, max_hops=hops, kinds=kinds or None, when=when)
    ends = view.nodes((start, end))
    titles = document_titles(view, found)
    return path_picture(found, (ends[start], ends[end]), titles, on=on, kinds=kinds)


def whole(view: View, limit: int) -> Picture:
    """Everything in the store as one network. Raises `LimitReached` beyond `limit` nodes."""
    count = sum(n for kind, n in view.counts().items() if kind in schema().nodes)
    if count > limit:
        raise LimitReached(
            f"库中有 {count:,} 个节点，多于上限 {limit:,}",
            remedy="放宽 --limit，或用 render 导出局部",
        )
    nodes = {
        n.id: n for kind in schema().nodes for page in pages(view.scan_nodes, kind) for n in page
    }
    edges = tuple(
        e.thin for kind in schema().edges for page in pages(view.scan_edges, kind) for e in page
    )
    statements = view.attestations(e.relation for e in edges)
    sources = {e.id: tuple(spell_statements(e.id, statements[e.relation])) for e in edges}
    found = Neighbourhood((), nodes, edges, dict.fromkeys(nodes, 0), sources, count, cut=False)
    return network_picture(found, document_titles(view, found))
