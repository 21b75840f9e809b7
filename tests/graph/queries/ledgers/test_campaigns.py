"""Campaigns by system and place, with how their measures stand."""

from __future__ import annotations

from graph.dates import window
from graph.queries.ledgers.campaigns import Campaigns, campaigns
from tests.graph.queries.cases.test_case_file import full
from tests.graph.queries.conftest import Build
from tests.world import World


def driven() -> World:
    """Two campaigns of one system, one in the county and with two measures, one nowhere."""
    made = full()
    made.node("Division", "甲县", name="甲县", code="990101")
    made.node("Division", "乙市", name="乙市", code="990100")
    made.edge("LOCATED_IN", "甲县", "乙市", seat="管辖")
    made.edge("LOCATED_IN", "甲县委", "甲县", seat="管辖")
    made.node("Campaign", "专1", name="粮食专项", system="粮食", period="2016-11-01/2018-01-01")
    made.edge("TARGETS", "专1", "甲县委")
    made.edge("PROMPTED", "案1", "专1")
    made.edge("PART_OF", "措1", "专1")
    made.edge("TARGETS", "措1", "甲县委")
    made.node("ReformAction", "措2", number="措2", measure="整改", issued="2017-02-01")
    made.edge("PART_OF", "措2", "专1")
    made.node("Campaign", "专2", name="粮库专项", system="粮食", period="2019/")
    made.node("Campaign", "专3", name="作风专项")
    return made


def standing(found: Campaigns) -> list[tuple[str, str, dict[str, tuple[str, ...]]]]:
    return [
        (one.system, one.place.caption if one.place else "", dict(one.measures))
        for one in found.theatres
    ]


def names(found: Campaigns) -> list[str]:
    return [drive.campaign.caption for drive in found.drives]


def test_measures_stand_by_system_place_and_state(build: Build) -> None:
    found = campaigns(build(driven().statements))
    assert set(names(found)) == {"作风专项", "粮食专项", "粮库专项"}
    grain = [row for row in standing(found) if row[0] == "粮食"]
    assert grain == [
        ("粮食", "甲县", {"已销号": ("措1",)}), ("粮食", "", {"未见记录": ("措2",)}),
    ]  # fmt: skip
    (drive,) = [d for d in found.drives if d.campaign.id == "专1"]
    assert [case.caption for case in drive.cases] == ["案1"]
    assert drive.sources


def test_filters_by_system_place_body_and_day(build: Build) -> None:
    store = build(driven().statements)
    nodes = store.nodes(["甲县", "乙市", "乙市委", "丙省纪委"])
    assert set(names(campaigns(store, system="粮食"))) == {"粮食专项", "粮库专项"}
    assert names(campaigns(store, place=nodes["甲县"])) == ["粮食专项"]
    assert names(campaigns(store, place=nodes["乙市"])) == ["粮食专项"]
    assert names(campaigns(store, organization=nodes["乙市委"])) == ["粮食专项"]
    assert names(campaigns(store, organization=nodes["丙省纪委"])) == []
    early = campaigns(store, system="粮食", as_of=window("2016-12-31").last)
    assert names(early) == ["粮食专项"]
    assert [m.kind for m in early.drives[0].measures] == ["通报"]
    assert standing(early)[0][2] == {"未见记录": ("措1",)}  # it was closed later
