"""The example files: made anew they are the same; they contradict each other only where told."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from examples.prefecture.places import COUNTIES, places
from examples.prefecture.sheets import Cell, Table, write
from examples.prefecture.world import PAGE, tables, write_files
from graph.body_names import canonical
from graph.dates import parse, window
from tests.lent import shared_data

pytestmark = pytest.mark.no_cover  # a whole prefecture; tracing doubles its time

FILES = Path(__file__).parents[2] / "examples" / "files"
Record = dict[str, Cell]
POINTING = (
    "所属单位",
    "主体责任上级",
    "上级纪检机构",
    "同级党组织",
    "行政上级",
    "业务指导",
    "地方党组织",
    "派出机关",
    "监督单位",
    "撤并为",
)
"""Columns of the table of organizations that name other bodies."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def made(folder: Path) -> tuple[Table, ...]:
    return write_files(folder)


def rows(made: tuple[Table, ...], file: str, sheet: str = "") -> list[Record]:
    return [
        dict(zip(table.header, row, strict=True))
        for table in made
        if table.file == file and sheet in ("", table.sheet)
        for row in table.rows
    ]


def content(path: Path) -> object:
    """All cells and merged ranges of a file."""
    if path.suffix == ".csv":
        encoding = "gb18030" if path.name == "任免通知.csv" else "utf-8-sig"
        with path.open(encoding=encoding, newline="") as lines:
            return list(csv.reader(lines))
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    book = load_workbook(path)
    return {
        sheet.title: (
            [[cell.value for cell in row] for row in sheet.iter_rows()],
            sorted(map(str, sheet.merged_cells.ranges)),
        )
        for sheet in book.worksheets
    }


def same(one: Path, other: Path) -> bool:
    """Whether two files say the same: byte for byte inside the archive, or cell by cell."""
    if one.suffix == ".xlsx":
        with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
            names = left.namelist()
            if names == right.namelist() and all(left.read(n) == right.read(n) for n in names):
                return True
    return content(one) == content(other)


def test_committed_files_are_what_the_script_writes(folder: Path, made: tuple[Table, ...]) -> None:
    names = {table.file for table in made} | {PAGE}
    assert {path.name for path in folder.iterdir()} == names
    assert [name for name in sorted(names) if not same(folder / name, FILES / name)] == []


def test_a_workbook_does_not_say_when_it_was_written(tmp_path: Path) -> None:
    table = Table("甲.xlsx", ("姓名",), [("林一鸣",)], "表", ("标题",))
    write(tmp_path, [table])
    with zipfile.ZipFile(tmp_path / "甲.xlsx") as book:
        assert {info.date_time for info in book.infolist()} == {(2024, 1, 8, 0, 0, 0)}
        stamps = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml"))
    assert set(stamps) == {b"2024-01-08T00:00:00Z"}


def test_another_seed_is_another_prefecture_with_the_same_story(made: tuple[Table, ...]) -> None:
    other = tables(7)
    assert rows(other, "行政区划.csv") == rows(made, "行政区划.csv")
    assert rows(other, "任职记录.xlsx") != rows(made, "任职记录.xlsx")

    def secretaries(of: tuple[Table, ...]) -> list[tuple[Cell, ...]]:
        return [
            (r["姓名"], parse(_text(r["起"])), r["任职性质"])
            for r in rows(of, "任职记录.xlsx")
            if r["单位"] == "中共澜陵市委员会" and r["职务"] == "书记"
        ]

    assert secretaries(made) == secretaries(other)
    assert secretaries(made) == [
        ("顾承岳", "2012-03-15", "正式"),
        ("陆景川", "2016-09-01", "正式"),
        ("沈砚舟", "2021-08-01", "正式"),
    ]


