"""How often Python looks for cycles among its objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Loads and answers make thousands of objects, hardly ever a cycle: looking through what they
    hold every few hundred objects takes a quarter of the time of a load, a seventh of that of a
    large answer."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
