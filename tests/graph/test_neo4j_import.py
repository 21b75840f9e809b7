"""The files for Neo4j's bulk import: a server that reads them holds what loading leaves in it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from graph.attestation import Place, attest_edge, attest_node
from graph.copying import copy_store
from graph.digest import digest
from graph.errors import Conflict, InvalidData
from graph.memory_store import MemoryStore
from graph.neo4j.bulk_import import ARGUMENTS, Exported, export_for_import
from graph.neo4j.connection import Connection
from graph.neo4j.csv_folder import LIST_DELIMITER
from graph.schema import schema
from graph.sqlite_store import SqliteStore
from graph.store import Store, pages
from graph.stores import open_store
from loaders.load import load as load_files
from loaders.mapping import read_mapping
from tests.conftest import NamedServer
from tests.graph.conftest import QUICK, emptied
from tests.graph.statements import holds, load, person, post

EXAMPLES = Path(__file__).parents[2] / "examples"
LOADED = {"checks"}
"""Of the example files only this: all kinds of values, and sources that differ, are told below."""
NASTY = (
    'a"b', '"', '""', '"x"', "a,b", "甲\n乙", "甲\r\n乙", "甲\r乙", "\n", "\\", '\\"', "甲\\",
    "\\n", " 甲 ", "\t", ";", "|", "甲;乙", "\x00", "甲\x00乙", "\x1f", "\u2028", "\ufeff",
    "\ufffd", "😀", "'", "#", "@x", "null", "true", "0", "1.5", "2014-05-20", "字" * 1_100,
)  # fmt: skip
LONG = "字" * 1_500_000


def tell(store: Store) -> None:
    """Values of all types, alone and several, and batches that change what earlier ones said."""
    ids = ["人" + text.replace("\0", "") for text in NASTY]  # an id has no U+0000
    load(
        store, *(person(who, line) for line, who in enumerate(ids)),
        *(attest_node("Person", "多", {"alias": ["甲", text]}, Place("", text)) for text in NASTY),
        *(holds(who, "书记", 100 + line) for line, who in enumerate(ids)),
        post("书记", 50), title=NASTY[1],
    )  # fmt: skip
    load(
        store, person("甲", education=1, birth="1960"), person("甲", 2, education=2),
        person("乙", education=True, birth="1960-02"), person("乙", 2, birth="1961-03-04"),
        person("丙", education=1.5), person("丙", 2, education=1e300),
        person("丁", education=2**64 - 1), person("丁", 2, education=-(2**63)),
        person("戊", education=7), person("戊", 2, education="七"),
        attest_node("Person", "己", {"name": "己"}, Place("名册", "第1行", LONG), 0.1),
    )  # fmt: skip
    said_wrongly = load(
        store, holds("甲", "书记", 3, since="2003-05", concurrent=True), person("甲", 3, sex="男"),
        person("谁", 4), holds("谁", "书记", 5),
    )  # fmt: skip
    load(
        store, holds("甲", "书记", 6, since="2003", until="2005", concurrent=True),
        holds("甲", "书记", 7, since="2003-06", concurrent=False),
        holds("甲", "书记", 8, since="2009", until="2010"), holds("乙", "书记", 9, nature="代理"),
        attest_node("Talk", "谈", {"type": "提醒谈话", "date": "2019"}, Place("台账", "第1行")),
        attest_edge("PARTICIPATED", "甲", "谈", {"role": "谈话人", "on": "2019-03"},
                    Place("台账", "第1行")),
    )  # fmt: skip
    store.undo(said_wrongly)
    load(store, person("甲", 10, "又一名册"), holds("甲", "书记", 9, "又一名册", since="2009"))
    load(store, person("甲", 11, alias="又名"), holds("甲", "书记", 12, seen="2004"))
    store.undo(load(store, person("谁", 13)))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """Example files and the rest, in a file."""
    store = SqliteStore(str(tmp_path_factory.mktemp("source") / "库.db"))
    tour = yaml.safe_load((EXAMPLES / "demo.yaml").read_text(encoding="utf-8"))
    for step in tour["loads"]:
        if step["kind"] in LOADED:
            files = [EXAMPLES / "files" / name for name in step["files"]]
            load_files(store, files, read_mapping(step["kind"]))
    tell(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def exported(source: SqliteStore, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder and the command."""
    folder = tmp_path_factory.mktemp("导 出")
    with source.reading() as view:
        return folder, export_for_import(view, folder).command


def answers(store: Store) -> dict[str, object]:
    """What a store answers about everything in it."""
    ids = [n.id for kind in schema().nodes for page in pages(store.scan_nodes, kind) for n in page]
    edges = [e for kind in schema().edges for page in pages(store.scan_edges, kind) for e in page]
    return {
        "digest": digest(store),
        "batches": store.batches(),
        "out": sorted(store.expand(ids, schema().edges, "out")),
        "in": sorted(store.expand(ids, schema().edges, "in")),
        "keys": store.find_prefix("", 1_000_000),
        "said": store.attestations([*ids, *(edge.relation for edge in edges)]),
    }


def content(url: str) -> list[str]:
    """All nodes and relationships with their types to the letter, but for what tells of writers and
    of what was cleared away."""
    connection = Connection(url, QUICK)
    with connection.reading() as reader:
        rows = reader.rows(
            "MATCH (n) RETURN labels(n) AS is, '' AS a, '' AS b, properties(n) AS has UNION ALL"
            " MATCH (a)-[r]->(b) RETURN [type(r)] AS is, a.id AS a, b.id AS b, properties(r) AS has"
        )
    connection.close()
    for labels, _, _, properties in rows:
        if labels == ["_Store"]:
            for name in properties.keys() - {"id", "format", "version", "counts"}:
                del properties[name]
    return sorted(
        repr((sorted(labels), source, target, sorted(properties.items())))
        for labels, source, target, properties in rows
    )


