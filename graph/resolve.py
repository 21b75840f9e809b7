"""From what a person writes to the one node that is meant; never a guess, never a new node."""

from __future__ import annotations

from collections.abc import Collection

from graph.body_names import abbreviations, canonical, parts, tails
from graph.errors import Ambiguous, NotFound
from graph.names import fold
from graph.places import Surroundings
from graph.record import Node
from graph.search import search
from graph.store import View
from graph.titles import bare, head_class, without_acting

_MOST_CANDIDATES = 20
_LONGEST_TITLE = 16
"""Characters of a title that stands behind the name of its body."""


def resolve(view: View, text: str, kinds: Collection[str] | None = None) -> Node:
    """The one node (of `kinds`, if given) with this id, code or name; bodies under any form of it,
    posts also as body and title in one (甲县委书记).

    Raises `Ambiguous` with the candidates if there are several, `NotFound` with similar names if
    there is none.
    """
    by_id = [n for n in view.nodes([text.strip()]).values() if kinds is None or n.kind in kinds]
    if by_id:
        return by_id[0]
    found = _named(view, text, kinds)
    if not found and (kinds is None or "Post" in kinds):
        found = _posts_in_full(view, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(
            f"“{text}”可指 {len(found)} 个记录",
            [(n.id, _told_apart(n)) for n in found[:_MOST_CANDIDATES]],
            remedy="写全称（机构可在前面写明上级地名），或用候选中的编号",
        )
    similar = list(
        dict.fromkeys(h.node.caption for h in search(view, text, kinds=kinds, limit=5).hits)
    )
    raise NotFound(
        f"没有“{text}”的记录",
        remedy=f"是否指：{'、'.join(similar)}" if similar else "换全称、简称，或先用 search 查找",
    )


def _named(view: View, text: str, kinds: Collection[str] | None) -> list[Node]:
    name = fold(text)
    found = {
        hit.node for key in (f"n:{name}\t", f"k:{name}\t") for hit in view.find_prefix(key, 1000)
    }
    nodes = {
        i: n
        for i, n in view.nodes(sorted(found)).items()
        if n.kind != "Organization" and (kinds is None or n.kind in kinds)
    }
    if kinds is None or "Organization" in kinds:
        nodes.update((n.id, n) for n in bodies(view, text))
    return list(nodes.values())


def _posts_in_full(view: View, text: str) -> list[Node]:
    """The posts that body and title, written in one, may mean; of the longest name of a body that
    is one."""
    name = text.strip()
    ends = range(len(name) - 1, max(1, len(name) - _LONGEST_TITLE - 1), -1)
    keys: dict[str, list[int]] = {}
    for end in ends:
        short = canonical(name[:end])
        for form in (short, *(rest for _, rest in tails(short)), *abbreviations(short)):
            for letter in "bta":
                keys.setdefault(f"{letter}:{form}", []).append(end)
    known = {end for hit in view.find(keys) for end in keys[hit.key]}
    for end in sorted(known, reverse=True):
        owners = [body.id for body in bodies(view, name[:end])]
        if found := posts(view, owners, name[end:]):
            return found
    return []


def _told_apart(node: Node) -> str:
    mark = node.first("namesake") or node.first("birth") or node.first("code")
    return f"{node.caption}（{mark}）" if mark else node.caption


def bodies(view: View, name: str) -> list[Node]:
    """The organizations that a written name may mean, former names and aliases included, by id.

    Full, short and historical forms count alike. Of a name with places in front (甲省乙市财政局) a
    body known without them (乙市财政局) is meant too unless it is recorded elsewhere, and the
    reverse. A joint name (纪委监委) means both bodies where they are recorded apart. Looser forms
    (an autonomous region without that word, a long place by its first character) count where
    nothing else is found. Empty if there is none; several are for the asker to tell apart.
    """
    short = canonical(name)
    surroundings = Surroundings(view)
    for keys in ([f"b:{short}", f"t:{short}"], _apart(name)):
        found = _organizations(view, keys)
        if found:
            return found
    for front, rest in tails(short):
        found = surroundings.fitting(_organizations(view, [f"b:{rest}", f"t:{rest}"]), front, rest)
        if found:
            return found
    return (
        _organizations(view, [f"a:{short}"])
        or surroundings.behind_short_province(short)
        or _organizations(view, [f"b:{form}" for form in abbreviations(short)])
    )


def _apart(name: str) -> list[str]:
    return [f"b:{part}" for part in parts(name)[1:]]


def _organizations(view: View, keys: Collection[str]) -> list[Node]:
    """The organizations with one of the keys; those that still bear the name, if any do."""
    wanted = {key[2:] for key in keys}
    ids = sorted({hit.node for hit in view.find(keys)})
    found = list(view.nodes(ids).values())
    bearing = [n for n in found if wanted & _current_names(n)]
    return bearing or found


def _current_names(body: Node) -> set[str]:
    written = (str(v) for p in ("name", "alias") for v in body.properties.get(p, ()))
    names = {part for name in written for part in parts(name)}
    return names | {rest for name in names for _, rest in tails(name)}


def posts(view: View, organization_ids: Collection[str], title: str) -> list[Node]:
    """The posts of these organizations that a written title means, by id.

    The same title counts first; then the same title once the body's own name is taken off both
    (甲市委书记, 市委书记, 书记) or the word 代 off the one asked for; then, if the title asked for
    is a usual name of a head (书记, 一把手, 市长, 局长 …), the posts that head that side. A deputy
    is never taken for a head. Empty if there is no such post.
    """
    edges = view.expand(organization_ids, ("POST_OF",), "in")
    nodes = view.nodes(sorted({e.source for e in edges}))
    owners = view.nodes(sorted({e.target for e in edges}))
    names = {i: _written_names(n) for i, n in owners.items()}
    wanted = fold(title)
    exact = [n for n in nodes.values() if wanted in _titles(n)]
    if exact:
        return exact
    same: set[str] = set()
    headed: set[str] = set()
    for edge in edges:
        own = names[edge.target]
        asked = bare(title, own)
        theirs = {bare(t, own) for t in _titles(nodes[edge.source])}
        if asked in theirs or without_acting(asked) in theirs:
            same.add(edge.source)
        if edge.facet != "none" and edge.facet in (head_class(asked), head_class(wanted)):
            headed.add(edge.source)
    return [nodes[i] for i in sorted(same or headed)]


def _titles(post: Node) -> set[str]:
    return {fold(str(value)) for value in post.properties.get("title", ())}


def _written_names(body: Node) -> tuple[str, ...]:
    return tuple(
        str(v) for p in ("name", "alias", "former_name") for v in body.properties.get(p, ())
    )
