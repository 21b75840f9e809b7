"""The ids that all loaders give to the same things, so that different files meet.

Same name is not same person: a printed name identifies within a scope that a mapping promises,
never by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from graph.body_names import canonical
from graph.errors import InvalidData
from graph.ids import stable_id

LOCAL_BODIES: Final = ("党委", "党工委", "政府", "纪委", "人大", "政协", "监委")
"""The types of body of which a division has one each."""

_HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_GAP = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_MARK = re.compile(r"(.+?)\s*\(([^()]+)\)")


@lru_cache(maxsize=65_536)
def printed(name: str) -> str:
    """A name as printed, without what only typesetting did to it.

    Full-width letters and parentheses become half-width, runs of spaces one, and those between
    Chinese characters none (`王　刚` is `王刚`).
    """
    text = unicodedata.normalize("NFKC", name)
    return _GAP.sub("", " ".join(text.split()))


@lru_cache(maxsize=65_536)
def without_namesake(name: str) -> tuple[str, str]:
    """The plain name and the mark in parentheses behind it that tells namesakes apart, or ""."""
    match = _MARK.fullmatch(printed(name))
    return (match[1], match[2].strip()) if match else (printed(name), "")


@lru_cache(maxsize=65_536)
def division_code(written: str) -> str:
    """A division code of at least six digits: `45` is `450000`, `4503` is `450300`.

    Codes below the county (9 or 12 digits) stay as they are. Raises `InvalidData` for others.
    """
    code = printed(written).removesuffix(".0")
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6, 9, 12)):
        raise InvalidData(f"“{written}”不是行政区划代码", remedy="应为 2、4、6、9 或 12 位数字")
    return code.ljust(6, "0")


def division(code: str) -> str:
    """The id of a division by its code, in any length that `division_code` understands."""
    return stable_id("Division", division_code(code))


def local_body(code: str, body_type: str) -> str:
    """The id of the one body of this type (see `LOCAL_BODIES`) that a division has."""
    return stable_id("Organization", "division", division_code(code), body_type)


def post(organization: str, title: str) -> str:
    """The id of the post with this title in the organization with this id."""
    return stable_id("Post", organization, printed(title))


def named(kind: str, name: str, context: str) -> str:
    """The id of something known by its printed name within a context.

    A person's mark of namesakes is part of the name. For an organization all written forms of its
    name count as one, and the context is a division code, the id of a document, or "" if the
    mapping promises that names are unique in its files.
    """
    if kind == "Person":
        return stable_id(kind, "name", context, printed(name))
    if kind == "Organization":
        return stable_id(kind, "name", canonical(name), context)
    return stable_id(kind, "name", printed(name).casefold(), context)


_LEVEL = "省市县区州盟旗镇乡"
_RELATIVE = re.compile(
    rf"[全我本该各]|[{_LEVEL}](?![^委][省市县区州盟旗](?!.?[{_LEVEL}]))"  # 市财政局, but 镇江市…
    r"|市辖区|城[乡市区镇]|都市|[小社新园辖]区|开发区|高新区|经开区"
)
_PLACE = re.compile(r".+?(?:自治区|地区|[省市县区州盟旗])|中央|全国|最高|国家")


def tells_its_place(name: str) -> bool:
    """Whether a body's name begins with the place that tells it from others of its kind.

    `青川市财政局` does; `财政局`, `市委` and `白石镇政府` mean one body only within a file.
    """
    short = canonical(name)
    return _RELATIVE.match(short) is None and _PLACE.match(short) is not None


def by_id(kind: str, scheme: str, *values: str) -> str:
    """The id of something that a source numbers: `scheme` names the numbering."""
    return stable_id(kind, "id", scheme, *values)


def by_row(kind: str, document: str, locator: str, *parts: str) -> str:
    """The id of something that no other row speaks of; `parts` tell apart several of a row."""
    return stable_id(kind, "row", document, locator, *parts)


def within(kind: str, parent: str, *parts: str) -> str:
    """The id of something that is known as a part of the thing with the id `parent`."""
    return stable_id(kind, "within", parent, *parts)


def document(digest: str) -> str:
    """The id of a document by the SHA-256 of its content."""
    return stable_id("Document", digest)
