"""The command that shows what texts say, without touching a store: extract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import orjson
import typer
from rich.table import Table
from rich.text import Text

from api.views.console import console
from graph.errors import InvalidData
from loaders.tables import check_file

if TYPE_CHECKING:  # what reads texts takes long to import; no other command needs it
    from loaders.text.text import Quote

COLUMNS: Final = ("位置", "姓名", "所述", "读作", "原文")


class Row(NamedTuple):
    """One thing that a text says, for a person to read; its cells are those of `COLUMNS`."""

    place: str
    name: str
    kind: str
    reading: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one go: `record` is the JSON object of it, `rows` show the same."""

    record: dict[str, object]
    rows: tuple[Row, ...]


Genre = Callable[[Path], Iterator[Finding | InvalidData]]
"""Reads a file and finds what the genre knows of, in the order of the text; what of it cannot be
read comes as an error in its place."""


def extract(
    files: Annotated[list[Path], typer.Argument(help="文本：TXT、HTML、DOCX、有文字的 PDF")],
    genre: Annotated[str, typer.Option("--as", help="article 报道，notice 通报，resume 简历")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，一行一个")] = False,
) -> None:
    """读出文本所述，每条带原文和位置；不写入库"""
    find = GENRES.get(genre)
    if find is None:
        raise InvalidData(f"没有“{genre}”这种文体", remedy=f"--as 可用：{'、'.join(GENRES)}")
    for file in files:
        check_file(file)
    unread: list[InvalidData] = []
    for file in files:
        try:
            unread += _put(file, find(file), as_json=as_json)
        except InvalidData as error:
            unread.append(error)
    if unread:
        raise _together(unread)


def _put(file: Path, found: Iterator[Finding | InvalidData], *, as_json: bool) -> list[InvalidData]:
    """Print what was found; returns what could not be read."""
    unread: list[InvalidData] = []
    table = Table(title=Text(file.name), title_justify="left")
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for finding in found:
        if isinstance(finding, InvalidData):
            unread.append(finding)
        elif as_json:
            typer.echo(orjson.dumps(finding.record).decode())
        else:
            for row in finding.rows:
                table.add_row(*map(Text, row))
    if not as_json:
        console.print(table if table.row_count else Text(f"{file.name}：没有读出什么"))
    return unread


def _together(unread: list[InvalidData]) -> InvalidData:
    """One error for all that could not be read; the rest has been shown."""
    if len(unread) == 1:
        return unread[0]
    messages = [f"  {error.message}；{error.remedy}" for error in unread]
    return InvalidData("\n".join([f"{len(unread)} 处读不出：", *messages]))


def _notice(path: Path) -> Iterator[Finding]:
    from loaders.text.notices import read_notice
    from loaders.text.reading import read_text

    text = read_text(path)
    for case in read_notice(text):

        def row(quote: Quote, kind: str, reading: str, name: str = case.name) -> Row:
            return Row(text.place(quote.start), name, kind, reading, quote.words)

        yield Finding(
            case.as_record(),
            (
                *(
                    row(p.quote, "原任职务" if p.former else "职务",
                        f"{p.organization or '（未写明单位）'} {p.title}")
                    for p in case.posts
                ),
                *(row(c.quote, "本案问题", c.kind) for c in case.conduct),
                *(
                    row(a.quote, f"金额（{a.what}）",
                        "外币" if a.yuan is None else f"{a.yuan:,.15g} 元")
                    for a in case.amounts
                ),
                *(
                    row(s.quote, "处理", f"{s.kind} {s.date or s.date_words}".strip())
                    for s in case.sanctions
                ),
            ),
        )  # fmt: skip


def _resume(path: Path) -> Iterator[Finding | InvalidData]:
    from loaders.tables import BadRow
    from loaders.text.resumes.records import read_resumes
    from loaders.text.resumes.spells import spells

    for resume in read_resumes(path):
        if isinstance(resume, BadRow):
            yield resume
            continue
        for spell in spells(resume.name, resume.text):
            quote = resume.text[spell.start : spell.end]
            since, until = spell.since or "", "至今" if spell.still else spell.until or ""
            record: dict[str, object] = {
                "name": spell.name, "since": spell.since, "until": spell.until,
                "organization": spell.organization, "post": spell.post, "quote": quote,
                "span": [spell.start, spell.end],
            }  # fmt: skip
            reading = f"{since} — {until}　{spell.organization} {spell.post}".strip()
            row = Row(resume.locator(spell.start, spell.end), spell.name, "任职", reading, quote)
            yield Finding(record, (row,))


def _article(path: Path) -> Iterator[Finding]:
    from loaders.text.articles.article import read_article
    from loaders.text.reading import read_text

    text = read_text(path)
    for fact in read_article(text):
        record = fact.as_record()
        ends = {key: end for key, end in record.items() if key in fact.ends}
        reading = "；".join(
            "、".join(map(str, end)) if isinstance(end, list) else str(end)
            for key, end in ends.items()
            if key != "person" and not isinstance(end, bool)
        )
        when = fact.date or fact.date_words
        row = Row(
            text.place(fact.quote.start), str(fact.ends.get("person", "")), fact.kind,
            f"{reading} {when}".strip(), fact.quote.words,
        )  # fmt: skip
        yield Finding({"file": path.name, **record}, (row,))


GENRES: Final[dict[str, Genre]] = {"article": _article, "notice": _notice, "resume": _resume}
"""What `--as` names: how a file of that genre is read."""
