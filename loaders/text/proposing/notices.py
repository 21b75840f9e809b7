"""Facts of notices of typical cases, as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.proposals import Proposal
from loaders.text.facts import CaseFacts, PostFact, SanctionFact
from loaders.text.notices import read_notice
from loaders.text.proposing.source import Source, sentence
from loaders.text.text import Text

_SEAT: Final = re.compile(
    "(?P<body>机关党委|党组|党委|党工委|工委|党总支|总支|党支部)(?P<title>副?书记|成员|委员)"
)
_STAGES: Final = (
    ("党纪处分", "开除党籍|留党察看|撤销党内职务|严重警告|^警告$|党内|党纪"),
    ("政务处分", "开除公职|^政务|^行政(?:警告|记过|记大过|降级|撤职|开除)|政纪处分"),
    ("移送审查起诉", "移送检察机关|移送(?:至)?(?:检察|司法)机关"),
    ("判决", "^判处|有期徒刑|无期徒刑|死刑|拘役|罚金|没收(?:个人)?(?:全部|部分)?财产|剥夺政治权利"),
    (
        "组织处理",
        "免[去除职]|罢免|辞[职去退]|停职|调离|调整(?:职务|岗位)|解聘|解除|批评教育|通报批评|检查$|组织(?:处理|调整)",
    ),
)
"""The stage of a case at which a sanction is decided, by its kind or words."""
_PRINTED: Final = ("判处", "其他")
"""Kinds of sanction of which the printed words say more."""
_NO_STAGE: Final = "处理没有对应的案件环节（如取消待遇），未提出"


def notice_proposals(text: Text, source: Source) -> Iterator[Proposal | str]:
    """What a notice tells, in the order of the text; what is left out comes as a note."""
    subjects: dict[int, tuple[int, int]] = {}
    for facts in read_notice(text):
        naming = subjects.setdefault(
            facts.case, sentence(source.body, facts.quote.start, facts.quote.end)
        )
        for post in (*facts.posts, *facts.other_posts):
            yield _read(source, "任职", _post(facts, post, text.published), post)
        if naming[0] <= facts.quote.start < naming[1]:
            yield _case(facts, source, text.published)
        for sanction in facts.sanctions:
            yield _sanction(facts, sanction, source)


def _read(
    source: Source, kind: str, fields: dict[str, str | None], fact: PostFact | SanctionFact
) -> Proposal | str:
    return source.read(kind, fields, fact.quote.start, fact.quote.end, fact.confidence)


def _post(facts: CaseFacts, post: PostFact, published: str | None) -> dict[str, str | None]:
    """A post that is called 原 was another's or nobody's when the notice came out."""
    unit, title = seated(post.organization, post.title)
    gone = post.former and not post.marker
    return {
        "姓名": facts.name, "单位": unit, "职务": title,
        "此后不任": published if gone else None,
    }  # fmt: skip


def seated(unit: str, title: str) -> tuple[str, str]:
    """A seat in a party body that is named with its unit: 甲局 党组书记 is 甲局党组 书记."""
    seat = _SEAT.fullmatch(title)
    if seat and unit and not unit.endswith(seat["body"]):
        return unit + seat["body"], seat["title"]
    return unit, title


def _case(facts: CaseFacts, source: Source, published: str | None) -> Proposal | str:
    """That someone is the subject of a case, by the words that introduce him."""
    period = facts.period
    start = min([facts.quote.start, *(post.quote.start for post in facts.posts)])
    fields = {
        "姓名": facts.name, "案次": str(facts.case),
        "单位职务": "、".join(f"{post.organization}{post.title}" for post in facts.posts),
        "涉及问题": "、".join(conduct.kind for conduct in facts.conduct),
        "金额": "、".join(dict.fromkeys(amount.quote.words for amount in facts.amounts)),
        "通报时间": published,
        "行为起": str(period[0]) if period else None,
        "行为止": str(period[1]) if period else None,
    }  # fmt: skip
    sure = min([facts.confidence, *(conduct.confidence for conduct in facts.conduct)])
    return source.read("案件", fields, start, facts.quote.end, sure)


def _sanction(facts: CaseFacts, fact: SanctionFact, source: Source) -> Proposal | str:
    talk = talk_of(fact.quote.words)
    if talk:
        fields = {"类型": talk, "日期": fact.date, "谈话对象": facts.name}
        return _read(source, "谈话", fields, fact)
    stage = stage_of(fact.kind, fact.quote.words)
    if stage is None:
        return _NO_STAGE
    printed = fact.kind.startswith(_PRINTED)
    fields = {
        "姓名": facts.name, "案次": str(facts.case), "环节": stage,
        "结果": fact.quote.words if printed else fact.kind, "日期": fact.date,
    }  # fmt: skip
    return _read(source, "处分", fields, fact)


def talk_of(words: str) -> str | None:
    """The type of talk that a measure is on record as; `None` of what is no talk."""
    if "提醒" in words:  # 谈话提醒, 提醒谈话
        return "提醒谈话"
    return next((talk for talk in ("诫勉", "批评教育") if talk in words), None)


def stage_of(kind: str, words: str) -> str | None:
    """The stage of a case at which a sanction is decided, `None` where the law knows none."""
    found = (stage for stage, told in _STAGES if re.search(told, kind) or re.search(told, words))
    return next(found, None)
