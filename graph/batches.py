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
    """A batch that starts now; its id begins with the second. See `completed`."""
    recorded = now()
    stamp = recorded[:19].replace("-", "").replace(":", "").replace("T", "-")
    return Batch(f"{stamp}-{secrets.token_hex(4)}", recorded, loader, title)


def completed(batch: Batch, added: int) -> Batch:
    """The batch as it becomes visible now: only from this moment on is it known."""
    return replace(batch, recorded=now(), added=added)


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
