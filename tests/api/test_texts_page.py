"""The example in `docs/texts.md` is what the command prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.api.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "texts.md"


def test_the_example_is_current(run: Run, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    notice, table = re.findall(r"```text\n(.*?)```", page, re.S)[:2]
    (record,) = re.findall(r"```json\n(.*?)```", page, re.S)[:1]
    path = tmp_path / "通报.txt"
    path.write_text(notice, encoding="utf-8")
    lines = run("extract", "--as", "notice", str(path), "--json").stdout.splitlines()
    assert json.loads(lines[-1]) == json.loads(record)
    shown = run("extract", "--as", "notice", str(path)).stdout
    assert cells(shown) == cells(table)


def cells(table: str) -> list[list[str]]:
    """The rows of a table that was printed."""
    return [
        [cell.strip() for cell in line.split("│")] for line in table.splitlines() if "│" in line
    ]
