from __future__ import annotations

from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.dates import Certainty, Window, window
from graph.errors import InvalidData
from graph.ids import relation_of
from graph.queries import conflicts as module
from graph.queries.conflicts import (
    Clash,
    Conflict,
    DifferingValues,
    Dispute,
    TwoNatures,
    conflicts,
)
from graph.record import Edge, Record
from graph.schema import schema
from graph.store import View
from tests.graph.queries.conftest import Build
from tests.graph.strategies import FAMILIES, by_record, edges_of, nodes_of, worlds
from tests.world import World

TENURES = tuple(f for f in FAMILIES if f.kind in ("HOLDS", "POST_OF"))
HEADS = {"party", "administration", "discipline"}


def all_pages(view: View, limit: int, kinds: list[str] | None = None) -> list[Conflict]:
    found: list[Conflict] = []
    after = ""
    while True:
        page = conflicts(view, kinds=kinds, after=after, limit=limit)
        assert len(page.conflicts) == limit or not page.next
        found += page.conflicts
        after = page.next
        if not after:
            return found


def at_once(one: Edge, other: Edge) -> bool:
    """Whether both certainly held on one day, tried on each day on which either surely began."""
    days = [Window(d, d) for d in (one.interval.since_hi, other.interval.since_hi)]
    return any(
        one.interval.at(day) is Certainty.CERTAIN and other.interval.at(day) is Certainty.CERTAIN
        for day in days
    )


def regular(edge: Edge) -> bool:
    return edge.facet == "正式" and "concurrent" not in edge.properties


def pairs(clashes: tuple[Clash, ...]) -> set[frozenset[str]]:
    return {frozenset((c.one.edge.id, c.other.edge.id)) for c in clashes}


@settings(max_examples=120, deadline=None)
@given(
    world=worlds(TENURES, most=18),
    limit=st.integers(1, 4),
    portion=st.integers(1, 5),
)
def test_conflicts_are_those_of_all_pairs(
    build: Build, world: list[Attestation], limit: int, portion: int
) -> None:
    store = build(world)
    with patch.object(module, "PORTION", portion):
        found = all_pages(store, limit)
    assert found == list(conflicts(store, limit=1_000).conflicts)
    edges = edges_of(world)
    records: list[Record] = [*nodes_of(world), *edges]

    differing = [c for c in found if isinstance(c, DifferingValues)]
    assert {(c.record.id, name) for c in differing for name in c.properties} == {
        (r.id, name)
        for r in records
        for name, values in r.properties.items()
        if len(values) > 1 and not schema().properties(r.kind)[name].many
    }
    said = by_record(world)
    for c in differing:
        for name, claims in c.properties.items():
            assert tuple(claim.value for claim in claims) == c.record.properties[name]
            for claim in claims:
                expected = {
                    s.id
                    for s in said[relation_of(c.record.id)]
                    for value in s.properties.get(name, ())
                    if str(claim.value).startswith(str(value))
                }
                assert {s.id for s in claim.sources} <= expected
                assert claim.sources

    holds = [e for e in edges if e.kind == "HOLDS"]
    heads = {e.source for e in edges if e.kind == "POST_OF" and e.facet in HEADS}
    disputed = {
        frozenset((x.id, y.id))
        for x, y in combinations(holds, 2)
        if x.target == y.target
        and x.target in heads
        and x.source != y.source
        and regular(x)
        and regular(y)
        and at_once(x, y)
    }
    disputes = [c for c in found if isinstance(c, Dispute)]
    assert {pair for c in disputes for pair in pairs(c.clashes)} == disputed
    assert len({c.post.id for c in disputes}) == len(disputes)
    for dispute in disputes:
        assert {b.id for b in dispute.bodies} == {
            e.target for e in edges if e.source == dispute.post.id and e.facet in HEADS
        }

    doubled = {
        frozenset((x.id, y.id))
        for x, y in combinations(holds, 2)
        if (x.source, x.target) == (y.source, y.target) and x.facet != y.facet and at_once(x, y)
    }
    natures = [c for c in found if isinstance(c, TwoNatures)]
    assert {pair for c in natures for pair in pairs(c.clashes)} == doubled
    assert len({(c.person.id, c.post.id) for c in natures}) == len(natures)
    assert [c.kind for c in found] == sorted(
        (c.kind for c in found), key=["values", "dispute", "natures"].index
    )


