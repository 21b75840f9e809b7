"""Cases: which one is meant, the clue that led to it, filing, sanction, judgment, surrender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.parties import parties
from loaders.text.articles.scene import READ, TOLD, Scene, Sentence
from loaders.text.mentions import occurrences
from loaders.text.places import place_of
from loaders.text.posts import title_before
from loaders.text.sanctions import sanctions
from loaders.text.times import times

_CASE: Final = re.compile(
    r"(?:利用|剖析|通报|审议|针对|结合|以|用|围绕|汲取|了|[，、：]|(?<=[。”！？\n]))(?P<case>(?P<who>[^，。；：“”\n]{2,40}?)"
    r"(?:涉嫌)?(?:严重)?(?P<crime>违纪违法|违法违纪|违纪|违法|职务犯罪|受贿|贪污|挪用公款|滥用职权|玩忽职守|腐败)?案件?)(?!例|情)"
)
_LEAD: Final = re.compile("利用|剖析|通报|审议|针对|结合|围绕|汲取")
_UNNAMED: Final = re.compile("[某的]|会议|一名|有关|相关")
_CLUE: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{2,24}?)(?:接到|收到|发现)(?:了)?(?P<problem>“[^”\n]{2,60}”|[^，。；“”\n]{0,40}?)"
    r"(?:的)?(?:举报|信访|问题|反映|违纪违法)*线索(?:后)?，?(?:[^，。；]{0,8}?)"
    r"(?P<how>直报|上报|报告|移交|移送|转交|报送|转送)(?:给|至|到|了)*(?P<to>[^，。；“”\n]{2,20}?)(?=[，。；])"
)
_FILED: Final = re.compile("立案(?:审查调查|审查|调查|侦查)")
_NOT_FILED: Final = re.compile(
    "立案(?:审查调查|审查|调查|侦查)(?:了)?(?:\\d+|[多数一二三四五六七八九十])"
)
_VERDICT: Final = re.compile(
    r"(?P<who>[^，。；：“”\n]{2,12}?)(?:受贿|贪污|[^，。；“”\n]{2,12})案[^，。；“”\n]{0,20}?(?P<how>[一二终]审(?:公开)?宣判)"
)
_CHARGE: Final = re.compile("(?:犯|以)(?P<charge>[一-龥、]{2,24}?罪)")
_COURT: Final = re.compile("判处|徒刑|拘役|死刑|罚金|没收.*财产|剥夺政治权利")
_SURRENDER: Final = re.compile(
    "主动(?:投案(?:自首)?|(?:向组织)?(?:说明|交代|坦白)[^，。；“”\\n]{0,8}问题)"
)
_MASKED: Final = re.compile(r"\*务(?P<kind>撤职|警告|记过|记大过|降级|开除)")
_THEN: Final = re.compile("随后|当晚|最终|之后|此后|次日|第二天|不久")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words that name a case, from `start` on, whole; the person or post it is about."""

    start: int
    end: int
    words: str
    person: str
    post: str


def case_in(scene: Scene, start: int, end: int) -> CaseWords | None:
    """The first case that is named in [start, end) by whom it is about."""
    for match in _CASE.finditer(scene.plain, start, end):
        at, finish = match.span("who")
        leads = list(_LEAD.finditer(match["who"]))
        at += leads[-1].end() if leads else 0
        named = occurrences(scene.plain, scene.known, at, finish)
        if match["crime"] is None and scene.plain[at:finish] not in scene.known:
            continue
        words = scene.plain[at:finish]
        titles = title_before(scene.plain, at, finish)
        post = scene.whole(words, at) if titles and titles[-1][1] == finish else ""
        if not place_of(post) or _UNNAMED.search(post):
            post = ""
        if named or post:
            whole = post + scene.plain[finish : match.end()]
            if not post:
                whole = scene.plain[at : match.end()]
            return CaseWords(at, match.end(), whole, named[-1][2] if named else "", post)
    return None


