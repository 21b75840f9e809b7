"""Finding a node by what a person types: ranked here, so that every store answers alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from graph.body_names import canonical
from graph.errors import InvalidData
from graph.keys import MARK, PART_LENGTH, without_one
from graph.names import fold
from graph.pinyin import person_readings, typed
from graph.record import Node
from graph.schema import schema
from graph.store import KeyHit, View

REACH = 60
"""Hits that are ranked of one way of finding; beyond it the text is too short to mean anyone."""
_FARTHEST = 1000
"""Keys that are looked at for `REACH` nodes of the kinds wanted."""


class How(StrEnum):
    """How a node was found, best first."""

    EXACT = "exact"
    PREFIX = "prefix"
    PINYIN = "pinyin"
    PINYIN_PREFIX = "pinyin_prefix"
    INITIALS = "initials"
    CONTAINS = "contains"
    TYPO = "typo"

    @property
    def label(self) -> str:
        """What it is called on a screen."""
        return _LABELS[self]


_LABELS = {
    How.EXACT: "同名",
    How.PREFIX: "开头相同",
    How.PINYIN: "拼音相同",
    How.PINYIN_PREFIX: "拼音开头",
    How.INITIALS: "拼音首字母",
    How.CONTAINS: "名称包含",
    How.TYPO: "差一字或同音",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found, how, and the text of the key that matched."""

    node: Node
    how: How
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `more`: there are further ones, on a next page or beyond what is ranked."""

    hits: tuple[Hit, ...]
    more: bool


def search(
    view: View,
    text: str,
    *,
    kinds: Collection[str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """The nodes that `text` may mean: a name, its beginning, a part, pinyin, initials, a code.

    Spaces, case, traditional and variant characters do not matter; pinyin may have spaces and
    tones; one wrong, missing or additional character of a person's name is forgiven. `kinds`
    restricts to node kinds. Best first (see `How`), then the shorter caption, caption, id; nodes of
    one name stay apart. At most `REACH` hits of each way of finding are ranked. Raises
    `InvalidData` for an unknown kind.
    """
    declared = schema().nodes
    if unknown := sorted(set(kinds or ()) - declared.keys()):
        raise InvalidData(
            f"没有这种类别：{'、'.join(unknown)}", remedy=f"可用：{'、'.join(declared)}"
        )
    hits: dict[str, Hit] = {}
    cut = False
    for way in _ways(text):
        if len(hits) > offset + limit:
            break
        found, partly = _look(view, way, kinds, hits)
        cut = cut or partly
        nodes = view.nodes(found)
        if way.long:
            nodes = {i: n for i, n in nodes.items() if way.long in _all_names(n)}
        ranked = [Hit(node, way.how, found[i]) for i, node in nodes.items()]
        ranked.sort(key=lambda h: (len(h.node.caption), h.node.caption, h.node.id))
        hits.update((hit.node.id, hit) for hit in ranked)
    page = tuple(hits.values())
    return Found(page[offset : offset + limit], cut or len(page) > offset + limit)


def _all_names(node: Node) -> str:
    """The texts under which a node is found, on lines of their own."""
    return "\n".join(
        form
        for name, how in schema().nodes[node.kind].search.items()
        for value in node.properties.get(name, ())
        for form in (fold(str(value)), canonical(str(value)) if how == "body" else "")
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of finding: keys that begin with one of `prefixes`; `long` texts are checked."""

    how: How
    prefixes: tuple[str, ...]
    long: str = ""


def _ways(text: str) -> Iterator[_Way]:
    """The ways of finding `text`, best first."""
    name, latin = fold(text), typed(text)
    if not name:
        return
    yield _Way(How.EXACT, (_whole("n", name), _whole("k", name), f"b:{canonical(text)}"))
    yield _Way(How.PREFIX, (f"n:{name}", f"k:{name}"))
    if latin:
        yield _Way(How.PINYIN, (_whole("p", latin),))
        yield _Way(How.PINYIN_PREFIX, (f"p:{latin}",))
        yield _Way(How.INITIALS, (f"i:{latin}",))
    if len(name) > 1:
        yield _Way(How.CONTAINS, (f"c:{name[:PART_LENGTH]}",), name[PART_LENGTH:] and name)
    if not latin and 2 <= len(name) <= 5:
        yield _Way(How.TYPO, _nearly(name))


def _whole(letter: str, text: str) -> str:
    return f"{letter}:{text}{MARK}"


def _nearly(name: str) -> tuple[str, ...]:
    """The keys of persons' names that differ by one character from `name`, or sound like it."""
    keys = [_whole("d", name)]
    keys += [_whole("p", "".join(syllables)) for syllables in person_readings(name)]
    if len(name) > 2:
        shorter = sorted(set(without_one(name)))
        keys += [_whole(letter, s) for s in shorter for letter in "dn"]
    return tuple(f"{key}Person" for key in keys)


def _look(
    view: View, way: _Way, kinds: Collection[str] | None, known: Collection[str]
) -> tuple[dict[str, str], bool]:
    """The nodes found one way, each with the text of its first key, and whether there are more."""
    found: dict[str, str] = {}
    cut = False
    for prefix in _of_kinds(way.prefixes, kinds):
        hits, partly = _keys(view, prefix, kinds)
        cut = cut or partly
        for key, node in hits:
            if node not in known:
                found.setdefault(node, key[2:].partition(MARK)[0])
    return dict(islice(found.items(), REACH)), cut or len(found) > REACH


def _of_kinds(prefixes: Iterable[str], kinds: Collection[str] | None) -> Iterator[str]:
    """The prefixes, those of whole texts narrowed to the kinds wanted."""
    for prefix in prefixes:
        if kinds is None or not prefix.endswith(MARK):
            yield prefix
        else:
            yield from (prefix + kind for kind in sorted(kinds))


def _keys(view: View, prefix: str, kinds: Collection[str] | None) -> tuple[list[KeyHit], bool]:
    """The first `REACH` keys that begin with `prefix` and belong to nodes of the kinds wanted."""
    if prefix[0] == "b":
        wanted = kinds is None or "Organization" in kinds
        return (view.find([prefix])[:REACH] if wanted else []), False
    reach = REACH
    while True:
        hits = view.find_prefix(prefix, reach + 1)
        of_kind = [h for h in hits if kinds is None or h.key.partition(MARK)[2] in kinds]
        if len(hits) <= reach or len(of_kind) > REACH or reach * 4 > _FARTHEST:
            return of_kind[:REACH], len(hits) > reach or len(of_kind) > REACH
        reach *= 4
