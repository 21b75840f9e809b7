"""Mended rejects complete the set: their rows mean what they meant in the file they come from."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.memory_store import MemoryStore
from loaders import identity
from loaders.load import load
from loaders.mapping import parse_mapping, read_mapping
from loaders.report import Report
from loaders.tables import content_digest
from tests.loaders.mapped import said

HEADER = "姓名,单位,职务,任职时间\n"
ROSTER = read_mapping("roster")
ONE_A_ROW = parse_mapping(
    """
title: 记录
document: {date: {text: "{file}", match: "\\\\d{4}"}}
columns: {name: [姓名], unit: [单位], since: [任职时间]}
skip: [{when: {"{file}": [草稿]}, note: 草稿}]
entities:
  paper: {kind: Document, key: {document: true}, properties: {title: "{file}"}}
  person: {kind: Person, key: {row: true}, properties: {name: "{name}", birth: "{since}"}}
edges: []
""",
    "记录",
)


class Folder:
    """A folder with a store: files are written, loaded, mended and loaded again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rejects = path / "未载入.csv"
        self.store = MemoryStore()

    def write(self, name: str, *rows: str) -> Path:
        path = self.path / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    def load(self, *paths: Path, rejects: Path | None = None) -> Report:
        return load(self.store, paths, ROSTER, rejects=rejects)

    def mend(self, old: str, new: str, name: str = "改好.csv") -> Path:
        path = self.path / name
        path.write_text(self.rejects.read_text("utf-8-sig").replace(old, new), "utf-8-sig")
        return path

    def bodies(self) -> dict[str, set[str]]:
        """The ids that each printed name of a body has."""
        found: dict[str, set[str]] = {}
        for statement in said(self.store, "Organization"):
            for name in statement.properties["alias"]:
                found.setdefault(str(name), set()).add(statement.record)
        return found

    def seen(self) -> list[tuple[str, tuple[object, ...]]]:
        """Where holders are attested, and on which date."""
        return [(s.place.locator, s.properties.get("seen", ())) for s in said(self.store, "HOLDS")]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_mended_row_names_the_bodies_and_the_date_of_its_file(folder: Folder) -> None:
    source = folder.write(
        "名册2015-12-31.csv", "林一鸣,财政局,局长,2012-05", "周若云,财政局,副局长,2014-06-31"
    )
    assert folder.load(source, rejects=folder.rejects).rejected == 1
    mended = folder.mend("2014-06-31", "2014-06-30")
    assert folder.load(mended).rejected == 0
    document = identity.document(content_digest(source))
    assert folder.bodies() == {"财政局": {identity.named("Organization", "财政局", document)}}
    assert folder.seen() == [
        ("第2行", ("2015-12-31",)),
        ("第2行（原 名册2015-12-31.csv 第3行）", ("2015-12-31",)),
    ]
    places = {s.place.document for s in said(folder.store, "HOLDS")}
    assert places == {document, identity.document(content_digest(mended))}


def test_rows_of_two_files_in_one_rejects_file_stay_apart(folder: Folder) -> None:
    sources = [
        folder.write("甲县2015.csv", "林一鸣,财政局,局长,2012", "周若云,财政局,副局长,错"),
        folder.write("乙县2016.csv", "秦远,财政局,局长,2012", "白石,财政局,副局长,错"),
    ]
    assert folder.load(*sources, rejects=folder.rejects).rejected == 2
    assert folder.load(folder.mend("错", "2013")).rejected == 0
    wanted = {
        identity.named("Organization", "财政局", identity.document(content_digest(source)))
        for source in sources
    }
    assert folder.bodies() == {"财政局": wanted}
    posts = {s.record: s.properties["title"] for s in said(folder.store, "Post")}
    assert sorted(posts.values()) == [("副局长",), ("副局长",), ("局长",), ("局长",)]
    assert sorted(folder.seen()) == [
        ("第2行", ("2015",)),
        ("第2行", ("2016",)),
        ("第2行（原 甲县2015.csv 第3行）", ("2015",)),
        ("第3行（原 乙县2016.csv 第3行）", ("2016",)),
    ]


def test_a_workbook_mended_in_a_workbook_keeps_sheet_and_row(folder: Folder) -> None:
    source = folder.path / "名册2015.xlsx"
    book = Workbook()
    sheet = book.create_sheet("市直", 0)
    sheet.append(["姓名", "单位", "职务", "任职时间"])
    sheet.append(["林一鸣", "财政局", "局长", "2012"])
    sheet.append(["周若云", "财政局", "副局长", "错"])
    book.save(source)
    folder.load(source, rejects=folder.rejects)
    mended = Workbook()
    again = mended.create_sheet("改", 0)
    with folder.mend("错", "2013").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            again.append([int(cell) if cell.isdigit() else cell for cell in row])
    mended.save(folder.path / "改好.xlsx")
    assert folder.load(folder.path / "改好.xlsx").rejected == 0
    assert len(folder.bodies()["财政局"]) == 1
    assert folder.seen() == [
        ("市直!第2行", ("2015",)),
        ("改!第2行（原 名册2015.xlsx 市直!第3行）", ("2015",)),
    ]


