# ruff: noqa: E501  # tables of one line a row
"""The built-in mappings on small files of an invented prefecture: what they make, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.body_names import canonical
from graph.dates import Certainty, window
from graph.memory_store import MemoryStore
from graph.record import Edge, Node, conflicting
from graph.schema import schema
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.report import Report
from tests.loaders.mapped import known

DISCIPLINE = "中共青川市纪律检查委员会"


class Office:
    """Loads tables written as lines of columns split by |, and names what came of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = MemoryStore()

    def load(self, kind: str, table: str, name: str = "") -> Report:
        path = self.folder / f"{name or kind}.csv"
        lines = [line.strip() for line in table.strip().splitlines()]
        cells = [[cell.strip() for cell in line.split("|")] for line in lines]
        text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in cells)
        path.write_text(text, encoding="utf-8")
        return load(self.store, [path], read_mapping(kind))

    def names(self) -> dict[str, str]:
        return {
            node.id: called(node)
            for kind in self.store.counts()
            if kind in schema().nodes
            for node in self.store.scan_nodes(kind)
        }

    def edges(self, kind: str) -> list[tuple[str, str, str, Edge]]:
        names = self.names()
        return sorted(
            (
                (names[e.source], e.facet, names[e.target], e)
                for e in self.store.scan_edges(kind, limit=10_000)
            ),
            key=lambda found: found[:3],
        )

    def joined(self, kind: str) -> set[tuple[str, str, str]]:
        return {found[:3] for found in self.edges(kind)}

    def found(self, kind: str, name: str) -> str:
        (one,) = (n.id for n in self.store.scan_nodes(kind) if called(n) == name)
        return one


def called(node: Node) -> str:
    """The name of a node; bodies by the short form of all their written names."""
    return canonical(node.caption) if node.kind == "Organization" else node.caption


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_divisions_form_a_tree_and_succeed_each_other(office: Office) -> None:
    report = office.load(
        "divisions",
        """
        代码 | 名称 | 上级代码 | 级别 | 撤销日期 | 改设为代码 | 变更日期
        990000 | 甲省 | | 省级 | | |
        990100 | 青川市 | 990000 | 地级 | | |
        990121 | 白石县 | 990100 | 县级 | 2016-05-20 | 990102 | 2016-05-20
        990102 | 白石区 | 990100 | 县级 | | |
        """,
    )
    assert report.rejected == 0
    assert office.joined("LOCATED_IN") == {
        ("青川市", "管辖", "甲省"),
        ("白石县", "管辖", "青川市"),
        ("白石区", "管辖", "青川市"),
    }
    assert office.joined("SUCCEEDED_BY") == {("白石县", "", "白石区")}
    assert office.store.nodes([office.found("Division", "白石县")]).popitem()[1].properties[
        "valid"
    ] == ("/2016-05-20",)


ORGANIZATIONS = f"""
机构名称 | 简称 | 类型 | 管辖或驻地 | 所属区划代码 | 所属单位 | 主体责任上级 | 上级纪检机构 | 同级党组织 | 派出机关 | 监督单位 | 起 | 止 | 撤并为 | 撤并日期
中共甲省委员会 | 甲省委 | 党委 | 管辖 | 990000 | | | | | | | 2010-01-01 | | |
中共甲省纪律检查委员会 | 甲省纪委 | 纪委 | 管辖 | 990000 | | | | 中共甲省委员会 | | | 2010-01-01 | | |
中共青川市委员会 | 青川市委 | 党委 | 管辖 | 990100 | 青川市人民政府 | 中共甲省委员会 | | | | | 2010-01-01 | | |
青川市人民政府 | 青川市政府 | 政府 | 管辖 | 990100 | | 中共青川市委员会 | | | | | 2010-01-01 | | |
{DISCIPLINE} | 青川市纪委 | 纪委 | 管辖 | 990100 | | | 中共甲省纪律检查委员会 | 中共青川市委员会 | | 青川市财政局 | 2010-01-01 | | |
青川市财政局 | | 部门 | 驻地 | 990100 | | | | | | | 2010-01-01 | 2018-12-31 | 青川市财政和国资局 | 2019-01-01
中共青川市财政局党组 | | 党组 | 驻地 | 990100 | 青川市财政局 | 中共青川市委员会 | | | | | 2010-01-01 | | |
青川市纪委监委驻市财政局纪检监察组 | | 派驻组 | 驻地 | 990100 | | | | | {DISCIPLINE} | 青川市财政局、青川市审计局 | 2012-01-01 | | |
"""


