from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import Certainty, Interval, window
from graph.errors import InvalidData, NotFound
from graph.queries.chain import Chain, Direction, chain
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.world import FROM, World, three_levels


def spine(found: Chain) -> list[tuple[int, str, list[str], list[tuple[str, list[str]]]]]:
    """Depth, body, names of its heads, and the seats beside with their names."""
    return [
        (
            at.depth,
            at.body.caption,
            [h.person.caption for seat in at.heads for h in seat.holders],
            [(seat.role, [h.person.caption for h in seat.holders]) for seat in at.beside],
        )
        for at in found.bodies
    ]


def notes(found: Chain) -> list[tuple[str, tuple[str, ...]]]:
    return [(note.code, note.nodes) for note in found.notes]


def test_someone_who_is_no_head_first_meets_the_head_of_the_own_body() -> None:
    found = chain(three_levels().store(), "副局长人", "2015-05-01")
    assert spine(found) == [
        (0, "甲县财政局党组", ["组长人"], [("administration", ["局长人"]), ("分管", ["甲县长人"])]),
        (1, "甲县委", ["甲县书记人"], [("administration", ["甲县长人"])]),
        (2, "乙市委", ["乙市书记人"], [("administration", ["乙市长人"])]),
        (3, "丙省委", ["丙省书记人"], [("administration", ["丙省长人"])]),
    ]
    assert [(link.lower, link.upper, link.certainty, link.main) for link in found.links] == [
        ("甲县财政局党组", "甲县委", Certainty.CERTAIN, True),
        ("甲县委", "乙市委", Certainty.CERTAIN, True),
        ("乙市委", "丙省委", Certainty.CERTAIN, True),
    ]
    assert all(len(link.sources) == 1 for link in found.links)
    assert notes(found) == [("top", ("丙省委",))]


def test_a_division_of_work_lasts_until_the_next_paper_of_the_same_body() -> None:
    world = three_levels()
    world.post("甲县政府", "副县长")
    world.post("甲县委", "副书记")
    world.edge("OVERSEES", "甲县政府副县长", "乙市政府", since="2012-01-01")
    world.edge("OVERSEES", "甲县政府副县长", "乙市政府", since="2014-06-01")
    world.edge("OVERSEES", "甲县委副书记", "乙市政府", since="2013-01-01")
    world.edge("OVERSEES", "甲县政府长", "乙市政府", since="2016-01-01")
    store = world.store()

    def overseers(on: str) -> list[tuple[str, str]]:
        at = chain(store, "乙市委", on).bodies[0]
        return [
            (seat.post.id, seat.certainty.value)
            for seat in at.beside
            if seat.post and seat.role == "分管"
        ]

    assert overseers("2014-06-01") == [
        ("甲县政府副县长", "certain"), ("甲县委副书记", "possible"),
    ]  # fmt: skip
    assert overseers("2017-01-01") == [("甲县委副书记", "possible"), ("甲县政府长", "possible")]


def test_the_discipline_chain_shows_the_committee_of_the_same_level_but_does_not_follow_it() -> (
    None
):
    found = chain(three_levels().store(), "副局长人", "2015-05-01", "discipline")
    main = [(link.lower, link.upper) for link in found.links if link.main]
    dotted = [(link.lower, link.upper) for link in found.links if not link.main]
    assert main == [("甲县纪委", "乙市纪委"), ("乙市纪委", "丙省纪委")]
    assert sorted(dotted) == [
        ("丙省纪委", "丙省委"),
        ("乙市纪委", "乙市委"),
        ("甲县纪委", "甲县委"),
    ]
    heads = {
        at.body.caption: [h.person.caption for s in at.heads for h in s.holders]
        for at in found.bodies
    }
    assert heads == {
        "甲县纪委": ["甲县纪检人"], "乙市纪委": ["乙市纪检人"], "丙省纪委": ["丙省纪检人"],
        "甲县委": ["甲县书记人"], "乙市委": ["乙市书记人"], "丙省委": ["丙省书记人"],
    }  # fmt: skip