def test_each_side_has_its_sources(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    post = world.post(body, "书记", "party")
    world.edge("POST_OF", post, world.body("青川市人大", "人大"), head_of="party")
    world.holds("林一鸣", post, since="2010-01-01", until="2014-01-01")
    world.holds("周远", post, since="2013", until="2015-06-01")
    world.holds("周远", post, since="2012-06-01", until="2013-06-01", nature="代理")
    world.holds("周远", post, since="2013-02-01", until="2015-06-01")
    world.node("Person", "周远", name="周远", sex="男")
    world.node("Person", "周远", name="周远", sex="女")
    world.node("Person", "周远", name="周远", sex="女")
    store = build(world.statements)
    values, dispute, natures = conflicts(store).conflicts

    assert isinstance(values, DifferingValues)
    assert values.record.id == "周远"
    assert [(c.value, {s.place.locator for s in c.sources}) for c in values.properties["sex"]] == [
        ("女", {"第16行", "第17行"}),
        ("男", {"第15行"}),
    ]

    assert isinstance(dispute, Dispute)
    assert (dispute.post.id, [b.id for b in dispute.bodies]) == (post, ["青川市人大", body])
    (clash,) = dispute.clashes
    assert (clash.one.person.id, clash.other.person.id) == ("林一鸣", "周远")
    assert clash.days == Window(window("2013-02-01").first, window("2013-12-31").last)
    assert len(clash.other.sources) == 2

    assert isinstance(natures, TwoNatures)
    (clash,) = natures.clashes
    assert (clash.one.nature, clash.other.nature) == ("代理", "正式")
    assert clash.days == Window(window("2013-02-01").first, window("2013-05-31").last)


def test_an_edge_names_its_ends(build: Build) -> None:
    world = World()
    post = world.post(world.body("青川市委"), "书记", "party")
    world.holds("林一鸣", post, since="2010-01-01", rank="正处级")
    world.holds("林一鸣", post, since="2010-01-01", rank="副厅级")
    (values,) = conflicts(build(world.statements)).conflicts
    assert isinstance(values, DifferingValues)
    assert [n.id for n in values.ends] == ["林一鸣", post]
    assert list(values.properties) == ["rank"]


def test_a_page_may_end_between_two_posts_of_one_person(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    posts = [world.post(body, title) for title in ("委员", "秘书长", "副书记")]
    for post in posts:
        for nature in ("正式", "代理"):
            world.holds("林一鸣", post, since="2010-01-01", until="2011-01-01", nature=nature)
    found = all_pages(build(world.statements), 1)
    assert [c.post.id for c in found if isinstance(c, TwoNatures)] == sorted(posts)


def test_only_the_kinds_asked_for(build: Build) -> None:
    world = World()
    post = world.post(world.body("青川市委"), "书记", "party")
    for person in ("林一鸣", "周远"):
        world.holds(person, post, since="2010-01-01", until="2014-01-01")
        world.node("Person", person, name=person, sex="男")
        world.node("Person", person, name=person, sex="女")
    store = build(world.statements)
    assert [c.kind for c in conflicts(store).conflicts] == ["values", "values", "dispute"]
    assert [c.kind for c in all_pages(store, 1, ["dispute"])] == ["dispute"]
    assert [c.kind for c in all_pages(store, 1, ["values", "natures"])] == ["values", "values"]
    with pytest.raises(InvalidData, match="没有这种冲突：Person"):
        conflicts(store, kinds=["Person"])
    with pytest.raises(InvalidData, match="不认识的续页标记：x"):
        conflicts(store, after="x")
