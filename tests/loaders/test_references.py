# ruff: noqa: E501  # tables of one line a row
"""What ledgers refer to by number: refused where nothing describes it, whole rows, store by store."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.memory_store import MemoryStore
from graph.record import Node
from graph.sqlite_store import SqliteStore
from graph.store import Store
from loaders import references
from loaders.load import load
from loaders.mapping import MappingError, parse_mapping, read_mapping
from tests.loaders.mapped import known, loaded
from tests.loaders.test_builtins import Office

TALKS = """谈话时间,谈话类型,谈话人,谈话人编号,谈话对象,谈话对象编号,陪同人,录入日期
2021-05-20,提醒谈话,林一鸣,GB-1,苏晓,GB-2,,2021-05-21
2021-05-21,提醒谈话,林一鸣,GB-1,高远,GB-9,,2021-05-21
2021-05-22,提醒谈话,林一鸣,GB-1,白帆,,,2021-05-23
2021-05-23,提醒谈话,林一鸣,GB-1,苏晓,GB-2,周行（GB-8）,2021-05-24
"""
PEOPLE = {"GB-1": "林一鸣", "GB-2": "苏晓"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = MemoryStore() if request.param == "memory" else SqliteStore(str(tmp_path / "一.db"))
    yield made
    made.close()


def written(folder: Path, text: str) -> Path:
    path = folder / "谈话.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_with_an_unknown_person_is_refused_whole_and_can_be_mended(
    store: Store, tmp_path: Path
) -> None:
    known(store, "Person", PEOPLE)
    rejects = tmp_path / "退回.csv"
    report = load(store, [written(tmp_path, TALKS)], read_mapping("talks"), rejects=rejects)
    assert [(r.row, r.column, r.value, r.reason, r.remedy) for r in report.rejections] == [
        (3, "谈话对象编号", "GB-9", "库里没有人员 GB-9", "先载入干部名册、任职记录或任免通知，或改正编号"),
        (5, "陪同人", "GB-8", "库里没有人员 GB-8", "先载入干部名册、任职记录或任免通知，或改正编号"),
    ]  # fmt: skip
    assert report.rejections[0].message.startswith(
        "谈话.csv 第3行「谈话对象编号」库里没有人员 GB-9"
    )
    assert store.counts() == {"Document": 1, "Person": 3, "Talk": 2, "PARTICIPATED": 4}
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["谈话对象编号"] for row in rows] == ["GB-9", "GB-2"]
    known(store, "Person", {"GB-9": "高远"})
    mended = rejects.read_text("utf-8-sig").replace("周行（GB-8）", "周行")
    rejects.write_text(mended, "utf-8-sig")
    assert load(store, [rejects], read_mapping("talks")).rejected == 0
    assert store.counts()["Talk"] == 4


def test_what_a_refused_row_was_the_first_to_say_is_said_by_the_next(office: Office) -> None:
    known(office.store, "Person", PEOPLE)
    report = office.load(
        "evaluations",
        """
        全会 | 日期 | 举办机关 | 报告人 | 报告人编号
        一次全会 | 2021-02-03 | 青川市纪委 | 高远 | GB-9
        一次全会 | 2021-02-03 | 青川市纪委 | 苏晓 | GB-2
        """,
    )
    assert [r.row for r in report.rejections] == [2]
    assert office.joined("HELD_BY") == {("一次全会", "", "青川市纪委")}
    places = [
        a.place.locator for n in office.store.scan_nodes("Organization")
        for a in office.store.attestations([n.id])[n.id]
    ]  # fmt: skip
    assert places == ["第3行"]


@pytest.mark.parametrize(
    ("kind", "table", "column", "value", "remedy"),
    [
        ("talks", "谈话时间 | 谈话类型 | 谈话对象 | 线索编号\n2021 | 提醒谈话 | 苏晓 | 线9", "线索编号", "线9", "先载入问题线索"),
        ("talks", "谈话时间 | 谈话类型 | 谈话对象 | 案件编号\n2021 | 提醒谈话 | 苏晓 | 案9", "案件编号", "案9", "先载入案件"),
        ("clues", "编号 | 被反映人 | 被反映人编号\n线1 | 苏晓 | GB-9", "被反映人编号", "GB-9", "先载入干部名册"),
        ("cases", "案件编号 | 姓名 | 身份编号\n案1 | 苏晓 | GB-9", "身份编号", "GB-9", "先载入干部名册"),
        ("cases", "案件编号 | 姓名 | 线索编号\n案1 | 苏晓 | 线9", "线索编号", "线9", "先载入问题线索"),
        ("cases", "案件编号 | 姓名 | 涉及清单事项\n案1 | 苏晓 | 权1、权9", "涉及清单事项", "权9", "先载入权力清单"),
        ("deliberations", "会议编号 | 日期 | 案件编号 | 成员\n审1 | 2021 | 案9 | 苏晓", "案件编号", "案9", "先载入案件"),
        ("measures", "编号 | 类别 | 案件编号\n措1 | 通报 | 案9", "案件编号", "案9", "先载入案件"),
        ("measures", "编号 | 类别 | 专项行动\n措1 | 通报 | 粮食专项", "专项行动", "粮食专项", "先载入专项行动"),
        ("measures", "编号 | 类别 | 责任人 | 责任人编号\n措1 | 通报 | 苏晓 | GB-9", "责任人编号", "GB-9", "先载入干部名册"),
        ("campaigns", "名称 | 案件编号\n粮食专项 | 案9", "案件编号", "案9", "先载入案件"),
        ("accountability", "文号 | 日期 | 问责对象 | 问责对象编号 | 方式\n责1 | 2021 | 苏晓 | GB-9 | 诫勉", "问责对象编号", "GB-9", "先载入干部名册"),
    ],
)  # fmt: skip
def test_every_ledger_refuses_numbers_that_nothing_describes(
    office: Office, kind: str, table: str, column: str, value: str, remedy: str
) -> None:
    known(office.store, "ListItem", {"权1": "干部任免提名"})
    before = office.store.counts()
    (rejection,) = office.load(kind, table).rejections
    assert (rejection.row, rejection.column, rejection.value) == (2, column, value)
    assert rejection.reason.endswith(value)
    assert rejection.remedy.startswith(remedy)
    assert office.store.counts() == before


def test_a_name_without_a_number_is_no_reference(office: Office) -> None:
    report = office.load(
        "deliberations", "会议编号 | 日期 | 成员\n审1 | 2021-05-06 | 苏晓\n审1 | 2021-05-06 | 苏晓"
    )
    assert report.rejected == 0
    assert office.store.counts()["Person"] == 2


def test_a_clue_may_name_a_case_that_is_filed_later(office: Office) -> None:
    clue = "编号 | 案件编号\n线1 | 案1"
    report = office.load("clues", clue)
    assert (report.rejected, report.notes) == (
        0, {"所指的一方在文件和库里都没有，未连：导致": 1}
    )  # fmt: skip
    office.load("cases", "案件编号 | 姓名 | 线索编号\n案1 | 苏晓 | 线1")
    assert office.joined("LED_TO") == {("线1", "", "案1")}
    assert office.load("clues", clue).notes == {}


class Counting(MemoryStore):
    """Counts how often it is asked for nodes, and for how many."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        wanted = list(ids)
        self.asked.append(len(wanted))
        return super().nodes(wanted)


