"""The page that says what is special in the files, with file, sheet and row."""

from __future__ import annotations

from dataclasses import dataclass

from examples.prefecture.places import PREFECTURE
from examples.prefecture.sheets import Table


@dataclass(frozen=True, slots=True)
class Files:
    """All tables by file and sheet."""

    tables: tuple[Table, ...]

    def row(self, file: str, sheet: str = "", **cells: str) -> str:
        """Where a row stands, as a spreadsheet counts."""
        table = next(t for t in self.tables if t.file == file and sheet in ("", t.sheet))
        where = f"{file}“{sheet}”表" if sheet else file
        return f"{where}第{table.row_number(**cells)}行"

    def cell(self, column: str, file: str, sheet: str = "", **cells: str) -> str:
        """A cell of the first row with these cells."""
        table = next(t for t in self.tables if t.file == file and sheet in ("", t.sheet))
        number = table.row_number(**cells) - len(table.titles) - 2
        return str(table.rows[number][table.header.index(column)])


RECORDS, ROSTER, NOTICES, GAPS, LATER = (
    "任职记录.xlsx",
    "干部名册_2023.xlsx",
    "任免通知.csv",
    "空缺情况.xlsx",
    "空缺情况_补报.xlsx",
)
_INTRODUCTION = """# 澜陵市（虚构）示例文件说明

本目录所有人名、地名、文号、事项均为虚构，由 `python -m examples.prefecture` 生成，
同一种子，结果相同。行政区划代码使用未分配的 99。
日期写法故意不统一；“止”一律为在任的最后一日（月）。截至 2023-12-31。

## 文件

| 文件 | 编码与形状 | 数据行数 |
| --- | --- | --- |
"""
_SHAPES = {
    "行政区划.csv": "UTF-8（带 BOM）",
    "职务表.csv": "UTF-8",
    "任免通知.csv": "GB18030",
    "机构表.xlsx": "每县（区）一张表，首行为标题",
    "干部名册_2023.xlsx": "每县（区）一张表，前两行为标题，“单位”列纵向合并",
    "任职记录.xlsx": "前两行为标题",
    "空缺情况.xlsx": "首行为标题",
    "谈话台账.xlsx": "两张表：谈话台账、廉政家访",
    "问题线索.xlsx": "首行为标题，移交最多三次，各占三列",
    "案件.xlsx": "首行为标题，每个环节两列以上",
    "两清单.xlsx": "首行为标题；县（区）委书记的权力清单和负面清单",
    "清单检查.xlsx": "首行为标题；同一检查编号为一次检查，有的事项从未检查",
    "述责述廉述德.xlsx": "首行为标题；有的县没有述责，有的没有评议结果，有的次年才述",
    "问题线索_苗头.xlsx": "首行为标题；苗头性问题与一般问题，末四行在市委书记空缺期间收到",
    "专项行动.xlsx": "首行为标题；除“作风建设提升年”外都标明问题领域",
    "六个一.xlsx": "首行为标题；有的案件措施不全",
    "重要案件审议.xlsx": "首行为标题；一行一名成员，有的没有发言",
    "问责决定.xlsx": "首行为标题",
    "履责豁免.xlsx": "首行为标题；末一项没有批准人，不生效",
    "谈话台账_专项.xlsx": "首行为标题；对苗头的提醒谈话、委托谈话（写线索编号），"
    "问题领域和案件后的专题谈话（后者写案件编号）",
    "空缺情况_补报.xlsx": "首行为标题；党组织书记空缺满一个季度的",
    "案件_涉及清单.xlsx": "首行为标题；案件涉及的权力清单、负面清单事项",
}


def notes(tables: tuple[Table, ...]) -> str:
    """The page in Markdown."""
    files = Files(tables)
    sections = [
        _INTRODUCTION.rstrip("\n"), *_listing(tables), "", "## 特殊情形", "", *_facts(files), "",
        "## 文件之间的矛盾（有意为之，仅此几处）", "", *_contradictions(files), "",
        "## 没有记录的地方", "", *_absences(files),
    ]  # fmt: skip
    return "\n".join(sections) + "\n"


def _listing(tables: tuple[Table, ...]) -> list[str]:
    files: dict[str, int] = {}
    for table in tables:
        files[table.file] = files.get(table.file, 0) + len(table.rows)
    work = "首行为标题，“文号”至“职务”各列纵向合并；只有姓名，没有编号"
    return [f"| {name} | {_SHAPES.get(name, work)} | {rows} |" for name, rows in files.items()]


