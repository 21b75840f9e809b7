"""The ledger of talks and home visits: who talked with whom is who was in which post that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from examples.prefecture.careers import LAST, Tenure
from examples.prefecture.inquiries import Inquiry
from examples.prefecture.jobs import chief
from examples.prefecture.names import NameMaker
from examples.prefecture.notation import post_name
from examples.prefecture.places import COUNTIES, PREFECTURE, Place
from examples.prefecture.sheets import Table
from examples.prefecture.tenures import Service
from examples.prefecture.units import (
    CITY_DEPARTMENTS,
    COUNTY_BUREAUS,
    STATIONED,
    Body,
    committee,
    discipline,
    government,
    party_department,
    stationed,
)
from examples.prefecture.wording import KIN, MATTERS, PLACES, STATEMENTS, VISITS

HEADER = (
    "序号", "谈话时间", "地点", "谈话类型", "谈话人", "谈话人编号", "谈话人单位及职务", "谈话对象",
    "谈话对象编号", "对象单位及职务", "委托机关", "批准人", "受托谈话人", "受托谈话人编号",
    "陪同人",
    "陪同人编号", "记录人", "记录人编号", "谈话事由", "主要内容", "本人表态", "发现问题",
    "整改措施",
    "整改时限", "完成情况", "录入日期", "附件",
)  # fmt: skip
VISIT_HEADER = (*HEADER, "在场家属称谓", "在场家属", "家庭反映", "回访")
YEARS = range(2018, 2024)
BACK_FILLED = ("桐陵县", 2021, date(2021, 12, 28))
"""A county all of whose talks of a year were entered on one day."""
MISSED = ("荻浦县", 2022)
"""A county whose secretary has no talk of any kind by the secretary above in a year."""
WRONG_TALKER = (("棠川县", 2021), ("泠溪县", 2020), ("柘阳县", 2023))
"""Where the deputy secretary talked in the place of the secretary."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk; for an entrusted one `talker` is the delegate and `principal` the organ."""

    day: date
    kind: str
    talker: Tenure
    subject: Tenure
    principal: str = ""
    approver: str = ""
    companion: Tenure | None = None
    noted_by: Tenure | None = None
    entered: date | None = None
    intended: str = ""
    matter: str = ""


