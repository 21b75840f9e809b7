"""A whole store into another one, whatever each is kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.attestation import Attestation, Batch
from graph.digest import StoreDigest, digest
from graph.errors import Conflict
from graph.store import Store, Tray

Progress = Callable[[int, int | None], None]
"""Takes how many statements are written, and how many there are to write."""

_STEP = 1000
"""Statements between two reports of progress."""
_NAMED = 3
"""Batches named in a message; of more the number is given."""


class Copied(NamedTuple):
    """What copying did: batches written with how many statements, batches that were there already
    and of those the ones undone now; and what both stores hold after it."""

    batches: int
    statements: int
    there: int
    undone: int
    digest: StoreDigest


def copy_store(source: Store, target: Store, progress: Progress | None = None) -> Copied:
    """Bring `target` to hold what `source` holds when this begins: batches with their times,
    everything ever stated, the records that it amounts to, and what waits in the tray.

    Batches that the target has already are not written again: copying twice changes nothing, and a
    copy that was interrupted is continued. Raises `Conflict` if the target holds what the source
    does not, or if the two differ in the end.
    """
    with source.reading() as view:
        batches, wanted = view.batches(), digest(view)
    there = {batch.id: batch for batch in target.batches()}
    _refuse_others(there.values(), batches)
    new = [batch for batch in batches if batch.id not in there]
    teller = _Teller(progress, sum(batch.added for batch in new))
    present = set(there)
    undone = 0
    for step in _steps(batches, there):
        if step.id in present:
            target.undo(step.id, step.undone)
            undone += step.id in there
        else:
            with target.replay(step) as writer:
                writer.add(teller.counted(source.history(step.id)))
            present.add(step.id)
    _copy_tray(source.tray, target.tray)
    with target.reading() as view:
        _compare(wanted, digest(view))
    return Copied(len(new), teller.done, len(there), undone, wanted)


class _Teller:
    """Counts statements as they pass and reports from time to time."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.done = 0
        self._progress = progress
        self._total = total

    def counted(self, statements: Iterable[Attestation]) -> Iterator[Attestation]:
        for statement in statements:
            yield statement
            self.done += 1
            if self._progress and (self.done % _STEP == 0 or self.done == self._total):
                self._progress(self.done, self._total)


def _steps(batches: Iterable[Batch], there: Mapping[str, Batch]) -> list[Batch]:
    """What is to happen to the target, in the order in which it happened to the source: each step
    is a batch as it is to be from then on.

    A batch may rest on one that was undone after it (what it needs had been attested again), so an
    undone batch is in force until its time has come, unless it was undone before anything else.
    """
    steps = [replace(batch, undone=None) for batch in batches if batch.id not in there]
    steps += [b for b in batches if b.undone and (b.id not in there or not there[b.id].undone)]
    steps.sort(key=lambda b: (max(b.recorded, b.undone or ""), bool(b.undone), b.id))
    merged: list[Batch] = []
    for step in steps:
        if merged and merged[-1].id == step.id:
            merged.pop()
        merged.append(step)
    return merged


def _refuse_others(there: Iterable[Batch], batches: Sequence[Batch]) -> None:
    """Every batch of the target must be one of the source, or one that was undone there since."""
    known = {*batches, *(replace(batch, undone=None) for batch in batches)}
    if others := [batch.id for batch in there if batch not in known]:
        more = f" 等 {len(others)} 个" if len(others) > _NAMED else ""
        raise Conflict(
            f"目标库里有来源库没有、或两库状态不同的批次：{'、'.join(others[:_NAMED])}{more}",
            remedy="换一个空的目标库；两库各有新批次时，先定以哪个为准",
        )


def _copy_tray(source: Tray, target: Tray) -> None:
    """What waits in the source waits in the target, and nothing else."""
    for texts in _pages_of(source):
        target.put(texts)
    for there in _pages_of(target):
        target.put({}, there.keys() - source.get(there).keys())


def _pages_of(tray: Tray) -> Iterator[dict[str, str]]:
    after = ""
    while page := tray.page("", after):
        yield dict(page)
        after = page[-1][0]


def _compare(wanted: StoreDigest, found: StoreDigest) -> None:
    if wanted != found:
        what = "记录" if wanted.statements == found.statements else "批次和记载"
        raise Conflict(
            f"复制之后两库的{what}不一致",
            remedy="若有人正在写目标库，等写完再复制一次；否则对两库运行 zerenlian doctor",
        )