def _record(files: Files, name: str, unit: str, title: str, **cells: str) -> str:
    return files.row(RECORDS, 姓名=name, 单位=unit, 职务=title, **cells)


def _facts(files: Files) -> list[str]:
    zone, city = "中共澜陵经济技术开发区工作委员会", "中共澜陵市委员会"
    finance, culture = f"{PREFECTURE}财政局", f"{PREFECTURE}文化和旅游局"
    twin = [
        files.row(RECORDS, 姓名="李文衡", 单位=unit)
        for unit in ("蘅川县财政局", "蘅川县鹭陂镇人民政府")
    ]
    ids = [
        files.cell("身份编号", RECORDS, 姓名="李文衡", 单位=unit)
        for unit in ("蘅川县财政局", "蘅川县鹭陂镇人民政府")
    ]
    return [
        "* **职务空缺（有来源）**：市委书记 2021-05-15 至 2021-07-31 空缺，前任陆景川，"
        "后任沈砚舟（2021-08-01 起）："
        + files.row(GAPS, 单位=city, 职务="书记")
        + "；泠溪县纪委书记 2018-11-05 至 2019-02-27 空缺："
        + files.row(GAPS, 单位="中共泠溪县纪律检查委员会", 职务="书记")
        + "；市交通运输局党组书记 2019-09-11 至 2020-05-06 空缺："
        + files.row(LATER, 单位="中共澜陵市交通运输局党组", 职务="书记")
        + "。",
        "* **代理**：沈砚舟 2018-01-12 至 2018-03-04 代理市长，2018-03-05 起任市长："
        + _record(files, "沈砚舟", f"{PREFECTURE}人民政府", "市长", 任职性质="代理")
        + "；何清峤 2021-08-10 至 2021-09-26 代理市长，其后任市长。",
        "* **主持工作**：田望津 2019-09-11 至 2020-05-06 主持市交通运输局工作，"
        "2020-05-07 起任局长："
        + _record(files, "田望津", f"{PREFECTURE}交通运输局", "局长", 任职性质="主持工作")
        + "。",
        "* **一肩挑**：贺怀峤 2017-03-20 至 2020-06-30 任开发区党工委书记兼管委会主任；"
        "其后书记侯敬衡、"
        "主任马延坤分设：" + _record(files, "贺怀峤", zone, "书记") + "。",
        "* **市委常委兼区委书记**："
        "郑云阶 2016-10-08 至 2020-11-20 任芷阳区委书记并兼市委常委，崔弘毅接任："
        + _record(files, "郑云阶", city, "常委", 兼任="是")
        + "。",
        "* **党组书记与局长分设**：市财政局 2018-04-10 至 2018-10-15，党组书记罗明叙，局长高若谷："
        + _record(files, "罗明叙", f"中共{finance}党组", "书记")
        + "、"
        + _record(files, "高若谷", finance, "局长")
        + "。",
        "* **机构改革**：2019-02-15 市文化广电新闻出版局、"
        "市旅游发展委员会合并为市文化和旅游局；原两局负责人唐以宁任局长、"
        "邵启庭任党组书记（2019-02-15 至 2022-03-31）："
        + files.row("机构表.xlsx", "市直", 机构名称=f"{PREFECTURE}旅游发展委员会")
        + "、"
        + _record(files, "唐以宁", culture, "局长")
        + "。2018-07-05 国税局、地税局合并为国家税务总局澜陵市税务局（垂直为主的双重领导）。",
        "* **派驻组管两个单位**：驻市住房和城乡建设局纪检监察组监督市住房和城乡建设局、"
        "市城市管理局，组长兼为驻在单位党组成员："
        + files.row(
            "机构表.xlsx", "市直", 机构名称=f"{PREFECTURE}纪委监委驻市住房和城乡建设局纪检监察组"
        )
        + "。",
        "* **县际交流**：苏景行 荻浦县长（2013-09-12 至 2017-03-08）"
        "→ 蓼川县委书记（2017-03-09 至 2020-06-09）→ "
        "荻浦县委书记（2020-06-20 起）："
        + _record(files, "苏景行", "中共荻浦县委员会", "书记")
        + "。",
        "* **挂职**：纪云舒 2017-04-01 至 2019-03-31 挂职副市长；"
        "毛令璇 2019-07-15 至 2021-07-14 挂职荻浦县副县长："
        + _record(files, "毛令璇", "荻浦县人民政府", "副县长（挂职）")
        + "。",
        f"* **同名不同人**：蘅川县同时有两个李文衡，县财政局副局长（{ids[0]}）"
        f"与鹭陂镇镇长（{ids[1]}）："
        + "、".join(twin)
        + "；张晓岚（市审计局副局长、鹭川区教育局副局长）；"
        "刘建垣（桐陵县公安局局长、泠溪县委宣传部部长）。",
        "* **只有职级**：离任后只有职级、没有职务：" + _rank_only(files) + "。",
        "* **终点不详**：柘阳县长秦望川 2014-03-01 起，止期未写，下一任黎克勤 2017-05-18 起："
        + _record(files, "秦望川", "柘阳县人民政府", "县长")
        + "。",
        "* **谈话人不是书记**："
        "县委书记的例行廉政谈话由市委专职副书记进行：" + _deputy_talks(files) + "。",
        "* **集中补录**："
        "桐陵县 2021 年县内谈话的录入日期都是 2021-12-28：" + _back_filled(files) + "。",
    ]


