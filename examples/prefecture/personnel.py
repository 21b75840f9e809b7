"""Roster, records of tenures, appointment notices and vacancies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from examples.prefecture.careers import FIRST, LAST, Person, Tenure
from examples.prefecture.jobs import RANKS
from examples.prefecture.notation import COARSE, coarser, pick_form, written
from examples.prefecture.places import PREFECTURE
from examples.prefecture.registers import SHEETS, manager, sheet_of
from examples.prefecture.sheets import Cell, Table
from examples.prefecture.story import told_names
from examples.prefecture.tenures import Service
from examples.prefecture.units import Body, committee, discipline, government

DAY = LAST
ROSTER_HEADER = (
    "序号", "姓名", "性别", "民族", "出生年月", "籍贯", "参加工作", "入党", "学历", "单位",
    "职务", "职级",
    "任现职时间", "任职性质", "兼任", "任免文号", "分管", "管理权限", "身份编号", "截至日期",
)  # fmt: skip
ROSTER_SAYS = {
    ("程望舒", "书记"): date(2020, 7, 10),
    ("龚书棠", "书记"): date(2019, 3, 28),
}
"""What the roster says about the start of two, a month after the records."""
NOTICE_SAYS = {("莫曼漪", "局长"): date(2022, 5, 1)}
"""What the notices say, a month after roster and records."""
_UNKNOWN_ENDS = 0.015
_RANKS_ONLY = {5: "二级调研员", 4: "四级调研员", 3: "一级主任科员", 2: "三级主任科员"}
_SILENT = {(government(PREFECTURE), "市长"), (government("棠川县"), "县长")}
"""Posts whose gaps no source tells of."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A tenure as the records write it."""

    tenure: Tenure
    form: str
    end_known: bool
    paper: str


