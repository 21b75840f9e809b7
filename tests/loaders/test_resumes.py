"""Résumés straight into the graph, and who and which bodies they are about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.questions.batch import answer_line
from graph.dates import window
from graph.errors import InvalidData
from graph.memory_store import MemoryStore
from graph.proposals import listed
from graph.queries.holders import holders
from graph.resolve import bodies, posts
from graph.sqlite_store import SqliteStore
from graph.store import Store
from loaders import identity
from loaders.resumes import BORN_OTHERWISE, IDENTIFIED, NO_POSTS, load_resumes
from loaders.text.proposing.files import propose_files
from tests.world import World

INTRO = "林一鸣，男，1965年3月生，甲省青川县人。"
CAREER = (
    "1990.01-1996.05 澜陵地区行署专员\n2001.03-2003.05 澜陵市委副书记、市长\n2003.05- 澜陵市委书记"
)
LIN = {"name": "林一鸣", "intro": INTRO, "resume": CAREER}


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = (
        MemoryStore() if request.param == "memory" else SqliteStore(str(tmp_path / "库.db"))
    )
    yield opened
    opened.close()


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*records: object, name: str = "简历.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in records), "utf-8")
        return path

    return written


def who(store: Store, body: str, title: str, on: str) -> list[str]:
    found = posts(store, [node.id for node in bodies(store, body)], title)
    answers = holders(store, [post.id for post in found], window(on))
    return [h.person.caption for post in answers.values() for h in post.holders]


def people(store: Store) -> list[str]:
    return sorted(node.id for node in store.scan_nodes("Person"))


def test_what_was_loaded_is_answered_with_its_words(store: Store, write: Write) -> None:
    report = load_resumes(store, [write(LIN)])
    assert (report.rows, report.rejected) == (1, 0)
    assert who(store, "中共澜陵市委员会", "书记", "2003-07") == ["林一鸣"]
    assert who(store, "澜陵市人民政府", "市长", "2002") == ["林一鸣"]
    (person,) = store.scan_nodes("Person")
    assert person.properties["birth"] == ("1965-03",)
    (post,) = posts(store, [bodies(store, "澜陵市政府")[0].id], "市长")
    (holder,) = holders(store, [post.id], window("2002"))[post.id].holders
    assert holder.sources[0].place.quote == "2001.03-2003.05 澜陵市委副书记、市长"
    assert holder.sources[0].confidence == pytest.approx(0.85)


def test_repetition_adds_nothing_and_undoing_leaves_nothing(store: Store, write: Write) -> None:
    path = write(LIN)
    first = load_resumes(store, [path])
    again = load_resumes(store, [path])
    assert (again.attested, again.unchanged) == (0, first.attested)
    store.undo(store.batches()[0].id)
    assert store.counts() == {}


def test_checking_writes_nothing(store: Store, write: Write) -> None:
    report = load_resumes(store, [write(LIN)], check=True)
    assert report.attested > 0
    assert store.batches() == []


def test_what_is_loaded_is_what_would_be_proposed(store: Store, write: Write) -> None:
    path = write(LIN)
    propose_files(store, [path], "resume")
    proposed = [s.id for one in listed(store) for s in one.statements if s.kind == "HOLDS"]
    load_resumes(store, [path])
    loaded = [s.id for s in store.history() if s.kind == "HOLDS"]
    assert sorted(proposed) == sorted(loaded)
    assert len(loaded) == 4


def test_the_head_of_a_prefecture_is_told_of_its_city(store: Store, write: Write) -> None:
    load_resumes(store, [write(LIN)])
    question = {"organization": "澜陵市人民政府", "post": "市长", "on": 1993}
    answer = answer_line(store, json.dumps(question).encode(), 1)
    assert [(h["name"], h["as"]) for h in answer["holders"]] == [("林一鸣", "澜陵地区行署专员")]
    later = answer_line(store, json.dumps({**question, "on": "2002"}).encode(), 1)
    assert [(h["name"], "as" in h) for h in later["holders"]] == [("林一鸣", False)]


def test_bad_rows_are_told_and_can_be_mended(store: Store, write: Write, tmp_path: Path) -> None:
    rejects = tmp_path / "未载入.csv"
    report = load_resumes(store, [write({**LIN, "name": ""}, LIN)], rejects=rejects)
    assert (report.rows, report.rejected) == (2, 1)
    (rejected,) = report.rejections
    assert (rejected.row, rejected.column, rejected.reason) == (1, "name", "没有姓名")
    mended = rejects.read_text("utf-8-sig").replace('\n"",', "\n周岚,").replace("\n,", "\n周岚,", 1)
    rejects.write_text(mended, "utf-8")
    assert load_resumes(store, [rejects]).rejected == 0
    assert sorted(node.caption for node in store.scan_nodes("Person")) == ["周岚", "林一鸣"]


def test_a_file_that_cannot_be_read_leaves_nothing(store: Store, write: Write) -> None:
    with pytest.raises(InvalidData, match="没有“name”一列"):
        load_resumes(store, [write(LIN), write({"x": 1}, name="别的.jsonl")])
    assert store.batches() == []


def test_a_resume_without_posts_is_counted(store: Store, write: Write) -> None:
    report = load_resumes(store, [write({"name": "林一鸣", "intro": INTRO, "resume": ""})])
    assert report.notes[NO_POSTS] == 1


def test_a_year_of_birth_tells_nobody_apart(store: Store, write: Write) -> None:
    born = {**LIN, "intro": "林一鸣，1965年生。"}
    load_resumes(store, [write(born, {**born, "resume": "2001.03-2002.01 乙县县长"})])
    assert len(people(store)) == 2


def test_name_and_month_of_birth_are_one_person(store: Store, write: Write) -> None:
    load_resumes(store, [write(LIN, {**LIN, "resume": "2001.03-2002.01 乙县县长"})])
    assert len(people(store)) == 1


@pytest.fixture
def known(store: Store) -> Store:
    """A store that knows a mayor of that name, by a panel."""
    world = World()
    world.node("Organization", "府", name="澜陵市人民政府", type="政府")
    post = world.node("Post", identity.post("府", "市长"), title="市长")
    world.edge("POST_OF", post, "府", head_of="administration")
    world.node("Person", "甲", name="林一鸣")
    world.edge("HOLDS", "甲", post, since="2001", until="2003")
    return world.store(store)


def test_one_name_in_one_post_at_one_time_is_one_person_and_that_is_said(
    known: Store, write: Write
) -> None:
    path = write(LIN)
    report = load_resumes(known, [path])
    assert report.notes[IDENTIFIED] == 1
    assert people(known) == ["甲"]
    said = known.attestations(["甲"])["甲"]
    assert any(IDENTIFIED in s.place.locator and "市长" in s.place.quote for s in said)
    again = load_resumes(known, [path])
    assert (again.attested, again.unchanged) == (0, report.attested - 1)


def test_who_is_identified_without_birth_stays_so(known: Store, write: Write) -> None:
    path = write({"name": "林一鸣", "resume": CAREER})
    first = load_resumes(known, [path])
    assert first.notes[IDENTIFIED] == 1
    again = load_resumes(known, [path])
    assert (again.attested, again.unchanged) == (0, first.attested - 1)


def test_one_name_alone_is_not_one_person(known: Store, write: Write) -> None:
    elsewhere = "1990.01-1996.05 乙县县长"
    later = {"name": "林一鸣", "resume": "2010.01-2012.05 澜陵市市长"}
    load_resumes(known, [write({**LIN, "resume": elsewhere}, later)])
    assert len(people(known)) == 3


def test_who_was_born_otherwise_is_somebody_else(known: Store, write: Write) -> None:
    other = {**LIN, "intro": "林一鸣，1970年6月生。"}
    report = load_resumes(known, [write(LIN, other)])
    assert (report.notes[IDENTIFIED], report.notes[BORN_OTHERWISE]) == (1, 1)
    assert len(people(known)) == 2


def test_bodies_that_the_store_knows_by_name_are_theirs(known: Store, write: Write) -> None:
    load_resumes(known, [write(LIN)])
    assert [node.id for node in bodies(known, "澜陵市政府")] == ["府"]
