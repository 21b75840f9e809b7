"""Asking the same seeded questions of every engine, and timing them.

Times are compared only after all have answered alike: each answer is brought to the same plain
value, its signature, and unequal ones stop the run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from graph.collecting import seldom_collecting
from graph.store import Store

SQLITE, NEO4J, NETWORKX, NUMPY = ENGINES = ("SQLite", "Neo4j", "networkx", "numpy")
NEO4J_IMPORT = "Neo4j by import"
"""A second way to load: exported from SQLite, imported by Neo4j's own tool, opened with indexes."""
WARM_UP = {NEO4J: 10.0}
"""Seconds for which an engine answers each kind of question before its times count: Java compiles
what runs often."""

Ask = Callable[..., Any]


def same(answer: Any) -> Any:
    """The signature of an answer that is one already."""
    return answer


@dataclass(frozen=True)
class Question:
    """One kind of question. `given` are the arguments of each time it is asked.

    `ask` takes a view before them, and `signed` brings its answer to what `arrays` and `walks`
    answer. `budget` is for the median of the embedded store, in ms.
    """

    name: str
    given: Sequence[tuple[Any, ...]]
    ask: Ask
    signed: Callable[[Any], Any] = same
    arrays: Ask | None = None
    walks: Ask | None = None
    budget: float | None = None


@dataclass(frozen=True)
class Timing:
    """Milliseconds: the median, the worst of a hundred, and the mean."""

    p50: float
    p99: float
    mean: float


@dataclass(frozen=True)
class Measured:
    """What one question took by engine, `asked` times of each; not all engines can do all."""

    name: str
    asked: int
    timings: Mapping[str, Timing]
    budget: float | None

    def ratio(self, engine: str, other: str) -> float | None:
        """How many times longer the median of `engine` is than that of `other`."""
        if not self.timings.keys() >= {engine, other}:
            return None
        return self.timings[engine].p50 / self.timings[other].p50

    @property
    def holds(self) -> bool | None:
        """Whether the budget holds; `None` without one."""
        return None if self.budget is None else self.timings[SQLITE].p50 <= self.budget


def measured(question: Question, stores: Mapping[str, Store]) -> Measured:
    """Ask all and compare. Raises `RuntimeError` with the first question answered differently."""
    asks = {name: (_of(store, question.ask), question.signed) for name, store in stores.items()}
    for name, ask in ((NETWORKX, question.walks), (NUMPY, question.arrays)):
        if ask:
            asks[name] = ask, same
    timings: dict[str, Timing] = {}
    expected: list[Any] | None = None
    for name, (ask, signed) in asks.items():
        timings[name], answers = _timed(ask, question.given, signed, WARM_UP.get(name, 0))
        expected = expected or answers
        for given, first, found in zip(question.given, expected, answers, strict=True):
            if first != found:
                raise RuntimeError(
                    f"{question.name} {given}: {next(iter(asks))} says {first}, {name} {found}"
                )
    return Measured(question.name, len(question.given), timings, question.budget)


def _of(store: Store, ask: Ask) -> Ask:
    """`ask` put to a view of one moment each time, as every request does."""

    def asked(*arguments: Any) -> Any:
        with store.reading() as view:
            return ask(view, *arguments)

    return asked


def _timed(
    ask: Ask, given: Sequence[tuple[Any, ...]], signed: Callable[[Any], Any], warm_up: float
) -> tuple[Timing, list[Any]]:
    """Each question once for its signature, all again until `warm_up` seconds have passed, then
    once for its time.

    What the benchmark itself keeps in memory is hidden from the garbage collector meanwhile, which
    otherwise looks as seldom as in a command.
    """
    warm = perf_counter() + warm_up
    signatures = [signed(ask(*arguments)) for arguments in given]
    while perf_counter() < warm:
        for arguments in given:
            ask(*arguments)
    took: list[float] = []
    gc.collect()
    gc.freeze()
    with seldom_collecting():
        for arguments in given:
            began = perf_counter()
            ask(*arguments)
            took.append((perf_counter() - began) * 1000)
    gc.unfreeze()
    p50, p99 = np.percentile(took, [50, 99]).tolist()
    return Timing(p50, p99, float(np.mean(took))), signatures
