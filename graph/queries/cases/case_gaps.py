"""What is not on record about a case, said one by one: an absence is shown as an absence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.queries.ledgers.case_stages import CaseStage

if TYPE_CHECKING:
    from graph.queries.cases.case_file import CaseFile

UNSIGNED = frozenset({"主动投案", "归档"})
"""The stages that need no organ to decide them."""
_ENDINGS = frozenset({"党纪处分", "政务处分", "判决", "撤销案件"})


def case_gaps(found: CaseFile) -> Iterator[str]:
    """What the file of a case does not hold, in the order in which the file is read."""
    case = found.case
    yield from found.scope.notes
    yield from found.scope.jurisdiction.notes
    for subject in found.subjects:
        if subject.post is None:
            yield f"{subject.node.caption} 案发时的单位职务未见记录"
    if not found.subjects:
        yield "涉案人未见记录"
    if not found.places:
        yield "发生地未见记录"
    if not found.clues:
        yield "案件由哪条线索而来未见记录"
    yield from _stages(found.stages)
    form = case.first("form")
    if form is None:
        yield "形态未见认定记录"
    elif case.first("form_issuer") is None or case.first("form_basis") is None:
        yield f"{form}的认定机关或依据未见记录"
    if not found.items:
        yield "涉及的清单事项未见记录"
    if found.measures.missing:
        yield f"六个一中未见：{'、'.join(found.measures.missing)}"
    if not found.deliberations:
        yield "重要案件审议未见记录"
    if not found.decisions:
        yield "问责决定未见记录"


def _stages(stages: Sequence[CaseStage]) -> Iterator[str]:
    names = {stage.name for stage in stages}
    if "立案" not in names:
        yield "立案未见记录"
    elif not names & _ENDINGS:
        yield "处分、判决或撤销案件未见记录"
    for stage in stages:
        missing = [
            what
            for what, there in (
                ("日期", stage.on),
                ("决定机关", stage.organs or stage.name in UNSIGNED),
            )
            if not there
        ]
        if missing:
            yield f"{stage.name}的{'、'.join(missing)}未见记录"
