"""How fast files load into a store, and how much memory that takes."""

from __future__ import annotations

import resource
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from benchmarks.files import write_ledger
from graph.neo4j.bulk_import import export_for_import
from graph.stores import open_store
from loaders.load import load
from loaders.mapping import read_mapping

MAPPINGS = Path(__file__).parent / "mappings"
MEGABYTE = 1 << 20
SILENCE = 20
"""Seconds between two words about how far a load is."""


@dataclass(frozen=True)
class Memory:
    """What the process had taken after `rows` rows: its own memory, and the most it ever had in
    all, parts of the mapped store file included. Both in MB."""

    rows: int
    own: int
    peak: int


@dataclass(frozen=True)
class Loaded:
    """`records` nodes and edges with `attested` statements came to be visible in `seconds`."""

    records: int
    attested: int
    seconds: float
    memory: tuple[Memory, ...]
    read_bytes: int

    @property
    def rate(self) -> float:
        """Records a second, from CSV to visible."""
        return self.records / self.seconds

    @property
    def halves(self) -> tuple[int, int]:
        """The most memory of its own, in MB, in the first and in the second half of the rows."""
        middle = self.memory[-1].rows / 2
        first = max(m.own for m in self.memory if m.rows <= middle)
        return first, max(m.own for m in self.memory if m.rows > middle)


def loaded(name: str, url: str, files: Mapping[str, Path]) -> Loaded:
    """Load files, each by the mapping of its name, in a process of its own.

    It tells on stderr how far it is; `name` says which store that is.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_load, name, url, files).result()


def exported(name: str, url: str, folder: Path) -> Loaded:
    """Write the store at `url` to `folder` for Neo4j's import, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_export, name, url, folder).result()


def loaded_ledger(folder: Path, size: int) -> Loaded:
    """Write a ledger of `size` bytes and load it in one batch."""
    file = folder / "ledger.csv"
    write_ledger(file, size)
    return loaded("ledger", f"sqlite:///{folder}/ledger.db", {"ledger": file})


def _load(name: str, url: str, files: Mapping[str, Path]) -> Loaded:
    course = _Course(name)
    records = attested = done = 0
    store = open_store(url)

    def progress(rows: int, _: int | None) -> None:
        course.reached(done + rows)

    for mapping, path in files.items():
        report = load(store, [path], read_mapping(MAPPINGS / f"{mapping}.yaml"), progress=progress)
        if report.rejected:
            raise RuntimeError(f"{path.name}: {report.rejections[0].message}")
        records += report.new
        attested += report.attested
        done += report.rows
    store.close()
    read = sum(path.stat().st_size for path in files.values())
    return Loaded(records, attested, course.end(done), tuple(course.memory), read)


def _export(name: str, url: str, folder: Path) -> Loaded:
    course = _Course(name)
    store = open_store(url, create=False)
    with store.reading() as view:
        done = export_for_import(view, folder, progress=lambda done, _: course.reached(done))
    store.close()
    seconds = course.end(done.statements)
    return Loaded(sum(done.counts.values()), done.statements, seconds, tuple(course.memory), 0)


class _Course:
    """What a load takes while it goes on, and a word about it on stderr from time to time."""

    def __init__(self, name: str) -> None:
        self.memory = [memory(0)]
        self._name = name
        self._began = self._told = perf_counter()

    def reached(self, rows: int) -> None:
        self.memory.append(memory(rows))
        if perf_counter() - self._told >= SILENCE:
            self._told = perf_counter()
            speed = rows / (self._told - self._began)
            print(f"{self._name}: {rows:,} rows, {speed:,.0f}/s", file=sys.stderr, flush=True)

    def end(self, rows: int) -> float:
        """The seconds that it took."""
        self.memory.append(memory(rows))
        return perf_counter() - self._began


def memory(rows: int) -> Memory:
    """What this process has taken by now."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak //= MEGABYTE if sys.platform == "darwin" else 1024
    return Memory(rows, _own() or peak, peak)


def _own() -> int:
    """The anonymous memory of the process in MB, where the system tells it (Linux)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon"))
