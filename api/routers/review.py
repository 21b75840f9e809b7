"""Facts that texts tell: they wait, are looked at beside their sentences, and are decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import Configured, Opened, TaggedRoute, Writable, may_write
from api.problems import MEDIA_TYPE, Problem
from api.routers.records import Cursor, Limit, link_next
from api.shapes.records import Page
from api.shapes.review import (
    KindShape,
    ProposalShape,
    TextShape,
    kind_shapes,
    proposal_shapes,
    text_shape,
)
from graph.errors import NotFound
from graph.proposals import Proposal, State, count, known, listed, source_text, source_texts
from graph.store import Store
from loaders.text.proposing import deciding

router = APIRouter(tags=["文本 texts"], route_class=TaggedRoute)
decisions = APIRouter(
    prefix="/proposals/{proposal}",
    dependencies=[Depends(may_write)],
    responses={s: {"model": Problem, "content": {MEDIA_TYPE: {}}} for s in (403, 415)},
)
"""What changes the store."""
_MARKS = 1000
"""Facts of one state that are marked in a text."""


class ProposalsShape(Page[ProposalShape]):
    """A page of facts; `total` is how many there are, `writable` whether one may decide here."""

    total: int
    writable: bool


class Deciding(BaseModel):
    """Who decides, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str = Field(max_length=100, description="由谁决定 / who decides")
    note: str = Field(default="", max_length=2000, description="附言 / a note")


class Correcting(Deciding):
    """What is right instead: fields by label, "" to leave one out."""

    fields: dict[str, str] = Field(description="要改的各项 / the fields to be changed")


class Identifying(Deciding):
    """Whether a name in the text means a person of the store."""

    name: str = Field(description="文中的姓名 / the name in the text")
    person: str = Field(description="库里那个人的编号 / the id of the person")
    same: bool = Field(description="是否同一人 / whether they are one")


@router.get("/proposals", summary="文本所述的事实，各在原句之旁")
def proposals(
    request: Request,
    response: Response,
    store: Opened,
    settings: Configured,
    writable: Writable,
    state: Annotated[State, Query(description="待确认、已确认或已否定")] = "waiting",
    document: Annotated[str, Query(description="只看这份文件的 / of one document only")] = "",
    limit: Limit = None,
    cursor: Cursor = "",
) -> ProposalsShape:
    """A page of facts of one state, in order of document and place."""
    size = limit or settings.page_limit
    found = listed(store, state, document, cursor, size)
    following = found[-1].id if len(found) == size else None
    link_next(request, response, following)
    return ProposalsShape(
        items=proposal_shapes(store, found),
        next=following,
        total=count(store, state, document),
        writable=writable,
    )


@router.get("/proposals/kinds", summary="事实的种类与各项")
def kinds() -> tuple[KindShape, ...]:
    """All kinds of facts with their fields."""
    return kind_shapes()


@router.get("/proposals/{proposal}", summary="一条事实")
def proposal(proposal: str, store: Opened) -> ProposalShape:
    """One fact beside its sentence, with the people whom its names may mean."""
    found = known(store, [proposal]).get(proposal)
    if found is None:
        raise NotFound(f"没有待确认的 {proposal}", remedy="见 /v1/proposals")
    return _shaped(store, found)


@decisions.post("/accept", summary="确认（仅限本机）")
def accept(proposal: str, store: Opened, decision: Deciding) -> ProposalShape:
    """Write a fact as an ordinary batch, which can be undone."""
    (done,) = deciding.accept(store, [proposal], decision.by, note=decision.note)
    return _shaped(store, done)


@decisions.post("/reject", summary="否定（仅限本机）")
def reject(proposal: str, store: Opened, decision: Deciding) -> ProposalShape:
    """Remember that a fact is not so."""
    (done,) = deciding.reject(store, [proposal], decision.by, note=decision.note)
    return _shaped(store, done)


@decisions.post("/correct", summary="改正后确认（仅限本机）")
def correct(proposal: str, store: Opened, decision: Correcting) -> ProposalShape:
    """Write something else than was read; what was read is kept beside it."""
    done = deciding.correct(store, proposal, decision.fields, decision.by, note=decision.note)
    return _shaped(store, done)


@decisions.post("/identity", summary="认定同名的人（仅限本机）")
def identity(proposal: str, store: Opened, decision: Identifying) -> ProposalShape:
    """Decide whether a name in the document of a fact means a person of the store."""
    done = deciding.identify(
        store, proposal, decision.name, decision.person, decision.by, same=decision.same,
        note=decision.note,
    )  # fmt: skip
    return _shaped(store, done)


@router.get("/texts", summary="哪些文件留有原文")
def kept(
    store: Opened,
    document: Annotated[
        list[str], Query(description="文件的编号，可重复 / may be repeated", max_length=100)
    ],
) -> list[str]:
    """Those of the documents asked for whose texts are kept, in the order asked."""
    return list(source_texts(store, document))


@router.get("/texts/{document}", summary="文本，及其中各条事实的位置")
def text(document: str, store: Opened) -> TextShape:
    """A text in which facts were found."""
    found = source_text(store, document)
    if found is None:
        raise NotFound(f"没有留存文件 {document} 的原文", remedy="用 zerenlian propose 读入文本")
    return text_shape(found, marks_in(store, document))


def marks_in(store: Store, document: str) -> list[Proposal]:
    """The facts of a document that are not refused, in order of place."""
    states: tuple[State, ...] = ("waiting", "accepted")
    found = [one for state in states for one in listed(store, state, document, limit=_MARKS)]
    return sorted(found, key=lambda one: (one.start, one.end, one.id))


def _shaped(store: Store, found: Proposal) -> ProposalShape:
    (shape,) = proposal_shapes(store, [found])
    return shape


router.include_router(decisions)
