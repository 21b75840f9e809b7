"""Papers that divide the work among leaders. People stand in them by name only."""

from __future__ import annotations

from datetime import date

from examples.prefecture.jobs import Seat, chief
from examples.prefecture.places import COUNTIES, PREFECTURE
from examples.prefecture.sheets import Table
from examples.prefecture.tenures import Service
from examples.prefecture.units import (
    FIRM,
    OLD_NAMES,
    SURVEY,
    TAX,
    ZONE,
    Body,
    committee,
    government,
    party_department,
)

HEADER = ("文号", "日期", "领导", "领导单位", "职务", "方式", "分管单位", "领域")
_CITY = {
    "市长": (("分管", "审计局", "审计"),),
    "常务副市长": (
        ("分管", "财政局", "财政"), ("分管", "发展和改革委员会", "发展改革"),
        ("分管", "应急管理局", "应急管理"), ("分管", "统计局", "统计"),
        ("联系", TAX, "税务"), ("联系", SURVEY, "统计调查"),
    ),
    "副市长（工业交通）": (
        ("分管", "工业和信息化局", "工业"), ("分管", "交通运输局", "交通"),
        ("分管", "住房和城乡建设局", "城乡建设"), ("分管", "城市管理局", "城市管理"),
        ("分管", "商务局", "商务"), ("联系", FIRM, "国有企业"), ("联系", ZONE, "园区"),
    ),
    "副市长（农业农村）": (
        ("分管", "农业农村局", "农业农村"), ("分管", "水利局", "水利"),
        ("分管", "自然资源局", "自然资源"), ("分管", "生态环境局", "生态环境"),
    ),
    "副市长（教科文卫）": (
        ("分管", "教育局", "教育"), ("分管", "科学技术局", "科技"),
        ("分管", "文化和旅游局", "文化旅游"), ("分管", "卫生健康委员会", "卫生健康"),
        ("分管", "医疗保障局", "医疗保障"), ("分管", "市场监督管理局", "市场监管"),
        ("分管", "民政局", "民政"),
    ),
    "副市长（公安司法）": (
        ("分管", "公安局", "公安"), ("分管", "司法局", "司法"), ("分管", "信访局", "信访"),
        ("分管", "退役军人事务局", "退役军人"),
        ("分管", "人力资源和社会保障局", "人力资源社会保障"),
    ),
    "副市长（挂职）": (("协管", "商务局", "商务、招商引资"), ("协管", "", "东西部协作")),
}  # fmt: skip
_MOVED = {
    "商务局": ("副市长（工业交通）", "常务副市长"),
    "民政局": ("副市长（教科文卫）", "副市长（农业农村）"),
}
"""Fields that the paper of 2021 gives to somebody else."""
_COUNTY = {
    "正职": (("分管", "", "审计"),),
    "常务副": (("分管", "财政局", "财政"), ("分管", "发展和改革局", "发展改革"),
             ("协管", "住房和城乡建设局", "重点项目")),
    "农业农村": (("分管", "农业农村局", "农业农村"), ("分管", "自然资源局", "自然资源")),
    "教科文卫": (("分管", "教育局", "教育"), ("分管", "卫生健康局", "卫生健康")),
    "城建交通": (("分管", "住房和城乡建设局", "城乡建设"), ("联系", "公安局", "公安")),
}  # fmt: skip
CITY_PAPERS = (
    ("2016", date(2016, 10, 12), "澜政发〔2016〕31号"),
    ("2019", date(2019, 4, 8), "澜政发〔2019〕12号"),
    ("2021", date(2021, 11, 15), "澜政发〔2021〕28号"),
)
COUNTY_PAPERS = {
    "荻浦县": "荻政发〔2021〕19号",
    "蘅川县": "蘅政发〔2021〕22号",
    "雾岭苗族自治县": "雾政发〔2021〕15号",
}
_COUNTY_DAY = date(2021, 12, 6)
_PARTY_DAY = date(2019, 5, 6)


def work_papers(service: Service, bodies: dict[str, Body]) -> list[Table]:
    """All papers, oldest first."""
    found = [_city(service, bodies, *paper) for paper in CITY_PAPERS]
    found.insert(1, _party(service))
    found += [_county(service, county, number) for county, number in COUNTY_PAPERS.items()]
    return found


