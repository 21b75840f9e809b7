"""`python -m benchmarks --scale S|M`: measure everything and print one table."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.arrays import Arrays
from benchmarks.files import write_files
from benchmarks.loading import Loaded, loaded, loaded_ledger
from benchmarks.measure import Measured, Timing, measured
from benchmarks.questions import questions
from benchmarks.walks import Walks
from benchmarks.world import SCALES, World, generate
from graph.stores import open_store

LOAD_BUDGET = 40_000
"""Records a second."""
UNITS = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


def main() -> None:
    """Run what the command line asks for."""
    asked = _arguments()
    say = Console(stderr=True)
    with TemporaryDirectory(prefix="zerenlian-bench-", dir=asked.folder) as name:
        folder = Path(name)
        if asked.huge_file:
            _show_memory(loaded_ledger(folder, asked.huge_file), asked)
            return
        world = generate(asked.scale)
        say.print(f"{asked.scale}: {world.sizes}")
        load = loaded(folder / "world.db", list(write_files(world, folder).items()))
        found = list(_answers(world, folder / "world.db", asked.times, say))
    if asked.json:
        print(json.dumps({"load": asdict(load), "questions": [asdict(m) for m in found]}))
    else:
        Console(width=130).print(_table(asked.scale, load, found))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="S", help="size of the world")
    parser.add_argument("--times", type=int, default=400, help="questions of each cheap kind")
    parser.add_argument("--folder", help="where the temporary folder is made")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument(
        "--huge-file", type=_size, metavar="SIZE",
        help="instead, load one generated CSV file of this size (2GB) and show the memory taken",
    )  # fmt: skip
    return parser.parse_args()


def _size(text: str) -> int:
    unit = UNITS[text[-2:].upper()]
    return int(text[:-2]) * unit


def _answers(world: World, database: Path, times: int, say: Console) -> Iterator[Measured]:
    began = perf_counter()
    arrays, walks = Arrays(world), Walks(world)
    say.print(f"arrays and networkx built in {perf_counter() - began:.0f} s")
    store = open_store(f"sqlite:///{database}?mode=ro", create=False)
    with store.reading() as view:
        for question in questions(world, view, arrays, walks, times):
            found = measured(question)
            say.print(f"{found.name}: {found.store.p50:.3f} ms")
            yield found
    store.close()


def _table(scale: str, load: Loaded, found: list[Measured]) -> Table:
    table = Table(title=f"Scale {scale}; times in ms")
    for column in (
        "question", "asked", "store p50", "p99", "a second", "arrays p50", "networkx p50",
        "store/arrays", "store/networkx", "budget", "holds",
    ):  # fmt: skip
        table.add_column(column, justify="left" if column == "question" else "right")
    for m in found:
        table.add_row(
            m.name, str(m.asked), _ms(m.store.p50), _ms(m.store.p99), f"{1000 / m.store.mean:,.0f}",
            _median(m.arrays), _median(m.walks), _times(m.store, m.arrays),
            _times(m.store, m.walks), _ms(m.budget), _verdict(m.holds),
        )  # fmt: skip
    table.caption = _load_line(load)
    return table


def _load_line(load: Loaded) -> str:
    own = max(m.own for m in load.memory)
    return (
        f"load, CSV to visible: {load.records:,} records in {load.seconds:.1f} s = "
        f"{load.rate:,.0f}/s (budget {LOAD_BUDGET:,}: {_verdict(load.rate >= LOAD_BUDGET)}); "
        f"own memory at most {own} MB; {load.read_bytes / UNITS['MB']:,.0f} MB of CSV became "
        f"{load.stored_bytes / UNITS['MB']:,.0f} MB"
    )


def _ms(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def _median(timing: Timing | None) -> str:
    return _ms(timing.p50 if timing else None)


def _times(ours: Timing, theirs: Timing | None) -> str:
    return f"{ours.p50 / theirs.p50:.1f}×" if theirs else "–"


def _verdict(holds: bool | None) -> str:
    return {True: "yes", False: "NO", None: ""}[holds]


def _show_memory(load: Loaded, asked: Namespace) -> None:
    if asked.json:
        print(json.dumps(asdict(load)))
        return
    table = Table(title="Memory while one file loads, MB", caption=_load_line(load))
    for column in ("rows", "own memory", "peak with the mapped store"):
        table.add_column(column, justify="right")
    step = max(1, len(load.memory) // 20)
    for m in [*load.memory[:-1:step], load.memory[-1]]:
        table.add_row(f"{m.rows:,}", str(m.own), str(m.peak))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
