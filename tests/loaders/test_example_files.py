"""The fictional prefecture, end to end: every row of every file loads, and the files meet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from examples.prefecture.world import SEED, write_files
from graph.body_names import canonical
from graph.dates import window
from graph.memory_store import MemoryStore
from graph.queries.chain import chain
from graph.record import Node, conflicting
from graph.resolve import bodies
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.report import Report

pytestmark = pytest.mark.no_cover  # a whole prefecture; tracing doubles its time

KINDS = {
    "行政区划": "divisions", "机构表": "organizations", "职务表": "posts", "干部名册": "roster",
    "任职记录": "tenures", "任免通知": "appointments", "空缺情况": "vacancies",
    "领导分工": "oversight", "两清单": "list_items", "清单检查": "checks",
    "述责述廉述德": "evaluations", "问题线索": "clues", "案件": "cases", "谈话台账": "talks",
    "专项行动": "campaigns", "六个一": "measures", "重要案件审议": "deliberations",
    "问责决定": "accountability", "履责豁免": "exemptions",
}  # fmt: skip
"""How the files begin, in the order of loading, with their built-in mappings."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[MemoryStore, dict[str, Report], int]:
    folder = tmp_path_factory.mktemp("files")
    rows = sum(len(table.rows) for table in write_files(folder, SEED))
    store = MemoryStore()
    reports = {
        kind: load(store, sorted(folder.glob(f"{start}*")), read_mapping(kind))
        for start, kind in KINDS.items()
    }
    return store, reports, rows


def nodes(store: MemoryStore, kind: str) -> Iterator[Node]:
    after = ""
    while page := store.scan_nodes(kind, after):
        yield from page
        after = page[-1].id


def test_every_row_loads(loaded: tuple[MemoryStore, dict[str, Report], int]) -> None:
    _, reports, rows = loaded
    assert {kind: r.rejections for kind, r in reports.items() if r.rejected} == {}
    assert sum(report.rows for report in reports.values()) == rows


def test_every_body_named_anywhere_is_one_of_the_file_of_bodies(
    loaded: tuple[MemoryStore, dict[str, Report], int],
) -> None:
    store, reports, _ = loaded
    found = list(nodes(store, "Organization"))
    assert len(found) == reports["organizations"].rows
    assert [n.caption for n in found if "name" not in n.properties] == []
    assert [(n.caption, conflicting(n)) for n in found if conflicting(n)] == []


def test_people_meet_across_rosters_ledgers_and_papers(
    loaded: tuple[MemoryStore, dict[str, Report], int],
) -> None:
    store, _, _ = loaded
    relatives = {e.source for e in store.scan_edges("FAMILY_OF", limit=10_000)}
    people = [n for n in nodes(store, "Person") if n.id not in relatives]
    with_post = {e.source for e in store.expand([n.id for n in people], ["HOLDS"], "out")}
    talked = {
        e.source
        for e in store.expand([n.id for n in people], ["PARTICIPATED"], "out")
        if e.facet in ("谈话人", "谈话对象")
    }
    assert talked - with_post == set()


def test_a_chain_goes_from_a_county_to_the_province_in_both_duties(
    loaded: tuple[MemoryStore, dict[str, Report], int],
) -> None:
    store, _, _ = loaded
    (county,) = bodies(store, "棠川县委")
    for duty, levels in (
        ("party", ["棠川县委", "澜陵市委", "云泽省委"]),
        ("discipline", ["棠川县纪委", "澜陵市纪委", "云泽省纪委"]),
    ):
        found = chain(store, county.id, "2018-06-01", duty=duty)
        followed = [link for link in found.links if link.main]
        names = {b.body.id: canonical(b.body.caption) for b in found.bodies}
        assert [(names[x.lower], names[x.upper]) for x in followed] == list(pairwise(levels))
        heads = {canonical(b.body.caption): b.heads[0].state for b in found.bodies if b.heads}
        assert {heads[level] for level in levels} == {"held"}


def test_stationed_groups_answer_to_who_sends_them_and_never_to_their_hosts(
    loaded: tuple[MemoryStore, dict[str, Report], int],
) -> None:
    store, _, _ = loaded
    groups = [n.id for n in nodes(store, "Organization") if n.first("type") == "派驻组"]
    day = window("2018-06-01")
    for group in groups:
        senders = {e.target for e in store.expand([group], ["COMPONENT_OF"], "out", when=day)}
        hosts = {e.target for e in store.expand([group], ["SUPERVISES"], "out", when=day)}
        above = {e.target for e in store.expand([group], ["ANSWERS_TO"], "out", when=day)}
        assert above == senders
        assert above & hosts == set()
        assert hosts
