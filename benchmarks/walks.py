"""The same questions answered by walking networkx graphs in memory, without names or sources."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from benchmarks.world import POSTS, World

Heads = frozenset[int]


class Walks:
    """Bodies and tenures as a `DiGraph` and a `MultiDiGraph` with days, all links as a `Graph`."""

    def __init__(self, world: World) -> None:
        self._above: nx.DiGraph[int] = nx.DiGraph()
        self._above.add_nodes_from(range(world.bodies))
        self._above.add_edges_from((b, up) for b, up in enumerate(world.parent.tolist()) if up >= 0)
        self._posts = world.first["Post"]
        self._tenures: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        self._tenures.add_edges_from(
            (person, post + self._posts, {"since": since, "until": until})
            for person, post, since, until in zip(
                world.tenure_person.tolist(), world.tenure_post.tolist(),
                world.since.tolist(), world.until.tolist(), strict=True,
            )
        )  # fmt: skip
        self._links: nx.Graph[int] = nx.Graph()
        self._links.add_nodes_from(range(sum(world.sizes.values())))
        self._links.add_edges_from(zip(*(ends.tolist() for ends in world.links()), strict=True))

    def heads(self, body: int, day: int) -> Heads:
        """Who heads a body on a day."""
        return self.holders(body * POSTS, day)

    def holders(self, post: int, day: int) -> Heads:
        """Who holds a post on a day."""
        edges = self._tenures.in_edges(post + self._posts, data=True)
        return frozenset(p for p, _, held in edges if held["since"] <= day < held["until"])

    def bodies_of(self, person: int, day: int) -> list[int]:
        """The bodies in which someone holds a post on a day."""
        edges = self._tenures.out_edges(person, data=True) if person in self._tenures else ()
        posts = [post for _, post, held in edges if held["since"] <= day < held["until"]]
        return sorted({(post - self._posts) // POSTS for post in posts})

    def chain(self, bodies: Iterable[int], day: int) -> dict[int, Heads]:
        """The bodies from some to the top, each with its heads."""
        walked = {b for body in bodies for b in (body, *nx.descendants(self._above, body))}
        return {body: self.heads(body, day) for body in walked}

    def subtree(self, body: int, day: int) -> dict[int, Heads]:
        """A body and all below it, each with its heads."""
        return {b: self.heads(b, day) for b in (body, *nx.ancestors(self._above, body))}

    def around(self, node: int, hops: int) -> frozenset[int]:
        """All nodes at most `hops` edges away, and the node itself."""
        return frozenset(nx.single_source_shortest_path_length(self._links, node, cutoff=hops))

    def hops(self, start: int, end: int, limit: int) -> int | None:
        """The least number of edges between two nodes, `None` above `limit`."""
        try:
            length = len(nx.bidirectional_shortest_path(self._links, start, end)) - 1
        except nx.NetworkXNoPath:
            return None
        return length if length <= limit else None