def test_organizations_are_normalised_to_dated_duties(office: Office) -> None:
    report = office.load("organizations", ORGANIZATIONS)
    assert report.rejected == 0
    group = "青川市纪委驻市财政局纪检监察组"
    assert office.joined("ANSWERS_TO") == {
        ("甲省纪委", "party", "甲省委"),
        ("青川市委", "party", "甲省委"),
        ("青川市政府", "party", "青川市委"),
        ("青川市纪委", "party", "青川市委"),
        ("青川市纪委", "discipline", "甲省纪委"),
        ("青川市财政局党组", "party", "青川市委"),
        (group, "discipline", "青川市纪委"),
    }
    assert office.joined("SUPERVISES") == {
        ("甲省纪委", "", "甲省委"),
        ("青川市纪委", "", "青川市委"),
        ("青川市纪委", "", "青川市财政局"),
        (group, "", "青川市财政局"),
        (group, "", "青川市审计局"),
    }
    assert office.joined("COMPONENT_OF") == {(group, "", "青川市纪委")}
    assert office.joined("PARTY_BODY_OF") == {
        ("青川市委", "本级", "青川市政府"),
        ("青川市财政局党组", "本单位", "青川市财政局"),
    }
    assert office.joined("SUCCEEDED_BY") == {("青川市财政局", "", "青川市财政和国资局")}
    dual = {
        edge.facet: (edge.first("mode"), edge.first("leads"), edge.first("since"))
        for lower, _, _, edge in office.edges("ANSWERS_TO")
        if lower == "青川市纪委"
    }
    assert dual == dict.fromkeys(("party", "discipline"), ("dual", "vertical", "2010-01-01"))
    (merged,) = (e for name, _, _, e in office.edges("PARTY_BODY_OF") if name != "青川市委")
    assert merged.interval.at(window("2015-06-01")) is Certainty.POSSIBLE


def test_bodies_of_any_written_form_meet_and_agree(office: Office) -> None:
    office.load("organizations", ORGANIZATIONS)
    office.load(
        "posts",
        """
        机构 | 职务 | 正职类别
        青川市委 | 书记 | 党组织书记
        青川市政府 | 市长 |
        青川市纪委 | 书记 |
        青川市财政局 | 副局长 |
        财政局 | 局长 |
        """,
    )
    assert office.joined("POST_OF") == {
        ("书记", "party", "青川市委"),
        ("市长", "administration", "青川市政府"),
        ("书记", "discipline", "青川市纪委"),
        ("副局长", "none", "青川市财政局"),
        ("局长", "administration", "财政局"),
    }
    bodies = {called(n): n for n in office.store.scan_nodes("Organization")}
    assert [name for name, node in bodies.items() if conflicting(node)] == []
    assert bodies["青川市委"].properties["name"] == ("中共青川市委员会",)
    assert set(bodies["青川市委"].properties["alias"]) == {"中共青川市委员会", "青川市委"}
    known = {name for name, n in bodies.items() if "name" in n.properties}
    assert set(bodies) - known == {"财政局", "青川市审计局", "青川市财政和国资局"}


def test_a_body_without_its_place_means_one_thing_within_its_file_only(office: Office) -> None:
    for county in ("白石县", "清溪县"):
        office.load("posts", f"机构 | 职务 | 职责\n县委 | 书记 | {county}\n县委 | 副书记 |", county)
    assert [n.caption for n in office.store.scan_nodes("Organization")] == ["县委", "县委"]


ROSTER = """
姓名 | 性别 | 出生年月 | 单位 | 职务 | 任现职时间 | 任职性质 | 兼任 | 分管 | 管理权限 | 身份编号 | 截至日期
林一鸣 | 男 | 1961.4 | 中共青川市委员会 | 市委书记 | 2014年5月 | | | | 中共甲省委员会 | GB-000001 | 2016-12-31
苏晓 | 女 | 1970.2 | 青川市人民政府 | 市长 | 2015-02-03 | 代理 | | 青川市审计局、财政工作 | | GB-000002 | 2016-12-31
苏晓 | 女 | 1970.2 | 中共青川市委员会 | 副书记 | 2015-01 | | 是 | | | GB-000002 | 2016-12-31
高远 | 男 | 1980.1 | 青川市人民政府 | | | | | | | | 2016-12-31
王刚 | 男 | 1959.13 | 青川市财政局 | 局长 | | | | | | GB-000003 | 2016-12-31
王刚 | 男 | | 青川市财政局 | 局长 | | | | | | | 2016-12-31
"""


