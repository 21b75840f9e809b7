"""What a sentence of an article stands in: the places named so far, the people known, the time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.text.articles.beginnings import Beginnings
from loaders.text.articles.facts import ArticleFact, End
from loaders.text.mentions import Introductions, Mention, Person, occurrences
from loaders.text.people import Name, Names
from loaders.text.places import Surroundings, place_path
from loaders.text.posts import is_body
from loaders.text.tagging import Tagger, Words
from loaders.text.text import Text
from loaders.text.times import Time, times
from loaders.text.words import either, organs

READ: Final = 0.95
"""How far something is trusted that is printed in one place."""
TOLD: Final = 0.85
"""The same where an end was told by what stands around it."""
_SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]?")
_SPEECH: Final = re.compile("“[^“”\n]{0,2000}”")
_SPOKEN: Final = re.compile("[，。！？]")
_LEADS: Final = re.compile(
    r"(?:(?<=[，。；：、“”！？\n 在对由和与向赴到年月日])|^"
    r"|(?<=参加|委托|利用|针对|指导|督促|推动|接到|近日|日前|年初|年底|以来))(?=[一-龥])",
    re.MULTILINE,
)
_NO_PLACE: Final = re.compile(
    "[各全该本我某其他级些个和与及对在的将把被副这是年]|原(?![平阳])|^[上下]级|利用|剖析|针对|结合|通报|接到|收到|处置|督促"
    "|推动|推进|指导|组织|参加|管理|监督|检查|建立|开展|要求|支持|引导|协助|配合|走进|深入|面向|覆盖|联合|会同"
    "|通过|根据|按照|围绕|聚焦|紧盯|形成|代表|成为|作为|发现|查处|接受|目前|处理|处分|约谈|家访|反馈|来到|前往|委托|报告"
    "|制定|出台|印发|推行|召开|移送|移交|直报|上报|进入|任|中共|全国|国家|中央|不|已|又|并|从|以|使|让"
    "|^(?:自治区|自治州|地区|省|市|县|区|州|盟|旗|镇|乡|街道|社区|村)"
)
_TIME: Final = re.compile(
    r"(?:去年|今年|前年|同年|当年|(?:19|20)\d{2}年)(?:\d{1,2}月(?:\d{1,2}日)?|[初底末]|\d{1,2}(?:至|-|—)\d{1,2}月)?"
    r"|近日|日前|近期|不久前|前不久|当晚|当天"
)
_UNREAL: Final = re.compile(
    r"(?:未|没有|尚未|从未|并非|不再|拒绝|取消|拟|计划|打算|准备|下一步|要求|应当|必须|希望|(?<![一察检])建议(?!书)|强调|如果|假如|一旦|是否|争取|力争|有望"
    r"|(?<![相反对供])应(?![用急])|(?<![主重必需只])要(?![案点闻素])|须|可(?!以?见)|能(?![力动])"
    r"|(?<![即健名大])将(?!(?:该|此|这一|相关|有关)?(?:问题)?线索)(?=[^，。；“]{0,20}$)(?!“))"
)
_AS_ASKED: Final = re.compile("(?:按照?|根据|依据)[^，。；]{0,16}?要求")
"""What is done as it was asked for is done."""
_REASON: Final = re.compile(
    "因(?![此而为])[^；。]{2,60}?，(?=[^，；。]{0,14}(?:被|受到|受了?[^，；。]{0,6}处分|给予|予以))"
)
"""Why somebody was punished: 因未正确履行职责，受到…"""
_MEANT: Final = re.compile(
    "(?:[，。；：”是在对由]|^|[年月日])(?:[全该本](?P<all>自治区|自治州|[省市县区州旗镇乡])"
    "|(?P<level>自治区|自治州|[省市县区州旗镇乡])(?=[委纪监级政公直]))",
    re.MULTILINE,
)
_NO_NAMES: Final = ("d", "ad", "v", "vd", "p", "c", "r", "u", "xc", "TIME")
"""Sorts of words that names of people never are."""
_OTHER_WORD: Final = 3
"""The longest name that may be another word; what is longer begins with a surname of two signs."""
_CLAUSE: Final = re.compile("[，；。：！？\n]")
_JUDGED: Final = re.compile(
    "(?<=判处)[一-龥·]{2,6}?(?=有期徒刑|无期徒刑|死刑|拘役)"
    "|(?<=对)[一-龥·]{2,6}?(?=立案|采取留置|提起公诉|(?:进行|开展)?审查调查)"
    "|(?<=审理)[一-龥·]{2,6}?(?=(?:涉嫌)?(?:受贿|贪污|行贿|挪用|滥用职权|玩忽职守|职务犯罪))"
)
"""Who was sentenced, charged or investigated; often nothing else introduces him."""
_SOMEBODY: Final = re.compile(
    "干部|人员|群众|党员|当事人|对象|负责人|(?:[多几数余一二两三四五六七八九十]|\\d)[名位人]"
)
"""Words for people who are not named."""
_ACTS: Final = re.compile(
    "(?!在|被|经|由|接受)[^，。；：“”\n]{0,8}?(?:说|介绍|坦言|感慨|告诉|指出|强调|认为|痛心|讲话|发言|宣布|约谈|家访|走访|看望|劝说|陪同"
    "|带队|带领|主持)|[^，。；：“”\n]{0,4}?表示(?!(?:认|悔|愿|服|接受))"
)
"""What stands behind the name of an official who acts on others or speaks of what is told."""
_BETWEEN: Final = re.compile("[，。；：]|谈话|约谈|家访|劝说|汇报|陪同")
"""What stands between who was named and what is told later."""
_AS_AGENT: Final = re.compile("(?:被|由|经|向|在|受|接受|会同)$")
_WITH: Final = re.compile("[与同跟和]$")
"""What stands before somebody with whom another does something, and before one of two."""
_TALKED_WITH: Final = re.compile("(?:开展|进行|实施|作)了?[^，。；]{0,8}?谈话")
"""What stands behind somebody with whom an official holds a talk."""
_ALONG: Final = re.compile("[携偕带][^，。；]{0,4}$|[与和同]其[^，。；]{0,4}$")
_MASKED: Final = re.compile("[一-龥]某[某甲乙丙丁]?")
"""A person of whom the surname is printed; * masks other words too (*务撤职)."""
_BEFORE_VERB: Final = ("TIME", "d", "ad", "c", "w", "u", "xc")
_VERBAL: Final = ("v", "vd", "vn", "p", "a", "an")
_SAME_ONE: Final = ("其", "他", "她", "本人")
"""Sorts of words that stand before a verb or in its place, and words for who was named before."""
_LONGEST, _SHORT = 20, 3
"""Signs of a place that are looked at, and those of the stem of a short name."""
REACH: Final = 400
"""Signs from who is named, or from a word that denies, to what is told."""
_NEAREST: Final = 50
"""Places that are looked at, the last ones before what is to be told."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end), the number of its paragraph, and whether somebody says it."""

    start: int
    end: int
    paragraph: int
    spoken: bool


