"""The organizations of the prefecture and how they hang together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from examples.prefecture.places import PREFECTURE, PROVINCE, SISTERS, Place
from examples.prefecture.special import special_bodies, stationed_groups
from examples.prefecture.units import (
    BORN_IN_REFORM,
    CITY_DEPARTMENTS,
    COLLEGE,
    COUNTY_BUREAUS,
    FIRM,
    OLD_NAMES,
    PARTY_DEPARTMENTS,
    PROVINCE_HALLS,
    PROVINCE_TAX,
    SUPERVISION_BORN,
    SURVEY,
    TAX,
    TAX_MERGER,
    Body,
    committee,
    conference,
    congress,
    court,
    discipline,
    government,
    group_of,
    party_department,
    party_group,
    procuratorate,
    reform_day,
    supervision,
)


def bodies(places: list[Place]) -> dict[str, Body]:
    """All organizations by full name, in the order of the tables."""
    by_code = {place.code: place for place in places}
    found: list[Body] = []
    for place in places:
        above = by_code[place.parent].full if place.parent else ""
        if place.level == "乡级":
            found += _level(place, above)
            continue
        found += _level(place, above)
        if place.name in SISTERS:
            continue
        if place.level == "省级":
            found += _province_departments(place)
            continue
        found += _standing_organs(place, above)
        found += _party_departments(place, above)
        names = CITY_DEPARTMENTS if place.name == PREFECTURE else COUNTY_BUREAUS
        for department in names:
            found += _department(place, above, department)
    found += stationed_groups()
    found += special_bodies()
    table = {body.name: body for body in found}
    assert len(table) == len(found)
    return _with_supervised(_with_beginnings(table), places)


_BEGINNINGS = {6: date(1998, 6, 18), 9: date(2002, 1, 15)}
"""When bodies of divisions were set up, by the length of the code."""
_UNTOLD = (PREFECTURE + "信访局", SURVEY)
"""Units of which nobody has written down since when they are there."""


def _with_beginnings(table: dict[str, Body]) -> dict[str, Body]:
    """Says since when each body is there, except a few of which it is not recorded."""
    untold = {*_UNTOLD, *map(party_group, _UNTOLD)}
    return {
        name: body
        if body.since or name in untold
        else replace(body, since=_BEGINNINGS[len(body.code)])
        for name, body in table.items()
    }


def _level(place: Place, above: str) -> list[Body]:
    """The committee, the government and the discipline organs of a level."""
    full, code = place.full, place.code
    names = [
        Body(
            committee(full),
            "党委",
            code,
            "管辖",
            _short(full, "委"),
            unit=government(full),
            party_above=committee(above) if above else "",
            mode="属地管理" if above else "",
        ),
        Body(
            discipline(full),
            "纪委",
            code,
            "管辖",
            f"{full}纪委",
            discipline_above=discipline(above) if above else "",
            same_level=committee(full),
            mode="双重领导",
            leads="以上级部门为主",
        ),
        Body(
            government(full),
            "政府",
            code,
            "管辖",
            f"{full}政府",
            government_above=government(above) if above else "",
        ),
    ]
    if place.level != "乡级" and place.name not in SISTERS:
        names.append(
            Body(
                supervision(full),
                "监委",
                code,
                "管辖",
                f"{full}监委",
                discipline_above=supervision(above) if above else "",
                mode="双重领导",
                leads="以上级部门为主",
                since=SUPERVISION_BORN,
                basis="云泽发〔2018〕1号",
            )
        )
    return names


def _short(full: str, ending: str) -> str:
    return f"{full}党{ending}" if full[-1] in "镇乡" else f"{full}{ending}"


def _standing_organs(place: Place, above: str) -> list[Body]:
    full, code, party = place.full, place.code, committee(place.full)
    units = [
        Body(congress(full), "人大", code, "管辖", f"{full}人大常委会"),
        Body(conference(full), "政协", code, "管辖", f"{full}政协"),
        Body(
            court(full), "法院", code, short=f"{full}中院" if full == PREFECTURE else f"{full}法院"
        ),
        Body(procuratorate(full), "检察院", code, short=f"{full}检察院"),
    ]
    if above == PREFECTURE:
        units[2] = replace(units[2], guidance=court(above))
        units[3] = replace(units[3], guidance=procuratorate(above))
    ruling = Body(government(full), "政府", code)
    groups = [group_of(unit, party) for unit in [ruling, *units]]
    return [*units, *groups]


def _party_departments(place: Place, above: str) -> list[Body]:
    full = place.full
    return [
        Body(
            party_department(full, name),
            "党委部门",
            place.code,
            short=f"{full}委{'统战部' if name == '统一战线工作部' else name}",
            party_above=committee(full),
            guidance=party_department(above, name) if above == PREFECTURE else "",
        )
        for name in PARTY_DEPARTMENTS
    ]


def _guide(place: str, above: str, department: str) -> str:
    """The department of the name above that guides, where there is one."""
    if above == PREFECTURE:
        named = {
            "发展和改革局": "发展和改革委员会",
            "卫生健康局": "卫生健康委员会",
            "卫生和计划生育局": "卫生和计划生育委员会",
        }.get(department, department)
        return above + named
    hall = department.removesuffix("局") + "厅"
    return PROVINCE + hall if hall in PROVINCE_HALLS else ""


def _department(place: Place, above: str, department: str) -> list[Body]:
    """A department with its party group, and what it was before the reform."""
    full, party, day = place.full, committee(place.full), reform_day(place.full)
    olds = OLD_NAMES.get(department, ())
    paper = (
        "澜发〔2019〕3号《机构改革方案》" if full == PREFECTURE else f"{full}机构改革方案（2019年）"
    )
    last = day - timedelta(days=1)
    units = [
        Body(
            full + old,
            "部门",
            place.code,
            government_above=government(full),
            until=last,
            guidance=_guide(full, above, old),
            into=full + department,
            basis=paper,
        )
        for old in olds
    ]
    new = bool(olds) or department in BORN_IN_REFORM
    units.append(
        Body(
            full + department,
            "部门",
            place.code,
            government_above=government(full),
            former="、".join(full + old for old in olds) if len(olds) == 1 else "",
            guidance=_guide(full, above, department),
            since=day if new else None,
            basis=paper if new else "",
        )
    )
    return [body for unit in units for body in (unit, group_of(unit, party))]


def _province_departments(place: Place) -> list[Body]:
    party, ruling = committee(PROVINCE), government(PROVINCE)
    units = [
        Body(PROVINCE + hall, "部门", place.code, government_above=ruling)
        for hall in PROVINCE_HALLS
    ]
    units.append(Body(ruling, "政府", place.code))
    found = [body for unit in units for body in (unit, group_of(unit, party))]
    found = [body for body in found if body.name != ruling]
    found.append(Body(PROVINCE_TAX, "部门", place.code, since=TAX_MERGER))
    found.append(
        Body(committee(PROVINCE_TAX), "党委", place.code, unit=PROVINCE_TAX, since=TAX_MERGER)
    )
    return found


def _with_supervised(table: dict[str, Body], places: list[Place]) -> dict[str, Body]:
    """Lets each discipline commission supervise its level and units without a stationed group."""
    stationed_at = {
        unit for body in table.values() if body.kind == "派驻组" for unit in body.supervises
    }
    own = {FIRM, COLLEGE}
    for place in places:
        name = discipline(place.full)
        units = [committee(place.full), government(place.full)]
        if place.level in ("地级", "县级") and place.name not in SISTERS:
            units += [
                body.name
                for body in table.values()
                if body.code == place.code
                and body.name not in stationed_at | own
                and body.kind in ("部门", "党委部门", "人大", "政协", "法院", "检察院", "开发区")
                and body.name not in (TAX, SURVEY)
                and "税务局" not in body.name
            ]
        table[name] = replace(table[name], supervises=tuple(units))
    return table
