"""What tests need and a machine may not have. They are skipped there, and fail with CI=true."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Skip the test, or fail it with CI=true."""
    say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    say(what)


def shared_data(path: str) -> Path:
    """A file or folder of the public data beside the project."""
    found = Path(__file__).parents[2] / "shared" / "data" / path
    if not found.exists():
        lacking(f"the public data beside the project is not here: no {found}")
    return found
