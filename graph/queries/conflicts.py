"""Where the records contradict each other: all of it, page by page, each side with its sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Literal, get_args

from graph.attestation import Attestation
from graph.dates import Certainty, Interval, Window
from graph.errors import InvalidData
from graph.fold import spell_statements
from graph.queries.sources import sources_of, statements_giving
from graph.queries.tenure import ACTING, HEADS, Holder, tenures
from graph.record import Edge, Node, Record, Scalar, ThinEdge, conflicting
from graph.schema import schema
from graph.store import View, ordered, pages

ConflictKind = Literal["values", "dispute", "natures"]
KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
PORTION = 1_000
"""Records looked at together: all that is held in memory at once."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several differing values, with the statements that give it (for a date, also those
    that give a coarser one that fits), in order of document and id."""

    value: Scalar
    sources: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class DifferingValues:
    """One record whose sources differ on properties that have one value.

    `properties` has each such property, in order of name, with its values, most attested first.
    `ends` are the nodes that an edge joins, source first; empty for a node.
    """

    record: Record
    ends: tuple[Node, ...]
    properties: Mapping[str, tuple[Claim, ...]]
    kind: Literal["values"] = "values"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two tenures that both certainly held on each of `days` (the first and the last of them)."""

    one: Holder
    other: Holder
    days: Window


@dataclass(frozen=True, slots=True)
class Dispute:
    """A head post that two people certainly held on one day, neither acting nor concurrently."""

    post: Node
    bodies: tuple[Node, ...]
    clashes: tuple[Clash, ...]
    kind: Literal["dispute"] = "dispute"


@dataclass(frozen=True, slots=True)
class TwoNatures:
    """A person who certainly held one post under two natures on one day."""

    person: Node
    post: Node
    clashes: tuple[Clash, ...]
    kind: Literal["natures"] = "natures"


Conflict = DifferingValues | Dispute | TwoNatures


@dataclass(frozen=True, slots=True)
class Conflicts:
    """One page. `next` is the `after` of the following page, empty when there is none."""

    conflicts: tuple[Conflict, ...]
    next: str


def conflicts(
    view: View,
    *,
    kinds: Collection[str] | None = None,
    after: str = "",
    limit: int = 100,
) -> Conflicts:
    """The first `limit` (at least one) conflicts after the cursor `after`.

    `kinds` are among `values`, `dispute`, `natures` (all by default), and come in this order: then
    kinds of nodes and edges as the schema has them, then ids (for a dispute the id of the POST_OF
    edge, for two natures those of person and post). The whole store is read in portions
    for as long as the page is not full. Raises `InvalidData` for an unknown kind or cursor.
    """
    wanted = [kind for kind in KINDS if kinds is None or kind in kinds]
    unknown = sorted(set(kinds or ()) - set(KINDS))
    if unknown:
        raise InvalidData(f"没有这种冲突：{'、'.join(unknown)}", remedy=f"可用：{'、'.join(KINDS)}")
    page = list(islice(_from(view, wanted, after), limit + 1))
    following = page[limit - 1][0] if len(page) > limit else ""
    return Conflicts(tuple(conflict for _, conflict in page[:limit]), following)


Found = Iterator[tuple[str, Conflict]]
"""Conflicts, each with the id after which the search for the next goes on."""


def _from(view: View, kinds: Collection[str], after: str) -> Found:
    stages = [(k, record) for k in KINDS for record in _scanned(k)]
    start, last = _resumed(stages, after)
    for kind, record_kind in stages[start:]:
        if kind in kinds:
            for last_id, conflict in _FINDERS[kind](view, record_kind, last):
                yield f"{kind}/{record_kind}/{last_id}", conflict
        last = ""


def _scanned(kind: ConflictKind) -> tuple[str, ...]:
    """The kinds of record that are gone through for a kind of conflict."""
    if kind == "values":
        return (*schema().nodes, *schema().edges)
    return ("POST_OF",) if kind == "dispute" else ("Person",)


def _resumed(stages: Sequence[tuple[ConflictKind, str]], after: str) -> tuple[int, str]:
    if not after:
        return 0, ""
    kind, _, rest = after.partition("/")
    record_kind, _, last = rest.partition("/")
    for number, stage in enumerate(stages):
        if stage == (kind, record_kind):
            return number, last
    raise InvalidData(f"不认识的续页标记：{after}", remedy="从第一页重新开始")


def _values(view: View, kind: str, after: str) -> Found:
    portions: Iterator[Sequence[Record]]
    if kind in schema().nodes:
        portions = pages(view.scan_nodes, kind, after, PORTION)
    else:
        portions = pages(view.scan_edges, kind, after, PORTION)
    for portion in portions:
        differing = [record for record in portion if conflicting(record)]
        statements = view.attestations(_statements_of(record) for record in differing)
        ends = view.nodes(
            end for e in differing if isinstance(e, Edge) for end in (e.source, e.target)
        )
        for record in differing:
            said: Sequence[Attestation] = statements[_statements_of(record)]
            joined: tuple[Node, ...] = ()
            if isinstance(record, Edge):
                said = spell_statements(record.id, said)
                joined = (ends[record.source], ends[record.target])
            yield record.id, DifferingValues(record, joined, _claims(record, said))


