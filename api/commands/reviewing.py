"""Commands on what texts may tell: propose, and review with its parts."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.commands.options import JsonOption, StoreOption, opened, put
from api.shapes.review import STATES, proposal_shapes
from api.views.console import advancing, console
from api.views.review import proposals_view, proposing_view
from graph.errors import InvalidData, NotFound
from graph.proposals import Proposal, count, known, listed, waiting
from graph.store import Store
from loaders.tables import check_file
from loaders.text.proposing import deciding
from loaders.text.proposing.namesakes import people_in

review_app = typer.Typer(name="review", rich_markup_mode=None)


class StateChoice(StrEnum):
    """Which facts are listed."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user in the system's list
        return ""


IdArgument = Annotated[str, typer.Argument(metavar="ID", help="事实的编号")]
IdsArgument = Annotated[list[str], typer.Argument(metavar="ID...", help="事实的编号，可几个")]
ByOption = Annotated[str, typer.Option("--by", help="由谁决定；省略则为系统用户名")]
NoteOption = Annotated[str, typer.Option("--note", help="附言，如依据")]
DocumentOption = Annotated[str, typer.Option("--document", help="只看这份文件的：文件的编号")]
PersonArgument = Annotated[str, typer.Argument(help="库里那个人的编号，见 review show")]
NameOption = Annotated[
    str | None, typer.Option("--name", help="事实里哪个姓名；只有一个人时可省略")
]


