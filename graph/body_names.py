"""Full, short and historical written names of one body as one canonical name, by rule.

The canonical name is short and readable (`中共甲市委员会`, `甲市委员会` → `甲市委`), and is its own
canonical name. Bodies of different types never share one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.names import fold, lexicon

_LEVEL = "省市县区州盟旗镇乡"
_AFTER_PLACE = f"(?:(?<=[{_LEVEL}])|(?<=街道)|(?<=苏木))"
PUNCTUATION = re.compile(r"[、，,/“”\"'‘’《》〈〉()\[\]【】—_-]")
"""Marks that one writer sets and another leaves out."""
_TERM = re.compile(r"第[〇零一二三四五六七八九十百\d]+届")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns made from the lexicon."""

    autonomous: re.Pattern[str]
    named_after_people: re.Pattern[str]
    region: re.Pattern[str]
    township: re.Pattern[str]
    shortened: re.Pattern[str]
    before_place: re.Pattern[str]
    without_committee: re.Pattern[str]
    idle_government: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    words = lexicon()
    by_length = sorted(words.nationalities, key=len, reverse=True)
    full = "(?:" + "|".join(by_length) + ")族"
    # 内蒙古 is a place, and names of one character are too common to count without 族.
    bare = "(?:" + "|".join(n for n in by_length if len(n) > 1) + ")"
    people = f"(?:{full}|(?<!内){bare})"
    same = "|".join(words.also_places)
    longest_first = sorted(words.shortened, key=len, reverse=True)
    initials = "".join(sorted({word[0] for word in longest_first}))
    departments = "|".join(words.party_departments)
    return _Rules(
        autonomous=re.compile(f"(?:(?:{people})+自治(?=[州县旗])|(?:{full})+(?=[州县旗区]))"),
        named_after_people=re.compile(
            f"((?:^|[{_LEVEL}])(?:{same}))族?(?:自治|(?=[县旗]))(?=[县旗])"
        ),
        region=re.compile(f"(?:{people})(?=自治区)"),
        township=re.compile(f"(?<=.)(?:{full})+(?:民族)?(?=[乡镇]|苏木)"),
        shortened=re.compile(f"(?=[{initials}])(?:{'|'.join(longest_first)})"),
        before_place=re.compile(
            f"^({'|'.join(words.before_place)})(.+?(?:[{_LEVEL}]|全国|中央))(?:委员会|委)"
        ),
        without_committee=re.compile(f"(?<=[{_LEVEL}])(?=(?:{departments})(?!门))"),
        idle_government=re.compile(
            f"(?<=.[{_LEVEL}])政府(?=.)(?!{'|'.join(words.of_government)})(?!$)"
        ),
    )


_JOINT = rf"^(?P<place>.*?)纪委(?:(?P=place)|自治区|[{_LEVEL}])?[和与及暨]?监委"
_STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (word, re.compile(pattern), replacement)
    for word, pattern, replacement in (
        ("专区", r"专区(?=党委|委员会|委|行署|公署|政府)", "地区"),
        ("地委", r"(?<=.)地委(?!员)", "地区委"),
        ("署", r"(?<=[盟区])(?:行署|公署)", "政府"),
        ("行署", r"(?<=.)行署", "地区政府"),
        ("委", _AFTER_PLACE + r"(?:党委|委员会)", "委"),
        ("", rf"([{_LEVEL}])\1(?=委|政府|纪委|监委|人大|政协)", r"\1"),
        ("直", rf"(?<=[{_LEVEL}])委[{_LEVEL}]?直属?机关", "直属机关"),
        ("直机关", rf"(?<=[{_LEVEL}])直机关", "直属机关"),
        ("人大", r"人大常委会", "人大"),
        ("工委", rf"^(.*?(?:省|自治区))?(人大|政协)(.+[{_LEVEL}])工委$", r"\1\3\2工委"),
        ("税务总局", r"^(?:国家)?税务总局(?=.+税务局$)", ""),
        ("派驻", r"派驻", "驻"),
        ("纪委监委驻", r"纪委监委驻", "纪委驻"),
        ("政协委", r"政协委员会$", "政协"),
        ("办公", r"(政府|委)办公[室厅]$", r"\1办"),
        ("监委", _JOINT, r"\g<place>纪委监委"),
    )
)
"""Rewritings in order, each with a word without which it cannot apply."""


@lru_cache(maxsize=1 << 16)
def canonical(name: str) -> str:
    """The canonical name of a body written in any of its forms; canonical names stay as they are.

    Names that no rule reads come back folded.
    """
    text = _TERM.sub("", PUNCTUATION.sub("", fold(name)))
    before = ""
    while text != before:
        before = text
        text = _once(text)
    return text or fold(name)


