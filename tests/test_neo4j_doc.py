"""docs/neo4j.md: its queries run, and answer as the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from neo4j import READ_ACCESS, Driver, GraphDatabase, Session

from graph.dates import Certainty, Window, window
from graph.memory_store import MemoryStore
from graph.neo4j.options import Neo4jOptions, address
from graph.queries.chain import chain
from graph.queries.conflicts import DifferingValues, conflicts
from graph.queries.holders import PostHolders, holders
from graph.queries.overlaps import overlaps
from graph.queries.oversight import oversight_of
from graph.queries.paths import paths
from graph.queries.timeline import timeline
from graph.record import Node
from graph.search import search
from graph.store import View
from tests.same_answers.worlds import in_memory, on_server

pytestmark = pytest.mark.no_cover  # a whole prefecture; tracing doubles its time

PAGE = (Path(__file__).parents[1] / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)
QUESTIONS = {
    int(number): (parameters, query)
    for number, parameters, query in re.findall(
        r"^### (\d+)\. .*?^:param (\{.*?\})$.*?^```cypher\n(.*?)^```",
        PAGE,
        re.DOTALL | re.MULTILINE,
    )
}
"""The numbered ones: their parameters as a Cypher map, and the query."""

Row = Mapping[str, Any]
SURE = {Certainty.CERTAIN: "确定", Certainty.POSSIBLE: "可能"}


class Asked:
    """Answers of a server that holds the example prefecture; `parameters` of each question."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.parameters: dict[int, dict[str, str]] = {
            number: self.rows(f"RETURN {parameters} AS given")[0]["given"]
            for number, (parameters, _) in QUESTIONS.items()
        }

    def rows(self, query: str, **parameters: object) -> list[Row]:
        return [row.data() for row in self._session.run(query, parameters)]

    def answer(self, number: int) -> list[Row]:
        return self.rows(QUESTIONS[number][1], **self.parameters[number])


@pytest.fixture(scope="module")
def example() -> MemoryStore:
    """The example prefecture, to ask the program's own queries."""
    return in_memory("prefecture")


@pytest.fixture(scope="module")
def asked(neo4j_url: str) -> Iterator[Asked]:
    """Each server with the example prefecture in it, open for reading only."""
    on_server("prefecture", neo4j_url).close()
    with _driver(neo4j_url) as driver:
        driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        with driver.session(default_access_mode=READ_ACCESS) as session:
            yield Asked(session)


def _driver(url: str) -> Driver:
    where = address(url, Neo4jOptions())
    return GraphDatabase.driver(where.uri, auth=(where.options.user, where.options.password))


def _one(view: View, kind: str, name: str, value: object) -> Node:
    (found,) = [n for n in view.scan_nodes(kind, limit=10_000) if n.first(name) == value]
    return found


def _body(view: View, name: object) -> Node:
    return _one(view, "Organization", "name", name)


def test_there_are_ten_questions() -> None:
    assert list(QUESTIONS) == list(range(1, 11))


def test_every_query_answers_to_a_reader(asked: Asked) -> None:
    numbered = {query: asked.parameters[number] for number, (_, query) in QUESTIONS.items()}
    assert [q for q in QUERIES if not asked.rows(q, **numbered.get(q, {}))] == []


def test_the_store_is_at_rest(asked: Asked) -> None:
    at_rest, present = (query for query in QUERIES if "store:_Store" in query)
    assert [row["at_rest"] for row in asked.rows(at_rest)] == [True]
    assert asked.rows(present) == asked.rows("MATCH ()-[r:HOLDS]->() RETURN count(r) AS tenures")


def test_the_conditions_on_dates_are_those_of_the_program(
    asked: Asked, example: MemoryStore
) -> None:
    certain, possible, happened = re.findall(
        r"^\| (?:certain|possible|may).*`(.*)` \|$", PAGE, re.M
    )
    day = window("2019-02-15")
    for kind in ("HOLDS", "ANSWERS_TO", "LOCATED_IN"):
        at = {e.id: e.interval.at(day) for e in example.scan_edges(kind, limit=10_000)}
        wanted = (
            {i for i, held in at.items() if held is Certainty.CERTAIN},
            {i for i, held in at.items() if held is not Certainty.NO},
        )
        for condition, ids in zip((certain, possible), wanted, strict=True):
            query = f"MATCH ()-[r:{kind}]->() WITH r, date('2019-02-15') AS d WHERE {condition}"
            assert {row["id"] for row in asked.rows(f"{query} RETURN r.id AS id")} == ids
    year = window("2021")
    talked = {
        e.id
        for e in example.scan_edges("PARTICIPATED", limit=10_000)
        if e.interval.at(year) is not Certainty.NO
    }
    query = (
        "MATCH ()-[r:PARTICIPATED]->() WITH r, date('2021-01-01') AS a, date('2021-12-31') AS b"
        f" WHERE {happened} RETURN r.id AS id"
    )
    assert {row["id"] for row in asked.rows(query)} == talked


