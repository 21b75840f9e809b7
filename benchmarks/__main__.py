"""`python -m benchmarks --scale S|M`: measure everything in one run and print it side by side."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console

from benchmarks.arrays import Arrays
from benchmarks.files import write_files
from benchmarks.loading import Loaded, exported, loaded, loaded_ledger
from benchmarks.measure import (
    NEO4J,
    NEO4J_IMPORT,
    NETWORKX,
    NUMPY,
    SQLITE,
    Measured,
    Question,
    measured,
)
from benchmarks.questions import questions
from benchmarks.server import NotEmpty, Target, neo4j_target
from benchmarks.tables import Figures, load_table, memory_table, questions_table, texts_table
from benchmarks.texts import TEXTS, texts_read
from benchmarks.walks import Walks
from benchmarks.world import SCALES, generate
from graph.errors import GraphError
from graph.stores import open_store

UNITS = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


def main() -> None:
    """Run what the command line asks for."""
    asked = _arguments()
    with TemporaryDirectory(prefix="zerenlian-bench-", dir=asked.folder) as name:
        folder = Path(name)
        if asked.huge_file:
            _show_memory(loaded_ledger(folder, asked.huge_file), asked)
            return
        try:
            with (
                nullcontext(Target("", "left out"))
                if asked.no_neo4j
                else neo4j_target(asked.neo4j, asked.scale, folder)
            ) as target:
                figures = _figures(asked, folder, target)
        except (NotEmpty, GraphError) as error:
            sys.exit(str(error))
    if asked.json:
        print(json.dumps(figures.as_json(), ensure_ascii=False))
    else:
        console = Console(width=170)
        console.print(questions_table(figures))
        console.print(load_table(figures))
        console.print(texts_table(figures))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="S", help="size of the world")
    parser.add_argument("--times", type=int, default=400, help="questions of each cheap kind")
    parser.add_argument(
        "--only", metavar="TEXT", default="", help="ask only questions whose name has this text"
    )
    parser.add_argument("--texts", type=int, default=TEXTS, help="texts of each genre to read")
    parser.add_argument("--folder", help="where the temporary folder is made")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument(
        "--neo4j", metavar="URL", default="",
        help="an empty database to load and leave filled, else NEO4J_TEST_URI, else our own server",
    )  # fmt: skip
    parser.add_argument("--no-neo4j", action="store_true", help="leave Neo4j out")
    parser.add_argument(
        "--neo4j-share", type=_share, metavar="SHARE",
        help="load only this share of the world into our own server to see how fast it loads, and "
        "put the whole there by Neo4j's import tool; by default as much as scale S has",
    )  # fmt: skip
    parser.add_argument(
        "--huge-file", type=_size, metavar="SIZE",
        help="instead, load one generated CSV file of this size (2GB) and show the memory taken",
    )  # fmt: skip
    asked = parser.parse_args()
    given = asked.neo4j or os.environ.get("NEO4J_TEST_URI")
    if asked.neo4j_share is None:
        asked.neo4j_share = 1.0 if given else SCALES["S"] / SCALES[asked.scale]
    if given and asked.neo4j_share < 1:
        parser.error("--neo4j-share needs our own server: leave out --neo4j, unset NEO4J_TEST_URI")
    return asked


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise ValueError
    return share


def _size(text: str) -> int:
    unit = UNITS[text[-2:].upper()]
    return int(text[:-2]) * unit


def _figures(asked: Namespace, folder: Path, target: Target) -> Figures:
    say = Console(stderr=True, soft_wrap=True)
    world = generate(asked.scale)
    say.print(f"{asked.scale}: {world.sizes}; Neo4j {target.about}")
    loads: dict[str, Loaded] = {}
    stored: dict[str, int | None] = {}

    def keep(name: str, load: Loaded, size: int | None) -> None:
        loads[name], stored[name] = load, size
        say.print(f"{name}: {load.records:,} records, {load.rate:,.0f}/s")

    files = write_files(world, folder / "files")
    database = folder / "world.db"
    urls = {SQLITE: f"sqlite:///{database}"}
    keep(SQLITE, loaded(SQLITE, urls[SQLITE], files), database.stat().st_size)
    if target.url:
        if asked.neo4j_share < 1:
            files = write_files(generate(asked.scale, asked.neo4j_share), folder / "share")
        keep(NEO4J, loaded(NEO4J, target.url, files), target.stored_bytes)
        if asked.neo4j_share < 1:
            keep(
                NEO4J_IMPORT,
                _imported(urls[SQLITE], folder, target, loads[SQLITE]),
                target.stored_bytes,
            )
        urls[NEO4J] = target.url
    began = perf_counter()
    arrays = Arrays(world)
    between = perf_counter()
    walks = Walks(world)
    built = {NUMPY: between - began, NETWORKX: perf_counter() - between}
    wanted = (q for q in questions(world, arrays, walks, asked.times) if asked.only in q.name)
    found = list(_answers(wanted, urls, say))
    texts = texts_read(folder, asked.texts)
    for read in texts:
        say.print(f"{read.genre}: {read.characters:,} characters, {read.rate:,.0f}/s")
    return Figures(asked.scale, world.sizes, target.about, loads, stored, built, found, texts)


def _imported(source: str, folder: Path, target: Target, load: Loaded) -> Loaded:
    """The same records as `load` brought to `source`, by Neo4j's import tool."""
    export = exported(NEO4J_IMPORT, source, folder / "whole")
    began = perf_counter()
    target.replace(folder / "whole")
    seconds = export.seconds + perf_counter() - began
    return replace(export, records=load.records, seconds=seconds)


def _answers(
    wanted: Iterable[Question], urls: Mapping[str, str], say: Console
) -> Iterator[Measured]:
    with ExitStack() as stack:
        stores = {name: open_store(url, create=False) for name, url in urls.items()}
        for store in stores.values():
            stack.callback(store.close)
        for question in wanted:
            found = measured(question, stores)
            medians = (f"{name} {timing.p50:.3f}" for name, timing in found.timings.items())
            say.print(f"{found.name}, ms: {', '.join(medians)}")
            yield found


def _show_memory(load: Loaded, asked: Namespace) -> None:
    if asked.json:
        print(json.dumps(asdict(load)))
    else:
        Console(width=100).print(memory_table(load))


if __name__ == "__main__":
    main()
