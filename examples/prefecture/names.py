"""Invented names of people: common surnames, given names put together at random."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤"
)
_FIRST_MEN = "承景致怀云望启修维伯仲叔延绍其克敬守允秉知若以明清远昭鸿泽牧砚成世从惟定弘立"
_SECOND_MEN = "岳衡川舟越瑾阶序谷宁文之蹊舒行渊澄衍朗庭桓峤樵圃畴勋湛弈恺砺楷坤屿垣亭勉"
_FIRST_WOMEN = "若清云静书念芷素婉沁映采曼惠凝雨知安令秀"
_SECOND_WOMEN = "蘅岚薇澜舒宜芸茵筠荻棠漪瑜琬珂黛姝菡蕙璇"


class NameMaker:
    """Hands out names, each once."""

    def __init__(self, random: Random, taken: set[str]) -> None:
        self._random = random
        self._taken = set(taken)

    def name(self, sex: str) -> str:
        """A name that nobody has had so far."""
        while True:
            given = self._given(sex)
            name = self._random.choice(SURNAMES) + given
            if name not in self._taken and given[0] != given[1]:
                self._taken.add(name)
                return name

    def relative(self, surname: str, sex: str) -> str:
        """A name for a relative of that surname, or of another one if it is empty."""
        return (surname or self._random.choice(SURNAMES)) + self._given(sex)

    def _given(self, sex: str) -> str:
        men, women = (_FIRST_MEN, _SECOND_MEN), (_FIRST_WOMEN, _SECOND_WOMEN)
        first, second = men if sex == "男" else women
        return self._random.choice(first) + self._random.choice(second)
