"""Files of résumés: tables with a row each, and files of one each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InvalidData
from loaders.tables import BadRow
from loaders.text.resumes.records import Resume, read_resumes

CAREER = "2001.03-2003.05 澜陵市委书记"


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in records), "utf-8")
    return path


def whole(found: Resume | BadRow) -> Resume:
    assert isinstance(found, Resume)
    return found


def test_a_table_has_a_row_each_and_says_where_words_stand(tmp_path: Path) -> None:
    record = {"name": "林一鸣", "intro": "林一鸣，男。", "resume": CAREER}
    resume = whole(next(read_resumes(lines(tmp_path / "简历.jsonl", record))))
    assert (resume.name, resume.row, resume.text) == (
        "林一鸣",
        "第1行",
        f"林一鸣，男。\n{CAREER}\n",
    )
    start = resume.text.index("澜陵")
    assert resume.span(start, start + 3) == ("resume", 16, 19)
    assert resume.locator(start, start + 3) == "第1行 resume 第17–19字"


def test_chinese_columns_will_do_as_well(tmp_path: Path) -> None:
    path = tmp_path / "简历.csv"
    path.write_text(f"姓名,简历\n林一鸣,{CAREER}\n", "utf-8")
    assert [whole(r).text for r in read_resumes(path)] == [f"{CAREER}\n"]


@pytest.mark.parametrize(
    ("record", "column", "reason"),
    [
        ({"name": "", "resume": CAREER}, "name", "没有姓名"),
        ({"name": "林一鸣", "resume": " "}, "resume", "没有简历文字"),
    ],
)
def test_a_row_without_name_or_words_is_turned_away(
    tmp_path: Path, record: object, column: str, reason: str
) -> None:
    (bad,) = read_resumes(lines(tmp_path / "简历.jsonl", record))
    assert isinstance(bad, BadRow)
    assert (bad.file, bad.row, bad.column, bad.reason) == ("简历.jsonl", 1, column, reason)
    assert bad.remedy


def test_a_broken_line_is_turned_away_and_the_rest_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "简历.jsonl", {"name": "林一鸣", "resume": CAREER})
    path.write_text('{"name": "周岚", \n' + path.read_text("utf-8"), "utf-8")
    bad, good = read_resumes(path)
    assert isinstance(bad, BadRow)
    assert (bad.row, bad.reason, dict(bad.cells)) == (
        1, "不是一个 JSON 对象", {"name": "", "resume": ""},
    )  # fmt: skip
    assert whole(good).name == "林一鸣"


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="没有“name”一列"):
        list(read_resumes(lines(tmp_path / "简历.jsonl", {"resume": CAREER})))
    with pytest.raises(InvalidData, match="没有“resume”一列"):
        list(read_resumes(lines(tmp_path / "简历.jsonl", {"name": "林一鸣"})))


@pytest.mark.parametrize(
    "head", ["林一鸣，男，汉族", "林一鸣同志简历", "林一鸣\n", "# 林一鸣（1965年3月—）"]
)
def test_any_other_file_is_one_resume_that_begins_with_the_name(tmp_path: Path, head: str) -> None:
    path = tmp_path / "林.txt"
    path.write_text(f"{head}\n{CAREER}\n", "utf-8")
    (resume,) = read_resumes(path)
    assert (whole(resume).name, whole(resume).row) == ("林一鸣", "")
    assert whole(resume).locator(2, 5) == "第3–5字"


def test_a_file_that_does_not_begin_with_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "简历.txt"
    path.write_text(f"{CAREER}\n", "utf-8")
    with pytest.raises(InvalidData, match="不是以姓名开头") as refused:
        list(read_resumes(path))
    assert refused.value.remedy == "第一行写上姓名"


def test_a_page_is_one_too(tmp_path: Path) -> None:
    path = tmp_path / "林.html"
    path.write_text(f"<html><body><p>林一鸣，男</p><p>{CAREER}</p></body></html>", "utf-8")
    assert CAREER in whole(next(read_resumes(path))).text
