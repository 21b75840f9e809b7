"""The command `zerenlian`: every command in one place, errors as messages and exit codes."""

from __future__ import annotations

import errno
import sys

import typer
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.commands import (
    asking,
    casework,
    cypher,
    demo,
    duties,
    extracting,
    keeping,
    ledgers,
    loading,
    reviewing,
    showing,
)
from api.errors import Ending, file_fault, meaning
from api.usage import UsageError, help_command, usage_words
from api.views.console import complaints
from graph.collecting import seldom_collecting
from graph.errors import Ambiguous, GraphError

app = typer.Typer(
    name="zerenlian",
    help="责任链：谁在某日对谁负责，各有什么记录，每一条都有出处。",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    demo.demo, loading.load, loading.template, extracting.extract, reviewing.propose,
    asking.search, asking.holders, asking.chain, casework.case, duties.coverage, duties.warnings,
    ledgers.talks, ledgers.clue, ledgers.counts, ledgers.lists, ledgers.reports,
    ledgers.deliberations, ledgers.measures, ledgers.campaigns, asking.path, cypher.cypher,
    showing.render, showing.export, showing.serve, keeping.undo, asking.conflicts,
    keeping.doctor, keeping.copy,
):  # fmt: skip
    app.command()(command)
app.add_typer(reviewing.review_app)
app.add_typer(duties.rules_app)


def complain(title: str, message: str, remedy: str = "") -> None:
    """Show on standard error what went wrong, and what to do about it."""
    told = Table.grid(padding=(0, 1, 0, 0))
    told.add_column()
    told.add_column(overflow="fold")
    told.add_row("✗", Text(message))
    if remedy:
        told.add_row("→", Text(remedy, style="bold"))
    complaints.print(Panel(told, title=title, title_align="left", border_style="red"))


def message_of(error: GraphError) -> str:
    """The message of an error, with what an ambiguous name may mean."""
    if not isinstance(error, Ambiguous):
        return error.message
    return "\n".join([error.message, *(f"  {name}  {i}" for i, name in error.candidates)])


def main() -> None:
    """Run the command line and exit.

    A known error is told on standard error and ends with its exit code (`api.errors`), a wrong
    command line with 2, an interrupt with 130; any other exception is a fault of the program and
    keeps its traceback.
    """
    try:
        with seldom_collecting():
            code = app(sys.argv[1:] or ["--help"], prog_name="zerenlian", standalone_mode=False)
    except GraphError as error:
        code = _failed(error)
    except UsageError as error:
        complain("用法不对", usage_words(error), help_command(error))
        code = Ending.USAGE
    except OSError as error:
        if not error.filename and error.errno != errno.ENOSPC:
            raise
        code = _failed(file_fault(error))
    sys.exit(code)


def _failed(error: GraphError) -> int:
    """Tell an error; returns its exit code."""
    complain(meaning(error).title, message_of(error), error.remedy)
    return meaning(error).exit
