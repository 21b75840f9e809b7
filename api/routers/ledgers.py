"""Ledgers: talks, clues, counts, lists, reports, deliberations, measures, campaigns. What is
protected is never sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AsOf, On, Reading, Shaping, TaggedRoute
from api.questions.ledgers import CONSIDERED, MEASURED, SUBJECTS, talk_types
from api.questions.periods import period_asked
from api.routers.duties import Dated
from api.routers.queries import Named
from api.shapes.campaigns import CampaignsShape, campaigns_shape
from api.shapes.counts import CountsShape, counts_shape
from api.shapes.docket import (
    DeliberationsShape,
    MeasuresShape,
    deliberations_shape,
    measures_shape,
)
from api.shapes.ledgers import (
    ClueCourseShape,
    TalkLedgerShape,
    clue_course_shape,
    talk_ledger_shape,
)
from api.shapes.power_lists import PowerListsShape, power_lists_shape
from api.shapes.reports import ReportsShape, reports_shape
from graph.dates import window
from graph.queries.ledgers.campaigns import campaigns as campaigns_query
from graph.queries.ledgers.clue_course import clue_course
from graph.queries.ledgers.counts import counts as counts_query
from graph.queries.ledgers.docket import cases_of, meetings_of
from graph.queries.ledgers.measures import measures as measures_query
from graph.queries.ledgers.power_lists import power_lists
from graph.queries.ledgers.reports import reports as reports_query
from graph.queries.ledgers.talk_ledger import talk_ledger
from graph.resolve import resolve

Below = Annotated[bool, Query(description="连同以下各级机构 / bodies below too")]

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
    below: Below = False,
) -> TalkLedgerShape:
    """The talks of a person, a post or a body; families are counted and not named."""
    found = talk_ledger(
        view, resolve(view, subject, SUBJECTS), period_asked(since, until),
        types=talk_types(kinds or ()), below=below,
    )  # fmt: skip
    return talk_ledger_shape(shaper, found)


@router.get("/clues/{number}", summary="线索的经过：在谁手里、各用几日")
def clue(number: str, view: Reading, shaper: Shaping, as_of: AsOf) -> ClueCourseShape:
    """The course of a clue by number or id; its informant is never sent."""
    found = clue_course(view, resolve(view, number, ("Clue",)), as_of)
    return clue_course_shape(shaper, found, as_of)


@router.get("/case-counts", summary="线索、立案、处分、移送、判决、四种形态的数目及其记录")
def case_counts(
    view: Reading,
    shaper: Shaping,
    organization: Named,
    since: Annotated[str, Query(description="年、月或日 / a year, month or day")],
    until: Annotated[str, Query(description="年、月或日（含） / inclusive")],
    below: Below = True,
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


@router.get("/deliberations", summary="重要案件审议：谁说了哪类话，谁未见发言、未见认领责任")
def deliberations(
    view: Reading, shaper: Shaping, subject: Named, since: Dated = None, until: Dated = None,
    below: Below = False,
) -> DeliberationsShape:  # fmt: skip
    """The meetings on the cases of a case, a body or a person."""
    node = resolve(view, subject, CONSIDERED)
    found = meetings_of(view, node, period_asked(since, until), below=below)
    return deliberations_shape(shaper, node, found)


@router.get("/measures", summary="六个一：每案的措施，哪几类未见记录")
def measures(
    view: Reading, shaper: Shaping, subject: Named, as_of: AsOf, below: Below = False
) -> MeasuresShape:
    """The measures after the cases of a case or a body."""
    node = resolve(view, subject, MEASURED)
    found = measures_query(view, cases_of(view, node, below=below), as_of)
    return measures_shape(shaper, node, found, as_of)


@router.get("/campaigns", summary="以案促改专项行动：按系统和地域，措施及其状态")
def campaigns(
    view: Reading,
    shaper: Shaping,
    as_of: AsOf,
    organization: Annotated[
        str | None, Query(description="对象是它或其下级的 / aimed at it or bodies below it")
    ] = None,
    system: Annotated[str | None, Query(description="只看这一系统 / of this system")] = None,
    place: Annotated[str | None, Query(description="区划 / a division")] = None,
) -> CampaignsShape:
    """Campaigns by system and place, with their measures."""
    found = campaigns_query(
        view, system=system, as_of=as_of,
        organization=resolve(view, organization, ("Organization",)) if organization else None,
        place=resolve(view, place, ("Division",)) if place else None,
    )  # fmt: skip
    return campaigns_shape(shaper, found, as_of)
