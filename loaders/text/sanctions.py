"""Sanctions: what was done about whom, and the month that governs it.

The subject is who stands at the head of the clause (甲受到…), behind 给予 or 对, or who was the
subject of the clause before. A date holds for every sanction behind it in the sentence, if nothing
but procedure stands between (2022年1月，甲被开除党籍): otherwise it is the date of the conduct.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from loaders.text.mentions import Person, opens_clause, side_by_side
from loaders.text.numerals import NUMBER, whole
from loaders.text.posts import title_before
from loaders.text.times import Time
from loaders.text.words import sanction_words

_TRIGGER: Final = re.compile(
    "受到|给予|予以|被|受(?=[党政])|处以|作出|判处|并处|免去|降为|责令|责成|进行了?$|等[\\d一二两三四五六七八九十]{1,3}人$"
)
_GIVEN: Final = re.compile(r"^(?:[、和及]|并)?[^，。；]{0,12}?(?:处分|处理)")
_BEFORE: Final = re.compile("曾(?:经)?[^，。；]{0,12}(?:受到?|被)?[^，。；]{0,4}$")
"""What someone had got earlier, unless the sign is his surname."""
_NAMING: Final = re.compile("(?:给予|对|将|给|免去|撤销|开除|责令)(?:其中的?)?$")
_PROCEDURE: Final = re.compile(
    "(?:同志|等人|[两二三四五六七八九十\\d]人|分别|均|都|也|被|受到|给予|予以|进行|作出)*"
)
"""What stands between the subject of a clause and what he got."""
_GIVEN_TO: Final = re.compile("[对给][^，。；]*")
_UNREAD: Final = re.compile(f"(?:[一-龥·]{{2,5}})??{_PROCEDURE.pattern}")
"""The same, also behind a name that could not be read."""
_UNREAD_HEAD: Final = re.compile(
    "(?!期间|职务|一职|岗位|[后时])[一-龥·]{2,5}?(?:分别|均|也|被|受到|给予|予以)"
    f"{_PROCEDURE.pattern}"
)
"""The same at the head of a clause."""
_HIS_POST: Final = re.compile("担任|免去|撤销|身为|作为|因|被|受到|任职")
"""What says of a post that it is of whom the clause before is about."""
_LOWERED: Final = re.compile("[由从自]")
_LISTED: Final = re.compile("处[分理][、和]$")
"""What stands before somebody who got something else in the same clause."""
_BOTH: Final = re.compile("[，；]?(?:以上|上述|对|给予|其)?([两二三四五六2-6])人")
_UNNAMED: Final = re.compile(
    "(?:其他|其余|相关|有关|相应|涉案|多名|另有|[一二三四五六七八九十\\d]{1,5}名)[^，。；]{0,12}(?:人|人员|干部|党员|单位|党组织|同志|班子)"
    "|(?:人员|干部|党员|负责人)(?=分别|均|也|被|受到|给予|进行)"
    "|[一-龥](?:委|党委|党组|党支部|党总支|局|政府|公司|部门|村委会|中心|医院|学校|办)(?=(?:分别|均|也)?(?:被|受到|作出))"
)
_NEUTRAL: Final = re.compile(
    r"(?:[、和及与等人\s]|[二两三四五六七八九十\d]人|以上|上述|同志|分别|先后|同时|相继|均|都|也|已|并|其|又|还|经查|决定|依[法规纪]|因此|最终)*"
    r"(?:(?:因|经|由|受|被|给|予|对|存在|根据|按照|涉嫌|以|犯|处|判|按|免|责令|移送|构成|数罪|开除|取消|撤销|降|罚|没收|剥夺)[^。]*"
    r"|与[^，。；]{2,16}(?:合并|一并)处理"
    r"|[一-龥]{2,24}(?:局|厅|院|校|政府|中心|公司|集团|办|支部|总支|大学|党组|会|处)(?:研究)?(?:决定)?(?:给予|对)"
    r"|[^。]*(?:法院|检察院|纪委|监委|党委|党组|公司|机关|委员会|市委|县委|省委|区委)[^。]*)?"
)
_TERM: Final = re.compile(rf"(?:({NUMBER})年)?[零〇又]?(?:({NUMBER})个?月)?$")
_PRISON: Final = "判处有期徒刑"
_NEXT: Final = re.compile(
    rf"[、和](?:有期徒刑)?(?={NUMBER})(?:{NUMBER}年)?(?:{NUMBER}个月)?(?![至到前内以多来间])"
)
"""One more length behind a prison term: 分别被判处有期徒刑三年、二年."""
_IN_ALL: Final = re.compile("(?:决定|合并)执行$")
_APART: Final = re.compile("分别")
_EACH: Final = re.compile("分别|均|各(?![级项种单部类地])")
_WITHIN: Final = re.compile("[一-龥][于在]$")
"""What stands before a date that does not open its clause: 甲被开除党籍，并于2022年10月…"""
_AND: Final = re.compile("[、和及与]")
_CLAUSE: Final = re.compile("[，；]")
_DISMISSED: Final = {"开除党籍", "开除公职"}
"""What is done to the same man at once, in the party and in his office."""
_EARLIER: Final = re.compile("(?:[；，]|在)此(?:之)?前，?[^，。；]{0,5}(?:被|受到)")
"""What stands between a date and what was done before it: 此前已被开除党籍."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction at [start, end), on whom, and when."""

    start: int
    end: int
    kind: str
    names: tuple[str, ...]
    time: Time | None
    months: int | None


