"""Rejects that can be mended and loaded again, and the report."""

from __future__ import annotations

import json
from pathlib import Path

from loaders.rejects import Rejects
from loaders.report import KEPT, RunningReport
from loaders.tables import BadRow, Origin, Row, read_tables

HEADER = ("姓名", "任职时间")
DOCUMENT = "0123456789abcdef0123"
NUMBER = f"文件-{DOCUMENT}"


def bad(row: int = 3, name: str = '<b>林"一鸣</b>') -> BadRow:
    return BadRow(
        file="名册.xlsx", sheet="名册", row=row, column="任职时间", value="2014-06-31",
        reason="不是日期", remedy="改成实有的日期", cells={"姓名": name, "任职时间": "2014-06-31"},
    )  # fmt: skip


def test_nothing_is_created_without_a_reject(tmp_path: Path) -> None:
    with Rejects(tmp_path / "拒收.csv") as rejects:
        pass
    assert (rejects.paths, list(tmp_path.iterdir())) == ([], [])


def test_a_reject_keeps_its_values_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "新" / "拒收.csv"
    with Rejects(path) as rejects:
        rejects.write(bad(), HEADER, DOCUMENT)
    assert path.read_bytes().decode() == (
        "\ufeff姓名,任职时间,_文件,_表,_行,_列,_值,_原因,_处理,_文件编号\r\n"
        '"<b>林""一鸣</b>",2014-06-31,名册.xlsx,名册,3,任职时间,2014-06-31,不是日期,改成实有的日期,'
        f"{NUMBER}\r\n"
    )
    (table,) = read_tables(path)
    assert table.header == HEADER
    assert list(table.rows) == [
        Row(
            2, {"姓名": '<b>林"一鸣</b>', "任职时间": "2014-06-31"},
            "第2行（原 名册.xlsx 名册!第3行）", Origin(NUMBER, "名册.xlsx", "名册", "3"),
        )
    ]  # fmt: skip


def test_tables_with_other_columns_get_files_of_their_own(tmp_path: Path) -> None:
    with Rejects(tmp_path / "拒收.csv") as rejects:
        rejects.write(bad(), HEADER, DOCUMENT)
        rejects.write(bad(), ("姓名",), DOCUMENT)
        rejects.write(bad(4), HEADER, DOCUMENT)
    assert [path.name for path in rejects.paths] == ["拒收.csv", "拒收-2.csv"]
    read = [[len(list(table.rows)) for table in read_tables(path)] for path in rejects.paths]
    assert read == [[2], [1]]


def test_mended_rejects_complete_the_set(tmp_path: Path) -> None:
    source = tmp_path / "名册.csv"
    source.write_text("姓名,职务\n林一鸣,局长\n周若云\n秦远,书记\n", encoding="gb18030")
    (table,) = read_tables(source)
    loaded: list[list[str]] = []
    with Rejects(tmp_path / "拒收.csv") as rejects:
        for row in table.rows:
            if isinstance(row, BadRow):
                rejects.write(row, table.header, DOCUMENT)
            else:
                loaded.append(list(row.cells.values()))
    (path,) = rejects.paths
    mended = path.read_text("utf-8-sig").replace("周若云,,", "周若云,科长,")
    path.write_text(mended, encoding="gb18030")
    (again,) = read_tables(path)
    loaded += [list(row.cells.values()) for row in again.rows if isinstance(row, Row)]
    assert sorted(loaded) == sorted([["林一鸣", "局长"], ["秦远", "书记"], ["周若云", "科长"]])


def test_a_report_counts_everything_and_keeps_the_first_rejections() -> None:
    running = RunningReport("名册.xlsx", rows=KEPT + 9, attested=7, new=3, merged=1, unchanged=2)
    running.note("姓名未公开")
    running.note("空缺", 5)
    for row in range(KEPT + 5):
        running.reject(bad(row))
    report = running.freeze()
    assert (report.rejected, len(report.rejections)) == (KEPT + 5, KEPT)
    told = json.loads(json.dumps(report.as_dict()))
    assert told.pop("rejections")[3] == {
        "file": "名册.xlsx", "sheet": "名册", "row": 3, "column": "任职时间", "value": "2014-06-31",
        "reason": "不是日期", "remedy": "改成实有的日期",
        "message": "名册.xlsx 名册!第3行「任职时间」不是日期：2014-06-31",
    }  # fmt: skip
    assert told == {
        "file": "名册.xlsx", "rows": KEPT + 9, "attested": 7, "new": 3, "merged": 1,
        "unchanged": 2, "rejected": KEPT + 5, "notes": {"空缺": 5, "姓名未公开": 1},
        "columns": {}, "unused": [],
    }  # fmt: skip
    assert list(told["notes"]) == ["空缺", "姓名未公开"]
