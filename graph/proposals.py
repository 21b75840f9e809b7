"""Facts that a text may tell: they wait until somebody has looked at them, and are remembered.

A proposal is a bundle of statements that stand or fall together, with the words that they rest on.
It waits in the store's tray, where no view sees it. Accepting it writes its statements as an
ordinary batch, rejecting it keeps it as rejected: what was decided once is not proposed again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any, Literal, NamedTuple

import orjson

from graph.attestation import Attestation, Place
from graph.batches import now
from graph.errors import Conflict, NotFound
from graph.ids import stable_id
from graph.store import Store, ordered

State = Literal["waiting", "accepted", "rejected"]
_TEXT, _PROPOSAL = "text/", "proposal/"
_PORTION = 500
"""Proposals decided in one go."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text in which facts were found: the statement that describes its document, and the
    characters that spans count."""

    document: Attestation
    body: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided by whom (`by`) or by which rule, when (ISO 8601, UTC), with a note; `batch`
    is the one that holds an accepted proposal. `original` and `original_fields` are what was
    proposed where it was corrected."""

    by: str
    at: str
    note: str = ""
    rule: str = ""
    batch: str = ""
    original: tuple[Attestation, ...] = ()
    original_fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact of the sort `kind` (in Chinese) that characters [start, end) of the text of the
    document `document` tell. `fields` say it to a reader (姓名: 林一鸣), `statements` to the graph.
    `confidence` in (0, 1] is how far the reading is trusted."""

    kind: str
    document: str
    start: int
    end: int
    fields: Mapping[str, str]
    statements: tuple[Attestation, ...]
    confidence: float
    state: State = "waiting"
    decision: Decision | None = None

    @property
    def id(self) -> str:
        """The same for the same fact read at the same place, whatever becomes of it."""
        as_read = self.decision.original if self.decision and self.decision.original else ()
        said = [f"{s.record} {sorted(s.properties.items())}" for s in as_read or self.statements]
        return stable_id(self.document, self.kind, str(self.start), str(self.end), *said)


Settled = Callable[[Sequence[Proposal]], Sequence[Proposal]]
"""What proposals say by now: whom and what their names mean may have been settled since they were
read. Gives them in the same order."""


class Proposed(NamedTuple):
    """How many proposals came new to the tray, and how many were known, decided or not."""

    new: int
    known: int


def propose(store: Store, text: SourceText, proposals: Iterable[Proposal]) -> Proposed:
    """Let facts that were found in a text wait, and keep the text. Known ones stay as they are."""
    found = {proposal.id: proposal for proposal in proposals}
    there = store.tray.get(_PROPOSAL + i for i in found)
    new = [one for i, one in found.items() if _PROPOSAL + i not in there]
    body = orjson.dumps({"document": asdict(text.document), "body": text.body}).decode()
    store.tray.put({_TEXT + text.document.record: body, **_entries(new)})
    return Proposed(len(new), len(found) - len(new))


def source_texts(store: Store, documents: Iterable[str]) -> dict[str, SourceText]:
    """The texts of documents in which facts were found, in the order asked; those of which none
    was kept are left out."""
    found = store.tray.get(_TEXT + document for document in ordered(documents))
    return {key.removeprefix(_TEXT): _source(text) for key, text in found.items()}


def source_text(store: Store, document: str) -> SourceText | None:
    """The text of a document in which facts were found; `None` where none was kept."""
    return source_texts(store, [document]).get(document)


def _source(text: str) -> SourceText:
    read = orjson.loads(text)
    return SourceText(_statement(read["document"]), read["body"])


def known(store: Store, ids: Iterable[str]) -> dict[str, Proposal]:
    """The proposals with these ids, in the order asked; unknown ones are left out."""
    found = store.tray.get(_PROPOSAL + i for i in ids)
    return {key.removeprefix(_PROPOSAL): _proposal(text) for key, text in found.items()}


def listed(
    store: Store, state: State = "waiting", document: str = "", after: str = "", limit: int = 100
) -> list[Proposal]:
    """A page of the proposals of a state, of one document or of all, in order of document and
    place; `after` is the id of the last of the page before. Raises `NotFound` for an unknown one.
    """
    start = _queue(replace(_known(store, [after])[0], state=state)) if after else ""
    queue = f"{state}/{document}/" if document else f"{state}/"
    keys = [key for key, _ in store.tray.page(queue, start, limit)]
    return _known(store, [key.rpartition("/")[2] for key in keys])


def count(store: Store, state: State, document: str = "") -> int:
    """How many proposals have a state."""
    return store.tray.count(f"{state}/{document}/" if document else f"{state}/")


def accept(
    store: Store, ids: Collection[str], by: str, *, note: str = "", rule: str = "",
    settled: Settled = list,
) -> list[Proposal]:  # fmt: skip
    """Write waiting or rejected proposals as one batch of ordinary statements.

    What a person accepts is trusted wholly; what a `rule` accepts keeps the confidence of its
    reading. What is written is what they say once `settled`. Raises `NotFound`, and `Conflict` for
    one that is accepted already.
    """
    asked = _undecided(store, ids)
    decision = Decision(by, now(), note, rule)
    pairs = zip(asked, settled(asked), strict=True)
    return _write(store, [(right, _beside(decision, read, right)) for read, right in pairs])


def _beside(decision: Decision, read: Proposal, right: Proposal) -> Decision:
    """The decision, with what was read where something else is written."""
    if right.statements == read.statements:
        return decision
    return replace(decision, original=read.statements, original_fields=dict(read.fields))


def correct(
    store: Store, identity: str, fields: Mapping[str, str], statements: Sequence[Attestation],
    by: str, *, note: str = "",
) -> Proposal:  # fmt: skip
    """Accept something else than was proposed; what was is kept beside the decision."""
    (found,) = _undecided(store, [identity])
    decision = Decision(
        by, now(), note, original=found.statements, original_fields=dict(found.fields)
    )
    right = replace(found, fields=fields, statements=tuple(statements))
    (written,) = _write(store, [(right, decision)])
    return written


def reject(store: Store, ids: Collection[str], by: str, *, note: str = "") -> list[Proposal]:
    """Remember that proposals are not so. Raises as `accept`."""
    decision = Decision(by, now(), note)
    decided = [replace(one, state="rejected", decision=decision) for one in _undecided(store, ids)]
    _move(store, decided)
    return decided


def accept_above(
    store: Store, threshold: float, by: str, *, documents: Collection[str] | None = None,
    unless: Callable[[Sequence[Proposal]], Collection[str]] = lambda _: (),
    settled: Settled = list,
) -> int:  # fmt: skip
    """Accept by rule all that waits (in these documents, or in all) with at least this confidence,
    but for those whose ids `unless` gives; returns how many."""
    rule, accepted = f"置信度 ≥ {threshold:g}", 0
    for found in waiting(store, documents):
        sure = [one for one in found if one.confidence >= threshold]
        kept = unless(sure)
        ids = [one.id for one in sure if one.id not in kept]
        accepted += len(accept(store, ids, by, rule=rule, settled=settled))
    return accepted


def waiting(store: Store, documents: Collection[str] | None = None) -> Iterator[list[Proposal]]:
    """What waits (in these documents, or in all) in order of document and place, in portions."""
    queues = ["waiting/"] if documents is None else [f"waiting/{d}/" for d in sorted(documents)]
    ids = (key.rpartition("/")[2] for queue in queues for key in _keys(store, queue))
    while portion := list(islice(ids, _PORTION)):
        yield _known(store, portion)


def _keys(store: Store, queue: str) -> Iterator[str]:
    after = ""
    while page := store.tray.page(queue, after, _PORTION):
        after = page[-1][0]
        yield from (key for key, _ in page)


def reopen(store: Store, batch: str) -> int:
    """Let what a batch accepted wait again, after the batch was undone; returns how many."""
    keys, opened = _keys(store, "accepted/"), 0
    while portion := list(islice(keys, _PORTION)):
        found = _known(store, [key.rpartition("/")[2] for key in portion])
        again = [_as_read(one) for one in found if one.decision and one.decision.batch == batch]
        _move(store, again)
        opened += len(again)
    return opened


def _as_read(proposal: Proposal) -> Proposal:
    decision = proposal.decision
    again = replace(proposal, state="waiting", decision=None)
    if decision is None or not decision.original:
        return again
    return replace(again, fields=decision.original_fields, statements=decision.original)


def _write(store: Store, decided: Sequence[tuple[Proposal, Decision]]) -> list[Proposal]:
    """Write first, then remember: what was interrupted between is written again without effect."""
    if not decided:
        return []
    _, first = decided[0]
    title = f"确认 {len(decided)} 条：{first.rule or first.by}"
    texts = source_texts(store, (one.document for one, _ in decided))
    with store.batch(f"zerenlian review; {first.by}", title) as writer:
        writer.add(text.document for text in texts.values())
        for one, decision in decided:
            writer.add(one.statements if decision.rule else _trusted(one.statements))
    written = [
        replace(one, state="accepted", decision=replace(decision, batch=writer.batch))
        for one, decision in decided
    ]
    _move(store, written)
    return written


def _trusted(statements: Iterable[Attestation]) -> list[Attestation]:
    return [replace(statement, confidence=1.0) for statement in statements]


def _undecided(store: Store, ids: Collection[str]) -> list[Proposal]:
    found = _known(store, ordered(ids))
    for one in found:
        if one.state == "accepted":
            batch = one.decision.batch if one.decision else ""
            raise Conflict("这一条已经确认入库", remedy=f"要改就先运行 zerenlian undo {batch}")
    return found


def _known(store: Store, ids: Sequence[str]) -> list[Proposal]:
    found = known(store, ids)
    missing = [i for i in ids if i not in found]
    if missing:
        raise NotFound(f"没有待确认的 {missing[0]}", remedy="用 zerenlian review list 列出")
    return [found[i] for i in ids]


def _move(store: Store, proposals: Iterable[Proposal]) -> None:
    """Keep proposals in the queue of their state and in no other."""
    changed = list(proposals)
    kept = _entries(changed)
    states: tuple[State, ...] = ("waiting", "accepted", "rejected")
    queues = (_queue(replace(one, state=state)) for one in changed for state in states)
    store.tray.put(kept, [key for key in queues if key not in kept])


def _entries(proposals: Iterable[Proposal]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for one in proposals:
        entries[_PROPOSAL + one.id] = orjson.dumps(asdict(one)).decode()
        entries[_queue(one)] = ""
    return entries


def _queue(one: Proposal) -> str:
    return f"{one.state}/{one.document}/{one.start:09}/{one.id}"


def _proposal(text: str) -> Proposal:
    read: dict[str, Any] = orjson.loads(text)
    decision = read.pop("decision")
    read["statements"] = tuple(map(_statement, read["statements"]))
    if decision:
        decision["original"] = tuple(map(_statement, decision["original"]))
        read["decision"] = Decision(**decision)
    return Proposal(**read)


def _statement(read: Mapping[str, Any]) -> Attestation:
    properties = {name: tuple(values) for name, values in read["properties"].items()}
    return Attestation(**{**read, "properties": properties, "place": Place(**read["place"])})
