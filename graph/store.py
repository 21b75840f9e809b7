"""The contract of every store: a `View` to read, a `Writer` to add, batches and their undoing.

Queries see a `View` and nothing else. Stores must agree on order, emptiness and errors; the suite
`tests/graph/test_store_contract.py` holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol, TypeVar

from graph.attestation import Attestation, Batch
from graph.dates import Window
from graph.record import Edge, Node, ThinEdge

Direction = Literal["out", "in"]
Kept = TypeVar("Kept", Node, Edge)


class KeyHit(NamedTuple):
    """A search key and the node that has it."""

    key: str
    node: str


class View(Protocol):
    """What can be read. Unknown ids are left out of answers, never an error.

    A view taken from `Store.reading()` shows one moment, however long a query takes.
    """

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes with these ids, in the order asked."""

    def edges(self, ids: Iterable[str]) -> dict[str, Edge]:
        """The edges with these ids, with properties, in the order asked."""

    def expand(
        self,
        frontier: Iterable[str],
        kinds: Collection[str],
        direction: Direction,
        *,
        when: Window | None = None,
        facets: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[ThinEdge]:
        """The edges of `kinds` that leave (`out`) or reach (`in`) any id of `frontier`.

        Only those that possibly hold on some day of `when`, and whose facet is among `facets`,
        if given. Ordered by the end in the frontier, kind, facet, the four day numbers, the other
        end and id; the first `limit` of them.
        """

    def find(self, keys: Iterable[str]) -> list[KeyHit]:
        """The nodes that have exactly one of these search keys, ordered by key and node id."""

    def find_prefix(self, prefix: str, limit: int) -> list[KeyHit]:
        """The first `limit` keys that begin with `prefix`, ordered by key and node id."""

    def scan_nodes(self, kind: str, after: str = "", limit: int = 1000) -> list[Node]:
        """A page of the nodes of one kind in order of id, beginning after the id `after`."""

    def scan_edges(self, kind: str, after: str = "", limit: int = 1000) -> list[Edge]:
        """A page of the edges of one kind in order of id, beginning after the id `after`."""

    def counts(self) -> Mapping[str, int]:
        """How many nodes and edges there are of each kind that has any, by kind name."""

    def attestations(self, records: Iterable[str]) -> dict[str, list[Attestation]]:
        """The statements in force about each record (node id or relation id), ordered by id."""

    def batches(self) -> list[Batch]:
        """All batches in order of time, undone ones included."""

    def history(self, batch: str | None = None) -> Iterator[Attestation]:
        """Every statement ever added, those of undone batches included, or only those added by
        `batch` (none if it is unknown); ordered by record, id and batch."""


class Added(NamedTuple):
    """What a writer did with the statements given to it so far."""

    added: int
    unchanged: int
    records: int
    """How many records came into being."""


class Writer(Protocol):
    """Adds statements to one batch. Nothing is visible to readers before the batch is complete."""

    batch: str

    def add(self, statements: Iterable[Attestation]) -> None:
        """Add statements. Both ends of an edge must be attested in the store or in this batch by
        the time it completes, else completing raises `InvalidData`."""

    def progress(self) -> Added:
        """Counts so far; exact once the batch is complete."""


class Tray(Protocol):
    """Texts that wait beside the graph, by key; no view shows them. Keys are printable ASCII."""

    def put(self, texts: Mapping[str, str], gone: Collection[str] = ()) -> None:
        """Keep texts in place of those of the same keys and let go of the keys `gone`: all of it
        or, after an exception, nothing. Raises `StoreUnavailable` where that cannot be written."""

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of these keys, in the order asked; unknown ones are left out."""

    def page(self, prefix: str, after: str = "", limit: int = 1000) -> list[tuple[str, str]]:
        """The first `limit` keys that begin with `prefix` and come after the key `after`, in
        order, with their texts."""

    def count(self, prefix: str) -> int:
        """How many keys begin with `prefix`."""


class Store(View, Protocol):
    """A view that can also be written, undone and looked at as it was."""

    url: str

    @property
    def tray(self) -> Tray:
        """What waits beside the graph."""

    def reading(self) -> AbstractContextManager[View]:
        """A view of one moment for the length of a `with` block."""

    def batch(self, loader: str, title: str = "") -> AbstractContextManager[Writer]:
        """Write a batch: complete at the end of the `with` block, gone if an exception leaves it.

        A batch to which nothing new was added is not kept. Raises `StoreUnavailable` where the
        store cannot be written, `Conflict` where a place was read differently before.
        """

    def replay(self, batch: Batch) -> AbstractContextManager[Writer]:
        """Write a batch of another store as it is there: same id, times, title and statements.

        As `batch`; if it is undone, its statements are kept in history and change no record. Raises
        `Conflict` if a batch of that id is here already, or if it was given more or fewer than
        `batch.added` statements.
        """

    def undo(self, batch: str, when: str | None = None) -> int:
        """Leave out the statements of a batch and fold again; returns how many were left out.

        It counts as undone at `when`, the moment another store gives, or now. Raises `NotFound`
        for an unknown batch, `Conflict` if it is undone already or if edges of later batches would
        lose an end (it names those batches).
        """

    def faults(self) -> list[str]:
        """What is wrong with the stored data itself, in Chinese; empty if nothing is."""

    def close(self) -> None:
        """Let go of files and connections."""


def pages(
    scan: Callable[[str, str, int], list[Kept]], kind: str, after: str = "", size: int = 1000
) -> Iterator[list[Kept]]:
    """What `View.scan_nodes` or `View.scan_edges` finds after the id `after`, page by page."""
    while page := scan(kind, after, size):
        yield page
        after = page[-1].id


def ordered(ids: Iterable[str]) -> list[str]:
    """The ids in the order given, each once."""
    return list(dict.fromkeys(ids))


def in_order(edges: Iterable[ThinEdge], direction: Direction) -> list[ThinEdge]:
    """Edges in the order of `View.expand`."""
    near, far = (3, 4) if direction == "out" else (4, 3)
    return sorted(edges, key=lambda e: (e[near], e.kind, e.facet, *e[5:9], e[far], e.id))
