# ruff: noqa: E501  # tables of one line a row
"""The ledgers of supervision beside talks, clues and cases: what their rows make."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.mapped import known
from tests.loaders.test_builtins import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_items_of_lists_are_met_by_checks_and_cases(office: Office) -> None:
    office.load(
        "list_items",
        """
        编号 | 清单 | 所属机构 | 所属职务 | 事项 | 权力类别 | 起 | 止
        权1 | 权力清单 | 青川市委 | 书记 | 干部任免提名 | 决策权 | 2020-01-01 | 2022-12-31
        权2 | 负面清单 | 青川市委 | | 插手工程招标 | 执行权 | 2020 |
        权3 | 权力表 | 青川市委 | | 事项 | 决策权 | |
        """,
    )
    report = office.load(
        "checks",
        """
        检查编号 | 检查日期 | 检查机关 | 清单事项编号 | 发现
        查1 | 2021-05-06 | 青川市纪委 | 权1 | 未见问题
        查1 | 2021-05-06 | 青川市纪委 | 权2 | 一处问题
        查2 | 2021-06-31 | 青川市纪委 | 权1 | 日期不存在
        查3 | 2021-07-01 | 青川市纪委 | 权9 | 没有这一项
        """,
    )
    assert [(r.row, r.column, r.value) for r in report.rejections] == [
        (4, "检查日期", "2021-06-31"),
        (5, "清单事项编号", "权9"),
    ]
    assert office.joined("CHECKED") == {("查1", "", "干部任免提名"), ("查1", "", "插手工程招标")}
    (_, _, _, item) = next(e for e in office.edges("ITEM_OF") if e[0] == "干部任免提名")
    assert (item.first("since"), item.first("until")) == ("2020-01-01", "2023-01-01")
    office.load(
        "cases",
        """
        案件编号 | 姓名 | 涉及清单事项
        案1 | 苏晓 | 权1、权2
        """,
    )
    assert office.joined("CONCERNS") == {("案1", "", "干部任免提名"), ("案1", "", "插手工程招标")}


def test_a_meeting_has_its_members_with_what_each_said(office: Office) -> None:
    office.load("cases", "案件编号 | 姓名\n案1 | 苏晓")
    known(
        office.store, "Person", {"GB-1": "林一鸣", "GB-2": "高远", "GB-3": "白帆", "GB-4": "周行"}
    )
    report = office.load(
        "deliberations",
        """
        会议编号 | 日期 | 议题 | 召开机关 | 案件编号 | 成员 | 成员编号 | 出席情况 | 发言类别
        审1 | 2021-05-06 | 审议某案 | 青川市委 | 案1 | 林一鸣 | GB-1 | 出席 | 认领责任
        审1 | 2021-05-06 | 审议某案 | 青川市委 | 案1 | 林一鸣 | GB-1 | 出席 | 表态
        审1 | 2021-05-06 | 审议某案 | 青川市委 | 案1 | 高远 | GB-2 | 出席 |
        审1 | 2021-05-06 | 审议某案 | 青川市委 | 案1 | 白帆 | GB-3 | 缺席 |
        审1 | 2021-05-06 | 审议某案 | 青川市委 | 案1 | 周行 | GB-4 | 迟到 |
        """,
    )
    assert [(r.row, r.column) for r in report.rejections] == [(6, "出席情况")]
    assert office.joined("ATTENDED") == {
        ("林一鸣", "出席", "审议某案"), ("高远", "出席", "审议某案"), ("白帆", "缺席", "审议某案"),
    }  # fmt: skip
    assert office.joined("SPOKE_AT") == {
        ("林一鸣", "认领责任", "审议某案"), ("林一鸣", "表态", "审议某案"),
    }  # fmt: skip
    assert office.joined("CONSIDERED") == {("审议某案", "", "案1")}


def test_a_measure_accepted_by_somebody_named_like_its_owner_is_counted(office: Office) -> None:
    office.load("cases", "案件编号 | 姓名\n案1 | 苏晓")
    report = office.load(
        "measures",
        """
        编号 | 案件编号 | 类别 | 责任人 | 验收人 | 时限 | 发出 | 状态
        措1 | 案1 | 通报 | 林一鸣 | 高远 | 2021-06-30 | 2021-06-01 | 已销号
        措2 | 案1 | 整改 | 林一鸣 | 林一鸣 | 2021-06-30 | | 整改中
        措3 | 案1 | 宣传 | 林一鸣 | 高远 | | | 整改中
        """,
    )
    assert [(r.row, r.value) for r in report.rejections] == [(4, "宣传")]
    assert report.notes["验收人与责任人同名：验收人不能是责任人，请核对"] == 1
    assert {source for source, _, _ in office.joined("PROMPTED")} == {"案1"}


def test_an_exemption_and_a_campaign_last_to_the_last_day_in(office: Office) -> None:
    report = office.load(
        "exemptions",
        """
        文号 | 规则 | 机构 | 期间起 | 期间止 | 批准人
        免1 | yearly-report | 白石县委 | 2021-01-01 | 2021-12-31 | 林一鸣
        免2 | yearly-report | 白石县委 | 2021-12-31 | 2021-01-01 | 林一鸣
        """,
    )
    (exemption,) = office.store.scan_nodes("Exemption")
    assert exemption.first("period") == "2021-01-01/2022-01-01"
    assert [r.row for r in report.rejections] == [3]
    office.load(
        "campaigns",
        "名称 | 问题领域 | 开展期间起 | 开展期间止 | 对象单位\n粮食专项 | 粮食 | 2021-04 | 2021-09 | 白石县委",
    )
    (campaign,) = office.store.scan_nodes("Campaign")
    assert campaign.first("period") == "2021-04/2021-09"
    assert len(office.edges("TARGETS")) == 1


def test_dates_of_a_measure_that_cannot_be_are_refused(office: Office) -> None:
    report = office.load(
        "measures",
        """
        编号 | 类别 | 发出 | 收到 | 销号日期 | 回头看日期 | 重新启动日期
        措1 | 通报 | 2021-06-10 | 2021-06-09 | | |
        措2 | 通报 | 2021-06-10 | | 2021-06-09 | |
        措3 | 通报 | | | 2021-06-10 | 2021-05 |
        措4 | 通报 | 2021-06-10 | 2021-06 | 2021-06-10 | 2021 |
        措5 | 通报 | 2021-06-10 | | 2021-12-01 | 2021-09-01 | 2021-09-10
        措6 | 通报 | 2021-06-10 | 2021年31月 | | |
        措7 | 通报 | 2021-06 | | | | 2021-05-31
        """,
    )
    assert [(r.row, r.column, r.value, r.reason) for r in report.rejections] == [
        (2, "收到", "2021-06-09", "收到（2021-06-09）早于发出（2021-06-10）"),
        (3, "销号日期", "2021-06-09", "销号日期（2021-06-09）早于发出（2021-06-10）"),
        (4, "回头看日期", "2021-05", "回头看日期（2021-05）早于销号日期（2021-06-10）"),
        (7, "收到", "2021年31月", "“2021年31月”不是日期：没有 31 月"),
        (8, "重新启动日期", "2021-05-31", "重新启动日期（2021-05-31）早于发出（2021-06）"),
    ]
    assert report.rejections[0].remedy == "核对两个日期是否写反或写错"
    assert office.store.counts()["ReformAction"] == 2


def test_stages_of_a_case_and_steps_of_a_clue_that_cannot_be_are_refused(office: Office) -> None:
    report = office.load(
        "cases",
        """
        案件编号 | 姓名 | 行为期间起 | 受理日期 | 立案日期 | 党纪处分日期 | 提起公诉日期 | 判决日期 | 归档日期
        案1 | 苏晓 | | 2021-05-06 | 2021-05-05 | | | |
        案2 | 苏晓 | | | 2021-05-06 | 2021-04 | | |
        案3 | 苏晓 | | | | | 2021-05-06 | 2021-05-05 |
        案4 | 苏晓 | 2022 | | 2021-05-06 | | | |
        案5 | 苏晓 | | | 2021-05-06 | 2021-09 | | 2020-01-01 | 2021-05
        """,
    )
    assert [(r.row, r.column) for r in report.rejections] == [
        (2, "立案日期"), (3, "党纪处分日期"), (4, "判决日期"), (5, "立案日期"),
    ]  # fmt: skip
    report = office.load(
        "clues",
        """
        编号 | 收到日期 | 移交1机关 | 移交1日期 | 移交2机关 | 移交2日期
        线1 | 2021-05-06 | | | 青川市纪委 | 2021-05-05
        线2 | 2021-05-06 | 甲省纪委 | 2021-05 | 青川市纪委 | 2021-05-06
        """,
    )
    assert [(r.row, r.column) for r in report.rejections] == [(2, "移交2日期")]


def test_a_talk_is_not_entered_before_it_was_held(office: Office) -> None:
    report = office.load(
        "talks",
        """
        谈话时间 | 谈话类型 | 谈话对象 | 录入日期
        2021-05-06 | 提醒谈话 | 苏晓 | 2021-05-05
        2021-05 | 提醒谈话 | 苏晓 | 2021-05-05
        """,
    )
    assert [(r.row, r.column) for r in report.rejections] == [(2, "录入日期")]


def test_a_decision_is_about_somebody_or_some_body(office: Office) -> None:
    report = office.load(
        "accountability",
        """
        文号 | 日期 | 问责对象 | 问责单位 | 方式
        责1 | 2021-05-06 | | | 诫勉
        责2 | 2021-05-06 | | 白石县委 | 通报
        责3 | 2021-05-06 | 苏晓 | | 诫勉
        """,
    )
    assert [(r.row, r.column, r.reason, r.remedy) for r in report.rejections] == [
        (2, "问责对象", "问责对象、问责单位都没有填写", "至少填写其中一格"),
    ]
    assert len(office.edges("TARGETS")) == 2


def test_a_rule_is_named_by_id_or_title_and_one_of_ones_own_is_counted(office: Office) -> None:
    report = office.load(
        "exemptions",
        """
        文号 | 规则 | 机构 | 批准人
        免1 | yearly-report | 白石县委 | 林一鸣
        免2 | 三述一评 | 白石县委 | 林一鸣
        免3 | yearly-reports | 白石县委 | 林一鸣
        免4 | 三述一平 | 白石县委 | 林一鸣
        """,
    )
    (rejection,) = report.rejections
    assert (rejection.row, rejection.column, rejection.value) == (5, "规则", "三述一平")
    assert rejection.remedy.startswith("是否应为“三述一评”？")
    assert report.notes == {"规则编号不是内置规则：请核对；自有规则在查询时用 --rules 给出": 1}
    rules = {n.first("number"): n.first("rule") for n in office.store.scan_nodes("Exemption")}
    assert rules == {"免1": "yearly-report", "免2": "yearly-report", "免3": "yearly-reports"}


def test_a_number_that_belongs_to_nobody_in_the_row_is_counted(office: Office) -> None:
    report = office.load(
        "talks",
        """
        谈话时间 | 谈话类型 | 谈话人 | 谈话人编号 | 谈话对象 | 谈话对象编号
        2021-05-06 | 提醒谈话 | | GB-1 | 苏晓 |
        2021-05-06 | 提醒谈话 | 林一鸣 | | 苏晓、高远 | GB-2
        """,
    )
    assert report.notes == {
        "有编号而没有姓名：未载入此人": 1,
        "一格有几个姓名而编号另列：未采用编号，请写作 姓名（编号）": 1,
    }
    report = office.load("clues", "编号 | 被反映人 | 被反映人编号\n线1 | | GB-1")
    assert report.notes == {"有编号而没有姓名：未载入此人": 1}


def test_a_surrender_and_a_measure_of_organization_are_stages_of_a_case(office: Office) -> None:
    known(office.store, "Person", {"GB-2": "苏晓"})
    report = office.load(
        "cases",
        """
        案件编号 | 姓名 | 身份编号 | 投案日期 | 投案机关 | 立案日期 | 组织处理 | 组织处理日期 | 组织处理机关
        案1 | 苏晓 | GB-2 | 2019-05-01 | 甲省纪委 | 2019-05-06 | 免职 | 2019-05-07 | 中共甲省委员会
        """,
    )
    assert report.rejected == 0
    stages = {n.caption: n for n in office.store.scan_nodes("CaseEvent")}
    assert stages["主动投案"].first("date") == "2019-05-01"
    assert stages["组织处理"].first("outcome") == "免职"
    assert office.joined("DECIDED_BY") == {
        ("主动投案", "", "甲省纪委"), ("组织处理", "", "甲省委"),
    }  # fmt: skip


def test_the_stages_of_a_case_become_events(office: Office) -> None:
    known(office.store, "Person", {"GB-2": "苏晓"})
    office.load("clues", "编号 | 案件编号\n线1 | 案1")
    report = office.load(
        "cases",
        """
        案件编号 | 姓名 | 身份编号 | 单位 | 职务 | 行为期间起 | 行为期间止 | 线索编号 | 立案日期 | 立案机关 | 党纪处分日期 | 党纪处分机关 | 党纪处分 | 政务处分 | 形态 | 判决日期 | 判决机关 | 罪名 | 刑期 | 罚金
        案1 | 苏晓 | GB-2 | 青川市人民政府 | 市长 | 2012 | 2014-06-30 | 线1 | 2019-05-06 | 甲省纪委 | 2019-12 | 甲省纪委 | 开除党籍 | 开除公职 | 第四种形态 | 2020-08-01 | 甲省高级人民法院 | 受贿罪 | 五年 | 十万元
        """,
    )
    assert report.rejected == 0
    assert office.joined("EVENT_OF") == {
        (stage, "", "案1") for stage in ("立案", "党纪处分", "政务处分", "判决")
    }
    assert office.joined("DECIDED_BY") == {
        ("立案", "", "甲省纪委"),
        ("党纪处分", "", "甲省纪委"),
        ("判决", "", "甲省高院"),
    }
    stages = {n.caption: n for n in office.store.scan_nodes("CaseEvent")}
    assert stages["判决"].first("outcome") == "受贿罪，五年，罚金十万元"
    assert stages["政务处分"].first("outcome") == "开除公职"
    assert stages["政务处分"].first("date") is None
    (case,) = office.store.scan_nodes("Case")
    assert case.properties["conduct"] == ("2012/2014-07-01",)
    assert office.joined("LED_TO") == {("线1", "", "案1")}
    ((_, _, _, subject),) = office.edges("SUBJECT_OF")
    assert subject.first("post") == "青川市人民政府市长"
