"""Reports of heads: who reported with which evaluation, of whom no report is recorded."""

from __future__ import annotations

from graph.dates import Certainty, window
from graph.queries.ledgers.reports import reports
from tests.graph.queries.conftest import Build
from tests.world import three_levels


def test_heads_below_with_their_reports_and_gaps(build: Build) -> None:
    world = three_levels()
    world.node("Evaluation", "述", plenary="全会", date="2015", manner="口头", result="好 30 票")
    world.edge("REPORTED_AT", "甲县书记人", "述", on="2015", post="甲县委书记")
    world.edge("HELD_BY", "述", "乙市纪委")
    world.body("丁乡委")
    world.answers("丁乡委", "甲县委", since="2010-01-01", until="2020-01-01")
    store = build(world.statements)
    city = store.nodes(["乙市委"])["乙市委"]
    found = reports(store, city, window("2015"))
    told = {h.person.id: [(r.evaluation.id, r.certainty) for r in h.reports] for h in found.heads}
    assert told["甲县书记人"] == [("述", Certainty.CERTAIN)]
    assert told["组长人"] == []
    assert "乙市书记人" not in told
    assert [body.id for body in found.headless] == ["丁乡委"]
    (report,) = next(h.reports for h in found.heads if h.person.id == "甲县书记人")
    assert ([o.id for o in report.organs], report.post) == (["乙市纪委"], "甲县委书记")
    assert report.sources
    part = reports(store, city, window("2015-03"))
    head = next(h for h in part.heads if h.person.id == "甲县书记人")
    assert [r.certainty for r in head.reports] == [Certainty.POSSIBLE]
    assert head.certainty is Certainty.CERTAIN


def test_reports_stand_in_order_of_the_days_that_their_dates_mean(build: Build) -> None:
    world = three_levels()
    for report, on in (("述二", "2015-03-01"), ("述一", "2015-02"), ("述零", "2015")):
        world.node("Evaluation", report, plenary=report, date=on)
        world.edge("REPORTED_AT", "甲县书记人", report, on=on)
    store = build(world.statements)
    found = reports(store, store.nodes(["乙市委"])["乙市委"], window("2015"))
    head = next(h for h in found.heads if h.person.id == "甲县书记人")
    assert [r.evaluation.id for r in head.reports] == ["述零", "述一", "述二"]
