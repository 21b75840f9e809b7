"""Titles of posts at the end of a phrase: 常务副市长, 党组成员, 正科级秘书."""

from __future__ import annotations

import re
from typing import Final

_RANKS = "(?:[正副](?:部|省|厅|地|司|局|处|县|团|科|股)[级长职]*|[省厅地司局处县科股]级)"
_BEFORE = (
    f"{_RANKS}|原|时任|常务|专职|兼职|挂职|挂任|代理|代|第[一二三四]|执行|名誉|首席|高级|助理|见习|实习|候补"
    "|特约|特邀|总|副|非驻会|[一二三四]级"
)
_HEADED = (
    "省|市|县|区|州|盟|旗|镇|乡|局|厅|部|院|处|校|办|科|股|所|站|场|厂|矿|队|组|会|行|社|台|署|司|室|团|连|排|班"
    "|营|师|旅|军|村|馆|园|庭|关|秘书|检察|审判|董事|理事|监事|督察|警|船|工段|段|系|车间|联|专|政|店|库|船"
)
_WORDS = """
主任委员 书记 常委 常务委员 委员 候补委员 成员 主任 主席 专员 秘书 干事 干部 科员 办事员 主任科员 调研员 巡视员 组织员
督查员 督导员 督察员 检查员 纪检员 检察员 审判员 书记员 监察员 巡察员 教员 教导员 指导员 辅导员 技术员 技工
通讯员 通信员 播音员 管理员 保管员 统计员 队员 社员 学员 演员 研究员 实习研究员 服务员 营业员 售货员 炊事员 饲养员 放映员
司务长 干警 民警 警察 联络员 信息员 宣传员 广播员 采购员 化验员 话务员 报务员 司机 驾驶员 电工 钳工 车工 焊工
镗工 木工 工人 职工 学徒工 学徒 民工 矿工 农民 社员 知青 知识青年 战士 士兵 学生 教师 老师 讲师 助教 教授 工程师
经济师 会计师 农艺师 政工师 统计师 审计师 畜牧师 兽医师 规划师 设计师 医师 医生 护士 律师 记者 编辑 主编 总编 总编辑 编审
翻译 出纳 会计 文书 参谋 政委 政治委员 司令员 司令 主管 委员长 会长 总裁 总监 经理 董事 监事 理事 参事 顾问 特派员
助理 负责人 召集人 发言人 代表 领事 参赞 大使 公使 法官 检察官 会计长 记分员 推销员 指挥长 总指挥 指挥 文化员 打字员
联络专员 督学 执委 常务理事 工作人员 博士后 主事 协理员 副职 领导 合伙人 专管员 调度员 总调度 档案员 助理员 教研员 助工 领队
""".split()
_HELPED = "(?:省长|市长|县长|州长|区长|专员|总经理|主任|局长|厅长|部长|校长|院长|主席|行长|董事长|厂长|书记|检察长|秘书长)助理"
_NOUN = f"(?:{_HELPED}|(?:{_HEADED})长|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
TITLE: Final = re.compile(f"(?:(?:{_BEFORE}) ?)*{_NOUN}$")
"""A title with all that belongs to it, at the end of a plain phrase."""
ALONE: Final = re.compile(f"(?:{_BEFORE})*{_NOUN}")
"""A title from its first character on."""
_LONGEST: Final = 18

_HEAD_UNIT: Final = re.compile(r"(?:副|代理|代|常务|第[一二三四])*(?P<unit>.)长(?:助理)?$")
GOVERNS: Final = "省市县区州盟旗镇乡"
"""Last characters of places whose government has a head of that name: 市长."""


def title_at_end(phrase: str) -> int | None:
    """Where the title begins with which a plain phrase ends, or `None` if it ends with none."""
    from_ = max(0, len(phrase) - _LONGEST)
    match = TITLE.search(phrase, from_)
    return match.start() if match else None


def unit_headed(title: str) -> str:
    """The last character of the body that a title heads or helps to head (市长, 副局长, 局长助理);
    `""` for others."""
    match = _HEAD_UNIT.match(title)
    return match["unit"] if match else ""
