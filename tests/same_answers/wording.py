"""What people type when they look for something, and how they misspell it."""

from __future__ import annotations

from functools import lru_cache

import opencc

from graph.body_names import abbreviations, canonical, tails
from graph.names import fold
from graph.pinyin import person_readings, reading
from graph.record import Node
from graph.schema import schema
from tests.same_answers.draw import HOPELESS, Draw

NOBODY = ("", " ", "甲乙丙丁戊己", "zzzq", "？", "%_", "n:", "😀", "0")


@lru_cache(maxsize=1)
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def typed(draw: Draw) -> str:
    """A name, the beginning of one, a part, pinyin, initials, a slip, another script, a code."""
    if draw.chance(HOPELESS):
        return draw.one(NOBODY)
    node = draw.node(*(kind for kind, declared in schema().nodes.items() if declared.search))
    return draw.one(WAYS)(draw, name_of(draw, node))


def name_of(draw: Draw, node: Node) -> str:
    """One of the texts under which a node is found."""
    names = [
        str(value)
        for name in schema().nodes[node.kind].search
        for value in node.properties.get(name, ())
    ]
    return draw.one(names or [node.caption])


def _exact(_: Draw, name: str) -> str:
    return name


def _beginning(draw: Draw, name: str) -> str:
    return name[: draw.random.randint(1, len(name))]


def _part(draw: Draw, name: str) -> str:
    start = draw.random.randrange(len(name))
    return name[start : start + draw.random.randint(1, 10)]


def _syllables(name: str) -> tuple[str, ...]:
    return person_readings(fold(name))[0] if len(name) < 4 else reading(fold(name))


def _pinyin(draw: Draw, name: str) -> str:
    return draw.one(("", " ", "'")).join(_syllables(name))


def _pinyin_beginning(draw: Draw, name: str) -> str:
    return _beginning(draw, "".join(_syllables(name)))


def _initials(draw: Draw, name: str) -> str:
    initials = "".join(syllable[0] for syllable in _syllables(name))
    return draw.one((initials, initials.upper()))


def _slip(draw: Draw, name: str) -> str:
    """One character wrong, missing or too many, or two that changed places."""
    at = draw.random.randrange(len(name))
    other = draw.one(name_of(draw, draw.node("Person")))
    wrong = (
        name[:at] + other + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + other + name[at:],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    )
    return draw.one(wrong)


def _slip_of_a_person(draw: Draw, _: str) -> str:
    return _slip(draw, name_of(draw, draw.node("Person")))


def _other_script(_: Draw, name: str) -> str:
    return str(_traditional().convert(name))


def _spaced(_: Draw, name: str) -> str:
    return "　".join(name)


WAYS = (
    _exact, _beginning, _part, _pinyin, _pinyin_beginning, _initials, _slip_of_a_person,
    _other_script, _spaced,
)  # fmt: skip


def body_name(draw: Draw, body: Node) -> str:
    """A body as somebody writes it: in full, in short, with or without places in front."""
    if draw.chance(HOPELESS):
        return draw.one(NOBODY)
    name = name_of(draw, body)
    short = canonical(name)
    place = name_of(draw, draw.node("Division"))
    forms = [name, short, _other_script(draw, name), *abbreviations(short)]
    forms += [rest for _, rest in tails(short)]
    if draw.chance(0.2):
        forms = [_slip(draw, name), place + name, place + short]
        forms.append(short.removesuffix("监委").removesuffix("纪委") + "纪委监委")
    return draw.one(forms)


def title(draw: Draw, post: Node) -> str:
    """The title of a post as somebody writes it, or another one."""
    usual = ("书记", "一把手", "市长", "县长", "局长", "纪委书记", "代市长", "副局长", "厨师")
    return draw.one(usual) if draw.chance(0.3) else name_of(draw, post)
