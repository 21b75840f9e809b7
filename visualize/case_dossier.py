"""The dossier of a case: its course, both duties side by side, what followed, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from graph.attestation import Attestation
from graph.dates import Certainty, Window, iso
from graph.queries.cases.attribution import Bearer, Level
from graph.queries.cases.case_file import CaseFile
from graph.queries.cases.case_gaps import UNSIGNED, case_gaps
from graph.queries.duties.verdict import Status
from graph.queries.ledgers.case_stages import CaseStage
from graph.queries.ledgers.clue_course import ClueCourse
from graph.queries.ledgers.deliberations import Deliberation, Member
from graph.queries.ledgers.measures import Measure
from graph.queries.recorded import day_window
from graph.queries.sources import sources_by_edge
from graph.record import Node
from graph.schema import schema
from graph.store import View, ordered
from visualize.case_facts import case_facts, marked, names_of
from visualize.dossier import Cell, Citing, Dossier, Line, Section, Tone
from visualize.duty_words import may_be_words, occasion_words, record_words
from visualize.words import NOT_RECORDED, certainty_mark, joined, span_words

CAUTION = "所列为核查范围和在案记录，不是责任认定；没有记录只表示没有记录。"
NO_RULE = "当时没有注明已生效的规则；未注明起始日期的规则，指定后才计入"
UNDATED = "未注明日期"
_WHY = {"unrecorded": "负责人未见记录", "vacant": "记载为空缺", "subject": "由涉案人本人任职"}
Decided = Mapping[str, tuple[Attestation, ...]]
"""The sources of decisions by their ids."""
_DUTIES: tuple[Tone, Tone] = ("party", "discipline")


def case_dossier(view: View, found: CaseFile) -> Dossier:
    """The dossier of a case; everything in it carries the numbers of its sources."""
    citing = Citing(view, _shown(found))
    sections = (
        case_facts(citing, found),
        _course(citing, found),
        _other_clues(citing, found),
        _levels(citing, found),
        _duties(citing, view, found),
        _measures(citing, found),
        _deliberations(citing, found),
        _decisions(citing, found),
        Section("说明与未见记录", (), tuple(((), citing.cell(gap)) for gap in case_gaps(found)),
                empty="各项均有记录"),
    )  # fmt: skip
    title = f"{names_of([found.case])}　案件卷宗与一案双查核查范围"
    return Dossier(title, iso(found.as_of), CAUTION, sections, citing.sources())


def _shown(found: CaseFile) -> Iterator[Node]:
    """The nodes of which properties are shown."""
    yield found.case
    yield from (course.clue for course in (*found.clues, *found.other_clues))
    yield from (stage.event for stage in found.stages)
    yield from (one.action for one in found.measures.measures)
    yield from (one.meeting for one in found.deliberations)
    yield from (one.node for one in found.decisions)


_STEPS = ("日期", "环节", "机关", "结果", "距上一环节")


def _course(citing: Citing, found: CaseFile) -> Section:
    rows = list(chain.from_iterable(_clue_steps(citing, clue) for clue in found.clues))
    rows += (
        (
            _dated(citing, stage), citing.cell(stage.name, (), "strong"),
            _by(citing, stage),
            citing.values(stage.event, "outcome") if stage.event.first("outcome") else _plain(""),
            _plain(_days(stage.days)),
        )
        for stage in found.stages
    )  # fmt: skip
    return Section("办理经过", _STEPS, tuple(rows), "线索的受理与移交在前，案件各环节在后。")


def _by(citing: Citing, stage: CaseStage) -> Cell:
    needless = stage.name in UNSIGNED and not stage.organs
    return _plain("") if needless else citing.cell(names_of(stage.organs))


def _dated(citing: Citing, stage: CaseStage) -> Cell:
    if stage.event.first("date") is None:
        return citing.cell(stage.on or "", stage.sources)
    return citing.values(stage.event, "date", stage.sources)


def _clue_steps(citing: Citing, course: ClueCourse) -> Iterator[tuple[Cell, ...]]:
    """The steps of a clue by itself, then who held it how long."""
    number = course.clue.caption
    for step in course.steps:
        if step.case is None:
            yield (
                citing.cell(step.on or "", step.sources), citing.cell(f"{step.name}　{number}"),
                citing.cell(names_of(step.organs)),
                _plain(step.sender and f"由 {step.sender} 移交"), _plain(_days(step.days)),
            )  # fmt: skip
    for held in course.custody:
        until = f" 至 {held.until}（{held.ended}）" if held.until else " 起，此后去向未见记录"
        whose = held.case.caption if held.case else number
        yield (
            _plain(""), citing.cell(f"持有　{whose}", (), "faint"),
            citing.cell(held.organ.caption),
            citing.cell(f"{held.since}{until}", (), "faint"), _plain(_days(held.days)),
        )  # fmt: skip
    told = _disposed(course)
    if told:
        yield (
            _plain(""), citing.cell(f"处置　{number}", (), "faint"), _plain(""),
            citing.cell(f"{told}（{UNDATED}）", course.sources), _plain(""),
        )  # fmt: skip


def _disposed(course: ClueCourse) -> str:
    """Disposal and result of a clue, all that sources give, and what closed its cases."""
    said = [str(v) for n in ("disposal", "result") for v in course.clue.properties.get(n, ())]
    closing = course.closing.split("；") if course.closing else []
    return "；".join(dict.fromkeys([*said, *closing]))


def _other_clues(citing: Citing, found: CaseFile) -> Section:
    came_out = found.scope.time.came_out
    rows = []
    for course in found.other_clues:
        before = came_out is None or day_window(course.received).last < came_out.first
        rows.append((
            citing.cell(course.clue.caption, course.sources),
            (
                *citing.cell(course.received or ""),
                *(() if before else citing.cell("可能在案发前", (), "faint")),
            ),
            citing.cell(joined(ordered(c.organ.caption for c in course.custody))),
            citing.cell(told and f"{told}（{UNDATED}）" if (told := _disposed(course)) else ""),
        ))  # fmt: skip
    return Section(
        "案发前反映同一对象的其他线索", ("线索", "收到", "持有机关", "处置与结果"), tuple(rows),
        "已了结或查否的照原样注明；反映人不显示。",
    )  # fmt: skip


def _levels(citing: Citing, found: CaseFile) -> Section:
    by_duty = {
        duty: {
            level: [one for one in found.scope.levels if one.duty == duty and one.level == level]
            for level in range(1 + max((one.level for one in found.scope.levels), default=-1))
        }
        for duty in _DUTIES
    }
    decided = {one.node.id: one.sources for one in found.decisions}
    rows = []
    for level, party in by_duty["party"].items():
        discipline = by_duty["discipline"][level]
        name = "本级" if level == 0 else f"上 {level} 级"
        rows.append((
            citing.cell(name, (), "strong"),
            tuple(line for one in party for line in _level(citing, one, decided)),
            tuple(line for one in discipline for line in _level(citing, one, decided)),
        ))  # fmt: skip
    titles = tuple(schema().term("duty", duty).zh for duty in _DUTIES)
    note = "行为期间对涉案机构负有责任的，自下而上；两条链条各自成立，互不替代。"
    return Section("责任链条：主体责任与监督责任", ("级", *titles), tuple(rows), note)


def _level(citing: Citing, one: Level, decided: Decided) -> Iterator[Line]:
    if one.bears:
        yield citing.line(one.body.caption, one.basis, one.duty)
    else:
        yield citing.line(f"{one.body.caption}　一岗双责", one.basis, "faint")
    for bearer in one.bearers:
        yield from _bearer(citing, one.body, bearer, decided)
    for gap in one.gaps:
        told = marked(f"{_days_of(gap.days)}　{_WHY[gap.why]}", gap.certainty)
        yield citing.line(told, gap.sources, "missing")
    for dispute in one.disputes:
        named = f"{_days_of(dispute.days)}　冲突任职记录：{names_of(dispute.people)}"
        yield citing.line(named, (), "missing")
    for decision in one.decisions:
        yield citing.line(f"问责　{_decision_words(decision)}", decided[decision.id])


def _bearer(citing: Citing, body: Node, one: Bearer, decided: Decided) -> Iterator[Line]:
    role = "" if one.role == "head" else one.role
    nature = "" if one.nature == "正式" else one.nature
    elsewhere = "" if body in one.bodies else names_of(one.bodies)
    parts = (
        one.person.caption, f"{elsewhere}{one.post.caption}", role, nature,
        span_words(one.interval) or "起止未见记录", one.certainty.label,
    )  # fmt: skip
    yield citing.line("　".join(filter(None, parts)), one.sources, "strong")
    for told in one.talks:
        mark = certainty_mark(told.certainty)
        words = (
            told.talk.talk.caption,
            told.talk.on or "日期未见记录",
            mark and f"{mark}在案发之前",
        )
        yield citing.line("　案发前谈话　" + "　".join(filter(None, words)), told.sources)
    for decision in one.decisions:
        yield citing.line(f"　问责　{_decision_words(decision)}", decided[decision.id])


def _days_of(days: Window) -> str:
    first, last = iso(days.first), iso(days.last)
    return first if first == last else f"{first} 至 {last}"


def _decision_words(node: Node) -> str:
    return "　".join(filter(None, map(node.first, ("date", "form", "responsibility"))))


def _duties(citing: Citing, view: View, found: CaseFile) -> Section:
    header = ("下级机构", "规则与依据", "情形", "期限", "状态", "记录")
    note = "按当时已有的规则，到案发时为止未见完整记录的事项。"
    if found.coverage is None:
        return Section("案发前的履责事项", header, (), note, NO_RULE)
    rules = {rule.id: rule for rule in found.coverage.rules}
    records = ordered(i for cell in found.duties for i in cell.records)
    causes = [cell.occasion.cause for cell in found.duties if cell.occasion.cause]
    nodes = view.nodes(ordered([*records, *causes]))
    said = view.attestations(nodes)
    taking = view.edges(ordered(i for i in causes if i not in nodes))
    arising = {**said, **sources_by_edge(view, taking.values())}
    rows = []
    for cell in found.duties:
        rule = rules[cell.rule]
        may_be = f"（{'或'.join(may_be_words(cell.may_be))}）" if len(cell.may_be) > 1 else ""
        rows.append((
            citing.cell(found.coverage.bodies[cell.below].caption),
            (citing.line(rule.title.zh), citing.line(rule.basis.words, (), "faint")),
            citing.cell(
                occasion_words(cell.occasion, nodes), arising.get(cell.occasion.cause or "", ())
            ),
            citing.cell(iso(cell.occasion.term.due_days.last)),
            citing.cell(f"{cell.status.label}{may_be}"),
            tuple(citing.line(record_words(nodes[i], {}), said[i]) for i in cell.records)
            or _plain(""),
        ))  # fmt: skip
    if not found.asked:
        return Section("案发前的履责事项", header, (), note, NO_RULE)
    counted = Counter(cell.status for cell in found.asked)
    counts = "，".join(f"{s.label} {counted[s]} 项" for s in Status if counted[s])
    told = f"{note}所问 {len(found.asked)} 项：{counts}。"
    return Section("案发前的履责事项", header, tuple(rows), told, "其中没有这样的事项")


def _measures(citing: Citing, found: CaseFile) -> Section:
    header = ("类别", "内容", "责任人", "时限与收发", "佐证", "验收人", "状态")
    rows = [_measure(citing, one) for one in found.measures.measures]
    rows += (
        (citing.cell(kind, (), "strong"), citing.cell(""), *[_plain("")] * (len(header) - 2))
        for kind in found.measures.missing
    )
    return Section("六个一", header, tuple(rows))


def _measure(citing: Citing, one: Measure) -> tuple[Cell, ...]:
    def cell(name: str) -> Cell:
        return citing.values(one.action, name)

    def dated(word: str, name: str) -> Cell:
        if not one.action.first(name):
            return citing.cell(f"{word}{NOT_RECORDED}", (), "missing")
        return citing.values(one.action, name, words=f"{word} {{}}".format)

    sent = (*dated("时限", "due"), *dated("发出", "issued"), *dated("收到", "received"))
    accepted = cell("accepted_by")
    if one.by_owner:
        accepted = (*accepted, citing.line("即责任人，应另有其人"))
    dates = (("销号", "closed"), ("回头看", "reviewed"), ("重新启动", "reopened"))
    later = (line for word, name in dates if one.action.first(name) for line in dated(word, name))
    return (
        citing.cell(one.kind, one.sources, "strong"), cell("content"),
        citing.cell(names_of(one.owners)), sent, cell("evidence"), accepted,
        (*cell("status"), *later),
    )  # fmt: skip


def _deliberations(citing: Citing, found: CaseFile) -> Section:
    rows = [_meeting(citing, one) for one in found.deliberations]
    note = "只列会议记录所载；未见发言、未见认领责任只表示记录中没有。"
    return Section("重要案件审议", ("会议", "发言", "未见记录"), tuple(rows), note)


def _meeting(citing: Citing, one: Deliberation) -> tuple[Cell, ...]:
    heading = (
        *citing.values(one.meeting, "date", one.sources, "strong"),
        citing.line(names_of(one.organs)), *citing.values(one.meeting, "subject"),
    )  # fmt: skip
    spoken = tuple(citing.line(_spoken(member)) for member in one.members if member.speeches)
    silent = [m.person.caption for m in one.members if m.silent]
    absent = [m.person.caption for m in one.members if m.attendance == "缺席"]
    unclaimed = [_charged(m.person, m.in_charge) for m in one.members if m.unclaimed]
    unclaimed += (f"{person.caption}（参会未见记录）" for person in one.unseen)
    told = (("出席而未见发言", silent), ("缺席", absent), ("分管而未见认领责任", unclaimed))
    gaps = tuple(citing.line(f"{what}：{joined(who)}") for what, who in told if who)
    return heading, spoken or citing.cell(""), gaps or _plain("")


def _spoken(member: Member) -> str:
    said = (f"{s.kind}：{s.content}" if s.content else s.kind for s in member.speeches)
    return f"{member.person.caption}　{'；'.join(said)}"


def _charged(person: Node, certainty: Certainty) -> str:
    mark = certainty_mark(certainty)
    return f"{person.caption}（{mark}分管）" if mark else person.caption


def _decisions(citing: Citing, found: CaseFile) -> Section:
    header = ("日期", "文号", "对象", "情形", "认定的责任", "方式", "决定机关")
    rows = tuple(
        (
            citing.values(one.node, "date", one.sources), citing.values(one.node, "number"),
            citing.cell(names_of(one.targets)), citing.values(one.node, "ground"),
            citing.values(one.node, "responsibility"), citing.values(one.node, "form"),
            citing.cell(names_of(one.organs)),
        )
        for one in found.decisions
    )  # fmt: skip
    return Section("问责决定", header, rows, "照决定原文所载。")


def _plain(text: str | None) -> Cell:
    """A cell that may be empty without anything missing."""
    return (Line(text),) if text else ()


def _days(days: tuple[int, int] | None) -> str:
    if days is None:
        return ""
    return f"{days[0]} 日" if days[0] == days[1] else f"{days[0]} 至 {days[1]} 日"
