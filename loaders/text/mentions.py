"""People with their posts as a text introduces them, and plain mentions of the same names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.text.people import Name, Names
from loaders.text.places import Surroundings
from loaders.text.posts import Post, post_list, title_before

_STOP: Final = re.compile(r"[，。；：！？“”‘’\"（）()\[\]【】<>\n]")
_JOINED: Final = re.compile(r"[、，和及与\s]*(?:以及|同志)?[、，和及与\s]*")
_OPENING: Final = re.compile(
    r"(?:^|[，；。：！？\n])(?:[\d年月日\s]|同年|次年|当月|其中|并|对|给予|经查)*$"
)
_LONGEST_OPENING: Final = 24

Person = tuple[int, int, str]
"""Where a person is named, with the posts in front of the name, and the name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of the text, `start` being that of the posts before it, if any."""

    start: int
    end: int
    name: Name
    posts: tuple[Post, ...] = ()


class Introductions:
    """Finds people who are introduced by their posts, in the order of the text."""

    def __init__(self, plain: str, names: Names, around: Surroundings) -> None:
        self._plain = plain
        self._names = names
        self._around = around
        self._known: set[str] = set()

    def within(self, start: int, end: int, subject: str = "") -> list[Mention]:
        """The people introduced in [start, end), each with the posts in front of the name.

        `subject` is the body that bare titles belong to. In 时任甲, 乙, 丙 the word holds for all.
        """
        found: list[Mention] = []
        for _, title_end in title_before(self._plain, start, end):
            if found and title_end <= found[-1].end:
                continue
            at = title_end
            while at < end and self._plain[at] in " \u3000\u00a0":
                at += 1
            name = self._names.at(at) if at < end else None
            if name is None:
                continue
            floor = self._behind_names(found[-1].end if found else start, title_end)
            begin = self._list_start(floor, title_end, start)
            follows = begin == floor > start
            posts = post_list(
                self._plain, begin, title_end, self._around, subject, follows=follows
            )  # fmt: skip
            if not posts:
                continue
            marker = _governing(self._plain, found, begin)
            if marker:
                posts = tuple(_marked(post, marker) for post in posts)
            found.append(Mention(posts[0].start, name.end, name, posts))
            self._known.add(name.words)
            subject = posts[-1].organization or subject
        return found

    def _behind_names(self, start: int, end: int) -> int:
        """The end of the last name known so far in [start, end): no post goes across a name."""
        known = occurrences(self._plain, self._known, start, end)
        return known[-1][1] if known else start

    def _list_start(self, floor: int, end: int, first: int) -> int:
        """Where the list of posts that ends at `end` begins.

        A comma ends it, unless what stands before it is a post as well.
        """
        start = end
        while True:
            stops = list(_STOP.finditer(self._plain, floor, start))
            if not stops:
                return floor
            stop = stops[-1]
            start = stop.start()
            if stop[0] != "，" or not self._ends_in_title(floor, start):
                return stop.end()

    def _ends_in_title(self, floor: int, end: int) -> bool:
        spans = title_before(self._plain, floor, end)
        return bool(spans) and spans[-1][1] == end


def _governing(plain: str, before: list[Mention], begin: int) -> str:
    """The 时任 of the person before, if the two stand in one enumeration."""
    if not before or not before[-1].posts:
        return ""
    between = plain[before[-1].end : begin]
    return before[-1].posts[-1].marker if between.strip("、，和及与 ") == "" else ""


def _marked(post: Post, marker: str) -> Post:
    if post.marker:
        return post
    return Post(
        post.start, post.end, post.organization, post.title, marker != "现任", marker, post.resolved
    )


def side_by_side(plain: str, people: Sequence[Person]) -> list[list[Person]]:
    """People of a sentence in runs: only 、 or 和 stand between those of one."""
    runs: list[list[Person]] = []
    for person in people:
        if runs and _JOINED.fullmatch(plain[runs[-1][-1][1] : person[0]]):
            runs[-1].append(person)
        else:
            runs.append([person])
    return runs


def opens_clause(plain: str, at: int) -> bool:
    """Whether nothing but a date or a joining word stands between a clause's beginning and `at`."""
    return _OPENING.search(plain[max(0, at - _LONGEST_OPENING) : at]) is not None


def occurrences(plain: str, names: set[str], start: int, end: int) -> list[tuple[int, int, str]]:
    """Where any of the names stands in [start, end), in order, the longest at each place."""
    if not names:
        return []
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))
    return [(m.start(), m.end(), m[0]) for m in pattern.finditer(plain, start, end)]
