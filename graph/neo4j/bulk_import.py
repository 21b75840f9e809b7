"""A whole store as the files of Neo4j's bulk import, which is how millions of records get there.

What is imported is what loading the same batches one after the other leaves in the database, all
history included: see `graph.neo4j.schema`. Indexes are made when the store is opened the first
time.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import orjson

from graph.attestation import Attestation, Batch
from graph.copying import Progress
from graph.errors import Conflict, InvalidData
from graph.fold import fold, spell_statements
from graph.keys import search_keys
from graph.neo4j.csv_folder import CsvFolder
from graph.neo4j.rows import edge_properties, form_row, node_properties, statement_row
from graph.neo4j.schema import FORMAT
from graph.record import Edge, Node, Record
from graph.store import View

ARGUMENTS = "import.args"
_NOTE = "说明.txt"
_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")
_STEP = 1000
"""Statements between two reports of progress."""
_TEXT = """\
这个文件夹是整个责任链库，供 Neo4j 批量导入：
{batches:,} 个批次（已撤销的在内）的 {statements:,} 条记载，{records:,} 条记录。
内容未经遮盖，反映人、家属等也在其中，按原库同样保管。

一、停止 Neo4j 服务器。数据库 {database} 须是空的或还没有。
二、在本文件夹中，以运行服务器的用户运行：

    {command}

    服务器启动过一次，数据库就已建好，这时在命令末尾加 --overwrite-destination=true；
    其中原有的数据会全部清除。
三、启动 Neo4j 服务器，核对一遍；第一次打开要建索引，库大时需几分钟：

    zerenlian doctor --store neo4j://主机:7687/{database}

