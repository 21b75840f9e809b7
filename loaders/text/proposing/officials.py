"""Facts about officials: the posts they held, who they are, and whom a name means."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from graph.dates import Interval, first_day_out
from graph.errors import InvalidData
from graph.titles import without_acting
from loaders import identity
from loaders.language import Value
from loaders.mapping import read_mapping
from loaders.text.proposing.kind import Field, Kind, Values
from loaders.text.proposing.telling import Telling
from loaders.values import Scope, read_one

NAME: Final = Field("姓名", "Person", "name", required=True, person=True)
_BORN: Final = Field("出生", "Person", "birth")


def _holds(telling: Telling, values: Values) -> None:
    unit, written = str(values["单位"]), str(values["职务"])
    since, until = values.get("起"), _until(values)
    try:
        Interval.of(_text(since), _text(until))
    except InvalidData as error:
        raise InvalidData(f"“起”“止”：{error.message}", remedy=error.remedy) from None
    person = telling.person(str(values["姓名"]), {"birth": values.get("出生")})
    body = telling.body(unit)
    title = without_acting(_plain_title(unit, written))
    post = telling.node("Post", identity.post(body, title), {"title": identity.printed(title)})
    telling.edge("POST_OF", post, body, {"head_of": _head_of(unit, title) or None})
    held = {
        "nature": values.get("性质"), "concurrent": values.get("兼任"), "since": since,
        "until": until, "seen": values.get("见于"), "absent_after": values.get("此后不任"),
    }  # fmt: skip
    telling.edge("HOLDS", person, post, held)


def _until(values: Values) -> str | None:
    """The first day out: as it is given, or by the last day in."""
    last, removed = _text(values.get("止")), _text(values.get("免职"))
    if last and removed:
        raise InvalidData("“止”和“免职”只能写一个", remedy="“止”是最后一天，“免职”是离任首日")
    return removed or (first_day_out(last) if last else None)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _about(telling: Telling, values: Values) -> None:
    given = {field.name: values.get(field.label) for field in _PERSONAL}
    if not any(given.values()):
        labels = "、".join(field.label for field in _PERSONAL)
        raise InvalidData("“个人情况”什么也没有说", remedy=f"至少写一项：{labels}")
    telling.person(str(values["姓名"]), given)


def _is(telling: Telling, values: Values) -> None:
    telling.node("Person", str(values["编号"]), {"name": identity.printed(str(values["姓名"]))})


_PERSONAL: Final = (
    Field("性别", "Person", "sex"),
    Field("民族", "Person", "ethnicity"),
    _BORN,
    Field("籍贯", "Person", "native_place"),
    Field("参加工作", "Person", "joined_work"),
    Field("入党", "Person", "joined_party"),
)
SAME: Final = Kind("同一人", (NAME, Field("编号", "Person", "identifier", required=True)), _is)
"""That a name in a document means a person of the store: decided, never read."""
KINDS: Final = (
    Kind(
        "任职",
        (
            NAME, _BORN, Field("单位", "Organization", "name", required=True),
            Field("职务", "Post", "title", required=True), Field("起", "HOLDS", "since"),
            Field("止", "HOLDS", "until"), Field("免职", "HOLDS", "until"),
            Field("见于", "HOLDS", "seen"), Field("此后不任", "HOLDS", "absent_after"),
            Field("性质", "HOLDS", "nature"), Field("兼任", "HOLDS", "concurrent"),
        ),
        _holds,
    ),
    Kind("个人情况", (NAME, *_PERSONAL), _about),
    SAME,
)  # fmt: skip


@cache
def _lookup(name: str) -> Callable[[str, str], str]:
    """A lookup of the mapping of tenures, so that a text and a table read a post alike."""
    scope = Scope({"unit": "unit", "title": "title"}, {}, dict(read_mapping("tenures").lookups))
    read = read_one(Value(text="{unit}｜{title}", lookup=name), scope)
    return lambda unit, title: read({"unit": unit, "title": title})


def _plain_title(unit: str, title: str) -> str:
    return _lookup("plain_title")(unit, title)


def _head_of(unit: str, title: str) -> str:
    return _lookup("head_of")(unit, title)
