"""Facts about supervision: talks and home visits, reports on duty."""

from __future__ import annotations

from typing import Final

from graph.record import Scalar
from loaders.text.proposing.kind import Field, Kind, Values, names, said_of
from loaders.text.proposing.telling import Telling

_ROLES: Final = {
    "谈话人": "谈话人职务", "谈话对象": "对象职务", "受托谈话人": "", "陪同人": "", "家属": "",
}  # fmt: skip
"""The parts people have in a talk, each with the field of their post."""


def _talk(telling: Telling, values: Values) -> None:
    date = values.get("日期")
    said = said_of("Talk", _TALK, values)
    talk = telling.node("Talk", telling.here("Talk"), said)
    for role, post in _ROLES.items():
        for name in names(values.get(role)):
            given: dict[str, Scalar | None] = {"role": role, "on": date, "post": values.get(post)}
            if role == "家属":
                given["kinship"] = values.get("称谓")
            telling.edge("PARTICIPATED", telling.person(name), talk, given)
    for unit in names(values.get("委托机关")):
        telling.edge("ENTRUSTED_BY", talk, telling.body(unit), {"on": date})


def _report(telling: Telling, values: Values) -> None:
    date = values.get("日期")
    said = said_of("Evaluation", _REPORT, values)
    for name in names(values.get("报告人")):
        report = telling.node("Evaluation", telling.here("Evaluation", name), said)
        reported = {"on": date, "post": values.get("职务")}
        telling.edge("REPORTED_AT", telling.person(name), report, reported)
        for unit in names(values.get("举办机关")):
            telling.edge("HELD_BY", report, telling.body(unit))


_TALK: Final = (
    Field("类型", "Talk", "type", required=True),
    Field("日期", "Talk", "date"),
    Field("地点", "Talk", "place"),
    Field("谈话人", "Person", "name", person=True),
    Field("谈话人职务", "PARTICIPATED", "post"),
    Field("谈话对象", "Person", "name", required=True, person=True),
    Field("对象职务", "PARTICIPATED", "post"),
    Field("受托谈话人", "Person", "name", person=True),
    Field("陪同人", "Person", "name", person=True),
    Field("家属", "Person", "name", person=True),
    Field("称谓", "PARTICIPATED", "kinship"),
    Field("委托机关", "Organization", "name"),
    Field("事由", "Talk", "reason"),
    Field("主要内容", "Talk", "content"),
    Field("发现问题", "Talk", "problems"),
    Field("整改措施", "Talk", "measures"),
)
_REPORT: Final = (
    Field("报告人", "Person", "name", required=True, person=True),
    Field("职务", "REPORTED_AT", "post"),
    Field("全会", "Evaluation", "plenary", required=True),
    Field("日期", "Evaluation", "date"),
    Field("举办机关", "Organization", "name"),
    Field("方式", "Evaluation", "manner"),
    Field("评议结果", "Evaluation", "result"),
)
KINDS: Final = (Kind("谈话", _TALK, _talk), Kind("述责", _REPORT, _report))