def test_the_head_of_a_party_department_answers_for_it() -> None:
    world = three_levels()
    world.body("甲县委组织部", "党委部门")
    world.holds("部长人", world.post("甲县委组织部", "部长", "administration"), **FROM)
    world.answers("甲县委组织部", "甲县委", **FROM)
    found = chain(world.store(), "部长人", "2015")
    assert spine(found)[:2] == [
        (0, "甲县委组织部", ["部长人"], []),
        (1, "甲县委", ["甲县书记人"], [("administration", ["甲县长人"])]),
    ]


def test_the_director_answers_for_a_supervision_commission_and_the_other_sign_leads_it() -> None:
    world = three_levels()
    world.node("Division", "甲县", name="甲县", code="990101")
    for place in ("甲县", "乙市"):
        world.body(f"{place}监委", "监委")
        world.holds(f"{place}纪检人", world.post(f"{place}监委", "主任", "administration"), **FROM)
    for organ in ("甲县监委", "甲县纪委"):
        world.edge("LOCATED_IN", organ, "甲县", seat="管辖", **FROM)
    world.answers("甲县监委", "乙市监委", "discipline", **FROM)
    store = world.store()
    assert spine(chain(store, "甲县监委", "2015", "discipline")) == [
        (0, "甲县监委", ["甲县纪检人"], []), (1, "乙市监委", ["乙市纪检人"], []),
    ]  # fmt: skip
    found = chain(store, "甲县监委", "2015")
    assert [at.body.caption for at in found.bodies] == ["甲县纪委", "甲县委", "乙市委", "丙省委"]
    assert notes(found) == [("part", ("甲县监委", "甲县纪委")), ("top", ("丙省委",))]
    assert [at.body.caption for at in chain(store, "乙市监委", "2015").bodies] == ["乙市监委"]
    both = chain(store, "甲县纪检人", "2015")
    assert [at.body.caption for at in both.bodies if at.depth == 0] == ["甲县纪委"]


def test_a_stationed_group_is_led_by_its_sender_and_not_by_its_host() -> None:
    world = three_levels()
    world.body("驻甲县财政局组", "派驻组")
    world.edge("COMPONENT_OF", "驻甲县财政局组", "甲县纪委", **FROM)
    world.edge("SUPERVISES", "驻甲县财政局组", "甲县财政局", **FROM)
    found = chain(world.store(), "驻甲县财政局组", "2015")
    assert [at.body.caption for at in found.bodies] == ["甲县纪委", "甲县委", "乙市委", "丙省委"]
    assert notes(found)[0] == ("part", ("驻甲县财政局组", "甲县纪委"))


def test_a_stationed_group_with_two_hosts_stands_above_both() -> None:
    world = three_levels()
    world.body("驻甲县综合组", "派驻组")
    world.body("甲县统计局", "部门")
    for host in ("甲县财政局", "甲县统计局"):
        world.edge("SUPERVISES", "驻甲县综合组", host, since="2016-01-01", until="2020-01-01")
    world.answers("驻甲县综合组", "甲县纪委", "discipline", since="2016-01-01", until="2020-01-01")
    store = world.store()
    found = chain(store, "甲县统计局", "2017", "discipline")
    assert [(a.depth, a.body.caption) for a in found.bodies][:2] == [
        (0, "驻甲县综合组"),
        (1, "甲县纪委"),
    ]
    assert found.bodies[0].heads[0].post is None
    assert [note.code for note in chain(store, "甲县统计局", "2015", "discipline").notes] == [
        "no_organ"
    ]


def test_a_case_is_traced_from_its_place_and_missing_heads_are_said() -> None:
    world = three_levels()
    world.node("Division", "甲县", name="甲县", code="990101")
    world.body("甲县新区委")
    world.edge("LOCATED_IN", "甲县新区委", "甲县", seat="管辖", **FROM)
    world.edge("LOCATED_IN", "甲县财政局", "甲县", seat="驻地", **FROM)
    world.answers("甲县新区委", "乙市委", **FROM)
    world.node("Case", "案一", number="案一")
    world.edge("OCCURRED_IN", "案一", "甲县", on="2014-05")
    found = chain(world.store(), "案一", "2014-05")
    assert [(a.body.caption, [s.state.value for s in a.heads]) for a in found.bodies] == [
        ("甲县新区委", ["not_recorded"]),
        ("乙市委", ["held"]),
        ("丙省委", ["held"]),
    ]