@pytest.mark.parametrize("name", ["neo4j-2026"])
@pytest.mark.no_cover  # all there is, read three times
def test_what_is_imported_is_what_loading_leaves(
    source: SqliteStore,
    exported: tuple[Path, str],
    name: str,
    new_neo4j: NamedServer,
    neo4j_servers: NamedServer,
) -> None:
    folder, command = exported
    server = new_neo4j(name)
    program, *arguments = shlex.split(command)
    assert [program, *arguments[:4]] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    server.bulk_import(*arguments[4:], folder=folder)
    server.start()
    with closing(open_store(server.url, create=False, neo4j=QUICK)) as imported:
        assert imported.faults() == []
        assert answers(imported) == answers(source)
        with closing(emptied(neo4j_servers(name).url)) as loaded:
            replay(source, loaded)
        assert content(server.url) == content(neo4j_servers(name).url)
        go_on(imported)


def replay(source: Store, target: Store) -> None:
    """Load the batches in order of time, as they are now."""
    for batch in source.batches():
        with target.replay(batch) as writer:
            writer.add(source.history(batch.id))


def go_on(store: Store) -> None:
    """Write to a store and undo what was there: both come to the same as in memory."""
    beside = MemoryStore()
    copy_store(store, beside)
    load(store, person("甲", 60, sex="女"), person("庚", 61), holds("庚", "书记", 62))
    with pytest.raises(Conflict, match="已按另一种读法载入"):
        load(store, person("甲", 1, education=3))
    store.undo(store.batches()[-3].id)
    copy_store(store, beside)
    assert answers(store) == answers(beside)
    assert store.faults() == []


# files


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_a_column_has_one_type_in_a_file(tmp_path: Path) -> None:
    store = MemoryStore()
    load(
        store, person("丙", sex="男"), person("乙", 2, birth="2000"), person("甲", 3, sex="男"),
        person("甲", 4, sex="女"),
    )  # fmt: skip
    written = export_for_import(store, tmp_path / "出", "people")
    assert written.command == "neo4j-admin database import full people @import.args"
    nodes = tmp_path / "出" / "nodes"
    assert lines(nodes / "Person-header.csv") == [
        "id:ID(Entity),name:string,sex:string,caption:string,"
        "birth:string,birth_earliest:date,birth_latest:date"
    ]
    assert lines(nodes / "Person.csv") == [
        '"丙","丙","男","丙"', '"乙","乙",,"乙","2000",2000-01-01,2000-12-31',
    ]  # fmt: skip
    assert lines(nodes / "Person-2-header.csv") == [
        "id:ID(Entity),name:string,sex:string[],caption:string"
    ]
    assert lines(nodes / "Person-2.csv") == [f'"甲","甲","女{LIST_DELIMITER}男","甲"']
    arguments = lines(tmp_path / "出" / ARGUMENTS)
    assert arguments[:2] == ["--multiline-fields=true", "--array-delimiter=U+FDD0"]
    assert "--nodes=Entity:Person=./nodes/Person-2-header.csv,./nodes/Person-2.csv" in arguments
    assert "full people @import.args" in (tmp_path / "出" / "说明.txt").read_text("utf-8")


def test_an_empty_store(tmp_path: Path) -> None:
    written = export_for_import(MemoryStore(), tmp_path / "出")
    assert written == Exported("neo4j-admin database import full neo4j @import.args", 0, 0, {})
    assert lines(tmp_path / "出" / ARGUMENTS)[2:] == [
        "--nodes=_Store=./nodes/_Store-header.csv,./nodes/_Store.csv"
    ]


def test_progress_counts_statements(tmp_path: Path) -> None:
    store = MemoryStore()
    load(store, *(person(f"人{line}", line) for line in range(2500)))
    told: list[tuple[int, int | None]] = []
    export_for_import(store, tmp_path / "出", progress=lambda *now: told.append(now))
    assert told == [(1000, 2500), (2000, 2500)]


# what is refused


def test_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "x").touch()
    for folder in (tmp_path / "出", tmp_path / "出" / "x"):
        with pytest.raises(InvalidData, match="已有内容"):
            export_for_import(MemoryStore(), folder)


@pytest.mark.parametrize("name", ["", "ab", "1库", "neo4j --x", "a" * 64, "库库库"])
def test_a_name_that_no_database_has(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidData, match="不能作数据库名"):
        export_for_import(MemoryStore(), tmp_path / "出", name)


@pytest.mark.parametrize("names", [["甲", f"乙{LIST_DELIMITER}"], ["", LIST_DELIMITER]])
def test_what_no_file_can_say_leaves_nothing_behind(tmp_path: Path, names: list[str]) -> None:
    store = MemoryStore()
    load(store, replace(person("甲"), properties={"alias": tuple(names)}))
    (tmp_path / "出").mkdir()
    with pytest.raises(InvalidData, match=r"写不出这样的一组值.*zerenlian copy"):
        export_for_import(store, tmp_path / "出")
    assert list(tmp_path.rglob("*")) == [tmp_path / "出"]


def test_a_store_that_lost_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    load(store, person("甲"), person("乙", 2))
    whole = list(store.history())
    monkeypatch.setattr(store, "history", lambda: iter(whole[1:]))
    with pytest.raises(Conflict, match=r"应有 2 条记载，读到 1 条（先运行 zerenlian doctor"):
        export_for_import(store, tmp_path / "出")
    assert list(tmp_path.iterdir()) == []
