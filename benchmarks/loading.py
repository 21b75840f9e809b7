"""How fast files load, how much memory that takes, and how large the store becomes."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from benchmarks.files import write_ledger
from graph.stores import open_store
from loaders.load import load
from loaders.mapping import read_mapping

MAPPINGS = Path(__file__).parent / "mappings"
MEGABYTE = 1 << 20


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
    stored_bytes: int

    @property
    def rate(self) -> float:
        """Records a second, from CSV to visible."""
        return self.records / self.seconds


def loaded(database: Path, files: Sequence[tuple[str, Path]]) -> Loaded:
    """Load files, each by the mapping of a name, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_load, database, files).result()


def loaded_ledger(folder: Path, size: int) -> Loaded:
    """Write a ledger of `size` bytes and load it in one batch."""
    file = folder / "ledger.csv"
    write_ledger(file, size)
    return loaded(folder / "ledger.db", [("ledger", file)])


def _load(database: Path, files: Sequence[tuple[str, Path]]) -> Loaded:
    memory = [_memory(0)]
    records = attested = done = 0

    def sampled(rows: int, _: int | None) -> None:
        memory.append(_memory(done + rows))

    began = perf_counter()
    store = open_store(f"sqlite:///{database}")
    for mapping, path in files:
        report = load(store, [path], read_mapping(MAPPINGS / f"{mapping}.yaml"), progress=sampled)
        if report.rejected:
            raise RuntimeError(f"{path.name}: {report.rejections[0].message}")
        records += report.new
        attested += report.attested
        done += report.rows
    store.close()
    seconds = perf_counter() - began
    memory.append(_memory(done))
    read = sum(path.stat().st_size for _, path in files)
    return Loaded(records, attested, seconds, tuple(memory), read, database.stat().st_size)


def _memory(rows: int) -> Memory:
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
