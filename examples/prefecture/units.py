"""Which bodies there are, and how their full names are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from examples.prefecture.places import PREFECTURE, PROVINCE

CITY_REFORM = date(2019, 2, 15)
COUNTY_REFORM = date(2019, 3, 20)
SUPERVISION_BORN = date(2018, 1, 8)
TAX_MERGER = date(2018, 7, 5)
CITY_DEPARTMENTS = (
    "发展和改革委员会", "教育局", "科学技术局", "工业和信息化局", "公安局", "民政局", "司法局",
    "财政局", "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局",
    "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局", "卫生健康委员会",
    "退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局",
    "城市管理局", "信访局",
)  # fmt: skip
COUNTY_BUREAUS = (
    "发展和改革局", "教育局", "公安局", "财政局", "自然资源局", "住房和城乡建设局", "农业农村局",
    "卫生健康局",
)  # fmt: skip
PARTY_DEPARTMENTS = ("组织部", "宣传部", "统一战线工作部", "政法委员会", "办公室")
OLD_NAMES = {
    "自然资源局": ("国土资源局",),
    "生态环境局": ("环境保护局",),
    "农业农村局": ("农业局",),
    "卫生健康委员会": ("卫生和计划生育委员会",),
    "卫生健康局": ("卫生和计划生育局",),
    "应急管理局": ("安全生产监督管理局",),
    "文化和旅游局": ("文化广电新闻出版局", "旅游发展委员会"),
    "市场监督管理局": ("工商行政管理局", "食品药品监督管理局"),
}
"""Departments of before the reform of 2019; where there are two, they were merged."""
BORN_IN_REFORM = ("退役军人事务局", "医疗保障局")
STATIONED = (
    ("住房和城乡建设局", "城市管理局"),
    ("教育局", "科学技术局"),
    ("农业农村局", "水利局"),
    ("财政局", "审计局"),
    ("卫生健康委员会", "医疗保障局"),
    ("自然资源局", "生态环境局"),
    ("发展和改革委员会", "统计局"),
    ("公安局",),
    ("文化和旅游局",),
    ("市场监督管理局", "商务局"),
)
"""Hosts of each group that the discipline commission of the prefecture stations."""
ZONE = "澜陵经济技术开发区管理委员会"
FIRM = "澜陵市城市建设投资集团有限公司"
COLLEGE = "澜陵市职业技术学院"
TAX = f"国家税务总局{PREFECTURE}税务局"
SURVEY = "国家统计局澜陵调查队"
PROVINCE_TAX = f"国家税务总局{PROVINCE}税务局"
PROVINCE_HALLS = ("财政厅", "教育厅", "公安厅", "住房和城乡建设厅")


@dataclass(frozen=True, slots=True)
class Body:
    """An organization as a row of the table of organizations; bodies are named by full names."""

    name: str
    kind: str
    code: str
    seat: str = "驻地"
    short: str = ""
    former: str = ""
    unit: str = ""
    party_above: str = ""
    discipline_above: str = ""
    same_level: str = ""
    government_above: str = ""
    guidance: str = ""
    mode: str = ""
    leads: str = ""
    local_party: str = ""
    sender: str = ""
    supervises: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    into: str = ""
    basis: str = ""

    def exists(self, on: date) -> bool:
        """Whether the body is there on a day."""
        return (self.since or date.min) <= on <= (self.until or date.max)


def committee(place: str) -> str:
    return f"中共{place}委员会"


def discipline(place: str) -> str:
    return f"中共{place}纪律检查委员会"


def supervision(place: str) -> str:
    return f"{place}监察委员会"


def government(place: str) -> str:
    return f"{place}人民政府"


def congress(place: str) -> str:
    return f"{place}人民代表大会常务委员会"


def conference(place: str) -> str:
    return f"中国人民政治协商会议{place}委员会"


def court(place: str) -> str:
    return f"{place}中级人民法院" if place == PREFECTURE else f"{place}人民法院"


def procuratorate(place: str) -> str:
    return f"{place}人民检察院"


def party_group(unit: str) -> str:
    return f"中共{unit}党组"


def party_department(place: str, department: str) -> str:
    return (
        f"中共{place}委员会{department}" if department != "办公室" else f"中共{place}委员会办公室"
    )


def stationed(host: str) -> str:
    return f"{PREFECTURE}纪委监委驻市{host}纪检监察组"


def reform_day(place: str) -> date:
    return CITY_REFORM if place == PREFECTURE else COUNTY_REFORM


def group_of(unit: Body, party_above: str, short: str = "") -> Body:
    return Body(
        party_group(unit.name),
        "党组",
        unit.code,
        short=short,
        unit=unit.name,
        party_above=party_above,
        since=unit.since,
        until=unit.until,
        into=party_group(unit.into) if unit.into else "",
        basis=unit.basis if unit.into else "",
    )