def test_1_names(asked: Asked, example: MemoryStore) -> None:
    text = asked.parameters[1]["text"].strip('"')
    found = search(example, text, limit=100).hits
    answer = asked.answer(1)
    assert [row["caption"] for row in answer] == ["李文衡", "李文衡"]
    assert {row["id"] for row in answer} == {hit.node.id for hit in found}
    assert all(row["posts"] for row in answer)


def test_2_holders(asked: Asked, example: MemoryStore) -> None:
    given = asked.parameters[2]
    assert _asked_holders(asked, **given) == _own_holders(example, **given)


@pytest.mark.parametrize("day", ["2017-12-30", "2018-02-01", "2021-06-01", "2023-12-31"])
@pytest.mark.parametrize("name", ["澜陵市人民政府", "中共澜陵市委员会", "柘阳县人民政府"])
def test_2_holders_of_other_bodies(asked: Asked, example: MemoryStore, name: str, day: str) -> None:
    assert _asked_holders(asked, body=name, day=day) == _own_holders(example, body=name, day=day)


def _asked_holders(asked: Asked, **given: str) -> set[tuple[object, ...]]:
    rows = asked.rows(QUESTIONS[2][1], **given)
    return {(row["head_of"], row["post"], row["id"], row["certainty"]) for row in rows}


def _own_holders(view: View, body: str, day: str) -> set[tuple[object, ...]]:
    edges = view.expand(
        [_body(view, body).id], ("POST_OF",), "in", facets=("party", "administration", "discipline")
    )
    held = holders(view, [e.source for e in edges], window(day))
    return {
        (e.facet, held[e.source].post.caption, *who) for e in edges for who in _who(held[e.source])
    }


def _who(found: PostHolders) -> list[tuple[str | None, str]]:
    """The holders of a post and how sure that is, as the queries say it."""
    return [(h.person.id, SURE[h.certainty]) for h in found.holders] or [(None, "未见记录")]


def test_3_chain(asked: Asked, example: MemoryStore) -> None:
    given = asked.parameters[3]
    own = chain(example, _body(example, given["body"]).id, given["day"])
    answer = asked.answer(3)
    assert [row["level"] for row in answer] == [0, 1, 1, 2, 3]
    assert {(row["level"], row["body"], row["id"], row["certainty"]) for row in answer} == {
        (at.depth, at.body.caption, h.person.id, SURE[h.certainty])
        for at in own.bodies
        for h in at.heads[0].holders
    }
    assert {link.certainty for link in own.links} == {Certainty.CERTAIN}
    assert {row["link"] for row in answer} == {"确定"}


def test_4_talks_with_the_level_below(asked: Asked, example: MemoryStore) -> None:
    given = asked.parameters[4]
    period = Window(window(given["first"]).first, window(given["last"]).last)
    own = chain(
        example, _body(example, given["body"]).id, given["day"],
        direction="down", max_depth=1, talks=period,
    )  # fmt: skip
    at = {one.body.id: one for one in own.bodies}
    answer = {row["body"]: row for row in asked.answer(4)}
    assert {name: row["talks"] for name, row in answer.items()} == {
        at[link.lower].body.caption: len(link.talks) for link in own.links
    }
    for link in own.links:
        row = answer[at[link.lower].body.caption]
        heads = [h.person.caption for seat in at[link.lower].heads for h in seat.holders]
        assert sorted(row["heads"]) == sorted(heads)
        assert row["record"] == ("有记录" if link.talks else "未见记录")
    assert answer["中共荻浦县委员会"]["record"] == "未见记录"


@pytest.mark.parametrize("day", ["", "2019-04-08", "2020-01-01", "2021-11-15", "2023-12-31"])
def test_5_oversight(asked: Asked, example: MemoryStore, day: str) -> None:
    given = {**asked.parameters[5], **({"day": day} if day else {})}
    when = window(given["day"])
    units = {
        e.target
        for e in example.scan_edges("OVERSEES", limit=10_000)
        if given["field"] in (e.first("field") or "")
    }
    names = example.nodes(units)
    own = {
        (names[unit].caption, o.facet, o.post, SURE[o.certainty])
        for unit, found in oversight_of(example, units, when).items()
        for o in found
        if o.certainty is not Certainty.NO
    }
    held = holders(example, [post for _, _, post, _ in own], when)
    assert {
        (row["unit"], row["manner"], row["post"], row["oversees"], row["id"], row["holds"])
        for row in asked.rows(QUESTIONS[5][1], **given)
    } == {
        (unit, manner, held[post].post.caption, sure, *who)
        for unit, manner, post, sure in own
        for who in _who(held[post])
    }


