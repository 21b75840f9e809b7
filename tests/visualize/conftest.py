from __future__ import annotations

import pytest

from graph.queries.chain import Direction, chain
from graph.store import Store
from tests.world import World
from visualize.chain_picture import chain_picture
from visualize.citations import document_titles
from visualize.picture import Picture

FROM = {"since": "2010-01-01", "until": "2020-01-01"}
MARKUP = '</script><img src=x onerror="alert(1)">'
"""A name that would run if anything took it for markup."""


def small_world() -> World:
    """甲县 under 乙市 under 丙省, each with committee and discipline commission.

    The county has no head on record, the city two, the province one whose end nobody knows, and
    the city's discipline commission a vacant head post.
    """
    world = World()
    for place in ("甲县", "乙市", "丙省"):
        world.body(f"{place}委")
        world.body(f"{place}纪委", "纪委")
        world.post(f"{place}委", "书记", "party")
        world.post(f"{place}纪委", "纪委书记", "discipline")
        world.answers(f"{place}纪委", f"{place}委", **FROM)
        world.edge("SUPERVISES", f"{place}纪委", f"{place}委", **FROM)
    for lower, upper in (("甲县", "乙市"), ("乙市", "丙省")):
        world.answers(f"{lower}委", f"{upper}委", since="2010", until="2016")
        world.answers(f"{lower}纪委", f"{upper}纪委", "discipline", **FROM)
    world.holds("林一鸣", "乙市委书记", **FROM)
    world.holds(MARKUP, "乙市委书记", since="2012-03", until="2018-05-01")
    world.holds("周行之", "丙省委书记", since="2014-02-01", nature="主持工作")
    world.holds("沈知微", "甲县纪委纪委书记", **FROM)
    world.node("Post", "乙市纪委纪委书记", title="纪委书记", vacant="2015-01-01/2016-01-01")
    world.body("乙市政府", "政府")
    world.edge("PARTY_BODY_OF", "乙市委", "乙市政府", party_scope="本级", **FROM)
    world.holds("顾南星", world.post("乙市政府", "市长", "administration"), **FROM)
    return world


@pytest.fixture(scope="session")
def store() -> Store:
    return small_world().store()


def chain_of(
    store: Store, subject: str, on: str, duty: str = "party", direction: Direction = "up"
) -> Picture:
    found = chain(store, subject, on, duty, direction)
    return chain_picture(found, document_titles(store, found))