@dataclass(frozen=True, slots=True)
class _Term:
    """Words of a sanction."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause [start, end) with the people and sanctions in it."""

    start: int
    end: int
    people: list[Person] = field(default_factory=list)
    terms: list[_Term] = field(default_factory=list)


def sanctions(
    plain: str, start: int, end: int, people: Sequence[Person], times: Sequence[Time],
    default: tuple[str, ...],
) -> list[Sanction]:  # fmt: skip
    """The sanctions in one sentence, in order.

    `people` and `times` are those named in it, in order. `default` is who is meant where the
    sentence names nobody. What happened to people whom it does not name is left out.
    """
    terms = _terms(plain, start, end, people)
    if not terms:
        return []
    found: list[Sanction] = []
    subject = _Subject(plain, default)
    for clause in _clauses(plain, start, end, people, terms):
        names = subject.of(clause)
        shared = _shared_out(plain, clause, names)
        for number, (term, whom) in enumerate(zip(clause.terms, shared, strict=True)):
            bare = term.kind == _PRISON and "刑" not in plain[term.start : term.end]
            if whom and not (bare and whom == names):
                time = _governing(plain, term, terms, people, times)
                apart = len(shared) if whom != names else 0
                time = _in_turn(_listed(plain, time, times), number, apart)
                months = _months(plain, term) if term.kind == _PRISON else None
                found.append(Sanction(term.start, term.end, term.kind, whom, time, months))
    return found


def _terms(plain: str, start: int, end: int, people: Sequence[Person]) -> list[_Term]:
    """The words of sanctions that are given to someone."""
    kinds = sanction_words()
    found: list[_Term] = []
    named = tuple({name for *_, name in people})
    for match in _pattern().finditer(plain, start, end):
        number = next(n for n, group in enumerate(match.groups()) if group is not None)
        clause = max(plain.rfind(sign, start, match.start()) for sign in "，；。")
        before = plain[max(clause + 1, start) : match.start()]
        chained = bool(found) and len(plain[found[-1].end : match.start()]) <= len("处分，并被")
        given = (
            _TRIGGER.search(before)
            or _GIVEN.match(plain[match.end() : end])
            or chained
            or ("对" in before and before.removesuffix("同志").endswith(named))
        )
        past = _BEFORE.search(before)
        if past and not _within(match.start() - len(before) + past.start(), people):
            continue
        if kinds[number].weak and not given:
            continue
        found += [_Term(match.start(), match.end(), kind) for kind in kinds[number].all]
        if kinds[number].kind == _PRISON and "分别" in before:
            found += _more_terms(plain, match.end(), end)
    together = [t for t in found if t.kind == _PRISON and _IN_ALL.search(plain[: t.start][-6:])]
    if together:
        found = [t for t in found if t.kind != _PRISON or t in together]
    return found


