"""Duties: coverage, an opened cell, the matrix as a file, levels of ledgers, rules."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.dependencies import Configured, On, Reading, TaggedRoute
from api.questions.duties import (
    FORMS,
    Answer,
    Asked,
    ExplanationShape,
    ask,
    drawn_coverage,
    explanation,
)
from api.routers.queries import Kinds, Named
from api.routers.records import Limit
from api.shapes.duties import CoverageShape, LedgerShape, OpenedShape, RuleShape, rule_shape
from graph.dates import window
from graph.queries.duties.exhibits import exhibits
from graph.queries.duties.warnings import Thresholds
from graph.queries.duties.warnings import warnings as warnings_query
from graph.resolve import resolve
from graph.rules.reading import chosen_rules

router = APIRouter(tags=["履责 duties"], route_class=TaggedRoute)

Dated = Annotated[str | None, Query(description="年、月或日 / a year, month or day")]


class _Question:
    """What a request asks about duties; without dates about the year and so many before it."""

    def __init__(self, years_before: int) -> None:
        self._years_before = years_before

    def __call__(
        self,
        view: Reading,
        settings: Configured,
        organization: Named,
        since: Dated = None,
        until: Dated = None,
        as_of: Annotated[
            str | None, Query(description="截至哪一日看；省略则为今天 / seen on this day")
        ] = None,
        rule: Kinds = None,
        status: Kinds = None,
        body: Kinds = None,
        days: Annotated[
            int | None, Query(ge=0, le=3660, description="到期前几日算临近到期")
        ] = None,
    ) -> Answer:
        asked = Asked(
            organization, since, until, as_of, tuple(rule or ()), (), tuple(status or ()),
            tuple(body or ()), days, self._years_before,
        )  # fmt: skip
        return ask(view, asked, settings)


Answered = Annotated[Answer, Depends(_Question(0))]
"""The answer to a question about duties."""
Warned = Annotated[Answer, Depends(_Question(1))]
"""The same of this year and the last: what is still overdue began earlier."""


@router.get("/coverage", summary="履责情况：应做的、有记录的、没有记录的")
def coverage(
    answer: Answered,
    settings: Configured,
    after: Annotated[int, Query(ge=0, description="从第几项之后列起")] = 0,
    limit: Limit = None,
) -> CoverageShape:
    """Duties owed against records, a page of cells with the counts of all."""
    return answer.shaper.coverage(answer.cells, after, limit or settings.page_limit)


@router.get("/coverage/cells/{number}", summary="打开一项，直到规则、记录和出处")
def cell(
    number: Annotated[int, "the number of the cell in the same question"],
    view: Reading,
    answer: Answered,
) -> OpenedShape:
    """A cell down to its sources; ask with the same parameters as for `/v1/coverage`."""
    chosen = answer.numbered(number)
    return answer.shaper.opened(chosen, exhibits(view, answer.found.rule(chosen.rule), chosen))


@router.get("/pictures/coverage.{form}", summary="履责情况的矩阵：HTML、SVG 或 XLSX")
def coverage_picture(
    form: Literal["html", "svg", "xlsx"], view: Reading, answer: Answered
) -> Response:
    """The matrix of coverage."""
    return Response(drawn_coverage(view, answer, form), media_type=FORMS[form])


@router.get("/warnings", summary="到期提醒：按机构分绿蓝黄红四级")
def warnings(answer: Warned, settings: Configured) -> tuple[LedgerShape, ...]:
    """What falls due soon and what is overdue, per organization; thresholds are settings."""
    limits = Thresholds(settings.warning_blue, settings.warning_yellow, settings.warning_red)
    return answer.shaper.ledgers(warnings_query(answer.cells, limits))


@router.get("/rules", summary="履责规则及其依据")
def rules() -> list[RuleShape]:
    """The built-in rules."""
    return [rule_shape(rule) for rule in chosen_rules()]


@router.get("/rules/{rule}/explanation", summary="一条规则为何适用于某机构")
def explain(rule: str, view: Reading, body: Named, on: On) -> ExplanationShape:
    """Why a rule applies to a body on a day, or why not."""
    (wanted,) = chosen_rules([rule])
    return explanation(view, wanted, resolve(view, body, ("Organization",)), window(on))
