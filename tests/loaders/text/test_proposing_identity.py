"""Deciding: what is accepted meets what the store knows, and nobody is joined by name alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import Conflict, InvalidData, NotFound
from graph.memory_store import MemoryStore
from graph.proposals import Proposal, count, listed, reopen
from graph.sqlite_store import SqliteStore
from graph.store import Store
from loaders import identity
from loaders.text.proposing import deciding
from loaders.text.proposing.files import propose_files
from loaders.text.proposing.namesakes import evidence, namesakes
from tests.loaders.text.texts import RESUME, notice, resume
from tests.world import three_levels


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Three levels with a 林一鸣 in the county's bureau, and the notice proposed."""
    empty: Store = (
        MemoryStore() if request.param == "memory" else SqliteStore(str(tmp_path / "库.db"))
    )
    world = three_levels()
    world.holds("林一鸣", world.post("甲县财政局", "科长"), since="2014")
    opened = world.store(empty)
    propose_files(opened, [notice(tmp_path)], "notice")
    yield opened
    opened.close()


def waiting(store: Store, name: str = "", kind: str = "") -> list[Proposal]:
    found = listed(store, limit=1000)
    return [
        p for p in found
        if (not name or p.fields.get("姓名") == name) and (not kind or p.kind == kind)
    ]  # fmt: skip


def posts_of(store: Store, person: str) -> set[str]:
    return {edge.target for edge in store.expand([person], ("HOLDS",), "out")}


def own(proposal: Proposal, name: str) -> str:
    return identity.named("Person", name, proposal.document)


def test_what_is_accepted_meets_the_bodies_of_the_store_and_not_the_people(store: Store) -> None:
    first = waiting(store, "林一鸣", "任职")[1]
    assert first.fields["单位"] == "甲县财政局"
    (accepted,) = deciding.accept(store, [first.id], "甲审核")
    (post,) = posts_of(store, own(first, "林一鸣"))
    (of,) = store.expand([post], ("POST_OF",), "out")
    assert of.target == "甲县财政局"  # the store's, not one of the text
    assert posts_of(store, "林一鸣") == {"甲县财政局科长"}
    assert accepted.decision is not None
    assert accepted.decision.original == first.statements
    assert accepted.id == first.id


def test_namesakes_come_with_evidence_and_are_undecided(store: Store) -> None:
    found = waiting(store)
    called = namesakes(store, found)
    ((key, (one,)),) = [(key, some) for key, some in called.items() if some]
    assert (key[1], one.person.id, one.verdict) == ("林一鸣", "林一鸣", "undecided")
    shown = evidence(store, [one.person])["林一鸣"]
    assert [shown.ends[edge.target] for edge in shown.edges] == [("甲县财政局", "科长")]
    assert shown.sources


def test_a_rule_leaves_those_whose_people_are_in_doubt(store: Store) -> None:
    doubtful = {p.id for p in waiting(store, "林一鸣")}
    sure = [p for p in waiting(store) if p.confidence >= 0.9 and p.id not in doubtful]
    assert deciding.accept_above(store, 0.9, "甲") == len(sure) == 3
    assert {p.id for p in waiting(store, "林一鸣")} == doubtful
    (accepted, *_) = listed(store, "accepted")
    assert accepted.decision is not None
    assert accepted.decision.rule == "置信度 ≥ 0.9"
    with pytest.raises(InvalidData, match="门槛 90"):
        deciding.accept_above(store, 90, "甲")


def test_a_rule_may_keep_to_one_document(store: Store) -> None:
    assert deciding.accept_above(store, 0.9, "甲", ["e" * 20]) == 0
    document = waiting(store)[0].document
    assert deciding.accept_above(store, 0.9, "甲", [document]) == 3


def test_one_who_is_identified_is_the_person_of_the_store_from_then_on(store: Store) -> None:
    asked = waiting(store, "林一鸣")[0]
    decided = deciding.identify(store, asked.id, "林一鸣", "林一鸣", "甲审核", same=True)
    assert (decided.kind, decided.state) == ("同一人", "accepted")
    (said,) = [
        s for s in store.attestations(["林一鸣"])["林一鸣"] if s.place.document == asked.document
    ]
    assert said.place.quote == "林一鸣"
    (one,) = namesakes(store, [asked])[asked.document, "林一鸣"]
    assert one.verdict == "same"
    deciding.accept(store, [p.id for p in waiting(store, "林一鸣")], "甲审核")
    assert len(posts_of(store, "林一鸣")) == 3
    assert len(store.expand(["林一鸣"], ("SUBJECT_OF",), "out")) == 1
    assert own(asked, "林一鸣") not in store.nodes([own(asked, "林一鸣")])
    with pytest.raises(Conflict, match="已经确认入库"):
        deciding.identify(store, asked.id, "林一鸣", "林一鸣", "乙审核", same=True)


def test_one_who_is_told_apart_stays_apart_and_is_not_asked_again(store: Store) -> None:
    asked = waiting(store, "林一鸣")[0]
    decided = deciding.identify(store, asked.id, "林一鸣", "林一鸣", "甲审核", same=False)
    assert decided.state == "rejected"
    assert [n.verdict for n in namesakes(store, [asked])[asked.document, "林一鸣"]] == ["different"]
    assert deciding.accept_above(store, 0.8, "甲") == 11
    assert posts_of(store, "林一鸣") == {"甲县财政局科长"}
    assert len(posts_of(store, own(asked, "林一鸣"))) == 2


