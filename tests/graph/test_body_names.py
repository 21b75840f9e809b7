"""Full, short and historical written names of bodies."""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.body_names import abbreviations, canonical, parts, tails
from graph.names import lexicon
from tests.lent import shared_data

FORMS = {
    "甲市委": "中共甲市委员会 中国共产党甲市委员会 甲市委员会 中共甲市委 甲市党委 甲市市委",
    "甲省委": "中共甲省委员会 中共甲省委 甲省党委",
    "甲自治区委": "中共甲自治区委员会 甲自治区党委 中共甲壮族自治区委员会 甲壮族自治区党委",
    "甲市政府": "甲市人民政府 甲市政府 甲市市政府",
    "甲州委": "中共甲土家族苗族自治州委员会 甲自治州委 中共甲州委员会 甲州州委",
    "乙丙州政府": "乙丙蒙古自治州人民政府 乙丙柯尔克孜自治州政府 乙丙哈萨克自治州人民政府",
    "甲县政府": "甲自治县人民政府 甲回族自治县人民政府 甲彝族回族苗族自治县政府 甲各族自治县政府",
    "甲旗委": "中共甲达斡尔族自治旗委员会 甲自治旗委",
    "东乡县委": "中共东乡族自治县委员会 东乡县委",
    "鄂温克旗政协": "政协鄂温克族自治旗委员会 鄂温克旗政协",
    "内蒙古自治区政府": "内蒙古自治区人民政府",
    "甲区政府": "甲回族区人民政府",
    "甲乡政府": "甲回族乡人民政府 甲回族土族乡政府 甲壮族民族乡人民政府",
    "甲地区委": "中共甲地区委员会 甲地委 甲地区委 中共甲地委 中共甲专区委员会",
    "甲地区政府": "甲地区行政公署 甲行署 甲地区行署 甲行政公署 甲专员公署 甲专区专员公署",
    "甲地区委组织部": "甲地委组织部 中共甲地区委员会组织部",
    "甲盟委": "中共甲盟委员会 甲盟委",
    "甲盟政府": "甲盟行政公署 甲盟行署 甲盟公署",
    "甲市纪委": "中共甲市纪律检查委员会 甲市纪律检查委员会 中共甲市纪委 甲市纪检委",
    "甲市监委": "甲市监察委员会 甲市监委",
    "甲市纪委监委": "中共甲市纪律检查委员会、甲市监察委员会 甲市纪委市监委 甲市纪委、监委",
    "甲市财政局党组": "中共甲市财政局党组 甲市财政局党组",
    "甲市政府党组": "中共甲市人民政府党组 甲市政府党组",
    "甲市人大": "甲市人民代表大会常务委员会 甲市人大常委会 甲市人大 甲市第三届人民代表大会",
    "甲市政协": "中国人民政治协商会议甲市委员会 政协甲市委员会 甲市政协 政协甲市第四届委员会",
    "甲市中院": "甲市中级人民法院 甲市中级法院 甲市中院",
    "甲县法院": "甲县人民法院 甲县法院",
    "甲县检察院": "甲县人民检察院 甲县检察院",
    "甲市发改委": "甲市发展和改革委员会 甲市发展改革委 甲市发改委",
    "甲市国资委": "甲市人民政府国有资产监督管理委员会 甲市国资委",
    "甲市政府办": "甲市人民政府办公室 甲市政府办公厅 甲市政府办",
    "甲市委办": "中共甲市委员会办公室 中共甲市委办公厅 甲市委办",
    "甲市委组织部": "中共甲市委组织部 中共甲市委员会组织部 甲市组织部",
    "甲市委政法委": "中共甲市委政法委员会 甲市政法委",
    "甲市直属机关工委": "中共甲市直属机关工作委员会 甲市直机关工委 甲市委市直属机关工委",
    "甲镇委": "中共甲镇委员会 甲镇党委 甲镇委",
    "甲街道工委": "中共甲街道工作委员会 甲街道党工委 甲街道工委",
    "甲街道办": "甲街道办事处",
    "甲经开区工委": "中共甲经济技术开发区工作委员会 甲经开区党工委",
    "甲经开区管委会": "甲经济技术开发区管理委员会 甲经开区管委会",
    "甲地区人大工委": "甲地区人大工委 人大常委会甲地区工作委员会 甲地区人大常委会工作委员会",
    "甲市税务局": "国家税务总局甲市税务局 甲市税务局",
    "甲大学党委": "中共甲大学委员会 甲大学党委",
    "甲市财政局机关党委": "中共甲市财政局机关委员会 甲市财政局机关党委",
    "甲市民盟": "中国民主同盟甲市委员会 民盟甲市委员会 民盟甲市委",
    "甲市团委": "共青团甲市委员会 中国共产主义青年团甲市委员会 共青团甲市委",
    "中央纪委": "中共中央纪律检查委员会 中纪委 中央纪委",
}