def in_charge(paper: Table) -> dict[tuple[str, str], list[str]]:
    """The bodies that a leader is in charge of by a paper, by the leader's body and title."""
    body, title, way, unit = (HEADER.index(n) for n in ("领导单位", "职务", "方式", "分管单位"))
    found: dict[tuple[str, str], list[str]] = {}
    for row in paper.rows:
        if row[unit] and row[way] == "分管":
            found.setdefault((str(row[body]), str(row[title])), []).append(str(row[unit]))
    return found


def _paper(file: str, title: str) -> Table:
    return Table(f"领导分工_{file}.xlsx", HEADER, sheet="分工", titles=(title,),
                 merged=("文号", "日期", "领导", "领导单位", "职务"))  # fmt: skip


def _city(service: Service, bodies: dict[str, Body], year: str, day: date, number: str) -> Table:
    table = _paper(f"市政府_{year}", f"{PREFECTURE}人民政府领导同志工作分工")
    fields = {title: list(tasks) for title, tasks in _CITY.items()}
    if day >= date(2021, 1, 1):
        for unit, (was, now) in _MOVED.items():
            task = next(t for t in fields[was] if t[1] == unit)
            fields[was].remove(task)
            fields[now].append(task)
    ruling = government(PREFECTURE)
    for title, tasks in fields.items():
        leader = service.holder(_seat(service, ruling, title), day)
        if leader is None:
            continue
        for way, unit, area in tasks:
            for name in _units(unit, bodies, day):
                table.add(文号=number, 日期=day, 领导=leader.person.name, 领导单位=ruling,
                          职务=title, 方式=way, 分管单位=name, 领域=area)  # fmt: skip
    return table


def _units(unit: str, bodies: dict[str, Body], day: date) -> list[str]:
    """The unit under the names that it has on that day: [""] for a field without unit."""
    if not unit:
        return [""]
    names = [unit] if unit in bodies else [PREFECTURE + n for n in (unit, *OLD_NAMES.get(unit, ()))]
    return [name for name in names if bodies[name].exists(day)]


def _party(service: Service) -> Table:
    """The standing committee: departments, and the county that each member liaises with."""
    table = _paper("市委_2019", "中共澜陵市委常委工作分工")
    party, number = committee(PREFECTURE), "澜委发〔2019〕14号"
    counties = iter(COUNTIES)
    heads = [
        ("书记", party, ""), ("专职副书记", party, "农村工作"),
        ("部长", party_department(PREFECTURE, "组织部"), "组织"),
        ("部长", party_department(PREFECTURE, "宣传部"), "宣传思想"),
        ("部长", party_department(PREFECTURE, "统一战线工作部"), "统战"),
        ("书记", party_department(PREFECTURE, "政法委员会"), "政法"),
        ("秘书长", party_department(PREFECTURE, "办公室"), "机关"),
    ]  # fmt: skip
    for title, body, area in heads:
        seat = next(s for s in service.by_seat if s.body == body and s.title == title)
        leader = service.holder(seat, _PARTY_DAY)
        if leader is None:
            continue
        tasks = [("分管", body, area)] if body != party else ([("分管", "", area)] if area else [])
        tasks.append(("联系", committee(next(counties)), "联系县（区）"))
        for way, unit, field in tasks:
            table.add(文号=number, 日期=_PARTY_DAY, 领导=leader.person.name, 领导单位=body,
                      职务=title, 方式=way, 分管单位=unit, 领域=field)  # fmt: skip
    return table


def _county(service: Service, county: str, number: str) -> Table:
    table = _paper(f"{county}_2021", f"{county}人民政府领导同志工作分工")
    ruling, head = government(county), chief(county)
    for key, tasks in _COUNTY.items():
        title = {"正职": head, "常务副": f"常务副{head}"}.get(key, f"副{head}（{key}）")
        leader = service.holder(_seat(service, ruling, title), _COUNTY_DAY)
        if leader is None:
            continue
        for way, unit, area in tasks:
            table.add(文号=number, 日期="2021年12月6日", 领导=leader.person.name,
                      领导单位=ruling, 职务=title, 方式=way,
                      分管单位=county + unit if unit else "", 领域=area)  # fmt: skip
    return table


def _seat(service: Service, body: str, title: str) -> Seat:
    return next(s for s in service.by_seat if s.body == body and s.title == title)
