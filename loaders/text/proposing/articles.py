"""Facts of newspaper articles, as fields.

Only what happened to somebody who is named is proposed: mechanisms in force, talks with nobody
named and what a meeting's unnamed members said stay with `extract`, and are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from graph.proposals import Proposal
from graph.schema import schema
from loaders.text.articles.article import read_article
from loaders.text.articles.facts import ArticleFact
from loaders.text.places import place_path
from loaders.text.posts import is_body
from loaders.text.proposing.notices import seated, stage_of, talk_of
from loaders.text.proposing.source import Source
from loaders.text.text import Text

Fields = dict[str, str | None]
_UNNAMED: Final = "没有写明姓名或没有对应的环节，未提出"
_OTHER: Final = "没有对应的事实种类，未提出"


def article_proposals(text: Text, source: Source) -> Iterator[Proposal | str]:
    """What an article tells, in the order of the text; what is left out comes as a note."""
    for fact in read_article(text):
        kind, fields_of = _HOW.get(fact.kind, ("", _none))
        if fact.kind in schema().enumerations["talk_type"] or fact.kind == "约谈":
            kind, fields_of = "谈话", _talk
        elif fact.kind == "组织处理" and talk_of(_end(fact, "outcome")):
            kind, fields_of = "谈话", _measured
        fields = fields_of(fact, text)
        if not kind:
            yield f"“{fact.kind}”{_OTHER}"
        elif fields is None:
            yield f"“{fact.kind}”{_UNNAMED}"
        else:
            quote = fact.quote
            yield source.read(kind, fields, quote.start, quote.end, fact.confidence)


def _none(fact: ArticleFact, text: Text) -> Fields | None:
    return None


def _end(fact: ArticleFact, key: str) -> str:
    """An end as text, several with 、; "" where the text does not tell it."""
    value = fact.ends.get(key, "")
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _named(fact: ArticleFact, key: str) -> str:
    """The people among an end, without bodies and posts."""
    value = fact.ends.get(key, "")
    words = value if isinstance(value, tuple) else (str(value),)
    return "、".join(w for w in words if w and not place_path(w) and not is_body(w))


def _post(fact: ArticleFact, text: Text) -> Fields | None:
    unit, title = seated(_end(fact, "organization"), _end(fact, "post"))
    gone = text.published if fact.ends.get("former") else None
    return {"姓名": _end(fact, "person"), "单位": unit, "职务": title, "此后不任": gone}


def _talk(fact: ArticleFact, text: Text) -> Fields | None:
    """A talk or home visit. Who led it as what stays in its words where he is not named, and so
    does a person on whose behalf it was held."""
    whom = _named(fact, "objects") or _named(fact, "person")
    if not whom:
        return None
    by, delegate = _named(fact, "actors"), _named(fact, "delegate")
    principal = _end(fact, "principal")
    organ = "" if principal == _named(fact, "principal") else principal
    told = bool(by or delegate) and organ == principal
    known = fact.kind in schema().enumerations["talk_type"]
    return {
        "类型": fact.kind if known else "其他谈话", "日期": fact.date, "谈话人": by,
        "受托谈话人": delegate, "谈话对象": whom, "委托机关": organ,
        "主要内容": None if told else fact.quote.words,
    }  # fmt: skip


def _measured(fact: ArticleFact, text: Text) -> Fields | None:
    """A measure that is a talk: who was admonished was talked to."""
    whom, talk = _named(fact, "person"), talk_of(_end(fact, "outcome"))
    return {"类型": talk, "日期": fact.date, "谈话对象": whom} if whom else None


def _report(fact: ArticleFact, text: Text) -> Fields | None:
    people = _named(fact, "actors")
    if not people:
        return None
    return {"报告人": people, "全会": _end(fact, "before"), "日期": fact.date}


def _clue(fact: ArticleFact, text: Text) -> Fields | None:
    return {
        "编号": f"文中第{fact.quote.start + 1}字", "被反映人": _named(fact, "person"),
        "反映问题": _end(fact, "problem"), "移出机关": _end(fact, "sender"),
        "移交至": _end(fact, "receiver"), "移交日期": fact.date,
    }  # fmt: skip


def _received(fact: ArticleFact, text: Text) -> Fields | None:
    return {
        "编号": f"文中第{fact.quote.start + 1}字", "被反映人": _named(fact, "person"),
        "反映问题": _end(fact, "problem"), "受理机关": _end(fact, "receiver"),
        "收到日期": fact.date,
    }  # fmt: skip


def _case(fact: ArticleFact, text: Text) -> Fields | None:
    person = _named(fact, "person")
    if not person:
        return None
    return {"姓名": person, "单位职务": _end(fact, "post"), "涉及问题": _end(fact, "case")}


def _filed(fact: ArticleFact, text: Text) -> Fields | None:
    return _event(fact, "立案", "立案审查")


def _stage(fact: ArticleFact, text: Text) -> Fields | None:
    return _event(fact, fact.kind, fact.kind)


def _judged(fact: ArticleFact, text: Text) -> Fields | None:
    told = (_end(fact, "charge"), _end(fact, "outcome"))
    return _event(fact, "判决", "，".join(filter(None, told)))


def _sanction(fact: ArticleFact, text: Text) -> Fields | None:
    outcome = _end(fact, "outcome")
    return _event(fact, stage_of(outcome, outcome), outcome)


def _event(fact: ArticleFact, stage: str | None, outcome: str) -> Fields | None:
    person = _named(fact, "person")
    if not person or stage is None:
        return None
    return {
        "姓名": person, "环节": stage, "结果": outcome, "日期": fact.date,
        "机关": _end(fact, "organization"),
    }  # fmt: skip


def _deliberation(fact: ArticleFact, text: Text) -> Fields | None:
    body = _end(fact, "organization").removesuffix("常委会")
    return {"议题": _end(fact, "case"), "日期": fact.date, "召开机关": body}


def _campaign(fact: ArticleFact, text: Text) -> Fields | None:
    return {
        "名称": _end(fact, "name"), "系统": _end(fact, "system"),
        "问题领域": _end(fact, "problem"),
    }  # fmt: skip


_HOW: Final[Mapping[str, tuple[str, Callable[[ArticleFact, Text], Fields | None]]]] = (
    MappingProxyType(
        {
            "任职": ("任职", _post), "线索上报": ("线索", _clue), "案件": ("案件", _case),
            "立案审查": ("处分", _filed), "判决": ("处分", _judged), "处分": ("处分", _sanction),
            "移送审查起诉": ("处分", _sanction),
            "组织处理": ("处分", _sanction), "主动投案": ("处分", _stage),
            "审查调查": ("处分", _stage), "留置": ("处分", _stage), "提起公诉": ("处分", _stage),
            "述责述廉": ("述责", _report),
            "线索受理": ("线索", _received),
            "审议": ("审议", _deliberation), "专项整治": ("专项行动", _campaign),
        }
    )
)  # fmt: skip
"""Kinds of facts in articles, and how each becomes fields of which kind; talks beside them."""