def test_an_identity_that_comes_too_late_says_what_to_undo(store: Store) -> None:
    first, second = waiting(store, "林一鸣", "任职")
    (accepted,) = deciding.accept(store, [first.id], "甲审核")
    assert accepted.decision is not None
    with pytest.raises(Conflict, match="已按另一人确认入库") as refused:
        deciding.identify(store, second.id, "林一鸣", "林一鸣", "甲审核", same=True)
    assert accepted.decision.batch in refused.value.remedy
    store.undo(accepted.decision.batch)
    assert reopen(store, accepted.decision.batch) == 1
    assert waiting(store, kind="同一人") == []
    decided = deciding.identify(store, first.id, "林一鸣", "林一鸣", "甲审核", same=True)
    deciding.accept(store, [first.id], "甲审核")
    assert len(posts_of(store, "林一鸣")) == 2
    assert decided.decision is not None
    store.undo(decided.decision.batch)
    assert reopen(store, decided.decision.batch) == 1
    (again,) = waiting(store, kind="同一人")
    deciding.accept(store, [second.id, again.id], "甲审核")
    assert len(posts_of(store, "林一鸣")) == 3
    assert own(first, "林一鸣") not in store.nodes([own(first, "林一鸣")])


def test_one_name_in_one_document_is_one_person(store: Store, tmp_path: Path) -> None:
    other = three_levels()
    other.node("Person", "林二", name="林一鸣")
    other.store(store)
    asked = waiting(store, "林一鸣")[0]
    assert len(namesakes(store, [asked])[asked.document, "林一鸣"]) == 2
    deciding.identify(store, asked.id, "林一鸣", "林二", "甲审核", same=True)
    assert deciding.doubtful(store, [asked]) == set()
    with pytest.raises(Conflict, match="已认定为另一人"):
        deciding.identify(store, asked.id, "林一鸣", "林一鸣", "甲审核", same=True)


def test_who_is_not_called_so_or_not_there_is_told(store: Store) -> None:
    asked = waiting(store, "林一鸣")[0]
    with pytest.raises(InvalidData, match="名叫“林一鸣”的另一个人"):
        deciding.identify(store, asked.id, "林一鸣", "局长人", "甲", same=True)
    with pytest.raises(NotFound, match="没有待确认的 无"):
        deciding.identify(store, "无", "林一鸣", "林一鸣", "甲", same=True)
    with pytest.raises(NotFound, match="没有待确认的 无"):
        deciding.correct(store, "无", {}, "甲")


def test_a_correction_is_checked_and_made_into_statements_anew(store: Store) -> None:
    first = waiting(store, "林一鸣", "任职")[1]
    with pytest.raises(InvalidData, match="“起”写作“很久以前”"):
        deciding.correct(store, first.id, {"起": "很久以前"}, "甲审核")
    with pytest.raises(InvalidData, match="没有“开始”这一项"):
        deciding.correct(store, first.id, {"开始": "2014"}, "甲审核")
    with pytest.raises(InvalidData, match="缺少“职务”"):
        deciding.correct(store, first.id, {"职务": ""}, "甲审核")
    assert waiting(store, "林一鸣", "任职")[1] == first
    right = deciding.correct(
        store, first.id, {" 起 ": "2014年5月", "此后不任": "", "职务": "副局长"}, "甲审核"
    )
    assert right.fields == {
        "姓名": "林一鸣",
        "单位": "甲县财政局",
        "职务": "副局长",
        "起": "2014年5月",
    }
    (edge,) = store.expand([own(first, "林一鸣")], ("HOLDS",), "out")
    assert store.nodes([edge.target])[edge.target].caption == "副局长"
    assert store.edges([edge.id])[edge.id].properties["since"] == ("2014-05",)
    assert right.decision is not None
    assert right.decision.original_fields == first.fields


def test_a_refusal_is_remembered(store: Store, tmp_path: Path) -> None:
    before = count(store, "waiting")
    first = waiting(store)[0]
    deciding.reject(store, [first.id], "甲审核", note="读错")
    again = propose_files(store, [notice(tmp_path)], "notice")
    assert (again.new, again.known) == (0, before)
    assert count(store, "waiting") == before - 1


def test_one_known_by_name_and_birth_is_no_namesake_of_himself(tmp_path: Path) -> None:
    store = MemoryStore()
    propose_files(store, [resume(tmp_path)], "resume")
    assert deciding.accept_above(store, 0.5, "甲") == 4
    propose_files(store, [resume(tmp_path, RESUME + "\n", "又一份.txt")], "resume")
    assert deciding.doubtful(store, listed(store)) == set()
    deciding.accept_above(store, 0.5, "甲")
    assert store.counts()["Person"] == 1


def test_people_of_two_texts_are_asked_about_and_never_joined(tmp_path: Path) -> None:
    store = MemoryStore()
    propose_files(store, [notice(tmp_path)], "notice")
    deciding.accept_above(store, 0.5, "甲")
    other = "1.乙县教育局局长周岚违规用车问题。2023年5月，周岚受到党内警告处分。"
    propose_files(store, [notice(tmp_path, other, "又一则.txt")], "notice")
    found = listed(store)
    assert deciding.doubtful(store, found) == {one.id for one in found}
    ((_, (known,)),) = namesakes(store, found).items()
    assert known.person.id != own(found[0], "周岚")
    deciding.accept(store, [one.id for one in found], "甲审核")
    assert len([n for n in store.scan_nodes("Person") if n.caption == "周岚"]) == 2
