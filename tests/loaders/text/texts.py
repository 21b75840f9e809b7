"""Invented texts from which facts are proposed."""

from __future__ import annotations

from pathlib import Path

NOTICE = """澜陵市纪委监委公开通报2起典型问题

发布时间：2022-05-06

近日，澜陵市纪委监委对2起典型问题进行公开通报。具体如下：

1.甲县财政局原党组书记、局长林一鸣违规收受礼品礼金问题。2017年至2020年，林一鸣多次收受管理服务对象所送礼品礼金，\
共计12.6万元。2022年3月，林一鸣受到开除党籍、开除公职处分，涉嫌犯罪问题移送检察机关依法审查起诉。

2.白石镇党委副书记周岚违规操办婚庆事宜问题。2021年10月，周岚违规为其子操办婚宴，收受礼金2万元。2022年1月，\
周岚受到党内严重警告处分；镇党委书记苏晓受到诫勉谈话处理。
"""
RESUME = """林一鸣

林一鸣，男，汉族，1965年3月生，甲县人，1985年7月参加工作，1987年6月加入中国共产党。

2003.05-2006.08 甲县财政局副局长
2006.08-2016.11 甲县财政局局长
2016.11至今 乙市审计局副局长（挂职）
"""


def notice(folder: Path, text: str = NOTICE, name: str = "通报.txt") -> Path:
    """A file of a notice."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def resume(folder: Path, text: str = RESUME, name: str = "简历.txt") -> Path:
    """A file of one résumé."""
    return notice(folder, text, name)
