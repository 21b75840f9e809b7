"""One case: its file, and the report on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import AsOf, Reading, TaggedRoute
from api.questions.cases import MEDIA_TYPES, ask_case, written_case
from api.shapes.cases import CaseShape, case_shape

router = APIRouter(prefix="/cases", tags=["案件 cases"], route_class=TaggedRoute)

Rules = Annotated[
    list[str] | None, Query(alias="rule", description="只问这条规则，可重复 / only this rule")
]


class ReportForm(StrEnum):
    """The form of a report, by the ending of its file."""

    HTML = "html"
    XLSX = "xlsx"


@router.get("/{case}", summary="案件卷宗：经过、一案双查核查范围与未见记录，不作责任认定")
def case_file(case: str, view: Reading, as_of: AsOf, rules: Rules = None) -> CaseShape:
    """Everything on record about a case: who bore either duty while it happened, what followed."""
    return case_shape(view, ask_case(view, case, as_of, rules or ()))


@router.get("/{case}/report.{form}", summary="案件报告，可离线打开、打印")
def report(
    case: str, form: ReportForm, view: Reading, as_of: AsOf, rules: Rules = None
) -> Response:
    """The same as a report."""
    content = written_case(view, ask_case(view, case, as_of, rules or ()), form.value)
    return Response(content, media_type=MEDIA_TYPES[form.value])
