"""Questions one a line, answers one a line, in the same order."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from api.questions.batch import answer_file, answer_line
from graph.errors import GraphError
from graph.store import Store
from tests.world import World


@pytest.fixture
def store() -> Store:
    """A prefecture that became a city together with a county-level city."""
    world = World()
    for body, title, head, since, until in (
        ("青川地区行署", "专员", "administration", "1990-01-01", "1996-05-01"),
        ("北青川市政府", "市长", "administration", "1990-01-01", "1996-05-01"),
        ("青川市政府", "市长", "administration", "1996-05-01", "2003"),
    ):
        world.body(body, "政府")
        world.holds(f"{body}人", world.post(body, title, head), since=since, until=until)
    world.edge("SUCCEEDED_BY", "青川地区行署", "青川市政府")
    world.edge("SUCCEEDED_BY", "北青川市政府", "青川市政府")
    world.node("Organization", "甲", name="云溪镇政府")
    world.node("Organization", "乙", name="云溪镇政府")
    return world.store()


def ask(store: Store, **question: object) -> dict[str, object]:
    return answer_line(store, orjson.dumps(question), 1)


def test_holders_come_with_their_dates_as_written(store: Store) -> None:
    answer = ask(store, organization="青川市人民政府", post="市长", on=2000)
    assert answer["holders"] == [
        {"name": "青川市政府人", "certainty": "certain", "since": "1996-05-01", "until": "2003"}
    ]
    assert (answer["state"], answer["on"]) == (["held"], 2000)


def test_those_of_the_bodies_that_became_it_are_told_apart(store: Store) -> None:
    answer = ask(store, organization="青川市政府", post="市长", on="1992")
    told = answer["holders"]
    assert isinstance(told, list)
    assert sorted((h["name"], h["as"]) for h in told) == [
        ("北青川市政府人", "北青川市政府市长"), ("青川地区行署人", "青川地区行署专员"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ({"organization": "青川市政府", "post": "市长"}, "缺少 on"),
        ({"organization": "", "post": "市长", "on": "2000"}, "缺少 organization"),
        ({"organization": "白石市政府", "post": "市长", "on": "2000"}, "没有机构"),
        ({"organization": "青川市政府", "post": "厨师", "on": "2000"}, "没有“厨师”这一职务"),
        ({"organization": "青川市政府", "post": "市长", "on": "某年"}, "不是日期"),
        ({"organization": "云溪镇政府", "post": "镇长", "on": "2000"}, "可指 2 个机构"),
    ],
)
def test_what_cannot_be_answered_keeps_its_line(
    store: Store, question: dict[str, object], error: str
) -> None:
    answer = ask(store, **question)
    assert answer["holders"] == []
    assert error in str(answer["error"])


@pytest.mark.parametrize(("line", "error"), [(b"{", "不是 JSON"), (b"[1]", "不是 JSON 对象")])
def test_a_broken_line_is_named(store: Store, line: bytes, error: str) -> None:
    answer = answer_line(store, line, 7)
    assert (answer["line"], answer["holders"]) == (7, [])
    assert str(answer["error"]).startswith("第 7 行")
    assert error in str(answer["error"])


def test_a_file_is_answered_line_by_line_without_its_blank_ones(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "问.jsonl"
    path.write_text('{"organization": "青川市政府", "post": "市长", "on": "2000"}\n\n{\n', "utf-8")
    first, second = map(orjson.loads, answer_file(store, path))
    assert first["state"] == ["held"]
    assert second["line"] == 3
    with pytest.raises(GraphError):
        list(answer_file(store, tmp_path / "无.jsonl"))
