"""The ledgers of supervision in the prefecture: every mechanism and every status three times."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from examples.prefecture.sheets import Cell, Table
from examples.prefecture.world import tables
from graph.dates import Window, window
from graph.memory_store import MemoryStore
from graph.queries.duties.coverage import Coverage, coverage
from graph.queries.duties.verdict import Status
from graph.rules.reading import builtin_rules
from graph.schema import schema
from tests.examples.test_prefecture import rows
from tests.same_answers.worlds import in_memory

pytestmark = pytest.mark.no_cover  # a whole prefecture; tracing doubles its time

EXAMPLES = Path(__file__).parents[2] / "examples"
CITY = "中共澜陵市委员会"
LEAST = 3
LAST = window("2023-12-31").first


@pytest.fixture(scope="module")
def made() -> tuple[Table, ...]:
    return tables()


@pytest.fixture(scope="module")
def demo() -> MemoryStore:
    """The committed files, loaded as the demo does it."""
    return in_memory("prefecture")


@pytest.fixture(scope="module")
def owed(demo: MemoryStore) -> Coverage:
    """All built-in duties of six years, as they look on the last day."""
    (city,) = (
        n.id for n in demo.scan_nodes("Organization", limit=5_000) if n.first("name") == CITY
    )
    years = Window(window("2018").first, LAST)
    return coverage(demo, city, years, builtin_rules(), LAST)


def test_every_file_is_loaded_by_the_demo() -> None:
    tour = yaml.safe_load((EXAMPLES / "demo.yaml").read_text(encoding="utf-8"))
    loaded = [name for step in tour["loads"] for name in step["files"]]
    kept = {path.name for path in (EXAMPLES / "files").iterdir() if path.suffix != ".md"}
    assert sorted(loaded) == sorted(kept)


def test_each_status_is_shown_three_times(owed: Coverage) -> None:
    found = Counter(cell.status for cell in owed.cells)
    assert {status: found[status] for status in Status if found[status] < LEAST} == {}


def test_each_rule_finds_a_full_record_and_none_at_all(owed: Coverage) -> None:
    statuses: dict[str, set[Status]] = {rule.id: set() for rule in builtin_rules()}
    for cell in owed.cells:
        statuses[cell.rule].add(cell.status)
    assert owed.unasked == ()
    for rule, found in statuses.items():
        assert Status.FULFILLED in found, rule
        assert Status.NO_RECORD in found, rule


def test_a_vacancy_is_said_by_a_source(demo: MemoryStore, owed: Coverage) -> None:
    vacant = [c for c in owed.cells if c.status is Status.VACANT_BELOW]
    bodies = {cell.below for cell in vacant}
    posts = demo.expand(bodies, ("POST_OF",), "in")
    said = {n.id for n in demo.nodes(e.source for e in posts).values() if n.first("vacant")}
    assert {edge.target for edge in posts if edge.source in said} == bodies


def test_each_mechanism_has_three_records(made: tuple[Table, ...], demo: MemoryStore) -> None:
    talks = [*rows(made, "谈话台账.xlsx"), *rows(made, "谈话台账_专项.xlsx")]
    kinds = Counter(row["谈话类型"] for row in talks)
    measures, meetings = rows(made, "六个一.xlsx"), rows(made, "重要案件审议.xlsx")
    decisions = rows(made, "问责决定.xlsx")
    found = {
        **{kind: kinds[kind] for kind in ("提醒谈话", "专题谈话", "委托谈话", "廉政家访",
                                          "例行廉政谈话", "纪委书记谈话", "政治监督谈话")},
        "家访有家属": _filled(rows(made, "谈话台账.xlsx", "廉政家访"), "在场家属"),
        "苗头谈话写线索编号": _filled(talks[-200:], "线索编号"),
        "案件后谈话写案件编号": _filled(talks[-200:], "案件编号"),
        "述责有评议": _filled(rows(made, "述责述廉述德.xlsx"), "评议结果及票数"),
        "清单检查有发现": _filled(rows(made, "清单检查.xlsx"), "发现"),
        "案件涉及清单事项": _filled(rows(made, "案件_涉及清单.xlsx"), "涉及清单事项"),
        "线索移交": _filled(rows(made, "问题线索.xlsx"), "移交1机关"),
        "线索转立案": _filled(rows(made, "问题线索.xlsx"), "案件编号"),
        "审议的案件": len({row["案件编号"] for row in meetings}),
        "未发言": sum(row["出席情况"] == "出席" and not row["发言类别"] for row in meetings),
        "缺席": sum(row["出席情况"] == "缺席" for row in meetings),
        "重新启动": _filled(measures, "重新启动日期"),
        "没有佐证": sum(not row["佐证"] for row in measures),
        "专项行动": len(rows(made, "专项行动.xlsx")),
        "问责个人": _filled(decisions, "问责对象"),
        "问责单位": _filled(decisions, "问责单位"),
        "豁免": len(rows(made, "履责豁免.xlsx")),
    }  # fmt: skip
    assert {name: number for name, number in found.items() if number < LEAST} == {}
    measured = Counter(row["类别"] for row in measures)
    assert min(measured[term.zh] for term in schema().enumerations["measure"].values()) >= LEAST
    forms = Counter(row["形态"] for row in rows(made, "案件.xlsx") if row["形态"])
    assert min(forms.values()) >= LEAST
    listed = {edge.target for edge in demo.expand(_ids(demo, "Case"), ("CONCERNS",), "out")}
    assert len(listed) >= LEAST


def test_items_that_no_check_has_looked_at_are_there(demo: MemoryStore) -> None:
    items = _ids(demo, "ListItem")
    checked = {edge.target for edge in demo.expand(items, ("CHECKED",), "in")}
    assert len(items - checked) >= LEAST


def test_rules_of_exemptions_are_known(made: tuple[Table, ...]) -> None:
    known = {rule.id for rule in builtin_rules()}
    assert {row["规则"] for row in rows(made, "履责豁免.xlsx")} <= known


def test_signs_of_weeks_without_a_secretary_have_no_talk(made: tuple[Table, ...]) -> None:
    talks = {row["线索编号"] for row in rows(made, "谈话台账_专项.xlsx")}
    signs = [
        row["编号"] for row in rows(made, "问题线索_苗头.xlsx")
        if "2021-05-15" <= str(row["收到日期"]) <= "2021-06-30"
        and row["问题性质"] == "苗头性问题"
    ]  # fmt: skip
    assert len(signs) >= LEAST
    assert talks.isdisjoint(signs)


def test_another_seed_has_the_same_kinds_of_ledgers() -> None:
    other = tables(7)
    for file in ("空缺情况_补报.xlsx", "案件_涉及清单.xlsx", "谈话台账_专项.xlsx"):
        assert rows(other, file)


def _filled(found: list[dict[str, Cell]], column: str) -> int:
    return sum(bool(row.get(column)) for row in found)


def _ids(store: MemoryStore, kind: str) -> set[str]:
    return {node.id for node in store.scan_nodes(kind, limit=10_000)}
