"""Popolo JSON (popoloproject.com, as everypolitician publishes it) into statements, and back out.

Persons, organizations, posts and areas become nodes, memberships HOLDS of a post of the
organization. What no property of ours carries is kept verbatim (see `loaders.popolo_fields`), so
that exporting what was loaded gives the same file apart from order. Events, and objects that say
too little to be a node or an edge, stay with the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from graph.attestation import Attestation, Place, attest_edge, attest_node
from graph.errors import InvalidData
from graph.store import Store
from loaders import identity
from loaders.popolo_export import export_popolo
from loaders.popolo_fields import IMPLIED, KINDS, Fields, compact, printed, properties
from loaders.popolo_model import CLASSES, fault
from loaders.report import Report, RunningReport
from loaders.tables import BadRow, check_file, content_digest

__all__ = ["export_popolo", "load_popolo", "read_popolo"]

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_ONE: Final[Mapping[str, Mapping[str, str]]] = {
    "organizations": {"parent": "organizations", "area": "areas"},
    "posts": {"organization": "organizations", "area": "areas"},
    "areas": {"parent": "areas"},
    "memberships": {
        "person": "persons", "organization": "organizations", "post": "posts", "area": "areas",
        "on_behalf_of": "organizations",
    },
}  # fmt: skip
"""The fields that embed one object, by array, each with the array it would stand in."""
_MANY: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "persons": {"memberships": ("memberships", "person_id")},
    "organizations": {
        "memberships": ("memberships", "organization_id"), "posts": ("posts", "organization_id"),
        "children": ("organizations", "parent_id"),
    },
    "posts": {"memberships": ("memberships", "post_id")},
    "areas": {
        "memberships": ("memberships", "area_id"), "organizations": ("organizations", "area_id"),
        "posts": ("posts", "area_id"), "children": ("areas", "parent_id"),
    },
}  # fmt: skip
"""The fields that embed several objects: array they would stand in, reference they leave out."""
MEMBER: Final = "成员"
"""The title of a membership that names neither a post nor a role."""


def load_popolo(store: Store, path: Path, *, scope: str = "") -> Report:
    """Load a Popolo file into one batch and say what was done; objects count as rows.

    Ids that are UUIDs mean the same everywhere. Others (`legislature`, `party/1`) mean the same in
    files of one `scope`, by default in this file only. Objects that break the specification are
    rejected, all others load. Raises `InvalidData` for a file that is no Popolo.
    """
    report = RunningReport(path.name)
    with store.batch(f"zerenlian {version('zerenlian')}; popolo", f"Popolo：{path.name}") as writer:
        writer.add(read_popolo(path, scope=scope, report=report))
    done = writer.progress()
    report.attested, report.unchanged, report.new = done.added, done.unchanged, done.records
    return report.freeze()


def read_popolo(
    path: Path, *, scope: str = "", report: RunningReport | None = None
) -> Iterator[Attestation]:
    """What a Popolo file says, its document first; `scope` and errors as for `load_popolo`."""
    data = _parse(path)
    digest = content_digest(path)
    reader = _Reader(path, identity.document(digest), scope, report or RunningReport(path.name))
    return reader.statements(data, digest)


def _parse(path: Path) -> Fields:
    check_file(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        data: Any = json.loads(text)
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise InvalidData(
            f"{path.name} 不是完好的 UTF-8 JSON：{error}", remedy="重新导出该文件"
        ) from None
    if not isinstance(data, dict) or not any(isinstance(data.get(a), list) for a in CLASSES):
        raise InvalidData(
            f"{path.name} 不是 Popolo 文件",
            remedy="顶层应是对象，含 persons、organizations、memberships 等数组",
        )
    for array in CLASSES:
        if not isinstance(data.get(array, []), list):
            raise InvalidData(f"{path.name} 的 {array} 应为数组", remedy="改成 [ … ]")
    return data


@dataclass(frozen=True, slots=True)
class _Found:
    """An object of the file: its node id, where it stands, and references that embedding implies
    (reference field -> node id)."""

    array: str
    item: Fields
    node: str
    locator: str
    links: Mapping[str, str]
    on_its_own: bool


class _Reader:
    def __init__(self, path: Path, document: str, scope: str, report: RunningReport) -> None:
        self._path = path
        self._document = document
        self._scope = scope or document
        self._report = report
        self._found: list[_Found] = []
        self._names: dict[str, str] = {}
        self._implied: set[str] = set()

    def statements(self, data: Fields, digest: str) -> Iterator[Attestation]:
        kept = {key: value for key, value in data.items() if key not in KINDS}
        for array in CLASSES:
            for index, item in enumerate(data.get(array, ())):
                self._report.rows += 1
                if self._sound(array, index, item) and array in KINDS:
                    self._flatten(array, item, f"{array}[{index}]", {}, True)
        kept |= {array: [] for array in KINDS if array in data}
        nodes = [found for found in self._found if found.array != "memberships"]
        self._names = {found.node: name for found in nodes if (name := _name(found))}
        told: list[Attestation] = []
        for found in self._found:
            said = list(self._said(found))
            if not said and found.on_its_own:
                kept[found.array].append(found.item)
                self._report.note(f"{found.array} 中无法成为记录的对象，原样保留")
            told += said
        if "events" in data:
            sound = [e for e in data["events"] if fault("events", e) is None]
            kept["events"] = sound
            self._report.note("events 原样保留", len(sound))
        yield attest_node(
            "Document", self._document,
            {"title": self._path.stem, "digest": digest, "source_data": compact({"popolo": kept})},
            Place(self._document, "全文"),
        )  # fmt: skip
        yield from told

    def _sound(self, array: str, index: int, item: object) -> bool:
        wrong = fault(array, item)
        if wrong:
            field, reason = wrong
            self._report.reject(
                BadRow(
                    file=self._path.name, sheet=array, row=index + 1, column=field or None,
                    value=compact(item), reason=reason, remedy="按 Popolo 规范改正该对象",
                )
            )  # fmt: skip
        return wrong is None

    def _flatten(
        self, array: str, item: Fields, locator: str, links: dict[str, str], on_its_own: bool
    ) -> str:
        """Note an object and, first, those embedded in it; returns its node id."""
        node = self._identify(array, item.get("id"), locator)
        for field, other in _ONE.get(array, {}).items():
            if isinstance(item.get(field), dict):
                inner = self._flatten(other, item[field], f"{locator}.{field}", {}, False)
                links[f"{field}_id"] = inner
        self._found.append(_Found(array, item, node, locator, links, on_its_own))
        for field, (other, back) in _MANY.get(array, {}).items():
            for index, inner_item in enumerate(item.get(field, ())):
                place = f"{locator}.{field}[{index}]"
                self._flatten(other, inner_item, place, {back: node}, False)
        return node

    def _identify(self, array: str, number: str | None, locator: str) -> str:
        kind = KINDS[array]
        if not number:
            return identity.by_row(kind, self._document, locator)
        if _UUID.fullmatch(number):
            return identity.by_id(kind, "uuid", number.lower())
        return identity.by_id(kind, "popolo", self._scope, number)

    def _linked(self, found: _Found, field: str, array: str) -> str | None:
        """The node that a reference means, if the file says what it is."""
        node = found.links.get(field)
        if node is None and found.item.get(field):
            node = self._identify(array, found.item[field], "")
        return node if node in self._names else None

    def _said(self, found: _Found) -> Iterator[Attestation]:
        place = Place(self._document, found.locator, _name(found) or found.item.get("role") or "")
        if found.array == "memberships":
            yield from self._membership(found, place)
            return
        if found.node not in self._names or not _name(found):
            return
        kind = KINDS[found.array]
        yield attest_node(kind, found.node, self._given(found), place)
        parent = self._linked(found, "parent_id", found.array)
        area = self._linked(found, "area_id", "areas")
        match found.array:
            case "organizations":
                if parent and parent != found.node:
                    yield attest_edge("COMPONENT_OF", found.node, parent, {}, place)
                if area:
                    yield attest_edge("LOCATED_IN", found.node, area, {}, place)
            case "areas":
                if parent and parent != found.node:
                    yield attest_edge("LOCATED_IN", found.node, parent, {}, place)
            case "posts":
                body = self._linked(found, "organization_id", "organizations")
                if body:
                    yield attest_edge("POST_OF", found.node, body, {}, place)

    def _given(self, found: _Found) -> Fields:
        source = printed(found.array, found.item) if found.on_its_own else IMPLIED
        return {**properties(found.array, found.item), "source_data": source}

    def _membership(self, found: _Found, place: Place) -> Iterator[Attestation]:
        person = self._linked(found, "person_id", "persons")
        post = self._linked(found, "post_id", "posts")
        body = self._linked(found, "organization_id", "organizations")
        if person is None or (post is None and body is None):
            return
        if post is None and body is not None:
            post, said = self._implied_post(found, body, place)
            yield from said
        assert post is not None
        given = self._given(found)
        if found.item.get("start_date") and "since" not in given:
            self._report.note("未采用的任职起止日期，原样保留")
        yield attest_edge("HOLDS", person, post, given, place)

    def _implied_post(
        self, found: _Found, body: str, place: Place
    ) -> tuple[str, list[Attestation]]:
        """The post that a role in an organization comes to; one for each area it stands for."""
        role = found.item.get("role") or MEMBER
        area = self._linked(found, "area_id", "areas")
        title = f"{role}（{self._names[area]}）" if area else role
        post = identity.within("Post", body, role, area) if area else identity.post(body, role)
        if post in self._implied:
            return post, []
        self._implied.add(post)
        return post, [
            attest_node("Post", post, {"title": title, "source_data": IMPLIED}, place),
            attest_edge("POST_OF", post, body, {}, place),
        ]


def _name(found: _Found) -> str:
    if found.array == "posts":
        return found.item.get("label") or found.item.get("role") or ""
    return found.item.get("name") or ""
