"""Servers and connections of Neo4j that fail: a clear error or another try, nothing lost, nothing
doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graph.attestation import Attestation
from graph.errors import Conflict, InvalidData, LimitReached, StoreUnavailable
from graph.memory_store import MemoryStore
from graph.neo4j.options import Neo4jOptions, address
from graph.neo4j_store import Neo4jStore
from graph.store import Store
from tests.command import Zerenlian
from tests.conftest import NamedServer
from tests.flaky import FlakyWay, flaky_way
from tests.graph.conftest import QUICK, emptied
from tests.graph.statements import holds, load, person, post, snapshot
from tests.neo4j_server import Neo4jServer, free_port

PEOPLE = 600
STATEMENTS: list[Attestation] = [
    post("书记", 0),
    *(person(f"人{i}", i) for i in range(1, PEOPLE)),
    *(holds(f"人{i}", "书记", i, since="2003") for i in range(1, PEOPLE)),
]


def loaded_once(store: Store) -> bool:
    """Whether a store holds `STATEMENTS`, each once and no more."""
    whole = MemoryStore()
    load(whole, *STATEMENTS)
    return snapshot(store) == snapshot(whole) and store.faults() == []


# what can be wrong with an address


def test_an_address_is_taken_apart_and_its_password_never_shown() -> None:
    found = address("neo4j+s://江:s%40p@graph.example:7688/files", Neo4jOptions())
    assert (found.uri, found.shown) == (
        "neo4j+s://graph.example:7688", "neo4j+s://graph.example:7688/files",
    )  # fmt: skip
    assert (found.options.user, found.options.password, found.options.database) == (
        "江", "s@p", "files",
    )  # fmt: skip
    assert address("bolt://[::1]", Neo4jOptions()).uri == "bolt://[::1]:7687"
    for url in ("neo4j://u:secret@", "neo4j://u:secret@host:port", "bolt://u:secret@h?mode=ro"):
        with pytest.raises(InvalidData) as refused:
            address(url, Neo4jOptions())
        assert "secret" not in str(refused.value)


def test_no_server(zerenlian: Zerenlian) -> None:
    url = f"bolt://neo4j:secret@127.0.0.1:{free_port()}"
    shown = zerenlian("search", "林一鸣", "--store", url)
    assert shown.code == 7
    assert "连不上bolt://127.0.0.1:" in shown.told
    assert "确认Neo4j已启动" in shown.told
    assert "secret" not in shown.told + shown.out


def test_a_wrong_password(zerenlian: Zerenlian, neo4j_server: Neo4jServer) -> None:
    url = f"neo4j://neo4j:secret@{neo4j_server.address}"
    shown = zerenlian("search", "林一鸣", "--store", url)
    assert shown.code == 7
    assert "不接受用户neo4j的密码" in shown.told
    assert "ZERENLIAN_NEO4J_PASSWORD" in shown.told
    assert "secret" not in shown.told + shown.out


def test_a_database_that_is_not_there(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="没有这个数据库"):
        Neo4jStore(f"{neo4j_url}/nowhere", QUICK)


def test_a_database_that_holds_something_else(neo4j_url: str) -> None:
    store = emptied(neo4j_url)
    store.connection.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
    with pytest.raises(StoreUnavailable, match="还不是责任链库"):
        Neo4jStore(neo4j_url, QUICK, create=False)
    store.connection.write(lambda tx: tx.run("CREATE (:Movie)").consume())
    with pytest.raises(StoreUnavailable, match="里有别的数据"):
        Neo4jStore(neo4j_url, QUICK)
    store.close()


def test_a_database_of_a_newer_version(neo4j_url: str) -> None:
    store = emptied(neo4j_url)
    store.connection.write(lambda tx: tx.run("MATCH (s:_Store) SET s.format = 99").consume())
    store.close()
    with pytest.raises(StoreUnavailable, match=r"由更新的版本写成（格式 99"):
        Neo4jStore(neo4j_url, QUICK)


# encryption


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_tls_without_a_check(neo4j_server: Neo4jServer, scheme: str) -> None:
    url = neo4j_server.url.replace("neo4j:", f"{scheme}:", 1)
    emptied(url).close()


def test_tls_with_an_authority_of_ones_own(
    neo4j_server: Neo4jServer, new_neo4j: NamedServer
) -> None:
    trusting = replace(QUICK, certificates=str(neo4j_server.certificate))
    Neo4jStore(neo4j_server.url, trusting).close()
    another = new_neo4j("neo4j-2026").certificate
    with pytest.raises(StoreUnavailable, match="连不上"):
        Neo4jStore(neo4j_server.url, replace(QUICK, certificates=str(another)))
    with pytest.raises(StoreUnavailable, match="连不上"):
        Neo4jStore(neo4j_server.url.replace("neo4j:", "neo4j+s:", 1), QUICK)
    with pytest.raises(InvalidData, match="没有证书文件"):
        Neo4jStore(neo4j_server.url, replace(QUICK, certificates="/无/此.pem"))


# connections that break


def through(way: FlakyWay, server: Neo4jServer) -> str:
    """The server's URL by that way; routing would go round it."""
    plain = server.url.replace("neo4j:", "bolt:", 1)
    return plain.replace(str(server.port), str(way.port))


