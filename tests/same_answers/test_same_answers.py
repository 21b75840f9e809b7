"""Every store gives the answers that the store in memory gives, to the last value and its order.

Each test asks seeded questions of one kind of both. How to repeat one by hand: load the world with
`tests.same_answers.worlds` and ask what the failure prints.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from graph.queries.conflicts import Conflicts, conflicts
from graph.schema import schema
from graph.store import Store, View, pages
from tests.same_answers import on_port, on_queries
from tests.same_answers.draw import ALL, Draw, Material
from tests.same_answers.question import Question, difference, port, question

pytestmark = pytest.mark.no_cover  # what these tests reach, others test; tracing halves their speed
KINDS = {**on_queries.KINDS, **on_port.KINDS}
GIVEN = os.environ.get("SAME_ANSWERS")
QUESTIONS = {"sqlite": 120, "neo4j-5.26": 12}
"""Of each kind in each world, else `FEWER`: servers are slower to ask. `make same-answers` asks all
stores 500."""
FEWER = 30
DEAR = {"duties", "case file", "ledgers"}
"""Kinds of which each question is hundreds of a server's: a fifth of them is asked there."""
FEW_ANSWERS = {"conflicts"}
"""Kinds of which the worlds have few: most answers say that there is none."""


def asked(kind: str, material: Material, seed: str, number: int) -> list[Question]:
    """So many questions of one kind, no two alike.

    `seed` is a text: it gives the same numbers in every process.
    """
    draw = Draw(material, Random(f"{seed} {kind}"))
    found: dict[str, Question] = {}
    while len(found) < number:
        new = KINDS[kind](draw)
        found.setdefault(str(new), new)
    return list(found.values())


def agreed(oracle: Store, store: Store, questions: list[Question]) -> Counter[str]:
    """The answers that both give, with how often; fails at the first on which they differ."""
    ours, theirs = ([batch.id for batch in s.batches()] for s in (oracle, store))
    answers: Counter[str] = Counter()
    with oracle.reading() as expecting, store.reading() as answering:
        for number, each in enumerate(questions, start=1):
            expected, found = each.answer(expecting, ours), each.answer(answering, theirs)
            if expected != found:
                told = difference(expected, found)
                pytest.fail(f"question {number} of {len(questions)}\n{each}\n{told}", pytrace=False)
            answers[expected] += 1
    return answers


@pytest.mark.parametrize("kind", KINDS)
def test_same_answers(
    kind: str, world: str, store_name: str, oracle: Store, material: Material, store: Store
) -> None:
    number = int(GIVEN or QUESTIONS.get(store_name, FEWER))
    if kind in DEAR and store_name != "sqlite":
        number //= 5
    answers = agreed(oracle, store, asked(kind, material, world, number))
    worth_asking = kind in FEW_ANSWERS or max(answers.values()) < number * 2 / 3
    assert worth_asking, f"most are answered {answers.most_common(1)}"


def every_record(view: View) -> object:
    """All nodes and edges, page by page."""
    nodes = {kind: list(pages(view.scan_nodes, kind, size=700)) for kind in schema().nodes}
    return nodes, {kind: list(pages(view.scan_edges, kind, size=700)) for kind in schema().edges}


def every_conflict(view: View, size: int) -> list[Conflicts]:
    """All pages of conflicts."""
    found = [conflicts(view, limit=size)]
    while found[-1].next:
        found.append(conflicts(view, after=found[-1].next, limit=size))
    return found


def every_batch(view: View) -> object:
    """All but when each was recorded, which no two loads share."""
    return [replace(batch, recorded="") for batch in view.batches()]


def every_statement(view: View) -> object:
    return list(view.history())


def statements_of_each_batch(view: View) -> object:
    return [list(view.history(batch.id)) for batch in view.batches()]


WHOLE = {
    "counts": question(port, "counts"),
    "keys": question(port, "find_prefix", "", ALL),
    "records": question(every_record),
    "conflicts": question(every_conflict, 100),
    "conflicts in small pages": question(every_conflict, 10),
    "batches": question(every_batch),
    "history": question(every_statement),
    "history of each batch": question(statements_of_each_batch),
}


@pytest.mark.parametrize("what", WHOLE)
def test_the_whole_store_is_the_same(what: str, oracle: Store, store: Store) -> None:
    agreed(oracle, store, [WHOLE[what]])