def test_one_person_on_two_levels_is_said_and_the_next_level_follows() -> None:
    world = three_levels()
    world.holds("乙市书记人", "甲县委书记", since="2016-01-01", until="2018-01-01", nature="正式")
    found = chain(world.store(), "甲县委", "2017-05-01")
    assert ("same_person", ("乙市书记人", "甲县委", "乙市委")) in notes(found)
    assert [a.body.caption for a in found.bodies] == ["甲县委", "乙市委", "丙省委"]


def test_talks_between_two_levels_stand_on_their_link() -> None:
    world = three_levels()
    for talk, on in (("谈一", "2014-09"), ("谈二", "2012-01-01")):
        world.node("Talk", talk, type="提醒谈话", date=on)
        world.edge("PARTICIPATED", "乙市书记人", talk, role="谈话人", on=on)
        world.edge("PARTICIPATED", "甲县书记人", talk, role="谈话对象", on=on)
    found = chain(world.store(), "甲县委", "2015-05-01")
    assert [[t.talk.id for t in link.talks] for link in found.links] == [["谈一"], []]


def test_the_talks_of_a_subject_who_is_no_head_count_too() -> None:
    world = three_levels()
    world.node("Talk", "谈一", type="提醒谈话", date="2014-09")
    world.edge("PARTICIPATED", "甲县书记人", "谈一", role="谈话人", on="2014-09")
    world.edge("PARTICIPATED", "副局长人", "谈一", role="谈话对象", on="2014-09")
    found = chain(world.store(), "副局长人", "2015-05-01")
    assert [[t.talked_to for t in link.talks] for link in found.links] == [[("副局长人",)], [], []]


def test_the_side_that_does_not_lead_is_dotted_and_not_followed() -> None:
    world = three_levels()
    world.body("甲县税务局党委")
    world.body("乙市税务局党委")
    both = {"leads": "vertical", **FROM}
    world.answers("甲县税务局党委", "乙市税务局党委", mode="vertical", **both)
    world.answers("甲县税务局党委", "甲县委", mode="local", **both)
    found = chain(world.store(), "甲县税务局党委", "2015")
    assert [(a.depth, a.body.caption) for a in found.bodies] == [
        (0, "甲县税务局党委"), (1, "乙市税务局党委"), (1, "甲县委"),
    ]  # fmt: skip
    assert {(link.upper, link.main) for link in found.links} == {
        ("乙市税务局党委", True), ("甲县委", False),
    }  # fmt: skip


def test_posts_that_name_their_superior_form_a_reporting_chain() -> None:
    world = World()
    world.body("某署", "部门")
    for post in ("甲", "乙", "丙"):
        world.post("某署", post)
    world.answers("某署甲", "某署乙", "reporting", seen="2011-03-31")
    world.answers("某署乙", "某署丙", "reporting", seen="2011-03-31")
    world.answers("某署丙", "某署丙", "reporting", seen="2011-03-31")
    world.holds("沈一", "某署甲", seen=["2011-03-31"])
    found = chain(world.store(), "沈一", "2011-03-31", "reporting")
    assert [a.body.caption for a in found.bodies] == ["甲", "乙", "丙"]
    assert [a.heads[0].state.value for a in found.bodies] == [
        "held",
        "not_recorded",
        "not_recorded",
    ]
    assert notes(found) == [("cycle", ("某署丙",))]


def test_downwards_it_is_a_tree_and_a_limit_is_said() -> None:
    store = three_levels().store()
    found = chain(store, "丙省委", "2015", direction="down")
    assert [(a.depth, a.body.caption) for a in found.bodies] == [
        (0, "丙省委"), (1, "丙省纪委"), (1, "乙市委"), (2, "乙市纪委"), (2, "甲县委"),
        (3, "甲县纪委"), (3, "甲县财政局党组"),
    ]  # fmt: skip
    cut = chain(store, "丙省委", "2015", direction="down", limit=3)
    assert (len(cut.bodies), cut.total, notes(cut)) == (3, 7, [("cut", ())])
    shallow = chain(store, "丙省委", "2015", direction="down", max_depth=1)
    assert (shallow.total, notes(shallow)) == (3, [("cut", ())])


