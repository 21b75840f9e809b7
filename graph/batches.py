"""The bookkeeping of batches that all stores share."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from graph.attestation import Attestation, Batch
from graph.errors import Conflict, InvalidData, NotFound


def now() -> str:
    """The moment as ISO 8601 in UTC with microseconds, so that text order is time order."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_batch(loader: str, title: str) -> Batch:
    """A batch that starts now, which its id begins with; not recorded yet, see `completed`."""
    stamp = now()[:19].replace("-", "").replace(":", "").replace("T", "-")
    return Batch(f"{stamp}-{secrets.token_hex(4)}", "", loader, title)


def completed(batch: Batch, added: int) -> Batch:
    """The batch as it becomes visible: a new one now, for only from this moment on is it known.

    One that was recorded in another store stays as it was there; raises `Conflict` if it has been
    given more or fewer statements.
    """
    if not batch.recorded:
        return replace(batch, recorded=now(), added=added)
    if added != batch.added:
        raise Conflict(
            f"批次 {batch.id} 不完整：应有 {batch.added} 条记载，写入的是 {added} 条",
            remedy="先对来源库运行 zerenlian doctor，再复制一次",
        )
    return batch


def refuse_known(batches: Iterable[Batch], batch: Batch) -> None:
    """Raise `Conflict` if a batch of that id is among those of a store that is to write it."""
    if any(known.id == batch.id for known in batches):
        raise Conflict(f"批次 {batch.id} 已在库中", remedy="不必再写；zerenlian doctor 列出各批次")


def known_batch(batches: Iterable[Batch], wanted: str) -> Batch:
    """The batch to undo. Raises `NotFound`, or `Conflict` if it is undone already."""
    found = next((b for b in batches if b.id == wanted), None)
    if found is None:
        raise NotFound(f"没有批次 {wanted}", remedy="zerenlian doctor 列出各批次")
    if found.undone:
        raise Conflict(f"批次 {wanted} 已于 {found.undone} 撤销")
    return found


def missing_end(edge: Attestation, end: str) -> InvalidData:
    """The error for an edge one of whose ends nobody attests."""
    return InvalidData(
        f"{edge.place.locator}：关系 {edge.kind} 的一端 {end} 没有任何记载",
        remedy="映射须同时写出关系两端",
    )


def still_needed(batch: str, dependants: Iterable[str]) -> Conflict:
    """The error for undoing a batch whose nodes later batches still connect."""
    names = "、".join(sorted(set(dependants)))
    return Conflict(f"批次 {batch} 的记录仍被后来的批次引用：{names}", remedy=f"先撤销 {names}")
