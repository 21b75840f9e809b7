"""Who headed which body, when: read for whole frontiers, each body once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from graph.dates import Certainty, Interval, Window
from graph.queries.holders import vacant_days
from graph.queries.seats import answerable
from graph.queries.tenure import HEADS, SECONDED, tenures_in
from graph.record import Node, ThinEdge
from graph.store import View


class Headship(NamedTuple):
    """A person's tenure in a head post of a body, bounded by the holders before and after."""

    body: str
    post: str
    person: str
    interval: Interval
    edge: ThinEdge

    @property
    def nature(self) -> str:
        """正式, 代理 or 主持工作; who is seconded (挂职) does not bear a head's duty."""
        return self.edge.facet


class Headships:
    """The headships that possibly held on some day of `when`. A body is read when first asked."""

    def __init__(self, view: View, when: Window) -> None:
        self._view = view
        self.when = when
        self.bodies: dict[str, Node] = {}
        self._read: set[str] = set()
        self._posts: dict[tuple[str, str], list[str]] = {}
        self._vacant: dict[str, list[Interval]] = {}
        self._held: dict[str, list[tuple[ThinEdge, Interval]]] = {}

    def read(self, bodies: Collection[str]) -> None:
        """Read the bodies and their head posts, if they are not known yet."""
        new = [body for body in dict.fromkeys(bodies) if body not in self._read]
        if not new:
            return
        self._read.update(new)
        self.bodies |= self._view.nodes(new)
        for edge in self._view.expand(new, ("POST_OF",), "in", facets=HEADS):
            self._posts.setdefault((edge.target, edge.facet), []).append(edge.source)

    def posts(self, body: str, head: str) -> list[str]:
        """The posts of a body that was read whose holder answers for it as `head` (a value of
        `head_of`); empty where no such post is recorded."""
        node = self.bodies.get(body)
        for role in answerable(head, node.first("type") if node else None):
            if found := self._posts.get((body, role)):
                return found
        return []

    def of(self, bodies: Collection[str], head: str) -> Mapping[str, list[Headship]]:
        """The headships of each body, in order of post and time."""
        self.read(bodies)
        posts = {post: body for body in bodies for post in self.posts(body, head)}
        unread = [post for post in posts if post not in self._held]
        if unread:
            self._held |= tenures_in(self._view, unread, self.when)
        found: dict[str, list[Headship]] = {body: [] for body in bodies}
        for post, body in posts.items():
            for edge, interval in self._held[post]:
                if edge.facet != SECONDED:
                    found[body].append(Headship(body, post, edge.source, interval, edge))
        return found

    def vacant(self, body: str, head: str, when: Window) -> bool:
        """Whether a source calls a head post of a body that was read vacant on a day of `when`."""
        posts = self.posts(body, head)
        if any(post not in self._vacant for post in posts):
            self._read_vacancies()
        return any(
            days.at(when) is not Certainty.NO for post in posts for days in self._vacant[post]
        )

    def _read_vacancies(self) -> None:
        """What sources say of all posts that are known and not read yet."""
        known = (post for posts in self._posts.values() for post in posts)
        for post, node in self._view.nodes([p for p in known if p not in self._vacant]).items():
            said = node.properties.get("vacant", ())
            self._vacant[post] = [vacant_days(str(value)) for value in said]


def named(heads: Sequence[Headship], days: Window) -> tuple[str, ...]:
    """The people who may have held one of the headships on one of the days."""
    first, last = days
    return tuple({
        h.person: None for h in heads
        if h.interval.since_lo <= last and first < h.interval.until_hi
    })  # fmt: skip
