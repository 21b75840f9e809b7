"""Under which keys a node is found."""

from __future__ import annotations

from graph.keys import search_keys
from graph.record import Node


def test_a_person_of_three_characters() -> None:
    node = Node("x", "Person", {"name": ("单一鳴",)})
    assert search_keys(node) == {
        "n:单一鸣\tPerson", "c:一鸣\tPerson",
        "p:shanyiming\tPerson", "p:danyiming\tPerson", "i:sym\tPerson", "i:dym\tPerson",
        "d:一鸣\tPerson", "d:单鸣\tPerson", "d:单一\tPerson",
    }  # fmt: skip


def test_a_person_of_two_characters_has_no_shorter_forms() -> None:
    node = Node("x", "Person", {"name": ("林一",)})
    assert search_keys(node) == {"n:林一\tPerson", "p:linyi\tPerson", "i:ly\tPerson"}


def test_every_alias_is_keyed() -> None:
    node = Node("x", "Person", {"name": ("林一",), "alias": ("林二", "林三")})
    assert {k for k in search_keys(node) if k[0] == "n"} == {
        "n:林一\tPerson", "n:林二\tPerson", "n:林三\tPerson",
    }  # fmt: skip


def test_a_body_has_its_canonical_name_and_those_without_places_in_front() -> None:
    node = Node("x", "Organization", {"name": ("甲省乙市财政局",), "former_name": ("乙地委",)})
    assert {k for k in search_keys(node) if k[0] in "bta"} == {
        "b:甲省乙市财政局", "t:乙市财政局", "b:乙地区委",
    }  # fmt: skip


def test_a_joint_body_is_found_under_either_name() -> None:
    node = Node("x", "Organization", {"name": ("甲市纪委监委",)})
    assert {k for k in search_keys(node) if k[0] == "b"} == {
        "b:甲市纪委监委", "b:甲市纪委", "b:甲市监委",
    }  # fmt: skip


def test_an_autonomous_region_has_looser_forms() -> None:
    node = Node("x", "Organization", {"name": ("中共甲壮族自治区委员会",)})
    assert {k for k in search_keys(node) if k[0] in "bta"} == {
        "b:甲自治区委", "a:甲区委", "a:甲党委",
    }  # fmt: skip


def test_codes_are_folded() -> None:
    assert search_keys(Node("x", "Clue", {"number": ("Ｘ 12",)})) == {"k:x12\tClue"}


def test_kinds_that_nobody_searches_and_empty_values_have_no_keys() -> None:
    assert search_keys(Node("x", "CaseEvent", {"stage": ("立案",)})) == set()
    assert search_keys(Node("x", "Person", {"name": (" ",)})) == set()
    assert search_keys(Node("x", "Document", {"title": ("·",), "number": (" ",)})) == set()
