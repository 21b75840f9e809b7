"""Résumés straight into the graph: `load --as resumes`, for whom proposing one by one is too slow.

What is said, with which ids and in which places is what `loaders.text.proposing` would propose, so
that a fact that was loaded and one that was accepted are the same statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Final

from graph.attestation import Attestation
from graph.dates import Interval
from graph.proposals import Proposal
from graph.record import ThinEdge
from graph.store import Store, View, ordered
from loaders import identity
from loaders.load import DRY_RUN, NOTHING_NEW, REMEMBERED, Progress
from loaders.rejects import Rejects
from loaders.report import Report, RunningReport
from loaders.seen import Memory
from loaders.tables import BadRow, content_digest
from loaders.text.proposing.kinds import kind_of
from loaders.text.proposing.officials import SAME
from loaders.text.proposing.resumes import resume_proposals, resume_source
from loaders.text.proposing.source import Source
from loaders.text.proposing.telling import AS_PRINTED, Known, Telling, known_bodies
from loaders.text.resumes.places import successor
from loaders.text.resumes.records import Resume, read_resumes

NOT_SO: Final = "读出的内容不成立，未载入"
NO_POSTS: Final = "没有读出任职的简历"
IDENTIFIED: Final = "同名、同职、任期相符，认作库中已有的人"
"""The rule by which a résumé is taken for that of a person of the store."""
BORN_OTHERWISE: Final = "同名、同职而出生年月不同，不认作一人"
RENAMED: Final = "地区改市，按同名推定"
_SURE_OF_PERSON: Final = 0.9
_SURE_OF_RENAMING: Final = 0.8
_AT_ONCE: Final = 200
"""Résumés for which the store is asked together."""


def load_resumes(
    store: Store,
    paths: Sequence[Path],
    *,
    rejects: Path | None = None,
    progress: Progress | None = None,
    check: bool = False,
) -> Report:
    """Load files of résumés (see `read_resumes`) into one batch and say what was done.

    Rows that hold no résumé are left out, counted in the report and written to `rejects`. With
    `check` everything is done but writing. Bodies are those of the store that alone are called so;
    people those who are known there by name and month of birth, or by the rule `IDENTIFIED`.
    Raises `InvalidData` for a file that cannot be read; nothing is then written.
    """
    more = f" 等 {len(paths)} 个文件" if len(paths) > 1 else ""
    report = RunningReport(paths[0].name + more)
    with ExitStack() as stack:
        bad = stack.enter_context(Rejects(rejects)) if rejects else None
        load = _Load(store, report, bad, progress)
        if check:
            report.attested = sum(1 for _ in load.statements(paths))
            report.note(DRY_RUN)
            return report.freeze()
        loader, title = f"zerenlian {version('zerenlian')}; resumes", f"简历：{report.file}"
        with store.batch(loader, title) as writer:
            writer.add(load.statements(paths))
            if bad:
                bad.close()  # before the batch is: without its rejects a load is half written
    done = writer.progress()
    report.attested, report.unchanged, report.new = done.added, done.unchanged, done.records
    if not done.added and done.unchanged:
        report.note(NOTHING_NEW)
    return report.freeze()


@dataclass(frozen=True, slots=True)
class _Told:
    """What one résumé tells, as far as its names are `known`; `decided` is what was concluded
    about who it is."""

    source: Source
    facts: tuple[Proposal, ...]
    known: Known = AS_PRINTED
    decided: tuple[Attestation, ...] = ()

    def settled(self, known: Known) -> _Told:
        """The same of the people and bodies that are known."""
        if known == self.known:
            return self
        facts = (replace(one, statements=_said(one, known)) for one in self.facts)
        return _Told(self.source, tuple(facts), known)

    def of(self, kind: str) -> list[Attestation]:
        """The statements about records of one kind."""
        return [said for fact in self.facts for said in fact.statements if said.kind == kind]

    @property
    def person(self) -> str:
        """The id of whom it is about; "" where it tells nothing."""
        return next((said.record for said in self.of("Person")), "")

    @property
    def name(self) -> str:
        """The name of whom it is about; "" where it tells nothing."""
        return next((str(said.properties["name"][0]) for said in self.of("Person")), "")

    @property
    def birth(self) -> str:
        """When he was born, an ISO prefix; "" where it does not tell."""
        told = (
            said.properties["birth"] for said in self.of("Person") if "birth" in said.properties
        )
        return next((str(dates[0]) for dates in told), "")

    def statements(self) -> Iterator[Attestation]:
        """All that it says, its document first."""
        yield self.source.text.document
        for fact in self.facts:
            yield from fact.statements
            yield from self._renaming(fact)

    def _renaming(self, fact: Proposal) -> Iterator[Attestation]:
        """A prefecture (地区) of which it tells became the city of its name."""
        before = fact.fields.get("单位", "")
        after = successor(before)
        if after:
            telling = Telling(fact.statements[0].place, _SURE_OF_RENAMING, self.known)
            ends = telling.body(before), telling.body(after)
            telling.edge("SUCCEEDED_BY", *ends, {"basis": RENAMED})
            yield from telling.statements


def _said(fact: Proposal, known: Known) -> tuple[Attestation, ...]:
    place = fact.statements[0].place
    return kind_of(fact.kind).statements(fact.fields, place, fact.confidence, known)


@dataclass(slots=True)
class _Load:
    """One load while it goes."""

    store: Store
    report: RunningReport
    rejects: Rejects | None
    progress: Progress | None
    born: dict[str, str] = field(default_factory=dict)
    """When people of the store were born as whom somebody was identified."""

    def statements(self, paths: Sequence[Path]) -> Iterator[Attestation]:
        """What the files say, each thing once for each résumé."""
        for path in paths:
            told = self._told(path)
            while some := list(islice(told, _AT_ONCE)):
                for one in self._settled(some):
                    yield from self._once(one)

    def _told(self, path: Path) -> Iterator[_Told]:
        digest = content_digest(path)
        for resume in read_resumes(path):
            self.report.rows += 1
            if self.progress:
                self.progress(self.report.rows, None)
            if isinstance(resume, BadRow):
                self.report.reject(resume)
                if self.rejects:
                    self.rejects.write(resume, tuple(resume.cells), identity.document(digest))
            else:
                source = resume_source(resume, path, digest)
                yield _Told(source, tuple(self._sound(resume, source)))

    def _sound(self, resume: Resume, source: Source) -> Iterator[Proposal]:
        for fact in resume_proposals(resume, source):
            if isinstance(fact, Proposal):
                yield fact
            else:
                self.report.note(NOT_SO)

    def _settled(self, some: Sequence[_Told]) -> Iterator[_Told]:
        """What they tell of the bodies and people that the store knows."""
        names = {
            str(said.properties["alias"][0]) for one in some for said in one.of("Organization")
        }
        names |= {after for name in names if (after := successor(name))}
        known = Known({}, known_bodies(self.store, names))
        placed = [one.settled(known) for one in some]
        people = _identified(self.store, placed)
        for one in placed:
            if not one.of("HOLDS"):
                self.report.note(NO_POSTS)
            meant = people.get(one.source.document)
            if meant is None or not (meant.before or self._born_alike(one, meant)):
                yield one
                continue
            self.report.note(IDENTIFIED)
            settled = one.settled(Known({meant.name: meant.person}, known.bodies))
            yield replace(settled, decided=() if meant.before else meant.decision())

    def _born_alike(self, told: _Told, meant: _Meant) -> bool:
        """Whether it can be the same person by birth, as told here and of him so far."""
        known = self.born.get(meant.person, meant.birth)
        if known.startswith(told.birth) or told.birth.startswith(known):
            self.born[meant.person] = max(known, told.birth, key=len)
            return True
        self.report.note(BORN_OTHERWISE)
        return False

    def _once(self, told: _Told) -> Iterator[Attestation]:
        """Its statements without those that say what was said of the record before, and without
        a second reading of one place; what was decided is said beside it all."""
        yield from told.decided
        memory, places = Memory(REMEMBERED), set[str]()
        for statement in told.statements():
            if statement.id in places or memory.knows(statement):
                self.report.merged += 1
            else:
                places.add(statement.id)
                yield statement


@dataclass(frozen=True, slots=True)
class _Meant:
    """A person of the store whom a résumé is taken to be about, and the tenure that says so;
    `birth` is when he was born by other sources, "" where none tells, and `before` whether that is
    how the résumé was loaded before."""

    name: str
    person: str
    birth: str
    tenure: Attestation
    before: bool

    def decision(self) -> tuple[Attestation, ...]:
        """That it is he, said beside the words of the tenure."""
        place = self.tenure.place
        marked = replace(place, locator=f"{place.locator}（{IDENTIFIED}）")
        fields = {"姓名": self.name, "编号": self.person}
        return SAME.statements(fields, marked, _SURE_OF_PERSON)


def _identified(view: View, some: Sequence[_Told]) -> dict[str, _Meant]:
    """Whom of the store résumés are about, by their documents, where that is not the one of their
    own id: the only one of his name who held a post of his when he may have held it.

    Nobody is identified whose own id the store knows, nor anew who was loaded from the résumé.
    """
    posts = ordered(tenure.target for one in some for tenure in one.of("HOLDS"))
    edges = view.expand(posts, ("HOLDS",), "in")
    people = view.nodes(ordered(edge.source for edge in edges))
    held: dict[tuple[str, str], list[ThinEdge]] = {}
    for edge in edges:
        held.setdefault((edge.target, people[edge.source].caption), []).append(edge)
    fitting = {one.source.document: _fitting(one, held) for one in some}
    asked = {person for meant in fitting.values() for person in meant}
    said = view.attestations(sorted(asked | {one.person for one in some}))
    found: dict[str, _Meant] = {}
    for one in some:
        document, meant = one.source.document, fitting[one.source.document]
        loaded = {p for p in meant if any(s.place.document == document for s in said[p])}
        left = loaded or (set() if said.get(one.person) else set(meant))
        if len(left) == 1:
            (person,) = left
            birth = str(people[person].first("birth") or "")
            found[document] = _Meant(one.name, person, birth, meant[person], bool(loaded))
    return found


def _fitting(told: _Told, held: Mapping[tuple[str, str], list[ThinEdge]]) -> dict[str, Attestation]:
    """Others of his name who may have held a post when he did, each with his tenure of it."""
    found: dict[str, Attestation] = {}
    for tenure in told.of("HOLDS"):
        his = Interval.of(_date(tenure, "since"), _date(tenure, "until"))
        for edge in held.get((tenure.target, told.name), ()):
            if edge.source != told.person and his.overlap(edge.interval).possible_days:
                found.setdefault(edge.source, tenure)
    return found


def _date(tenure: Attestation, name: str) -> str | None:
    return next((str(date) for date in tenure.properties.get(name, ())), None)
