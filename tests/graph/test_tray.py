"""What waits beside the graph, on every store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph.copying import copy_store
from graph.errors import StoreUnavailable
from graph.memory_store import MemoryStore
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.graph.statements import load, person

TEXTS = {"a/1": "甲", "a/2": "", "a": "乙\n", "b/1": '{"丙": "\u2028"}', "a/10": "丁" * 20_000}


def test_what_was_put_is_found_by_key_and_by_prefix_in_order(store: Store) -> None:
    store.tray.put(TEXTS)
    assert list(store.tray.get(["b/1", "无", "a"]).items()) == [
        ("b/1", TEXTS["b/1"]),
        ("a", "乙\n"),
    ]
    assert store.tray.page("a/") == [(key, TEXTS[key]) for key in ("a/1", "a/10", "a/2")]
    assert [key for key, _ in store.tray.page("")] == sorted(TEXTS)
    assert (store.tray.count("a/"), store.tray.count(""), store.tray.count("c")) == (3, 5, 0)


def test_a_page_goes_on_after_the_last_key_of_the_one_before(store: Store) -> None:
    store.tray.put({f"n/{number:04}": str(number) for number in range(2500)})
    first = store.tray.page("n/")
    second = store.tray.page("n/", first[-1][0], 1001)
    assert [text for _, text in first + second] == [str(n) for n in range(2001)]
    assert store.tray.page("n/", "n/2499") == []


def test_a_text_takes_the_place_of_another_and_keys_are_let_go(store: Store) -> None:
    store.tray.put(TEXTS)
    store.tray.put({"a/1": "新", "c": "戊"}, gone=["b/1", "a/1", "没有"])
    assert store.tray.get(["a/1", "b/1", "c"]) == {"a/1": "新", "c": "戊"}
    store.tray.put({}, gone=TEXTS)
    assert [key for key, _ in store.tray.page("")] == ["c"]


def test_it_changes_nothing_that_a_view_shows(store: Store) -> None:
    load(store, person("甲"))
    before = (store.counts(), store.batches(), store.find_prefix("", 100))
    store.tray.put(TEXTS)
    assert (store.counts(), store.batches(), store.find_prefix("", 100)) == before
    assert store.faults() == []


def test_a_copy_waits_for_what_its_source_waits_for(store: Store) -> None:
    source = MemoryStore()
    load(source, person("甲"))
    source.tray.put(TEXTS)
    copy_store(source, store)
    source.tray.put({"a/1": "新"}, gone=["b/1"])
    copy_store(source, store)
    assert store.tray.page("") == source.tray.page("")


def test_a_file_of_an_earlier_format_gets_a_tray(tmp_path: Path) -> None:
    path = tmp_path / "库.db"
    SqliteStore(str(path)).close()
    with sqlite3.connect(path) as file:
        file.executescript(
            "DROP TABLE tray; ALTER TABLE edge RENAME TO later; CREATE TABLE edge AS"
            " SELECT id, kind, facet, source, target, since_lo, since_hi, until_lo, until_hi,"
            " properties FROM later; DROP TABLE later; CREATE INDEX edge_id ON edge (id, kind);"
            " CREATE INDEX edge_out ON edge (source); CREATE INDEX edge_in ON edge (target);"
            " PRAGMA user_version = 1"
        )
    file.close()
    opened = SqliteStore(str(path))
    opened.tray.put(TEXTS)
    assert opened.tray.count("") == 5
    opened.close()
    reader = SqliteStore(f"{path}?mode=ro")
    assert reader.tray.count("") == 5
    with pytest.raises(StoreUnavailable, match="只读"):
        reader.tray.put({"x": ""})
    reader.close()