def test_a_roster_attests_its_holders_on_its_date(office: Office) -> None:
    report = office.load("roster", ROSTER)
    assert [(r.row, r.column) for r in report.rejections] == [(6, "出生年月")]
    assert report.notes["没有身份编号和出生年月：每行各为一人"] == 1
    assert report.notes["没有职务，只有职级"] == 1
    assert office.joined("HOLDS") == {
        ("林一鸣", "正式", "书记"),
        ("苏晓", "代理", "市长"),
        ("苏晓", "正式", "副书记"),
        ("王刚", "正式", "局长"),
    }
    (lin,) = (e for person, _, _, e in office.edges("HOLDS") if person == "林一鸣")
    days = ("2014-04-30", "2014-05-20", "2015-01-01", "2016-12-31", "2017-01-01")
    assert [lin.interval.at(window(day)).value for day in days] == [
        "no", "possible", "certain", "certain", "possible",
    ]  # fmt: skip
    assert office.joined("OVERSEES") == {("市长", "分管", "青川市审计局")}
    assert office.joined("MANAGED_BY") == {("林一鸣", "", "甲省委")}


def test_the_date_of_a_roster_may_stand_in_its_name(office: Office) -> None:
    office.load("roster", "姓名 | 单位 | 职务\n林一鸣 | 青川市委 | 书记", name="名册2015年3月31日")
    ((_, _, _, edge),) = office.edges("HOLDS")
    assert edge.properties["seen"] == ("2015-03-31",)


def test_tenures_end_on_their_last_day_in_and_meet_the_roster(office: Office) -> None:
    office.load("roster", ROSTER)
    report = office.load(
        "tenures",
        """
        身份编号 | 姓名 | 单位 | 职务 | 任职性质 | 起 | 止 | 截至日期
        GB-000001 | 林一鸣 | 青川市委 | 书记 | 正式 | 2014-05-20 | 2017-03-31 | 2023-12-31
        GB-000004 | 高远 | 青川市委 | 书记 | 正式 | 2017-04-01 | 至今 | 2023-12-31
        GB-000005 | 白帆 | 青川市委 | 书记 | 正式 | 2010 | 2010 | 2023-12-31
        GB-000006 | 白云 | 青川市委 | 书记 | 正式 | 2012 | 2011 | 2023-12-31
        """,
    )
    assert [(r.row, r.column) for r in report.rejections] == [(5, "止")]
    held = {person: edge for person, _, post, edge in office.edges("HOLDS") if post == "书记"}
    assert set(held) == {"林一鸣", "高远", "白帆"}
    assert held["林一鸣"].first("until") == "2017-04-01"
    assert held["高远"].properties["seen"] == ("2023-12-31",)
    assert "until" not in held["高远"].properties


def test_an_end_that_files_write_for_an_unknown_one_rejects_its_row_only(office: Office) -> None:
    report = office.load(
        "tenures",
        """
        姓名 | 身份编号 | 单位 | 职务 | 起 | 止
        林一鸣 | GB-1 | 青川市委 | 书记 | 2014 | 9999-12-31
        高远 | GB-2 | 青川市委 | 书记 | 2016 | 2017
        """,
    )
    assert [(r.row, r.column, r.remedy) for r in report.rejections] == [
        (2, "止", "不知道何时离任就留空")
    ]
    assert office.joined("HOLDS") == {("高远", "正式", "书记")}


def test_appointment_papers_begin_and_end_one_spell(office: Office) -> None:
    report = office.load(
        "appointments",
        """
        文号 | 发文日期 | 姓名 | 身份编号 | 任免 | 单位 | 职务 | 任职性质 | 生效日期
        青干〔2014〕1号 | 2014-05-18 | 林一鸣 | GB-1 | 任 | 青川市委 | 书记 | | 2014-05-20
        青干〔2017〕2号 | 2017-03-30 | 林一鸣 | GB-1 | 免 | 青川市委 | 书记 | | 2017-04-01
        青干〔2017〕2号 | 2017-03-30 | 高远 | GB-2 | 拟任 | 青川市委 | 书记 | |
        """,
    )
    assert report.notes["任免栏既不是“任”也不是“免”：未成为任职"] == 1
    ((person, nature, post, edge),) = office.edges("HOLDS")
    assert (person, nature, post) == ("林一鸣", "正式", "书记")
    assert (edge.first("since"), edge.first("until")) == ("2014-05-20", "2017-04-01")
    assert set(edge.properties["appointment"]) == {"青干〔2014〕1号", "青干〔2017〕2号"}


def test_a_vacancy_lasts_through_its_last_day_and_is_not_prolonged(office: Office) -> None:
    office.load(
        "vacancies",
        """
        单位 | 职务 | 空缺起 | 空缺止 | 填报日期
        青川市委 | 书记 | 2016-05-01 | 2016-05-31 |
        青川市财政局 | 局长 | 2016-05 | | 2016-12-31
        """,
    )
    posts = {n.caption: n.properties["vacant"] for n in office.store.scan_nodes("Post")}
    assert posts == {"书记": ("2016-05-01/2016-06-01",), "局长": ("2016-05/2017-01-01",)}


