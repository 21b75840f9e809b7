"""Deciding on proposals: what is accepted is written with what is known by then.

A fact is read with the ids that its text alone gives. When it is accepted, its bodies are those of
the store that are called so, and its people those as whom they were identified.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from graph import proposals
from graph.errors import Conflict, InvalidData, NotFound
from graph.proposals import Proposal, known, listed, propose, source_text
from graph.store import Store
from loaders.text.proposing.kinds import kind_of
from loaders.text.proposing.namesakes import Namesake, namesakes, people_in, same_person
from loaders.text.proposing.officials import SAME
from loaders.text.proposing.telling import Known, known_bodies

_PAGE: Final = 500
_LONGEST_NAME: Final = 100


def accept(store: Store, ids: Collection[str], by: str, *, note: str = "") -> list[Proposal]:
    """Accept proposals. Raises as `graph.proposals.accept`, and `Conflict` for a person who was
    identified otherwise before, or of whom something was accepted already."""
    found = _found(store, ids)
    people = [one.id for one in found if one.kind == SAME.name]
    facts = [one.id for one in found if one.kind != SAME.name]
    for one in found:
        if one.kind == SAME.name:
            _check_identity(store, one)
    done = proposals.accept(store, people, _signed(by), note=note)
    settle = partial(settled, store)  # people first: facts are theirs by then
    return [*done, *proposals.accept(store, facts, _signed(by), note=note, settled=settle)]


def accept_above(
    store: Store, threshold: float, by: str, documents: Collection[str] | None = None
) -> int:
    """Accept by rule what is read (in these documents, or in all) with this confidence, but for
    what speaks of people who share a name with others in the store: who they are is for a person
    to say. Raises as `check_threshold`."""
    check_threshold(threshold)
    return proposals.accept_above(
        store, threshold, _signed(by), documents=documents, unless=partial(doubtful, store),
        settled=partial(settled, store),
    )  # fmt: skip


def check_threshold(threshold: float) -> None:
    """Raise `InvalidData` for a threshold of confidence outside (0, 1]."""
    if not 0 < threshold <= 1:
        raise InvalidData(f"门槛 {threshold:g} 不在 0 与 1 之间", remedy="如 0.9")


def correct(
    store: Store, identity: str, changed: Mapping[str, str], by: str, *, note: str = ""
) -> Proposal:
    """Accept a proposal with some of its fields changed; an empty value leaves a field out.

    Raises `NotFound`, `Conflict`, and `InvalidData` that names the field.
    """
    (read,) = _found(store, [identity])
    merged = {**read.fields, **{label.strip(): value.strip() for label, value in changed.items()}}
    (right,) = settled(store, [replace(read, fields=merged)], anew=True)
    fields = {label: value for label, value in merged.items() if value}
    return proposals.correct(store, identity, fields, right.statements, _signed(by), note=note)


def reject(store: Store, ids: Collection[str], by: str, *, note: str = "") -> list[Proposal]:
    """Remember that proposals are not so. Raises as `graph.proposals.reject`."""
    return proposals.reject(store, ids, _signed(by), note=note)


def identify(
    store: Store, identity: str, name: str, person: str, by: str, *, same: bool, note: str = ""
) -> Proposal:
    """Decide that a name in the document of a proposal means a person of the store, or does not.

    Raises `NotFound` for an unknown proposal, `InvalidData` for somebody who is not called so,
    `Conflict` as `accept`.
    """
    (asked,) = _found(store, [identity])
    found = namesakes(store, [asked]).get((asked.document, name), ())
    meant = next((one for one in found if one.person.id == person), None)
    text = source_text(store, asked.document)
    if meant is None or text is None:
        raise InvalidData(
            f"库里没有编号为 {person}、名叫“{name}”的另一个人",
            remedy=f"用 zerenlian review show {identity} 看有哪些同名的人",
        )
    decision = same_person(text, name, meant.person)
    if same:
        _check_identity(store, decision)
    propose(store, text, [decision])
    if same:
        (done,) = accept(store, [decision.id], by, note=note)
    else:
        (done,) = reject(store, [decision.id], by, note=note)
    return done


def _found(store: Store, ids: Collection[str]) -> list[Proposal]:
    """The proposals with these ids. Raises `NotFound`."""
    found = known(store, ids)
    for one in ids:
        if one not in found:
            raise NotFound(f"没有待确认的 {one}", remedy="用 zerenlian review list 列出")
    return list(found.values())


def _signed(by: str) -> str:
    """Who decides. Raises `InvalidData` for nobody."""
    name = by.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InvalidData(
            "没有写明由谁决定", remedy=f"写上姓名，最多 {_LONGEST_NAME} 字，如 --by 姓名"
        )
    return name


def doubtful(store: Store, found: Sequence[Proposal]) -> set[str]:
    """The ids of those that speak of somebody who may be one of several people."""
    called = namesakes(store, found)
    return {
        one.id for one in found
        if any(_open(called[one.document, name]) for name in people_in(one))
    }  # fmt: skip


def _open(called: Sequence[Namesake]) -> bool:
    verdicts = [one.verdict for one in called]
    return "same" not in verdicts and "undecided" in verdicts


def settled(store: Store, found: Sequence[Proposal], *, anew: bool = False) -> list[Proposal]:
    """Proposals with what is known by now of the people and bodies that they name.

    Those of which nothing is known stay as they were read, unless they are to be made `anew`.
    """
    called = namesakes(store, found)
    bodies = _bodies(store, found)
    done: list[Proposal] = []
    for one in found:
        people = {
            name: meant.person.id
            for name in people_in(one)
            for meant in called[one.document, name]
            if meant.verdict == "same"
        }
        if people or bodies or anew:
            said = kind_of(one.kind).statements(
                one.fields, one.statements[0].place, one.confidence, Known(people, bodies)
            )
            one = replace(one, statements=said)
        done.append(one)
    return done


def _bodies(store: Store, found: Sequence[Proposal]) -> dict[str, str]:
    """The bodies of the store that alone are called as these proposals name them, by key."""
    names = (name for one in found for name in kind_of(one.kind).bodies(one.fields))
    return known_bodies(store, names)


def _check_identity(store: Store, decision: Proposal) -> None:
    """Raise `Conflict` where the name was taken for somebody else before."""
    name, person = decision.fields["姓名"], decision.fields["编号"]
    after = ""
    while page := listed(store, "accepted", decision.document, after, _PAGE):
        after = page[-1].id
        for one in page:
            if one.decision is None or any(said.record == person for said in one.statements):
                continue
            remedy = f"先运行 zerenlian undo {one.decision.batch}，再认定"
            if one.kind == SAME.name and one.fields["姓名"] == name:
                raise Conflict(f"“{name}”在这份文件里已认定为另一人", remedy=remedy)
            if name in people_in(one):
                raise Conflict(f"“{name}”的记载已按另一人确认入库", remedy=remedy)
