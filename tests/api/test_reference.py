from __future__ import annotations

from pathlib import Path

import pytest

from api import reference
from graph.schema import schema

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = (
    "demo", "load", "template", "extract", "propose", "search", "holders", "chain", "case",
    "coverage", "warnings", "talks", "clue", "counts", "lists", "reports", "deliberations",
    "measures", "campaigns", "path", "cypher", "render", "export", "serve", "undo", "conflicts",
    "doctor", "copy", "review list", "review show", "review accept", "review reject",
    "review correct", "review same", "review different", "review each", "rules list",
    "rules check", "rules explain",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("model.md", reference.model_page),
        ("commands.md", reference.commands_page),
        ("neo4j.grass", reference.neo4j_style),
    ],
)
def test_the_generated_pages_are_current(name: str, page: object) -> None:
    assert callable(page)
    assert (DOCS / name).read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_command_is_documented() -> None:
    page = reference.commands_page()
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == [*COMMANDS, "Settings", "Exit codes"]


def test_no_command_or_option_lacks_its_help() -> None:
    rows = [line for line in reference.commands_page().splitlines() if line.startswith("| `")]
    assert [row for row in rows if not row.split(" | ")[1].strip()] == []


def test_the_exit_codes_are_listed_once() -> None:
    table = reference.commands_page().split("## Exit codes")[1]
    codes = [row.split(" | ")[0][2:] for row in table.splitlines() if row[2:3].isdigit()]
    assert codes == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "130"]


def test_every_kind_and_enumeration_is_in_the_model() -> None:
    headings = {
        line[4:].split(" · ")[0]
        for line in reference.model_page().splitlines()
        if line.startswith("### ")
    }
    assert headings == {*schema().nodes, *schema().edges, *schema().enumerations}


def test_all_pages_are_written(tmp_path: Path) -> None:
    reference.main(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "commands.md",
        "model.md",
        "neo4j.grass",
    ]