用户和密码写进 ZERENLIAN_NEO4J_USER 和 ZERENLIAN_NEO4J_PASSWORD。此后照常载入、查询、撤销。
"""

Stages = Sequence[tuple[int, Sequence[Attestation]]]
"""The statements in force about one record, as of each batch that spoke of it, by its number."""


class Exported(NamedTuple):
    """What was written: `command` imports it when run in the folder; `counts` are of records."""

    command: str
    batches: int
    statements: int
    counts: Mapping[str, int]


def export_for_import(
    view: View, folder: Path, database: str = "neo4j", progress: Progress | None = None
) -> Exported:
    """Write all that `view` holds to `folder`, read once and never held in memory.

    The folder must be empty or absent; it holds all or nothing afterwards. Raises `InvalidData` if
    it is neither, for a name that no database can have, or for a value that cannot be written;
    `Conflict` if statements are missing from the store.
    """
    if not _DATABASE.fullmatch(database):
        raise InvalidData(
            f"“{database}”不能作数据库名", remedy="用 3 至 63 个字母、数字、点或短横，以字母开头"
        )
    with _whole_or_nothing(folder) as part:
        files = CsvFolder(part)
        batches = view.batches()
        counts = _write_history(files, view.history(), batches, progress)
        _write_bookkeeping(files, batches, counts)
        exported = Exported(
            f"neo4j-admin database import full {database} @{ARGUMENTS}",
            len(batches), sum(batch.added for batch in batches), counts,
        )  # fmt: skip
        _tell(part, files.close(), exported, database)
    return exported


def _write_history(
    files: CsvFolder,
    history: Iterable[Attestation],
    batches: Sequence[Batch],
    progress: Progress | None,
) -> dict[str, int]:
    """Write all statements and the records that they amount to; returns how many by kind."""
    numbers = {batch.id: number for number, batch in enumerate(batches, start=1)}
    undone = {batch.id for batch in batches if batch.undone}
    total = sum(batch.added for batch in batches)
    done = told = 0
    counts: Counter[str] = Counter()
    for _, statements in groupby(history, attrgetter("record")):
        said = list(statements)
        for statement in said:
            files.node("_Statement", statement_row(statement, numbers[statement.batch]))
        if live := [statement for statement in said if statement.batch not in undone]:
            for shown in _folded(_stages(live, numbers)):
                _write(files, shown)
                counts[shown.record.kind] += 1
        done += len(said)
        if progress and done >= told + _STEP:
            told = done
            progress(done, total)
    if done != total:
        raise Conflict(
            f"库不完整：应有 {total} 条记载，读到 {done} 条", remedy="先运行 zerenlian doctor"
        )
    return dict(sorted(counts.items()))


def _write_bookkeeping(
    files: CsvFolder, batches: Sequence[Batch], counts: Mapping[str, int]
) -> None:
    for number, batch in enumerate(batches, start=1):
        files.node("_Batch", {
            "number": number, "id": batch.id, "recorded": batch.recorded, "loader": batch.loader,
            "title": batch.title, "added": batch.added, "undone": batch.undone,
            "undone_in": number if batch.undone else None,
        })  # fmt: skip
    files.node("_Store", {
        "id": 0, "format": FORMAT, "version": len(batches), "floor": 0,
        "counts": orjson.dumps(counts).decode(),
    })  # fmt: skip


def _stages(live: Sequence[Attestation], numbers: Mapping[str, int]) -> Stages:
    spoke = {numbers[statement.batch] for statement in live}
    if len(spoke) == 1:
        return [(spoke.pop(), live)]
    return [(n, [s for s in live if numbers[s.batch] <= n]) for n in sorted(spoke)]


class _Shown(NamedTuple):
    """A record with the documents that speak of it, if it is an edge, and its search keys, if it is
    a node; each with the batch from which on it is so."""

    record: Record
    documents: frozenset[str]
    since: int
    keys: Mapping[str, int]


def _folded(stages: Stages) -> list[_Shown]:
    """The records that the statements amount to."""
    shown: dict[str, _Shown] = {}
    for number, said in stages:
        shown = {r.id: _shown(r, said, number, shown.get(r.id)) for r in fold(said)}
    return list(shown.values())


def _shown(
    record: Record, said: Sequence[Attestation], number: int, before: _Shown | None
) -> _Shown:
    documents: frozenset[str] = frozenset()
    keys: Iterable[str] = ()
    if isinstance(record, Edge):
        documents = frozenset(s.place.document for s in spell_statements(record.id, said))
    if before and before.record == record and before.documents == documents:
        return before
    if isinstance(record, Node):
        keys = sorted(search_keys(record))
    known = before.keys if before else {}
    return _Shown(record, documents, number, {key: known.get(key, number) for key in keys})


def _write(files: CsvFolder, shown: _Shown) -> None:
    """Write a record as people see it and, for a node, as the program reads and finds it."""
    record = shown.record
    if isinstance(record, Edge):
        files.relationship(record.kind, {
            ":START_ID(Entity)": record.source, ":END_ID(Entity)": record.target,
            **edge_properties(record, shown.documents), "from_version": shown.since,
        })  # fmt: skip
        return
    properties = node_properties(record)
    files.node(f"Entity:{record.kind}", {"id:ID(Entity)": properties.pop("id"), **properties})
    files.node("_Form", form_row(record, shown.since))
    for key, since in shown.keys.items():
        files.node("_Key", {"node": record.id, "key": key, "from_version": since})


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[Path]:
    """A folder to write to that takes the place of `folder` in the end, or goes with an error."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidData(f"{folder} 已有内容", remedy="--out 换一个空的或还没有的文件夹")
    part = folder.with_name(f"{folder.name}.未完成-{secrets.token_hex(4)}")
    part.mkdir()
    try:
        yield part
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part)
        raise


def _tell(folder: Path, arguments: Sequence[str], exported: Exported, database: str) -> None:
    """Write the arguments of the import and how to run it."""
    lines = [f"{argument}\n" for argument in arguments]
    (folder / ARGUMENTS).write_text("".join(lines), encoding="utf-8", newline="")
    note = _TEXT.format(
        statements=exported.statements, batches=exported.batches, database=database,
        records=sum(exported.counts.values()), command=exported.command,
    )  # fmt: skip
    (folder / _NOTE).write_text(note, encoding="utf-8")
