"""Invented divisions: province 99, one prefecture with ten counties, three sister prefectures."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = "云泽省"
PREFECTURE = "澜陵市"
PREFECTURE_CODE = "990100"
SISTERS = {"砚阳市": "990200", "珩川市": "990300", "沅岭市": "990400"}
COUNTIES = {
    "芷阳区": "990102",
    "鹭川区": "990103",
    "荻浦县": "990121",
    "蓼川县": "990122",
    "柘阳县": "990123",
    "蘅川县": "990124",
    "雾岭苗族自治县": "990125",
    "棠川县": "990126",
    "泠溪县": "990127",
    "桐陵县": "990128",
}
_TOWNS = (
    "丹坞", "云湾", "榆冲", "鹤畈", "荷冲", "晓渡", "千浦", "雁桥", "银甸", "枫坳", "铜坞",
    "晴圩", "杉坪", "长汊", "砚坪", "珠坪", "翠畈", "樟滩", "榆坪", "雪塬", "青堰", "暮洲",
    "柳坞", "玉垄", "晴汊", "银磴", "古垄", "楠坳", "棠洼", "墨畈", "柳洲", "樟圩", "长畈",
    "荷垭", "烟坞", "长埂", "雁畈", "菱甸", "玉渡", "棠桥", "柳峪", "鹭陂", "玉陂", "雪汀",
    "霜垭", "岚滩", "石坞", "岚冲", "三陂", "樟堰", "半沟", "槐洼", "菱塬", "松桥", "小墟",
    "鹭洼", "长湾", "云峪", "棠堰", "铜埠", "晴浦", "白堰", "铁湾", "玉崮", "三汀", "半畈",
    "千峪", "梨坞", "小汀", "蓼汊", "兰陂", "玉埠", "蓼磴", "半浦", "鹭冲", "烟埂", "长渡",
    "苇坪", "千坳", "雁甸",
)  # fmt: skip
_TOWNS_A_COUNTY = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A division. `full` begins with the county for townships, as bodies there are written."""

    code: str
    name: str
    parent: str
    level: str
    full: str


def places() -> list[Place]:
    """All divisions, parents first, ordered by code within a level."""
    found = [
        Place("990000", PROVINCE, "", "省级", PROVINCE),
        Place(PREFECTURE_CODE, PREFECTURE, "990000", "地级", PREFECTURE),
    ]
    found += [Place(code, name, "990000", "地级", name) for name, code in SISTERS.items()]
    found += [Place(code, name, PREFECTURE_CODE, "县级", name) for name, code in COUNTIES.items()]
    for at, (county, code) in enumerate(COUNTIES.items()):
        stems = _TOWNS[at * _TOWNS_A_COUNTY : (at + 1) * _TOWNS_A_COUNTY]
        for number, stem in enumerate(stems):
            kind, series = ("乡", 200) if number >= 5 and "区" not in county else ("镇", 100)
            name = stem + kind
            found.append(Place(f"{code}{series + number:03}", name, code, "乡级", county + name))
    return found
