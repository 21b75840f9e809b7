"""The cases of a body, a person or a case itself, and the meetings that considered them."""

from __future__ import annotations

from collections.abc import Collection

from graph.dates import FOREVER, Window
from graph.queries.ledgers.belonging import belonging
from graph.queries.ledgers.case_stages import case_stages
from graph.queries.ledgers.deliberations import Deliberation, considering, deliberations
from graph.queries.recorded import day_window, meet
from graph.record import Node
from graph.store import View, ordered

IN_CHARGE = "分管"


def cases_of(view: View, subject: Node, *, below: bool = False) -> list[str]:
    """A case itself; the cases of which a person is a subject; those that possibly belong to a
    body (see `belonging`), with `below` to any below it. In order of their first dated stage."""
    if subject.kind == "Case":
        return [subject.id]
    if subject.kind == "Person":
        found = view.nodes(e.target for e in view.expand([subject.id], ("SUBJECT_OF",), "out"))
        return _in_time(view, [i for i, node in found.items() if node.kind == "Case"])
    return _in_time(view, belonging(view, subject.id, "Case", FOREVER - 1, below=below))


def _in_time(view: View, cases: Collection[str]) -> list[str]:
    stages = case_stages(view, cases)
    first = {case: next((s.on for s in found if s.on), None) for case, found in stages.items()}
    return sorted(first, key=lambda case: (first[case] is None, day_window(first[case]), case))


def meetings_of(
    view: View, subject: Node, when: Window, *, below: bool = False
) -> tuple[Deliberation, ...]:
    """The meetings, possibly on a day of `when`, in order of date: those that considered a case of
    the subject; of a body also those that it held, of a person those where he was or was
    expected: he spoke, is listed, or was in charge (分管) of a body of the case that day."""
    found = considering(view, cases_of(view, subject, below=below))
    if subject.kind == "Organization":
        found += (e.source for e in view.expand([subject.id], ("HELD_BY",), "in"))
    near: set[str] = set()
    if subject.kind == "Person":
        there = view.expand([subject.id], ("ATTENDED", "SPOKE_AT"), "out")
        near = {e.target for e in there} | set(found)
        found += (e.target for e in there)
        found += considering(view, _overseen_cases(view, subject.id))
    nodes = view.nodes(ordered(found))
    held = [i for i, node in nodes.items() if node.kind == "Deliberation"]
    return tuple(
        one
        for one in deliberations(view, held)
        if meet(day_window(one.on), when)
        and (not near or one.meeting.id in near or subject in one.unseen)
    )


def _overseen_cases(view: View, person: str) -> list[str]:
    posts = ordered(e.target for e in view.expand([person], ("HOLDS",), "out"))
    units = view.expand(posts, ("OVERSEES",), "out", facets=(IN_CHARGE,))
    scenes = view.expand(ordered(e.target for e in units), ("OCCURRED_IN",), "in")
    return ordered(e.source for e in scenes)
