from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import networkx as nx
import pytest

from graph.queries.neighbourhood import neighbourhood
from graph.store import Store
from tests.visualize.conftest import MARKUP, chain_of
from visualize.files import as_graph, csv_tables, csv_zip, gexf, graphml, node_link
from visualize.network_picture import network_picture
from visualize.picture import Picture


@pytest.fixture(scope="module")
def picture(store: Store) -> Picture:
    return chain_of(store, "甲县委", "2015-05-01")


NODES = {"甲县委", "乙市委", "丙省委", "林一鸣", MARKUP, "周行之", "顾南星"}
EDGES = {
    ("甲县委", "乙市委", "ANSWERS_TO", "party", "确定", ""),
    ("乙市委", "丙省委", "ANSWERS_TO", "party", "确定", ""),
    ("林一鸣", "乙市委", "HOLDS", "", "确定", "书记"),
    (MARKUP, "乙市委", "HOLDS", "", "确定", "书记"),
    ("顾南星", "乙市委", "HOLDS", "", "确定", "市长"),
    ("周行之", "丙省委", "HOLDS", "", "可能", "书记"),
}


def edges(graph: nx.Graph[str]) -> set[tuple[str, ...]]:
    return {
        (a, b, e["kind"], e["facet"], e["certainty"], e["role"])
        for a, b, e in graph.edges(data=True)
    }


def test_the_people_of_a_box_are_nodes_of_their_own(picture: Picture) -> None:
    graph = as_graph(picture)
    assert set(graph) == NODES
    assert edges(graph) == EDGES
    assert graph.nodes["甲县委"]["details"] == "书记：未见记录；类型：党委"
    assert all(e["sources"].startswith("[") for *_, e in graph.edges(data=True))
    assert graph.graph["as_of"] == "2015-05-01"
    assert graph.graph["documents"] == "测试名册.csv"


def test_gexf_reads_back_and_says_its_date_and_sources(picture: Picture) -> None:
    written = gexf(picture)
    graph = nx.read_gexf(BytesIO(written))
    assert set(graph) == NODES
    assert {(a, b) for a, b, *_ in EDGES} == set(graph.edges())
    description = Xml.fromstring(written).find(".//{http://www.gexf.net/1.2draft}description")
    assert description is not None
    assert "as_of: 2015-05-01" in (description.text or "")
    assert "测试名册.csv" in (description.text or "")


def test_graphml_reads_back(picture: Picture) -> None:
    graph = nx.read_graphml(BytesIO(graphml(picture)), force_multigraph=True)
    assert set(graph) == NODES
    assert edges(graph) == EDGES
    assert graph.graph["as_of"] == "2015-05-01"


def test_json_reads_back(picture: Picture) -> None:
    graph = nx.node_link_graph(json.loads(node_link(picture)), edges="edges")
    assert nx.utils.graphs_equal(graph, as_graph(picture))


def rows(table: bytes) -> list[dict[str, str]]:
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(table.decode("utf-8-sig"))))


def test_tables(picture: Picture) -> None:
    tables = csv_tables(picture)
    assert list(tables) == ["nodes.csv", "edges.csv", "sources.csv", "about.csv"]
    assert {row["id"] for row in rows(tables["nodes.csv"])} == NODES
    assert {
        (r["source"], r["target"], r["kind"], r["facet"], r["certainty"], r["role"])
        for r in rows(tables["edges.csv"])
    } == EDGES
    assert [r["number"] for r in rows(tables["sources.csv"])] == ["1", "2", "3", "4", "5", "6"]
    about = {r["what"]: r["text"] for r in rows(tables["about.csv"])}
    assert about["as_of"] == "2015-05-01"
    assert about["filters"] == "责任：主体责任；方向：向上追溯"
    assert about["shown"] == "3 / 3"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(picture: Picture, begin: str) -> None:
    node = replace(picture.nodes[0], label=f"{begin}cmd|x")
    tables = csv_tables(replace(picture, nodes=(node,), edges=(), title=f"{begin}1"))
    assert rows(tables["nodes.csv"])[0]["label"] == f"'{begin}cmd|x"
    assert rows(tables["about.csv"])[0]["text"] == f"'{begin}1"


def test_a_zip_holds_the_tables_and_is_always_the_same(picture: Picture) -> None:
    packed = csv_zip(picture)
    assert packed == csv_zip(picture)
    with ZipFile(BytesIO(packed)) as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == csv_tables(picture)


def test_dates_that_nobody_knows_and_characters_that_xml_forbids_do_no_harm(store: Store) -> None:
    found = neighbourhood(store, ["乙市委"])
    drawn = network_picture(found, {})
    node = replace(drawn.nodes[0], label="林\x00一鸣", details=())
    drawn = replace(drawn, nodes=(node, *drawn.nodes[1:]))
    assert gexf(drawn) == gexf(drawn)
    read = nx.read_graphml(BytesIO(graphml(drawn)))
    assert set(read) == set(found.nodes)
    assert read.nodes["乙市委"]["label"] == "林\ufffd一鸣"
    spans = {e["span"] for *_, e in read.edges(data=True)}
    assert spans == {"", "2010 起，2016 止", "2010-01-01 起，2020-01-01 止"}


def test_an_empty_picture_is_an_empty_graph(picture: Picture) -> None:
    empty = replace(picture, nodes=(), edges=(), sources=())
    assert len(nx.read_graphml(BytesIO(graphml(empty)))) == 0
    assert len(nx.read_gexf(BytesIO(gexf(empty)))) == 0