@pytest.mark.parametrize(("short", "forms"), FORMS.items())
def test_written_forms_of_one_body_have_one_canonical_name(short: str, forms: str) -> None:
    assert {form: canonical(form) for form in forms.split()} == dict.fromkeys(forms.split(), short)


def test_no_two_bodies_share_a_canonical_name() -> None:
    assert {short: canonical(short) for short in FORMS} == {short: short for short in FORMS}


_STEMS = st.text("甲乙丙丁青白川石林", min_size=1, max_size=4)
_PLACES = st.builds(
    "{}{}{}".format,
    _STEMS,
    st.sampled_from(["", "回族", "土家族苗族", "蒙古族", "各族"]),
    st.sampled_from(["自治州", "自治县"]),
) | st.builds("{}{}".format, _STEMS, st.sampled_from([*"省市县区州盟旗镇乡", "地区"]))
_TYPES = (
    ("中共{}委员会", "{}委"),
    ("{}人民政府", "{}政府"),
    ("中共{}纪律检查委员会", "{}纪委"),
    ("{}监察委员会", "{}监委"),
    ("{}人民代表大会常务委员会", "{}人大常委会"),
    ("政协{}委员会", "{}政协"),
    ("{}人民法院", "{}法院"),
    ("{}人民检察院", "{}检察院"),
    ("中共{}委员会组织部", "{}委组织部"),
    ("中共{}财政局党组", "{}财政局党组"),
    ("{}财政局", "{}财政局"),
    ("民盟{}委员会", "民盟{}委"),
    ("共青团{}委员会", "共青团{}委"),
)


@given(_PLACES)
def test_types_never_collapse_and_short_forms_agree(place: str) -> None:
    names = [(canonical(full.format(place)), canonical(short.format(place)))
             for full, short in _TYPES]  # fmt: skip
    assert all(full == short for full, short in names)
    assert len({full for full, _ in names}) == len(_TYPES)


_WORDS = sorted({*lexicon().shortened, *lexicon().shortened.values(), *lexicon().before_place})


@given(
    st.lists(
        st.sampled_from(
            [*_WORDS, "中共", "委员会", "委", "甲", "乙", *"省市县区州盟旗乡族", "自治"]
        ),
        max_size=7,
    ).map("".join)
    | st.text(max_size=12)
)
def test_a_canonical_name_is_its_own(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲省乙市丙县财政局", [("甲省", "乙市丙县财政局"), ("甲省乙市", "丙县财政局")]),
        ("甲自治区乙地区丙县委", [("甲自治区", "乙地区丙县委"), ("甲自治区乙地区", "丙县委")]),
        ("甲省乙丙州委", [("甲省", "乙丙州委")]),
        ("乙丙州丁县委", [("乙丙州", "丁县委")]),
        ("甲县城关镇委", [("甲县", "城关镇委")]),
        ("甲市委", []),
        ("甲市财政局", []),
        ("甲州湾镇委", []),
        ("甲市市监局", []),
        ("甲市民盟", []),
    ],
)
def test_places_in_front(name: str, expected: list[tuple[str, str]]) -> None:
    assert list(tails(name)) == expected


def test_looser_forms() -> None:
    assert abbreviations("甲自治区委") == ("甲区委", "甲党委")
    assert abbreviations("甲自治区政府") == ("甲区政府", "甲政府")
    assert abbreviations("甲乙丙盟委") == ("甲盟委",)
    assert abbreviations("甲乙丙左翼中旗政府") == ("甲左中旗政府",)
    assert abbreviations("甲乙州委") == ()
    assert abbreviations("自治区委") == ()
    assert abbreviations("甲乙丙州市委") == ()


def test_a_joint_name_has_two_parts() -> None:
    assert parts("甲市纪委市监委") == ("甲市纪委监委", "甲市纪委", "甲市监委")
    assert parts("甲市纪委") == ("甲市纪委",)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "parent"),
    [("cities", "provinceCode"), ("areas", "cityCode"), ("streets", "areaCode")],
)
def test_divisions_of_one_parent_stay_apart(file: str, parent: str) -> None:
    divisions = json.loads(shared_data(f"admin_divisions/{file}.json").read_text("utf-8"))
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for division in divisions:
        names[division[parent], canonical(f"{division['name']}人民政府")].add(division["name"])
    assert [alike for alike in names.values() if len(alike) > 1] == []


@pytest.mark.shared
def test_every_division_that_there_was_has_one_name_a_type() -> None:
    with shared_data("vocabularies/area_code.csv").open(encoding="utf-8-sig") as file:
        written = {row["名称"] for row in csv.DictReader(file)}
    places = {name for name in written if len(name) > 1 and name[-1] in "省市县区州盟旗"}
    differing = [
        place
        for place in sorted(places - {"市辖区"})
        if any(canonical(full.format(place)) != canonical(short.format(place))
               for full, short in _TYPES)
        or len({canonical(full.format(place)) for full, _ in _TYPES}) < len(_TYPES)
    ]  # fmt: skip
    assert differing == []
