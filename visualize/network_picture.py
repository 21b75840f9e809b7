"""The picture of a neighbourhood: a small box for each node, a line for each edge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.attestation import Attestation
from graph.dates import Certainty, Window, window
from graph.queries.neighbourhood import Neighbourhood
from graph.record import Node, ThinEdge, conflicting
from graph.schema import schema
from visualize.citations import Citations
from visualize.legend import legend_of
from visualize.picture import Detail, Picture, PictureEdge, PictureNode
from visualize.words import certainty_mark, edge_words, eyebrow, joined, span_words

_UNSHOWN = frozenset({"source_data"})


def network_picture(
    found: Neighbourhood,
    titles: Mapping[str, str],
    *,
    on: str = "",
    kinds: Collection[str] = (),
) -> Picture:
    """The picture of a neighbourhood, asked for on the date `on` (an ISO prefix, empty for all
    times) along edges of `kinds` (empty for all). `titles` are those of the documents cited."""
    citations = Citations(titles)
    when = window(on) if on else None
    bodies = bodies_of_posts(found.edges, found.nodes)
    nodes = tuple(
        network_node(node, bodies.get(i, ""), found.hops[i], order, i in found.centre)
        for order, (i, node) in enumerate(found.nodes.items())
    )
    edges = tuple(
        network_edge(e, found.nodes, found.sources[e.id], when, citations) for e in found.edges
    )
    centre = joined([found.nodes[i].caption for i in found.centre]) or "全部记录"
    hops = max(found.hops.values(), default=0)
    return Picture(
        title=f"{centre} · 关系网络",
        subtitle=f"与 {centre} 相距 {hops} 步以内" if hops else f"{len(nodes)} 个节点",
        as_of=on,
        filters=(kind_words(kinds),),
        nodes=nodes,
        edges=edges,
        legend=legend_of(nodes, edges),
        sources=citations.listed(),
        shown=len(nodes),
        total=found.total,
        notes=("较近者先列，其余未画出",) if found.cut else (),
        layout="network",
    )


def kind_words(kinds: Collection[str]) -> str:
    """Which kinds of edge were asked for, in words."""
    return f"关系：{joined([schema().edges[k].label.zh for k in kinds]) or '全部'}"


def bodies_of_posts(edges: Iterable[ThinEdge], nodes: Mapping[str, Node]) -> dict[str, str]:
    """The name of each post's body by the post's id, as far as the edges show it."""
    return {e.source: nodes[e.target].caption for e in edges if e.kind == "POST_OF"}


def network_node(node: Node, body: str, layer: int, order: int, centre: bool) -> PictureNode:
    """The box of a node with its properties as details, protected ones left out; `body` is the
    name of a post's body, empty where it is not known and for what is no post."""
    above = f"{eyebrow(node)} · {body}" if body else eyebrow(node)
    return PictureNode(
        node.id, node.kind, above, node.caption, node.group,
        details=tuple(_properties(node)), layer=layer, order=order, centre=centre,
    )  # fmt: skip


def _properties(node: Node) -> Iterator[Detail]:
    differing = conflicting(node)
    for name, declared in schema().nodes[node.kind].properties.items():
        if name in node.properties and not declared.protected and name not in _UNSHOWN:
            values = " / ".join(map(str, node.properties[name]))
            words = f"{values}（来源不一致）" if name in differing else values
            yield Detail(declared.zh, words)


def network_edge(
    edge: ThinEdge,
    nodes: Mapping[str, Node],
    statements: Sequence[Attestation],
    when: Window | None,
    citations: Citations,
) -> PictureEdge:
    """The line of an edge: dashed where it merely may have held in `when`; without `when` nothing
    is asked of its time, and the line is solid."""
    certainty = edge.interval.at(when) if when else Certainty.CERTAIN
    words = edge_words(edge.kind, edge.facet)
    span = span_words(edge.interval)
    mark = certainty_mark(certainty)
    names = f"{nodes[edge.source].caption} → {nodes[edge.target].caption}"
    details = [Detail("关系", f"{names}：{words}")]
    if schema().edges[edge.kind].time != "none":
        details.append(Detail("时间", span or "未见记录"))
    if when:
        details.append(Detail("确定性", certainty.label))
    return PictureEdge(
        id=edge.id,
        kind=edge.kind,
        facet=edge.facet,
        source=edge.source,
        target=edge.target,
        label=f"{words}（{mark}）" if mark else words,
        style="dashed" if mark else "solid",
        certainty=certainty.label if when else "",
        group=edge.facet if edge.kind == "ANSWERS_TO" else "",
        span=span,
        details=tuple(details),
        sources=citations.cite(statements),
    )
