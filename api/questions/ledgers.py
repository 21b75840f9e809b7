"""Questions about ledgers as they come from outside: words that must be known ones."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import NotFound
from graph.schema import schema

SUBJECTS = ("Person", "Post", "Organization")
"""What has a ledger of talks, and lists."""
CONSIDERED = ("Case", "Organization", "Person")
"""What has meetings on cases."""
MEASURED = ("Case", "Organization")
"""What has measures after cases."""


def talk_types(given: Sequence[str]) -> tuple[str, ...]:
    """The kinds of talk of these words. Raises `NotFound` for an unknown one."""
    known = schema().enumerations["talk_type"]
    for word in given:
        if word not in known:
            raise NotFound(f"没有谈话类型“{word}”", remedy=f"可用：{'、'.join(known)}")
    return tuple(given)
