"""The mappings of examples/ on the public tables that they were written for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.memory_store import MemoryStore
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.report import Report
from tests.lent import shared_data

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.no_cover,  # 100,000 rows, of which each says what another has said
]


def loaded(mapping: str, *paths: Path) -> tuple[MemoryStore, Report]:
    store = MemoryStore()
    report = load(
        store, paths, read_mapping(ROOT / "examples" / "mappings" / f"{mapping}.yaml"), rejects=None
    )
    return store, report


def test_a_panel_of_leaders_becomes_tenures() -> None:
    store, report = loaded("leaders", shared_data("leaders/city_leaders.csv"))
    assert (report.rows, report.rejected) == (1360, 0)
    assert dict(report.notes) == {"行政正职一格空白": 12, "书记一格空白": 10}
    marked = {n.first("namesake") for n in store.scan_nodes("Person", limit=2000)} - {None}
    assert marked
    assert not any("(" in n.caption for n in store.scan_nodes("Person", limit=2000))
    assert store.counts()["ANSWERS_TO"] == 80


def test_every_case_loads_with_its_place() -> None:
    store, report = loaded("cases", shared_data("cases/cases.csv"))
    assert (report.rows, report.rejected) == (1004, 0)
    counts = store.counts()
    assert [counts[k] for k in ("Case", "Person", "SUBJECT_OF", "OCCURRED_IN")] == [1004] * 4
    assert report.notes == {
        "没有写县区，记在地级": 356, "没有写地级，记在省级": 80, "没有通报年月": 17,
        "县区只有名称没有代码": 3,
    }  # fmt: skip


def test_posts_of_organograms_are_all_accounted_for() -> None:
    paths = sorted(shared_data("organograms_uk").glob("*.csv"))
    store, report = loaded("organograms_uk", *paths)
    assert (len(paths), report.rows, report.rejected) == (141, 5007, 0)
    assert store.counts()["Post"] == 5007 - 33
    expected = {
        "姓名空白（未公开）": 3137,
        "含有无法识别的字符（U+FFFD），按原样载入": 878,
        "顶层职务（XX）": 144,
        "姓名写明不公开": 91,
        "编号重复": 66,
        "职务已撤销": 25,
        "职务空缺": 9,
        "只有表头，没有数据行": 3,
        "上级写的是自己，未连": 2,
        "上级编号不在文件中，未连": 1,
    }
    assert {note: report.notes[note] for note in expected} == expected


def test_divisions_have_their_bodies_and_no_pseudo_levels() -> None:
    folder = shared_data("admin_divisions")
    store, report = loaded(
        "divisions", *(folder / f"{name}.json" for name in ("provinces", "cities", "areas"))
    )
    assert (report.rows, report.rejected) == (3351, 0)
    names = {n.caption for n in store.scan_nodes("Division", limit=5000)}
    assert not names & {"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    provinces = [n for n in store.scan_nodes("Division", limit=5000) if n.first("level") == "省级"]
    assert len(provinces) == 31
