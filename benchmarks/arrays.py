"""The limit: the same questions answered by numpy arrays in memory, without names or sources.

Bodies, posts and people have their own numbers here; `around` and `hops` number all nodes through.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np

from benchmarks.world import POSTS, Ints, World

Heads = frozenset[int]


class Grouped:
    """Values by key, as one array with the place where each key begins."""

    def __init__(self, keys: Ints, values: Ints, size: int) -> None:
        order = np.argsort(keys, kind="stable")
        self._values = values[order]
        self._begins = np.searchsorted(keys[order], np.arange(size + 1))

    def of(self, key: int) -> Ints:
        """The values of one key."""
        return self._values[self._begins[key] : self._begins[key + 1]]

    def of_all(self, keys: Ints) -> Ints:
        """The values of several keys, one after the other."""
        begins, lengths = self._begins[keys], self._begins[keys + 1] - self._begins[keys]
        offsets = np.repeat(begins - np.cumsum(lengths) + lengths, lengths)
        return self._values[offsets + np.arange(len(offsets))]


class Arrays:
    """Tenures by post and by person, children by body, links by node, names in order."""

    def __init__(self, world: World) -> None:
        self._world = world
        tenures = np.arange(len(world.tenure_post))
        self._of_post = Grouped(world.tenure_post, tenures, world.bodies * POSTS)
        self._of_person = Grouped(world.tenure_person, tenures, len(world.names))
        has_parent = np.flatnonzero(world.parent >= 0)
        self._children = Grouped(world.parent[has_parent], has_parent, world.bodies)
        one, other = world.links()
        both = np.concatenate([one, other]), np.concatenate([other, one])
        self._links = Grouped(*both, sum(world.sizes.values()))
        self._by_name = sorted(range(len(world.names)), key=world.names.__getitem__)
        self._names = [world.names[n] for n in self._by_name]

    def heads(self, body: int, day: int) -> Heads:
        """Who heads a body on a day."""
        return self.holders(body * POSTS, day)

    def holders(self, post: int, day: int) -> Heads:
        """Who holds a post on a day."""
        tenures = self._held(self._of_post.of(post), day)
        return frozenset(self._world.tenure_person[tenures].tolist())

    def bodies_of(self, person: int, day: int) -> list[int]:
        """The bodies in which someone holds a post on a day."""
        tenures = self._held(self._of_person.of(person), day)
        return sorted(set((self._world.tenure_post[tenures] // POSTS).tolist()))

    def _held(self, tenures: Ints, day: int) -> Ints:
        world = self._world
        return tenures[(world.since[tenures] <= day) & (day < world.until[tenures])]

    def chain(self, bodies: Iterable[int], day: int) -> dict[int, Heads]:
        """The bodies from some to the top, each with its heads."""
        found: dict[int, Heads] = {}
        for body in bodies:
            while body >= 0 and body not in found:
                found[body] = self.heads(body, day)
                body = int(self._world.parent[body])
        return found

    def subtree(self, body: int, day: int) -> dict[int, Heads]:
        """A body and all below it, each with its heads."""
        layers = [np.array([body])]
        while len(layers[-1]):
            layers.append(self._children.of_all(layers[-1]))
        bodies = np.concatenate(layers)
        tenures = self._held(self._of_post.of_all(bodies * POSTS), day)
        held: dict[int, set[int]] = {int(b): set() for b in bodies}
        of_body = (self._world.tenure_post[tenures] // POSTS).tolist()
        for b, person in zip(of_body, self._world.tenure_person[tenures].tolist(), strict=True):
            held[b].add(person)
        return {b: frozenset(people) for b, people in held.items()}

    def around(self, node: int, hops: int) -> frozenset[int]:
        """All nodes at most `hops` edges away, and the node itself."""
        seen = frontier = np.array([node])
        for _ in range(hops):
            frontier = np.setdiff1d(self._links.of_all(frontier), seen)
            seen = np.union1d(seen, frontier)
        return frozenset(seen.tolist())

    def hops(self, start: int, end: int, limit: int) -> int | None:
        """The least number of edges between two nodes, `None` above `limit`; from both ends."""
        if start == end:
            return 0
        seen = [np.array([start]), np.array([end])]
        fronts = list(seen)
        for length in range(1, limit + 1):
            side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
            fronts[side] = np.setdiff1d(self._links.of_all(fronts[side]), seen[side])
            seen[side] = np.union1d(seen[side], fronts[side])
            if len(np.intersect1d(fronts[side], fronts[1 - side])):
                return length
        return None

    def named(self, name: str) -> frozenset[int]:
        """The people of one name."""
        first, last = bisect_left(self._names, name), bisect_right(self._names, name)
        return frozenset(self._by_name[first:last])

    def beginning(self, prefix: str) -> frozenset[int]:
        """The people whose name begins with `prefix`."""
        first = bisect_left(self._names, prefix)
        last = bisect_left(self._names, prefix + "\U0010ffff")
        return frozenset(self._by_name[first:last])
