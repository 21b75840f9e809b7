"""One post for a time, as a résumé tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PRINTED: Final = 0.95
"""Confidence of a spell whose body, post and dates are printed in one place."""
INHERITED: Final = 0.85
"""Where the body is named before (市长, 市委副书记), or told by an event."""
CONCLUDED: Final = 0.6
"""Where an end is the beginning of the next entry, or a date could not be taken."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A person in a post for a time, as the text says: characters [start, end) of it.

    `since` and `until` are ISO prefixes, the end as the last day in unless `removed` (then the
    first day out); `still` is whether the text leaves the end open (至今), which attests the
    holder on the day the text was written. `post` is empty where only a body is named; `nature` is
    one of the schema's HOLDS. `concluded` is whether the end is the next entry's beginning. `doubt`
    says in Chinese what was not taken.
    """

    name: str
    since: str | None
    until: str | None
    organization: str
    post: str
    start: int
    end: int
    nature: str = "正式"
    concurrent: bool = False
    still: bool = False
    removed: bool = False
    concluded: bool = False
    confidence: float = PRINTED
    doubt: str = ""