def _more_terms(plain: str, at: int, end: int) -> list[_Term]:
    """The lengths that stand behind a prison term, one beside the other."""
    found: list[_Term] = []
    while (more := _NEXT.match(plain, at, end)) and more.end() > at + 2:
        found.append(_Term(at + 1, more.end(), _PRISON))
        at = more.end()
    return found


def _within(at: int, people: Sequence[Person]) -> bool:
    return any(start <= at < end for start, end, _ in people)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"({words.words})" for words in sanction_words()))


def _clauses(
    plain: str, start: int, end: int, people: Sequence[Person], terms: Sequence[_Term]
) -> list[_Clause]:
    """The clauses of a sentence, each with the people and sanctions that begin in it. The posts of
    one person may go on behind a comma."""
    begins = [begin for begin, *_ in people]
    cuts: list[int] = []
    for sign in _CLAUSE.finditer(plain, start, end):
        before = bisect_right(begins, sign.start())
        if not before or people[before - 1][1] <= sign.start():
            cuts.append(sign.end())
    cuts = sorted({*cuts, *(at for at in begins if _LISTED.search(plain[max(at - 3, start) : at]))})
    lefts = [start, *cuts]
    found = [_Clause(left, right) for left, right in zip(lefts, [*cuts, end], strict=True)]
    for person in people:
        found[bisect_right(lefts, person[0]) - 1].people.append(person)
    for term in terms:
        found[bisect_right(lefts, term.start) - 1].terms.append(term)
    return found


class _Subject:
    """Who the clauses of a sentence are about, one after the other."""

    def __init__(self, plain: str, default: tuple[str, ...]) -> None:
        self._plain = plain
        self._names = default
        self._waiting: tuple[str, ...] = ()
        """People named in clauses of their own, before the clause that says what they got."""
        self._seen: list[str] = []
        """Everybody named so far, the latest last."""
        self._got: tuple[str, ...] = ()
        """Those who got something in the clauses just before, each in one of his own."""

    def of(self, clause: _Clause) -> tuple[str, ...]:
        """Whom the sanctions of a clause concern."""
        self._seen += [name for *_, name in clause.people]
        runs = side_by_side(self._plain, clause.people)
        opening = next((run for run in runs[:1] if self._leads(clause.start, run[0][0])), None)
        if clause.terms:
            self._given(clause, runs, opening)
        elif opening and self._plain[opening[-1][1] : clause.end].strip("，；、 ") == "":
            self._waiting += tuple(name for *_, name in opening)
        elif opening:
            self._set(opening)
        elif _UNNAMED.search(self._plain, clause.start, clause.end):
            self._names = self._waiting = ()
        self._got = (*self._got, *self._names) if clause.terms else ()
        return self._names

    def _given(
        self, clause: _Clause, runs: list[list[Person]], opening: list[Person] | None
    ) -> None:
        """Whom a clause means that says what somebody got."""
        first = clause.terms[0].start
        before = [run for run in runs if run[-1][1] <= first]
        named = next((r for r in reversed(before) if self._named(clause.start, r[0][0])), None)
        run = named or opening or (before[-1] if before else None)
        if run and run is not named and _UNNAMED.search(self._plain, clause.start, run[0][0]):
            run = None
        if run:
            self._set(run)
        elif self._unnamed(clause) or self._post_alone(clause):
            self._names = self._waiting = ()
        elif both := _BOTH.match(self._plain, clause.start):
            latest = list(dict.fromkeys(reversed(self._seen)))[: whole(both[1])]
            self._names = tuple(reversed(latest)) if len(latest) == whole(both[1]) else self._names
        elif self._waiting:
            self._set([])
        elif self._got and self._each(clause.start, first):
            self._names = tuple(dict.fromkeys(self._got))

    def _each(self, start: int, first: int) -> bool:
        """Whether a clause means everybody who got something in those before."""
        several = _APART if len(self._names) > 1 else _EACH
        return several.search(self._plain, start, first) is not None

    def _set(self, run: list[Person]) -> None:
        self._names = tuple(dict.fromkeys([*self._waiting, *(name for *_, name in run)]))
        self._waiting = ()

    def _unnamed(self, clause: _Clause) -> bool:
        """Whether it is a body or people without names that get what the clause says."""
        found = _UNNAMED.search(self._plain, clause.start, clause.end)
        return found is not None and found.start() < clause.terms[0].start

    def _post_alone(self, clause: _Clause) -> bool:
        """Whether it is the holder of a post without a name who gets what the clause says."""
        first = clause.terms[0].start
        spans = title_before(self._plain, clause.start, first)
        if not spans or _LOWERED.search(self._plain, clause.start, spans[-1][0]):
            return False
        post = (clause.start, spans[-1][0])
        if _GIVEN_TO.match(self._plain, *post):
            return _UNREAD.fullmatch(self._plain, spans[-1][1], first) is not None
        if _PROCEDURE.fullmatch(self._plain, spans[-1][1], first):
            return True
        unread = _UNREAD_HEAD.fullmatch(self._plain, spans[-1][1], first)
        return unread is not None and not _HIS_POST.search(self._plain, *post)

    def _leads(self, left: int, at: int) -> bool:
        """Whether a clause from `left` on is about who stands at `at`."""
        return opens_clause(self._plain, at) or self._named(left, at)

    def _named(self, left: int, at: int) -> bool:
        return _NAMING.search(self._plain[left:at]) is not None


