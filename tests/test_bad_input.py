"""Bad input from the command line to the store: what is said, what loads, what is left to mend."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.app import create_app
from api.settings import Settings
from graph.errors import InvalidData
from graph.sqlite_store import SqliteStore
from loaders.load import STEP, load
from loaders.mapping import read_mapping
from tests.command import GOOD, HEADER, STORE, Zerenlian, batches, people, write

STEERS = "江\x07澄\x1b[2J"
LONG, HUGE = "长" * 40_000, "长" * 1_000_000


def workbook(name: str, rows: Sequence[Sequence[object]], *merged: str) -> str:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "名册"
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(name)
    return name


# bad rows: the good ones load, the rejects file holds the rest, mended it completes the set


@pytest.mark.parametrize(
    ("line", "column", "said", "wrong", "right"),
    [
        ("江澄,甲县水利局,局长,2014-06-31,,", "任职时间", "6 月只有 30 天", "06-31", "06-30"),
        ("江澄,甲县水利局,局长,2014-13,,", "任职时间", "没有 13 月", "2014-13,,,", "2014-12,,,"),
        ("江澄,甲县水利局,局长,0000,,", "任职时间", "没有公元 0 年", "局长,0000", "局长,2010"),
        ("江澄,甲县水利局,局长,2014,2013,", "免职时间", "不晚于开始（2014）", ",2013,", ",2015,"),
        ("江澄,甲县水利局,局长,2014,,代里", "任职性质", "可用的值之中：代里", ",代里,", ",代理,"),
        (",甲县水利局,局长,2014,,", "姓名", "没有填写", "\n,甲县", "\n江澄,甲县"),
        (f"{STEERS},甲县水利局,局长,2014,,", "姓名", "（U+0007）：江�澄�[2J", STEERS, "江澄"),
        (f"江澄,甲县水利局,{LONG},2014,,", "职务", "有40,000字", LONG, "局长"),
        (f"江澄,甲县水利局,{HUGE},2014,,", None, "有一格超过131,072字", HUGE, "局长"),
        ('"江澄,甲县水利局,局长,2014,,', None, "打开的引号没有正确闭合", '"""江澄"', "江澄"),
        ("江澄,甲县水利局", None, "有2格，表头有6列", "水利局,,,", "水利局,局长,,"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_left_out_and_can_be_mended(
    zerenlian: Zerenlian, line: str, column: str | None, said: str, wrong: str, right: str
) -> None:
    write("任职.csv", HEADER, GOOD.replace("\n", f"\n{line}\n"))
    shown = zerenlian("load", "任职.csv", "--as", "tenures", "--rejects", "未载入.csv", "--json")
    (reject,) = json.loads(shown.out)["rejections"]
    assert shown.code == 9
    assert (reject["file"], reject["row"], reject["column"]) == ("任职.csv", 3, column)
    assert reject["message"].startswith("任职.csv 第3行" + (f"「{column}」" if column else ""))
    assert said in reject["message"]
    assert reject["remedy"]
    assert people() == ["周岚", "林一鸣"]

    mended = Path("未载入.csv").read_text("utf-8-sig").replace(wrong, right, 1)
    Path("改好.csv").write_text(mended, encoding="utf-8-sig")
    again = zerenlian("load", "改好.csv", "--as", "tenures", "--rejects", "还有.csv")
    assert (again.code, Path("还有.csv").exists()) == (0, False)
    assert people() == ["周岚", "林一鸣", "江澄"]


@pytest.mark.parametrize("name", ["=1+1", "@SUM", "'=1+1"])
def test_no_cell_of_a_rejects_file_is_a_formula(zerenlian: Zerenlian, name: str) -> None:
    write("任职.csv", HEADER, f"{name},甲县水利局,局长,2014-13,,")
    zerenlian("load", "任职.csv", "--as", "tenures", "--rejects", "未载入.csv")
    rejects = Path("未载入.csv").read_text("utf-8-sig")
    assert rejects.splitlines()[1].startswith(f"'{name},")
    Path("未载入.csv").write_text(rejects.replace("2014-13", "2014-12"), encoding="utf-8")
    assert zerenlian("load", "未载入.csv", "--as", "tenures").code == 0
    assert people() == [name]


def test_a_person_at_the_terminal_reads_place_reason_and_remedy(zerenlian: Zerenlian) -> None:
    write("任职.csv", HEADER, GOOD, "江\x1b[31m澄,甲县水利局,局长,2014-06-31,,")
    shown = zerenlian("load", "任职.csv", "--as", "tenures")
    assert shown.code == 9
    assert "✗ 任职.csv 第4行「姓名」含有看不见的控制字符（U+001B）" in shown.out
    assert "→ 删去这个字符或重新填写这一格" in shown.out
    assert "加 --rejects 文件.csv" in shown.out
    assert "\x1b" not in shown.out


def test_a_bad_row_of_a_sheet_is_named_with_its_sheet(zerenlian: Zerenlian) -> None:
    header, first, second = ([*line.split(",")] for line in (HEADER, *GOOD.split("\n")))
    bad = ["江澄", None, "副局长", "2014-06-31", None, None]
    formula = ['=CONCATENATE("何","舟")', "甲县水利局", "局长", "2014", None, None]
    title = ["任职情况", None, None, None, None, None]
    rows: list[Sequence[str | None]] = [title, header, second, first, bad, formula]
    workbook("任职.xlsx", rows, "A1:F1", "B4:B5")  # 江澄 shares the body of the row above
    shown = zerenlian("load", "任职.xlsx", "--as", "tenures", "--rejects", "未载入.csv", "--json")
    found = [r["message"] for r in json.loads(shown.out)["rejections"]]
    assert found == [
        "任职.xlsx 名册!第5行「任职时间」“2014-06-31”不是日期：2014 年 6 月只有 30 天",
        "任职.xlsx 名册!第6行「姓名」的公式没有计算结果",
    ]
    assert shown.code == 9
    assert people() == ["周岚", "林一鸣"]
    rejects = csv.DictReader(Path("未载入.csv").read_text("utf-8-sig").splitlines())
    assert [(r["姓名"], r["单位"], r["_表"], r["_行"]) for r in rejects] == [
        ("江澄", "青川市财政局", "名册", "5"), ("", "甲县水利局", "名册", "6"),
    ]  # fmt: skip


def test_one_year_is_a_tenure(zerenlian: Zerenlian) -> None:
    write("任职.csv", HEADER, GOOD)
    assert zerenlian("load", "任职.csv", "--as", "tenures").code == 0
    found = zerenlian("holders", "青川市委", "书记", "--on", "2004-07", "--json").answer
    assert isinstance(found["posts"], list)
    assert [h["name"] for h in found["posts"][0]["holders"]] == ["周岚"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(zerenlian: Zerenlian, encoding: str) -> None:
    Path("任职.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding=encoding)
    assert zerenlian("load", "任职.csv", "--as", "tenures").code == 0
    assert people() == ["周岚", "林一鸣"]


# files that are refused whole

OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
DAMAGED = "姓名,单位\n林一鸣,甲".encode() + b"\xff\xff"
MISSPELT = "title: 名册\ncolums: {name: 姓名}\nentities: {}\n"


def bomb() -> None:
    workbook("表.xlsx", [HEADER.split(",")])
    with ZipFile("表.xlsx", "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 30 * 1024**2)


def raw(name: str, content: bytes) -> Callable[[], object]:
    return lambda: Path(name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("表.csv", raw("表.csv", b""), "表.csv是空文件→检查导出是否成功"),
        ("表.csv", raw("表.csv", b"\n\n"), "表.csv是空文件"),
        ("表.xlsx", lambda: workbook("表.xlsx", []), "表.xlsx是空文件"),
        ("表.xlsx", bomb, "可能是压缩炸弹，没有打开→确认文件来源"),
        ("表.xlsx", raw("表.xlsx", b"x"), "表.xlsx不是.xlsx工作簿，或文件已损坏→用Excel或WPS打开"),
        ("表.xls", raw("表.xls", OLD_WORKBOOK), "旧版.xls格式，不能读→用Excel或WPS打开"),
        ("表.csv", raw("表.csv", "姓名,职务\n林一鸣,局长".encode()), "缺少必需的列：“单位”或"),
        ("表.csv", raw("表.csv", DAMAGED), "表.csv是UTF-8文件，但第2行，第28字节损坏→改正"),
        ("表.doc", raw("表.doc", b"x"), "不认识表.doc的格式→改用.csv"),
        ("表.csv", lambda: Path("表.csv").mkdir(), "表.csv是文件夹，不是文件→给出其中的文件"),
        ("表.csv", lambda: None, "找不到文件表.csv→检查路径和文件名"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_whole(
    zerenlian: Zerenlian, name: str, make: Callable[[], object], said: str
) -> None:
    make()
    write("好.csv", HEADER, GOOD)
    shown = zerenlian("load", "好.csv", name, "--as", "tenures", "--rejects", "未载入.csv")
    assert (shown.code, batches()) == (5, 0)
    assert said in shown.told
    assert not Path("未载入.csv").exists()


def test_a_header_without_rows_says_so(zerenlian: Zerenlian) -> None:
    write("表.csv", HEADER)
    shown = zerenlian("load", "表.csv", "--as", "tenures", "--json")
    assert (shown.code, json.loads(shown.out)["notes"]) == (0, {"只有表头，没有数据行": 1})


def test_repeated_headers_are_counted_and_the_second_is_left_over(zerenlian: Zerenlian) -> None:
    write("表.csv", "姓名,姓名,单位,职务", "林一鸣,江澄,青川市财政局,局长")
    shown = zerenlian("load", "表.csv", "--as", "tenures", "--json")
    report = json.loads(shown.out)
    assert (shown.code, report["unused"], report["notes"]["重名的列"]) == (0, ["姓名 (2)"], 1)
    assert people() == ["林一鸣"]


def test_a_file_that_vanishes_leaves_nothing(zerenlian: Zerenlian) -> None:
    write("甲.csv", HEADER, *(f"林{i},青川市委,科员{i},2014,," for i in range(STEP)))
    gone = Path(write("乙.csv", HEADER, GOOD))
    store = SqliteStore(STORE)
    mapping = read_mapping("tenures")
    with pytest.raises(InvalidData, match=r"找不到文件 乙\.csv"):
        load(store, [Path("甲.csv"), gone], mapping, progress=lambda *_: gone.unlink())
    assert store.batches() == []
    store.close()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (MISSPELT, 5, "没有“colums”这种键，是否想写columns？"),
        ("title: [名册\n", 5, "不是完好的YAML"),
        ("姓名,单位\n", 5, "应是一组“键:值”"),
        ("\0\1\2", 5, "不是完好的YAML"),
        (None, 3, "找不到映射文件映射.yaml→检查路径和文件名"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_explained_before_anything_is_made(
    zerenlian: Zerenlian, content: str | None, code: int, said: str
) -> None:
    if content is not None:
        Path("映射.yaml").write_text(content, encoding="utf-8")
    write("好.csv", HEADER, GOOD)
    shown = zerenlian("load", "好.csv", "--mapping", "映射.yaml")
    assert (shown.code, Path(STORE).exists()) == (code, False)
    assert said in shown.told


def test_a_mapping_that_is_no_text(zerenlian: Zerenlian) -> None:
    Path("映射.yaml").write_bytes(b"\xff\xfe\x00")
    write("好.csv", HEADER, GOOD)
    shown = zerenlian("load", "好.csv", "--mapping", "映射.yaml")
    assert (shown.code, "映射.yaml不能按utf-16读" in shown.told) == (5, True)


# names that mean something to a program

LOCAL = "http://127.0.0.1"
NAMES = (
    "<script>alert(1)</script>", "[red]江澄[/red]", "[/]何舟", 'x"; DROP TABLE node; --', "=1+1",
)  # fmt: skip


def test_names_that_are_code_stay_names(zerenlian: Zerenlian) -> None:
    text = io.StringIO()
    posts = [f"{i}科科长" for i in range(len(NAMES))]
    rows = [(name, "青川市财政局", post) for name, post in zip(NAMES, posts, strict=True)]
    csv.writer(text).writerows([("姓名", "单位", "职务"), *rows])
    Path("名册.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    assert zerenlian("load", "名册.csv", "--as", "roster").code == 0
    assert people() == sorted(NAMES)
    with TestClient(create_app(Settings(store=f"sqlite:///{STORE}")), LOCAL) as client:
        for name in NAMES:
            assert name in zerenlian("search", name).out
            assert name in zerenlian("chain", name, "--on", "2015").out
            (hit,) = client.get("/v1/search", params={"q": name}).json()["hits"]
            assert hit["node"]["caption"] == name
            drawn = {}
            for form in ("html", "svg"):
                address = f"/v1/pictures/network.{form}"
                drawn[form] = client.get(address, params={"node": hit["node"]["id"]})
                assert drawn[form].status_code == 200
                assert "<script>alert" not in drawn[form].text
            assert drawn["svg"].headers["content-type"].startswith("image/svg+xml")
    zerenlian("export", "--format", "csv", "--out", "全库.zip")
    with ZipFile("全库.zip") as archive:
        cells = csv.DictReader(archive.read("nodes.csv").decode("utf-8-sig").splitlines())
        labels = {row["label"] for row in cells if row["kind"] == "Person"}
    assert labels == {*NAMES[:-1], "'=1+1"}


def test_a_cycle_is_reported_and_walked_once(zerenlian: Zerenlian) -> None:
    write("机构.csv", "机构名称,上级党组织,截至日期", "甲市委,乙省委,2015", "乙省委,甲市委,2015")
    assert zerenlian("load", "机构.csv", "--as", "organizations").code == 0
    shown = zerenlian("chain", "甲市委", "--on", "2015", "--json")
    assert shown.code == 0
    found = json.loads(shown.out)
    assert [body["caption"] for body in found["bodies"]] == ["甲市委", "乙省委"]
    assert [link["main"] for link in found["links"]] == [True, False]
    assert "cycle" in [note["code"] for note in found["notes"]]


def test_two_heads_at_once_stand_side_by_side(zerenlian: Zerenlian) -> None:
    write("任职.csv", HEADER, "江澄,丙县委,书记,2013,2016,", "何舟,丙县委,书记,2014,2017,")
    assert zerenlian("load", "任职.csv", "--as", "tenures").code == 0
    found = json.loads(zerenlian("holders", "丙县委", "书记", "--on", "2015", "--json").out)
    (post,) = found["posts"]
    assert post["state_label"] == "冲突任职记录"
    assert [holder["name"] for holder in post["holders"]] == ["江澄", "何舟"]
    (conflict,) = json.loads(zerenlian("conflicts", "--json").out)["conflicts"]
    assert conflict["label"] == "冲突任职记录"
