"""Facts of articles -> fields: who is named is proposed, everything else counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.memory_store import MemoryStore
from graph.proposals import Proposal, listed
from loaders.text.articles.facts import ArticleFact
from loaders.text.proposing.files import propose_files
from loaders.text.text import Quote
from tests.loaders.text.texts import notice

ARTICLE = """青石县委书记谈廉政家访

2024-03-05

青石县委书记苏晓对周岚开展提醒谈话。2024年1月，青石县委书记和县纪委书记一同对吴某家访。
"""


def fact(kind: str, date: str | None = None, **ends: str | bool | tuple[str, ...]) -> ArticleFact:
    return ArticleFact(kind, ends, date, "", Quote(0, 4, "青石县委"), 0.85)


def from_article(
    facts: list[ArticleFact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Proposal], list[str]]:
    """What is proposed of these facts, and what is counted."""
    monkeypatch.setattr("loaders.text.proposing.articles.read_article", lambda _: facts)
    store = MemoryStore()
    done = propose_files(store, [notice(tmp_path, ARTICLE, "文.txt")], "article")
    return listed(store), sorted(done.notes)


@pytest.mark.parametrize(
    ("told", "kind", "fields"),
    [
        (
            fact("任职", person="苏晓", organization="青石县财政局", post="党组书记", former=True),
            "任职",
            {"姓名": "苏晓", "单位": "青石县财政局党组", "职务": "书记", "此后不任": "2024-03-05"},
        ),
        (
            fact("廉政家访", "2024-01", actors=("青石县委书记",), person="吴某"),
            "谈话",
            {"类型": "廉政家访", "日期": "2024-01", "谈话对象": "吴某", "主要内容": "青石县委"},
        ),
        (
            fact("约谈", actors=("苏晓",), objects=("周岚", "青石县教育局")),
            "谈话",
            {"类型": "其他谈话", "谈话人": "苏晓", "谈话对象": "周岚"},
        ),
        (
            fact("委托谈话", principal="青石县委", delegate="苏晓", object="周岚", person="周岚"),
            "谈话",
            {"类型": "委托谈话", "受托谈话人": "苏晓", "谈话对象": "周岚", "委托机关": "青石县委"},
        ),
        (
            fact("委托谈话", principal="林一鸣", delegate="青石县财政局党组书记", object="周岚",
                 person="周岚"),
            "谈话",
            {"类型": "委托谈话", "谈话对象": "周岚", "主要内容": "青石县委"},
        ),
        (
            fact("线索上报", sender=("青石县纪委",), receiver=("澜陵市纪委",), person="周岚",
                 problem="收受礼金"),
            "线索",
            {"编号": "文中第1字", "被反映人": "周岚", "反映问题": "收受礼金",
             "移出机关": "青石县纪委", "移交至": "澜陵市纪委"},
        ),
        (fact("案件", case="周岚受贿案", person="周岚"), "案件",
         {"姓名": "周岚", "涉及问题": "周岚受贿案"}),
        (fact("立案审查", organization="澜陵市纪委监委", person="周岚"), "处分",
         {"姓名": "周岚", "环节": "立案", "结果": "立案审查", "机关": "澜陵市纪委监委"}),
        (fact("判决", person="周岚", charge="受贿罪", outcome="有期徒刑三年"), "处分",
         {"姓名": "周岚", "环节": "判决", "结果": "受贿罪，有期徒刑三年"}),
        (fact("处分", person="周岚", outcome="开除党籍"), "处分",
         {"姓名": "周岚", "环节": "党纪处分", "结果": "开除党籍"}),
        (fact("移送审查起诉", person="周岚", outcome="移送检察机关"), "处分",
         {"姓名": "周岚", "环节": "移送审查起诉", "结果": "移送检察机关"}),
        (fact("留置", "2024-01", organization="青石县监委", person="周岚"), "处分",
         {"姓名": "周岚", "环节": "留置", "结果": "留置", "日期": "2024-01", "机关": "青石县监委"}),
        (fact("线索受理", "2024-01", receiver="青石县纪委", person="周岚", problem="收礼"), "线索",
         {"编号": "文中第1字", "被反映人": "周岚", "反映问题": "收礼", "受理机关": "青石县纪委",
          "收到日期": "2024-01"}),
        (fact("组织处理", person="周岚", outcome="免职"), "处分",
         {"姓名": "周岚", "环节": "组织处理", "结果": "免职"}),
        (fact("组织处理", "2024-01", person="周岚", outcome="诫勉谈话"), "谈话",
         {"类型": "诫勉", "日期": "2024-01", "谈话对象": "周岚"}),
        (fact("组织处理", "2024-01", person="周岚", outcome="谈话提醒"), "谈话",
         {"类型": "提醒谈话", "日期": "2024-01", "谈话对象": "周岚"}),
        (fact("主动投案", "2024-01", person="周岚"), "处分",
         {"姓名": "周岚", "环节": "主动投案", "结果": "主动投案", "日期": "2024-01"}),
        (fact("述责述廉", "2024-01", actors=("周岚", "林一鸣"), before="澜陵市纪委全会"), "述责",
         {"报告人": "周岚、林一鸣", "全会": "澜陵市纪委全会", "日期": "2024-01"}),
        (fact("审议", organization="澜陵市委常委会", case="某干部违法案"), "审议",
         {"议题": "某干部违法案", "召开机关": "澜陵市委"}),
        (fact("专项整治", name="澜陵市粮食系统专项整治", system="粮食", problem="亏库"), "专项行动",
         {"名称": "澜陵市粮食系统专项整治", "系统": "粮食", "问题领域": "亏库"}),
    ],
)  # fmt: skip
def test_what_an_article_tells_of_named_people_is_proposed(
    told: ArticleFact, kind: str, fields: dict[str, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (one,), notes = from_article([told], tmp_path, monkeypatch)
    assert (one.kind, dict(one.fields), notes) == (kind, fields, [])


@pytest.mark.parametrize(
    "told",
    [
        fact("委托谈话", principal=("青石县纪委",), delegate="青石县财政局", object="班子成员"),
        fact("案件", case="该局原局长案", post="该局原局长"),
        fact("处分", person="周岚", outcome="取消待遇"),
        fact("主动交代", person="周岚"),
        fact("述责述廉", actors=("青石县委书记",), before="澜陵市纪委全会"),
        fact("开庭审理", person="周岚"),
        fact("立案审查", organization="青石县纪委", person=""),
        fact("机制", mechanism="提醒谈话", place="青石县"),
    ],
)
def test_what_happened_to_nobody_named_is_counted(
    told: ArticleFact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, (note,) = from_article([told], tmp_path, monkeypatch)
    assert (found, told.kind in note) == ([], True)


def test_an_article_is_read_and_proposed(tmp_path: Path) -> None:
    store = MemoryStore()
    propose_files(store, [notice(tmp_path, ARTICLE, "文.txt")], "article")
    assert "苏晓" in {one.fields.get("姓名") for one in listed(store)}
