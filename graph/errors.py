"""The errors that the graph raises; `api.errors` maps each to an HTTP status and an exit code."""

from __future__ import annotations


class GraphError(Exception):
    """Base of every error that a user can cause or meet.

    The message is Chinese first and says what to do next; `remedy` may repeat that advice
    on its own so that a screen can set it apart.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}（{self.remedy}）" if self.remedy else self.message


class NotFound(GraphError):
    """Nothing in the store answers to that id or name."""


class Ambiguous(NotFound):
    """More than one thing answers to that name; `candidates` are their ids and captions."""

    def __init__(
        self, message: str, candidates: list[tuple[str, str]], *, remedy: str = ""
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.candidates = candidates


class InvalidData(GraphError):
    """A value, a row, a file or a mapping that cannot be read as it stands."""


class StoreUnavailable(GraphError):
    """The store is absent, locked, read-only, full, or written by a newer version."""


class Conflict(GraphError):
    """The request contradicts what is already in the store."""


class LimitReached(GraphError):
    """A stated limit stopped the work before its end."""
