"""The picture of paths between two nodes: from left to right, a column for each step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from graph.dates import Certainty, window
from graph.queries.paths import Path, Paths
from graph.record import Node, ThinEdge
from visualize.citations import Citations
from visualize.legend import legend_of
from visualize.network_picture import bodies_of_posts, kind_words, network_edge, network_node
from visualize.picture import Picture, PictureNode
from visualize.words import day_words

_ENDED = {
    "none": "在所问条件下，两者之间没有记录相连",
    "max_hops": "已到步数上限；更长的路径未查",
    "budget": "已到查询量上限，未能查完；没有画出不等于没有",
}


def path_picture(
    found: Paths,
    ends: tuple[Node, Node],
    titles: Mapping[str, str],
    *,
    on: str = "",
    kinds: Collection[str] = (),
) -> Picture:
    """The picture of paths between the two `ends`, asked for on the date `on` (an ISO prefix, empty
    for all times) along edges of `kinds` (empty for all). `titles` are those of the documents
    cited."""
    citations = Citations(titles)
    when = window(on) if on else None
    nodes = tuple(_columns(found, ends))
    main = {e.id for path in found.paths for e in path.edges}
    edges = tuple(
        replace(
            network_edge(e, found.nodes, found.sources[e.id], when, citations), main=e.id in main
        )
        for e in _edges(found)
    )
    return Picture(
        title=f"{ends[0].caption} 至 {ends[1].caption} · 路径",
        subtitle=f"{len(found.paths)} 条路径" if found.paths else "没有画出路径",
        as_of=on,
        filters=(kind_words(kinds),),
        nodes=nodes,
        edges=edges,
        legend=legend_of(nodes, edges),
        sources=citations.listed(),
        shown=len(found.paths),
        total=len(found.paths),
        notes=tuple(_notes(found)),
        layout="columns",
    )


def _columns(found: Paths, ends: tuple[Node, Node]) -> Iterator[PictureNode]:
    """Every node once, in the column of its step; the last one in the last column, path or none."""
    last = max((len(path.nodes) for path in found.paths), default=2) - 1
    columns = {ends[0].id: 0}
    for path in found.paths:
        for step, node in enumerate(path.nodes[:-1]):
            columns.setdefault(node, step)
    columns.setdefault(ends[1].id, last)
    nodes = {**found.nodes, **{end.id: end for end in ends}}
    bodies = bodies_of_posts(_edges(found), nodes)
    for order, (node, column) in enumerate(columns.items()):
        body = bodies.get(node, "")
        yield network_node(nodes[node], body, column, order, nodes[node] in ends)


def _edges(found: Paths) -> tuple[ThinEdge, ...]:
    every = {e.id: e for path in found.paths for e in (*path.edges, *path.parallel)}
    return tuple(every.values())


def _notes(found: Paths) -> Iterator[str]:
    for number, path in enumerate(found.paths, start=1):
        yield f"路径 {number}：{_walked(path, found)}；{_together(path)}"
    if found.ended == "none":
        yield _ENDED["none"]
    if found.limit:
        yield _ENDED[found.limit]


def _walked(path: Path, found: Paths) -> str:
    return " — ".join(found.nodes[i].caption for i in path.nodes)


def _together(path: Path) -> str:
    """Whether the relations of a path held on one day."""
    if path.certainty is Certainty.NO:
        return "各段关系没有共同的日期"
    return f"各段关系{path.certainty.label}同时存在（{day_words(path.days)}）"
