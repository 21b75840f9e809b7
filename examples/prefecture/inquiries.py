"""Clues and the cases that came of some of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from examples.prefecture.careers import LAST, Tenure
from examples.prefecture.jobs import RANKS
from examples.prefecture.notation import post_name
from examples.prefecture.places import COUNTIES, PREFECTURE, PROVINCE
from examples.prefecture.registers import sheet_of
from examples.prefecture.sheets import Table
from examples.prefecture.story import told_names
from examples.prefecture.tenures import Service
from examples.prefecture.units import Body, committee, court, discipline, procuratorate, supervision
from examples.prefecture.wording import CLUE_MATTERS, CLUE_ORIGINS, CRIMES, OUTCOMES

CLUES, CASES = 60, 30
CLUE_HEADER = (
    "编号", "来源", "收到日期", "受理机关", "反映人", "被反映人", "被反映人编号", "被反映单位",
    "单位职务",
    "反映问题", "处置方式", "承办", "审批", "时限",
    *(f"移交{n}{what}" for n in (1, 2, 3) for what in ("移出机关", "机关", "日期")), "结果",
    "案件编号",
)  # fmt: skip
_STAGES = ("受理", "初步核实", "立案", "留置", "审查调查", "审理", "党纪处分", "政务处分",
           "移送审查起诉", "提起公诉", "判决")  # fmt: skip
CASE_HEADER = (
    "案件编号", "案名", "姓名", "身份编号", "单位", "职务", "职级", "涉及问题", "行为期间起",
    "行为期间止",
    "发生地代码", "发生单位", "线索编号",
    *(
        column
        for stage in _STAGES
        for column in (f"{stage}日期", f"{stage}机关",
                       *((stage,) if stage in ("党纪处分", "政务处分") else ()))
    ),
    "罪名", "刑期", "罚金", "形态", "形态认定机关", "形态认定依据", "撤销案件日期", "归档日期",
    "通报日期",
)  # fmt: skip


@dataclass(slots=True)
class Inquiry:
    """A clue about somebody, and the case if one was filed on `filed`."""

    number: str
    subject: Tenure
    received: date
    organ: str
    """The discipline organ that manages people of this level."""
    place: str
    matter: str
    disposal: str
    filed: date | None = None
    case: str = ""
    form: str = ""
    talks: list[tuple[str, date]] = field(default_factory=list)
    received_by: str = ""
    moves: tuple[tuple[str, str, date], ...] = ()
    """Sender, receiver and day of each time that the clue was passed on."""

    @property
    def arrived(self) -> date:
        """When the organ that handles the clue had it."""
        return self.moves[-1][2] if self.moves else self.received


def inquiries(random: Random, service: Service, bodies: dict[str, Body]) -> list[Inquiry]:
    """The clues in order of receipt; those with a case are about people who left their post."""
    told = told_names()
    ours = [
        t for t in service.tenures
        if t.main and 2 <= t.level <= 5 and bodies[t.seat.body].code.startswith("9901")
        and t.person.name not in told and t.nature == "正式" and t.seat.title != "组长"
        and bodies[t.seat.body].kind not in ("纪委", "监委")
    ]  # fmt: skip
    latest = {t.person.id: t for t in ours}
    ended = [
        t for t in latest.values()
        if t.last and date(2018, 6, 1) <= t.last <= date(2023, 6, 1)
        and t.last.year - t.person.birth[0] < 58 and (t.last - t.start).days > 420
        and all(o.last and o.last <= t.last for o in service.tenures if o.person is t.person)
    ]  # fmt: skip
    seniors = sorted((t for t in ended if t.level >= 4), key=lambda t: t.person.id)
    others = sorted((t for t in ended if t.level < 4), key=lambda t: t.person.id)
    chosen = random.sample(seniors, min(8, len(seniors)))
    chosen += random.sample(others, CASES - len(chosen))
    staying = [t for t in ours if t.last is None and t.start < date(2021, 1, 1)]
    found = [_with_case(random, t, bodies) for t in chosen]
    found += [_without_case(random, t, bodies) for t in random.sample(staying, CLUES - CASES)]
    found.sort(key=lambda i: (i.received, i.subject.person.id))
    _number(found)
    for at, inquiry in enumerate(found):
        _route(random, inquiry, at)
    return found


def _number(found: list[Inquiry]) -> None:
    count: dict[tuple[str, int], int] = {}
    for inquiry in found:
        days = [("线", inquiry.received)] + ([("案", inquiry.filed)] if inquiry.filed else [])
        for mark, day in days:
            count[mark, day.year] = number = count.get((mark, day.year), 0) + 1
            text = f"{mark}{day.year}-{number:03}"
            if mark == "线":
                inquiry.number = text
            else:
                inquiry.case = text


def _organ(tenure: Tenure, bodies: dict[str, Body]) -> tuple[str, str]:
    """The organ by the right to manage cadres, and its place."""
    place = sheet_of(bodies[tenure.seat.body].code)
    place = place if place in COUNTIES and tenure.level < 4 else PREFECTURE
    return discipline(place), place


def _with_case(random: Random, tenure: Tenure, bodies: dict[str, Body]) -> Inquiry:
    assert tenure.last is not None
    organ, place = _organ(tenure, bodies)
    filed = tenure.last + timedelta(days=1)
    form = random.choices(tuple(OUTCOMES), (9, 8, 13))[0]
    received = filed - timedelta(days=random.randint(120, 330))
    inquiry = Inquiry("", tenure, received, organ, place, random.choice(CLUE_MATTERS), "初步核实",
                      filed, form=form)  # fmt: skip
    inquiry.talks.append(("初核谈话", filed - timedelta(days=random.randint(10, 60))))
    inquiry.talks.append(("审查调查谈话", filed + timedelta(days=random.randint(3, 60))))
    return inquiry


def _without_case(random: Random, tenure: Tenure, bodies: dict[str, Body]) -> Inquiry:
    organ, place = _organ(tenure, bodies)
    first = max(tenure.start, date(2018, 3, 1))
    received = first + timedelta(days=random.randint(10, (date(2023, 9, 1) - first).days))
    disposal = random.choice(("谈话函询", "谈话函询", "予以了结", "暂存待查"))
    inquiry = Inquiry("", tenure, received, organ, place, random.choice(CLUE_MATTERS), disposal)
    after = received + timedelta(days=random.randint(20, 70))
    if disposal == "谈话函询":
        inquiry.talks.append(("谈话函询", after))
        follow = random.choice(("", "谈话提醒", "诫勉"))
        if follow:
            inquiry.talks.append((follow, after + timedelta(days=random.randint(10, 40))))
    return inquiry


def _head(service: Service, body: str, day: date) -> str:
    for seat in service.by_seat:
        if seat.body == body and seat.title == "书记":
            holder = service.holder(seat, day)
            return holder.person.name if holder else ""
    raise LookupError(body)


def clue_table(
    random: Random, found: list[Inquiry], service: Service, bodies: dict[str, Body]
) -> Table:
    table = Table("问题线索.xlsx", CLUE_HEADER, sheet="问题线索", titles=("问题线索管理台账",))
    for at, inquiry in enumerate(found):
        cells: dict[str, str | date] = {}
        for n, (sender, receiver, day) in enumerate(inquiry.moves, 1):
            cells |= {f"移交{n}移出机关": sender, f"移交{n}机关": receiver, f"移交{n}日期": day}
        body = inquiry.subject.seat.body
        about_body = inquiry.disposal == "予以了结" and at % 3 == 0
        person = inquiry.subject.person
        result = "转立案" if inquiry.case else {
            "谈话函询": "予以采信了结", "暂存待查": "", "予以了结": "反映失实，予以了结",
        }[inquiry.disposal]  # fmt: skip
        table.add(
            编号=inquiry.number, 来源=random.choice(CLUE_ORIGINS), 收到日期=inquiry.received,
            受理机关=inquiry.received_by, 反映人=random.choice(("匿名", "匿名",
            "实名（信息另存）")),
            被反映人="" if about_body else person.name, 被反映人编号="" if about_body
            else person.id,
            被反映单位=body if about_body else "",
            单位职务="" if about_body else post_name(inquiry.subject.seat, bodies[body]),
            反映问题=inquiry.matter, 处置方式=inquiry.disposal, 承办=inquiry.organ,
            审批=_head(service, inquiry.organ, inquiry.received),
            时限=inquiry.received + timedelta(days=60), 结果=result, 案件编号=inquiry.case, **cells,
        )  # fmt: skip
    return table


def _route(random: Random, inquiry: Inquiry, at: int) -> None:
    """Who received the clue first, and how it got to the organ that handles it."""
    before = (
        (),
        (discipline(PROVINCE),),
        (committee(inquiry.place),),
        (discipline(PROVINCE), committee(PREFECTURE)),
        (committee(PROVINCE), discipline(PROVINCE), supervision(PREFECTURE)),
    )[at % 5]
    stops = (*before, inquiry.organ)
    day = inquiry.received
    moves = []
    for sender, receiver in pairwise(stops):
        day += timedelta(days=random.randint(2, 6))
        moves.append((sender, receiver, day))
    inquiry.received_by, inquiry.moves = stops[0], tuple(moves)


def case_table(random: Random, found: list[Inquiry], bodies: dict[str, Body]) -> Table:
    table = Table("案件.xlsx", CASE_HEADER, sheet="案件", titles=("审查调查案件台账",))
    filed = [i for i in found if i.filed]
    for at, inquiry in enumerate(sorted(filed, key=lambda i: i.case)):
        withdrawn = at == 11
        table.add(**_case_cells(random, inquiry, bodies, withdrawn))
    return table


def _case_cells(
    random: Random, inquiry: Inquiry, bodies: dict[str, Body], withdrawn: bool
) -> dict[str, str | date]:
    filed = inquiry.filed
    assert filed is not None
    watch = supervision(inquiry.place)
    stages: list[tuple[str, date, str, str]] = [
        ("受理", inquiry.arrived, inquiry.organ, ""),
        ("初步核实", inquiry.arrived + timedelta(days=random.randint(10, 40)), inquiry.organ, ""),
        ("立案", filed, inquiry.organ, ""),
    ]
    day = filed
    serious = inquiry.form == "第四种形态" and not withdrawn
    if serious:
        stages.append(("留置", filed + timedelta(days=1), watch, ""))
    stages.append(("审查调查", filed + timedelta(days=5), inquiry.organ, ""))
    party, office = OUTCOMES[inquiry.form]
    if not withdrawn:
        day += timedelta(days=random.randint(80, 150))
        stages.append(("审理", day, inquiry.organ, ""))
        day += timedelta(days=random.randint(15, 30))
        stages.append(("党纪处分", day, inquiry.organ, party))
        if office:
            stages.append(("政务处分", day, watch, office))
    if serious:
        prosecutor = procuratorate(inquiry.place)
        stages.append(("移送审查起诉", day + timedelta(days=3), watch, ""))
        stages.append(("提起公诉", day + timedelta(days=random.randint(50, 80)), prosecutor, ""))
        day += timedelta(days=random.randint(140, 240))
        stages.append(("判决", day, court(inquiry.place), ""))
    cells: dict[str, str | date] = {}
    for stage, on, organ, outcome in stages:
        if on <= LAST:
            cells |= {f"{stage}日期": on, f"{stage}机关": organ}
            if outcome:
                cells[stage] = outcome
    return cells | _case_frame(random, inquiry, bodies, withdrawn, day)


def _case_frame(
    random: Random, inquiry: Inquiry, bodies: dict[str, Body], withdrawn: bool, ended: date
) -> dict[str, str | date]:
    """What a case says beside its stages; `ended` is the day of the last stage."""
    t, filed = inquiry.subject, inquiry.filed
    assert filed is not None
    body = bodies[t.seat.body]
    over = ended <= LAST and not withdrawn
    cells: dict[str, str | date] = {
        "案件编号": inquiry.case, "案名": f"{t.person.name}案", "姓名": t.person.name,
        "身份编号": t.person.id, "单位": t.seat.body, "职务": t.seat.title, "职级": RANKS[t.level],
        "涉及问题": inquiry.matter, "行为期间起": f"{t.start.year}年{t.start.month}月",
        "行为期间止": f"{inquiry.received.year}年{inquiry.received.month}月",
        "发生地代码": body.code, "发生单位": t.seat.body, "线索编号": inquiry.number,
    }  # fmt: skip
    if withdrawn:
        return cells | {"撤销案件日期": filed + timedelta(days=95)}
    if over:
        cells |= {
            "形态": inquiry.form, "形态认定机关": inquiry.organ,
            "形态认定依据": f"审理报告（{inquiry.case}）", "归档日期": ended + timedelta(days=30),
            "通报日期": ended + timedelta(days=random.randint(5, 25)),
        }  # fmt: skip
        if inquiry.form == "第四种形态":
            cells |= {"罪名": random.choice(CRIMES), "刑期": f"有期徒刑{random.randint(2, 9)}年",
                      "罚金": f"{random.randint(1, 9) * 10}万元"}  # fmt: skip
    return cells