def test_what_is_not_known_is_an_error_that_says_what_to_do() -> None:
    world = three_levels()
    world.node("Talk", "谈", type="提醒谈话")
    store = world.store()
    with pytest.raises(NotFound, match="库中没有 无此人"):
        chain(store, "无此人", "2015")
    with pytest.raises(InvalidData, match="不处在任何机构之中"):
        chain(store, "谈", "2015")
    with pytest.raises(InvalidData, match=r"2015-06-31.*30 天"):
        chain(store, "甲县委", "2015-06-31")


def test_someone_without_a_post_that_day_is_nowhere() -> None:
    found = chain(three_levels().store(), "副局长人", "2021")
    assert (found.bodies, [note.code for note in found.notes]) == ((), ["nowhere"])


# the oracle

BODIES = [f"机构{i}" for i in range(6)]
Edge = tuple[str, str, int, int]
"""Lower, upper, first year, year after the last."""

edges = st.lists(
    st.tuples(
        st.sampled_from(BODIES), st.sampled_from(BODIES), st.integers(2010, 2014), st.integers(1, 4)
    ).map(lambda e: (e[0], e[1], e[2], e[2] + e[3])),
    max_size=12,
    unique_by=lambda e: (e[0], e[1]),
)


def reachable(found: list[Edge], start: str, year: int, up: bool) -> dict[str, int]:
    """The shortest depth of every body that can be reached, by trying all walks."""
    holding = [e for e in found if e[2] <= year < e[3]]
    depths = {start: 0}
    for depth in range(1, len(BODIES) + 1):
        for lower, upper, *_ in holding:
            near, far = (lower, upper) if up else (upper, lower)
            if depths.get(near) == depth - 1 and far not in depths:
                depths[far] = depth
    return depths


def in_a_circle(found: list[Edge], bodies: dict[str, int], year: int) -> set[str]:
    """The bodies that can reach themselves."""
    within = [e for e in found if e[0] in bodies and e[1] in bodies]
    return {
        body
        for body in bodies
        if any(
            e[1] == body or body in reachable(within, e[1], year, up=True)
            for e in within
            if e[0] == body and e[2] <= year < e[3]
        )
    }


@given(edges, st.sampled_from(BODIES), st.sampled_from(["up", "down"]))
@settings(max_examples=150)
def test_every_walk_agrees_with_trying_all_walks(
    found: list[Edge], start: str, direction: Direction
) -> None:
    world = World()
    for body in BODIES:
        world.body(body)
    for lower, upper, first, out in found:
        world.answers(lower, upper, since=f"{first}-01-01", until=f"{out}-01-01")
    store = world.store()
    for year in (2011, 2013):
        got = chain(store, start, f"{year}-06-01", direction=direction)
        expected = reachable(found, start, year, direction == "up")
        assert {a.body.id: a.depth for a in got.bodies} == expected
        assert {(link.lower, link.upper) for link in got.links} == {
            (e[0], e[1]) for e in found if e[2] <= year < e[3] and {e[0], e[1]} <= expected.keys()
        }
        circles = {n for note in got.notes if note.code == "cycle" for n in note.nodes}
        assert circles == in_a_circle(found, expected, year)
        depth = expected
        for link in got.links:
            near, far = (link.lower, link.upper) if direction == "up" else (link.upper, link.lower)
            assert link.main or {near, far} <= circles
            assert depth[far] <= depth[near] + 1


def test_both_stores_give_the_same_chain(tmp_path: Path) -> None:
    world = three_levels()
    stores: list[Store] = [world.store(), world.store(SqliteStore(str(tmp_path / "库.db")))]
    for subject in ("副局长人", "甲县委", "丙省委"):
        for duty in ("party", "discipline"):
            for direction in ("up", "down"):
                one, other = (spine(chain(s, subject, "2015-05", duty, direction)) for s in stores)
                assert one == other


def test_possible_links_are_marked() -> None:
    world = World()
    world.body("甲乡党委")
    world.body("甲县委")
    world.answers("甲乡党委", "甲县委", since="2014", until="2016")
    store = world.store()
    assert [link.certainty for link in chain(store, "甲乡党委", "2014-03").links] == [
        Certainty.POSSIBLE
    ]
    assert Interval.of("2014", "2016").at(window("2014-03")) is Certainty.POSSIBLE
    assert [link.certainty for link in chain(store, "甲乡党委", "2015-03").links] == [
        Certainty.CERTAIN
    ]
