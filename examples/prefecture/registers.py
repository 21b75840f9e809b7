"""Divisions, organizations and posts."""

from __future__ import annotations

from datetime import date, timedelta

from examples.prefecture.careers import LAST
from examples.prefecture.jobs import RANKS, Job, Seat
from examples.prefecture.places import COUNTIES, PREFECTURE, PREFECTURE_CODE, PROVINCE, Place
from examples.prefecture.sheets import Table
from examples.prefecture.units import Body, committee

BODY_HEADER = (
    "机构名称", "简称", "曾用名", "类型", "所属区划代码", "管辖或驻地", "所属单位", "主体责任上级",
    "上级纪检机构", "同级党组织", "行政上级", "业务指导", "管理体制", "主导方", "地方党组织",
    "派出机关",
    "监督单位", "起", "止", "撤并为", "撤并日期", "依据", "截至日期",
)  # fmt: skip


def sheet_of(code: str) -> str:
    """The sheet on which bodies of a division stand."""
    by_code = {county_code: name for name, county_code in COUNTIES.items()}
    return by_code.get(code[:6], "市直" if code == PREFECTURE_CODE else "省级")


MANAGED_SINCE = date(2008, 1, 1)
"""When the division of management among the committees came into force."""


def manager(level: int, code: str) -> str:
    """The party committee that manages people of a level in a division."""
    if level >= 6:
        return committee(PROVINCE)
    sheet = sheet_of(code)
    return committee(PREFECTURE if level >= 4 or sheet in ("市直", "省级") else sheet)


SHEETS = ("省级", "市直", *COUNTIES)


def divisions(places: list[Place]) -> Table:
    table = Table("行政区划.csv", ("代码", "名称", "上级代码", "级别"), encoding="utf-8-sig")
    for place in places:
        table.add(代码=place.code, 名称=place.name, 上级代码=place.parent, 级别=place.level)
    return table


def organizations(bodies: dict[str, Body]) -> list[Table]:
    tables = {
        name: Table("机构表.xlsx", BODY_HEADER, sheet=name, titles=(f"{name}机构情况表",))
        for name in SHEETS
    }
    for body in bodies.values():
        tables[sheet_of(body.code)].add(
            机构名称=body.name, 简称=body.short, 曾用名=body.former, 类型=body.kind,
            所属区划代码=body.code, 管辖或驻地=body.seat, 所属单位=body.unit,
            主体责任上级=body.party_above, 上级纪检机构=body.discipline_above,
            同级党组织=body.same_level, 行政上级=body.government_above, 业务指导=body.guidance,
            管理体制=body.mode, 主导方=body.leads, 地方党组织=body.local_party,
            派出机关=body.sender, 监督单位="、".join(body.supervises), 起=body.since,
            止=body.until, 撤并为=body.into,
            撤并日期=body.until + timedelta(days=1) if body.until and body.into else "",
            依据=body.basis,
            截至日期="" if body.until else LAST,
        )  # fmt: skip
    return list(tables.values())


def posts(jobs: dict[str, Job]) -> Table:
    header = ("机构", "职务", "正职类别", "职级", "管理权限", "管理权限起", "截至日期")
    table = Table("职务表.csv", header, encoding="utf-8")
    seen: set[Seat] = set()
    for job in jobs.values():
        for seat in job.seats:
            if seat not in seen:
                seen.add(seat)
                table.add(
                    机构=seat.body, 职务=seat.title, 正职类别=seat.head_of,
                    职级=RANKS[job.level] if seat == job.seats[0] else "",
                    管理权限=manager(job.level, job.code) if job.level < 8 else "",
                    管理权限起=MANAGED_SINCE if job.level < 8 else "", 截至日期=LAST,
                )  # fmt: skip
    return table
