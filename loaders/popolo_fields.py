"""Which Popolo fields our properties carry, and how what they cannot carry is kept verbatim.

`source_data` of a statement made from Popolo is compact JSON with the single key `popolo`: an
object with the fields that its properties do not give back exactly, or null where the thing was
only embedded in, or implied by, another object and is not to be printed on its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from graph.attestation import Attestation
from graph.dates import first_day_out, is_exact, iso, parse, window
from graph.errors import InvalidData
from graph.record import Properties, Scalar, first

KINDS: Final[Mapping[str, str]] = {
    "areas": "Division",
    "organizations": "Organization",
    "posts": "Post",
    "persons": "Person",
    "memberships": "HOLDS",
}
"""The arrays of a Popolo file that become nodes and edges, each with their kind."""

Fields = dict[str, Any]
_Given = dict[str, Scalar | list[str]]


def properties(array: str, item: Fields) -> _Given:
    """The properties that the fields of a Popolo object give, dates that are none left out."""
    match array:
        case "persons":
            given = _name(item)
            given["sex"] = _SEXES.get(str(item.get("gender")), "")
            given["birth"] = _date(item.get("birth_date"))
        case "organizations":
            given = _name(item)
            given["classification"] = item.get("classification") or ""
        case "areas":
            given = {"name": item.get("name") or "", "identifier": item.get("identifier") or ""}
        case "posts":
            given = {"title": item.get("label") or item.get("role") or ""}
            given["function"] = item.get("role") or ""
        case _:
            given = _interval(item)
    return {name: value for name, value in given.items() if value}


def fields(array: str, given: Properties) -> Fields:
    """The Popolo fields that properties of ours amount to, for any statement or record.

    The first value stands where sources differ. Ids and references are not among them.
    """
    found: Fields = {}

    def put(field: str, value: str | None) -> None:
        if value:
            found[field] = value

    match array:
        case "persons":
            put("name", first(given, "name"))
            put("gender", _GENDERS.get(first(given, "sex") or ""))
            put("birth_date", first(given, "birth"))
        case "organizations":
            put("name", first(given, "name") or first(given, "alias"))
            put("classification", first(given, "classification") or first(given, "type"))
        case "areas":
            put("name", first(given, "name"))
            put("identifier", first(given, "identifier") or first(given, "code"))
        case "posts":
            put("label", first(given, "title"))
            put("role", first(given, "function"))
        case _:
            put("start_date", first(given, "since"))
            put("end_date", _last_day_in(first(given, "until")))
    if array in ("persons", "organizations"):
        names = [*given.get("alias", ()), *given.get("former_name", ())]
        if names:
            found["other_names"] = [{"name": name} for name in names]
        numbers = [_identifier(str(text)) for text in given.get("identifier", ())]
        if numbers:
            found["identifiers"] = numbers
    return found


def printed(array: str, item: Fields) -> str:
    """The `source_data` of a statement about an object: the fields its properties do not give."""
    given = properties(array, item)
    tuples = {
        name: tuple(value) if isinstance(value, list) else (value,) for name, value in given.items()
    }
    back = fields(array, tuples)
    rest = {f: value for f, value in item.items() if f not in back or back[f] != value}
    # a field that our properties would add has to be known as missing
    return compact({"popolo": rest | {f: MISSING for f in back if f not in item}})


IMPLIED: Final = '{"popolo":null}'
"""The `source_data` of what is not to be printed on its own."""
MISSING: Final = {"zerenlian:missing": True}
"""What stands for a field that the printed object does not have, though our properties give it."""


def marked(statement: Attestation) -> bool:
    """Whether a statement was made from a Popolo file."""
    return any(map(is_ours, _source_data(statement)))


def is_ours(source_data: object) -> bool:
    """Whether a `source_data` was written by this module."""
    return str(source_data).startswith('{"popolo":')


def original(array: str, statement: Attestation) -> Fields | None:
    """The object that a marked statement was made from; `None` if it was only implied."""
    (text,) = _source_data(statement)
    rest = json.loads(str(text))["popolo"]
    if rest is None:
        return None
    whole = fields(array, statement.properties) | rest
    return {field: value for field, value in whole.items() if value != MISSING}


def _source_data(statement: Attestation) -> tuple[Scalar, ...]:
    return statement.properties.get("source_data", ())


def compact(value: object) -> str:
    """The value as JSON text without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_SEXES: Final = {"male": "男", "female": "女", "男": "男", "女": "女"}
_GENDERS: Final = {"男": "male", "女": "female"}


def _name(item: Fields) -> _Given:
    names = [str(other["name"]) for other in item.get("other_names", ()) if other.get("name")]
    numbers = [
        f"{number['scheme']}:{number['identifier']}" if number.get("scheme")
        else str(number["identifier"])
        for number in item.get("identifiers", ())
    ]  # fmt: skip
    return {"name": item.get("name") or "", "alias": names, "identifier": numbers}


def _identifier(text: str) -> Fields:
    scheme, colon, number = text.partition(":")
    return {"scheme": scheme, "identifier": number} if colon else {"identifier": text}


def _date(written: object) -> str:
    """The ISO prefix in a Popolo date or moment, or "" if the calendar has no such day."""
    try:
        return parse(str(written)[:10]) if written else ""
    except InvalidData:
        return ""


def _interval(item: Fields) -> _Given:
    """A Popolo end date is the last day in: everypolitician's terms end the day before the next."""
    since, last = _date(item.get("start_date")), _date(item.get("end_date"))
    if since and last and window(since).first > window(last).last:
        return {}
    try:
        return {"since": since, "until": first_day_out(last) if last else ""}
    except InvalidData:
        return {"since": since}


def _last_day_in(until: str | None) -> str | None:
    if until and is_exact(until):
        return iso(window(until).first - 1)
    return until
