"""Facts of résumés, as fields: who the person is, and each post held from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.proposals import Proposal
from loaders import identity
from loaders.text.proposing.source import Source
from loaders.text.resumes.intro import facts
from loaders.text.resumes.places import full_name
from loaders.text.resumes.posts import STUDY
from loaders.text.resumes.records import Resume
from loaders.text.resumes.spell import PRINTED, Spell
from loaders.text.resumes.spells import spells

_LABELS: Final = {
    "sex": "性别", "ethnicity": "民族", "birth": "出生", "native_place": "籍贯",
    "joined_work": "参加工作", "joined_party": "入党",
}  # fmt: skip


def resume_source(resume: Resume, path: Path, digest: str) -> Source:
    """The document of a résumé: the file with this digest, or one in it for a row of a table."""
    whole = identity.document(digest)
    if not resume.row:
        return Source(whole, path.name, path.stem, None, digest, resume.text)
    document = identity.within("Document", whole, resume.row)
    title = f"{path.stem} {resume.row} {resume.name}"
    return Source(document, f"{path.name} {resume.row}", title, None, digest, resume.text)


def resume_proposals(resume: Resume, source: Source) -> Iterator[Proposal | str]:
    """What a résumé tells, in the order of the text; what is left out comes as a note."""
    told = facts(resume.text)
    found = spells(resume.name, resume.text)
    birth = next((fact.value for fact in told if fact.kind == "birth"), None)
    if told:
        about = {"姓名": resume.name, **{_LABELS[fact.kind]: fact.value for fact in told}}
        start, end = min(fact.start for fact in told), max(fact.end for fact in told)
        yield source.read("个人情况", about, start, end, PRINTED)
    written = max((d for s in found for d in (s.since, s.until) if d), default=None)
    for spell in found:
        if spell.organization and spell.post and spell.post != STUDY:
            held = _held(spell, birth, written)
            yield source.read("任职", held, spell.start, spell.end, spell.confidence)


def _held(spell: Spell, birth: str | None, written: str | None) -> dict[str, str | None]:
    return {
        "姓名": spell.name, "出生": birth, "单位": full_name(spell.organization),
        "职务": spell.post, "起": spell.since,
        "免职" if spell.removed else "止": spell.until,
        "见于": written if spell.still else None,
        "性质": spell.nature if spell.nature != "正式" else None,
        "兼任": "是" if spell.concurrent else None,
    }  # fmt: skip
