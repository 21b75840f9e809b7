"""The kinds as data: what the file declares, how it grows, and what it says of mistakes."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml
from pydantic import ValidationError

from graph.attestation import Place, attest_edge, attest_node
from graph.memory_store import MemoryStore
from graph.schema import read_schema, schema

TEXT = files("graph").joinpath("schema.yaml").read_text(encoding="utf-8")

SMALL = """
version: 1
groups:
  person: {zh: 人员, en: Person, colour: "#000000"}
  case: {zh: 案件, en: Case, colour: "#111111"}
enumerations:
  colour:
    红: {en: Red, group: case}
    blue: {zh: 蓝, en: Blue}
nodes:
  Person:
    label: {zh: 人员, en: Person}
    group: person
    caption: [name]
    search: {name: person}
    properties:
      name: {zh: 姓名, en: Name, required: true}
      mark: {zh: 标记, en: Mark, one_of: colour}
edges:
  KNOWS:
    label: {zh: 认识, en: Knows}
    from: [Person]
    to: [Person]
    time: interval
    facet: how
    properties:
      how: {zh: 方式, en: How, one_of: colour, default: 红}
"""


def test_the_file_loads_in_its_order() -> None:
    raw = yaml.safe_load(TEXT)
    assert schema() == read_schema(TEXT)
    assert list(schema().nodes) == list(raw["nodes"])
    assert list(schema().edges) == list(raw["edges"])
    assert list(schema().nodes)[:4] == ["Person", "Organization", "Post", "Division"]


DESIGN = """
Person Organization Post Division Talk Clue Case CaseEvent Evaluation ListItem Check Deliberation
ReformAction Campaign Accountability Document
HOLDS POST_OF ANSWERS_TO PARTY_BODY_OF COMPONENT_OF OVERSEES SUPERVISES MANAGED_BY SUCCEEDED_BY
LOCATED_IN PARTICIPATED ENTRUSTED_BY CONCERNS ABOUT RECEIVED_BY PASSED_TO LED_TO SUBJECT_OF EVENT_OF
DECIDED_BY OCCURRED_IN REPORTED_AT HELD_BY ITEM_OF CHECKED CONSIDERED SPOKE_AT PROMPTED OWNED_BY
PART_OF TARGETS FAMILY_OF ASSOCIATED_WITH
"""


def test_every_kind_of_the_design_is_there() -> None:
    assert set(DESIGN.split()) <= {*schema().nodes, *schema().edges}


def test_every_enumeration_and_group_is_used() -> None:
    s = schema()
    kinds = [*s.nodes, *s.edges]
    used = {p.one_of for kind in kinds for p in s.properties(kind).values()} - {None}
    assert used == set(s.enumerations)
    groups = {kind.group for kind in s.nodes.values()} | {
        t.group for terms in s.enumerations.values() for t in terms.values() if t.group
    }
    assert groups == set(s.groups)


def test_every_label_is_given_in_both_languages() -> None:
    s = schema()
    pairs = [(kind.label.zh, kind.label.en) for kind in s.nodes.values()]
    pairs += [(kind.label.zh, kind.label.en) for kind in s.edges.values()]
    pairs += [(group.zh, group.en) for group in s.groups.values()]
    for kind in (*s.nodes, *s.edges):
        pairs += [(p.zh, p.en) for p in s.properties(kind).values()]
    pairs += [(t.zh, t.en) for terms in s.enumerations.values() for t in terms.values()]
    assert [pair for pair in pairs if not all(map(str.strip, pair))] == []
    assert len({kind.label.zh for kind in s.nodes.values()}) == len(s.nodes)
    assert len({kind.label.zh for kind in s.edges.values()}) == len(s.edges)


def test_time_implies_properties() -> None:
    s = schema()
    assert list(s.properties("HOLDS")) == [
        "since", "until", "seen", "absent_before", "absent_after",
        "nature", "concurrent", "rank", "appointment", "source_data",
    ]  # fmt: skip
    assert list(s.properties("RECEIVED_BY")) == ["on"]
    assert list(s.properties("POST_OF")) == ["head_of"]
    assert list(s.properties("Post"))[:2] == ["title", "rank"]
    with pytest.raises(KeyError):
        s.properties("NOBODY")


def test_terms_and_groups() -> None:
    s = schema()
    assert s.term("head_of", "party").zh == "党组织书记"
    assert s.term("nature", "代理").zh == "代理"
    with pytest.raises(KeyError):
        s.term("nature", "party")
    assert s.group_of("Organization", {"type": ("党委",)}) == "party"
    assert s.group_of("Organization", {"type": ("政府",)}) == "organization"
    assert s.group_of("Organization", {"type": ("未见",)}) == "organization"
    assert s.group_of("Organization", {}) == "organization"


def test_a_new_kind_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store keeps and finds a kind that nobody but the schema knows."""
    node = """
  Pledge:
    label: {zh: 承诺书, en: Pledge}
    group: record
    caption: [title]
    search: {title: text}
    properties:
      title: {zh: 标题, en: Title, required: true}
"""
    edge = """
  SIGNED:
    label: {zh: 签署, en: Signed}
    from: [Person]
    to: [Pledge]
    time: event
"""
    grown = read_schema(TEXT.replace("\nedges:\n", f"{node}\nedges:\n") + edge)
    assert set(grown.nodes) - set(schema().nodes) == {"Pledge"}
    assert set(grown.edges) - set(schema().edges) == {"SIGNED"}
    for module in ("attestation", "fold", "record", "keys"):
        monkeypatch.setattr(f"graph.{module}.schema", lambda: grown)
    place = Place("承诺书", "第1页")
    store = MemoryStore()
    with store.batch("测试") as writer:
        writer.add([
            attest_node("Person", "甲", {"name": "林一鸣"}, place),
            attest_node("Pledge", "书", {"title": "廉政承诺"}, place),
            attest_edge("SIGNED", "甲", "书", {"on": "2004-05"}, place),
        ])  # fmt: skip
    assert store.counts() == {"Person": 1, "Pledge": 1, "SIGNED": 1}
    assert store.nodes(["书"])["书"].caption == "廉政承诺"
    assert store.nodes(["书"])["书"].group == "record"
    assert "书" in {hit.node for hit in store.find_prefix("", 1000)}


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("group: person\n", "group: people\n", "Person: no group people"),
        ("group: case}", "group: red}", "colour: no group red"),
        ("caption: [name]", "caption: [title]", "Person: no property title"),
        ("search: {name: person}", "search: {names: person}", "Person: no property names"),
        ("search: {name: person}", "search: {name: soundex}", "nodes.Person.search.name"),
        ("from: [Person]", "from: [People]", "KNOWS: no node kind People"),
        ("to: [Person]", "to: [People]", "KNOWS: no node kind People"),
        ("one_of: colour}", "one_of: color}", "Person: no enumeration color"),
        ("one_of: colour, default: 红", "one_of: color, default: 红", "no enumeration color"),
        ("default: 红", "default: 绿", "KNOWS: the default 绿 is no value of colour"),
        (", default: 红", "", "KNOWS: the facet how is neither required nor has a default"),
        ("one_of: colour, default: 红", "default: 红", "KNOWS: the facet how is no enumerated"),
        ("facet: how", "facet: why", "KNOWS: the facet why is no enumerated property"),
        ("      how: {", "      since: {zh: 起, en: S}\n      how: {", "already has since"),
        ("time: interval", "time: sometimes", "edges.KNOWS.time"),
        ("  KNOWS:", "  Person:", "Person: both node and edge"),
        ("en: Blue}", "en: Blue, zn: x}", "enumerations.colour.blue.zn"),
        ("zh: 姓名, ", "", "nodes.Person.properties.name.zh"),
        ("required: true", "requierd: true", "nodes.Person.properties.name.requierd"),
        ("      name: {", "      1: {zh: 一, en: One}\n      name: {", "nodes.Person.properties"),
        ("version: 1", "", "version"),
    ],
)  # fmt: skip
def test_mistakes_are_named(right: str, wrong: str, named: str) -> None:
    read_schema(SMALL)
    assert right in SMALL
    with pytest.raises(ValidationError) as refused:
        read_schema(SMALL.replace(right, wrong, 1))
    assert named in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "- 1", "nodes: 1", "version: 1\nnodes: {Person: }\nedges: []"]
)
def test_what_is_no_schema(text: str) -> None:
    with pytest.raises(ValidationError):
        read_schema(text)


def test_a_kind_that_stands_twice_is_no_replacement() -> None:
    twice = SMALL.replace("edges:\n", "edges:\n  KNOWS: {}\n")
    with pytest.raises(yaml.YAMLError, match=r"(?s)KNOWS stands twice.*line \d+"):
        read_schema(twice)