@pytest.fixture
def newest(neo4j_servers: NamedServer) -> Neo4jServer:
    """One version is enough for what our side and the driver do."""
    return neo4j_servers("neo4j-2026")


@pytest.mark.parametrize("size", [500, 2_500])
def test_connections_that_drop_while_a_batch_is_written(
    newest: Neo4jServer, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("graph.neo4j.writer.PORTION", 100)
    emptied(newest.url).close()
    with flaky_way(newest.port) as way:
        store = Neo4jStore(through(way, newest), replace(QUICK, patience=60))
        way.cut(size, 3)
        load(store, *STATEMENTS)
        assert way.cuts == 3
        way.cut(0, 0)
        assert loaded_once(store)
        store.close()


def test_a_connection_that_drops_in_the_middle_of_a_page(newest: Neo4jServer) -> None:
    whole = emptied(newest.url)
    load(whole, *STATEMENTS)
    everybody = whole.scan_nodes("Person", limit=PEOPLE)
    with flaky_way(newest.port) as way:
        store = Neo4jStore(through(way, newest), QUICK)
        with store.reading() as view:
            way.cut(20_000, 2)
            assert view.scan_nodes("Person", limit=PEOPLE) == everybody
            assert way.cuts == 2
            way.cut(20_000, 1_000_000)
            with pytest.raises(StoreUnavailable, match="连不上"):
                view.scan_nodes("Person", limit=PEOPLE)
            way.cut(0, 0)
            assert view.scan_nodes("Person", limit=PEOPLE) == everybody
        store.close()
    whole.close()


# servers and programs that die


@pytest.fixture(scope="module")
def mortal(new_neo4j: NamedServer) -> Neo4jServer:
    """A server that these tests may kill."""
    server = new_neo4j("neo4j-2026")
    server.start()
    return server


def test_a_server_killed_during_a_load_and_started_again(
    mortal: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.neo4j.writer.PORTION", 20)
    watching = emptied(mortal.url)
    store = Neo4jStore(mortal.url, replace(QUICK, patience=90))
    loading = threading.Thread(target=load, args=(store, *STATEMENTS))
    loading.start()
    with watching.connection.reading() as reader:
        while not reader.rows("MATCH (s:_Store) WHERE s.portions > 10 RETURN 1"):
            time.sleep(0.01)
    mortal.kill()
    watching.close()
    mortal.start()
    loading.join()
    assert loaded_once(store)
    store.close()


def killed_while(server: Neo4jServer, code: str) -> None:
    """Run a program on the server's store and kill it once it has written ten portions."""
    program = [
        "import sys, graph.neo4j.writer",
        "from tests.graph.conftest import QUICK",
        "from tests.graph.test_neo4j_faults import *",
        "graph.neo4j.writer.PORTION = 20",
        "store = Neo4jStore(sys.argv[1], QUICK)",
        code,
    ]
    root = str(Path(__file__).parents[2])
    watching = Neo4jStore(server.url, QUICK)
    with subprocess.Popen(
        [sys.executable, "-c", "\n".join(program), server.url],
        env={**os.environ, "PYTHONPATH": root},
    ) as dying:
        with watching.connection.reading() as reader:
            while not reader.rows(
                "MATCH (s:_Store) WHERE s.writer IS NOT NULL AND s.portions > 10 RETURN 1"
            ):
                assert dying.poll() is None
                time.sleep(0.01)
        dying.send_signal(signal.SIGKILL)
    watching.close()


def test_a_program_killed_while_it_loads(mortal: Neo4jServer) -> None:
    store = emptied(mortal.url)
    first = load(store, person("人1", 1), person("旧人", 2), title="旧")
    before = snapshot(store)
    killed_while(mortal, "load(store, *STATEMENTS)")
    assert snapshot(store) == before
    assert [b.id for b in store.batches()] == [first]
    load(store, person("新人", 3))
    assert store.faults() == []
    with store.connection.reading() as reader:
        assert reader.rows("MATCH (s:_Statement) RETURN count(s)") == [[3]]
    load(store, *STATEMENTS)
    assert len(store.scan_nodes("Person", limit=PEOPLE * 2)) == PEOPLE + 1
    assert store.faults() == []
    store.close()


def test_a_program_killed_while_it_undoes(mortal: Neo4jServer) -> None:
    store = emptied(mortal.url)
    batch = load(store, *STATEMENTS)
    killed_while(mortal, f"store.undo({batch!r})")
    assert loaded_once(store)
    later = load(store, person("新人", 3))
    assert store.undo(later) == 1
    assert loaded_once(store)
    assert store.undo(batch) == len(STATEMENTS)
    assert snapshot(store) == snapshot(MemoryStore())
    assert store.faults() == []
    store.close()


def test_a_writer_that_was_silent_too_long_is_told_so(newest: Neo4jServer) -> None:
    slow = emptied(newest.url)
    slow.connection.options = replace(QUICK, lease=0)
    quick = Neo4jStore(newest.url, QUICK)
    with pytest.raises(Conflict, match="已由另一个程序接手"), slow.batch("慢") as writer:  # noqa: PT012
        writer.add([person("慢人", 1)])
        load(quick, *STATEMENTS)
    assert loaded_once(quick)
    slow.close()
    quick.close()


def test_a_second_writer_waits_and_then_says_so(newest: Neo4jServer) -> None:
    store = emptied(newest.url)
    store.connection.options = replace(QUICK, lease=60)
    hasty = Neo4jStore(newest.url, replace(QUICK, patience=1))
    with store.batch("先") as writer:
        writer.add(STATEMENTS)
        with pytest.raises(StoreUnavailable, match="另一个程序正在写入"):
            load(hasty, person("后人", 1))
    assert loaded_once(store)
    store.close()
    hasty.close()


# limits and full disks


def test_a_query_past_its_time(neo4j_url: str) -> None:
    emptied(neo4j_url).close()
    store = Neo4jStore(neo4j_url, replace(QUICK, query_timeout=0.5))
    with (
        store.connection.reading() as reader,
        pytest.raises(LimitReached, match=r"超过 0.5 秒.*QUERY_TIMEOUT"),
    ):
        reader.rows("UNWIND range(1, 10000000000) AS i WITH i WHERE i < 0 RETURN count(i)")
    store.close()


@pytest.mark.parametrize("portion", [1, 4])
def test_a_full_disk_of_the_server(
    newest: Neo4jServer, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    """The server's error is injected; what it refuses is the commit of a portion."""
    monkeypatch.setattr("graph.neo4j.writer.PORTION", 200)
    store = emptied(newest.url)
    run = neo4j.ManagedTransaction.run
    portions = 0

    def full(self: neo4j.ManagedTransaction, query: Any, *more: Any, **said: Any) -> object:
        nonlocal portions
        portions += "_Statement" in query and "CREATE" in query
        if portions == portion:
            raise Neo4jError._hydrate_neo4j(
                code="Neo.DatabaseError.Transaction.TransactionCommitFailed",
                message="Could not append to the log: No space left on device",
            )
        return run(self, query, *more, **said)

    with monkeypatch.context() as world:
        world.setattr(neo4j.ManagedTransaction, "run", full)
        with pytest.raises(StoreUnavailable, match=r"磁盘已满.*腾出空间后重新载入"):
            load(store, *STATEMENTS)
    assert store.counts() == {}
    assert store.batches() == []
    store.connection.options = replace(QUICK, patience=20)
    load(store, *STATEMENTS)
    assert loaded_once(store)
    store.close()


def test_a_reader_of_what_is_cleaned_up_is_told_to_ask_again(neo4j_url: str) -> None:
    store = emptied(neo4j_url)
    load(store, person("甲"))
    late = Neo4jStore(neo4j_url, QUICK)
    with late.reading() as view:
        assert view.counts() == {"Person": 1}
        load(store, person("甲", 2, sex="男"))
        with pytest.raises(StoreUnavailable, match=r"新的批次.*再试一次"):
            view.nodes(["甲"])
    assert late.nodes(["甲"])["甲"].first("sex") == "男"
    late.close()
    store.close()
