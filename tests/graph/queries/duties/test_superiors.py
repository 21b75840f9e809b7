"""Which body stands above another along the path of a rule."""

from __future__ import annotations

from graph.dates import window
from graph.queries.duties.superiors import superiors
from graph.rules.rule import TREE, Step
from tests.graph.queries.conftest import Build
from tests.world import World

ALL_TIME = {"since": "2010-01-01", "until": "2030-01-01"}


def above(build: Build, world: World, *path: Step) -> dict[str, list[str]]:
    store = build(world.statements)
    lines = superiors(store, ("镇委", "县委", "市委"), path, window("2020"))
    return {body: [line.above for line in found] for body, found in lines.items()}


def three() -> World:
    world = World()
    for body, kind in (("镇委", "党委"), ("县委", "党委"), ("市委", "党组")):
        world.body(body, kind)
    world.answers("镇委", "县委", **ALL_TIME)
    world.answers("县委", "市委", **ALL_TIME)
    return world


def test_each_step_goes_one_level_up(build: Build) -> None:
    assert above(build, three(), *TREE) == {"镇委": ["县委"], "县委": ["市委"], "市委": []}
    assert above(build, three(), *TREE, *TREE) == {"镇委": ["市委"], "县委": [], "市委": []}


def test_a_step_to_bodies_of_a_type_leaves_out_the_others(build: Build) -> None:
    step = Step(edge="ANSWERS_TO", facet="party", types=("党委",))
    assert above(build, three(), step) == {"镇委": ["县委"], "县委": [], "市委": []}


def test_nobody_stands_above_himself_and_a_circle_comes_back_on_the_way_only(build: Build) -> None:
    world = three()
    world.answers("市委", "县委", **ALL_TIME)
    assert above(build, world, *TREE, *TREE) == {"镇委": ["市委"], "县委": [], "市委": []}
    three_up = above(build, world, *TREE, *TREE, *TREE)
    assert three_up == {"镇委": ["县委"], "县委": ["市委"], "市委": ["县委"]}
    down = Step(edge="ANSWERS_TO", towards="in", facet="party")
    assert above(build, three(), *TREE, down) == {"镇委": [], "县委": [], "市委": []}


def test_a_step_from_units_begins_at_those_whose_party_body_it_is_too(build: Build) -> None:
    world = three()
    world.body("县政府", "政府")
    world.body("市政府", "政府")
    world.edge("PARTY_BODY_OF", "县委", "县政府", **ALL_TIME)
    world.answers("县政府", "市政府", "administration", **ALL_TIME)
    step = Step(edge="ANSWERS_TO", facet="administration", start="unit")
    assert above(build, world, step) == {"镇委": [], "县委": ["市政府"], "市委": []}
    assert above(build, world, *TREE, step)["镇委"] == ["市政府"]
