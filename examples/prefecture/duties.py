"""Ledgers of supervision beside talks, clues and cases: reports, lists, measures, meetings.

They are drawn from a source of chance of their own, so that nothing else moves when they change.
Gaps are left on purpose: some reports, checks, measures and talks have no record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from examples.prefecture.careers import LAST, Tenure
from examples.prefecture.follow_up import (
    Gap,
    after_cases,
    campaigns,
    reported_later,
    touched_items,
    unfilled,
)
from examples.prefecture.inquiries import CLUE_HEADER
from examples.prefecture.notation import post_name
from examples.prefecture.places import COUNTIES, PREFECTURE
from examples.prefecture.sheets import Cell, Table
from examples.prefecture.talks import HEADER, MISSED
from examples.prefecture.tenures import Service
from examples.prefecture.units import Body, committee, discipline

YEARS = range(2019, 2024)
FIELD_COUNTIES = tuple(COUNTIES)[:4]
"""Counties in which the two campaigns of 2022 mark a problem field."""
ITEMS = (
    ("权力清单", "决策权", "干部", "干部任免动议", "按规定程序提出", "不得临时动议"),
    ("权力清单", "决策权", "财政", "大额资金使用", "集体研究后批准", "不得个人审批"),
    ("权力清单", "执行权", "工程", "重点工程推进", "督促按计划实施", "不得指定承建方"),
    ("权力清单", "监督权", "廉政", "班子成员谈话", "发现苗头及时提醒", "不得以会代谈"),
    ("负面清单", "决策权", "土地", "土地出让", "不得干预底价", "一律回避"),
    ("负面清单", "执行权", "采购", "粮食购销", "不得打招呼", "一律登记"),
)
"""Items of a county secretary's lists: list, power, field, matter, content, boundary."""
MEASURES = ("通报", "建议", "谈话", "警示", "整改", "评估")