class Personnel:
    """Writes all that the organization departments keep."""

    def __init__(self, random: Random, service: Service, bodies: dict[str, Body]) -> None:
        self._random, self._service, self._bodies = random, service, bodies
        self._told = told_names()
        self._papers = self._number_papers()
        self.recorded = [self._record(t) for t in service.tenures]

    def _paper_key(self, tenure: Tenure) -> tuple[str, date]:
        code = self._bodies[tenure.seat.body].code
        return manager(tenure.level, code).removeprefix("中共")[0], tenure.start

    def _number_papers(self) -> dict[tuple[str, date], str]:
        keys = sorted({self._paper_key(t) for t in self._service.tenures})
        numbers: dict[tuple[str, date], str] = {}
        count: dict[tuple[str, int], int] = {}
        for issuer, day in keys:
            place = (issuer, day.year)
            count[place] = count.get(place, 0) + 1
            numbers[issuer, day] = f"{issuer}委干〔{day.year}〕{count[place]}号"
        return numbers

    def _record(self, tenure: Tenure) -> Recorded:
        told = tenure.person.name in self._told
        form = pick_form(self._random, bool(tenure.seat.head_of))
        whole = tenure.last is not None and (tenure.last + timedelta(days=1)).day == 1
        # With the last day of a month, "in office up to that month" would say something else.
        if form in COARSE and (told or whole):
            form = "real"
        known = self._random.random() >= _UNKNOWN_ENDS or told
        if tenure.person.name == "秦望川":
            known = False
        return Recorded(
            tenure, form, known or tenure.last is None, self._papers[self._paper_key(tenure)]
        )

    def records(self) -> Table:
        table = Table(
            "任职记录.xlsx",
            (
                "身份编号",
                "姓名",
                "单位",
                "职务",
                "任职性质",
                "兼任",
                "起",
                "止",
                "任免文号",
                "截至日期",
            ),
            sheet="任职记录",
            titles=("澜陵市领导干部任职记录", "截至2023年12月31日；“止”为在任的最后一日（月）"),
        )
        for entry in self.recorded:
            t = entry.tenure
            end: Cell = "至今"
            if t.last is not None:
                end = written(t.last, entry.form) if entry.end_known else ""
            table.add(
                身份编号=t.person.id, 姓名=t.person.name, 单位=t.seat.body, 职务=t.seat.title,
                任职性质=t.nature, 兼任="是" if t.concurrent else "",
                起=written(t.start, entry.form),
                止=end, 任免文号=entry.paper, 截至日期=DAY,
            )  # fmt: skip
        return table

    def roster(self, charges: dict[tuple[str, str], list[str]]) -> list[Table]:
        tables = {
            name: Table(
                "干部名册_2023.xlsx", ROSTER_HEADER, sheet=name, merged=("单位",),
                titles=(f"{PREFECTURE}干部名册（{name}）",
                "截至2023年12月31日　　填表单位：市委组织部"),
            )
            for name in SHEETS
        }  # fmt: skip
        order = {name: at for at, name in enumerate(self._bodies)}
        seats = {seat: at for at, seat in enumerate(self._service.by_seat)}
        current = [e for e in self.recorded if e.tenure.last is None]
        current.sort(key=lambda e: (order[e.tenure.seat.body], not e.tenure.seat.head_of,
                                    seats[e.tenure.seat], e.tenure.person.id))  # fmt: skip
        levels: dict[str, int] = {}
        for entry in current:
            held = entry.tenure
            levels[held.person.id] = max(held.level, levels.get(held.person.id, 1))
        for entry in current:
            self._roster_row(tables, entry, levels[entry.tenure.person.id], charges)
        for person, last in self._rank_only():
            self._add(tables, person, last, 单位=last.seat.body, 职级=_RANKS_ONLY[last.level])
        return list(tables.values())

    def _roster_row(
        self,
        tables: dict[str, Table],
        entry: Recorded,
        level: int,
        charges: dict[tuple[str, str], list[str]],
    ) -> None:
        """A person's rank is that of the highest of the posts, so it is the same in all rows."""
        t = replace(entry.tenure, level=level)
        since: Cell = written(t.start, entry.form)
        other = ROSTER_SAYS.get((t.person.name, t.seat.title))
        if other and t.seat.head_of:
            since = other
        elif t.person.name not in self._told and self._random.random() < 0.3:
            since = written(t.start, coarser(entry.form))
        self._add(
            tables, t.person, t, 单位=t.seat.body, 职务=t.seat.title, 职级=RANKS[t.level],
            任现职时间=since, 任职性质="" if t.nature == "正式" else t.nature,
            兼任="是" if t.concurrent else "", 任免文号=entry.paper,
            分管="、".join(charges.get((t.seat.body, t.seat.title), ())),
        )  # fmt: skip

    def _add(self, tables: dict[str, Table], person: Person, tenure: Tenure, **cells: Cell) -> None:
        code = self._bodies[tenure.seat.body].code
        table = tables[sheet_of(code)]
        party = "{}.{:02}".format(*person.party) if person.party else ""
        table.add(
            序号=len(table.rows) + 1, 姓名=person.name, 性别=person.sex, 民族=person.ethnicity,
            出生年月="{}.{:02}".format(*person.birth), 籍贯=person.native,
            参加工作="{}年{}月".format(*person.work), 入党=party, 学历=person.education,
            管理权限=manager(tenure.level, code), 身份编号=person.id, 截至日期=DAY, **cells,
        )  # fmt: skip

    def _rank_only(self) -> list[tuple[Person, Tenure]]:
        """Six people who left their last post not long ago and kept a rank."""
        last: dict[str, Tenure] = {}
        for tenure in self._service.tenures:
            if tenure.main or tenure.person.id not in last:
                last[tenure.person.id] = tenure
        now = {t.person.id for t in self._service.tenures if t.last is None}
        found = [
            (t.person, t) for id_, t in last.items()
            if id_ not in now and t.last and t.last >= date(2023, 2, 1) and t.level in _RANKS_ONLY
            and DAY.year - t.person.birth[0] < 59 and t.person.name not in self._told
        ]  # fmt: skip
        return found[:6]

    def notices(self) -> Table:
        """Appointments and removals of heads, with the days that count."""
        table = Table(
            "任免通知.csv",
            (
                "文号",
                "发文日期",
                "姓名",
                "身份编号",
                "任免",
                "单位",
                "职务",
                "任职性质",
                "生效日期",
                "备注",
            ),
            encoding="gb18030",
        )
        rows: list[tuple[date, Recorded, str]] = []
        for entry in self.recorded:
            t = entry.tenure
            if t.level < 5 or not (t.seat.head_of or t.nature == "挂职" or t.concurrent):
                continue
            if t.start >= FIRST:
                rows.append((t.start, entry, "任"))
            if t.last is not None and entry.end_known and not self._confirmed(t):
                rows.append((t.last + timedelta(days=1), entry, "免"))
        for day, entry, what in sorted(rows, key=lambda r: (r[0], r[1].tenure.person.id, r[2])):
            t = entry.tenure
            told = NOTICE_SAYS.get((t.person.name, t.seat.title)) if what == "任" else None
            table.add(
                文号=self._papers.get((self._paper_key(t)[0], day), ""),
                发文日期=day.isoformat(), 姓名=t.person.name, 身份编号=t.person.id, 任免=what,
                单位=t.seat.body, 职务=t.seat.title, 任职性质=t.nature,
                生效日期=(told or day).isoformat(),
            )  # fmt: skip
        return table

    def _confirmed(self, tenure: Tenure) -> bool:
        """Whether the person stays in the post in another nature: nobody is removed then."""
        following = self._service.by_seat[tenure.seat]
        return any(
            t.person is tenure.person and t.start - timedelta(days=1) == tenure.last
            for t in following
        )

    def vacancies(self) -> Table:
        table = Table(
            "空缺情况.xlsx", ("单位", "职务", "空缺起", "空缺止", "情况说明", "填报日期"),
            sheet="空缺情况", titles=("领导职务空缺情况统计表",),
        )  # fmt: skip
        for body, title, start, last in self.gaps():
            told = (body, title) in {
                (committee(PREFECTURE), "书记"), (discipline("泠溪县"), "书记"),
            }  # fmt: skip
            if not told and self._random.random() < 0.8:
                continue
            table.add(
                单位=body, 职务=title, 空缺起=start, 空缺止=last,
                情况说明="原任职同志已调离，新任人选正在酝酿" if last else "尚未配备", 填报日期=DAY,
            )  # fmt: skip
        return table

    def gaps(self) -> list[tuple[str, str, date, date | None]]:
        """Known gaps of at least a month in head posts: first day, last day (None: still open)."""
        unsure = {e.tenure.seat for e in self.recorded if not e.end_known}
        found = []
        for seat, tenures in self._service.by_seat.items():
            if not seat.head_of or seat in unsure or (seat.body, seat.title) in _SILENT:
                continue
            for left, came in zip(tenures, [*tenures[1:], None], strict=True):
                last = came.start - timedelta(days=1) if came else None
                if left.last is None or (came is None and self._bodies[seat.body].until):
                    continue
                start = left.last + timedelta(days=1)
                if start >= FIRST and ((last or LAST) - start).days >= 30:
                    found.append((seat.body, seat.title, start, last))
        return sorted(found, key=lambda gap: (gap[2], gap[0], gap[1]))
