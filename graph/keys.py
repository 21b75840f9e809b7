"""Search keys of a node, computed here so that every store finds the same in the same order.

A key is a letter, a colon and a text:

    n  the folded name                  p  its pinyin without spaces     i  its initials
    c  what follows from each later character of it, so that any part is found as a prefix
    d  a person's name of three or four characters without one of them
    k  a code, folded                   b  a body's canonical name
    t  the same without the places in front                     a  looser forms of it

`MARK` and the node's kind end all but b, t and a, so that a search among some kinds need not fetch
the others and the whole name is found as a prefix.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from graph.body_names import abbreviations, canonical, parts, tails
from graph.names import fold
from graph.pinyin import person_readings, reading
from graph.record import Node
from graph.schema import SearchKey, schema

MARK = "\t"
"""Stands between the text of a key and the kind of its node; no folded text has it."""
PART_LENGTH = 8
"""Characters of a `c` key: longer parts are found by their first eight."""
_READ_LENGTH = 24
"""Longer texts are not found by pinyin; nobody types it."""
_LONGEST = 500
"""Characters of a key; what is longer is no name or code, and more than an index takes."""
_TEXT_LENGTH = 48
"""Of longer texts the first characters are keyed."""


def search_keys(node: Node) -> set[str]:
    """All keys under which a node can be found, by what its kind declares under `search`."""
    bare: list[str] = []
    bodies: list[str] = []
    for name, how in schema().nodes[node.kind].search.items():
        for value in node.properties.get(name, ()):
            bare += _KEYS[how](str(value))
            if how == "body":
                bodies += _body_keys(str(value))
    mark = MARK + node.kind
    return {key for key in (*[key + mark for key in bare], *bodies) if len(key) <= _LONGEST}


def without_one(name: str) -> Iterator[str]:
    """A name without each of its characters in turn."""
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def _parts_of(name: str) -> list[str]:
    return [f"c:{name[at : at + PART_LENGTH]}" for at in range(1, len(name) - 1)]


def _person(value: str) -> list[str]:
    name = fold(value)
    if not name:
        return []
    keys = [f"n:{name}", *_parts_of(name)]
    for syllables in person_readings(name):
        keys.append("p:" + "".join(syllables))
        keys.append("i:" + "".join([s[0] for s in syllables]))
    if 3 <= len(name) <= 4:
        keys += ["d:" + name[:at] + name[at + 1 :] for at in range(len(name))]
    return keys


@lru_cache(maxsize=1 << 14)
def _text(value: str) -> tuple[str, ...]:
    name = fold(value)[:_TEXT_LENGTH]
    if not name:
        return ()
    keys = [f"n:{name}", *_parts_of(name)]
    if len(name) <= _READ_LENGTH:
        syllables = reading(name)
        keys += ["p:" + "".join(syllables), "i:" + "".join([s[0] for s in syllables])]
    return tuple(keys)


@lru_cache(maxsize=1 << 14)
def _body(value: str) -> tuple[str, ...]:
    short = canonical(value)
    return (*_text(value), *(_text(short) if short != fold(value) else ()))


def _body_keys(value: str) -> list[str]:
    keys: list[str] = []
    for name in parts(value):
        keys.append(f"b:{name}")
        rests = [rest for _, rest in tails(name)]
        keys += [f"t:{rest}" for rest in rests]
        keys += [f"a:{form}" for form_of in (name, *rests) for form in abbreviations(form_of)]
    return keys


def _code(value: str) -> tuple[str, ...]:
    code = fold(value)
    return (f"k:{code}",) if code else ()


_KEYS: Mapping[SearchKey, Callable[[str], Sequence[str]]] = {
    "person": _person,
    "body": _body,
    "text": _text,
    "code": _code,
}
