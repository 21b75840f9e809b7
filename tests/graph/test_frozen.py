"""What may not change: for the type checker alone, as Python's own watch is dear."""

from __future__ import annotations

from dataclasses import field, replace

import pytest

from graph.frozen import frozen


@frozen
class _Point:
    x: int
    marks: tuple[str, ...] = field(default_factory=tuple)


def test_equal_values_are_one_key() -> None:
    assert {_Point(1, ("甲",)): "一"}[_Point(1, ("甲",))] == "一"
    assert _Point(1) != _Point(2)
    assert replace(_Point(1, ("甲",)), x=3) == _Point(3, ("甲",))


def test_there_is_no_room_for_what_is_not_declared() -> None:
    with pytest.raises(AttributeError):
        _Point(1).y = 2  # type: ignore[attr-defined]
