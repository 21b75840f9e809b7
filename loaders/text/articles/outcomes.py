"""What came of it for a person: surrender, sanctions, measures of organization, court sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.scene import READ, TOLD, Scene
from loaders.text.articles.sentences import Sentence
from loaders.text.sanctions import Sanction, sanctions
from loaders.text.times import times

_COURT: Final = re.compile("判处|徒刑|拘役|死刑|罚金|没收.*财产|剥夺政治权利")
_SURRENDER: Final = re.compile(
    "(?<!不是)(?<!并非)(?<!不算)(?<!不属于)主动(?:(?:[到向]|前往)[^，。；“”\\n的]{1,16})?(?:投案(?:自首)?|(?:说明|交代|坦白)[^，。；“”\\n]{0,24}问题)"
)
_OF_OTHERS: Final = re.compile("劝(?![说导]下)|(?:督促|敦促|鼓励)(?!下)|促使")
_PHENOMENON: Final = re.compile("(?:的)?(?:\\d|人数|人员)|[的”者潮率热数]|成为|现象")
"""What stands behind words for surrender as such."""
_SEVERAL: Final = re.compile(
    "(?:处[分理])?(?:[^，。；]{0,4}?(?:(?:\\d|[一二两三四五六七八九十百千多数])+余?[名人])|的(?!决定|通报))"
)
"""Behind what people got: how many, or another one who got it (受到警告处分的某某)."""
_MASKED: Final = re.compile(r"\*务(?P<kind>撤职|警告|记过|记大过|降级|开除)")
_MEASURE: Final = re.compile(
    "诫勉|谈话|免职|免去|批评教育|通报批评|检查|辞职|辞去|停职|调离|调整|辞退|解聘|解除|组织处理"
)
"""Measures of organization, beside the sanctions of the party and the state."""
_WAS_TALKED_WITH: Final = re.compile("(?:被|受到|接受|给予|予以)[^，。；对与同]{0,14}$")
_TO_HIM: Final = re.compile("(?:[对给将]|给予)(?:[他她]|其(?!他|余|中))")
_GOT: Final = re.compile("被|受")
_BY: Final = re.compile("被|受到")
"""What stands before who gave it, where somebody is named there."""
_THEN: Final = re.compile(
    "(?:家访|谈话)?(?:结束)?(?:随后|当晚|最终|之后|此后|次日|第二天|不久|(?<=[访话束])后)"
)


def outcomes(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    """What a sentence tells that persons did or got, but for what courts gave."""
    if not sentence.spoken:
        yield from _surrenders(scene, sentence)
        yield from _sanctions(scene, sentence)


def given(
    scene: Scene, sentence: Sentence, *, judged: bool
) -> Iterator[tuple[str, str, int | None, int, int]]:
    """What persons got: who, what, months, and where it stands."""
    plain, start, end = scene.plain, sentence.start, sentence.end
    people = scene.cast.heads(start, end)
    default = scene.cast.person_before(sentence, start)
    told = times(plain, start, end, scene.text.published)
    found = sanctions(plain, start, end, people, told, (default,) if default else ())
    for one in found:
        if (_COURT.search(one.kind + plain[one.start : one.end]) is not None) != judged:
            continue
        before = [end for first, end, _ in people if first < one.start]
        if _SEVERAL.match(plain, one.end) or not (before or scene.cast.goes_on(start, one.start)):
            continue
        if scene.cast.is_of_kin(start, one.start):
            continue
        if scene.cast.strangers(max([start, *before]), one.start):
            continue  # 甲的妻子某某被判处…
        for name in _meant(scene, sentence, one):
            words = plain[one.start : one.end]
            outcome = one.kind if one.kind.endswith(words) else words  # 开除党籍和公职
            yield name, outcome, one.months, one.start, one.end


def _meant(scene: Scene, sentence: Sentence, one: Sanction) -> Sequence[str]:
    """Whom a sanction is about: who was named before 甲 where 甲对其诫勉 or he was 被甲诫勉, else
    whom the words are about, but not who led the meeting or spoke of it in a clause before."""
    clause = scene.clause(sentence.start, one.start, "，；。")
    him = _TO_HIM.search(scene.plain, clause, one.start)
    by = _BY.search(scene.plain, clause, one.start)
    agents = scene.cast.posted(clause, him.start()) if him else []
    agents += scene.cast.posted(by.end(), one.start) if by else []
    if any(name in one.names for *_, name in agents):
        before = scene.cast.subject(sentence, agents[0][0])
        return (before,) if before and before not in one.names else ()
    if _GOT.search(scene.plain, clause, one.start):
        return one.names
    return [name for name in one.names if not scene.cast.acted(name, sentence.start, clause)]


def _surrenders(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    for match in _SURRENDER.finditer(scene.plain, sentence.start, sentence.end):
        person = scene.cast.subject(sentence, match.start())
        clause = scene.clause(sentence.start, match.start(), "，；。")
        if not person or _OF_OTHERS.search(scene.plain, clause, match.start()):
            continue
        if _PHENOMENON.match(scene.plain, match.end()):
            continue
        if scene.real(sentence.start, match.start()):
            within = person in scene.plain[sentence.start : match.start()]
            yield scene.fact(
                sentence, "主动投案" if "投案" in match[0] else "主动交代", clause,
                match.end(), READ if within else TOLD, person=person,
                after=_after_visit(scene, sentence),
            )  # fmt: skip


def _sanctions(scene: Scene, sentence: Sentence) -> Iterator[ArticleFact]:
    seen: list[tuple[int, int]] = []
    for person, outcome, _, start, end in given(scene, sentence, judged=False):
        if "提醒" in outcome and not _WAS_TALKED_WITH.search(scene.plain[sentence.start : start]):
            continue  # 甲对乙进行提醒谈话 is a talk of 甲
        if scene.plain[start - 2 : start] != "*务" and scene.real(sentence.start, start):
            seen.append((start, end))
            yield scene.fact(
                sentence, _sort(outcome), start, end, person=person, outcome=outcome,
                after=_after_visit(scene, sentence),
            )  # fmt: skip
    for match in _MASKED.finditer(scene.plain, sentence.start, sentence.end):
        person = scene.cast.subject(sentence, match.start())
        inside = any(start <= match.start() < end for start, end in seen)
        if person and not inside and scene.real(sentence.start, match.start()):
            yield scene.fact(
                sentence, "处分", match.start(), match.end(), TOLD, person=person,
                outcome=match[0], after=_after_visit(scene, sentence),
            )  # fmt: skip


def _sort(outcome: str) -> str:
    """What sort of decision an outcome is: measures of organization are no sanctions."""
    if outcome.startswith("移送"):
        return "移送审查起诉"
    return "组织处理" if _MEASURE.search(outcome) else "处分"


def _after_visit(scene: Scene, sentence: Sentence) -> str:
    """家访 or 谈话 where the sentence says that this came after one told before it."""
    before = scene.plain[sentence.paragraph : sentence.start]
    if not _THEN.match(scene.plain, sentence.start):
        return ""
    return "廉政家访" if "家访" in before else "谈话" if "谈话" in before else ""
