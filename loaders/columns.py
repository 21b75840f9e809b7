"""Which column of a table a mapping means: headers are matched by synonyms, after folding."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import InvalidData
from loaders.language import Column


@dataclass(frozen=True, slots=True)
class Columns:
    """`by_field` says which header each field of the mapping was found under (None: not there);
    `unused` are the headers that the mapping does not speak of, in order."""

    by_field: Mapping[str, str | None]
    unused: tuple[str, ...]


def folded(header: str) -> str:
    """A header without what varies from file to file: spaces, line breaks, width, case, `*`."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(text.split()).strip("*:")


def match_columns(wanted: Mapping[str, Column], header: Sequence[str], file: str) -> Columns:
    """Find each field's column; earlier synonyms go first.

    Raises `InvalidData` naming every required column that is missing and the headers found.
    """
    printed: dict[str, str] = {}
    for name in header:
        printed.setdefault(folded(name), name)
    by_field = {
        field: next((printed[h] for h in map(folded, column.headers) if h in printed), None)
        for field, column in wanted.items()
    }
    missing = [
        "或".join(f"“{h}”" for h in column.headers)
        for field, column in wanted.items() if column.required and by_field[field] is None
    ]  # fmt: skip
    if missing:
        found = "、".join(header)
        raise InvalidData(
            f"{file} 缺少必需的列：{'、'.join(missing)}；文件里的列是：{found}",
            remedy="改正表头，或在映射的 columns 里加上这个文件的写法",
        )
    used = set(by_field.values())
    return Columns(by_field, tuple(name for name in header if name not in used))
