"""Questions about duties as they come from outside: words to ids, filters, and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.settings import Settings
from api.shapes.duties import DutyShaper
from api.shapes.records import Shape
from graph.dates import Window, iso, parse, window
from graph.errors import InvalidData, NotFound
from graph.queries.duties.coverage import Cell, Coverage, coverage
from graph.queries.duties.superiors import superiors
from graph.queries.duties.verdict import Status
from graph.record import Node
from graph.resolve import resolve
from graph.rules.reading import chosen_rules
from graph.rules.rule import Rule
from graph.store import View
from visualize.matrix import Matrix, matrix
from visualize.words import day_words

FORMS = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What coverage can be written as, with the media type of each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about duties in words. Without dates the period is the year of `as_of`, which
    is today if it is not given, and `years_before` years before it."""

    organization: str
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    rules: tuple[str, ...] = ()
    rule_files: tuple[Path, ...] = ()
    statuses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    near: int | None = None
    years_before: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer: `cells` are those that pass the filters, numbered from 1 among all."""

    found: Coverage
    cells: tuple[Cell, ...]
    shaper: DutyShaper

    def numbered(self, number: int) -> Cell:
        """The cell of a number. Raises `NotFound`."""
        if not 1 <= number <= len(self.found.cells):
            raise NotFound(
                f"没有第 {number} 项，共 {len(self.found.cells)} 项", remedy="号在表的第一列"
            )
        return self.found.cells[number - 1]


def ask(view: View, asked: Asked, settings: Settings) -> Answer:
    """Put a question. Raises `NotFound` for unknown names, `InvalidData` for wrong dates."""
    body = resolve(view, asked.organization, ("Organization",))
    as_of = window(parse(asked.as_of) if asked.as_of else date.today().isoformat()).last
    near = settings.warning_near if asked.near is None else asked.near
    found = coverage(
        view, body.id, period(asked.since, asked.until, as_of, asked.years_before),
        chosen_rules(asked.rules, asked.rule_files), as_of, near=near,
    )  # fmt: skip
    wanted = statuses(asked.statuses)
    below = {resolve(view, name, ("Organization",)).id for name in asked.bodies}
    cells = tuple(
        cell
        for cell in found.cells
        if (not wanted or cell.status in wanted) and (not below or cell.below in below)
    )
    numbers = {cell: number for number, cell in enumerate(found.cells, start=1)}
    return Answer(found, cells, DutyShaper(view, found, numbers))


def period(since: str | None, until: str | None, as_of: int, years_before: int = 0) -> Window:
    """The days from the first of `since` to the last of `until`; either defaults to the other's
    year, both to the year of `as_of` and so many years before. Raises `InvalidData` where the end
    is before the start."""
    year = int(iso(as_of)[:4])
    start = since or (parse(until)[:4] if until else f"{year - years_before:04}")
    first = window(parse(start))
    last = window(parse(until or (parse(since)[:4] if since else f"{year:04}")))
    if last.last < first.first:
        raise InvalidData(f"期间的止（{until}）早于起（{since}）", remedy="核对 --since 与 --until")
    return Window(first.first, last.last)


def statuses(given: Sequence[str]) -> tuple[Status, ...]:
    """The statuses of these words. Raises `NotFound` for an unknown one."""
    known = {s.label: s for s in Status} | {s.value: s for s in Status}
    for word in given:
        if word not in known:
            labels = "、".join(status.label for status in Status)
            raise NotFound(f"没有状态“{word}”", remedy=f"可用：{labels}")
    return tuple(known[word] for word in given)


def picture(view: View, answer: Answer) -> Matrix:
    """The answer as a matrix."""
    return matrix(view, answer.found, answer.cells)


def drawn_coverage(view: View, answer: Answer, form: str) -> bytes:
    """The answer as the bytes of a file. Raises `InvalidData` for another form."""
    from visualize import coverage_book, matrix_files  # openpyxl takes long to import

    match form:
        case "html":
            return matrix_files.matrix_html(picture(view, answer)).encode()
        case "svg":
            return matrix_files.matrix_svg(picture(view, answer)).encode()
        case "xlsx":
            return coverage_book.coverage_book(picture(view, answer))
    endings = "、".join(f".{form}" for form in FORMS)
    raise InvalidData(f"不会写“{form}”格式", remedy=f"文件名以 {endings} 结尾")


def write_coverage(view: View, answer: Answer, out: Path) -> str:
    """Write the answer to a file; returns its size in words."""
    content = drawn_coverage(view, answer, out.suffix.lower().removeprefix("."))
    out.write_bytes(content)
    return f"{len(answer.cells)} 项"


class ExplanationShape(Shape):
    """Why a rule asks something of a body on a day, or why not: `reasons` in order of decision."""

    rule: str
    body: str
    applies: bool
    verdict: str
    reasons: tuple[str, ...]


def explanation(view: View, rule: Rule, body: Node, when: Window) -> ExplanationShape:
    """Why a rule applies to a body in the year of a day, or why not."""
    reasons = [f"规则　{rule.title.zh}：{rule.basis.words}" + _noted(rule)]
    in_force = rule.in_force(when)
    reasons.append(f"效力　{rule.valid}：{_yes(in_force)}")
    kind, wanted = body.first("type") or "类型未见", rule.below.types
    fits = not wanted or kind in wanted
    aimed = "、".join(wanted) or "各类机构"
    reasons.append(f"对象　{body.caption} 是{kind}，规则针对 {aimed}：{_yes(fits)}")
    lines = superiors(view, (body.id,), rule.above[0].path, when)[body.id]
    uppers = view.nodes(line.above for line in lines)
    named = "、".join(node.caption for node in uppers.values())
    reasons.append(f"上级　{named or '当日未见记录'}：{_yes(bool(lines))}")
    year = window(iso(when.first)[:4])
    found = coverage(view, body.id, year, [rule], when.last, only=[body.id])
    cells = found.cells if fits else ()
    for cell in cells:
        when_told = cell.occasion.period or day_words(cell.occasion.term.begun)
        due = iso(cell.occasion.term.due_days.last)
        reasons.append(f"情形　{when_told}，期限 {due}：{cell.status.label}")
    if not cells:
        reasons.append("情形　这一年没有产生要求")
    applies = any(cell.status is not Status.NOT_APPLICABLE for cell in cells)
    told = "适用" if applies else "不适用"
    verdict = f"{rule.title.zh} 在 {day_words(when)} {told}于 {body.caption}"
    return ExplanationShape(
        rule=rule.id, body=body.id, applies=applies, verdict=verdict, reasons=tuple(reasons)
    )


def _noted(rule: Rule) -> str:
    return f"（{rule.basis.note}）" if rule.basis.note else ""


def _yes(so: bool) -> str:
    return "是" if so else "否"
