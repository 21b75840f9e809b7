"""Shapes of what waits to be looked at: each fact beside its sentence, and whom names may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.shapes.records import Shape, Shaper, SourceShape
from graph.proposals import Decision, Proposal, SourceText, listed, source_texts
from graph.schema import schema
from graph.store import Store
from loaders.text.proposing.kind import Kind
from loaders.text.proposing.kinds import KINDS, kind_of
from loaders.text.proposing.namesakes import (
    Evidence,
    Namesake,
    evidence,
    namesakes,
    people_in,
)
from loaders.text.proposing.source import sentence
from visualize.words import span_words

STATES = {"waiting": "待确认", "accepted": "已确认", "rejected": "已否定"}
"""What the states of a proposal are called."""
_VERDICTS = {"same": "已认定为同一人", "different": "已认定不是同一人", "undecided": "未定"}
_TOLD = 200
"""Facts of a document that are looked through for what it says of one person."""


class FieldShape(Shape):
    """One field of a kind of fact; `choices` are the words that may stand in it, if only some."""

    label: str
    required: bool
    choices: tuple[str, ...]


class KindShape(Shape):
    """A kind of fact with its fields."""

    name: str
    fields: tuple[FieldShape, ...]


class DecisionShape(Shape):
    """What was decided by whom or by which rule; `read` are the fields as they were read, where
    something else was written."""

    by: str
    at: str
    note: str
    rule: str
    batch: str
    read: dict[str, str]


class NamesakeShape(Shape):
    """A person of the store who is called so, with what is on record about him."""

    id: str
    name: str
    verdict: str
    verdict_label: str
    known: tuple[str, ...]
    sources: tuple[SourceShape, ...]


class NamedShape(Shape):
    """A name in a fact: `namesakes` are those of the store whom it may mean; if there are any,
    `told` is what its document says of that person."""

    name: str
    told: tuple[str, ...]
    namesakes: tuple[NamesakeShape, ...]


class ProposalShape(Shape):
    """A fact that a text tells: characters [start, end) of it, of which `quote` are the words.

    `sentence` is what stands around them; it begins at character `sentence_start`.
    """

    id: str
    kind: str
    document: str
    title: str
    locator: str
    start: int
    end: int
    quote: str
    sentence: str
    sentence_start: int
    fields: dict[str, str]
    confidence: float
    state: str
    state_label: str
    decision: DecisionShape | None
    people: tuple[NamedShape, ...]


class MarkShape(Shape):
    """Where in a text a fact was read, and what became of it."""

    id: str
    kind: str
    start: int
    end: int
    state: str


class TextShape(Shape):
    """A text in which facts were found; `marks` are the first of those facts in order of place."""

    document: str
    title: str
    published: str | None
    body: str
    marks: tuple[MarkShape, ...]


def kind_shapes() -> tuple[KindShape, ...]:
    """All kinds of facts."""
    return tuple(_kind(kind) for kind in KINDS.values())


def _kind(kind: Kind) -> KindShape:
    fields = []
    for field in kind.fields:
        one_of = schema().properties(field.kind)[field.name].one_of
        terms = schema().enumerations[one_of].values() if one_of else ()
        words = tuple(term.zh for term in terms)
        fields.append(FieldShape(label=field.label, required=field.required, choices=words))
    return KindShape(name=kind.name, fields=tuple(fields))


def text_shape(text: SourceText, marks: Sequence[Proposal]) -> TextShape:
    """A text with the places of its facts."""
    published = text.document.properties.get("date")
    return TextShape(
        document=text.document.record,
        title=_title(text),
        published=str(published[0]) if published else None,
        body=text.body,
        marks=tuple(
            MarkShape(id=m.id, kind=m.kind, start=m.start, end=m.end, state=m.state) for m in marks
        ),
    )


def proposal_shapes(store: Store, proposals: Sequence[Proposal]) -> tuple[ProposalShape, ...]:
    """Proposals beside their sentences, with the people of the store whom their names may mean."""
    return _Beside.of(store, proposals).shapes(proposals)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is shown beside some proposals, read for all of them at once."""

    texts: dict[str, SourceText]
    called: dict[tuple[str, str], tuple[Namesake, ...]]
    evidence: dict[str, Evidence]
    told: dict[tuple[str, str], tuple[str, ...]]
    shaper: Shaper

    @classmethod
    def of(cls, store: Store, proposals: Sequence[Proposal]) -> _Beside:
        called = namesakes(store, proposals)
        people = {one.person.id: one.person for some in called.values() for one in some}
        return cls(
            source_texts(store, (one.document for one in proposals)), called,
            evidence(store, list(people.values())),
            _told(store, {document for (document, _), some in called.items() if some}),
            Shaper(store),
        )  # fmt: skip

    def shapes(self, proposals: Sequence[Proposal]) -> tuple[ProposalShape, ...]:
        return tuple(map(self._shape, proposals))

    def _shape(self, one: Proposal) -> ProposalShape:
        text = self.texts[one.document]
        first, last = sentence(text.body, one.start, one.end)
        return ProposalShape(
            id=one.id,
            kind=one.kind,
            document=one.document,
            title=_title(text),
            locator=one.statements[0].place.locator,
            start=one.start,
            end=one.end,
            quote=text.body[one.start : one.end],
            sentence=text.body[first:last],
            sentence_start=first,
            fields=_in_order(one),
            confidence=one.confidence,
            state=one.state,
            state_label=STATES[one.state],
            decision=_decision(one.decision) if one.decision else None,
            people=tuple(self._named(one.document, name) for name in people_in(one)),
        )

    def _named(self, document: str, name: str) -> NamedShape:
        called = self.called[document, name]
        return NamedShape(
            name=name,
            told=self.told.get((document, name), ()) if called else (),
            namesakes=tuple(map(self._namesake, called)),
        )

    def _namesake(self, one: Namesake) -> NamesakeShape:
        found = self.evidence[one.person.id]
        return NamesakeShape(
            id=one.person.id,
            name=one.person.caption,
            verdict=one.verdict,
            verdict_label=_VERDICTS[one.verdict],
            known=(*_personal(found), *_held(found)),
            sources=self.shaper.sources(found.sources),
        )