def propose(
    files: Annotated[list[Path], typer.Argument(help="文本：TXT、HTML、DOCX、有文字的 PDF")],
    genre: Annotated[
        str, typer.Option("--as", help="文体：notice 通报，resume 简历，article 报道")
    ],
    above: Annotated[
        float | None, typer.Option("--accept-above", help="置信度达到此数的按规则确认，如 0.9")
    ] = None,
    by: ByOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """读文本，把读出的事实提出来等人确认；同一文本再读，已提出的不再提"""
    from loaders.text.proposing.files import (
        propose_files,  # what reads texts takes long to import; no other command needs it
    )

    for file in files:
        check_file(file)
    if above is not None:
        deciding.check_threshold(above)
    with (
        closing(opened(store, create=True)) as target,
        advancing("读文本", quiet=as_json) as progress,
    ):
        done = propose_files(target, files, genre, progress)
        accepted = left = doubtful = 0
        if above is not None:
            accepted = deciding.accept_above(target, above, by or _user(), done.documents)
        for portion in waiting(target, done.documents):
            left += len(portion)
            doubtful += len(deciding.doubtful(target, portion))
    answer = {
        "texts": done.texts, "new": done.new, "known": done.known, "accepted": accepted,
        "waiting": left, "namesakes": doubtful, "documents": done.documents,
        "notes": dict(done.notes),
    }  # fmt: skip
    put(answer, proposing_view(done, accepted, left, doubtful), as_json=as_json)


@review_app.callback(invoke_without_command=True)
def review(context: typer.Context) -> None:
    """待确认的事实：列出、看原文、确认、改正、否定、认定同名的人"""
    if context.invoked_subcommand is None:
        list_facts()


@review_app.command("list")
def list_facts(
    document: DocumentOption = "",
    state: Annotated[StateChoice, typer.Option("--state", help="哪一种")] = StateChoice.WAITING,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几条")] = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出待确认（或已确认、已否定）的事实，各在原句之旁"""
    with closing(opened(store)) as target:
        found = listed(target, state.value, document, limit=limit)
        total = count(target, state.value, document)
        shapes = proposal_shapes(target, found)
    answer = {"total": total, "state": STATES[state.value], "items": shapes}
    put(answer, proposals_view(shapes, total - len(shapes)), as_json=as_json)


@review_app.command()
def show(fact: IdArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """看一条事实：原句、各项、库里同名的人"""
    with closing(opened(store)) as target:
        (shape,) = proposal_shapes(target, [_one(target, fact)])
    put(shape, proposals_view([shape], 0), as_json=as_json)


@review_app.command()
def accept(
    facts: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="事实的编号，可几个")
    ] = None,
    above: Annotated[
        float | None, typer.Option("--above", help="不写编号：置信度达到此数的按规则确认")
    ] = None,
    document: DocumentOption = "",
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """确认：写成一个批次，可用 undo 撤销；按规则确认的注明规则，人员有同名的不按规则确认"""
    if bool(facts) == (above is not None):
        raise InvalidData("要写事实的编号，或 --above，二者之一", remedy="如 review accept ID")
    with closing(opened(store)) as target:
        if above is not None:
            number = deciding.accept_above(
                target, above, by or _user(), [document] if document else None
            )
            told = f"按规则（置信度 ≥ {above:g}）确认 {number} 条"
            put({"accepted": number}, Text(told), as_json=as_json)
            return
        done = deciding.accept(target, facts or (), by or _user(), note=note)
        _decided(target, done, as_json=as_json)


@review_app.command()
def reject(
    facts: IdsArgument,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """否定：不写入，以后读到同一处也不再提出"""
    _decide(
        store, lambda s: deciding.reject(s, facts, by or _user(), note=note), as_json=as_json
    )  # fmt: skip


@review_app.command()
def correct(
    fact: IdArgument,
    fields: Annotated[
        list[str], typer.Argument(metavar="字段=值...", help="要改的各项；值留空即去掉这一项")
    ],
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """改正后确认：原来读作什么也留着"""
    changed = _changed(fields)
    _decide(
        store, lambda s: [deciding.correct(s, fact, changed, by or _user(), note=note)],
        as_json=as_json,
    )  # fmt: skip


@review_app.command()
def same(
    fact: IdArgument,
    person: PersonArgument,
    name: NameOption = None,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """认定文中的人就是库里的这个人：这份文件里他的事实从此记在其名下"""
    _identify(fact, person, name, (by or _user(), note), store, same=True, as_json=as_json)


@review_app.command()
def different(
    fact: IdArgument,
    person: PersonArgument,
    name: NameOption = None,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """认定文中的人不是库里的这个人：不再问"""
    _identify(fact, person, name, (by or _user(), note), store, same=False, as_json=as_json)


@review_app.command()
def each(document: DocumentOption = "", by: ByOption = "", store: StoreOption = None) -> None:
    """逐条看并决定：a 确认，c 改正，r 否定，s 跳过，q 结束"""
    after = ""
    with closing(opened(store)) as target:
        while found := listed(target, document=document, after=after, limit=1):
            after = found[0].id
            shapes = proposal_shapes(target, found)
            console.print(proposals_view(shapes, 0))
            if not _answered(target, found[0], by or _user()):
                return
    console.print("看完了")


def _answered(store: Store, fact: Proposal, by: str) -> bool:
    """Do what is answered about a fact; false to end. What is refused is told and asked again."""
    while True:
        answer = typer.prompt("a 确认 / c 改正 / r 否定 / s 跳过 / q 结束").strip().lower()
        try:
            match answer:
                case "a":
                    deciding.accept(store, [fact.id], by)
                case "c":
                    written = typer.prompt("要改的各项，如 职务=副局长 起=2014-05")
                    deciding.correct(store, fact.id, _changed(written.split()), by)
                case "r":
                    deciding.reject(store, [fact.id], by)
                case "s" | "q":
                    return bool(answer == "s")
                case _:
                    continue
        except InvalidData as error:
            console.print(Text(f"✗ {error.message}　→ {error.remedy}", style="red"))
            continue
        return True


def _one(store: Store, fact: str) -> Proposal:
    found = known(store, [fact]).get(fact)
    if found is None:
        raise NotFound(f"没有待确认的 {fact}", remedy="用 zerenlian review list 列出")
    return found


def _changed(fields: Sequence[str]) -> dict[str, str]:
    """`字段=值` as fields."""
    changed: dict[str, str] = {}
    for written in fields:
        label, sign, value = written.partition("=")
        if not sign:
            raise InvalidData(f"“{written}”不是 字段=值", remedy="如 职务=副局长；值里有空格加引号")
        changed[label] = value
    return changed


def _identify(
    fact: str, person: str, name: str | None, signed: tuple[str, str], url: str | None, *,
    same: bool, as_json: bool,
) -> None:  # fmt: skip
    def decide(store: Store) -> list[Proposal]:
        names = people_in(_one(store, fact))
        if name is None and len(names) != 1:
            raise InvalidData(f"这一条说到 {len(names)} 个人", remedy="用 --name 写明是哪一个")
        by, note = signed
        meant = name or names[0]
        return [deciding.identify(store, fact, meant, person, by, same=same, note=note)]

    _decide(url, decide, as_json=as_json)


def _decide(
    url: str | None, decide: Callable[[Store], list[Proposal]], *, as_json: bool
) -> None:  # fmt: skip
    with closing(opened(url)) as target:
        _decided(target, decide(target), as_json=as_json)


def _decided(store: Store, done: list[Proposal], *, as_json: bool) -> None:
    """Tell what was decided."""
    shapes = proposal_shapes(store, done)
    told = Text(f"{shapes[0].state_label} {len(shapes)} 条" if shapes else "没有要决定的")
    if shapes and shapes[0].decision and shapes[0].decision.batch:
        batch = shapes[0].decision.batch
        told.append(f"；批次 {batch}，撤销：zerenlian undo {batch}", style="dim")
    put(shapes, told, as_json=as_json)
