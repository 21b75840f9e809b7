"""Ledgers: talks, the course of a clue. What is protected is never sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.count_shapes import CountsShape, counts_shape
from api.dependencies import On, Reading, Shaping, TaggedRoute
from api.ledger_shapes import (
    ClueCourseShape,
    TalkLedgerShape,
    clue_course_shape,
    talk_ledger_shape,
)
from api.ledgers import SUBJECTS, talk_types
from api.list_shapes import PowerListsShape, power_lists_shape
from api.periods import period_asked
from api.report_shapes import ReportsShape, reports_shape
from api.routers.duties import Dated
from api.routers.queries import Named
from graph.dates import window
from graph.queries.clue_course import clue_course
from graph.queries.counts import counts as counts_query
from graph.queries.power_lists import power_lists
from graph.queries.reports import reports as reports_query
from graph.queries.talk_ledger import talk_ledger
from graph.resolve import resolve

router = APIRouter(tags=["台账 ledgers"], route_class=TaggedRoute)


@router.get("/talks", summary="谈话台账：谁与谁谈、受谁委托、因何而谈、后续如何")
def talks(
    view: Reading,
    shaper: Shaping,
    subject: Named,
    since: Dated = None,
    until: Dated = None,
    kinds: Annotated[
        list[str] | None, Query(alias="type", description="谈话类型，可重复 / kinds of talk")
    ] = None,
    below: Annotated[bool, Query(description="连同以下各级机构 / bodies below too")] = False,
) -> TalkLedgerShape:
    """The talks of a person, a post or a body; families are counted and not named."""
    found = talk_ledger(
        view, resolve(view, subject, SUBJECTS), period_asked(since, until),
        types=talk_types(kinds or ()), below=below,
    )  # fmt: skip
    return talk_ledger_shape(shaper, found)


@router.get("/clues/{number}", summary="线索的经过：在谁手里、各用几日")
def clue(number: str, view: Reading, shaper: Shaping) -> ClueCourseShape:
    """The course of a clue by number or id; its informant is never sent."""
    return clue_course_shape(shaper, clue_course(view, resolve(view, number, ("Clue",))))


@router.get("/case-counts", summary="线索、立案、处分、移送、判决、四种形态的数目及其记录")
def case_counts(
    view: Reading,
    shaper: Shaping,
    organization: Named,
    since: Annotated[str, Query(description="年、月或日 / a year, month or day")],
    until: Annotated[str, Query(description="年、月或日（含） / inclusive")],
    below: Annotated[bool, Query(description="连同以下各级机构 / bodies below too")] = True,
) -> CountsShape:
    """Counts for a period and a subtree; every number carries the ids behind it."""
    body = resolve(view, organization, ("Organization",))
    return counts_shape(shaper, counts_query(view, body, period_asked(since, until), below=below))


@router.get("/lists", summary="权力清单与负面清单：当日有效的事项、检查、涉及的案件")
def lists(view: Reading, shaper: Shaping, subject: Named, on: On) -> PowerListsShape:
    """The items of a person, a post or a body that possibly stood that day."""
    found = power_lists(view, resolve(view, subject, SUBJECTS), window(on))
    return power_lists_shape(shaper, found, on)


@router.get("/reports", summary="述责述廉述德：谁述责、评议如何、谁未见记录")
def reports(
    view: Reading, shaper: Shaping, organization: Named, since: Dated = None, until: Dated = None
) -> ReportsShape:
    """The party heads below a body with their reports in the period."""
    body = resolve(view, organization, ("Organization",))
    return reports_shape(shaper, reports_query(view, body, period_asked(since, until)))
