"""Facts about what follows a case: deliberations, measures after it, campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from loaders import identity
from loaders.text.proposing.casework import NUMBER, case_of, period
from loaders.text.proposing.kind import Field, Kind, Values, names, said_of
from loaders.text.proposing.telling import Telling

_OF: Final = (Field("当事人", "Person", "name", person=True), NUMBER)
"""Whose case it is, and which of the document."""


def _cases(telling: Telling, values: Values) -> Iterator[str]:
    """The cases that the fact is about, with their subjects."""
    for name in names(values.get("当事人")):
        case = case_of(telling, name, values.get("案次"))
        telling.edge("SUBJECT_OF", telling.person(name), case)
        yield case


def _deliberation(telling: Telling, values: Values) -> None:
    date, subject = values.get("日期"), str(values["议题"])
    meeting = telling.part("Deliberation", subject, str(date or ""))
    said = {"subject": subject, "date": date, "proposer": values.get("提请机关")}
    telling.node("Deliberation", meeting, said)
    for unit in names(values.get("召开机关")):
        telling.edge("HELD_BY", meeting, telling.body(unit))
    for case in _cases(telling, values):
        telling.edge("CONSIDERED", meeting, case, {"on": date})
    for name in names(values.get("成员")):
        member = telling.person(name)
        attended = {"attendance": values.get("出席情况"), "post": values.get("成员职务")}
        telling.edge("ATTENDED", member, meeting, {**attended, "on": date})
        if "发言类别" in values or "发言内容" in values:
            spoke = {"speech": values.get("发言类别"), "content": values.get("发言内容")}
            telling.edge("SPOKE_AT", member, meeting, {**spoke, "on": date})


def _measure(telling: Telling, values: Values) -> None:
    said = said_of(_ACTION, _MEASURE, values)
    action = telling.node(_ACTION, telling.here(_ACTION), said)
    for case in _cases(telling, values):
        telling.edge("PROMPTED", case, action)
    for name in names(values.get("责任人")):
        telling.edge("OWNED_BY", action, telling.person(name))
    for unit in names(values.get("责任单位")):
        telling.edge("OWNED_BY", action, telling.body(unit))
    for unit in names(values.get("对象")):
        telling.edge("TARGETS", action, telling.body(unit))
    for name in names(values.get("专项行动")):
        campaign = telling.node("Campaign", _campaign_of(name), {"name": identity.printed(name)})
        telling.edge("PART_OF", action, campaign)


def _campaign(telling: Telling, values: Values) -> None:
    name = str(values["名称"])
    said = {
        "name": identity.printed(name), "system": values.get("系统"),
        "field": values.get("问题领域"), "period": period(values, "开展期间起", "开展期间止"),
    }  # fmt: skip
    campaign = telling.node("Campaign", _campaign_of(name), said)
    for case in _cases(telling, values):
        telling.edge("PROMPTED", case, campaign)
    for unit in names(values.get("对象")):
        telling.edge("TARGETS", campaign, telling.body(unit))


def _campaign_of(name: str) -> str:
    """A campaign is known by its name, as in tables of campaigns."""
    return identity.by_id("Campaign", "专项行动", identity.printed(name))


_ACTION: Final = "ReformAction"
_MEASURE: Final = (
    Field("类别", _ACTION, "measure", required=True),
    Field("内容", _ACTION, "content"),
    *_OF,
    Field("责任人", "Person", "name", person=True),
    Field("责任单位", "Organization", "name"),
    Field("对象", "Organization", "name"),
    Field("发出", _ACTION, "issued"),
    Field("时限", _ACTION, "due"),
    Field("状态", _ACTION, "status"),
    Field("专项行动", "Campaign", "name"),
)
KINDS: Final = (
    Kind(
        "审议",
        (
            Field("议题", "Deliberation", "subject", required=True),
            Field("日期", "Deliberation", "date"), Field("召开机关", "Organization", "name"),
            Field("提请机关", "Deliberation", "proposer"), *_OF,
            Field("成员", "Person", "name", person=True), Field("成员职务", "ATTENDED", "post"),
            Field("出席情况", "ATTENDED", "attendance"), Field("发言类别", "SPOKE_AT", "speech"),
            Field("发言内容", "SPOKE_AT", "content"),
        ),
        _deliberation,
    ),
    Kind("以案促改", _MEASURE, _measure),
    Kind(
        "专项行动",
        (
            Field("名称", "Campaign", "name", required=True), Field("系统", "Campaign", "system"),
            Field("问题领域", "Campaign", "field"), Field("开展期间起", "ReformAction", "issued"),
            Field("开展期间止", "ReformAction", "due"), *_OF,
            Field("对象", "Organization", "name"),
        ),
        _campaign,
    ),
)  # fmt: skip
