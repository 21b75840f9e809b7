"""What a text may tell waits, is decided once, and only then is it a statement."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.errors import Conflict, NotFound
from graph.proposals import (
    Proposal,
    SourceText,
    accept,
    accept_above,
    correct,
    count,
    listed,
    propose,
    reject,
    reopen,
    source_text,
)
from graph.store import Store

BODY = "林一鸣任甲县委书记。苏晓任甲县县长。"
DOCUMENT = "d" * 20


def text() -> SourceText:
    place = Place(DOCUMENT, "文件 通报.txt")
    return SourceText(attest_node("Document", DOCUMENT, {"title": "通报"}, place), BODY)


def told(name: str, title: str, start: int, end: int) -> tuple[Attestation, ...]:
    place = Place(DOCUMENT, f"第1行 {start}–{end}", BODY[start:end])
    return (
        attest_node("Person", name, {"name": name}, place, 0.9),
        attest_node("Post", title, {"title": title}, place, 0.9),
        attest_edge("HOLDS", name, title, {"since": "2014"}, place, 0.9),
    )


def proposal(name: str, title: str, start: int, end: int, confidence: float) -> Proposal:
    said = told(name, title, start, end)
    return Proposal("任职", DOCUMENT, start, end, {"姓名": name, "职务": title}, said, confidence)


def found() -> list[Proposal]:
    return [
        proposal("苏晓", "甲县县长", 10, 17, 0.7),
        proposal("林一鸣", "甲县委书记", 0, 9, 0.98),
    ]


def names(proposals: Iterable[Proposal]) -> list[str]:
    return [one.statements[0].record for one in proposals]


def test_what_is_proposed_waits_in_order_of_place_and_no_view_sees_it(store: Store) -> None:
    assert propose(store, text(), found()) == (2, 0)
    assert names(listed(store)) == ["林一鸣", "苏晓"]
    assert names(listed(store, after=listed(store, limit=1)[0].id)) == ["苏晓"]
    assert names(listed(store, document="e" * 20)) == []
    assert (count(store, "waiting"), count(store, "accepted")) == (2, 0)
    assert store.counts() == {}
    assert source_text(store, DOCUMENT) == text()
    assert source_text(store, "e" * 20) is None


def test_what_is_accepted_becomes_a_batch_with_its_words(store: Store) -> None:
    propose(store, text(), found())
    first = listed(store)[0]
    (accepted,) = accept(store, [first.id], "甲审核", note="与原件一致")
    assert accepted.decision is not None
    assert (accepted.decision.by, accepted.decision.note) == ("甲审核", "与原件一致")
    (batch,) = store.batches()
    assert (batch.id, batch.loader) == (accepted.decision.batch, "zerenlian review; 甲审核")
    assert store.counts() == {"Document": 1, "HOLDS": 1, "Person": 1, "Post": 1}
    (said,) = store.attestations(["林一鸣"])["林一鸣"]
    assert (said.place.quote, said.confidence) == (BODY[0:9], 1.0)
    assert names(listed(store)) == ["苏晓"]
    assert names(listed(store, "accepted")) == ["林一鸣"]
    with pytest.raises(Conflict, match="已经确认入库"):
        accept(store, [first.id], "乙审核")


def test_what_was_decided_is_not_proposed_again(store: Store) -> None:
    propose(store, text(), found())
    first, second = listed(store)
    reject(store, [first.id], "甲审核", note="是副书记")
    accept(store, [second.id], "甲审核")
    assert propose(store, text(), found()) == (0, 2)
    assert (count(store, "waiting"), count(store, "rejected")) == (0, 1)
    assert store.counts()["Person"] == 1
    (mended,) = accept(store, [first.id], "乙审核")
    assert (mended.state, count(store, "rejected")) == ("accepted", 0)


def test_a_correction_writes_what_is_right_and_keeps_what_was_read(store: Store) -> None:
    propose(store, text(), found())
    first = listed(store)[0]
    right = told("林一鸣", "甲县委副书记", 0, 9)
    fields = {"姓名": "林一鸣", "职务": "甲县委副书记"}
    corrected = correct(store, first.id, fields, right, "甲审核", note="漏了一个字")
    assert corrected.id == first.id
    assert corrected.decision is not None
    assert corrected.decision.original == first.statements
    assert (corrected.fields, corrected.decision.original_fields) == (fields, first.fields)
    assert list(store.nodes(["甲县委书记", "甲县委副书记"])) == ["甲县委副书记"]
    assert listed(store, "accepted") == [corrected]
    assert propose(store, text(), found()) == (0, 2)


def test_a_rule_accepts_what_is_sure_enough_and_says_so(store: Store) -> None:
    propose(store, text(), found())
    assert accept_above(store, 0.95, "甲") == 1
    assert names(listed(store)) == ["苏晓"]
    (accepted,) = listed(store, "accepted")
    assert accepted.decision is not None
    assert accepted.decision.rule == "置信度 ≥ 0.95"
    assert {s.confidence for s in store.attestations(["林一鸣"])["林一鸣"]} == {0.9}
    assert accept_above(store, 0.95, "甲") == 0


def test_what_an_undone_batch_accepted_waits_again_as_it_was_read(store: Store) -> None:
    propose(store, text(), found())
    first, second = listed(store)
    corrected = correct(store, first.id, {}, told("林一鸣", "甲县委副书记", 0, 9), "甲审核")
    accept(store, [second.id], "甲审核")
    assert corrected.decision is not None
    store.undo(corrected.decision.batch)
    assert reopen(store, corrected.decision.batch) == 1
    assert listed(store) == [first]
    assert names(listed(store, "accepted")) == ["苏晓"]


def test_an_interrupted_acceptance_is_finished_by_another(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(store, text(), found())
    first = listed(store)[0]
    with monkeypatch.context() as broken:
        broken.setattr("graph.proposals._move", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accept(store, [first.id], "甲审核")
    assert names(listed(store)) == ["林一鸣", "苏晓"]
    accept(store, [first.id], "甲审核")
    assert names(listed(store)) == ["苏晓"]
    assert len(store.batches()) == 1


def test_an_unknown_one_is_told(store: Store) -> None:
    for decide in (accept, reject):
        with pytest.raises(NotFound, match="没有待确认的 无"):
            decide(store, ["无"], "甲审核")
