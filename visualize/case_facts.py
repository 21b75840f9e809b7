"""The facts of a case, as its dossier begins with them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.dates import Certainty, Interval
from graph.queries.cases.attribution import SubjectTenure
from graph.queries.cases.case_file import CaseFile
from graph.queries.cases.case_time import CaseTime
from graph.queries.ledgers.closing import case_closing
from graph.queries.recorded import span_told
from graph.queries.sources import Sourced
from graph.record import Node
from visualize.dossier import Cell, Citing, Line, Section
from visualize.words import certainty_mark, day_words, joined, span_words


def case_facts(citing: Citing, found: CaseFile) -> Section:
    """Who is concerned, what happened when and where, whose case it is, as the sources say."""
    time, rules = found.scope.time, found.scope.jurisdiction

    def of_case(name: str) -> Cell:
        return citing.values(found.case, name, found.sources if found.case.first(name) else ())

    rows = [
        _fact("案名", of_case("title")),
        _fact("涉案", tuple(
            citing.line("　".join(filter(None, (s.node.caption, s.post, s.rank))), s.sources)
            for s in found.subjects
        ) or citing.cell("")),
        _fact("涉及问题", of_case("allegation")),
        *([_fact("现状", _closed(citing, found))] if found.closing else []),
        _fact("行为期间", _conduct(citing, found)),
        _fact("案发", _came_out(citing, time)),
        _fact("当时任职", tuple(
            citing.line(_tenure_words(held), held.sources)
            for held in found.scope.tenures
        ) or citing.cell("")),
        _fact("发生地", _sourced(citing, found.places)),
        _fact("干部管理", tuple(
            citing.line(marked(one.node.caption, one.certainty), one.sources)
            for one in rules.managed_by
        ) or citing.cell("")),
        _fact("其纪检机关", _sourced(citing, rules.organs)),
        _fact("立案机关", _sourced(citing, rules.filed_by)),
        _fact("形态", of_case("form")),
    ]  # fmt: skip
    if found.case.first("form"):
        rows += (
            _fact("认定机关", of_case("form_issuer")),
            _fact("认定依据", of_case("form_basis")),
        )
    rows.append(
        _fact("清单事项", tuple(
            citing.line(f"{i.node.caption}（{names_of(i.owners) or '所属未见记录'}）", i.sources)
            for i in found.items
        ) or citing.cell(""))
    )  # fmt: skip
    return Section("基本情况", (), tuple(rows))


def _closed(citing: Citing, found: CaseFile) -> Cell:
    closing = (stage for stage in found.stages if case_closing([stage]))
    sources = [statement for stage in closing for statement in stage.sources]
    return citing.cell(found.closing or "", sources, "strong")


def _conduct(citing: Citing, found: CaseFile) -> Cell:
    """As it could be told on the day of the file."""

    def words(written: str) -> str:
        return span_words(span_told(Interval.written(written), found.as_of))

    said = found.sources if found.case.first("conduct") else ()
    return citing.values(found.case, "conduct", said, words=words)


def _came_out(citing: Citing, time: CaseTime) -> Cell:
    if time.came_out is None:
        return citing.cell("")
    first = day_words(time.came_out)
    by = (
        f"收到线索 {one.node.caption}" if one.node.kind == "Clue" else one.node.caption
        for one in time.came_out_by
    )
    sources = [statement for one in time.came_out_by for statement in one.sources]
    return citing.cell(f"{first}　{joined(list(by))}", sources)


def marked(words: str, certainty: Certainty) -> str:
    """What is not certain with its mark."""
    mark = certainty_mark(certainty)
    return f"{words}　{mark}" if mark else words


def _tenure_words(held: SubjectTenure) -> str:
    span = span_words(held.interval) or "起止未见记录"
    post = "".join((*(body.caption for body in held.bodies), held.post.caption))
    return f"{held.person.caption}　{post}　{span}"


def _sourced(citing: Citing, found: Iterable[Sourced]) -> Cell:
    lines = tuple(citing.line(one.node.caption, one.sources) for one in found)
    return lines or citing.cell("")


def names_of(nodes: Iterable[Node]) -> str:
    """The captions of nodes in one sentence."""
    return joined([node.caption for node in nodes])


def _fact(name: str, cell: Cell) -> tuple[Cell, Cell]:
    return (Line(name, (), "faint"),), cell
