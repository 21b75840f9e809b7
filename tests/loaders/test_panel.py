from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import Certainty, window
from loaders.mapping import MappingError, parse_mapping
from tests.loaders.mapped import loaded, said

PANEL = """
title: 面板
columns: {code: 代码, year: 年, secretary: 书记, above: 上级书记}
entities:
  body: {kind: Organization, key: {division: "{code}", type: 党委}, properties: {name: "{code}委"}}
  top: {kind: Organization, key: {division: "45", type: 党委}, properties: {name: 甲省委}}
  post: {kind: Post, key: {post_of: body, title: 书记}}
  top_post: {kind: Post, key: {post_of: top, title: 书记}}
  person: {kind: Person, key: {printed_name: "{secretary}", scope: mapping, namesake: parentheses}}
  boss: {kind: Person, key: {printed_name: "{above}", scope: mapping}}
panel:
  unit: [code]
  year: year
  cells:
    - {column: secretary, person: person, post: post}
    - {column: above, unit: [], person: boss, post: top_post}
"""
SINGLE = PANEL.replace("    - {column: above, unit: [], person: boss, post: top_post}\n", "")


def marks(folder: Path, rows: str) -> list[tuple[str, dict[str, tuple[object, ...]]]]:
    store, _ = loaded(folder, SINGLE, "代码,年,书记\n" + rows)
    return [(a.place.locator, dict(a.properties)) for a in said(store, "HOLDS")]


def test_the_first_and_last_cells_of_a_spell_say_what_stood_beside(tmp_path: Path) -> None:
    found = marks(tmp_path, "4501,2001,甲\n4501,2002,乙\n4501,2003,乙\n4501,2004,\n4501,2005,乙\n")
    assert found == [
        ("第2行", {"seen": ("2001",), "absent_after": ("2002",)}),
        ("第3行", {"seen": ("2002",), "absent_before": ("2001",)}),
        ("第4行", {"seen": ("2003",), "absent_after": ("2004",)}),
        ("第6行", {"seen": ("2005",), "absent_before": ("2004",)}),
    ]


def test_a_year_without_a_row_does_not_end_a_spell(tmp_path: Path) -> None:
    assert marks(tmp_path, "4501,2001,甲\n4501,2003,甲\n") == [
        ("第2行", {"seen": ("2001",)}), ("第3行", {"seen": ("2003",)}),
    ]  # fmt: skip


def test_rows_need_not_be_in_order(tmp_path: Path) -> None:
    assert marks(tmp_path, "4501,2002,乙\n4501,2001,甲\n") == [
        ("第2行", {"seen": ("2002",), "absent_before": ("2001",)}),
        ("第3行", {"seen": ("2001",), "absent_after": ("2002",)}),
    ]


def test_one_superior_in_many_rows_is_attested_once_a_year(tmp_path: Path) -> None:
    rows = "代码,年,书记,上级书记\n"
    rows += "4501,2001,甲,丙\n4502,2001,乙,丙\n4501,2002,甲,丙\n4502,2002,乙,丙\n"
    store, report = loaded(tmp_path, PANEL.replace("unit: []", "unit: [code]"), rows)
    boss = next(n.id for n in store.scan_nodes("Person") if n.caption == "丙")
    assert [(a.place.locator, a.properties) for a in said(store, "HOLDS") if a.source == boss] == [
        ("第2行", {"seen": ("2001",)}),
        ("第4行", {"seen": ("2002",)}),
    ]
    assert report.merged > 0


def test_a_year_that_is_none_rejects_the_row(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, SINGLE, "代码,年,书记\n4501,二〇〇一,甲\n4501,2002,乙\n")
    assert [(r.row, r.column, r.reason) for r in report.rejections] == [(2, "年", "不是年份")]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(2000, 2008), st.sampled_from(["甲", "乙", ""]), min_size=1))
def test_who_stands_in_a_year_is_certain_then_and_no_one_between_others(
    stood: dict[int, str],
) -> None:
    """A name is certain in its year; in the middle of two recorded years only if it stands in
    both, and possible at most where it stands in one of them."""
    rows = "".join(f"4501,{year},{name}\n" for year, name in stood.items())
    with TemporaryDirectory() as folder:
        store, _ = loaded(Path(folder), SINGLE, "代码,年,书记\n" + rows)
    people = {n.caption: n.id for n in store.scan_nodes("Person")}
    assert set(people) == {name for name in stood.values() if name}
    years = sorted(stood)
    for name, person in people.items():
        edges = [e.interval for e in store.expand([person], ["HOLDS"], "out")]
        for year in range(2000, 2009):
            best = [edge.at(window(f"{year}")) for edge in edges]
            if stood.get(year) == name:
                assert Certainty.CERTAIN in best
                continue
            before = [stood[y] for y in years if y < year][-1:]
            after = [stood[y] for y in years if y > year][:1]
            if year not in stood and before == after == [name]:
                assert Certainty.CERTAIN in best
            else:
                assert Certainty.CERTAIN not in best
            if before and after and name not in (before[0], after[0]):
                assert set(best) <= {Certainty.NO}


def test_a_panel_that_asks_for_no_column_is_explained() -> None:
    text = SINGLE.replace("column: secretary", "column: secretari")
    with pytest.raises(MappingError) as caught:
        parse_mapping(text, "试")
    assert caught.value.problems[0].startswith(
        "panel.cells[1]：没有“secretari”这种列，是否想写 secretary？"
    )