class Ledger:
    """Draws talks of every kind."""

    def __init__(
        self, random: Random, service: Service, bodies: dict[str, Body], places: list[Place],
        names: NameMaker,
    ) -> None:  # fmt: skip
        self._random, self._service, self._bodies = random, service, bodies
        self._places, self._names = places, names
        self._seats = {(s.body, s.title): s for s in service.by_seat}
        self.talks: list[Talk] = []
        self.visits: list[Talk] = []

    def draw(self, inquiries: list[Inquiry]) -> None:
        """Draws all talks, in order of time."""
        for year in YEARS:
            self._secretaries(year)
            self._discipline(year)
            self._departments(year)
            self._within_counties(year)
        self._before_office()
        self._entrusted()
        for inquiry in inquiries:
            self._of_inquiry(inquiry)
        self.talks.sort(key=lambda t: (t.day, t.subject.person.id, t.kind))
        self.visits.sort(key=lambda t: (t.day, t.subject.person.id))

    def _holder(self, body: str, title: str, day: date) -> Tenure | None:
        seat = self._seats.get((body, title))
        return self._service.holder(seat, day) if seat else None

    def _day(self, year: int, first: int = 1, last: int = 12) -> date:
        while True:
            month = self._random.randint(first, last)
            day = date(year, month, self._random.randint(1, 28))
            if day.weekday() < 5:
                return day

    def _add(
        self, day: date, kind: str, talker: Tenure | None, subject: Tenure | None,
        *, companion: Tenure | None = None, entered: date | None = None,
    ) -> None:  # fmt: skip
        """Adds a talk, if both were in their posts; what did not happen leaves no record."""
        if talker and subject and talker.person is not subject.person:
            clerk = self._clerk(talker, day)
            self.talks.append(
                Talk(day, kind, talker, subject, companion=companion, noted_by=clerk,
                     entered=entered, matter=self._random.choice(MATTERS[kind]))
            )  # fmt: skip

    def _clerk(self, talker: Tenure, day: date) -> Tenure | None:
        """Somebody of the office who takes notes."""
        body = talker.seat.body
        if self._bodies[body].kind == "纪委":
            return self._holder(body, "常委", day)
        code = self._bodies[body].code
        place = next(p.full for p in self._places if p.code == code)
        return self._holder(party_department(place, "办公室"), "副主任", day)

    def _secretaries(self, year: int) -> None:
        party = committee(PREFECTURE)
        for county in COUNTIES:
            day = self._day(year)
            subject = self._holder(committee(county), "书记", day)
            if (county, year) in WRONG_TALKER:
                self._add(day, "例行廉政谈话", self._holder(party, "专职副书记", day), subject)
            elif (county, year) != MISSED and self._random.random() < 0.85:
                self._add(day, "例行廉政谈话", self._holder(party, "书记", day), subject)

    def _discipline(self, year: int) -> None:
        organ = discipline(PREFECTURE)
        for county in COUNTIES:
            day = self._day(year)
            talker = self._holder(organ, "书记", day)
            deputy = self._holder(organ, "副书记", day)
            if year >= 2021 and self._random.random() < 0.7:
                subject = self._holder(committee(county), "书记", day)
                self._add(day, "政治监督谈话", talker, subject, companion=deputy)
            day = self._day(year)
            talker = self._holder(organ, "书记", day)
            subject = self._holder(discipline(county), "书记", day)
            if self._random.random() < 0.5:
                self._add(day, "纪委书记谈话", talker, subject)
        day = self._day(year, 1, 2)
        for county in self._random.sample(list(COUNTIES), 2):
            subject = self._holder(committee(county), "书记", day)
            self._add(day, "述责述廉述德", self._holder(organ, "书记", day), subject)

    def _departments(self, year: int) -> None:
        party, ruling = committee(PREFECTURE), government(PREFECTURE)
        for department in self._random.sample(CITY_DEPARTMENTS, 9):
            unit = PREFECTURE + department
            title = "主任" if department.endswith("委员会") else "局长"
            day = self._day(year)
            subject = self._holder(unit, title, day)
            kind = self._random.choice(("谈心谈话", "例行廉政谈话", "专题谈话", "其他谈话"))
            if self._random.random() < 0.55:
                self._add(day, kind, self._holder(party, "书记", day), subject)
            else:
                talker = self._holder(ruling, "常务副市长", day)
                self._add(day, "提醒谈话", talker, subject)

    def _within_counties(self, year: int) -> None:
        if year < 2020:
            return
        for place in self._places:
            if place.level != "乡级":
                continue
            county = next(c for c, code in COUNTIES.items() if code == place.parent)
            if (county, year) == BACK_FILLED[:2] or self._random.random() < 0.3:
                day = self._day(year)
                kind = self._random.choice(("例行廉政谈话", "提醒谈话", "批评教育", "专题谈话"))
                entered = BACK_FILLED[2] if (county, year) == BACK_FILLED[:2] else None
                self._add(day, kind, self._holder(committee(county), "书记", day),
                          self._holder(committee(place.full), "书记", day),
                          entered=entered)  # fmt: skip
        for county in COUNTIES:
            bureau = county + self._random.choice(COUNTY_BUREAUS[:4])
            day = self._day(year)
            talker = self._holder(committee(county), "书记", day)
            subject = self._holder(bureau, "局长", day)
            entered = BACK_FILLED[2] if (county, year) == BACK_FILLED[:2] else None
            self._add(day, "专题谈话", talker, subject, entered=entered)
            self._visit(day, talker, subject)

    def _visit(self, day: date, talker: Tenure | None, subject: Tenure | None) -> None:
        if talker and subject and talker.person is not subject.person:
            day = day + timedelta(days=self._random.randint(1, 3))
            if talker.on(day) and subject.on(day) and day <= LAST:
                self.visits.append(
                    Talk(day, "廉政家访", talker, subject, noted_by=self._clerk(talker, day),
                         matter=self._random.choice(MATTERS["廉政家访"]))
                )  # fmt: skip

    def _before_office(self) -> None:
        """Talks before somebody takes office, by the head of the organization department."""
        body = party_department(PREFECTURE, "组织部")
        starts = [
            t for t in self._service.tenures
            if t.level == 5 and t.main and t.seat.head_of and t.start.year in YEARS
            and t.nature != "主持工作" and self._bodies[t.seat.body].code.startswith("9901")
        ]  # fmt: skip
        for tenure in self._random.sample(starts, min(55, len(starts))):
            day = tenure.start - timedelta(days=self._random.randint(1, 4))
            talker = self._holder(body, "部长", day)
            if talker and talker.person is not tenure.person:
                self.talks.append(
                    Talk(day, "任前谈话", talker, tenure,
                    noted_by=self._holder(body, "副部长", day),
                         intended="拟任", matter=self._random.choice(MATTERS["任前谈话"]))
                )  # fmt: skip

    def _entrusted(self) -> None:
        """Entrusted talks: the organ is the principal, its secretary approves."""
        organ, party = discipline(PREFECTURE), committee(PREFECTURE)
        for _ in range(22):
            host = self._random.choice(STATIONED)[0]
            day = self._day(self._random.choice(YEARS[2:]))
            title = "副主任" if host.endswith("委员会") else "副局长"
            self._entrust(day, organ, self._holder(stationed(host), "组长", day),
                          self._holder(PREFECTURE + host, title, day))  # fmt: skip
        for _ in range(20):
            county = self._random.choice(list(COUNTIES))
            day = self._day(self._random.choice(YEARS[2:]))
            secretary = self._holder(committee(county), "书记", day)
            deputy = self._holder(government(county), f"常务副{chief(county)}", day)
            self._entrust(day, party, secretary, deputy)

    def _entrust(
        self, day: date, organ: str, delegate: Tenure | None, subject: Tenure | None
    ) -> None:
        approver = self._holder(organ, "书记", day)
        if approver and delegate and subject and delegate.person is not subject.person:
            self.talks.append(
                Talk(day, "委托谈话", delegate, subject, organ, approver.person.name,
                     matter=self._random.choice(MATTERS["委托谈话"]))
            )  # fmt: skip

    def _of_inquiry(self, inquiry: Inquiry) -> None:
        organ = inquiry.organ
        for kind, day in inquiry.talks:
            talker = self._holder(organ, "副书记", day)
            noted = self._holder(organ, "常委", day)
            if talker and talker.person is not inquiry.subject.person:
                self.talks.append(
                    Talk(day, kind, talker, inquiry.subject, noted_by=noted,
                         intended="" if inquiry.subject.on(day) else "原",
                         matter=f"{inquiry.number}号线索：{inquiry.matter}")
                )  # fmt: skip

    def tables(self) -> list[Table]:
        title = "谈话台账（2018—2023年）"
        talks = Table("谈话台账.xlsx", HEADER, sheet="谈话台账", titles=(title,))
        visits = Table("谈话台账.xlsx", VISIT_HEADER, sheet="廉政家访", titles=("廉政家访登记表",))
        count: dict[int, int] = {}
        for talk in self.talks:
            count[talk.day.year] = number = count.get(talk.day.year, 0) + 1
            talks.add(序号=f"{talk.day.year}-{number:04}", **self._cells(talk))
        count = {}
        for talk in self.visits:
            count[talk.day.year] = number = count.get(talk.day.year, 0) + 1
            sex = talk.subject.person.sex
            kin = self._random.choice(KIN[sex])
            surname = talk.subject.person.name[0] if kin in ("子", "女", "父") else ""
            visits.add(
                序号=f"访{talk.day.year}-{number:03}", **self._cells(talk), 在场家属称谓=kin,
                在场家属=self._names.relative(surname, "男" if kin in ("夫", "子", "父")
                else "女"), 家庭反映=self._random.choice(VISITS),
                回访=self._random.choice(("", "", "三个月后电话回访，情况正常")),
            )  # fmt: skip
        return [talks, visits]

    def _cells(self, talk: Talk) -> dict[str, str | date]:
        r = self._random
        entrusted = talk.kind == "委托谈话"
        talker, subject = talk.talker, talk.subject
        found = talk.kind in ("提醒谈话", "批评教育", "诫勉", "谈话提醒", "委托谈话", "专题谈话")
        due = talk.day + timedelta(days=r.choice((30, 60, 90)))
        as_text = r.random() < 0.2
        talker_text = post_name(talker.seat, self._bodies[talker.seat.body])
        subject_text = post_name(subject.seat, self._bodies[subject.seat.body])
        as_written = f"{talk.day.year}.{talk.day.month}.{talk.day.day}" if as_text else talk.day
        cells: dict[str, str | date] = {
            "谈话时间": as_written,
            "地点": "家中" if talk.kind == "廉政家访" else r.choice(PLACES), "谈话类型": talk.kind,
            "谈话对象": subject.person.name, "谈话对象编号": subject.person.id,
            "对象单位及职务": talk.intended + subject_text,
            "谈话事由": talk.matter, "主要内容": r.choice(MATTERS["内容"]),
            "本人表态": r.choice(STATEMENTS),
            "录入日期": talk.entered or talk.day + timedelta(days=r.randint(0, 15)),
            "附件": f"谈话记录{talk.day:%Y%m%d}.pdf" if r.random() < 0.7 else "",
        }  # fmt: skip
        if entrusted:
            cells |= {"委托机关": talk.principal, "批准人": talk.approver}
            cells |= {"受托谈话人": talker.person.name, "受托谈话人编号": talker.person.id}
        else:
            cells |= {"谈话人": talker.person.name, "谈话人编号": talker.person.id,
                      "谈话人单位及职务": talker_text}  # fmt: skip
        for role, tenure in (("陪同人", talk.companion), ("记录人", talk.noted_by)):
            if tenure and tenure.person not in (talker.person, subject.person):
                cells |= {role: tenure.person.name, f"{role}编号": tenure.person.id}
        if found and r.random() < 0.6:
            cells |= {"发现问题": r.choice(MATTERS["问题"]), "整改措施": r.choice(MATTERS["整改"]),
                      "整改时限": due, "完成情况": r.choice(("已完成", "正在整改",
                      ""))}  # fmt: skip
        return cells