def test_the_store_is_asked_once_for_many_rows(tmp_path: Path) -> None:
    store = Counting()
    known(store, "Person", PEOPLE)
    rows = "".join(
        f"2021-05-20,提醒谈话,林一鸣,GB-1,苏晓,GB-{2 if n % 2 else n},,2021-05-20\n"
        for n in range(2 * references.AHEAD)
    )
    report = load(
        store, [written(tmp_path, TALKS.splitlines()[0] + "\n" + rows)], read_mapping("talks")
    )
    assert report.rejected == references.AHEAD - 1  # GB-2 among the even ones is known
    assert len(store.asked) == 2


@given(
    numbers=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25),
    there=st.sets(st.integers(0, 6)),
    ahead=st.sampled_from((1, 2, 7, 100)),
    remembered=st.sampled_from((0, 3, 100)),
)
@settings(max_examples=60, deadline=None)
def test_rows_are_refused_as_if_each_were_looked_up_by_itself(
    numbers: list[tuple[int, int]], there: set[int], ahead: int, remembered: int
) -> None:
    """`0` is an empty cell: somebody without a number."""
    store = MemoryStore()
    known(store, "Person", {f"GB-{n}": f"人{n}" for n in there if n})
    rows = "".join(
        f"2021-05-{day % 28 + 1:02},提醒谈话,甲,{f'GB-{a}' if a else ''},乙,{f'GB-{b}' if b else ''},,\n"
        for day, (a, b) in enumerate(numbers)
    )
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "AHEAD", ahead)
        patch.setattr(references, "REMEMBERED", remembered)
        path = written(Path(folder), TALKS.splitlines()[0] + "\n" + rows)
        report = load(store, [path], read_mapping("talks"))
    bad = [row for row, pair in enumerate(numbers, 2) if not {n for n in pair if n} <= there]
    assert [r.row for r in report.rejections] == bad
    assert store.counts().get("Talk", 0) == len(numbers) - len(bad)


