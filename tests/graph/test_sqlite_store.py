"""What only the embedded store promises: full disks, kills, foreign files, processes."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import apsw
import pytest

from graph.attestation import attest_edge
from graph.errors import Conflict, StoreUnavailable
from graph.sqlite.schema import APPLICATION_ID, VERSION, WALKING
from graph.sqlite_store import SqliteStore
from graph.store import Store
from graph.stores import open_store
from tests.graph.statements import body, holds, load, person, place, post, snapshot

ROOT = Path(__file__).parents[2]


# faults of the world


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "责任链.db")


def test_a_full_disk_leaves_the_store_as_it_was(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.sqlite.writer.PORTION", 500)
    store = SqliteStore(path)
    first = load(store, person("甲"), post("书记"), holds("甲", "书记"))
    before = snapshot(store)
    limit = "PRAGMA max_page_count = {}"
    pages = store.connection().execute("PRAGMA page_count").get
    plain = store._connect

    def narrow() -> apsw.Connection:
        connection = plain()
        connection.execute(limit.format(pages + 30))
        return connection

    monkeypatch.setattr(store, "_connect", narrow)
    store._idle.clear()
    with pytest.raises(StoreUnavailable, match=r"磁盘已满.*未写入任何内容.*腾出空间"):
        load(store, *(person(f"人{i}", i) for i in range(5_000)))
    assert snapshot(store) == before
    assert [b.id for b in store.batches()] == [first]
    load(store, person("乙", 2))  # what fits is still written
    store.close()
    again = SqliteStore(path)
    assert again.counts() == {"HOLDS": 1, "Person": 2, "Post": 1}
    assert again.connection().execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    again.close()


LOADING = """
import sys
from graph.sqlite_store import SqliteStore
from tests.graph.statements import holds, person, post
import graph.sqlite.writer
graph.sqlite.writer.PORTION = 300
store = SqliteStore(sys.argv[1])
print("ready", flush=True)
with store.batch("测试") as writer:
    for i in range(3000):
        writer.add([person(f"人{i}", i), post(f"职{i}", i), holds(f"人{i}", f"职{i}", i)])
        if i % 100 == 0:
            print(i, flush=True)
