from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.errors import GraphError, InvalidData, NotFound, StoreUnavailable
from tests.api.conftest import Run

GOOD = [["甲区", "110101"], ["乙区", "110102"]]


def divisions(path: Path, rows: list[list[str]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["名称", "代码"], *rows])
    return str(path)


def test_a_good_file_loads_and_again_adds_nothing(run: Run, tmp_path: Path) -> None:
    file = divisions(tmp_path / "区划.csv", GOOD)
    first = run("load", file, "--as", "divisions", "--json")
    assert first.exit_code == 0
    report = json.loads(first.stdout)
    assert (report["rows"], report["rejected"]) == (2, 0)
    assert report["attested"] > 0
    again = json.loads(run("load", file, "--as", "divisions", "--json").stdout)
    assert (again["attested"], again["unchanged"]) == (0, report["attested"])
    assert (
        json.loads(run("search", "甲区", "--json").stdout)["hits"][0]["node"]["caption"] == "甲区"
    )


def test_bad_rows_end_in_nine_and_load_when_mended(run: Run, tmp_path: Path) -> None:
    file = divisions(tmp_path / "区划.csv", [*GOOD, ["", "110103"]])
    rejects = tmp_path / "未载入.csv"
    result = run("load", file, "--as", "divisions", "--rejects", str(rejects))
    assert result.exit_code == 9
    assert "第4行" in result.stdout.replace(" ", "")
    assert f"→ 未载入的行在 {rejects}" in result.stdout.replace("\n", "")
    mended = rejects.read_text(encoding="utf-8-sig").splitlines()
    mended[1] = "丙区" + mended[1]
    rejects.write_text("\n".join(mended), encoding="utf-8")
    assert run("load", str(rejects), "--as", "divisions").exit_code == 0
    found = json.loads(run("search", "丙区", "--kind", "Division", "--json").stdout)
    assert [hit["node"]["properties"]["code"] for hit in found["hits"]] == [["110103"]]


def test_checking_writes_nothing_and_makes_no_store(run: Run, tmp_path: Path) -> None:
    file = divisions(tmp_path / "区划.csv", GOOD)
    before = run("doctor", "--json").stdout
    report = json.loads(run("load", file, "--as", "divisions", "--check", "--json").stdout)
    assert report["attested"] > 0
    assert run("doctor", "--json").stdout == before
    fresh = tmp_path / "新.db"
    checked = run("load", file, "--as", "divisions", "--check", "--store", f"sqlite:///{fresh}")
    assert checked.exit_code == 0
    assert not fresh.exists()


def test_a_load_that_cannot_begin_makes_no_store(run: Run, tmp_path: Path) -> None:
    file, fresh = divisions(tmp_path / "区划.csv", GOOD), tmp_path / "新.db"
    url = f"sqlite:///{fresh}"
    run("load", file, "--as", "nothing", "--store", url)
    run("load", str(tmp_path / "无.csv"), "--as", "divisions", "--store", url)
    assert not fresh.exists()


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ([], InvalidData, "需要 --as 或 --mapping 之一"),
        (["--as", "roster", "--mapping", "x.yaml"], InvalidData, "需要 --as 或 --mapping 之一"),
        (["--as", "rooster"], NotFound, "是否想写 roster"),
        (["--mapping", "无.yaml"], NotFound, "无.yaml"),
        (["--as", "popolo", "--check"], InvalidData, "一次载入一个"),
    ],
)
def test_what_a_load_lacks_is_named(
    run: Run, tmp_path: Path, options: list[str], error: type[GraphError], words: str
) -> None:
    result = run("load", divisions(tmp_path / "区划.csv", GOOD), *options)
    assert isinstance(result.exception, error)
    assert words in str(result.exception)
    assert result.stdout == ""


def test_a_missing_file_is_named(run: Run) -> None:
    result = run("load", "无此文件.csv", "--as", "divisions")
    assert "找不到文件 无此文件.csv" in str(result.exception)


def test_popolo_goes_in_and_out(run: Run, tmp_path: Path) -> None:
    given = {
        "persons": [{"id": "p/1", "name": "林一鸣"}],
        "organizations": [{"id": "o/1", "name": "青川市议会"}],
        "memberships": [{"person_id": "p/1", "organization_id": "o/1", "role": "议员"}],
    }
    file, out = tmp_path / "议会.json", tmp_path / "出.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    url = f"sqlite:///{tmp_path}/议会.db"
    loaded = run("load", str(file), "--as", "popolo", "--store", url, "--json")
    assert json.loads(loaded.stdout)["rows"] == 3
    run("export", "-f", "popolo", "-o", str(out), "--store", url)
    made = json.loads(out.read_text(encoding="utf-8"))
    assert {name: made[name] for name in given} == given


def test_a_template_is_written_once(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "区划.xlsx"
    answer = run("template", "divisions", str(out), "--json")
    assert json.loads(answer.stdout) == {"template": str(out)}
    assert load_workbook(out).active is not None
    assert isinstance(run("template", "divisions", str(out)).exception, InvalidData)
    assert isinstance(run("template", "nothing", str(out)).exception, NotFound)


def test_a_batch_is_undone_once(run: Run, tmp_path: Path) -> None:
    run("load", divisions(tmp_path / "区划.csv", GOOD), "--as", "divisions")
    batch = json.loads(run("doctor", "--json").stdout)["batches"][-1]
    undone = json.loads(run("undo", batch["id"], "--json").stdout)
    assert undone == {"batch": batch["id"], "left_out": batch["added"], "waiting_again": 0}
    again = run("undo", batch["id"])
    assert isinstance(again.exception, GraphError)
    doctor = run("doctor").stdout
    assert "撤销" in doctor
    assert "完好" in doctor


def test_doctor_says_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.sqlite_store import SqliteStore

    monkeypatch.setattr(SqliteStore, "faults", lambda _: ["某处缺了一端"])
    result = run("doctor", "--json")
    assert result.exit_code == 10
    assert json.loads(result.stdout)["faults"] == ["某处缺了一端"]
    assert "✗ 某处缺了一端" in run("doctor").stdout


def test_a_store_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/无.db"
    for arguments in (["doctor"], ["undo", "x"], ["search", "甲"], ["chain", "甲", "--on", "2015"]):
        assert isinstance(run(*arguments, "--store", url).exception, StoreUnavailable)
    assert not (tmp_path / "无.db").exists()


def test_resumes_load_by_their_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "简历.txt"
    file.write_text("林一鸣，男，1965年3月生。\n2001.03-2003.05 青川市委书记\n", encoding="utf-8")
    loaded = run("load", str(file), "--as", "resumes", "--json")
    assert (loaded.exit_code, json.loads(loaded.stdout)["rows"]) == (0, 1)
    asked = run("holders", "青川市委", "书记", "--on", "2002", "--json")
    assert "林一鸣" in asked.stdout
    assert "2001.03-2003.05 青川市委书记" in asked.stdout


def test_rows_that_are_no_resume_end_in_nine(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "简历.jsonl"
    file.write_text('{"name": "林一鸣", "resume": ""}\n{"name"\n', encoding="utf-8")
    result = run("load", str(file), "--as", "resumes")
    assert result.exit_code == 9
    assert "没有简历文字" in result.stdout
    assert "第2行" in result.stdout.replace(" ", "")