def _statements_of(record: Record) -> str:
    return record.relation if isinstance(record, Edge) else record.id


def _claims(record: Record, said: Sequence[Attestation]) -> dict[str, tuple[Claim, ...]]:
    return {
        name: tuple(Claim(v, statements_giving(record, name, v, said)) for v in values)
        for name, values in sorted(conflicting(record).items())
    }


Tenure = tuple[ThinEdge, Interval]


def _disputes(view: View, _: str, after: str) -> Found:
    for portion in pages(view.scan_edges, "POST_OF", after, PORTION):
        heads = {e.source for e in portion if e.facet in HEADS}
        links: dict[str, list[ThinEdge]] = {}
        for edge in view.expand(heads, ("POST_OF",), "out", facets=HEADS):
            links.setdefault(edge.source, []).append(edge)
        # A post may head several bodies: it is reported once, at its first link.
        first = {min(e.id for e in led): post for post, led in links.items()}
        posts = [first[e.id] for e in portion if e.id in first]
        clashes = _disputed(view, posts)
        bodies = view.nodes(e.target for post in clashes for e in links[post])
        for link, post in sorted(first.items()):
            if post in clashes:
                led = tuple(bodies[i] for i in sorted({e.target for e in links[post]}))
                yield link, Dispute(clashes[post][0].one.post, led, tuple(clashes[post]))


def _disputed(view: View, posts: Collection[str]) -> dict[str, list[Clash]]:
    """By post the clashes of different people who are neither acting nor concurrent."""
    pairs = [
        pair
        for held in tenures(view, posts).values()
        for pair in _pairs_at_once([t for t in held if t[0].facet not in ACTING])
        if pair[0][0].source != pair[1][0].source
    ]
    found: dict[str, list[Clash]] = {}
    for clash in _clashes(view, pairs):
        if clash.one.regular and clash.other.regular:
            found.setdefault(clash.one.post.id, []).append(clash)
    return found


def _natures(view: View, _: str, after: str) -> Found:
    # A person may come with several posts, so a page may end between two of them.
    person, _, post = after.partition("/")
    if post:
        yield from _natures_of(view, (person,), post)
    for portion in pages(view.scan_nodes, "Person", person, PORTION):
        yield from _natures_of(view, [node.id for node in portion], "")


def _natures_of(view: View, people: Sequence[str], after_post: str) -> Found:
    held: dict[tuple[str, str], list[Tenure]] = {}
    for edge in view.expand(people, ("HOLDS",), "out"):
        held.setdefault((edge.source, edge.target), []).append((edge, edge.interval))
    found = {
        place: [p for p in _pairs_at_once(tenures) if p[0][0].facet != p[1][0].facet]
        for place, tenures in held.items()
        if len(tenures) > 1 and place[1] > after_post
    }
    found = dict(sorted(found.items()))
    clashes = iter(_clashes(view, [pair for pairs in found.values() for pair in pairs]))
    for (person, post), pairs in found.items():
        if pairs:
            here = tuple(islice(clashes, len(pairs)))
            yield f"{person}/{post}", TwoNatures(here[0].one.person, here[0].one.post, here)


def _pairs_at_once(held: Sequence[Tenure]) -> Iterator[tuple[Tenure, Tenure]]:
    """The pairs that certainly held on one day, the one that began earlier first."""
    certain = [t for t in held if t[1].certain_days is not None]
    certain.sort(key=lambda t: (t[1].since_hi, t[1].until_lo, t[0].id))
    for one, other in combinations(certain, 2):
        if other[1].since_hi < one[1].until_lo:
            yield one, other


def _clashes(view: View, pairs: Sequence[tuple[Tenure, Tenure]]) -> list[Clash]:
    """The pairs with people, posts, properties and sources, in the order given."""
    thin = [edge for pair in pairs for edge, _ in pair]
    edges = view.edges(ordered(e.id for e in thin))
    nodes = view.nodes(ordered(end for e in thin for end in (e.source, e.target)))
    statements = view.attestations(ordered(e.relation for e in thin))
    found: list[Clash] = []
    for pair in pairs:
        days = pair[0][1].overlap(pair[1][1]).certain_days
        assert days is not None
        one, other = (
            Holder(
                nodes[edge.source], nodes[edge.target], edges[edge.id], interval,
                Certainty.CERTAIN, sources_of(edge, statements[edge.relation], days),
            )
            for edge, interval in pair
        )  # fmt: skip
        found.append(Clash(one, other, days))
    return found


_FINDERS: Mapping[str, Callable[[View, str, str], Found]] = {
    "values": _values,
    "dispute": _disputes,
    "natures": _natures,
}