print("done", flush=True)
"""


@pytest.mark.parametrize("stop", ["0", "1500", "2900", "done"])
def test_a_killed_load_leaves_the_batch_or_nothing(path: str, stop: str) -> None:
    loading = subprocess.Popen(
        [sys.executable, "-c", LOADING, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert loading.stdout is not None
    said = []
    for line in loading.stdout:
        said.append(line.strip())
        if line.strip() == stop:
            break
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    loading.stdout.close()
    assert said[0] == "ready"
    store = SqliteStore(path)
    whole = {"HOLDS": 3000, "Person": 3000, "Post": 3000}
    assert store.counts() == (whole if stop == "done" else {})
    assert len(store.batches()) == (stop == "done")
    assert store.connection().execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    load(store, person("甲", 1))  # nothing keeps the next writer out
    store.close()


# files that are not as they should be


def refused(path: str, *, create: bool = True) -> str:
    before = Path(path).read_bytes() if Path(path).exists() else None
    with pytest.raises(StoreUnavailable) as error:
        SqliteStore(path, create=create)
    assert (Path(path).read_bytes() if Path(path).exists() else None) == before
    return str(error.value)


def test_a_missing_file_is_not_made_when_not_wanted(path: str) -> None:
    assert "没有库文件" in refused(path, create=False)
    with pytest.raises(StoreUnavailable, match=r"没有库文件.*zerenlian load"):
        open_store(f"sqlite:///{path}", create=False)
    with pytest.raises(StoreUnavailable, match="没有库文件"):
        SqliteStore(f"{path}?mode=ro")
    assert not Path(path).exists()
    assert "打不开" in refused(str(Path(path).parent / "无" / "x.db"))


def test_an_empty_file_becomes_a_store_only_when_wanted(path: str) -> None:
    Path(path).touch()
    assert "不是责任链库" in refused(path, create=False)
    store = SqliteStore(path)
    assert store.counts() == {}
    store.close()


@pytest.mark.parametrize("version", [0, VERSION, 99])
def test_a_foreign_file_stays_as_it_is(path: str, version: int) -> None:
    foreign = sqlite3.connect(path)
    foreign.executescript(f"CREATE TABLE node (x); PRAGMA user_version = {version}")
    foreign.close()
    assert "不是责任链库" in refused(path)
    assert "不是责任链库" in refused(path, create=False)
    with pytest.raises(StoreUnavailable, match="不是责任链库"):
        SqliteStore(f"{path}?mode=ro")


def test_a_file_that_is_no_database(path: str) -> None:
    Path(path).write_text("姓名,单位\n林一鸣,青川市委\n" * 100, encoding="utf-8")
    assert "不是责任链库，或已损坏" in refused(path)


def test_a_newer_version(path: str) -> None:
    store = SqliteStore(path)
    assert store.connection().execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    store.connection().execute(f"PRAGMA user_version = {VERSION + 1}")
    store.close()
    assert f"由更新的版本写成（格式 {VERSION + 1}" in refused(path)
    with pytest.raises(StoreUnavailable, match="升级 zerenlian"):
        SqliteStore(f"{path}?mode=ro")


def test_a_file_of_the_first_format_is_brought_to_this_one(path: str) -> None:
    """There an edge was told from its properties to be the side that does not lead."""
    dual = {"duty": "party", "mode": "local", "leads": "vertical"}
    store = SqliteStore(path)
    load(
        store, body("县局", 1), body("县委", 2), person("甲", 3), post("局长", 4),
        attest_edge("ANSWERS_TO", "县局", "县委", dual, place(5)), holds("甲", "局长", 6),
    )  # fmt: skip
    expected = store.expand(["县局", "甲"], ["ANSWERS_TO", "HOLDS"], "out")
    store.close()
    old = sqlite3.connect(path)
    for name in WALKING:
        old.execute(f"DROP INDEX {name}")
    for name, near, far in (("edge_out", "source", "target"), ("edge_in", "target", "source")):
        days = "since_lo, since_hi, until_lo, until_hi"
        old.execute(f"CREATE INDEX {name} ON edge ({near}, kind, facet, {days}, {far}, id)")
    old.executescript("ALTER TABLE edge DROP COLUMN yields_to; PRAGMA user_version = 1")
    old.close()
    with pytest.raises(StoreUnavailable, match=r"较早的版本写成（格式 1）"):
        SqliteStore(f"{path}?mode=ro")
    again = SqliteStore(path, create=False)
    found = again.expand(["县局", "甲"], ["ANSWERS_TO", "HOLDS"], "out")
    assert found == expected
    assert [edge.yields_to for edge in found if edge.source == "县局"] == ["vertical"]
    load(again, person("乙", 7), holds("乙", "局长", 8))
    assert len(again.expand(["局长"], ["HOLDS"], "in")) == 2
    again.close()
    SqliteStore(f"{path}?mode=ro").close()


def test_a_file_of_the_second_format_gets_the_indexes_of_structure(path: str) -> None:
    store = SqliteStore(path)
    load(store, body("县", 1), post("书记", 2), attest_edge("POST_OF", "书记", "县", {}, place(3)))
    expected = store.expand(["县"], ["POST_OF"], "in")
    store.close()
    old = sqlite3.connect(path)
    old.executescript("DROP INDEX structure_out; DROP INDEX structure_in; PRAGMA user_version = 2")
    old.close()
    with pytest.raises(StoreUnavailable, match=r"较早的版本写成（格式 2）"):
        SqliteStore(f"{path}?mode=ro")
    again = SqliteStore(path, create=False)
    assert len(expected) == 1
    assert again.expand(["县"], ["POST_OF"], "in") == expected
    again.close()


def test_an_earlier_format_that_cannot_be_written_is_told_so(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SqliteStore(path).close()
    with sqlite3.connect(path) as old:
        old.execute("PRAGMA user_version = 2")
    old.close()
    monkeypatch.setattr(apsw, "SQLITE_OPEN_READWRITE", apsw.SQLITE_OPEN_READONLY)
    with pytest.raises(StoreUnavailable, match=r"格式 2），要先改为.*不能写入（给它写入权限"):
        SqliteStore(path, create=False)


def test_a_store_is_closed_also_while_it_is_asked(path: str) -> None:
    store = SqliteStore(path)
    load(store, person("甲"))
    with pytest.raises(StoreUnavailable, match="在使用中被关闭（重新打开"), store.reading():
        store.close()
    assert list(store.nodes(["甲"])) == ["甲"]
    store.close()


def test_damage_that_is_met_as_a_batch_begins_is_told(path: str) -> None:
    store = SqliteStore(path)
    load(store, person("甲"), post("书记"), holds("甲", "书记"))
    sql = "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'edge'"
    root, size = store.connection().execute(sql).get
    store.close()
    with Path(path).open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    again = SqliteStore(path)
    with pytest.raises(StoreUnavailable, match=r"已损坏（换一个文件"):
        load(again, person("乙", 2))
    again.close()


def test_read_only(path: str) -> None:
    store: Store = SqliteStore(path)
    load(store, person("甲"))
    reader = open_store(f"sqlite:///{path}?mode=ro")
    assert list(reader.nodes(["甲"])) == ["甲"]
    with pytest.raises(StoreUnavailable, match="只读"):
        load(reader, person("乙"))
    with pytest.raises(StoreUnavailable, match="只读"):
        reader.undo(store.batches()[0].id)
    load(store, person("丙", 3))
    assert list(reader.nodes(["丙"])) == ["丙"]
    reader.close()
    store.close()


def test_a_second_writer_is_told_to_wait(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = SqliteStore(path), SqliteStore(path)
    plain = other._connect

    def impatient() -> apsw.Connection:
        connection = plain()
        connection.set_busy_timeout(50)
        return connection

    monkeypatch.setattr(other, "_connect", impatient)
    with one.batch("测试") as writer:
        writer.add([person("甲")])
        with pytest.raises(StoreUnavailable, match=r"正被另一个进程写入.*再试"):
            load(other, person("乙", 2))
    load(other, person("乙", 2))
    assert one.counts() == {"Person": 2}
    with pytest.raises(Conflict):
        load(other, person("乙", 2, sex="女"))
    one.close()
    other.close()


# many readers beside one writer

READING = """
import sys
from graph.sqlite_store import SqliteStore
store = SqliteStore(sys.argv[1], create=False)
seen = set()
while True:
    with store.reading() as view:
        counts = view.counts()
        batches = len(view.batches())
        assert counts == ({"Person": 50 * batches} if batches else {}), (counts, batches)
        assert len(view.scan_nodes("Person", limit=10_000)) == 50 * batches
    if not seen:
        print("ready", flush=True)
    seen.add(batches)
    if batches == 20:
        break