def cases(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """What a sentence tells of cases."""
    yield from _judgments(scene, sentence)
    if sentence.spoken:
        return
    yield from _clues(scene, sentence)
    yield from _filings(scene, sentence)
    yield from _surrenders(scene, sentence)
    yield from _sanctions(scene, sentence)
    found = case_in(scene, sentence.start, sentence.end)
    if found:
        yield scene.fact(
            sentence, "案件", found.start, found.end, READ if found.person else TOLD,
            case=found.words, person=found.person, post=found.post,
        )  # fmt: skip


def _clues(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    for match in _CLUE.finditer(scene.plain, sentence.start, sentence.end):
        sender, receiver = parties(scene, *match.span("who")), parties(scene, *match.span("to"))
        if not sender or not receiver or not scene.real(sentence.start, match.end("how")):
            continue
        people = scene.people(*match.span("problem"))
        yield scene.fact(
            sentence, "线索上报", match.start("who"), match.end(), TOLD, sender=sender[0],
            receiver=receiver[0], person=people[0] if people else "", manner=match["how"],
            problem=_problem(scene, match),
        )  # fmt: skip


def _problem(scene: Scene, match: re.Match[str]) -> str:
    """What a clue is about: the words for it, without 反映 and without posts and name alone."""
    words = re.sub("^反映|的?(?:有关|相关)?$", "", match["problem"].strip("“”"))
    return "" if words.endswith(tuple(scene.known)) else words


def _filings(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """Who filed a case against whom; numbers of cases filed are none."""
    for match in _FILED.finditer(scene.plain, sentence.start, sentence.end):
        person = scene.person_before(sentence, match.start())
        before = scene.plain[sentence.start : match.start()]
        organs = list(
            re.finditer("(?:^|[，；])(?P<who>[^，；。“”]{1,20}?(?:纪委监委|纪委|监委))", before)
        )
        if _NOT_FILED.match(scene.plain, match.start()) or not person or not organs:
            continue
        at = sentence.start + organs[-1].start("who")
        who = parties(scene, at, sentence.start + organs[-1].end("who"))
        if who and scene.real(sentence.start, match.start()):
            yield scene.fact(
                sentence, "立案审查", at, match.end(), TOLD, organization=who[0], person=person
            )  # fmt: skip


def _judgments(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """What a court gave. Words that somebody says count where the verdict is told beside them."""
    plain = scene.plain
    for match in _VERDICT.finditer(plain, sentence.start, sentence.end):
        people = scene.people(match.start(), match.start("how"))
        if people and not sentence.spoken and scene.real(sentence.start, match.start("how")):
            yield scene.fact(
                sentence, "判决", match.start("who"), match.end(), person=people[-1],
                outcome=match["how"],
            )  # fmt: skip
    for person, outcome, months, start, end in _given(scene, sentence, judged=True):
        if sentence.spoken and not _confirmed(scene, sentence, person):
            continue
        charge = _CHARGE.search(plain, sentence.start, start)
        yield scene.fact(
            sentence, "判决", charge.start() if charge else start, end, person=person,
            charge=charge["charge"] if charge else "", outcome=outcome, months=months or "",
        )  # fmt: skip


def _confirmed(scene: Scene, sentence: Sentence, person: str) -> bool:
    """Whether the paragraph itself tells that a court decided on this person."""
    return any(
        person in m[0] and not scene.is_spoken(m.start("how"))
        for other in scene.sentences
        if other.paragraph == sentence.paragraph
        for m in _VERDICT.finditer(scene.plain, other.start, other.end)
    )


def _given(
    scene: Scene, sentence: Sentence, *, judged: bool
) -> Iterator[tuple[str, str, int | None, int, int]]:
    """What persons got: who, what, months, and where it stands."""
    plain, start, end = scene.plain, sentence.start, sentence.end
    people = occurrences(plain, scene.known, start, end)
    default = scene.person_before(sentence, start)
    told = times(plain, start, end, scene.text.published)
    found = sanctions(plain, start, end, people, told, (default,) if default else ())
    for one in found:
        if (_COURT.search(one.kind + plain[one.start : one.end]) is not None) != judged:
            continue
        for name in one.names:
            yield name, plain[one.start : one.end], one.months, one.start, one.end


def _surrenders(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    for match in _SURRENDER.finditer(scene.plain, sentence.start, sentence.end):
        person = scene.person_before(sentence, match.start())
        clause = max(scene.plain.rfind(s, sentence.start, match.start()) + 1 for s in "，；。")
        clause = max(clause, sentence.start)
        if re.search(
            "劝|督促|敦促|鼓励|促使.{0,4}人员|\\d+人$|\\d+名", scene.plain[clause : match.start()]
        ):
            continue
        if re.match("(?:的)?(?:\\d|人数|人员)|的", scene.plain[match.end() : match.end() + 4]):
            continue
        formal = "投案" in match[0] or "组织" in match[0]
        if not formal and not scene.people(clause, match.start()):
            continue  # 当事人均主动交代问题 is told of nobody who is named
        if person and scene.real(sentence.start, match.start()):
            within = person in scene.plain[sentence.start : match.start()]
            yield scene.fact(
                sentence, "主动投案" if "投案" in match[0] else "主动交代", clause,
                match.end(), READ if within else TOLD, person=person,
                after=_after_visit(scene, sentence),
            )  # fmt: skip


def _sanctions(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    seen: list[tuple[int, int]] = []
    for person, outcome, _, start, end in _given(scene, sentence, judged=False):
        if scene.plain[start - 2 : start] != "*务" and scene.real(sentence.start, start):
            seen.append((start, end))
            yield scene.fact(
                sentence, "处分", start, end, person=person, outcome=outcome,
                after=_after_visit(scene, sentence),
            )  # fmt: skip
    for match in _MASKED.finditer(scene.plain, sentence.start, sentence.end):
        person = scene.person_before(sentence, match.start())
        inside = any(start <= match.start() < end for start, end in seen)
        if person and not inside and scene.real(sentence.start, match.start()):
            yield scene.fact(
                sentence, "处分", match.start(), match.end(), TOLD, person=person,
                outcome=match[0], after=_after_visit(scene, sentence),
            )  # fmt: skip


def _after_visit(scene: Scene, sentence: Sentence) -> str:
    """家访 or 谈话 where the sentence says that this came after one told before it."""
    start = scene.plain.rfind("\n", 0, sentence.start) + 1
    before = scene.plain[start : sentence.start]
    if not _THEN.match(scene.plain, sentence.start):
        return ""
    return "廉政家访" if "家访" in before else "谈话" if "谈话" in before else ""
