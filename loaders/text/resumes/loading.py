"""Résumés into statements: people, their posts and the bodies these belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Final

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.body_names import canonical
from graph.dates import first_day_out
from graph.record import Scalar
from graph.store import Store, View
from graph.titles import without_acting
from loaders import identity
from loaders.language import Value
from loaders.load import NOTHING_NEW, Progress
from loaders.mapping import read_mapping
from loaders.report import Report, RunningReport
from loaders.tables import BadRow, content_digest
from loaders.text.resumes.intro import Fact, facts
from loaders.text.resumes.places import full_name, successor
from loaders.text.resumes.posts import STUDY
from loaders.text.resumes.records import Resume, read_resumes
from loaders.text.resumes.spells import Spell, spells
from loaders.values import Scope, read_one

RENAMED: Final = "地区改市，按同名推定"
_BIRTH: Final = "姓名与出生年月"
_RENAMED: Final = 0.8
"""Confidence that a prefecture became the city of its name."""
_AT_ONCE: Final = 200
"""Résumés whose bodies are looked up together."""


def load_resumes(
    store: Store, paths: Sequence[Path], *, progress: Progress | None = None
) -> Report:
    """Load files of résumés (`read_resumes`) into one batch and say what was done.

    Lines that hold no résumé are rejected, all others load. A person is known by name and month of
    birth, where the text states it; else each résumé is of a person of its own. Bodies that the
    store knows by that name are theirs. Raises `InvalidData` for a file that cannot be read.
    """
    names = paths[0].name + (f" 等 {len(paths)} 个文件" if len(paths) > 1 else "")
    report = RunningReport(names)
    with store.batch(f"zerenlian {version('zerenlian')}; resumes", f"简历：{names}") as writer:
        for path in paths:
            writer.add(_File(store, path, report, progress).statements())
    done = writer.progress()
    report.attested, report.unchanged, report.new = done.added, done.unchanged, done.records
    if not done.added and done.unchanged:
        report.note(NOTHING_NEW)
    return report.freeze()


@dataclass(slots=True)
class _File:
    """One file while it is turned into statements."""

    store: View
    path: Path
    report: RunningReport
    progress: Progress | None
    document: str = field(init=False)
    bodies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = identity.document(content_digest(self.path))

    def statements(self) -> Iterator[Attestation]:
        """What the file says, its document first."""
        given = {"title": self.path.stem, "digest": content_digest(self.path)}
        whole = Place(self.document, f"文件 {self.path.name}")
        yield attest_node("Document", self.document, given, whole)
        sound = self._sound()
        while some := list(islice(sound, _AT_ONCE)):
            read = [(resume, spells(resume.name, resume.text)) for resume in some]
            self._look_up(read)
            for resume, found in read:
                yield from self._told(resume, found)

    def _sound(self) -> Iterator[Resume]:
        for resume in read_resumes(self.path):
            self.report.rows += 1
            if self.progress:
                self.progress(self.report.rows, None)
            if isinstance(resume, BadRow):
                self.report.reject(resume)
            else:
                yield resume

    def _look_up(self, read: Sequence[tuple[Resume, list[Spell]]]) -> None:
        """Find in the store the bodies that are known there by a name used here."""
        names = {full_name(s.organization) for _, found in read for s in found}
        names |= {after for name in names if (after := successor(name))}
        keys = {f"b:{canonical(name)}" for name in names if identity.tells_its_place(name)}
        hits: dict[str, list[str]] = {}
        for hit in self.store.find(sorted(keys)):
            hits.setdefault(hit.key[2:], []).append(hit.node)
        self.bodies.update({key: ids[0] for key, ids in hits.items() if len(ids) == 1})

    def _body(self, name: str, resume: Resume) -> str:
        if not identity.tells_its_place(name):
            return identity.named("Organization", name, f"{self.document} {resume.row}")
        known = self.bodies.get(canonical(name))
        return known or identity.named("Organization", name, "")

    def _told(self, resume: Resume, found: Sequence[Spell]) -> Iterator[Attestation]:
        told = facts(resume.text)
        person = self._person(resume, told)
        place = self._place(resume, 0, len(resume.name))
        given: dict[str, Scalar] = {"name": resume.name}
        for fact in told:
            given[fact.kind] = fact.value
            place = self._place(resume, told[0].start, max(f.end for f in told))
        yield attest_node("Person", person, given, place)
        written = max((d for s in found for d in (s.since, s.until) if d), default=None)
        held = [s for s in found if s.organization and s.post and s.post != STUDY]
        for spell in held:
            yield from self._held(resume, person, spell, written)
        if not held:
            self.report.note("没有任职记载的简历")

    def _person(self, resume: Resume, told: Sequence[Fact]) -> str:
        birth = next((fact.value for fact in told if fact.kind == "birth"), None)
        if birth:
            return identity.by_id("Person", _BIRTH, resume.name, birth)
        return identity.by_row("Person", self.document, resume.row)

    def _held(
        self, resume: Resume, person: str, spell: Spell, written: str | None
    ) -> Iterator[Attestation]:
        place = self._place(resume, spell.start, spell.end)
        name = full_name(spell.organization)
        body = self._body(name, resume)
        yield attest_node("Organization", body, {"alias": name}, place, spell.confidence)
        title = without_acting(spell.post)
        post = identity.post(body, title)
        yield attest_node("Post", post, {"title": identity.printed(title)}, place)
        head = _head_of(name, title)
        yield attest_edge("POST_OF", post, body, {"head_of": head}, place, spell.confidence)
        given: dict[str, Scalar | None] = {
            "nature": spell.nature,
            "since": spell.since,
            "until": spell.until
            if spell.removed or not spell.until
            else first_day_out(spell.until),
            "concurrent": spell.concurrent or None,
            "seen": written if spell.still else None,
        }
        yield attest_edge("HOLDS", person, post, given, place, spell.confidence)
        if spell.doubt:
            self.report.note(f"日期存疑：{spell.doubt}")
        after = successor(name)
        if after:
            later = self._body(after, resume)
            yield attest_node("Organization", later, {"alias": after}, place, spell.confidence)
            yield attest_edge("SUCCEEDED_BY", body, later, {"basis": RENAMED}, place, _RENAMED)

    def _place(self, resume: Resume, start: int, end: int) -> Place:
        locator = resume.locator(start, end)
        return Place(self.document, locator, resume.text[start:end].replace("\n", " "))


@cache
def _lookup() -> Callable[[str, str], str]:
    scope = Scope({"unit": "unit", "title": "title"}, {}, dict(read_mapping("tenures").lookups))
    read = read_one(Value(text="{unit}｜{title}", lookup="head_of"), scope)
    return lambda unit, title: read({"unit": unit, "title": title})


def _head_of(body: str, title: str) -> str | None:
    return _lookup()(body, title) or None
