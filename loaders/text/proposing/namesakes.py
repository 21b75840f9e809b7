"""Whom a name in a text may mean: people of that name in the store, and what was decided about it.

Nobody is joined by name alone. A decision that a name in a document means a person of the store, or
does not, is a proposal of the kind 同一人 that was accepted or rejected; it is undone like others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.attestation import Attestation
from graph.keys import MARK
from graph.names import fold
from graph.proposals import Proposal, SourceText, known, source_texts
from graph.queries.ledgers.attached import attached, backing
from graph.record import Edge, Node
from graph.store import Store, View, ordered
from loaders import identity
from loaders.text.proposing.kinds import kind_of
from loaders.text.proposing.officials import SAME
from loaders.text.proposing.source import place_of

Verdict = Literal["same", "different", "undecided"]
_TELLING = ("HOLDS", "SUBJECT_OF")
"""Edges that tell people of one name apart."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person of the store whom a name in a document may mean; `decision` is the proposal by which
    that was decided, or would be."""

    name: str
    person: Node
    verdict: Verdict
    decision: Proposal


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record about a person: edges with the nodes at their other ends and the bodies
    of posts, and every statement behind it."""

    person: Node
    edges: tuple[Edge, ...]
    ends: dict[str, tuple[str, str]]
    sources: tuple[Attestation, ...]


def people_in(proposal: Proposal) -> tuple[str, ...]:
    """The names of people of whom a proposal speaks, as far as it is open who they are."""
    if proposal.kind == SAME.name:
        return ()
    return tuple(map(identity.printed, kind_of(proposal.kind).people(proposal.fields)))


def namesakes(
    store: Store, proposals: Iterable[Proposal]
) -> dict[tuple[str, str], tuple[Namesake, ...]]:
    """For each document and name of which proposals speak the people of the store who are called
    so, in order of id; without those whom the document itself tells by id."""
    given = list(proposals)
    asked = dict.fromkeys((one.document, name) for one in given for name in people_in(one))
    own = {(one.document, said.record) for one in given for said in _as_read(one)}
    called = _called(store, {name for _, name in asked})
    texts = source_texts(store, (document for document, _ in asked))
    pairs = [
        (document, name, person, same_person(text, name, person))
        for document, name in asked
        if (text := texts.get(document)) is not None
        for person in called.get(name, ())
        if (document, person.id) not in own
    ]
    decided = known(store, (decision.id for *_, decision in pairs))
    found: dict[tuple[str, str], tuple[Namesake, ...]] = dict.fromkeys(asked, ())
    for document, name, person, asking in pairs:
        decision = decided.get(asking.id, asking)
        verdict = _VERDICTS[decision.state]
        found[document, name] += (Namesake(name, person, verdict, decision),)
    return found


def _as_read(proposal: Proposal) -> tuple[Attestation, ...]:
    decision = proposal.decision
    return decision.original if decision and decision.original else proposal.statements


_VERDICTS: dict[str, Verdict] = {
    "accepted": "same", "rejected": "different", "waiting": "undecided",
}  # fmt: skip


def same_person(text: SourceText, name: str, person: Node) -> Proposal:
    """The decision to be made whether a name in a document means a person of the store."""
    document = text.document.record
    start = max(text.body.find(name), 0)
    end = start + len(name) if text.body.startswith(name, start) else start
    fields = {"姓名": name, "编号": person.id}
    place = place_of(document, text.body, start, end)
    return Proposal(
        SAME.name, document, start, end, fields, SAME.statements(fields, place, 1.0), 0.0
    )


def evidence(view: View, people: Sequence[Node]) -> dict[str, Evidence]:
    """What tells these people from others of their names, by id."""
    edges = attached(view, [person.id for person in people], _TELLING, "out")
    ends = ordered(edge.target for found in edges.values() for edge in found)
    bodies = {e.source: e.target for e in view.expand(ends, ("POST_OF",), "out")}
    named = view.nodes([*ends, *bodies.values()])
    captions = {
        end: (
            named[bodies[end]].caption if end in bodies else "",
            named[end].caption if end in named else "",
        )
        for end in ends
    }
    sources = backing(view, ((person.id, edges[person.id]) for person in people))
    return {
        person.id: Evidence(
            person, tuple(edges[person.id]),
            {edge.target: captions[edge.target] for edge in edges[person.id]}, sources[person.id],
        )
        for person in people
    }  # fmt: skip


def _called(view: View, names: Iterable[str]) -> dict[str, list[Node]]:
    """The people of the store by name, each in order of id."""
    keys = {f"n:{fold(name)}{MARK}Person": name for name in sorted(names)}
    hits = view.find(keys)
    nodes = view.nodes(hit.node for hit in hits)
    found: dict[str, list[Node]] = {}
    for hit in hits:
        found.setdefault(keys[hit.key], []).append(nodes[hit.node])
    return found