class Scene:
    """One article while it is read."""

    def __init__(self, text: Text, tagger: Callable[[], Tagger]) -> None:
        self.text = text
        self.plain = text.plain
        self.around = Surroundings()
        self.words = Words(text.plain, tagger)
        self.names = Names(text.plain, self.words)
        begins = Beginnings(text.plain, self.words)
        self._people = Introductions(text.plain, self.names, self.around, begins.of)
        self._speech = [m.span() for m in _SPEECH.finditer(self.plain) if _SPOKEN.search(m[0][:-1])]
        self._speech_starts = [start for start, _ in self._speech]
        self.sentences = [
            Sentence(m.start(), m.end(), number, self._is_said(*m.span()))
            for number, (start, end) in enumerate(text.paragraphs())
            for m in _SENTENCE.finditer(self.plain, start, end)
        ]
        self._places = _places(self.plain, self.words)
        self._at = [at for at, _ in self._places]
        self.introduced: list[Mention] = [
            mention for s in self.sentences for mention in self._introductions(s)
        ]
        self.known = {mention.name.words for mention in self.introduced}
        self.known |= {
            judged[0] for judged in _JUDGED.finditer(self.plain) if self._is_person(judged)
        }

    def _introductions(self, sentence: Sentence) -> list[Mention]:
        first = bisect_right(self._at, sentence.start - 1)
        last = bisect_right(self._at, sentence.end)
        self.around.learn(path for _, path in self._places[first:last])
        found = self._people.within(sentence.start, sentence.end)
        return [mention for mention in found if self._is_name(mention.name)]

    def _is_name(self, name: Name) -> bool:
        """Whether the tagger does not see one other word there, an adverb or a verb (陆续)."""
        return len(name.words) > _OTHER_WORD or not any(
            (word.start, word.end) == (name.start, name.end) and word.tag in _NO_NAMES
            for word in self.words.within(name.start, name.end)
        )

    def _is_person(self, judged: re.Match[str]) -> bool:
        """Whether a name stands there and nothing more."""
        name = self.names.at(judged.start())
        return name is not None and name.end == judged.end()

    def _is_said(self, start: int, end: int) -> bool:
        """Whether a sentence is part of what somebody is quoted as saying."""
        return self.is_spoken(start) and self.is_spoken(end - 1)

    def is_spoken(self, at: int) -> bool:
        """Whether the character at `at` stands in what somebody is quoted as saying."""
        found = bisect_right(self._speech_starts, at) - 1
        return found >= 0 and at < self._speech[found][1] - 1

    def place(self, at: int) -> str:
        """The last place that is named before `at`, or nothing."""
        found = bisect_right(self._at, at) - 1
        return self._places[found][1] if found >= 0 else ""

    def place_in(self, start: int, at: int) -> str:
        """The last place that is named in [start, at], or nothing."""
        found = bisect_right(self._at, at) - 1
        return self._places[found][1] if found >= 0 and self._at[found] >= start else ""

    def whole(self, words: str, at: int) -> str:
        """The whole name of a body or post that stands at `at`: 县委书记 → 青石县委书记."""
        last = bisect_right(self._at, at)
        paths = [path for _, path in self._places[max(0, last - _NEAREST) : last]]
        return Surroundings(paths).whole(words) or words

    def jurisdiction(self, sentence: Sentence, at: int) -> str:
        """The place that a sentence speaks of at `at`, or else the last one of the text."""
        return self.place_meant(sentence, at) or self.place(at)

    def place_meant(self, sentence: Sentence, at: int) -> str:
        """The place that a sentence names before `at` or means by 全市 or 县委, or nothing."""
        start = sentence.start
        found = bisect_right(self._at, at) - 1
        named = self._at[found] if found >= 0 and self._at[found] >= start else start - 1
        for meant in reversed(list(_MEANT.finditer(self.plain, max(0, start - 1), at))):
            level = meant["all"] or meant["level"]
            whole = self.whole(level, meant.start())
            if meant.end() > named and whole != level:
                return whole
        return self.place(at) if named >= start else ""

    def people(self, start: int, end: int) -> list[str]:
        """The people who are named in [start, end), in order."""
        return list(dict.fromkeys(name for *_, name in occurrences(
            self.plain, self.known, start, end)))  # fmt: skip

    def posted(self, start: int, end: int) -> list[Person]:
        """Where people are named in [start, end), with the posts that introduce them."""
        posts = {mention.name.start: mention.start for mention in self.introduced}
        named = occurrences(self.plain, self.known, start, end)
        return [(posts.get(at, at), stop, name) for at, stop, name in named]

    def person_before(self, sentence: Sentence, at: int) -> str:
        """Who was named last before `at`, in the sentence or else in its paragraph."""
        named = self._named_last(sentence, self.paragraph(sentence.start), at)
        return named[2] if named else ""

    def _named_last(self, sentence: Sentence, start: int, at: int) -> Person | None:
        """Whom a clause at `at` is about that does not say so, by the people named in [start, at).

        It is the last one, but not who acted on another or spoke of it in a clause before, nor who
        stands there as 被甲约谈 or 在甲的劝说下 does; and nobody, if somebody was named since whom
        nothing introduces (甲的妻子某某, 甲和某某).
        """
        for begin, end, name in reversed(self.posted(start, at)):
            before = _BETWEEN.search(self.plain, end, at) is not None
            if before and (
                _ACTS.match(self.plain, end) or _AS_AGENT.search(self.plain, start, begin)
            ):
                continue
            with_whom = before and _WITH.search(self.plain, start, begin)
            if with_whom and not _TALKED_WITH.match(self.plain, end):
                return None
            return None if self.strangers(end, at) else (begin, end, name)
        return None

    def strangers(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where people are named in [start, end) whom the article does not introduce: those whom
        the tagger sees, and masked ones. Who only comes along (携妻某某) does not count."""
        seen = [(w.start, w.end) for w in self.words.within(start, end) if w.tag == "PER"]
        seen += [masked.span() for masked in _MASKED.finditer(self.plain, start, end)]
        return [
            (first, last) for first, last in sorted(seen)
            if start <= first and last <= end
            and not occurrences(self.plain, self.known, first, last)
            and not _ALONG.search(self.plain, max(start, first - 6), first)
        ]  # fmt: skip

    def paragraph(self, at: int) -> int:
        """Where the paragraph begins in which `at` is."""
        return self.plain.rfind("\n", 0, at) + 1

    def clause(self, start: int, at: int, ends: str) -> int:
        """Where the clause begins in which `at` is, `start` at the earliest: behind the last of
        the signs `ends`."""
        return max(start, *(self.plain.rfind(sign, start, at) + 1 for sign in ends))

    def time(self, sentence: Sentence, at: int) -> tuple[str | None, str]:
        """The time that governs what stands at `at`: ISO prefix and printed words."""
        told = [
            time for time in _TIME.finditer(self.plain, sentence.start, at)
            if not self._is_quoted(time.end(), at)
        ]  # fmt: skip
        paragraph = self.paragraph(sentence.start)
        dates: list[Time] = [
            time for time in times(self.plain, paragraph, at, self.text.published)
            if time.start >= sentence.start and not self._is_quoted(time.end, at)
        ]  # fmt: skip
        words = told[-1] if told else None
        last = dates[-1] if dates else None
        if words and (last is None or words.end() >= last.end):
            iso = last.iso if last and last.start >= words.start() else None
            return iso, words[0]
        return (last.iso, self.plain[last.start : last.end]) if last else (None, "")

    def _is_quoted(self, start: int, at: int) -> bool:
        """Whether `start` stands in quotes that end before `at`."""
        closing = self.plain.find("”", start, at)
        return closing >= 0 and self.plain.find("“", start, closing) < 0

    def real(self, start: int, at: int) -> bool:
        """Whether what stands at `at` is told as done: the clauses since `start` deny, plan, ask
        for or suppose nothing."""
        start = max(start, at - REACH)
        told = _REASON.sub("", self._told(self.clause(start, at, "；。"), at))
        told = _AS_ASKED.sub("", told)
        return _UNREAL.search(told) is None and not self.is_spoken(at)

    def _told(self, start: int, end: int) -> str:
        """The words in [start, end) without what somebody is quoted there as saying."""
        told = ""
        first = max(0, bisect_right(self._speech_starts, start) - 1)
        for begin, finish in self._speech[first:]:
            if begin >= end:
                break
            told, start = told + self.plain[start:begin], max(start, finish)
        return told + self.plain[start:end]

    def subject(self, sentence: Sentence, at: int) -> str:
        """Who the words at `at` are about: who was named last, unless somebody else is spoken of
        since then."""
        start = max(self.paragraph(sentence.start), at - REACH)
        named = self._named_last(sentence, start, at)
        if named is None:
            return ""
        _, end, name = named
        return name if self.goes_on(max(end, sentence.start), at) else ""

    def goes_on(self, start: int, at: int) -> bool:
        """Whether the clauses in [start, at) have no subject of their own: none of them begins
        with one, nor is anybody else spoken of."""
        if _SOMEBODY.search(self.plain, start, at):
            return False
        heads = [m.end() for m in _CLAUSE.finditer(self.plain, max(0, start - 1), at)]
        return all(self._is_headless(head, at) for head in heads)

    def _is_headless(self, start: int, end: int) -> bool:
        """Whether a clause that begins at `start` begins with a verb or what stands before one."""
        for word in self.words.within(start, end):
            if word.start >= start and word.tag not in _BEFORE_VERB:
                return word.tag in _VERBAL or self.plain[word.start : word.end] in _SAME_ONE
        return True

    def fact(
        self, sentence: Sentence, kind: str, start: int, end: int, confidence: float = READ,
        **ends: End,
    ) -> ArticleFact:  # fmt: skip
        """A fact of this sentence, told by the words [start, end)."""
        date, words = self.time(sentence, end)
        quote = self.text.quote(start, end)
        return ArticleFact(kind, ends, date, words, quote, confidence)


def body_of(words: str) -> bool:
    """Whether words name a body or a place and nothing else stands in them."""
    return 2 <= len(words) <= 40 and is_body(words) and not re.search("[，。；：的了]", words)


def _places(plain: str, words: Words) -> list[tuple[int, str]]:
    """Where a text names places, with their names: those that the tagger sees, those at the head of
    a clause or behind a word that leads over to one, and the same names wherever they stand."""
    found: dict[int, str] = {}
    end = 0
    seen = _seen(plain, words)
    for at, sure in sorted((_leading(plain, words) | seen).items()):
        name = _place(plain, at) if at >= end else ""
        if name and (sure or len(place_path(name)) > 1 or len(name) <= _SHORT + 1):
            found[at], end = name, at + len(name)
    names = set(found.values())
    for start, stop, name in occurrences(plain, names, 0, len(plain)):
        if not any(at in found for at in range(max(0, start - _LONGEST), stop)):
            found[start] = name
    return sorted(found.items())


def _seen(plain: str, words: Words) -> dict[int, bool]:
    """Where the tagger sees places and bodies; it is shown the whole text for that, at once."""
    seen = words.within(0, len(plain))
    return {word.start: True for word in seen if word.tag in ("LOC", "ORG")}


def _leading(plain: str, words: Words) -> dict[int, bool]:
    """The heads of clauses and what stands behind words that lead over to a place, unless the
    tagger sees a verb or the like there."""
    found: dict[int, bool] = {}
    for lead in _LEADS.finditer(plain):
        time = _TIME.match(plain, lead.start())
        at = time.end() if time else lead.start()
        word = next(iter(words.within(at, at + 1)), None)
        known = _regions().match(plain, at) is not None
        if known or (word and (word.start < at or word.tag[0] not in "vdpcru")):
            found[at] = known
    return found


def _place(plain: str, at: int) -> str:
    """The name of the place at `at`, or nothing."""
    words = plain[at : at + 30]
    steps = [words[: step.end] for step in place_path(words)]
    path = steps[-1] if steps else ""
    region = _regions().match(plain, at)
    if region and len(path) <= len(region[0]):
        whole = next((p for p in organs().provinces if p.startswith(region[0])), region[0])
        return whole if whole.endswith("自治区") else path or region[0]
    # 甲市刚刚结束的市委书记: the words behind the first place are none
    return next((step for step in reversed(steps) if not _NO_PLACE.search(step)), "")


@lru_cache(maxsize=1)
def _regions() -> re.Pattern[str]:
    return re.compile(f"{either(organs().provinces)}|{either(organs().short_provinces)}")
