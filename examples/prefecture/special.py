"""Stationed groups, and the zone, firm, college and vertical systems of the prefecture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examples.prefecture.places import PREFECTURE
from examples.prefecture.units import (
    COLLEGE,
    FIRM,
    OLD_NAMES,
    PROVINCE_TAX,
    STATIONED,
    SURVEY,
    TAX,
    TAX_MERGER,
    ZONE,
    Body,
    committee,
    discipline,
    government,
    group_of,
    party_group,
    stationed,
)


def stationed_groups() -> list[Body]:
    return [
        Body(
            stationed(hosts[0]),
            "派驻组",
            "990100",
            short=f"驻市{hosts[0]}纪检监察组",
            sender=discipline(PREFECTURE),
            supervises=tuple(
                PREFECTURE + h for host in hosts for h in (host, *OLD_NAMES.get(host, ()))
            ),
            basis="澜纪发〔2016〕9号",
        )
        for hosts in STATIONED
    ]


def special_bodies() -> list[Body]:
    """Zone, firm, college and the vertical systems of the prefecture."""
    code, party = "990100", committee(PREFECTURE)
    zone_party = "中共澜陵经济技术开发区工作委员会"
    last = date(2018, 7, 4)
    merged = "澜改〔2018〕2号"
    found = [
        Body(
            ZONE, "开发区", code, short="澜陵经开区管委会", government_above=government(PREFECTURE)
        ),
        Body(
            zone_party,
            "党工委",
            code,
            short="澜陵经开区党工委",
            unit=ZONE,
            party_above=party,
            sender=party,
        ),
        Body(FIRM, "国企", code, short="澜陵市城投集团"),
        Body(committee(FIRM), "党委", code, unit=FIRM, party_above=party),
        Body(
            discipline(FIRM),
            "纪委",
            code,
            discipline_above=discipline(PREFECTURE),
            same_level=committee(FIRM),
            mode="双重领导",
            leads="以上级部门为主",
            supervises=(FIRM,),
        ),
        Body(COLLEGE, "高校", code, short="澜陵市职院"),
        Body(committee(COLLEGE), "党委", code, unit=COLLEGE, party_above=party),
        Body(
            discipline(COLLEGE),
            "纪委",
            code,
            discipline_above=discipline(PREFECTURE),
            same_level=committee(COLLEGE),
            mode="双重领导",
            leads="以上级部门为主",
            supervises=(COLLEGE,),
        ),
        Body(
            TAX,
            "部门",
            code,
            short="澜陵市税务局",
            government_above=PROVINCE_TAX,
            since=TAX_MERGER,
            mode="垂直管理",
            basis=merged,
        ),
        Body(
            committee(TAX),
            "党委",
            code,
            unit=TAX,
            party_above=committee(PROVINCE_TAX),
            local_party=party,
            mode="双重领导",
            leads="以上级部门为主",
            since=TAX_MERGER,
            basis=merged,
        ),
        Body(SURVEY, "部门", code),
        Body(party_group(SURVEY), "党组", code, unit=SURVEY, mode="垂直管理"),
    ]
    for old in (f"{PREFECTURE}国家税务局", f"{PREFECTURE}地方税务局"):
        unit = Body(old, "部门", code, until=last, into=TAX, basis=merged)
        found += [unit, replace(group_of(unit, party), into=committee(TAX))]
    return found
