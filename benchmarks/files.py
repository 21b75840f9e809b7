"""The generated world as the CSV files that a load reads, and one file of any size."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.world import FIRST_DAY, LAST_DAY, POSTS, World

Table = tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]


def write_files(world: World, folder: Path) -> dict[str, Path]:
    """The world as CSV files (UTF-8) in a new folder, by name of the mapping that loads each, in
    order of loading.

    A row names a person, body or post of another file by its number only, so that every statement
    of a load brings a record about.
    """
    folder.mkdir()
    return {name: _write(folder / f"{name}.csv", *table) for name, table in _tables(world).items()}


def _tables(world: World) -> dict[str, Table]:
    day = [date.fromordinal(d).isoformat() for d in range(FIRST_DAY, LAST_DAY + 1)]

    def days(numbers: Any) -> Iterator[str]:
        return (day[n - FIRST_DAY] for n in numbers.tolist())

    above = ("" if up < 0 else up for up in world.parent.tolist())
    names = (f"第{n}机构" for n in range(world.bodies))
    return {
        "people": (("person", "name"), enumerate(world.names)),
        "bodies": (("body", "name", "above"), zip(range(world.bodies), names, above, strict=True)),
        "posts": (("post", "title", "body", "head_of"), _posts(world)),
        "tenures": (
            ("person", "post", "since", "until"),
            zip(world.tenure_person.tolist(), world.tenure_post.tolist(),
                days(world.since), days(world.until), strict=True),
        ),
        "talks": (
            ("talk", "talker", "listener", "day"),
            zip(range(len(world.talker)), world.talker.tolist(), world.listener.tolist(),
                days(world.talk_day), strict=True),
        ),
        "cases": (
            ("case", "person", "body", "day"),
            zip(range(len(world.suspect)), world.suspect.tolist(), world.case_body.tolist(),
                days(world.case_day), strict=True),
        ),
    }  # fmt: skip


def _posts(world: World) -> Iterator[tuple[int, str, int, str]]:
    for body in range(world.bodies):
        yield body * POSTS, "书记", body, "party"
        for seat in range(1, POSTS):
            yield body * POSTS + seat, f"第{seat}副书记", body, "none"


def _write(path: Path, header: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_ledger(path: Path, size: int, seed: int = 1) -> int:
    """A talk ledger of at least `size` bytes; returns its rows."""
    random = Random(seed)
    sentence = "了解其分管领域近期工作，提出意见，并约定复核的时间与方式。"
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("序号", "谈话时间", "谈话人", "谈话对象", "谈话事由", "主要内容"))
        while rows % 10_000 or file.tell() < size:
            rows += 1
            day = date.fromordinal(random.randrange(FIRST_DAY, LAST_DAY)).isoformat()
            above, below = (f"某{random.randrange(200_000)}" for _ in range(2))
            reason = f"事由{random.randrange(1_000)}"
            writer.writerow((rows, day, above, below, reason, sentence * random.randrange(1, 40)))
    return rows
