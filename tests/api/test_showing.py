from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from api.questions.pictures import Form
from graph.errors import InvalidData, LimitReached, NotFound
from tests.api.conftest import Run


def well_formed(form: str, content: bytes) -> bool:
    match form:
        case "json":
            return bool(json.loads(content)["nodes"])
        case "zip" | "csv":
            names = zipfile.ZipFile(BytesIO(content)).namelist()
            return {"nodes.csv", "edges.csv"} <= set(names)
        case "html":
            return content.lower().startswith(b"<!doctype html>")
        case _:
            return len(Xml.fromstring(content)) > 0


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize(
    "asked",
    [
        ["chain", "甲县委", "--on", "2015"],
        ["duties", "甲县财政局", "--on", "2015"],
        ["chain", "丙省委", "--on", "2015", "--down", "--depth", "1", "--duty", "discipline"],
        ["network", "甲县委", "--hops", "2", "--limit", "5"],
        ["path", "甲县书记人", "乙市书记人", "--on", "2015"],
    ],
)
def test_pictures_come_in_every_form(
    run: Run, tmp_path: Path, asked: list[str], form: Form
) -> None:
    out = tmp_path / f"图.{form}"
    answer = json.loads(run("render", *asked, "--out", str(out), "--json").stdout)
    assert answer["file"] == str(out)
    assert 0 < answer["shown"] <= answer["total"]
    assert well_formed(form, out.read_bytes())


def test_a_cut_picture_says_so(run: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "图.svg")
    result = run("render", "network", "甲县委", "--hops", "3", "--limit", "4", "-o", out)
    told = "".join(result.stdout.split())  # long paths are folded
    assert told.startswith(f"已画好{out}（显示4/共")


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (["chain", "甲县委", "-o", "图.bmp"], InvalidData, "文件名以 .html、.svg"),
        (["chain", "甲县委", "-o", "图"], InvalidData, "不会画“图”格式"),
        (["path", "甲县委", "-o", "图.svg"], InvalidData, "要 2 个名称，给了 1 个"),
        (["chain", "甲县委", "乙市委", "-o", "图.svg"], InvalidData, "要 1 个名称，给了 2 个"),
        (["chain", "查无此人", "-o", "图.svg"], NotFound, "没有“查无此人”的记录"),
        (["network", "甲县委", "--on", "2015-13", "-o", "图.svg"], InvalidData, "2015-13"),
        (["network", "甲县委", "--kind", "LIKES", "-o", "图.svg"], InvalidData, "LIKES"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    run: Run, asked: list[str], error: type[Exception], words: str
) -> None:
    result = run("render", *asked)
    assert isinstance(result.exception, error)
    assert words in str(result.exception)
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["json", "csv", "gexf", "graphml"])
def test_everything_is_exported(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "全部"
    assert json.loads(run("export", "-f", form, "-o", str(out), "--json").stdout) == {
        "file": str(out)
    }
    content = out.read_bytes()
    assert well_formed(form, content)
    if form == "json":
        assert (
            len(json.loads(content)["nodes"]) == 11 + 12 + 12 + 1
        )  # bodies, posts, people, document


def test_a_store_is_exported_for_the_bulk_import(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "导入"
    asked = ("export", "-f", "neo4j-admin", "-o", str(out), "--limit", "1", "--database", "people")
    answer = json.loads(run(*asked, "--json").stdout)
    assert answer["records"]["Person"] == 12
    del answer["records"]
    command = "neo4j-admin database import full people @import.args"
    assert answer == {"folder": str(out), "command": command, "batches": 1, "statements": 77}
    assert (out / "import.args").exists()
    again = run(*asked)
    assert isinstance(again.exception, InvalidData)
    assert "已有内容" in str(again.exception)
    shown = run("export", "-f", "neo4j-admin", "-o", str(tmp_path / "又")).stdout
    assert "neo4j-admin database import full neo4j @import.args\n" in shown


def test_an_export_is_whole_or_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "全部.json"
    result = run("export", "-f", "json", "-o", str(out), "--limit", "10")
    assert isinstance(result.exception, LimitReached)
    assert "--limit" in str(result.exception)
    assert not out.exists()
