"""Loading tables by a mapping: read, map, check, write, report. One load is one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Final

from graph.attestation import Attestation, Place, attest_node
from graph.errors import InvalidData
from graph.store import Store
from loaders import identity
from loaders.columns import match_columns
from loaders.conversion import BadValue
from loaders.language import Counted
from loaders.mapping import Mapping
from loaders.origins import PerOrigin, dated, placed
from loaders.panel import Panel
from loaders.references import Known, with_both_ends
from loaders.rejects import Rejects
from loaders.report import Report, RunningReport
from loaders.rows import RowMapper
from loaders.seen import Memory
from loaders.soundness import check_cells
from loaders.tables import BadRow, Row, Table, content_digest, read_tables
from loaders.values import Holds, Read, Scope, condition, read_one, read_text

Progress = Callable[[int, int | None], None]
"""Called with the rows read so far and an estimate of all rows, `None` where there is none."""

REMEMBERED: Final = 100_000
"""Statements of a document that are remembered, so that repeated ones are attested once."""
STEP: Final = 2_000
"""Rows between two reports of progress."""
NOTHING_NEW: Final = "内容此前已载入，未增加任何记载"
BROKEN: Final = "\ufffd"
"""What programs write for a character that they could not read."""
BROKEN_ROWS: Final = "含有无法识别的字符（U+FFFD），按原样载入"
DRY_RUN: Final = "只检查，未写入"


def load(
    store: Store,
    paths: Sequence[Path],
    mapping: Mapping,
    *,
    rejects: Path | None = None,
    progress: Progress | None = None,
    check: bool = False,
) -> Report:
    """Load files by a mapping into one batch and say what was done.

    Bad rows are left out, counted in the report and written to `rejects`; all others load. With
    `check` everything is done but writing (`attested` then counts what would be written).
    Raises `InvalidData` for a file that cannot be read or lacks its columns; nothing is then
    written.
    """
    report = RunningReport(_named(paths))
    with ExitStack() as stack:
        bad = stack.enter_context(Rejects(rejects)) if rejects else None
        run = _Run(store, mapping, report, bad, progress, _estimate(paths))
        if check:
            report.attested = sum(1 for _ in run.all_statements(paths))
            report.note(DRY_RUN)
        else:
            _write(run, paths)
    return report.freeze()


def _write(run: _Run, paths: Sequence[Path]) -> None:
    mapping, report = run.mapping, run.report
    loader = f"zerenlian {version('zerenlian')}; {mapping.name} {mapping.digest[:12]}"
    with run.store.batch(loader, f"{mapping.title}：{report.file}") as writer:
        writer.add(run.all_statements(paths))
        if run.rejects:
            run.rejects.close()  # before the batch is: without its rejects a load is half written
    done = writer.progress()
    report.attested, report.unchanged, report.new = done.added, done.unchanged, done.records
    if not done.added and done.unchanged:
        report.note(NOTHING_NEW)


def _named(paths: Sequence[Path]) -> str:
    if not paths:
        raise InvalidData("没有给出要载入的文件")
    more = f" 等 {len(paths)} 个文件" if len(paths) > 1 else ""
    return paths[0].name + more


def _estimate(paths: Sequence[Path]) -> int | None:
    """The rows in text files, by the length of the first lines; `None` with other files."""
    total = 0
    for path in paths:
        if path.suffix.lower() not in (".csv", ".tsv", ".txt", ".jsonl", ".ndjson"):
            return None
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(1 << 16)
            lines = head.count(b"\n")
            total += path.stat().st_size * lines // max(len(head), 1)
    return total


@dataclass(slots=True)
class _Run:
    """One load while it goes."""

    store: Store
    mapping: Mapping
    report: RunningReport
    rejects: Rejects | None
    progress: Progress | None
    total: int | None
    memory: Memory = field(default_factory=lambda: Memory(REMEMBERED))
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = Known(self.store)

    def all_statements(self, paths: Sequence[Path]) -> Iterator[Attestation]:
        """What the files say, without edges to things that are nowhere described."""
        said = (statement for path in paths for statement in self.statements(path))
        if any(entity.loose for entity in self.mapping.entities.values()):
            return with_both_ends(self.store, said, self.mapping, self.report)
        return said

    def statements(self, path: Path) -> Iterator[Attestation]:
        """What the file says, its document first; nothing if no row says anything."""
        document = identity.document(content_digest(path))
        self.memory.clear()
        refused: list[InvalidData] = []
        found = begun = False
        for number, table in enumerate(self._tables(path)):
            try:
                scope = self._scope(path, table)
            except InvalidData as error:
                refused.append(error)
                continue
            found = True
            panel = self._look_ahead(path, number, scope)
            for statement in self._table(path, table, document, scope, panel):
                if not begun:
                    begun = True
                    yield self._document(path, document)
                yield statement
            for category, count in table.notes.items():
                self.report.note(category, count)
        if not found and refused:
            raise refused[0]
        for reason in refused:
            self.report.note(f"未读的工作表：{reason.message}")

    def _tables(self, path: Path) -> Iterator[Table]:
        source = self.mapping.source
        return read_tables(
            path, format=source.format, encoding=source.encoding, sheet=source.sheet,
            header_row=source.header_row,
        )  # fmt: skip

    def _document(self, path: Path, document: str) -> Attestation:
        part = self.mapping.document
        scope = Scope({}, {"file": path.stem})
        given = {
            "title": read_text(part.title, scope)({}) or path.stem,
            "digest": content_digest(path),
            "number": read_one(part.number, scope)({}) if part.number is not None else "",
            "issuer": read_one(part.issuer, scope)({}) if part.issuer is not None else "",
        }
        if part.date is not None and not self.mapping.dated_by_row:
            given["date"] = dated(read_one(part.date, scope))({})
        return attest_node("Document", document, given, Place(document, f"文件 {path.name}"))

    def _scope(self, path: Path, table: Table) -> Scope:
        columns = match_columns(self.mapping.columns, table.header, path.name)
        for name, header in columns.by_field.items():
            if header is not None:
                self.report.columns[name] = header
        for header in columns.unused:
            if header not in self.report.unused:
                self.report.unused.append(header)
        scope = Scope(columns.by_field, {}, dict(self.mapping.lookups), known=self.known)
        return placed(scope, path.stem, table.name, self.mapping.document.date)

    def _look_ahead(self, path: Path, number: int, scope: Scope) -> Panel | None:
        """Read the table once beforehand, where the mapping asks what other rows say."""
        mapping = self.mapping
        panel = Panel(mapping.panel, scope) if mapping.panel else None
        if panel is None and not mapping.indexes:
            return None
        counts: dict[str, Counter[str]] = {name: Counter() for name in mapping.indexes}
        plans = PerOrigin(scope, mapping.document.date, partial(_Glance.compiled, mapping))
        for row in next(islice(self._tables(path), number, None)).rows:
            if isinstance(row, BadRow):
                continue
            plan = plans.of(row)
            if any(skip(row.cells) for _, skip in plan.skips):
                continue
            for name, read in plan.indexes:
                counts[name][read(row.cells)] += 1
            if panel:
                panel.see(row.cells)
        scope.indexes.update(counts)
        if panel:
            panel.complete()
        return panel

    def _table(
        self, path: Path, table: Table, document: str, scope: Scope, panel: Panel | None
    ) -> Iterator[Attestation]:
        mapping, report, memory = self.mapping, self.report, self.memory
        compiled = partial(_Plan.compiled, mapping, document)
        plans = PerOrigin(scope, mapping.document.date, compiled)
        extra = panel.statements if panel else None
        for row in self.known.ahead(table.rows, lambda row: plans.of(row).mapper.referred(row)):
            report.rows += 1
            if report.rows % STEP == 0 and self.progress:
                self.progress(report.rows, self.total)
            if isinstance(row, BadRow):
                self._reject(row, table.header, document)
                continue
            plan = plans.of(row)
            skipped = next((note for note, holds in plan.skips if holds(row.cells)), None)
            if skipped is not None:
                report.note(skipped)
                continue
            try:
                check_cells({**row.cells, **row.origin.cells()} if row.origin else row.cells)
                statements = plan.mapper.statements(row, extra)
            except BadValue as bad:
                self._reject(_bad_row(path, table, row, bad), table.header, document)
                continue
            if BROKEN in "".join(row.cells.values()):
                report.note(BROKEN_ROWS)
            for note, holds in plan.counts:
                if holds(row.cells):
                    report.note(note)
            for statement in statements:
                if memory.knows(statement):
                    report.merged += 1
                else:
                    yield statement
        report.notes.update(scope.noted)
        report.merged += sum(seen.merged for seen in scope.seen)

    def _reject(self, bad: BadRow, header: tuple[str, ...], document: str) -> None:
        self.report.reject(bad)
        if self.rejects:
            self.rejects.write(bad, header, document)


@dataclass(frozen=True, slots=True)
class _Glance:
    """What is asked of a row beforehand."""

    skips: list[tuple[str, Holds]]
    indexes: list[tuple[str, Read]]

    @classmethod
    def compiled(cls, mapping: Mapping, scope: Scope) -> _Glance:
        indexes = [(name, read_text(text, scope)) for name, text in mapping.indexes.items()]
        return cls(_counted(mapping.skip, scope), indexes)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done with a row."""

    skips: list[tuple[str, Holds]]
    counts: list[tuple[str, Holds]]
    mapper: RowMapper

    @classmethod
    def compiled(cls, mapping: Mapping, document: str, scope: Scope) -> _Plan:
        skips, counts = _counted(mapping.skip, scope), _counted(mapping.count, scope)
        return cls(skips, counts, RowMapper(mapping, document, scope))


def _counted(rules: Sequence[Counted], scope: Scope) -> list[tuple[str, Holds]]:
    return [(rule.note, holds) for rule in rules if (holds := condition(rule.when, scope))]


def _bad_row(path: Path, table: Table, row: Row, bad: BadValue) -> BadRow:
    return BadRow(
        file=path.name, sheet=table.name, row=row.number, column=bad.column or None,
        value=bad.value, reason=bad.message, remedy=bad.remedy, cells=row.cells,
        origin=row.origin,
    )  # fmt: skip
