"""The picture of a chain: a box for each body with its seats, a layer for each level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.dates import Certainty
from graph.queries.chain import BodyAt, Chain, Link
from graph.queries.holders import State
from graph.queries.seats import Seat
from graph.queries.tenure import Holder
from graph.record import Node
from graph.schema import schema
from visualize.citations import Citations
from visualize.legend import legend_of
from visualize.picture import (
    Detail,
    Emphasis,
    Picture,
    PictureEdge,
    PictureLine,
    PictureNode,
    Style,
)  # fmt: skip
from visualize.words import NOT_RECORDED, certainty_mark, eyebrow, joined, tenure_words

_DIRECTIONS = {"up": "向上追溯", "down": "向下展开"}
_SAID = frozenset({State.DISPUTE, State.HANDOVER, State.VACANT, State.NOT_RECORDED})


def chain_picture(found: Chain, titles: Mapping[str, str]) -> Picture:
    """The picture of a chain. `titles` are those of the documents cited, by document id
    (`citations.document_titles`)."""
    citations = Citations(titles)
    deepest = max((at.depth for at in found.bodies), default=0)
    up = found.direction == "up"
    nodes = tuple(
        _box(at, deepest - at.depth if up else at.depth, order, found, citations)
        for order, at in enumerate(found.bodies)
    )
    names = _names(found)
    edges = tuple(_lines(found, names, citations))
    name, direction = found.subject.caption, _DIRECTIONS[found.direction]
    return Picture(
        title=f"{name} · {_duty(found.duty)}链条",
        subtitle=f"自{eyebrow(found.subject)} {name} {direction}",
        as_of=found.on,
        filters=(f"责任：{_duty(found.duty)}", f"方向：{direction}"),
        nodes=nodes,
        edges=edges,
        legend=legend_of(nodes, edges),
        sources=citations.listed(),
        shown=len(nodes),
        total=max(found.total, len(nodes)),
        notes=tuple(_notes(found, names)),
        layout="rows" if up else "columns",
        layers=_layers(deepest, up),
    )


def duties_picture(party: Chain, discipline: Chain, titles: Mapping[str, str]) -> Picture:
    """Both duties upwards from one subject, side by side: a discipline organ stands on the row of
    the party committee beside it. A line of one duty never leads into the other's chain; what joins
    them is dotted."""
    citations = Citations(titles)
    depths = _aligned(party, discipline)
    found = {at.body.id: (at, party) for at in party.bodies}
    for at in discipline.bodies:
        found.setdefault(at.body.id, (at, discipline))
    deepest = max(depths.values(), default=0)
    nodes = tuple(
        _box(at, deepest - depths[at.body.id], order, chain, citations)
        for order, (at, chain) in enumerate(found.values())
    )
    names = _names(party) | _names(discipline)
    lines = {e.id: e for c in (party, discipline) for e in _lines(c, names, citations)}
    edges = tuple(lines.values())
    name, duties = party.subject.caption, f"{_duty(party.duty)}与{_duty(discipline.duty)}"
    notes = [
        f"{_duty(chain.duty)}：{note}"
        for chain in (party, discipline)
        for note in _notes(chain, names)
    ]
    return Picture(
        title=f"{name} · {duties}",
        subtitle=f"自{eyebrow(party.subject)} {name} {_DIRECTIONS['up']}",
        as_of=party.on,
        filters=(f"责任：{duties}", f"方向：{_DIRECTIONS['up']}"),
        nodes=nodes,
        edges=edges,
        legend=legend_of(nodes, edges),
        sources=citations.listed(),
        shown=len(nodes),
        total=max(len(nodes), party.total + discipline.total - _shared(party, discipline)),
        notes=tuple(notes),
        layout="rows",
        layers=_layers(deepest, up=True),
    )


def _aligned(party: Chain, discipline: Chain) -> dict[str, int]:
    """The level of each body: that of the party chain; of a discipline organ that of the committee
    beside it, and always above the organs that answer to it."""
    depths = {at.body.id: at.depth for at in party.bodies}
    for at in discipline.bodies:
        if at.body.id in depths:
            continue
        beside = [
            depths[link.upper]
            for link in discipline.links
            if link.lower == at.body.id and not link.main and link.upper in depths
        ]
        below = [
            depths[link.lower] + 1
            for link in discipline.links
            if link.upper == at.body.id and link.main and link.lower in depths
        ]
        depths[at.body.id] = max([*below, *(beside or [at.depth])])
    return depths


def _shared(one: Chain, other: Chain) -> int:
    bodies = {at.body.id for at in one.bodies}
    return sum(at.body.id in bodies for at in other.bodies)


def _lines(found: Chain, names: Mapping[str, str], citations: Citations) -> Iterator[PictureEdge]:
    return (_line(link, names, citations) for link in found.links)


def _duty(duty: str) -> str:
    return schema().term("duty", duty).zh


def _layers(deepest: int, up: bool) -> tuple[str, ...]:
    names = ["本级", *(f"{'上' if up else '下'} {n} 级" for n in range(1, deepest + 1))]
    return tuple(reversed(names) if up else names)


def _names(found: Chain) -> dict[str, str]:
    """What everything in the chain is called, by id."""
    seats = [seat for at in found.bodies for seat in (*at.heads, *at.beside)]
    people = {h.person.id: h.person.caption for seat in seats for h in seat.holders}
    bodies = {at.body.id: at.body.caption for at in found.bodies}
    return {found.subject.id: found.subject.caption, **bodies, **people}


def _box(at: BodyAt, layer: int, order: int, found: Chain, citations: Citations) -> PictureNode:
    lines = [line for seat in at.heads for line in _seat_lines(seat, "head", citations)]
    lines += [line for seat in at.beside for line in _seat_lines(seat, "beside", citations)]
    centre = found.subject.id == at.body.id or any(
        h.person.id == found.subject.id for seat in (*at.heads, *at.beside) for h in seat.holders
    )
    details = (Detail("类型", eyebrow(at.body)), *_level(at.body))
    return PictureNode(
        at.body.id, at.body.kind, eyebrow(at.body), at.body.caption, at.body.group,
        tuple(lines), details, layer, order, centre,
    )  # fmt: skip


def _level(body: Node) -> Iterator[Detail]:
    if level := body.first("level"):
        yield Detail("层级", level)


def _seat_lines(seat: Seat, emphasis: Emphasis, citations: Citations) -> Iterator[PictureLine]:
    """The state in words where it is not plainly held, then each holder."""
    role = _role(seat)
    lapsed = certainty_mark(seat.certainty)
    if seat.state in _SAID:
        yield PictureLine(
            role, _state_words(seat), mark=lapsed, emphasis=emphasis, missing=True,
            certain=not lapsed, sources=citations.cite(seat.vacancy),
        )  # fmt: skip
    for holder in seat.holders:
        yield _holder_line(role, holder, seat.certainty, emphasis, citations)


def _role(seat: Seat) -> str:
    """The seat's post; before it the part that it has, where the title does not say it."""
    named = {**schema().enumerations["head_of"], **schema().enumerations["oversight"]}
    part = named[seat.role].zh if seat.role in named else ""
    if seat.post is None:
        return part
    title = seat.post.caption
    return f"{part} · {title}" if seat.role in schema().enumerations["oversight"] else title