def _told(store: Store, documents: set[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What documents say of each of their people, in the order of the text."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for document in sorted(documents):
        for one in listed(store, "waiting", document, limit=_TOLD):
            for name in people_in(one):
                words = f"{one.kind}　{summary(one.fields, without=name)}"
                found[document, name] = (*found.get((document, name), ()), words)
    return found


def summary(fields: Mapping[str, str], without: str = "") -> str:
    """Fields in one line; `without` the value that is said already."""
    return "　".join(f"{label} {value}" for label, value in fields.items() if value != without)


def _personal(found: Evidence) -> list[str]:
    """What is on record of a person besides his name."""
    declared = schema().nodes["Person"].properties
    return [
        f"{declared[name].zh} {'、'.join(map(str, values))}"
        for name, values in found.person.properties.items()
        if name not in ("name", "source_data") and not declared[name].protected
    ]


def _held(found: Evidence) -> list[str]:
    lines = []
    for edge in found.edges:
        body, end = found.ends[edge.target]
        words = [schema().edges[edge.kind].label.zh, f"{body} {end}".strip()]
        lines.append("　".join(filter(None, [*words, span_words(edge.interval)])))
    return lines


def _title(text: SourceText) -> str:
    return str(text.document.properties["title"][0])


def _in_order(one: Proposal) -> dict[str, str]:
    """The fields in the order of their kind."""
    labels = [field.label for field in kind_of(one.kind).fields]
    return {label: one.fields[label] for label in labels if label in one.fields}


def _decision(decision: Decision) -> DecisionShape:
    return DecisionShape(
        by=decision.by,
        at=decision.at,
        note=decision.note,
        rule=decision.rule,
        batch=decision.batch,
        read=dict(decision.original_fields),
    )
