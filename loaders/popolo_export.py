"""A view as Popolo: what came from Popolo files as it was, everything else in its terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from graph.attestation import Attestation
from graph.fold import spell_statements
from graph.record import Edge
from graph.store import View, pages
from loaders.popolo_fields import KINDS, Fields, fields, is_ours, marked, original

PAGE: Final = 1000
_Order = tuple[str, tuple[str | int, ...]]
"""Document and place within it: objects leave in the order in which they came."""
_LAST: Final = "~"
"""After every document: where objects of our own making stand."""


def export_popolo(view: View) -> Fields:
    """The persons, organizations, posts, memberships and areas of a view as a Popolo document.

    Statements loaded from Popolo files give back their objects unchanged, with their ids. Of what
    other files say, persons who hold a post are written, and all bodies, posts and divisions, with
    our ids. An end is written as the last day in; what is not recorded is left out. Objects of one
    id from several documents become one, to which each later document adds fields that are missing.
    """
    return _Export(view).document()


class _Export:
    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[str, list[tuple[_Order, Fields]]] = {array: [] for array in KINDS}
        self._ids: dict[str, str] = {}
        self._holders: set[str] = set()

    def document(self) -> Fields:
        whole: dict[str, Any] = {array: [] for array in KINDS}
        present: set[str] = set()
        for key, value in self._kept():
            if isinstance(whole.get(key), list) and isinstance(value, list):
                whole[key] = whole[key] + value
            else:
                whole.setdefault(key, value)
            present.add(key)
        edges = [edge for page in pages(self._view.scan_edges, "HOLDS") for edge in page]
        self._holders = {edge.source for edge in edges}
        for array in ("areas", "organizations", "posts", "persons"):
            self._nodes_of(array)
        self._references()
        self._memberships(edges)
        for array, found in self._found.items():
            objects = [item for _, item in _merged(sorted(found, key=lambda pair: pair[0]))]
            whole[array] = [*objects, *whole[array]]
        return {k: v for k, v in whole.items() if v != [] or k in present}

    def _kept(self) -> Iterator[tuple[str, Any]]:
        """What documents keep because it is no node or edge, by top-level key."""
        for page in pages(self._view.scan_nodes, "Document"):
            for document in page:
                for text in document.properties.get("source_data", ()):
                    if is_ours(text):
                        yield from json.loads(str(text))["popolo"].items()

    def _nodes_of(self, array: str) -> None:
        """Gather the objects of one array; those of other files without their references yet."""
        for page in pages(self._view.scan_nodes, KINDS[array]):
            said = self._view.attestations([node.id for node in page])
            for node in page:
                from_popolo = [s for s in said[node.id] if marked(s)]
                for statement in from_popolo:
                    item = original(array, statement)
                    if item is not None:
                        self._ids[node.id] = item.get("id") or node.id
                        self._found[array].append((_order(statement), item))
                if not from_popolo and (array != "persons" or node.id in self._holders):
                    item = {"id": node.id, **fields(array, node.properties)}
                    self._ids[node.id] = node.id
                    self._found[array].append(((_LAST, (node.id,)), item))

    def _references(self) -> None:
        for array, field, kind in (
            ("organizations", "parent_id", "COMPONENT_OF"),
            ("organizations", "area_id", "LOCATED_IN"),
            ("areas", "parent_id", "LOCATED_IN"),
            ("posts", "organization_id", "POST_OF"),
        ):
            own = {item["id"]: item for order, item in self._found[array] if order[0] == _LAST}
            ends: dict[str, set[str]] = {}
            for edge in self._view.expand(own, [kind], "out"):
                ends.setdefault(edge.source, set()).add(edge.target)
            for node, targets in ends.items():
                (target, *others) = targets
                if not others and target in self._ids:
                    own[node][field] = self._ids[target]

    def _memberships(self, edges: Sequence[Edge]) -> None:
        titles, bodies = self._posts(edges)
        done: set[str] = set()
        for start in range(0, len(edges), PAGE):
            page = edges[start : start + PAGE]
            said = self._view.attestations({edge.relation for edge in page})
            for edge in page:
                statements = said[edge.relation]
                if edge.relation not in done:
                    done.add(edge.relation)
                    self._originals(statements)
                if not any(map(marked, spell_statements(edge.id, statements))):
                    self._own(edge, titles.get(edge.target, ""), bodies.get(edge.target))

    def _originals(self, statements: Sequence[Attestation]) -> None:
        for statement in filter(marked, statements):
            item = original("memberships", statement)
            if item is not None:
                self._found["memberships"].append((_order(statement), item))

    def _own(self, edge: Edge, title: str, body: str | None) -> None:
        item: Fields = {"id": edge.id, "person_id": self._ids.get(edge.source, edge.source)}
        if title:
            item["role"] = title
            if edge.facet != "正式":
                item["label"] = f"{title}（{edge.facet}）"
        if edge.target in self._ids:
            item["post_id"] = self._ids[edge.target]
        if body in self._ids:
            item["organization_id"] = self._ids[body]
        item |= fields("memberships", edge.properties)
        self._found["memberships"].append(((_LAST, (edge.id,)), item))

    def _posts(self, edges: Sequence[Edge]) -> tuple[dict[str, str], dict[str, str]]:
        """The title of each post held, and its organization where sources agree on one."""
        posts = list(dict.fromkeys(edge.target for edge in edges))
        titles = {node.id: node.first("title") or "" for node in self._view.nodes(posts).values()}
        bodies: dict[str, str] = {}
        for edge in self._view.expand(posts, ["POST_OF"], "out"):
            bodies.setdefault(edge.source, edge.target)
        return titles, bodies


def _merged(found: list[tuple[_Order, Fields]]) -> list[tuple[_Order, Fields]]:
    """Objects of one id from several documents as one; within a document they stay as they are."""
    first: dict[str, tuple[str, Fields]] = {}
    kept: list[tuple[_Order, Fields]] = []
    for order, item in found:
        number = item.get("id")
        known = first.get(number) if number else None
        if known and known[0] != order[0]:
            for field, value in item.items():
                known[1].setdefault(field, value)
            continue
        if number and known is None:
            first[number] = (order[0], item)
        kept.append((order, item))
    return kept


def _order(statement: Attestation) -> _Order:
    parts = re.split(r"(\d+)", statement.place.locator)
    return statement.place.document, tuple(int(p) if p.isdigit() else p for p in parts)