LOOSE = """
title: 编制表
columns: {no: 编号, above: 上级}
entities:
  post: {kind: Post, key: {id: [表, "{no}"]}, properties: {title: "{no}"}}
  above: {kind: Post, key: {id: [表, "{above}"]}, reference: true}
  other: {kind: Post, key: {id: [别表, "{above}"]}, reference: true}
edges:
  - {kind: ANSWERS_TO, from: post, to: above, properties: {duty: reporting}}
  - {kind: ANSWERS_TO, from: other, to: post, properties: {duty: guidance}}
"""


def test_a_mere_reference_may_come_later_in_the_file_or_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "WAITING", 3)
    rows = "编号,上级\n" + "".join(f"{n},{n + 7}\n" for n in range(30))
    store, report = loaded(tmp_path, LOOSE, rows)
    assert store.counts()["ANSWERS_TO"] == 23
    assert report.notes == {"所指的一方在文件和库里都没有，未连：对其负责": 7 + 30}


def test_edges_to_what_this_load_cannot_describe_do_not_wait_for_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "WAITING", 3)
    store = Counting()
    path = tmp_path / "线索.csv"
    path.write_text("编号,案件编号\n" + "".join(f"线{n},案{n}\n" for n in range(30)), "utf-8")
    report = load(store, [path], read_mapping("clues"))
    assert report.notes == {"所指的一方在文件和库里都没有，未连：导致": 30}
    assert max(store.asked) == 3


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("{row: true}", "entities.boss.known_from：只有按编号（id）指认的才能要求库里已有"),
        ('{id: [表, "{above}"]}', "entities.boss.known_from：post 描述同一编号的事物，本文件里会有；改用 reference: true"),
    ],
)  # fmt: skip
def test_a_mapping_cannot_require_what_it_describes_itself(key: str, problem: str) -> None:
    text = f"""
    title: 编制表
    columns: {{no: 编号, above: 上级}}
    entities:
      post: {{kind: Post, key: {{id: [表, "{{no}}"]}}, properties: {{title: "{{no}}"}}}}
      boss: {{kind: Post, key: {key}, reference: true, known_from: 编制表}}
    """
    with pytest.raises(MappingError) as error:
        parse_mapping(text, "试")
    assert error.value.problems == [problem]