def test_a_row_mended_twice_still_knows_its_file(folder: Folder) -> None:
    source = folder.write("名册2015.csv", "林一鸣,财政局,局长,2012", "周若云,财政局,副局长,错")
    folder.load(source, rejects=folder.rejects)
    once = folder.mend(",错,", ",还是错,", "一.csv")
    assert folder.load(once, rejects=folder.rejects).rejected == 1
    assert folder.load(folder.mend("还是错", "2013", "二.csv")).rejected == 0
    assert len(folder.bodies()["财政局"]) == 1
    assert folder.seen()[1] == ("第2行（原 名册2015.csv 第3行）", ("2015",))


def without(column: str) -> Callable[[list[dict[str, str]]], None]:
    def take_away(rows: list[dict[str, str]]) -> None:
        for row in rows:
            del row[column]

    return take_away


def emptied(rows: list[dict[str, str]]) -> None:
    for row in rows:
        row["_文件编号"] = ""


@pytest.mark.parametrize("change", [without("_文件编号"), emptied])
def test_without_the_number_a_row_belongs_to_the_mended_file(
    folder: Folder, change: Callable[[list[dict[str, str]]], None]
) -> None:
    source = folder.write("名册2015.csv", "林一鸣,财政局,局长,2012", "周若云,财政局,副局长,错")
    folder.load(source, rejects=folder.rejects)
    mended = rewritten(folder.mend("错", "2013"), change)
    assert folder.load(mended).rejected == 0
    documents = [identity.document(content_digest(path)) for path in (source, mended)]
    assert folder.bodies()["财政局"] == {
        identity.named("Organization", "财政局", document) for document in documents
    }
    assert sorted(folder.seen()) == [("第2行", ()), ("第2行", ("2015",))]


def test_a_number_that_is_none_rejects_the_row_and_stays(folder: Folder) -> None:
    source = folder.write("名册2015.csv", "林一鸣,财政局,局长,2012", "周若云,财政局,副局长,错")
    folder.load(source, rejects=folder.rejects)
    mended = folder.mend("文件-", "文件 ")
    for _ in range(2):
        (rejection,) = folder.load(mended, rejects=folder.rejects).rejections
        assert (rejection.column, rejection.reason) == ("_文件编号", "不是原文件的编号")
        mended = folder.mend("错", "2013", "再改.csv")
    assert folder.load(folder.mend("文件 ", "文件-", "三改.csv")).rejected == 0
    assert len(folder.bodies()["财政局"]) == 1


def test_what_is_said_of_the_original_place_is_checked_like_any_cell(folder: Folder) -> None:
    source = folder.write("名册2015.csv", "周若云,财政局,副局长,2014-06-31")
    folder.load(source, rejects=folder.rejects)
    mended = folder.mend("2014-06-31", "2014")
    mended.write_text(mended.read_text("utf-8-sig").replace("名册2015", "名\x1b册"), "utf-8-sig")
    (rejection,) = folder.load(mended).rejections
    assert (rejection.column, rejection.reason) == ("_文件", "含有看不见的控制字符（U+001B）")


def test_things_of_one_row_and_the_file_itself(folder: Folder) -> None:
    source = folder.write("记录2015.csv", "林一鸣,甲,,1970", "周若云,甲,,错", "林一鸣,甲,,错")
    load(folder.store, [source], ONE_A_ROW, rejects=folder.rejects)
    mended = folder.mend("错", "1971")
    assert load(folder.store, [mended], ONE_A_ROW).rejected == 0
    assert folder.store.counts() == {"Document": 2, "Person": 3}
    titles = {(s.record, s.properties.get("title")) for s in said(folder.store, "Document")}
    assert titles == {
        (identity.document(content_digest(source)), ("记录2015",)),
        (identity.document(content_digest(mended)), ("改好",)),
    }


def test_conditions_see_the_name_of_the_original_file(folder: Folder) -> None:
    source = folder.write("记录2015.csv", "周若云,甲,,错")
    load(folder.store, [source], ONE_A_ROW, rejects=folder.rejects)
    mended = folder.mend("错", "1971")
    mended = mended.rename(mended.with_stem("草稿"))
    report = load(folder.store, [mended], ONE_A_ROW)
    assert (report.rejected, dict(report.notes), folder.store.counts()["Person"]) == (0, {}, 1)


def rewritten(path: Path, change: Callable[[list[dict[str, str]]], None]) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
