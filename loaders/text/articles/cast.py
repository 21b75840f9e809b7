"""Who appears in an article, and whom a clause is about that does not say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from loaders.text.articles.beginnings import WITH, Beginnings
from loaders.text.articles.sentences import REACH, Sentence
from loaders.text.articles.setting import Setting
from loaders.text.mentions import Introductions, Mention, Person, occurrences
from loaders.text.people import Name, Names
from loaders.text.places import RELATIVE, Surroundings
from loaders.text.tagging import Words

_NO_NAMES: Final = ("d", "ad", "v", "vd", "p", "c", "r", "u", "xc", "TIME")
"""Sorts of words that names of people never are."""
_OTHER_WORD: Final = 3
"""The longest name that may be another word; what is longer begins with a surname of two signs."""
_ADVERBS: Final = ("d", "ad", "TIME")
_DENIED: Final = re.compile("[不未没]")
_CLAUSE: Final = re.compile("[，；。：！？\n]")
_JUDGED: Final = re.compile(
    "(?<=判处)[一-龥·]{2,6}?(?=有期徒刑|无期徒刑|死刑|拘役)"
    "|(?<=对)[一-龥·]{2,6}?(?=立案|采取留置|提起公诉|(?:进行|开展)?审查调查)"
    "|(?<=审理)[一-龥·]{2,6}?(?=(?:涉嫌)?(?:受贿|贪污|行贿|挪用|滥用职权|玩忽职守|职务犯罪))"
)
"""Who was sentenced, charged or investigated; often nothing else introduces him."""
_SOMEBODY: Final = re.compile(
    "干部|人员|群众|党员|当事人|对象|负责人|[行受]贿人|老板|商人|同案|[主从]犯|被告|嫌疑人|(?:[多几数余一二两三四五六七八九十]|\\d)[名位人]"
)
"""Words for people who are not named."""
_ACTS: Final = re.compile(
    "(?!在|被|经|由|接受)[^，。；：“”\n]{0,8}?(?:说|介绍|坦言|感慨|告诉|指出|强调|认为|痛心|讲话|发言|宣布|约谈|家访|走访|看望|劝说|陪同"
    "|带队|带领|主持)|[^，。；：“”\n]{0,4}?表示(?!(?:认|悔|愿|服|接受))"
)
"""What stands behind the name of an official who acts on others or speaks of what is told."""
_BETWEEN: Final = re.compile("[，。；：]|谈话|约谈|家访|劝说|汇报|陪同")
"""What stands between who was named and what is told later."""
_AS_AGENT: Final = re.compile("(?:被|由|经|向|在|受|接受|会同|得知|获悉|听说|看到)$")
_TO: Final = re.compile("[向被]$")
"""What stands before somebody to whom another does something, or who does it to him."""
_RELATIVE: Final = (
    "(?:妻子?|丈夫|爱人|配偶|父亲|母亲|父母|儿子|女儿|子女|哥哥|弟弟|姐姐|妹妹"
    "|亲属|家属|家人|司机|秘书|下属)"
)
_KIN: Final = re.compile(f"[的其]?{_RELATIVE}")
"""What stands behind somebody where another is spoken of."""
_KIN_GOT: Final = re.compile(f"(?<![携偕带与和])(?<![与和]其){_RELATIVE}[^，。；：下后时]{{0,10}}$")
"""What stands before what another got: 其妻被…, but not 在妻子劝说下."""
_WITH: Final = re.compile("[与同跟和]$")
"""What stands before somebody with whom another does something, and before one of two."""
_TALKED_WITH: Final = re.compile("(?:开展|进行|实施|作)了?[^，。；]{0,8}?谈话")
"""What stands behind somebody with whom an official holds a talk."""
_JOINTS: Final = ("、", "和", "及", "以及")
"""What stands between those who are named as one."""
_ALONG: Final = re.compile("[携偕带][^，。；]{0,4}$|[与和同]其[^，。；]{0,4}$")
_MASKED: Final = re.compile("[一-龥]某[某甲乙丙丁]?")
"""A person of whom the surname is printed; * masks other words too (*务撤职)."""
_BEFORE_VERB: Final = ("TIME", "d", "ad", "c", "w", "u", "xc")
_VERBAL: Final = ("v", "vd", "vn", "p", "a", "an")
_SAME_ONE: Final = ("其", "他", "她", "本人")
"""Sorts of words that stand before a verb or in its place, and words for who was named before."""


class Cast:
    """The people of one article: `introduced` are those who are named with a post, where they are,
    `known` the names of all."""

    def __init__(
        self, plain: str, words: Words, setting: Setting, sentences: Sequence[Sentence]
    ) -> None:
        self._plain, self._words, self._setting = plain, words, setting
        self._names = Names(plain, words)
        self._around = Surroundings()
        self._learned = 0
        self._begins = Beginnings(plain, words)
        self._introductions = Introductions(plain, self._names, self._around, self._beginning)
        self.introduced: list[Mention] = [
            mention for sentence in sentences for mention in self._introduced_in(sentence)
        ]
        self._posts = {mention.name.start: mention.start for mention in self.introduced}
        self.known = {mention.name.words for mention in self.introduced}
        self.known |= {judged[0] for judged in _JUDGED.finditer(plain) if self._is_person(judged)}

    def _beginning(self, start: int, end: int) -> int:
        """Where the first post of the list in [start, end) begins, the places up to there learned:
        what a sentence names later is not meant before."""
        self._around.learn(self._setting.named(self._learned, end - 1))
        self._learned = max(self._learned, end)
        begin = self._begins.of(start, end)
        name = self._names.at(begin)
        along = name is not None and self._plain.startswith(WITH, name.end)
        if name and along and RELATIVE.match(self._plain, name.end + 1, end):
            return name.end + 1  # 周岚同县审计局局长何远谈话
        return begin

    def _introduced_in(self, sentence: Sentence) -> list[Mention]:
        if not self._around.paths:
            self._around.learn(self._setting.named(sentence.start, sentence.end))
        found = self._introductions.within(sentence.start, sentence.end)
        return [mention for mention in found if self._is_name(mention.name)]

    def _is_name(self, name: Name) -> bool:
        """Whether the tagger does not see one other word there, an adverb or a verb (陆续)."""
        return len(name.words) > _OTHER_WORD or not any(
            (word.start, word.end) == (name.start, name.end) and word.tag in _NO_NAMES
            for word in self._words.within(name.start, name.end)
        )

    def _is_person(self, judged: re.Match[str]) -> bool:
        """Whether a name stands there and nothing more."""
        name = self._names.at(judged.start())
        return name is not None and name.end == judged.end()

    def people(self, start: int, end: int) -> list[str]:
        """The people who are named in [start, end), in order."""
        return list(dict.fromkeys(name for *_, name in occurrences(
            self._plain, self.known, start, end)))  # fmt: skip

    def without_names(self, words: str) -> str:
        """Words without the names of people in them, whose signs say nothing else (周能, 李可)."""
        for start, end, _ in reversed(occurrences(words, self.known, 0, len(words))):
            words = words[:start] + words[end:]
        return words

    def posted(self, start: int, end: int) -> list[Person]:
        """Where people are named in [start, end), with the posts that introduce them."""
        named = occurrences(self._plain, self.known, start, end)
        return [(self._posts.get(at, at), stop, name) for at, stop, name in named]

    def heads(self, start: int, end: int) -> list[Person]:
        """The same without those who only tell who another one is: 甲 of 甲的司机, 甲的副手乙."""
        named = self.posted(start, end)
        told = {a for a, b in pairwise(named) if self._plain[a[1] : b[0]] == "的"}
        return [
            person for person in named
            if person not in told and not _KIN.match(self._plain, person[1])
        ]  # fmt: skip

    def acted(self, name: str, start: int, at: int) -> bool:
        """Whether who is named last in [start, at) is `name`, and he acted on others there."""
        named = [end for _, end, who in self.posted(start, at) if who == name]
        return bool(named) and _ACTS.match(self._plain, named[-1]) is not None

    def is_of_another(self, start: int) -> bool:
        """Whether what begins at `start` is said to be somebody's: 司机 of 甲的司机乙."""
        return self._plain.startswith("的", start - 1) and any(
            end == start - 1 for _, end, _ in self.posted(max(0, start - REACH), start)
        )

    def only_adverbs(self, start: int, end: int) -> bool:
        """Whether nothing stands in [start, end) but adverbs that deny nothing and words of time:
        随即, 当天."""
        return not _DENIED.search(self._plain, start, end) and all(
            word.tag in _ADVERBS for word in self._words.within(start, end)
        )

    def person_before(self, sentence: Sentence, at: int) -> str:
        """Who was named last before `at`, in the sentence or else in its paragraph."""
        named = self._named_last(sentence, sentence.paragraph, at)
        return named[2] if named else ""

    def _named_last(self, sentence: Sentence, start: int, at: int) -> Person | None:
        """Whom a clause at `at` is about that does not say so, by the people named in [start, at).

        It is the last one, but not who acted on another or spoke of it in a clause before, nor who
        stands there as 被甲约谈 or 在甲的劝说下 does; and nobody, if somebody was named since whom
        nothing introduces (甲的妻子某某, 甲和某某).
        """
        for begin, end, name in reversed(self.posted(start, at)):
            before = _BETWEEN.search(self._plain, end, at) is not None
            if before and (
                _ACTS.match(self._plain, end) or _AS_AGENT.search(self._plain, start, begin)
            ):
                continue
            if _TO.search(self._plain, start, begin):
                continue
            with_whom = before and _WITH.search(self._plain, start, begin)
            if with_whom and not _TALKED_WITH.match(self._plain, end):
                return None
            other = _KIN.match(self._plain, end) or self.strangers(end, at)
            return None if other else (begin, end, name)
        return None

    def together(self, start: int, at: int, name: str) -> list[str]:
        """Who is named in one with `name` where that stands last in [start, at): 甲、乙和丙."""
        named = self.posted(start, at)
        while named and named[-1][2] != name:
            named.pop()
        found = [name]
        for (_, end, other), (begin, *_) in reversed(list(pairwise(named))):
            if self._plain[end:begin] not in _JOINTS:
                break
            found.insert(0, other)
        return found

    def strangers(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where people are named in [start, end) whom the article does not introduce: those whom
        the tagger sees, and masked ones. Who only comes along (携妻某某) does not count."""
        seen = [(w.start, w.end) for w in self._words.within(start, end) if w.tag == "PER"]
        seen += [masked.span() for masked in _MASKED.finditer(self._plain, start, end)]
        return [
            (first, last) for first, last in sorted(seen)
            if start <= first and last <= end
            and not occurrences(self._plain, self.known, first, last)
            and not _ALONG.search(self._plain, max(start, first - 6), first)
        ]  # fmt: skip

    def subject(self, sentence: Sentence, at: int) -> str:
        """Who the words at `at` are about: who was named last, unless somebody else is spoken of
        since then."""
        start = max(sentence.paragraph, at - REACH)
        named = self._named_last(sentence, start, at)
        if named is None:
            return ""
        _, end, name = named
        return name if self.goes_on(max(end, sentence.start), at) else ""

    def is_of_kin(self, start: int, at: int) -> bool:
        """Whether what stands at `at` is told of a relative of somebody: 其妻被…"""
        told = _KIN_GOT.search(self._plain, max(start, at - REACH), at)
        return told is not None and not self.people(told.start(), at)

    def goes_on(self, start: int, at: int) -> bool:
        """Whether the clauses in [start, at) have no subject of their own: none of them begins
        with one, nor is anybody else spoken of."""
        if _SOMEBODY.search(self._plain, start, at) or self.is_of_kin(start, at):
            return False
        heads = [m.end() for m in _CLAUSE.finditer(self._plain, max(0, start - 1), at)]
        return all(self._is_headless(head, at) for head in heads)

    def _is_headless(self, start: int, end: int) -> bool:
        """Whether a clause that begins at `start` begins with a verb or what stands before one."""
        for word in self._words.within(start, end):
            if word.start >= start and word.tag not in _BEFORE_VERB:
                return word.tag in _VERBAL or self._plain[word.start : word.end] in _SAME_ONE
        return True