print(len(seen), flush=True)
"""


def test_readers_beside_a_writer_see_whole_batches(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sqlite.writer.PORTION", 7)
    store = SqliteStore(path)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READING, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    wrong: list[object] = []
    finished = threading.Event()

    def read() -> None:
        while not finished.is_set():
            counts, batches = 0, 0
            with store.reading() as view:
                counts, batches = view.counts().get("Person", 0), len(view.batches())
            if counts != 50 * batches:
                wrong.append((counts, batches))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(20):
        load(store, *(person(f"人{number}-{i}", number * 50 + i) for i in range(50)))
        time.sleep(0.01)
    answers = [reader.communicate(timeout=30)[0] for reader in readers]
    finished.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert [reader.returncode for reader in readers] == [0, 0]
    assert all(int(answer) > 1 for answer in answers)
    store.close()


def test_a_view_of_a_moment_may_pass_between_threads(path: str) -> None:
    store = SqliteStore(path)
    load(store, person("甲"))
    found: list[dict[str, int]] = []
    with store.reading() as view:
        load(store, person("乙", 2))
        thread = threading.Thread(target=lambda: found.append(dict(view.counts())))
        thread.start()
        thread.join()
    assert found == [{"Person": 1}]
    assert store.counts() == {"Person": 2}
    store.close()