def test_6_talks_of_a_person(asked: Asked, example: MemoryStore) -> None:
    person = _one(example, "Person", "name", asked.parameters[6]["person"])
    own = [
        (moment.date, moment.other.first("number"), moment.edge.facet)
        for moment in timeline(example, person.id)
        if moment.edge and moment.other and moment.edge.kind == "PARTICIPATED"
    ]
    answer = [(row["date"], row["number"], row["role"]) for row in asked.answer(6)]
    assert sorted(answer, key=str) == sorted(own, key=str)
    assert [date for date, _, _ in answer] == [date for date, _, _ in own]


def test_7_colleagues(asked: Asked, example: MemoryStore) -> None:
    person = _one(example, "Person", "name", asked.parameters[7]["person"]).id
    posts = {e.target for e in example.expand([person], ("HOLDS",), "out")}
    bodies = {e.target for e in example.expand(posts, ("POST_OF",), "out")}
    around = {e.source for e in example.expand(bodies, ("POST_OF",), "in")}
    others = {e.source for e in example.expand(around, ("HOLDS",), "in")} - {person}
    own = sorted(
        (other, *sorted(example.nodes([o.a_edge.target, o.b_edge.target])))
        for other in others
        for o in overlaps(example, person, other)
        if o.kind in ("post", "body") and o.certainty is Certainty.CERTAIN
    )
    assert len(asked.answer(7)) == len(own)
    assert {row["id"] for row in asked.answer(7)} == {other for other, *_ in own}


@pytest.mark.parametrize("other", ["", "秦望川", "李文衡", "莫曼漪"])
def test_8_paths(asked: Asked, example: MemoryStore, other: str) -> None:
    given = {**asked.parameters[8], **({"other": other} if other else {})}
    people = {name: [n.id for n in _named(example, name)] for name in given.values()}
    kinds = re.search(r"\[:(.*?)\]", QUESTIONS[8][1])
    assert kinds is not None
    own = {
        path.nodes
        for one in people[given["one"]]
        for far in people[given["other"]]
        for path in paths(
            example, one, far, all_shortest=True, max_hops=6, kinds=kinds[1].split("|")
        ).paths
    }
    assert own
    found = asked.rows(QUESTIONS[8][1], **given)
    assert {tuple(row["ids"]) for row in found} == own


def _named(view: View, name: str) -> list[Node]:
    return [n for n in view.scan_nodes("Person", limit=10_000) if n.first("name") == name]


def test_9_clue(asked: Asked, example: MemoryStore) -> None:
    clue = _one(example, "Clue", "number", asked.parameters[9]["clue"])
    passed = [
        (m.date, {"RECEIVED_BY": "收到", "PASSED_TO": "移交"}[m.edge.kind], m.other.caption)
        for m in timeline(example, clue.id)
        if m.edge and m.other and m.edge.kind in ("RECEIVED_BY", "PASSED_TO")
    ]
    (led,) = example.expand([clue.id], ("LED_TO",), "out")
    events = {e.source for e in example.expand([led.target], ("EVENT_OF",), "in")}
    organs = {e.source: e.target for e in example.expand(events, ("DECIDED_BY",), "out")}
    nodes = example.nodes([*events, *organs.values(), led.target])
    done = [
        (
            nodes[event].first("date"),
            f"{nodes[led.target].caption} {nodes[event].caption}",
            nodes[organs[event]].caption if event in organs else None,
        )
        for event in events
    ]
    answer = [(row["on"], row["what"], row["organ"]) for row in asked.answer(9)]
    assert sorted(answer, key=str) == sorted([*passed, *done], key=str)
    assert [on for on, *_ in answer] == sorted(str(on) for on, *_ in answer)


def test_10_differing_values(asked: Asked, example: MemoryStore) -> None:
    own: dict[tuple[str, str], tuple[tuple[object, ...], set[tuple[str, str]]]] = {}
    for found in conflicts(example, kinds=("values",), limit=1000).conflicts:
        assert isinstance(found, DifferingValues)
        if found.record.kind == "HOLDS":
            for name, claims in found.properties.items():
                places = {(s.place.document, s.place.locator) for c in claims for s in c.sources}
                values = tuple(claim.value for claim in claims)
                own[found.ends[0].caption, name] = (values, places)
    titles = {n.id: n.caption for n in example.scan_nodes("Document", limit=10_000)}
    answer: dict[object, tuple[object, set[object]]] = {}
    for row in asked.answer(10):
        _, said = answer.setdefault((row["name"], row["property"]), (row["values"], set()))
        said.add((row["document"], row["place"]))
    assert answer == {
        about: (list(values), {(titles[document], place) for document, place in places})
        for about, (values, places) in own.items()
    }
