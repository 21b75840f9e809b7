"""Who headed which body, when: read for whole frontiers, each body once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from graph.dates import Certainty, Interval, Window
from graph.frozen import frozen
from graph.queries.holders import vacant_days
from graph.queries.seats import answerable
from graph.queries.tenure import SECONDED, tenures_in
from graph.record import Node, ThinEdge
from graph.store import View


@frozen
class Headship:
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
        self._posts: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        self._vacant: dict[str, list[Interval]] = {}
        self._held: dict[str, list[tuple[ThinEdge, Interval]]] = {}

    def read(self, bodies: Iterable[str]) -> None:
        """Read the bodies, if they are not known yet."""
        self.bodies |= self._view.nodes(body for body in bodies if body not in self.bodies)

    def posts(self, body: str, head: str) -> list[str]:
        """The posts of a body whose holder answers for it as `head` (a value of `head_of`); empty
        where no such post is recorded."""
        return self._posts_of((body,), head)[body]

    def _posts_of(self, bodies: Collection[str], head: str) -> Mapping[str, list[str]]:
        """Those posts of several bodies: of each body those of the first role that it has."""
        posts = self._posts[head]
        new = [body for body in bodies if body not in posts]
        if not new:
            return posts
        self.read(new)
        posts.update((body, []) for body in new)
        of_type: dict[str | None, list[str]] = {}
        for body in new:
            node = self.bodies.get(body)
            of_type.setdefault(node.first("type") if node else None, []).append(body)
        answering: dict[tuple[str, ...], list[str]] = {}
        for body_type, of_this in of_type.items():
            answering.setdefault(answerable(head, body_type), []).extend(of_this)
        for roles, waiting in answering.items():
            for role in roles:
                for edge in self._view.expand(waiting, ("POST_OF",), "in", facets=(role,)):
                    posts[edge.target].append(edge.source)
                waiting = [body for body in waiting if not posts[body]]
        return posts

    def of(self, bodies: Collection[str], head: str) -> Mapping[str, list[Headship]]:
        """The headships of each body, in order of post and time."""
        posts = self._posts_of(bodies, head)
        held = self._held
        unread = [post for body in bodies for post in posts[body] if post not in held]
        if unread:
            held |= tenures_in(self._view, unread, self.when)
        return {
            body: [
                Headship(body, post, edge.source, interval, edge)
                for post in posts[body]
                for edge, interval in held[post]
                if edge.facet != SECONDED
            ]
            for body in bodies
        }

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
        of_bodies = chain.from_iterable(posts.values() for posts in self._posts.values())
        known = chain.from_iterable(of_bodies)
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
