"""Posts, and the jobs that are made of them: what one person holds at a time."""

from __future__ import annotations

from dataclasses import dataclass

from examples.prefecture.places import (
    COUNTIES,
    PREFECTURE,
    PREFECTURE_CODE,
    PROVINCE,
    SISTERS,
    Place,
)
from examples.prefecture.units import (
    CITY_DEPARTMENTS,
    COLLEGE,
    COUNTY_BUREAUS,
    FIRM,
    OLD_NAMES,
    PARTY_DEPARTMENTS,
    PROVINCE_HALLS,
    PROVINCE_TAX,
    STATIONED,
    SURVEY,
    TAX,
    ZONE,
    committee,
    conference,
    congress,
    court,
    discipline,
    government,
    party_department,
    party_group,
    procuratorate,
    stationed,
    supervision,
)

PARTY, ADMINISTRATION, DISCIPLINE, NO_HEAD = "党组织书记", "行政正职", "纪委书记", ""
RANKS = {
    9: "省部级正职",
    8: "省部级副职",
    7: "厅局级正职",
    6: "厅局级副职",
    5: "县处级正职",
    4: "县处级副职",
    3: "乡科级正职",
    2: "乡科级副职",
    1: "一级科员",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A post: a title in a body, and what it heads."""

    body: str
    title: str
    head_of: str = NO_HEAD


@dataclass(frozen=True, slots=True)
class Job:
    """The posts that go together, the main one first; `level` is 9 (province) to 1."""

    key: str
    code: str
    level: int
    seats: tuple[Seat, ...]


def jobs(places: list[Place]) -> list[Job]:
    """All jobs, in the order of the tables; keys are unique."""
    found = _province() + _sisters()
    found += _city_leaders() + _city_departments() + _stationed_heads() + _units()
    for place in places:
        if place.level == "县级":
            found += _county_leaders(place.full, place.code)
            found += _county_bureaus(place.full, place.code)
        elif place.level == "乡级":
            found += _township(place.full, place.parent)
    assert len({job.key for job in found}) == len(found)
    return found


def _job(key: str, code: str, level: int, *seats: tuple[str, ...]) -> Job:
    return Job(key, code, level, tuple(Seat(*seat) for seat in seats))


def _province() -> list[Job]:
    party, ruling, code = committee(PROVINCE), government(PROVINCE), "990000"
    found = [
        _job("省委书记", code, 9, (party, "书记", PARTY)),
        _job("省长", code, 9, (ruling, "省长", ADMINISTRATION),
             (party_group(ruling), "书记", PARTY), (party, "副书记")),
        _job("省委副书记", code, 8, (party, "专职副书记")),
        _job("省纪委书记", code, 8, (discipline(PROVINCE), "书记", DISCIPLINE), (party, "常委"),
             (supervision(PROVINCE), "主任", ADMINISTRATION)),
        _job("常务副省长", code, 8, (ruling, "常务副省长"), (party, "常委")),
        _job("省纪委副书记", code, 7, (discipline(PROVINCE), "副书记"),
             (supervision(PROVINCE), "副主任")),
        _job("省税务局局长", code, 7, (PROVINCE_TAX, "局长", ADMINISTRATION),
             (committee(PROVINCE_TAX), "书记", PARTY)),
    ]  # fmt: skip
    for hall in PROVINCE_HALLS:
        name = PROVINCE + hall
        found.append(_job(f"省{hall}厅长", code, 7, (name, "厅长", ADMINISTRATION),
                          (party_group(name), "书记", PARTY)))  # fmt: skip
    return found


def _sisters() -> list[Job]:
    return [
        job
        for name, code in SISTERS.items()
        for job in (
            _job(f"{name}委书记", code, 7, (committee(name), "书记", PARTY)),
            _job(f"{name}长", code, 7, (government(name), "市长", ADMINISTRATION),
                 (committee(name), "副书记")),
            _job(f"{name}纪委书记", code, 6, (discipline(name), "书记", DISCIPLINE)),
        )
    ]  # fmt: skip


def _city_leaders() -> list[Job]:
    party, ruling, code = committee(PREFECTURE), government(PREFECTURE), PREFECTURE_CODE
    watch, bureau = discipline(PREFECTURE), supervision(PREFECTURE)
    found = [
        _job("市委书记", code, 7, (party, "书记", PARTY)),
        _job("市长", code, 7, (ruling, "市长", ADMINISTRATION),
             (party_group(ruling), "书记", PARTY), (party, "副书记")),
        _job("市委副书记", code, 6, (party, "专职副书记")),
        _job("市纪委书记", code, 6, (watch, "书记", DISCIPLINE),
             (bureau, "主任", ADMINISTRATION), (party, "常委")),
        _job("常务副市长", code, 6, (ruling, "常务副市长"), (party_group(ruling), "副书记"),
             (party, "常委")),
    ]  # fmt: skip
    for department in PARTY_DEPARTMENTS:
        title = _party_title(department, "市")
        body = party_department(PREFECTURE, department)
        found.append(_job(f"市委{department}", code, 6, (body, title, ADMINISTRATION),
                          (party, "常委")))  # fmt: skip
        found += _deputies(f"市委{department}", code, 4, body, _deputy_title(title), 2)
    for field in ("工业交通", "农业农村", "教科文卫", "公安司法"):
        found.append(_job(f"副市长（{field}）", code, 6, (ruling, f"副市长（{field}）"),
                          (party_group(ruling), "成员")))  # fmt: skip
    for number in (1, 2):
        found.append(_job(f"市纪委副书记{number}", code, 5, (watch, "副书记"), (bureau, "副主任")))
    for number in (1, 2, 3):
        found.append(_job(f"市纪委常委{number}", code, 4, (watch, "常委"), (bureau, "委员")))
    return found + _standing(PREFECTURE, code, 6, 3)


def _party_title(department: str, level: str) -> str:
    titles = {"政法委员会": "书记", "办公室": "主任" if level == "县" else "秘书长"}
    return titles.get(department, "部长")


def _deputy_title(title: str) -> str:
    return {"秘书长": "副主任"}.get(title, f"副{title}")


def _deputies(key: str, code: str, level: int, body: str, title: str, count: int) -> list[Job]:
    return [_job(f"{key}{title}{n}", code, level, (body, title)) for n in range(1, count + 1)]


def _standing(place: str, code: str, level: int, deputies: int) -> list[Job]:
    """Congress, conference, court and procuratorate with their party groups."""
    found: list[Job] = []
    for body, title, deputy, below in (
        (congress(place), "主任", "副主任", 0),
        (conference(place), "主席", "副主席", 0),
        (court(place), "院长", "副院长", 1),
        (procuratorate(place), "检察长", "副检察长", 1),
    ):
        rank = level - below if level == 5 else level
        found.append(_job(body, code, rank, (body, title, ADMINISTRATION),
                          (party_group(body), "书记", PARTY)))  # fmt: skip
        count = deputies - below
        found += [
            _job(f"{body}{deputy}{n}", code, rank - 1, (body, deputy)) for n in range(1, count + 1)
        ]
    return found


def _head_title(department: str) -> str:
    return "主任" if department.endswith("委员会") else "局长"


def _versions(place: str, department: str, which: int) -> list[str]:
    """The department and what it was before, oldest first; of merged ones the one told."""
    olds = OLD_NAMES.get(department, ())
    return (
        [*(place + old for old in olds[which % len(olds) :][:1] if olds), place + department]
        if (olds)
        else [place + department]
    )


def _department(place: str, code: str, department: str, level: int, deputies: int) -> list[Job]:
    found = []
    olds = OLD_NAMES.get(department, ())
    heads = len(olds) if len(olds) > 1 else 1
    for which in range(heads):
        # The head of the second of two merged departments has no post in the new one.
        names = _versions(place, department, which)[: 1 if which else None]
        seats = [
            seat
            for name in names
            for seat in (
                (name, _head_title(name), ADMINISTRATION),
                (party_group(name), "书记", PARTY),
            )
        ]
        key = place + (department if not which else olds[which])
        found.append(_job(key, code, level, *seats))
    for n in range(1, deputies + 1):
        names = _versions(place, department, n)
        seats = [(name, f"副{_head_title(name)}", NO_HEAD) for name in names]
        if n == 1:
            seats += [(party_group(name), "成员", NO_HEAD) for name in names]
        found.append(_job(f"{place}{department}副职{n}", code, level - 1, *seats))
    return found


def _city_departments() -> list[Job]:
    return [
        job
        for department in CITY_DEPARTMENTS
        for job in _department(PREFECTURE, PREFECTURE_CODE, department, 5, 3)
    ]


def _stationed_heads() -> list[Job]:
    found = []
    for hosts in STATIONED:
        group = stationed(hosts[0])
        host_seats = [(party_group(name), "成员") for name in _versions(PREFECTURE, hosts[0], 0)]
        found.append(_job(group, PREFECTURE_CODE, 4, (group, "组长", DISCIPLINE), *host_seats))
        found.append(_job(f"{group}副组长", PREFECTURE_CODE, 3, (group, "副组长")))
    return found


def _units() -> list[Job]:
    code = PREFECTURE_CODE
    zone = "中共澜陵经济技术开发区工作委员会"
    found = [
        _job("开发区", code, 5, (zone, "书记", PARTY), (ZONE, "主任", ADMINISTRATION)),
        _job("城投集团书记", code, 5, (committee(FIRM), "书记", PARTY),
             (FIRM, "董事长", ADMINISTRATION)),
        _job("城投集团总经理", code, 4, (FIRM, "总经理"), (committee(FIRM), "副书记")),
        _job("城投集团纪委书记", code, 4, (discipline(FIRM), "书记", DISCIPLINE)),
        _job("职院书记", code, 5, (committee(COLLEGE), "书记", PARTY)),
        _job("职院院长", code, 5, (COLLEGE, "院长", ADMINISTRATION),
        (committee(COLLEGE), "副书记")),
        _job("职院纪委书记", code, 4, (discipline(COLLEGE), "书记", DISCIPLINE)),
        _job(TAX, code, 5, (TAX, "局长", ADMINISTRATION), (committee(TAX), "书记", PARTY)),
        _job(SURVEY, code, 4, (SURVEY, "队长", ADMINISTRATION),
        (party_group(SURVEY), "书记", PARTY)),
    ]  # fmt: skip
    found += _deputies("开发区", code, 4, ZONE, "副主任", 3)
    found += _deputies(TAX, code, 4, TAX, "副局长", 2)
    for old in (f"{PREFECTURE}国家税务局", f"{PREFECTURE}地方税务局"):
        found.append(_job(old, code, 5, (old, "局长", ADMINISTRATION),
                          (party_group(old), "书记", PARTY)))  # fmt: skip
    return found


def chief(place: str) -> str:
    """What the administrative head of a county or township is called."""
    return place[-1] + "长"


def _county_leaders(place: str, code: str) -> list[Job]:
    party, ruling, watch = committee(place), government(place), discipline(place)
    bureau = supervision(place)
    found = [
        _job(f"{place}委书记", code, 5, (party, "书记", PARTY)),
        _job(f"{place}政府正职", code, 5, (ruling, chief(place), ADMINISTRATION),
             (party_group(ruling), "书记", PARTY), (party, "副书记")),
        _job(f"{place}委副书记", code, 4, (party, "专职副书记")),
        _job(f"{place}纪委书记", code, 4, (watch, "书记", DISCIPLINE),
             (bureau, "主任", ADMINISTRATION), (party, "常委")),
        _job(f"{place}常务副职", code, 4, (ruling, f"常务副{chief(place)}"),
             (party_group(ruling), "副书记"), (party, "常委")),
    ]  # fmt: skip
    for department in PARTY_DEPARTMENTS:
        title = _party_title(department, "县")
        body = party_department(place, department)
        found.append(_job(f"{place}委{department}", code, 4, (body, title, ADMINISTRATION),
                          (party, "常委")))  # fmt: skip
        found += _deputies(f"{place}委{department}", code, 2, body, _deputy_title(title), 1)
    for field in ("农业农村", "教科文卫", "城建交通"):
        found.append(_job(f"{place}副职（{field}）", code, 4,
                          (ruling, f"副{chief(place)}（{field}）"),
                          (party_group(ruling), "成员")))  # fmt: skip
    for number in (1, 2):
        found.append(_job(f"{place}纪委副书记{number}", code, 3, (watch, "副书记"),
                          (bureau, "副主任")))  # fmt: skip
    found.append(_job(f"{place}纪委常委", code, 2, (watch, "常委"), (bureau, "委员")))
    return found + _standing(place, code, 5, 2)


def _county_bureaus(place: str, code: str) -> list[Job]:
    return [job for bureau in COUNTY_BUREAUS for job in _department(place, code, bureau, 3, 2)]


def _township(place: str, code: str) -> list[Job]:
    party, ruling, watch = committee(place), government(place), discipline(place)
    return [
        _job(f"{place}书记", code, 3, (party, "书记", PARTY)),
        _job(f"{place}正职", code, 3, (ruling, chief(place), ADMINISTRATION), (party, "副书记")),
        _job(f"{place}纪委书记", code, 2, (watch, "书记", DISCIPLINE), (party, "委员")),
        _job(f"{place}副职", code, 2, (ruling, f"副{chief(place)}")),
    ]  # fmt: skip


def scripted_extra() -> list[Job]:
    """Jobs that only the told story fills: secondments and seats in the committee above."""
    ruling = government(PREFECTURE)
    found = [
        _job("副市长（挂职）", PREFECTURE_CODE, 6, (ruling, "副市长（挂职）")),
        _job("市委常委", PREFECTURE_CODE, 6, (committee(PREFECTURE), "常委")),
    ]
    title = "副县长（挂职）"
    found += [
        _job(county + title, COUNTIES[county], 4, (government(county), title))
        for county in ("荻浦县", "雾岭苗族自治县")
    ]
    return found
