from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation
from graph.dates import window
from graph.errors import InvalidData, NotFound
from graph.queries.timeline import timeline
from graph.schema import schema
from tests.graph.queries.conftest import Build
from tests.graph.strategies import DATES, NODES, worlds
from tests.world import World

dates = st.none() | st.sampled_from(DATES)


@settings(max_examples=120, deadline=None)
@given(world=worlds(), node=st.sampled_from(sorted(NODES)), since=dates, until=dates)
def test_every_date_that_a_source_gives_is_there_with_its_sources(
    build: Build, world: list[Attestation], node: str, since: str | None, until: str | None
) -> None:
    store = build(world)
    found = timeline(store, node, since=since, until=until)
    everything = timeline(store, node)
    first = window(since).first if since else 0
    last = window(until).last if until else 10**7
    assert found == tuple(
        m for m in everything if window(m.date).first <= last and first <= window(m.date).last
    )
    order = [(window(m.date).first, -window(m.date).last) for m in everything]
    assert order == sorted(order)

    # what sources say, statement by statement: each date, or a finer one that fits it, is a moment
    said: set[tuple[str, str, str, str]] = set()
    for s in world:
        if s.record == node or node in (s.source, s.target):
            for name, values in s.properties.items():
                if schema().properties(s.kind)[name].type == "date":
                    said |= {(s.id, s.record, name, str(value)) for value in values}
    shown = {
        (s.id, m.edge.relation if m.edge else node, m.field or m.what, m.date)
        for m in everything
        if m.edge is None or not m.field
        for s in m.sources
    }
    for statement, record, name, date in said:
        assert any(
            (i, r, n) == (statement, record, name) and d.startswith(date) for i, r, n, d in shown
        )
    for statement, record, name, date in shown:
        assert any(
            (i, r, n) == (statement, record, name) and date.startswith(d) for i, r, n, d in said
        )
    for m in everything:
        assert m.sources
        assert (m.edge is None) == (m.other is None)
        if m.edge is not None and m.other is not None:
            assert {m.edge.source, m.edge.target} == {node, m.other.id}


def test_one_persons_life_in_order(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    secretary = world.post(body, "书记", "party")
    world.node("Person", "林一鸣", name="林一鸣", birth="1960")
    world.node("Person", "林一鸣", name="林一鸣", birth="1960-05")
    world.holds("林一鸣", world.post(body, "副书记"), since="2014", until="2014-05-20")
    world.holds("林一鸣", secretary, since="2014-05-20", seen=["2014-05", "2015-01-01"])
    case = world.node("Case", "案一", number="案一", reported="2016", conduct="2012/2014-05")
    world.edge("SUBJECT_OF", "林一鸣", case)
    talk = world.node("Talk", "谈一", type="提醒谈话", date="2015-03", entered="2017")
    world.edge("PARTICIPATED", "林一鸣", talk, role="谈话对象", on="2015-03")
    child = world.node("Person", "林小满", name="林小满", birth="1990")
    world.edge("FAMILY_OF", child, "林一鸣")
    found = timeline(build(world.statements), "林一鸣")
    assert [(m.date, m.what, m.field, m.other.id if m.other else "") for m in found] == [
        ("1960-05", "on", "birth", ""),
        ("2012", "since", "conduct", case),
        ("2014", "since", "", "青川市委副书记"),
        ("2014-05", "until", "conduct", case),
        ("2014-05", "seen", "", secretary),
        ("2014-05-20", "until", "", "青川市委副书记"),
        ("2014-05-20", "since", "", secretary),
        ("2015-01-01", "seen", "", secretary),
        ("2015-03", "on", "", talk),
        ("2016", "on", "reported", case),
    ]
    assert [len(m.sources) for m in found] == [2, *[1] * 9]


def test_differing_dates_are_moments_of_their_own(build: Build) -> None:
    world = World()
    post = world.post(world.body("青川市委"), "书记", "party")
    world.node("Post", post, title="书记", vacant=["2013-01-01", "2012-02/", "/2012"])
    for since in ("2014", "2014-03", "2014-06"):
        world.holds("林一鸣", post, since=since, until="2018")
    found = timeline(build(world.statements), post, since="2012", until="2014")
    assert [(m.date, m.what, m.field, len(m.sources)) for m in found] == [
        ("2012", "until", "vacant", 1),
        ("2012-02", "since", "vacant", 1),
        ("2013-01-01", "on", "vacant", 1),
        ("2014-03", "since", "", 2),
        ("2014-06", "since", "", 2),
    ]


def test_what_cannot_be_asked(build: Build) -> None:
    world = World()
    body = world.body("青川市委")
    store = build(world.statements)
    assert timeline(store, body) == ()
    with pytest.raises(NotFound, match="没有 甲"):
        timeline(store, "甲")
    with pytest.raises(InvalidData, match="不是 ISO 8601"):
        timeline(store, body, since="去年")