def test_sizes(made: tuple[Table, ...]) -> None:
    people = {row["身份编号"] for row in rows(made, "任职记录.xlsx")}
    talks = rows(made, "谈话台账.xlsx")
    assert 1_400 < len(people) < 1_800
    assert 4_500 < len(rows(made, "任职记录.xlsx")) < 6_500
    assert 450 < len(talks) < 600
    assert (len(rows(made, "问题线索.xlsx")), len(rows(made, "案件.xlsx"))) == (60, 30)
    assert len(places()) == 95
    assert len(COUNTIES) == 10
    assert len({row["谈话类型"] for row in talks}) == 17


def test_names_of_bodies_and_posts_are_known(made: tuple[Table, ...]) -> None:
    organizations = rows(made, "机构表.xlsx")
    bodies = {row["机构名称"] for row in organizations}
    assert len(bodies) == len({canonical(str(name)) for name in bodies}) == len(organizations)
    posts = {(row["机构"], row["职务"]) for row in rows(made, "职务表.csv")}
    used: set[tuple[Cell, Cell]] = set()
    for file in (
        "任职记录.xlsx",
        "干部名册_2023.xlsx",
        "任免通知.csv",
        "空缺情况.xlsx",
        "案件.xlsx",
    ):
        used |= {(row["单位"], row["职务"]) for row in rows(made, file) if row["职务"]}
    named: set[str] = set()
    for table in made:
        if table.file.startswith("领导分工"):
            used |= {(row["领导单位"], row["职务"]) for row in rows(made, table.file)}
            named |= {str(row["分管单位"]) for row in rows(made, table.file)}
    assert used - posts == set()
    for row in organizations:
        for column in POINTING:
            named |= set(str(row[column]).split("、"))
    assert named - bodies == {""}


def test_a_number_is_one_person(made: tuple[Table, ...]) -> None:
    names: dict[Cell, set[Cell]] = defaultdict(set)
    for file in ("任职记录.xlsx", "干部名册_2023.xlsx", "任免通知.csv", "案件.xlsx"):
        for row in rows(made, file):
            names[row["身份编号"]].add(row["姓名"])
    for row in rows(made, "谈话台账.xlsx"):
        for role in ("谈话人", "谈话对象", "受托谈话人", "陪同人", "记录人"):
            assert bool(row[role]) == bool(row[f"{role}编号"])
            if row[role]:
                names[row[f"{role}编号"]].add(row[role])
    assert {number for number, found in names.items() if len(found) > 1} == set()
    shared = Counter(next(iter(found)) for found in names.values())
    assert {name: n for name, n in shared.items() if n > 1} == {
        "李文衡": 2,
        "张晓岚": 2,
        "刘建垣": 2,
    }


def test_only_the_told_contradictions_stand_in_the_files(made: tuple[Table, ...]) -> None:
    records = rows(made, "任职记录.xlsx")
    starts: dict[tuple[Cell, ...], set[str]] = defaultdict(set)
    for row in records:
        key = (row["身份编号"], row["单位"], row["职务"], row["任职性质"])
        starts[key].add(parse(_text(row["起"])))
    found = set()
    for row in rows(made, "干部名册_2023.xlsx"):
        nature = row["任职性质"] or "正式"
        known = starts.get((row["身份编号"], row["单位"], row["职务"], nature), set())
        if row["职务"] and not any(_agree(parse(_text(row["任现职时间"])), s) for s in known):
            found.add(("名册", row["姓名"], row["单位"]))
    for row in rows(made, "任免通知.csv"):
        known = starts.get((row["身份编号"], row["单位"], row["职务"], row["任职性质"]), set())
        if row["任免"] == "任" and not any(_agree(parse(_text(row["生效日期"])), s) for s in known):
            found.add(("通知", row["姓名"], row["单位"]))
    assert found == {
        ("名册", "程望舒", "中共蓼川县委员会"),
        ("名册", "龚书棠", "中共泠溪县纪律检查委员会"),
        ("通知", "莫曼漪", "澜陵市文化和旅游局"),
    }