def _contradictions(files: Files) -> list[str]:
    return [
        "1. 蓼川县委书记程望舒的任现职时间：名册写 2020-07-10（"
        + files.row(ROSTER, "蓼川县", 姓名="程望舒", 职务="书记")
        + "），任职记录写 2020-06-10（"
        + _record(files, "程望舒", "中共蓼川县委员会", "书记")
        + "）。",
        "2. 泠溪县纪委书记龚书棠的任现职时间：名册写 2019-03-28（"
        + files.row(ROSTER, "泠溪县", 姓名="龚书棠", 单位="中共泠溪县纪律检查委员会", 职务="书记")
        + "），任职记录写 2019-02-28（"
        + _record(files, "龚书棠", "中共泠溪县纪律检查委员会", "书记")
        + "）。",
        "3. 市文化和旅游局局长莫曼漪的任职日期：任免通知写 2022-05-01（"
        + files.row(NOTICES, 姓名="莫曼漪", 任免="任", 职务="局长")
        + "），任职记录写 2022-04-01（"
        + _record(files, "莫曼漪", f"{PREFECTURE}文化和旅游局", "局长")
        + "）。",
        "4. 蘅川县委书记 2019 年 6 月两人同时在任：方知远至 2019-06-30（"
        + _record(files, "方知远", "中共蘅川县委员会", "书记")
        + "），魏成蹊自 2019-06-01（"
        + _record(files, "魏成蹊", "中共蘅川县委员会", "书记")
        + "）。",
    ]


def _absences(files: Files) -> list[str]:
    return [
        "* 市长 2017-12-29 至 2018-01-11、棠川县长 2017-07-01 至 2017-10-08：没有任职记录，"
        "也没有空缺记录。",
        "* 荻浦县委书记 2022 年：没有上级党委书记谈话的记录。",
        "* 2021-05-15 至 2021-07-31 市委书记空缺，期间没有市委书记的谈话；"
        "期间收到的四条苗头没有提醒谈话。",
        "* 市信访局、国家统计局澜陵调查队及其党组：机构表没有写起，隶属关系只能说“可能”。",
        "* 少数任职没有写止期（止为空），不等于至今。",
    ]


def _each(files: Files, file: str, sheet: str, **cells: str) -> list[dict[str, str]]:
    """All rows with these cells, by header."""
    rows = []
    for table in files.tables:
        if table.file == file and sheet in ("", table.sheet):
            rows += [dict(zip(table.header, map(str, row), strict=True)) for row in table.rows]
    return [row for row in rows if all(row[name] == value for name, value in cells.items())]


def _rank_only(files: Files) -> str:
    rows = _each(files, ROSTER, "", 职务="")
    return "、".join(f"{row['姓名']}（{row['职级']}，{row['身份编号']}）" for row in rows)


def _deputy_talks(files: Files) -> str:
    rows = _each(
        files,
        "谈话台账.xlsx",
        "谈话台账",
        谈话类型="例行廉政谈话",
        谈话人单位及职务="澜陵市委专职副书记",
    )
    return "、".join(f"{row['序号']}（{row['对象单位及职务']}）" for row in rows)


def _back_filled(files: Files) -> str:
    rows = _each(files, "谈话台账.xlsx", "谈话台账", 录入日期="2021-12-28")
    rows = [row for row in rows if row["谈话人单位及职务"] == "桐陵县委书记"]
    return "、".join(row["序号"] for row in rows)
