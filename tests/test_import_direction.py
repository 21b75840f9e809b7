"""Who may import whom (docs/architecture.md), and how long a file may get."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "graph": {"graph"},
    "loaders": {"loaders", "graph"},
    "visualize": {"visualize", "graph"},
    "api": {"api", "visualize", "loaders", "graph"},
}
QUERIES = ("", "duties", "ledgers", "cases")
"""The packages of graph/queries/, each importing only itself and those before it."""
LONGEST = 400


def modules(text: str) -> set[str]:
    """The modules that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add(node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    return found


def imports(text: str) -> set[str]:
    """The top-level names of those."""
    return {name.split(".")[0] for name in modules(text)}


@pytest.mark.parametrize("room", ALLOWED)
def test_rooms_import_in_one_direction(room: str) -> None:
    forbidden = {*ALLOWED, "tests", "benchmarks", "examples"} - ALLOWED[room]
    wrong = {
        str(path.relative_to(ROOT)): sorted(bad)
        for path in (ROOT / room).rglob("*.py")
        if (bad := imports(path.read_text(encoding="utf-8")) & forbidden)
    }
    assert wrong == {}


@pytest.mark.parametrize("package", QUERIES)
def test_packages_of_queries_import_in_one_direction(package: str) -> None:
    forbidden = {f"graph.queries.{later}" for later in QUERIES[QUERIES.index(package) + 1 :]}
    wrong = {
        str(path.relative_to(ROOT)): sorted(bad)
        for path in (ROOT / "graph" / "queries" / package).glob("*.py")
        if (bad := [m for m in modules(path.read_text(encoding="utf-8"))
                    if ".".join(m.split(".")[:3]) in forbidden])
    }  # fmt: skip
    assert wrong == {}


def test_the_scan_sees_every_form_of_import() -> None:
    text = (
        "import api.cli as c\ndef f():\n    from loaders.x import y\n    import_module('tests.z')\n"
    )
    assert imports(text) == {"api", "loaders", "tests"}


def test_no_file_is_long() -> None:
    rooms = (*ALLOWED, "tests", "benchmarks", "examples")
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
    }
    assert {path: n for path, n in lengths.items() if n > LONGEST} == {}
