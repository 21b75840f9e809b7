"""Rules that come with the program, and mistakes in those that people write."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.dates import window
from graph.errors import InvalidData, NotFound
from graph.rules.reading import RuleError, builtin_rules, chosen_rules, parse_rule, read_rule
from graph.rules.rule import NO_CLAUSE

GOOD = """
id: my-talk
title: {zh: 我的谈话, en: My talk}
below: {head: party}
above:
  - path: [{edge: ANSWERS_TO, facet: party}]
    head: party
trigger: {every: year}
evidence: {record: talk, types: [提醒谈话]}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(RuleError) as failed:
        parse_rule(text, "rule.yaml")
    return list(failed.value.problems)


def test_every_duty_of_the_field_is_there_with_its_basis() -> None:
    found = {rule.id: rule.basis.words for rule in builtin_rules()}
    assert set(found) == {
        "reminder-talk-on-sign", "yearly-supervision-talk", "talk-on-taking-office",
        "special-talk-after-case", "quarterly-special-talk", "entrusted-talk", "yearly-report",
        "discipline-secretary-talk", "home-visit", "six-measures", "list-check",
    }  # fmt: skip
    stated = {name for name, words in found.items() if NO_CLAUSE not in words}
    assert stated == {"reminder-talk-on-sign"}
    assert found["six-measures"] == NO_CLAUSE


def test_the_reminder_talk_is_triggered_by_a_sign_and_not_periodic() -> None:
    (rule,) = chosen_rules(["reminder-talk-on-sign"])
    assert (rule.trigger.on, rule.trigger.every) == ("sign", None)
    assert rule.time.stated is False


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("head: party}", "haed: party}", "below.haed：没有这个键，是否想写 head？"),
        ("id: my-talk", "id: 我的", "id：“我的”不可用"),
        ("title: {zh: 我的谈话, en: My talk}", "title: {zh: 我的谈话}", "title.en：缺少这个键"),
        ("{every: year}", "{every: yaer}", "trigger.every：“yaer”不可用"),
        ("{every: year}", "{every: year, on: sign}", "trigger：写 every（周期）或 on（情形）"),
        ("{every: year}", "{on: sign}", "trigger：on: sign 要写 natures"),
        ("{every: year}", "{on: case, stages: [立案]}", "on 的规则要写 time.within"),
        ("{every: year}", "{on: case, stages: [结案]}", "trigger.stages：没有“结案”"),
        ("types: [提醒谈话]", "types: [提醒]", "evidence：没有“提醒”"),
        ("record: talk", "record: visit", "evidence.record：“visit”不可用"),
        ("types: [提醒谈话]", "types: [提醒谈话], complete: [无]", "Talk 没有属性“无”"),
        ("edge: ANSWERS_TO", "edge: HOLDS", "没有连接机构的关系“HOLDS”"),
        ("facet: party", "facet: 党", "ANSWERS_TO 没有“党”"),
        ("    head: party\n", "", "谈话要写 above 的 head"),
        ("id: my-talk", "id: my-talk\nvalid: 2020-13/", "valid："),
        ("id: my-talk", 'id: my-talk\nvalid: "2020"', "应写作 起/止"),
        ("id: my-talk", "id: my-talk\nid: other", "不是完好的 YAML"),
        (GOOD, "- 一", "应是一组“键: 值”"),
    ],
)
def test_mistakes_are_told_with_the_path_of_the_key(right: str, wrong: str, told: str) -> None:
    parse_rule(GOOD, "rule.yaml")
    assert right in GOOD
    found = problems(GOOD.replace(right, wrong))
    assert any(told in line for line in found), found


def test_an_own_rule_goes_before_a_built_in_one_of_its_id(tmp_path: Path) -> None:
    own = tmp_path / "home-visit.yaml"
    own.write_text(GOOD.replace("my-talk", "home-visit"), encoding="utf-8-sig")
    (rule,) = chosen_rules(["home-visit"], [own])
    assert rule.title.zh == "我的谈话"
    assert len(chosen_rules((), [own])) == len(builtin_rules())


def test_unknown_rules_and_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as unknown:
        chosen_rules(["home-vist"])
    assert "是否想写 home-visit？" in unknown.value.remedy
    with pytest.raises(NotFound):
        read_rule(tmp_path / "无.yaml")
    binary = tmp_path / "rule.yaml"
    binary.write_bytes("规则".encode("gb18030"))
    with pytest.raises(InvalidData):
        read_rule(binary)


def test_a_rule_is_in_force_only_where_that_is_certain() -> None:
    rule = parse_rule(GOOD.replace("id: my-talk", "id: my-talk\nvalid: 2020-06/2022"), "r")
    assert not rule.in_force(window("2020-06"))  # it began on some day of June
    assert rule.in_force(window("2020-07"))
    assert not rule.in_force(window("2022"))
