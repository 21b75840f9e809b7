"""Facts about clues and cases: what a clue says of whom and where it went, who is the subject of a
case for what, and what was decided about him."""

from __future__ import annotations

from typing import Final

from graph.attestation import Given
from graph.errors import InvalidData
from loaders import identity
from loaders.conversion import to_inclusive_interval
from loaders.text.proposing.kind import Field, Kind, Values, names, said_of
from loaders.text.proposing.officials import NAME
from loaders.text.proposing.telling import Telling

NUMBER: Final = Field("案次", "Case", "number")
"""Which case of the document it is; with the person it tells the case apart."""


def case_of(telling: Telling, name: str, number: object, given: Given | None = None) -> str:
    """The case against a person that the document tells of: one for each person, as in ledgers."""
    case = telling.part("Case", str(number or ""), identity.printed(name))
    return telling.node("Case", case, {"title": f"{identity.printed(name)}案", **(given or {})})


def _case(telling: Telling, values: Values) -> None:
    name = str(values["姓名"])
    told = [str(values[label]) for label in ("涉及问题", "金额") if label in values]
    given = {
        "allegation": "；".join(told),
        "reported": values.get("通报时间"),
        "conduct": period(values, "行为起", "行为止"),
    }
    person = telling.person(name)
    case = case_of(telling, name, values.get("案次"), given)
    telling.edge("SUBJECT_OF", person, case, {"post": values.get("单位职务")})


def period(values: Values, first: str, last: str) -> str | None:
    """The time between the days in two fields, both in it. Raises `InvalidData` that names them."""
    since, until = values.get(first, ""), values.get(last, "")
    if not (since or until):
        return None
    try:
        return to_inclusive_interval(f"{since}/{until}")
    except InvalidData as error:
        raise InvalidData(f"“{first}”“{last}”：{error.message}", remedy=error.remedy) from None


def _sanction(telling: Telling, values: Values) -> None:
    name, date = str(values["姓名"]), values.get("日期")
    stage, outcome = str(values["环节"]), str(values["结果"])
    case = case_of(telling, name, values.get("案次"))
    telling.edge("SUBJECT_OF", telling.person(name), case)
    event = identity.within("CaseEvent", case, stage, outcome, str(date or ""))
    telling.node("CaseEvent", event, {"stage": stage, "date": date, "outcome": outcome})
    telling.edge("EVENT_OF", event, case, {"on": date})
    if "机关" in values:
        telling.edge("DECIDED_BY", event, telling.body(str(values["机关"])), {"on": date})


def _clue(telling: Telling, values: Values) -> None:
    number, received = str(values["编号"]), values.get("收到日期")
    said = said_of("Clue", _CLUE, values)
    clue = telling.node("Clue", telling.part("Clue", number), said)
    for name in names(values.get("被反映人")):
        telling.edge("ABOUT", clue, telling.person(name), {"post": values.get("单位职务")})
    for unit in names(values.get("受理机关")):
        telling.edge("RECEIVED_BY", clue, telling.body(unit), {"on": received})
    for unit in names(values.get("移交至")):
        passed = {"on": values.get("移交日期"), "sender": values.get("移出机关")}
        telling.edge("PASSED_TO", clue, telling.body(unit), passed)
    for name in names(values.get("立案对象")):
        case = case_of(telling, name, values.get("案次"))
        telling.edge("SUBJECT_OF", telling.person(name), case)
        telling.edge("LED_TO", clue, case)


_CLUE: Final = (
    Field("编号", "Clue", "number", required=True),
    Field("来源", "Clue", "origin"),
    Field("收到日期", "Clue", "received"),
    Field("受理机关", "Organization", "name"),
    Field("被反映人", "Person", "name", person=True),
    Field("单位职务", "ABOUT", "post"),
    Field("反映问题", "Clue", "problem"),
    Field("性质", "Clue", "nature"),
    Field("移出机关", "PASSED_TO", "sender"),
    Field("移交至", "Organization", "name"),
    Field("移交日期", "PASSED_TO", "on"),
    Field("处置方式", "Clue", "disposal"),
    Field("结果", "Clue", "result"),
    Field("立案对象", "Person", "name", person=True),
    NUMBER,
)
KINDS: Final = (
    Kind("线索", _CLUE, _clue),
    Kind(
        "案件",
        (
            NAME, NUMBER, Field("单位职务", "SUBJECT_OF", "post"),
            Field("涉及问题", "Case", "allegation"), Field("金额", "Case", "allegation"),
            Field("通报时间", "Case", "reported"), Field("行为起", "CaseEvent", "date"),
            Field("行为止", "CaseEvent", "date"),
        ),
        _case,
    ),
    Kind(
        "处分",
        (
            NAME, NUMBER, Field("环节", "CaseEvent", "stage", required=True),
            Field("结果", "CaseEvent", "outcome", required=True),
            Field("日期", "CaseEvent", "date"), Field("机关", "Organization", "name"),
        ),
        _sanction,
    ),
)  # fmt: skip
