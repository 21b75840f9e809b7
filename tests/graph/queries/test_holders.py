from __future__ import annotations

import pytest

from graph.dates import window
from graph.queries.holders import PostHolders, State, holders
from tests.world import World


def ask(world: World, post: str, on: str) -> PostHolders:
    return holders(world.store(), [post], window(on))[post]


def head_post() -> tuple[World, str]:
    world = World()
    world.body("甲县委")
    return world, world.post("甲县委", "书记", "party")


def names(found: PostHolders) -> list[tuple[str, str]]:
    return [(h.person.caption, h.certainty.value) for h in found.holders]


def test_one_certain_holder() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03", until="2015-06-01")
    found = ask(world, post, "2013-01-01")
    assert (found.state, names(found)) == (State.HELD, [("林一鸣", "certain")])
    assert [s.place.locator for s in found.holders[0].sources] == ["第6行"]


def test_two_certain_regular_holders_are_a_dispute() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.holds("周可风", post, since="2015-05-01", until="2018-01-01")
    assert ask(world, post, "2015-05-20").state is State.DISPUTE
    assert ask(world, post, "2015").state is State.DISPUTE
    assert ask(world, post, "2014").state is State.HELD


def test_a_succession_within_the_asked_year_is_a_handover() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.holds("周可风", post, since="2015-06-01", until="2018-01-01")
    found = ask(world, post, "2015")
    assert found.state is State.HANDOVER
    assert names(found) == [("林一鸣", "certain"), ("周可风", "certain")]


def test_merely_possible_overlap_is_a_handover_with_the_certain_one_first() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012", until="2015-06")
    world.holds("周可风", post, since="2015-06-10", until="2018-01-01")
    found = ask(world, post, "2015-06-20")
    assert found.state is State.HANDOVER
    assert names(found) == [("周可风", "certain"), ("林一鸣", "possible")]


@pytest.mark.parametrize(
    "given", [{"nature": "代理"}, {"nature": "主持工作"}, {"concurrent": True}]
)
def test_acting_and_concurrent_holders_contradict_nobody(given: dict[str, str | bool]) -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.holds("周可风", post, since="2014-03-01", until="2016-01-01", **given)
    assert ask(world, post, "2015-01-01").state is State.HANDOVER


def test_seats_that_head_nothing_are_simply_held() -> None:
    world, _ = head_post()
    post = world.post("甲县委", "副书记")
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.holds("周可风", post, since="2014-03-01", until="2016-01-01")
    assert ask(world, post, "2015-01-01").state is State.HELD


def test_vacant_only_when_a_source_says_so() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.node("Post", post, vacant=["2015-06-01/2015-09-01"])
    found = ask(world, post, "2015-07-01")
    assert (found.state, names(found)) == (State.VACANT, [])
    assert [s.place.locator for s in found.vacancy] == ["第7行"]
    assert ask(world, post, "2015-09-01").state is State.NOT_RECORDED
    assert ask(world, post, "2013-09-01").vacancy == ()


def test_a_vacancy_beside_a_certain_holder_is_a_dispute() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2015-06-01")
    world.node("Post", post, vacant=["2015-05-20"])
    assert ask(world, post, "2015-05-20").state is State.DISPUTE
    assert ask(world, post, "2015-05-21").state is State.HELD


def test_unknown_posts_are_left_out() -> None:
    world, post = head_post()
    assert list(holders(world.store(), ["无此职务", post], window("2015"))) == [post]
