"""The posts of one entry: 甲市委副书记，市政府市长、党组书记（兼）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from loaders.text.resumes.bodies import Bodies
from loaders.text.resumes.phrases import Note, Phrase, phrases
from loaders.text.resumes.titles import title_at_end

_STUDIED: Final = (
    "学习|进修|毕业|读书|就读|培训|攻读|学员|研修|访问学者|深造|在读|[本专]科生|研究生|学生"
)
_STUDY: Final = re.compile(
    f"(?:{_STUDIED}|攻读[一-龥]*)[。;,、 )]*$|(?:学习|进修|毕业)[,;]?(?:并?获|取得|,)"
)
_STUDY_WORD: Final = re.compile(_STUDIED)
_TO_STUDY: Final = re.compile(
    "[ ,:、;.]*(?:(?:起|后)[,、 ]+)?(?:先后)?(?:考入|到|赴|在|入|参加|任|于)?"
)
_CHARGE: Final = re.compile(r"负责|分管|协助|联系|主持|主要|方面")
_ACTIVITIES: Final = (
    r"(?:帮助)?(?:工作|插队|劳动|服役|挂职|挂职锻炼|实习|支教|务农|参军|当兵|任教|借调)+$"
)
_ACTIVITY: Final = re.compile(_ACTIVITIES)
_ENDS: Final = (
    r"(?:[省市县区州盟旗镇乡地]委|党委|政府|委员会|党组|局|厅|部|院|处|办公室|办公厅|科|室|公司|厂"
    r"|人大|政协|协会|会|纪委|中心|办)"
)
_BODY_END: Final = re.compile(rf"{_ENDS}$")
_SENT: Final = re.compile(
    r"^(?:毕业后?|后)?(?:分配|[抽借选]?调|[下选]?派)?[到至赴往在]?(?P<where>[一-龥()]{2,29}?"
    rf"(?:{_ENDS}|(?<!回)[省市县区旗镇乡村队组]|公社))(?:担?任$|{_ACTIVITIES})"
)
"""Where somebody was sent, in front of what he was there: 抽调县社教工作队任, 在县财政局挂职."""
STUDY: Final = "学习"


@dataclass(frozen=True, slots=True)
class Held:
    """A post as one entry names it: characters [start, end) of the text end with its title.

    `post` is empty where the text names a body and no post. `nature` is one of the schema's HOLDS.
    """

    organization: str
    post: str
    start: int
    end: int
    printed: bool
    nature: str = "正式"
    concurrent: bool = False
    notes: tuple[Note, ...] = field(default=())


def posts(text: str, start: int, end: int, bodies: Bodies, *, within: bool = False) -> list[Held]:
    """The posts that plain text[start:end] lists, in order; `within` the body named last."""
    if not within:
        bodies.begin()
    words = re.sub(r"\([^()]*\)", "", text[start:end])
    if _STUDY.search(words):
        return list(_study(text, start, end))
    return list(_listed(text, start, end, bodies))


def _listed(text: str, start: int, end: int, bodies: Bodies) -> Iterator[Held]:
    waiting: list[Phrase] = []
    for phrase in phrases(text, start, end):
        at = title_at_end(phrase.words)
        if at is None:
            waiting.append(phrase)
            continue
        title = phrase.words[at:]
        for other in waiting:
            if _sent(other.words, bodies):
                phrase.seconded = phrase.seconded or "挂职" in other.words
            elif _BODY_END.search(other.words) and len(other.words) < 30:
                yield _held(other, other.words, title, bodies, len(other.words))
        waiting = []
        before = phrase.words[:at]
        if not before.endswith("工作") and _sent(before, bodies):
            before = ""
        held = _held(phrase, before, title, bodies, len(phrase.words))
        if not phrase.nominated:
            yield held
    for phrase in waiting:
        if _CHARGE.search(phrase.words):
            continue
        activity = _ACTIVITY.search(phrase.words)
        if activity or (_BODY_END.search(phrase.words) and len(phrase.words) < 30):
            cut = activity.start() if activity else len(phrase.words)
            title = activity[0] if activity else ""
            if cut:
                yield _held(phrase, phrase.words[:cut], title, bodies, len(phrase.words))


def _sent(words: str, bodies: Bodies) -> bool:
    """Whether the words only say where somebody was sent, which is then the body named last."""
    sent = None if _CHARGE.search(words) else _SENT.match(words)
    if sent is not None:
        bodies.of(sent["where"], "")
    return sent is not None


def _held(phrase: Phrase, before: str, title: str, bodies: Bodies, end: int) -> Held:
    body = bodies.of(before, title)
    notes = " ".join(note.words for note in phrase.notes)
    nature = "挂职" if phrase.seconded else _nature(title, notes)
    return Held(
        body.name, title, phrase.at[0], phrase.at[end - 1] + 1, body.printed, nature,
        phrase.concurrent, tuple(phrase.notes),
    )  # fmt: skip


def _nature(title: str, notes: str) -> str:
    if "挂职" in title or notes.startswith("挂职") or notes.endswith("挂职"):
        return "挂职"
    if re.match(r"代(?!表)", title) or "代理" in title:
        return "代理"
    if "主持" in notes and "工作" in notes and not re.search(r"\d", notes):
        return "主持工作"
    return "正式"


def _study(text: str, start: int, end: int) -> Iterator[Held]:
    """A time of study: the school with what was studied, as printed."""
    lead = _TO_STUDY.match(text, start, end)
    first = lead.end() if lead else start
    word = _STUDY_WORD.search(text, first, end)
    if word and first < word.start():
        school = text[first : word.start()].replace(" ", "").strip(",、;")
        yield Held(school, STUDY, first, word.end(), True)
