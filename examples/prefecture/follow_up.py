"""What was reported or done later: vacancies that last a quarter, lists that cases touched, special
talks after serious cases. Drawn without chance, so that it moves only with what it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from examples.prefecture.careers import LAST, Tenure
from examples.prefecture.jobs import PARTY
from examples.prefecture.places import COUNTIES
from examples.prefecture.registers import sheet_of
from examples.prefecture.sheets import Cell, Table
from examples.prefecture.talks import MISSED
from examples.prefecture.tenures import Service
from examples.prefecture.units import Body

Gap = tuple[str, str, date, date | None]
"""A post that nobody held: body, title, first and last day (None: to this day)."""
FIRST_YEAR = 2019
_TOUCHES = {
    "惠民资金管理把关不严": "财政", "违规发放津贴补贴": "财政", "虚报差旅费用": "财政",
    "工程项目发包中为他人提供便利": "工程", "插手招投标": "工程",
}  # fmt: skip
"""The field of a list whose item the matter of a case touches."""
_DELAYS = (40, 120, None)
"""Days from a serious case to the special talk: in time, late, no record."""


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A party head's post that was vacant for at least one whole quarter."""

    body: str
    title: str
    first: date
    last: date
    quarters: tuple[date, ...]
    """First days of the quarters in which nobody held it."""


def unfilled(gaps: Sequence[Gap], service: Service) -> list[Unfilled]:
    """Those that some rule asks about every quarter, by first day."""
    heads = {(seat.body, seat.title) for seat in service.by_seat if seat.head_of == PARTY}
    found = []
    for body, title, first, until in gaps:
        last = until or LAST
        quarters = tuple(q for q in _quarters() if first <= q and _quarter_end(q) <= last)
        if quarters and (body, title) in heads:
            found.append(Unfilled(body, title, first, last, quarters))
    return found


def _quarters() -> Iterator[date]:
    for year in range(FIRST_YEAR, LAST.year + 1):
        yield from (date(year, month, 1) for month in (1, 4, 7, 10))


def _quarter_end(first: date) -> date:
    later = first + timedelta(days=95)
    return later.replace(day=1) - timedelta(days=1)


def reported_later(vacant: Sequence[Unfilled]) -> Table:
    """The table of vacancies that was reported later than the yearly one."""
    table = Table(
        "空缺情况_补报.xlsx", ("单位", "职务", "空缺起", "空缺止", "情况说明", "填报日期"),
        sheet="空缺情况", titles=("领导职务空缺情况补报表",),
    )  # fmt: skip
    for one in vacant:
        table.add(
            单位=one.body, 职务=one.title, 空缺起=one.first, 空缺止=one.last,
            情况说明="党组织书记空缺满一个季度", 填报日期=LAST,
        )  # fmt: skip
    return table


def campaigns(table: Table, vacant: Sequence[Unfilled]) -> None:
    """Adds a campaign a year with a problem field in the bodies that had no secretary."""
    years: dict[int, list[tuple[date, str]]] = {}
    for one in vacant:
        for quarter in one.quarters:
            years.setdefault(quarter.year, []).append((quarter, one.body))
    for year, marked in sorted(years.items()):
        bodies = dict.fromkeys(body for _, body in sorted(marked))
        table.add(
            名称=f"选人用人专项整治（{year}年）", 系统="组织", 问题领域="选人用人",
            开展期间起=min(quarter for quarter, _ in marked),
            开展期间止=max(_quarter_end(quarter) for quarter, _ in marked),
            对象单位="、".join(bodies),
        )  # fmt: skip


def touched_items(cases: Table, items: Table) -> Table:
    """Which items of a county secretary's lists the cases of that county touched."""
    table = Table(
        "案件_涉及清单.xlsx", ("案件编号", "姓名", "身份编号", "涉及清单事项"),
        sheet="涉及清单", titles=("案件涉及权力清单和负面清单事项表",),
    )  # fmt: skip
    listed = _records(items)
    for case in _records(cases):
        county, field = sheet_of(str(case["发生地代码"])), _TOUCHES.get(str(case["涉及问题"]))
        found = [
            str(item["编号"]) for item in listed
            if county in COUNTIES and county in str(item["所属机构"]) and item["领域"] == field
        ]  # fmt: skip
        if found and str(case["行为期间止"]) >= "2020":
            table.add(
                案件编号=case["案件编号"], 姓名=case["姓名"], 身份编号=case["身份编号"],
                涉及清单事项="、".join(found),
            )  # fmt: skip
    return table


@dataclass(frozen=True, slots=True)
class AfterCase:
    """A special talk of the head above with the head of the body in which a case occurred."""

    day: date
    talker: Tenure
    subject: Tenure
    case: str


def after_cases(cases: Table, service: Service, bodies: dict[str, Body]) -> list[AfterCase]:
    """The special talks after serious cases: in time, late, none, in turn."""
    heads = {seat.body: seat for seat in service.by_seat if seat.head_of == PARTY}
    found, turn = [], count()
    for case in _records(cases):
        detained, body = case["留置日期"], _party_body(str(case["发生单位"]), bodies)
        if not isinstance(detained, date) or body is None or body.party_above not in heads:
            continue
        delay = _DELAYS[next(turn) % len(_DELAYS)]
        day = detained + timedelta(days=delay or 0)
        subject = service.holder(heads[body.name], day) if body.name in heads else None
        talker = service.holder(heads[body.party_above], day)
        untold = day.year == MISSED[1] and MISSED[0] in body.name
        if delay and subject and talker and day <= LAST and not untold:
            found.append(AfterCase(day, talker, subject, str(case["案件编号"])))
    return found


def _party_body(name: str, bodies: dict[str, Body]) -> Body | None:
    """The party body whose head answers for a body: itself, or that of the unit."""
    if bodies[name].party_above:
        return bodies[name]
    return next((b for b in bodies.values() if b.unit == name and b.party_above), None)


def _records(table: Table) -> list[dict[str, Cell]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]
