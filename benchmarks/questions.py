"""What is asked of a generated world: seeded, the same for all stores, arrays and networkx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from pypinyin import lazy_pinyin

from benchmarks.arrays import Arrays
from benchmarks.measure import Question
from benchmarks.walks import Walks
from benchmarks.world import FIRST_DAY, LAST_DAY, POSTS, World
from graph.dates import Window, iso, window
from graph.queries.chain import Chain, chain
from graph.queries.duties.coverage import Coverage, coverage
from graph.queries.holders import PostHolders, holders
from graph.queries.neighbourhood import Neighbourhood, neighbourhood
from graph.queries.paths import Paths, paths
from graph.queries.tenure import Holder, holders_at
from graph.rules.reading import parse_rule
from graph.search import Found, How, search
from graph.store import View

ALL = 1_000_000
"""A limit that cuts nothing."""
SHOWN = 20
"""Hits on a page."""
MAX_HOPS = 6
YEARLY = parse_rule(
    """
id: yearly-talk
title: {zh: 年度谈话, en: Yearly talk}
below: {head: party}
above:
  - path: [{edge: ANSWERS_TO, facet: party}]
    head: party
trigger: {every: year}
time: {late: 31}
evidence: {record: talk, types: [提醒谈话]}
""",
    "yearly-talk",
)
"""A talk of each head with the head above once a year: one cell for each body of a province."""
Numbers = dict[str, int]


@dataclass(frozen=True)
class _Dice:
    world: World
    random: Random

    def day(self) -> int:
        return self.random.randrange(FIRST_DAY, LAST_DAY)

    def person(self) -> int:
        return self.random.randrange(len(self.world.names))

    def body(self) -> int:
        return self.random.randrange(self.world.bodies)

    def name(self) -> str:
        return self.world.names[self.person()]


def questions(world: World, arrays: Arrays, walks: Walks, times: int) -> Iterator[Question]:
    """All kinds of question, the cheap ones asked `times` times."""
    dice = _Dice(world, Random(7))
    numbers = {node: number for number, node in enumerate(world.node_ids())}
    yield from _chains(dice, arrays, walks, numbers, times)
    yield from _ways(dice, arrays, walks, numbers, times)
    yield from _searches(dice, arrays, numbers, times)


def _chains(
    dice: _Dice, arrays: Arrays, walks: Walks, numbers: Numbers, times: int
) -> Iterator[Question]:
    world = dice.world
    people, bodies = world.first["Person"], world.first["Organization"]

    def signed(found: Chain) -> dict[int, frozenset[int]]:
        return {
            numbers[at.body.id] - bodies: frozenset(
                numbers[holder.person.id] - people
                for seat in at.heads
                for holder in seat.holders
                if holder.sources
            )
            for at in found.bodies
        }

    def of_body(view: View, body: int, day: int) -> Chain:
        return chain(view, world.node_id("Organization", body), iso(day))

    def of_person(view: View, person: int, day: int) -> Chain:
        return chain(view, world.node_id("Person", person), iso(day))

    def down(view: View, body: int, day: int) -> Chain:
        at = world.node_id("Organization", body)
        return chain(view, at, iso(day), direction="down", limit=ALL)

    def bare(view: View, body: int, day: int) -> dict[str, list[Holder]]:
        return heads_below(view, world.node_id("Organization", body), window(iso(day)))

    def bare_signed(found: dict[str, list[Holder]]) -> dict[int, frozenset[int]]:
        return {
            numbers[body] - bodies: frozenset(numbers[h.person.id] - people for h in held)
            for body, held in found.items()
        }

    def owed(view: View, body: int, year: int) -> Coverage:
        at = world.node_id("Organization", body)
        as_of = window(str(year + 1)).last
        return coverage(view, at, window(str(year)), [YEARLY], as_of)

    def held(view: View, post: int, day: int) -> dict[str, PostHolders]:
        return holders(view, [world.node_id("Post", post)], window(iso(day)))

    def held_signed(found: dict[str, PostHolders]) -> frozenset[int]:
        (at,) = found.values()
        return frozenset(numbers[holder.person.id] - people for holder in at.holders)

    given = [(dice.body(), dice.day()) for _ in range(times)]
    yield Question(
        "chain of a body", given, of_body, signed,
        lambda body, day: arrays.chain([body], day), lambda body, day: walks.chain([body], day),
        budget=1.0,
    )  # fmt: skip
    given = [(dice.person(), dice.day()) for _ in range(times)]
    yield Question(
        "chain of a person", given, of_person, signed,
        lambda person, day: arrays.chain(arrays.bodies_of(person, day), day),
        lambda person, day: walks.chain(walks.bodies_of(person, day), day),
        budget=1.0,
    )  # fmt: skip
    provinces = [b for b, up in enumerate(world.parent.tolist()) if up == 0]
    given = [(dice.random.choice(provinces), dice.day()) for _ in range(12)]
    yield Question(
        "subtree of a province: heads", given, bare, bare_signed, arrays.subtree,
        walks.subtree, budget=150.0,
    )  # fmt: skip
    yield Question(
        "subtree of a province: chain", given, down, signed, arrays.subtree,
        walks.subtree, budget=150.0,
    )  # fmt: skip
    years = [(dice.random.choice(provinces), dice.random.randrange(2005, 2023)) for _ in range(12)]
    yield Question("coverage of a province, a year", years, owed, budget=150.0)
    given = [(dice.body() * POSTS, dice.day()) for _ in range(times)]
    yield Question("holders of a post", given, held, held_signed, arrays.holders, walks.holders)


def heads_below(view: View, body: str, when: Window) -> dict[str, list[Holder]]:
    """All bodies below one, each with the certain or possible holders of its party head post."""
    frontier = [body]
    found: dict[str, list[Holder]] = {body: []}
    while frontier:
        below = view.expand(frontier, ("ANSWERS_TO",), "in", when=when, facets=("party",))
        frontier = [edge.source for edge in below if edge.source not in found]
        found.update((i, []) for i in frontier)
    posts = {e.source: e.target for e in view.expand(found, ("POST_OF",), "in", facets=("party",))}
    for post, held in holders_at(view, view.nodes(posts), when).items():
        found[posts[post]] += held
    return found


def _ways(
    dice: _Dice, arrays: Arrays, walks: Walks, numbers: Numbers, times: int
) -> Iterator[Question]:
    person_id = dice.world.node_id

    def way(view: View, a: int, b: int, hops: int) -> Paths:
        return paths(view, person_id("Person", a), person_id("Person", b), max_hops=hops)

    def length(found: Paths) -> int | None:
        return len(found.paths[0].edges) if found.paths else None

    def around(view: View, person: int, hops: int) -> Neighbourhood:
        return neighbourhood(view, [person_id("Person", person)], hops=hops, limit=ALL)

    given: list[tuple[Any, ...]] = [
        (dice.person(), dice.person(), MAX_HOPS) for _ in range(times // 2)
    ]
    yield Question("path of at most 6 hops", given, way, length, arrays.hops, walks.hops, 10.0)
    given = [(dice.person(), 2) for _ in range(times // 2)]
    yield Question(
        "neighbourhood, two hops", given, around,
        lambda found: frozenset(numbers[i] for i in found.nodes), arrays.around, walks.around,
    )  # fmt: skip


def _searches(dice: _Dice, arrays: Arrays, numbers: Numbers, times: int) -> Iterator[Question]:
    def found(view: View, text: str) -> Found:
        return search(view, text, limit=SHOWN)

    def named_so(found: Found) -> frozenset[int]:
        return frozenset(numbers[hit.node.id] for hit in found.hits if hit.how is How.EXACT)

    def counted(found: Found) -> int:
        return sum(hit.how in (How.EXACT, How.PREFIX) for hit in found.hits)

    names = [name for _ in range(2 * times) if len(arrays.named(name := dice.name())) <= SHOWN]
    names = names[:times]
    exact = [(name,) for name in names]
    yield Question("search: exact", exact, found, named_so, arrays.named, budget=1.0)
    begun = [(name[:2],) for name in names]
    yield Question(
        "search: prefix", begun, found, counted,
        lambda prefix: min(SHOWN, len(arrays.beginning(prefix))), budget=1.0,
    )  # fmt: skip
    spelled = [("".join(lazy_pinyin(name)),) for name in names]
    yield Question("search: pinyin", spelled, found, budget=1.0)
