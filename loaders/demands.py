"""What a mapping demands of every row before anything is read from it: cells that are filled in,
dates in an order that can be."""

from __future__ import annotations

from itertools import combinations

from graph.dates import window
from loaders.conversion import BadValue, to_date
from loaders.language import Ordered
from loaders.seen import Cells
from loaders.values import Scope, condition, read_text


class Required:
    """A column that must be filled in, or several of which one must be (`require`)."""

    def __init__(self, asked: str | tuple[str, ...], scope: Scope) -> None:
        names = (asked,) if isinstance(asked, str) else asked
        self._headers = [scope.columns[name] or name for name in names]
        self._reads = [read_text(f"{{{name}}}", scope) for name in names]

    def check(self, cells: Cells) -> None:
        """Raise `BadValue` if there is nothing."""
        if any(read(cells) for read in self._reads):
            return
        if len(self._headers) == 1:
            raise BadValue(self._headers[0], "", "没有填写", "补上这一格")
        shown = "、".join(self._headers)
        raise BadValue(self._headers[0], "", f"{shown}都没有填写", "至少填写其中一格")


class InOrder:
    """Columns with dates, none of which can be before one that stands in front of it (`in_order`).

    The same day is in order, and so are partial dates that some choice of days puts in order.
    """

    def __init__(self, ordered: Ordered, scope: Scope) -> None:
        columns = [(header, name) for name in ordered.columns if (header := scope.columns[name])]
        self._reads = [(header, read_text(f"{{{name}}}", scope)) for header, name in columns]
        self._when = condition(ordered.when, scope)

    def check(self, cells: Cells) -> None:
        """Raise `BadValue`, naming the later column, if no choice of days fits."""
        if self._when and not self._when(cells):
            return
        given = [(header, text, _date(header, text)) for header, read in self._reads
                 if (text := read(cells))]  # fmt: skip
        for (before, earlier, first), (header, text, second) in combinations(given, 2):
            if window(first).first > window(second).last:
                reason = f"{header}（{text}）早于{before}（{earlier}）"
                raise BadValue(header, text, reason, "核对两个日期是否写反或写错")


def _date(header: str, text: str) -> str:
    try:
        return to_date(text)
    except BadValue as bad:
        raise BadValue(header, text, bad.message, bad.remedy) from None