class Duties:
    """Draws the ledgers. `cases` is the table of cases, from which meetings and measures follow;
    `gaps` are the times in which nobody held a head post."""

    def __init__(
        self, seed: int, service: Service, bodies: dict[str, Body], cases: Table,
        gaps: Sequence[Gap],
    ) -> None:  # fmt: skip
        self._random = Random(seed)
        self._service, self._bodies = service, bodies
        self._all_cases, self._vacant = cases, unfilled(gaps, service)
        self._seats = {(s.body, s.title): s for s in service.by_seat}
        header = cases.header
        self._cases = [
            row
            for values in cases.rows
            if (row := dict(zip(header, values, strict=True))).get("党纪处分日期")
        ]
        self._talks = Table(
            "谈话台账_专项.xlsx", (*HEADER, "线索编号", "案件编号"), sheet="专项谈话",
            titles=("专项谈话台账",),
        )  # fmt: skip

    def tables(self) -> list[Table]:
        """All ledgers, in the order of loading."""
        signs = self._signs()
        marked = self._campaigns()
        campaigns(marked, self._vacant)
        items, checks = self._lists()
        kept = [
            items, checks, self._reports(), signs, marked, self._measures(marked),
            self._meetings(), self._decisions(), self._exemptions(),
        ]  # fmt: skip
        for talk in after_cases(self._all_cases, self._service, self._bodies):
            led = {**self._led_by(talk.talker), "案件编号": talk.case}
            self._talk(talk.day, "专题谈话", talk.subject, f"{talk.case}后的专题谈话", led)
        later = [reported_later(self._vacant), touched_items(self._all_cases, items)]
        return [*kept, self._talks, *later]

    def _holder(self, body: str, title: str, day: date) -> Tenure | None:
        seat = self._seats.get((body, title))
        return self._service.holder(seat, day) if seat else None

    def _secretary(self, county: str, day: date) -> Tenure | None:
        return self._holder(committee(county), "书记", day)

    def _post(self, tenure: Tenure) -> str:
        return post_name(tenure.seat, self._bodies[tenure.seat.body])

    def _day(self, year: int, first: int, last: int) -> date:
        return date(year, self._random.randint(first, last), self._random.randint(1, 28))

    def _reports(self) -> Table:
        """Reports to the plenary of the city's commission: on time, late, without result, none."""
        table = Table(
            "述责述廉述德.xlsx",
            ("序号", "全会", "日期", "举办机关", "报告人", "报告人编号", "职务", "口头或书面",
             "提问", "评议结果及票数", "反馈", "整改"),
            sheet="述责述廉述德", titles=("述责述廉述德登记表",),
        )  # fmt: skip
        numbers = count(1)
        for year in YEARS:
            for at, county in enumerate(COUNTIES):
                outcome = (at + year) % 6
                if outcome == 0:
                    continue
                late = outcome == 1
                day = date(year + 1, 2, 20) if late else self._day(year, 1, 2)
                person = self._secretary(county, day)
                if person is None or day > LAST:
                    continue
                votes = self._random.randint(28, 39)
                table.add(
                    序号=next(numbers), 全会=f"市纪委{day.year}年全会", 日期=day,
                    举办机关=discipline(PREFECTURE), 报告人=person.person.name,
                    报告人编号=person.person.id, 职务=self._post(person),
                    口头或书面=self._random.choice(("口头", "书面")), 提问="请说明对下级的监督",
                    评议结果及票数="" if outcome == 2 else f"好{votes}票、较好{40 - votes}票",
                    反馈="已反馈", 整改=self._random.choice(("已整改", "整改中")),
                )  # fmt: skip
        return table

    def _lists(self) -> list[Table]:
        """Lists of county secretaries, and checks of three items in four each year."""
        items = Table(
            "两清单.xlsx",
            ("编号", "清单", "所属机构", "所属职务", "事项", "权力类别", "领域", "内容", "边界",
             "行使方式", "依据", "版本", "起", "止"),
            sheet="两清单", titles=("权力清单和负面清单",),
        )  # fmt: skip
        checks = Table(
            "清单检查.xlsx", ("检查编号", "检查日期", "检查机关", "清单事项编号", "发现"),
            sheet="清单检查", titles=("清单检查登记表",),
        )  # fmt: skip
        numbers = count(1)
        for at, county in enumerate(tuple(COUNTIES)[:9]):
            known = []
            for number, (kind, power, field, matter, content, boundary) in enumerate(ITEMS, 1):
                known.append(name := f"清{at + 1:02}-{number}")
                items.add(
                    编号=name, 清单=kind, 所属机构=committee(county), 所属职务="书记", 事项=matter,
                    权力类别=power, 领域=field, 内容=content, 边界=boundary, 行使方式="集体决策",
                    版本="2020年版", 起=date(2020, 1, 1), 止=date(2023, 12, 31),
                )  # fmt: skip
            for year in range(2020, 2024):
                day, name = self._day(year, 3, 11), f"检{year}-{next(numbers):03}"
                for item in known[: 4 if at % 3 else 5]:
                    found = self._random.choice(("未见问题", "未见问题", "一处记录不全"))
                    checks.add(
                        检查编号=name, 检查日期=day, 检查机关=discipline(county), 清单事项编号=item,
                        发现="" if self._random.random() < 0.05 else found,
                    )  # fmt: skip
        return [items, checks]

    def _signs(self) -> Table:
        """Early signs and minor problems, some answered in time, some late, some not at all."""
        header = (*CLUE_HEADER[:11], "问题性质", *CLUE_HEADER[11:])
        table = Table("问题线索_苗头.xlsx", header, sheet="苗头", titles=("苗头问题登记表",))
        for number, county in enumerate((*COUNTIES, *COUNTIES), 1):
            minor = number % 3 == 0
            day = self._day(2020 + number % 4, 2, 9)
            subject = self._secretary(county, day)
            if subject is None:
                continue
            name = f"苗{day.year}-{number:03}"
            organ = discipline(PREFECTURE)
            table.add(
                编号=name, 来源="日常监督", 收到日期=day, 受理机关=organ, 反映人="（另存）",
                被反映人=subject.person.name, 被反映人编号=subject.person.id,
                单位职务=self._post(subject), 反映问题="会风不严" if minor else "决策前酝酿不充分",
                问题性质="一般问题" if minor else "苗头性问题", 承办=organ,
            )  # fmt: skip
            delay = (12, 20, 70, 95, None)[number % 5]
            if delay is not None and (on := day + timedelta(days=delay)) <= LAST:
                self._answer(name, on, subject, minor)
        self._unanswered(table)
        return table

    def _unanswered(self, table: Table) -> None:
        """Signs of the weeks in which the city had no secretary who could have talked."""
        organ = discipline(PREFECTURE)
        for number, (county, week) in enumerate(zip(tuple(COUNTIES)[4:8], count()), 21):
            day = date(2021, 5, 20) + timedelta(days=7 * week)
            subject = self._secretary(county, day)
            if subject:
                table.add(
                    编号=f"苗{day.year}-{number:03}", 来源="日常监督", 收到日期=day, 受理机关=organ,
                    反映人="（另存）", 被反映人=subject.person.name,
                    被反映人编号=subject.person.id, 单位职务=self._post(subject),
                    反映问题="决策前酝酿不充分", 问题性质="苗头性问题", 承办=organ,
                )  # fmt: skip

    def _answer(self, sign: str, day: date, subject: Tenure, minor: bool) -> None:
        if minor:
            deputy = self._holder(discipline(PREFECTURE), "副书记", day)
            approver = self._holder(discipline(PREFECTURE), "书记", day)
            if deputy and approver:
                self._talk(day, "委托谈话", subject, f"{sign}：作风提醒", {
                    "委托机关": discipline(PREFECTURE), "批准人": approver.person.name,
                    "受托谈话人": deputy.person.name, "受托谈话人编号": deputy.person.id,
                    "线索编号": sign,
                })  # fmt: skip
            return
        head = self._holder(committee(PREFECTURE), "书记", day)
        if head:
            led = {**self._led_by(head), "线索编号": sign}
            self._talk(day, "提醒谈话", subject, f"{sign}：苗头提醒", led)

    def _led_by(self, head: Tenure) -> dict[str, Cell]:
        return {
            "谈话人": head.person.name, "谈话人编号": head.person.id,
            "谈话人单位及职务": self._post(head),
        }  # fmt: skip

    def _talk(
        self, day: date, kind: str, subject: Tenure, reason: str, led: dict[str, Cell]
    ) -> None:
        if (subject.seat.body, day.year) == (committee(MISSED[0]), MISSED[1]):
            return
        self._talks.add(
            序号=f"专{day.year}-{len(self._talks.rows) + 1:03}", 谈话时间=day, 谈话类型=kind,
            谈话对象=subject.person.name, 谈话对象编号=subject.person.id,
            对象单位及职务=self._post(subject), 谈话事由=reason, 主要内容="了解情况，提出要求",
            录入日期=day + timedelta(days=self._random.randint(0, 9)), **led,
        )  # fmt: skip

    def _campaigns(self) -> Table:
        """Two campaigns mark a problem field, with special talks in some quarters; one does not."""
        table = Table(
            "专项行动.xlsx",
            ("名称", "系统", "问题领域", "开展期间起", "开展期间止", "对象单位", "所涉案件"),
            sheet="专项行动", titles=("专项行动一览表",),
        )  # fmt: skip
        case = str(self._cases[0]["案件编号"])
        marked = "、".join(committee(c) for c in FIELD_COUNTIES)
        table.add(名称="粮食购销专项整治", 系统="粮食", 问题领域="粮食购销",
                  开展期间起=date(2022, 1, 1), 开展期间止=date(2022, 12, 31), 对象单位=marked,
                  所涉案件=case)  # fmt: skip
        table.add(名称="工程招投标专项整治", 系统="工程", 问题领域="工程招投标",
                  开展期间起=date(2023, 1, 1), 开展期间止=date(2023, 9, 30),
                  对象单位=marked)  # fmt: skip
        table.add(名称="作风建设提升年", 系统="机关", 开展期间起=date(2021, 3, 1),
                  开展期间止=date(2021, 12, 31), 对象单位=committee(PREFECTURE))  # fmt: skip
        for year, months in ((2022, (2, 5, 8, 11)), (2023, (2, 5, 8))):
            for at, county in enumerate(FIELD_COUNTIES):
                for number, month in enumerate(months):
                    day = date(year, month, self._random.randint(1, 28))
                    subject, head = self._secretary(county, day), self._special_head(day, at)
                    if subject and head and (at + number) % 3:
                        self._talk(day, "专题谈话", subject, "问题领域专题", self._led_by(head))
        return table

    def _special_head(self, day: date, at: int) -> Tenure | None:
        """The secretary; in one county the deputy secretary talked in his place."""
        return self._holder(committee(PREFECTURE), "专职副书记" if at == 3 else "书记", day)

    def _measures(self, drives: Table) -> Table:
        """Six measures after ten cases: complete, partly missing, late, reopened; those that mend
        belong to the campaign of their day."""
        table = Table(
            "六个一.xlsx",
            ("编号", "案件编号", "类别", "内容", "责任单位", "责任人", "责任人编号", "对象单位",
             "时限", "发出", "收到", "佐证", "验收人", "状态", "销号日期", "回头看日期",
             "重新启动日期", "专项行动"),
            sheet="六个一", titles=("以案促改措施台账",),
        )  # fmt: skip
        for at, case in enumerate(self._cases[:10]):
            concluded = case["党纪处分日期"]
            assert isinstance(concluded, date)
            for number, kind in enumerate(MEASURES):
                if (at + number) % 5 == 4 and at % 2:
                    continue
                due = concluded + timedelta(days=60)
                issued = concluded + timedelta(days=90 if at % 4 == 3 else 20 + number)
                drive = _drive(drives, issued) if kind in ("整改", "评估") else ""
                name = f"措{at + 1:02}-{number + 1}"
                self._measure(table, case, name, kind, due, issued, drive)
        return table

    def _measure(
        self, table: Table, case: dict[str, Cell], name: str, kind: str, due: date, issued: date,
        drive: str,
    ) -> None:  # fmt: skip
        organ = str(case["立案机关"])
        owner = self._holder(organ, "书记", issued)
        state = self._random.choice(("整改中", "已销号", "已销号", "回头看", "重新启动"))
        ended = {"销号日期": issued + timedelta(days=40)} if state != "整改中" else {}
        if state in ("回头看", "重新启动"):
            ended["回头看日期"] = issued + timedelta(days=120)
        if state == "重新启动":
            ended["重新启动日期"] = issued + timedelta(days=130)
        table.add(
            编号=name, 案件编号=case["案件编号"], 类别=kind, 内容=f"就该案{kind}", 责任单位=organ,
            责任人=owner.person.name if owner else "", 责任人编号=owner.person.id if owner else "",
            对象单位=case["单位"], 时限=due, 发出=issued, 收到=issued + timedelta(days=2),
            佐证="" if self._random.random() < 0.2 else f"{kind}材料.pdf", 验收人="案件监督管理室",
            状态=state, 专项行动=drive, **{k: v for k, v in ended.items() if v <= LAST},
        )  # fmt: skip

    def _meetings(self) -> Table:
        """The city's standing committee considers five cases: who spoke, and what."""
        table = Table(
            "重要案件审议.xlsx",
            ("会议编号", "日期", "议题", "提请机关", "召开机关", "案件编号", "成员", "成员编号",
             "职务", "出席情况", "发言类别", "发言内容"),
            sheet="审议", titles=("重要案件审议记录",),
        )  # fmt: skip
        kinds = ("表态", "认领责任", "检视反思", "剖析原因", "整改措施", "对照查摆", "点评", "")
        for at, case in enumerate(self._cases[:5]):
            concluded = case["党纪处分日期"]
            assert isinstance(concluded, date)
            day = concluded - timedelta(days=7)
            for number, member in enumerate(self._members(day)):
                kind = kinds[(at + number) % len(kinds)]
                absent = (at + number) % 9 == 8
                table.add(
                    会议编号=f"审{day.year}-{at + 1:02}", 日期=day, 议题=f"审议{case['案名']}",
                    提请机关=case["立案机关"], 召开机关=committee(PREFECTURE),
                    案件编号=case["案件编号"], 成员=member.person.name, 成员编号=member.person.id,
                    职务=self._post(member), 出席情况="缺席" if absent else "出席",
                    发言类别="" if absent else kind, 发言内容="见会议记录" if kind else "",
                )  # fmt: skip
        return table

    def _members(self, day: date) -> Iterator[Tenure]:
        seen = set()
        for body, title in (
            (committee(PREFECTURE), "书记"), (committee(PREFECTURE), "专职副书记"),
            (discipline(PREFECTURE), "书记"), (committee(PREFECTURE), "常委"),
            *((committee(county), "书记") for county in tuple(COUNTIES)[:4]),
        ):  # fmt: skip
            held = self._holder(body, title, day)
            if held and held.person.id not in seen:
                seen.add(held.person.id)
                yield held

    def _decisions(self) -> Table:
        """Decisions on accountability after four cases: two persons, two organizations."""
        table = Table(
            "问责决定.xlsx",
            ("文号", "日期", "决定机关", "问责对象", "问责对象编号", "职务", "问责单位", "情形",
             "认定的责任", "方式", "案件编号"),
            sheet="问责", titles=("问责决定登记表",),
        )  # fmt: skip
        codes = {code: county for county, code in COUNTIES.items()}
        local = [c for c in self._cases if str(c["发生地代码"])[:6] in codes]
        for at, case in enumerate(local[:6]):
            concluded = case["党纪处分日期"]
            assert isinstance(concluded, date)
            day = concluded + timedelta(days=50)
            if day > LAST:
                continue
            county = codes[str(case["发生地代码"])[:6]]
            person = self._secretary(county, day) if at % 2 else None
            about: dict[str, Cell] = {"问责单位": committee(county)}
            if person:
                about = {"问责对象": person.person.name, "问责对象编号": person.person.id,
                         "职务": self._post(person)}  # fmt: skip
            table.add(
                文号=f"澜委责〔{day.year}〕{at + 1}号", 日期=day, 决定机关=committee(PREFECTURE),
                情形="管理不严", 认定的责任="主要领导责任" if person else "集体责任",
                方式="诫勉" if person else "通报", 案件编号=case["案件编号"], **about,
            )  # fmt: skip
        return table

    def _exemptions(self) -> Table:
        """Approved exemptions, and one that nobody approved."""
        table = Table(
            "履责豁免.xlsx", ("文号", "规则", "机构", "期间起", "期间止", "批准人", "理由"),
            sheet="豁免", titles=("履责豁免登记表",),
        )  # fmt: skip
        rules = ("yearly-supervision-talk", "yearly-report", "home-visit", "list-check",
                 "yearly-supervision-talk", "yearly-report", "home-visit")  # fmt: skip
        for at, (rule, county) in enumerate(zip(rules, COUNTIES, strict=False)):
            year = 2022 + at % 2
            head = self._holder(committee(PREFECTURE), "书记", date(year, 3, 1))
            approved = head.person.name if head and at != 6 else ""
            table.add(
                文号=f"澜免〔{year}〕{at + 1}号", 规则=rule, 机构=committee(county),
                期间起=date(year, 1, 1), 期间止=date(year, 12, 31), 批准人=approved,
                理由="集中换届期间统一安排",
            )  # fmt: skip
        return table


def _drive(drives: Table, day: date) -> str:
    """The first campaign of a day; empty if there is none."""
    for values in drives.rows:
        row = dict(zip(drives.header, values, strict=True))
        since, until = row["开展期间起"], row["开展期间止"]
        assert isinstance(since, date)
        assert isinstance(until, date)
        if since <= day <= until:
            return str(row["名称"])
    return ""
