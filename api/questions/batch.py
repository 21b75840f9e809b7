"""`holders --batch`: one question a line in, one answer a line out, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from api.errors import file_fault
from graph.dates import Certainty, parse, window
from graph.errors import Ambiguous, GraphError, InvalidData, NotFound
from graph.queries.holders import PostHolders
from graph.queries.holders import holders as holders_query
from graph.queries.tenure import Holder
from graph.resolve import bodies, posts
from graph.store import View

QUESTION = ("organization", "post", "on")


def answer_file(view: View, path: Path) -> Iterator[str]:
    """The lines of a JSON Lines file of questions, each with its `holders` or its `error`.

    A question has `organization`, `post` and `on` (a date of any precision, or a year as a number).
    Each holder has `name`, `certainty`, `since` and `until` (the first day out), as the sources
    write them: `null` where none does. Those of a body that became the one asked about count too,
    and have `as` with that body and post. A question that cannot be answered keeps its line, with
    `holders` empty and an `error`. Raises `InvalidData` if the file cannot be read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise file_fault(error) from error
    with file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield orjson.dumps(answer_line(view, line, number)).decode()


def answer_line(view: View, line: bytes, number: int) -> dict[str, Any]:
    """The question on one line, with its answer added."""
    try:
        question = orjson.loads(line)
        if not isinstance(question, dict):
            raise InvalidData("不是 JSON 对象")
    except orjson.JSONDecodeError:
        return {"line": number, "holders": [], "error": f"第 {number} 行不是 JSON"}
    except InvalidData as error:
        return {"line": number, "holders": [], "error": f"第 {number} 行{error.message}"}
    try:
        return {**question, **answer(view, question)}
    except Ambiguous as error:
        named = [{"id": i, "name": name} for i, name in error.candidates]
        return {**question, "holders": [], "error": str(error), "candidates": named}
    except GraphError as error:
        return {**question, "holders": [], "error": str(error)}


def answer(view: View, question: dict[str, Any]) -> dict[str, Any]:
    """The holders that answer one question, with the state of each post if it is not plain.

    Raises `InvalidData` where a part is missing, `NotFound` or `Ambiguous` for the body.
    """
    missing = [name for name in QUESTION if question.get(name) in (None, "")]
    if missing:
        raise InvalidData(f"缺少 {'、'.join(missing)}", remedy="每行写 organization、post、on")
    when = window(parse(str(question["on"])))
    found = bodies(view, str(question["organization"]))
    if not found:
        raise NotFound(f"没有机构“{question['organization']}”", remedy="换全称或简称再试")
    if len(found) > 1:
        raise Ambiguous(
            f"“{question['organization']}”可指 {len(found)} 个机构",
            [(n.id, n.caption) for n in found],
            remedy="写明上级地名",
        )
    title = str(question["post"])
    wanted = [post.id for post in posts(view, [found[0].id], title)]
    earlier = _earlier(view, found[0].id, title)
    if not wanted and not earlier:
        raise NotFound(f"{found[0].caption} 没有“{title}”这一职务的记录")
    answers = holders_query(view, [*wanted, *earlier], when)
    return {
        "holders": _persons(answers.values(), earlier),
        "state": [answers[post].state.value for post in wanted],
    }


def _earlier(view: View, body: str, title: str) -> dict[str, str]:
    """The posts of the bodies that became this one which the title means there, by id, each with
    the words for it (甲地区行署专员)."""
    edges = view.expand([body], ("SUCCEEDED_BY",), "in")
    bodies_before = view.nodes(sorted({e.source for e in edges}))
    found: dict[str, str] = {}
    for before in bodies_before.values():
        for post in posts(view, [before.id], title):
            found.setdefault(post.id, f"{before.caption}{post.caption}")
    return found


def _persons(
    answers: Iterable[PostHolders], earlier: Mapping[str, str]
) -> list[dict[str, str | None]]:
    """Each holder once, the certain ones first."""
    everyone = [holder for found in answers for holder in found.holders]
    everyone.sort(key=lambda h: h.certainty is not Certainty.CERTAIN)
    once: dict[tuple[str, str], Holder] = {}
    for holder in everyone:
        once.setdefault((holder.person.id, holder.edge.id), holder)
    return [_shape(holder, earlier.get(holder.post.id)) for holder in once.values()]


def _shape(holder: Holder, earlier: str | None) -> dict[str, str | None]:
    shape = {
        "name": holder.person.caption,
        "certainty": holder.certainty.value,
        "since": holder.edge.first("since"),
        "until": holder.edge.first("until"),
    }
    return {**shape, "as": earlier} if earlier else shape
