"""What says that a clue was closed or found untrue, and a case withdrawn.

A suspicion is never shown without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.attestation import Attestation
from graph.dates import FOREVER
from graph.queries.ledgers.attached import backing
from graph.queries.ledgers.case_stages import CaseStage, case_stages
from graph.queries.ledgers.masking import unquoted
from graph.record import Node
from graph.store import View

WITHDRAWN = "撤销案件"
"""The stage that ends a case without a finding."""

_UNTRUE = (
    "失实|不属实|不实|不成立|查无实据|查无此事|无据可查|查否|(?<!尚)(?<!还)(?<!仍)未查实"
    "|未发现[^，。；、\\s]{0,16}?(?:问题|违纪|违法|事实|情形|行为|情况)"
    "|不存在[^，。；、\\s]{0,16}?(?:问题|违纪|违法|事实|情形|行为|情况)"
    "|不构成(?:违纪|违法|犯罪)|无罪|不起诉|不予?立案|诬告|错告|误告|澄清|采信"
)
_ENDED = "了结|办结|结案"
_NOT = (
    "不属于?|不是|不系|并非|(?<!是)非|不能|不宜|不予?|尚未|未能?|没有|无法|难以|是否|能否|可否"
    "|拟|建议|(?<![招接等])待|如果|若|不存在|未发现|查无"
)
_BETWEEN = "(?:能够|予以?|给予|作出?|按|以|为|被|认定为?|视为|完全|全部|属于?|是|存在|发现)*"
_SAID = re.compile(
    f"(?P<not>(?:{_NOT}){_BETWEEN}(?:失实|不属实|不实|诬告|错告|误告|澄清|采信|{_ENDED}))"
    f"|(?P<again>(?:重新|再次)(?:启动|核查|核实|调查|办理|处置|初核)|重启|恢复(?:核查|调查|办理)"
    f"|撤销[^，。；、\\s]{{0,6}}(?:了结|结论))"
    f"|(?P<over>{_UNTRUE}|{_ENDED})"
)


def concludes(text: str) -> bool | None:
    """Whether words say that a matter was closed or found untrue; `False` if they say that it was
    taken up again after that, `None` if they say neither. What is denied, intended or asked
    (不属失实, 拟了结, 是否属实) says nothing."""
    said = [found.lastgroup for found in _SAID.finditer(text) if found.lastgroup != "not"]
    return said[-1] == "over" if said else None


def clue_closing(clue: Node) -> str | None:
    """The words of disposal and result, any source's, by which a clue was closed or found untrue,
    unless they say that it was taken up again."""
    said = [str(v) for name in ("disposal", "result") for v in clue.properties.get(name, ())]
    told = {word: concludes(word) for word in said}
    closing = [word for word, over in told.items() if over]
    return "；".join(closing) or None if False not in told.values() else None


def case_closing(stages: Iterable[CaseStage]) -> str | None:
    """That a case was withdrawn, or that a stage found nothing against its subject."""
    return "；".join(map(_told, filter(_closes, stages))) or None


def _closes(stage: CaseStage) -> bool:
    return stage.name == WITHDRAWN or bool(concludes(stage.event.first("outcome") or ""))


def _told(stage: CaseStage) -> str:
    outcome = stage.event.first("outcome")
    return "".join([stage.on or "", stage.name, f"（{outcome}）" if outcome else ""])


@dataclass(frozen=True, slots=True)
class Closing:
    """In which words a clue was closed or a case withdrawn, and where that was read."""

    words: str
    sources: tuple[Attestation, ...]


def closings(view: View, nodes: Iterable[Node], as_of: int = FOREVER) -> dict[str, Closing]:
    """What closed or cleared each of these clues and cases, by id; the others are left out, and so
    are stages of cases that certainly came after the day `as_of`. Sources are without their words,
    as a clue's name its informant."""
    given = list(nodes)
    clues = {n.id: words for n in given if n.kind == "Clue" and (words := clue_closing(n))}
    said = backing(view, [(i, ()) for i in clues])
    found = {i: Closing(words, tuple(map(unquoted, said[i]))) for i, words in clues.items()}
    cases = [n.id for n in given if n.kind == "Case"]
    for case, stages in case_stages(view, cases, as_of).items():
        if words := case_closing(stages):
            told = (s for stage in filter(_closes, stages) for s in stage.sources)
            found[case] = Closing(words, tuple(map(unquoted, told)))
    return found
