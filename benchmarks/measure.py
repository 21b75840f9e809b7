"""Asking the same seeded questions of the store, of arrays and of networkx, and timing them.

Times are compared only after all have answered alike: each answer is brought to the same plain
value, its signature, and unequal ones stop the run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

Ask = Callable[..., Any]


def same(answer: Any) -> Any:
    """The signature of an answer that is one already."""
    return answer


@dataclass(frozen=True)
class Question:
    """One kind of question. `given` are the arguments of each time it is asked; `signed` brings
    the store's answer to what `arrays` and `walks` answer. `budget` is for the median, in ms."""

    name: str
    given: Sequence[tuple[Any, ...]]
    store: Ask
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
    """What one question took; `asked` times each."""

    name: str
    asked: int
    store: Timing
    arrays: Timing | None
    walks: Timing | None
    budget: float | None

    @property
    def ratio(self) -> float | None:
        """How many times longer the store takes than the arrays."""
        return self.store.p50 / self.arrays.p50 if self.arrays else None

    @property
    def holds(self) -> bool | None:
        """Whether the budget holds; `None` without one."""
        return None if self.budget is None else self.store.p50 <= self.budget


def measured(question: Question) -> Measured:
    """Ask all and compare. Raises `RuntimeError` with the first question answered differently."""
    signatures: dict[str, list[Any]] = {}
    timings: dict[str, Timing | None] = {"arrays": None, "walks": None}
    for name, ask, signed in (
        ("store", question.store, question.signed),
        ("arrays", question.arrays, same),
        ("walks", question.walks, same),
    ):
        if ask:
            timings[name], signatures[name] = _timed(ask, question.given, signed)
    for name, answers in signatures.items():
        for given, ours, theirs in zip(question.given, signatures["store"], answers, strict=True):
            if ours != theirs:
                raise RuntimeError(
                    f"{question.name} {given}: the store says {ours}, {name} {theirs}"
                )
    store = timings["store"]
    assert store is not None
    return Measured(
        question.name, len(question.given), store, timings["arrays"], timings["walks"],
        question.budget,
    )  # fmt: skip


def _timed(
    ask: Ask, given: Sequence[tuple[Any, ...]], signed: Callable[[Any], Any]
) -> tuple[Timing, list[Any]]:
    """Each question once to warm up and for its signature, then once for its time.

    What the benchmark itself keeps in memory is hidden from the garbage collector meanwhile.
    """
    signatures = [signed(ask(*arguments)) for arguments in given]
    took: list[float] = []
    gc.collect()
    gc.freeze()
    for arguments in given:
        began = perf_counter()
        ask(*arguments)
        took.append((perf_counter() - began) * 1000)
    gc.unfreeze()
    p50, p99 = np.percentile(took, [50, 99]).tolist()
    return Timing(p50, p99, float(np.mean(took))), signatures
