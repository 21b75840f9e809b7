"""People with their posts as a text introduces them, and plain mentions of the same names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.text.people import SURE, Name, Names
from loaders.text.places import Surroundings, place_path
from loaders.text.posts import Post, before_remark, post_list, title_before

_STOP: Final = re.compile(r"[，。；：！？“”‘’\"（）()\[\]【】<>\n]")
_JOINED: Final = re.compile(r"(?:[、，和及与\s]|以及|同志|[分协]管)*")
_OPENING: Final = re.compile(
    r"(?:^|[，；。：！？\n])(?:[\d年月日\s]|同年|次年|当月|其中|并|对|给予|经查)*"
    r"(?:[分协]管|(?:[分协主]管|负责|负有)[^，。；：！？\n]{1,16}的)?$"
)
_BRACKETS: Final = re.compile("（[^（）]*）")
_BEFORE_NAME: Final = re.compile(
    r"\s*(?:、(?:中共)?党员)?(?:（(?P<aside>(?:[现时曾原]任|现|原)[^（）]{4,60})）|（[^（）]{1,40}）)?\s*"
)
_ENTRY_END: Final = re.compile(f"、|{_STOP.pattern}")
_LONGEST_OPENING: Final = 24

_STOP_OR_TIME: Final = re.compile(f"{_STOP.pattern}|期间")
_APPOSED_POST: Final = re.compile(
    "(?:同志)?(?:，(?:系|是|作为|身为|任)?|（(?:系|任)?|作为|身为|系|任|担任|在?担任|现任)"
)
_APPOSED: Final = re.compile(
    rf"(?:^|(?<=[，。；：！？\n]))(?P<name>[一-龥*×]{{2,4}}?){_APPOSED_POST.pattern}(?=[一-龥])"
)
"""A name at the head of a clause and a word that leads over to his posts."""

Beginning = Callable[[int, int], int]
"""Where the body or post begins that ends at the second place, not before the first."""
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
    """Finds people who are introduced by their posts, in the order of the text.

    `beginning` tells where a first post begins within its clause; without it, where the clause does
    or what the grammar of posts knows to stand before one.
    """

    def __init__(
        self, plain: str, names: Names, around: Surroundings, beginning: Beginning | None = None
    ) -> None:
        self._plain = plain
        self._names = names
        self._around = around
        self._beginning = beginning or (lambda start, _: start)
        self._known: set[str] = set()

    def within(self, start: int, end: int, subject: str = "") -> list[Mention]:
        """The people introduced in [start, end), each with the posts beside the name.

        `subject` is the body that bare titles belong to. In 时任甲, 乙, 丙 the word holds for all.
        """
        found = self._behind_posts(start, end, subject)
        spans = [(mention.start, mention.end) for mention in found]
        for match in _APPOSED.finditer(self._plain, start, end):
            at = match.start("name")
            if not any(first <= at < last for first, last in spans):
                mention = self._before_posts(at, match.end(), end, subject)
                found += [mention] if mention else []
        return sorted(found, key=lambda mention: mention.name.start)

    def _before_posts(self, at: int, begin: int, end: int, subject: str) -> Mention | None:
        """Who is named at `at` and then told by posts from `begin` on: 李某，甲局局长，…"""
        stop = _STOP_OR_TIME.search(self._plain, begin, end)
        finish = self._posts_end(begin, stop.start() if stop else end)
        if finish is None:
            return None
        name = self._names.at(at)
        if name is None or not _APPOSED_POST.fullmatch(self._plain, name.end, begin):
            return None
        begin = self._beginning(begin, finish)
        posts = post_list(self._plain, begin, finish, self._around, subject, follows=False)
        self._known.add(name.words)
        return Mention(at, name.end, name, posts)

    def _posts_end(self, begin: int, stop: int) -> int | None:
        """Where the posts from `begin` on end: with their clause, or where its verb follows."""
        ends = [end for _, end in title_before(self._plain, begin, stop)]
        return next((e for e in ends if e == stop or self._names.followed(e)), None)

    def _behind_posts(self, start: int, end: int, subject: str) -> list[Mention]:
        """The people with posts in front of the name."""
        found: list[Mention] = []
        for _, title_end in title_before(self._plain, start, end):
            if found and title_end <= found[-1].end:
                continue
            between = _BEFORE_NAME.match(self._plain, title_end, end)
            at = between.end() if between else end
            name = self._names.at(at) if at < end else None
            if name is None:
                continue
            floor = self._behind_names(found[-1].end if found else start, title_end)
            begin = self._beginning(self._list_start(floor, title_end), title_end)
            follows = begin == floor > start or self._plain[begin - 1 : begin] == "）"
            posts = post_list(
                self._plain, begin, title_end, self._around, subject, follows=follows
            )  # fmt: skip
            if not posts:
                continue
            posts += self._aside(between, posts)
            marker = _governing(self._plain, found, posts[0].start)
            if marker:
                posts = tuple(_marked(post, marker) for post in posts)
            found += self._sharing(posts, name, end)
            if not self._plain.startswith("案", name.end):  # 审议甲局原局长乙案，书记丙…
                subject = posts[-1].organization or subject
        return found

    def _aside(self, between: re.Match[str] | None, posts: tuple[Post, ...]) -> tuple[Post, ...]:
        """The posts in brackets between those in front of a name and the name."""
        if between is None or between["aside"] is None:
            return ()
        start, end = between.span("aside")
        if not self._ends_in_title(start, end):
            return ()
        subject = posts[-1].organization
        return post_list(self._plain, start, end, self._around, subject, follows=False)

    def _sharing(self, posts: tuple[Post, ...], name: Name, end: int) -> list[Mention]:
        """Who is named behind posts, and those beside him without posts (副局长甲、乙)."""
        found = [Mention(posts[0].start, name.end, name, posts)]
        self._known.add(name.words)
        while found[-1].end < end and self._plain[found[-1].end] == "、":
            beside = self._names.at(found[-1].end + 1)
            if beside is None or beside.confidence < SURE or not self._is_alone(beside, end):
                break
            found.append(Mention(beside.start, beside.end, beside, posts))
            self._known.add(beside.words)
        return found

    def _is_alone(self, name: Name, end: int) -> bool:
        """Whether the entry that begins with these words is a name and no post or place."""
        if place_path(self._plain[name.start : name.end]):
            return False
        stop = _ENTRY_END.search(self._plain, name.end, end)
        entry = name.end, stop.start() if stop else end
        titles = title_before(self._plain, *entry)
        follows = bool(titles) and self._plain[name.end : titles[0][0]] in ("", "原")
        return not follows and not self._ends_in_title(*entry)

    def _behind_names(self, start: int, end: int) -> int:
        """The end of the last name known so far in [start, end): no post goes across a name."""
        known = occurrences(self._plain, self._known, start, end)
        return known[-1][1] if known else start

    def _list_start(self, floor: int, end: int) -> int:
        """Where the list of posts that ends at `end` begins.

        A comma or a remark in brackets ends it, unless a post stands before it as well.
        """
        start = end
        while True:
            stops = list(_STOP.finditer(self._plain, floor, start))
            if not stops:
                return floor
            stop = stops[-1]
            closed = self._plain[stop.start() : stop.end() + 1] in ("）、", "），")
            start = before_remark(self._plain, floor, stop.end() if closed else stop.start())
            if not (closed or stop[0] == "，") or not self._ends_in_title(floor, start):
                return stop.end()

    def _ends_in_title(self, floor: int, end: int) -> bool:
        spans = title_before(self._plain, floor, end)
        return bool(spans) and spans[-1][1] == end


def _governing(plain: str, before: list[Mention], begin: int) -> str:
    """The 时任 of the person before, if the two stand in one enumeration."""
    if not before or not before[-1].posts:
        return ""
    between = _BRACKETS.sub("", plain[before[-1].end : begin])
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
    found = _any_of(frozenset(names)).find_matches_as_indexes(plain[start:end])
    return [(start + at, start + to, plain[start + at : start + to]) for _, at, to in found]


@lru_cache(maxsize=64)
def _any_of(names: frozenset[str]) -> AhoCorasick:
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