def _once(text: str) -> str:
    rules = _rules()
    short = lexicon().shortened
    text = rules.shortened.sub(lambda m: short[m[0]], text)
    party = text.startswith("中共") and text != "中共中央"
    text = text[2:] if party and len(text) > 2 else text
    text = rules.before_place.sub(lambda m: m[2] + lexicon().before_place[m[1]], text)
    text = _without_nationalities(text)
    for word, pattern, replacement in _STEPS:
        if word in text:
            text = pattern.sub(replacement, text)
    text = rules.without_committee.sub("委", text)
    if "政府" in text:
        text = rules.idle_government.sub("", text)
    if party and text.endswith("委员会"):
        # Behind 市委 stands a commission of it, except the party committee of its own staff.
        own_staff = text.endswith("机关委员会")
        if own_staff or not re.search(f"[{_LEVEL}]委", text):
            text = text.removesuffix("委员会") + "党委"
    return text.replace("委员会", "委")


def _without_nationalities(text: str) -> str:
    if "族" not in text and "自治" not in text:
        return text
    rules = _rules()
    text = rules.named_after_people.sub(r"\1", text)
    text = rules.region.sub("", text)
    text = rules.autonomous.sub("", text)
    text = re.sub("自治(?=[州县旗])", "", text)
    return rules.township.sub("", text)


def parts(name: str) -> tuple[str, ...]:
    """A canonical name and, of a joint name (纪委监委), those of the bodies that it joins."""
    text = canonical(name)
    if text.endswith("纪委监委"):
        place = text.removesuffix("纪委监委")
        return text, f"{place}纪委", f"{place}监委"
    return (text,)


_TOWNSHIPS = ("镇", "乡", "街道", "苏木")
_UNIT = re.compile(r"(.+?)([县区市旗镇乡]|街道|苏木)")
_BELOW_PROVINCE = re.compile(r"(.+?)([县区市旗镇乡州盟]|街道|苏木)")


@lru_cache(maxsize=1 << 14)
def tails(text: str) -> tuple[tuple[str, str], ...]:
    """The ways in which a canonical name may be a place in front and a shorter canonical name.

    `甲省乙市丙县财政局` → `(甲省, 乙市丙县财政局), (甲省乙市, 丙县财政局)`; the longest rest first.
    """
    return tuple(
        (text[:at], text[at:])
        for at in range(2, len(text) - 2)
        if _front_ends(text[:at]) and _rest_begins(text[:at], text[at:])
    )


def _front_ends(front: str) -> bool:
    if front.endswith(("自治区", "地区")):
        return len(front) > 3
    return front[-1] in "省市州盟县区旗" and front[-2:] not in _NO_DIVISION


_NO_DIVISION = ("民盟", "台盟", "小区", "社区", "城市", "都市")


def _rest_begins(front: str, rest: str) -> bool:
    """Whether the rest begins with a division below that which ends `front`.

    It is better not to see a place in front than to see one that is a part of a name (甲州湾镇).
    """
    below_province = front.endswith(("省", "自治区"))
    first = (_BELOW_PROVINCE if below_province else _UNIT).match(rest)
    if first is None or below_province:
        return first is not None
    stem, unit = first.groups()
    if unit in _TOWNSHIPS:
        return len(stem) > 1
    if front[-1] in "县区旗" and not front.endswith("地区"):
        return False
    return front[-1] not in "州盟" or len(front) > 2 or unit in "县市"


# Only before the organ itself: 甲乙丙州市 is no 甲州市.
_LONG_PLACE = re.compile(
    r"(.)[^省市县区州盟旗]{2,}?(?:([左右])翼)?([前后左右中]?[州盟旗])"
    r"(?=委|政府|纪委|监委|人大|政协)"
)


def abbreviations(text: str) -> tuple[str, ...]:
    """Looser written forms of a canonical name, which count only where nothing better is found.

    An autonomous region without that word (甲区党委, 甲党委), and long transliterated names by
    their first character (甲乙丙盟 → 甲盟, 甲乙丙左翼中旗 → 甲左中旗).
    """
    found: list[str] = []
    region, _, organ = text.partition("自治区")
    if region and organ and not tails(text):
        found += [f"{region}区{organ}", f"{region}{'党委' if organ == '委' else organ}"]
    long = _LONG_PLACE.match(text)
    if long:
        first, wing, unit = long.groups()
        found.append(f"{first}{wing or ''}{unit}{text[long.end() :]}")
    return tuple(found)