def _shared_out(plain: str, clause: _Clause, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Who gets which sanction: 分别 gives each his own, if there are as many; who is dismissed is
    so from both the party and his office."""
    terms = clause.terms
    if {term.kind for term in terms} >= _DISMISSED:
        return [names] * len(terms)
    if terms and len(names) == len(terms) > 1 and "分别" in plain[clause.start : terms[0].start]:
        return [(name,) for name in names]
    return [names] * len(terms)


def _governing(
    plain: str, term: _Term, terms: list[_Term], people: Sequence[Person], times: Sequence[Time]
) -> Time | None:
    """The date that holds for a sanction: the last one before it, if only procedure follows it."""
    before = (t for t in reversed(times) if t.end <= term.start)
    time = next((t for t in before if not _of_another(plain, t, term, terms, people)), None)
    if time is None or time.ranged or _EARLIER.search(plain, time.end, term.start):
        return None
    first = _first(terms, time)
    stretch, at = "", time.end
    for begin, finish, _ in people:
        if time.end <= begin and finish <= first.start:
            stretch += plain[at:begin]
            at = finish
    stretch += plain[at : first.start]
    procedure = all(_NEUTRAL.fullmatch(clause) for clause in _CLAUSE.split(stretch))
    return time if procedure else None


def _first(terms: list[_Term], time: Time) -> _Term:
    """The first of the sanctions behind a date."""
    return next(t for t in terms if t.start >= time.end)


def _of_another(
    plain: str, time: Time, term: _Term, terms: list[_Term], people: Sequence[Person]
) -> bool:
    """Whether a date stands within what is told of one, and the term is of who is named after that:
    甲被开除党籍，2022年10月被判处…；乙受到…"""
    other = next((begin for begin, *_ in people if time.end <= begin < term.start), None)
    first = _first(terms, time)
    if other is None or other <= first.start:
        return False
    if _WITHIN.search(plain[max(time.start - 2, 0) : time.start]):
        return True
    part = plain.rfind("；", people[0][0], time.start)
    told = any(part < begin < time.start for begin, *_ in people)
    return told and plain.find("；", first.end, other) >= 0


def _in_turn(listed: list[Time], number: int, apart: int) -> Time | None:
    """The date of a list for the `number`th of those who are told `apart`. Of several dates none
    is meant for anybody else."""
    if len(listed) > 1:
        return listed[number] if len(listed) == apart else None
    return next(iter(listed), None)


def _listed(plain: str, last: Time | None, times: Sequence[Time]) -> list[Time]:
    """The dates of the list that ends with `last`: 2022年12月、2023年3月."""
    found: list[Time] = []
    for time in times[: times.index(last) + 1] if last else ():
        joined = found and _AND.fullmatch(plain, found[-1].end, time.start)
        found = [*found, time] if joined else [time]
    return found


def _months(plain: str, term: _Term) -> int | None:
    """The length of a prison term."""
    found = _TERM.search(plain[term.start : term.end].rpartition("徒刑")[2])
    if found is None or not (found[1] or found[2]):
        return None
    return whole(found[1] or "0") * 12 + whole(found[2] or "0")
