"""A seeded world of officials as arrays.

Scale L has 1 M people, 200 k bodies, 5 M tenures, 2 M cases and 5 M talks; M is a tenth, S a
hundredth of it. A province has about 3,200 bodies in four levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from graph.ids import stable_id

Ints = NDArray[np.int64]

SCALES = {"S": 0.01, "M": 0.1, "L": 1.0}
FIRST_DAY = date(2004, 1, 1).toordinal()
LAST_DAY = date(2024, 1, 1).toordinal()

CITIES, COUNTIES, CITY_UNITS, COUNTY_UNITS = 15, 10, 20, 18
PROVINCE = 1 + CITIES * (1 + CITY_UNITS + COUNTIES * (1 + COUNTY_UNITS))
"""Bodies in one province."""
POSTS = 5
"""Posts of a body; the first is its head."""

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "一安白辰澄丹恩帆歌海嘉凯岚朗里宁佩琪然睿思棠望夕霄雅逸远云舟卓子"


@dataclass(frozen=True)
class World:
    """Everything by number. Days are ordinals; `until` is the first day out.

    `parent[body]` is the body above (-1 for none); post `p` belongs to body `p // POSTS` and is its
    head iff `p % POSTS == 0`; tenures are sorted by (post, since).
    """

    names: list[str]
    parent: Ints
    tenure_person: Ints
    tenure_post: Ints
    since: Ints
    until: Ints
    talker: Ints
    listener: Ints
    talk_day: Ints
    suspect: Ints
    case_body: Ints
    case_day: Ints

    @property
    def bodies(self) -> int:
        """How many bodies there are."""
        return len(self.parent)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many nodes there are of each kind. All are numbered through in this order."""
        return {
            "Person": len(self.names),
            "Organization": self.bodies,
            "Post": self.bodies * POSTS,
            "Talk": len(self.talker),
            "Case": len(self.suspect),
        }

    @cached_property
    def first(self) -> dict[str, int]:
        """The number of the first node of each kind."""
        return dict(zip(self.sizes, accumulate(self.sizes.values(), initial=0), strict=False))

    def node_ids(self) -> Iterator[str]:
        """The ids of all nodes in the store, in order of their numbers."""
        for kind, size in self.sizes.items():
            for number in range(size):
                yield self.node_id(kind, number)

    def node_id(self, kind: str, number: int) -> str:
        """The id in the store of a node by its number among those of its kind."""
        return stable_id(kind, "id", "bench", str(number))

    def links(self) -> tuple[Ints, Ints]:
        """Both ends of all edges, by the numbers of the nodes."""
        people, bodies, posts, talks, cases = self.first.values()
        upper = np.flatnonzero(self.parent >= 0)
        seats = np.arange(self.bodies * POSTS)
        talk = np.arange(len(self.talker)) + talks
        case = np.arange(len(self.suspect)) + cases
        pairs = [
            (self.tenure_person + people, self.tenure_post + posts),
            (seats + posts, seats // POSTS + bodies),
            (upper + bodies, self.parent[upper] + bodies),
            (self.talker + people, talk),
            (self.listener + people, talk),
            (self.suspect + people, case),
            (case, self.case_body + bodies),
        ]
        return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def generate(scale: str, share: float = 1.0, seed: int = 1) -> World:
    """The world of a scale, or one of a `share` of its people and of all else, a province at least;
    the same seed gives the same world."""
    rng = np.random.default_rng(seed)
    size = SCALES[scale] * share
    people, tenures, cases, talks = (int(n * size) for n in (1e6, 5e6, 2e6, 5e6))
    parent = _tree(max(1, round(200_000 * size / PROVINCE)))
    posts = len(parent) * POSTS
    each = max(1, tenures // posts)
    length = (LAST_DAY - FIRST_DAY) // each
    starts = FIRST_DAY + np.arange(each) * length
    since = np.tile(starts, posts) + rng.integers(0, length // 4, posts * each)
    until = np.tile(starts + length, posts)
    person = rng.integers(0, people, posts * each)
    return World(
        names=_names(rng, people),
        parent=parent,
        tenure_person=person,
        tenure_post=np.repeat(np.arange(posts), each),
        since=since,
        until=until,
        talker=rng.integers(0, people, talks),
        listener=rng.integers(0, people, talks),
        talk_day=rng.integers(FIRST_DAY, LAST_DAY, talks),
        suspect=rng.integers(0, people, cases),
        case_body=rng.integers(0, len(parent), cases),
        case_day=rng.integers(FIRST_DAY, LAST_DAY, cases),
    )


def _tree(provinces: int) -> Ints:
    parent: list[int] = [-1]

    def under(upper: int, count: int) -> range:
        first = len(parent)
        parent.extend([upper] * count)
        return range(first, first + count)

    for province in under(0, provinces):
        for city in under(province, CITIES):
            under(city, CITY_UNITS)
            for county in under(city, COUNTIES):
                under(county, COUNTY_UNITS)
    return np.array(parent)


def _names(rng: np.random.Generator, people: int) -> list[str]:
    surname = rng.integers(0, len(_SURNAMES), people)
    given = rng.integers(0, len(_GIVEN), (people, 2))
    return [
        _SURNAMES[s] + _GIVEN[a] + (_GIVEN[b] if b % 4 else "")
        for s, (a, b) in zip(surname.tolist(), given.tolist(), strict=True)
    ]
