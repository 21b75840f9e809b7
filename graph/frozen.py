"""Classes of what is made by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A class of values that nobody may change: a data class that is frozen to the type checker,
    equal and hashed by what it holds.

    Python does not watch over it: a frozen data class takes three times as long to make, and a
    named tuple longer to make and to read.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