def _state_words(seat: Seat) -> str:
    if seat.post is None:
        return f"{NOT_RECORDED}（无此职务记录）"
    return seat.state.label


def _holder_line(
    role: str, holder: Holder, seat: Certainty, emphasis: Emphasis, citations: Citations
) -> PictureLine:
    certain = holder.certainty is Certainty.CERTAIN and seat is Certainty.CERTAIN
    marks = [
        "" if certain else Certainty.POSSIBLE.label,
        "" if holder.nature == "正式" else holder.nature,
        "兼任" if holder.concurrent else "",
    ]
    return PictureLine(
        role,
        holder.person.caption,
        tenure_words(holder),
        " ".join(mark for mark in marks if mark),
        emphasis,
        certain=certain,
        node=holder.person.id,
        relation=holder.edge.kind,
        sources=citations.cite(holder.sources),
    )


def _line(link: Link, names: Mapping[str, str], citations: Citations) -> PictureEdge:
    certain = link.certainty is Certainty.CERTAIN
    style: Style = "dotted" if not link.main else "solid" if certain else "dashed"
    words = [_duty(link.duty), certainty_mark(link.certainty)]
    if not link.main:
        words.append("旁注")
    if link.talks:
        words.append(f"谈话 {len(link.talks)} 次")
    details = [
        Detail("关系", f"{names[link.lower]} → {names[link.upper]}"),
        Detail("责任", _duty(link.duty)),
        Detail("确定性", link.certainty.label),
        Detail("追溯", "随此线追溯" if link.main else "只作旁注，不随此线追溯"),
        *_talks(link, names),
    ]
    return PictureEdge(
        id=f"{link.lower}>{link.upper}>{link.duty}",
        kind="ANSWERS_TO",
        facet=link.duty,
        source=link.lower,
        target=link.upper,
        label=" · ".join(word for word in words if word),
        style=style,
        certainty=link.certainty.label,
        group=link.duty,
        main=link.main,
        details=tuple(details),
        sources=citations.cite(link.sources),
    )


def _talks(link: Link, names: Mapping[str, str]) -> Iterator[Detail]:
    if not link.talks:
        yield Detail("谈话", f"所查期间{NOT_RECORDED}")
    for talk in link.talks:
        who = f"{_people(talk.talkers, names)} → {_people(talk.talked_to, names)}"
        yield Detail("谈话", f"{talk.on or '日期未见记录'} {talk.talk.caption}：{who}")


def _people(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return joined([names[i] for i in ids])


def _notes(found: Chain, names: Mapping[str, str]) -> Iterator[str]:
    """The chain's notes, each with whom it is about where its text does not name them."""
    for note in found.notes:
        about = [names[i] for i in note.nodes if i in names and names[i] not in note.text]
        yield f"{joined(about)}：{note.text}" if about else note.text
