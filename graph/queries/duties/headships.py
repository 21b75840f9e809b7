"""Who headed which body, when: read for whole frontiers, each body once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.dates import Certainty, Interval, Window
from graph.queries.holders import vacant_days
from graph.queries.seats import answerable
from graph.queries.tenure import SECONDED, tenures_in
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
        self._posts: dict[tuple[str, str], list[str]] = {}
        self._vacant: dict[str, list[Interval]] = {}
        self._held: dict[str, list[tuple[ThinEdge, Interval]]] = {}

    def read(self, bodies: Iterable[str]) -> None:
        """Read the bodies, if they are not known yet."""
        self.bodies |= self._view.nodes(body for body in bodies if body not in self.bodies)

    def posts(self, body: str, head: str) -> list[str]:
        """The posts of a body whose holder answers for it as `head` (a value of `head_of`); empty
        where no such post is recorded."""
        if (body, head) not in self._posts:
            self._seek((body,), head)
        return self._posts[body, head]

    def _seek(self, bodies: Collection[str], head: str) -> None:
        """Find those posts of several bodies: of each body those of the first role that it has."""
        self.read(bodies)
        waiting = {body: answerable(head, self._type(body)) for body in bodies}
        for body in waiting:
            self._posts[body, head] = []
        while waiting:
            of_role: dict[str, list[str]] = {}
            for body, roles in waiting.items():
                of_role.setdefault(roles[0], []).append(body)
            for role, having in of_role.items():
                for edge in self._view.expand(having, ("POST_OF",), "in", facets=(role,)):
                    self._posts[edge.target, head].append(edge.source)
            waiting = {
                body: roles[1:]
                for body, roles in waiting.items()
                if len(roles) > 1 and not self._posts[body, head]
            }

    def _type(self, body: str) -> str | None:
        node = self.bodies.get(body)
        return node.first("type") if node else None

    def of(self, bodies: Collection[str], head: str) -> Mapping[str, list[Headship]]:
        """The headships of each body, in order of post and time."""
        self._seek([body for body in bodies if (body, head) not in self._posts], head)
        posts = {post: body for body in bodies for post in self._posts[body, head]}
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
        """Whether a source calls a head post of a body vacant on a day of `when`."""
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
