"""The command `zerenlian`: every command in one place, errors as messages and exit codes."""

from __future__ import annotations

import sys

import typer
from rich.panel import Panel
from rich.text import Text

from api.commands import asking, demo, keeping, loading, showing
from api.console import complaints
from api.errors import meaning
from graph.errors import Ambiguous, GraphError

app = typer.Typer(
    name="zerenlian",
    help="责任链：谁在某日对谁负责，各有什么记录，每一条都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    demo.demo, loading.load, loading.template, asking.search, asking.holders, asking.chain,
    asking.path, showing.render, showing.export, showing.serve, keeping.undo, asking.conflicts,
    keeping.doctor,
):  # fmt: skip
    app.command()(command)


def complain(error: GraphError) -> None:
    """Show an error with what to do about it."""
    text = Text(error.message)
    if isinstance(error, Ambiguous):
        for identity, name in error.candidates:
            text.append(f"\n  {name}  {identity}")
    if error.remedy:
        text.append(f"\n→ {error.remedy}", style="bold")
    complaints.print(
        Panel(text, title=meaning(error).title, title_align="left", border_style="red")
    )


def main() -> None:
    """Run the command line; a known error ends it with its exit code."""
    try:
        app()
    except GraphError as error:
        complain(error)
        sys.exit(meaning(error).exit)
