from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Certainty, Window, iso, window
from graph.queries.tenure import holders_at, tenures, tenures_of
from tests.world import World

FIRST = date(2010, 1, 1).toordinal()
DAYS = 12


def head_post() -> tuple[World, str]:
    world = World()
    world.body("甲县委")
    return world, world.post("甲县委", "书记", "party")


def answer(world: World, post: str, on: str) -> dict[str, str]:
    store = world.store()
    held = holders_at(store, store.nodes([post]), window(on))[post]
    return {h.person.caption: h.certainty.value for h in held}


def test_an_unknown_end_is_certain_to_the_last_sighting_and_possible_to_the_next_holder() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", seen=["2014-12-31"])
    world.holds("周可风", post, since="2016-06-01", until="2018-01-01")
    assert answer(world, post, "2014-12-31") == {"林一鸣": "certain"}
    assert answer(world, post, "2015-01-01") == {"林一鸣": "possible"}
    assert answer(world, post, "2016-05-31") == {"林一鸣": "possible"}
    assert answer(world, post, "2016-06-01") == {"周可风": "certain"}
    assert answer(world, post, "2019-01-01") == {}


def test_an_unknown_beginning_reaches_back_to_the_holder_before() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01", until="2014-01-01")
    world.holds("周可风", post, seen=["2016-06-01"])
    assert answer(world, post, "2013-12-31") == {"林一鸣": "certain"}
    assert answer(world, post, "2014-01-01") == {"周可风": "possible"}
    assert answer(world, post, "2016-06-01") == {"周可风": "certain"}


def test_a_day_on_which_two_are_attested_is_certain_for_both() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2015-01-01", until="2017-01-01")
    world.holds("周可风", post, seen=["2015-12-31"])
    assert answer(world, post, "2015-12-30") == {"林一鸣": "certain"}
    assert answer(world, post, "2015-12-31") == {"周可风": "certain", "林一鸣": "certain"}
    assert answer(world, post, "2016-01-01") == {"林一鸣": "certain"}


def test_an_unknown_beginning_of_a_second_spell_lies_after_the_end_of_the_first() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2002", until="2005-06-01")
    world.holds("林一鸣", post, seen=["2008-12-31"])
    assert answer(world, post, "2001-12-31") == {}
    assert answer(world, post, "2006") == {"林一鸣": "possible"}


def test_seconded_holders_bound_nobody() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01")
    world.holds("周可风", post, since="2013-01-01", until="2014-01-01", nature="挂职")
    assert answer(world, post, "2015-01-01") == {"林一鸣": "possible"}


def test_seats_of_a_post_that_is_no_head_do_not_bound_each_other() -> None:
    world, _ = head_post()
    post = world.post("甲县委", "副书记")
    world.holds("林一鸣", post, since="2012-03-01")
    world.holds("周可风", post, since="2013-01-01", until="2014-01-01")
    assert answer(world, post, "2015-01-01") == {"林一鸣": "possible"}


def test_tenures_of_a_person_are_bounded_too() -> None:
    world, post = head_post()
    world.holds("林一鸣", post, since="2012-03-01")
    world.holds("周可风", post, since="2013-01-01", until="2014-01-01")
    store = world.store()
    assert [e.target for e, _ in tenures_of(store, "林一鸣", window("2012-12-31"))] == [post]
    assert tenures_of(store, "林一鸣", window("2013-01-01")) == []


def test_sources_that_name_the_day_come_first() -> None:
    world, post = head_post()
    for year in ("2011", "2012", "2013"):
        world.holds("林一鸣", post, seen=[year])
    store = world.store()
    (holder,) = holders_at(store, store.nodes([post]), window("2012"))[post]
    assert [s.properties["seen"] for s in holder.sources] == [("2012",), ("2011",), ("2013",)]


Spell = tuple[int, int | None]
"""First day, and first day out or unknown, as offsets."""


@st.composite
def spells(draw: st.DrawFn) -> dict[str, Spell]:
    people = draw(st.lists(st.sampled_from("甲乙丙丁"), unique=True, min_size=1))
    found: dict[str, Spell] = {}
    for person in people:
        start = draw(st.integers(0, DAYS - 2))
        end = draw(st.none() | st.integers(start + 1, DAYS))
        found[person] = (start, end)
    return found


def expected(found: dict[str, Spell], person: str, day: int) -> Certainty:
    """By definition: certain on attested days; where the end is unknown, possible from the last
    attested day until somebody else is attested."""

    def attested(who: str, on: int) -> bool:
        start, end = found[who]
        return start <= on < (start + 1 if end is None else end)

    if attested(person, day):
        return Certainty.CERTAIN
    start, end = found[person]
    if end is not None or day < start:
        return Certainty.NO
    others = [who for who in found if who != person]
    between = range(start + 1, day + 1)
    taken = any(attested(who, on) for who in others for on in between)
    return Certainty.NO if taken else Certainty.POSSIBLE


@given(spells())
def test_bounds_agree_with_day_by_day_counting(found: dict[str, Spell]) -> None:
    world, post = head_post()
    for person, (start, end) in found.items():
        until = {} if end is None else {"until": iso(FIRST + end)}
        world.holds(person, post, since=iso(FIRST + start), **until)
    intervals = {e.source: i for e, i in tenures(world.store(), [post])[post]}
    for day in range(DAYS + 2):
        on = Window(FIRST + day, FIRST + day)
        got = {person: intervals[person].at(on) for person in found}
        assert got == {person: expected(found, person, day) for person in found}


@pytest.mark.parametrize("on", ["2009", "2020-05-05"])
def test_nobody_is_invented(on: str) -> None:
    world, post = head_post()
    assert answer(world, post, on) == {}
