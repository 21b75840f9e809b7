"""Text into values of a property: dates, intervals, numbers, flags and enumerated words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from graph.dates import Interval, first_day_out, parse
from graph.errors import InvalidData
from graph.record import Scalar
from graph.schema import Property, schema

Convert = Callable[[str], Scalar]

_YES: Final = frozenset({"是", "有", "√", "y", "yes", "true", "1", "对"})
_NO: Final = frozenset({"否", "无", "×", "n", "no", "false", "0", "不"})


class BadValue(InvalidData):
    """A value that cannot be used; `column` is the header of its cell, or "" if made of several."""

    def __init__(self, column: str, value: str, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy=remedy)
        self.column = column
        self.value = value


def choices(text: str, known: Sequence[str]) -> str:
    """What could have been written instead, the nearest first."""
    close = get_close_matches(text, known, n=1)
    hint = f"是否应为“{close[0]}”？" if close else ""
    return f"{hint}可用：{'、'.join(known[:40])}"


def converter(prop: Property) -> Convert | None:
    """What turns text into values of a property; `None` for plain text."""
    if prop.one_of:
        return _term(prop.one_of)
    return _CONVERTERS.get(prop.type)


@lru_cache
def _term(enumeration: str) -> Convert:
    terms = schema().enumerations[enumeration]
    codes: dict[str, str] = {}
    for code, term in terms.items():
        for label in (code, term.zh, term.en):
            codes.setdefault(label.casefold(), code)

    def term_of(text: str) -> str:
        code = codes.get(text.casefold())
        if code is None:
            known = [term.zh for term in terms.values()]
            raise BadValue("", text, "不在可用的值之中", choices(text, known))
        return code

    return term_of


@lru_cache(maxsize=65_536)
def to_date(text: str) -> str:
    """The ISO prefix of a date as written. Raises `BadValue`."""
    try:
        return parse(text)
    except InvalidData as error:
        raise BadValue("", text, error.message, error.remedy) from None


def to_first_day_out(last_day_in: str) -> str:
    """The first day out by the last day in, as written. Raises `BadValue`."""
    day = to_date(last_day_in)
    try:
        return first_day_out(day)
    except InvalidData as error:
        raise BadValue("", last_day_in, error.message, error.remedy) from None


def _to_interval(text: str) -> str:
    since, slash, until = text.partition("/")
    if not slash:
        return to_date(text)
    since, until = (to_date(part) if part else "" for part in (since, until))
    try:
        Interval.of(since or None, until or None)
    except InvalidData as error:
        raise BadValue("", text, error.message, error.remedy) from None
    return f"{since}/{until}"


def to_inclusive_interval(text: str) -> str:
    """`since/until` where the source gives the last day in. Raises `BadValue`."""
    since, slash, last = text.partition("/")
    return _to_interval(f"{since}/{to_first_day_out(last)}" if last else f"{since}{slash}")


def _to_integer(text: str) -> int:
    try:
        return int(text.replace(",", "").removesuffix(".0"))
    except ValueError:
        raise BadValue("", text, "不是整数", "只写数字，如 12") from None


def _to_number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise BadValue("", text, "不是数字", "只写数字，如 12.5") from None


def _to_flag(text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadValue("", text, "不是“是”或“否”", "写 是 或 否")


_CONVERTERS: Final[Mapping[str, Convert]] = {
    "date": to_date, "interval": _to_interval, "integer": _to_integer, "number": _to_number,
    "flag": _to_flag,
}  # fmt: skip