def test_a_division_of_work_speaks_of_posts_not_of_namesakes(office: Office) -> None:
    report = office.load(
        "oversight",
        """
        文号 | 日期 | 领导 | 领导单位 | 职务 | 方式 | 分管单位 | 领域
        青政〔2016〕1号 | 2016年5月1日 | 苏晓 | 青川市人民政府 | 副市长 | 分管 | 青川市财政局 | 财政
        青政〔2016〕1号 | 2016年5月1日 | 苏晓 | 青川市人民政府 | 副市长 | 联系 | 青川市审计局 |
        青政〔2016〕1号 | 2016年5月1日 | 苏晓 | 青川市人民政府 | 副市长 | 分管 | | 金融
        """,
    )
    assert report.notes["只写领域、没有写单位：未成为关系"] == 1
    assert office.joined("OVERSEES") == {
        ("副市长", "分管", "青川市财政局"),
        ("副市长", "联系", "青川市审计局"),
    }
    assert "Person" not in office.store.counts()
    (_, _, _, edge) = office.edges("OVERSEES")[0]
    assert (edge.first("since"), edge.first("until")) == ("2016-05-01", None)


def test_talks_have_their_participants_in_their_roles(office: Office) -> None:
    office.load("roster", ROSTER)
    known(office.store, "Person", {"GB-000009": "高远"})
    report = office.load(
        "talks",
        """
        序号 | 谈话时间 | 谈话类型 | 谈话人 | 谈话人编号 | 谈话人单位及职务 | 谈话对象 | 谈话对象编号 | 委托机关 | 受托谈话人 | 受托谈话人编号 | 陪同人
        1 | 2016.5.20 | 提醒谈话 | 林一鸣 | GB-000001 | 青川市委书记 | 苏晓 | GB-000002 | | | |
        2 | 2016-06 | 委托谈话 | | | | 苏晓 | GB-000002 | 青川市纪委 | 高远 | GB-000009 | 林一鸣（GB-000001）、白帆
        3 | 2016-06 | 闲谈 | 林一鸣 | | | 苏晓 | | | | |
        """,
    )
    assert [(r.row, r.value) for r in report.rejections] == [(4, "闲谈")]
    assert office.joined("PARTICIPATED") == {
        ("林一鸣", "谈话人", "提醒谈话"),
        ("苏晓", "谈话对象", "提醒谈话"),
        ("苏晓", "谈话对象", "委托谈话"),
        ("高远", "受托谈话人", "委托谈话"),
        ("林一鸣", "陪同人", "委托谈话"),
        ("白帆", "陪同人", "委托谈话"),
    }
    assert office.joined("ENTRUSTED_BY") == {("委托谈话", "", "青川市纪委")}
    people = [n.caption for n in office.store.scan_nodes("Person")]
    assert (people.count("林一鸣"), people.count("苏晓")) == (1, 1)


def test_a_home_visit_has_the_family_present(office: Office) -> None:
    known(office.store, "Person", {"GB-2": "苏晓"})
    office.load(
        "talks",
        """
        序号 | 谈话时间 | 谈话类型 | 谈话人 | 谈话对象 | 谈话对象编号 | 在场家属称谓 | 在场家属 | 家庭反映
        访1 | 2016-05-20 | 廉政家访 | 林一鸣 | 苏晓 | GB-2 | 夫 | 某某 | 支持工作
        """,
        name="廉政家访",
    )
    assert office.joined("FAMILY_OF") == {("某某", "", "苏晓")}
    assert ("某某", "家属", "廉政家访") in office.joined("PARTICIPATED")
    (quote,) = {
        s.place.quote
        for found in office.store.attestations(e[3].relation for e in office.edges("FAMILY_OF"))
        for s in office.store.attestations([found])[found]
    }
    assert "支持工作" not in quote


def test_a_clue_is_passed_on_with_each_day(office: Office) -> None:
    known(office.store, "Person", {"GB-2": "苏晓"})
    report = office.load(
        "clues",
        """
        编号 | 收到日期 | 受理机关 | 反映人 | 被反映人 | 被反映人编号 | 单位职务 | 处置方式 | 承办 | 移交1移出机关 | 移交1机关 | 移交1日期 | 移交2机关 | 移交2日期
        线1 | 2019-03-01 | 青川市纪委 | 匿名 | 苏晓 | GB-2 | 青川市长 | 初步核实 | 甲省纪委 | 青川市纪委 | 甲省纪委 | 2019-03-08 | 白石县纪委 | 2019-04
        """,
    )
    assert report.rejected == 0
    passed = {(to, e.first("on"), e.first("sender")) for _, _, to, e in office.edges("PASSED_TO")}
    assert passed == {("甲省纪委", "2019-03-08", "青川市纪委"), ("白石县纪委", "2019-04", None)}
    assert office.joined("RECEIVED_BY") == {("线1", "", "青川市纪委")}
    assert office.joined("ABOUT") == {("线1", "", "苏晓")}