def test_one_post_has_two_certain_heads(made: tuple[Table, ...]) -> None:
    heads = {(r["机构"], r["职务"]) for r in rows(made, "职务表.csv") if r["正职类别"]}
    by_post: dict[tuple[Cell, Cell], list[Record]] = defaultdict(list)
    for row in rows(made, "任职记录.xlsx"):
        if (row["单位"], row["职务"]) in heads:
            by_post[row["单位"], row["职务"]].append(row)
    found = {
        (post[0], one["姓名"], other["姓名"])
        for post, spells in by_post.items()
        for one, other in combinations(spells, 2)
        if _certain(one)[0] <= _certain(other)[1] and _certain(other)[0] <= _certain(one)[1]
    }
    assert found == {("中共蘅川县委员会", "方知远", "魏成蹊")}


def test_who_talks_holds_a_post_that_day(made: tuple[Table, ...]) -> None:
    spells: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
    for row in rows(made, "任职记录.xlsx"):
        spells[row["身份编号"]].append(_possible(row))
    away = []
    for row in rows(made, "谈话台账.xlsx"):
        day = window(parse(_text(row["谈话时间"]))).first
        number = row["谈话人编号"] or row["受托谈话人编号"]
        if not any(first <= day <= last for first, last in spells[number]):
            away.append(row["序号"])
        assert parse(_text(row["录入日期"])) >= parse(_text(row["谈话时间"]))
        assert row["谈话人编号"] != row["谈话对象编号"]
    assert away == []


def test_a_talk_of_the_secretary_needs_a_secretary(made: tuple[Table, ...]) -> None:
    talks = rows(made, "谈话台账.xlsx", "谈话台账")
    by_secretary = [row for row in talks if row["谈话人单位及职务"] == "澜陵市委书记"]
    days = [parse(_text(row["谈话时间"])) for row in by_secretary]
    assert [day for day in days if "2021-05-15" <= day <= "2021-07-31"] == []
    missed = [
        row["序号"]
        for row, day in zip(by_secretary, days, strict=True)
        if row["对象单位及职务"] == "荻浦县委书记" and day.startswith("2022")
    ]
    assert missed == []


def test_cases_follow_clues_and_end_a_career(made: tuple[Table, ...]) -> None:
    clues = {row["编号"]: row for row in rows(made, "问题线索.xlsx")}
    last: dict[Cell, int] = defaultdict(int)
    for row in rows(made, "任职记录.xlsx"):
        last[row["身份编号"]] = max(last[row["身份编号"]], _certain(row)[1])
    order = (
        "受理",
        "初步核实",
        "立案",
        "留置",
        "审查调查",
        "审理",
        "党纪处分",
        "移送审查起诉",
        "判决",
    )
    for row in rows(made, "案件.xlsx"):
        clue = clues[row["线索编号"]]
        assert (clue["案件编号"], clue["被反映人编号"]) == (row["案件编号"], row["身份编号"])
        days = [_text(row[f"{stage}日期"]) for stage in order if row[f"{stage}日期"]]
        assert days == sorted(days)
        assert days[-1] <= "2023-12-31"
        assert last[row["身份编号"]] < window(_text(row["立案日期"])).first


@pytest.mark.shared
def test_no_place_is_real(made: tuple[Table, ...]) -> None:
    real = set()
    for file in ("provinces", "cities", "areas", "streets"):
        text = shared_data(f"admin_divisions/{file}.json").read_text(encoding="utf-8")
        real |= {item["name"] for item in json.loads(text)}
    assert {row["名称"] for row in rows(made, "行政区划.csv")} & real == set()


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _possible(row: Record) -> tuple[int, int]:
    """First and last day on which somebody may have been in a post."""
    open_end = row["止"] in ("", "至今")
    last = date.max.toordinal() if open_end else window(parse(_text(row["止"]))).last
    return window(parse(_text(row["起"]))).first, last


def _certain(row: Record) -> tuple[int, int]:
    """First and last day on which somebody certainly was in a post; an unknown end says nothing."""
    since = window(parse(_text(row["起"]))).last
    if row["止"] == "至今":
        return since, date(2023, 12, 31).toordinal()
    return since, window(parse(_text(row["止"]))).first if row["止"] else since
